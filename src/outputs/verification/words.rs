//! What was found in words, for the page and for the terminal.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::model::{Check, Difference, Verification, column_words};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, UNDEFINED};
use crate::foundation::kernel::Vintage;
use crate::platform::registry::{Choice, Entity, Kind};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::parcels;
use crate::registers::projects::{CURRENCIES, PROJECT, STATUSES};
use crate::registers::tasks::{OBSTACLE_STATUSES, TASK_STATUSES};
use crate::registers::zones::ZONE;
use crate::returns::figures::vintage_words;

/// Decimals shown at most: canonical values have no more.
const SCALE: u32 = 6;

fn choices(entity: &'static Entity, name: &str) -> &'static [Choice] {
    match entity.field(name).map(|field| &field.kind) {
        Some(Kind::Choice(choices)) => choices,
        _ => &[],
    }
}

/// The codes a column of a check may hold, with their words.
fn codes(check: Check, column: &str) -> &'static [Choice] {
    match (check, column) {
        (Check::Projects, "status") => STATUSES,
        (Check::Projects, "origin") => choices(&PROJECT, "origin"),
        (Check::Projects, "capital_currency") => CURRENCIES,
        (Check::Parcels, "state") => parcels::STATES,
        (Check::Obstacles, "status") => OBSTACLE_STATUSES,
        (Check::KeyTasks, "status") => TASK_STATUSES,
        (Check::Zones, "status") => choices(&ZONE, "status"),
        (Check::Enterprises, "status") => choices(&ENTERPRISE, "status"),
        _ => &[],
    }
}

/// A value as people read it.
pub fn value_words(check: Check, column: &str, value: Option<&str>, lang: Lang) -> String {
    let Some(value) = value else {
        return UNDEFINED.to_owned();
    };
    if let Some(choice) = codes(check, column)
        .iter()
        .find(|choice| choice.code == value)
    {
        return choice.label.in_lang(lang).to_owned();
    }
    if column == "vintage"
        && let Some(vintage) = Vintage::from_code(value)
    {
        return vintage_words(vintage).in_lang(lang).to_owned();
    }
    if column == "retired" {
        return i18n::Text::new("có", "yes").in_lang(lang).to_owned();
    }
    if let Ok(date) = value.parse::<NaiveDate>() {
        return i18n::format_date(date);
    }
    match value.parse::<Decimal>() {
        Ok(number) => i18n::format_plain(number, SCALE, lang),
        Err(_) => value.to_owned(),
    }
}

fn line(check: Check, difference: &Difference, lang: Lang) -> String {
    let Difference {
        subject,
        column,
        stands,
        should,
        path,
    } = difference;
    let words = |value: &Option<String>| value_words(check, column, value.as_deref(), lang);
    let (stands, should) = (words(stands), words(should));
    let column = column_words(column, lang);
    match lang {
        Lang::Vi => format!("{subject}: {column} ghi {stands}, tính lại {should} ({path})"),
        Lang::En => {
            format!("{subject}: {column} is {stands}, and {should} when worked out ({path})")
        }
    }
}

/// What was found, one line for each difference, under the comparison that found it.
pub fn lines(found: &Verification, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for finding in found.0.iter().filter(|finding| finding.count > 0) {
        let differences = counted(
            finding.count,
            ("chỗ lệch", "difference", "differences"),
            lang,
        );
        let title = finding.check.title().in_lang(lang);
        lines.push(format!("{title}: {differences}"));
        lines.extend(finding.differences.iter().map(|difference| {
            let line = line(finding.check, difference, lang);
            format!("  {line}")
        }));
        let listed = i64::try_from(finding.differences.len()).unwrap_or_default();
        if finding.count > listed {
            lines.push(format!("  … {}", finding.count - listed));
        }
    }
    lines
}

//! What the templates of the log show.

use askama::Template;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::model::{Event, Kind, Standing, in_order, origin_since, suggested_origin};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity;
use crate::platform::registry::form::{Control, Shape};
use crate::platform::registry::log::{self, EventForm};
use crate::platform::registry::store::Record;
use crate::platform::web::table::{Cell, Table};
use crate::platform::web::{Page, Papers};
use crate::registers::projects::registry::ORIGINS;

/// One event of a log, ready to show.
pub struct Line {
    pub number: i32,
    pub day: String,
    pub kind: &'static str,
    pub tone: &'static str,
    happened_on: NaiveDate,
    /// What it changed, in words.
    pub detail: String,
    pub document: String,
    /// Effect on registered capital, with its unit.
    pub effect: String,
    /// Registered capital after it, with its unit; empty for an event that does not count.
    pub capital: String,
    pub recorded: String,
    pub cancelled: bool,
    pub may_correct: bool,
    exact: (Option<Decimal>, Option<Decimal>),
}

/// A project's log in the order in which things happened, the newest first.
pub struct Timeline {
    pub lines: Vec<Line>,
    unit: &'static str,
    code: String,
}

impl Timeline {
    pub fn new(record: &Record, events: &[Event], lang: Lang) -> Timeline {
        let usd = record.values.get("capital_currency") == Some("usd");
        let mut sorted: Vec<&Event> = events.iter().collect();
        sorted.sort_by_key(|event| (event.happened_on, event.position, event.number));
        let mut standing = Standing::default();
        let mut lines = Vec::new();
        for event in sorted {
            if event.is_live() {
                standing = standing
                    .after(event.kind, event.capital)
                    .unwrap_or(standing);
            }
            let after = standing.capital.filter(|_| event.is_live());
            lines.push(line(event, events, after, usd, lang));
        }
        lines.reverse();
        let code = record.values.get("code").unwrap_or_default().to_owned();
        Timeline {
            lines,
            unit: if usd { "USD" } else { "VND" },
            code,
        }
    }

    /// The log as a file, capital exact in the certificate's currency.
    pub fn table(&self, lang: Lang) -> Table {
        let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
        let columns = vec![
            say("Ngày", "Date"),
            say("Sự kiện", "Event"),
            say("Nội dung", "Details"),
            say("Văn bản", "Document"),
            format!(
                "{} ({})",
                say("Thay đổi vốn", "Change of capital"),
                self.unit
            ),
            format!(
                "{} ({})",
                say("Vốn đăng ký sau đó", "Capital after it"),
                self.unit
            ),
            say("Người ghi", "Recorded by"),
            say("Đã đính chính", "Corrected"),
        ];
        let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
        let rows = self.lines.iter().map(|line| {
            vec![
                Cell::Date(line.happened_on),
                Cell::Text(line.kind.to_owned()),
                Cell::Text(line.detail.clone()),
                Cell::Text(line.document.clone()),
                number(line.exact.0),
                number(line.exact.1),
                Cell::Text(line.recorded.clone()),
                if line.cancelled {
                    Cell::Text(say("có", "yes"))
                } else {
                    Cell::Empty
                },
            ]
        });
        Table {
            name: format!("project-{}-events", file_part(&self.code)),
            columns,
            rows: rows.collect(),
        }
    }
}

/// What of a code may stand in a file's name.
fn file_part(code: &str) -> String {
    code.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

fn line(event: &Event, events: &[Event], after: Option<Decimal>, usd: bool, lang: Lang) -> Line {
    let document = [
        event.document_no.clone(),
        event.document_on.map(i18n::format_date),
    ];
    let cancelled = event.corrected_by.is_some();
    let effect = match (event.kind, event.capital) {
        (Kind::Granted, Some(capital)) => money(capital, usd, lang),
        (Kind::CapitalChanged, Some(change)) if change.is_sign_positive() => {
            format!("+{}", money(change, usd, lang))
        }
        (_, Some(change)) => money(change, usd, lang),
        (Kind::Granted, None) => Text::new("chưa biết", "unknown").in_lang(lang).to_owned(),
        _ => String::new(),
    };
    Line {
        number: event.number,
        happened_on: event.happened_on,
        day: i18n::format_date(event.happened_on),
        kind: event.kind.words().in_lang(lang),
        tone: event.kind.tone(),
        detail: detail(event, events, usd, lang),
        document: document
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        effect,
        capital: after.map_or_else(String::new, |capital| money(capital, usd, lang)),
        recorded: format!(
            "{}, {}",
            event.recorded_by,
            i18n::format_time(event.recorded_at)
        ),
        cancelled,
        may_correct: event.is_live(),
        exact: (event.capital, after),
    }
}

/// Money in triệu USD or tỷ đồng, exact.
fn money(value: Decimal, usd: bool, lang: Lang) -> String {
    let unit = quantity::unit(if usd { "musd" } else { "bvnd" })
        .unwrap_or(crate::foundation::kernel::quantity::Dimension::Vnd.canonical_unit());
    let shown = quantity::in_unit(value, unit);
    format!(
        "{} {}",
        i18n::format_plain(shown, 9, lang),
        unit.short(lang)
    )
}

/// "FDI", or "trong nước (DDI)".
fn origin_words(origin: &str, lang: Lang) -> &'static str {
    ORIGINS
        .iter()
        .find(|choice| choice.code == origin)
        .map_or("", |choice| choice.label.in_lang(lang))
}

/// What the capital of an event is in the other currency, and where that is from.
fn converted(event: &Event, events: &[Event], usd: bool, lang: Lang) -> Option<String> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    if let Some(printed) = event.equivalent {
        return Some(format!(
            "{} {}",
            say(
                "tương đương, như giấy ghi,",
                "equivalent as the certificate prints it:"
            ),
            money(printed, !usd, lang)
        ));
    }
    // Of interest only where the project is, or was, added up in the other currency.
    let crosses = if usd { "domestic" } else { "foreign" };
    events
        .iter()
        .find(|other| other.origin.as_deref() == Some(crosses))?;
    let (rate, source) = event.rate.zip(event.rate_source.as_deref())?;
    let rate = i18n::format_plain(rate, 4, lang);
    Some(match lang {
        Lang::Vi => format!("quy đổi giữ ở 1 USD = {rate} đồng ({source})"),
        Lang::En => format!("converted for good at 1 USD = {rate} VND ({source})"),
    })
}

/// The origin of a project after all of its events: what, since when, and why.
pub fn origin_line(events: &[Event], lang: Lang) -> Option<String> {
    let since = origin_since(events)?;
    let words = origin_words(since.origin.as_deref()?, lang);
    let (day, kind) = (
        i18n::format_date(since.happened_on),
        since.kind.words().in_lang(lang).to_lowercase(),
    );
    let last = in_order(events)
        .into_iter()
        .rfind(|event| event.origin.is_some())?;
    let why = last.origin_reason.clone().unwrap_or_else(|| {
        match suggested_origin(&last.investors) {
            Some(_) => Text::new("theo nhà đầu tư", "by its investors"),
            None => Text::new(
                "như đã ghi, chưa rõ quốc tịch nhà đầu tư",
                "as recorded; the investors’ nationality is not known",
            ),
        }
        .in_lang(lang)
        .to_owned()
    });
    let why = why.trim_end_matches('.');
    Some(match lang {
        Lang::Vi => format!("{words}, từ {day} ({kind}): {why}."),
        Lang::En => format!("{words}, since {day} ({kind}): {why}."),
    })
}

fn detail(event: &Event, events: &[Event], usd: bool, lang: Lang) -> String {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(event.content.clone());
    parts.extend(converted(event, events, usd, lang));
    if let Some(until) = event.until {
        parts.push(format!(
            "{} {}",
            say("đến", "until"),
            i18n::format_date(until)
        ));
    }
    parts.extend(event.enterprise.clone());
    let investors: Vec<String> = event
        .investors
        .iter()
        .map(|investor| {
            let share = investor
                .share
                .map(|share| format!("{}%", i18n::format_plain(share, 4, lang)));
            let more: Vec<String> = [investor.nationality.clone(), share]
                .into_iter()
                .flatten()
                .collect();
            if more.is_empty() {
                investor.name.clone()
            } else {
                format!("{} ({})", investor.name, more.join(", "))
            }
        })
        .collect();
    if !investors.is_empty() {
        parts.push(investors.join("; "));
    }
    if let Some(origin) = event.origin.as_deref() {
        let origin = origin_words(origin, lang);
        let reason = event
            .origin_reason
            .iter()
            .map(|reason| format!(" ({reason})"));
        let words = say("nguồn vốn", "origin");
        parts.push(format!("{words}: {origin}{}", reason.collect::<String>()));
    }
    if let Some(wrong) = event
        .corrects
        .and_then(|number| events.iter().find(|other| other.number == number))
    {
        parts.push(format!(
            "{} {} {}",
            if event.kind == Kind::Correction {
                say("hủy", "cancels")
            } else {
                say("thay cho", "instead of")
            },
            wrong.kind.words().in_lang(lang).to_lowercase(),
            i18n::format_date(wrong.happened_on)
        ));
    }
    parts.extend(event.note.clone());
    parts.join(" · ")
}

#[derive(Template)]
#[template(path = "registers/projects/log.html")]
pub struct LogPanel {
    pub page: Page,
    pub id: i64,
    pub timeline: Timeline,
    /// What the project counts as, since when and why.
    pub origin: Option<String>,
    pub may_write: bool,
    /// Days of suspension in total, when they are more than the law allows.
    pub warning: Option<String>,
    pub papers: Papers,
}

/// The form of an event, with the investors its certificate names.
#[derive(Template)]
#[template(path = "registers/projects/event.html")]
pub struct ProjectEventPage {
    pub page: Page,
    pub form: EventForm,
    pub investors: Vec<Vec<Control>>,
}

impl ProjectEventPage {
    /// Field, label and message of what is wrong.
    pub fn errors(&self) -> Vec<(&str, &str, &str)> {
        log::errors(
            self.form
                .controls
                .iter()
                .chain(self.investors.iter().flatten()),
        )
    }
}

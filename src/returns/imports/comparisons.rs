//! Figures of earlier periods that stand in a file beside its own, held against the ledger: "năm 2022 trong tệp 203,4 – sổ 203,403".
//! A check for the reader; nothing of it is written.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;
use sqlx::PgPool;

use super::actions::Opened;
use crate::foundation::i18n::{Lang, format_plain, round};
use crate::foundation::kernel::quantity::{self, Unit};
use crate::foundation::kernel::{Period, Reporter};
use crate::foundation::workbooks::{self, Content, Locale};
use crate::returns::figures;
use crate::returns::reading::{Compared, Owners, Reading};
use crate::standards::forms::LineUnit;
use crate::standards::indicators::Indicator;

/// Decimals shown of what the ledger says.
const DECIMALS: u32 = 6;

/// What a comparison comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The ledger says otherwise.
    Differs,
    /// The ledger says nothing.
    Unknown,
    /// The ledger says the same, as precisely as the file does.
    Agrees,
}

/// A figure of an earlier period and what the ledger says.
pub struct Comparison {
    pub outcome: Outcome,
    pub enterprise: String,
    pub indicator: String,
    pub period: Period,
    /// "Biểu!C7".
    pub at: String,
    /// In the unit the file gives it in.
    pub in_file: String,
    /// In the same unit.
    pub in_ledger: String,
    /// The life of the figure in the ledger, from where it is corrected; empty where there is none.
    pub href: String,
    pub unit: String,
}

/// Every comparison of a reading whose owner, number and unit are known, those that differ first.
///
/// # Errors
/// Whatever the database says.
pub async fn compare(
    db: &PgPool,
    opened: &Opened,
    reading: &Reading,
    lang: Lang,
) -> sqlx::Result<Vec<Comparison>> {
    let owners = Owners::new(&opened.known);
    let owned: Vec<(&Compared, Reporter)> = reading
        .compared
        .iter()
        .filter_map(|one| Some((one, owners.find(&one.who).ok()?)))
        .collect();
    let reporters: BTreeSet<Reporter> = owned.iter().map(|(_, who)| *who).collect();
    let periods: BTreeSet<String> = owned
        .iter()
        .map(|(one, _)| one.period.to_string())
        .collect();
    let known = figures::db::known_of(
        db,
        &reporters.into_iter().collect::<Vec<_>>(),
        &periods.into_iter().collect::<Vec<_>>(),
    )
    .await?;
    let ledger: HashMap<(Reporter, i64, String), Decimal> = known
        .into_iter()
        .map(|(who, figure)| ((who, figure.indicator_id, figure.period), figure.value))
        .collect();
    let locale = opened.choices.locale(reading);
    let compared = owned.iter().filter_map(|(one, who)| {
        let (id, _) = one.cell.target?;
        let about = opened.catalogue.by_id(id)?;
        let (value, unit) = amount(opened, one, about, &locale)?;
        let said = ledger.get(&(*who, id, one.period.to_string()));
        let sheet = opened.book.sheets.get(one.sheet)?;
        let other = one.sheet != reading.sheet;
        let own = said.and_then(|said| quantity::from_canonical(*said, unit));
        Some(Comparison {
            outcome: match own {
                None => Outcome::Unknown,
                Some(own) if round(own, value.scale()) == value => Outcome::Agrees,
                Some(_) => Outcome::Differs,
            },
            enterprise: owners.of(*who)?.name(),
            indicator: about.name(lang).to_owned(),
            period: one.period,
            at: if other {
                format!("{}!{}", sheet.name, one.cell.at)
            } else {
                one.cell.at.to_string()
            },
            in_file: format_plain(value, DECIMALS, lang),
            in_ledger: own.map_or_else(String::new, |own| format_plain(own, DECIMALS, lang)),
            href: match (said, who.project_id) {
                (Some(_), None) => format!(
                    "/figures/{}/{}/enterprises/{}",
                    one.period, about.code, who.enterprise_id
                ),
                _ => String::new(),
            },
            unit: about.unit_words(unit, lang).to_owned(),
        })
    });
    let mut compared: Vec<Comparison> = compared.collect();
    compared.sort_by_key(|one| one.outcome);
    Ok(compared)
}

/// The number of a figure in its unit: the one the cell names, the file states, or the form asks for. What would take a rate of
/// exchange to compare is left.
fn amount(
    opened: &Opened,
    one: &Compared,
    about: &Indicator,
    locale: &Locale,
) -> Option<(Decimal, &'static Unit)> {
    let cell = &one.cell;
    let names_unit =
        matches!(&cell.content, Content::Text(text) if text.chars().any(char::is_alphabetic));
    if cell.question.is_some() || cell.unit_question.is_some() && !names_unit {
        return None;
    }
    let line = opened
        .lines
        .iter()
        .find(|line| line.indicator_id == about.id);
    let asked = match line.map(|line| line.unit) {
        Some(LineUnit::Fixed(unit)) => Some(unit),
        Some(LineUnit::Licence) => None,
        None => Some(about.unit),
    };
    let stated = cell.unit.map(|measured| measured.unit);
    let number = workbooks::number(&cell.content, stated.or(asked), locale).ok()?;
    let unit = number.unit.and_then(quantity::unit).or(stated).or(asked)?;
    let times = cell
        .unit
        .filter(|_| !names_unit)
        .map_or(1, |measured| measured.times);
    let value = number.value.checked_mul(times.into())?.normalize();
    let is_sure = !number.ambiguous && unit.dimension == about.dimension;
    is_sure.then_some((value, unit))
}

//! What a suspect cell would say instead.

use rust_decimal::Decimal;

use super::model::{Cell, Repair};
use super::report::Report;
use crate::foundation::i18n::{self, MAX_DECIMALS};
use crate::foundation::kernel::quantity::{self, Unit};
use crate::standards::indicators::Indicator;

/// The cell with `value` in the unit it has, as a person would type it.
pub(super) fn in_same_unit(
    report: &Report<'_>,
    indicator: &Indicator,
    cell: &Cell,
    value: Decimal,
) -> Option<Repair> {
    let unit = quantity::unit(&cell.unit).filter(|unit| unit.dimension == indicator.dimension)?;
    let shown = quantity::from_canonical(value, unit)?;
    let scale = u32::try_from(MAX_DECIMALS).ok()?;
    // Typed on a keyboard, so with the hyphen a keyboard has.
    let raw = i18n::format_plain(shown, scale, report.background.lang).replace('\u{2212}', "-");
    repaired(report, indicator, raw, unit)
}

/// The same digits in another unit of the dimension, where one makes `value` of them.
fn in_other_unit(
    report: &Report<'_>,
    indicator: &Indicator,
    cell: &Cell,
    value: Decimal,
) -> Option<Repair> {
    let number = i18n::parse_number(&cell.raw, report.background.lang)
        .ok()?
        .value;
    let fits = |unit: &&Unit| quantity::to_canonical(number, unit) == Some(value);
    let unit = quantity::units_of(indicator.dimension).iter().find(fits)?;
    repaired(report, indicator, cell.raw.clone(), unit)
}

/// The same digits with "." and "," exchanged, where that makes `value` of them.
fn with_other_marks(
    report: &Report<'_>,
    indicator: &Indicator,
    cell: &Cell,
    value: Decimal,
) -> Option<Repair> {
    let raw: String = cell
        .raw
        .chars()
        .map(|c| {
            if c == '.' {
                ','
            } else if c == ',' {
                '.'
            } else {
                c
            }
        })
        .collect();
    let unit = quantity::unit(&cell.unit).filter(|unit| unit.dimension == indicator.dimension)?;
    let number = i18n::parse_number(&raw, report.background.lang).ok()?.value;
    (raw != cell.raw && quantity::to_canonical(number, unit) == Some(value))
        .then(|| repaired(report, indicator, raw, unit))?
}

/// The likeliest way to say `value`: the same digits in another unit, the marks exchanged, other digits.
pub(super) fn of(
    report: &Report<'_>,
    indicator: &Indicator,
    cell: &Cell,
    value: Decimal,
) -> Option<Repair> {
    let value = value.normalize();
    in_other_unit(report, indicator, cell, value)
        .or_else(|| with_other_marks(report, indicator, cell, value))
        .or_else(|| in_same_unit(report, indicator, cell, value))
}

fn repaired(
    report: &Report<'_>,
    indicator: &Indicator,
    raw: String,
    unit: &'static Unit,
) -> Option<Repair> {
    let label = format!(
        "{raw} {}",
        indicator.unit_words(unit, report.background.lang)
    );
    Some(Repair {
        raw,
        unit: unit.code.to_owned(),
        label,
    })
}

//! How the numbers and words of a row read.

use super::load::Loaded;
use super::model::Entry;
use crate::foundation::i18n::{self, Lang, wording};
use crate::foundation::kernel::quantity::{self, Dimension, Unit, both_money};
use crate::standards::indicators::Indicator;
use rust_decimal::Decimal;

/// The units a line may be typed in: its own dimension's, the other currency's where there is a rate, and always the one the
/// form asks for.
pub fn units(indicator: &Indicator, has_rate: bool, asked: &'static Unit) -> Vec<&'static Unit> {
    let own = quantity::units_of(indicator.dimension).iter();
    let other = Dimension::ALL
        .into_iter()
        .filter(|d| has_rate && *d != indicator.dimension && both_money(*d, indicator.dimension));
    let mut units: Vec<&'static Unit> = own.chain(other.flat_map(quantity::units_of)).collect();
    if !units.iter().any(|unit| unit.code == asked.code) {
        units.push(asked);
    }
    units
}

/// A canonical value in the unit of a row, which may be the other currency's.
pub fn shown(
    indicator: &Indicator,
    value: Decimal,
    unit: &'static Unit,
    usd_rate: Option<Decimal>,
    lang: Lang,
) -> String {
    if unit.dimension == indicator.dimension {
        return indicator.show_exact(value, unit, lang);
    }
    let converted = usd_rate.and_then(|rate| match indicator.dimension {
        Dimension::Vnd => value.checked_div(rate),
        _ => value.checked_mul(rate),
    });
    let converted = converted.and_then(|value| value.checked_div(Decimal::from(unit.factor)));
    converted.map_or_else(String::new, |value| {
        format!("≈ {}", i18n::format_number(value, 2, lang))
    })
}

/// A value in its usual unit with that unit: what the portal understood.
pub fn understood(indicator: &Indicator, value: Decimal, lang: Lang) -> String {
    format!(
        "= {} {}",
        indicator.show_exact(value, indicator.unit, lang),
        indicator.unit_name(lang)
    )
}

/// "một nghìn không trăm năm mươi tư tỷ đồng": a value in its usual unit, in Vietnamese words.
pub fn in_words(indicator: &Indicator, value: Decimal) -> String {
    let amount = quantity::in_unit(value, indicator.unit);
    let unit = if indicator.dimension == Dimension::Own {
        indicator.unit_name(Lang::Vi)
    } else {
        indicator.unit.name(Lang::Vi)
    };
    i18n::spell(amount, unit)
}

/// "+5,2%" against last year; "–" where there is no base.
pub fn change(value: Option<Decimal>, base: Option<Decimal>, lang: Lang) -> String {
    match (value, base) {
        (Some(value), Some(base)) if base > Decimal::ZERO => {
            let Some(percent) = percent_of(value - base, base) else {
                return "–".to_owned();
            };
            wording::change(percent, 1).signed("%", lang)
        }
        (Some(_), _) => "–".to_owned(),
        (None, _) => String::new(),
    }
}

/// "94,6%" of a plan; empty without one.
pub fn percent(value: Option<Decimal>, base: Option<Decimal>, lang: Lang) -> String {
    match (value, base) {
        (Some(value), Some(base)) if base > Decimal::ZERO => percent_of(value, base).map_or_else(
            || "–".to_owned(),
            |percent| wording::of_plan(percent, 1).text(lang),
        ),
        _ => String::new(),
    }
}

/// `None` where the base is so small that the percentage is beyond all numbers.
fn percent_of(value: Decimal, base: Decimal) -> Option<Decimal> {
    value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base)
}

/// "1.054 tỷ đồng" as typed; "–" for nothing.
pub fn said(raw: &str, unit: &str, indicator_id: i64, loaded: &Loaded, lang: Lang) -> String {
    let words = loaded
        .catalogue
        .by_id(indicator_id)
        .zip(quantity::unit(unit))
        .map(|(i, unit)| i.unit_words(unit, lang));
    match words {
        _ if raw.is_empty() => "–".to_owned(),
        Some(words) => format!("{} {words}", i18n::grouped(raw, lang)),
        None => i18n::grouped(raw, lang),
    }
}

/// What a cell says to whoever only reads it: in its unit, at most as precise as its indicator, and – where that is not what was
/// typed – the text that was.
pub(super) fn read_out(indicator: &Indicator, entry: &Entry, lang: Lang) -> (String, String) {
    let typed = || (i18n::grouped(&entry.raw, lang), String::new());
    let unit = quantity::unit(&entry.unit).filter(|unit| unit.dimension == indicator.dimension);
    let Some((unit, value)) = unit.zip(entry.value) else {
        return typed();
    };
    let Some(amount) = quantity::from_canonical(value, unit) else {
        return typed();
    };
    let shown = i18n::format_plain(amount, decimals(indicator, unit), lang);
    let worked_out = entry.raw.trim_start().starts_with('=');
    let exact = i18n::format_plain(amount, 6, lang);
    let text = if worked_out || exact != shown {
        i18n::grouped(&entry.raw, lang)
    } else {
        String::new()
    };
    (shown, text)
}

/// The decimals of an indicator in a unit: those of its display unit, fewer in a smaller one.
fn decimals(indicator: &Indicator, unit: &Unit) -> u32 {
    let (own, other) = (indicator.unit.factor, unit.factor);
    if other > own {
        indicator.scale + (other / own).ilog10()
    } else {
        indicator.scale.saturating_sub((own / other).ilog10())
    }
}

//! Whether a value is what was typed: a figure, a target or a cell beside its raw text and unit.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang, Said};
use crate::foundation::kernel::quantity::{self, Dimension, Unit, both_money};
use crate::platform::registry::{Entity, Values};

/// What is known of indicators and products, from the portal and from the bundle's own files, which are read before figures.
pub struct Measures {
    dimensions: HashMap<String, Dimension>,
    /// Those that some form takes below zero.
    negative: HashSet<String>,
}

type Found = Vec<(&'static str, Said)>;

impl Measures {
    /// `known` are the portal's own: code, dimension, and whether a form takes values below zero.
    pub fn new(known: Vec<(String, String, bool)>) -> Measures {
        let negative = known
            .iter()
            .filter(|(_, _, below)| *below)
            .map(|(code, _, _)| code.clone())
            .collect();
        let dimensions = known
            .into_iter()
            .filter_map(|(code, dimension, _)| Some((code, Dimension::from_code(&dimension)?)))
            .collect();
        Measures {
            dimensions,
            negative,
        }
    }

    /// Remembers what a sound row says of an indicator.
    pub fn learn(&mut self, entity: &Entity, values: &Values) {
        let get = |name| values.get(name).map(str::to_owned);
        match entity.path {
            "indicators" | "products" => {
                let dimension = values
                    .get("dimension")
                    .and_then(Dimension::from_code)
                    .unwrap_or(Dimension::Own);
                self.dimensions
                    .extend(get("code").map(|code| (code, dimension)));
            }
            "form-lines" if values.get("may_be_negative") == Some("true") => {
                self.negative.extend(get("indicator_id"))
            }
            _ => {}
        }
    }

    /// What is wrong between the value of a row, what was typed and its unit.
    pub fn faults(&self, entity: &Entity, values: &Values) -> Found {
        let stated = ["indicator_id", "value", "raw", "unit"]
            .iter()
            .all(|name| entity.field(name).is_some());
        // An indicator that is not there is said once, as a reference.
        let Some(indicator) = values.get("indicator_id").filter(|_| stated) else {
            return Found::new();
        };
        let Some(dimension) = self.dimensions.get(indicator).copied() else {
            return Found::new();
        };
        let typed = values.get("unit").unwrap_or_default();
        let unit = quantity::unit(typed)
            .filter(|unit| unit.dimension == dimension || both_money(unit.dimension, dimension));
        let Some(unit) = unit else {
            return vec![("unit", no_unit(indicator, typed, dimension))];
        };
        let Some(value) = number(values, "value") else {
            return Found::new();
        };
        if value < Decimal::ZERO && entity.table != "targets" && !self.negative.contains(indicator)
        {
            return vec![(
                "value",
                Said::new(
                    format!("{indicator} không thể âm: không mẫu nào cho ghi dưới 0"),
                    format!("{indicator} cannot be negative: no form takes it below zero"),
                ),
            )];
        }
        let rate = number(values, "rate");
        if unit.dimension != dimension && rate.is_none() {
            return vec![(
                "rate",
                Said::new(
                    format!(
                        "ghi bằng {typed} cho chỉ tiêu đo bằng {}: thiếu tỷ giá",
                        dimension.code()
                    ),
                    format!(
                        "{typed} was typed for {}: the exchange rate is missing",
                        dimension.code()
                    ),
                ),
            )];
        }
        let raw = values.get("raw").unwrap_or_default();
        let readings: Vec<Decimal> = readings(raw)
            .into_iter()
            .filter_map(|number| meant(number, unit, dimension, rate))
            .collect();
        match readings.first() {
            // Worked out by the portal from a sum that was typed: the sum stays as the text.
            _ if raw.starts_with('=') => Found::new(),
            None => vec![(
                "raw",
                Said::new(
                    format!("“{raw}” không phải số, mà giá trị là {value}"),
                    format!("“{raw}” is no number, and the value is {value}"),
                ),
            )],
            Some(_) if readings.contains(&value) => Found::new(),
            Some(first) => vec![(
                "value",
                Said::new(
                    format!("{raw} {typed} là {}, không phải {value}", first.normalize()),
                    format!("{raw} {typed} is {}, not {value}", first.normalize()),
                ),
            )],
        }
    }
}

fn no_unit(indicator: &str, typed: &str, dimension: Dimension) -> Said {
    let units = quantity::units_of(dimension).iter();
    let codes: Vec<&str> = units.map(|unit| unit.code).collect();
    let codes = codes.join(", ");
    Said::new(
        format!("{typed} không đo {indicator}: đơn vị dùng được là {codes}"),
        format!("{typed} does not measure {indicator}: its units are {codes}"),
    )
}

fn number(values: &Values, name: &str) -> Option<Decimal> {
    values.get(name)?.parse().ok()
}

/// What a typed text can mean: in Vietnamese, in English, or as a program writes it.
fn readings(raw: &str) -> Vec<Decimal> {
    let people = [Lang::Vi, Lang::En]
        .into_iter()
        .filter_map(|lang| i18n::parse_number(raw, lang).ok())
        .map(|reading| reading.value);
    people.chain(raw.parse().ok()).collect()
}

/// A number of a unit as the canonical value, over the stated rate where it was typed in the other currency.
fn meant(
    number: Decimal,
    unit: &'static Unit,
    dimension: Dimension,
    rate: Option<Decimal>,
) -> Option<Decimal> {
    let value = quantity::to_canonical(number, unit)?;
    match rate {
        _ if unit.dimension == dimension => Some(value),
        Some(rate) if dimension == Dimension::Vnd => value.checked_mul(rate),
        Some(rate) => value.checked_div(rate).map(|usd| i18n::round(usd, 6)),
        None => None,
    }
}

//! Whether a value is what was typed: a figure, a target or a cell beside its raw text and unit.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::foundation::i18n::Said;
use crate::foundation::kernel::quantity::{self, Dimension};
use crate::platform::registry::{Entity, Values};
use crate::standards::indicators::{Contradiction, Typed, unit_for};

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
        let code = values.get("unit").unwrap_or_default();
        let Some(unit) = unit_for(code, dimension) else {
            return vec![("unit", no_unit(indicator, code, dimension))];
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
        let typed = Typed {
            raw: values.get("raw").unwrap_or_default(),
            unit,
            dimension,
            rate: number(values, "rate"),
            value,
        };
        let found = typed.contradiction();
        found.map_or_else(Found::new, |found| vec![in_words(&typed, &found)])
    }
}

/// How a value contradicts its text, with the column that is about.
fn in_words(typed: &Typed<'_>, found: &Contradiction) -> (&'static str, Said) {
    let (raw, value, code) = (typed.raw, typed.value, typed.unit.code);
    match found {
        Contradiction::NoRate => (
            "rate",
            Said::new(
                format!(
                    "ghi bằng {code} cho chỉ tiêu đo bằng {}: thiếu tỷ giá",
                    typed.dimension.code()
                ),
                format!(
                    "{code} was typed for {}: the exchange rate is missing",
                    typed.dimension.code()
                ),
            ),
        ),
        Contradiction::NoNumber => (
            "raw",
            Said::new(
                format!("“{raw}” không phải số, mà giá trị là {value}"),
                format!("“{raw}” is no number, and the value is {value}"),
            ),
        ),
        Contradiction::Other(meant) => (
            "value",
            Said::new(
                format!("{raw} {code} là {}, không phải {value}", meant.normalize()),
                format!("{raw} {code} is {}, not {value}", meant.normalize()),
            ),
        ),
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

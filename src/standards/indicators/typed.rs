//! Whether a value is what was typed in its unit: a figure, a cell, a target or a board's total beside its own text.

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::quantity::{self, Dimension, Unit, both_money};

/// A value beside what it was made from.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The text as it was typed.
    pub raw: &'a str,
    /// The unit it was typed in, and that of its canonical value, by what it measures.
    pub unit: &'static Unit,
    pub dimension: Dimension,
    /// VND for one USD, where it was typed in the other currency.
    pub rate: Option<Decimal>,
    /// Canonical.
    pub value: Decimal,
}

/// How a value contradicts its text.
#[derive(Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// It was typed in the other currency, and at which rate is not said.
    NoRate,
    /// The text is no number.
    NoNumber,
    /// The text is another number, as a Vietnamese reader understands it.
    Other(Decimal),
}

/// The unit of a code, where it measures such a thing: money may be typed in the other currency.
pub fn unit_for(code: &str, dimension: Dimension) -> Option<&'static Unit> {
    quantity::unit(code)
        .filter(|unit| unit.dimension == dimension || both_money(unit.dimension, dimension))
}

impl Typed<'_> {
    /// What is wrong between a value and its text; nothing where one reading of the text is the value.
    pub fn contradiction(&self) -> Option<Contradiction> {
        if self.unit.dimension != self.dimension && self.rate.is_none() {
            return Some(Contradiction::NoRate);
        }
        let readings: Vec<Decimal> = readings(self.raw)
            .into_iter()
            .filter_map(|number| self.meant(number))
            .collect();
        match readings.first() {
            // A sum of another program's, of which only the result came along.
            None if self.raw.trim_start().starts_with('=') => None,
            None => Some(Contradiction::NoNumber),
            Some(_) if readings.contains(&self.value) => None,
            Some(first) => Some(Contradiction::Other(*first)),
        }
    }

    /// A number of the unit as the canonical value, over the stated rate where it was typed in the other currency.
    fn meant(&self, number: Decimal) -> Option<Decimal> {
        let value = quantity::to_canonical(number, self.unit)?;
        match self.rate {
            _ if self.unit.dimension == self.dimension => Some(value),
            Some(rate) if self.dimension == Dimension::Vnd => value.checked_mul(rate),
            Some(rate) => value.checked_div(rate).map(|usd| i18n::round(usd, 6)),
            None => None,
        }
    }
}

/// What a typed text can mean: in Vietnamese, in English, or as a program writes it; a sum is worked out.
fn readings(raw: &str) -> Vec<Decimal> {
    let people = [Lang::Vi, Lang::En]
        .into_iter()
        .filter_map(|lang| i18n::parse_cell(raw, lang).ok())
        .map(|reading| reading.value);
    people.chain(raw.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(raw: &str, unit: &str, dimension: Dimension, value: i64) -> Option<Contradiction> {
        let unit = unit_for(unit, dimension).expect("a unit of it");
        let (rate, value) = (Some(Decimal::from(23_159)), Decimal::from(value));
        let typed = Typed {
            raw,
            unit,
            dimension,
            rate,
            value,
        };
        typed.contradiction()
    }

    #[test]
    fn a_value_is_one_reading_of_its_text() {
        let vnd = Dimension::Vnd;
        assert_eq!(found("277,373", "bvnd", vnd, 277_373_000_000), None);
        assert_eq!(found("277,373", "vnd", vnd, 277_373), None);
        assert_eq!(
            found("277,373", "bvnd", vnd, 2_773_730_000_000),
            Some(Contradiction::Other(Decimal::from(277_373_000_000_i64)))
        );
        assert_eq!(
            found("không có", "bvnd", vnd, 1),
            Some(Contradiction::NoNumber)
        );
        assert_eq!(found("2", "usd", vnd, 46_318), None);
        assert_eq!(unit_for("ha", vnd), None);
    }

    #[test]
    fn a_sum_is_worked_out_where_it_can_be() {
        let vnd = Dimension::Vnd;
        assert_eq!(found("=1+2", "bvnd", vnd, 3_000_000_000), None);
        assert_eq!(
            found("=1+2", "bvnd", vnd, 4_000_000_000),
            Some(Contradiction::Other(Decimal::from(3_000_000_000_i64)))
        );
        assert_eq!(found("=SUM(A1:A3)", "bvnd", vnd, 4_000_000_000), None);
    }
}

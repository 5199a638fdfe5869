//! From a cell's text to its canonical value.

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity::{self, Dimension, both_money};
use crate::standards::indicators::Indicator;

/// What a cell's text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Canonical.
    pub value: Decimal,
    /// The exchange rate it took, VND for one USD.
    pub rate: Option<Decimal>,
}

/// What it takes to read a cell.
pub struct Reader<'a> {
    pub indicator: &'a Indicator,
    pub may_be_negative: bool,
    /// VND for one USD in the report's year.
    pub usd_rate: Option<Decimal>,
    pub lang: Lang,
}

impl Reader<'_> {
    /// Reads a cell: its canonical value, or what is wrong with it. Empty is neither.
    ///
    /// # Errors
    /// The message for beside the cell.
    pub fn read(&self, raw: &str, unit: &str) -> Result<Option<Reading>, String> {
        if raw.is_empty() {
            return Ok(None);
        }
        let say = |vi, en| Text::new(vi, en).in_lang(self.lang).to_owned();
        let wanted = self.indicator.dimension;
        let unit = quantity::unit(unit)
            .filter(|unit| unit.dimension == wanted || both_money(unit.dimension, wanted))
            .ok_or_else(|| say("Xin chọn đơn vị tính.", "Please choose a unit."))?;
        let number = i18n::parse_cell(raw, self.lang)
            .map_err(|error| error.message(self.lang))?
            .value;
        if number < Decimal::ZERO && !self.may_be_negative {
            return Err(say("Không được là số âm.", "It cannot be negative."));
        }
        let too_large = || {
            say(
                "Số quá lớn. Xin kiểm tra lại đơn vị tính.",
                "Too large. Please check the unit.",
            )
        };
        let value = quantity::entered(number, unit).ok_or_else(too_large)?;
        if wanted == Dimension::Person && value.scale() > 0 {
            return Err(say(
                "Số người phải là số nguyên.",
                "The number of people must be whole.",
            ));
        }
        if unit.dimension == wanted {
            return Ok(Some(Reading { value, rate: None }));
        }
        let rate = self.usd_rate.ok_or_else(|| {
            say(
                "Chưa có tỷ giá của năm này (mục Tỷ giá) nên không quy đổi được.",
                "There is no exchange rate for this year (Exchange rates), so it cannot be converted.",
            )
        })?;
        let value = if wanted == Dimension::Vnd {
            value.checked_mul(rate)
        } else {
            value.checked_div(rate).map(|usd| i18n::round(usd, 6))
        };
        let value = value
            .filter(|value| value.abs() <= quantity::MOST)
            .ok_or_else(too_large)?;
        Ok(Some(Reading {
            value,
            rate: Some(rate),
        }))
    }
}

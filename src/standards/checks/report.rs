//! A report with everything it is checked against, and what the rules say of it before their rows had a say.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::model::{Background, Cell, Line, Repair, Severity};
use super::rules::Rules;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::quantity::Dimension;
use crate::foundation::kernel::{Frequency, Measure, Period};
use crate::standards::indicators::{Indicator, Known};

/// A finding before its rule had a say.
pub(super) struct Draft {
    pub(super) indicator_id: i64,
    pub(super) measure: Measure,
    pub(super) code: &'static str,
    /// A rule's weaker side, e.g. a change only worth pointing out. The row may be milder still, never stricter.
    pub(super) at_most: Severity,
    pub(super) message: String,
    /// What the value is suspected to be, canonical.
    pub(super) suspected: Option<Decimal>,
    pub(super) repair: Option<Repair>,
}

impl Draft {
    pub(super) fn new(
        indicator_id: i64,
        measure: Measure,
        code: &'static str,
        message: String,
    ) -> Draft {
        Draft {
            indicator_id,
            measure,
            code,
            at_most: Severity::Blocks,
            message,
            suspected: None,
            repair: None,
        }
    }

    pub(super) fn at_most(mut self, severity: Severity) -> Draft {
        self.at_most = severity;
        self
    }

    pub(super) fn suspected(mut self, value: Option<Decimal>) -> Draft {
        self.suspected = value;
        self
    }

    pub(super) fn repair(mut self, repair: Option<Repair>) -> Draft {
        self.repair = repair;
        self
    }
}

/// A report with everything it is checked against, as the rules see it.
pub(super) struct Report<'a> {
    pub(super) lines: &'a [Line],
    pub(super) cells: &'a HashMap<(i64, Measure), Cell>,
    pub(super) background: &'a Background<'a>,
    pub(super) rules: &'a Rules,
}

impl<'a> Report<'a> {
    pub(super) fn cell(&self, id: i64, measure: Measure) -> Option<&'a Cell> {
        self.cells
            .get(&(id, measure))
            .filter(|cell| !cell.raw.is_empty())
    }

    pub(super) fn value(&self, id: i64, measure: Measure) -> Option<Decimal> {
        self.cell(id, measure)?.value
    }

    pub(super) fn indicator(&self, id: i64) -> Option<&'a Indicator> {
        self.background.catalogue.by_id(id)
    }

    /// An indicator the program knows by name and its value in the period; `None` where the catalogue or the report has none.
    pub(super) fn coded(&self, known: Known) -> Option<(&'a Indicator, Decimal)> {
        let indicator = self.background.catalogue.known(known)?;
        Some((indicator, self.value(indicator.id, Measure::Period)?))
    }

    /// The value in VND where the indicator measures money.
    pub(super) fn in_vnd(&self, indicator: &Indicator, value: Decimal) -> Option<Decimal> {
        match indicator.dimension {
            Dimension::Vnd => Some(value),
            Dimension::Usd => value.checked_mul(self.background.usd_rate?),
            _ => None,
        }
    }

    pub(super) fn history(&self, id: i64, period: Period) -> Option<Decimal> {
        self.background.history.get(&(id, period)).copied()
    }

    pub(super) fn say(&self, vi: &'static str, en: &'static str) -> String {
        Text::new(vi, en).in_lang(self.background.lang).to_owned()
    }

    /// How many of this period make a year.
    pub(super) fn periods_a_year(&self) -> Decimal {
        let months = self.months();
        Decimal::from(12) / Decimal::from(months)
    }

    pub(super) fn months(&self) -> u32 {
        match self.background.period.frequency() {
            Frequency::Month => 1,
            Frequency::Quarter => 3,
            Frequency::Half => 6,
            Frequency::NineMonths => 9,
            Frequency::Year => 12,
        }
    }
}

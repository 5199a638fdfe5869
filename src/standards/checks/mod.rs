//! The board's rules for reports, V01–V30: one cell, cells against each other, against earlier periods and against the
//! board's other enterprises. Data-driven (`rules`), and measured: `docs/check-quality.md`.
//!
//! Pure, but for `db`, which reads the rules. Everything is exact: bands are compared by multiplication, never by logarithms.

mod cells;
pub mod db;
mod effect;
mod entity;
mod history;
pub mod land;
pub mod prints;
mod reader;
mod repair;
mod rules;
mod sums;
mod to_date;
mod together;

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::quantity::Dimension;
use crate::foundation::kernel::{Measure, Period};
use crate::standards::indicators::{Catalogue, Indicator};

pub use effect::{NOISE_PERCENT, line, rank};
pub use entity::CHECK_RULE;
pub use history::slip;
pub use reader::{Reader, Reading};
pub use rules::{DEFAULTS, Place, Rule, Rules, Shipped};

/// One cell as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub indicator_id: i64,
    pub measure: Measure,
    pub raw: String,
    /// The code of the unit chosen, see `kernel::quantity`.
    pub unit: String,
    /// Canonical; `None` while `raw` cannot be read as a number.
    pub value: Option<Decimal>,
    /// Why an unusual value is right after all.
    pub reason: Option<String>,
}

/// One cell that the form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub indicator_id: i64,
    pub measure: Measure,
    pub required: bool,
    pub may_be_negative: bool,
    /// The code of the unit the form offers first.
    pub unit: String,
    /// The total that the form adds up from this line and others.
    pub adds_to: Option<i64>,
}

/// What an enterprise was doing in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Activity {
    #[default]
    Operating,
    /// Preparing or building: workers and capital, no revenue yet.
    Preparing,
    /// Suspended for the whole of the period.
    Suspended,
    /// Closed, terminated or revoked before the period.
    Closed,
}

/// What is known about the enterprise, as of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    pub activity: Activity,
    /// An export-processing enterprise.
    pub export_processing: bool,
    /// The currency of the certificate: [`Dimension::Vnd`] or [`Dimension::Usd`].
    pub licence_currency: Option<Dimension>,
    /// In the currency of the certificate.
    pub registered_capital: Option<Decimal>,
    pub certificate_year: Option<i32>,
}

/// What the checks compare with. Everything that is not known may be left out; the rules that need it are then silent.
#[derive(Debug, Clone, Copy)]
pub struct Background<'a> {
    pub catalogue: &'a Catalogue,
    /// The period of the report.
    pub period: Period,
    /// The enterprise's accepted figures, canonical. Read here: the period before, the same period of the last two years,
    /// the earlier periods of this year, and the sums to date, which are stored under their own period (the third
    /// quarter's under `2022-9M`, see [`Period::to_date`]).
    pub history: &'a HashMap<(i64, Period), Decimal>,
    /// VND for one USD in the period.
    pub usd_rate: Option<Decimal>,
    /// The rate known before this one.
    pub last_usd_rate: Option<Decimal>,
    pub facts: Facts,
    /// The board's medians per worker, brought to a year, canonical, by indicator. Revenue alone is useful already.
    pub per_worker: &'a HashMap<i64, Decimal>,
    /// The board's printed totals by indicator, of the period or last year's, for ranking.
    pub totals: &'a HashMap<i64, Decimal>,
    pub lang: Lang,
}

/// What a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The report cannot be submitted.
    Blocks,
    /// It can, with a reason.
    Explain,
    /// Worth knowing; nothing is asked.
    Information,
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Blocks, Severity::Explain, Severity::Information];

    /// The code in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Severity::Blocks => "blocks",
            Severity::Explain => "explain",
            Severity::Information => "information",
        }
    }

    /// The severity of a code written by [`Severity::code`].
    pub fn from_code(code: &str) -> Option<Severity> {
        Severity::ALL
            .into_iter()
            .find(|severity| severity.code() == code)
    }

    /// In words.
    pub const fn words(self) -> Text {
        match self {
            Severity::Blocks => Text::new("Không gửi được", "Blocks"),
            Severity::Explain => Text::new("Phải giải trình", "Must be explained"),
            Severity::Information => Text::new("Thông tin", "Information"),
        }
    }
}

/// What the cell would say instead: one click puts it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    pub raw: String,
    /// The code of a unit.
    pub unit: String,
    /// "300.000 triệu đồng".
    pub label: String,
}

/// Something wrong or unusual in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub indicator_id: i64,
    pub measure: Measure,
    /// `V01`–`V30`.
    pub code: &'static str,
    pub severity: Severity,
    /// In the reader's language.
    pub message: String,
    /// How much the printed total of the indicator would move, as a share of it, if the value were what it is suspected
    /// to be; the whole value's share where nothing better is known; `None` where no total is known.
    pub effect: Option<Decimal>,
    pub repair: Option<Repair>,
}

/// A finding before its rule had a say.
struct Draft {
    indicator_id: i64,
    measure: Measure,
    code: &'static str,
    /// A rule's weaker side, e.g. a change only worth pointing out. The row may be milder still, never stricter.
    at_most: Severity,
    message: String,
    /// What the value is suspected to be, canonical.
    suspected: Option<Decimal>,
    repair: Option<Repair>,
}

impl Draft {
    fn new(indicator_id: i64, measure: Measure, code: &'static str, message: String) -> Draft {
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

    fn at_most(mut self, severity: Severity) -> Draft {
        self.at_most = severity;
        self
    }

    fn suspected(mut self, value: Option<Decimal>) -> Draft {
        self.suspected = value;
        self
    }

    fn repair(mut self, repair: Option<Repair>) -> Draft {
        self.repair = repair;
        self
    }
}

/// A report with everything it is checked against, as the rules see it.
struct Report<'a> {
    lines: &'a [Line],
    cells: &'a HashMap<(i64, Measure), Cell>,
    background: &'a Background<'a>,
    rules: &'a Rules,
}

impl<'a> Report<'a> {
    fn cell(&self, id: i64, measure: Measure) -> Option<&'a Cell> {
        self.cells
            .get(&(id, measure))
            .filter(|cell| !cell.raw.is_empty())
    }

    fn value(&self, id: i64, measure: Measure) -> Option<Decimal> {
        self.cell(id, measure)?.value
    }

    fn indicator(&self, id: i64) -> Option<&'a Indicator> {
        self.background.catalogue.by_id(id)
    }

    /// The indicator with this code and its value in the period; `None` where the catalogue or the report has none.
    fn coded(&self, code: &str) -> Option<(&'a Indicator, Decimal)> {
        let indicator = self.background.catalogue.by_code(code)?;
        Some((indicator, self.value(indicator.id, Measure::Period)?))
    }

    /// The value in VND where the indicator measures money.
    fn in_vnd(&self, indicator: &Indicator, value: Decimal) -> Option<Decimal> {
        match indicator.dimension {
            Dimension::Vnd => Some(value),
            Dimension::Usd => value.checked_mul(self.background.usd_rate?),
            _ => None,
        }
    }

    fn history(&self, id: i64, period: Period) -> Option<Decimal> {
        self.background.history.get(&(id, period)).copied()
    }

    fn say(&self, vi: &'static str, en: &'static str) -> String {
        Text::new(vi, en).in_lang(self.background.lang).to_owned()
    }

    /// How many of this period make a year.
    fn periods_a_year(&self) -> Decimal {
        let months = self.months();
        Decimal::from(12) / Decimal::from(months)
    }

    fn months(&self) -> u32 {
        use crate::foundation::kernel::Frequency;
        match self.background.period.frequency() {
            Frequency::Month => 1,
            Frequency::Quarter => 3,
            Frequency::Half => 6,
            Frequency::NineMonths => 9,
            Frequency::Year => 12,
        }
    }
}

/// Checks a whole report. The findings stand in the order of the form's lines, then of the rules' codes.
pub fn check(
    lines: &[Line],
    cells: &HashMap<(i64, Measure), Cell>,
    background: &Background<'_>,
    rules: &Rules,
) -> Vec<Finding> {
    let report = Report {
        lines,
        cells,
        background,
        rules,
    };
    let mut drafts = cells::drafts(&report);
    drafts.extend(history::drafts(&report));
    drafts.extend(together::drafts(&report));
    drafts.extend(sums::drafts(&report));
    let place = |draft: &Draft| {
        lines
            .iter()
            .position(|line| {
                line.indicator_id == draft.indicator_id && line.measure == draft.measure
            })
            .unwrap_or(lines.len())
    };
    drafts.sort_by_key(|draft| (place(draft), draft.indicator_id, draft.measure, draft.code));
    drafts.dedup_by_key(|draft| (draft.indicator_id, draft.measure, draft.code));
    let finding = |draft: Draft| {
        let rule = rules.get(draft.code)?;
        Some(Finding {
            effect: effect::of(&report, &draft),
            indicator_id: draft.indicator_id,
            measure: draft.measure,
            code: rule.code,
            // What guards arithmetic is not made milder by a row.
            severity: if Rules::ALWAYS.contains(&rule.code) {
                draft.at_most
            } else {
                rule.severity.max(draft.at_most)
            },
            message: draft.message,
            repair: draft.repair,
        })
    };
    drafts.into_iter().filter_map(finding).collect()
}

/// Whether a finding wants a reason that is not there yet.
pub fn needs_reason(finding: &Finding, cells: &HashMap<(i64, Measure), Cell>) -> bool {
    let explained = || {
        let cell = cells.get(&(finding.indicator_id, finding.measure));
        cell.and_then(|cell| cell.reason.as_deref())
            .is_some_and(|reason| !reason.trim().is_empty())
    };
    finding.severity == Severity::Explain && !explained()
}

/// What still stops a report from being submitted: blocking findings, and unusual values without a reason.
pub fn obstacles<'a>(
    findings: &'a [Finding],
    cells: &HashMap<(i64, Measure), Cell>,
) -> Vec<&'a Finding> {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Blocks || needs_reason(finding, cells))
        .collect()
}

#[cfg(test)]
mod tests;

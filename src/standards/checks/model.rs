//! What a check reads and what it finds: cells, lines, what is known of the enterprise, findings.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::quantity::Dimension;
use crate::foundation::kernel::{Measure, Period};
use crate::standards::indicators::Catalogue;

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

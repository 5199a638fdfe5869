//! The states of a filing and its cells. Pure: no clock, no database.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Measure;
use crate::foundation::kernel::Reporter;
use crate::standards::checks;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

/// Where a filing is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Draft,
    Submitted,
    Accepted,
    Returned,
}

impl State {
    pub const ALL: [State; 4] = [
        State::Draft,
        State::Submitted,
        State::Accepted,
        State::Returned,
    ];

    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Submitted => "submitted",
            State::Accepted => "accepted",
            State::Returned => "returned",
        }
    }

    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    pub fn words(self) -> Text {
        match self {
            State::Draft => Text::new("Đang nhập", "Draft"),
            State::Submitted => Text::new("Chờ duyệt", "Waiting for review"),
            State::Accepted => Text::new("Đã duyệt", "Accepted"),
            State::Returned => Text::new("Trả lại", "Returned"),
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            State::Draft => "info",
            State::Submitted => "warn",
            State::Accepted => "ok",
            State::Returned => "bad",
        }
    }

    /// Whether figures may be typed.
    pub fn editable(self) -> bool {
        matches!(self, State::Draft | State::Returned)
    }
}

/// A cell of a report: the indicator, and which of its columns.
pub type Key = (i64, Measure);

/// A key as form fields and addresses spell it: `7`, or `7t` for the sum since January.
pub fn key_text((indicator, measure): Key) -> String {
    match measure {
        Measure::Period => indicator.to_string(),
        Measure::ToDate => format!("{indicator}t"),
    }
}

/// Where a cell's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellOrigin {
    #[default]
    Typed,
    Pasted,
    Imported,
    /// Worked out from the other column when the report was submitted.
    Derived,
    /// A suspected slip, repaired by one click.
    Repaired,
}

impl CellOrigin {
    pub const ALL: [CellOrigin; 5] = [
        CellOrigin::Typed,
        CellOrigin::Pasted,
        CellOrigin::Imported,
        CellOrigin::Derived,
        CellOrigin::Repaired,
    ];

    pub fn code(self) -> &'static str {
        match self {
            CellOrigin::Typed => "typed",
            CellOrigin::Pasted => "pasted",
            CellOrigin::Imported => "imported",
            CellOrigin::Derived => "derived",
            CellOrigin::Repaired => "repaired",
        }
    }

    pub fn from_code(code: &str) -> Option<CellOrigin> {
        CellOrigin::ALL
            .into_iter()
            .find(|origin| origin.code() == code)
    }
}

/// One cell as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub indicator_id: i64,
    pub measure: Measure,
    pub raw: String,
    pub unit: String,
    /// Canonical; `None` while `raw` cannot be read as a number.
    pub value: Option<Decimal>,
    /// Why an unusual value is right after all.
    pub reason: Option<String>,
    pub origin: CellOrigin,
    /// VND for one USD, where the amount was typed in the other currency.
    pub rate: Option<Decimal>,
}

impl Entry {
    pub fn key(&self) -> Key {
        (self.indicator_id, self.measure)
    }

    /// The cell as the checks see it.
    pub fn to_cell(&self) -> checks::Cell {
        checks::Cell {
            indicator_id: self.indicator_id,
            measure: self.measure,
            raw: self.raw.clone(),
            unit: self.unit.clone(),
            value: self.value,
            reason: self.reason.clone(),
        }
    }
}

/// Longest text in one cell.
pub const MAX_RAW: usize = 60;

/// Longest reason.
pub const MAX_REASON: usize = 1000;

/// One cell as it arrives: what was typed, and what the browser last knew to be saved.
pub struct CellInput {
    pub key: Key,
    pub raw: String,
    pub unit: String,
    pub reason: Option<String>,
    /// Text and unit this was typed over; `None` where the sender cannot know.
    pub base: Option<(String, String)>,
    pub origin: CellOrigin,
}

/// A filing with the names around it.
#[derive(Debug, Clone, Default)]
pub struct FilingRow {
    pub id: i64,
    pub enterprise_id: i64,
    pub enterprise: String,
    /// The project it is about; none for the enterprise as a whole.
    pub project_id: Option<i64>,
    pub project: Option<String>,
    pub zone_id: i64,
    pub zone: String,
    pub form_id: i64,
    pub period: String,
    pub vintage: String,
    pub state: String,
    pub revision: i32,
    pub revision_reason: Option<String>,
    pub return_reason: Option<String>,
    pub late_reason: Option<String>,
    pub submitted_by: Option<i64>,
    pub submitter: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it first came in: what decides whether it was late.
    pub first_submitted_at: Option<DateTime<Utc>>,
    pub decider: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub version: i32,
}

impl FilingRow {
    /// Who it is about.
    pub fn reporter(&self) -> Reporter {
        Reporter::new(self.enterprise_id, self.project_id)
    }

    /// Its name: the enterprise's, with that of the project.
    pub fn name(&self) -> String {
        named(&self.enterprise, self.project.as_deref())
    }
}

/// An enterprise's name, with that of its project where it reports by project.
pub fn named(enterprise: &str, project: Option<&str>) -> String {
    project.map_or_else(
        || enterprise.to_owned(),
        |project| format!("{enterprise} – {project}"),
    )
}

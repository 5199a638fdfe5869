//! What the filing templates show.

use super::answers::QuestionLine;
use super::lines::{ChangeLine, ConflictLine, FlagLine, WarningLine};
use super::load::Loaded;
use super::rows::{Columns, Group};
use crate::platform::web::Page;
use askama::Template;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "returns/filings/entry.html")]
pub struct EntryPage {
    pub page: Page,
    pub loaded: Loaded,
    pub form_name: String,
    pub period: String,
    pub vintage: &'static str,
    pub columns: Columns,
    pub groups: Vec<Group>,
    pub editable: bool,
    /// May accept or return it: has the permission and is not its author.
    pub may_decide: bool,
    pub own: bool,
    pub may_reopen: bool,
    /// Findings shown at the top after an attempt to submit: the cell, its name, what is wrong.
    pub blocked: Vec<(String, String, String)>,
    /// Nothing of what was typed is saved.
    pub unsaved: bool,
    /// A field beside the grid that was refused.
    pub refused: Option<Refused>,
    /// "Next" leads on to the next report to decide.
    pub decides_next: bool,
    pub questions: Vec<QuestionLine>,
    /// The period before, in words.
    pub before: String,
    pub conflicts: Vec<ConflictLine>,
    /// Findings, what moves a total most first; nothing from `line_at` on moves any by more than 0,1 %.
    pub warnings: Vec<WarningLine>,
    pub line_at: Option<usize>,
    pub flags: Vec<FlagLine>,
    pub changes: Vec<ChangeLine>,
    /// While an unlock holds, until when.
    pub unlocked_until: String,
    pub entered: usize,
    pub asked: usize,
    pub problems: usize,
    pub submitted: String,
    pub decided: String,
    /// Until when it is due.
    pub due: String,
    pub late: bool,
    /// Attached files and comments, rendered.
    pub evidence: String,
}

impl EntryPage {
    /// The message at a field that was refused.
    fn fault(&self, field: &str) -> Option<&'static str> {
        self.refused
            .as_ref()
            .filter(|refused| refused.field == field)
            .map(|refused| refused.message)
    }

    /// What was typed into a field that was refused.
    fn typed(&self, field: &str) -> &str {
        self.refused
            .as_ref()
            .filter(|refused| refused.field == field)
            .map_or("", |refused| &refused.text)
    }

    /// The note typed on a cell that was to be sent back.
    fn note(&self, key: &str) -> &str {
        self.refused
            .as_ref()
            .and_then(|refused| refused.notes.get(key))
            .map_or("", String::as_str)
    }
}

#[derive(Template)]
#[template(path = "returns/filings/panel.html")]
pub struct EnterprisePanel {
    pub page: Page,
    pub enterprise_id: i64,
    pub this_year: i32,
    pub forms: Vec<(i64, String)>,
    /// Its projects, where it reports by project.
    pub projects: Vec<(String, String)>,
    pub filings: Vec<OwnLine>,
    pub may_enter: bool,
}

#[derive(Template)]
#[template(path = "returns/filings/history.html")]
pub struct HistoryPage {
    pub page: Page,
    pub id: i64,
    pub enterprise: String,
    pub lines: Vec<HistoryLine>,
}

/// One step in a filing's life.
pub struct HistoryLine {
    pub at: String,
    pub actor: String,
    pub address: String,
    pub action: &'static str,
    pub reason: Option<String>,
    pub cells: Vec<(String, String, String)>,
}

/// One filing on its enterprise's page.
pub struct OwnLine {
    pub id: i64,
    pub project: String,
    pub form: String,
    pub period: String,
    pub vintage: &'static str,
    pub state: &'static str,
    pub tone: &'static str,
    pub corrections: i32,
}

/// A field of the page that was refused, with what was typed.
pub struct Refused {
    /// The field's id.
    pub field: &'static str,
    pub message: &'static str,
    pub text: String,
    /// Notes on cells, by cell.
    pub notes: HashMap<String, String>,
}

impl Refused {
    pub fn new(field: &'static str, message: &'static str, text: &str) -> Refused {
        Refused {
            field,
            message,
            text: text.to_owned(),
            notes: HashMap::new(),
        }
    }
}

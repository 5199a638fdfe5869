//! Entries of append-only logs, as a person records them: one form to record, to put right and to withdraw, alike for all logs
//! whose entries hold until a later one takes their place.

use askama::Template;

use super::form::{Control, Shape};
use crate::platform::web::Page;

/// What a form is for; `T` is how the log names the entry put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose<T> {
    State,
    Correct(T),
    Withdraw(T),
}

/// The form of an entry.
#[derive(Template)]
#[template(path = "platform/registry/entry.html")]
pub struct EntryForm {
    pub page: Page,
    /// The list, and the record whose log it is: address and words.
    pub crumbs: [(String, String); 2],
    /// What one should know of the record.
    pub about: String,
    pub corrects: Option<Corrected>,
    /// Where it is posted, and where one goes without recording.
    pub action: String,
    pub back: String,
    pub button: &'static str,
    pub controls: Vec<Control>,
}

/// The entry a form puts right or withdraws.
pub struct Corrected {
    pub number: i32,
    /// Its day and figures in words.
    pub what: String,
    pub withdraws: bool,
}

impl EntryForm {
    /// Field, label and message of what is wrong.
    pub fn errors(&self) -> Vec<(&str, &str, &str)> {
        self.controls
            .iter()
            .filter_map(|control| Some((control.name, control.label, control.error.as_deref()?)))
            .collect()
    }
}

//! Entries of append-only logs, as a person records them: one form to record, to put right and to withdraw, alike for all logs
//! whose entries hold until a later one takes their place; and one for events, alike for all logs whose entries are of kinds.

use askama::Template;

use super::form::{Control, Shape};
use crate::foundation::i18n::Text;
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
        errors(&self.controls)
    }
}

/// A kind of event to choose.
pub struct KindLink {
    pub href: String,
    pub words: &'static str,
    pub current: bool,
}

/// The form of an event, of a log whose entries are of kinds: one kind is chosen, and its fields follow.
pub struct EventForm {
    /// The list, and the record whose log it is: address and words.
    pub crumbs: [(String, String); 2],
    /// The event put right, in words.
    pub wrong: Option<String>,
    /// What one should know of the record otherwise.
    pub about: String,
    /// What the links choose.
    pub choose: &'static str,
    pub links: Vec<KindLink>,
    /// What is said where nothing can follow any more.
    pub over: &'static str,
    /// Code and words; none while nobody has chosen.
    pub kind: Option<(&'static str, &'static str)>,
    /// What the event does to other records, in words.
    pub warning: String,
    /// The number of the event put right.
    pub corrects: String,
    pub controls: Vec<Control>,
    /// Where it is posted, and where one goes without recording.
    pub action: String,
    pub back: String,
    pub button: &'static str,
}

/// The form on a page of its own.
#[derive(Template)]
#[template(path = "platform/registry/event.html")]
pub struct EventPage {
    pub page: Page,
    pub form: EventForm,
}

impl EventPage {
    /// Field, label and message of what is wrong.
    pub fn errors(&self) -> Vec<(&str, &str, &str)> {
        errors(&self.form.controls)
    }
}

/// What the links of events choose.
pub const KIND_OF_EVENT: Text = Text::new("Loại sự kiện", "Kind of event");

pub const RECORD_EVENT: Text = Text::new("Ghi sự kiện", "Record the event");

/// Links to the form of each kind (code, words, whether it is the one chosen), perhaps to put an event right.
pub fn kind_links(
    form: &str,
    corrects: Option<i32>,
    kinds: impl IntoIterator<Item = (&'static str, &'static str, bool)>,
) -> Vec<KindLink> {
    let corrects = corrects.map_or_else(String::new, |number| format!("&corrects={number}"));
    kinds
        .into_iter()
        .map(|(code, words, current)| KindLink {
            href: format!("{form}?kind={code}{corrects}"),
            words,
            current,
        })
        .collect()
}

/// What a link to put an event right says: cancel it, or let another of its kind take its place.
pub fn correction_words(cancels: bool) -> Text {
    if cancels {
        Text::new("Hủy sự kiện này", "Cancel this event")
    } else {
        Text::new("Thay bằng sự kiện đúng", "Put the right one in its place")
    }
}

/// Field, label and message of what is wrong.
pub fn errors<'a>(
    controls: impl IntoIterator<Item = &'a Control>,
) -> Vec<(&'a str, &'a str, &'a str)> {
    controls
        .into_iter()
        .filter_map(|control| Some((control.name, control.label, control.error.as_deref()?)))
        .collect()
}

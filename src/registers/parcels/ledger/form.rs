//! What is typed to declare a zone's register complete.

use chrono::NaiveDate;

use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::web::{FormData, too_long};

/// A declaration as it is to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub since: NaiveDate,
    pub complete: bool,
    pub document_no: String,
    pub note: String,
}

/// What is wrong: the field, its label, and why.
pub type Faults = Vec<(&'static str, &'static str, String)>;

pub const SINCE: Text = Text::new("Từ ngày", "Since");
pub const DOCUMENT: Text = Text::new("Văn bản của Ban", "The board's document");
pub const NOTE: Text = Text::new("Ghi chú", "Note");

/// # Errors
/// What is wrong with each field.
pub fn read(data: &FormData, today: NaiveDate, lang: Lang) -> Result<Draft, Faults> {
    let mut faults = Faults::new();
    let mut wrong = |field, label: Text, words: Text| {
        faults.push((field, label.in_lang(lang), words.in_lang(lang).to_owned()));
    };
    let since = i18n::parse_date(data.get("since"));
    match since {
        None => wrong(
            "since",
            SINCE,
            Text::new(
                "Xin ghi ngày, ví dụ 31/12/2022.",
                "Please give a day, such as 31/12/2022.",
            ),
        ),
        Some(day) if day > today => wrong(
            "since",
            SINCE,
            Text::new("Ngày chưa đến.", "This day is still to come."),
        ),
        Some(_) => {}
    }
    let complete = match data.get("complete") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if complete.is_none() {
        wrong(
            "complete",
            Text::new("Nội dung", "What it says"),
            Text::new("Xin chọn một mục.", "Please choose."),
        );
    }
    let document_no = data.get("document_no").to_owned();
    if document_no.is_empty() {
        wrong(
            "document_no",
            DOCUMENT,
            Text::new("Xin ghi số văn bản.", "Please give the document's number."),
        );
    }
    let note = data.get("note").to_owned();
    for (field, label, text, most) in [
        ("document_no", DOCUMENT, &document_no, 100),
        ("note", NOTE, &note, 2000),
    ] {
        if let Some(words) = too_long(text, most, lang) {
            faults.push((field, label.in_lang(lang), words));
        }
    }
    match (since, complete) {
        (Some(since), Some(complete)) if faults.is_empty() => Ok(Draft {
            since,
            complete,
            document_no,
            note,
        }),
        _ => Err(faults),
    }
}

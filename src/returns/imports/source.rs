//! The portal's own workbook: whose report its invisible sheet says it is. What its cells mean is read from the sheet itself.

use serde::Deserialize;

use crate::foundation::workbooks::Book;

/// The name of the invisible sheet in the portal's own workbooks.
pub const KEY_SHEET: &str = crate::returns::form_workbooks::KEY_SHEET;

/// What the first line of the key sheet says.
#[derive(Debug, Deserialize)]
pub struct About {
    pub izportal: u32,
    pub enterprise: String,
    #[serde(default)]
    pub project: Option<String>,
    pub form: String,
    pub form_since: chrono::NaiveDate,
    pub period: String,
}

/// Whose report the portal's own workbook is; `None` for any other file, or a layout this version does not know.
pub fn about(book: &Book) -> Option<About> {
    let about: About = serde_json::from_str(key_lines(book)?.first()?).ok()?;
    (about.izportal == 1).then_some(about)
}

fn key_lines(book: &Book) -> Option<Vec<&str>> {
    let index = book
        .sheets
        .iter()
        .position(|sheet| sheet.name == KEY_SHEET)?;
    let rows = &book.sheet(index)?.rows;
    Some(
        rows.iter()
            .filter_map(|row| row.cells.first().and_then(|cell| cell.content.text()))
            .collect(),
    )
}

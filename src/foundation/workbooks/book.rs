//! A workbook, read whole.

use serde::{Deserialize, Serialize};

use super::cell::{Kind, Sheet, SheetInfo};
use super::legacy;
use super::note::Note;
use super::refusal::Refusal;

/// A workbook, read whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    pub kind: Kind,
    /// What a person should know before trusting the figures.
    pub notes: Vec<Note>,
    /// In the order of the tabs; the index is the one [`Book::sheet`] takes.
    pub sheets: Vec<SheetInfo>,
    pub(super) contents: Vec<Sheet>,
}

impl Book {
    /// The sheet with this index in [`Book::sheets`].
    pub fn sheet(&self, index: usize) -> Option<&Sheet> {
        self.contents.get(index)
    }
}

/// A book of these sheets; one without any cell is refused.
pub(super) fn book(
    kind: Kind,
    mut notes: Vec<Note>,
    mut contents: Vec<Sheet>,
) -> Result<Book, Refusal> {
    if contents.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(Refusal::NoCells);
    }
    if let Some(way) = legacy::recognise(&contents) {
        legacy::convert(&mut contents, way);
        notes.push(Note::LegacyFont {
            font: way.name().to_owned(),
        });
    }
    let sheets = contents
        .iter()
        .map(|sheet| SheetInfo {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            height: sheet.height(),
            width: sheet.width(),
        })
        .collect();
    Ok(Book {
        kind,
        notes,
        sheets,
        contents,
    })
}

//! What a workbook holds, whatever program wrote it: sheets of cells, each with its value and what a reader has to know about it.

use std::fmt;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::format::NumberFormat;

/// A place on a sheet, counted from zero; shown as people know it: "F12".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    pub row: u32,
    pub column: u32,
}

impl Position {
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads "F12" (also "$F$12"); `None` for anything else.
    pub fn parse(address: &str) -> Option<Self> {
        let plain: String = address.chars().filter(|c| *c != '$').collect();
        let letters = plain.len()
            - plain
                .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                .len();
        let (column, row) = plain.split_at(letters);
        if column.is_empty()
            || column.len() > 3
            || row.is_empty()
            || !row.bytes().all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let column = column.bytes().fold(0, |sum, letter| {
            sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
        });
        Some(Self {
            row: row.parse::<u32>().ok()?.checked_sub(1)?,
            column: column - 1,
        })
    }
}

/// The letters over a column counted from zero: 0 is "A", 26 is "AA".
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Position {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}{}",
            column_letters(self.column),
            u64::from(self.row) + 1
        )
    }
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    pub first: Position,
    pub last: Position,
}

impl Area {
    /// Reads "A1:C3"; a single address is an area of one cell. The corners may stand in any order.
    pub fn parse(reference: &str) -> Option<Self> {
        let (one, other) = reference.split_once(':').unwrap_or((reference, reference));
        let (one, other) = (Position::parse(one)?, Position::parse(other)?);
        Some(Self {
            first: Position::new(one.row.min(other.row), one.column.min(other.column)),
            last: Position::new(one.row.max(other.row), one.column.max(other.column)),
        })
    }

    /// How many cells it covers.
    pub fn size(&self) -> u64 {
        let side = |first: u32, last: u32| u64::from(last.saturating_sub(first)) + 1;
        side(self.first.row, self.last.row) * side(self.first.column, self.last.column)
    }

    /// Whether a place lies in it.
    pub const fn contains(&self, at: Position) -> bool {
        self.first.row <= at.row
            && at.row <= self.last.row
            && self.first.column <= at.column
            && at.column <= self.last.column
    }
}

impl fmt::Display for Area {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.first, self.last)
    }
}

/// Why a cell has no value although something stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellError {
    /// The formula failed and the program shows this: "#REF!", "#DIV/0!".
    Shown(String),
    /// The formula was never calculated: the file holds no value for it.
    NotCalculated,
    /// A number no decimal can stand for (not finite), as stored.
    NotANumber(String),
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Content {
    #[default]
    Empty,
    Text(String),
    /// Plain decimal text with "." as the decimal mark and nothing else but a leading "-": what the file stores, cut to
    /// the 15 significant digits office programs calculate with, so that 0.30000000000000004 is "0.3".
    Number(String),
    /// A day, with a time of day when the cell has one (else midnight).
    Date(NaiveDateTime),
    Bool(bool),
    Error(CellError),
}

impl Content {
    /// Nothing to read: empty, or text of blanks only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The text of a text cell.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// One cell that holds something, or is covered by a merged range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    pub at: Position,
    pub content: Content,
    /// Its row or its column is hidden.
    #[serde(default, skip_serializing_if = "is_not")]
    pub hidden: bool,
    /// The merged range it belongs to. Only the first cell of the range has a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged: Option<Area>,
    /// The value is the result of a formula.
    #[serde(default, skip_serializing_if = "is_not")]
    pub formula: bool,
    /// Its number format, where that changes what is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<NumberFormat>,
}

/// What most cells are not is left out of what is kept of them: a book is read back for each look at it.
fn is_not(flag: &bool) -> bool {
    !flag
}

impl Cell {
    /// "F12".
    pub fn address(&self) -> String {
        self.at.to_string()
    }

    /// Covered by a merged range whose value stands in another cell.
    pub fn is_covered(&self) -> bool {
        self.merged.is_some_and(|area| area.first != self.at)
    }
}

/// A row with at least one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Counted from zero.
    pub index: u32,
    pub hidden: bool,
    /// From left to right; cells without content are left out.
    pub cells: Vec<Cell>,
}

/// One sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    pub name: String,
    /// The tab is hidden.
    pub hidden: bool,
    /// From top to bottom; rows without cells are left out.
    pub rows: Vec<Row>,
    pub merges: Vec<Area>,
}

impl Sheet {
    /// The cell at this place; `None` when nothing stands there.
    pub fn cell(&self, at: Position) -> Option<&Cell> {
        let row = self.row(at.row)?;
        row.cells
            .binary_search_by_key(&at.column, |cell| cell.at.column)
            .ok()
            .and_then(|found| row.cells.get(found))
    }

    /// The row with this index (from zero); `None` when it has no cells.
    pub fn row(&self, index: u32) -> Option<&Row> {
        self.rows
            .binary_search_by_key(&index, |row| row.index)
            .ok()
            .and_then(|found| self.rows.get(found))
    }

    /// What a reader sees at this place: inside a merged range the value of its first cell.
    pub fn seen(&self, at: Position) -> &Content {
        const NOTHING: &Content = &Content::Empty;
        let Some(cell) = self.cell(at) else {
            return NOTHING;
        };
        match cell.merged {
            Some(area) if area.first != at => self
                .cell(area.first)
                .map_or(NOTHING, |first| &first.content),
            _ => &cell.content,
        }
    }

    /// One past the last row with a cell.
    pub fn height(&self) -> u32 {
        self.rows.last().map_or(0, |row| row.index + 1)
    }

    /// One past the last column with a cell.
    pub fn width(&self) -> u32 {
        self.rows
            .iter()
            .filter_map(|row| row.cells.last())
            .map(|cell| cell.at.column + 1)
            .max()
            .unwrap_or(0)
    }
}

/// A sheet in the list of sheets, before anybody chose one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    pub name: String,
    pub hidden: bool,
    /// One past the last row and column with a cell; both zero for an empty sheet.
    pub height: u32,
    pub width: u32,
}

/// The kind of file a book was read from, found in its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    Csv,
}

impl Kind {
    /// The endings of file names this kind usually has, the usual one first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Xlsx => &["xlsx", "xlsm", "xltx", "xltm"],
            Self::Xlsb => &["xlsb"],
            Self::Xls => &["xls", "xlt"],
            Self::Ods => &["ods", "ots"],
            Self::Csv => &["csv", "tsv", "txt", "tab"],
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_are_called_as_people_call_them() {
        for (row, column, address) in [
            (0, 0, "A1"),
            (11, 5, "F12"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (9, 701, "ZZ10"),
            (0, 702, "AAA1"),
            (0, 16_383, "XFD1"),
        ] {
            assert_eq!(Position::new(row, column).to_string(), address);
            assert_eq!(Position::parse(address), Some(Position::new(row, column)));
        }
        for address in ["", "A", "1", "A0", "1A", "AAAA1", "A1B", "A99999999999"] {
            assert_eq!(Position::parse(address), None, "{address}");
        }
        assert_eq!(
            Area::parse("C3:$A$1").expect("an area").to_string(),
            "A1:C3"
        );
        assert_eq!(Area::parse("A1:"), None);
    }

    proptest! {
        #[test]
        fn every_place_reads_back(row in 0u32..2_000_000, column in 0u32..17_000) {
            let at = Position::new(row, column);
            prop_assert_eq!(Position::parse(&at.to_string()), Some(at));
        }
    }
}

//! What Excel and LibreOffice put on the clipboard, as text: tabs between cells, a line for each row, quotes around cells that
//! hold a tab, a line break or a quote.

use super::book::{Book, book};
use super::builder::{Budget, SheetBuilder};
use super::cell::{Content, Kind, Position, Sheet};
use super::markup;
use super::refusal::Refusal;
use super::{MAX_CELLS, MAX_TEXT};
use crate::foundation::i18n::compose;

/// What was copied from a spreadsheet, as a sheet of this name: from its HTML where that has cells, else from its text.
///
/// # Errors
/// [`Refusal`] for a block beyond the bounds of the module.
pub fn pasted(text: &str, html: &str, name: &str) -> Result<Sheet, Refusal> {
    let mut budget = Budget::default();
    let mut builder = SheetBuilder::new(&mut budget, name, false);
    if !markup::read(html, &mut builder)? {
        for (row, cells) in (0..).zip(block(text)) {
            for (column, cell) in (0..).zip(cells) {
                builder.push(Position::new(row, column), Content::Text(cell), false)?;
            }
        }
    }
    builder.finish(&mut Vec::new())
}

/// A pasted sheet as a book of its own.
///
/// # Errors
/// [`Refusal::NoCells`] for one that holds nothing.
pub fn book_of(sheet: Sheet) -> Result<Book, Refusal> {
    book(Kind::Csv, Vec::new(), vec![sheet])
}

/// The cells of a pasted block, row by row. The line break Excel ends the block with makes no row of its own.
///
/// A quote opens a quoted cell only where a cell begins, and only if it closes before a tab, a line break or the end; any other
/// quote is a character like others, as when a single cell with an inch sign is copied. Whatever lies past the bounds of the
/// module is left out.
pub fn block(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text.get(..MAX_TEXT.min(text.len())).unwrap_or(text);
    let mut cells = 0;
    if rest.is_empty() {
        return rows;
    }
    while cells < MAX_CELLS {
        cells += 1;
        let (cell, behind) = quoted(rest).unwrap_or_else(|| plain(rest));
        row.push(compose(&cell));
        let mut next = behind.chars();
        match next.next() {
            Some('\t') => rest = next.as_str(),
            Some(_) => {
                rest = behind.strip_prefix("\r\n").unwrap_or(next.as_str());
                rows.push(std::mem::take(&mut row));
                if rest.is_empty() {
                    return rows;
                }
            }
            None => break,
        }
    }
    rows.push(row);
    rows
}

/// An unquoted cell and what follows it.
fn plain(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// A quoted cell and what follows it, if a well-formed one begins here.
fn quoted(text: &str) -> Option<(String, &str)> {
    let body = text.strip_prefix('"')?;
    let mut cell = String::new();
    let mut rest = body;
    loop {
        let at = rest.find('"')?;
        cell.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(behind) => {
                cell.push('"');
                rest = behind;
            }
            None => break,
        }
    }
    (rest.is_empty() || rest.starts_with(['\t', '\n', '\r']))
        .then(|| (cell.replace("\r\n", "\n"), rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blocks_come_apart_as_they_were_copied() {
        let table: [(&str, &[&[&str]]); 10] = [
            ("", &[]),
            ("1.054,5", &[&["1.054,5"]]),
            ("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]),
            ("a\t\n\tb", &[&["a", ""], &["", "b"]]),
            ("\"dòng 1\r\ndòng 2\"\t5\r\n", &[&["dòng 1\ndòng 2", "5"]]),
            (
                "\"KCN \"\"Thanh Bình\"\"\"\tx\n",
                &[&["KCN \"Thanh Bình\"", "x"]],
            ),
            ("5\" ống\tb\n", &[&["5\" ống", "b"]]),
            ("\"mở mà không đóng\tb\n", &[&["\"mở mà không đóng", "b"]]),
            ("\"a\"b\tc", &[&["\"a\"b", "c"]]),
            ("a\n\nb\n", &[&["a"], &[""], &["b"]]),
        ];
        for (text, expected) in table {
            assert_eq!(block(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_a_spreadsheet_copies_comes_back(rows in prop::collection::vec(prop::collection::vec("[a-z0-9.,\"\t\n ]{0,6}", 1..4), 1..5)) {
            let write = |cell: &String| {
                if cell.contains(['"', '\t', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
            };
            let text: String =
                rows.iter().map(|row| row.iter().map(write).collect::<Vec<_>>().join("\t") + "\r\n").collect();
            prop_assert_eq!(block(&text), rows);
        }

        #[test]
        fn no_text_is_too_strange(text in ".{0,80}") {
            let _ = block(&text);
        }
    }
}

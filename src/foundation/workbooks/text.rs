//! Delimited text (.csv, .tsv) in UTF-8 or UTF-16, with the separator found from the text itself.

use super::book::{Book, book};
use super::builder::{Budget, SheetBuilder};
use super::cell::{Content, Kind, Position};
use super::refusal::Refusal;
use super::{MAX_COLUMNS, MAX_ROWS};
use crate::foundation::i18n::compose;

/// Records looked at to find the separator.
const SAMPLE: usize = 100;

/// Text from bytes: UTF-8 with or without its mark, UTF-16 with its mark or with a NUL in every other byte. Gives the bytes
/// back when they are neither.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    let wide = |body: &[u8], read: fn([u8; 2]) -> u16| -> Option<String> {
        let (pairs, rest) = body.as_chunks::<2>();
        rest.is_empty().then(|| {
            char::decode_utf16(pairs.iter().map(|pair| read(*pair)))
                .collect::<Result<String, _>>()
                .ok()
        })?
    };
    let decoded = match bytes.as_slice() {
        [0xFF, 0xFE, body @ ..] => wide(body, u16::from_le_bytes),
        [0xFE, 0xFF, body @ ..] => wide(body, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, body @ ..] => std::str::from_utf8(body).ok().map(str::to_owned),
        body if nul_share(body, 1) => wide(body, u16::from_le_bytes),
        body if nul_share(body, 0) => wide(body, u16::from_be_bytes),
        _ => return String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes),
    };
    decoded.ok_or(bytes)
}

/// Whether at least half of every other byte, from `offset` on, is NUL: Latin text in UTF-16.
fn nul_share(bytes: &[u8], offset: usize) -> bool {
    let sample: Vec<u8> = bytes
        .iter()
        .take(512)
        .skip(offset)
        .step_by(2)
        .copied()
        .collect();
    sample.len() >= 4
        && bytes.len().is_multiple_of(2)
        && sample.iter().filter(|byte| **byte == 0).count() * 2 >= sample.len()
}

/// The separator most records agree on, and how many fields they then have; `None` when no separator makes columns.
fn separator(text: &str) -> Option<u8> {
    // Where a tab or a semicolon separates, commas stand inside numbers: the rarer sign goes first.
    let mut best: Option<(u8, usize)> = None;
    for candidate in [b'\t', b';', b'|', b','] {
        let counts: Vec<usize> = records(text, candidate)
            .take(SAMPLE)
            .flatten()
            .map(|record| record.len())
            .collect();
        let agreed = counts.iter().filter(|count| **count > 1).count();
        let usual = counts
            .iter()
            .filter(|count| **count > 1 && Some(*count) == counts.iter().max())
            .count();
        let score = agreed * 2 + usual;
        if agreed * 2 >= counts.len().max(1) && best.is_none_or(|(_, known)| score > known) {
            best = Some((candidate, score));
        }
    }
    best.map(|(candidate, _)| candidate)
}

fn records(
    text: &str,
    separator: u8,
) -> impl Iterator<Item = Result<csv::StringRecord, csv::Error>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(std::io::Cursor::new(text.as_bytes().to_vec()))
        .into_records()
}

/// Whether rows have more fields than the titles over them: the comma parts columns and is the decimal mark as well.
fn has_torn_numbers(text: &str) -> bool {
    let filled = |record: &csv::StringRecord| {
        let fields = record.iter().enumerate();
        let last = fields.filter(|(_, field)| !field.trim().is_empty()).last();
        last.map_or(0, |(last, _)| last + 1)
    };
    let is_titles = |record: &csv::StringRecord| {
        filled(record) > 2
            && !record
                .iter()
                .any(|field| field.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut titled = None;
    for record in records(text, b',').flatten() {
        match titled {
            Some(columns) if filled(&record) > columns => return true,
            None if is_titles(&record) => titled = Some(filled(&record)),
            _ => {}
        }
    }
    false
}

/// Reads delimited text as one sheet named `name`. Text without any separator is a sheet only where the name says so.
pub(super) fn read(text: &str, name: &str, named_as_table: bool) -> Result<Book, Refusal> {
    // Excel writes its separator into the first line: "sep=;".
    let (announced, body) = match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().len() == 5 && first.starts_with("sep=") => {
            (first.as_bytes().get(4).copied(), rest)
        }
        _ => (None, text),
    };
    let separator = match announced.filter(u8::is_ascii).or_else(|| separator(body)) {
        Some(found) => found,
        None if named_as_table => b';',
        None => return Err(Refusal::NotAWorkbook),
    };
    if separator == b',' && has_torn_numbers(body) {
        return Err(Refusal::TornNumbers);
    }
    let mut budget = Budget::default();
    let mut builder = SheetBuilder::new(&mut budget, name, false);
    let mut notes = Vec::new();
    let mut row = 0u32;
    for record in records(body, separator) {
        let record = record.map_err(|_| Refusal::Damaged)?;
        row = row.saturating_add(blank_lines(body, record.position()));
        if row >= MAX_ROWS {
            return Err(Refusal::TooManyRows);
        }
        if record.len() > MAX_COLUMNS as usize
            && record
                .iter()
                .skip(MAX_COLUMNS as usize)
                .any(|field| !field.is_empty())
        {
            return Err(Refusal::TooManyColumns);
        }
        for (column, field) in (0..MAX_COLUMNS).zip(record.iter()) {
            if !field.is_empty() {
                builder.push(
                    Position::new(row, column),
                    Content::Text(compose(field)),
                    false,
                )?;
            }
        }
        row += 1;
    }
    let sheet = builder.finish(&mut notes)?;
    book(Kind::Csv, notes, vec![sheet])
}

/// The blank lines between a record and the one before, which the csv reader passes over.
fn blank_lines(body: &str, position: Option<&csv::Position>) -> u32 {
    let start = position
        .and_then(|position| usize::try_from(position.byte()).ok())
        .unwrap_or(0);
    let bytes = body.as_bytes();
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    let mut lines = 0;
    let mut last = before.copied().unwrap_or(0);
    for byte in bytes.get(start..).unwrap_or_default() {
        match (last, byte) {
            // The second half of a line break.
            (b'\r', b'\n') => {}
            (_, b'\n' | b'\r') => lines += 1,
            _ => break,
        }
        last = *byte;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_every_unicode_encoding() {
        let text = "Doanh thu;1.054,5\r\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], body: &[u8]| [mark, body].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(&[0xEF, 0xBB, 0xBF], text.as_bytes()),
            marked(&[0xFF, 0xFE], &le),
            marked(&[0xFE, 0xFF], &be),
            le,
            be,
        ] {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
        for bytes in [
            b"ti\xEAn".to_vec(),
            vec![0xFF, 0xFE, 0x41],
            vec![0xFF, 0xFE, 0x00, 0xD8],
        ] {
            assert_eq!(decode(bytes.clone()), Err(bytes));
        }
    }

    #[test]
    fn the_separator_is_the_one_the_lines_agree_on() {
        for (text, expected) in [
            ("a;b;c\n1,5;2,5;3\n", Some(b';')),
            ("a,b,c\n1.5,2,3\n", Some(b',')),
            ("a\tb\n1,5\t2,5\n", Some(b'\t')),
            ("\"x;y\",b\n\"1;2\",3\n", Some(b',')),
            ("một dòng\nhai dòng\n", None),
            ("", None),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }

    #[test]
    fn rows_stand_where_they_stand_in_the_file() {
        let book = read("a;b\n\n\"hai\ndòng\";2\nc;3\n", "thu", true).expect("a table");
        let sheet = book.sheet(0).expect("a sheet");
        let places: Vec<_> = sheet.rows.iter().map(|row| row.index).collect();
        assert_eq!(places, [0, 2, 3]);
        assert_eq!(
            sheet.seen(Position::new(2, 0)),
            &Content::Text("hai\ndòng".to_owned())
        );
        let crlf = read("a;b\r\n\r\nc;3\r\n", "thu", true).expect("a table");
        assert_eq!(
            crlf.sheet(0)
                .expect("a sheet")
                .rows
                .iter()
                .map(|row| row.index)
                .collect::<Vec<_>>(),
            [0, 2]
        );
        let announced = read("sep=,\nx,y;z\n", "thu", true).expect("a table");
        assert_eq!(announced.sheet(0).expect("a sheet").width(), 2);
    }
}

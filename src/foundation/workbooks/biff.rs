//! What calamine does not tell of an .xls sheet: by which formats numbers are shown, and which rows and columns nobody sees.
//! Both stand in the records of the workbook's stream, as \[MS-XLS\] describes them: a type, a length and so many bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::cell::Position;
use super::format::NumberFormat;
use super::marks::Marks;

/// The records that matter here.
mod kind {
    pub const END: u16 = 0x000a;
    pub const FORMULA: u16 = 0x0006;
    pub const COLUMNS: u16 = 0x007d;
    pub const SHEET: u16 = 0x0085;
    pub const NUMBERS: u16 = 0x00bd;
    pub const CELL_FORMAT: u16 = 0x00e0;
    pub const NUMBER: u16 = 0x0203;
    pub const ROW: u16 = 0x0208;
    pub const SHORT_NUMBER: u16 = 0x027e;
    pub const NUMBER_FORMAT: u16 = 0x041e;
}

/// Formats every program knows by their numbers: "0%" and "0.00%".
const PERCENT: [u16; 2] = [9, 10];

/// The marks of every sheet, by the name of the sheet. Of a stream that breaks off what stands before.
pub(super) fn marks(bytes: &[u8]) -> BTreeMap<String, Marks> {
    let Some(stream) = stream(bytes) else {
        return BTreeMap::new();
    };
    let globals = Globals::read(&stream);
    let sheets = globals.sheets.iter().filter_map(|(name, at)| {
        let records = Records(stream.get(*at..)?);
        Some((name.clone(), sheet(records, &globals.formats)))
    });
    sheets.collect()
}

/// The stream with the records.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = Vec::new();
    file.open_stream("/Workbook")
        .ok()?
        .read_to_end(&mut stream)
        .ok()?;
    Some(stream)
}

/// The records of a part of the stream, to its end.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (number(self.0, 0)?, number(self.0, 2)?);
        let (record, rest) = self.0.get(4..)?.split_at_checked(usize::from(length))?;
        self.0 = rest;
        (kind != kind::END).then_some((kind, record))
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// A text of so many characters: a byte that says how wide they are, then the characters.
fn text(bytes: &[u8], length: usize) -> Option<String> {
    let (wide, signs) = bytes.split_first()?;
    if wide & 1 == 0 {
        return Some(
            signs
                .get(..length)?
                .iter()
                .copied()
                .map(char::from)
                .collect(),
        );
    }
    let pairs = signs.get(..length.checked_mul(2)?)?.chunks_exact(2);
    let units: Vec<u16> = pairs.filter_map(|pair| number(pair, 0)).collect();
    Some(String::from_utf16_lossy(&units))
}

/// What stands before the sheets.
#[derive(Default)]
struct Globals {
    /// Each sheet with where its records begin.
    sheets: Vec<(String, usize)>,
    /// The formats that change what is read, by the number cells name them with.
    formats: BTreeMap<u16, NumberFormat>,
}

impl Globals {
    fn read(stream: &[u8]) -> Globals {
        let percent = |id: u16| Some((id, NumberFormat::parse("0%")?));
        let mut codes: BTreeMap<u16, NumberFormat> =
            PERCENT.into_iter().filter_map(percent).collect();
        let (mut globals, mut index) = (Globals::default(), 0_u16);
        for (kind, record) in Records(stream) {
            match kind {
                kind::NUMBER_FORMAT => {
                    let code = || {
                        let length = number(record, 2)?;
                        text(record.get(4..)?, usize::from(length))
                    };
                    let format = code().and_then(|code| NumberFormat::parse(&code));
                    if let (Some(id), Some(format)) = (number(record, 0), format) {
                        codes.insert(id, format);
                    }
                }
                kind::CELL_FORMAT => {
                    let format = number(record, 2).and_then(|id| codes.get(&id));
                    if let Some(format) = format {
                        globals.formats.insert(index, format.clone());
                    }
                    index = index.saturating_add(1);
                }
                kind::SHEET => {
                    let sheet = || {
                        let at = usize::try_from(long(record, 0)?).ok()?;
                        let (length, name) = record.get(6..)?.split_first()?;
                        Some((text(name, usize::from(*length))?, at))
                    };
                    globals.sheets.extend(sheet());
                }
                _ => {}
            }
        }
        globals
    }
}

/// The marks of one sheet.
fn sheet(records: Records<'_>, formats: &BTreeMap<u16, NumberFormat>) -> Marks {
    let mut marks = Marks::default();
    let mut show = |row: u16, column: u16, format: u16| {
        if let Some(format) = formats.get(&format) {
            let at = Position::new(row.into(), column.into());
            marks.formats.push((at, format.clone()));
        }
    };
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for (kind, record) in records {
        let (Some(first), Some(second)) = (number(record, 0), number(record, 2)) else {
            continue;
        };
        match kind {
            kind::FORMULA | kind::NUMBER | kind::SHORT_NUMBER => {
                if let Some(format) = number(record, 4) {
                    show(first, second, format);
                }
            }
            // Six bytes for each number, then the last column.
            kind::NUMBERS => {
                let cells = record.get(4..).unwrap_or_default().chunks_exact(6);
                for (column, cell) in (second..=u16::MAX).zip(cells) {
                    if let Some(format) = number(cell, 0) {
                        show(first, column, format);
                    }
                }
            }
            kind::ROW if number(record, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                rows.push((first.into(), first.into()));
            }
            kind::COLUMNS if number(record, 8).is_some_and(|flags| flags & 1 != 0) => {
                columns.push((first.into(), second.into()));
            }
            _ => {}
        }
    }
    marks.rows = rows;
    marks.columns = columns;
    marks
}

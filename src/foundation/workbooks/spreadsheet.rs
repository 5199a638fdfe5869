//! Spreadsheets of the office programs, read by calamine into sheets of cells.

use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Range, Reader as _, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};

use super::archive::Archive;
use super::book::{Book, book};
use super::builder::{Budget, SheetBuilder};
use super::cell::{Area, CellError, Content, Kind, Position};
use super::decimal::decimal_text;
use super::note::Note;
use super::refusal::Refusal;
use super::{MAX_SHEETS, biff, hidden, opendocument};
use crate::foundation::i18n::compose;

type Bytes<'a> = Cursor<&'a [u8]>;

/// A tab of the workbook, before it is read.
struct Tab {
    name: String,
    hidden: bool,
}

/// The tabs with cells; the others leave a note.
fn tabs(metadata: &[calamine::Sheet], notes: &mut Vec<Note>) -> Result<Vec<Tab>, Refusal> {
    if metadata.len() > MAX_SHEETS {
        return Err(Refusal::TooManySheets);
    }
    let mut found = Vec::new();
    for sheet in metadata {
        if sheet.typ == SheetType::WorkSheet {
            found.push(Tab {
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
            });
        } else {
            notes.push(Note::SheetWithoutCells {
                sheet: sheet.name.clone(),
            });
        }
    }
    Ok(found)
}

/// Reads .xlsx and .xlsm, with merged ranges, formulas, hidden rows and columns.
pub(super) fn xlsx(bytes: &[u8], archive: &mut Archive<'_>) -> Result<Book, Refusal> {
    let mut workbook: Xlsx<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error| match error {
            calamine::XlsxError::Password => Refusal::Encrypted,
            _ => Refusal::Damaged,
        })?;
    let mut notes = macros(archive);
    let parts = hidden::parts(archive)?;
    let formats = hidden::formats(archive)?;
    // calamine reads a workbook that lost its texts as one without any.
    let has_texts = archive.part("xl/sharedStrings.xml")?.is_some();
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for tab in tabs(workbook.sheets_metadata(), &mut notes)? {
        let mut sheet = SheetBuilder::new(&mut budget, &tab.name, tab.hidden);
        let merges = workbook
            .merge_cells_by_sheet_name(&tab.name)
            .map_err(|_| Refusal::Damaged)?;
        let mut cells = workbook
            .worksheet_cells_reader(&tab.name)
            .map_err(|_| Refusal::Damaged)?;
        while let Some(cell) = cells
            .next_cell_with_formula_metadata()
            .map_err(|_| Refusal::Damaged)?
        {
            let (row, column) = cell.pos;
            push(
                &mut sheet,
                row,
                column,
                borrowed(cell.value),
                cell.formula.is_some(),
            )?;
        }
        merges
            .into_iter()
            .for_each(|area| sheet.merge(area_of(area)));
        if let Some((_, part)) = parts.iter().find(|(name, _)| *name == tab.name) {
            hidden::mark(archive, part, &formats, has_texts, &mut sheet)?;
        }
        sheets.push(sheet.finish(&mut notes)?);
    }
    book(Kind::Xlsx, notes, sheets)
}

/// Reads .xlsb. Merged ranges and hidden rows are not told.
pub(super) fn xlsb(bytes: &[u8], archive: &Archive<'_>) -> Result<Book, Refusal> {
    let mut workbook: Xlsb<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|_: calamine::XlsbError| Refusal::Damaged)?;
    let mut notes = macros(archive);
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for tab in tabs(workbook.sheets_metadata(), &mut notes)? {
        let mut sheet = SheetBuilder::new(&mut budget, &tab.name, tab.hidden);
        let mut cells = workbook
            .worksheet_cells_reader(&tab.name)
            .map_err(|_| Refusal::Damaged)?;
        while let Some(cell) = cells.next_cell().map_err(|_| Refusal::Damaged)? {
            let (row, column) = cell.get_position();
            push(
                &mut sheet,
                row,
                column,
                borrowed(cell.get_value().clone()),
                false,
            )?;
        }
        sheets.push(sheet.finish(&mut notes)?);
    }
    book(Kind::Xlsb, notes, sheets)
}

/// Reads .xls of Excel 97 and later, with merged ranges, formulas, hidden rows and columns.
pub(super) fn xls(bytes: &[u8]) -> Result<Book, Refusal> {
    let mut workbook: Xls<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error| match error {
            calamine::XlsError::Password => Refusal::Encrypted,
            _ => Refusal::Damaged,
        })?;
    let mut marks = biff::marks(bytes);
    let mut notes = Vec::new();
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for tab in tabs(workbook.sheets_metadata(), &mut notes)? {
        let mut sheet = SheetBuilder::new(&mut budget, &tab.name, tab.hidden);
        let values = workbook
            .worksheet_range(&tab.name)
            .map_err(|_| Refusal::Damaged)?;
        let formulas = workbook
            .worksheet_formula(&tab.name)
            .map_err(|_| Refusal::Damaged)?;
        push_all(&mut sheet, &values, &formulas)?;
        let merges = workbook
            .merge_cells_by_sheet_name(&tab.name)
            .map_err(|_| Refusal::Damaged)?;
        merges
            .into_iter()
            .for_each(|area| sheet.merge(area_of(area)));
        if let Some(marks) = marks.remove(&tab.name) {
            marks.tell(&mut sheet);
        }
        sheets.push(sheet.finish(&mut notes)?);
    }
    book(Kind::Xls, notes, sheets)
}

/// Reads .ods, with merged ranges, formulas, hidden rows and columns.
pub(super) fn ods(bytes: &[u8], archive: &mut Archive<'_>) -> Result<Book, Refusal> {
    let mut workbook: Ods<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error| match error {
            calamine::OdsError::Password => Refusal::Encrypted,
            _ => Refusal::Damaged,
        })?;
    let content = archive.text("content.xml")?.unwrap_or_default();
    let mut marks = opendocument::marks(&content);
    let mut notes = Vec::new();
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for tab in tabs(workbook.sheets_metadata(), &mut notes)? {
        let mut sheet = SheetBuilder::new(&mut budget, &tab.name, tab.hidden);
        let values = workbook
            .worksheet_range(&tab.name)
            .map_err(|_| Refusal::Damaged)?;
        let formulas = workbook
            .worksheet_formula(&tab.name)
            .map_err(|_| Refusal::Damaged)?;
        push_all(&mut sheet, &values, &formulas)?;
        if let Some(marks) = marks.remove(&tab.name) {
            marks.tell(&mut sheet);
        }
        sheets.push(sheet.finish(&mut notes)?);
    }
    book(Kind::Ods, notes, sheets)
}

fn macros(archive: &Archive<'_>) -> Vec<Note> {
    let carries = archive
        .names()
        .iter()
        .any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin"));
    if carries {
        vec![Note::MacrosIgnored]
    } else {
        Vec::new()
    }
}

fn area_of(area: calamine::Dimensions) -> Area {
    Area {
        first: Position::new(area.start.0, area.start.1),
        last: Position::new(area.end.0, area.end.1),
    }
}

fn borrowed(value: DataRef<'_>) -> Data {
    value.into()
}

fn push_all(
    sheet: &mut SheetBuilder<'_>,
    values: &Range<Data>,
    formulas: &Range<String>,
) -> Result<(), Refusal> {
    let (top, left) = values.start().unwrap_or_default();
    let place = |row: usize, column: usize| {
        let row = u32::try_from(row).ok().and_then(|row| row.checked_add(top));
        let column = u32::try_from(column)
            .ok()
            .and_then(|column| column.checked_add(left));
        row.zip(column).ok_or(Refusal::TooManyRows)
    };
    for (row, column, value) in values.used_cells() {
        let at = place(row, column)?;
        let formula = formulas
            .get_value(at)
            .is_some_and(|formula| !formula.is_empty());
        push(sheet, at.0, at.1, value.clone(), formula)?;
    }
    Ok(())
}

fn push(
    sheet: &mut SheetBuilder<'_>,
    row: u32,
    column: u32,
    value: Data,
    formula: bool,
) -> Result<(), Refusal> {
    let content = match content(value) {
        Content::Empty if formula => Content::Error(CellError::NotCalculated),
        content => content,
    };
    sheet.push(Position::new(row, column), content, formula)
}

fn content(value: Data) -> Content {
    match value {
        Data::Empty => Content::Empty,
        Data::Int(number) => Content::Number(number.to_string()),
        Data::Float(number) => number_text(number),
        Data::Bool(truth) => Content::Bool(truth),
        Data::String(text) => words(&text),
        Data::Error(error) => Content::Error(CellError::Shown(error.to_string())),
        Data::DateTime(serial) if serial.is_datetime() => serial
            .as_datetime()
            .map_or_else(|| number_text(serial.as_f64()), Content::Date),
        Data::DateTime(serial) => number_text(serial.as_f64()),
        Data::DateTimeIso(text) => iso(&text).map_or(Content::Text(text), Content::Date),
        Data::DurationIso(text) => Content::Text(text),
    }
}

/// Text as composed letters with plain line breaks. OpenDocument keeps a failed formula as the text it shows.
fn words(text: &str) -> Content {
    const FAILED: [&str; 7] = [
        "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
    ];
    if FAILED.contains(&text) {
        return Content::Error(CellError::Shown(text.to_owned()));
    }
    Content::Text(compose(&text.replace("\r\n", "\n")))
}

/// A day as OpenDocument and ISO 29500 write it, with or without a time of day.
fn iso(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim_end_matches('Z');
    let day = || {
        text.parse::<NaiveDate>()
            .ok()
            .and_then(|day| day.and_hms_opt(0, 0, 0))
    };
    text.parse::<NaiveDateTime>().ok().or_else(day)
}

fn number_text(number: f64) -> Content {
    decimal_text(number).map_or_else(
        || Content::Error(CellError::NotANumber(number.to_string())),
        Content::Number,
    )
}

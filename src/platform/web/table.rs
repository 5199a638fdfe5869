//! A table as a file: every table that can be read can be downloaded as it stands.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::error::AppError;
use crate::foundation::i18n;

/// One cell. Numbers stay exact until a file format forces its own idea of a number.
#[derive(Debug, Clone)]
pub enum Cell {
    Empty,
    Text(String),
    Number(Decimal),
    Date(NaiveDate),
}

impl Cell {
    /// Empty where there is no day.
    pub fn date(day: impl Into<Option<NaiveDate>>) -> Cell {
        day.into().map_or(Cell::Empty, Cell::Date)
    }
}

/// Columns with their titles, and rows of as many cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The file's name without its ending, and the sheet's name.
    pub name: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// The file formats offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Csv,
    Xlsx,
    Json,
}

impl FileKind {
    pub fn from_code(code: &str) -> Option<FileKind> {
        match code {
            "csv" => Some(FileKind::Csv),
            "xlsx" => Some(FileKind::Xlsx),
            "json" => Some(FileKind::Json),
            _ => None,
        }
    }
}

/// The media type of an Excel file.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

impl Table {
    /// The table as a download.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the file cannot be made.
    pub fn download(&self, kind: FileKind) -> Result<Response, AppError> {
        let (mime, ending, body) = match kind {
            FileKind::Csv => (
                "text/csv; charset=utf-8",
                "csv",
                self.csv().map_err(AppError::internal)?,
            ),
            FileKind::Xlsx => (XLSX, "xlsx", self.xlsx().map_err(AppError::internal)?),
            FileKind::Json => return Ok(axum::Json(self.json()).into_response()),
        };
        let disposition = format!("attachment; filename=\"{}.{ending}\"", self.name);
        let disposition = HeaderValue::from_str(&disposition).map_err(AppError::internal)?;
        Ok((
            [
                (header::CONTENT_TYPE, HeaderValue::from_static(mime)),
                (header::CONTENT_DISPOSITION, disposition),
            ],
            body,
        )
            .into_response())
    }

    /// CSV with a byte-order mark, without which Excel misreads Vietnamese.
    fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        let mut writer = csv::Writer::from_writer(&mut bytes);
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => disarm(text),
                Cell::Number(number) => number.to_string(),
                Cell::Date(day) => i18n::format_date(*day),
            }))?;
        }
        writer.flush()?;
        drop(writer);
        Ok(bytes)
    }

    fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_background_color("E3EDF8")
            .set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
        let sheet = workbook.add_worksheet();
        sheet.set_freeze_panes(1, 0)?;
        for (column, title) in (0u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, title, &head)?;
        }
        for (line, row) in (1u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(row) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => {
                        sheet.write_string(line, column, text)?;
                    }
                    Cell::Number(number) => write_number(sheet, line, column, *number)?,
                    Cell::Date(day) => write_date(sheet, line, column, *day)?,
                }
            }
        }
        sheet.set_autofit_max_width(320);
        sheet.autofit();
        workbook.save_to_buffer()
    }

    /// An array of objects keyed by column title; numbers as strings, because JSON readers make floats of them.
    fn json(&self) -> serde_json::Value {
        let rows = self.rows.iter().map(|row| {
            let cells = self.columns.iter().zip(row).map(|(column, cell)| {
                let value = match cell {
                    Cell::Empty => serde_json::Value::Null,
                    Cell::Text(text) => text.clone().into(),
                    Cell::Number(number) => number.to_string().into(),
                    Cell::Date(day) => i18n::format_date(*day).into(),
                };
                (column.clone(), value)
            });
            serde_json::Value::Object(cells.collect())
        });
        serde_json::Value::Array(rows.collect())
    }
}

/// As many digits as a number of Excel's is sure to keep.
const DIGITS: u32 = 15;
/// As many decimals as anybody can type: a number with more of them was worked out.
const TYPED_DECIMALS: u32 = i18n::MAX_DECIMALS as u32;

/// A number as Excel keeps it, shown with the decimals it has, six at most. What was worked out – a mean, a rate, money converted – is
/// rounded to what Excel can hold. What somebody stated is never rounded: beyond that it stays text, exact.
fn write_number(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    number: Decimal,
) -> Result<(), XlsxError> {
    let worked_out = number.normalize().scale() > TYPED_DECIMALS;
    let number = if worked_out {
        number
            .round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero)
            .unwrap_or(number)
    } else {
        number
    }
    .normalize();
    let digits = number
        .mantissa()
        .unsigned_abs()
        .checked_ilog10()
        .map_or(1, |log| log + 1);
    match number.to_f64() {
        Some(value) if digits <= DIGITS => {
            let decimals = "0".repeat(number.scale().min(TYPED_DECIMALS) as usize);
            let pattern = if decimals.is_empty() {
                "#,##0".to_owned()
            } else {
                format!("#,##0.{decimals}")
            };
            sheet.write_number_with_format(
                line,
                column,
                value,
                &Format::new().set_num_format(pattern),
            )?;
        }
        _ => {
            sheet.write_string(line, column, number.to_string())?;
        }
    }
    Ok(())
}

/// A day as Excel counts it; it knows none before 1900.
fn write_date(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    day: NaiveDate,
) -> Result<(), XlsxError> {
    let counted = u16::try_from(day.year())
        .ok()
        .filter(|year| *year >= 1900)
        .zip(u8::try_from(day.month()).ok())
        .zip(u8::try_from(day.day()).ok());
    match counted {
        Some(((year, month), day)) => {
            let day = ExcelDateTime::from_ymd(year, month, day)?;
            sheet.write_datetime_with_format(
                line,
                column,
                &day,
                &Format::new().set_num_format("dd/mm/yyyy"),
            )?;
        }
        None => {
            sheet.write_string(line, column, i18n::format_date(day))?;
        }
    }
    Ok(())
}

/// Text that a spreadsheet would run as a formula gets a quote in front.
fn disarm(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

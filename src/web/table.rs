//! A table as a file: every table that can be read can be downloaded as it stands.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::error::AppError;

/// One cell. Numbers stay exact until a file format forces its own idea of a number.
#[derive(Debug, Clone)]
pub enum Cell {
    Empty,
    Text(String),
    Number(Decimal),
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
            FileKind::Csv => ("text/csv; charset=utf-8", "csv", self.csv().map_err(AppError::internal)?),
            FileKind::Xlsx => (XLSX, "xlsx", self.xlsx().map_err(AppError::internal)?),
            FileKind::Json => return Ok(axum::Json(self.json()).into_response()),
        };
        let disposition = format!("attachment; filename=\"{}.{ending}\"", self.name);
        let disposition = HeaderValue::from_str(&disposition).map_err(AppError::internal)?;
        Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(mime)), (header::CONTENT_DISPOSITION, disposition)], body)
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
                };
                (column.clone(), value)
            });
            serde_json::Value::Object(cells.collect())
        });
        serde_json::Value::Array(rows.collect())
    }
}

/// A number as Excel keeps it, with as many decimals as it has; what a double cannot hold stays text.
fn write_number(sheet: &mut rust_xlsxwriter::Worksheet, line: u32, column: u16, number: Decimal) -> Result<(), XlsxError> {
    let number = number.normalize();
    let digits = number.mantissa().unsigned_abs().checked_ilog10().map_or(1, |log| log + 1);
    match number.to_f64() {
        Some(value) if digits <= 15 => {
            let decimals = "0".repeat(number.scale() as usize);
            let pattern = if decimals.is_empty() { "#,##0".to_owned() } else { format!("#,##0.{decimals}") };
            sheet.write_number_with_format(line, column, value, &Format::new().set_num_format(pattern))?;
        }
        _ => {
            sheet.write_string(line, column, number.to_string())?;
        }
    }
    Ok(())
}

/// Text that a spreadsheet would run as a formula gets a quote in front.
fn disarm(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

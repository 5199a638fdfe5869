//! One table written in several formats, as the programs people use write them.

use std::io::{Cursor, Write as _};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use zip::write::SimpleFileOptions;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Number(Decimal),
}

/// A format.
#[derive(Debug, Clone, Copy)]
pub enum Format {
    Xlsx,
    Ods,
    /// Semicolons, as a Vietnamese Excel writes it.
    Csv,
    /// Tabs, as the clipboard has it.
    Block,
}

pub const FORMATS: [Format; 4] = [Format::Xlsx, Format::Ods, Format::Csv, Format::Block];

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "bang.xlsx",
            Format::Ods => "bang.ods",
            Format::Csv => "bang.csv",
            Format::Block => "bang.tsv",
        }
    }
}

/// The table as a file.
pub fn written(table: &[Vec<Cell>], format: Format) -> Vec<u8> {
    match format {
        Format::Xlsx => xlsx(table),
        Format::Ods => ods(table),
        Format::Csv => delimited(table, ';'),
        Format::Block => delimited(table, '\t'),
    }
}

fn xlsx(table: &[Vec<Cell>]) -> Vec<u8> {
    workbook(&[("Sheet1".to_owned(), table.to_vec())])
}

/// Sheets of a name each as a workbook of Excel.
pub fn workbook(sheets: &[(String, Vec<Vec<Cell>>)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, table) in sheets {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (row, line) in (0..).zip(table) {
            for (column, cell) in (0..).zip(line) {
                put(sheet, row, column, cell);
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn put(sheet: &mut rust_xlsxwriter::Worksheet, row: u32, column: u16, cell: &Cell) {
    match cell {
        Cell::Text(text) if text.is_empty() => {}
        Cell::Text(text) => drop(sheet.write_string(row, column, text).expect("a text")),
        Cell::Number(number) => {
            let number = number.to_f64().expect("a number");
            sheet.write_number(row, column, number).expect("a number");
        }
    }
}

fn ods(table: &[Vec<Cell>]) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) if text.is_empty() => "<table:table-cell/>".to_owned(),
        Cell::Text(text) => format!(
            r#"<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>"#,
            escaped(text)
        ),
        Cell::Number(number) => format!(
            r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
        ),
    };
    let row = |line: &Vec<Cell>| {
        let cells: String = line.iter().map(cell).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows: String = table.iter().map(row).collect();
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Bảng">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

fn delimited(table: &[Vec<Cell>], mark: char) -> Vec<u8> {
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string().replace('.', ","),
    };
    let width = table.iter().map(Vec::len).max().unwrap_or_default();
    let line = |line: &Vec<Cell>| {
        let mut cells: Vec<String> = line.iter().map(cell).collect();
        cells.resize(width, String::new());
        cells.join(&mark.to_string())
    };
    let lines: Vec<String> = table.iter().map(line).collect();
    format!("{}\n", lines.join("\n")).into_bytes()
}

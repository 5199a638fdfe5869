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
    /// The binary files of Excel 97–2003.
    Xls,
    Ods,
    /// Semicolons, as a Vietnamese Excel writes it.
    Csv,
    /// Tabs, as the clipboard has it.
    Block,
}

pub const FORMATS: [Format; 5] = [
    Format::Xlsx,
    Format::Xls,
    Format::Ods,
    Format::Csv,
    Format::Block,
];

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "bang.xlsx",
            Format::Xls => "bang.xls",
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
        Format::Xls => xls(table),
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

/// A record of BIFF8: its kind, its length, its data.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// Words of two bytes.
fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// The least an old Excel file holds: one sheet, its texts and its numbers.
fn xls(table: &[Vec<Cell>]) -> Vec<u8> {
    const BEGIN: u16 = 0x0809;
    const END: u16 = 0x000A;
    const CODE_PAGE: u16 = 0x0042;
    const SHEET: u16 = 0x0085;
    const LABEL: u16 = 0x0204;
    const NUMBER: u16 = 0x0203;
    let begin = |what: u16| record(BEGIN, &words(&[0x0600, what, 0x0DBB, 0x07CC, 0, 0, 6, 0]));
    let name = words(&"Bảng".encode_utf16().collect::<Vec<_>>());
    let sheet_at = |at: u32| {
        let at = at.to_le_bytes();
        record(SHEET, &[&at[..], &[0, 0, 4, 1], &name].concat())
    };
    let globals = |at: u32| {
        let parts = [begin(5), record(CODE_PAGE, &words(&[1200])), sheet_at(at)];
        [parts.concat(), record(END, &[])].concat()
    };
    let cell = |row: u16, column: u16, cell: &Cell| {
        let place = words(&[row, column, 0]);
        match cell {
            Cell::Text(text) if text.is_empty() => Vec::new(),
            Cell::Text(text) => {
                let text: Vec<u16> = text.encode_utf16().collect();
                let length = u16::try_from(text.len()).expect("a short text");
                let text = [&length.to_le_bytes()[..], &[1], &words(&text)].concat();
                record(LABEL, &[place, text].concat())
            }
            Cell::Number(number) => {
                let number = number.to_f64().expect("a number").to_le_bytes();
                record(NUMBER, &[place, number.to_vec()].concat())
            }
        }
    };
    let line = |(row, line): (u16, &Vec<Cell>)| {
        let cells = (0..).zip(line).map(|(column, one)| cell(row, column, one));
        cells.collect::<Vec<_>>().concat()
    };
    let cells: Vec<Vec<u8>> = (0..).zip(table).map(line).collect();
    let globals = globals(u32::try_from(globals(0).len()).expect("a short file"));
    let book = [globals, begin(0x0010), cells.concat(), record(END, &[])].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    let mut stream = file.create_stream("/Workbook").expect("a stream");
    stream.write_all(&book).expect("a book");
    drop(stream);
    file.into_inner().into_inner()
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

//! The document as a Word file (Office Open XML, ISO/IEC 29500): the same layout, for the last polish by hand.
//!
//! Five small parts in a zip. Everything a person wrote is escaped text; characters that XML cannot hold are left out.

mod form;

use std::io::{Cursor, Write};

use askama::Template;
use chrono::NaiveDate;
use zip::write::SimpleFileOptions;

use super::model::{Block, Document, RowKind, Table};

pub use form::render as render_form;

/// The media type of a Word file.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Width between the margins of an A4 page, in twentieths of a point: 210 − 30 − 20 mm.
const TEXT_WIDTH: u32 = 9_071;

/// The narrowest column: "STT" in bold with its margins, in twentieths of a point.
const NARROWEST: u32 = 680;

/// Why there is no Word file. A fault of ours: the details are for the log.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    #[error("cannot make the Word file: {0}")]
    Template(#[from] askama::Error),
    #[error("cannot pack the Word file: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("cannot pack the Word file: {0}")]
    Io(#[from] std::io::Error),
}

#[derive(Template)]
#[template(path = "documents/docx/document.xml")]
struct Body<'a> {
    doc: &'a Document,
}

#[derive(Template)]
#[template(path = "documents/docx/core.xml")]
struct Core<'a> {
    title: &'a str,
    creator: &'a str,
    lang: &'a str,
    day: NaiveDate,
}

/// How large the words of a table are, and how far from its lines.
#[derive(Debug, Clone, Copy)]
struct Size {
    half_points: u32,
    /// Twentieths of a point.
    margin: u32,
}

impl Size {
    /// Within the text of a document.
    const BODY: Size = Size { half_points: 24, margin: 85 };

    /// Across a page of a form, by the number of its columns.
    fn of(columns: usize) -> Size {
        match columns {
            0..=9 => Size { half_points: 22, margin: 85 },
            10..=14 => Size { half_points: 18, margin: 57 },
            _ => Size { half_points: 16, margin: 28 },
        }
    }
}

/// What the longest number of each column takes, with the margins of its cell: a number that breaks is read as another. A figure is half
/// as wide as its type is high, a point or comma a quarter.
fn needs(table: &Table, size: Size) -> Vec<u32> {
    let needed = |index: usize| {
        let cells = table.rows.iter().filter(|row| row.kind != RowKind::Group).filter_map(|row| row.cells.get(index));
        let narrow = |text: &str| text.chars().filter(|c| matches!(c, '.' | ',')).count();
        let quarters = cells.map(|cell| cell.text.chars().count() * 2 - narrow(&cell.text)).max().unwrap_or(0);
        let text = u32::try_from(quarters).unwrap_or(0) * size.half_points * 5 / 2;
        text + 2 * size.margin + size.half_points * 2
    };
    table.columns.iter().enumerate().map(|(index, column)| if column.numeric { needed(index) } else { 0 }).collect()
}

/// Widens the columns of numbers to what they need, at the cost of those that have room: first of words, which may wrap.
fn make_room(widths: &mut [u32], needs: &[u32], narrowest: u32) {
    for index in 0..widths.len() {
        while widths[index] < needs[index] {
            let spare = |other: usize| widths[other].saturating_sub(needs[other].max(narrowest));
            let Some(giver) = (0..widths.len()).filter(|other| *other != index).max_by_key(|other| spare(*other)) else { return };
            let given = spare(giver).min(needs[index] - widths[index]).min(40);
            if given == 0 {
                return;
            }
            widths[giver] -= given;
            widths[index] += given;
        }
    }
}

/// The widths of a table's columns, which add up to the width there is.
fn widths(table: &Table, there_is: u32, size: Size) -> Vec<u32> {
    let narrowest = NARROWEST.min(there_is / u32::try_from(table.columns.len().max(1)).unwrap_or(u32::MAX));
    let whole: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum::<u32>().max(1);
    let mut widths: Vec<u32> = table.columns.iter().map(|column| there_is * u32::from(column.width) / whole).collect();
    for width in &mut widths {
        *width = (*width).max(narrowest);
    }
    // What rounding leaves is the widest column's; what narrow columns took comes from where there is most room.
    let sum: u32 = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max() {
        *widest += there_is.saturating_sub(sum);
    }
    for _ in there_is..sum {
        if let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > narrowest) {
            *widest -= 1;
        }
    }
    make_room(&mut widths, &needs(table, size), narrowest);
    widths
}

/// Renders a document; `day` is its date of creation in the file's own particulars.
///
/// # Errors
/// [`DocxError`], which no document can make it return.
pub fn render(doc: &Document, day: NaiveDate) -> Result<Vec<u8>, DocxError> {
    let title = format!("{} {}", doc.kind, doc.subject);
    pack(Body { doc }.render()?, Core { title: &title, creator: &doc.letterhead.agency, lang: doc.lang, day })
}

/// The parts of a Word file around a body, zipped.
fn pack(body: String, particulars: Core<'_>) -> Result<Vec<u8>, DocxError> {
    let parts = [
        ("[Content_Types].xml", include_str!("../../../templates/documents/docx/content-types.xml").to_owned()),
        ("_rels/.rels", include_str!("../../../templates/documents/docx/rels.xml").to_owned()),
        ("word/_rels/document.xml.rels", include_str!("../../../templates/documents/docx/document-rels.xml").to_owned()),
        ("word/styles.xml", include_str!("../../../templates/documents/docx/styles.xml").to_owned()),
        ("word/header.xml", include_str!("../../../templates/documents/docx/header.xml").to_owned()),
        ("docProps/core.xml", particulars.render()?),
        ("word/document.xml", body),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(xml.chars().filter(|c| is_allowed(*c)).collect::<String>().as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The characters XML 1.0 knows (§2.2).
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use quick_xml::events::Event;

    use super::*;
    use crate::documents::{Column, Letterhead, Row, Signature, Span};

    fn document() -> Document {
        let cell = |text: &str| Span::text(text);
        Document {
            lang: "vi",
            letterhead: Letterhead {
                superior: "UBND TỈNH BẮC KẠN".to_owned(),
                agency: "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP".to_owned(),
                number: "Số: 05/BC-BQL".to_owned(),
                place_date: "Bắc Kạn, ngày 05 tháng 01 năm 2023".to_owned(),
            },
            kind: "BÁO CÁO".to_owned(),
            subject: "Tổng kết công tác năm 2022".to_owned(),
            addressees: String::new(),
            body: vec![
                Block::Part { number: "Phần thứ nhất".to_owned(), title: "KẾT QUẢ".to_owned() },
                Block::Section { text: "I. CÔNG TÁC CHỈ ĐẠO".to_owned() },
                Block::Clause { text: "1. Quy hoạch".to_owned() },
                Block::Paragraph {
                    spans: vec![cell("Doanh thu <script> & \u{b}“1.054” tỷ ]]> "), Span::figure("106%", "/x")]
                },
                Block::Table {
                    table: Table {
                        caption: "Biểu 01".to_owned(),
                        columns: [("TT", 1), ("Chỉ tiêu", 6), ("TH", 3)]
                            .map(|(title, width)| Column { title: title.to_owned(), width, numeric: title == "TH" })
                            .into(),
                        rows: vec![
                            Row { kind: RowKind::Body, cells: vec![cell("1"), cell("Doanh thu"), cell("1.054")] },
                            Row { kind: RowKind::Total, cells: vec![cell(""), cell("Tổng"), cell("1.054")] },
                        ],
                        notes: vec!["Nguồn: sổ số liệu".to_owned()],
                    },
                },
            ],
            signature: Signature { capacity: vec!["TRƯỞNG BAN".to_owned()], name: "Nguyễn Văn Minh Họa".to_owned() },
            recipients: vec!["UBND tỉnh;".to_owned(), "Lưu: VT.".to_owned()],
        }
    }

    fn parts(bytes: &[u8]) -> Vec<(String, String)> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut read = |index| {
            let mut part = archive.by_index(index).expect("the part");
            let (name, mut text) = (part.name().expect("a name").into_owned(), String::new());
            part.read_to_string(&mut text).expect("UTF-8");
            (name, text)
        };
        (0..7).map(&mut read).collect()
    }

    #[test]
    fn every_part_is_well_formed_and_says_what_the_document_says() {
        let day = NaiveDate::from_ymd_opt(2023, 1, 5).expect("a day");
        let parts = parts(&render(&document(), day).expect("a file"));
        let mut words = String::new();
        for (name, xml) in &parts {
            let mut reader = quick_xml::Reader::from_str(xml);
            reader.config_mut().check_end_names = true;
            let mut depth = 0;
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    Event::Text(text) if name == "word/document.xml" => words.push_str(&text.xml10_content()),
                    Event::GeneralRef(entity) if name == "word/document.xml" => {
                        words.push_str(&entity.resolve_char_ref().ok().flatten().map_or_else(
                            || match &*entity {
                                "amp" => "&".to_owned(),
                                "lt" => "<".to_owned(),
                                "gt" => ">".to_owned(),
                                other => panic!("{other}"),
                            },
                            String::from,
                        ));
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{name}");
        }
        for said in [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Bắc Kạn, ngày 05 tháng 01 năm 2023",
            "Doanh thu <script> & “1.054” tỷ ]]> 106%",
            "Nguồn: sổ số liệu",
            "Nguyễn Văn Minh Họa",
            "- Lưu: VT.",
        ] {
            assert!(words.contains(said), "{said}: {words}");
        }
    }

    #[test]
    fn a_number_never_breaks_where_words_can_make_room_for_it() {
        let column = |numeric| Column { title: "Vốn".to_owned(), width: if numeric { 8 } else { 13 }, numeric };
        let columns: Vec<Column> = (0..19).map(|index| column(index >= 8)).collect();
        let cell = |column: &Column| Span::text(if column.numeric { "1.054,500" } else { "KCN" });
        let rows = vec![Row { kind: RowKind::Total, cells: columns.iter().map(cell).collect() }];
        let table = Table { caption: String::new(), columns, rows, notes: Vec::new() };
        let wide = widths(&table, 14_570, Size::of(19));
        // Seven figures of 80, a point and a comma of 40, and two margins of 28.
        assert!(wide[8..].iter().all(|width| *width >= 7 * 80 + 2 * 40 + 2 * 28), "{wide:?}");
        assert!(wide[..8].iter().all(|width| *width >= NARROWEST), "{wide:?}");
        assert_eq!(wide.iter().sum::<u32>(), 14_570);
    }

    #[test]
    fn columns_fill_the_width_of_the_text() {
        let doc = document();
        let Some(Block::Table { table }) = doc.body.last() else { panic!("a table") };
        let widths = widths(table, TEXT_WIDTH, Size::BODY);
        assert_eq!(widths.iter().sum::<u32>(), TEXT_WIDTH);
        assert!(widths[1] > widths[2] && widths[2] > widths[0], "{widths:?}");
    }
}

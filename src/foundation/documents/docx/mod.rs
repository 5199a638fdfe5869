//! The document as a Word file (Office Open XML, ISO/IEC 29500): the same layout, for the last polish by hand.
//!
//! A few small parts in a zip. Everything a person wrote is escaped text; characters that XML cannot hold are left out.

mod form;

use std::io::{Cursor, Write};

use askama::Template;
use chrono::NaiveDate;
use zip::write::SimpleFileOptions;

use super::layout::{self, COUNTRY, Head, ISSUER_WIDTH, MOTTO, Room, Side, TEXT_WIDTH};
use super::model::{Block, Document, RowKind};

pub use form::render as render_form;

/// The media type of a Word file.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

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
#[template(path = "foundation/documents/docx/document.xml")]
struct Body<'a> {
    doc: &'a Document,
    head: Head,
    addressees: Vec<String>,
}

#[derive(Template)]
#[template(path = "foundation/documents/docx/core.xml")]
struct Core<'a> {
    title: &'a str,
    creator: &'a str,
    lang: &'a str,
    day: NaiveDate,
}

/// Space left and right of a rule that stands in the middle of a place.
fn beside(rule: u32, place: u32) -> u32 {
    place.saturating_sub(rule) / 2
}

/// Renders a document; `day` is its date of creation in the file's own particulars.
///
/// # Errors
/// [`DocxError`], which no document can make it return.
pub fn render(doc: &Document, day: NaiveDate) -> Result<Vec<u8>, DocxError> {
    let title = format!("{} {}", doc.kind, doc.subject);
    let body = Body {
        doc,
        head: layout::head(doc),
        addressees: doc.addressee_lines(),
    };
    pack(
        body.render()?,
        Core {
            title: &title,
            creator: &doc.letterhead.agency,
            lang: doc.lang,
            day,
        },
    )
}

/// The parts of a Word file around a body, zipped.
fn pack(body: String, particulars: Core<'_>) -> Result<Vec<u8>, DocxError> {
    let parts = [
        (
            "[Content_Types].xml",
            include_str!("../../../../templates/foundation/documents/docx/content-types.xml")
                .to_owned(),
        ),
        (
            "_rels/.rels",
            include_str!("../../../../templates/foundation/documents/docx/rels.xml").to_owned(),
        ),
        (
            "word/_rels/document.xml.rels",
            include_str!("../../../../templates/foundation/documents/docx/document-rels.xml")
                .to_owned(),
        ),
        (
            "word/styles.xml",
            include_str!("../../../../templates/foundation/documents/docx/styles.xml").to_owned(),
        ),
        (
            "word/settings.xml",
            include_str!("../../../../templates/foundation/documents/docx/settings.xml").to_owned(),
        ),
        (
            "word/header.xml",
            include_str!("../../../../templates/foundation/documents/docx/header.xml").to_owned(),
        ),
        ("docProps/core.xml", particulars.render()?),
        ("word/document.xml", body),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(
            xml.chars()
                .filter(|c| is_allowed(*c))
                .collect::<String>()
                .as_bytes(),
        )?;
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
    use crate::foundation::documents::{Column, Letterhead, Row, Signature, Span, Table};

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
            as_of: "(Số liệu tính đến ngày 14/12/2022)".to_owned(),
            greeting: "Kính gửi:",
            addressees: vec!["UBND tỉnh".to_owned(), "Sở Tài chính".to_owned()],
            body: vec![
                Block::Part {
                    number: "Phần thứ nhất".to_owned(),
                    title: "KẾT QUẢ".to_owned(),
                },
                Block::Section {
                    text: "I. CÔNG TÁC CHỈ ĐẠO".to_owned(),
                },
                Block::Clause {
                    text: "1. Quy hoạch".to_owned(),
                },
                Block::Paragraph {
                    spans: vec![
                        cell("Doanh thu <script> & \u{b}“1.054” tỷ ]]> "),
                        Span::figure("106%", "/x"),
                    ],
                },
                Block::Table {
                    table: Table {
                        caption: "Biểu 01".to_owned(),
                        columns: [("TT", 1), ("Chỉ tiêu", 6), ("TH", 3)]
                            .map(|(title, width)| Column {
                                title: title.to_owned(),
                                width,
                                numeric: title == "TH",
                            })
                            .into(),
                        rows: vec![
                            Row {
                                kind: RowKind::Body,
                                cells: vec![cell("1"), cell("Doanh thu"), cell("1.054")],
                            },
                            Row {
                                kind: RowKind::Total,
                                cells: vec![cell(""), cell("Tổng"), cell("1.054")],
                            },
                        ],
                        notes: vec!["Nguồn: sổ số liệu".to_owned()],
                    },
                },
            ],
            signature: Signature {
                capacity: vec!["TRƯỞNG BAN".to_owned()],
                name: "Nguyễn Văn Minh Họa".to_owned(),
            },
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
        (0..8).map(&mut read).collect()
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
                match reader
                    .read_event()
                    .unwrap_or_else(|error| panic!("{name}: {error}"))
                {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    Event::Text(text) if name == "word/document.xml" => {
                        words.push_str(&text.xml10_content())
                    }
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
            "(Số liệu tính đến ngày 14/12/2022)",
            "- UBND tỉnh;- Sở Tài chính.",
        ] {
            assert!(words.contains(said), "{said}: {words}");
        }
    }
}

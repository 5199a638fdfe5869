//! What is not read, and why.

use izportal::foundation::workbooks::{Refusal, read_here as open};
use rust_xlsxwriter::Workbook;

use super::bytes::{compound, ods, package, xlsx};
use super::fixture;

fn refusal(bytes: &[u8], name: &str) -> Refusal {
    match open(bytes, name) {
        Err(refusal) => refusal,
        Ok(book) => panic!("{name} was read: {:?}", book.sheets),
    }
}

#[test]
fn locked_workbooks_are_told_apart_in_every_format() {
    let agile = compound(&[
        ("EncryptionInfo", b"\x04\0\x04\0"),
        ("EncryptedPackage", &[7; 5000]),
    ]);
    assert_eq!(refusal(&agile, "khoa.xlsx"), Refusal::Encrypted);
    assert_eq!(
        refusal(&fixture("locked.ods"), "khoa.ods"),
        Refusal::Encrypted
    );
    // The record of the code page turned into the one that announces encryption: everything after it would be cipher text.
    let mut old = fixture("libreoffice.xls");
    let place = old
        .windows(4)
        .position(|bytes| bytes == [0x42, 0, 2, 0])
        .expect("a record");
    old[place] = 0x2F;
    assert_eq!(refusal(&old, "khoa.xls"), Refusal::Encrypted);
}

#[test]
fn what_comes_under_the_name_of_a_workbook_is_recognised() {
    let word = package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ]);
    let slides = package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("ppt/presentation.xml", b"<p/>"),
    ]);
    let text = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<x/>"),
    ]);
    let table: [(&str, &[u8], Refusal); 27] = [
        ("rong.xlsx", b"", Refusal::Empty),
        ("trang.csv", b" \r\n", Refusal::NoCells),
        ("xuat.xls", b"<html><table><tr><td>1</td></tr></table></html>", Refusal::WebPage),
        ("xuat.xls", b"\xEF\xBB\xBF <!DOCTYPE html><p>", Refusal::WebPage),
        ("xuat.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Refusal::WebPage),
        ("xuat.xls", b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:x\"/>", Refusal::Xml),
        ("bang.gsheet", b"{\"url\": \"https://docs.google.com/open?id=1\", \"doc_id\": \"1\"}", Refusal::Link),
        ("bang.url", b"[InternetShortcut]\r\nURL=https://zalo.me/x\r\n", Refusal::Link),
        ("bang.xlsx", b"https://docs.google.com/spreadsheets/d/1/edit\n", Refusal::Link),
        (
            "bang.webloc",
            b"<?xml version=\"1.0\"?><plist><dict><key>URL</key><string>https://x</string></dict></plist>",
            Refusal::Link,
        ),
        ("bao-cao.xlsx", b"%PDF-1.7\n1 0 obj", Refusal::Pdf),
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Refusal::Picture),
        ("anh.xls", b"\xFF\xD8\xFF\xE0\0\x10JFIF", Refusal::Picture),
        ("nen.rar", b"Rar!\x1a\x07\x01\0xxxxxxxx", Refusal::Compressed),
        ("nen.xlsx", &package(&[("a.xlsx", b"x")]), Refusal::Compressed),
        ("nen.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", Refusal::Compressed),
        ("bao-cao.docx", &word, Refusal::WordDocument),
        ("bao-cao.odt", &text, Refusal::WordDocument),
        ("bao-cao.doc", &compound(&[("WordDocument", b"x")]), Refusal::WordDocument),
        ("bao-cao.rtf", b"{\\rtf1 x}", Refusal::WordDocument),
        ("bao-cao.pptx", &slides, Refusal::Presentation),
        ("cu.xls", &compound(&[("Book", b"x")]), Refusal::TooOld),
        ("cu.xls", b"\x09\0\x04\0\x02\0\x10\0", Refusal::TooOld),
        ("thu.msi", &compound(&[("Khac", b"x")]), Refusal::NotAWorkbook),
        ("cu.csv", b"Doanh thu;ti\xD2n\n1;2\n", Refusal::OldEncoding),
        ("thu.bin", b"\x01\x02\x03\x00\xFF\xFE\x80", Refusal::NotAWorkbook),
        ("doc.xlsx", "Kính gửi anh chị\nxin xem tệp kèm".as_bytes(), Refusal::NotAWorkbook),
    ];
    for (name, bytes, expected) in table {
        assert_eq!(
            refusal(bytes, name),
            expected,
            "{name} {:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn cut_and_damaged_workbooks_are_refused() {
    for name in ["libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls"] {
        let whole = fixture(name);
        let half = refusal(&whole[..whole.len() / 2], name);
        assert_eq!(half, Refusal::Damaged, "{name}");
    }
    for (bytes, name) in [
        (
            xlsx("", &[("xl/worksheets/sheet1.xml", b"<other/>")]),
            "a.xlsx",
        ),
        (xlsx(r#"<row><c t="s"><v>7</v></c></row>"#, &[]), "a.xlsx"),
        (ods("<table:table><table:table-row>"), "a.ods"),
    ] {
        assert!(
            matches!(refusal(&bytes, name), Refusal::Damaged | Refusal::NoCells),
            "{name}"
        );
    }
}

#[test]
fn workbooks_without_anything_in_them_are_refused() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    assert_eq!(
        refusal(
            &workbook.save_to_buffer().expect("a workbook"),
            "trong.xlsx"
        ),
        Refusal::NoCells
    );
    assert_eq!(
        refusal(&ods("<table:table table:name=\"x\"/>"), "trong.ods"),
        Refusal::NoCells
    );
}

#[test]
fn the_bounds_hold() {
    let sheets = |count: usize| {
        let mut workbook = Workbook::new();
        for _ in 0..count {
            workbook.add_worksheet().write(0, 0, 1).expect("written");
        }
        workbook.save_to_buffer().expect("a workbook")
    };
    assert_eq!(
        open(&sheets(200), "a.xlsx").expect("a book").sheets.len(),
        200
    );
    assert_eq!(refusal(&sheets(201), "a.xlsx"), Refusal::TooManySheets);
    let place = |address: &str| xlsx(&format!(r#"<row><c r="{address}"><v>1</v></c></row>"#), &[]);
    assert!(open(&place("SF200000"), "a.xlsx").is_ok());
    assert_eq!(refusal(&place("A200001"), "a.xlsx"), Refusal::TooManyRows);
    assert_eq!(refusal(&place("SG1"), "a.xlsx"), Refusal::TooManyColumns);
    assert_eq!(
        refusal(&vec![b' '; 50 * 1024 * 1024 + 1], "a.csv"),
        Refusal::TooLarge
    );
    assert_eq!(
        refusal("1;2\n".repeat(200_001).as_bytes(), "a.csv"),
        Refusal::TooManyRows
    );
    assert_eq!(
        refusal(format!("{}1\n", "1;".repeat(500)).as_bytes(), "a.csv"),
        Refusal::TooManyColumns
    );
}

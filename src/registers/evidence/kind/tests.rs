use std::io::Write;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;

/// A ZIP archive of these files.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in files {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a file");
        zip.write_all(body.as_bytes()).expect("its body");
    }
    zip.finish().expect("a whole archive").into_inner()
}

/// A compound file as far as it is looked at: its signature, and a directory with one stream.
fn compound_file(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    let name: Vec<u8> = stream
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes[512..512 + name.len()].copy_from_slice(&name);
    bytes[576] = u8::try_from(name.len()).expect("short");
    bytes
}

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");

#[test]
fn every_accepted_kind_is_known_by_its_bytes_whatever_it_is_called() {
    let excel = rust_xlsxwriter::Workbook::new().save_to_buffer();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet();
    let excel = excel
        .or_else(|_| workbook.save_to_buffer())
        .expect("a workbook");
    for (bytes, kind) in [
        (b"%PDF-1.4\n%".to_vec(), Kind::Pdf),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), Kind::Jpeg),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), Kind::Png),
        (b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(), Kind::Webp),
        (b"II*\0\x08\0\0\0\0\0\0\0".to_vec(), Kind::Tiff),
        (b"MM\0*\0\0\0\x08\0\0\0\0".to_vec(), Kind::Tiff),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), Kind::Heic),
        (
            archive(&[TYPES, ("_rels/.rels", ""), ("word/document.xml", "")]),
            Kind::Docx,
        ),
        (
            archive(&[("docProps/app.xml", ""), ("word/document.xml", ""), TYPES]),
            Kind::Docx,
        ),
        (excel, Kind::Xlsx),
        (
            archive(&[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", ""),
            ]),
            Kind::Odt,
        ),
        (
            archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
            Kind::Ods,
        ),
        (compound_file("WordDocument"), Kind::Doc),
        (compound_file("Workbook"), Kind::Xls),
        (compound_file("Book"), Kind::Xls),
    ] {
        for name in ["a.bin", "a.exe", "", "a.csv"] {
            assert_eq!(sniff(&bytes, name), Some(kind), "{kind:?} named {name:?}");
        }
        assert_eq!(Kind::from_media_type(kind.media_type()), Some(kind));
    }
    assert_eq!(
        sniff("năm,số\r\n2022,1".as_bytes(), "a.CSV"),
        Some(Kind::Csv)
    );
    assert_eq!(
        sniff("BM 01,số\r\nMZ,1".as_bytes(), "biểu mẫu.csv"),
        Some(Kind::Csv)
    );
    assert_eq!(
        sniff("\u{feff}ghi chú".as_bytes(), "a.txt"),
        Some(Kind::Text)
    );
}

#[test]
fn everything_else_is_refused_whatever_it_is_called() {
    let macros = archive(&[TYPES, ("xl/workbook.xml", ""), ("xl/vbaProject.bin", "")]);
    for bytes in [
        b"MZ\x90\0\x03\0\0\0\x04\0".to_vec(),
        b"\x7fELF\x02\x01\x01\0".to_vec(),
        b"<!DOCTYPE html><p>".to_vec(),
        b"\n <html>".to_vec(),
        b"\xEF\xBB\xBF<svg onload=alert(1)>".to_vec(),
        b"<?xml version=\"1.0\"?><svg/>".to_vec(),
        b"#!/bin/sh\n".to_vec(),
        b"GIF89a\x01\0\x01\0".to_vec(),
        b"Rar!\x1a\x07\0".to_vec(),
        b"a\0b".to_vec(),
        b"\xff\xfea\0".to_vec(),
        b"PK\x03\x04broken".to_vec(),
        compound_file("PowerPoint Document"),
        archive(&[("a.txt", "a")]),
        archive(&[TYPES, ("ppt/presentation.xml", "")]),
        archive(&[TYPES, ("xl/workbook.bin", "")]),
        archive(&[("mimetype", "application/epub+zip")]),
        macros,
    ] {
        for name in ["a.pdf", "a.png", "a.docx", "a.xlsx", "a.csv", "a.txt"] {
            assert_eq!(
                sniff(&bytes, name),
                None,
                "{:?} named {name}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }
    for name in ["a.js", "a.bat", "a.ps1", "a.vbs", "a", "csv", "a.csv.cmd"] {
        assert_eq!(sniff(b"alert(1)", name), None, "text named {name}");
    }
}

#[test]
fn a_name_keeps_its_words_and_loses_its_folders_and_tricks() {
    for (sent, kept) in [
        ("Báo cáo quý 4.pdf", "Báo cáo quý 4.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Hoa\\hóa đơn.pdf", "hóa đơn.pdf"),
        ("a\r\nb\0.pdf", "ab.pdf"),
        ("\u{202e}fdp.exe.pdf", "fdp.exe.pdf"),
        ("  .ẩn.pdf ", "ẩn.pdf"),
        ("\"trích\" 'dẫn'.pdf", "\"trích\" 'dẫn'.pdf"),
        ("e\u{302}\u{301}.pdf", "ế.pdf"),
        ("..", "tài liệu.pdf"),
        ("", "tài liệu.pdf"),
        ("chương trình.exe", "chương trình.exe.pdf"),
        ("a.PDF", "a.PDF"),
    ] {
        assert_eq!(name_for(Kind::Pdf, &clean_name(sent)), kept, "{sent:?}");
    }
    let long = format!("{}.jpeg", "ế".repeat(300));
    let kept = name_for(Kind::Jpeg, &clean_name(&long));
    assert_eq!(
        (kept.chars().count(), kept.ends_with("ế.jpeg")),
        (MAX_NAME, true)
    );
    assert_eq!(
        name_for(Kind::Pdf, &clean_name(&long)).chars().count(),
        MAX_NAME
    );
}

proptest! {
    #[test]
    fn a_kept_name_always_fits_and_ends_as_its_contents(sent in "\\PC{0,260}|[./\\\\a-z \u{1}]{0,40}", kind in 0..Kind::ALL.len()) {
        let kind = Kind::ALL[kind];
        let name = name_for(kind, &clean_name(&sent));
        prop_assert!((1..=MAX_NAME).contains(&name.chars().count()), "{name}");
        prop_assert!(!name.contains(['/', '\\']) && !name.chars().any(char::is_control), "{name}");
        prop_assert!(has_ending(&name, kind) && !name.starts_with('.'), "{name}");
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..600), start in 0..3usize) {
        let signature: &[u8] = [&b""[..], b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]][start];
        let all = [signature, &bytes].concat();
        prop_assert!(start == 0 || sniff(&all, "a.txt").is_none());
    }
}

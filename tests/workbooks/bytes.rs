//! Writers for the kinds no program on the test machine writes: packages, compound files, binary records.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A ZIP archive of these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

const TYPES: &str =
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;

fn relations(list: &[(&str, &str, &str)]) -> String {
    let list: String = list
        .iter()
        .map(|(id, kind, target)| {
            let kind = format!(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
            );
            format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#)
        })
        .collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{list}</Relationships>"#
    )
}

/// A minimal .xlsx with one sheet part, and any further parts.
pub fn xlsx(sheet: &str, further: &[(&str, &[u8])]) -> Vec<u8> {
    let top = relations(&[("r1", "officeDocument", "xl/workbook.xml")]);
    let inner = relations(&[
        ("r1", "worksheet", "worksheets/sheet1.xml"),
        ("r2", "sharedStrings", "sharedStrings.xml"),
        ("r3", "styles", "styles.xml"),
    ]);
    let book =
        r#"<workbook xmlns:r="r"><sheets><sheet name="Biểu" r:id="r1"/></sheets></workbook>"#;
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", inner.as_bytes()),
    ];
    if further
        .iter()
        .all(|(name, _)| *name != "xl/worksheets/sheet1.xml")
    {
        parts.push(("xl/worksheets/sheet1.xml", sheet.as_bytes()));
    }
    parts.extend_from_slice(further);
    package(&parts)
}

/// An .ods with this inside `office:spreadsheet`.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    package(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A record of .xlsb.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = if kind < 0x80 {
        vec![kind as u8]
    } else {
        vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]
    };
    let mut length = data.len();
    while length >= 0x80 {
        bytes.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    [bytes, data.to_vec()].concat()
}

/// Numbers of 32 bits, one after the other.
pub fn words(values: &[u32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect()
}

/// A string as .xlsb writes it.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [
        words(&[units.len() as u32]),
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
    ]
    .concat()
}

/// An .xlsb with one sheet of these records, a table of strings and one date format as cell style 1, percent as 2.
pub fn xlsb(strings: &[&str], sheet: &[Vec<u8>]) -> Vec<u8> {
    let top = relations(&[("r1", "officeDocument", "xl/workbook.bin")]);
    let inner = relations(&[
        ("r1", "worksheet", "worksheets/sheet1.bin"),
        ("r2", "sharedStrings", "sharedStrings.bin"),
        ("r3", "styles", "styles.bin"),
    ]);
    let tab = [words(&[0, 1]), wide("r1"), wide("Biểu")].concat();
    let book = [
        record(0x83, &[]),
        record(0x99, &[0; 12]),
        record(0x8F, &[]),
        record(0x9C, &tab),
        record(0x90, &[]),
        record(0x9D, &[0; 26]),
    ]
    .concat();
    let table: Vec<u8> = strings
        .iter()
        .flat_map(|text| record(0x13, &[vec![0], wide(text)].concat()))
        .collect();
    let count = strings.len() as u32;
    let table = [
        record(0x9F, &words(&[count, count])),
        table,
        record(0xA0, &[]),
    ]
    .concat();
    let style = |format: u8| record(0x2F, &[&[0, 0, format, 0][..], &[0; 12]].concat());
    let styles = [
        record(0x0269, &words(&[3])),
        style(0),
        style(14),
        style(10),
        record(0x026A, &[]),
    ]
    .concat();
    let head = [record(0x81, &[]), record(0x94, &words(&[0, 5, 0, 5]))].concat();
    let part = [head, sheet.concat()].concat();
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", inner.as_bytes()),
        ("xl/worksheets/sheet1.bin", &part),
        ("xl/sharedStrings.bin", &table),
        ("xl/styles.bin", &styles),
    ])
}

/// A compound file with these streams in its root folder, each padded to whole sectors.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    let mut chains: Vec<u32> = Vec::new();
    let mut sectors: Vec<u8> = Vec::new();
    let entry = |name: &str, kind: u8, right: u32, child: u32, start: u32, size: u32| {
        let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = bytes.len() as u16 + 2;
        bytes.resize(64, 0);
        bytes.extend(length.to_le_bytes());
        bytes.extend([kind, 1]);
        bytes.extend(words(&[u32::MAX, right, child]));
        bytes.resize(116, 0);
        bytes.extend(words(&[start, size, 0]));
        bytes
    };
    let mut folder = entry("Root Entry", 5, u32::MAX, 1, END, 0);
    for (index, (name, bytes)) in streams.iter().enumerate() {
        let size = bytes.len().max(4096).next_multiple_of(512);
        let (start, count) = (chains.len() as u32, (size / 512) as u32);
        chains.extend((start + 1..start + count).chain([END]));
        sectors.extend_from_slice(bytes);
        sectors.resize(
            sectors
                .len()
                .next_multiple_of(512)
                .max((start + count) as usize * 512),
            0,
        );
        let right = if index + 1 < streams.len() {
            index as u32 + 2
        } else {
            u32::MAX
        };
        folder.extend(entry(name, 2, right, u32::MAX, start, size as u32));
    }
    folder.resize(folder.len().next_multiple_of(512), 0);
    let folder_start = chains.len() as u32;
    let count = (folder.len() / 512) as u32;
    chains.extend((folder_start + 1..folder_start + count).chain([END]));
    sectors.extend(folder);
    let chain_start = chains.len() as u32;
    // The table of chains describes its own sectors too.
    let table = (chains.len() + 8).div_ceil(128);
    chains.extend(std::iter::repeat_n(0xFFFF_FFFD, table));
    chains.resize(table * 128, u32::MAX);
    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.resize(24, 0);
    file.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    file.resize(44, 0);
    file.extend(words(&[
        table as u32,
        folder_start,
        0,
        4096,
        END,
        0,
        END,
        0,
    ]));
    file.extend(words(
        &(chain_start..chain_start + table as u32).collect::<Vec<_>>(),
    ));
    file.resize(512, 0xFF);
    file.extend(sectors);
    file.extend(words(&chains));
    file
}

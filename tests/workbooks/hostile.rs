//! Files made to break the reader: bombs, loops, bytes changed at random. None may panic, hang or fill the memory.

use izportal::foundation::workbooks::{Book, Reader, Refusal, header};
use proptest::prelude::*;

use super::bytes::{compound, ods, package, xlsx};
use super::fixture;

/// Has the portal's own program read a file, as the portal does. Whatever the file does to the child, there is an answer.
fn open(bytes: &[u8], name: &str) -> Result<Book, Refusal> {
    let reader = Reader::new(env!("CARGO_BIN_EXE_izportal").into());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let outcome = runtime.block_on(reader.read(bytes, name));
    assert_ne!(outcome, Err(Refusal::Unavailable), "{name}");
    outcome
}

/// What a caller would do with a book.
fn use_all(book: &Book) {
    for (index, tab) in book.sheets.iter().enumerate() {
        let sheet = book.sheet(index).expect("a sheet");
        assert_eq!((sheet.height(), sheet.width()), (tab.height, tab.width));
        let _ = header(sheet);
    }
}

#[test]
fn archives_that_inflate_without_end_are_refused() {
    // 240 MB of blanks, which deflate to a quarter of a megabyte.
    let blanks = vec![b' '; 240 * 1024 * 1024];
    assert_eq!(
        open(&xlsx("", &[("xl/sharedStrings.xml", &blanks)]), "a.xlsx"),
        Err(Refusal::Bomb)
    );
    let mut lying = xlsx(
        "",
        &[("xl/sharedStrings.xml", &blanks[..210 * 1024 * 1024])],
    );
    // The central directory now declares 1 KB; what counts is what really comes out.
    let size = (210u32 * 1024 * 1024).to_le_bytes();
    while let Some(place) = lying.windows(4).position(|bytes| bytes == size) {
        lying[place..place + 4].copy_from_slice(&1024u32.to_le_bytes());
    }
    assert!(matches!(
        open(&lying, "a.xlsx"),
        Err(Refusal::Bomb | Refusal::Damaged)
    ));
    let parts: Vec<String> = (0..6_000).map(|index| format!("p{index}")).collect();
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|name| (name.as_str(), &b"x"[..]))
        .collect();
    assert_eq!(open(&package(&parts), "a.xlsx"), Err(Refusal::Bomb));
}

#[test]
fn a_few_bytes_cannot_stand_for_millions_of_cells() {
    let row = |rows: u32, columns: u32| {
        format!(
            r#"<table:table table:name="x"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{columns}"/></table:table-row></table:table>"#
        )
    };
    for (rows, columns) in [(4_000_000_000, 1), (1, 4_000_000_000), (200_000, 500)] {
        assert!(
            open(&ods(&row(rows, columns)), "a.ods").is_err(),
            "{rows} by {columns}"
        );
    }
    // One long text used by every cell.
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1_000_000));
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(200);
    let book = xlsx(
        &format!("<row>{cells}</row>"),
        &[("xl/sharedStrings.xml", long.as_bytes())],
    );
    assert_eq!(open(&book, "a.xlsx"), Err(Refusal::TooManyCells));
    // Ranges merged over everything, again and again.
    let merges: String = (1..30_000)
        .map(|row| format!(r#"<mergeCell ref="B{row}:SF200000"/>"#))
        .collect();
    let corners = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="SF200000"><v>1</v></c></row>"#;
    let book = xlsx(
        &format!("{corners}</sheetData><mergeCells>{merges}</mergeCells><sheetData>"),
        &[],
    );
    assert!(open(&book, "a.xlsx").is_err());
}

#[test]
fn chains_that_bite_their_tail_end() {
    let mut looped = compound(&[("Workbook", &[0; 9000])]);
    // The last sectors are the table of chains: every one now points to sector 1.
    let table = looped.len() - 512;
    for entry in 0..20 {
        looped[table + entry * 4..table + entry * 4 + 4].copy_from_slice(&1u32.to_le_bytes());
    }
    assert!(open(&looped, "a.xls").is_err());
    // Entries of the folder that are each other's neighbours.
    let mut folder = compound(&[("Workbook", &[0; 9000]), ("Khac", &[0; 9000])]);
    let name: Vec<u8> = "Khac".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let place = folder
        .windows(name.len())
        .position(|bytes| bytes == name)
        .expect("an entry");
    folder[place + 68..place + 72].copy_from_slice(&1u32.to_le_bytes());
    assert!(open(&folder, "a.xls").is_err());
}

#[test]
fn entities_that_call_each_other_are_not_expanded() {
    let doctype =
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let sheet = format!(
        r#"{doctype}<worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>"#
    );
    let outcome = open(
        &xlsx("", &[("xl/worksheets/sheet1.xml", sheet.as_bytes())]),
        "a.xlsx",
    );
    assert_eq!(outcome, Err(Refusal::Damaged));
}

const FIXTURES: [&str; 6] = [
    "libreoffice.xlsx",
    "libreoffice.xls",
    "libreoffice.ods",
    "libreoffice.csv",
    "libreoffice-utf16.tsv",
    "locked.ods",
];

/// The parts of a package, so that bytes can be changed before they are deflated.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).expect("an entry");
            let mut part = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut part).expect("a part");
            (entry.name().expect("a name").into_owned(), part)
        })
        .collect()
}

fn change(bytes: &mut [u8], changes: &[(prop::sample::Index, u8)]) {
    for (place, value) in changes {
        if !bytes.is_empty() {
            let place = place.index(bytes.len());
            bytes[place] = *value;
        }
    }
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    let byte = prop_oneof![
        any::<u8>(),
        Just(0),
        Just(0xFF),
        Just(b'9'),
        Just(b'<'),
        Just(b'"')
    ];
    prop::collection::vec((any::<prop::sample::Index>(), byte), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn changed_bytes_never_break_the_reader(which in 0usize..6, changes in changes(), cut in prop::option::of(any::<prop::sample::Index>())) {
        let mut bytes = fixture(FIXTURES[which]);
        change(&mut bytes, &changes);
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(book) = open(&bytes, FIXTURES[which]) {
            use_all(&book);
        }
    }

    #[test]
    fn changed_parts_never_break_the_reader(xlsx: bool, part in any::<prop::sample::Index>(), changes in changes()) {
        let name = if xlsx { "libreoffice.xlsx" } else { "libreoffice.ods" };
        let mut parts = parts(&fixture(name));
        let part = part.index(parts.len());
        change(&mut parts[part].1, &changes);
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        if let Ok(book) = open(&package(&parts), name) {
            use_all(&book);
        }
    }

    #[test]
    fn changed_records_never_break_the_reader(kind in 0u16..0x0300, length in 0u16..64, place in any::<prop::sample::Index>()) {
        let mut bytes = fixture("libreoffice.xls");
        let place = 512 + place.index(bytes.len() - 516);
        bytes[place..place + 2].copy_from_slice(&kind.to_le_bytes());
        bytes[place + 2..place + 4].copy_from_slice(&length.to_le_bytes());
        if let Ok(book) = open(&bytes, "a.xls") {
            use_all(&book);
        }
    }

    #[test]
    fn random_bytes_never_break_the_reader(head in 0usize..6, bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let heads: [&[u8]; 6] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE", b"<", b"\x09\x08"];
        let _ = open(&[heads[head], &bytes].concat(), "a.xlsx");
        let _ = open(&[heads[head], &bytes].concat(), "a.csv");
    }
}

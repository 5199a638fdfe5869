//! Every kind of workbook reads to the same cells.

use izportal::foundation::i18n::Lang;
use izportal::foundation::workbooks::{
    Area, Book, Cell, CellError, Content, Kind, Locale, Note, NumberFormat, Position, Sheet,
    header, locale_of, number, read_here as open,
};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::path::Path;

use super::bytes::{record, wide, words, xlsb, xlsx};
use super::fixture;

fn at(address: &str) -> Position {
    Position::parse(address).expect("an address")
}

fn cell<'a>(sheet: &'a Sheet, address: &str) -> &'a Cell {
    sheet
        .cell(at(address))
        .unwrap_or_else(|| panic!("nothing stands at {address}"))
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn figure(text: &str) -> Content {
    Content::Number(text.to_owned())
}

fn day(text: &str) -> Content {
    let day = chrono::NaiveDate::parse_from_str(text, "%d/%m/%Y").expect("a day");
    Content::Date(day.and_hms_opt(0, 0, 0).expect("midnight"))
}

fn codes(book: &Book) -> Vec<&'static str> {
    book.notes.iter().map(Note::code).collect()
}

#[test]
fn what_libreoffice_writes_reads_alike_in_three_formats() {
    for (name, kind) in [
        ("libreoffice.xlsx", Kind::Xlsx),
        ("libreoffice.xls", Kind::Xls),
        ("libreoffice.ods", Kind::Ods),
    ] {
        let book = open(&fixture(name), name).expect(name);
        assert_eq!(book.kind, kind);
        let tabs: Vec<_> = book
            .sheets
            .iter()
            .map(|tab| (tab.name.as_str(), tab.hidden, tab.height, tab.width))
            .collect();
        assert_eq!(
            tabs,
            [("Biểu 01", false, 7, 7), ("Nháp", true, 1, 3)],
            "{name}"
        );
        let sheet = book.sheet(0).expect("a sheet");
        let table = [
            ("A1", text("BÁO CÁO KẾT QUẢ SẢN XUẤT, KINH DOANH NĂM 2022")),
            ("C3", text("Doanh thu")),
            ("C4", text("Kế hoạch")),
            ("G3", text("Ghi chú")),
            ("A5", figure("1")),
            ("B5", text("Công ty TNHH Thanh Bình\nchi nhánh 2")),
            ("C5", text("1.054,5 tr")),
            ("D5", figure("1054350000")),
            ("E5", figure("0.2641")),
            ("F5", day("31/12/2022")),
            ("D6", figure("17.25")),
            ("C7", Content::Error(CellError::Shown("#DIV/0!".to_owned()))),
            ("D7", figure("1054350017.25")),
            ("E7", figure("0.3")),
            ("F7", Content::Bool(true)),
        ];
        for (address, content) in table {
            assert_eq!(cell(sheet, address).content, content, "{name} {address}");
        }
        // Formulas have their value and say so.
        assert!(
            cell(sheet, "D7").formula && !cell(sheet, "D5").formula,
            "{name}"
        );
        let heading = Area::parse("A1:F1");
        assert_eq!(
            (cell(sheet, "A1").merged, cell(sheet, "C1").merged),
            (heading, heading),
            "{name}"
        );
        assert!(cell(sheet, "C1").is_covered() && !cell(sheet, "A1").is_covered());
        assert_eq!(sheet.seen(at("D3")), &text("Doanh thu"), "{name}");
        // Row 6 and column G.
        assert!(
            sheet.row(5).is_some_and(|row| row.hidden) && cell(sheet, "B6").hidden,
            "{name}"
        );
        assert!(
            cell(sheet, "G5").hidden && !cell(sheet, "F5").hidden,
            "{name}"
        );
        let mut notes = codes(&book);
        notes.sort_unstable();
        assert_eq!(notes, ["hidden-cells", "hidden-sheet"], "{name}");
        for note in &book.notes {
            assert!(Lang::ALL.iter().all(|lang| !note.message(*lang).is_empty()));
        }
    }
}

#[test]
fn text_files_are_tables_too() {
    for name in ["libreoffice.csv", "libreoffice-utf16.tsv"] {
        let book = open(&fixture(name), name).expect(name);
        assert_eq!((book.kind, codes(&book)), (Kind::Csv, vec![]));
        let sheet = book.sheet(0).expect("a sheet");
        assert_eq!(
            (sheet.name.as_str(), sheet.height()),
            (name.split('.').next().expect("a stem"), 7)
        );
        assert_eq!(
            cell(sheet, "B5").content,
            text("Công ty TNHH Thanh Bình\nchi nhánh 2"),
            "{name}"
        );
        assert_eq!(cell(sheet, "C5").content, text("1.054,5 tr"), "{name}");
    }
}

#[test]
fn an_xls_tells_number_formats_and_hidden_rows_as_the_xlsx_does() {
    let marks = |folder: &str, name: &str| -> Vec<(Position, Option<NumberFormat>, bool)> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reading");
        let path = path.join(folder).join(name);
        let book = open(&std::fs::read(&path).expect("a case"), name).expect("a book");
        let sheets = (0..book.sheets.len()).filter_map(|index| book.sheet(index));
        let rows = sheets.flat_map(|sheet| &sheet.rows);
        rows.flat_map(|row| &row.cells)
            .map(|cell| (cell.at, cell.format.clone(), cell.hidden))
            .collect()
    };
    for (name, formats, hidden) in [
        ("c05-format-scaled", true, false),
        ("c66-hidden-row", false, true),
    ] {
        let new = marks("", &format!("{name}.xlsx"));
        assert_eq!(marks("xls", &format!("{name}.xls")), new, "{name}");
        assert_eq!(new.iter().any(|(_, format, _)| format.is_some()), formats);
        assert_eq!(new.iter().any(|(_, _, is_hidden)| *is_hidden), hidden);
    }
}

#[test]
fn the_header_with_its_two_tiers_is_found() {
    for name in ["libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls"] {
        let book = open(&fixture(name), name).expect(name);
        let found = header(book.sheet(0).expect("a sheet"));
        let best = found.first().expect("a header");
        assert_eq!((best.first, best.last, best.body), (2, 3, 4), "{name}");
        let titles: Vec<_> = best
            .columns
            .iter()
            .map(|column| column.folded.as_str())
            .collect();
        assert_eq!(
            titles,
            [
                "stt",
                "ten doanh nghiep",
                "doanh thu / ke hoach",
                "doanh thu / thuc hien",
                "ty le",
                "ngay bao cao",
                "ghi chu"
            ]
        );
    }
}

#[test]
fn the_way_numbers_are_written_is_decided_for_the_block() {
    let book = open(&fixture("libreoffice.ods"), "bao-cao.ods").expect("a book");
    let sheet = book.sheet(0).expect("a sheet");
    let block: Vec<&Content> = ["C5", "C6"]
        .iter()
        .map(|address| &cell(sheet, address).content)
        .collect();
    let locale = locale_of(block.iter().copied());
    assert_eq!(locale, Locale::Vietnamese);
    let read = number(&cell(sheet, "C6").content, None, &locale).expect("a number");
    assert_eq!(
        (read.value.to_string().as_str(), read.ambiguous),
        ("1054", false)
    );
    let alone = locale_of([&cell(sheet, "C6").content]);
    assert!(
        number(&cell(sheet, "C6").content, None, &alone)
            .expect("a number")
            .ambiguous
    );
}

#[test]
fn a_blank_in_the_last_row_makes_no_sheet_too_large() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Doanh thu").expect("written");
    sheet.write(1_048_575, 0, " ").expect("written");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let book = open(&bytes, "a.xlsx").expect("a book");
    assert_eq!(book.sheets[0].height, 1);
}

#[test]
fn what_rust_xlsxwriter_writes_is_read() {
    let mut workbook = Workbook::new();
    let sheet = workbook
        .add_worksheet()
        .set_name("KCN Thanh Bình")
        .expect("a name");
    sheet.write(0, 0, 0.1 + 0.2).expect("written");
    sheet
        .write_with_format(1, 0, 0.26, &Format::new().set_num_format("0%"))
        .expect("written");
    sheet
        .write_with_format(
            2,
            0,
            1_054_350_000,
            &Format::new().set_num_format("#,##0,,"),
        )
        .expect("written");
    sheet
        .write_with_format(3, 0, 44_926, &Format::new().set_num_format("dd/mm/yyyy"))
        .expect("written");
    sheet
        .write(4, 0, Formula::new("=A1*2").set_result("0.6"))
        .expect("written");
    sheet.write(5, 0, "e\u{302}\u{301}").expect("written");
    sheet
        .merge_range(6, 0, 7, 1, "gộp", &Format::new())
        .expect("written");
    sheet.set_row_hidden(5).expect("hidden");
    sheet.write(0, 3, "khuất").expect("written");
    sheet.set_column_hidden(3).expect("hidden");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let book = open(&bytes, "so-lieu.xls").expect("a book");
    assert_eq!(codes(&book), ["name-differs", "hidden-cells"]);
    let sheet = book.sheet(0).expect("a sheet");
    for (address, content) in [
        ("A1", figure("0.3")),
        ("A2", figure("0.26")),
        ("A3", figure("1054350000")),
        ("A4", day("31/12/2022")),
        ("A5", figure("0.6")),
        ("A6", text("ế")),
        ("A7", text("gộp")),
    ] {
        assert_eq!(cell(sheet, address).content, content, "{address}");
    }
    assert!(cell(sheet, "A5").formula && !cell(sheet, "A1").formula);
    assert!(cell(sheet, "A6").hidden && cell(sheet, "D1").hidden && !cell(sheet, "A1").hidden);
    assert!(cell(sheet, "B8").is_covered());
}

#[test]
fn a_formula_without_a_value_is_a_fault_and_a_value_under_a_merge_is_told() {
    let merge = "</sheetData><mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells><sheetData>";
    let cells = r#"<row r="1"><c r="A1"><f>SUM(B1)</f></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>"#;
    let book = open(&xlsx(&format!("{cells}{merge}"), &[]), "a.xlsx").expect("a book");
    let sheet = book.sheet(0).expect("a sheet");
    assert_eq!(
        cell(sheet, "A1").content,
        Content::Error(CellError::NotCalculated)
    );
    assert_eq!(
        (sheet.seen(at("B2")), cell(sheet, "B2").is_covered()),
        (&figure("1"), true)
    );
    assert_eq!(codes(&book), ["covered-values", "not-calculated"]);
    assert_eq!(
        number(&cell(sheet, "A1").content, None, &Locale::Vietnamese)
            .expect_err("a fault")
            .code(),
        "not-calculated"
    );
}

#[test]
fn macros_are_told_and_not_run() {
    let bytes = xlsx("<row><c><v>1</v></c></row>", &[("xl/vbaProject.bin", b"x")]);
    let book = open(&bytes, "so-lieu.xlsm").expect("a book");
    assert_eq!(book.notes, [Note::MacrosIgnored]);
}

#[test]
fn packages_of_other_writers_are_read_too() {
    // Names with a prefix, cells without an address, inline strings in runs, formats by their code, text with line breaks.
    let sheet = r#"<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t xml:space="preserve">Doanh </x:t></x:r><x:r><x:t>thu</x:t></x:r></x:is></x:c>
        <x:c s="1"><x:v>0.26</x:v></x:c><x:c t="d"><x:v>2022-12-31T00:00:00Z</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>
        <x:row><x:c t="str"><x:f>A1</x:f><x:v>a_x000D_&#10;b</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    let styles = r#"<x:styleSheet xmlns:x="m"><x:numFmts><x:numFmt numFmtId="170" formatCode="0.0%"/></x:numFmts><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="170"/></x:cellXfs></x:styleSheet>"#;
    let further: [(&str, &[u8]); 2] = [
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ];
    let book = open(&xlsx("", &further), "khac.xlsx").expect("a book");
    let sheet = book.sheet(0).expect("a sheet");
    for (address, content) in [
        ("A1", text("Doanh thu")),
        ("B1", figure("0.26")),
        ("C1", day("31/12/2022")),
        ("D1", Content::Error(CellError::Shown("#N/A".to_owned()))),
        ("A2", text("a\nb")),
    ] {
        assert_eq!(cell(sheet, address).content, content, "{address}");
    }
}

/// All records of a binary workbook this reader knows, and what they say.
fn binary_workbook() -> Vec<u8> {
    let row = |index: u32, hidden: bool| {
        let mut data = words(&[index, 0]);
        data.extend([0, 0, 0, if hidden { 0x10 } else { 0 }, 0, 0, 0, 0, 0]);
        record(0x00, &data)
    };
    let cell = |kind: u16, column: u32, style: u32, value: &[u8]| {
        record(kind, &[words(&[column, style]), value.to_vec()].concat())
    };
    let formula = [0, 0, 2, 0, 0, 0, 0x1E, 1, 0, 0, 0, 0, 0, 0];
    let sheet = [
        record(0x0186, &[]),
        record(0x3C, &[words(&[3, 3, 0, 0]), vec![1, 0]].concat()),
        record(0x0187, &[]),
        record(0x91, &[]),
        row(0, false),
        cell(0x07, 0, 0, &words(&[1])),
        cell(0x05, 1, 0, &1054.35f64.to_le_bytes()),
        cell(0x02, 2, 0, &words(&[105_450 << 2 | 3])),
        cell(0x06, 3, 0, &wide("khuất")),
        row(1, true),
        cell(0x05, 0, 1, &44_926f64.to_le_bytes()),
        cell(0x05, 1, 2, &0.26f64.to_le_bytes()),
        cell(0x04, 2, 0, &[1]),
        cell(0x03, 3, 0, &[0x17]),
        row(2, false),
        cell(0x09, 0, 0, &[&2.5f64.to_le_bytes()[..], &formula].concat()),
        record(0x92, &[]),
        record(0xB1, &words(&[1])),
        record(0xB0, &words(&[0, 0, 0, 1])),
        record(0xB2, &[]),
    ];
    xlsb(&["Không", "Doanh thu"], &sheet)
}

#[test]
fn binary_packages_are_read() {
    let book = open(&binary_workbook(), "so-lieu.xlsb").expect("a book");
    assert_eq!(book.kind, Kind::Xlsb);
    let sheet = book.sheet(0).expect("a sheet");
    for (address, content) in [
        ("A1", text("Doanh thu")),
        ("B1", figure("1054.35")),
        ("C1", figure("1054.5")),
        ("D1", text("khuất")),
        ("A2", day("31/12/2022")),
        ("B2", figure("0.26")),
        ("C2", Content::Bool(true)),
        ("D2", Content::Error(CellError::Shown("#REF!".to_owned()))),
        ("A3", figure("2.5")),
    ] {
        assert_eq!(cell(sheet, address).content, content, "{address}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn what_is_written_is_read_back(
        cells in prop::collection::btree_map((0u32..60, 0u16..20), prop_oneof![
            (-9_999_999_999i64..9_999_999_999, 0u32..5).prop_map(|(mantissa, scale)| Ok(rust_decimal::Decimal::new(mantissa, scale))),
            "[A-Za-zÀ-ỹ .,;\"&<>]{1,12}".prop_map(Err),
        ], 1..60),
    ) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for ((row, column), value) in &cells {
            match value {
                Ok(figure) => sheet.write(*row, *column, figure.to_string().parse::<f64>().expect("a number")).expect("written"),
                Err(words) => sheet.write(*row, *column, words).expect("written"),
            };
        }
        let book = open(&workbook.save_to_buffer().expect("a workbook"), "x.xlsx").expect("a book");
        let read = book.sheet(0).expect("a sheet");
        prop_assert_eq!(read.rows.iter().map(|row| row.cells.len()).sum::<usize>(), cells.len());
        for ((row, column), value) in cells {
            let expected = match value {
                Ok(figure) => Content::Number(figure.normalize().to_string()),
                Err(words) => Content::Text(izportal::foundation::i18n::compose(&words)),
            };
            prop_assert_eq!(read.seen(Position::new(row, u32::from(column))), &expected);
        }
    }
}

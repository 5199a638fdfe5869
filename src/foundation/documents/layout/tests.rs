//! What every layout keeps to, over tables nobody would think of.

use proptest::prelude::*;

use super::*;

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[1-9][0-9]{0,2}(\\.[0-9]{3}){0,4}(,[0-9]{1,4})?",
        "-[1-9][0-9]{0,2}(\\.[0-9]{3}){0,4}",
        "(Công ty|TNHH|một|thành|viên|đầu tư|khu công nghiệp| ){0,9}",
        "[a-z]{0,60}",
        Just("–".to_owned()),
    ]
}

fn tables() -> impl Strategy<Value = Table> {
    let kind =
        prop_oneof![6 => Just(RowKind::Body), 1 => Just(RowKind::Group), 1 => Just(RowKind::Total)];
    (3..=13usize).prop_flat_map(move |columns| {
        let column = (
            "(Tổng|vốn|đăng ký|diện tích| ){0,6}",
            any::<u8>(),
            any::<bool>(),
        );
        let column = column.prop_map(|(title, width, numeric)| Column {
            title,
            width,
            numeric,
        });
        let row = (kind.clone(), proptest::collection::vec(cell(), 1..=columns));
        let row = row.prop_map(|(kind, cells)| Row {
            kind,
            cells: cells.into_iter().map(Span::text).collect(),
        });
        (
            proptest::collection::vec(column, columns),
            proptest::collection::vec(row, 0..30),
        )
            .prop_map(|(columns, rows)| Table {
                caption: "Biểu".to_owned(),
                columns,
                rows,
                notes: Vec::new(),
            })
    })
}

proptest! {
    #[test]
    fn columns_fill_the_page_and_hold_what_stands_in_them(source in tables(), form in any::<bool>()) {
        let room = if form { Room::form(source.columns.len()) } else { Room::DOCUMENT };
        let laid = table(&source, "vi", room);
        let mut shown = vec![0; source.columns.len()];
        for part in &laid.parts {
            prop_assert_eq!(part.widths.iter().sum::<u32>(), room.width);
            for row in &part.rows {
                prop_assert_eq!(row.cells.iter().map(|cell| cell.span).sum::<usize>(), part.widths.len());
                let mut at = 0;
                for cell in &row.cells {
                    let place: u32 = part.widths[at..at + cell.span].iter().sum();
                    let longest = cell.text.split(|c: char| c.is_whitespace() || c == '\u{200b}').map(|word| {
                        face(row.kind, laid.half_points).width(word)
                    });
                    prop_assert!(longest.max().unwrap_or(0) + 2 * laid.margin <= place, "{:?} in {place}", cell);
                    if cell.whole {
                        let width = face(row.kind, laid.half_points).width(&cell.text);
                        prop_assert!(width + 2 * laid.margin <= place, "{:?} in {place}", cell);
                    }
                    at += cell.span;
                }
            }
        }
        // Every column is in a part.
        for part in &laid.parts {
            for (index, column) in source.columns.iter().enumerate() {
                shown[index] += usize::from(part.heads.iter().any(|head| head.replace('\u{200b}', "") == column.title));
            }
        }
        prop_assert!(shown.iter().all(|times| *times > 0));
        let columns: usize = laid.parts.iter().map(|part| part.widths.len()).sum();
        prop_assert!(columns >= source.columns.len());
    }

    #[test]
    fn a_total_has_a_row_above_it_on_its_page_and_a_heading_one_below(source in tables()) {
        let laid = table(&source, "vi", Room::DOCUMENT);
        for rows in laid.parts.iter().map(|part| &part.rows) {
            let mut lines = 0;
            for (index, row) in rows.iter().enumerate().take(rows.len().saturating_sub(1)) {
                let wanted = row.kind == RowKind::Group || rows[index + 1].kind == RowKind::Total;
                // Chains that would be higher than a page are cut; no two of these rows are.
                lines += 1;
                prop_assert!(row.tied || !wanted || lines >= 2, "row {index}");
                prop_assert!(!(row.tied && (row.tall || rows[index + 1].tall)), "row {index} is whole");
                prop_assert_eq!(rows[index + 1].chain == 0, row.tied);
                lines = if row.tied { lines } else { 0 };
            }
            prop_assert!(rows.last().is_none_or(|row| !row.tied));
        }
    }
}

fn example(columns: &[(&str, u8, bool)], rows: &[(RowKind, &[&str])]) -> Table {
    let row = |(kind, cells): &(RowKind, &[&str])| Row {
        kind: *kind,
        cells: cells.iter().map(|text| Span::text(*text)).collect(),
    };
    Table {
        caption: "Biểu 01".to_owned(),
        columns: columns
            .iter()
            .map(|(title, width, numeric)| Column {
                title: (*title).to_owned(),
                width: *width,
                numeric: *numeric,
            })
            .collect(),
        rows: rows.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

#[test]
fn numbers_take_their_room_from_words_before_the_type_gets_smaller() {
    let columns = [
        ("STT", 4, false),
        ("Chỉ tiêu", 18, false),
        ("ĐVT", 8, false),
        ("TH năm 2021", 9, true),
        ("TH năm 2022", 9, true),
    ];
    let rows: [(RowKind, &[&str]); 1] = [(
        RowKind::Body,
        &["1", "Sản lượng", "sản phẩm", "29.400.000", "1.234.567.890"],
    )];
    let laid = table(&example(&columns, &rows), "vi", Room::DOCUMENT);
    assert_eq!((laid.half_points, laid.parts.len()), (24, 1));
    // Ten figures of 6 pt, three points of 3 pt, the margins.
    assert!(
        laid.parts[0].widths[4] >= 10 * 120 + 3 * 60 + 2 * 85,
        "{:?}",
        laid.parts[0].widths
    );
}

#[test]
fn what_no_type_can_fit_goes_on_below_with_the_names_repeated() {
    let mut columns = vec![("STT", 4, false), ("Khu công nghiệp", 16, false)];
    columns.extend([("Vốn", 8, true); 11]);
    let number = "-1.234.567.890.123,4567";
    let body: Vec<&str> = ["1", "KCN Thanh Bình"]
        .into_iter()
        .chain([number; 11])
        .collect();
    let rows: [(RowKind, &[&str]); 2] = [
        (RowKind::Group, &["I", "Trong khu kinh tế"]),
        (RowKind::Body, &body),
    ];
    let laid = table(&example(&columns, &rows), "vi", Room::DOCUMENT);
    assert!(laid.parts.len() > 1 && laid.half_points == 16);
    assert_eq!(laid.parts[1].caption, "Biểu 01 (tiếp theo)");
    assert!(
        laid.parts
            .iter()
            .all(|part| part.rows[1].cells[1].text == "KCN Thanh Bình"),
        "{laid:?}"
    );
    let numbers: usize = laid
        .parts
        .iter()
        .map(|part| {
            part.rows[1]
                .cells
                .iter()
                .filter(|cell| cell.text == number)
                .count()
        })
        .sum();
    assert_eq!(numbers, 11);
    let sizes: Vec<usize> = laid.parts.iter().map(|part| part.widths.len()).collect();
    assert!(
        sizes.iter().max().expect("a part") - sizes.iter().min().expect("a part") <= 1,
        "about as many in each: {sizes:?}"
    );
}

#[test]
fn running_numbers_stand_in_the_middle_numbers_to_the_right() {
    let columns = [("STT", 4, false), ("Chỉ tiêu", 18, false), ("TH", 9, true)];
    let rows: [(RowKind, &[&str]); 2] = [
        (RowKind::Body, &["1", "Doanh thu", "5"]),
        (RowKind::Total, &["", "Tổng", "5"]),
    ];
    let laid = table(&example(&columns, &rows), "vi", Room::DOCUMENT);
    let sides: Vec<Side> = laid.parts[0].rows[0]
        .cells
        .iter()
        .map(|cell| cell.side)
        .collect();
    assert_eq!(sides, [Side::Middle, Side::Left, Side::Right]);
    assert!(laid.parts[0].rows[0].tied);
}

/// Rows of so many lines of 12 pt, the first a heading, tied as on a page that holds so many twentieths of a point.
fn tied(lines: &[usize], page: u32) -> Vec<bool> {
    let setting = Setting {
        half_points: 24,
        margin: 85,
        room: Room::DOCUMENT,
    };
    let row = |index: usize| LaidRow {
        kind: if index == 1 {
            RowKind::Group
        } else {
            RowKind::Body
        },
        cells: Vec::new(),
        tied: false,
        chain: 1,
        tall: lines[index] > TALLEST,
    };
    let mut rows: Vec<LaidRow> = (0..lines.len()).map(row).collect();
    let heights: Vec<u32> = lines.iter().map(|lines| setting.high(*lines)).collect();
    tie(&mut rows, &heights, page, 0);
    rows.iter().map(|row| row.tied).collect()
}

/// Twelve lines and sixteen were let part once; a row may even be one that else goes on on the next page.
#[test]
fn a_heading_and_the_row_below_it_part_only_where_no_page_holds_both() {
    let page = Room::DOCUMENT.height - 409;
    for (lines, together) in [
        ([1, 12, 16], true),
        ([1, 1, 40], true),
        ([1, 10, 39], true),
        ([1, 10, 41], false),
    ] {
        assert_eq!(tied(&lines, page), [false, together, false], "{lines:?}");
    }
    // A landscape page holds less.
    let page = Room::form(5).height - 409;
    assert_eq!(tied(&[1, 12, 16], page), [false, true, false]);
    assert_eq!(tied(&[1, 12, 22], page), [false, false, false]);
}

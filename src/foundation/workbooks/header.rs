//! Where the table of a sheet begins: which rows hold the titles of its columns, guessed and scored for a person to confirm.

mod look;

use std::collections::HashMap;

use self::look::{Look, is_unit};
pub use self::look::{is_counted, is_goods_unit};
use super::cell::{Content, Position, Row, Sheet};
use crate::foundation::i18n::fold;

/// Rows from the top in which a header is looked for.
const DEPTH: u32 = 60;
/// Most rows a header is made of: titles in two or three tiers, units, numbers of columns.
const TALLEST: u32 = 5;
/// Most candidates given back.
const CANDIDATES: usize = 5;

/// One column under a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnTitle {
    /// Counted from zero.
    pub column: u32,
    /// As written, tiers joined from the top: "Doanh thu / Kế hoạch / Tỷ đồng".
    pub title: String,
    /// The tiers from the top, without those that name a unit.
    pub tiers: Vec<String>,
    /// The title in lower case without diacritics, for comparing.
    pub folded: String,
    /// What the unit row of the header says, when it has one: "Tỷ đồng".
    pub unit: Option<String>,
    /// The row of that unit, counted from zero.
    pub unit_row: Option<u32>,
}

/// A guess at the header of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCandidate {
    /// The first and the last row of the header, counted from zero.
    pub first: u32,
    pub last: u32,
    /// The first row below the header, where figures are expected.
    pub body: u32,
    pub columns: Vec<ColumnTitle>,
    /// The higher the likelier; comparable within one sheet only.
    pub score: i32,
}

/// Guesses at the header of a sheet, the likeliest first; empty when no row looks like one.
///
/// A header is a row of at least two titles, perhaps with a tier of merged titles above it, a row of units and a row of column
/// numbers below it. It scores by its titles, by the figures that follow below, and against figures and prose of its own.
pub fn header(sheet: &Sheet) -> Vec<HeaderCandidate> {
    let rows: Vec<(&Row, Look)> = sheet
        .rows
        .iter()
        .take_while(|row| row.index < DEPTH)
        .map(|row| (row, Look::of(row)))
        .collect();
    let looks: HashMap<u32, Look> = rows.iter().map(|(row, look)| (row.index, *look)).collect();
    let mut found: Vec<HeaderCandidate> = Vec::new();
    for (row, look) in &rows {
        if look.words < 2 || look.prose > look.words || is_sheet_title(row) {
            continue;
        }
        found.extend(candidate(sheet, row.index, *look, &looks));
    }
    found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score), candidate.first));
    found.truncate(CANDIDATES);
    found
}

/// The header that begins with this row, wherever in the sheet: of a second table below the first.
pub fn header_at(sheet: &Sheet, row: u32) -> Option<HeaderCandidate> {
    let rows = (row..=row + TALLEST + 2).filter_map(|row| sheet.row(row));
    let looks: HashMap<u32, Look> = rows.map(|row| (row.index, Look::of(row))).collect();
    let look = *looks.get(&row)?;
    candidate(sheet, row, look, &looks)
}

fn candidate(
    sheet: &Sheet,
    row: u32,
    look: Look,
    looks: &HashMap<u32, Look>,
) -> Option<HeaderCandidate> {
    let (last_title, last) = extent(sheet, row, looks);
    let columns = titles(sheet, row, last_title, last);
    (columns.len() >= 2).then(|| HeaderCandidate {
        first: row,
        last,
        body: last + 1,
        score: score(sheet, row, last, look, &columns, looks),
        columns,
    })
}

/// A row whose only content is one text merged over the whole width.
fn is_sheet_title(row: &Row) -> bool {
    row.cells
        .iter()
        .filter(|cell| !cell.content.is_blank())
        .count()
        == 1
}

/// The last row of titles and the last row of the whole header that begins at `first`.
fn extent(sheet: &Sheet, first: u32, looks: &HashMap<u32, Look>) -> (u32, u32) {
    let mut last_title = first;
    // Titles merged downwards, or over several columns, say how many tiers there are.
    for tier in first..first + TALLEST {
        let Some(row) = sheet.row(tier) else { break };
        if tier > last_title {
            break;
        }
        for area in row
            .cells
            .iter()
            .filter_map(|cell| cell.merged)
            .filter(|area| area.first.row == tier)
        {
            let below = looks
                .get(&(tier + 1))
                .is_some_and(|look| look.words > 0 && look.figures <= look.words / 2);
            if area.first.row != area.last.row {
                last_title = last_title.max(area.last.row.min(first + TALLEST - 1));
            } else if below && look_is_tier(looks.get(&tier)) {
                last_title = last_title.max(tier + 1);
            }
        }
    }
    if last_title == first && is_completed_below(sheet, first, looks) {
        last_title += 1;
    }
    let mut last = last_title;
    while last + 1 < first + TALLEST + 2
        && looks
            .get(&(last + 1))
            .is_some_and(|look| look.names_units() || look.numbers_columns())
    {
        last += 1;
    }
    (last_title, last)
}

/// Whether the row below holds titles for the gaps of this one: two tiers in a block or a format that tells no merged ranges.
fn is_completed_below(sheet: &Sheet, first: u32, looks: &HashMap<u32, Look>) -> bool {
    let is_titles = looks
        .get(&(first + 1))
        .is_some_and(|look| look.words > 0 && look.figures + look.prose + look.ordinals == 0);
    let (Some(above), Some(below)) = (sheet.row(first), sheet.row(first + 1)) else {
        return false;
    };
    let is_blank = |column: u32| sheet.seen(Position::new(first, column)).is_blank();
    let is_merged = above
        .cells
        .iter()
        .chain(&below.cells)
        .any(|cell| cell.merged.is_some());
    let mut titled = below
        .cells
        .iter()
        .filter(|cell| !cell.content.is_blank())
        .map(|cell| cell.at.column);
    let leftmost = above
        .cells
        .iter()
        .find(|cell| !cell.content.is_blank())
        .map(|cell| cell.at.column);
    let has_gap = titled
        .clone()
        .any(|column| is_blank(column) && leftmost.is_some_and(|leftmost| leftmost < column));
    // Under a title of its own, a text is a second tier only where the title stands over a gap as well.
    is_titles
        && !is_merged
        && has_gap
        && titled.all(|column| is_blank(column) || is_blank(column + 1))
}

fn look_is_tier(look: Option<&Look>) -> bool {
    look.is_some_and(|look| look.spans > 0 && look.words >= 2)
}

/// The titles of all columns, tiers joined.
fn titles(sheet: &Sheet, first: u32, last_title: u32, last: u32) -> Vec<ColumnTitle> {
    let written = |row: u32, column: u32| match sheet.seen(Position::new(row, column)) {
        Content::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Content::Number(text) => text.clone(),
        _ => String::new(),
    };
    // A title over a gap is that of all columns titled below the gap, merged or not.
    let text = |row: u32, column: u32| {
        let own = written(row, column);
        if !own.is_empty() || row >= last_title || written(row + 1, column).is_empty() {
            return own;
        }
        (0..column)
            .rev()
            .map(|left| written(row, left))
            .find(|title| !title.is_empty())
            .unwrap_or_default()
    };
    let width = (first..=last)
        .filter_map(|row| sheet.row(row)?.cells.last())
        .map(|cell| cell.at.column + 1)
        .max()
        .unwrap_or(0);
    let mut columns = Vec::new();
    for column in 0..width {
        let mut tiers: Vec<String> = Vec::new();
        let mut named: Vec<String> = Vec::new();
        let (mut unit, mut unit_row) = (None, None);
        for row in first..=last {
            let tier = text(row, column);
            if tier.is_empty() || tiers.last() == Some(&tier) || row > last_title && !is_unit(&tier)
            {
                continue;
            }
            if is_unit(&tier) && !is_counted(&tier) && !tiers.is_empty() {
                unit = Some(tier.trim_matches(['(', ')', ' ']).to_owned());
                unit_row = Some(row);
            } else {
                named.push(tier.clone());
            }
            tiers.push(tier);
        }
        if !tiers.is_empty() {
            let title = tiers.join(" / ");
            columns.push(ColumnTitle {
                column,
                folded: fold(&title),
                title,
                tiers: named,
                unit,
                unit_row,
            });
        }
    }
    columns
}

fn score(
    sheet: &Sheet,
    first: u32,
    last: u32,
    look: Look,
    columns: &[ColumnTitle],
    looks: &HashMap<u32, Look>,
) -> i32 {
    const KNOWN: [&str; 14] = [
        "stt",
        "tt",
        "no",
        "ten",
        "chi tieu",
        "don vi tinh",
        "dvt",
        "noi dung",
        "doanh nghiep",
        "ma so thue",
        "ghi chu",
        "indicator",
        "name",
        "unit",
    ];
    let known = columns.iter().filter(|column| {
        KNOWN
            .iter()
            .any(|word| column.folded == *word || column.folded.starts_with(&format!("{word} ")))
    });
    let mut score =
        look.words * 10 + known.count() as i32 * 15 - look.figures * 12 - look.prose * 10;
    score += i32::try_from(last - first).unwrap_or(0) * 4;
    let tiers = (first..=last).filter_map(|row| looks.get(&row));
    score += tiers
        .map(|look| {
            if look.numbers_columns() {
                25
            } else {
                i32::from(look.names_units()) * 15
            }
        })
        .sum::<i32>();
    // Titles that repeat are figures or groups rather than titles.
    let mut seen: Vec<&str> = columns
        .iter()
        .map(|column| column.folded.as_str())
        .collect();
    seen.sort_unstable();
    seen.dedup();
    score -= i32::try_from(columns.len() - seen.len()).unwrap_or(0) * 6;
    // Figures below speak for a header, words as many as above speak against it.
    let mut below = 0;
    for row in sheet.rows.iter().filter(|row| row.index > last).take(5) {
        let look = looks
            .get(&row.index)
            .copied()
            .unwrap_or_else(|| Look::of(row));
        below += look.figures.min(6) * 3;
    }
    score + below.min(60) - i32::try_from(first).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::workbooks::builder::{Budget, SheetBuilder};
    use crate::foundation::workbooks::cell::Area;

    fn sheet(rows: &[&[&str]], merges: &[&str]) -> Sheet {
        let mut budget = Budget::default();
        let mut builder = SheetBuilder::new(&mut budget, "Biểu", false);
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                let number = text.parse::<f64>().is_ok();
                let content = if number {
                    Content::Number((*text).to_owned())
                } else {
                    Content::Text((*text).to_owned())
                };
                builder
                    .push(Position::new(row, column), content, false)
                    .expect("within bounds");
            }
        }
        for area in merges {
            builder.merge(Area::parse(area).expect("an area"));
        }
        builder.finish(&mut Vec::new()).expect("within bounds")
    }

    fn best(sheet: &Sheet) -> (u32, u32, Vec<String>) {
        let found = header(sheet);
        let best = found.first().expect("a header");
        (
            best.first,
            best.last,
            best.columns
                .iter()
                .map(|column| column.title.clone())
                .collect(),
        )
    }

    #[test]
    fn one_row_of_titles_is_found_under_the_heading() {
        let sheet = sheet(
            &[
                &[
                    "ỦY BAN NHÂN DÂN TỈNH",
                    "",
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                ],
                &["BÁO CÁO TÌNH HÌNH SẢN XUẤT"],
                &[],
                &["STT", "Tên doanh nghiệp", "Doanh thu", "Xuất khẩu"],
                &["1", "Công ty A", "1054.5", "12"],
                &["2", "Công ty B", "17", "3"],
            ],
            &["A2:D2"],
        );
        assert_eq!(
            best(&sheet),
            (
                3,
                3,
                vec!["STT", "Tên doanh nghiệp", "Doanh thu", "Xuất khẩu"]
                    .into_iter()
                    .map(str::to_owned)
                    .collect()
            )
        );
    }

    #[test]
    fn tiers_units_and_column_numbers_belong_to_the_header() {
        let sheet = sheet(
            &[
                &["Biểu 2104.H.QLKKT"],
                &["STT", "Tên KCN", "Doanh thu", "", "Lao động"],
                &["", "", "Kế hoạch", "Thực hiện", ""],
                &["", "", "Tỷ đồng", "Tỷ đồng", "Người"],
                &["(A)", "(B)", "(1)", "(2)", "(3)"],
                &["1", "Thanh Bình", "1000", "1054.5", "1037"],
            ],
            &["A2:A3", "B2:B3", "C2:D2", "E2:E3"],
        );
        let found = header(&sheet);
        let best = found.first().expect("a header");
        assert_eq!((best.first, best.last, best.body), (1, 4, 5));
        let titles: Vec<_> = best
            .columns
            .iter()
            .map(|column| (column.folded.as_str(), column.unit.as_deref()))
            .collect();
        assert_eq!(
            titles,
            [
                ("stt", None),
                ("ten kcn", None),
                ("doanh thu / ke hoach / ty dong", Some("Tỷ đồng")),
                ("doanh thu / thuc hien / ty dong", Some("Tỷ đồng")),
                ("lao dong / nguoi", Some("Người")),
            ]
        );
    }

    #[test]
    fn two_tiers_are_known_without_merged_ranges_too() {
        let sheet = sheet(
            &[
                &[
                    "STT",
                    "Tên doanh nghiệp",
                    "Kết quả năm 2023",
                    "",
                    "",
                    "Ghi chú",
                ],
                &[
                    "",
                    "",
                    "Doanh thu (tỷ đồng)",
                    "Xuất khẩu (triệu USD)",
                    "Lao động",
                    "",
                ],
                &["1", "Công ty A", "1054.5", "12", "300", "tạm tính"],
            ],
            &[],
        );
        let (first, last, titles) = best(&sheet);
        assert_eq!((first, last), (0, 1));
        assert_eq!(
            titles.get(3).map(String::as_str),
            Some("Kết quả năm 2023 / Xuất khẩu (triệu USD)")
        );
        assert_eq!(titles.get(5).map(String::as_str), Some("Ghi chú"));
    }

    #[test]
    fn a_sheet_without_titles_has_no_header() {
        assert_eq!(header(&sheet(&[&["1", "2"], &["3", "4"]], &[])), []);
        assert_eq!(header(&sheet(&[&["Chỉ một dòng chữ"]], &[])), []);
        assert_eq!(header(&Sheet::default()), []);
    }
}

//! What the cells of one row look like: titles, figures, units, numbers of columns or prose.

use crate::foundation::i18n::fold;
use crate::foundation::workbooks::cell::{Content, Row};
use crate::foundation::workbooks::number::stated_unit;

/// What the cells of one row look like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Cells with letters.
    pub(super) words: i32,
    /// Cells with figures, also as text.
    pub(super) figures: i32,
    /// Cells that number the columns: "(1)", "A", "2=3/4".
    pub(super) ordinals: i32,
    /// Cells that name a unit.
    pub(super) units: i32,
    /// Texts longer than any title.
    pub(super) prose: i32,
    /// Cells under a range merged over several columns: a tier above other titles, or the title of the sheet.
    pub(super) spans: i32,
}

impl Look {
    pub(super) fn of(row: &Row) -> Self {
        let mut look = Self::default();
        for cell in &row.cells {
            if cell
                .merged
                .is_some_and(|area| area.first.column != area.last.column)
                && !cell.is_covered()
            {
                look.spans += 1;
            }
            match &cell.content {
                Content::Text(text) if !text.trim().is_empty() => look.text(text.trim()),
                Content::Number(_) | Content::Date(_) | Content::Bool(_) | Content::Error(_) => {
                    look.figures += 1
                }
                _ => {}
            }
        }
        // A row 1, 2, 3 of numbers under the titles numbers the columns.
        if look.words == 0 && counts_up(row) {
            look.ordinals += std::mem::take(&mut look.figures);
        }
        look
    }

    fn text(&mut self, text: &str) {
        if is_ordinal(text) {
            self.ordinals += 1;
        } else if is_unit(text) {
            self.units += 1;
        } else if text.chars().count() > 120 {
            self.prose += 1;
        } else if text.chars().any(char::is_alphabetic)
            && !text.starts_with(|c: char| c.is_ascii_digit())
        {
            self.words += 1;
        } else {
            self.figures += 1;
        }
    }

    /// Nothing but numbers of columns (letters for the first ones included), at least two.
    pub(super) const fn numbers_columns(self) -> bool {
        self.ordinals >= 2 && self.words == 0 && self.figures == 0
    }

    /// Nothing but units.
    pub(super) const fn names_units(self) -> bool {
        self.units > 0 && self.words == 0 && self.figures == 0
    }
}

/// "(1)", "[2]", "A", "(3)=(1)/(2)", "4=5+6".
fn is_ordinal(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut letters = plain
        .trim_start_matches(['(', '['])
        .trim_end_matches([')', ']'])
        .chars();
    if let (Some('A'..='H' | 'a'..='h'), None) = (letters.next(), letters.next()) {
        return true;
    }
    let bracketed = plain.starts_with(['(', '[']);
    let formula = plain.contains('=') && plain.chars().any(|c| c.is_ascii_digit());
    (bracketed || formula)
        && plain.chars().any(|c| c.is_ascii_digit())
        && plain
            .chars()
            .all(|c| c.is_ascii_digit() || "()[]=+-/*:x.%".contains(c))
        && plain.chars().filter(char::is_ascii_digit).count() <= 12
        && !plain.contains(',')
}

/// Numbers that rise by one from cell to cell, from 1 or 2 on, at least three.
fn counts_up(row: &Row) -> bool {
    let numbers: Vec<i64> = row
        .cells
        .iter()
        .filter_map(|cell| match &cell.content {
            Content::Number(text) => Some(text.parse().unwrap_or(-1)),
            Content::Empty => None,
            Content::Text(text) => Some(text.trim().parse().unwrap_or(-1)),
            _ => Some(-1),
        })
        .collect();
    numbers.len() >= 3
        && numbers.first().is_some_and(|first| (1..=2).contains(first))
        && numbers.is_sorted_by(|one, next| *next == one + 1)
}

/// Units of goods, folded: what a table may name beside what the portal measures.
const GOODS: [&str; 19] = [
    "m3", "m³", "km", "tan", "kg", "kwh", "mwh", "cai", "chiec", "san pham", "bo", "sp", "lit",
    "tons", "doi", "met", "m", "ca", "ho",
];

/// Whether a text is nothing but a unit of goods, perhaps in thousands: "tấn", "nghìn kWh".
pub fn is_goods_unit(text: &str) -> bool {
    let folded = fold(text);
    let plain = folded.trim_matches(|c: char| c.is_whitespace() || "()[].:".contains(c));
    let bare = ["nghin ", "ngan ", "trieu ", "1.000 ", "1000 "]
        .iter()
        .find_map(|lead| plain.strip_prefix(lead))
        .unwrap_or(plain);
    let (counted, per) = bare.split_once('/').unwrap_or((bare, "nam"));
    GOODS.contains(&counted) && (GOODS.contains(&per) || per == "nam")
}

/// Whether a text names what is counted: a unit beside a number, a title of its own over a column.
pub fn is_counted(text: &str) -> bool {
    const COUNTED: [&str; 10] = [
        "lao dong",
        "nguoi lao dong",
        "cong nhan",
        "ld",
        "nld",
        "cnld",
        "du an",
        "doanh nghiep",
        "dn",
        "cong ty",
    ];
    COUNTED.contains(&fold(text).trim())
}

/// Whether a text is nothing but a unit, perhaps in brackets or after "ĐVT:".
pub(super) fn is_unit(text: &str) -> bool {
    let folded = fold(text);
    let plain = folded.trim_matches(|c: char| c.is_whitespace() || "()[].:".contains(c));
    let plain = ["dvt", "don vi tinh", "unit"]
        .iter()
        .find_map(|lead| plain.strip_prefix(lead))
        .unwrap_or(plain);
    stated_unit(plain).is_some() || is_goods_unit(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_columns_and_units_are_known_from_titles() {
        for text in [
            "(1)",
            "[12]",
            "A",
            "(B)",
            "(3)=(1)/(2)",
            "4=5+6",
            "(5)=(4)/(3)*100%",
        ] {
            assert!(is_ordinal(text), "{text}");
        }
        for text in ["(1.054,5)", "STT", "1", "Q", "2022", "10%"] {
            assert!(!is_ordinal(text), "{text}");
        }
        for text in [
            "Tỷ đồng",
            "(triệu USD)",
            "ĐVT: ha",
            "%",
            "Người",
            "m²",
            "1.000 USD",
            "nghìn đồng",
            "tỷ",
        ] {
            assert!(is_unit(text), "{text}");
        }
        for text in [
            "Doanh thu",
            "Tỷ lệ lấp đầy",
            "1000",
            "",
            "Đơn vị tính",
            "Tổng số lao động",
        ] {
            assert!(!is_unit(text), "{text}");
        }
    }
}

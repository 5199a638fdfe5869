//! What columns that only name a time are about: the line above their table says it.

use super::column::Column;
use super::roles::{Asked, ReadColumn, Role, value};
use super::said::Fit;
use super::source::LeftKind;
use super::unit_said::{Scope, UnitSaid, split_units};
use crate::foundation::i18n::fold;
use crate::foundation::workbooks::Position;

/// Words around the subject of a table's heading that say whose and which years it is, not what; longer ones first.
const AROUND: [&str; 30] = [
    "bang tong hop",
    "bieu tong hop",
    "tong hop",
    "so lieu",
    "cua cac doanh nghiep",
    "cac doanh nghiep",
    "cua doanh nghiep",
    "tung doanh nghiep",
    "theo doanh nghiep",
    "doanh nghiep",
    "cac khu cong nghiep",
    "khu cong nghiep",
    "cac kcn",
    "kcn",
    "trong khu",
    "trong cac",
    "tren dia ban tinh",
    "tren dia ban",
    "qua cac nam",
    "cac nam",
    "giai doan",
    "hang nam",
    "theo nam",
    "tu nam",
    "den nam",
    "chuyen vao",
    "phu luc",
    "bang",
    "bieu",
    "nam",
];

/// In a table of enterprises whose columns name no indicator, a column that only names a time is of what the line above the table,
/// or the sheet's name, is about: “Doanh thu của các doanh nghiệp (tỷ đồng)” over 2023, 2024.
///
/// `lines` are those above the table, the nearest first, with their places, and the sheet's name.
pub(super) fn from_heading(
    columns: &mut [ReadColumn],
    mut lines: impl Iterator<Item = (Option<Position>, String)>,
    asked: &Asked<'_>,
) {
    let is_waiting = |one: &ReadColumn| matches!(one.role, Role::Strange(_) | Role::Mere);
    let names_any = columns
        .iter()
        .any(|one| matches!(one.role, Role::Is(Column::Value { .. }) | Role::Claimed(..)));
    if names_any || !columns.iter().any(is_waiting) {
        return;
    }
    let named = lines.find_map(|(at, line)| {
        let (rest, units) = split_units(&line, true);
        let about = asked.own.read(&[&subject(&rest)]).about?;
        Some((about, at, units))
    });
    let Some((about, at, units)) = named else {
        return;
    };
    for one in columns.iter_mut().filter(|one| is_waiting(one)) {
        let tiers: Vec<&str> = one.title.split(" / ").collect();
        let title = asked.own.read(&tiers);
        if !title.is_value() || title.said.is_silent() {
            continue;
        }
        one.role = match title.said.fit(asked.period, asked.asks_to_date()) {
            Fit::Stated(amount) | Fit::Open(amount) => value(about, amount, asked),
            Fit::Not(other) => Role::Left(LeftKind::OtherFigure, other.words(asked.lang)),
        };
        one.units.extend(units.iter().map(|unit| UnitSaid {
            scope: Scope::Above,
            text: unit.text.clone(),
            at,
        }));
    }
}

/// A heading without the words around its subject, and without years.
fn subject(line: &str) -> String {
    let mut plain = format!(" {} ", fold(line));
    plain.retain(|c| !c.is_ascii_digit());
    let mut plain = plain.replace(|c: char| !c.is_alphanumeric(), " ");
    for around in AROUND {
        plain = plain.replace(&format!(" {around} "), " ");
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn a_heading_is_about_what_is_left_of_it() {
        for (line, about) in [
            ("Doanh thu của các doanh nghiệp KCN, 2021–2023", "doanh thu"),
            ("BẢNG TỔNG HỢP NỘP NGÂN SÁCH QUA CÁC NĂM", "nop ngan sach"),
            ("Số liệu giai đoạn 2021 - 2023", ""),
            (
                "Vốn thực hiện các doanh nghiệp trên địa bàn tỉnh",
                "von thuc hien",
            ),
        ] {
            assert_eq!(subject(line), about);
        }
    }
}

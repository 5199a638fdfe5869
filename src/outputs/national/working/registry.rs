//! The registry of the working tables' columns: which a table can have, and under which titles the board has them.

use chrono::NaiveDate;

use super::super::sheet_code::SheetCode;
use super::labour::LABOUR;
use super::partners::PARTNERS;
use super::wastewater::WASTEWATER;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::{Choice, Entity, Field, Kind, Values, Words, ZonePath};

const SHEETS: &[Choice] = &[
    Choice::new("2105", "2105 – Nước thải", "2105 – Wastewater"),
    Choice::new("2106", "2106 – Lao động", "2106 – Labour"),
    Choice::new("2114", "2114 – Theo đối tác", "2114 – By country"),
];

const COUNT: usize = WASTEWATER.len() + LABOUR.len() + PARTNERS.len();

/// What a column can hold, table by table.
static MEASURES: [Choice; COUNT] = {
    let mut all = [WASTEWATER[0].choice; COUNT];
    let mut at = 0;
    while at < COUNT {
        all[at] = if at < WASTEWATER.len() {
            WASTEWATER[at].choice
        } else if at < WASTEWATER.len() + LABOUR.len() {
            LABOUR[at - WASTEWATER.len()].choice
        } else {
            PARTNERS[at - WASTEWATER.len() - LABOUR.len()].choice
        };
        at += 1;
    }
    all
};

/// Whether a table can have a column.
fn has(sheet: &str, measure: &str) -> bool {
    let own = |choice: &Choice| choice.code == measure;
    match SheetCode::from_code(sheet) {
        Some(SheetCode::Wastewater) => WASTEWATER.iter().any(|column| own(&column.choice)),
        Some(SheetCode::Labour) => LABOUR.iter().any(|column| own(&column.choice)),
        Some(SheetCode::Partners) => PARTNERS.iter().any(|column| own(&column.choice)),
        _ => false,
    }
}

fn belongs(values: &Values, _: NaiveDate) -> Vec<(&'static str, Text)> {
    let said = values.get("sheet").zip(values.get("measure"));
    if said.is_none_or(|(sheet, measure)| has(sheet, measure)) {
        return Vec::new();
    }
    vec![(
        "measure",
        Text::new(
            "Số liệu này không có ở bảng đã chọn. Xin chọn số liệu của bảng đó.",
            "The chosen table does not have this. Please choose one of its own.",
        ),
    )]
}

/// The columns of the working tables, in the board's words and order.
pub static WORKING_COLUMN: Entity = Entity {
    table: "working_columns",
    path: "working-columns",
    words: Words {
        many: Text::new("Cột của bảng nội bộ", "Columns of working tables"),
        create: Text::new("Thêm cột", "Add a column"),
        about: Text::new(
            "Bảng 2105, 2106, 2114 chưa đối chiếu được với biểu chính thức: có cột nào, theo thứ tự nào, tên gì là do Ban chọn.",
            "Tables 2105, 2106 and 2114 are not yet compared with the official sheets: which columns, in which order and under which titles is the board's choice.",
        ),
    },
    fields: &[
        Field::new("sheet", Text::new("Bảng", "Table"), Kind::Choice(SHEETS))
            .required()
            .listed()
            .filtered(),
        Field::new(
            "position",
            Text::new("Thứ tự", "Order"),
            Kind::Integer { min: 1, max: 99 },
        )
        .required()
        .listed(),
        Field::new(
            "measure",
            Text::new("Số liệu", "What stands in it"),
            Kind::Choice(&MEASURES),
        )
        .required()
        .listed(),
        Field::new(
            "title",
            Text::new("Tên cột, có đơn vị", "Title in Vietnamese, with its unit"),
            Kind::Text { max: 200 },
        )
        .required()
        .listed(),
        Field::new(
            "title_en",
            Text::new("Tên cột bằng tiếng Anh", "Title in English"),
            Kind::Text { max: 200 },
        )
        .required(),
    ],
    title: &["sheet", "title"],
    key: &["sheet", "position"],
    zone: ZonePath::Everyone,
    order: "t.sheet, t.position",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[(
        "working_columns_key",
        "position",
        Text::new(
            "Thứ tự này đã có cột khác của bảng.",
            "Another column of the table has this place.",
        ),
    )],
    check: belongs,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_belongs_to_its_table_and_every_measure_to_one() {
        assert!(has("2105", "flow") && has("2106", "income") && has("2114", "share"));
        assert!(!has("2105", "income") && !has("2101", "flow") && !has("", ""));
        for choice in &MEASURES {
            let tables = SHEETS.iter().filter(|sheet| has(sheet.code, choice.code));
            assert_eq!(tables.count(), 1, "{}", choice.code);
        }
        for sheet in SHEETS {
            let code = SheetCode::from_code(sheet.code).expect("a sheet");
            assert!(code.unconfirmed().is_some(), "{code}");
        }
    }
}

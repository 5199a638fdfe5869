//! Closing a period: softly, so that a late report needs a reason, and then hard, so that it needs an unlock that a second
//! person gives for some days. The database refuses the same (migrations/0014_returns.sql).

use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Period, Permission};
use crate::platform::registry::{Entity, Field, Kind, Values, Words, ZonePath};
use crate::standards::forms::FORM;

mod actions;
pub mod db;
mod refusals;
mod routes;

pub use db::Closing;
pub use refusals::REFUSALS;
pub use routes::routes;

/// Khóa sổ kỳ báo cáo.
pub static PERIOD_CLOSING: Entity = Entity {
    table: "period_closings",
    path: "closings",
    words: Words {
        many: Text::new("Khóa sổ kỳ báo cáo", "Period closings"),
        create: Text::new("Khóa sổ một kỳ", "Close a period"),
        about: Text::new(
            "Khóa lần đầu: gửi muộn phải ghi lý do. Khóa hẳn: muốn sửa phải xin mở khóa, người khác phê duyệt, có thời hạn.",
            "Softly: a late report needs a reason. Hard: a change needs an unlock that somebody else grants for some days.",
        ),
    },
    fields: &[
        Field::new("form_id", Text::new("Mẫu", "Form"), Kind::Reference(&FORM))
            .required()
            .listed()
            .filtered(),
        Field::new("period", Text::new("Kỳ", "Period"), Kind::Text { max: 8 })
            .required()
            .listed()
            .hint(Text::new(
                "2022, 2022-H1, 2022-9M, 2022-Q3 hoặc 2022-07.",
                "2022, 2022-H1, 2022-9M, 2022-Q3 or 2022-07.",
            )),
        Field::new(
            "soft_on",
            Text::new("Khóa lần đầu từ ngày", "Softly closed from"),
            Kind::Date,
        )
        .required()
        .listed(),
        Field::new(
            "hard_on",
            Text::new("Khóa hẳn từ ngày", "Hard closed from"),
            Kind::Date,
        )
        .listed(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 1000 },
        ),
    ],
    title: &["period"],
    key: &["form_id", "period"],
    zone: ZonePath::Everyone,
    order: "t.period desc, t.form_id",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::DecideFilings,
    constraints: &[
        (
            "period_closings_key",
            "period",
            Text::new(
                "Kỳ này đã có dòng khóa sổ.",
                "This period has a closing already.",
            ),
        ),
        (
            "period_closings_order",
            "hard_on",
            Text::new(
                "Khóa hẳn không thể trước khóa lần đầu.",
                "The hard closing cannot come before the soft one.",
            ),
        ),
    ],
    check: |values, _| a_period(values),
};

fn a_period(values: &Values) -> Vec<(&'static str, Text)> {
    match values.get("period").map(str::parse::<Period>) {
        Some(Ok(_)) => Vec::new(),
        _ => vec![(
            "period",
            Text::new(
                "Xin nhập kỳ như 2022, 2022-H1, 2022-Q3, 2022-07.",
                "Please enter a period such as 2022, 2022-H1, 2022-Q3, 2022-07.",
            ),
        )],
    }
}

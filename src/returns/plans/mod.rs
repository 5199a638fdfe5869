//! Plans of a year, several by name, and their targets: what results are compared with.

mod actions;
pub mod db;
mod merged;
mod refusals;
mod routes;
mod typed;
mod view;

pub use merged::against;
pub use refusals::REFUSALS;
pub use routes::{routes, targets_panel};
pub use typed::{Typed, TypedCell, typed};

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::{Choice, Entity, Field, Kind, Words, ZonePath, no_check};
use crate::registers::board::BOARD;

const TIERS: &[Choice] = &[
    Choice::new("assigned", "Chỉ tiêu giao", "Assigned"),
    Choice::new("stretch", "Phấn đấu", "Stretch"),
];

/// Kế hoạch. An adjusted plan is a new edition; the old one stays readable.
pub static PLAN: Entity = Entity {
    table: "plans",
    path: "plan",
    words: Words {
        many: Text::new("Các bản kế hoạch", "Plans"),
        create: Text::new("Thêm bản kế hoạch", "Add a plan"),
        about: Text::new(
            "Một năm có thể có nhiều kế hoạch; “% kế hoạch” luôn nói rõ theo bản nào.",
            "A year may have several plans; a percentage always says which.",
        ),
    },
    fields: &[
        Field::new("year", Text::new("Năm", "Year"), Kind::Integer { min: 1990, max: 2100 }).required().listed(),
        Field::new("name", Text::new("Tên kế hoạch", "Name"), Kind::Text { max: 200 }).required().listed(),
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 20 }).required(),
        Field::new("edition", Text::new("Lần ban hành", "Edition"), Kind::Integer { min: 1, max: 99 }).required().listed().hint(
            Text::new(
                "1 là giao đầu năm; điều chỉnh thì thêm bản mới với lần 2, 3…",
                "1 is as first given; an adjustment is a new plan with edition 2, 3…",
            ),
        ),
        Field::new("assigned_by", Text::new("Cơ quan giao", "Assigned by"), Kind::Text { max: 200 }).required().listed(),
        Field::new("board_id", Text::new("Giao cho", "Given to"), Kind::Reference(&BOARD)).listed().hint(Text::new(
            "Để trống: Ban của cổng này vào cuối năm. Sau sáp nhập, kế hoạch của từng Ban cũ được cộng khi xem theo cơ cấu hôm nay.",
            "Empty: this portal's board at the end of the year. After a merger the plans of the old boards add up on today's structure.",
        )),
        Field::new("tier", Text::new("Mức", "Tier"), Kind::Choice(TIERS)).required().listed(),
        Field::new("decision_no", Text::new("Số quyết định", "Decision no."), Kind::Text { max: 100 }).listed(),
        Field::new("decision_on", Text::new("Ngày quyết định", "Decision date"), Kind::Date),
        Field::new("is_baseline", Text::new("Là mốc so sánh chính của năm", "The year's main baseline"), Kind::Bool).listed(),
        Field::new("note", Text::new("Ghi chú", "Note"), Kind::LongText { max: 2000 }),
    ],
    title: &["name"],
    key: &["year", "code", "edition"],
    zone: ZonePath::Everyone,
    order: "t.year desc, t.code, t.edition desc",
    only: None,
    read: Permission::ReadPlans,
    write: Permission::WritePlans,
    constraints: &[
        (
            "plans_code_key",
            "code",
            Text::new("Năm này đã có kế hoạch cùng mã và lần ban hành.", "That year has a plan of this code and edition."),
        ),
        (
            "plans_one_baseline",
            "is_baseline",
            Text::new("Năm này Ban đã có một kế hoạch làm mốc so sánh chính.", "The board has a main baseline for that year already."),
        ),
    ],
    check: no_check,
};

//! The decisions a zone stands on.

use super::{AREA, ZONE};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::{Choice, Entity, Field, Kind, Words, ZonePath, no_check};

/// What a decision does, in the order of a zone's life. Sheet 2102 groups by it.
pub const DECISION_KINDS: &[Choice] = &[
    Choice::new("planned", "Đưa vào quy hoạch", "Taken into the plan"),
    Choice::new("established", "Thành lập mới", "Established").tone("ok"),
    Choice::new("expanded", "Điều chỉnh tăng diện tích", "Enlarged").tone("info"),
    Choice::new("reduced", "Điều chỉnh giảm diện tích", "Made smaller").tone("warn"),
    Choice::new("revoked", "Thu hồi toàn bộ", "Revoked").tone("bad"),
];

/// Quyết định về một khu. Biểu 2102, 2107.
pub static DECISION: Entity = Entity {
    table: "zone_decisions",
    path: "zone-decisions",
    words: Words {
        many: Text::new("Quyết định về khu công nghiệp", "Decisions on zones"),
        create: Text::new("Thêm quyết định", "Add a decision"),
        about: Text::new(
            "Quy hoạch, thành lập, điều chỉnh diện tích, thu hồi: căn cứ của Biểu 2102 và 2107 tại mọi thời điểm.",
            "Planned, established, resized, revoked: what sheets 2102 and 2107 follow from, on any day.",
        ),
    },
    fields: &[
        Field::new("decided_on", Text::new("Ngày quyết định", "Decided on"), Kind::Date).required().listed(),
        Field::new("zone_id", Text::new("Khu công nghiệp", "Zone"), Kind::Reference(&ZONE)).required().listed().filtered(),
        Field::new("kind", Text::new("Nội dung", "What it does"), Kind::Choice(DECISION_KINDS)).required().listed().filtered(),
        Field::new("decision_no", Text::new("Số văn bản", "Document no."), Kind::Text { max: 100 }).listed(),
        Field::new("area_m2", Text::new("Diện tích", "Area"), AREA).listed().hint(Text::new(
            "Tăng, giảm: ghi phần tăng, phần giảm, số dương. Thu hồi toàn bộ: để trống. Chưa biết thì để trống.",
            "Enlarged or made smaller: by how much, positive. Revoked: empty. Empty while unknown.",
        )),
        Field::new("leasable_m2", Text::new("Trong đó đất công nghiệp, dịch vụ", "Of it, industrial and service land"), AREA),
        Field::new(
            "term_years",
            Text::new("Thời hạn cho thuê đất (năm)", "Term of land leases (years)"),
            Kind::Integer { min: 1, max: 99 },
        ),
        Field::new("note", Text::new("Ghi chú", "Note"), Kind::LongText { max: 2000 }),
    ],
    title: &["kind", "decided_on"],
    key: &["zone_id", "decided_on", "kind"],
    zone: ZonePath::Column,
    order: "t.decided_on desc, t.zone_id, t.kind",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("zone_decisions_key", "kind", Text::new("Khu đã có quyết định này trong ngày đó.", "This decision is there already.")),
        ("zone_decisions_once", "kind", Text::new("Khu chỉ được thành lập, thu hồi một lần.", "It can be only once.")),
        (
            "zone_decisions_order",
            "decided_on",
            Text::new(
                "Điều chỉnh và thu hồi phải sau ngày thành lập; sau khi thu hồi không còn quyết định nào.",
                "Changes come after the establishment, and nothing after the revocation.",
            ),
        ),
        (
            "zone_decisions_more_than_there_is",
            "area_m2",
            Text::new("Giảm nhiều hơn diện tích đang có.", "More than the area there is."),
        ),
        ("zone_decisions_area_positive", "area_m2", Text::new("Xin ghi số dương.", "A positive number, please.")),
        ("zone_decisions_leasable_positive", "leasable_m2", Text::new("Xin ghi số dương.", "A positive number, please.")),
        ("zone_decisions_leasable_in_area", "leasable_m2", Text::new("Lớn hơn diện tích.", "More than the area.")),
        (
            "zone_decisions_revoked_whole",
            "area_m2",
            Text::new("Thu hồi toàn bộ thì không ghi diện tích.", "A zone is revoked as a whole: leave the area empty."),
        ),
    ],
    check: no_check,
};

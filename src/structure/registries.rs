//! The registries of structure: units, what they became, where zones belong.

use crate::board::BOARD;
use crate::i18n::Text;
use crate::kernel::Permission;
use crate::registry::actions::TAKEN;
use crate::registry::{Choice, Entity, Field, Kind, Words, ZonePath, no_check};
use crate::zones::ZONE;

const LEVELS: &[Choice] = &[
    Choice::new("province", "Tỉnh, thành phố", "Province"),
    Choice::new("district", "Huyện (đến 30/6/2025)", "District (until 30 June 2025)"),
    Choice::new("commune", "Xã, phường, đặc khu", "Commune, ward"),
];

const BEFORE_FIRST: Text = Text::new("Trước ngày bắt đầu.", "Before the first day.");

/// Đơn vị hành chính. All 63 provinces of before and the 34 from 1 July 2025 come with the portal (NQ 202/2025/QH15).
pub static UNIT: Entity = Entity {
    table: "administrative_units",
    path: "units",
    words: Words {
        many: Text::new("Đơn vị hành chính", "Administrative units"),
        create: Text::new("Thêm đơn vị hành chính", "Add a unit"),
        about: Text::new(
            "63 tỉnh, thành phố đến 30/6/2025 và 34 từ 01/7/2025, khi không còn cấp huyện; xã, phường của Thái Nguyên. Mã theo Cục Thống kê.",
            "63 provinces until 30 June 2025 and 34 since, without districts; the communes of Thái Nguyên. Codes of the statistics office.",
        ),
    },
    fields: &[
        Field::new("level", Text::new("Cấp", "Level"), Kind::Choice(LEVELS)).required().listed().filtered(),
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 5 }).required().listed(),
        Field::new("name", Text::new("Tên", "Name"), Kind::Text { max: 100 }).required().listed(),
        Field::new("parent_id", Text::new("Thuộc", "Within"), Kind::Reference(&UNIT)).listed(),
        Field::new("valid_from", Text::new("Từ ngày", "From"), Kind::Date).required().listed(),
        Field::new("valid_until", Text::new("Đến hết ngày", "Last day"), Kind::Date)
            .listed()
            .hint(Text::new("Để trống: đang còn.", "Empty: it still exists.")),
        Field::new("source", Text::new("Căn cứ", "Legal basis"), Kind::Text { max: 300 }),
    ],
    title: &["label"],
    key: &["level", "code", "valid_from"],
    zone: ZonePath::Everyone,
    order: "t.level desc, t.code, t.valid_from",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        ("administrative_units_key", "code", TAKEN),
        ("administrative_units_code_shape", "code", Text::new("Mã gồm 2 đến 5 chữ số.", "A code has 2 to 5 digits.")),
        ("administrative_units_days", "valid_until", BEFORE_FIRST),
    ],
    check: no_check,
};

/// Một đơn vị trở thành (một phần của) đơn vị khác.
pub static SUCCESSION: Entity = Entity {
    table: "unit_successions",
    path: "unit-successions",
    words: Words {
        many: Text::new("Sáp nhập, đổi tên đơn vị hành chính", "What units became"),
        create: Text::new("Thêm sáp nhập, đổi tên", "Add a succession"),
        about: Text::new(
            "Đơn vị cũ nhập vào hoặc đổi thành đơn vị nào. Chia cho nhiều đơn vị thì mỗi đơn vị một dòng.",
            "Which unit an old one became or was merged into; a line for each where it was divided.",
        ),
    },
    fields: &[
        Field::new("predecessor_id", Text::new("Đơn vị cũ", "Old unit"), Kind::Reference(&UNIT)).required().listed(),
        Field::new("successor_id", Text::new("Đơn vị mới", "New unit"), Kind::Reference(&UNIT)).required().listed(),
        Field::new("source", Text::new("Căn cứ", "Legal basis"), Kind::Text { max: 300 }).required().listed(),
    ],
    title: &["source"],
    key: &["predecessor_id", "successor_id"],
    zone: ZonePath::Everyone,
    order: "t.successor_id, t.predecessor_id",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        ("unit_successions_key", "successor_id", TAKEN),
        ("unit_successions_of_another", "successor_id", WRONG_ORDER),
        ("unit_successions_order", "successor_id", WRONG_ORDER),
    ],
    check: no_check,
};

const WRONG_ORDER: Text = Text::new(
    "Đơn vị mới phải cùng cấp và bắt đầu sau ngày cuối của đơn vị cũ.",
    "The new unit must be of the same level and begin after the last day of the old one.",
);

/// Một khu thuộc Ban nào, ở tỉnh nào, từ ngày nào.
pub static PLACEMENT: Entity = Entity {
    table: "zone_placements",
    path: "zone-placements",
    words: Words {
        many: Text::new("Khu thuộc Ban và địa bàn nào, từ khi nào", "Where zones belong, since when"),
        create: Text::new("Chuyển khu sang Ban, địa bàn khác", "Move a zone"),
        about: Text::new(
            "Mỗi dòng là một lần khu thuộc Ban, tỉnh, xã từ một ngày. Khu không có dòng nào thì luôn thuộc Ban của cổng này. Chuyển khu: thêm dòng mới, không sửa dòng cũ.",
            "Each row places a zone from a day on. A zone without rows always is this portal's board's. To move a zone add a row; leave the old ones.",
        ),
    },
    fields: &[
        Field::new("zone_id", Text::new("Khu công nghiệp", "Zone"), Kind::Reference(&ZONE)).required().listed().filtered(),
        Field::new("valid_from", Text::new("Từ ngày", "From"), Kind::Date).listed().hint(Text::new(
            "Để trống: từ đầu. Trước dòng đầu tiên có ngày, khu không thuộc Ban nào mà cổng này biết.",
            "Empty: from the beginning. Before a first row with a day the zone is nobody's the portal knows.",
        )),
        Field::new("board_id", Text::new("Ban quản lý", "Board"), Kind::Reference(&BOARD)).required().listed().filtered(),
        Field::new("province_id", Text::new("Tỉnh, thành phố", "Province"), Kind::Reference(&UNIT)).required().listed(),
        Field::new("commune_id", Text::new("Xã, phường", "Commune"), Kind::Reference(&UNIT)).listed(),
        Field::new(
            "location",
            Text::new("Địa chỉ theo địa giới lúc đó", "Address in the units of the time"),
            Kind::Text { max: 300 },
        )
        .required(),
        Field::new("decision_no", Text::new("Số văn bản", "Document no."), Kind::Text { max: 100 })
            .listed()
            .group(Text::new("Căn cứ", "Basis")),
        Field::new("decision_on", Text::new("Ngày văn bản", "Document date"), Kind::Date),
        Field::new("note", Text::new("Ghi chú", "Note"), Kind::LongText { max: 2000 }),
    ],
    title: &["location"],
    key: &["zone_id", "valid_from"],
    zone: ZonePath::Column,
    order: "t.zone_id, t.valid_from desc nulls last",
    only: None,
    read: Permission::ReadRegistries,
    // A zone in another board's hands leaves the totals: not everyday work.
    write: Permission::ManageBoard,
    constraints: &[
        (
            "zone_placements_key",
            "valid_from",
            Text::new("Khu đã có dòng từ ngày này.", "The zone has a row from that day already."),
        ),
        (
            "zone_placements_province_of_day",
            "province_id",
            Text::new(
                "Ngày đó không có tỉnh này; chọn tỉnh theo địa giới của ngày đó.",
                "There was no such province on that day.",
            ),
        ),
        (
            "zone_placements_commune_of_day",
            "commune_id",
            Text::new("Ngày đó tỉnh đã chọn không có xã, phường này.", "The province had no such commune on that day."),
        ),
        (
            "zone_placements_board_of_day",
            "board_id",
            Text::new("Ngày đó chưa có hoặc không còn Ban này.", "There was no such board on that day."),
        ),
    ],
    check: no_check,
};

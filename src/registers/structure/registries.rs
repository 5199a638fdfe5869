//! The registries of structure: units, what they became, where zones belong.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Constraint, Entity, Field, Kind, Only, Words, ZonePath, no_check};
use crate::registers::board::BOARD;
use crate::registers::zones::ZONE;

const BEFORE_FIRST: Text = Text::new("Trước ngày bắt đầu.", "Before the first day.");
const NAME: Field = Field::new("name", Text::new("Tên", "Name"), Kind::Text { max: 100 })
    .required()
    .listed();
const CODE: Field = Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 5 })
    .required()
    .listed()
    .hint(Text::new(
        "Mã của Cục Thống kê.",
        "Of the statistics office.",
    ));
const PARENT: Field = Field::new(
    "parent_id",
    Text::new("Thuộc tỉnh", "Within province"),
    Kind::Reference(&PROVINCE),
)
.required()
.listed()
.filtered();
const FROM: Field = Field::new("valid_from", Text::new("Từ ngày", "From"), Kind::Date)
    .required()
    .listed();
const UNTIL: Field = Field::new(
    "valid_until",
    Text::new("Đến hết ngày", "Last day"),
    Kind::Date,
)
.listed()
.hint(Text::new("Để trống: đang còn.", "Empty: it still exists."));
const SOURCE: Field = Field::new(
    "source",
    Text::new("Căn cứ", "Legal basis"),
    Kind::Text { max: 300 },
);

const UNIT_CONSTRAINTS: &[Constraint] = &[
    ("administrative_units_key", "code", TAKEN),
    (
        "administrative_units_code_shape",
        "code",
        Text::new(
            "Mã tỉnh 2, huyện 3, xã 5 chữ số.",
            "2 digits for a province, 3 for a district, 5 for a commune.",
        ),
    ),
    ("administrative_units_days", "valid_until", BEFORE_FIRST),
];

/// The registry of one level of units; all levels are one table.
const fn level(
    path: &'static str,
    words: Words,
    fields: &'static [Field],
    value: &'static str,
) -> Entity {
    Entity {
        table: "administrative_units",
        path,
        words,
        fields,
        title: &["label"],
        key: &["code", "valid_from"],
        zone: ZonePath::Everyone,
        order: "t.code, t.valid_from",
        only: Some(Only {
            column: "level",
            value,
            also: &[],
        }),
        read: Permission::ReadRegistries,
        write: Permission::ManageCatalogue,
        constraints: UNIT_CONSTRAINTS,
        check: no_check,
    }
}

/// Tỉnh, thành phố: all 63 of before and the 34 from 1 July 2025 come with the portal (NQ 202/2025/QH15).
pub static PROVINCE: Entity = level(
    "provinces",
    Words {
        many: Text::new("Tỉnh, thành phố", "Provinces"),
        create: Text::new("Thêm tỉnh, thành phố", "Add a province"),
        about: Text::new(
            "63 tỉnh, thành phố đến 30/6/2025 và 34 từ 01/7/2025. Mã tỉnh được dùng lại nên đi cùng ngày bắt đầu.",
            "63 provinces until 30 June 2025 and 34 since. Codes are used again, so they go with a first day.",
        ),
    },
    &[CODE, NAME, FROM, UNTIL, SOURCE],
    "province",
);

/// Huyện, until the level was given up on 1 July 2025 (NQ 203/2025/QH15).
pub static DISTRICT: Entity = level(
    "districts",
    Words {
        many: Text::new("Huyện (đến 30/6/2025)", "Districts (until 30 June 2025)"),
        create: Text::new("Thêm huyện", "Add a district"),
        about: Text::new(
            "Để đọc địa chỉ cũ; từ 01/7/2025 không còn cấp huyện.",
            "For old addresses; there are none since 1 July 2025.",
        ),
    },
    &[CODE, NAME, PARENT, FROM, UNTIL, SOURCE],
    "district",
);

/// Xã, phường, đặc khu.
pub static COMMUNE: Entity = level(
    "communes",
    Words {
        many: Text::new("Xã, phường", "Communes and wards"),
        create: Text::new("Thêm xã, phường", "Add a commune"),
        about: Text::new(
            "92 xã, phường của Thái Nguyên từ 01/7/2025 có sẵn; tỉnh khác thì thêm tại đây hoặc nạp bằng bộ dữ liệu.",
            "The 92 of Thái Nguyên since 1 July 2025 are here; others are added, or read from a bundle.",
        ),
    },
    &[CODE, NAME, PARENT, FROM, UNTIL, SOURCE],
    "commune",
);

/// Một tỉnh trở thành (một phần của) tỉnh khác.
pub static SUCCESSION: Entity = Entity {
    table: "unit_successions",
    path: "unit-successions",
    words: Words {
        many: Text::new("Sáp nhập, đổi tên tỉnh", "What provinces became"),
        create: Text::new("Thêm sáp nhập, đổi tên", "Add a succession"),
        about: Text::new(
            "Tỉnh cũ nhập vào hoặc đổi thành tỉnh nào. Chia cho nhiều tỉnh thì mỗi tỉnh một dòng.",
            "Which province an old one became or was merged into; a line for each where it was divided.",
        ),
    },
    fields: &[
        Field::new(
            "predecessor_id",
            Text::new("Tỉnh cũ", "Old province"),
            Kind::Reference(&PROVINCE),
        )
        .required()
        .listed(),
        Field::new(
            "successor_id",
            Text::new("Tỉnh mới", "New province"),
            Kind::Reference(&PROVINCE),
        )
        .required()
        .listed(),
        Field::new(
            "source",
            Text::new("Căn cứ", "Legal basis"),
            Kind::Text { max: 300 },
        )
        .required()
        .listed(),
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
    "Tỉnh mới phải bắt đầu sau ngày cuối của tỉnh cũ.",
    "The new province must begin after the last day of the old one.",
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
        Field::new("board_id", Text::new("Ban quản lý", "Board"), Kind::Reference(&BOARD)).required().listed().filtered(),
        Field::new("valid_from", Text::new("Từ ngày", "From"), Kind::Date).listed().hint(Text::new(
            "Để trống: từ đầu. Trước dòng đầu tiên có ngày, khu không thuộc Ban nào mà cổng này biết.",
            "Empty: from the beginning. Before a first row with a day the zone is nobody's the portal knows.",
        )),
        Field::new("province_id", Text::new("Tỉnh, thành phố", "Province"), Kind::Reference(&PROVINCE)).required().listed(),
        Field::new("commune_id", Text::new("Xã, phường", "Commune"), Kind::Reference(&COMMUNE)).listed(),
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

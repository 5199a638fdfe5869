//! Cases of recovering land, with their parcels and steps, as registries. A case that opens puts its parcels under recovery, its
//! successful end recovers them (migrations/0011_leases.sql).

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::{STILL_TO_COME, TAKEN};
use crate::platform::registry::{Choice, Entity, Field, Kind, Words, ZonePath, no_check};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::parcels::PARCEL;
use crate::registers::zones::ZONE;

/// Luật Đất đai 31/2024/QH15 Điều 81: land recovered because the law on land was broken.
const BASES: &[Choice] = &[
    Choice::new(
        "81.1",
        "Khoản 1: sử dụng sai mục đích, đã bị xử phạt mà tiếp tục",
        "81.1: used for another purpose, again after a fine",
    ),
    Choice::new(
        "81.2",
        "Khoản 2: hủy hoại đất, đã bị xử phạt mà tiếp tục",
        "81.2: land destroyed, again after a fine",
    ),
    Choice::new(
        "81.3",
        "Khoản 3: giao, cho thuê không đúng đối tượng, thẩm quyền",
        "81.3: allocated or let to the wrong party or without authority",
    ),
    Choice::new(
        "81.4",
        "Khoản 4: chuyển nhượng, tặng cho đất không được phép",
        "81.4: passed on though that is not allowed",
    ),
    Choice::new(
        "81.5",
        "Khoản 5: đất được giao quản lý để bị lấn, chiếm",
        "81.5: land in trust left to encroachment",
    ),
    Choice::new(
        "81.6",
        "Khoản 6: không thực hiện nghĩa vụ với Nhà nước",
        "81.6: obligations to the State not met",
    ),
    Choice::new(
        "81.7",
        "Khoản 7: đất trồng trọt, lâm nghiệp không được sử dụng liên tục",
        "81.7: farm or forest land left unused",
    ),
    Choice::new(
        "81.8",
        "Khoản 8: 12 tháng không sử dụng, hoặc chậm tiến độ 24 tháng",
        "81.8: unused for 12 months, or 24 months behind schedule",
    ),
    Choice::new(
        "other",
        "Căn cứ khác (ghi ở lý do)",
        "Another basis (see the reason)",
    ),
];

const OUTCOMES: &[Choice] = &[
    Choice::new("open", "Đang thực hiện", "Under way").tone("warn"),
    Choice::new("recovered", "Đã thu hồi", "Recovered").tone("ok"),
    Choice::new("dropped", "Dừng thu hồi", "Dropped"),
];

/// Hồ sơ thu hồi đất.
pub static RECOVERY: Entity = Entity {
    table: "recoveries",
    path: "recoveries",
    words: Words {
        many: Text::new("Hồ sơ thu hồi đất", "Land recovery cases"),
        create: Text::new("Mở hồ sơ thu hồi đất", "Open a recovery case"),
        about: Text::new(
            "Ghi hồ sơ rồi ghi các lô: lô thành đang thu hồi từ ngày mở hồ sơ; kết quả “Đã thu hồi” đưa lô ra khỏi doanh nghiệp.",
            "Record the case, then its parcels: they are under recovery as of the day it opened; the outcome “Recovered” frees them.",
        ),
    },
    fields: &[
        Field::new(
            "code",
            Text::new("Mã hồ sơ", "Code"),
            Kind::Text { max: 40 },
        )
        .required()
        .listed(),
        Field::new(
            "zone_id",
            Text::new("Khu công nghiệp", "Zone"),
            Kind::Reference(&ZONE),
        )
        .required()
        .filtered(),
        Field::new(
            "enterprise_id",
            Text::new("Doanh nghiệp", "Enterprise"),
            Kind::Reference(&ENTERPRISE),
        )
        .required()
        .listed(),
        Field::new(
            "opened_on",
            Text::new("Ngày mở hồ sơ", "Opened on"),
            Kind::Date,
        )
        .required()
        .listed(),
        Field::new(
            "basis",
            Text::new(
                "Căn cứ (Luật Đất đai 31/2024/QH15, Điều 81)",
                "Basis (Land Law 31/2024/QH15, Article 81)",
            ),
            Kind::Choice(BASES),
        )
        .required()
        .filtered(),
        Field::new(
            "reason",
            Text::new("Lý do", "Reason"),
            Kind::LongText { max: 2000 },
        )
        .required()
        .listed(),
        Field::new(
            "outcome",
            Text::new("Kết quả", "Outcome"),
            Kind::Choice(OUTCOMES),
        )
        .required()
        .listed()
        .filtered()
        .group(Text::new("Kết quả", "Outcome")),
        Field::new(
            "closed_on",
            Text::new("Ngày kết thúc", "Ended on"),
            Kind::Date,
        )
        .listed(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["code"],
    key: &["code"],
    zone: ZonePath::Column,
    order: "t.opened_on desc, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("recoveries_key", "code", TAKEN),
        (
            "recoveries_closed",
            "closed_on",
            Text::new(
                "Hồ sơ đã có kết quả thì ghi ngày kết thúc; đang thực hiện thì để trống.",
                "A case with an outcome has a day it ended; one under way has none.",
            ),
        ),
        (
            "recoveries_closed_later",
            "closed_on",
            Text::new(
                "Phải từ ngày mở hồ sơ trở đi.",
                "Must not be before it was opened.",
            ),
        ),
        (
            "recoveries_ended",
            "outcome",
            Text::new(
                "Hồ sơ đã kết thúc thì không mở lại; xin mở hồ sơ mới.",
                "A case that has ended does not open again; open a new one.",
            ),
        ),
        (
            "parcel_life",
            "closed_on",
            Text::new(
                "Không khớp quá trình của một lô trong hồ sơ: xin xem trang lô đất.",
                "It does not fit the life of one of the parcels: see the parcel's page.",
            ),
        ),
    ],
    check: no_check,
};

/// Lô đất của một hồ sơ thu hồi.
pub static RECOVERY_PARCEL: Entity = Entity {
    table: "recovery_parcels",
    path: "recovery-parcels",
    words: Words {
        many: Text::new("Lô đất thu hồi", "Parcels under recovery"),
        create: Text::new("Thêm lô đất thu hồi", "Add a parcel to recover"),
        about: Text::new(
            "Các lô của từng hồ sơ thu hồi.",
            "The parcels of each case.",
        ),
    },
    fields: &[
        Field::new(
            "parcel_id",
            Text::new("Lô đất", "Parcel"),
            Kind::Reference(&PARCEL),
        )
        .required()
        .listed(),
        Field::new(
            "recovery_id",
            Text::new("Hồ sơ thu hồi", "Case"),
            Kind::Reference(&RECOVERY),
        )
        .required()
        .listed()
        .filtered(),
    ],
    title: &["label"],
    key: &["recovery_id", "parcel_id"],
    zone: ZonePath::Through("recovery_id", &RECOVERY),
    order: "t.recovery_id, t.label",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "recovery_parcels_key",
            "parcel_id",
            Text::new("Hồ sơ đã có lô này.", "The case has this parcel already."),
        ),
        (
            "land_of_one_zone",
            "parcel_id",
            Text::new(
                "Lô này ở khu công nghiệp khác.",
                "This parcel is in another zone.",
            ),
        ),
        (
            "recovery_parcels_let",
            "parcel_id",
            Text::new(
                "Lô này không do doanh nghiệp của hồ sơ thuê.",
                "This parcel is not let to the enterprise of the case.",
            ),
        ),
        (
            "parcel_life",
            "parcel_id",
            Text::new(
                "Ngày mở hồ sơ không khớp quá trình của lô đất: xin xem trang lô đất.",
                "The case opened on a day that does not fit the parcel's life: see the parcel's page.",
            ),
        ),
    ],
    check: no_check,
};

/// Bước thực hiện của một hồ sơ thu hồi.
pub static RECOVERY_STEP: Entity = Entity {
    table: "recovery_steps",
    path: "recovery-steps",
    words: Words {
        many: Text::new("Bước thu hồi đất", "Steps of recovery"),
        create: Text::new("Thêm bước", "Add a step"),
        about: Text::new(
            "Từng bước của hồ sơ, với hạn, số văn bản và ngày xong.",
            "Each step of a case, with its deadline, paper and day done.",
        ),
    },
    fields: &[
        Field::new(
            "position",
            Text::new("Thứ tự", "Order"),
            Kind::Integer { min: 1, max: 999 },
        )
        .required()
        .listed(),
        Field::new(
            "recovery_id",
            Text::new("Hồ sơ thu hồi", "Case"),
            Kind::Reference(&RECOVERY),
        )
        .required()
        .filtered(),
        Field::new(
            "name",
            Text::new("Việc phải làm", "What is to be done"),
            Kind::Text { max: 300 },
        )
        .required()
        .listed(),
        Field::new("due_on", Text::new("Hạn", "Due on"), Kind::Date).listed(),
        Field::new(
            "document_no",
            Text::new("Số văn bản", "Document no."),
            Kind::Text { max: 100 },
        )
        .listed(),
        Field::new("done_on", Text::new("Ngày xong", "Done on"), Kind::Date).listed(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["name"],
    key: &["recovery_id", "position"],
    zone: ZonePath::Through("recovery_id", &RECOVERY),
    order: "t.recovery_id, t.position",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "recovery_steps_key",
            "position",
            Text::new(
                "Hồ sơ đã có bước mang thứ tự này.",
                "The case has a step at this place.",
            ),
        ),
        ("recovery_steps_done", "done_on", STILL_TO_COME),
        (
            "attachments_step_of_case",
            "recovery_id",
            Text::new(
                "Bước đã có văn bản đính kèm thì ở lại hồ sơ của nó.",
                "A step with papers stays in its case.",
            ),
        ),
    ],
    check: no_check,
};

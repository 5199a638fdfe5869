//! Land parcels: where and how large. Their state and who holds them follow from the log of their lives (`life`), and are
//! shown here from the cache the log keeps.

pub mod areas;
pub mod ledger;
pub mod life;
mod past_areas;
mod refusals;

pub use past_areas::PAST_AREA;
pub use refusals::REFUSALS;

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Entity, Field, Kind, Words, ZonePath, no_check};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::zones::{PHASE, ZONE};

/// What a parcel is for.
pub const LAND_USES: &[Choice] = &[
    Choice::new("industrial", "Công nghiệp", "Industrial"),
    Choice::new("service", "Dịch vụ", "Services"),
    Choice::new("warehouse", "Kho tàng", "Warehousing"),
    Choice::new("infrastructure", "Hạ tầng kỹ thuật", "Utilities"),
    Choice::new("green", "Cây xanh", "Green space"),
    Choice::new("road", "Giao thông", "Roads"),
    Choice::new("administration", "Hành chính", "Administration"),
];

/// The uses of land that is let; the others serve all.
pub const LEASABLE: [&str; 3] = ["industrial", "service", "warehouse"];

/// The life of a parcel, in its order.
pub const STATES: &[Choice] = &[
    Choice::new("uncleared", "Chưa giải phóng mặt bằng", "Not cleared"),
    Choice::new("cleared", "Đã giải phóng mặt bằng", "Cleared"),
    Choice::new("levelled", "Đã san nền", "Levelled"),
    Choice::new("ready", "Sẵn sàng cho thuê", "Ready to lease").tone("info"),
    Choice::new("reserved", "Giữ chỗ", "Reserved").tone("info"),
    Choice::new("leased", "Đã cho thuê", "Leased").tone("ok"),
    Choice::new("in_use", "Đang sử dụng", "In use").tone("ok"),
    Choice::new("idle", "Đã thuê, chưa sử dụng", "Leased, idle").tone("warn"),
    Choice::new("recovering", "Đang thu hồi", "Under recovery").tone("bad"),
    Choice::new("recovered", "Đã thu hồi", "Recovered").tone("info"),
];

/// A state in words; the end of a parcel is none a parcel can be in.
pub fn state_words(state: &str, lang: Lang) -> String {
    let ended = Text::new("Đã tách, gộp", "Split or merged");
    let known = STATES
        .iter()
        .find(|choice| choice.code == state)
        .map(|choice| choice.label);
    known.unwrap_or(ended).in_lang(lang).to_owned()
}

/// Lô đất.
pub static PARCEL: Entity = Entity {
    table: "parcels",
    path: "parcels",
    words: Words {
        many: Text::new("Lô đất", "Land parcels"),
        create: Text::new("Thêm lô đất", "Add a parcel"),
        about: Text::new(
            "Diện tích, tình trạng và doanh nghiệp đang giữ từng lô.",
            "Area, state and holder of each parcel.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã lô", "Code"), Kind::Text { max: 40 })
            .required()
            .listed(),
        Field::new(
            "zone_id",
            Text::new("Khu công nghiệp", "Zone"),
            Kind::Reference(&ZONE),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "phase_id",
            Text::new("Giai đoạn", "Phase"),
            Kind::Reference(&PHASE),
        )
        .listed()
        .filtered(),
        Field::new(
            "area_m2",
            Text::new("Diện tích", "Area"),
            Kind::Quantity {
                dimension: Dimension::Area,
                unit: "ha",
            },
        )
        .required()
        .listed(),
        Field::new(
            "land_use",
            Text::new("Loại đất", "Land use"),
            Kind::Choice(LAND_USES),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "state",
            Text::new("Tình trạng", "State"),
            Kind::Choice(STATES),
        )
        .listed()
        .filtered()
        .derived(),
        Field::new(
            "enterprise_id",
            Text::new("Doanh nghiệp đang giữ", "Holder"),
            Kind::Reference(&ENTERPRISE),
        )
        .listed()
        .derived(),
        Field::new("since", Text::new("Từ ngày", "Since"), Kind::Date).derived(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["code"],
    key: &["zone_id", "code"],
    zone: ZonePath::Column,
    order: "t.zone_id, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("parcels_code_key", "code", TAKEN),
        (
            "parcels_area_positive",
            "area_m2",
            Text::new("Phải lớn hơn 0.", "Must be more than 0."),
        ),
        (
            "leases_within_parcel",
            "area_m2",
            Text::new(
                "Nhỏ hơn diện tích đang cho thuê theo hợp đồng",
                "Less than what its leases let",
            ),
        ),
    ],
    check: no_check,
};

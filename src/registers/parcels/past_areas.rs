//! What parcels measured before they were measured anew.

use super::PARCEL;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::actions::{STILL_TO_COME, TAKEN};
use crate::platform::registry::{Entity, Field, Kind, Words, ZonePath, has_come};

/// Diện tích trước đây của một lô, đến hết một ngày. `parcels.area_m2` is the area since.
pub static PAST_AREA: Entity = Entity {
    table: "parcel_areas",
    path: "parcel-areas",
    words: Words {
        many: Text::new("Diện tích lô trước đây", "Earlier areas of parcels"),
        create: Text::new("Thêm diện tích trước đây", "Add an earlier area"),
        about: Text::new(
            "Sửa diện tích ở trang lô là diện tích từ hôm nay; diện tích cũ được giữ ở đây cho các ngày trước. Lần sửa đó chỉ là sửa nhầm thì ngừng dùng dòng của nó.",
            "An area changed on a parcel's page holds from today; the old one is kept here for the days before. Where it was only a mistake put right, retire its row.",
        ),
    },
    fields: &[
        Field::new(
            "parcel_id",
            Text::new("Lô đất", "Parcel"),
            Kind::Reference(&PARCEL),
        )
        .required()
        .listed()
        .filtered(),
        Field::new("until", Text::new("Đến hết ngày", "Until"), Kind::Date)
            .required()
            .listed(),
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
            "document_no",
            Text::new("Số văn bản", "Document no."),
            Kind::Text { max: 100 },
        )
        .listed(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["until"],
    key: &["parcel_id", "until"],
    zone: ZonePath::Through("parcel_id", &PARCEL),
    order: "t.parcel_id, t.until desc",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("parcel_areas_key", "until", TAKEN),
        ("parcel_areas_until", "until", STILL_TO_COME),
        (
            "parcel_areas_positive",
            "area_m2",
            Text::new("Phải lớn hơn 0.", "Must be more than 0."),
        ),
    ],
    check: |values, today| has_come(values, &["until"], today),
};

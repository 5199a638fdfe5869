//! Extensions of leases (gia hạn hợp đồng thuê đất).

use super::contracts::{EXCEEDS, LEASE};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::STILL_TO_COME;
use crate::platform::registry::{Entity, Field, Kind, Words, ZonePath, no_check};

/// Gia hạn hợp đồng.
pub static LEASE_EXTENSION: Entity = Entity {
    table: "lease_extensions",
    path: "lease-extensions",
    words: Words {
        many: Text::new("Gia hạn hợp đồng thuê đất", "Extensions of leases"),
        create: Text::new("Thêm lần gia hạn", "Add an extension"),
        about: Text::new("Mỗi lần gia hạn một dòng.", "A row for each extension."),
    },
    fields: &[
        Field::new(
            "signed_on",
            Text::new("Ngày gia hạn", "Extended on"),
            Kind::Date,
        )
        .required()
        .listed(),
        Field::new(
            "lease_id",
            Text::new("Hợp đồng", "Lease"),
            Kind::Reference(&LEASE),
        )
        .required()
        .listed(),
        Field::new("valid_to", Text::new("Đến hết ngày", "To"), Kind::Date)
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
    title: &["signed_on"],
    key: &["lease_id", "signed_on"],
    zone: ZonePath::Through("lease_id", &LEASE),
    order: "t.lease_id, t.signed_on",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "lease_extensions_key",
            "signed_on",
            Text::new(
                "Đã ghi lần gia hạn ngày này.",
                "There is an extension of this day.",
            ),
        ),
        (
            "attachments_extension_of_lease",
            "lease_id",
            Text::new(
                "Lần gia hạn đã có văn bản đính kèm thì ở lại hợp đồng của nó.",
                "An extension with papers stays in its lease.",
            ),
        ),
        (
            "lease_extensions_later",
            "valid_to",
            Text::new(
                "Phải sau ngày gia hạn.",
                "Must be after the day of the extension.",
            ),
        ),
        (
            "lease_extensions_after_term",
            "valid_to",
            Text::new(
                "Gia hạn phải đến sau ngày hết hạn đang có hiệu lực",
                "An extension goes beyond the end in force",
            ),
        ),
        (
            "lease_extensions_of_ended",
            "signed_on",
            Text::new(
                "Hợp đồng đã chấm dứt trước ngày này",
                "The lease had ended by this day",
            ),
        ),
        ("lease_extensions_signed", "signed_on", STILL_TO_COME),
        ("leases_within_parcel", "valid_to", EXCEEDS),
    ],
    check: no_check,
};

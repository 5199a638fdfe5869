//! What tenants owe of their rent (nợ tiền thuê đất), by day.

use super::contracts::LEASE;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::STILL_TO_COME;
use crate::platform::registry::{Entity, Field, Kind, Words, ZonePath, no_check};
use crate::registers::projects::CURRENCIES;

/// Nợ tiền thuê đất tại một ngày.
pub static LEASE_ARREAR: Entity = Entity {
    table: "lease_arrears",
    path: "lease-arrears",
    words: Words {
        many: Text::new("Nợ tiền thuê đất", "Arrears of rent"),
        create: Text::new("Thêm số nợ tiền thuê", "Add arrears"),
        about: Text::new(
            "Mỗi dòng là số còn nợ tại một ngày; trả hết thì ghi 0.",
            "Each row is what is owed on a day; 0 once it is paid.",
        ),
    },
    fields: &[
        Field::new("as_of", Text::new("Tính đến ngày", "As of"), Kind::Date)
            .required()
            .listed(),
        Field::new(
            "lease_id",
            Text::new("Hợp đồng", "Lease"),
            Kind::Reference(&LEASE),
        )
        .required()
        .listed(),
        Field::new(
            "currency",
            Text::new("Đồng tiền", "Currency"),
            Kind::Choice(CURRENCIES),
        )
        .required(),
        Field::new(
            "amount",
            Text::new("Số còn nợ", "Owed"),
            Kind::Money {
                currency: "currency",
            },
        )
        .required()
        .listed(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["as_of"],
    key: &["lease_id", "as_of", "currency"],
    zone: ZonePath::Through("lease_id", &LEASE),
    order: "t.lease_id, t.as_of desc",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "lease_arrears_key",
            "as_of",
            Text::new(
                "Đã ghi số nợ tại ngày này.",
                "There is an amount for this day already.",
            ),
        ),
        ("lease_arrears_as_of", "as_of", STILL_TO_COME),
        (
            "lease_arrears_positive",
            "amount",
            Text::new("Không được là số âm.", "It cannot be negative."),
        ),
    ],
    check: no_check,
};

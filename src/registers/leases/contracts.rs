//! Leases of land: contracts, their parcels, extensions and arrears, as registries. The database makes a parcel leased when its
//! lease is recorded, and lets no more of a parcel at one time than there is (migrations/0011_leases.sql).

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::{Choice, Entity, Field, Kind, Values, Words, ZonePath, no_check};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::parcels::PARCEL;
use crate::registers::projects::CURRENCIES;
use crate::registers::zones::ZONE;

const BASES: &[Choice] = &[
    Choice::new("m2_year", "Mỗi m² mỗi năm", "Per m² and year"),
    Choice::new(
        "m2_term",
        "Mỗi m² cho cả thời hạn",
        "Per m² for the whole term",
    ),
];

const PAYMENTS: &[Choice] = &[
    Choice::new("annual", "Trả tiền hằng năm", "Paid every year"),
    Choice::new(
        "one_off",
        "Trả tiền một lần",
        "Paid once for the whole term",
    ),
];

/// How a lease stands today.
const STANDINGS: &[Choice] = &[
    Choice::new("coming", "Chưa đến ngày thuê", "Not begun").tone("info"),
    Choice::new("in_force", "Còn hiệu lực", "In force").tone("ok"),
    Choice::new("extended", "Còn hiệu lực, đã gia hạn", "In force, extended").tone("ok"),
    Choice::new(
        "ending_early",
        "Còn hiệu lực, sẽ chấm dứt trước hạn",
        "In force, ending early",
    )
    .tone("warn"),
    Choice::new("ended", "Đã hết hạn", "Expired"),
    Choice::new("ended_early", "Đã kết thúc trước hạn", "Ended early"),
];

/// How a parcel's share of a lease stands today, and what ended it.
const SHARE_STANDINGS: &[Choice] = &[
    Choice::new("coming", "Chưa đến ngày thuê", "Not begun").tone("info"),
    Choice::new("in_force", "Còn hiệu lực", "In force").tone("ok"),
    Choice::new(
        "recovered",
        "Đã kết thúc: thu hồi đất",
        "Ended: land recovered",
    ),
    Choice::new(
        "lease_ended",
        "Đã kết thúc: hết hạn, trả lại đất",
        "Ended: land given back",
    ),
    Choice::new(
        "transferred",
        "Đã kết thúc: chuyển cho doanh nghiệp khác",
        "Ended: passed to another tenant",
    ),
    Choice::new(
        "retired",
        "Đã kết thúc: lô tách, gộp",
        "Ended: parcel split or merged",
    ),
    Choice::new(
        "by_hand",
        "Đã kết thúc riêng lô này",
        "Ended for this parcel",
    ),
    Choice::new(
        "early",
        "Đã kết thúc: hợp đồng chấm dứt trước hạn",
        "Ended: the lease ended early",
    ),
    Choice::new(
        "term",
        "Đã kết thúc: hợp đồng hết hạn",
        "Ended: the lease expired",
    ),
];

pub(super) const EXCEEDS: Text = Text::new(
    "Trong thời hạn này các hợp đồng của một lô vượt diện tích của lô; hợp đồng khác đang thuê lô",
    "In this term the leases of a parcel exceed its area; other leases of it",
);

/// "đồng/m²/năm": what a price is in, and what it is for.
fn per(values: &Values, lang: Lang) -> String {
    let currency = match values.get("price_currency") {
        Some("usd") => Text::new("USD", "USD"),
        _ => Text::new("đồng", "VND"),
    };
    let basis = match values.get("price_basis") {
        Some("m2_term") => Text::new("m² cho cả thời hạn", "m² for the whole term"),
        _ => Text::new("m²/năm", "m² and year"),
    };
    format!("{}/{}", currency.in_lang(lang), basis.in_lang(lang))
}

const OTHER_ZONE: Text = Text::new(
    "Lô này ở khu công nghiệp khác.",
    "This parcel is in another zone.",
);

/// Hợp đồng thuê đất.
pub static LEASE: Entity = Entity {
    table: "leases",
    path: "leases",
    words: Words {
        many: Text::new("Hợp đồng thuê đất", "Leases"),
        create: Text::new("Thêm hợp đồng thuê đất", "Add a lease"),
        about: Text::new(
            "Ghi hợp đồng rồi ghi các lô đất thuê: lô sẵn sàng cho thuê thành đã cho thuê từ ngày hợp đồng có hiệu lực.",
            "Record the contract, then its parcels: a parcel ready to lease becomes leased as of the day the contract holds.",
        ),
    },
    fields: &[
        Field::new(
            "contract_no",
            Text::new("Số hợp đồng", "Contract no."),
            Kind::Text { max: 100 },
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
            Text::new("Doanh nghiệp thuê", "Tenant"),
            Kind::Reference(&ENTERPRISE),
        )
        .required()
        .listed(),
        Field::new("signed_on", Text::new("Ngày ký", "Signed on"), Kind::Date).required(),
        Field::new("valid_from", Text::new("Thuê từ ngày", "From"), Kind::Date)
            .required()
            .listed()
            .group(Text::new("Thời hạn", "Term")),
        Field::new(
            "valid_to",
            Text::new("Theo hợp đồng đến hết ngày", "To, by the contract"),
            Kind::Date,
        )
        .required(),
        Field::new(
            "last_on",
            Text::new("Đến hết ngày", "In force until"),
            Kind::Date,
        )
        .listed()
        .derived(),
        Field::new(
            "standing",
            Text::new("Hiệu lực", "State"),
            Kind::Choice(STANDINGS),
        )
        .listed()
        .filtered()
        .derived(),
        Field::new(
            "ended_on",
            Text::new("Chấm dứt trước hạn ngày", "Ended early on"),
            Kind::Date,
        )
        .hint(Text::new(
            "Gia hạn thì ghi thành dòng riêng, ở trang hợp đồng.",
            "Extensions are rows of their own, on the lease's page.",
        )),
        Field::new(
            "price_currency",
            Text::new("Đồng tiền", "Currency"),
            Kind::Choice(CURRENCIES),
        )
        .required()
        .group(Text::new("Tiền thuê", "Rent")),
        Field::new(
            "price",
            Text::new("Đơn giá (đồng hoặc USD)", "Price (VND or USD)"),
            Kind::Number,
        )
        .listed()
        .suffix(per)
        .hint(Text::new(
            "Ghi đúng số trong hợp đồng, theo đồng tiền ở trên.",
            "As the contract has it, in the currency above.",
        )),
        Field::new(
            "price_basis",
            Text::new("Đơn giá tính cho", "Price is"),
            Kind::Choice(BASES),
        )
        .required(),
        Field::new(
            "payment",
            Text::new("Cách trả tiền", "Payment"),
            Kind::Choice(PAYMENTS),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["contract_no"],
    key: &["zone_id", "contract_no"],
    zone: ZonePath::Column,
    order: "t.signed_on desc, t.contract_no",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "leases_key",
            "contract_no",
            Text::new(
                "Khu đã có hợp đồng mang số này.",
                "The zone has a lease with this number.",
            ),
        ),
        (
            "leases_price_positive",
            "price",
            Text::new("Không được là số âm.", "It cannot be negative."),
        ),
        (
            "leases_term",
            "valid_to",
            Text::new(
                "Phải sau ngày bắt đầu thuê.",
                "Must be after the beginning.",
            ),
        ),
        (
            "leases_ended_in_term",
            "ended_on",
            Text::new(
                "Phải từ ngày bắt đầu thuê trở đi.",
                "Must not be before the beginning.",
            ),
        ),
        ("leases_within_parcel", "valid_to", EXCEEDS),
        (
            "lease_extensions_after_term",
            "valid_to",
            Text::new(
                "Hợp đồng có lần gia hạn không muộn hơn ngày này",
                "An extension of the lease does not go beyond this day",
            ),
        ),
        (
            "lease_extensions_of_ended",
            "ended_on",
            Text::new(
                "Hợp đồng đã gia hạn sau ngày này",
                "The lease was extended after this day",
            ),
        ),
    ],
    check: no_check,
};

/// Lô đất của một hợp đồng, với diện tích thuê.
pub static LEASE_PARCEL: Entity = Entity {
    table: "lease_parcels",
    path: "lease-parcels",
    words: Words {
        many: Text::new("Lô đất thuê theo hợp đồng", "Parcels of leases"),
        create: Text::new("Thêm lô đất thuê", "Add a leased parcel"),
        about: Text::new(
            "Mỗi dòng là một lô và phần diện tích cho thuê của lô đó. Lô bị thu hồi, trả lại, chuyển cho doanh nghiệp khác thì dòng của lô tự kết thúc theo sự kiện ở trang lô đất.",
            "Each row is a parcel and how much of it is let. A parcel recovered, given back or passed on ends its row by the event on the parcel's page.",
        ),
    },
    fields: &[
        Field::new("parcel_id", Text::new("Lô đất", "Parcel"), Kind::Reference(&PARCEL)).required().listed(),
        Field::new("lease_id", Text::new("Hợp đồng", "Lease"), Kind::Reference(&LEASE)).required().listed().filtered(),
        Field::new("area_m2", Text::new("Diện tích thuê", "Area let"), Kind::Quantity { dimension: Dimension::Area, unit: "ha" })
            .required()
            .listed(),
        Field::new("begins_on", Text::new("Từ ngày", "From"), Kind::Date).listed().derived(),
        Field::new("last_on", Text::new("Đến hết ngày", "Until"), Kind::Date).listed().derived(),
        Field::new("standing", Text::new("Hiệu lực", "State"), Kind::Choice(SHARE_STANDINGS)).listed().derived(),
        Field::new("tenant", Text::new("Doanh nghiệp thuê", "Tenant"), Kind::Text { max: 300 }).listed().derived(),
        Field::new("until", Text::new("Thôi thuê riêng lô này sau ngày", "This parcel is let until"), Kind::Date).hint(Text::new(
            "Ngày cuối cùng còn thuê, khi chỉ lô này kết thúc trước hợp đồng. Để trống: đến hết hợp đồng, hoặc đến sự kiện thu hồi, trả lại, chuyển nhượng của lô.",
            "The last day, where this parcel alone ends before the lease. Empty: until the lease ends, or the parcel is recovered, given back or passed on.",
        )),
    ],
    title: &["label"],
    key: &["lease_id", "parcel_id"],
    zone: ZonePath::Through("lease_id", &LEASE),
    order: "t.lease_id, t.label",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("lease_parcels_key", "parcel_id", Text::new("Hợp đồng đã có lô này.", "The lease has this parcel already.")),
        ("lease_parcels_area_positive", "area_m2", Text::new("Phải lớn hơn 0.", "Must be more than 0.")),
        (
            "lease_within_parcel",
            "area_m2",
            Text::new("Diện tích thuê vượt diện tích của lô.", "The area let exceeds the parcel."),
        ),
        (
            "leases_within_parcel",
            "area_m2",
            Text::new(
                "Cùng hợp đồng khác trong thời hạn này vượt diện tích của lô. Lô đã trả, thu hồi hay chuyển thì xin ghi sự kiện của lô trước. Đang thuê lô này",
                "With other leases of this term it exceeds the parcel. If it was given back, recovered or passed on, record that first. Leases of it",
            ),
        ),
        ("land_of_one_zone", "parcel_id", OTHER_ZONE),
        (
            "lease_parcels_until",
            "until",
            Text::new("Phải trong thời hạn của hợp đồng", "Must be within the term of the lease"),
        ),
        (
            "lease_parcels_to_let",
            "parcel_id",
            Text::new(
                "Lô chưa sẵn sàng cho thuê, hoặc đang do doanh nghiệp khác giữ: xin ghi sự kiện ở trang lô đất trước.",
                "The parcel is not ready to lease, or another enterprise holds it: record what happened on its page first.",
            ),
        ),
        (
            "parcel_life",
            "parcel_id",
            Text::new(
                "Ngày hợp đồng có hiệu lực không khớp quá trình của lô đất: xin xem trang lô đất.",
                "The lease begins on a day that does not fit the parcel's life: see the parcel's page.",
            ),
        ),
    ],
    check: no_check,
};

//! Investment projects and their certificates.

use crate::enterprises::ENTERPRISE;
use crate::i18n::Text;
use crate::kernel::Permission;
use crate::kernel::quantity::Dimension;
use crate::registry::actions::TAKEN;
use crate::registry::{Choice, Entity, Field, Kind, Values, Words, ZonePath};
use crate::zones::ZONE;

const KINDS: &[Choice] = &[
    Choice::new("secondary", "Dự án thứ cấp", "Secondary project"),
    Choice::new("infrastructure", "Dự án hạ tầng", "Infrastructure project"),
];

const ORIGINS: &[Choice] =
    &[Choice::new("domestic", "Trong nước (DDI)", "Domestic (DDI)"), Choice::new("foreign", "Nước ngoài (FDI)", "Foreign (FDI)")];

const CURRENCIES: &[Choice] =
    &[Choice::new("vnd", "Đồng Việt Nam", "Vietnamese dong"), Choice::new("usd", "Đô la Mỹ", "US dollar")];

const STATUSES: &[Choice] = &[
    Choice::new("granted", "Đã cấp GCN, chưa triển khai", "Granted, not started"),
    Choice::new("building", "Đang xây dựng", "Under construction").tone("info"),
    Choice::new("operating", "Đang hoạt động", "Operating").tone("ok"),
    Choice::new("suspended", "Tạm ngừng", "Suspended").tone("warn"),
    Choice::new("terminated", "Chấm dứt", "Terminated").tone("bad"),
    Choice::new("revoked", "Đã thu hồi", "Revoked").tone("bad"),
];

/// Dự án đầu tư.
pub static PROJECT: Entity = Entity {
    table: "projects",
    path: "projects",
    words: Words {
        many: Text::new("Dự án đầu tư", "Investment projects"),
        create: Text::new("Thêm dự án", "Add a project"),
        about: Text::new(
            "Dự án hạ tầng và thứ cấp; vốn FDI và trong nước luôn tách riêng.",
            "Infrastructure and secondary projects; foreign and domestic capital stay apart.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã dự án", "Code"), Kind::Text { max: 40 }).required().listed(),
        Field::new("name", Text::new("Tên dự án", "Name"), Kind::Text { max: 300 }).required().listed(),
        Field::new("zone_id", Text::new("Khu công nghiệp", "Zone"), Kind::Reference(&ZONE)).required().filtered(),
        Field::new("enterprise_id", Text::new("Doanh nghiệp thực hiện", "Enterprise"), Kind::Reference(&ENTERPRISE)).listed(),
        Field::new("kind", Text::new("Loại dự án", "Kind"), Kind::Choice(KINDS)).required().filtered(),
        Field::new("origin", Text::new("Nguồn vốn", "Origin"), Kind::Choice(ORIGINS)).required().listed().filtered(),
        Field::new("investor", Text::new("Nhà đầu tư", "Investor"), Kind::Text { max: 300 })
            .group(Text::new("Giấy chứng nhận đăng ký đầu tư", "Investment registration certificate")),
        Field::new("nationality", Text::new("Quốc tịch", "Nationality"), Kind::Text { max: 100 }),
        Field::new("certificate_no", Text::new("Số giấy chứng nhận", "Certificate no."), Kind::Text { max: 60 }),
        Field::new("granted_on", Text::new("Ngày cấp lần đầu", "First granted on"), Kind::Date).listed().filtered(),
        Field::new("capital_currency", Text::new("Đồng tiền đăng ký", "Currency of the certificate"), Kind::Choice(CURRENCIES))
            .required(),
        Field::new(
            "registered_capital",
            Text::new("Vốn đăng ký", "Registered capital"),
            Kind::Money { currency: "capital_currency" },
        )
        .listed(),
        Field::new("area_m2", Text::new("Diện tích đất", "Land area"), Kind::Quantity { dimension: Dimension::Area, unit: "ha" }),
        Field::new("status", Text::new("Tình trạng", "Status"), Kind::Choice(STATUSES))
            .required()
            .listed()
            .filtered()
            .group(Text::new("Thực hiện", "Progress")),
        Field::new("ended_on", Text::new("Ngày chấm dứt, thu hồi", "Ended on"), Kind::Date),
        Field::new("aim", Text::new("Mục tiêu, quy mô", "Aim and scale"), Kind::LongText { max: 2000 }),
    ],
    title: &["name"],
    key: &["code"],
    zone: ZonePath::Column,
    order: "t.granted_on desc nulls last, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("projects_code_key", "code", TAKEN),
        ("projects_ended_after_granted", "ended_on", Text::new("Phải sau ngày cấp.", "Must be after it was granted.")),
    ],
    check,
};

/// An ended project has the day it ended, and only an ended one: its capital leaves the stock on that day.
fn check(values: &Values) -> Vec<(&'static str, Text)> {
    let ended = matches!(values.get("status"), Some("terminated" | "revoked"));
    match (ended, values.get("ended_on")) {
        (true, None) => vec![(
            "ended_on",
            Text::new("Dự án đã chấm dứt hoặc thu hồi: xin nhập ngày.", "An ended project needs the day it ended."),
        )],
        (false, Some(_)) => vec![(
            "ended_on",
            Text::new("Chỉ nhập khi dự án đã chấm dứt hoặc thu hồi.", "Only for a terminated or revoked project."),
        )],
        _ => Vec::new(),
    }
}

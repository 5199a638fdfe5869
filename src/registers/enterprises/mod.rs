//! Enterprises that rent land in a zone.

mod refusals;

pub use refusals::REFUSALS;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Ends, Entity, Field, Kind, Words, ZonePath, has_come};
use crate::registers::zones::ZONE;

const OWNERSHIPS: &[Choice] = &[
    Choice::new("limited", "Công ty TNHH", "Limited company"),
    Choice::new("joint_stock", "Công ty cổ phần", "Joint-stock company"),
    Choice::new("foreign", "Vốn đầu tư nước ngoài", "Foreign-invested"),
    Choice::new("branch", "Chi nhánh", "Branch"),
    Choice::new("other", "Khác", "Other"),
];

const STATUSES: &[Choice] = &[
    Choice::new("preparing", "Chưa triển khai", "Not started"),
    Choice::new("building", "Đang xây dựng", "Under construction").tone("info"),
    Choice::new("operating", "Đang hoạt động", "Operating").tone("ok"),
    Choice::new("suspended", "Tạm ngừng", "Suspended").tone("warn"),
    Choice::new("closed", "Đã chấm dứt", "Closed").tone("bad"),
];

/// Doanh nghiệp.
pub static ENTERPRISE: Entity = Entity {
    table: "enterprises",
    path: "enterprises",
    words: Words {
        many: Text::new("Doanh nghiệp", "Enterprises"),
        create: Text::new("Thêm doanh nghiệp", "Add an enterprise"),
        about: Text::new(
            "Doanh nghiệp thuê đất trong các khu; “thuê đất” không có nghĩa là “đang hoạt động”.",
            "Enterprises that rent land in the zones; renting is not operating.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 20 }).required().listed(),
        Field::new("name", Text::new("Tên doanh nghiệp", "Name"), Kind::Text { max: 200 }).required().listed(),
        Field::new("name_en", Text::new("Tên tiếng Anh", "Name in English"), Kind::Text { max: 200 }),
        Field::new("tax_code", Text::new("Mã số thuế", "Tax code"), Kind::TaxCode).listed().hint(Text::new(
            "10 chữ số; chi nhánh 13 chữ số (thêm -001 đến -999); hộ kinh doanh, cá nhân 12 chữ số (số định danh). Chưa biết thì để trống.",
            "10 digits; a branch 13 (it adds -001 to -999); a household or a person 12 (the identity number). Leave empty while unknown.",
        )),
        Field::new("zone_id", Text::new("Khu công nghiệp", "Zone"), Kind::Reference(&ZONE)).required().listed().filtered(),
        Field::new("ownership", Text::new("Loại hình", "Ownership"), Kind::Choice(OWNERSHIPS)).required().filtered(),
        Field::new("export_processing", Text::new("Doanh nghiệp chế xuất", "Export-processing enterprise"), Kind::Bool).hint(
            Text::new(
                "Theo giấy chứng nhận: cổng hỏi lại khi báo cáo ghi xuất khẩu ít so với doanh thu (V07).",
                "By its certificate: the portal asks when a report has few exports beside its revenue (V07).",
            ),
        ),
        Field::new("status", Text::new("Tình trạng", "Status"), Kind::Choice(STATUSES))
            .required()
            .listed()
            .filtered()
            .ends(Ends::With("closed")),
        Field::new("status_since", Text::new("Tình trạng này từ ngày", "In this status since"), Kind::Date).hint(Text::new(
            "Để trống: từ hôm nay. Tạm ngừng chỉ bỏ báo cáo của các kỳ về sau, không bỏ kỳ trước đó.",
            "Empty: from today. A suspension ends the reports of later periods, not of earlier ones.",
        )),
        Field::new("by_project_since", Text::new("Báo cáo riêng từng dự án từ ngày", "Reports by project since"), Kind::Date).hint(Text::new(
            "Cho doanh nghiệp có nhiều dự án: từ kỳ bắt đầu vào hoặc sau ngày này, mẫu A.III lập riêng cho từng dự án. Để trống: lập chung.",
            "For enterprises with several projects: from the period that begins on or after this day, the forms A.III are made for each. Empty: one report of all.",
        )),
        Field::new("reported_by_parent_since", Text::new("Đơn vị chủ quản báo cáo thay từ ngày", "Reported by its parent since"), Kind::Date).hint(Text::new(
            "Chỉ cho chi nhánh (mã số thuế có đuôi -001…): từ kỳ bắt đầu vào hoặc sau ngày này, số liệu nằm trong báo cáo của đơn vị chủ quản, chi nhánh không phải nộp.",
            "For a branch (a tax code that ends in -001 …): from the period that begins on or after this day its figures are in its parent's report, and it owes none.",
        )),
        Field::new("tenant_since", Text::new("Thuê đất từ ngày", "Tenant since"), Kind::Date)
            .group(Text::new("Thuê đất", "Tenancy")),
        Field::new("tenant_until", Text::new("Thuê đất đến ngày", "Tenant until"), Kind::Date),
        Field::new("address", Text::new("Địa chỉ", "Address"), Kind::Text { max: 300 }),
        Field::new("note", Text::new("Ghi chú", "Note"), Kind::LongText { max: 2000 }),
    ],
    title: &["name"],
    key: &["code"],
    zone: ZonePath::Column,
    order: "t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("enterprises_code_key", "code", TAKEN),
        (
            "enterprises_tax_code_key",
            "tax_code",
            Text::new("Một doanh nghiệp khác đã có mã số thuế này.", "Another enterprise has this tax code."),
        ),
        (
            "enterprises_parent_reports",
            "reported_by_parent_since",
            Text::new("Chỉ chi nhánh có mã số thuế 13 chữ số mới có đơn vị chủ quản.", "Only a branch with a tax code of 13 digits has a parent."),
        ),
        (
            "enterprises_tenancy_order",
            "tenant_until",
            Text::new("Phải sau ngày bắt đầu thuê.", "Must be after the tenancy began."),
        ),
    ],
    check: |values, today| has_come(values, &["status_since"], today),
};

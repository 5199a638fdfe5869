//! Projects and their industries as registries.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Entity, Field, Kind, Words, ZonePath, no_check};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::zones::ZONE;

const KINDS: &[Choice] = &[
    Choice::new("secondary", "Dự án thứ cấp", "Secondary project"),
    Choice::new("infrastructure", "Dự án hạ tầng", "Infrastructure project"),
];

pub(crate) const ORIGINS: &[Choice] = &[
    Choice::new("domestic", "Trong nước (DDI)", "Domestic (DDI)"),
    Choice::new("foreign", "Nước ngoài (FDI)", "Foreign (FDI)"),
];

pub(crate) const CURRENCIES: &[Choice] = &[
    Choice::new("vnd", "Đồng Việt Nam", "Vietnamese dong"),
    Choice::new("usd", "Đô la Mỹ", "US dollar"),
];

/// States as the log gives them, see `events::model`.
pub(crate) const STATUSES: &[Choice] = &[
    Choice::new(
        "granted",
        "Đã cấp GCN, chưa triển khai",
        "Granted, not started",
    ),
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
        Field::new(
            "code",
            Text::new("Mã dự án", "Code"),
            Kind::Text { max: 40 },
        )
        .required()
        .listed(),
        Field::new(
            "name",
            Text::new("Tên dự án", "Name"),
            Kind::Text { max: 300 },
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
            Text::new("Doanh nghiệp thực hiện", "Enterprise"),
            Kind::Reference(&ENTERPRISE),
        )
        .listed(),
        Field::new("kind", Text::new("Loại dự án", "Kind"), Kind::Choice(KINDS))
            .required()
            .filtered(),
        Field::new(
            "origin",
            Text::new("Nguồn vốn", "Origin"),
            Kind::Choice(ORIGINS),
        )
        .required()
        .listed()
        .filtered()
        .logged(),
        Field::new(
            "policy_decision",
            Text::new(
                "Văn bản chấp thuận chủ trương đầu tư",
                "Approval of the investment",
            ),
            Kind::Text { max: 200 },
        )
        .group(Text::new(
            "Giấy chứng nhận đăng ký đầu tư",
            "Investment registration certificate",
        ))
        .hint(Text::new(
            "Số, ngày; không thuộc diện phải có thì để trống.",
            "Number and date; empty where none is required.",
        )),
        Field::new(
            "certificate_no",
            Text::new("Số giấy chứng nhận", "Certificate no."),
            Kind::Text { max: 60 },
        ),
        Field::new(
            "granted_on",
            Text::new("Ngày cấp lần đầu", "First granted on"),
            Kind::Date,
        )
        .listed()
        .filtered()
        .derived(),
        Field::new(
            "investor",
            Text::new("Nhà đầu tư", "Investor"),
            Kind::Text { max: 2000 },
        )
        .derived(),
        Field::new(
            "nationality",
            Text::new("Quốc tịch", "Nationality"),
            Kind::Text { max: 1000 },
        )
        .derived(),
        Field::new(
            "capital_currency",
            Text::new("Đồng tiền đăng ký", "Currency of the certificate"),
            Kind::Choice(CURRENCIES),
        )
        .derived(),
        Field::new(
            "registered_capital",
            Text::new("Vốn đăng ký", "Registered capital"),
            Kind::Money {
                currency: "capital_currency",
            },
        )
        .listed()
        .derived(),
        Field::new(
            "area_m2",
            Text::new("Diện tích đất", "Land area"),
            Kind::Quantity {
                dimension: Dimension::Area,
                unit: "ha",
            },
        ),
        Field::new(
            "status",
            Text::new("Tình trạng", "Status"),
            Kind::Choice(STATUSES),
        )
        .listed()
        .filtered()
        .derived()
        .group(Text::new("Thực hiện", "Progress")),
        Field::new(
            "ended_on",
            Text::new("Ngày chấm dứt, thu hồi", "Ended on"),
            Kind::Date,
        )
        .derived(),
        Field::new(
            "aim",
            Text::new("Mục tiêu, quy mô", "Aim and scale"),
            Kind::LongText { max: 2000 },
        ),
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
        (
            "projects_area_possible",
            "area_m2",
            Text::new(
                "Không dự án nào trong khu công nghiệp rộng quá 100.000 ha. Xin xem lại đơn vị tính.",
                "No project of a zone is larger than 100,000 ha. Please look at the unit.",
            ),
        ),
    ],
    check: no_check,
};

/// The classification of economic activities an industry code is written in: QĐ 27/2018/QĐ-TTg until 14/11/2025,
/// QĐ 36/2025/QĐ-TTg from 15/11/2025. The same code can mean different things in the two.
const VSIC_VERSIONS: &[Choice] = &[
    Choice::new(
        "2018",
        "VSIC 2018 (QĐ 27/2018/QĐ-TTg)",
        "VSIC 2018 (Decision 27/2018)",
    ),
    Choice::new(
        "2025",
        "VSIC 2025 (QĐ 36/2025/QĐ-TTg)",
        "VSIC 2025 (Decision 36/2025)",
    ),
];

/// Ngành kinh tế của dự án.
pub static INDUSTRY: Entity = Entity {
    table: "project_industries",
    path: "project-industries",
    words: Words {
        many: Text::new("Ngành nghề của dự án", "Industries of projects"),
        create: Text::new("Thêm ngành nghề", "Add an industry"),
        about: Text::new(
            "Mã ngành VSIC kèm phiên bản: cùng một mã có thể khác nghĩa ở hai phiên bản.",
            "VSIC codes with their version: the same code can mean different things in the two.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã ngành", "Code"), Kind::Text { max: 5 }).required().listed().hint(Text::new(
            "4 chữ số (cấp 4, như giấy chứng nhận ghi) hoặc 5 chữ số (cấp 5). Tra cứu ở trang Mã ngành VSIC.",
            "4 digits (level 4, as certificates have it) or 5 (level 5). Look it up under VSIC codes.",
        )),
        Field::new("project_id", Text::new("Dự án", "Project"), Kind::Reference(&PROJECT)).required().listed(),
        Field::new("vsic_version", Text::new("Phiên bản", "Version"), Kind::Choice(VSIC_VERSIONS)).required().listed().filtered(),
        Field::new("name", Text::new("Tên ngành", "Name"), Kind::Text { max: 300 }).listed().hint(Text::new(
            "Để trống: lấy theo danh mục. Chỉ ghi khi mã VSIC 2018 nằm ngoài phần danh mục đã có.",
            "Leave it empty: it comes from the list. Only for VSIC 2018 codes that the list does not hold yet.",
        )),
        Field::new("main", Text::new("Ngành chính", "Main industry"), Kind::Bool).listed(),
    ],
    title: &["code", "name"],
    key: &["project_id", "vsic_version", "code"],
    zone: ZonePath::Through("project_id", &PROJECT),
    order: "t.project_id, t.main desc, t.vsic_version, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "project_industries_code_shape",
            "code",
            Text::new("Mã ngành của dự án có 4 hoặc 5 chữ số.", "An industry of a project has 4 or 5 digits."),
        ),
        (
            "project_industries_class",
            "code",
            Text::new(
                "Ngành của dự án ghi mã cấp 4 (4 chữ số, như giấy chứng nhận) hoặc cấp 5, không ghi nhóm lớn hơn.",
                "An industry of a project is a class of 4 digits, as certificates have it, or of 5, not a larger group.",
            ),
        ),
        (
            "project_industries_one_main",
            "main",
            Text::new(
                "Dự án đã có ngành chính ở phiên bản này: xin bỏ dấu “ngành chính” ở dòng kia trước.",
                "The project has a main industry in this version: please take the mark off the other row first.",
            ),
        ),
        ("project_industries_key", "code", Text::new("Dự án đã có ngành này.", "The project has this industry already.")),
        (
            "project_industries_unknown",
            "code",
            Text::new("Phiên bản này không có mã đó.", "There is no such code in this version."),
        ),
    ],
    check: no_check,
};

//! Planning schemes paid for by sponsors (đồ án quy hoạch được tài trợ): what they cost, who pays how much, and what the state
//! budget is spared: the part of the cost that sponsors cover (migrations/0013_tasks_and_schemes.sql), on the page, in the files and in the review.

pub mod db;
pub mod model;
mod routes;

pub use routes::{links, routes};

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Entity, Field, Kind, Words, ZonePath, no_check};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::zones::ZONE;

const VND: Kind = Kind::Quantity {
    dimension: Dimension::Vnd,
    unit: "mvnd",
};

const SURPLUS: Text = Text::new(
    "Các nhà tài trợ chi nhiều hơn chi phí của đồ án: xin xem lại các số; nếu đúng thì nêu lý do.",
    "The sponsors pay more than the scheme costs: please look at the figures; if they are right, say why.",
);
const SURPLUS_HINT: Text = Text::new(
    "Chỉ cần khi tổng tài trợ lớn hơn chi phí.",
    "Only needed when the sponsors pay more than it costs.",
);

pub(crate) const SCHEME_STATUSES: &[Choice] = &[
    Choice::new("called", "Đang kêu gọi", "Calling for sponsors"),
    Choice::new("drafting", "Đang lập", "Being drawn up").tone("info"),
    Choice::new("approved", "Đã phê duyệt", "Approved").tone("ok"),
    Choice::new("stopped", "Dừng", "Stopped").tone("warn"),
];

/// Đồ án quy hoạch được tài trợ.
pub static SCHEME: Entity = Entity {
    table: "schemes",
    path: "schemes",
    words: Words {
        many: Text::new("Đồ án quy hoạch được tài trợ", "Sponsored planning schemes"),
        create: Text::new("Thêm đồ án", "Add a scheme"),
        about: Text::new(
            "Đồ án do doanh nghiệp tài trợ. Phần làm lợi cho ngân sách là phần chi phí do nhà tài trợ chi trả, tính từ từng khoản tài trợ.",
            "Schemes paid for by enterprises. What the budget is spared is the part of the cost that sponsors pay, from their amounts.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 20 })
            .required()
            .listed(),
        Field::new(
            "name",
            Text::new("Tên đồ án", "Name"),
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
        .listed()
        .filtered(),
        Field::new(
            "year",
            Text::new("Năm kêu gọi", "Year"),
            Kind::Integer {
                min: 1990,
                max: 2100,
            },
        )
        .required()
        .listed(),
        Field::new(
            "consultant",
            Text::new("Đơn vị tư vấn", "Consultant"),
            Kind::Text { max: 200 },
        ),
        Field::new(
            "decision_no",
            Text::new("Số quyết định", "Decision no."),
            Kind::Text { max: 100 },
        ),
        Field::new(
            "decision_on",
            Text::new("Ngày quyết định", "Decision date"),
            Kind::Date,
        ),
        Field::new(
            "cost_vnd",
            Text::new("Chi phí lập đồ án", "Cost of the scheme"),
            VND,
        )
        .listed()
        .hint(Text::new(
            "Chi phí theo dự toán được duyệt hoặc hợp đồng tư vấn.",
            "As approved, or as agreed with the consultant.",
        )),
        Field::new(
            "sponsored_vnd",
            Text::new("Đã được tài trợ", "Sponsored"),
            VND,
        )
        .listed()
        .derived(),
        Field::new(
            "spared_vnd",
            Text::new("Làm lợi cho ngân sách", "Spared for the budget"),
            VND,
        )
        .listed()
        .derived(),
        Field::new(
            "surplus_reason",
            Text::new(
                "Lý do tài trợ vượt chi phí",
                "Why more is sponsored than it costs",
            ),
            Kind::LongText { max: 2000 },
        )
        .hint(SURPLUS_HINT),
        Field::new(
            "status",
            Text::new("Tình trạng", "Status"),
            Kind::Choice(SCHEME_STATUSES),
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
    title: &["name"],
    key: &["code"],
    zone: ZonePath::Column,
    order: "t.year desc, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("schemes_code_key", "code", TAKEN),
        ("schemes_surplus", "surplus_reason", SURPLUS),
    ],
    check: no_check,
};

/// Nhà tài trợ của một đồ án.
pub static SPONSOR: Entity = Entity {
    table: "sponsors",
    path: "sponsors",
    words: Words {
        many: Text::new("Nhà tài trợ", "Sponsors"),
        create: Text::new("Thêm nhà tài trợ", "Add a sponsor"),
        about: Text::new(
            "Doanh nghiệp tài trợ cho từng đồ án.",
            "The enterprises that pay for each scheme.",
        ),
    },
    fields: &[
        Field::new(
            "name",
            Text::new("Tên nhà tài trợ", "Name"),
            Kind::Text { max: 200 },
        )
        .required()
        .listed(),
        Field::new(
            "scheme_id",
            Text::new("Đồ án", "Scheme"),
            Kind::Reference(&SCHEME),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "enterprise_id",
            Text::new("Là doanh nghiệp trong khu", "Is the tenant"),
            Kind::Reference(&ENTERPRISE),
        )
        .listed(),
        Field::new("amount_vnd", Text::new("Giá trị tài trợ", "Amount"), VND)
            .listed()
            .hint(Text::new("Chưa biết thì để trống.", "Empty while unknown.")),
        Field::new(
            "document_no",
            Text::new("Số văn bản tài trợ", "Paper no."),
            Kind::Text { max: 100 },
        ),
        Field::new(
            "document_on",
            Text::new("Ngày văn bản", "Date of the paper"),
            Kind::Date,
        ),
        Field::new(
            "surplus_reason",
            Text::new(
                "Lý do tài trợ vượt chi phí",
                "Why more is sponsored than it costs",
            ),
            Kind::LongText { max: 2000 },
        )
        .hint(SURPLUS_HINT),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["name"],
    key: &["scheme_id", "name"],
    zone: ZonePath::Through("scheme_id", &SCHEME),
    order: "t.scheme_id, t.name",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "sponsors_name_key",
            "name",
            Text::new(
                "Nhà tài trợ này đã có trong đồ án.",
                "This sponsor is listed already.",
            ),
        ),
        ("schemes_surplus", "surplus_reason", SURPLUS),
    ],
    check: no_check,
};

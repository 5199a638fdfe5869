//! Works of a zone (hạng mục): clearance, levelling, infrastructure items, what they are to cost and who pays. How far they are is
//! an append-only log of dated statements; state, delay and completion on any day are queries over it.

mod actions;
pub mod db;
mod form;
pub mod model;
mod progress;
mod refusals;
mod routes;
mod view;

pub use progress::zone_panel;
pub use refusals::REFUSALS;
pub use routes::{links, panel, routes};

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Entity, Field, Kind, Values, Words, ZonePath};
use crate::registers::zones::{PHASE, ZONE};

const AREA: Kind = Kind::Quantity {
    dimension: Dimension::Area,
    unit: "ha",
};
const VND: Kind = Kind::Quantity {
    dimension: Dimension::Vnd,
    unit: "mvnd",
};

pub(crate) const KINDS: &[Choice] = &[
    Choice::new("clearance", "Giải phóng mặt bằng", "Land clearance"),
    Choice::new("levelling", "San nền", "Levelling"),
    Choice::new("road", "Đường giao thông", "Roads"),
    Choice::new("power", "Cấp điện", "Power"),
    Choice::new("water_supply", "Cấp nước", "Water supply"),
    Choice::new("drainage", "Thoát nước mưa", "Drainage"),
    Choice::new("wastewater", "Thu gom, xử lý nước thải", "Wastewater"),
    Choice::new("green", "Cây xanh", "Green areas"),
    Choice::new("lighting", "Chiếu sáng", "Lighting"),
    Choice::new("telecom", "Thông tin liên lạc", "Telecommunications"),
    Choice::new("fire", "Phòng cháy, chữa cháy", "Fire safety"),
    Choice::new("other", "Hạ tầng kỹ thuật khác", "Other infrastructure"),
];

pub(crate) const FUNDING: &[Choice] = &[
    Choice::new("central", "Ngân sách trung ương", "Central budget"),
    Choice::new("provincial", "Ngân sách tỉnh", "Provincial budget"),
    Choice::new("developer", "Vốn của chủ đầu tư hạ tầng", "The developer"),
    Choice::new("other", "Vốn khác", "Other funds"),
];

/// Hạng mục của một khu.
pub static WORK: Entity = Entity {
    table: "works",
    path: "works",
    words: Words {
        many: Text::new("Hạng mục", "Works"),
        create: Text::new("Thêm hạng mục", "Add a work"),
        about: Text::new(
            "Giải phóng mặt bằng, san nền, hạ tầng kỹ thuật: khối lượng, dự toán, nguồn vốn. Tiến độ ghi ở trang từng hạng mục.",
            "Clearance, levelling, infrastructure: quantities, budgets, funds. Progress is recorded on the page of each work.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 30 }).required().listed(),
        Field::new("name", Text::new("Tên hạng mục", "Name"), Kind::Text { max: 300 }).required().listed(),
        Field::new("zone_id", Text::new("Khu công nghiệp", "Zone"), Kind::Reference(&ZONE)).required().filtered(),
        Field::new("phase_id", Text::new("Giai đoạn", "Phase"), Kind::Reference(&PHASE))
            .listed()
            .filtered()
            .hint(Text::new("Để trống: của cả khu.", "Empty: of the whole zone.")),
        Field::new("kind", Text::new("Loại hạng mục", "Kind"), Kind::Choice(KINDS)).required().listed().filtered(),
        Field::new("area_m2", Text::new("Diện tích phải làm", "Area to be done"), AREA)
            .listed()
            .group(Text::new("Khối lượng và dự toán", "Quantity and budget"))
            .hint(Text::new("Chỉ của giải phóng mặt bằng và san nền.", "Only of clearance and levelling.")),
        Field::new("quantity", Text::new("Khối lượng phải làm", "Quantity to be done"), Kind::Number).hint(Text::new(
            "Của hạng mục hạ tầng đo được, cùng đơn vị tính; để trống cả hai thì tiến độ ghi bằng %.",
            "Of infrastructure that can be measured, with its unit; both empty: progress is in percent.",
        )),
        Field::new("unit", Text::new("Đơn vị tính", "Unit"), Kind::Text { max: 20 })
            .hint(Text::new("Ví dụ: km, m, trạm, m³/ngày đêm.", "Such as km, m, stations, m³/day.")),
        Field::new("budget_vnd", Text::new("Dự toán được duyệt", "Approved budget"), VND).listed(),
        Field::new("funding", Text::new("Nguồn vốn", "Funds"), Kind::Choice(FUNDING)).listed().filtered(),
        Field::new("decision_no", Text::new("Số quyết định", "Decision no."), Kind::Text { max: 100 })
            .group(Text::new("Căn cứ và kế hoạch", "Basis and schedule")),
        Field::new("decision_on", Text::new("Ngày quyết định", "Decision date"), Kind::Date),
        Field::new("carried_out_by", Text::new("Đơn vị thực hiện", "Carried out by"), Kind::Text { max: 200 }),
        Field::new("planned_start", Text::new("Bắt đầu theo kế hoạch", "Planned start"), Kind::Date),
        Field::new("planned_finish", Text::new("Hoàn thành theo kế hoạch", "Planned finish"), Kind::Date).listed(),
        Field::new("note", Text::new("Ghi chú", "Note"), Kind::LongText { max: 2000 }),
    ],
    title: &["code", "name"],
    key: &["code"],
    zone: ZonePath::Column,
    order: "t.zone_id, t.phase_id nulls first, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("works_code_key", "code", TAKEN),
        ("works_area_positive", "area_m2", POSITIVE),
        ("works_quantity_positive", "quantity", POSITIVE),
        ("works_budget_positive", "budget_vnd", POSITIVE),
        ("works_measure", "quantity", MEASURE),
        ("works_finish_after_start", "planned_finish", FINISH),
        ("phase_of_zone", "phase_id", Text::new("Giai đoạn này của khu khác.", "This phase is of another zone.")),
        (
            "works_unit_kept",
            "unit",
            Text::new(
                "Đã có số liệu tiến độ theo cách đo cũ: xin giữ loại và đơn vị tính, hoặc lập hạng mục mới.",
                "Progress has been stated in the old measure: keep kind and unit, or add another work.",
            ),
        ),
        ("works_area_done", "area_m2", DONE),
        ("works_quantity_done", "quantity", DONE),
        (
            "works_budget_disbursed",
            "budget_vnd",
            Text::new(
                "Nhỏ hơn số đã giải ngân; số liệu tiến độ phải nêu lý do vượt trước.",
                "Less than has been paid; the statement of progress has to say why first.",
            ),
        ),
    ],
    check: |values, _| check(values),
};

const POSITIVE: Text = Text::new(
    "Xin ghi số dương, chưa biết thì để trống.",
    "A positive number, or empty while unknown.",
);
const MEASURE: Text = Text::new(
    "Khối lượng và đơn vị tính đi cùng nhau, và chỉ của hạng mục hạ tầng; giải phóng mặt bằng, san nền ghi diện tích.",
    "Quantity and unit go together, for infrastructure only; clearance and levelling have an area.",
);
const DONE: Text = Text::new(
    "Nhỏ hơn khối lượng đã ghi là làm xong; số liệu tiến độ phải nêu lý do vượt trước.",
    "Less than has been done; the statement of progress has to say why first.",
);
const FINISH: Text = Text::new(
    "Phải từ ngày bắt đầu theo kế hoạch.",
    "Not before the planned start.",
);

/// The measure fits the kind, and the finish comes after the start.
fn check(values: &Values) -> Vec<(&'static str, Text)> {
    let mut faults = Vec::new();
    let land = matches!(values.get("kind"), Some("clearance" | "levelling"));
    let (quantity, unit) = (
        values.get("quantity").is_some(),
        values.get("unit").is_some(),
    );
    if (land && (quantity || unit)) || quantity != unit {
        faults.push((if quantity { "unit" } else { "quantity" }, MEASURE));
    }
    if !land && values.get("area_m2").is_some() {
        faults.push(("area_m2", MEASURE));
    }
    // Canonical dates compare as text.
    if values
        .get("planned_start")
        .zip(values.get("planned_finish"))
        .is_some_and(|(start, finish)| finish < start)
    {
        faults.push(("planned_finish", FINISH));
    }
    faults
}

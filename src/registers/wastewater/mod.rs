//! Central wastewater plants (nhà máy xử lý nước thải tập trung): what they can treat on a day, what they treat, what is measured
//! against which limits: an append-only log. The one place that says what a zone can treat.

mod actions;
pub mod db;
mod form;
pub mod model;
mod readings;
mod refusals;
mod routes;
mod view;

pub use refusals::REFUSALS;
pub use routes::{links, plant_panel, routes, zone_panel};

use rust_decimal::Decimal;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Entity, Field, Kind, Values, Words, ZonePath, no_check};
use crate::registers::zones::{PHASE, ZONE};

pub(crate) const SOURCES: &[Choice] = &[
    Choice::new(
        "self_report",
        "Báo cáo của đơn vị vận hành",
        "Operator's report",
    ),
    Choice::new("automatic", "Quan trắc tự động", "Automatic monitoring"),
    Choice::new("inspection", "Kiểm tra, thanh tra", "Inspection"),
];

const NEGATIVE: Text = Text::new("Không được là số âm.", "It cannot be negative.");
const POSITIVE: Text = Text::new("Xin ghi số dương.", "A positive number, please.");
const LATER: Text = Text::new(
    "Phải sau ngày hiệu lực.",
    "After the day it comes into force.",
);
const PH: Text = Text::new("Từ 0 đến 14.", "From 0 to 14.");

/// Nhà máy xử lý nước thải tập trung.
pub static PLANT: Entity = Entity {
    table: "wastewater_plants",
    path: "wastewater-plants",
    words: Words {
        many: Text::new("Nhà máy xử lý nước thải", "Wastewater plants"),
        create: Text::new("Thêm nhà máy", "Add a plant"),
        about: Text::new(
            "Công suất, giấy phép xả thải, quan trắc của từng nhà máy xử lý nước thải tập trung.",
            "Capacity, discharge permits and monitoring of each central wastewater plant.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 30 }).required().listed(),
        Field::new("name", Text::new("Tên nhà máy", "Name"), Kind::Text { max: 300 }).required().listed(),
        Field::new("zone_id", Text::new("Khu công nghiệp", "Zone"), Kind::Reference(&ZONE)).required().listed().filtered(),
        Field::new("phase_id", Text::new("Giai đoạn", "Phase"), Kind::Reference(&PHASE))
            .hint(Text::new("Để trống: của cả khu.", "Empty: of the whole zone.")),
        Field::new("design_m3_day", Text::new("Công suất thiết kế (m³/ngày đêm)", "Design capacity (m³/day)"), Kind::Number)
            .required()
            .listed()
            .hint(Text::new(
                "Của toàn nhà máy. Có mô-đun thì công suất tại một ngày là tổng các mô-đun đã vận hành.",
                "Of the whole plant. Where stages are recorded, the capacity on a day is that of the stages in operation.",
            )),
        Field::new("operator", Text::new("Đơn vị vận hành", "Operator"), Kind::Text { max: 200 }),
        Field::new("automatic_since", Text::new("Có trạm quan trắc tự động từ ngày", "Automatic monitoring since"), Kind::Date)
            .group(Text::new("Quan trắc tự động", "Automatic monitoring"))
            .hint(Text::new("Để trống: chưa có trạm.", "Empty: there is no station.")),
        Field::new(
            "connected_since",
            Text::new("Truyền số liệu về sở quản lý môi trường từ ngày", "Sends to the environment department since"),
            Kind::Date,
        )
        .hint(Text::new("Để trống: chưa kết nối.", "Empty: not connected.")),
        Field::new("source", Text::new("Nguồn", "Source"), Kind::Text { max: 300 }),
        Field::new("note", Text::new("Ghi chú", "Note"), Kind::LongText { max: 2000 }),
    ],
    title: &["name"],
    key: &["code"],
    zone: ZonePath::Column,
    order: "t.zone_id, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("wastewater_plants_code_key", "code", TAKEN),
        ("wastewater_plants_design_positive", "design_m3_day", POSITIVE),
        ("phase_of_zone", "phase_id", Text::new("Giai đoạn này của khu khác.", "This phase is of another zone.")),
        (
            "wastewater_plants_connected_later",
            "connected_since",
            Text::new("Có trạm trước, rồi mới kết nối.", "There is a station first, then it is connected."),
        ),
    ],
    check: no_check,
};

/// Mô-đun (giai đoạn xây dựng) của một nhà máy.
pub static STAGE: Entity = Entity {
    table: "wastewater_stages",
    path: "wastewater-stages",
    words: Words {
        many: Text::new("Mô-đun xử lý nước thải", "Stages of wastewater plants"),
        create: Text::new("Thêm mô-đun", "Add a stage"),
        about: Text::new(
            "Từng mô-đun đã xây, với công suất và ngày vận hành.",
            "Each stage built, with its capacity and the day it went into operation.",
        ),
    },
    fields: &[
        Field::new(
            "name",
            Text::new("Tên mô-đun", "Name"),
            Kind::Text { max: 200 },
        )
        .required()
        .listed(),
        Field::new(
            "plant_id",
            Text::new("Nhà máy", "Plant"),
            Kind::Reference(&PLANT),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "position",
            Text::new("Thứ tự", "Order"),
            Kind::Integer { min: 1, max: 99 },
        )
        .required(),
        Field::new(
            "capacity_m3_day",
            Text::new("Công suất (m³/ngày đêm)", "Capacity (m³/day)"),
            Kind::Number,
        )
        .required()
        .listed(),
        Field::new(
            "operating_on",
            Text::new("Ngày vận hành", "In operation since"),
            Kind::Date,
        )
        .listed()
        .hint(Text::new(
            "Để trống: đang xây dựng.",
            "Empty: under construction.",
        )),
        Field::new(
            "document_no",
            Text::new("Văn bản", "Document"),
            Kind::Text { max: 200 },
        ),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["name"],
    key: &["plant_id", "position"],
    zone: ZonePath::Through("plant_id", &PLANT),
    order: "t.plant_id, t.position",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "wastewater_stages_key",
            "position",
            Text::new(
                "Nhà máy đã có mô-đun này.",
                "The plant has this stage already.",
            ),
        ),
        (
            "wastewater_stages_capacity_positive",
            "capacity_m3_day",
            POSITIVE,
        ),
    ],
    check: no_check,
};

const fn limit(name: &'static str, label: Text) -> Field {
    Field::new(name, label, Kind::Number)
}

/// Giấy phép xả thải (giấy phép môi trường), with the limits it sets.
pub static PERMIT: Entity = Entity {
    table: "discharge_permits",
    path: "discharge-permits",
    words: Words {
        many: Text::new("Giấy phép xả thải", "Discharge permits"),
        create: Text::new("Thêm giấy phép xả thải", "Add a discharge permit"),
        about: Text::new(
            "Giấy phép môi trường với nơi tiếp nhận và giới hạn từng thông số. Kết quả quan trắc so với giấy phép còn hiệu lực ngày đó.",
            "Permits with the receiving water and the limit of each parameter. What is measured is held against the permit of the day.",
        ),
    },
    fields: &[
        Field::new(
            "permit_no",
            Text::new("Số giấy phép", "Permit no."),
            Kind::Text { max: 100 },
        )
        .required()
        .listed(),
        Field::new(
            "plant_id",
            Text::new("Nhà máy", "Plant"),
            Kind::Reference(&PLANT),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "valid_from",
            Text::new("Hiệu lực từ ngày", "In force since"),
            Kind::Date,
        )
        .required()
        .listed(),
        Field::new("valid_to", Text::new("Đến ngày", "Until"), Kind::Date).listed(),
        Field::new(
            "receiving_water",
            Text::new("Nguồn tiếp nhận", "Receiving water"),
            Kind::Text { max: 200 },
        )
        .listed(),
        Field::new(
            "standard",
            Text::new("Quy chuẩn áp dụng", "Standard"),
            Kind::Text { max: 200 },
        )
        .listed()
        .hint(Text::new(
            "Ví dụ: QCVN 40:2011/BTNMT cột A, Kq = 0,9; Kf = 1,0.",
            "Such as QCVN 40:2011/BTNMT column A.",
        )),
        limit("ph_low", Text::new("pH từ", "pH from")).group(Text::new(
            "Giới hạn (để trống: không quy định)",
            "Limits (empty: none set)",
        )),
        limit("ph_high", Text::new("pH đến", "pH to")),
        limit("cod_limit", Text::new("COD (mg/l)", "COD (mg/l)")),
        limit("bod5_limit", Text::new("BOD5 (mg/l)", "BOD5 (mg/l)")),
        limit("tss_limit", Text::new("TSS (mg/l)", "TSS (mg/l)")),
        limit(
            "ammonium_limit",
            Text::new("Amoni, tính theo N (mg/l)", "Ammonium as N (mg/l)"),
        ),
        limit(
            "nitrogen_limit",
            Text::new("Tổng nitơ (mg/l)", "Total nitrogen (mg/l)"),
        ),
        limit(
            "phosphorus_limit",
            Text::new("Tổng phốt pho (mg/l)", "Total phosphorus (mg/l)"),
        ),
        limit(
            "coliform_limit",
            Text::new(
                "Coliform (MPN hoặc CFU/100 ml)",
                "Coliforms (MPN or CFU/100 ml)",
            ),
        ),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["permit_no"],
    key: &["plant_id", "valid_from"],
    zone: ZonePath::Through("plant_id", &PLANT),
    order: "t.plant_id, t.valid_from desc",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "discharge_permits_key",
            "valid_from",
            Text::new(
                "Nhà máy đã có giấy phép hiệu lực từ ngày này.",
                "The plant has a permit from this day already.",
            ),
        ),
        ("discharge_permits_term", "valid_to", LATER),
        (
            "discharge_permits_ph",
            "ph_high",
            Text::new("Phải lớn hơn pH từ.", "It has to be above the lower one."),
        ),
        ("discharge_permits_ph_low_check", "ph_low", PH),
        ("discharge_permits_ph_high_check", "ph_high", PH),
        ("discharge_permits_cod_limit_check", "cod_limit", NEGATIVE),
        ("discharge_permits_bod5_limit_check", "bod5_limit", NEGATIVE),
        ("discharge_permits_tss_limit_check", "tss_limit", NEGATIVE),
        (
            "discharge_permits_ammonium_limit_check",
            "ammonium_limit",
            NEGATIVE,
        ),
        (
            "discharge_permits_nitrogen_limit_check",
            "nitrogen_limit",
            NEGATIVE,
        ),
        (
            "discharge_permits_phosphorus_limit_check",
            "phosphorus_limit",
            NEGATIVE,
        ),
        (
            "discharge_permits_coliform_limit_check",
            "coliform_limit",
            NEGATIVE,
        ),
    ],
    check: no_check,
};

/// Lưu lượng và kết quả quan trắc của một kỳ: a log and no registry, so nobody mounts its pages; its declaration is the form of an
/// entry, and the file of a bundle.
pub static READING: Entity = Entity {
    table: "wastewater_readings",
    path: "wastewater-readings",
    words: Words {
        many: Text::new("Lưu lượng và quan trắc nước thải", "Wastewater readings"),
        create: Text::new("Ghi lưu lượng, quan trắc", "Record a reading"),
        about: Text::new("", ""),
    },
    fields: &[
        Field::new(
            "plant_id",
            Text::new("Nhà máy", "Plant"),
            Kind::Reference(&PLANT),
        )
        .required(),
        Field::new(
            "number",
            Text::new("Lần ghi", "Entry"),
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        )
        .required(),
        Field::new(
            "source",
            Text::new("Nguồn số liệu", "Source"),
            Kind::Choice(SOURCES),
        )
        .required(),
        Field::new("from_on", Text::new("Từ ngày", "From"), Kind::Date)
            .required()
            .hint(Text::new(
                "Mẫu lấy một ngày: ghi hai ngày như nhau.",
                "A sample of one day: the same day twice.",
            )),
        Field::new("to_on", Text::new("Đến ngày", "Until"), Kind::Date).required(),
        Field::new(
            "actual_m3_day",
            Text::new("Lưu lượng bình quân (m³/ngày đêm)", "Average flow (m³/day)"),
            Kind::Number,
        ),
        Field::new("ph", Text::new("pH", "pH"), Kind::Number).group(Text::new(
            "Kết quả quan trắc (để trống: không đo)",
            "What was measured (empty: not measured)",
        )),
        limit("cod", Text::new("COD (mg/l)", "COD (mg/l)")),
        limit("bod5", Text::new("BOD5 (mg/l)", "BOD5 (mg/l)")),
        limit("tss", Text::new("TSS (mg/l)", "TSS (mg/l)")),
        limit(
            "ammonium",
            Text::new("Amoni, tính theo N (mg/l)", "Ammonium as N (mg/l)"),
        ),
        limit(
            "nitrogen",
            Text::new("Tổng nitơ (mg/l)", "Total nitrogen (mg/l)"),
        ),
        limit(
            "phosphorus",
            Text::new("Tổng phốt pho (mg/l)", "Total phosphorus (mg/l)"),
        ),
        limit(
            "coliform",
            Text::new(
                "Coliform (MPN hoặc CFU/100 ml)",
                "Coliforms (MPN or CFU/100 ml)",
            ),
        ),
        Field::new(
            "document",
            Text::new("Văn bản, phiếu kết quả", "Document"),
            Kind::Text { max: 300 },
        )
        .group(Text::new("Căn cứ", "Basis")),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
        Field::new(
            "withdrawn",
            Text::new("Rút số liệu", "Withdrawn"),
            Kind::Bool,
        ),
        Field::new(
            "corrects",
            Text::new("Thay cho lần ghi", "In the place of entry"),
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        ),
        Field::new(
            "correction",
            Text::new("Lý do đính chính", "Why it is corrected"),
            Kind::LongText { max: 2000 },
        ),
        Field::new(
            "recorded_by",
            Text::new("Người ghi", "Recorded by"),
            Kind::Text { max: 200 },
        )
        .required(),
        Field::new(
            "recorded_at",
            Text::new("Ghi lúc", "Recorded at"),
            Kind::Moment,
        )
        .required(),
    ],
    title: &["to_on"],
    key: &["plant_id", "number"],
    zone: ZonePath::Through("plant_id", &PLANT),
    order: "t.plant_id, t.number",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[],
    check: |values, _| check_reading(values),
};

const FROM: Text = Text::new(
    "Phải từ ngày bắt đầu kỳ trở đi.",
    "Not before the period begins.",
);
const SOMETHING: Text = Text::new(
    "Xin ghi lưu lượng hoặc ít nhất một thông số.",
    "Please give the flow, or at least one parameter.",
);

fn check_reading(values: &Values) -> Vec<(&'static str, Text)> {
    let mut faults = Vec::new();
    // Canonical dates compare as text.
    if values
        .get("from_on")
        .zip(values.get("to_on"))
        .is_some_and(|(from, to)| to < from)
    {
        faults.push(("to_on", FROM));
    }
    let number = |name: &str| {
        values
            .get(name)
            .and_then(|value| value.parse::<Decimal>().ok())
    };
    let parameters = model::PARAMETERS.iter().map(|parameter| parameter.code);
    let measured: Vec<(&'static str, Decimal)> = parameters
        .chain(["actual_m3_day"])
        .filter_map(|name| Some((name, number(name)?)))
        .collect();
    if measured.is_empty() && values.get("withdrawn") != Some("true") {
        faults.push(("actual_m3_day", SOMETHING));
    }
    for (name, value) in measured {
        match name {
            "ph" if value < Decimal::ZERO || value > Decimal::from(14) => faults.push((name, PH)),
            _ if value < Decimal::ZERO => faults.push((name, NEGATIVE)),
            _ => {}
        }
    }
    faults
}

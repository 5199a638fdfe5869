//! Industrial zones, the decisions they stand on, their phases and dated areas. The registry to read first.

mod decisions;
mod refusals;
mod states;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::actions::{STILL_TO_COME, TAKEN};
use crate::platform::registry::{Choice, Ends, Entity, Field, Kind, Words, ZonePath, no_check};

pub use decisions::{DECISION, DECISION_KINDS};
pub use refusals::REFUSALS;
pub use states::STATE;

const AREA: Kind = Kind::Quantity {
    dimension: Dimension::Area,
    unit: "ha",
};

/// Zone types of NĐ 35/2022/NĐ-CP.
const KINDS: &[Choice] = &[
    Choice::new("regular", "KCN thông thường", "Industrial zone"),
    Choice::new(
        "export_processing",
        "Khu chế xuất",
        "Export processing zone",
    ),
    Choice::new("supporting", "KCN hỗ trợ", "Supporting-industry zone"),
    Choice::new("specialised", "KCN chuyên ngành", "Specialised zone"),
    Choice::new("high_tech", "KCN công nghệ cao", "High-tech zone"),
    Choice::new("ecological", "KCN sinh thái", "Eco-industrial zone"),
];

const STATUSES: &[Choice] = &[
    Choice::new("planned", "Trong quy hoạch", "Planned"),
    Choice::new("approved", "Đã thành lập", "Established"),
    Choice::new(
        "building",
        "Đang xây dựng hạ tầng",
        "Infrastructure under construction",
    )
    .tone("info"),
    Choice::new("operating", "Đang hoạt động", "Operating").tone("ok"),
    Choice::new("converting", "Đang chuyển đổi", "Converting").tone("warn"),
    Choice::new("revoked", "Đã thu hồi", "Revoked").tone("bad"),
];

/// The columns of sheet 2101 beside "outside of any economic zone", which an empty field means.
const ECONOMIC_ZONES: &[Choice] = &[
    Choice::new("coastal", "Khu kinh tế ven biển", "Coastal economic zone"),
    Choice::new(
        "border_gate",
        "Khu kinh tế cửa khẩu",
        "Border-gate economic zone",
    ),
    Choice::new(
        "specialised",
        "Khu kinh tế chuyên biệt",
        "Specialised economic zone",
    ),
];

/// Khu công nghiệp.
pub static ZONE: Entity = Entity {
    table: "zones",
    path: "zones",
    words: Words {
        many: Text::new("Khu công nghiệp", "Industrial zones"),
        create: Text::new("Thêm khu công nghiệp", "Add a zone"),
        about: Text::new(
            "Các khu do Ban quản lý, với giai đoạn và diện tích theo từng thời điểm.",
            "The board's zones, with phases and dated areas.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 20 }).required().listed(),
        Field::new("name", Text::new("Tên khu công nghiệp", "Name"), Kind::Text { max: 200 }).required().listed(),
        Field::new("name_en", Text::new("Tên tiếng Anh", "Name in English"), Kind::Text { max: 200 }),
        Field::new("kind", Text::new("Loại hình", "Type"), Kind::Choice(KINDS)).required().listed().filtered(),
        Field::new("status", Text::new("Tình trạng", "Status"), Kind::Choice(STATUSES))
            .required()
            .listed()
            .filtered()
            .ends(Ends::With("revoked")),
        Field::new("province", Text::new("Tỉnh", "Province"), Kind::Text { max: 100 })
            .required()
            .listed()
            .today("zone_province_today")
            .group(Text::new("Vị trí", "Location"))
            .hint(Text::new(
                "Khi nhập khu. Đổi địa giới, chuyển Ban: thêm dòng ở “Khu thuộc Ban và địa bàn nào”, không sửa ở đây.",
                "As the zone was entered. When units or boards change add a row to “Where zones belong” instead of changing this.",
            )),
        Field::new("location", Text::new("Địa điểm (xã, phường)", "Location (commune, ward)"), Kind::Text { max: 300 }),
        Field::new("economic_zone", Text::new("Thuộc khu kinh tế", "Within an economic zone"), Kind::Choice(ECONOMIC_ZONES))
            .hint(Text::new("Để trống: nằm ngoài khu kinh tế.", "Empty: outside of any.")),
        Field::new("developer", Text::new("Chủ đầu tư hạ tầng", "Infrastructure developer"), Kind::Text { max: 200 })
            .group(Text::new("Pháp lý và hạ tầng", "Legal basis and infrastructure")),
        Field::new("note", Text::new("Ghi chú", "Note"), Kind::LongText { max: 2000 }),
    ],
    title: &["name"],
    key: &["code"],
    zone: ZonePath::Own,
    order: "t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[("zones_code_key", "code", TAKEN)],
    check: no_check,
};

/// Giai đoạn của một khu.
pub static PHASE: Entity = Entity {
    table: "phases",
    path: "phases",
    words: Words {
        many: Text::new("Giai đoạn", "Phases"),
        create: Text::new("Thêm giai đoạn", "Add a phase"),
        about: Text::new(
            "Giai đoạn đầu tư hạ tầng của từng khu.",
            "Infrastructure phases of each zone.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 20 })
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
            "name",
            Text::new("Tên giai đoạn", "Name"),
            Kind::Text { max: 200 },
        )
        .required()
        .listed(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["name"],
    key: &["zone_id", "code"],
    zone: ZonePath::Column,
    order: "t.zone_id, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[("phases_code_key", "code", TAKEN)],
    check: no_check,
};

/// Diện tích của một giai đoạn tại một ngày. The latest statement on or before a day holds on that day.
pub static PHASE_AREA: Entity = Entity {
    table: "phase_areas",
    path: "phase-areas",
    words: Words {
        many: Text::new("Diện tích theo thời điểm", "Areas by date"),
        create: Text::new("Thêm số liệu diện tích", "Add areas"),
        about: Text::new(
            "Mỗi dòng là số liệu tại một ngày; dòng mới nhất được dùng cho các báo cáo sau ngày đó.",
            "Each row is a statement on a day; the newest one holds from that day on.",
        ),
    },
    fields: &[
        Field::new("as_of", Text::new("Tính đến ngày", "As of"), Kind::Date).required().listed(),
        Field::new("phase_id", Text::new("Giai đoạn", "Phase"), Kind::Reference(&PHASE)).required().listed().filtered(),
        Field::new("planned_m2", Text::new("Diện tích quy hoạch", "Planned area"), AREA).required().listed(),
        Field::new("established_m2", Text::new("Diện tích thành lập", "Established area"), AREA).hint(Text::new(
            "Theo quyết định thành lập; chưa có thì để trống. Đã cho thuê ≤ đất cho thuê ≤ thành lập ≤ quy hoạch.",
            "As the zone was established; empty while unknown. Leased ≤ leasable ≤ established ≤ planned.",
        )),
        Field::new("leasable_m2", Text::new("Đất công nghiệp cho thuê", "Leasable industrial land"), AREA).required().listed(),
        Field::new("cleared_m2", Text::new("Đã giải phóng mặt bằng", "Cleared"), AREA).required().listed(),
        Field::new("levelled_m2", Text::new("Đã san nền", "Levelled"), AREA).required().listed(),
        Field::new("leased_m2", Text::new("Đã cho thuê", "Leased"), AREA).required().listed(),
        Field::new(
            "infrastructure_percent",
            Text::new("Mức độ hoàn thiện hạ tầng", "Infrastructure completed"),
            Kind::Quantity { dimension: Dimension::Percent, unit: "percent" },
        ),
        Field::new("source", Text::new("Nguồn", "Source"), Kind::Text { max: 300 }),
    ],
    title: &["as_of"],
    key: &["phase_id", "as_of"],
    zone: ZonePath::Through("phase_id", &PHASE),
    order: "t.phase_id, t.as_of desc",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "phase_areas_as_of_key",
            "as_of",
            Text::new("Giai đoạn này đã có số liệu tại ngày đó.", "This phase has a statement for that day already."),
        ),
        ("phase_areas_as_of", "as_of", STILL_TO_COME),
        (
            "phase_areas_leasable_in_planned",
            "leasable_m2",
            Text::new("Lớn hơn diện tích quy hoạch.", "More than the planned area."),
        ),
        (
            "phase_areas_established_in_planned",
            "established_m2",
            Text::new("Lớn hơn diện tích quy hoạch.", "More than the planned area."),
        ),
        (
            "phase_areas_leasable_in_established",
            "leasable_m2",
            Text::new("Lớn hơn diện tích thành lập.", "More than the established area."),
        ),
        ("phase_areas_infrastructure_percent", "infrastructure_percent", Text::new("Từ 0 đến 100%.", "From 0 to 100%.")),
        (
            "phase_areas_leased_in_leasable",
            "leased_m2",
            Text::new("Lớn hơn diện tích đất công nghiệp cho thuê.", "More than the leasable area."),
        ),
        (
            "phase_areas_cleared_in_planned",
            "cleared_m2",
            Text::new("Lớn hơn diện tích quy hoạch.", "More than the planned area."),
        ),
        (
            "phase_areas_levelled_in_cleared",
            "levelled_m2",
            Text::new("Lớn hơn diện tích đã giải phóng mặt bằng.", "More than the cleared area."),
        ),
    ],
    check: no_check,
};

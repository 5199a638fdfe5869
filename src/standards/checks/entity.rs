//! The registry of the rules: switched, tuned and with a history of their thresholds, like any other registry.

use rust_decimal::Decimal;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Entity, Field, Kind, Values, Words, ZonePath};

const SEVERITIES: &[Choice] = &[
    Choice::new("blocks", "Không gửi được", "Blocks").tone("bad"),
    Choice::new("explain", "Phải giải trình", "Must be explained").tone("warn"),
    Choice::new("information", "Thông tin", "Information").tone("info"),
];

const PLACES: &[Choice] = &[
    Choice::new("report", "Khi nhập báo cáo", "While reporting"),
    Choice::new("registry", "Ở sổ đăng ký", "In a registry"),
    Choice::new("print", "Khi in", "When printing"),
    Choice::new("board", "Toàn Ban", "Board level"),
];

/// Quy tắc kiểm tra.
pub static CHECK_RULE: Entity = Entity {
    table: "check_rules",
    path: "check-rules",
    words: Words {
        many: Text::new("Quy tắc kiểm tra", "Check rules"),
        create: Text::new("Thêm quy tắc", "Add a rule"),
        about: Text::new(
            "Các quy tắc V01–V30 dùng để kiểm tra số liệu: mức độ, ngưỡng và căn cứ; lịch sử ghi mọi lần sửa ngưỡng.",
            "The rules V01–V30 that figures are checked with: severity, thresholds, basis; the history keeps every change.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 3 })
            .required()
            .listed(),
        Field::new("name", Text::new("Tên", "Name"), Kind::Text { max: 200 })
            .required()
            .listed(),
        Field::new(
            "name_en",
            Text::new("Tên tiếng Anh", "Name in English"),
            Kind::Text { max: 200 },
        )
        .required(),
        Field::new(
            "severity",
            Text::new("Mức độ", "Severity"),
            Kind::Choice(SEVERITIES),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "place",
            Text::new("Nơi kiểm tra", "Where it is checked"),
            Kind::Choice(PLACES),
        )
        .required()
        .listed()
        .filtered(),
        Field::new("active", Text::new("Đang áp dụng", "In use"), Kind::Bool)
            .listed()
            .hint(Text::new(
                "V02, V03 và V25 luôn áp dụng.",
                "V02, V03 and V25 always apply.",
            )),
        Field::new("low", Text::new("Dưới", "Low"), Kind::Number)
            .listed()
            .group(Text::new("Ngưỡng", "Thresholds"))
            .hint(Text::new(
                "Ý nghĩa ghi ở phần giải thích.",
                "The explanation says what it means.",
            )),
        Field::new("high", Text::new("Trên", "High"), Kind::Number).listed(),
        Field::new("low_2", Text::new("Dưới (2)", "Low (2)"), Kind::Number),
        Field::new("high_2", Text::new("Trên (2)", "High (2)"), Kind::Number),
        Field::new(
            "note",
            Text::new("Giải thích", "Explanation"),
            Kind::LongText { max: 2000 },
        )
        .group(Text::new("Giải thích, căn cứ", "Explanation, basis")),
        Field::new(
            "note_en",
            Text::new("Giải thích bằng tiếng Anh", "Explanation in English"),
            Kind::LongText { max: 2000 },
        ),
        Field::new(
            "basis",
            Text::new("Căn cứ", "Basis"),
            Kind::Text { max: 300 },
        )
        .required(),
    ],
    title: &["code", "name"],
    key: &["code"],
    zone: ZonePath::Everyone,
    order: "t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        ("check_rules_code_key", "code", TAKEN),
        (
            "check_rules_code_known",
            "code",
            Text::new(
                "Phải là V01 đến V30: phần mềm chỉ biết các quy tắc này.",
                "Must be V01 to V30: the portal knows no other.",
            ),
        ),
    ],
    check: |values, _| bands_open(values),
};

/// A band whose low end lies above its high end would let nothing, or everything, through. Only V07, V12, V14 and V20 name
/// two separate limits; those are ordered too.
fn bands_open(values: &Values) -> Vec<(&'static str, Text)> {
    let number = |name| {
        values
            .get(name)
            .and_then(|text| text.parse::<Decimal>().ok())
    };
    let apart = values.get("code") == Some("V07");
    let crossed = |low, high| {
        !apart
            && number(low)
                .zip(number(high))
                .is_some_and(|(low, high)| low > high)
    };
    let message = Text::new(
        "Ngưỡng trên nhỏ hơn ngưỡng dưới.",
        "The high end lies below the low end.",
    );
    [("low", "high"), ("low_2", "high_2")]
        .into_iter()
        .filter(|(low, high)| crossed(low, high))
        .map(|(_, high)| (high, message))
        .collect()
}

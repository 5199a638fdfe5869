//! What is measured: indicators, products, exchange rates.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::quantity;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{
    Choice, Ends, Entity, Field, Kind, Only, Values, Words, ZonePath, no_check,
};

mod catalogue;
mod kinds;
mod known;
mod refusals;
mod typed;

pub use catalogue::{Catalogue, Indicator};
pub use kinds::{Source, TimeKind};
pub use known::Known;
pub use refusals::REFUSALS;
pub use typed::{Contradiction, Typed, unit_for};

const DIMENSIONS: &[Choice] = &[
    Choice::new("vnd", "Tiền Việt Nam", "Vietnamese dong"),
    Choice::new("usd", "Đô la Mỹ", "US dollar"),
    Choice::new("area", "Diện tích", "Area"),
    Choice::new("person", "Người", "People"),
    Choice::new("percent", "Tỷ lệ %", "Percentage"),
    Choice::new("count", "Số dự án", "Number of projects"),
    Choice::new("own", "Đơn vị riêng", "A unit of its own"),
];

const SOURCES: &[Choice] = &[
    Choice::new("filing", "Doanh nghiệp báo cáo", "Reported by enterprises"),
    Choice::new(
        "registry",
        "Tính từ sổ dự án, đất đai",
        "Counted from projects and land",
    ),
];

const TIME_KINDS: &[Choice] = &[
    Choice::new(
        "flow",
        "Phát sinh trong kỳ (cộng dồn)",
        "Flow (adds up over time)",
    ),
    Choice::new(
        "stock",
        "Thời điểm (không cộng dồn)",
        "Stock (does not add up)",
    ),
    Choice::new("rate", "Bình quân, tỷ lệ", "Average or rate"),
];

const UNITS: &[Choice] = &[
    Choice::new("vnd", "đồng", "VND"),
    Choice::new("kvnd", "nghìn đồng", "thousand VND"),
    Choice::new("mvnd", "triệu đồng", "million VND"),
    Choice::new("bvnd", "tỷ đồng", "billion VND"),
    Choice::new("usd", "USD", "USD"),
    Choice::new("kusd", "nghìn USD", "thousand USD"),
    Choice::new("musd", "triệu USD", "million USD"),
    Choice::new("m2", "m²", "m²"),
    Choice::new("ha", "ha", "ha"),
    Choice::new("person", "người", "people"),
    Choice::new("percent", "%", "%"),
    Choice::new("count", "dự án", "projects"),
    Choice::new("own", "đơn vị riêng", "own unit"),
];

const CODE: Field = Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 40 })
    .required()
    .listed()
    .hint(Text::new(
        "Chữ thường, số và gạch dưới, ví dụ: revenue.",
        "Lower-case letters, digits and underscores, e.g. revenue.",
    ));
const CODE_SHAPE: Text = Text::new(
    "Chỉ gồm chữ thường không dấu, số và gạch dưới; bắt đầu bằng chữ.",
    "Only lower-case letters, digits and underscores, beginning with a letter.",
);
const NAME: Field = Field::new("name", Text::new("Tên", "Name"), Kind::Text { max: 200 })
    .required()
    .listed();
const NAME_EN: Field = Field::new(
    "name_en",
    Text::new("Tên tiếng Anh", "Name in English"),
    Kind::Text { max: 200 },
)
.required();
const ALIASES: Field = Field::new(
    "aliases",
    Text::new("Cũng gọi là", "Also called"),
    Kind::Text { max: 1000 },
)
.hint(Text::new(
    "Các tên khác trong tệp của doanh nghiệp, cách nhau bằng dấu chấm phẩy: cột mang tên ấy được nhận ra.",
    "Other names in the files of enterprises, between semicolons: a column of that name is recognised.",
));
const SCALE: Field = Field::new(
    "display_scale",
    Text::new("Số chữ số thập phân", "Decimals"),
    Kind::Integer { min: 0, max: 6 },
)
.required();
const STEP: Field = Field::new("sentence_step", Text::new("Bước làm tròn trong câu", "Rounding step in sentences"), Kind::Number)
    .hint(Text::new(
        "Theo đơn vị hiển thị. Ví dụ 100: 1.037 người thành “hơn 1.000 người”. Bước làm số lệch quá 5% thì câu dùng bước nhỏ hơn. Để trống: ghi đúng số.",
        "In the display unit. With 100, 1,037 people become “over 1,000 people”; a step that would be more than 5% off gives way to a finer one. Empty states the exact number.",
    ));
const STEP_POSITIVE: Text = Text::new("Phải lớn hơn 0.", "Must be more than 0.");
const POSITION: Field = Field::new(
    "position",
    Text::new("Thứ tự", "Order"),
    Kind::Integer { min: 1, max: 9999 },
)
.required()
.listed();
const UNTIL: Field = Field::new("valid_until", Text::new("Dùng đến hết ngày", "In use until"), Kind::Date)
    .listed()
    .ends(Ends::LastDay)
    .hint(Text::new(
        "Để trống: vẫn dùng. Kỳ có ngày cuối sau ngày này không hỏi nữa; các kỳ trước vẫn giữ nguyên.",
        "Empty: in use. Periods that end after this day no longer ask for it; earlier ones stay as they are.",
    ));
const NAMED_OPEN: Text = Text::new(
    "Biểu mẫu và kiểm tra của cổng gọi chỉ tiêu này bằng mã, nên luôn được dùng.",
    "Sheets and checks of the portal call this indicator by its code: it is always in use.",
);
const NAMED_CODE: Text = Text::new(
    "Biểu mẫu và kiểm tra của cổng gọi chỉ tiêu này bằng mã, nên mã không đổi được. Có thể sửa tên.",
    "Sheets and checks of the portal call this indicator by its code, which stays. Its name may be changed.",
);
const USED_LATER: Text = Text::new(
    "Đã có số liệu của kỳ kết thúc sau ngày này: xin chọn ngày cuối của kỳ ấy hoặc muộn hơn.",
    "There are figures of a period that ends after this day: please choose its last day or a later one.",
);
const MEANING: Text = Text::new(
    "Đã có số liệu hoặc chỉ tiêu giao: đại lượng, nguồn và tính chất không đổi được. Xin thêm chỉ tiêu mới.",
    "There are figures or targets: dimension, source and kind stay. Please add a new indicator.",
);
const NOTE: Field = Field::new(
    "note",
    Text::new("Ghi chú", "Note"),
    Kind::LongText { max: 2000 },
);

/// Chỉ tiêu.
pub static INDICATOR: Entity = Entity {
    table: "indicators",
    path: "indicators",
    words: Words {
        many: Text::new("Chỉ tiêu", "Indicators"),
        create: Text::new("Thêm chỉ tiêu", "Add an indicator"),
        about: Text::new(
            "Những gì được báo cáo, giao kế hoạch và tổng kết.",
            "What is reported, planned and reviewed.",
        ),
    },
    fields: &[
        CODE,
        NAME,
        NAME_EN,
        ALIASES,
        Field::new(
            "dimension",
            Text::new("Đại lượng", "Dimension"),
            Kind::Choice(DIMENSIONS),
        )
        .required()
        .listed(),
        Field::new(
            "own_unit",
            Text::new("Đơn vị riêng", "Own unit"),
            Kind::Text { max: 40 },
        ),
        Field::new(
            "own_unit_en",
            Text::new("Đơn vị riêng (tiếng Anh)", "Own unit in English"),
            Kind::Text { max: 40 },
        ),
        Field::new(
            "display_unit",
            Text::new("Đơn vị hiển thị", "Display unit"),
            Kind::Choice(UNITS),
        )
        .required()
        .listed(),
        SCALE,
        STEP,
        Field::new(
            "source",
            Text::new("Nguồn số liệu", "Source"),
            Kind::Choice(SOURCES),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "time_kind",
            Text::new("Tính chất", "Kind"),
            Kind::Choice(TIME_KINDS),
        )
        .required()
        .listed(),
        Field::new(
            "part_of_id",
            Text::new("Là một phần của", "Part of"),
            Kind::Reference(&INDICATOR),
        ),
        Field::new(
            "weight_id",
            Text::new("Bình quân theo", "Weighted by"),
            Kind::Reference(&INDICATOR),
        ),
        POSITION,
        Field::new(
            "folded",
            Text::new("Xếp ngoài bảng chính", "Below the main table"),
            Kind::Bool,
        )
        .hint(Text::new(
            "Trên trang tổng quan nằm trong phần “Các chỉ tiêu khác”, không in trong bảng của báo cáo tổng kết.",
            "On the overview it stands among “Other indicators”; it is not printed in the tables of the review.",
        )),
        UNTIL,
        NOTE,
    ],
    title: &["name"],
    key: &["code"],
    zone: ZonePath::Everyone,
    order: "t.position, t.code",
    only: Some(Only {
        column: "kind",
        value: "indicator",
        also: &[],
    }),
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        ("indicators_code_key", "code", TAKEN),
        ("indicators_code_shape", "code", CODE_SHAPE),
        (
            "indicators_sentence_step_positive",
            "sentence_step",
            STEP_POSITIVE,
        ),
        ("indicators_named_code", "code", NAMED_CODE),
        ("indicators_named_open", "valid_until", NAMED_OPEN),
        ("indicators_used_later", "valid_until", USED_LATER),
        ("indicators_meaning", "dimension", MEANING),
        (
            "indicators_own_unit",
            "own_unit",
            Text::new(
                "Đại lượng “đơn vị riêng” cần tên đơn vị ở cả hai ngôn ngữ; đại lượng khác thì không.",
                "A unit of its own needs its name in both languages; other dimensions have none.",
            ),
        ),
        (
            "indicators_rate_has_weight",
            "weight_id",
            Text::new(
                "Số bình quân phải có chỉ tiêu làm quyền số; số khác thì không.",
                "An average needs a weight; others have none.",
            ),
        ),
    ],
    check: |values, _| unit_fits(values),
};

/// The display unit must measure the dimension.
fn unit_fits(values: &Values) -> Vec<(&'static str, Text)> {
    let unit = values.get("display_unit").and_then(quantity::unit);
    let fits = unit.is_some_and(|unit| Some(unit.dimension.code()) == values.get("dimension"));
    if fits {
        Vec::new()
    } else {
        vec![(
            "display_unit",
            Text::new(
                "Đơn vị này không đo được đại lượng đã chọn.",
                "This unit does not measure the chosen dimension.",
            ),
        )]
    }
}

/// Sản phẩm: an indicator with a unit of its own. Outputs in different units never add up.
pub static PRODUCT: Entity = Entity {
    table: "indicators",
    path: "products",
    words: Words {
        many: Text::new("Sản phẩm", "Products"),
        create: Text::new("Thêm sản phẩm", "Add a product"),
        about: Text::new(
            "Mặt hàng chủ yếu, mỗi mặt hàng một đơn vị tính.",
            "Main products, each with its own unit.",
        ),
    },
    fields: &[
        CODE,
        NAME,
        NAME_EN,
        ALIASES,
        Field::new(
            "own_unit",
            Text::new("Đơn vị tính", "Unit"),
            Kind::Text { max: 40 },
        )
        .required()
        .listed(),
        Field::new(
            "own_unit_en",
            Text::new("Đơn vị tính (tiếng Anh)", "Unit in English"),
            Kind::Text { max: 40 },
        )
        .required(),
        SCALE,
        STEP,
        POSITION,
        UNTIL,
        NOTE,
    ],
    title: &["name"],
    key: &["code"],
    zone: ZonePath::Everyone,
    order: "t.position, t.code",
    only: Some(Only {
        column: "kind",
        value: "product",
        also: &[
            ("dimension", "own"),
            ("display_unit", "own"),
            ("source", "filing"),
            ("time_kind", "flow"),
        ],
    }),
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        ("indicators_code_key", "code", TAKEN),
        ("indicators_code_shape", "code", CODE_SHAPE),
        (
            "indicators_sentence_step_positive",
            "sentence_step",
            STEP_POSITIVE,
        ),
        ("indicators_used_later", "valid_until", USED_LATER),
    ],
    check: no_check,
};

const CURRENCIES: &[Choice] = &[Choice::new("usd", "Đô la Mỹ (USD)", "US dollar")];

/// Tỷ giá: VND for one USD, average of the year.
pub static EXCHANGE_RATE: Entity = Entity {
    table: "exchange_rates",
    path: "exchange-rates",
    words: Words {
        many: Text::new("Tỷ giá", "Exchange rates"),
        create: Text::new("Thêm tỷ giá", "Add a rate"),
        about: Text::new(
            "Tỷ giá bình quân năm, dùng khi quy đổi; luôn ghi nguồn.",
            "Average of the year, used for conversion, always with its source.",
        ),
    },
    fields: &[
        Field::new(
            "year",
            Text::new("Năm", "Year"),
            Kind::Integer {
                min: 1990,
                max: 2100,
            },
        )
        .required()
        .listed(),
        Field::new(
            "currency",
            Text::new("Ngoại tệ", "Currency"),
            Kind::Choice(CURRENCIES),
        )
        .required()
        .listed(),
        Field::new(
            "rate",
            Text::new("Đồng Việt Nam cho một đơn vị", "VND for one unit"),
            Kind::Number,
        )
        .required()
        .listed(),
        Field::new(
            "source",
            Text::new("Nguồn", "Source"),
            Kind::Text { max: 300 },
        )
        .required()
        .listed(),
    ],
    title: &["year", "currency"],
    key: &["year", "currency"],
    zone: ZonePath::Everyone,
    order: "t.year desc",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        (
            "exchange_rates_year_key",
            "year",
            Text::new("Năm này đã có tỷ giá.", "This year has a rate already."),
        ),
        (
            "exchange_rates_rate_plausible",
            "rate",
            Text::new(
                "Tỷ giá phải từ 1.000 đến 1.000.000 đồng. Xin kiểm tra dấu chấm, dấu phẩy.",
                "A rate lies between 1,000 and 1,000,000 VND. Please check the marks.",
            ),
        ),
    ],
    check: no_check,
};

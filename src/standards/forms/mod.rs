//! The forms enterprises report on, as data: their lines, how often and until when they are due, and the days off that
//! move a deadline. Codes, deadlines and their legal basis change with every circular, so each has a validity.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Entity, Field, Kind, Values, Words, ZonePath, no_check};
use crate::standards::indicators::INDICATOR;

pub mod db;
mod model;
mod refusals;

pub use model::{Asked, Calendar, Currency, Deadline, Form, Line, LineUnit, Question};
pub use refusals::REFUSALS;

/// The form of figures that a board brings along: nobody owes it.
pub const MOVED_IN: &str = "BQL.CV";

/// Longest answer to a question, in characters.
pub const MAX_ANSWER: usize = 4000;

const FREQUENCIES: &[Choice] = &[
    Choice::new("month", "Tháng", "Month"),
    Choice::new("quarter", "Quý", "Quarter"),
    Choice::new("half", "6 tháng", "Half-year"),
    Choice::new("nine_months", "9 tháng", "Nine months"),
    Choice::new("year", "Năm", "Year"),
];
const VINTAGES: &[Choice] = &[
    Choice::new("estimate", "Ước", "Estimate"),
    Choice::new("preliminary", "Sơ bộ", "Preliminary"),
    Choice::new("final", "Chính thức", "Final"),
];
const OWED_BY: &[Choice] = &[
    Choice::new(
        "operating",
        "Doanh nghiệp đang hoạt động",
        "Enterprises in operation",
    ),
    Choice::new(
        "building",
        "Đang xây dựng và đang hoạt động",
        "Under construction and in operation",
    ),
    Choice::new(
        "nobody",
        "Không ai: số liệu chuyển vào",
        "Nobody: figures moved in",
    ),
];
const UNITS: &[Choice] = &[
    Choice::new(
        "licence",
        "theo GCN (USD hoặc triệu đồng)",
        "as the certificate (USD or million VND)",
    ),
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
    Choice::new("own", "đơn vị riêng", "own unit"),
];

const BASIS: Field = Field::new(
    "legal_basis",
    Text::new("Căn cứ", "Legal basis"),
    Kind::Text { max: 300 },
)
.required()
.listed();
const FROM: Field = Field::new(
    "valid_from",
    Text::new("Hiệu lực từ", "Valid from"),
    Kind::Date,
)
.required()
.listed();
const TO: Field = Field::new("valid_to", Text::new("Đến hết", "Until"), Kind::Date).listed();
const NOTE: Field = Field::new(
    "note",
    Text::new("Ghi chú", "Note"),
    Kind::LongText { max: 2000 },
);
const VALIDITY: Text = Text::new(
    "Ngày hết hiệu lực phải sau ngày bắt đầu.",
    "The last day comes after the first.",
);

/// Mẫu biểu.
pub static FORM: Entity = Entity {
    table: "forms",
    path: "forms",
    words: Words {
        many: Text::new("Mẫu báo cáo", "Report forms"),
        create: Text::new("Thêm mẫu", "Add a form"),
        about: Text::new(
            "Mỗi mẫu có kỳ, đối tượng, căn cứ và thời gian hiệu lực; thông tư mới là một dòng mới.",
            "Each form has its frequency, who owes it, its basis and validity; a new circular is a new row.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã mẫu", "Code"), Kind::Text { max: 40 })
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
            "frequency",
            Text::new("Kỳ báo cáo", "Frequency"),
            Kind::Choice(FREQUENCIES),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "vintage",
            Text::new("Tính chất số liệu", "Vintage"),
            Kind::Choice(VINTAGES),
        )
        .required()
        .listed(),
        Field::new(
            "owed_by",
            Text::new("Ai phải nộp", "Owed by"),
            Kind::Choice(OWED_BY),
        )
        .required()
        .listed(),
        Field::new(
            "with_products",
            Text::new(
                "Hỏi cả sản lượng từng sản phẩm",
                "Asks for every product's output",
            ),
            Kind::Bool,
        ),
        Field::new(
            "per_project",
            Text::new("Lập cho từng dự án", "Made for each project"),
            Kind::Bool,
        )
        .hint(Text::new(
            "Với doanh nghiệp báo cáo theo từng dự án; doanh nghiệp khác lập một báo cáo chung.",
            "By enterprises that report by project; others make one report of all.",
        )),
        BASIS,
        FROM.hint(Text::new(
            "Mẫu áp dụng cho kỳ có ngày cuối nằm trong thời gian này.",
            "The form holds for periods whose last day lies within this time.",
        )),
        TO,
        NOTE,
    ],
    title: &["code", "name"],
    key: &["code", "valid_from"],
    zone: ZonePath::Everyone,
    order: "t.frequency desc, t.code, t.valid_from",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        ("forms_code_key", "code", TAKEN),
        ("forms_validity", "valid_to", VALIDITY),
    ],
    check: no_check,
};

/// Dòng của mẫu biểu.
pub static FORM_LINE: Entity = Entity {
    table: "form_lines",
    path: "form-lines",
    words: Words {
        many: Text::new("Dòng của mẫu", "Lines of the forms"),
        create: Text::new("Thêm dòng", "Add a line"),
        about: Text::new("Mẫu hỏi gì, đơn vị nào, có bắt buộc không.", "What a form asks, in which unit, and whether it must."),
    },
    fields: &[
        Field::new("form_id", Text::new("Mẫu", "Form"), Kind::Reference(&FORM)).required().listed().filtered(),
        Field::new("position", Text::new("Thứ tự", "Order"), Kind::Integer { min: 1, max: 9999 }).required().listed(),
        Field::new("code", Text::new("Số mục", "Number"), Kind::Text { max: 20 }).required().listed(),
        Field::new("indicator_id", Text::new("Chỉ tiêu", "Indicator"), Kind::Reference(&INDICATOR)).required().listed(),
        Field::new("unit", Text::new("Đơn vị trên mẫu", "Unit on the form"), Kind::Choice(UNITS)).required().listed(),
        Field::new("required", Text::new("Bắt buộc", "Required"), Kind::Bool).listed(),
        Field::new("may_be_negative", Text::new("Được âm", "May be negative"), Kind::Bool),
        Field::new("to_date", Text::new("Có cột lũy kế từ đầu năm", "Has a column since January"), Kind::Bool),
        Field::new(
            "total_indicator_id",
            Text::new("Cột lũy kế từ khi cấp GCN là", "Column since the certificate is"),
            Kind::Reference(&INDICATOR),
        ),
        Field::new("adds_to_indicator_id", Text::new("Cộng vào dòng", "Adds to the line of"), Kind::Reference(&INDICATOR)).hint(
            Text::new(
                "Chỉ tiêu của dòng tổng trong cùng mẫu: cổng tự cộng dòng đó từ các dòng thành phần.",
                "The indicator of the total in the same form: the portal adds that line up from its parts.",
            ),
        ),
    ],
    title: &["code"],
    key: &["form_id", "indicator_id"],
    zone: ZonePath::Everyone,
    order: "t.form_id, t.position, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        (
            "form_lines_indicator_key",
            "indicator_id",
            Text::new("Mẫu này đã có chỉ tiêu đó.", "The form has this indicator already."),
        ),
        (
            "form_lines_adds_to",
            "adds_to_indicator_id",
            Text::new(
                "Chỉ cộng vào dòng cùng đại lượng, và không cộng vòng về chính nó.",
                "A line adds to one of the same dimension, and never round to itself.",
            ),
        ),
    ],
    check: no_check,
};

/// Câu hỏi của mẫu biểu, trả lời bằng chữ.
pub static FORM_QUESTION: Entity = Entity {
    table: "form_questions",
    path: "form-questions",
    words: Words {
        many: Text::new("Câu hỏi của mẫu", "Questions of the forms"),
        create: Text::new("Thêm câu hỏi", "Add a question"),
        about: Text::new(
            "Những gì mẫu hỏi bằng chữ, đứng dưới bảng số liệu.",
            "What a form asks in words, under its table of figures.",
        ),
    },
    fields: &[
        Field::new("form_id", Text::new("Mẫu", "Form"), Kind::Reference(&FORM))
            .required()
            .listed()
            .filtered(),
        Field::new(
            "position",
            Text::new("Thứ tự", "Order"),
            Kind::Integer { min: 1, max: 9999 },
        )
        .required()
        .listed(),
        Field::new(
            "code",
            Text::new("Số mục", "Number"),
            Kind::Text { max: 20 },
        )
        .required()
        .listed(),
        Field::new(
            "label",
            Text::new("Câu hỏi", "Question"),
            Kind::Text { max: 200 },
        )
        .required()
        .listed(),
        Field::new(
            "label_en",
            Text::new("Câu hỏi bằng tiếng Anh", "Question in English"),
            Kind::Text { max: 200 },
        )
        .required(),
        Field::new(
            "hint",
            Text::new("Hướng dẫn", "Hint"),
            Kind::Text { max: 500 },
        ),
        Field::new(
            "hint_en",
            Text::new("Hướng dẫn bằng tiếng Anh", "Hint in English"),
            Kind::Text { max: 500 },
        ),
        Field::new(
            "max_length",
            Text::new("Số ký tự tối đa", "Most characters"),
            Kind::Integer { min: 1, max: 4000 },
        )
        .required()
        .listed(),
        Field::new("required", Text::new("Bắt buộc", "Required"), Kind::Bool).listed(),
        Field::new(
            "proposes",
            Text::new("Là khó khăn, kiến nghị", "Is about obstacles"),
            Kind::Bool,
        )
        .hint(Text::new(
            "Báo cáo được duyệt thì câu trả lời hiện ở trang Khó khăn, vướng mắc.",
            "Once the report is accepted, the answer shows on the page of obstacles.",
        )),
    ],
    title: &["code", "label"],
    key: &["form_id", "code"],
    zone: ZonePath::Everyone,
    order: "t.form_id, t.position, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[("form_questions_code_key", "code", TAKEN)],
    check: no_check,
};

/// Hạn nộp.
pub static DEADLINE: Entity = Entity {
    table: "deadlines",
    path: "deadlines",
    words: Words {
        many: Text::new("Hạn nộp", "Deadlines"),
        create: Text::new("Thêm hạn nộp", "Add a deadline"),
        about: Text::new(
            "Rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo.",
            "One that falls on a day off moves to the next working day.",
        ),
    },
    fields: &[
        Field::new("form_id", Text::new("Mẫu", "Form"), Kind::Reference(&FORM))
            .required()
            .listed()
            .filtered(),
        Field::new(
            "months_after",
            Text::new("Số tháng sau kỳ", "Months after the period"),
            Kind::Integer { min: 0, max: 12 },
        )
        .required()
        .listed()
        .hint(Text::new(
            "0 là ngay tháng cuối của kỳ.",
            "0 is the period's own last month.",
        )),
        Field::new(
            "day",
            Text::new("Ngày", "Day"),
            Kind::Integer { min: 1, max: 31 },
        )
        .required()
        .listed()
        .hint(Text::new(
            "Ngày cuối cùng còn trong hạn: “trước ngày 10” là 9, “trước ngày 31/3” là 30.",
            "The last day in time: “before the 10th” is 9, “before 31 March” is 30.",
        )),
        BASIS,
        FROM,
        TO,
        NOTE,
    ],
    title: &["legal_basis"],
    key: &["form_id", "valid_from"],
    zone: ZonePath::Everyone,
    order: "t.form_id, t.valid_from",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[
        (
            "deadlines_form_key",
            "valid_from",
            Text::new(
                "Mẫu này đã có hạn từ ngày đó.",
                "The form has a deadline from that day.",
            ),
        ),
        ("deadlines_validity", "valid_to", VALIDITY),
    ],
    check: no_check,
};

const HOLIDAY_KINDS: &[Choice] = &[Choice::new("worked", "Làm bù", "Worked instead")];

/// Ngày nghỉ lễ, tết và ngày làm bù.
pub static HOLIDAY: Entity = Entity {
    table: "holidays",
    path: "holidays",
    words: Words {
        many: Text::new("Ngày nghỉ lễ, tết", "Public holidays"),
        create: Text::new("Thêm ngày nghỉ", "Add a day off"),
        about: Text::new(
            "Ngày trong tuần mà cơ quan nghỉ, kể cả nghỉ bù, nghỉ hoán đổi; và thứ bảy làm bù. Thứ bảy, chủ nhật khác không cần ghi.",
            "Weekdays on which offices are closed, days in lieu and swapped days included; and Saturdays worked instead. Other weekends need no row.",
        ),
    },
    fields: &[
        Field::new("day", Text::new("Ngày", "Day"), Kind::Date).required().listed().filtered(),
        Field::new("name", Text::new("Dịp", "Occasion"), Kind::Text { max: 200 }).required().listed(),
        Field::new("source", Text::new("Nguồn", "Source"), Kind::Text { max: 300 }).required().listed(),
        Field::new("kind", Text::new("Loại ngày", "Kind of day"), Kind::Choice(HOLIDAY_KINDS)).listed().filtered().hint(
            Text::new(
                "Để trống: ngày nghỉ. “Làm bù” chỉ cho thứ bảy, chủ nhật đi làm thay một ngày được hoán đổi.",
                "Empty: a day off. “Worked instead” is for a Saturday or Sunday worked for a swapped weekday.",
            ),
        ),
    ],
    title: &["day", "name"],
    key: &["day"],
    zone: ZonePath::Everyone,
    order: "t.day desc",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageCatalogue,
    constraints: &[("holidays_day_key", "day", Text::new("Ngày này đã có.", "This day is there already."))],
    check: |values, _| weekday(values),
};

/// A weekend is a day off anyway, unless it is worked instead of a weekday.
fn weekday(values: &Values) -> Vec<(&'static str, Text)> {
    let day = values
        .get("day")
        .and_then(|day| day.parse::<chrono::NaiveDate>().ok());
    let worked = values.get("kind").is_some_and(|kind| kind == "worked");
    match day.map(model::is_weekday) {
        Some(false) if !worked => vec![(
            "day",
            Text::new(
                "Ngày này là thứ bảy hoặc chủ nhật; xin ghi ngày nghỉ bù, hoặc chọn “Làm bù” nếu là ngày đi làm thay.",
                "This is a weekend; enter the day in lieu, or choose “Worked instead” if it is worked.",
            ),
        )],
        Some(true) if worked => {
            vec![(
                "kind",
                Text::new(
                    "Chỉ thứ bảy, chủ nhật là ngày làm bù.",
                    "Only a Saturday or Sunday is worked instead.",
                ),
            )]
        }
        _ => Vec::new(),
    }
}

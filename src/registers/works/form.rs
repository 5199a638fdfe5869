//! What a statement of progress asks for, as fields of a form, and what was typed into them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::model::{Measure, Statement, Work};
use super::view::{amount, money};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity::{self, Dimension};
use crate::platform::registry::form::{Control, References, control};
use crate::platform::registry::{Field, Kind, log, value};
use crate::platform::web::FormData;

/// A statement about to be recorded.
#[derive(Debug, Clone)]
pub struct Draft {
    pub as_of: NaiveDate,
    pub done: Option<Decimal>,
    pub disbursed: Option<Decimal>,
    pub stopped: bool,
    pub withdrawn: bool,
    pub source: String,
    pub over_reason: Option<String>,
    pub correction: Option<String>,
    pub note: Option<String>,
}

/// Messages by field.
pub type Faults = HashMap<&'static str, String>;

const DONE: Text = Text::new("Khối lượng đã làm, lũy kế", "Done so far");
const DONE_HINT: Text = Text::new(
    "Từ đầu đến ngày này, không phải làm thêm trong kỳ. Văn bản không nói thì để trống.",
    "From the beginning until this day, not within a period. Empty where the paper says nothing.",
);

static AS_OF: Field =
    Field::new("as_of", Text::new("Tính đến ngày", "As of"), Kind::Date).required();
static DONE_AREA: Field = Field::new(
    "done",
    DONE,
    Kind::Quantity {
        dimension: Dimension::Area,
        unit: "ha",
    },
)
.hint(DONE_HINT);
static DONE_OWN: Field = Field::new("done", DONE, Kind::Number).hint(DONE_HINT);
static DONE_PERCENT: Field = Field::new(
    "done",
    DONE,
    Kind::Quantity {
        dimension: Dimension::Percent,
        unit: "percent",
    },
)
.hint(DONE_HINT);
static DISBURSED: Field = Field::new(
    "disbursed",
    Text::new("Đã giải ngân, lũy kế", "Disbursed so far"),
    Kind::Quantity {
        dimension: Dimension::Vnd,
        unit: "mvnd",
    },
)
.hint(DONE_HINT);
static STOPPED: Field = Field::new(
    "stopped",
    Text::new("Đang tạm dừng thi công", "Works are stopped"),
    Kind::Bool,
)
.hint(Text::new(
    "Bỏ dấu ở lần ghi sau khi làm lại.",
    "Leave it out in the next statement once they go on.",
));
static SOURCE: Field = Field::new(
    "source",
    Text::new("Văn bản, nguồn", "Source document"),
    Kind::Text { max: 300 },
)
.required()
.hint(Text::new(
    "Số, ngày báo cáo, biên bản nghiệm thu, sao kê kho bạc…",
    "Report, acceptance record, treasury statement…",
));
static OVER_REASON: Field = Field::new(
    "over_reason",
    Text::new(
        "Lý do vượt khối lượng hoặc dự toán",
        "Why it is over the quantity or the budget",
    ),
    Kind::LongText { max: 2000 },
)
.hint(Text::new(
    "Chỉ cần khi vượt mức được duyệt.",
    "Only needed when it is over what was approved.",
));
static CORRECTION: Field = Field::new(
    "correction",
    Text::new("Lý do đính chính", "Why it is corrected"),
    Kind::LongText { max: 2000 },
)
.required();
static NOTE: Field = Field::new(
    "note",
    Text::new("Ghi chú", "Note"),
    Kind::LongText { max: 2000 },
);

/// What the form is for: a statement, or putting right or withdrawing what was said of a day.
pub type Purpose = log::Purpose<NaiveDate>;

fn fields(purpose: Purpose, work: &Work, asks_why: bool) -> Vec<&'static Field> {
    let done = match work.measure() {
        Measure::Area => &DONE_AREA,
        Measure::Own => &DONE_OWN,
        Measure::Percent => &DONE_PERCENT,
    };
    let figures = [done, &DISBURSED, &STOPPED, &SOURCE, &OVER_REASON];
    match purpose {
        Purpose::State if asks_why => [&AS_OF]
            .into_iter()
            .chain(figures)
            .chain([&CORRECTION, &NOTE])
            .collect(),
        Purpose::State => [&AS_OF].into_iter().chain(figures).chain([&NOTE]).collect(),
        Purpose::Correct(_) => figures.into_iter().chain([&CORRECTION, &NOTE]).collect(),
        Purpose::Withdraw(_) => vec![&SOURCE, &CORRECTION],
    }
}

/// The form's controls, filled with what was typed. Why a day is corrected is asked once it turns out that it is.
pub fn controls(
    purpose: Purpose,
    work: &Work,
    data: &FormData,
    faults: &Faults,
    lang: Lang,
) -> Vec<Control> {
    let asks_why = faults.contains_key("correction") || !data.get("correction").is_empty();
    let one = |field: &'static Field| {
        control(
            field,
            data,
            &References::new(),
            faults.get(field.name).cloned(),
            lang,
        )
    };
    fields(purpose, work, asks_why)
        .into_iter()
        .map(one)
        .collect()
}

/// A statement as a browser would have posted it: what a correction starts from.
pub fn as_typed(work: &Work, statement: &Statement, lang: Lang) -> FormData {
    let number = |value: Option<Decimal>, unit: &str| {
        let shown = value.and_then(|value| match quantity::unit(unit) {
            Some(unit) => quantity::from_canonical(value, unit),
            None => Some(value),
        });
        shown.map_or_else(String::new, |value| i18n::format_plain(value, 12, lang))
    };
    let unit = if work.measure() == Measure::Area {
        "ha"
    } else {
        ""
    };
    let pairs = [
        ("done", number(statement.done, unit)),
        ("disbursed", number(statement.disbursed, "mvnd")),
        (
            "stopped",
            if statement.stopped {
                "true".to_owned()
            } else {
                String::new()
            },
        ),
        ("source", statement.source.clone()),
        (
            "over_reason",
            statement.over_reason.clone().unwrap_or_default(),
        ),
        ("note", statement.note.clone().unwrap_or_default()),
    ];
    FormData::new(
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// Reads a posted statement and holds it against what is planned and what was stated before.
///
/// # Errors
/// Messages by field; nothing may then be written.
pub fn read(
    purpose: Purpose,
    work: &Work,
    log: &[Statement],
    data: &FormData,
    today: NaiveDate,
    lang: Lang,
) -> Result<Draft, Faults> {
    let mut faults = Faults::new();
    let mut values: HashMap<&str, String> = HashMap::new();
    let asks_why = !data.get("correction").is_empty();
    for field in fields(purpose, work, asks_why) {
        match value::read(
            field,
            data.get(field.name),
            data.get(&format!("{}.unit", field.name)),
            lang,
        ) {
            Ok(Some(value)) => drop(values.insert(field.name, value)),
            Ok(None) => {}
            Err(message) => drop(faults.insert(field.name, message)),
        }
    }
    let as_of = match purpose {
        Purpose::State => values.get("as_of").and_then(|day| day.parse().ok()),
        Purpose::Correct(day) | Purpose::Withdraw(day) => Some(day),
    };
    let number = |name: &str| {
        values
            .get(name)
            .and_then(|value| value.parse::<Decimal>().ok())
    };
    let stopped = values.get("stopped").is_some_and(|value| value == "true");
    let mut draft = Draft {
        as_of: as_of.unwrap_or_default(),
        done: number("done"),
        disbursed: number("disbursed"),
        stopped,
        withdrawn: matches!(purpose, Purpose::Withdraw(_)),
        source: values.get("source").cloned().unwrap_or_default(),
        over_reason: values.get("over_reason").cloned(),
        correction: values.get("correction").cloned(),
        note: values.get("note").cloned(),
    };
    if as_of.is_some() {
        for (field, message) in objections(&draft, work, log, today, lang) {
            faults.entry(field).or_insert(message);
        }
    }
    // A reason for what is not corrected would be read as a correction.
    if draft.correction.is_some()
        && !log
            .iter()
            .any(|said| said.as_of == draft.as_of && said.holds())
    {
        draft.correction = None;
    }
    if faults.is_empty() {
        Ok(draft)
    } else {
        Err(faults)
    }
}

/// What stands against a statement. The database holds the same rules (`check_work`, `check_work_statement`).
fn objections(
    draft: &Draft,
    work: &Work,
    log: &[Statement],
    today: NaiveDate,
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let date = i18n::format_date;
    if draft.as_of > today {
        let text = say("Chỉ ghi đến hôm nay.", "Only up to today.");
        found.push(("as_of", text.to_owned()));
    }
    if draft.correction.is_none()
        && log
            .iter()
            .any(|said| said.as_of == draft.as_of && said.holds())
    {
        let text = say(
            "đã có số liệu. Nếu số vừa nhập đúng hơn, xin ghi lý do; số cũ vẫn còn trong lịch sử.",
            "has a statement already. If this one is right, please say why; the old one stays on record.",
        );
        found.push((
            "correction",
            format!("{} {} {text}", say("Ngày", "The day"), date(draft.as_of)),
        ));
    }
    if draft.withdrawn {
        return found;
    }
    if draft.done.is_none() && draft.disbursed.is_none() && !draft.stopped {
        let text = say(
            "Xin ghi khối lượng hoặc số giải ngân.",
            "Please give the quantity or the amount disbursed.",
        );
        found.push(("done", text.to_owned()));
    }
    if work.measure() == Measure::Percent
        && draft.done.is_some_and(|done| done > Decimal::ONE_HUNDRED)
    {
        found.push(("done", say("Từ 0 đến 100%.", "From 0 to 100%.").to_owned()));
        return found;
    }
    let done = Figure {
        field: "done",
        value: draft.done,
        part: |said| said.done,
        limit: work.whole,
    };
    let paid = Figure {
        field: "disbursed",
        value: draft.disbursed,
        part: |said| said.disbursed,
        limit: work.budget,
    };
    found.extend(done.objections(draft, log, |value| amount(work, value, lang), lang));
    found.extend(paid.objections(draft, log, |value| money(value, lang), lang));
    found
}

/// One of the two cumulative figures, and what was approved of it.
struct Figure {
    field: &'static str,
    value: Option<Decimal>,
    part: fn(&Statement) -> Option<Decimal>,
    limit: Option<Decimal>,
}

impl Figure {
    fn objections(
        &self,
        draft: &Draft,
        log: &[Statement],
        shown: impl Fn(Decimal) -> String,
        lang: Lang,
    ) -> Vec<(&'static str, String)> {
        let say = |vi, en| Text::new(vi, en).in_lang(lang);
        let Some(value) = self.value else {
            return Vec::new();
        };
        if value < Decimal::ZERO {
            return vec![(
                self.field,
                say("Không được là số âm.", "It cannot be negative.").to_owned(),
            )];
        }
        let mut found = Vec::new();
        let others = || {
            log.iter()
                .filter(|said| said.holds() && said.as_of != draft.as_of)
        };
        let known = |said: &&Statement, clashes: &dyn Fn(Decimal) -> bool| {
            (self.part)(said).is_some_and(clashes)
        };
        let more =
            others().find(|said| said.as_of < draft.as_of && known(said, &|before| before > value));
        let less =
            others().find(|said| said.as_of > draft.as_of && known(said, &|after| after < value));
        let clash = more
            .map(|said| (said, say("Nhỏ hơn", "Less than")))
            .or(less.map(|said| (said, say("Lớn hơn", "More than"))));
        if let Some((said, how)) = clash {
            let number = (self.part)(said).map(&shown).unwrap_or_default();
            let (stated, day) = (
                say("đã ghi ngày", "stated on"),
                i18n::format_date(said.as_of),
            );
            let rest = say(
                "Số lũy kế không giảm: nếu số đó sai, xin đính chính ngày đó trước.",
                "Cumulative figures do not fall: if that one is wrong, please correct that day first.",
            );
            found.push((self.field, format!("{how} {number} {stated} {day}. {rest}")));
        }
        if let Some(limit) = self
            .limit
            .filter(|limit| value > *limit && draft.over_reason.is_none())
        {
            let (number, limit) = (shown(value), shown(limit));
            let text = match (lang, self.field) {
                (Lang::Vi, "done") => {
                    format!("Đã làm {number}, kế hoạch {limit}: xin nêu lý do vượt.")
                }
                (Lang::Vi, _) => {
                    format!("Đã giải ngân {number}, dự toán {limit}: xin nêu lý do vượt.")
                }
                (Lang::En, "done") => format!("{number} done of {limit} planned: please say why."),
                (Lang::En, _) => format!("{number} disbursed of {limit} approved: please say why."),
            };
            found.push(("over_reason", text));
        }
        found
    }
}

#[cfg(test)]
mod tests;

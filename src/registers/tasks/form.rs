//! What each kind of step asks for, as fields of a form, and what was typed into them.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::model::StepKind;
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::registry::form::{Control, References, control};
use crate::platform::registry::{Field, Kind, value};
use crate::platform::web::FormData;

/// A step about to be recorded.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: StepKind,
    pub happened_on: NaiveDate,
    pub content: String,
    pub done_by: Option<String>,
    pub document_no: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub reason: Option<String>,
}

/// Messages by field.
pub type Faults = HashMap<&'static str, String>;

static HAPPENED_ON: Field =
    Field::new("happened_on", Text::new("Ngày", "Date"), Kind::Date).required();
static CONTENT: Field = Field::new(
    "content",
    Text::new("Việc đã làm", "What was done"),
    Kind::LongText { max: 4000 },
)
.required();
static DONE_BY: Field = Field::new(
    "done_by",
    Text::new("Ai làm", "Done by"),
    Kind::Text { max: 200 },
)
.hint(Text::new(
    "Người, phòng hoặc cơ quan thực hiện.",
    "The person, office or agency that did it.",
));
static DOCUMENT_NO: Field = Field::new(
    "document_no",
    Text::new("Số văn bản", "Paper no."),
    Kind::Text { max: 100 },
);
static DUE_ON: Field = Field::new(
    "due_on",
    Text::new("Hạn tiếp theo", "Next deadline"),
    Kind::Date,
)
.hint(Text::new(
    "Để trống nếu hạn không đổi.",
    "Leave it empty if the deadline stays.",
));
static NEW_DUE_ON: Field =
    Field::new("due_on", Text::new("Hạn mới", "New deadline"), Kind::Date).required();
static REASON: Field = Field::new(
    "reason",
    Text::new("Lý do đổi hạn", "Why the deadline moves"),
    Kind::LongText { max: 2000 },
)
.hint(Text::new(
    "Cần khi hạn khác với hạn đang có.",
    "Needed when it differs from the one that stands.",
));
static NEEDED_REASON: Field = Field::new(
    "reason",
    Text::new("Lý do đổi hạn", "Why the deadline moves"),
    Kind::LongText { max: 2000 },
)
.required();
static RESULT: Field = Field::new(
    "content",
    Text::new("Kết quả", "Result"),
    Kind::LongText { max: 4000 },
)
.required();
static WHY_DROPPED: Field = Field::new(
    "content",
    Text::new("Lý do thôi thực hiện", "Why it is dropped"),
    Kind::LongText { max: 4000 },
)
.required();
static WHY_REOPENED: Field = Field::new(
    "content",
    Text::new("Lý do mở lại", "Why it is reopened"),
    Kind::LongText { max: 4000 },
)
.required();
static FORWARDED: Field = Field::new(
    "content",
    Text::new("Kiến nghị gì, với cơ quan nào", "What was put to whom"),
    Kind::LongText { max: 4000 },
)
.required();

/// The fields of a kind of step, in their order.
fn fields(kind: StepKind) -> Vec<&'static Field> {
    match kind {
        StepKind::Handled => vec![
            &HAPPENED_ON,
            &CONTENT,
            &DONE_BY,
            &DOCUMENT_NO,
            &DUE_ON,
            &REASON,
        ],
        StepKind::Rescheduled => vec![
            &HAPPENED_ON,
            &NEW_DUE_ON,
            &NEEDED_REASON,
            &DONE_BY,
            &DOCUMENT_NO,
        ],
        StepKind::Forwarded => vec![
            &HAPPENED_ON,
            &FORWARDED,
            &DONE_BY,
            &DOCUMENT_NO,
            &DUE_ON,
            &REASON,
        ],
        StepKind::Resolved => vec![&HAPPENED_ON, &RESULT, &DONE_BY, &DOCUMENT_NO],
        StepKind::Dropped => vec![&HAPPENED_ON, &WHY_DROPPED, &DONE_BY, &DOCUMENT_NO],
        StepKind::Reopened => vec![
            &HAPPENED_ON,
            &WHY_REOPENED,
            &DONE_BY,
            &DOCUMENT_NO,
            &DUE_ON,
            &REASON,
        ],
    }
}

/// The form's controls, filled with what was typed.
pub fn controls(kind: StepKind, data: &FormData, faults: &Faults, lang: Lang) -> Vec<Control> {
    fields(kind)
        .into_iter()
        .map(|field| {
            control(
                field,
                data,
                &References::new(),
                faults.get(field.name).cloned(),
                lang,
            )
        })
        .collect()
}

/// What is known about the work a step is recorded for.
#[derive(Debug, Clone, Copy)]
pub struct Background {
    pub opened_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    /// The last end or reopening.
    pub turned_on: Option<NaiveDate>,
    /// The latest day of any step so far.
    pub latest_on: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// Reads a posted step.
///
/// # Errors
/// Messages by field; nothing may then be written.
pub fn read(
    kind: StepKind,
    background: &Background,
    data: &FormData,
    lang: Lang,
) -> Result<Draft, Faults> {
    let mut faults = Faults::new();
    let mut values: HashMap<&str, String> = HashMap::new();
    for field in fields(kind) {
        match value::read(field, data.get(field.name), "", lang) {
            Ok(Some(value)) => drop(values.insert(field.name, value)),
            Ok(None) => {}
            Err(message) => drop(faults.insert(field.name, message)),
        }
    }
    let day = |name: &str| {
        values
            .get(name)
            .and_then(|value| value.parse::<NaiveDate>().ok())
    };
    let (happened_on, due_on) = (day("happened_on"), day("due_on"));
    if let Some(fault) = happened_on.and_then(|on| date_fault(kind, background, on, lang)) {
        faults.insert("happened_on", fault);
    }
    if happened_on.zip(due_on).is_some_and(|(on, due)| due < on) {
        let text = Text::new(
            "Hạn phải từ ngày của bước này trở đi.",
            "The deadline is not before the step.",
        );
        faults.insert("due_on", text.in_lang(lang).to_owned());
    }
    let moves = due_on.is_some() && background.due_on.is_some() && due_on != background.due_on;
    if moves && !values.contains_key("reason") && !faults.contains_key("reason") {
        let text = Text::new("Đổi hạn thì nêu lý do.", "A deadline moves for a reason.");
        faults.insert("reason", text.in_lang(lang).to_owned());
    }
    if kind == StepKind::Rescheduled && due_on.is_some() && due_on == background.due_on {
        let text = Text::new(
            "Hạn này đang có hiệu lực rồi.",
            "This is the deadline already.",
        );
        faults.insert("due_on", text.in_lang(lang).to_owned());
    }
    let content = values
        .get("content")
        .or(if kind == StepKind::Rescheduled {
            values.get("reason")
        } else {
            None
        })
        .cloned();
    match (happened_on, content) {
        (Some(happened_on), Some(content)) if faults.is_empty() => Ok(Draft {
            kind,
            happened_on,
            content,
            done_by: values.get("done_by").cloned(),
            document_no: values.get("document_no").cloned(),
            due_on,
            reason: values.get("reason").cloned(),
        }),
        _ => Err(faults),
    }
}

/// A step lies between the opening of the work and today; an end or a reopening not before the one before it, an end not before any step.
fn date_fault(
    kind: StepKind,
    background: &Background,
    on: NaiveDate,
    lang: Lang,
) -> Option<String> {
    let turns = kind.ends() || kind == StepKind::Reopened;
    let (limit, vi, en) = match background.turned_on.filter(|_| turns) {
        Some(turned) if on < turned => (
            turned,
            "Phải từ ngày kết thúc hoặc mở lại lần trước:",
            "Not before the last end or reopening:",
        ),
        _ if kind.ends() && background.latest_on.is_some_and(|latest| on < latest) => {
            let latest = background.latest_on.unwrap_or(on);
            (
                latest,
                "Việc không kết thúc trước bước đã ghi ngày:",
                "Work does not end before the step of",
            )
        }
        _ if on < background.opened_on => (
            background.opened_on,
            "Phải từ ngày tiếp nhận:",
            "Not before the work was opened:",
        ),
        _ if on > background.today => (
            background.today,
            "Chỉ ghi việc đã làm, đến hôm nay:",
            "Only what has been done, until today:",
        ),
        _ => return None,
    };
    Some(format!(
        "{} {}.",
        Text::new(vi, en).in_lang(lang),
        i18n::format_date(limit)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn outcome(kind: StepKind, typed: &[(&str, &str)]) -> Result<Draft, Vec<&'static str>> {
        let background = Background {
            opened_on: day("2022-03-15"),
            due_on: Some(day("2022-12-31")),
            turned_on: Some(day("2022-06-01")),
            latest_on: Some(day("2022-06-20")),
            today: day("2023-01-10"),
        };
        let data = FormData::new(
            typed
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        );
        read(kind, &background, &data, Lang::Vi).map_err(|faults| {
            let mut names: Vec<_> = faults.into_keys().collect();
            names.sort_unstable();
            names
        })
    }

    type Typed = Vec<(&'static str, &'static str)>;

    const FULL: [(&str, &str); 4] = [
        ("happened_on", "1/7/2022"),
        ("content", "x"),
        ("due_on", "31/12/2022"),
        ("reason", ""),
    ];

    fn with(name: &'static str, value: &'static str) -> Typed {
        FULL.iter()
            .map(|(known, old)| (*known, if *known == name { value } else { *old }))
            .collect()
    }

    /// Steps that lack something, and the fields that say so.
    fn faulty() -> Vec<(StepKind, Typed, Vec<&'static str>)> {
        vec![
            (StepKind::Handled, with("content", " "), vec!["content"]),
            (
                StepKind::Handled,
                with("due_on", "1/3/2023"),
                vec!["reason"],
            ),
            (
                StepKind::Handled,
                with("due_on", "30/6/2022"),
                vec!["due_on", "reason"],
            ),
            (
                StepKind::Handled,
                with("happened_on", "14/3/2022"),
                vec!["happened_on"],
            ),
            (
                StepKind::Handled,
                with("happened_on", "11/1/2023"),
                vec!["due_on", "happened_on"],
            ),
            (
                StepKind::Rescheduled,
                with("reason", "chờ vốn"),
                vec!["due_on"],
            ),
            (
                StepKind::Rescheduled,
                with("due_on", "1/3/2023"),
                vec!["reason"],
            ),
            (StepKind::Resolved, with("content", ""), vec!["content"]),
            (
                StepKind::Resolved,
                with("happened_on", ""),
                vec!["happened_on"],
            ),
            (
                StepKind::Resolved,
                with("happened_on", "31/5/2022"),
                vec!["happened_on"],
            ),
            (
                StepKind::Resolved,
                with("happened_on", "19/6/2022"),
                vec!["happened_on"],
            ),
            (
                StepKind::Dropped,
                with("happened_on", "19/6/2022"),
                vec!["happened_on"],
            ),
            (StepKind::Reopened, with("content", ""), vec!["content"]),
        ]
    }

    #[test]
    fn a_step_needs_what_its_kind_asks_for() {
        assert!(
            outcome(StepKind::Handled, &FULL).is_ok(),
            "the same deadline needs no reason"
        );
        for (kind, typed, wrong) in faulty() {
            assert_eq!(
                outcome(kind, &typed).err(),
                Some(wrong),
                "{kind:?} {typed:?}"
            );
        }
        // An ordinary step may be older than the last turn: people write things down late.
        assert!(outcome(StepKind::Handled, &with("happened_on", "31/5/2022")).is_ok());
        let moved = [
            ("happened_on", "2/1/2023"),
            ("due_on", "30/6/2023"),
            ("reason", "chờ vốn"),
        ];
        let draft = outcome(StepKind::Rescheduled, &moved).expect("a new deadline");
        assert_eq!(
            (draft.content.as_str(), draft.reason.as_deref()),
            ("chờ vốn", Some("chờ vốn"))
        );
    }
}

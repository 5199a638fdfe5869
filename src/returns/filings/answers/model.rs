//! Answers as they arrive and as they are kept. Pure.

use crate::foundation::i18n::Lang;
use crate::foundation::i18n::{compose, fold};
use crate::platform::web::FormData;
use crate::returns::filings::deciding::Kept;
use crate::returns::filings::load::Loaded;
use crate::standards::forms::Question;
use std::collections::HashMap;

/// Answers by question.
pub type Given = HashMap<i64, String>;

/// An answer as it arrives: what was typed, and what the browser last knew to be saved.
pub struct AnswerInput {
    pub question_id: i64,
    pub body: String,
    /// What this was typed over; `None` where the sender cannot know.
    pub base: Option<String>,
}

/// How form fields, addresses and snapshots spell a question: `q12`, beside the `7` and `7t` of cells.
pub fn key(question_id: i64) -> String {
    format!("q{question_id}")
}

/// The question of a [`key`]; `None` for that of a cell.
pub fn question_of(key: &str) -> Option<i64> {
    key.strip_prefix('q')?.parse().ok()
}

/// A text as it is kept: one spelling of each letter and of line ends (forms post CRLF, scripts LF), no blanks around it, none of
/// the signs nobody sees.
pub fn tidy(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let seen: String = lines
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    compose(seen.trim())
}

/// The answers of a posted form: `v.q12` is the text, `b.q12` what it was typed over.
pub fn posted(data: &FormData, loaded: &Loaded) -> Vec<AnswerInput> {
    let answer = |question: &Question| {
        let (value, base) = (
            format!("v.{}", key(question.id)),
            format!("b.{}", key(question.id)),
        );
        data.has(&value).then(|| AnswerInput {
            question_id: question.id,
            body: tidy(data.get(&value)),
            base: data.has(&base).then(|| tidy(data.get(&base))),
        })
    };
    loaded
        .standards
        .questions(loaded.form.id)
        .iter()
        .filter_map(answer)
        .collect()
}

/// The questions that must be answered and are not.
pub fn missing<'a>(
    questions: &'a [Question],
    given: &'a Given,
) -> impl Iterator<Item = &'a Question> {
    questions
        .iter()
        .filter(|question| question.required && !given.contains_key(&question.id))
}

/// The answers in the snapshot of what was handed in: beside the cells, under keys of their own.
pub fn snapshot(given: &Given) -> impl Iterator<Item = (String, Kept)> {
    given.iter().map(|(id, body)| {
        (
            key(*id),
            Kept {
                raw: body.clone(),
                unit: String::new(),
                reason: None,
            },
        )
    })
}

/// Whether an answer only says that there is nothing to say.
pub fn is_nothing(body: &str) -> bool {
    let plain: String = fold(body)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let nothing = [
        "",
        "0",
        "khong",
        "khong co",
        "khong co gi",
        "khong phat sinh",
        "khong co kien nghi",
        "khong co kien nghi gi",
        "khong co y kien",
        "khong co kho khan vuong mac",
        "khong co kho khan vuong mac kien nghi",
        "none",
        "no",
        "nothing",
        "nil",
        "n a",
    ];
    nothing.contains(&words.as_str())
}

/// How the audit log names an answer: by the question's number, which outlives its row.
pub fn audit_key(question: &Question) -> String {
    format!("q:{}", question.code)
}

/// The name of what a key of the log stands for; `None` for a cell's.
pub fn audit_name(audit_key: &str, questions: &[Question], lang: Lang) -> Option<String> {
    let code = audit_key.strip_prefix("q:")?;
    let known = questions.iter().find(|question| question.code == code);
    Some(known.map_or_else(|| code.to_owned(), |question| question.name(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_in_one_spelling() {
        assert_eq!(tidy("  Máy ép\r\nĐài Loan\u{b}\r\n"), "Máy ép\nĐài Loan");
        assert_eq!(
            tidy("Thie\u{302}\u{301}u"),
            "Thiếu",
            "decomposed marks become one letter"
        );
    }

    #[test]
    fn keys_of_answers_are_not_those_of_cells() {
        assert_eq!(question_of(&key(12)), Some(12));
        for cell in ["12", "12t", "q", ""] {
            assert_eq!(question_of(cell), None, "{cell}");
        }
    }

    #[test]
    fn nothing_to_say_is_understood_and_something_is_kept() {
        for nothing in [
            "Không",
            "không có.",
            "- Không có khó khăn, vướng mắc.",
            "None",
            "N/A",
            " – ",
        ] {
            assert!(is_nothing(nothing), "{nothing}");
        }
        for something in [
            "Không có điện",
            "Không tuyển được lao động",
            "0 giờ mất điện",
        ] {
            assert!(!is_nothing(something), "{something}");
        }
    }
}

//! Answers as pages and scripts show them.

use super::actions::AnswerConflict;
use super::db;
use super::model::{AnswerInput, Given, is_nothing, key, missing, question_of};
use crate::foundation::i18n::{Lang, Text};
use crate::platform::web::AppError;
use crate::returns::filings::deciding::Change;
use crate::returns::filings::lines::{ChangeLine, ConflictLine};
use crate::returns::filings::load::Loaded;
use crate::returns::filings::model::State;
use crate::standards::forms::Question;
use serde_json::{Map, Value, json};
use sqlx::PgPool;

/// What an attempt to save or submit left behind.
#[derive(Default)]
pub struct AnswerAttempt {
    /// Posted and not saved.
    pub posted: Given,
    pub conflicts: Vec<AnswerConflict>,
    /// Whether missing answers are already called wrong.
    pub attempted: bool,
}

impl AnswerAttempt {
    /// What was posted, kept for the page that says why it was not saved.
    pub fn refused(answers: Vec<AnswerInput>, conflicts: Vec<AnswerConflict>) -> AnswerAttempt {
        let posted = answers
            .into_iter()
            .map(|answer| (answer.question_id, answer.body))
            .collect();
        AnswerAttempt {
            posted,
            conflicts,
            attempted: false,
        }
    }
}

/// The part of a report's page under the grid.
pub struct Panel {
    pub lines: Vec<QuestionLine>,
    pub conflicts: Vec<ConflictLine>,
    /// For the summary at the top: the key, the question, what is wrong.
    pub faults: Vec<(String, String, String)>,
}

/// One question with its answer.
pub struct QuestionLine {
    /// `q12`.
    pub key: String,
    pub code: String,
    pub label: String,
    pub hint: String,
    pub required: bool,
    pub max: usize,
    pub body: String,
    /// What is stored, for the check that nobody else changed it.
    pub base: String,
    /// What was answered for the period before.
    pub before: String,
    pub fault: String,
    /// Accepted, and something the board may take up.
    pub proposal: Option<i64>,
}

impl QuestionLine {
    pub fn length(&self) -> usize {
        self.body.chars().count()
    }
}

/// The questions of a report with what is answered, was answered before, and is wrong.
///
/// # Errors
/// Whatever the database says.
pub async fn panel(
    db: &PgPool,
    loaded: &Loaded,
    attempt: &AnswerAttempt,
    lang: Lang,
) -> Result<Panel, AppError> {
    let questions = loaded.standards.questions(loaded.form.id);
    if questions.is_empty() {
        return Ok(Panel {
            lines: Vec::new(),
            conflicts: Vec::new(),
            faults: Vec::new(),
        });
    }
    let stored = db::answers(&mut *db.acquire().await?, loaded.filing.id).await?;
    let before = db::of_period(db, loaded.filing.id, &loaded.period.before().to_string()).await?;
    let unanswered: Vec<i64> = missing(questions, &stored)
        .filter(|_| attempt.attempted)
        .map(|question| question.id)
        .collect();
    let line = |question: &Question| {
        let base = stored.get(&question.id).cloned().unwrap_or_default();
        let body = attempt.posted.get(&question.id).unwrap_or(&base).clone();
        let fault = match body.chars().count() {
            length if length > question.max_length => too_long(length, question.max_length, lang),
            _ if unanswered.contains(&question.id) => Text::new(
                "Mẫu bắt buộc trả lời mục này.",
                "The form requires an answer here.",
            )
            .in_lang(lang)
            .to_owned(),
            _ => String::new(),
        };
        let proposes = loaded.state == State::Accepted && question.proposes && !is_nothing(&base);
        QuestionLine {
            key: key(question.id),
            code: question.code.clone(),
            label: question.label(lang).to_owned(),
            hint: question.hint(lang).to_owned(),
            required: question.required,
            max: question.max_length,
            before: before.get(&question.id).cloned().unwrap_or_default(),
            proposal: proposes.then_some(question.id),
            base,
            body,
            fault,
        }
    };
    let lines: Vec<QuestionLine> = questions.iter().map(line).collect();
    let fault = |line: &QuestionLine| {
        (
            line.key.clone(),
            format!("{}. {}", line.code, line.label),
            line.fault.clone(),
        )
    };
    Ok(Panel {
        faults: lines
            .iter()
            .filter(|line| !line.fault.is_empty())
            .map(fault)
            .collect(),
        conflicts: attempt
            .conflicts
            .iter()
            .map(|clash| conflict_line(clash, questions, lang))
            .collect(),
        lines,
    })
}

fn too_long(length: usize, most: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Dài {length} ký tự, tối đa {most}: chưa lưu. Xin rút ngắn."),
        Lang::En => {
            format!("{length} characters long, {most} at most: not saved. Please shorten it.")
        }
    }
}

/// A question's name; nothing for one that is not asked any more.
fn name(question_id: i64, questions: &[Question], lang: Lang) -> String {
    questions
        .iter()
        .find(|question| question.id == question_id)
        .map_or_else(String::new, |question| question.name(lang))
}

fn or_dash(body: &str) -> String {
    if body.is_empty() {
        "–".to_owned()
    } else {
        body.to_owned()
    }
}

fn conflict_line(clash: &AnswerConflict, questions: &[Question], lang: Lang) -> ConflictLine {
    ConflictLine {
        key: key(clash.question_id),
        name: name(clash.question_id, questions, lang),
        mine: or_dash(&clash.mine),
        theirs: or_dash(&clash.theirs),
        base: or_dash(&clash.base),
        by: clash.by.clone(),
    }
}

/// Clashes for the script of the grid, shaped as those of cells.
pub fn conflicts_json(conflicts: &[AnswerConflict]) -> impl Iterator<Item = (String, Value)> {
    conflicts.iter().map(|clash| {
        let texts = json!({
            "mine": or_dash(&clash.mine), "theirs": or_dash(&clash.theirs), "base": or_dash(&clash.base), "by": clash.by,
            "raw": clash.theirs, "unit": "",
        });
        (key(clash.question_id), texts)
    })
}

/// Every answer as it stands on the server, for the script of the grid.
///
/// # Errors
/// Whatever the database says.
pub async fn standing(db: &PgPool, loaded: &Loaded) -> Result<Map<String, Value>, AppError> {
    let questions = loaded.standards.questions(loaded.form.id);
    if questions.is_empty() {
        return Ok(Map::new());
    }
    let stored = db::answers(&mut *db.acquire().await?, loaded.filing.id).await?;
    let answer = |question: &Question| {
        (
            key(question.id),
            json!(stored.get(&question.id).map_or("", String::as_str)),
        )
    };
    Ok(questions.iter().map(answer).collect())
}

/// An answer that was handed in differently than the time before; `None` where the change is that of a cell.
pub fn changed(change: &Change, loaded: &Loaded, lang: Lang) -> Option<ChangeLine> {
    let question_id = question_of(&change.key)?;
    let said = |kept: &Option<crate::returns::filings::deciding::Kept>| {
        kept.as_ref()
            .map_or_else(|| "–".to_owned(), |kept| or_dash(&kept.raw))
    };
    Some(ChangeLine {
        key: change.key.clone(),
        name: name(
            question_id,
            loaded.standards.questions(loaded.form.id),
            lang,
        ),
        before: said(&change.before),
        after: said(&change.after),
        reason: String::new(),
        text: true,
    })
}

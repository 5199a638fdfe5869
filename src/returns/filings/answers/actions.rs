//! Saving answers, alone or with the cells of the same form: all of them or none.

use serde_json::{Map, Value};
use sqlx::{PgConnection, PgPool};

use super::db;
use super::model::audit_key;
use super::model::{AnswerInput, Given};
use crate::foundation::kernel::Caller;
use crate::platform::web::AppError;
use crate::returns::filings::actions::{CellConflict, SaveRefusal, write_cells};
use crate::returns::filings::db as filings_db;
use crate::returns::filings::deciding;
use crate::returns::filings::load::Loaded;
use crate::returns::filings::model::{CellInput, State};
use crate::returns::filings::record::record;
use crate::standards::forms::Question;

/// An answer that somebody else changed meanwhile.
pub struct AnswerConflict {
    pub question_id: i64,
    pub mine: String,
    pub theirs: String,
    pub base: String,
    /// Who saved theirs, and when.
    pub by: String,
}

/// Why nothing was saved.
pub enum Refusal {
    Conflicts(Vec<CellConflict>, Vec<AnswerConflict>),
    /// An answer is longer than its question allows.
    TooLong,
    /// Submitted or accepted meanwhile.
    Closed,
    Error(AppError),
}

impl<E: Into<AppError>> From<E> for Refusal {
    fn from(error: E) -> Refusal {
        Refusal::Error(error.into())
    }
}

/// What a form brought: its cells, its answers in words, and replies to cells that were sent back, by their flag.
pub struct Draft {
    pub cells: Vec<CellInput>,
    pub answers: Vec<AnswerInput>,
    pub replies: Vec<(i64, String)>,
}

/// Saves what a form brought as a draft: all of it, or – when a part clashes with somebody else's – nothing. `loaded` holds the
/// cells as they stand afterwards.
///
/// # Errors
/// [`Refusal`]; nothing is then written.
pub async fn save(
    db: &PgPool,
    caller: &Caller,
    loaded: &mut Loaded,
    draft: &Draft,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let (changed, clashes) = match write_cells(&mut tx, caller, loaded, &draft.cells, None).await {
        Ok(changed) => (changed, Vec::new()),
        Err(SaveRefusal::Conflicts(clashes)) => (Vec::new(), clashes),
        Err(SaveRefusal::Closed) => return Err(Refusal::Closed),
        Err(SaveRefusal::Error(error)) => return Err(Refusal::Error(error)),
    };
    // Asked even where cells clash: a person meets every clash at once.
    match write(&mut tx, caller, loaded, &draft.answers, None).await {
        Ok(()) if clashes.is_empty() => {}
        Ok(()) => return Err(Refusal::Conflicts(clashes, Vec::new())),
        Err(Refusal::Conflicts(_, texts)) => return Err(Refusal::Conflicts(clashes, texts)),
        Err(refusal) => return Err(refusal),
    }
    deciding::actions::reply(&mut tx, caller, loaded.filing.id, &draft.replies).await?;
    tx.commit().await?;
    loaded
        .entries
        .extend(changed.into_iter().map(|entry| (entry.key(), entry)));
    Ok(())
}

/// Writes answers as a part of something larger; `why` is the reason the log shall give, where there is one.
///
/// # Errors
/// [`Refusal`]; the caller's transaction must then not be committed.
pub async fn write(
    tx: &mut PgConnection,
    caller: &Caller,
    loaded: &Loaded,
    answers: &[AnswerInput],
    why: Option<&str>,
) -> Result<(), Refusal> {
    let asked = |answer: &AnswerInput| -> Option<&Question> {
        loaded
            .standards
            .questions(loaded.form.id)
            .iter()
            .find(|question| question.id == answer.question_id)
    };
    let answers: Vec<(&AnswerInput, &Question)> = answers
        .iter()
        .filter_map(|answer| Some((answer, asked(answer)?)))
        .collect();
    if answers.is_empty() {
        return Ok(());
    }
    let id = loaded.filing.id;
    // Lock first, read then, as with cells.
    let state = filings_db::lock(tx, id).await?.ok_or(AppError::NotFound)?;
    if !State::from_code(&state).is_some_and(State::editable) {
        return Err(Refusal::Closed);
    }
    let stored = db::answers(tx, id).await?;
    let clashes = conflicts(tx, id, &answers, &stored).await?;
    if !clashes.is_empty() {
        return Err(Refusal::Conflicts(Vec::new(), clashes));
    }
    let (mut before, mut after, mut changed) = (Map::new(), Map::new(), Vec::new());
    for (answer, question) in answers {
        let known = stored.get(&question.id).map_or("", String::as_str);
        if known == answer.body {
            continue;
        }
        if answer.body.chars().count() > question.max_length {
            return Err(Refusal::TooLong);
        }
        before.insert(audit_key(question), said(known));
        after.insert(audit_key(question), said(&answer.body));
        changed.push((question.id, answer.body.as_str()));
    }
    if !changed.is_empty() {
        db::put(tx, id, &changed, caller.actor.account_id).await?;
        record(
            tx,
            &caller.origin,
            "updated",
            id,
            Some(Value::Object(before)),
            Some(Value::Object(after)),
            why,
        )
        .await?;
    }
    Ok(())
}

fn said(body: &str) -> Value {
    if body.is_empty() {
        Value::Null
    } else {
        Value::String(body.to_owned())
    }
}

async fn conflicts(
    tx: &mut PgConnection,
    filing_id: i64,
    answers: &[(&AnswerInput, &Question)],
    stored: &Given,
) -> Result<Vec<AnswerConflict>, AppError> {
    let mut found = Vec::new();
    for (answer, question) in answers {
        let Some(base) = &answer.base else { continue };
        let theirs = stored.get(&question.id).map_or("", String::as_str);
        if base == theirs || answer.body == theirs {
            continue;
        }
        found.push(AnswerConflict {
            question_id: question.id,
            mine: answer.body.clone(),
            theirs: theirs.to_owned(),
            base: base.clone(),
            by: db::last_author(tx, filing_id, question.id)
                .await?
                .unwrap_or_default(),
        });
    }
    Ok(found)
}

/// Whether saving would change nothing: a form sent twice.
///
/// # Errors
/// Whatever the database says.
pub async fn same_as_stored(
    db: &PgPool,
    filing_id: i64,
    answers: &[AnswerInput],
) -> Result<bool, AppError> {
    let stored = db::answers(&mut *db.acquire().await?, filing_id).await?;
    Ok(answers
        .iter()
        .all(|answer| stored.get(&answer.question_id).map_or("", String::as_str) == answer.body))
}

//! Recording a step: rule, write and audit in one transaction.

use std::collections::HashMap;

use sqlx::{PgConnection, PgPool};

use super::db;
use super::form::{Draft, Faults};
use super::model::Task;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Actor, Origin};
use crate::platform::registry::actions::{self, Asked, Asking, Refusal};
use crate::platform::web::{AppError, refusal_words};

/// Records a step of an obstacle or a key task.
///
/// # Errors
/// [`Refusal::Fields`] when it breaks the order of the course, because somebody was faster; [`Refusal::Error`] out of reach.
pub async fn record(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    (task, id): (Task, i64),
    draft: &Draft,
    lang: Lang,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let before = actions::seen(&mut tx, task.entity(), id, actor).await?;
    if before.retired {
        return Err(Refusal::Error(AppError::NotFound));
    }
    db::add(&mut tx, task, id, draft, origin)
        .await
        .map_err(|error| {
            let code = error
                .as_database_error()
                .and_then(|cause| cause.code())
                .unwrap_or_default()
                .into_owned();
            if code.starts_with("IZ06") {
                let faults: Faults =
                    HashMap::from([("happened_on", refusal_words(&code).in_lang(lang).to_owned())]);
                Refusal::Fields(faults)
            } else {
                Refusal::Error(AppError::from(error))
            }
        })?;
    let after = actions::seen(&mut tx, task.entity(), id, actor).await?;
    actions::record_change(
        &mut tx,
        origin,
        task.entity(),
        "step",
        id,
        Some(&before),
        Some(&after),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// What an obstacle is asked before it is saved.
pub fn ask_obstacle<'a>(tx: &'a mut PgConnection, about: Asked<'a>) -> Asking<'a> {
    Box::pin(keeps(tx, Task::Obstacle, about))
}

/// What a key task is asked before it is saved.
pub fn ask_key_task<'a>(tx: &'a mut PgConnection, about: Asked<'a>) -> Asking<'a> {
    Box::pin(keeps(tx, Task::KeyTask, about))
}

/// A form never moves a deadline, nor the opening behind a step: that is for the course. The database refuses it too.
async fn keeps(tx: &mut PgConnection, task: Task, about: Asked<'_>) -> sqlx::Result<Faults> {
    let mut faults = Faults::new();
    let Some(id) = about.id else {
        return Ok(faults);
    };
    let Some(kept) = db::kept(tx, task, id).await? else {
        return Ok(faults);
    };
    let typed = about.values.get("first_due_on");
    if kept.due_on.is_some() && typed != kept.first_due_on.map(|due| due.to_string()).as_deref() {
        faults.insert(
            "first_due_on",
            refusal_words("IZ065").in_lang(about.lang).to_owned(),
        );
    }
    let opening = match task {
        Task::Obstacle => "raised_on",
        Task::KeyTask => "year",
    };
    let opened = about.values.get(opening).map(|value| match task {
        Task::Obstacle => value.to_owned(),
        Task::KeyTask => format!("{value}-01-01"),
    });
    let changed = opened != kept.opened_on.map(|on| on.to_string());
    let behind = kept.first_step.is_some_and(|step| {
        task == Task::KeyTask || opened.as_deref() > Some(step.to_string().as_str())
    });
    if changed && behind {
        faults.insert(
            opening,
            refusal_words("IZ066").in_lang(about.lang).to_owned(),
        );
    }
    Ok(faults)
}

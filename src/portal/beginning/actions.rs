//! What is written about the steps themselves, and what is filled in within them.

use std::collections::HashMap;

use serde_json::json;
use sqlx::PgPool;

use super::db;
use super::model::Step;
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Caller, Seen};
use crate::platform::registry::actions::{Refusal, references, update};
use crate::platform::registry::{form, store};
use crate::platform::web::{AppError, FormData};
use crate::registers::board::BOARD;

const NOTHING: Text = Text::new("Xin điền ô này.", "Please fill this in.");

/// Fills in what a step asks of the board's record; the rest of it stays, also what was left empty.
///
/// # Errors
/// As the registry's own form: [`Refusal::Fields`] by field, [`Refusal::Stale`] when somebody changed the record meanwhile.
pub async fn fill_in(
    pool: &PgPool,
    caller: &Caller,
    board_id: i64,
    step: Step,
    data: &FormData,
) -> Result<(), Refusal> {
    let mut connection = pool.acquire().await?;
    let record = store::find(&mut connection, &BOARD, board_id, None).await?;
    drop(connection);
    let record = record.ok_or(AppError::NotFound)?;
    let filled = |name: &str| step.fields().contains(&name) && !data.get(name).is_empty();
    if !step.fields().iter().any(|name| filled(name)) {
        let asked = step.fields().iter().filter(|name| data.has(name));
        let message = |name: &&'static str| (*name, NOTHING.in_lang(caller.lang).to_owned());
        let faults: HashMap<&'static str, String> = asked.take(1).map(message).collect();
        return Err(Refusal::Fields(faults));
    }
    let stands = form::as_typed(&record, caller.lang);
    let pairs = stands.pairs().iter().cloned().map(|(name, stands)| {
        let value = if filled(&name) {
            data.get(&name).to_owned()
        } else {
            stands
        };
        (name, value)
    });
    let typed = FormData::new(pairs.collect());
    let references = references(pool, &BOARD, &caller.actor, &typed).await?;
    let values = form::read(&BOARD, &typed, &references, i18n::today(), caller.lang)
        .map_err(Refusal::Fields)?;
    let seen = Seen {
        id: board_id,
        version: data.version(),
    };
    update(pool, &BOARD, None, caller, seen, &values, false).await
}

/// Takes the steps off the front page, or puts them back.
///
/// # Errors
/// Whatever the database says.
pub async fn put_away(pool: &PgPool, caller: &Caller, away: bool) -> sqlx::Result<()> {
    let mut tx = pool.begin().await?;
    db::put_away(&mut tx, away, caller.actor.account_id).await?;
    let change = Change {
        action: "updated",
        subject_type: "set_up",
        subject_id: 1,
        before: Some(json!({ "put_away": !away })),
        after: Some(json!({ "put_away": away })),
        reason: None,
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await
}

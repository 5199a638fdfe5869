//! The ledger as other pages ask for it.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use sqlx::PgPool;

use super::db;
use super::model::{Books, Ledger};
use super::standing::{self, ZoneStanding};
use crate::foundation::i18n;
use crate::platform::web::AppState;

/// The books of some zones, or what they said before if nothing has been written since.
pub(super) async fn books(state: &AppState, zones: Option<&[i64]>) -> sqlx::Result<Arc<Books>> {
    let name = format!("land books/{zones:?}");
    state
        .memo
        .get(&state.db, name, db::books(&state.db, zones))
        .await
}

/// What is let on a day in some zones, or in all.
///
/// # Errors
/// Whatever the database says.
pub async fn ledger(db: &PgPool, on: NaiveDate, zones: Option<&[i64]>) -> sqlx::Result<Ledger> {
    Ok(db::books(db, zones).await?.on(on))
}

/// What is let today.
///
/// # Errors
/// Whatever the database says.
pub async fn current(db: &PgPool, zones: Option<&[i64]>) -> sqlx::Result<Ledger> {
    ledger(db, i18n::today(), zones).await
}

/// Since when the board has declared the registers of zones complete, by a day.
///
/// # Errors
/// Whatever the database says.
pub async fn declared(
    db: &PgPool,
    on: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<HashMap<i64, NaiveDate>> {
    let declarations = db::declarations(db, zones).await?;
    Ok(standing::complete_since(&declarations, on))
}

/// The zones on a day, statement and ledger beside each other, and the ledger.
pub(super) async fn standings(
    state: &AppState,
    on: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<(Vec<ZoneStanding>, Ledger)> {
    let ledger = books(state, zones).await?.on(on);
    let complete = declared(&state.db, on, zones).await?;
    let rows = db::zones(&state.db, on, zones).await?;
    Ok((standing::standings(rows, &ledger, &complete), ledger))
}

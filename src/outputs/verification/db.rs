//! All SQL of verifications: each check as plain joins, its differences bounded and counted; what was found, kept; the rebuilding.

mod ledger;
mod logs;
mod row;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::model::{Check, Finding, MOST, Verification};
use row::finding;

/// Makes one comparison, of what is committed and of what this transaction wrote.
pub async fn find(db: &mut PgConnection, check: Check) -> sqlx::Result<Finding> {
    match check {
        Check::Typed => ledger::typed(db).await,
        Check::Counting => ledger::counting(db).await,
        _ => {
            let rows = match check {
                Check::Entries => ledger::entries(db).await?,
                Check::Totals => ledger::totals(db).await?,
                Check::Projects => logs::projects(db).await?,
                Check::Parcels => logs::parcels(db).await?,
                Check::Obstacles => logs::obstacles(db).await?,
                Check::KeyTasks => logs::key_tasks(db).await?,
                Check::Zones => logs::zones(db).await?,
                Check::Enterprises => logs::enterprises(db).await?,
                Check::Sponsored => logs::sponsored(db).await?,
                Check::Labels => logs::labels(db).await?,
                Check::Industries => logs::industries(db).await?,
                Check::Places => logs::places(db).await?,
                Check::Typed | Check::Counting => Vec::new(),
            };
            Ok(finding(check, rows))
        }
    }
}

/// Makes anew what follows from other rows, and nothing else.
pub async fn rebuild(tx: &mut PgConnection, by: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "insert into rebuilds (rebuilt_by) values ($1) returning id",
        by
    )
    .fetch_one(tx)
    .await
}

/// A verification about to be kept.
pub struct Made<'a> {
    pub begun_at: DateTime<Utc>,
    pub ended_at: DateTime<Utc>,
    pub asked_by: &'a str,
    pub nightly: bool,
    pub rebuilt: bool,
    pub found: &'a Verification,
}

/// Keeps what was found; the last hundred stay.
pub async fn keep(tx: &mut PgConnection, made: &Made<'_>) -> sqlx::Result<()> {
    let found =
        serde_json::to_string(made.found).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query!(
        "insert into verifications (begun_at, ended_at, asked_by, nightly, rebuilt, differences, found)
         values ($1, $2, $3, $4, $5, $6, $7)",
        made.begun_at,
        made.ended_at,
        made.asked_by,
        made.nightly,
        made.rebuilt,
        made.found.count(),
        found
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "delete from verifications where id <= (select max(id) from verifications) - $1",
        MOST
    )
    .execute(tx)
    .await
    .map(drop)
}

/// What was found last.
pub struct Kept {
    pub ended_at: DateTime<Utc>,
    pub asked_by: String,
    pub nightly: bool,
    pub rebuilt: bool,
    /// JSON, see [`Verification`].
    pub found: String,
}

/// The last verification.
pub async fn last(db: &PgPool) -> sqlx::Result<Option<Kept>> {
    sqlx::query_as!(
        Kept,
        "select ended_at, asked_by, nightly, rebuilt, found from verifications order by id desc limit 1"
    )
    .fetch_optional(db)
    .await
}

/// When the last one ended.
pub async fn last_ended(db: &PgPool) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar!("select max(ended_at) from verifications")
        .fetch_one(db)
        .await
}

//! What is written about the steps themselves.

use serde_json::json;
use sqlx::PgPool;

use super::db;
use crate::foundation::audit::{self, Change};
use crate::foundation::kernel::Caller;

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

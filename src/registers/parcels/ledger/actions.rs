//! Declaring a zone's register complete, or no longer.

use serde_json::json;
use sqlx::PgPool;

use super::db;
use super::form::Draft;
use crate::foundation::audit::{self, Change};
use crate::foundation::kernel::Caller;
use crate::platform::web::AppError;

/// Records a declaration of the board, with the log of changes.
///
/// # Errors
/// Whatever the database says.
pub async fn declare(
    pool: &PgPool,
    caller: &Caller,
    zone_id: i64,
    draft: &Draft,
) -> Result<(), AppError> {
    let mut tx = pool.begin().await?;
    db::declare(&mut tx, zone_id, draft, &caller.origin).await?;
    let after = json!({
        "since": draft.since,
        "complete": draft.complete,
        "document_no": draft.document_no,
        "note": draft.note,
    });
    let change = Change {
        action: "register_declared",
        subject_type: "zones",
        subject_id: zone_id,
        before: None,
        after: Some(after),
        reason: None,
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(())
}

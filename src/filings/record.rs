//! The trace of what happens to a filing, and the reasons people give for it.

use serde_json::Value;
use sqlx::PgConnection;

use super::model::MAX_REASON;
use crate::audit::{self, Change};
use crate::i18n::Text;
use crate::kernel::Origin;
use crate::web::AppError;

/// A reason of a sensible length.
///
/// # Errors
/// [`AppError::Refused`] for none, or one too long.
pub fn checked_reason(reason: &str) -> Result<&str, AppError> {
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        return Err(AppError::Refused(Text::new(
            "Xin ghi lý do, tối đa 1.000 ký tự.",
            "Please give a reason of at most 1,000 characters.",
        )));
    }
    Ok(reason)
}

/// Writes one step of a report's life to the log.
pub async fn record(
    tx: &mut PgConnection,
    origin: &Origin,
    action: &str,
    id: i64,
    before: Option<Value>,
    after: Option<Value>,
    reason: Option<&str>,
) -> sqlx::Result<()> {
    let change = Change { action, subject_type: "filings", subject_id: id, before, after, reason };
    audit::record(tx, origin, change).await
}

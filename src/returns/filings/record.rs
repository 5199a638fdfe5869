//! The trace of what happens to a filing, and the reasons people give for it.

use serde_json::{Value, json};
use sqlx::PgConnection;

use super::model::{MAX_RAW, MAX_REASON, State};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Origin;
use crate::platform::web::{AppError, FormData, fits};

/// A reason of a sensible length.
///
/// # Errors
/// [`AppError::Refused`] for none, [`AppError::TooLong`] for one too long.
pub fn checked_reason(reason: &str) -> Result<&str, AppError> {
    fits(reason, MAX_REASON)?;
    if reason.is_empty() {
        return Err(AppError::Refused(Text::new(
            "Xin ghi lý do, tối đa 1.000 ký tự.",
            "Please give a reason of at most 1,000 characters.",
        )));
    }
    Ok(reason)
}

/// Where a report stands in its course, for the log.
pub fn standing(state: State, revision: i32) -> Value {
    json!({ "state": state.code(), "revision": revision })
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
    let change = Change {
        action,
        subject_type: "filings",
        subject_id: id,
        before,
        after,
        reason,
    };
    audit::record(tx, origin, change).await
}

/// Refuses cells, their reasons and answers that would not be kept whole.
///
/// # Errors
/// [`AppError::TooLong`].
pub fn check_lengths(data: &FormData) -> Result<(), AppError> {
    data.pairs()
        .iter()
        .try_for_each(|(name, value)| match name.split_once('.') {
            // Answers in words ("v.q4") have lengths of their own, and are given back on their page.
            Some(("v", cell)) if !cell.starts_with('q') => fits(value.trim(), MAX_RAW),
            Some(("r" | "f", _)) => fits(value.trim(), MAX_REASON),
            _ => Ok(()),
        })
}

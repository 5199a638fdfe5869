//! Asking for an unlock, and granting it to somebody else.

use serde_json::json;
use sqlx::PgPool;

use super::db;
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Caller, Period};
use crate::platform::web::{AppError, fits};

/// Longest reason.
const MAX_REASON: usize = 1000;
/// Longest unlock, in days; the database holds it too.
pub const MAX_DAYS: i32 = 14;

pub const NO_REASON: Text = Text::new(
    "Xin ghi lý do đề nghị mở khóa, tối đa 1.000 ký tự.",
    "Please give a reason of at most 1,000 characters.",
);

/// Asks for a way back into a closed period.
///
/// # Errors
/// [`AppError::Refused`] without a reason; [`AppError::NotFound`] for an enterprise out of reach.
pub async fn ask(
    db: &PgPool,
    caller: &Caller,
    enterprise_id: i64,
    form_id: i64,
    period: Period,
    reason: &str,
) -> Result<(), AppError> {
    fits(reason, MAX_REASON)?;
    if reason.is_empty() {
        return Err(AppError::Refused(NO_REASON));
    }
    let period = period.to_string();
    let mut tx = db.begin().await?;
    db::ask(
        &mut tx,
        enterprise_id,
        form_id,
        &period,
        reason,
        caller.actor.account_id,
        caller.actor.zones.as_deref(),
    )
    .await?
    .ok_or(AppError::NotFound)?;
    let change = Change {
        action: "unlock_asked",
        subject_type: "enterprises",
        subject_id: enterprise_id,
        before: None,
        after: Some(json!({ "form": form_id, "period": period })),
        reason: Some(reason),
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(())
}

/// Grants an unlock for some days, to somebody else's request.
///
/// # Errors
/// [`AppError::Refused`] for one's own request or a wrong number of days; [`AppError::Clash`] when it is granted already.
pub async fn grant(db: &PgPool, caller: &Caller, id: i64, days: i32) -> Result<(), AppError> {
    if !(1..=MAX_DAYS).contains(&days) {
        return Err(AppError::Refused(Text::new(
            "Mở khóa từ 1 đến 14 ngày.",
            "An unlock lasts 1 to 14 days.",
        )));
    }
    let mut tx = db.begin().await?;
    let asker = db::asked_by(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    if asker == caller.actor.account_id {
        return Err(AppError::Refused(Text::new(
            "Người đề nghị không tự mở khóa; người khác phê duyệt.",
            "Whoever asks for an unlock does not grant it; somebody else does.",
        )));
    }
    let enterprise = db::grant(
        &mut tx,
        id,
        caller.actor.account_id,
        days,
        caller.actor.zones.as_deref(),
    )
    .await?;
    let enterprise = enterprise.ok_or(AppError::Clash(Text::new(
        "Đề nghị này đã được giải quyết.",
        "This request has been answered.",
    )))?;
    let change = Change {
        action: "unlock_granted",
        subject_type: "enterprises",
        subject_id: enterprise,
        before: None,
        after: Some(json!({ "unlock": id, "days": days })),
        reason: None,
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(())
}

//! The decision to print a total that somebody is missing from.

use serde_json::json;
use sqlx::PgPool;

use super::{Reporter, db};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Caller, Year};
use crate::platform::web::{AppError, fits};
use crate::standards::indicators::Indicator;

/// Longest reason of a decision.
const MAX_REASON: usize = 1000;

/// Notes by name and day that an indicator's total of a year is printed without those who are missing, and why. `seen` are
/// those who were missing on the page on which it was decided: with another one missing it is another decision.
///
/// # Errors
/// [`AppError::Refused`] without a reason, or when others are missing by now.
pub async fn print_with_coverage(
    pool: &PgPool,
    caller: &Caller,
    year: Year,
    indicator: &Indicator,
    rows: &[Reporter],
    seen: &[i64],
    reason: &str,
) -> Result<(), AppError> {
    fits(reason, MAX_REASON)?;
    if reason.is_empty() {
        return Err(AppError::Refused(NO_REASON));
    }
    let missing: Vec<&Reporter> = rows.iter().filter(|row| !row.reported).collect();
    if missing.iter().any(|row| !seen.contains(&row.enterprise_id)) {
        return Err(AppError::Refused(OTHERS_MISSING));
    }
    let ids: Vec<i64> = missing.iter().map(|row| row.enterprise_id).collect();
    let mut tx = pool.begin().await?;
    let noted = db::decide(
        &mut tx,
        year,
        indicator.id,
        &ids,
        reason,
        &caller.actor.display_name,
    )
    .await?;
    if noted > 0 {
        let names: Vec<&str> = missing.iter().map(|row| &*row.enterprise).collect();
        let after = json!({ "year": year.number(), "indicator": indicator.code, "missing": names });
        let change = Change {
            action: "printed_incomplete",
            subject_type: "indicators",
            subject_id: indicator.id,
            before: None,
            after: Some(after),
            reason: Some(reason),
        };
        audit::record(&mut tx, &caller.origin, change).await?;
    }
    tx.commit().await?;
    Ok(())
}

const NO_REASON: Text = Text::new(
    "Xin ghi lý do in khi chưa đủ báo cáo, tối đa 1.000 ký tự.",
    "Please give the reason to print without all reports, of at most 1,000 characters.",
);

const OTHERS_MISSING: Text = Text::new(
    "Danh sách doanh nghiệp chưa có số liệu vừa thay đổi. Xin xem lại rồi quyết định.",
    "The list of who is missing has changed meanwhile. Please look again, then decide.",
);

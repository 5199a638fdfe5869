//! Accepting at once all reports an import of earlier years wrote into: one look at the file instead of a look at each report.

use sqlx::PgPool;

use super::actions::{Opened, written_into};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Caller;
use crate::platform::web::AppError;
use crate::returns::filings;
use crate::returns::filings::deciding;
use crate::returns::filings::model::State;

const REPORTS_ONE_BY_ONE: Text = Text::new(
    "Báo cáo được duyệt từng báo cáo. Chỉ số của các năm trước chuyển vào mới duyệt được cả loạt.",
    "Reports are accepted one by one. Only earlier years that were moved in are accepted together.",
);

/// Accepts what of an import waits for a decision, each report in a transaction of its own: how many were accepted, and how many
/// were left because they were typed by whoever asks, or changed meanwhile.
///
/// # Errors
/// [`AppError::Refused`] for reports somebody owed.
pub async fn accept(
    db: &PgPool,
    caller: &Caller,
    opened: &Opened,
) -> Result<(usize, usize), AppError> {
    if !opened.choices.purpose.is_moving() {
        return Err(AppError::Refused(REPORTS_ONE_BY_ONE));
    }
    let (mut done, mut left) = (0, 0);
    for id in written_into(db, opened.row.id).await? {
        let zones = caller.actor.zones.as_deref();
        let filing = filings::db::find(&mut *db.acquire().await?, id, zones).await?;
        let Some(filing) = filing.filter(|filing| filing.state == State::Submitted.code()) else {
            continue;
        };
        match deciding::actions::accept(db, caller, id, filing.version).await {
            Ok(()) => done += 1,
            Err(AppError::Refused(_) | AppError::Clash(_)) => left += 1,
            Err(error) => return Err(error),
        }
    }
    Ok((done, left))
}

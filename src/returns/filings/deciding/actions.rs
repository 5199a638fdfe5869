//! Decisions on a report, and the answers to cells that were sent back. Each is one transaction.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::db;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Actor, Caller, Seen};
use crate::platform::web::AppError;
use crate::returns::figures;
use crate::returns::filings::db as filings_db;
use crate::returns::filings::model::FilingRow;
use crate::returns::filings::model::{Key, State};
use crate::returns::filings::record::{checked_reason, record, standing};

const OWN: Text = Text::new(
    "Anh/chị đã nhập hoặc gửi báo cáo này, nên người khác phải duyệt.",
    "You typed or submitted this report yourself, so somebody else must decide on it.",
);
const NOT_WAITING: Text = Text::new(
    "Báo cáo không còn ở trạng thái chờ duyệt: có người vừa xử lý. Xin mở lại để xem.",
    "The report is no longer waiting for review: somebody has just handled it. Please open it again.",
);

/// Accepts a report: its figures enter the ledger in the same transaction.
///
/// # Errors
/// [`AppError::Refused`] to whoever typed or submitted it; [`AppError::Clash`] when it is not waiting or has been changed
/// since the page was opened, when a cell sent back is unanswered, or when the period is closed.
pub async fn accept(db: &PgPool, caller: &Caller, id: i64, version: i32) -> Result<(), AppError> {
    let mut tx = db.begin().await?;
    let filing = deciding(&mut tx, &caller.actor, id, version).await?;
    // First the decision: the database lets figures into the ledger only in the transaction that accepts their report.
    db::set_accepted(&mut tx, id, caller.actor.account_id).await?;
    let written = figures::db::accept_filing(&mut tx, id, &caller.origin.actor).await?;
    db::settle_flags(&mut tx, id).await?;
    let mut after = standing(State::Accepted, filing.revision);
    after["figures_written"] = json!(written);
    record(
        &mut tx,
        &caller.origin,
        "accepted",
        id,
        Some(standing(State::Submitted, filing.revision)),
        Some(after),
        filing.revision_reason.as_deref(),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// A note on one cell.
pub struct CellNote {
    pub key: Key,
    pub note: String,
}

/// Returns a report to its author, with a reason, with notes on single cells, or both.
///
/// # Errors
/// As [`accept`]; [`AppError::Refused`] with neither reason nor note.
pub async fn send_back(
    db: &PgPool,
    caller: &Caller,
    Seen { id, version }: Seen,
    reason: &str,
    notes: &[CellNote],
) -> Result<(), AppError> {
    let of_cells = Text::new(
        "Xem ghi chú ở các ô bị trả lại.",
        "See the notes on the cells sent back.",
    );
    let reason = if reason.is_empty() && !notes.is_empty() {
        of_cells.vi
    } else {
        checked_reason(reason)?
    };
    let mut tx = db.begin().await?;
    let filing = deciding(&mut tx, &caller.actor, id, version).await?;
    let entries = filings_db::entries(&mut tx, id).await?;
    for note in notes {
        let text = checked_reason(&note.note)?;
        let cell = entries.iter().find(|entry| entry.key() == note.key);
        db::raise_flag(&mut tx, id, note.key, text, cell, caller.actor.account_id).await?;
    }
    db::set_returned(&mut tx, id, caller.actor.account_id, reason).await?;
    let mut after = standing(State::Returned, filing.revision);
    after["cells"] = notes.iter().map(|note| note.note.as_str()).collect();
    record(
        &mut tx,
        &caller.origin,
        "returned",
        id,
        Some(standing(State::Submitted, filing.revision)),
        Some(after),
        Some(reason),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Writes replies to cells that were sent back, as a part of saving a report that is locked and being typed; an empty one
/// changes nothing.
///
/// # Errors
/// [`AppError::Refused`] for one too long; the caller's transaction must then not be committed.
pub async fn reply(
    tx: &mut PgConnection,
    caller: &Caller,
    id: i64,
    replies: &[(i64, String)],
) -> Result<(), AppError> {
    for (flag, text) in replies.iter().filter(|(_, text)| !text.is_empty()) {
        if db::answer_flag(
            tx,
            id,
            *flag,
            checked_reason(text)?,
            caller.actor.account_id,
        )
        .await?
        {
            record(
                tx,
                &caller.origin,
                "answered",
                id,
                None,
                Some(json!({ "flag": flag })),
                Some(text),
            )
            .await?;
        }
    }
    Ok(())
}

/// Opens an accepted report for a correction. Its figures stay in force until the correction is accepted.
///
/// # Errors
/// [`AppError::Refused`] without a reason; [`AppError::Clash`] when it is not accepted or its period is closed.
pub async fn reopen(
    db: &PgPool,
    caller: &Caller,
    id: i64,
    version: i32,
    reason: &str,
) -> Result<(), AppError> {
    let reason = checked_reason(reason)?;
    let mut tx = db.begin().await?;
    filings_db::lock(&mut tx, id).await?;
    let filing = filings_db::find(&mut tx, id, caller.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    if filing.state != State::Accepted.code() || filing.version != version {
        return Err(AppError::Clash(NOT_WAITING));
    }
    open_again(&mut tx, caller, &filing, reason).await?;
    tx.commit().await?;
    Ok(())
}

/// Begins the next revision of an accepted report as a part of something larger.
///
/// # Errors
/// Whatever the database says.
pub async fn open_again(
    tx: &mut PgConnection,
    caller: &Caller,
    filing: &FilingRow,
    reason: &str,
) -> sqlx::Result<()> {
    db::set_reopened(tx, filing.id, reason).await?;
    record(
        tx,
        &caller.origin,
        "reopened",
        filing.id,
        Some(standing(State::Accepted, filing.revision)),
        Some(standing(State::Draft, filing.revision + 1)),
        Some(reason),
    )
    .await
}

/// The filing a decision is about, locked: waiting, unchanged since it was looked at, and not the decider's own.
async fn deciding(
    tx: &mut PgConnection,
    actor: &Actor,
    id: i64,
    version: i32,
) -> Result<FilingRow, AppError> {
    filings_db::lock(tx, id).await?;
    let filing = filings_db::find(tx, id, actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    if filing.state != State::Submitted.code() || filing.version != version {
        return Err(AppError::Clash(NOT_WAITING));
    }
    if filing.submitted_by == Some(actor.account_id)
        || filings_db::typed_by(tx, id, actor.account_id).await?
    {
        return Err(AppError::Refused(OWN));
    }
    Ok(filing)
}

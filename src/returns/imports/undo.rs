//! Taking an import back: what stood there before is restored, as revisions. And dropping one that was never taken.

use super::actions::{MOVED, Opened, refused, text_refused, written_by_report};
use super::answers;
use super::db::{self, Written, WrittenAnswer};
use super::of_board;
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Actor, Caller};
use crate::platform::web::AppError;
use crate::returns::filings::actions;
use crate::returns::filings::answers as filed;
use crate::returns::filings::deciding;
use crate::returns::filings::load::{Loaded, load};
use crate::returns::filings::model::{CellInput, CellOrigin, State};
use crate::returns::filings::record::checked_reason;
use serde_json::json;
use sqlx::PgPool;
use std::collections::HashMap;

/// What came of taking an import back.
#[derive(Debug, Default)]
pub struct Undone {
    pub cells: usize,
    /// Cells changed since by somebody: they stay.
    pub left: usize,
    /// Accepted reports now open for correction.
    pub reopened: usize,
}

const WAITING: Text = Text::new(
    "Có báo cáo của lần nhập này đang chờ duyệt. Xin người duyệt trả lại trước, rồi hoàn tác.",
    "Reports of this import are waiting for review. Have them sent back first, then undo it.",
);

/// Takes an import back: every cell that still says what the file said gets what stood there before, as a change of its own
/// in the report's life. Accepted reports are opened for correction.
///
/// # Errors
/// [`AppError::Refused`] without a reason; [`AppError::Clash`] while a report waits for review, or its period is closed.
pub async fn undo(
    db: &PgPool,
    caller: &Caller,
    opened: &Opened,
    reason: &str,
) -> Result<Undone, AppError> {
    if opened.board.is_some() {
        return of_board::undo(db, caller, opened, reason).await;
    }
    let reason = checked_reason(reason)?;
    let why = format!(
        "Hoàn tác lần nhập {} (“{}”): {reason}",
        opened.row.id, opened.row.name
    );
    let why: String = why.chars().take(1_000).collect();
    let reports = written(db, &caller.actor, opened.row.id).await?;
    let mut tx = db.begin().await?;
    if db::lock(&mut tx, opened.row.id).await?.as_deref() != Some("taken") {
        return Err(AppError::Clash(MOVED));
    }
    let mut undone = Undone::default();
    for WrittenReport {
        mut report,
        cells,
        texts,
        given,
    } in reports
    {
        let (back, left): (Vec<Written>, Vec<Written>) = cells.into_iter().partition(|cell| {
            report
                .entries
                .get(&cell.key)
                .is_some_and(|entry| entry.raw == cell.raw && entry.unit == cell.unit)
        });
        let stands = |text: &WrittenAnswer| given.get(&text.question_id) == Some(&text.body);
        let (texts, others): (Vec<WrittenAnswer>, Vec<WrittenAnswer>) =
            texts.into_iter().partition(stands);
        undone.left += left.len() + others.len();
        if back.is_empty() && texts.is_empty() {
            continue;
        }
        if report.state == State::Accepted {
            deciding::actions::open_again(&mut tx, caller, &report.filing, &why).await?;
            undone.reopened += 1;
        }
        undone.cells += back.len() + texts.len();
        let inputs: Vec<CellInput> = back.into_iter().map(restored).collect();
        actions::write_cells(&mut tx, caller, &mut report, &inputs, Some(&why))
            .await
            .map_err(refused)?;
        answers::undo(&mut tx, caller, &report, texts, &why)
            .await
            .map_err(text_refused)?;
    }
    db::set_state(
        &mut tx,
        opened.row.id,
        "undone",
        caller.actor.account_id,
        Some(reason),
    )
    .await?;
    tx.commit().await?;
    Ok(undone)
}

/// Drops an import that was not taken: it is closed, and that it was sent and by whom it was dropped is on record.
///
/// # Errors
/// [`AppError::Clash`] when it is taken or over by now.
pub async fn drop_it(db: &PgPool, caller: &Caller, opened: &Opened) -> Result<(), AppError> {
    let row = &opened.row;
    let mut tx = db.begin().await?;
    if db::lock(&mut tx, row.id).await?.as_deref() != Some("open") {
        return Err(AppError::Clash(MOVED));
    }
    db::set_state(&mut tx, row.id, "dropped", caller.actor.account_id, None).await?;
    let was = json!({ "name": row.name, "sha256": row.sha256, "period": row.period, "sender": row.sender });
    let change = Change {
        action: "import_dropped",
        subject_type: "imports",
        subject_id: row.id,
        before: Some(was),
        after: None,
        reason: None,
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    Ok(tx.commit().await?)
}

/// A report an import wrote into, and what it wrote there.
struct WrittenReport {
    report: Loaded,
    cells: Vec<Written>,
    texts: Vec<WrittenAnswer>,
    /// The answers that stand in it now, by question.
    given: HashMap<i64, String>,
}

async fn written(db: &PgPool, actor: &Actor, id: i64) -> Result<Vec<WrittenReport>, AppError> {
    let mut reports = Vec::new();
    for (id, (cells, texts)) in written_by_report(db, id).await? {
        let report = load(db, id, actor).await?;
        if report.state == State::Submitted {
            return Err(AppError::Clash(WAITING));
        }
        let given = filed::db::answers(&mut *db.acquire().await?, id).await?;
        reports.push(WrittenReport {
            report,
            cells,
            texts,
            given,
        });
    }
    Ok(reports)
}

fn restored(cell: Written) -> CellInput {
    let unit = if cell.before_unit.is_empty() {
        cell.unit.clone()
    } else {
        cell.before_unit
    };
    CellInput {
        key: cell.key,
        raw: cell.before_raw,
        unit,
        reason: cell.before_reason,
        base: Some((cell.raw, cell.unit)),
        origin: CellOrigin::Typed,
    }
}

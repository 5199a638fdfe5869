//! Totals of the board itself, moved in by the same wizard: read, shown and held against what stands there as reports are, and
//! written apart from them.

use super::actions::{MOVED, Opened};
use super::db;
use super::planned::PlanCell;
use super::undo::Undone;
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Actor, Caller, Measure, Period, Reporter};
use crate::platform::web::AppError;
use crate::registers::board::{self, Board};
use crate::returns::board_totals::db::{self as totals, NewTotal};
use crate::returns::closings::Closing;
use crate::returns::filings::load::Loaded;
use crate::returns::filings::model::{CellOrigin, Entry, FilingRow, State};
use crate::returns::filings::record::checked_reason;
use crate::returns::filings::standards::Standards;
use crate::returns::reading::Known;
use crate::standards::checks;
use crate::standards::forms::{Currency, Form};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use std::collections::HashMap;
use std::sync::Arc;

/// Stands for the board where enterprises report.
pub(super) const BOARD: Reporter = Reporter {
    enterprise_id: 0,
    project_id: None,
};

const WHOLE: Text = Text::new(
    "Tổng của Ban là của mọi khu: chỉ tài khoản thấy mọi khu mới nhập được.",
    "The board's totals are of all zones: only accounts that see all of them may take them.",
);

/// The board whose total of a year it is: the one that kept the portal at the year's end.
///
/// # Errors
/// [`AppError::Refused`] for an account that sees some zones only.
pub(super) async fn board(db: &PgPool, actor: &Actor, period: Period) -> Result<Board, AppError> {
    if actor.zones.is_some() {
        return Err(AppError::Refused(WHOLE));
    }
    Ok(board::on(db, period.last_day()).await?)
}

/// The board, as one whose figures a file may hold.
pub(super) fn known(board: &Board) -> Known {
    Known {
        reporter: BOARD,
        code: board.abbreviation.clone(),
        enterprise_code: board.abbreviation.clone(),
        tax_code: None,
        enterprise: board.name.clone(),
        project: None,
    }
}

/// The totals that stand, as a report of nobody's that nothing is held against: what is right for an enterprise is not for a board.
pub(super) async fn report(
    db: &PgPool,
    board: &Board,
    form: &Form,
    period: Period,
) -> Result<Loaded, AppError> {
    let standards = Standards::load(db).await?;
    let catalogue = Arc::clone(&standards.catalogue);
    let lines: Arc<[_]> = standards.lines(form, period).into();
    let stated = totals::totals(db, &[board.id], &[period.to_string()]).await?;
    let entry = |row: totals::TotalRow| Entry {
        indicator_id: row.indicator_id,
        measure: Measure::Period,
        raw: row.raw,
        unit: row.unit,
        value: Some(row.value),
        reason: None,
        origin: CellOrigin::Imported,
        rate: row.rate,
    };
    let entries: HashMap<_, _> = stated
        .into_iter()
        .map(|row| {
            let entry = entry(row);
            (entry.key(), entry)
        })
        .collect();
    let year = period.year().number();
    Ok(Loaded {
        filing: FilingRow {
            enterprise: board.name.clone(),
            form_id: form.id,
            period: period.to_string(),
            vintage: form.vintage.code().to_owned(),
            state: State::Draft.code().to_owned(),
            ..FilingRow::default()
        },
        state: State::Draft,
        vintage: form.vintage,
        period,
        asked: lines
            .iter()
            .flat_map(|line| line.cells(&catalogue, Currency::Vnd))
            .collect(),
        lines,
        currency: Currency::Vnd,
        catalogue,
        entries,
        history: HashMap::new(),
        usd_rate: standards.usd_rate(year),
        last_usd_rate: standards.usd_rate(year - 1),
        rules: Arc::new(checks::Rules::none()),
        facts: checks::Facts::default(),
        per_worker: Arc::default(),
        totals: Arc::default(),
        flags: Vec::new(),
        closing: Closing::default(),
        form: form.clone(),
        standards,
    })
}

/// States what the file says, each as the next revision of its total.
pub(super) async fn take(
    tx: &mut PgConnection,
    caller: &Caller,
    opened: &Opened,
    report: &Loaded,
    cells: &[&PlanCell],
) -> Result<(), AppError> {
    let board = opened.board.as_ref().ok_or(AppError::Internal)?;
    let why = format!(
        "Nhập từ tệp “{}” (lần nhập {})",
        opened.row.name, opened.row.id
    );
    let mut stated = serde_json::Map::new();
    for input in cells.iter().filter_map(|cell| cell.input.as_ref()) {
        let entry = report
            .entry(input, caller.lang)
            .ok_or(AppError::Clash(MOVED))?;
        let new = NewTotal {
            board_id: board.id,
            indicator_id: input.key.0,
            period: &report.filing.period,
            value: entry.value,
            raw: &input.raw,
            unit: &input.unit,
            rate: entry.rate,
            source: &opened.row.name,
            reason: &why,
            import_id: Some(opened.row.id),
            by: &caller.origin.actor,
        };
        totals::put(tx, &new).await?;
        let indicator = report.catalogue.by_id(input.key.0);
        let code = indicator.map_or_else(String::new, |indicator| indicator.code.clone());
        stated.insert(code, json!({ "raw": input.raw, "unit": input.unit }));
    }
    let after =
        json!({ "period": report.filing.period, "totals": stated, "import": opened.row.id });
    let change = Change {
        action: "board_totals",
        subject_type: "boards",
        subject_id: board.id,
        before: None,
        after: Some(after),
        reason: Some(&why),
    };
    Ok(audit::record(tx, &caller.origin, change).await?)
}

/// Takes back what an import stated: what stood there before comes again.
pub(super) async fn undo(
    pool: &PgPool,
    caller: &Caller,
    opened: &Opened,
    reason: &str,
) -> Result<Undone, AppError> {
    let board = opened.board.as_ref().ok_or(AppError::Internal)?;
    let reason = checked_reason(reason)?;
    let why = format!(
        "Hoàn tác lần nhập {} (“{}”): {reason}",
        opened.row.id, opened.row.name
    );
    let why: String = why.chars().take(1_000).collect();
    let mut tx = pool.begin().await?;
    if db::lock(&mut tx, opened.row.id).await?.as_deref() != Some("taken") {
        return Err(AppError::Clash(MOVED));
    }
    let (back, left) =
        totals::take_back(&mut tx, opened.row.id, &why, &caller.origin.actor).await?;
    let change = Change {
        action: "board_totals",
        subject_type: "boards",
        subject_id: board.id,
        before: None,
        after: Some(json!({ "taken_back": back, "import": opened.row.id })),
        reason: Some(&why),
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    let by = caller.actor.account_id;
    db::set_state(&mut tx, opened.row.id, "undone", by, Some(reason)).await?;
    tx.commit().await?;
    Ok(Undone {
        cells: usize::try_from(back).unwrap_or_default(),
        left: usize::try_from(left).unwrap_or_default(),
        reopened: 0,
    })
}

//! Saving cells of a sheet into the reports they belong to.

use super::db;
use super::sheet::Sheet;
use crate::foundation::kernel::Reporter;
use crate::platform::web::{AppError, Ctx};
use crate::returns::filings::actions::{self, SaveRefusal};
use crate::returns::filings::load::Loaded;
use crate::returns::filings::many::{Board, load_many};
use crate::returns::filings::model::CellInput;
use crate::returns::filings::rows::{Columns, RowFacts};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use sqlx::{Acquire, PgConnection};
use std::collections::{BTreeMap, HashMap};

/// What came of saving: rows as they now stand, cells that clash, and reports that are closed.
#[derive(Default)]
pub(super) struct Saved {
    reporters: Vec<Reporter>,
    pub(super) rows: Map<String, Value>,
    pub(super) conflicts: Map<String, Value>,
    pub(super) closed: usize,
}

/// Saves the cells of each enterprise or project into its report, beginning one where there is none: in one transaction, so that
/// an error saves nothing. A report with a cell that clashes, or that is closed, is left as it is.
pub(super) async fn store_cells(
    ctx: &Ctx,
    sheet: &Sheet,
    cells: BTreeMap<Reporter, Vec<(String, CellInput)>>,
) -> Result<Saved, AppError> {
    let (db, year) = (&ctx.state.db, sheet.period.year().number());
    let reporters: Vec<Reporter> = cells.keys().copied().collect();
    let board = Board::load(db, sheet.period).await?;
    let mut reports = load_many(
        db,
        &board,
        &sheet.form,
        sheet.period,
        &reporters,
        &ctx.actor,
    )
    .await?;
    let mut saved = Saved::default();
    let mut tx = db.begin().await?;
    for (reporter, named) in cells {
        let loaded = reports.get_mut(&reporter).ok_or(AppError::NotFound)?;
        let (keys, inputs): (Vec<String>, Vec<CellInput>) = named.into_iter().unzip();
        match write_report(&mut tx, ctx, sheet, loaded, &inputs).await {
            Ok(()) => saved.reporters.push(reporter),
            Err(SaveRefusal::Conflicts(conflicts)) => {
                for conflict in conflicts {
                    let at = inputs
                        .iter()
                        .position(|input| input.key == conflict.key)
                        .and_then(|at| keys.get(at));
                    let cell = json!({
                        "mine": conflict.mine.0, "theirs": conflict.theirs.0, "base": conflict.base.0, "by": conflict.by,
                        "raw": conflict.theirs.0, "unit": conflict.theirs.1,
                    });
                    saved.conflicts.extend(at.map(|key| (key.clone(), cell)));
                }
            }
            Err(SaveRefusal::Closed) => saved.closed += 1,
            Err(SaveRefusal::Error(error)) => return Err(error),
        }
    }
    tx.commit().await?;
    let plans: HashMap<i64, Decimal> = db::plan(db, year, sheet.line.indicator_id)
        .await?
        .into_iter()
        .collect();
    for reporter in &saved.reporters {
        let Some(loaded) = reports.get(reporter) else {
            continue;
        };
        let plan = plans
            .get(&reporter.enterprise_id)
            .filter(|_| reporter.project_id.is_none());
        let row = row_now(
            ctx,
            sheet,
            loaded,
            plan.map(|target| (sheet.line.indicator_id, *target))
                .into_iter()
                .collect(),
        );
        saved
            .rows
            .extend(row.map(|row| (reporter.to_string(), row)));
    }
    Ok(saved)
}

/// Writes the cells of one report, all or none: one begun for them goes with them.
async fn write_report(
    tx: &mut PgConnection,
    ctx: &Ctx,
    sheet: &Sheet,
    loaded: &mut Loaded,
    inputs: &[CellInput],
) -> Result<(), SaveRefusal> {
    if loaded.closing.locked {
        return Err(SaveRefusal::Closed);
    }
    let caller = &ctx.caller();
    let reporter = loaded.filing.reporter();
    let mut step = tx.begin().await?;
    loaded.filing.id = actions::begin(
        &mut step,
        caller,
        reporter,
        &sheet.form,
        sheet.period,
        sheet.form.vintage,
    )
    .await?;
    let changed = actions::write_cells(&mut step, caller, loaded, inputs, None).await?;
    step.commit().await?;
    loaded
        .entries
        .extend(changed.into_iter().map(|entry| (entry.key(), entry)));
    Ok(())
}

/// A report's row as it stands now, for the script of the grid.
fn row_now(
    ctx: &Ctx,
    sheet: &Sheet,
    loaded: &Loaded,
    plan: HashMap<i64, Decimal>,
) -> Option<Value> {
    let findings = loaded.findings(ctx.lang);
    let columns = Columns::new(std::slice::from_ref(&sheet.line), sheet.period, ctx.lang);
    let none = HashMap::new();
    let facts = RowFacts {
        loaded,
        plan: &plan,
        findings: &findings,
        posted: &none,
        attempted: false,
        lang: ctx.lang,
    };
    let row = facts.one(&sheet.line, &columns)?;
    Some(row.renamed(&sheet.line, loaded.filing.reporter()).to_json())
}

//! Loads the reports of many enterprises for one form and period with a fixed number of queries, however many they are.

mod db;

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use sqlx::PgPool;

use super::db as filings_db;
use super::load::{Loaded, compared};
use super::model::FilingRow;
use super::model::{Entry, Key, State};
use super::standards::Standards;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Actor, Period, Reporter};
use crate::platform::web::AppError;
use crate::returns::figures;
use crate::standards::checks;
use crate::standards::forms::{Currency, Form, Line};

/// The board's own figures that the reports of a period are held against.
pub struct Board {
    totals: Arc<HashMap<i64, Decimal>>,
    per_worker: Arc<HashMap<i64, Decimal>>,
}

impl Board {
    /// Loads them once for all reports of a period.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn load(db: &PgPool, period: Period) -> sqlx::Result<Board> {
        let totals =
            figures::db::sums(db, &period.to_string(), &period.last_year().to_string()).await?;
        let per_worker = figures::db::per_worker(db, &period.year().before().to_string()).await?;
        Ok(Board {
            totals: Arc::new(totals.into_iter().collect()),
            per_worker: Arc::new(per_worker.into_iter().collect()),
        })
    }
}

/// Loads the reports of enterprises and projects for a form and a period: those begun and those that are not, which have
/// the id 0. Those out of the reader's reach are left out. Cells that were sent back are not looked up.
///
/// # Errors
/// Whatever the database says.
pub async fn load_many(
    db: &PgPool,
    board: &Board,
    form: &Form,
    period: Period,
    reporters: &[Reporter],
    actor: &Actor,
) -> Result<HashMap<Reporter, Loaded>, AppError> {
    let rows = db::filings(db, reporters, form, period, actor.zones.as_deref()).await?;
    let mut grouped = Grouped::load(db, &rows, form, period).await?;
    let standards = Standards::load(db).await?;
    let (catalogue, lines): (_, Arc<[Line]>) = (
        Arc::clone(&standards.catalogue),
        standards.lines(form, period).into(),
    );
    let year = period.year().number();
    let none: Arc<HashMap<i64, Decimal>> = Arc::default();
    let mut loaded = HashMap::new();
    for filing in rows {
        let id = filing.reporter();
        let facts = grouped.facts.remove(&id).unwrap_or_default();
        let currency = Currency::of_licence(facts.licence_currency);
        let history = grouped.history.remove(&id).unwrap_or_default();
        let mut report = Loaded {
            state: State::from_code(&filing.state).ok_or(AppError::Internal)?,
            vintage: form.vintage,
            period,
            form: form.clone(),
            asked: lines
                .iter()
                .flat_map(|line| line.cells(&catalogue, currency))
                .collect(),
            lines: Arc::clone(&lines),
            currency,
            catalogue: Arc::clone(&catalogue),
            standards: Arc::clone(&standards),
            entries: grouped.entries.remove(&filing.id).unwrap_or_default(),
            usd_rate: standards.usd_rate(year),
            last_usd_rate: standards.usd_rate(year - 1),
            rules: Arc::clone(&standards.rules),
            facts,
            per_worker: Arc::clone(if history.is_empty() {
                &board.per_worker
            } else {
                &none
            }),
            history,
            totals: Arc::clone(&board.totals),
            flags: Vec::new(),
            closing: grouped
                .closings
                .get(&id.enterprise_id)
                .cloned()
                .unwrap_or_default(),
            filing,
        };
        if report.state.editable() {
            report.add_up(Lang::Vi);
        }
        loaded.insert(id, report);
    }
    Ok(loaded)
}

/// What belongs to single reports, by who reports; what was typed, by report; closings by enterprise.
struct Grouped {
    entries: HashMap<i64, HashMap<Key, Entry>>,
    history: HashMap<Reporter, HashMap<(i64, Period), Decimal>>,
    facts: HashMap<Reporter, checks::Facts>,
    closings: HashMap<i64, crate::returns::closings::Closing>,
}

impl Grouped {
    async fn load(
        db: &PgPool,
        rows: &[FilingRow],
        form: &Form,
        period: Period,
    ) -> Result<Grouped, AppError> {
        let reporters: Vec<Reporter> = rows.iter().map(FilingRow::reporter).collect();
        let mut ids: Vec<i64> = rows.iter().map(|row| row.enterprise_id).collect();
        ids.dedup();
        let begun: Vec<i64> = rows
            .iter()
            .map(|row| row.id)
            .filter(|id| *id != 0)
            .collect();
        let mut entries: HashMap<i64, HashMap<Key, Entry>> = HashMap::new();
        for (filing, entry) in db::entries(db, &begun).await? {
            entries
                .entry(filing)
                .or_default()
                .insert(entry.key(), entry);
        }
        let periods: HashMap<String, Period> = compared(period)
            .into_iter()
            .map(|period| (period.to_string(), period))
            .collect();
        let wanted: Vec<String> = periods.keys().cloned().collect();
        let mut history: HashMap<Reporter, HashMap<(i64, Period), Decimal>> = HashMap::new();
        for (reporter, figure) in figures::db::known_of(db, &reporters, &wanted).await? {
            if let Some(period) = periods.get(&figure.period) {
                history
                    .entry(reporter)
                    .or_default()
                    .insert((figure.indicator_id, *period), figure.value);
            }
        }
        let facts = filings_db::facts(db, &reporters, period).await?;
        let closings = db::closings(db, &ids, form.id, &period.to_string())
            .await?
            .into_iter()
            .collect();
        Ok(Grouped {
            entries,
            history,
            facts,
            closings,
        })
    }
}

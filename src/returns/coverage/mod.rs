//! What a total of a year covers: who was to report it, who did, and how much those weigh who did not.

mod actions;
mod counting;
pub mod db;
pub mod model;
mod routes;

pub use counting::Standing;
pub use model::Coverage;
pub use routes::routes;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;
use sqlx::PgPool;

use self::db::{Asked, Decision, Last};
use crate::foundation::kernel::Year;
use crate::platform::web::AppState;

/// The coverage of every indicator of a year in every zone: who in it owed a form that asks for the indicator.
#[derive(Default)]
pub struct YearCoverage {
    /// By indicator and zone.
    by_place: BTreeMap<(i64, i64), Coverage>,
}

impl YearCoverage {
    /// Loads a year, or takes what was computed since the last commit.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn current(state: &AppState, year: Year) -> sqlx::Result<Arc<YearCoverage>> {
        let load = async {
            let (standings, last) = stood(
                &state.db,
                Asked {
                    year,
                    indicator_id: None,
                },
            )
            .await?;
            let of = |one: &Standing| last.get(&(one.indicator_id, one.enterprise_id));
            let by_place = counting::by_place(&standings, |one| of(one).map(|(_, value)| *value));
            Ok(YearCoverage { by_place })
        };
        state
            .memo
            .get(&state.db, format!("coverage/{year}"), load)
            .await
    }

    /// Of one indicator in some zones, or in all; `None` where nobody owed it there.
    pub fn of(&self, indicator_id: i64, zones: Option<&[i64]>) -> Option<Coverage> {
        let everywhere = (indicator_id, i64::MIN)..=(indicator_id, i64::MAX);
        let here = self.by_place.range(everywhere);
        here.filter(|((_, zone), _)| zones.is_none_or(|zones| zones.contains(zone)))
            .map(|(_, coverage)| *coverage)
            .reduce(Coverage::and)
    }
}

/// Who was to report, and what those who are missing stated last.
async fn stood(pool: &PgPool, asked: Asked) -> sqlx::Result<(Vec<Standing>, Last)> {
    let standings = counting::standings(&db::known(pool, asked).await?);
    let mut missing: Vec<i64> = standings
        .iter()
        .filter(|one| !one.reported)
        .map(|one| one.enterprise_id)
        .collect();
    missing.sort_unstable();
    missing.dedup();
    let last = db::last(pool, asked, &missing).await?;
    Ok((standings, last))
}

/// A total some are missing from, and how far it was decided to print it all the same.
pub struct Gap {
    pub indicator_id: i64,
    /// How many are missing and in no decision.
    pub undecided: usize,
    /// The newest decision about those who are missing.
    pub decision: Option<Decision>,
}

/// The totals of a year some are missing from, in some zones.
///
/// # Errors
/// Whatever the database says.
pub async fn gaps(pool: &PgPool, year: Year, zones: Option<&[i64]>) -> sqlx::Result<Vec<Gap>> {
    let asked = Asked {
        year,
        indicator_id: None,
    };
    let standings = counting::standings(&db::known(pool, asked).await?);
    let decisions = db::decisions(pool, year).await?;
    let decided: HashMap<(i64, i64), &Decision> = decisions
        .iter()
        .map(|decision| ((decision.indicator_id, decision.enterprise_id), decision))
        .collect();
    let mut gaps: BTreeMap<i64, Gap> = BTreeMap::new();
    let here = |one: &&Standing| zones.is_none_or(|zones| zones.contains(&one.zone_id));
    for one in standings.iter().filter(here).filter(|one| !one.reported) {
        let gap = gaps.entry(one.indicator_id).or_insert(Gap {
            indicator_id: one.indicator_id,
            undecided: 0,
            decision: None,
        });
        match decided.get(&(one.indicator_id, one.enterprise_id)) {
            None => gap.undecided += 1,
            Some(new) if gap.decision.as_ref().is_none_or(|old| old.at < new.at) => {
                gap.decision = Some((*new).clone());
            }
            Some(_) => {}
        }
    }
    Ok(gaps.into_values().collect())
}

/// An enterprise that was to report an indicator of a year.
pub struct Reporter {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub zone: String,
    pub reported: bool,
    pub exempt: bool,
    /// Its figure of the year, and of the year before, canonical.
    pub value: Option<Decimal>,
    pub prior: Option<Decimal>,
    /// What it stated last in the three years before, and of which year that is; of those who are missing.
    pub last: Option<(String, Decimal)>,
    /// That the total is printed without it.
    pub decision: Option<Decision>,
}

/// Who was to report an indicator of a year in some zones: those who are missing first, and of them the largest.
///
/// # Errors
/// Whatever the database says.
pub async fn reporters(
    pool: &PgPool,
    year: Year,
    indicator_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Reporter>> {
    let asked = Asked {
        year,
        indicator_id: Some(indicator_id),
    };
    let (standings, mut last) = stood(pool, asked).await?;
    let here: Vec<&Standing> = standings
        .iter()
        .filter(|one| one.indicator_id == indicator_id)
        .filter(|one| zones.is_none_or(|zones| zones.contains(&one.zone_id)))
        .collect();
    let ids: Vec<i64> = here.iter().map(|one| one.enterprise_id).collect();
    let named = db::enterprises(pool, year, indicator_id, &ids).await?;
    let mut named: HashMap<i64, db::EnterpriseRow> =
        named.into_iter().map(|row| (row.id, row)).collect();
    let mut decided: HashMap<i64, Decision> = db::decisions(pool, year)
        .await?
        .into_iter()
        .filter(|decision| decision.indicator_id == indicator_id)
        .map(|decision| (decision.enterprise_id, decision))
        .collect();
    let mut rows: Vec<(String, Reporter)> = here
        .into_iter()
        .filter_map(|one| {
            let row = named.remove(&one.enterprise_id)?;
            let reporter = Reporter {
                enterprise_id: row.id,
                enterprise: row.name,
                zone: row.zone,
                reported: one.reported,
                exempt: one.exempt,
                value: row.value,
                prior: row.prior,
                last: last.remove(&(indicator_id, row.id)),
                decision: decided.remove(&row.id),
            };
            Some((row.code, reporter))
        })
        .collect();
    let weight = |reporter: &Reporter| reporter.last.as_ref().map(|(_, value)| *value);
    rows.sort_by(|(a_code, a), (b_code, b)| {
        a.reported
            .cmp(&b.reported)
            .then_with(|| weight(b).cmp(&weight(a)))
            .then_with(|| a_code.cmp(b_code))
    });
    Ok(rows.into_iter().map(|(_, reporter)| reporter).collect())
}

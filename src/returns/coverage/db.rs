//! All SQL of the coverage.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use super::counting::{Known, Owed, Round};
use crate::foundation::kernel::{Period, Year};
use crate::registers::board;
use crate::standards::forms;

/// Of which year, and of which indicator; `None` is all of them.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub year: Year,
    pub indicator_id: Option<i64>,
}

/// Who owed what of a year and which figures there are.
pub async fn known(db: &PgPool, asked: Asked) -> sqlx::Result<Known> {
    let rounds = rounds(db, asked).await?;
    let owed = owed(db, &rounds).await?;
    let excused: Vec<i64> = owed
        .iter()
        .filter(|owed| owed.exempt)
        .map(|owed| owed.enterprise_id)
        .collect();
    Ok(Known {
        operated: operated(db, asked.year, &excused).await?,
        figures: figures(db, asked).await?,
        made: made(db, asked).await?,
        rounds,
        owed,
    })
}

/// The forms and periods that give figures of a year. None of before reports were owed.
async fn rounds(db: &PgPool, asked: Asked) -> sqlx::Result<Vec<Round>> {
    let since = board::reports_since(db).await?;
    let whole = Period::from(asked.year);
    let mut rounds = Vec::new();
    for form in forms::db::forms(db).await?.iter().filter(|form| form.owed) {
        let periods = form.frequency.periods(asked.year).into_iter();
        let given = periods
            .filter(|period| form.covers(*period) && period.to_date() == Some(whole))
            .filter(|period| since.is_none_or(|since| since <= period.first_day()));
        for period in given {
            let lines = forms::db::lines(db, form.id).await?;
            // Of a period within the year only the column since January is the year's.
            let asks = lines.iter().filter(|line| period == whole || line.to_date);
            let asks = asks.flat_map(|line| {
                let total = line.total_id.filter(|_| period == whole);
                [Some(line.indicator_id), total].into_iter().flatten()
            });
            rounds.push(Round {
                form_id: form.id,
                period: period.to_string(),
                asks: asks
                    .filter(|id| asked.indicator_id.is_none_or(|only| only == *id))
                    .collect(),
                products: form.with_products && period == whole,
            });
        }
    }
    Ok(rounds)
}

async fn owed(db: &PgPool, rounds: &[Round]) -> sqlx::Result<Vec<Owed>> {
    let forms: Vec<i64> = rounds.iter().map(|round| round.form_id).collect();
    let periods: Vec<String> = rounds.iter().map(|round| round.period.clone()).collect();
    let rows = sqlx::query!(
        r#"select o.form_id as "form_id!", o.period as "period!", o.enterprise_id as "enterprise_id!", o.project_id,
                  coalesce(p.zone_id, e.zone_id) as "zone_id!",
                  exists (select 1 from exemptions x
                           where x.enterprise_id = o.enterprise_id and x.form_id = o.form_id and x.period = o.period
                             and (x.project_id is null or x.project_id = o.project_id)) as "exempt!",
                  exists (select 1 from filings f
                           where f.enterprise_id = o.enterprise_id and f.form_id = o.form_id and f.period = o.period
                             and f.project_id is not distinct from o.project_id
                             and (f.state = 'accepted' or f.revision > 1)) as "accepted!"
             from owing($1, $2, null) o
             join enterprises e on e.id = o.enterprise_id
             left join projects p on p.id = o.project_id"#,
        &forms,
        &periods
    )
    .fetch_all(db)
    .await?;
    let places: HashMap<(i64, &str), usize> = rounds
        .iter()
        .enumerate()
        .map(|(place, round)| ((round.form_id, round.period.as_str()), place))
        .collect();
    let owed = rows.into_iter().filter_map(|row| {
        Some(Owed {
            round: *places.get(&(row.form_id, row.period.as_str()))?,
            enterprise_id: row.enterprise_id,
            project_id: row.project_id,
            zone_id: row.zone_id,
            exempt: row.exempt,
            accepted: row.accepted,
        })
    });
    Ok(owed.collect())
}

/// Which of some enterprises operated on some day of a year.
async fn operated(db: &PgPool, year: Year, among: &[i64]) -> sqlx::Result<HashSet<i64>> {
    let whole = Period::from(year);
    let rows = sqlx::query_scalar!(
        r#"select e.id as "id!" from unnest($1::bigint[]) as e (id)
            where enterprise_status_on(e.id, $2) = 'operating'
               or exists (select 1 from enterprise_states s
                           where s.enterprise_id = e.id and s.status = 'operating' and s.since between $2 and $3)"#,
        among,
        whole.first_day(),
        whole.last_day()
    );
    Ok(rows.fetch_all(db).await?.into_iter().collect())
}

async fn figures(db: &PgPool, asked: Asked) -> sqlx::Result<HashSet<(i64, i64, Option<i64>)>> {
    let rows = sqlx::query!(
        "select indicator_id, enterprise_id, project_id from current_figures
          where period = $1 and ($2::bigint is null or indicator_id = $2)",
        asked.year.to_string(),
        asked.indicator_id
    );
    let rows = rows.fetch_all(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row.enterprise_id, row.project_id))
        .collect())
}

async fn made(db: &PgPool, asked: Asked) -> sqlx::Result<Vec<(i64, i64)>> {
    let rows = sqlx::query!(
        "select distinct indicator_id, enterprise_id from current_figures
          where period = any($1) and indicator_id = any(array(select id from indicators where kind = 'product'))
            and ($2::bigint is null or indicator_id = $2)",
        &[asked.year.to_string(), asked.year.before().to_string()],
        asked.indicator_id
    );
    let rows = rows.fetch_all(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row.enterprise_id))
        .collect())
}

/// What an enterprise stated last before a year, canonical, and of which year that is.
pub type Last = HashMap<(i64, i64), (String, Decimal)>;

/// What some enterprises stated last in the three years before a year, by indicator and enterprise.
pub async fn last(db: &PgPool, asked: Asked, enterprises: &[i64]) -> sqlx::Result<Last> {
    let number = asked.year.number();
    let years: Vec<String> = (number - 3..number).map(|year| year.to_string()).collect();
    let rows = sqlx::query!(
        r#"select indicator_id, enterprise_id, period, sum(value) as "value!" from current_figures
            where period = any($1) and enterprise_id = any($2) and ($3::bigint is null or indicator_id = $3)
            group by indicator_id, enterprise_id, period order by period"#,
        &years,
        enterprises,
        asked.indicator_id
    );
    let rows = rows.fetch_all(db).await?;
    // The newest comes last and stays.
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                (row.indicator_id, row.enterprise_id),
                (row.period, row.value),
            )
        })
        .collect())
}

/// An enterprise as the page of a coverage shows it.
pub struct EnterpriseRow {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub zone: String,
    /// Its figures of the year and of the year before, canonical.
    pub value: Option<Decimal>,
    pub prior: Option<Decimal>,
}

pub async fn enterprises(
    db: &PgPool,
    year: Year,
    indicator_id: i64,
    ids: &[i64],
) -> sqlx::Result<Vec<EnterpriseRow>> {
    sqlx::query_as!(
        EnterpriseRow,
        r#"select e.id, e.code, e.name, z.name as zone, sum(c.value) filter (where c.period = $3) as value,
                  sum(c.value) filter (where c.period = $4) as prior
             from enterprises e
             join zones z on z.id = e.zone_id
             left join current_figures c on c.enterprise_id = e.id and c.indicator_id = $2 and c.period in ($3, $4)
            where e.id = any($1)
            group by e.id, z.name"#,
        ids,
        indicator_id,
        year.to_string(),
        year.before().to_string()
    )
    .fetch_all(db)
    .await
}

/// That a total of an indicator is printed without an enterprise.
#[derive(Debug, Clone)]
pub struct Decision {
    pub indicator_id: i64,
    pub enterprise_id: i64,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// All decisions about the totals of a year.
pub async fn decisions(db: &PgPool, year: Year) -> sqlx::Result<Vec<Decision>> {
    sqlx::query_as!(
        Decision,
        "select indicator_id, enterprise_id, reason, decided_by as by, decided_at as at
           from coverage_decisions where year = $1 order by decided_at, id",
        year.number()
    )
    .fetch_all(db)
    .await
}

/// Notes that a total is printed without some enterprises; those of whom it was decided before keep their first decision. How many
/// were noted.
pub async fn decide(
    tx: &mut PgConnection,
    year: Year,
    indicator_id: i64,
    enterprises: &[i64],
    reason: &str,
    by: &str,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "insert into coverage_decisions (year, indicator_id, enterprise_id, reason, decided_by)
         select $1, $2, e.id, $4, $5 from unnest($3::bigint[]) as e (id)
         on conflict on constraint coverage_decisions_key do nothing",
        year.number(),
        indicator_id,
        enterprises,
        reason,
        by
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected())
}

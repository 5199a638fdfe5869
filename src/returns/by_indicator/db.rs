//! All SQL of the sheets.

use rust_decimal::Decimal;
use sqlx::PgPool;

use crate::foundation::kernel::{Measure, Reporter};

/// The cell of who reports, or the lack of one.
pub struct SheetRow {
    pub reporter: Reporter,
    pub measure: String,
    pub raw: String,
    pub unit: String,
    pub value: Option<Decimal>,
    pub reason: Option<String>,
    /// Nobody typed it: it follows from other cells.
    pub derived: bool,
}

/// What has been typed for an indicator in the reports of a form and period, by who reports.
pub async fn entries(
    db: &PgPool,
    form_id: i64,
    period: &str,
    indicators: &[i64],
) -> sqlx::Result<Vec<(i64, SheetRow)>> {
    let rows = sqlx::query!(
        "select c.indicator_id, f.enterprise_id, f.project_id, c.measure, c.raw, c.unit, c.value, c.reason, c.origin
           from filings f join filing_entries c on c.filing_id = f.id
          where f.form_id = $1 and f.period = $2 and c.indicator_id = any($3)",
        form_id,
        period,
        indicators
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            let reporter = Reporter::new(r.enterprise_id, r.project_id);
            let derived = r.origin == "derived";
            let row = SheetRow {
                reporter,
                measure: r.measure,
                raw: r.raw,
                unit: r.unit,
                value: r.value,
                reason: r.reason,
                derived,
            };
            (r.indicator_id, row)
        })
        .collect())
}

impl SheetRow {
    pub fn measure(&self) -> Option<Measure> {
        Measure::from_code(&self.measure)
    }
}

/// The enterprises' targets for an indicator in the year's main plan.
pub async fn plan(db: &PgPool, year: i32, indicator: i64) -> sqlx::Result<Vec<(i64, Decimal)>> {
    let rows = sqlx::query!(
        r#"select enterprise_id as "enterprise_id!", value from targets
            where enterprise_id is not null and indicator_id = $2
              and plan_id = (select id from plans where year = $1 and retired_at is null
                              order by is_baseline desc, code, edition desc limit 1)"#,
        year,
        indicator
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.enterprise_id, row.value))
        .collect())
}

/// Who has a certificate in US dollars: projects, and enterprises whose newest project still in force has one.
pub async fn in_dollars(db: &PgPool) -> sqlx::Result<Vec<Reporter>> {
    let rows = sqlx::query!(
        r#"select enterprise_id as "enterprise_id!", project_id
             from (select distinct on (enterprise_id) enterprise_id, null::bigint as project_id, capital_currency
                     from projects where enterprise_id is not null and retired_at is null
                    order by enterprise_id, status in ('terminated', 'revoked'), granted_on desc nulls last, id) newest
            where capital_currency = 'usd'
            union all
           select p.enterprise_id, p.id from projects p join enterprises e on e.id = p.enterprise_id
            where e.by_project_since is not null and p.capital_currency = 'usd' and p.retired_at is null"#
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Reporter::new(row.enterprise_id, row.project_id))
        .collect())
}

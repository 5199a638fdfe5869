//! All SQL of the sheets.

use rust_decimal::Decimal;
use sqlx::PgPool;

use crate::kernel::Measure;

/// One enterprise's cell, or the lack of one.
pub struct SheetRow {
    pub enterprise_id: i64,
    pub measure: String,
    pub raw: String,
    pub unit: String,
    pub reason: Option<String>,
}

/// What has been typed for an indicator in the reports of a form and period, by enterprise.
pub async fn entries(db: &PgPool, form_id: i64, period: &str, indicators: &[i64]) -> sqlx::Result<Vec<(i64, SheetRow)>> {
    let rows = sqlx::query!(
        "select c.indicator_id, f.enterprise_id, c.measure, c.raw, c.unit, c.reason
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
            let row = SheetRow { enterprise_id: r.enterprise_id, measure: r.measure, raw: r.raw, unit: r.unit, reason: r.reason };
            (r.indicator_id, row)
        })
        .collect())
}

impl SheetRow {
    pub fn measure(&self) -> Option<Measure> {
        Measure::from_code(&self.measure)
    }
}

/// Figures of an indicator that count, by enterprise, in some periods.
pub async fn known(db: &PgPool, indicator: i64, periods: &[String]) -> sqlx::Result<Vec<(i64, String, Decimal)>> {
    let rows = sqlx::query!(
        "select enterprise_id, period, value from current_figures where indicator_id = $1 and period = any($2)",
        indicator,
        periods
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.enterprise_id, row.period, row.value)).collect())
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
    Ok(rows.into_iter().map(|row| (row.enterprise_id, row.value)).collect())
}

/// The currencies of the enterprises' certificates: those in US dollars.
pub async fn in_dollars(db: &PgPool) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        r#"select distinct on (enterprise_id) case when capital_currency = 'usd' then enterprise_id end as id
             from projects where enterprise_id is not null and retired_at is null
            order by enterprise_id, status in ('terminated', 'revoked'), granted_on desc nulls last, id"#
    )
    .fetch_all(db)
    .await
    .map(|ids| ids.into_iter().flatten().collect())
}

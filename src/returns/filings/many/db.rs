//! All SQL for many reports at once.

use sqlx::PgPool;

use crate::foundation::kernel::{Measure, Period, Reporter};
use crate::returns::closings::Closing;
use crate::returns::filings::model::FilingRow;
use crate::returns::filings::model::{CellOrigin, Entry};
use crate::standards::forms::Form;

/// The reports of these enterprises and projects within the reader's zones, begun or not: one not begun yet has the id 0.
pub async fn filings(
    db: &PgPool,
    reporters: &[Reporter],
    form: &Form,
    period: Period,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<FilingRow>> {
    let (enterprises, projects) = columns(reporters);
    sqlx::query_as!(
        FilingRow,
        r#"select coalesce(f.id, 0) as "id!", e.id as enterprise_id, e.name as enterprise, p.id as "project_id?",
                  p.name as "project?", z.id as zone_id, z.name as zone,
                  $2 as "form_id!", $3 as "period!", $4 as "vintage!", coalesce(f.state, 'draft') as "state!",
                  coalesce(f.revision, 1) as "revision!", f.revision_reason as "revision_reason?",
                  f.return_reason as "return_reason?", f.late_reason as "late_reason?",
                  f.submitted_by as "submitted_by?", null::text as submitter, f.submitted_at as "submitted_at?",
                  f.first_submitted_at as "first_submitted_at?", null::text as decider, f.decided_at as "decided_at?",
                  coalesce(f.version, 1) as "version!"
             from unnest($1::bigint[], $6::bigint[]) r (enterprise_id, project_id)
             join enterprises e on e.id = r.enterprise_id
             left join projects p on p.id = r.project_id and p.enterprise_id = e.id
             left join filings f on f.enterprise_id = e.id and f.form_id = $2 and f.period = $3 and f.vintage = $4
                   and f.project_id is not distinct from p.id
             join zones z on z.id = coalesce(f.zone_id, p.zone_id, e.zone_id)
            where e.retired_at is null and ($5::bigint[] is null or z.id = any($5)) and (p.id is null) = (r.project_id is null)
            order by e.code, p.code"#,
        &enterprises,
        form.id,
        period.to_string(),
        form.vintage.code(),
        zones,
        &projects as &[Option<i64>]
    )
    .fetch_all(db)
    .await
}

/// As two columns of a query.
fn columns(reporters: &[Reporter]) -> (Vec<i64>, Vec<Option<i64>>) {
    reporters
        .iter()
        .map(|reporter| (reporter.enterprise_id, reporter.project_id))
        .unzip()
}

/// What has been typed into reports, by report.
pub async fn entries(db: &PgPool, filings: &[i64]) -> sqlx::Result<Vec<(i64, Entry)>> {
    let rows = sqlx::query!(
        "select filing_id, indicator_id, measure, raw, unit, value, reason, origin, rate
           from filing_entries where filing_id = any($1)",
        filings
    )
    .fetch_all(db)
    .await?;
    let entry = rows.into_iter().filter_map(|row| {
        let entry = Entry {
            indicator_id: row.indicator_id,
            measure: Measure::from_code(&row.measure)?,
            raw: row.raw,
            unit: row.unit,
            value: row.value,
            reason: row.reason,
            origin: CellOrigin::from_code(&row.origin)?,
            rate: row.rate,
        };
        Some((row.filing_id, entry))
    });
    Ok(entry.collect())
}

/// How the period is closed for enterprises; requests for unlocks are left out.
pub async fn closings(
    db: &PgPool,
    enterprises: &[i64],
    form_id: i64,
    period: &str,
) -> sqlx::Result<Vec<(i64, Closing)>> {
    let rows = sqlx::query!(
        r#"select e.id as "id!", c.soft_on as "soft_on?", c.hard_on as "hard_on?",
                  coalesce(c.soft_on <= vietnam_today(), false) as "soft!",
                  case when c.hard_on is null then false else period_locked(e.id, $2, $3) end as "locked!"
             from unnest($1::bigint[]) e (id)
             left join period_closings c on c.form_id = $2 and c.period = $3 and c.retired_at is null"#,
        enterprises,
        form_id,
        period
    )
    .fetch_all(db)
    .await?;
    let closing = rows.into_iter().map(|row| {
        let closing = Closing {
            soft_on: row.soft_on,
            hard_on: row.hard_on,
            soft: row.soft,
            locked: row.locked,
            unlocked_until: None,
            asked: false,
        };
        (row.id, closing)
    });
    Ok(closing.collect())
}

//! All SQL of decisions on reports.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use super::model::{Flag, Snapshot};
use crate::foundation::kernel::{Measure, Reporter};
use crate::returns::filings::model::{Entry, Key};

/// The cells of a report that were sent back and are not settled yet, oldest first.
pub async fn flags(db: &mut PgConnection, filing_id: i64) -> sqlx::Result<Vec<Flag>> {
    let rows = sqlx::query!(
        r#"select f.id, f.indicator_id, f.measure, f.note, f.raw, f.unit, f.value, a.display_name as by, f.raised_at, f.answer,
                  b.display_name as "answerer?"
             from cell_flags f join accounts a on a.id = f.raised_by left join accounts b on b.id = f.answered_by
            where f.filing_id = $1 and f.settled_at is null order by f.id"#,
        filing_id
    )
    .fetch_all(db)
    .await?;
    let mut flags = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(measure) = Measure::from_code(&row.measure) else {
            continue;
        };
        flags.push(Flag {
            id: row.id,
            key: (row.indicator_id, measure),
            note: row.note,
            raw: row.raw,
            unit: row.unit,
            value: row.value,
            by: row.by,
            at: row.raised_at,
            answer: row.answer,
            answerer: row.answerer,
        });
    }
    Ok(flags)
}

/// Who has a report on this form for this period, by how firm its figures are; within the reader's zones.
pub async fn begun(
    db: &PgPool,
    form_id: i64,
    period: &str,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<(String, Reporter)>> {
    let rows = sqlx::query!(
        "select vintage, enterprise_id, project_id from filings
          where form_id = $1 and period = $2 and ($3::bigint[] is null or zone_id = any($3)) order by vintage_rank(vintage) desc",
        form_id,
        period,
        zones
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                row.vintage,
                Reporter::new(row.enterprise_id, row.project_id),
            )
        })
        .collect())
}

/// Sends one cell back; a second note on the same cell takes the place of the first and asks for a new answer.
pub async fn raise_flag(
    tx: &mut PgConnection,
    filing_id: i64,
    (indicator, measure): Key,
    note: &str,
    cell: Option<&Entry>,
    by: i64,
) -> sqlx::Result<()> {
    let (raw, unit) = cell.map_or(("", ""), |cell| (&cell.raw, &cell.unit));
    let value = cell.and_then(|cell| cell.value);
    sqlx::query!(
        "insert into cell_flags (filing_id, indicator_id, measure, note, raw, unit, raised_by, value) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (filing_id, indicator_id, measure) where settled_at is null
         do update set note = excluded.note, raw = excluded.raw, unit = excluded.unit, value = excluded.value, raised_by = excluded.raised_by,
                       raised_at = now(), answer = null, answered_by = null, answered_at = null",
        filing_id,
        indicator,
        measure.code(),
        note,
        raw,
        unit,
        by,
        value
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Answers a cell that was sent back.
pub async fn answer_flag(
    tx: &mut PgConnection,
    filing_id: i64,
    flag_id: i64,
    answer: &str,
    by: i64,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update cell_flags set answer = $3, answered_by = $4, answered_at = now()
          where filing_id = $1 and id = $2 and settled_at is null and answer is distinct from $3",
        filing_id,
        flag_id,
        answer,
        by
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Settles every flag of an accepted report.
pub async fn settle_flags(tx: &mut PgConnection, filing_id: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "update cell_flags set settled_at = now() where filing_id = $1 and settled_at is null",
        filing_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A report about to be handed in.
pub struct HandedIn<'a> {
    pub filing_id: i64,
    pub by: i64,
    pub late_reason: Option<&'a str>,
    pub cells: &'a Snapshot,
    pub effect: Option<(Decimal, i64)>,
}

/// Hands a report in and keeps what was handed in.
pub async fn set_submitted(tx: &mut PgConnection, handed_in: &HandedIn<'_>) -> sqlx::Result<()> {
    let (effect, indicator) = handed_in.effect.unzip();
    sqlx::query!(
        "update filings set state = 'submitted', submitted_by = $2, submitted_at = now(),
                first_submitted_at = coalesce(first_submitted_at, now()), decided_by = null, decided_at = null,
                late_reason = coalesce($3, late_reason), effect = $4, effect_indicator_id = $5, version = version + 1 where id = $1",
        handed_in.filing_id,
        handed_in.by,
        handed_in.late_reason,
        effect,
        indicator
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into filing_submissions (filing_id, number, submitted_by, cells)
         select $1, coalesce(max(number), 0) + 1, $2, $3 from filing_submissions where filing_id = $1",
        handed_in.filing_id,
        handed_in.by,
        sqlx::types::Json(handed_in.cells) as _
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn set_accepted(tx: &mut PgConnection, id: i64, account_id: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "update filings set state = 'accepted', decided_by = $2, decided_at = now(), return_reason = null,
                version = version + 1 where id = $1",
        id,
        account_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn set_returned(
    tx: &mut PgConnection,
    id: i64,
    account_id: i64,
    reason: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update filings set state = 'returned', decided_by = $2, decided_at = now(), return_reason = $3,
                version = version + 1 where id = $1",
        id,
        account_id,
        reason
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Opens an accepted filing for its next revision.
pub async fn set_reopened(tx: &mut PgConnection, id: i64, reason: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update filings set state = 'draft', revision = revision + 1, revision_reason = $2, return_reason = null,
                submitted_by = null, submitted_at = null, decided_by = null, decided_at = null, version = version + 1
          where id = $1",
        id,
        reason
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The last two times a report was handed in, the newest first.
pub async fn last_submissions(db: &PgPool, filing_id: i64) -> sqlx::Result<Vec<Snapshot>> {
    let rows = sqlx::query_scalar!(
        r#"select cells as "cells: sqlx::types::Json<Snapshot>" from filing_submissions
            where filing_id = $1 order by number desc limit 2"#,
        filing_id
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|cells| cells.0).collect())
}

/// A report that waits for its decision.
pub struct QueueRow {
    pub id: i64,
    pub enterprise: String,
    pub project: Option<String>,
    pub zone: String,
    pub form: String,
    pub period: String,
    pub revision: i32,
    pub submitted_by: Option<i64>,
    pub submitter: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub late_reason: Option<String>,
    pub effect: Option<Decimal>,
    pub effect_indicator_id: Option<i64>,
    /// How often it was handed in.
    pub times: i64,
    /// Unusual values that its author explained.
    pub explained: i64,
    /// Cells sent back and answered.
    pub answered: i64,
    /// Files attached and not taken off.
    pub attachments: i64,
}

/// What waits, the largest effect on a printed total first, those whose effect is not known last; at most 500.
pub async fn queue(db: &PgPool, zones: Option<&[i64]>) -> sqlx::Result<Vec<QueueRow>> {
    sqlx::query_as!(
        QueueRow,
        r#"select f.id, e.name as enterprise, p.name as "project?", z.name as zone, m.code as form, f.period, f.revision, f.submitted_by,
                  a.display_name as "submitter?", f.submitted_at, f.late_reason, f.effect, f.effect_indicator_id,
                  (select count(*) from filing_submissions s where s.filing_id = f.id) as "times!",
                  (select count(*) from filing_entries c where c.filing_id = f.id and c.reason is not null) as "explained!",
                  (select count(*) from cell_flags g where g.filing_id = f.id and g.settled_at is null) as "answered!",
                  (select count(*) from attachments t where t.filing_id = f.id and t.removed_at is null) as "attachments!"
             from filings f
             join enterprises e on e.id = f.enterprise_id
             join zones z on z.id = f.zone_id
             join forms m on m.id = f.form_id
             left join projects p on p.id = f.project_id
             left join accounts a on a.id = f.submitted_by
            where f.state = 'submitted' and ($1::bigint[] is null or f.zone_id = any($1))
            order by f.effect desc nulls last, f.submitted_at, f.id
            limit 500"#,
        zones
    )
    .fetch_all(db)
    .await
}

/// The next report waiting after one, in the order of the queue and round to its beginning, that this account may decide on.
pub async fn next_waiting(
    db: &PgPool,
    after: i64,
    account_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        // As the queue sorts: an effect that is not known is less than any that is.
        "select f.id
           from filings f
           left join filings here on here.id = $1
          where f.state = 'submitted' and f.id <> $1 and f.submitted_by is distinct from $2
            and ($3::bigint[] is null or f.zone_id = any($3))
            and not exists (select 1 from filing_entries e where e.filing_id = f.id and e.updated_by = $2)
            and not exists (select 1 from filing_answers a where a.filing_id = f.id and a.updated_by = $2)
          order by (coalesce(-f.effect, 1), f.submitted_at, f.id) < (coalesce(-here.effect, 1), here.submitted_at, here.id),
                   f.effect desc nulls last, f.submitted_at, f.id
          limit 1",
        after,
        account_id,
        zones
    )
    .fetch_optional(db)
    .await
}

//! SQL of works and their statements.

use chrono::NaiveDate;
use sqlx::{PgConnection, PgPool};

use super::form::Draft;
use super::model::{Standing, Stated, Statement, Work};
use crate::foundation::kernel::Origin;

/// Works of the zones within reach as they stood at the end of a day; of one work, with `only`.
pub async fn works(
    db: &PgPool,
    on: NaiveDate,
    only: Option<i64>,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Work>> {
    let rows = sqlx::query!(
        r#"select w.id, w.code, w.name, w.zone_id, z.name as zone, w.phase_id, p.name as "phase?", w.kind, w.unit, w.whole,
                  w.budget_vnd, w.funding, w.carried_out_by, w.planned_start, w.planned_finish,
                  s.done, s.disbursed_vnd, s.stopped as "stopped?", s.stated_on as "stated_on?", s.source as "source?",
                  s.begun_on, s.finished_on
             from works w
             join zones z on z.id = w.zone_id
             left join phases p on p.id = w.phase_id
             left join work_standings($1) s on s.work_id = w.id
            where ($2::bigint is null and w.retired_at is null and there_on(z, $1) or w.id = $2)
              and ($3::bigint[] is null or w.zone_id = any($3))
            order by z.name, p.code nulls first, w.code"#,
        on,
        only,
        zones
    )
    .fetch_all(db)
    .await?;
    let works = rows.into_iter().map(|row| Work {
        id: row.id,
        code: row.code,
        name: row.name,
        zone_id: row.zone_id,
        zone: row.zone,
        phase_id: row.phase_id,
        phase: row.phase,
        kind: row.kind,
        unit: row.unit,
        whole: row.whole,
        budget: row.budget_vnd,
        funding: row.funding,
        carried_out_by: row.carried_out_by,
        planned_start: row.planned_start,
        planned_finish: row.planned_finish,
        standing: row.stated_on.map(|stated_on| Standing {
            done: row.done,
            disbursed: row.disbursed_vnd,
            stopped: row.stopped.unwrap_or_default(),
            stated_on,
            source: row.source.unwrap_or_default(),
            begun_on: row.begun_on,
            finished_on: row.finished_on,
        }),
    });
    Ok(works.collect())
}

/// What the statements of areas say of each phase on a day.
pub async fn stated(
    db: &PgPool,
    on: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Stated>> {
    sqlx::query_as!(
        Stated,
        "select p.zone_id, p.id as phase_id, p.name as phase, a.as_of, a.planned_m2 as planned, a.cleared_m2 as cleared, a.levelled_m2 as levelled,
                a.infrastructure_percent
           from phases p
           join zones z on z.id = p.zone_id and there_on(z, $1)
           join lateral (select * from phase_areas s
                          where s.phase_id = p.id and s.as_of <= $1 and s.retired_at is null
                          order by s.as_of desc limit 1) a on true
          where p.retired_at is null and ($2::bigint[] is null or p.zone_id = any($2))
          order by z.name, p.code",
        on,
        zones
    )
    .fetch_all(db)
    .await
}

/// All that was ever said of a work, in the order of the days, then of recording.
pub async fn log(db: &PgPool, work_id: i64) -> sqlx::Result<Vec<Statement>> {
    sqlx::query_as!(
        Statement,
        r#"select number, as_of, done, disbursed_vnd as disbursed, stopped, withdrawn, source, over_reason, correction, note,
                  exists (select 1 from work_statements l where l.work_id = s.work_id and l.as_of = s.as_of and l.number > s.number)
                    as "replaced!",
                  recorded_by, recorded_at
             from work_statements s
            where work_id = $1
            order by as_of, number"#,
        work_id
    )
    .fetch_all(db)
    .await
}

/// Adds a statement, and gives its number. The database numbers it and keeps the order.
pub async fn add(
    tx: &mut PgConnection,
    work_id: i64,
    draft: &Draft,
    origin: &Origin,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into work_statements (work_id, as_of, done, disbursed_vnd, stopped, withdrawn, source, over_reason, correction, note,
                                      recorded_by, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning number",
        work_id,
        draft.as_of,
        draft.done,
        draft.disbursed,
        draft.stopped,
        draft.withdrawn,
        draft.source,
        draft.over_reason,
        draft.correction,
        draft.note,
        origin.actor,
        origin.account_id
    )
    .fetch_one(tx)
    .await
}

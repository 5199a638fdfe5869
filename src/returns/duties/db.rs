//! All SQL of the duties.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};

use super::model::{Duty, Round};
use crate::foundation::kernel::Reporter;
use crate::returns::filings::model::State;
use crate::standards::indicators::Known;

/// The duties of some rounds, within the reader's zones: every enterprise that was in an owing state on some day of the
/// period – each of its projects in force, where it reports by project – and whoever filed all the same. `year_before` is the year whose revenue weighs them.
pub async fn duties(
    db: &PgPool,
    rounds: &[Round],
    year_before: &str,
    zones: Option<&[i64]>,
    only: Option<Reporter>,
) -> sqlx::Result<Vec<Duty>> {
    let numbers: Vec<i32> = (0..).take(rounds.len()).collect();
    let forms: Vec<i64> = rounds.iter().map(|round| round.form_id).collect();
    let periods: Vec<String> = rounds
        .iter()
        .map(|round| round.period.to_string())
        .collect();
    let firsts: Vec<NaiveDate> = rounds
        .iter()
        .map(|round| round.period.first_day())
        .collect();
    let lasts: Vec<NaiveDate> = rounds.iter().map(|round| round.period.last_day()).collect();
    let building: Vec<bool> = rounds.iter().map(|round| round.from_building).collect();
    let per_project: Vec<bool> = rounds.iter().map(|round| round.per_project).collect();
    let rows = sqlx::query!(
        r#"with spans as materialized (
               select enterprise_id, status, since,
                      lead(since) over (partition by enterprise_id order by since) as until
                 from enterprise_states where $9::bigint is null or enterprise_id = $9),
           -- Whose zone has left the board, or is not its yet, owes it nothing; null where all zones are its own.
           rounds as materialized (
               select r.*, case when $9::bigint is null then
                          (select case when count(*) < (select count(*) from zones) then coalesce(array_agg(h.zone_id), '{}') end
                             from home_zones(r.last_day) h)
                      else array(select h.zone_id from home_zones(r.last_day, array(
                               select own.zone_id from enterprises own where own.id = $9
                               union select own.zone_id from projects own where own.enterprise_id = $9)) h) end as home
                 from unnest($1::integer[], $2::bigint[], $3::text[], $4::date[], $5::date[], $6::boolean[], $10::boolean[])
                      as r (number, form_id, period, first_day, last_day, building, per_project)),
           owing as (
               select distinct r.number, e.id, p.id as project_id
                 from rounds r
                 join spans s on s.since <= r.last_day and coalesce(s.until > r.first_day, true)
                             and (s.status = 'operating' or (r.building and s.status = 'building'))
                 join enterprises e on e.id = s.enterprise_id
                 left join projects p on r.per_project and e.by_project_since <= r.first_day and p.enterprise_id = e.id
                      and in_force(p, r.period)
                where (r.home is null or coalesce(p.zone_id, e.zone_id) = any(r.home))
                  and ($9::bigint is null or e.id = $9) and e.retired_at is null and not coalesce(e.reported_by_parent_since <= r.first_day, false)
                  and (p.id is not null or not (r.per_project and coalesce(e.by_project_since <= r.first_day, false)))
                  and coalesce(e.tenant_since <= r.last_day, true) and coalesce(e.tenant_until >= r.first_day, true)
               union
               select r.number, f.enterprise_id, f.project_id
                 from rounds r join filings f on f.form_id = r.form_id and f.period = r.period
                where $9::bigint is null or f.enterprise_id = $9)
           select r.number as "round!", e.id as enterprise_id, e.name as enterprise, p.id as "project_id?", p.name as "project?",
                  z.id as zone_id, z.name as zone,
                  f.id as "filing_id?", f.state as "state?", f.first_submitted_at as "first_submitted_at?",
                  x.id is not null as "exempt!", a.id as "officer_id?",
                  a.display_name as "officer?", q.id as "contact_id?", q.name as "contact_name?", q.phone as "contact_phone?", q.email as "contact_email?",
                  coalesce(m.times, 0) as "reminders!", m.last as "reminded_at?", w.value as "weight?"
             from owing o
             join rounds r on r.number = o.number
             join enterprises e on e.id = o.id
             left join projects p on p.id = o.project_id
             join zones z on z.id = coalesce(p.zone_id, e.zone_id)
             left join lateral (
                  select f.id, f.state, f.first_submitted_at
                    from filings f
                   where f.enterprise_id = e.id and f.form_id = r.form_id and f.period = r.period
                     and f.project_id is not distinct from p.id
                   order by vintage_rank(f.vintage) desc limit 1) f on true
             left join lateral (
                  select id from exemptions x
                   where x.enterprise_id = e.id and x.form_id = r.form_id and x.period = r.period
                     and (x.project_id is null or x.project_id = p.id) limit 1) x on true
             left join enterprise_officers y on y.enterprise_id = e.id
             left join accounts a on a.id = y.account_id
             left join lateral (
                  select c.id, c.name, c.phone, c.email from contacts c
                   where c.enterprise_id = e.id and c.purpose = 'reports' and c.erased_at is null
                   order by c.position limit 1) q on true
             left join lateral (
                  select count(*) as times, max(n.sent_at) as last from reminders n
                   where n.enterprise_id = e.id and n.form_id = r.form_id and n.period = r.period
                     and (n.project_id is null or n.project_id = p.id) and n.failure is null) m on true
             left join lateral (
                  select case when p.id is null or bool_or(w.project_id = p.id)
                              then sum(w.value) filter (where p.id is null or w.project_id = p.id)
                              else sum(w.value) filter (where w.project_id is null)
                                   / (select count(*) from owing same where same.number = o.number and same.id = o.id) end as value
                    from current_figures w
                   where w.enterprise_id = e.id and w.period = $7
                     and w.indicator_id = (select id from indicators where code = $12)) w on true
            where ($8::bigint[] is null or z.id = any($8))
              and ($9::bigint is null or e.id = $9 and p.id is not distinct from $11)
            order by e.code, p.code"#,
        &numbers,
        &forms,
        &periods,
        &firsts,
        &lasts,
        &building,
        year_before,
        zones,
        only.map(|only| only.enterprise_id),
        &per_project,
        only.and_then(|only| only.project_id),
        Known::Revenue.code()
    )
    .fetch_all(db)
    .await?;
    let duties = rows.into_iter().map(|row| Duty {
        round: usize::try_from(row.round).unwrap_or(0),
        reporter: Reporter::new(row.enterprise_id, row.project_id),
        enterprise: row.enterprise,
        project: row.project,
        zone_id: row.zone_id,
        zone: row.zone,
        filing_id: row.filing_id,
        state: row.state.as_deref().and_then(State::from_code),
        first_submitted_at: row.first_submitted_at,
        exempt: row.exempt,
        officer_id: row.officer_id,
        officer: row.officer,
        contact_id: row.contact_id,
        contact_name: row.contact_name,
        contact_phone: row.contact_phone,
        contact_email: row.contact_email,
        reminders: row.reminders,
        reminded_at: row.reminded_at,
        weight: row.weight,
    });
    Ok(duties.collect())
}

/// How many cells are typed in some reports; those without any are absent.
pub async fn entered(db: &PgPool, filings: &[i64]) -> sqlx::Result<HashMap<i64, i64>> {
    let rows = sqlx::query!(
        r#"select filing_id, count(*) as "cells!" from filing_entries where filing_id = any($1) and raw <> '' group by filing_id"#,
        filings
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| (row.filing_id, row.cells))
        .collect())
}

/// The people who may follow up reports: staff and approvers in service.
pub async fn officers(db: &PgPool) -> sqlx::Result<Vec<(i64, String)>> {
    let rows = sqlx::query!(
        "select id, display_name from accounts where disabled_at is null and role in ('staff', 'approver') order by display_name"
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.display_name))
        .collect())
}

/// Which of some enterprises the reader may see.
pub async fn visible(
    db: &PgPool,
    enterprises: &[i64],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        "select id from enterprises where id = any($1) and ($2::bigint[] is null or zone_id = any($2))",
        enterprises,
        zones
    )
    .fetch_all(db)
    .await
}

/// Puts an enterprise into somebody's hands; `None` takes it out of anybody's.
pub async fn assign(
    tx: &mut PgConnection,
    enterprise_id: i64,
    officer: Option<i64>,
    by: i64,
) -> sqlx::Result<()> {
    match officer {
        Some(officer) => {
            sqlx::query!(
                "insert into enterprise_officers (enterprise_id, account_id, assigned_by) values ($1, $2, $3)
                 on conflict (enterprise_id) do update
                    set account_id = excluded.account_id, assigned_by = excluded.assigned_by, assigned_at = now()",
                enterprise_id,
                officer,
                by
            )
            .execute(tx)
            .await?
        }
        None => sqlx::query!("delete from enterprise_officers where enterprise_id = $1", enterprise_id).execute(tx).await?,
    };
    Ok(())
}

/// Notes that a duty does not hold; `false` when that was known.
pub async fn exempt(
    tx: &mut PgConnection,
    (reporter, form_id): (Reporter, i64),
    period: &str,
    reason: &str,
    by: i64,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into exemptions (enterprise_id, form_id, period, reason, granted_by, project_id) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint exemptions_key do nothing",
        reporter.enterprise_id,
        form_id,
        period,
        reason,
        by,
        reporter.project_id
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Makes a duty hold again; the reason it did not, if it did not.
pub async fn unexempt(
    tx: &mut PgConnection,
    reporter: Reporter,
    form_id: i64,
    period: &str,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "delete from exemptions where enterprise_id = $1 and form_id = $2 and period = $3 and project_id is not distinct from $4
         returning reason",
        reporter.enterprise_id,
        form_id,
        period,
        reporter.project_id
    )
    .fetch_optional(tx)
    .await
}

/// Why a duty does not hold, who said so and when.
pub struct ExemptionRow {
    pub reason: String,
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// The exemption of a duty; that of the whole enterprise holds for its projects.
pub async fn exemption(
    db: &PgPool,
    reporter: Reporter,
    form_id: i64,
    period: &str,
) -> sqlx::Result<Option<ExemptionRow>> {
    sqlx::query_as!(
        ExemptionRow,
        r#"select x.reason, a.display_name as "by?", x.granted_at as at
             from exemptions x left join accounts a on a.id = x.granted_by
            where x.enterprise_id = $1 and x.form_id = $2 and x.period = $3 and (x.project_id is null or x.project_id = $4)
            order by x.project_id nulls last limit 1"#,
        reporter.enterprise_id,
        form_id,
        period,
        reporter.project_id
    )
    .fetch_optional(db)
    .await
}

/// One time an enterprise was asked for its report.
pub struct ReminderRow {
    pub channel: String,
    pub recipient: String,
    pub body: String,
    pub failure: Option<String>,
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// A reminder about to be logged.
pub struct NewReminder<'a> {
    pub reporter: Reporter,
    pub form_id: i64,
    pub period: &'a str,
    pub channel: &'a str,
    pub recipient: &'a str,
    pub body: &'a str,
    pub failure: Option<&'a str>,
}

pub async fn log_reminder(
    tx: &mut PgConnection,
    reminder: &NewReminder<'_>,
    by: i64,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into reminders (enterprise_id, form_id, period, channel, recipient, body, failure, sent_by, project_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        reminder.reporter.enterprise_id,
        reminder.form_id,
        reminder.period,
        reminder.channel,
        reminder.recipient,
        reminder.body,
        reminder.failure,
        by,
        reminder.reporter.project_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Every time a duty was asked for, newest first.
pub async fn reminders(
    db: &PgPool,
    reporter: Reporter,
    form_id: i64,
    period: &str,
) -> sqlx::Result<Vec<ReminderRow>> {
    sqlx::query_as!(
        ReminderRow,
        r#"select n.channel, n.recipient, n.body, n.failure, a.display_name as "by?", n.sent_at as at
             from reminders n left join accounts a on a.id = n.sent_by
            where n.enterprise_id = $1 and n.form_id = $2 and n.period = $3 and (n.project_id is null or n.project_id = $4)
            order by n.id desc limit 100"#,
        reporter.enterprise_id,
        form_id,
        period,
        reporter.project_id
    )
    .fetch_all(db)
    .await
}

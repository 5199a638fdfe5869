//! All SQL of the duties.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::model::{Duty, Key, Round};
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
    let rows = sqlx::query_file!(
        "src/returns/duties/duties.sql",
        &numbers,
        &forms,
        &periods,
        year_before,
        only.map(|only| only.enterprise_id),
        zones,
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
    reporter: Reporter,
    form_id: i64,
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
    /// Empty where the letter is also about what the reader may not see.
    pub body: String,
    /// The state of the letter, and whether its sending is over.
    pub letter: Option<String>,
    pub over: bool,
    pub reason: Option<String>,
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// A call or a message about to be logged.
pub struct NewReminder<'a> {
    pub key: &'a Key,
    pub channel: &'a str,
    pub recipient: &'a str,
    pub body: &'a str,
}

pub async fn log_reminder(
    tx: &mut PgConnection,
    reminder: &NewReminder<'_>,
    by: i64,
) -> sqlx::Result<()> {
    let key = reminder.key;
    sqlx::query!(
        "insert into reminders (enterprise_id, form_id, period, channel, recipient, body, sent_by, project_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        key.reporter.enterprise_id,
        key.form_id,
        key.period,
        reminder.channel,
        reminder.recipient,
        reminder.body,
        by,
        key.reporter.project_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Every time a duty was asked for, newest first.
pub async fn reminders(
    db: &PgPool,
    key: &Key,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ReminderRow>> {
    sqlx::query_as!(
        ReminderRow,
        r#"select n.channel, n.recipient, l.state as "letter?", j.ended_at is not null as "over!", l.reason as "reason?",
                  coalesce(n.body, case when $5::bigint[] is null or not exists (
                      select 1 from reminders m join enterprises e on e.id = m.enterprise_id left join projects p on p.id = m.project_id
                       where m.letter_id = l.id and not coalesce(p.zone_id, e.zone_id) = any($5)) then l.body end, '') as "body!",
                  a.display_name as "by?", n.sent_at as at
             from reminders n left join accounts a on a.id = n.sent_by
             left join letters l on l.id = n.letter_id left join jobs j on j.id = l.job_id
            where n.enterprise_id = $1 and n.form_id = $2 and n.period = $3 and (n.project_id is null or n.project_id = $4)
            order by n.id desc limit 100"#,
        key.reporter.enterprise_id,
        key.form_id,
        key.period,
        key.reporter.project_id,
        zones
    )
    .fetch_all(db)
    .await
}

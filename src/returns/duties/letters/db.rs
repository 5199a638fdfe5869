//! All SQL of letters.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::model::{Addressee, Last};

/// Lets nobody else write letters until the end of the transaction, so that two people do not write to one enterprise at once.
pub async fn lock(tx: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('letters', 0))")
        .execute(tx)
        .await
        .map(drop)
}

/// The last time each of some enterprises was reminded, of what the reader may see; letters that wait to be sent count, those that
/// did not go out do not.
pub async fn last(
    tx: &mut PgConnection,
    enterprises: &[i64],
    zones: Option<&[i64]>,
) -> sqlx::Result<HashMap<i64, Last>> {
    let rows = sqlx::query!(
        r#"select distinct on (n.enterprise_id) n.enterprise_id, n.id, n.sent_at as at, n.channel, a.display_name as "by?"
             from reminders n
             join enterprises e on e.id = n.enterprise_id
             left join projects p on p.id = n.project_id
             left join accounts a on a.id = n.sent_by
             left join letters l on l.id = n.letter_id
             left join jobs j on j.id = l.job_id
            where n.enterprise_id = any($1) and ($2::bigint[] is null or coalesce(p.zone_id, e.zone_id) = any($2))
              and (l.id is null or l.state in ('sending', 'sent', 'unclear') or (l.state <> 'failed' and j.ended_at is null))
            order by n.enterprise_id, n.id desc"#,
        enterprises,
        zones
    );
    let rows = rows.fetch_all(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let last = Last {
                id: row.id,
                at: row.at,
                channel: row.channel,
                by: row.by,
            };
            (row.enterprise_id, last)
        })
        .collect())
}

/// A letter about to be written down.
pub struct NewLetter<'a> {
    pub job_id: i64,
    pub to: &'a Addressee,
    pub subject: &'a str,
    pub body: &'a str,
    pub message_id: &'a str,
    pub by: i64,
}

/// Writes a letter down, and in the log of reminders that every duty in it was reminded of.
pub async fn write(tx: &mut PgConnection, new: &NewLetter<'_>) -> sqlx::Result<()> {
    let letter = sqlx::query_scalar!(
        "insert into letters (job_id, enterprise_id, contact_id, recipient, subject, body, message_id)
         values ($1, $2, $3, $4, $5, $6, $7) returning id",
        new.job_id,
        new.to.enterprise_id,
        new.to.contact_id,
        new.to.recipient,
        new.subject,
        new.body,
        new.message_id
    )
    .fetch_one(&mut *tx)
    .await?;
    let projects: Vec<Option<i64>> = new
        .to
        .items
        .iter()
        .map(|item| item.reporter.project_id)
        .collect();
    let forms: Vec<i64> = new.to.items.iter().map(|item| item.form_id).collect();
    let periods: Vec<String> = new
        .to
        .items
        .iter()
        .map(|item| item.period.to_string())
        .collect();
    sqlx::query!(
        "insert into reminders (enterprise_id, project_id, form_id, period, channel, recipient, letter_id, sent_by)
         select $1, project_id, form_id, period, 'email', $2, $3, $4
           from unnest($5::bigint[], $6::bigint[], $7::text[]) as d (project_id, form_id, period)",
        new.to.enterprise_id,
        new.to.recipient,
        letter,
        new.by,
        &projects as &[Option<i64>],
        &forms,
        &periods
    )
    .execute(tx)
    .await
    .map(drop)
}

/// What was under way when a process died may have gone out: it is not sent again.
pub async fn leave_unclear(db: &PgPool, job_id: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "update letters set state = 'unclear', reason = 'unclear', changed_at = now() where job_id = $1 and state = 'sending'",
        job_id
    )
    .execute(db)
    .await
    .map(drop)
}

/// A letter to be sent.
pub struct ToSend {
    pub id: i64,
    pub subject: String,
    pub body: String,
    pub message_id: String,
    /// The contact's address as it is now.
    pub email: Option<String>,
    /// The sender may still write to that enterprise.
    pub allowed: bool,
}

/// The letters of a job that are to be sent.
pub async fn to_send(db: &PgPool, job_id: i64, zones: Option<&[i64]>) -> sqlx::Result<Vec<ToSend>> {
    sqlx::query_as!(
        ToSend,
        r#"select l.id, l.subject, l.body, l.message_id, c.email as "email?",
                  ($2::bigint[] is null or not exists (
                      select 1 from reminders n join enterprises e on e.id = n.enterprise_id left join projects p on p.id = n.project_id
                       where n.letter_id = l.id and not coalesce(p.zone_id, e.zone_id) = any($2))) as "allowed!"
             from letters l left join contacts c on c.id = l.contact_id and c.erased_at is null
            where l.job_id = $1 and l.state in ('written', 'waiting') order by l.id"#,
        job_id,
        zones
    )
    .fetch_all(db)
    .await
}

/// Notes that a letter is about to be sent; `false` when it is not to be sent any more.
pub async fn begin(db: &PgPool, id: i64) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update letters set state = 'sending', reason = null, codes = null, tries = tries + 1, changed_at = now()
          where id = $1 and state in ('written', 'waiting')",
        id
    );
    Ok(done.execute(db).await?.rows_affected() == 1)
}

/// Notes what became of a letter.
pub async fn settle(
    db: &PgPool,
    id: i64,
    state: &str,
    reason: Option<&str>,
    codes: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update letters set state = $2, reason = $3, codes = $4, changed_at = now() where id = $1",
        id,
        state,
        reason,
        codes
    )
    .execute(db)
    .await
    .map(drop)
}

/// How many letters of a job are in which state.
pub async fn counts(db: &PgPool, job_id: i64) -> sqlx::Result<HashMap<String, i64>> {
    let rows = sqlx::query!(
        r#"select state, count(*) as "count!" from letters where job_id = $1 group by state"#,
        job_id
    );
    let rows = rows.fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.state, row.count)).collect())
}

/// A letter in the list of a sending.
pub struct Row {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    pub message_id: String,
    pub state: String,
    pub reason: Option<String>,
    pub codes: Option<String>,
    pub over: bool,
    pub changed_at: DateTime<Utc>,
}

/// The letters of a job: those about nothing the reader may not see.
pub async fn list(db: &PgPool, job_id: i64, zones: Option<&[i64]>) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select l.enterprise_id, e.name as enterprise, l.recipient, l.subject, l.body, l.message_id, l.state, l.reason, l.codes,
                  j.ended_at is not null as "over!", l.changed_at
             from letters l join enterprises e on e.id = l.enterprise_id join jobs j on j.id = l.job_id
            where l.job_id = $1 and ($2::bigint[] is null or not exists (
                      select 1 from reminders n join enterprises o on o.id = n.enterprise_id left join projects p on p.id = n.project_id
                       where n.letter_id = l.id and not coalesce(p.zone_id, o.zone_id) = any($2)))
            order by e.code"#,
        job_id,
        zones
    )
    .fetch_all(db)
    .await
}

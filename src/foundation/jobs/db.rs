//! All SQL of jobs.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};

use super::model::{Asked, Job, NewJob, State};
use crate::foundation::i18n::{Lang, Said};
use crate::foundation::kernel::Caller;

/// The first key of the advisory locks of jobs; the second is the job's number.
const LEASES: i32 = 7_170_301;

struct Row {
    id: i64,
    kind: String,
    subject: String,
    title_vi: String,
    title_en: String,
    arguments: Value,
    account_id: i64,
    asker: String,
    address: String,
    request_id: String,
    language: String,
    state: String,
    done: i32,
    total: i32,
    said_vi: Option<String>,
    said_en: Option<String>,
    place: Option<String>,
    tries: i32,
    next_at: DateTime<Utc>,
    is_cancelled: bool,
    asked_at: DateTime<Utc>,
    started_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
}

impl From<Row> for Job {
    fn from(row: Row) -> Job {
        Job {
            id: row.id,
            kind: row.kind,
            subject: row.subject,
            title: Said {
                vi: row.title_vi,
                en: row.title_en,
            },
            arguments: row.arguments,
            account_id: row.account_id,
            asker: row.asker,
            address: row.address,
            request_id: row.request_id,
            lang: Lang::from_code(&row.language).unwrap_or_default(),
            state: State::from_code(&row.state).unwrap_or(State::Failed),
            done: row.done,
            total: row.total,
            said: row.said_vi.zip(row.said_en).map(|(vi, en)| Said { vi, en }),
            place: row.place,
            tries: row.tries,
            next_at: row.next_at,
            is_cancelled: row.is_cancelled,
            asked_at: row.asked_at,
            started_at: row.started_at,
            ended_at: row.ended_at,
        }
    }
}

/// Asks for a job; the one that is there already, where somebody has asked for the same.
///
/// # Errors
/// Whatever the database says.
pub async fn ask(tx: &mut PgConnection, caller: &Caller, new: &NewJob<'_>) -> sqlx::Result<Asked> {
    loop {
        let made = sqlx::query_scalar!(
            "insert into jobs (kind, subject, title_vi, title_en, arguments, account_id, address, request_id, language, place)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (kind, subject) where ended_at is null do nothing returning id",
            new.kind,
            new.subject,
            new.title.vi,
            new.title.en,
            new.arguments,
            caller.actor.account_id,
            caller.origin.address,
            caller.origin.request_id,
            caller.lang.code(),
            new.place
        )
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(id) = made {
            return Ok(Asked {
                id,
                account_id: caller.actor.account_id,
            });
        }
        // None again when it has ended meanwhile: then there is room for another.
        let there = sqlx::query_as!(
            Asked,
            "select id, account_id from jobs where kind = $1 and subject = $2 and ended_at is null",
            new.kind,
            new.subject
        )
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(there) = there {
            return Ok(there);
        }
    }
}

/// How many jobs of an account, and how many of all, have not ended.
///
/// # Errors
/// Whatever the database says.
pub async fn waiting(tx: &mut PgConnection, account_id: i64) -> sqlx::Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"select count(*) filter (where account_id = $1) as "own!", count(*) as "all!" from jobs where ended_at is null"#,
        account_id
    )
    .fetch_one(tx)
    .await?;
    Ok((row.own, row.all))
}

/// One job.
///
/// # Errors
/// Whatever the database says.
pub async fn find(db: &PgPool, id: i64) -> sqlx::Result<Option<Job>> {
    let row = sqlx::query_as!(
        Row,
        r#"select j.id, kind, subject, title_vi, title_en, arguments, account_id, a.display_name as asker, address, request_id,
                  j.language, state, done, total, said_vi, said_en, place, tries, next_at,
                  cancelled_by is not null as "is_cancelled!", asked_at, started_at, ended_at
             from jobs j join accounts a on a.id = j.account_id where j.id = $1"#,
        id
    );
    Ok(row.fetch_optional(db).await?.map(Job::from))
}

/// The newest jobs, of one account or of all.
///
/// # Errors
/// Whatever the database says.
pub async fn recent(db: &PgPool, account_id: Option<i64>) -> sqlx::Result<Vec<Job>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select j.id, kind, subject, title_vi, title_en, arguments, account_id, a.display_name as asker, address, request_id,
                  j.language, state, done, total, said_vi, said_en, place, tries, next_at,
                  cancelled_by is not null as "is_cancelled!", asked_at, started_at, ended_at
             from jobs j join accounts a on a.id = j.account_id
            where $1::bigint is null or account_id = $1
            order by j.id desc limit 100"#,
        account_id
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(Job::from)
        .collect())
}

/// The job about something that has not ended.
///
/// # Errors
/// Whatever the database says.
pub async fn unfinished(db: &PgPool, kind: &str, subject: &str) -> sqlx::Result<Option<Asked>> {
    sqlx::query_as!(
        Asked,
        "select id, account_id from jobs where kind = $1 and subject = $2 and ended_at is null",
        kind,
        subject
    )
    .fetch_optional(db)
    .await
}

/// The newest job about something, over or not.
///
/// # Errors
/// Whatever the database says.
pub async fn newest(
    tx: &mut PgConnection,
    kind: &str,
    subject: &str,
) -> sqlx::Result<Option<Asked>> {
    sqlx::query_as!(
        Asked,
        "select id, account_id from jobs where kind = $1 and subject = $2 order by id desc limit 1",
        kind,
        subject
    )
    .fetch_optional(tx)
    .await
}

/// Says where what comes of a job is to be seen, where that depends on the job's number.
///
/// # Errors
/// Whatever the database says.
pub async fn lead_to(tx: &mut PgConnection, id: i64, place: &str) -> sqlx::Result<()> {
    sqlx::query!("update jobs set place = $2 where id = $1", id, place)
        .execute(tx)
        .await
        .map(drop)
}

/// Calls a job off: at once while it waits, before its next step while it runs. `false` when it is over.
///
/// # Errors
/// Whatever the database says.
pub async fn cancel(tx: &mut PgConnection, id: i64, by: i64) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update jobs set cancelled_by = coalesce(cancelled_by, $2),
                state = case when state = 'queued' then 'cancelled' else state end,
                ended_at = case when state = 'queued' then now() end
          where id = $1 and ended_at is null",
        id,
        by
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The jobs of a kind that may be there to be taken: those that wait and are due, and those some process is or was running.
pub(super) async fn candidates(db: &PgPool, kind: &str) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        "select id from jobs where kind = $1 and ended_at is null and next_at <= now() order by id limit 50",
        kind
    )
    .fetch_all(db)
    .await
}

/// Takes the lease of a job: an advisory lock, which PostgreSQL gives back when the connection ends, and not before.
pub(super) async fn take_lease(own: &mut PgConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select pg_try_advisory_lock($1, ($2::bigint % 2147483647)::integer) as "got!""#,
        LEASES,
        id
    )
    .fetch_one(own)
    .await
}

/// Gives a lease back.
pub(super) async fn drop_lease(own: &mut PgConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query_scalar!(
        "select pg_advisory_unlock($1, ($2::bigint % 2147483647)::integer)",
        LEASES,
        id
    )
    .fetch_one(own)
    .await
    .map(drop)
}

/// Begins a try of a job whose lease one has; `None` when it is over or not due.
pub(super) async fn claim(own: &mut PgConnection, id: i64) -> sqlx::Result<Option<Job>> {
    let row = sqlx::query_as!(
        Row,
        r#"with taken as (
               update jobs set state = 'running', tries = tries + 1, started_at = now(), done = 0, said_vi = null, said_en = null
                where id = (select id from jobs where id = $1 and ended_at is null and next_at <= now() for update skip locked)
               returning *)
           select j.id, kind, subject, title_vi, title_en, arguments, account_id, a.display_name as asker, address, request_id,
                  j.language, state, done, total, said_vi, said_en, place, tries, next_at,
                  cancelled_by is not null as "is_cancelled!", asked_at, started_at, ended_at
             from taken j join accounts a on a.id = j.account_id"#,
        id
    );
    Ok(row.fetch_optional(own).await?.map(Job::from))
}

/// Notes how far a try is; whether it was called off, or `None` when the job is no longer this try's.
pub(super) async fn progress(
    own: &mut PgConnection,
    job: &Job,
    done: i32,
    total: i32,
) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar!(
        r#"update jobs set done = $3, total = $4 where id = $1 and state = 'running' and tries = $2
           returning cancelled_by is not null as "cancelled!""#,
        job.id,
        job.tries,
        done,
        total
    )
    .fetch_optional(own)
    .await
}

/// Whether a try was called off, or `None` when the job is no longer this try's.
pub(super) async fn cancelled(own: &mut PgConnection, job: &Job) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar!(
        r#"select cancelled_by is not null as "cancelled!" from jobs where id = $1 and state = 'running' and tries = $2"#,
        job.id,
        job.tries
    )
    .fetch_optional(own)
    .await
}

/// How a try ended.
pub(super) struct End<'a> {
    pub state: State,
    pub said: Option<&'a Said>,
    /// What was called off does not end this way.
    pub unless_cancelled: bool,
}

/// Ends a job; `false` when it is no longer this try's, or was called off where that counts.
pub(super) async fn end(tx: &mut PgConnection, job: &Job, end: &End<'_>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update jobs set state = $3, said_vi = $4, said_en = $5, ended_at = now(),
                done = case when $3 = 'done' then total else done end
          where id = $1 and state = 'running' and tries = $2 and (not $6 or cancelled_by is null)",
        job.id,
        job.tries,
        end.state.code(),
        end.said.map(|said| said.vi.as_str()),
        end.said.map(|said| said.en.as_str()),
        end.unless_cancelled
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Lets a job wait for another try; without words a try that the stop of the portal cut off, which does not count.
pub(super) async fn put_off(
    own: &mut PgConnection,
    job: &Job,
    said: Option<&Said>,
    pause: Duration,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update jobs set state = 'queued', said_vi = $3, said_en = $4, next_at = now() + make_interval(secs => $5),
                tries = tries - case when $3::text is null then 1 else 0 end
          where id = $1 and state = 'running' and tries = $2",
        job.id,
        job.tries,
        said.map(|said| said.vi.as_str()),
        said.map(|said| said.en.as_str()),
        pause.as_secs_f64()
    )
    .execute(own)
    .await
    .map(drop)
}

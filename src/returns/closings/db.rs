//! All SQL of closings and unlocks.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};

/// How a period is closed for one enterprise's report.
#[derive(Debug, Clone, Default)]
pub struct Closing {
    pub soft_on: Option<NaiveDate>,
    pub hard_on: Option<NaiveDate>,
    /// A late report needs a reason.
    pub soft: bool,
    /// Nothing can be changed: closed hard, and no unlock holds.
    pub locked: bool,
    pub unlocked_until: Option<DateTime<Utc>>,
    /// Somebody has asked for an unlock and nobody has answered.
    pub asked: bool,
}

/// How things stand for one report.
pub async fn closing(
    db: &PgPool,
    enterprise_id: i64,
    form_id: i64,
    period: &str,
) -> sqlx::Result<Closing> {
    let row = sqlx::query_as!(
        Closing,
        r#"select c.soft_on as "soft_on?", c.hard_on as "hard_on?", coalesce(c.soft_on <= vietnam_today(), false) as "soft!",
                  period_locked($1, $2, $3) as "locked!",
                  (select max(until) from period_unlocks
                    where enterprise_id = $1 and form_id = $2 and period = $3 and until > now()) as unlocked_until,
                  exists (select 1 from period_unlocks
                           where enterprise_id = $1 and form_id = $2 and period = $3 and granted_by is null) as "asked!"
             from (select 1) one
             left join period_closings c on c.form_id = $2 and c.period = $3 and c.retired_at is null"#,
        enterprise_id,
        form_id,
        period
    )
    .fetch_one(db)
    .await?;
    Ok(row)
}

/// A request for an unlock.
pub struct UnlockRow {
    pub id: i64,
    pub enterprise_id: i64,
    pub enterprise: String,
    pub form_id: i64,
    pub form: String,
    pub period: String,
    pub reason: String,
    pub asked_by: i64,
    pub asker: String,
    pub asked_at: DateTime<Utc>,
    pub granter: Option<String>,
    pub granted_at: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    pub filing_id: Option<i64>,
}

/// Requests within the reader's zones: those waiting first, then the newest; at most 200.
pub async fn unlocks(db: &PgPool, zones: Option<&[i64]>) -> sqlx::Result<Vec<UnlockRow>> {
    sqlx::query_as!(
        UnlockRow,
        r#"select u.id, u.enterprise_id, e.name as enterprise, u.form_id, m.code as form, u.period, u.reason, u.asked_by,
                  a.display_name as asker, u.asked_at, g.display_name as "granter?", u.granted_at, u.until,
                  (select max(f.id) from filings f
                    where f.enterprise_id = u.enterprise_id and f.form_id = u.form_id and f.period = u.period) as filing_id
             from period_unlocks u
             join enterprises e on e.id = u.enterprise_id
             join forms m on m.id = u.form_id
             join accounts a on a.id = u.asked_by
             left join accounts g on g.id = u.granted_by
            where $1::bigint[] is null or e.zone_id = any($1)
            order by u.granted_by is not null, u.id desc limit 200"#,
        zones
    )
    .fetch_all(db)
    .await
}

/// What a request is about: the enterprise and the form, by name. `None` when the enterprise is not there for this reader.
pub async fn subject(
    db: &PgPool,
    enterprise_id: i64,
    form_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<(String, String)>> {
    let row = sqlx::query!(
        r#"select e.name as enterprise, m.code as form from enterprises e join forms m on m.id = $2
            where e.id = $1 and ($3::bigint[] is null or e.zone_id = any($3))"#,
        enterprise_id,
        form_id,
        zones
    );
    let row = row.fetch_optional(db).await?;
    Ok(row.map(|row| (row.enterprise, row.form)))
}

/// Notes a request; its id. `None` when the enterprise is not there for this reader.
pub async fn ask(
    tx: &mut PgConnection,
    enterprise_id: i64,
    form_id: i64,
    period: &str,
    reason: &str,
    by: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "insert into period_unlocks (enterprise_id, form_id, period, reason, asked_by)
         select e.id, $2, $3, $4, $5 from enterprises e where e.id = $1 and ($6::bigint[] is null or e.zone_id = any($6))
         returning id",
        enterprise_id,
        form_id,
        period,
        reason,
        by,
        zones
    )
    .fetch_optional(tx)
    .await
}

/// Grants a request for some days; the enterprise it is for. `None` when it is granted already or out of reach.
pub async fn grant(
    tx: &mut PgConnection,
    id: i64,
    by: i64,
    days: i32,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "update period_unlocks u set granted_by = $2, granted_at = now(), until = now() + make_interval(days => $3)
          where id = $1 and granted_by is null
            and exists (select 1 from enterprises e where e.id = u.enterprise_id and ($4::bigint[] is null or e.zone_id = any($4)))
         returning enterprise_id",
        id,
        by,
        days,
        zones
    )
    .fetch_optional(tx)
    .await
}

/// Who asked for an unlock.
pub async fn asked_by(tx: &mut PgConnection, id: i64) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "select asked_by from period_unlocks where id = $1 for update",
        id
    )
    .fetch_optional(tx)
    .await
}

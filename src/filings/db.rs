//! All SQL of filings and what is typed into them.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use super::model::Entry;

/// A filing with the names around it.
#[derive(Debug, Clone)]
pub struct FilingRow {
    pub id: i64,
    pub enterprise_id: i64,
    pub enterprise: String,
    pub zone_id: i64,
    pub zone: String,
    pub period: String,
    pub vintage: String,
    pub state: String,
    pub revision: i32,
    pub revision_reason: Option<String>,
    pub return_reason: Option<String>,
    pub submitted_by: Option<i64>,
    pub submitter: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub decider: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub version: i32,
}

/// One filing, if the reader may see its zone.
pub async fn find(db: &mut PgConnection, id: i64, zones: Option<&[i64]>) -> sqlx::Result<Option<FilingRow>> {
    sqlx::query_as!(
        FilingRow,
        r#"select f.id, f.enterprise_id, e.name as enterprise, f.zone_id, z.name as zone, f.period, f.vintage, f.state,
                  f.revision, f.revision_reason, f.return_reason, f.submitted_by, s.display_name as "submitter?",
                  f.submitted_at, d.display_name as "decider?", f.decided_at, f.version
             from filings f
             join enterprises e on e.id = f.enterprise_id
             join zones z on z.id = f.zone_id
             left join accounts s on s.id = f.submitted_by
             left join accounts d on d.id = f.decided_by
            where f.id = $1 and ($2::bigint[] is null or f.zone_id = any($2))"#,
        id,
        zones
    )
    .fetch_optional(db)
    .await
}

/// Locks a filing until the transaction ends, so that two decisions on it wait for each other.
pub async fn lock(tx: &mut PgConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query!("select id from filings where id = $1 for update", id).fetch_optional(tx).await?;
    Ok(())
}

/// Creates the filing of an enterprise for a period and vintage, or finds it: there is only ever one.
/// The second value says whether it is new; `None` when the enterprise is not there for this reader.
pub async fn start(
    tx: &mut PgConnection,
    enterprise_id: i64,
    period: &str,
    vintage: &str,
    account_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<(i64, bool)>> {
    let new = sqlx::query_scalar!(
        "insert into filings (enterprise_id, zone_id, period, vintage, state, created_by)
         select id, zone_id, $2, $3, 'draft', $4 from enterprises
          where id = $1 and retired_at is null and ($5::bigint[] is null or zone_id = any($5))
         on conflict on constraint filings_key do nothing
         returning id",
        enterprise_id,
        period,
        vintage,
        account_id,
        zones
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(id) = new {
        return Ok(Some((id, true)));
    }
    let known = sqlx::query_scalar!(
        "select id from filings where enterprise_id = $1 and period = $2 and vintage = $3 and ($4::bigint[] is null or zone_id = any($4))",
        enterprise_id,
        period,
        vintage,
        zones
    )
    .fetch_optional(tx)
    .await?;
    Ok(known.map(|id| (id, false)))
}

/// What has been typed.
pub async fn entries(db: &mut PgConnection, filing_id: i64) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(Entry, "select indicator_id, raw, unit, value, reason from filing_entries where filing_id = $1", filing_id)
        .fetch_all(db)
        .await
}

/// Saves cells; an empty one without a reason disappears.
pub async fn put_entries(tx: &mut PgConnection, filing_id: i64, entries: &[Entry], account_id: i64) -> sqlx::Result<()> {
    let is_empty = |entry: &&Entry| entry.raw.is_empty() && entry.reason.is_none();
    let emptied: Vec<i64> = entries.iter().filter(is_empty).map(|entry| entry.indicator_id).collect();
    if !emptied.is_empty() {
        sqlx::query!("delete from filing_entries where filing_id = $1 and indicator_id = any($2)", filing_id, &emptied)
            .execute(&mut *tx)
            .await?;
    }
    let kept: Vec<&Entry> = entries.iter().filter(|entry| !is_empty(entry)).collect();
    let ids: Vec<i64> = kept.iter().map(|entry| entry.indicator_id).collect();
    let raws: Vec<String> = kept.iter().map(|entry| entry.raw.clone()).collect();
    let units: Vec<String> = kept.iter().map(|entry| entry.unit.clone()).collect();
    let values: Vec<Option<Decimal>> = kept.iter().map(|entry| entry.value).collect();
    let reasons: Vec<Option<String>> = kept.iter().map(|entry| entry.reason.clone()).collect();
    sqlx::query!(
        "insert into filing_entries (filing_id, indicator_id, raw, unit, value, reason, updated_by)
         select $1, e.indicator_id, e.raw, e.unit, e.value, e.reason, $7
           from unnest($2::bigint[], $3::text[], $4::text[], $5::numeric[], $6::text[]) e (indicator_id, raw, unit, value, reason)
         on conflict (filing_id, indicator_id)
         do update set raw = excluded.raw, unit = excluded.unit, value = excluded.value, reason = excluded.reason,
                       updated_by = excluded.updated_by, updated_at = now()",
        filing_id,
        &ids,
        &raws,
        &units,
        &values as &[Option<Decimal>],
        &reasons as &[Option<String>],
        account_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether an account typed any cell of a filing.
pub async fn typed_by(tx: &mut PgConnection, filing_id: i64, account_id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists(select 1 from filing_entries where filing_id = $1 and updated_by = $2) as "found!""#,
        filing_id,
        account_id
    )
    .fetch_one(tx)
    .await
}

pub async fn set_submitted(tx: &mut PgConnection, id: i64, account_id: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "update filings set state = 'submitted', submitted_by = $2, submitted_at = now(), decided_by = null,
                decided_at = null, version = version + 1 where id = $1",
        id,
        account_id
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

pub async fn set_returned(tx: &mut PgConnection, id: i64, account_id: i64, reason: &str) -> sqlx::Result<()> {
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

/// An enterprise and its filing for a year, or the lack of one.
pub struct DueRow {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub zone: String,
    pub operating: bool,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub filing_id: Option<i64>,
    pub vintage: Option<String>,
    pub state: Option<String>,
    pub revision: Option<i32>,
    pub entered: i64,
    pub submitter: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
}

/// Which rows of the year's list.
pub struct DueQuery<'a> {
    pub period: &'a str,
    pub search: &'a str,
    pub zone: Option<i64>,
    /// `missing`, or a filing's state, or empty for all.
    pub state: &'a str,
    pub zones: Option<&'a [i64]>,
    pub limit: i64,
    pub offset: i64,
}

/// The enterprises of a year with their filings: those that operate, and those that filed all the same.
pub async fn due(db: &PgPool, query: &DueQuery<'_>) -> sqlx::Result<Vec<DueRow>> {
    sqlx::query_as!(
        DueRow,
        r#"select e.id as enterprise_id, e.name as enterprise, z.name as zone, e.status = 'operating' as "operating!",
                  e.contact_name, e.contact_phone, f.id as "filing_id?", f.vintage as "vintage?", f.state as "state?",
                  f.revision as "revision?",
                  (select count(*) from filing_entries x where x.filing_id = f.id and x.raw <> '') as "entered!",
                  a.display_name as "submitter?", f.submitted_at as "submitted_at?"
             from enterprises e
             join zones z on z.id = e.zone_id
             left join filings f on f.enterprise_id = e.id and f.period = $1
             left join accounts a on a.id = f.submitted_by
            where e.retired_at is null
              and (f.id is not null or e.status = 'operating')
              and ($2 = '' or e.search like '%' || fold($2) || '%')
              and ($3::bigint is null or e.zone_id = $3)
              and ($4 = '' or coalesce(f.state, 'missing') = $4)
              and ($5::bigint[] is null or e.zone_id = any($5))
            order by e.code, vintage_rank(f.vintage)
            limit $6 offset $7"#,
        query.period,
        query.search,
        query.zone,
        query.state,
        query.zones,
        query.limit,
        query.offset
    )
    .fetch_all(db)
    .await
}

/// How many rows of the year's list are in each state.
pub struct Counts {
    pub missing: i64,
    pub draft: i64,
    pub submitted: i64,
    pub returned: i64,
    pub accepted: i64,
}

pub async fn counts(db: &PgPool, period: &str, zones: Option<&[i64]>) -> sqlx::Result<Counts> {
    sqlx::query_as!(
        Counts,
        r#"select count(*) filter (where f.id is null) as "missing!",
                  count(*) filter (where f.state = 'draft') as "draft!",
                  count(*) filter (where f.state = 'submitted') as "submitted!",
                  count(*) filter (where f.state = 'returned') as "returned!",
                  count(*) filter (where f.state = 'accepted') as "accepted!"
             from enterprises e
             left join filings f on f.enterprise_id = e.id and f.period = $1
            where e.retired_at is null and (f.id is not null or e.status = 'operating')
              and ($2::bigint[] is null or e.zone_id = any($2))"#,
        period,
        zones
    )
    .fetch_one(db)
    .await
}

/// The filings of one enterprise, newest period first.
pub struct OwnRow {
    pub id: i64,
    pub period: String,
    pub vintage: String,
    pub state: String,
    pub revision: i32,
}

pub async fn of_enterprise(db: &PgPool, enterprise_id: i64) -> sqlx::Result<Vec<OwnRow>> {
    sqlx::query_as!(
        OwnRow,
        "select id, period, vintage, state, revision from filings where enterprise_id = $1
          order by period desc, vintage_rank(vintage) desc limit 60",
        enterprise_id
    )
    .fetch_all(db)
    .await
}

/// Years with filings or plans, newest first.
pub async fn years(db: &PgPool) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        // A probe of an index for each possible year, instead of a scan over ten thousand reports.
        r#"select y as "y!" from generate_series(1990, 2100) y
            where exists (select 1 from zone_totals where period >= y::text and period < (y + 1)::text)
               or exists (select 1 from filings where period >= y::text and period < (y + 1)::text)
               or exists (select 1 from plans where year = y and retired_at is null)
            order by y desc"#
    )
    .fetch_all(db)
    .await
}

/// The year people mean when they say none: the newest with accepted figures, else the newest known.
pub async fn current_year(db: &PgPool) -> sqlx::Result<Option<i32>> {
    let counted = sqlx::query_scalar!("select left(max(period), 4)::integer from zone_totals").fetch_one(db).await?;
    match counted {
        Some(year) => Ok(Some(year)),
        None => Ok(years(db).await?.first().copied()),
    }
}

/// The neighbours of an enterprise in the year's list, for "doanh nghiệp sau".
pub async fn next_due(
    db: &PgPool,
    period: &str,
    enterprise_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<(i64, String)>> {
    let row = sqlx::query!(
        "select e.id, e.name from enterprises e
           join enterprises here on here.id = $2
          where e.retired_at is null and e.status = 'operating' and e.code > here.code
            and ($3::bigint[] is null or e.zone_id = any($3))
            and not exists (select 1 from filings f where f.enterprise_id = e.id and f.period = $1 and f.state in ('submitted', 'accepted'))
          order by e.code limit 1",
        period,
        enterprise_id,
        zones
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.id, row.name)))
}

/// VND for one USD in a year.
pub async fn usd_rate(db: &PgPool, year: i32) -> sqlx::Result<Option<Decimal>> {
    sqlx::query_scalar!("select rate from exchange_rates where year = $1 and currency = 'usd' and retired_at is null", year)
        .fetch_optional(db)
        .await
}

//! All SQL of what was issued.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};

use super::causes::Later;
use super::model::Paper;

/// An edition without its manifest, with the number and day the secretary gave it.
#[derive(Debug, Clone)]
pub struct Summary {
    pub id: i64,
    pub paper: String,
    pub period: String,
    pub number: i32,
    pub figures_as_of: NaiveDate,
    pub reason: String,
    pub issued_by: String,
    pub issued_at: DateTime<Utc>,
    pub sha256: String,
    pub document_no: Option<String>,
    pub document_on: Option<NaiveDate>,
    /// Whether no later edition supersedes it.
    pub is_last: bool,
    pub files: Vec<String>,
}

/// Which editions: of one paper, one period, one year, or one by itself.
#[derive(Debug, Default)]
pub struct Which<'a> {
    pub id: Option<i64>,
    pub paper: Option<&'a str>,
    pub period: Option<&'a str>,
    pub year: Option<i32>,
}

/// Editions, the newest period first and of each paper the newest edition; at most 1,000.
pub async fn summaries(db: &PgPool, which: &Which<'_>) -> sqlx::Result<Vec<Summary>> {
    sqlx::query_as!(
        Summary,
        r#"select e.id, e.paper, e.period, e.number, e.figures_as_of, coalesce(e.reason, '') as "reason!", e.issued_by, e.issued_at,
                  e.sha256, r.document_no as "document_no?", r.document_on as "document_on?",
                  not exists (select 1 from editions l
                               where l.paper = e.paper and l.period = e.period and l.number > e.number) as "is_last!",
                  array(select f.name from edition_files f where f.edition_id = e.id order by f.name) as "files!"
             from editions e
             left join lateral (select document_no, document_on from edition_registrations
                                 where edition_id = e.id order by number desc limit 1) r on true
            where ($1::bigint is null or e.id = $1) and ($2::text is null or e.paper = $2)
              and ($3::text is null or e.period = $3) and ($4::integer is null or left(e.period, 4)::integer = $4)
            order by e.period desc, e.paper, e.number desc limit 1000"#,
        which.id,
        which.paper,
        which.period,
        which.year
    )
    .fetch_all(db)
    .await
}

/// The years there are editions of, the newest first.
pub async fn years(db: &PgPool) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        r#"select distinct left(period, 4)::integer as "year!" from editions order by 1 desc"#
    )
    .fetch_all(db)
    .await
}

/// The manifest of an edition as it is kept, and whether its hash is still that of the text.
pub async fn manifest(db: &PgPool, id: i64) -> sqlx::Result<Option<(String, bool)>> {
    let row = sqlx::query!(
        r#"select manifest, sha256 = encode(sha256(convert_to(manifest, 'UTF8')), 'hex') as "agrees!" from editions where id = $1"#,
        id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.manifest, row.agrees)))
}

/// A file of an edition: what is said of it, computed anew from its bytes.
pub struct FileRow {
    pub name: String,
    pub bytes: i64,
    pub sha256: String,
    pub agrees: bool,
}

pub async fn files(db: &PgPool, edition_id: i64) -> sqlx::Result<Vec<FileRow>> {
    sqlx::query_as!(
        FileRow,
        r#"select name, octet_length(decode(content, 'base64'))::bigint as "bytes!", sha256,
                  sha256 = encode(sha256(decode(content, 'base64')), 'hex') as "agrees!"
             from edition_files where edition_id = $1 order by name"#,
        edition_id
    )
    .fetch_all(db)
    .await
}

/// The very bytes of a file, and what they are.
pub async fn file(
    db: &PgPool,
    edition_id: i64,
    name: &str,
) -> sqlx::Result<Option<(Vec<u8>, String)>> {
    let row = sqlx::query!(
        r#"select decode(content, 'base64') as "bytes!", media_type from edition_files where edition_id = $1 and name = $2"#,
        edition_id,
        name
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.bytes, row.media_type)))
}

/// What the secretary wrote, in the order of writing.
pub struct Registration {
    pub number: i32,
    pub document_no: String,
    pub document_on: NaiveDate,
    pub reason: String,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

pub async fn registrations(db: &PgPool, edition_id: i64) -> sqlx::Result<Vec<Registration>> {
    sqlx::query_as!(
        Registration,
        r#"select number, document_no, document_on, coalesce(reason, '') as "reason!", recorded_by, recorded_at
             from edition_registrations where edition_id = $1 order by number"#,
        edition_id
    )
    .fetch_all(db)
    .await
}

/// The moment before a paper is put together: whatever is recorded after it is not on it.
pub async fn now(db: &PgPool) -> sqlx::Result<DateTime<Utc>> {
    sqlx::query_scalar!(r#"select now() as "now!""#)
        .fetch_one(db)
        .await
}

/// The last edition of a paper, its number and hash; others who would issue the same paper wait until this one ends.
pub async fn last_for_update(
    tx: &mut PgConnection,
    paper: &Paper,
) -> sqlx::Result<Option<(i32, String)>> {
    let (code, period) = (&paper.code, paper.period.to_string());
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('editions/' || $1::text || '/' || $2::text, 0))",
        code,
        period
    )
    .execute(&mut *tx)
    .await?;
    let row = sqlx::query!(
        "select number, sha256 from editions where paper = $1 and period = $2 order by number desc limit 1",
        code,
        period
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| (row.number, row.sha256)))
}

/// A new edition as it is written.
pub struct NewEdition<'a> {
    pub paper: &'a Paper,
    pub number: i32,
    pub figures_as_of: NaiveDate,
    pub reason: Option<&'a str>,
    pub issued_by: &'a str,
    pub issued_at: DateTime<Utc>,
    pub manifest: &'a str,
    pub sha256: &'a str,
}

pub async fn insert(tx: &mut PgConnection, edition: &NewEdition<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "insert into editions (paper, period, number, figures_as_of, reason, issued_by, issued_at, manifest, sha256)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
        edition.paper.code,
        edition.paper.period.to_string(),
        edition.number,
        edition.figures_as_of,
        edition.reason,
        edition.issued_by,
        edition.issued_at,
        edition.manifest,
        edition.sha256
    )
    .fetch_one(tx)
    .await
}

pub async fn insert_file(
    tx: &mut PgConnection,
    edition_id: i64,
    name: &str,
    media_type: &str,
    content: &str,
    sha256: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into edition_files (edition_id, name, media_type, content, sha256) values ($1, $2, $3, $4, $5)",
        edition_id,
        name,
        media_type,
        content,
        sha256
    )
    .execute(tx)
    .await
    .map(drop)
}

/// Number and day of an edition's paper, unless somebody else wrote one since: `seen` is how many there were.
pub async fn register(
    tx: &mut PgConnection,
    edition_id: i64,
    seen: i32,
    document_no: &str,
    document_on: NaiveDate,
    reason: Option<&str>,
    by: &str,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "insert into edition_registrations (edition_id, number, document_no, document_on, reason, recorded_by)
         select e.id, $2 + 1, $3, $4, $5, $6 from editions e
          where e.id = $1 and $2 = (select count(*) from edition_registrations r where r.edition_id = e.id)
         on conflict on constraint edition_registrations_key do nothing
         returning id",
        edition_id,
        seen,
        document_no,
        document_on,
        reason,
        by
    )
    .fetch_optional(tx)
    .await
}

/// The records a paper rests on by the name of their log: the figures that count in its periods, and what of the logs is dated by its
/// last day. `indicators` are those the paper has; `None` for all.
pub async fn sources(
    db: &PgPool,
    periods: &[String],
    until: NaiveDate,
    indicators: Option<&[String]>,
    zones: Option<&[i64]>,
) -> sqlx::Result<BTreeMap<String, Vec<String>>> {
    let rows = sqlx::query!(
        r#"select 'figures' as "log!", concat_ws('/', e.code, p.code, i.code, f.period, f.vintage, f.revision) as "record!"
             from current_figures c join figures f on f.id = c.figure_id join enterprises e on e.id = f.enterprise_id
             join indicators i on i.id = f.indicator_id left join projects p on p.id = f.project_id
            where c.period = any($1) and ($3::text[] is null or i.code = any($3)) and ($4::bigint[] is null or c.zone_id = any($4))
           union all
           select 'project_events', p.code || '/' || x.number from project_events x join projects p on p.id = x.project_id
            where x.happened_on <= $2 and ($4::bigint[] is null or p.zone_id = any($4))
           union all
           select 'parcel_events', z.code || '/' || a.code || '/' || x.number
             from parcel_events x join parcels a on a.id = x.parcel_id join zones z on z.id = a.zone_id
            where x.happened_on <= $2 and ($4::bigint[] is null or a.zone_id = any($4))
           union all
           select 'phase_areas', z.code || '/' || h.code || '/' || s.as_of
             from phase_areas s join phases h on h.id = s.phase_id join zones z on z.id = h.zone_id
            where s.as_of <= $2 and s.retired_at is null and ($4::bigint[] is null or h.zone_id = any($4))
           union all
           select 'exchange_rates', year || '/' || currency || '/' || trim_scale(rate) from exchange_rates
            where year <= extract(year from $2::date) and retired_at is null
           union all
           select 'plans', year || '/' || code || '/' || edition from plans
            where year = extract(year from $2::date) and retired_at is null
           order by 1, 2"#,
        periods,
        until,
        indicators,
        zones
    )
    .fetch_all(db)
    .await?;
    let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        sources.entry(row.log).or_default().push(row.record);
    }
    // By their characters: the order of a database is that of its language.
    sources.values_mut().for_each(|records| records.sort());
    Ok(sources)
}

/// What was recorded after a moment and bears on a paper of these periods that ends on `until`: figures, entries of logs dated by then,
/// changes of registers; the oldest first, at most 1,000 of each.
pub async fn later(
    db: &PgPool,
    after: DateTime<Utc>,
    periods: &[String],
    until: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Later>> {
    let mut all = later_figures(db, after, periods, zones).await?;
    all.extend(later_events(db, after, until, zones).await?);
    all.extend(later_changes(db, after).await?);
    Ok(all)
}

async fn later_figures(
    db: &PgPool,
    after: DateTime<Utc>,
    periods: &[String],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Later>> {
    sqlx::query_as!(
        Later,
        r#"select case when f.revision > 1 then 'correction'
                       when exists (select 1 from figures o
                                     where o.enterprise_id = f.enterprise_id and o.indicator_id = f.indicator_id and o.period = f.period
                                       and o.project_id is not distinct from f.project_id and o.recorded_at <= $1) then 'firmer'
                       else 'late' end as "kind!",
                  'figure:' || i.code as "about!", e.name || ' (' || f.period || ')' as "what!", null::date as day,
                  coalesce(f.reason, '') as "reason!", f.recorded_by as by, f.recorded_at as at
             from figures f join enterprises e on e.id = f.enterprise_id join indicators i on i.id = f.indicator_id
            where f.recorded_at > $1 and f.period = any($2) and ($3::bigint[] is null or f.zone_id = any($3))
            order by f.id limit 1000"#,
        after,
        periods,
        zones
    )
    .fetch_all(db)
    .await
}

async fn later_events(
    db: &PgPool,
    after: DateTime<Utc>,
    until: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Later>> {
    sqlx::query_as!(
        Later,
        r#"select 'back_dated' as "kind!", 'projects' as "about!", p.name as "what!", x.happened_on as "day?",
                  coalesce(x.note, '') as "reason!", x.recorded_by as "by!", x.recorded_at as "at!"
             from project_events x join projects p on p.id = x.project_id
            where x.recorded_at > $1 and x.happened_on <= $2 and ($3::bigint[] is null or p.zone_id = any($3))
           union all
           select 'back_dated', 'land', z.name || ', ' || a.code, x.happened_on, coalesce(x.note, ''), x.recorded_by, x.recorded_at
             from parcel_events x join parcels a on a.id = x.parcel_id join zones z on z.id = a.zone_id
            where x.recorded_at > $1 and x.happened_on <= $2 and ($3::bigint[] is null or a.zone_id = any($3))
            order by 7, 3 limit 1000"#,
        after,
        until,
        zones
    )
    .fetch_all(db)
    .await
}

/// Changes of the registers, which have no day of their own in the log.
async fn later_changes(db: &PgPool, after: DateTime<Utc>) -> sqlx::Result<Vec<Later>> {
    sqlx::query_as!(
        Later,
        r#"select k.kind as "kind!", k.about as "about!",
                  coalesce(l.after ->> 'name', l.after ->> 'code', l.before ->> 'name', l.after ->> 'year', '') as "what!",
                  null::date as day, coalesce(l.reason, '') as "reason!", l.actor as by, l.at
             from audit_log l
             join (values ('exchange_rates', 'rate', ''), ('zone_placements', 'structure', ''), ('boards', 'structure', ''),
                          ('zones', 'structure', ''), ('zone_states', 'structure', ''), ('administrative_units', 'structure', ''),
                          ('unit_successions', 'structure', ''), ('plans', 'plan', ''), ('reviews', 'words', ''),
                          ('phase_areas', 'register', 'land'), ('phases', 'register', 'land'), ('zone_decisions', 'register', 'land'),
                          ('parcels', 'register', 'land'), ('leases', 'register', 'land'), ('lease_parcels', 'register', 'land'),
                          ('lease_extensions', 'register', 'land'), ('recoveries', 'register', 'land'),
                          ('projects', 'register', 'projects'), ('enterprises', 'register', ''), ('indicators', 'register', ''),
                          ('works', 'register', ''), ('schemes', 'register', ''), ('sponsors', 'register', ''),
                          ('obstacles', 'register', ''), ('key_tasks', 'register', ''), ('wastewater_plants', 'register', ''),
                          ('wastewater_stages', 'register', ''), ('discharge_permits', 'register', '')) k (subject, kind, about)
               on k.subject = l.subject_type
            where l.at > $1
              and l.action in ('created', 'updated', 'retired', 'restored', 'imported', 'statement', 'step', 'reading', 'targets')
            order by l.id limit 1000"#,
        after
    )
    .fetch_all(db)
    .await
}

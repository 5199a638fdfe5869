//! The queries of the year's overview that no other feature has.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

/// The zones of a year and their names: those that were there when the year before began, or have figures of either year.
pub async fn zones(
    db: &PgPool,
    year: i32,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<(i64, String)>> {
    let rows = sqlx::query!(
        "select z.id, z.name from zones z
          where z.retired_at is null and ($2::bigint[] is null or z.id = any($2))
            and (there_on(z, make_date($1 - 1, 1, 1))
                 or exists (select 1 from zone_totals t where t.zone_id = z.id and t.period in ($1::text, ($1 - 1)::text)))",
        year,
        zones
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// New projects of a year in one zone.
pub struct NewProjects {
    pub year: i32,
    pub zone_id: i64,
    pub projects: i64,
    /// Registered capital of the domestic ones, VND; `None` where nobody knows some of it, or what it is in VND.
    pub domestic: Option<Decimal>,
    /// Registered capital of the foreign ones, USD; `None` where nobody knows some of it, or what it is in USD.
    pub foreign: Option<Decimal>,
}

/// Projects granted within a year or the year before, by year and zone, from the log of legal events. Foreign or domestic
/// is what the project was at its year's end, as in sheet 2101 (`capital_movements`), and not the currency of the certificate.
pub async fn new_projects(
    db: &PgPool,
    year: i32,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<NewProjects>> {
    sqlx::query_as!(
        NewProjects,
        r#"select y.year as "year!", m.zone_id as "zone_id!", count(*) as "projects!",
                  case when not coalesce(bool_or(m.by_origin is null) filter (where m.origin = 'domestic'), false)
                       then coalesce(sum(m.by_origin) filter (where m.origin = 'domestic'), 0) end as domestic,
                  case when not coalesce(bool_or(m.by_origin is null) filter (where m.origin = 'foreign'), false)
                       then coalesce(sum(m.by_origin) filter (where m.origin = 'foreign'), 0) end as "foreign"
             from (values ($1::integer - 1), ($1::integer)) y (year)
            cross join lateral capital_movements(make_date(y.year, 1, 1), make_date(y.year, 12, 31)) m
            where m.movement = 'new'
              -- Of these zones' projects: the log is asked for them, not for everybody's events of the year.
              and ($2::bigint[] is null or m.project_id = any(array(select id from projects where zone_id = any($2))))
            group by y.year, m.zone_id"#,
        year,
        zones
    )
    .fetch_all(db)
    .await
}

/// The areas of one zone as they stood on a day: the latest statement of each phase, summed. m².
pub struct ZoneArea {
    /// The day.
    pub on: NaiveDate,
    pub zone_id: i64,
    pub zone: String,
    pub as_of: NaiveDate,
    pub planned: Decimal,
    pub leasable: Decimal,
    pub cleared: Decimal,
    pub levelled: Decimal,
    pub leased: Decimal,
    /// Since when the board calls the zone's register complete: then leasable and leased are the ledger's.
    pub complete_since: Option<NaiveDate>,
}

/// As stated, of some days, one after the other.
pub async fn areas(
    db: &PgPool,
    days: &[NaiveDate],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ZoneArea>> {
    sqlx::query_as!(
        ZoneArea,
        r#"select d.day as "on!", z.id as zone_id, z.name as zone, max(a.as_of) as "as_of!",
                  sum(a.planned_m2) as "planned!", sum(a.leasable_m2) as "leasable!", sum(a.cleared_m2) as "cleared!",
                  sum(a.levelled_m2) as "levelled!", sum(a.leased_m2) as "leased!", null::date as complete_since
             from unnest($1::date[]) as d (day)
            cross join zones z
             join phases p on p.zone_id = z.id and p.retired_at is null
             join lateral (select * from phase_areas s
                            where s.phase_id = p.id and s.as_of <= d.day and s.retired_at is null
                            order by s.as_of desc limit 1) a on true
            where there_on(z, d.day) and ($2::bigint[] is null or z.id = any($2))
            group by d.day, z.id, z.name
            order by d.day, z.name"#,
        days,
        zones
    )
    .fetch_all(db)
    .await
}

/// Those of some zones that are there on a day, with their names.
pub async fn zones_there(
    db: &PgPool,
    on: NaiveDate,
    zones: &[i64],
) -> sqlx::Result<Vec<(i64, String)>> {
    let rows = sqlx::query!(
        "select id, name from zones z where there_on(z, $1) and id = any($2)",
        on,
        zones
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// An enterprise's main figures in a year and the year before.
pub struct EnterpriseRow {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub indicator_id: i64,
    pub period: String,
    pub value: Decimal,
}

/// The figures of the enterprises with the largest value of one indicator.
pub async fn leading_enterprises(
    db: &PgPool,
    ranked_by: i64,
    indicators: &[i64],
    period: &str,
    prior: &str,
    zones: Option<&[i64]>,
    limit: i64,
) -> sqlx::Result<Vec<EnterpriseRow>> {
    sqlx::query_as!(
        EnterpriseRow,
        r#"with largest as (
            select enterprise_id, sum(value) as value from current_figures
             where period = $3 and indicator_id = $1 and ($5::bigint[] is null or zone_id = any($5))
             group by enterprise_id
             order by value desc, enterprise_id limit $6)
         select c.enterprise_id, e.name as enterprise, c.indicator_id, c.period, sum(c.value) as "value!"
           from largest l
           join current_figures c on c.enterprise_id = l.enterprise_id
           join enterprises e on e.id = c.enterprise_id
          where c.period = any(array[$3, $4]) and c.indicator_id = any($2) and ($5::bigint[] is null or c.zone_id = any($5))
          group by c.enterprise_id, e.name, c.indicator_id, c.period, l.value
          order by l.value desc, c.enterprise_id"#,
        ranked_by,
        indicators,
        period,
        prior,
        zones,
        limit
    )
    .fetch_all(db)
    .await
}

/// The largest enterprise behind a total of the board.
pub struct Largest {
    pub indicator_id: i64,
    pub enterprise_id: i64,
    pub enterprise: String,
    pub value: Decimal,
    pub total: Decimal,
}

/// For each indicator the enterprise with the largest figure of a period, and what all have together.
pub async fn largest(
    db: &PgPool,
    period: &str,
    indicators: &[i64],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Largest>> {
    sqlx::query_as!(
        Largest,
        r#"select distinct on (f.indicator_id) f.indicator_id, f.enterprise_id, e.name as enterprise, f.value as "value!",
                  sum(f.value) over (partition by f.indicator_id) as "total!"
             from (select indicator_id, enterprise_id, sum(value) as value from current_figures
                    where period = $1 and indicator_id = any($2) and ($3::bigint[] is null or zone_id = any($3))
                    group by indicator_id, enterprise_id) f
             join enterprises e on e.id = f.enterprise_id
            order by f.indicator_id, f.value desc, f.enterprise_id"#,
        period,
        indicators,
        zones
    )
    .fetch_all(db)
    .await
}

/// How many enterprises should report, and how many have an accepted report.
pub struct Reporting {
    pub expected: i64,
    pub accepted: i64,
    pub waiting: i64,
    pub drafting: i64,
}

pub async fn reporting(
    db: &PgPool,
    period: &str,
    zones: Option<&[i64]>,
) -> sqlx::Result<Reporting> {
    sqlx::query_as!(
        Reporting,
        r#"select count(*) as "expected!",
                  count(*) filter (where best = 4) as "accepted!",
                  count(*) filter (where best = 3) as "waiting!",
                  count(*) filter (where best in (0, 2)) as "drafting!"
             from enterprises e
             left join period_progress($1, $2) p on p.enterprise_id = e.id
            where e.retired_at is null and (p.best is not null or e.id in (select o.enterprise_id from operating_at_end($1) o))
              and ($2::bigint[] is null or e.zone_id = any($2))"#,
        period,
        zones
    )
    .fetch_one(db)
    .await
}

/// An enterprise without an accepted report, and its weight last year.
pub struct MissingRow {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub prior: Option<Decimal>,
}

/// Who is still missing, those with the largest figure last year first.
pub async fn missing(
    db: &PgPool,
    ranked_by: i64,
    period: &str,
    prior: &str,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<MissingRow>> {
    sqlx::query_as!(
        MissingRow,
        r#"select e.id as enterprise_id, e.name as enterprise, c.value as "prior?"
             from enterprises e
             left join period_progress($2, $4) p on p.enterprise_id = e.id
             left join lateral (
                  select sum(value) as value from current_figures
                   where enterprise_id = e.id and indicator_id = $1 and period = $3) c on true
            where e.id in (select o.enterprise_id from operating_at_end($2) o)
              and ($4::bigint[] is null or e.zone_id = any($4)) and coalesce(p.best, 0) < 4
            order by c.value desc nulls last, e.code limit 12"#,
        ranked_by,
        period,
        prior,
        zones
    )
    .fetch_all(db)
    .await
}

/// An obstacle that was open at the end of a year.
pub struct OpenObstacle {
    pub id: i64,
    pub content: String,
    pub enterprise: Option<String>,
    pub lead: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub status: String,
}

pub async fn open_obstacles(
    db: &PgPool,
    on: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<OpenObstacle>> {
    sqlx::query_as!(
        OpenObstacle,
        r#"select o.id, o.content, e.name as "enterprise?", o.lead, o.due_on, o.status
             from obstacles o
             left join enterprises e on e.id = o.enterprise_id
            where o.retired_at is null and o.raised_on <= $1 and (o.resolved_on is null or o.resolved_on > $1)
              and ($2::bigint[] is null or o.zone_id = any($2))
            order by o.due_on nulls last, o.code limit 10000"#,
        on,
        zones
    )
    .fetch_all(db)
    .await
}

/// Tenants, or projects in force, and those of them that operate: renting is not operating.
pub struct Tenants {
    pub tenants: i64,
    pub operating: i64,
}

pub async fn tenants(db: &PgPool, on: NaiveDate, zones: Option<&[i64]>) -> sqlx::Result<Tenants> {
    sqlx::query_as!(
        Tenants,
        r#"select count(*) as "tenants!", count(*) filter (where s.status = 'operating') as "operating!"
             from enterprises e
             left join lateral (select enterprise_status_on(e.id, $1) as status) s on true
            where e.retired_at is null and s.status is distinct from 'closed'
              and (e.tenant_since is null or e.tenant_since <= $1) and (e.tenant_until is null or e.tenant_until > $1)
              and ($2::bigint[] is null or e.zone_id = any($2))"#,
        on,
        zones
    )
    .fetch_one(db)
    .await
}

/// Projects in force on a day, and those of them that operate.
pub async fn projects(db: &PgPool, on: NaiveDate, zones: Option<&[i64]>) -> sqlx::Result<Tenants> {
    sqlx::query_as!(
        Tenants,
        r#"select count(*) as "tenants!", count(*) filter (where status = 'operating') as "operating!"
             from valid_projects($1)
            -- Of these zones' projects: the condition reaches the log through the function.
            where $2::bigint[] is null or project_id = any(array(select id from projects where zone_id = any($2)))"#,
        on,
        zones
    )
    .fetch_one(db)
    .await
}

/// A figure nobody owed a report for: which indicator and year it is of, and in which zone.
pub struct MovedRow {
    pub indicator_id: i64,
    pub period: String,
    pub zone_id: i64,
}

/// What of the figures that count was brought along by the board. By their reports: forms nobody owes have few.
pub async fn moved_in(
    db: &PgPool,
    periods: &[String],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<MovedRow>> {
    sqlx::query_as!(
        MovedRow,
        "select distinct c.indicator_id, c.period, c.zone_id
           from filings g
           join figures f on f.filing_id = g.id
           join current_figures c on c.period = f.period and c.indicator_id = f.indicator_id and c.enterprise_id = f.enterprise_id
                                 and c.figure_id = f.id
          -- Looked up by the few forms there are: joined, the planner reads the whole ledger.
          where g.form_id = any(array(select id from forms where owed_by = 'nobody')) and g.period = any($1)
            and ($2::bigint[] is null or c.zone_id = any($2))",
        periods,
        zones
    )
    .fetch_all(db)
    .await
}

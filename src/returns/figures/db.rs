//! All SQL of the ledger.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use crate::foundation::kernel::Reporter;
use crate::standards::indicators::Known;

/// One revision of a figure.
pub struct RevisionRow {
    pub project: Option<String>,
    pub vintage: String,
    pub revision: i32,
    pub value: Option<Decimal>,
    pub raw: String,
    pub unit: String,
    pub filing_id: i64,
    pub reason: Option<String>,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
    /// The workbook it was read from, where it was not typed: the import, the file's name, the cell.
    pub import_id: Option<i64>,
    pub file: Option<String>,
    pub cell: Option<String>,
}

/// The figure of one enterprise, or of one of its projects, that counts.
pub struct CurrentRow {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub project: Option<String>,
    pub zone_id: i64,
    pub zone: String,
    pub period: String,
    pub value: Decimal,
    pub vintage: String,
    pub filing_id: i64,
    pub revision: i32,
}

/// Writes what an accepted filing says into the ledger: a new revision where it differs from what is known,
/// nothing where it does not. A sum since January is a figure of the period from January: the third quarter's is that of
/// the nine months. A cell emptied by a correction withdraws the figure this filing wrote.
/// Returns how many revisions were written.
pub async fn accept_filing(
    tx: &mut PgConnection,
    filing_id: i64,
    recorded_by: &str,
) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "insert into figures (enterprise_id, project_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit, rate,
                              filing_id, filing_revision, reason, recorded_by)
         select f.enterprise_id, f.project_id, f.zone_id, i.indicator_id, i.period, f.vintage, coalesce(known.revision, 0) + 1,
                i.value, coalesce(i.raw, ''), coalesce(i.unit, known.unit), i.rate, f.id, f.revision,
                coalesce(f.revision_reason, case when known.filing_id <> f.id then m.code || ', ' || f.period end), $2
           from filings f
           join forms m on m.id = f.form_id
          cross join lateral (
                -- In a first quarter both columns mean the same figure: what stands in the period counts.
                select distinct on (e.indicator_id, p.period) e.indicator_id, p.period, e.value, e.raw, e.unit, e.rate
                  from filing_entries e
                 cross join lateral (
                       select case e.measure when 'to_date' then period_to_date(f.period) else f.period end as period) p
                 where e.filing_id = f.id and p.period is not null and e.raw <> ''
                 order by e.indicator_id, p.period, e.measure
                ) i
           left join lateral (
                select g.revision, g.value, g.unit, g.filing_id from figures g
                 where g.enterprise_id = f.enterprise_id and g.indicator_id = i.indicator_id
                   and g.period = i.period and g.vintage = f.vintage and g.project_id is not distinct from f.project_id
                 order by g.revision desc limit 1) known on true
          where f.id = $1
            and case when known.revision is null then i.value is not null else known.value is distinct from i.value end
          order by i.indicator_id",
        filing_id,
        recorded_by
    )
    .execute(&mut *tx)
    .await?;
    let withdrawn = sqlx::query!(
        "insert into figures (enterprise_id, project_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit,
                              filing_id, filing_revision, reason, recorded_by)
         select g.enterprise_id, g.project_id, g.zone_id, g.indicator_id, g.period, g.vintage, g.revision + 1, null, '', g.unit,
                f.id, f.revision, f.revision_reason, $2
           from filings f
           join lateral (
                select distinct on (g.indicator_id, g.period) g.*
                  from figures g
                 where g.enterprise_id = f.enterprise_id and g.vintage = f.vintage
                   and g.period in (f.period, period_to_date(f.period)) and g.project_id is not distinct from f.project_id
                 order by g.indicator_id, g.period, g.revision desc) g on true
          where f.id = $1 and g.filing_id = f.id and g.value is not null
            and not exists (
                select 1 from filing_entries e
                 where e.filing_id = f.id and e.indicator_id = g.indicator_id and e.raw <> ''
                   and case e.measure when 'to_date' then period_to_date(f.period) else f.period end = g.period)",
        filing_id,
        recorded_by
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() + withdrawn.rows_affected())
}

/// A figure of who reports that counts.
pub struct KnownFigure {
    pub indicator_id: i64,
    pub period: String,
    pub value: Decimal,
}

/// The figures of an enterprise or project for some periods, see [`known_of`].
pub async fn known(
    db: &PgPool,
    reporter: Reporter,
    periods: &[String],
) -> sqlx::Result<Vec<KnownFigure>> {
    Ok(known_of(db, &[reporter], periods)
        .await?
        .into_iter()
        .map(|(_, figure)| figure)
        .collect())
}

/// The figures that count, of enterprises and projects, for some periods. An enterprise has its own, or the sum of its
/// projects'; their average is no sum, and left out. A project has what it reported itself, the firmest.
pub async fn known_of(
    db: &PgPool,
    reporters: &[Reporter],
    periods: &[String],
) -> sqlx::Result<Vec<(Reporter, KnownFigure)>> {
    let wholes: Vec<i64> = reporters
        .iter()
        .filter(|r| r.project_id.is_none())
        .map(|r| r.enterprise_id)
        .collect();
    let projects: Vec<i64> = reporters.iter().filter_map(|r| r.project_id).collect();
    let rows = sqlx::query!(
        r#"select c.enterprise_id as "enterprise_id!", null::bigint as project_id, c.indicator_id as "indicator_id!",
                  c.period as "period!", sum(c.value) as "value!"
             from current_figures c join indicators i on i.id = c.indicator_id
            where c.enterprise_id = any($1) and c.period = any($3)
            group by c.enterprise_id, c.indicator_id, c.period, i.time_kind
           having count(*) = 1 or i.time_kind <> 'rate'
            union all
           (select distinct on (n.project_id, n.indicator_id, n.period)
                   n.enterprise_id, n.project_id, n.indicator_id, n.period, n.value
              from (select distinct on (f.project_id, f.indicator_id, f.period, f.vintage) f.*
                      from figures f
                     where f.project_id = any($2) and f.period = any($3)
                     order by f.project_id, f.indicator_id, f.period, f.vintage, f.revision desc) n
             where n.value is not null
             order by n.project_id, n.indicator_id, n.period, vintage_rank(n.vintage) desc)"#,
        &wholes,
        &projects,
        periods
    )
    .fetch_all(db)
    .await?;
    let known = rows.into_iter().map(|row| {
        let figure = KnownFigure {
            indicator_id: row.indicator_id,
            period: row.period,
            value: row.value,
        };
        (Reporter::new(row.enterprise_id, row.project_id), figure)
    });
    Ok(known.collect())
}

/// Every revision of one figure within the reader's zones, the firmest vintage and the newest revision first.
pub async fn revisions(
    db: &PgPool,
    enterprise_id: i64,
    indicator_id: i64,
    period: &str,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<RevisionRow>> {
    sqlx::query_as!(
        RevisionRow,
        r#"select p.name as "project?", f.vintage, f.revision, f.value, f.raw, f.unit, f.filing_id, f.reason, f.recorded_by, f.recorded_at,
                  source.import_id as "import_id?", source.name as "file?", source.address as "cell?"
             from figures f
             left join projects p on p.id = f.project_id
             left join lateral (
                  -- Only while it still says what the file said: a value typed over it came from a person.
                  select c.import_id, i.name, c.address from import_cells c join imports i on i.id = c.import_id
                   where c.filing_id = f.filing_id and c.indicator_id = f.indicator_id and c.raw = f.raw and c.unit = f.unit
                     and c.at <= f.recorded_at order by c.at desc limit 1) source on true
            where f.enterprise_id = $1 and f.indicator_id = $2 and f.period = $3 and ($4::bigint[] is null or f.zone_id = any($4))
            order by p.code nulls first, vintage_rank(f.vintage) desc, f.revision desc"#,
        enterprise_id,
        indicator_id,
        period,
        zones
    )
    .fetch_all(db)
    .await
}

/// A total over some periods whose figures are asked for, and which of them are meant: all where nothing is said.
#[derive(Debug, Clone)]
pub struct Behind {
    pub indicator_id: i64,
    pub periods: Vec<String>,
    pub zone_id: Option<i64>,
    /// `foreign` or `domestic`, as the national sheets tell them apart.
    pub origin: Option<String>,
    /// The day a project, or an enterprise as a whole, has its origin of.
    pub day: NaiveDate,
    pub enterprise_id: Option<i64>,
    pub project_id: Option<i64>,
    /// The economic zone the zones lie in, or `outside`.
    pub place: Option<String>,
    /// The zones of the reader's frame.
    pub zones: Option<Vec<i64>>,
}

/// What the figures of one year come to, with that year's rate.
#[derive(Debug, Clone)]
pub struct YearSum {
    pub year: i32,
    pub sum: Decimal,
    /// VND for one USD.
    pub rate: Option<Decimal>,
}

/// The figures behind a total.
pub struct Found {
    pub figures: Vec<i64>,
    /// The oldest year first.
    pub years: Vec<YearSum>,
}

impl Found {
    /// What they add up to.
    pub fn sum(&self) -> Decimal {
        self.years.iter().map(|year| year.sum).sum()
    }
}

/// The figures that count behind a total, by period, the largest first, and what they add up to. Which they are is found once;
/// the rows of a page are then read by [`figures`].
pub async fn behind(db: &PgPool, behind: &Behind) -> sqlx::Result<Found> {
    let rows = sqlx::query!(
        r#"select figure_id, value, left(period, 4)::integer as "year!", r.rate as "rate?"
             from current_figures
             left join exchange_rates r on r.year = left(period, 4)::integer and r.currency = 'usd' and r.retired_at is null
            where period = any($1) and indicator_id = $2 and ($3::bigint is null or zone_id = $3)
              and ($4::bigint[] is null or zone_id = any($4))
              and ($5::text is null
                   or case when project_id is null
                           then enterprise_id in (select o.enterprise_id from enterprise_origins($7) o where o.origin = $5)
                           else project_id in (select o.project_id from project_origins($7) o where o.origin = $5) end)
              and ($6::text is null or zone_id in (select id from zones where coalesce(economic_zone, 'outside') = $6))
              and ($8::bigint is null or enterprise_id = $8) and ($9::bigint is null or project_id = $9)
            order by period, value desc, enterprise_id, project_id"#,
        &behind.periods,
        behind.indicator_id,
        behind.zone_id,
        behind.zones.as_deref(),
        behind.origin,
        behind.place,
        behind.day,
        behind.enterprise_id,
        behind.project_id
    )
    .fetch_all(db)
    .await?;
    let mut years: Vec<YearSum> = Vec::new();
    for row in &rows {
        match years.last_mut().filter(|last| last.year == row.year) {
            Some(last) => last.sum += row.value,
            None => years.push(YearSum {
                year: row.year,
                sum: row.value,
                rate: row.rate,
            }),
        }
    }
    Ok(Found {
        figures: rows.into_iter().map(|row| row.figure_id).collect(),
        years,
    })
}

/// Figures that count, in the order of their ids as given.
pub async fn figures(db: &PgPool, ids: &[i64]) -> sqlx::Result<Vec<CurrentRow>> {
    sqlx::query_as!(
        CurrentRow,
        r#"select f.enterprise_id, e.name as enterprise, p.name as "project?", f.zone_id, z.name as zone,
                  f.period, f.value as "value!", f.vintage, f.filing_id, f.revision
             from unnest($1::bigint[]) with ordinality as wanted (id, place)
             join figures f on f.id = wanted.id
             join enterprises e on e.id = f.enterprise_id
             left join projects p on p.id = f.project_id
             join zones z on z.id = f.zone_id
            order by wanted.place"#,
        ids
    )
    .fetch_all(db)
    .await
}

/// The board's totals by indicator: of last year, or of the period itself where last year has none.
pub async fn sums(db: &PgPool, period: &str, last_year: &str) -> sqlx::Result<Vec<(i64, Decimal)>> {
    let rows = sqlx::query!(
        r#"select indicator_id, coalesce(nullif(sum(total) filter (where period = $2), 0), sum(total)) as "total!"
             from zone_totals where period in ($1, $2) group by indicator_id"#,
        period,
        last_year
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row.total))
        .collect())
}

/// The medians of what enterprises reported per worker in a year, by indicator, where at least five did.
pub async fn per_worker(db: &PgPool, year: &str) -> sqlx::Result<Vec<(i64, Decimal)>> {
    let rows = sqlx::query!(
        r#"select v.indicator_id,
                  (percentile_disc(0.5) within group (order by v.value / w.value)) as "median!"
             from current_figures v
             join current_figures w on w.enterprise_id = v.enterprise_id and w.project_id is not distinct from v.project_id
                  and w.period = $1 and w.value > 0
                  and w.indicator_id = (select id from indicators where code = $2)
            where v.period = $1 and v.value > 0
            group by v.indicator_id having count(*) >= 5"#,
        year,
        Known::Workers.code()
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row.median))
        .collect())
}

/// VND for one USD in a year, as the board states it, and where from.
pub struct Rate {
    pub rate: Decimal,
    pub source: String,
}

/// The rate of a year, where one is stated.
pub async fn rate(db: &PgPool, year: i32) -> sqlx::Result<Option<Rate>> {
    sqlx::query_as!(
        Rate,
        "select rate, source from exchange_rates where year = $1 and currency = 'usd' and retired_at is null",
        year
    )
    .fetch_optional(db)
    .await
}

/// A sum of one indicator in one zone, of one vintage.
pub struct TotalRow {
    pub zone_id: i64,
    pub indicator_id: i64,
    pub period: String,
    pub vintage: String,
    pub total: Decimal,
    pub enterprises: i32,
}

/// The rolled-up sums of some periods, within the reader's zones.
pub async fn totals(
    db: &PgPool,
    periods: &[String],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<TotalRow>> {
    sqlx::query_as!(
        TotalRow,
        "select zone_id, indicator_id, period, vintage, total, enterprises from zone_totals
          where period = any($1) and ($2::bigint[] is null or zone_id = any($2))",
        periods,
        zones
    )
    .fetch_all(db)
    .await
}

/// Whether nobody owed the reports some figures of an indicator are from: the board brought them along, or the period lies before
/// reports were owed.
pub async fn any_moved_in(
    db: &PgPool,
    figures: &[i64],
    indicator_id: i64,
    periods: &[String],
    first_day: NaiveDate,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select coalesce($4 < reports_since(), false)
                  or exists (select 1 from forms m
                               join filings g on g.form_id = m.id and g.period = any($3)
                               join figures f on f.filing_id = g.id and f.indicator_id = $2 and f.id = any($1)
                              where m.owed_by = 'nobody') as "any!""#,
        figures,
        indicator_id,
        periods,
        first_day
    )
    .fetch_one(db)
    .await
}

/// A weighted mean over enterprises: Σ value·weight ÷ Σ weight, of those that have both.
pub struct MeanRow {
    pub zone_id: i64,
    pub period: String,
    /// `None` where the sum is beyond all numbers: the mean is then unknown.
    pub weighted: Option<Decimal>,
    pub weight: Option<Decimal>,
}

/// The parts of a weighted mean by zone: the rate of a total is a ratio of sums.
pub async fn means(
    db: &PgPool,
    indicator_id: i64,
    weight_id: i64,
    periods: &[String],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<MeanRow>> {
    sqlx::query_as!(
        MeanRow,
        "select v.zone_id, v.period, case when abs(sum(v.value * w.value)) < 1e28 then sum(v.value * w.value) end as weighted,
                sum(w.value) as weight
           from current_figures v
           join current_figures w
             -- The planner does not see by itself that w's periods are v's: without them it reads the whole table.
             on w.enterprise_id = v.enterprise_id and w.project_id is not distinct from v.project_id
            and w.period = v.period and w.indicator_id = $2 and w.period = any($3)
          where v.indicator_id = $1 and v.period = any($3) and ($4::bigint[] is null or v.zone_id = any($4))
          group by v.zone_id, v.period",
        indicator_id,
        weight_id,
        periods,
        zones
    )
    .fetch_all(db)
    .await
}

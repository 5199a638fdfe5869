//! Queries of the national sheets.

use crate::foundation::kernel::Period;
use crate::standards::indicators::Known;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

/// A zone, and the economic zone it lies in: `outside`, `coastal`, `border_gate` or `specialised`.
pub struct Zone {
    pub id: i64,
    pub name: String,
    pub place: String,
}

pub async fn zones(db: &PgPool, zones: Option<&[i64]>) -> sqlx::Result<Vec<Zone>> {
    sqlx::query_as!(
        Zone,
        r#"select id, name, coalesce(economic_zone, 'outside') as "place!" from zones
            where retired_at is null and ($1::bigint[] is null or id = any($1)) order by name"#,
        zones
    )
    .fetch_all(db)
    .await
}

/// Movements of one kind in one zone within a period, by the origin at its end.
pub struct Movements {
    pub zone_id: i64,
    pub origin: String,
    pub movement: String,
    pub projects: i64,
    /// Those of them whose amount nobody knows in the currency of the origin.
    pub unknown: i64,
    /// In that currency, VND or USD.
    pub amount: Decimal,
}

pub async fn movements(
    db: &PgPool,
    period: Period,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Movements>> {
    sqlx::query_as!(
        Movements,
        r#"select zone_id as "zone_id!", origin as "origin!", movement as "movement!",
                  count(distinct project_id) as "projects!", count(*) filter (where by_origin is null) as "unknown!",
                  coalesce(sum(by_origin), 0) as "amount!"
             from capital_movements($1, $2)
            where $3::bigint[] is null or zone_id = any($3)
            group by zone_id, origin, movement"#,
        period.first_day(),
        period.last_day(),
        zones
    )
    .fetch_all(db)
    .await
}

/// How the land that is let changed within a period, by the origin of the tenants at its end. m².
pub struct Land {
    pub zone_id: i64,
    pub origin: String,
    /// Let, less recovered, returned and handed on.
    pub change: Decimal,
}

/// The zones that keep a log of parcels at the end of a day: of the others nobody knows what was let.
pub async fn zones_with_parcels(db: &PgPool, day: NaiveDate) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        "select id from zones z
          where exists (select 1 from parcels p join live_parcel_events e on e.parcel_id = p.id
                         where p.zone_id = z.id and e.happened_on <= $1)",
        day
    )
    .fetch_all(db)
    .await
}

/// The sum of one reported indicator in one zone and year, over enterprises of one origin. Canonical.
pub struct Reported {
    pub zone_id: i64,
    pub origin: String,
    pub indicator: String,
    pub value: Decimal,
    /// VND for one USD, of the year the figures are of: no other year's rate revalues them.
    pub rate: Option<Decimal>,
}

/// A figure of a project has its project's origin; that of an enterprise as a whole, the one the enterprise had at the end of a day.
pub async fn reported(
    db: &PgPool,
    periods: &[String],
    day: NaiveDate,
    indicators: &[Known],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Reported>> {
    let codes: Vec<String> = indicators
        .iter()
        .map(|known| known.code().to_owned())
        .collect();
    sqlx::query_as!(
        Reported,
        r#"select c.zone_id, coalesce(p.origin, o.origin) as "origin!", i.code as indicator, sum(c.value) as "value!", r.rate as "rate?"
             from current_figures c
             join indicators i on i.id = c.indicator_id
             join enterprise_origins($4) o on o.enterprise_id = c.enterprise_id
             left join project_origins($4) p on p.project_id = c.project_id
             left join exchange_rates r on r.year = left(c.period, 4)::integer and r.currency = 'usd' and r.retired_at is null
            where c.period = any($1) and c.indicator_id = any(array(select id from indicators where code = any($2)))
              and ($3::bigint[] is null or c.zone_id = any($3))
            group by c.zone_id, coalesce(p.origin, o.origin), i.id, r.id"#,
        periods,
        &codes,
        zones,
        day
    )
    .fetch_all(db)
    .await
}

/// Years whose figures of an indicator are in the ledger, up to one, the oldest first.
pub async fn known_years(db: &PgPool, known: Known, until: i32) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        // A probe of the index for each year.
        r#"select y as "year!" from generate_series(1990, $2) y
            where exists (select 1 from current_figures c
                           where c.period = y::text and c.indicator_id = (select id from indicators where code = $1))
            order by y"#,
        known.code(),
        until
    )
    .fetch_all(db)
    .await
}

/// Projects in force at the end of a day in one zone.
pub struct Stock {
    pub zone_id: i64,
    pub origin: String,
    pub projects: i64,
    pub operating: i64,
    /// Those whose capital nobody knows.
    pub unknown: i64,
    /// Those whose capital is known, but not in the currency of their origin.
    pub unconverted: i64,
    /// Of the others, in the currency of the origin, VND or USD.
    pub capital: Decimal,
}

pub async fn stock(db: &PgPool, day: NaiveDate, zones: Option<&[i64]>) -> sqlx::Result<Vec<Stock>> {
    sqlx::query_as!(
        Stock,
        r#"select zone_id as "zone_id!", origin as "origin!", count(*) as "projects!",
                  count(*) filter (where status = 'operating') as "operating!",
                  count(*) filter (where capital is null) as "unknown!",
                  count(*) filter (where capital is not null and by_origin is null) as "unconverted!",
                  coalesce(sum(by_origin), 0) as "capital!"
             from valid_projects($1) where ($2::bigint[] is null or zone_id = any($2))
            group by zone_id, origin"#,
        day,
        zones
    )
    .fetch_all(db)
    .await
}

/// One event of a project as the lists of amended and ended certificates name it: with the name and the investors of its day.
pub struct Change {
    pub project_id: i64,
    pub project: String,
    pub zone: String,
    pub project_kind: String,
    pub certificate: Option<String>,
    pub investor: Option<String>,
    pub nationality: Option<String>,
    pub kind: String,
    pub happened_on: NaiveDate,
    pub document_no: Option<String>,
    pub document_on: Option<NaiveDate>,
    pub content: Option<String>,
    pub until: Option<NaiveDate>,
    /// Foreign or domestic at the period's end.
    pub origin: String,
    /// Registered capital before and after it, in the currency of the origin.
    pub before: Option<Decimal>,
    pub after: Option<Decimal>,
}

pub async fn changes(
    db: &PgPool,
    period: Period,
    kinds: &[String],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Change>> {
    sqlx::query_as!(
        Change,
        r#"select p.id as project_id, t.name as "project!", z.name as zone, p.kind as project_kind,
                  p.certificate_no as certificate, t.investor, t.nationality, e.kind as "kind!", e.happened_on as "happened_on!", e.document_no, e.document_on,
                  e.content, e.until, o.origin as "origin!", c.before, c.after
             from live_project_events e
             join projects p on p.id = e.project_id and p.retired_at is null
             join zones z on z.id = p.zone_id
             join project_origins($2) o on o.project_id = p.id
            cross join lateral (
                  select case when bool_and(s.amount is not null or not s.earlier) then sum(s.amount) filter (where s.earlier) end as before,
                         case when bool_and(s.amount is not null) then sum(s.amount) end as after
                    from (select (s.happened_on, s.position) < (e.happened_on, e.position) as earlier,
                                 case when p.capital_currency = origin_currency(o.origin) then s.capital else s.other end as amount
                            from capital_steps s
                           where s.project_id = p.id and (s.happened_on, s.position) <= (e.happened_on, e.position)) s) c
            cross join lateral project_particulars(p.id, e.happened_on) t
            where e.happened_on between $1 and $2 and e.kind = any($3) and ($4::bigint[] is null or p.zone_id = any($4))
            order by p.code, e.happened_on, e.position"#,
        period.first_day(),
        period.last_day(),
        kinds,
        zones
    )
    .fetch_all(db)
    .await
}

/// One project behind a cell, under the name it had at the period's end.
pub struct Behind {
    pub project_id: i64,
    pub project: String,
    pub zone_id: i64,
    pub zone: String,
    pub place: String,
    /// At the period's end.
    pub origin: String,
    pub currency: String,
    /// The day of the movement; for a stock, of the certificate.
    pub day: Option<NaiveDate>,
    /// In the currency of the certificate.
    pub amount: Option<Decimal>,
    /// The same in the currency of the origin.
    pub by_origin: Option<Decimal>,
    pub status: String,
}

/// The movements of one kind within a period, one row for each event.
pub async fn moved(
    db: &PgPool,
    period: Period,
    movement: &str,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Behind>> {
    sqlx::query_as!(
        Behind,
        r#"select p.id as project_id, coalesce(n.name, p.name) as "project!", z.id as zone_id, z.name as zone,
                  coalesce(z.economic_zone, 'outside') as "place!", m.origin as "origin!", p.capital_currency as currency,
                  m.happened_on as day, m.amount, m.by_origin, p.status
             from capital_movements($1, $2) m
             join projects p on p.id = m.project_id
             join zones z on z.id = p.zone_id
             left join former_project_names($2) n on n.project_id = p.id
            where m.movement = $3 and ($4::bigint[] is null or z.id = any($4))
            order by m.happened_on, p.code"#,
        period.first_day(),
        period.last_day(),
        movement,
        zones
    )
    .fetch_all(db)
    .await
}

/// The projects in force at the end of a day.
pub async fn in_force(
    db: &PgPool,
    day: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Behind>> {
    sqlx::query_as!(
        Behind,
        r#"select p.id as project_id, coalesce(n.name, p.name) as "project!", z.id as zone_id, z.name as zone,
                  coalesce(z.economic_zone, 'outside') as "place!", v.origin as "origin!", p.capital_currency as currency,
                  p.granted_on as day, v.capital as amount, v.by_origin, v.status as "status!"
             from valid_projects($1) v
             join projects p on p.id = v.project_id
             join zones z on z.id = p.zone_id
             left join former_project_names($1) n on n.project_id = p.id
            where $2::bigint[] is null or z.id = any($2)
            order by p.granted_on, p.code"#,
        day,
        zones
    )
    .fetch_all(db)
    .await
}

/// The first and the last year with anything: figures, events of projects, decisions on zones.
pub async fn years(db: &PgPool) -> sqlx::Result<Option<(i32, i32)>> {
    let row = sqlx::query!(
        // One end of an index each; only the last year is probed for, since plans reach beyond it.
        r#"select (select left(min(period), 4)::integer from current_figures) as figures,
                  (select extract(year from min(happened_on))::integer from project_events) as events,
                  (select extract(year from min(decided_on))::integer from zone_decisions where retired_at is null) as decisions,
                  (select y from generate_series(2100, 1990, -1) y
                    where exists (select 1 from current_figures where period >= y::text and period < (y + 1)::text)
                       or exists (select 1 from project_events
                                   where happened_on >= make_date(y, 1, 1) and happened_on < make_date(y + 1, 1, 1))
                    limit 1) as last"#
    )
    .fetch_one(db)
    .await?;
    let first = [row.figures, row.events, row.decisions]
        .into_iter()
        .flatten()
        .min();
    Ok(first.map(|first| (first, row.last.unwrap_or(first))))
}

/// One change of the land that is let: positive where a tenant got it, negative where it was recovered, returned or passed on. m².
pub struct LetChange {
    pub parcel_id: i64,
    pub zone_id: i64,
    pub parcel: String,
    pub zone: String,
    pub place: String,
    /// Empty where the ledger says it.
    pub kind: String,
    pub happened_on: NaiveDate,
    pub document_no: Option<String>,
    pub enterprise_id: i64,
    pub enterprise: String,
    /// The tenant's at the period's end.
    pub origin: String,
    pub area: Decimal,
}

pub async fn let_changes(
    db: &PgPool,
    period: Period,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<LetChange>> {
    sqlx::query_as!(
        LetChange,
        r#"select m.parcel_id as "parcel_id!", m.zone_id as "zone_id!", p.code as parcel, z.name as zone, coalesce(z.economic_zone, 'outside') as "place!",
                  m.kind as "kind!", m.happened_on as "happened_on!", m.document_no, e.id as enterprise_id, e.name as enterprise,
                  o.origin as "origin!", m.area_m2 as "area!"
             from let_land_changes($1, $2) m
             join parcels p on p.id = m.parcel_id
             join zones z on z.id = m.zone_id
             join enterprises e on e.id = m.enterprise_id
             join enterprise_origins($2) o on o.enterprise_id = e.id
            where $3::bigint[] is null or m.zone_id = any($3)
            order by m.happened_on, p.code, m.position, m.area_m2"#,
        period.first_day(),
        period.last_day(),
        zones
    )
    .fetch_all(db)
    .await
}

/// An enterprise that rents land, with its origin at the end of a day.
pub struct Tenant {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub origin: String,
}

pub async fn tenants(db: &PgPool, day: NaiveDate, ids: &[i64]) -> sqlx::Result<Vec<Tenant>> {
    sqlx::query_as!(
        Tenant,
        r#"select e.id as enterprise_id, e.name as enterprise, o.origin as "origin!"
             from enterprises e join enterprise_origins($1) o on o.enterprise_id = e.id
            where e.id = any($2)"#,
        day,
        ids
    )
    .fetch_all(db)
    .await
}

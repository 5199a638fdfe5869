//! Shapes of parcels, and what a plan says about them.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

/// A parcel with what names it, and its zone.
pub struct ParcelRow {
    pub id: i64,
    pub code: String,
    pub zone_id: i64,
    pub zone: String,
    pub province: String,
    /// As declared, m².
    pub area_m2: Decimal,
    pub retired: bool,
    /// The day it entered the books.
    pub born: Option<NaiveDate>,
}

/// The parcel, where the account may see its zone.
pub async fn parcel(
    db: &PgPool,
    id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<ParcelRow>> {
    sqlx::query_as!(
        ParcelRow,
        r#"select p.id, p.code, p.zone_id, z.name as zone, z.province, p.area_m2, p.retired_at is not null as "retired!",
                  (select min(e.happened_on) from live_parcel_events e where e.parcel_id = p.id and e.kind = 'registered') as born
             from parcels p join zones z on z.id = p.zone_id
            where p.id = $1 and ($2::bigint[] is null or p.zone_id = any($2))"#,
        id,
        zones
    )
    .fetch_optional(db)
    .await
}

/// One revision of a parcel's shape.
pub struct ShapeRow {
    pub id: i64,
    pub revision: i32,
    pub valid_from: NaiveDate,
    pub source: String,
    pub document: String,
    pub meridian_minutes: i32,
    pub zone_width: i32,
    pub repairs: Option<String>,
    pub corners: String,
    pub ring: String,
    pub area_m2: Decimal,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

/// All shapes of a parcel, in the order in which they hold: the first that is not of the future holds today.
pub async fn shapes(db: &PgPool, parcel_id: i64) -> sqlx::Result<Vec<ShapeRow>> {
    sqlx::query_as!(
        ShapeRow,
        "select id, revision, valid_from, source, document, meridian_minutes, zone_width, repairs, corners, ring, area_m2,
                recorded_by, recorded_at
           from parcel_shapes where parcel_id = $1
          order by valid_from desc, revision desc",
        parcel_id
    )
    .fetch_all(db)
    .await
}

/// A parcel of a zone and the shape that holds on a day.
pub struct PlotRow {
    pub id: i64,
    pub code: String,
    pub phase_id: Option<i64>,
    pub area_m2: Decimal,
    pub land_use: String,
    pub state: String,
    pub enterprise_id: Option<i64>,
    pub enterprise: Option<String>,
    pub enterprise_code: Option<String>,
    pub meridian_minutes: Option<i32>,
    pub zone_width: Option<i32>,
    pub corners: Option<String>,
    pub ring: Option<String>,
    pub shape_m2: Option<Decimal>,
    pub document: Option<String>,
    pub source: Option<String>,
    pub valid_from: Option<NaiveDate>,
}

/// The parcels of a zone as they stood on a day, with their shapes on it. One that was not in the books yet is
/// `unrecorded`; one that a split or a merger brought is not there before.
pub async fn plots(
    db: &mut PgConnection,
    zone_id: i64,
    day: NaiveDate,
) -> sqlx::Result<Vec<PlotRow>> {
    sqlx::query_as!(
        PlotRow,
        r#"select p.id, p.code, p.phase_id, p.area_m2, p.land_use, coalesce(o.state, 'unrecorded') as "state!",
                  o.enterprise_id as "enterprise_id?",
                  e.name as "enterprise?", e.code as "enterprise_code?",
                  s.meridian_minutes as "meridian_minutes?", s.zone_width as "zone_width?", s.corners as "corners?",
                  s.ring as "ring?", s.area_m2 as "shape_m2?", s.document as "document?", s.source as "source?", s.valid_from as "valid_from?"
             from parcels p
             -- Of this zone's parcels only: the condition reaches the log through the function.
             left join (select s.* from parcel_standings($2) s
                         where s.parcel_id = any(array(select q.id from parcels q where q.zone_id = $1))) o on o.parcel_id = p.id
             left join enterprises e on e.id = o.enterprise_id
             left join lateral (
                  select * from parcel_shapes h
                   where h.parcel_id = p.id and h.valid_from <= $2
                   order by h.valid_from desc, h.revision desc limit 1) s on true
            where p.zone_id = $1 and o.state is distinct from 'retired'
              and (p.retired_at is null
                   or exists (select 1 from live_parcel_events v where v.parcel_id = p.id and v.kind = 'retired'))
              and (o.state is not null or not exists (select 1 from parcel_origins g where g.parcel_id = p.id))
            order by p.code"#,
        zone_id,
        day
    )
    .fetch_all(db)
    .await
}

/// How many parcels a zone has today, and how many of them are drawn: what a split or a merger ended is retired, and none of
/// its log is of a day to come.
pub async fn drawn(db: &PgPool, zone_id: i64, today: NaiveDate) -> sqlx::Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"select count(*) as "parcels!",
                  count(*) filter (where exists (select 1 from parcel_shapes s where s.parcel_id = p.id and s.valid_from <= $2)) as "drawn!"
             from parcels p where p.zone_id = $1 and p.retired_at is null"#,
        zone_id,
        today
    )
    .fetch_one(db)
    .await?;
    Ok((row.parcels, row.drawn))
}

/// Makes everybody else who changes shapes of this zone wait until the transaction ends.
pub async fn lock_zone(tx: &mut PgConnection, zone_id: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "select id from zones where id = $1 for no key update",
        zone_id
    )
    .fetch_one(tx)
    .await
    .map(drop)
}

/// What is written of a new shape.
pub struct NewShape<'a> {
    pub parcel_id: i64,
    pub valid_from: NaiveDate,
    pub source: &'a str,
    pub document: &'a str,
    pub meridian_minutes: i32,
    pub zone_width: i32,
    pub given: &'a str,
    pub repairs: Option<&'a str>,
    pub corners: &'a str,
    pub ring: &'a str,
    pub area_m2: Decimal,
    pub recorded_by: &'a str,
}

/// Adds a shape as the parcel's next revision, and returns its number.
pub async fn insert(tx: &mut PgConnection, new: &NewShape<'_>) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into parcel_shapes (parcel_id, revision, valid_from, source, document, meridian_minutes, zone_width, given, repairs,
                                    corners, ring, area_m2, recorded_by)
         select $1, coalesce(max(revision), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
           from parcel_shapes where parcel_id = $1
         returning revision",
        new.parcel_id,
        new.valid_from,
        new.source,
        new.document,
        new.meridian_minutes,
        new.zone_width,
        new.given,
        new.repairs,
        new.corners,
        new.ring,
        new.area_m2,
        new.recorded_by
    )
    .fetch_one(tx)
    .await
}

/// The zone a plan is of.
pub struct ZoneRow {
    pub id: i64,
    pub code: String,
    pub name: String,
}

/// The zone, where the account may see it.
pub async fn zone(db: &PgPool, id: i64, zones: Option<&[i64]>) -> sqlx::Result<Option<ZoneRow>> {
    sqlx::query_as!(
        ZoneRow,
        "select id, code, name from zones where id = $1 and ($2::bigint[] is null or id = any($2))",
        id,
        zones
    )
    .fetch_optional(db)
    .await
}

/// A phase and the area it is stated to have on a day, m².
pub struct PhaseRow {
    pub id: i64,
    pub name: String,
    pub planned_m2: Option<Decimal>,
    pub as_of: Option<NaiveDate>,
}

/// The phases of a zone that are not retired, with their areas on a day. A phase whose first statement comes later has that one:
/// the land did not grow between.
pub async fn phases(db: &PgPool, zone_id: i64, day: NaiveDate) -> sqlx::Result<Vec<PhaseRow>> {
    sqlx::query_as!(
        PhaseRow,
        r#"select p.id, p.name, a.planned_m2 as "planned_m2?", a.as_of as "as_of?"
             from phases p
             left join lateral (
                  select planned_m2, as_of from phase_areas
                   where phase_id = p.id and retired_at is null
                   order by as_of <= $2 desc, abs(as_of - $2) limit 1) a on true
            where p.zone_id = $1 and p.retired_at is null
            order by p.code"#,
        zone_id,
        day
    )
    .fetch_all(db)
    .await
}

/// What the enterprises of a zone reported of one indicator for a year, all projects together.
pub async fn figures(
    db: &PgPool,
    zone_id: i64,
    indicator: &str,
    year: &str,
) -> sqlx::Result<Vec<(i64, Decimal)>> {
    let rows = sqlx::query!(
        r#"select c.enterprise_id, sum(c.value) as "value!"
             from current_figures c join indicators i on i.id = c.indicator_id
            where c.zone_id = $1 and i.code = $2 and c.period = $3
            group by c.enterprise_id"#,
        zone_id,
        indicator,
        year
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.enterprise_id, row.value))
        .collect())
}

//! What is known of land that is let, on a day.

use crate::standards::indicators::Known;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

/// A parcel somebody holds and nobody recovers, and the events that bear on its use.
pub struct HeldRow {
    pub parcel_id: i64,
    pub parcel: String,
    pub zone: String,
    pub area_m2: Decimal,
    pub state: String,
    pub zone_id: i64,
    pub enterprise_id: i64,
    pub enterprise: String,
    pub held_since: NaiveDate,
    /// Since when it lies idle, where it does; a split or a merger does not start the time anew.
    pub idle_since: Option<NaiveDate>,
    pub used_on: Option<NaiveDate>,
    pub extended_until: Option<NaiveDate>,
    pub works: Option<NaiveDate>,
    pub schedule: Option<NaiveDate>,
}

/// Parcels let on a day, with what the logs of parcels and projects say of their use by then.
pub async fn held(db: &PgPool, on: NaiveDate, zones: Option<&[i64]>) -> sqlx::Result<Vec<HeldRow>> {
    sqlx::query_as!(
        HeldRow,
        r#"select o.parcel_id as "parcel_id!", p.code as parcel, z.name as zone, o.area_m2 as "area_m2!", o.state as "state!",
                  z.id as zone_id, e.id as enterprise_id, e.name as enterprise, h.happened_on as "held_since!",
                  case when o.state = 'idle' then s.idle_since end as idle_since, s.used_on, s.extended_until,
                  (select max(w.happened_on) from live_project_events w join projects j on j.id = w.project_id
                    where j.enterprise_id = e.id and j.zone_id = o.zone_id and j.retired_at is null
                      and w.kind in ('construction_started', 'operating', 'resumed') and w.happened_on <= $1) as works,
                  (select max(w.until) from live_project_events w join projects j on j.id = w.project_id
                    where j.enterprise_id = e.id and j.zone_id = o.zone_id and j.retired_at is null
                      and w.kind = 'rescheduled' and w.happened_on <= $1
                      and not exists (select 1 from live_project_events d where d.project_id = w.project_id
                                       and d.kind in ('operating', 'terminated', 'revoked') and d.happened_on <= $1)) as schedule
             from parcels_on($1) o
             -- Once for each parcel; as an array, so that its events are found by the index.
             cross join lateral (
                  select case when exists (select 1 from parcel_origins g where g.parcel_id = o.parcel_id)
                              then (select array_agg(id) from parcel_lineage(o.parcel_id) id) else array[o.parcel_id] end as ids
                  offset 0) line
             join parcels p on p.id = o.parcel_id
             join zones z on z.id = o.zone_id
             join enterprises e on e.id = o.enterprise_id
             join lateral (select v.happened_on from live_parcel_events v
                            where v.parcel_id = any(line.ids) and v.happened_on <= $1
                              and (v.kind in ('leased', 'transferred') or v.kind = 'registered' and not exists
                                   (select 1 from parcel_origins g where g.parcel_id = v.parcel_id))
                            order by v.happened_on desc, v.position desc limit 1) h on true
             cross join lateral (
                  select max(v.happened_on) filter (where v.kind = 'in_use' and v.happened_on >= h.happened_on) as used_on,
                         max(v.until) filter (where v.kind = 'extended' and v.happened_on >= h.happened_on) as extended_until,
                         max(v.happened_on) filter (where v.kind = 'idle' or v.state = 'idle' and not exists
                              (select 1 from parcel_origins g where g.parcel_id = v.parcel_id)) as idle_since
                    from live_parcel_events v where v.parcel_id = any(line.ids) and v.happened_on <= $1) s
            where o.state in ('leased', 'in_use', 'idle') and ($2::bigint[] is null or o.zone_id = any($2))
            order by z.name, p.code"#,
        on,
        zones
    )
    .fetch_all(db)
    .await
}

/// How many parcels an enterprise holds in a zone on a day.
pub struct Holding {
    pub enterprise_id: i64,
    pub zone_id: i64,
    pub parcels: i64,
}

/// What enterprises hold on a day, in whatever zone.
pub async fn holdings(
    db: &PgPool,
    on: NaiveDate,
    enterprises: &[i64],
) -> sqlx::Result<Vec<Holding>> {
    sqlx::query_as!(
        Holding,
        r#"select enterprise_id as "enterprise_id!", zone_id as "zone_id!", count(*) as "parcels!"
             from parcels_on($1)
            where enterprise_id = any($2) and state in ('leased', 'in_use', 'idle', 'recovering')
            group by enterprise_id, zone_id"#,
        on,
        enterprises
    )
    .fetch_all(db)
    .await
}

/// The zones in which enterprises have projects: enterprise, zone.
pub async fn project_zones(db: &PgPool, enterprises: &[i64]) -> sqlx::Result<Vec<(i64, i64)>> {
    let rows = sqlx::query!(
        r#"select distinct enterprise_id as "enterprise_id!", zone_id from projects
            where enterprise_id = any($1) and retired_at is null"#,
        enterprises
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.enterprise_id, row.zone_id))
        .collect())
}

/// An accepted figure of workers or revenue of an enterprise: of its projects in one zone together, or of all it has.
pub struct SignRow {
    pub enterprise_id: i64,
    /// The projects' zone; none for a figure of the enterprise as a whole.
    pub project_zone: Option<i64>,
    pub code: String,
    pub period: String,
    pub value: Decimal,
}

/// All accepted figures of workers and revenue of the enterprises that hold land on a day.
pub async fn signs(db: &PgPool, enterprises: &[i64]) -> sqlx::Result<Vec<SignRow>> {
    let codes = [Known::Workers, Known::Revenue].map(|known| known.code().to_owned());
    sqlx::query_as!(
        SignRow,
        r#"select f.enterprise_id, p.zone_id as "project_zone?", i.code, f.period, sum(f.value) as "value!"
             from current_figures f
             join indicators i on i.id = f.indicator_id
             left join projects p on p.id = f.project_id
            where i.code = any($2) and f.enterprise_id = any($1)
            group by f.enterprise_id, p.zone_id, i.code, f.period"#,
        enterprises,
        &codes[..]
    )
    .fetch_all(db)
    .await
}

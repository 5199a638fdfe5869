//! SQL of wastewater plants.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use super::form::Draft;
use super::model::{Limit, Permit, Plant, Reading};
use crate::foundation::kernel::Origin;

/// Plants of the zones within reach as they stood on a day, with their readings until then; of one plant, with `only`.
pub async fn plants(
    db: &PgPool,
    on: NaiveDate,
    only: Option<i64>,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Plant>> {
    let rows = sqlx::query!(
        r#"select w.id, w.code, w.name, w.zone_id, z.name as zone, p.name as "phase?", w.design_m3_day,
                  wastewater_capacity(w.id, $1) as capacity, w.operator, w.automatic_since, w.connected_since,
                  g.permit_no as "permit_no?", g.valid_to, g.receiving_water, g.standard,
                  (select max(e.valid_to) from discharge_permits e
                    where e.plant_id = w.id and e.retired_at is null and e.valid_to < $1 and g.id is null) as permit_ended
             from wastewater_plants w
             join zones z on z.id = w.zone_id
             left join phases p on p.id = w.phase_id
             left join lateral (select * from discharge_permits d
                                 where d.plant_id = w.id and d.retired_at is null and d.valid_from <= $1
                                   and (d.valid_to is null or d.valid_to >= $1)
                                 order by d.valid_from desc limit 1) g on true
            where ($2::bigint is null and w.retired_at is null and there_on(z, $1) or w.id = $2)
              and ($3::bigint[] is null or w.zone_id = any($3))
            order by z.name, w.code"#,
        on,
        only,
        zones
    )
    .fetch_all(db)
    .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut readings = readings(db, &ids, on, Which::Holding).await?;
    let plants = rows.into_iter().map(|row| {
        let (own, others) = readings
            .drain(..)
            .partition::<Vec<_>, _>(|(plant, _)| *plant == row.id);
        readings = others;
        Plant {
            id: row.id,
            code: row.code,
            name: row.name,
            zone_id: row.zone_id,
            zone: row.zone,
            phase: row.phase,
            design: row.design_m3_day,
            capacity: row.capacity,
            operator: row.operator,
            automatic_since: row.automatic_since,
            connected_since: row.connected_since,
            permit_no: row.permit_no,
            permit_to: row.valid_to,
            receiving_water: row.receiving_water,
            standard: row.standard,
            permit_ended: row.permit_ended,
            readings: own.into_iter().map(|(_, reading)| reading).collect(),
        }
    });
    Ok(plants.collect())
}

/// One entry of the log, of the zones within reach: the plant, its name, and what was read.
pub async fn reading(
    db: &PgPool,
    id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<(i64, String, Reading)>> {
    let plant = sqlx::query!(
        "select w.id, w.name from wastewater_readings r join wastewater_plants w on w.id = r.plant_id
          where r.id = $1 and ($2::bigint[] is null or w.zone_id = any($2))",
        id,
        zones
    )
    .fetch_optional(db)
    .await?;
    let Some(plant) = plant else { return Ok(None) };
    let found = readings(db, &[plant.id], NaiveDate::MAX, Which::One(id))
        .await?
        .into_iter()
        .next();
    Ok(found.map(|(_, reading)| (plant.id, plant.name, reading)))
}

/// All that was ever recorded of a plant, the newest period first, and of a period what was recorded last.
pub async fn log(db: &PgPool, plant: i64) -> sqlx::Result<Vec<Reading>> {
    let all = readings(db, &[plant], NaiveDate::MAX, Which::All).await?;
    Ok(all.into_iter().map(|(_, reading)| reading).collect())
}

/// Which entries of the log are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Holding,
    All,
    One(i64),
}

impl Which {
    fn only(self) -> Option<i64> {
        match self {
            Which::One(id) => Some(id),
            Which::Holding | Which::All => None,
        }
    }
}

/// A reading as the database has it.
struct ReadingRow {
    plant_id: i64,
    id: i64,
    number: i32,
    from_on: NaiveDate,
    to_on: NaiveDate,
    source: String,
    document: Option<String>,
    note: Option<String>,
    actual_m3_day: Option<Decimal>,
    capacity: Option<Decimal>,
    ph: Option<Decimal>,
    cod: Option<Decimal>,
    bod5: Option<Decimal>,
    tss: Option<Decimal>,
    ammonium: Option<Decimal>,
    nitrogen: Option<Decimal>,
    phosphorus: Option<Decimal>,
    coliform: Option<Decimal>,
    corrects: Option<i32>,
    withdrawn: bool,
    correction: Option<String>,
    recorded_by: String,
    recorded_at: DateTime<Utc>,
    replaced: bool,
    permit_id: Option<i64>,
    permit_no: Option<String>,
    standard: Option<String>,
    ph_low: Option<Decimal>,
    ph_high: Option<Decimal>,
    cod_limit: Option<Decimal>,
    bod5_limit: Option<Decimal>,
    tss_limit: Option<Decimal>,
    ammonium_limit: Option<Decimal>,
    nitrogen_limit: Option<Decimal>,
    phosphorus_limit: Option<Decimal>,
    coliform_limit: Option<Decimal>,
}

impl ReadingRow {
    fn limits(&self) -> [Limit; 8] {
        let high = |high| Limit { low: None, high };
        [
            Limit {
                low: self.ph_low,
                high: self.ph_high,
            },
            high(self.cod_limit),
            high(self.bod5_limit),
            high(self.tss_limit),
            high(self.ammonium_limit),
            high(self.nitrogen_limit),
            high(self.phosphorus_limit),
            high(self.coliform_limit),
        ]
    }

    fn reading(self) -> Reading {
        let limits = self.limits();
        let permit = self
            .permit_id
            .zip(self.permit_no)
            .map(|(id, number)| Permit {
                id,
                number,
                standard: self.standard,
                limits,
            });
        Reading {
            id: self.id,
            number: self.number,
            note: self.note,
            corrects: self.corrects,
            withdrawn: self.withdrawn,
            correction: self.correction,
            replaced: self.replaced,
            recorded_by: self.recorded_by,
            recorded_at: self.recorded_at,
            from_on: self.from_on,
            to_on: self.to_on,
            source: self.source,
            document: self.document,
            actual: self.actual_m3_day,
            capacity: self.capacity,
            values: [
                self.ph,
                self.cod,
                self.bod5,
                self.tss,
                self.ammonium,
                self.nitrogen,
                self.phosphorus,
                self.coliform,
            ],
            permit,
        }
    }
}

/// Readings of plants until a day, the newest first, each with the capacity and the permit of its last day.
async fn readings(
    db: &PgPool,
    plants: &[i64],
    until: NaiveDate,
    which: Which,
) -> sqlx::Result<Vec<(i64, Reading)>> {
    // PostgreSQL's dates end later than ours, but not its text of ours.
    let until = until.min(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(until));
    let rows = sqlx::query_as!(
        ReadingRow,
        r#"select r.plant_id, r.id, r.number, r.from_on, r.to_on, r.source, r.document, r.note, r.actual_m3_day,
                  wastewater_capacity(r.plant_id, r.to_on) as capacity,
                  r.ph, r.cod, r.bod5, r.tss, r.ammonium, r.nitrogen, r.phosphorus, r.coliform,
                  r.corrects, r.withdrawn, r.correction, r.recorded_by, r.recorded_at, l.id is not null as "replaced!",
                  g.id as "permit_id?", g.permit_no as "permit_no?", g.standard, g.ph_low, g.ph_high, g.cod_limit, g.bod5_limit,
                  g.tss_limit, g.ammonium_limit, g.nitrogen_limit, g.phosphorus_limit, g.coliform_limit
             from wastewater_readings r
             left join wastewater_readings l on l.plant_id = r.plant_id and l.corrects = r.number
             left join lateral (select * from discharge_permits d
                                 where d.plant_id = r.plant_id and d.retired_at is null and d.valid_from <= r.to_on
                                   and (d.valid_to is null or d.valid_to >= r.to_on)
                                 order by d.valid_from desc limit 1) g on true
            where r.plant_id = any($1) and r.to_on <= $2 and ($3::bigint is null or r.id = $3)
              and ($4 or l.id is null and not r.withdrawn)
            order by r.to_on desc, r.from_on desc, r.number desc"#,
        plants,
        until,
        which.only(),
        which != Which::Holding
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.plant_id, row.reading()))
        .collect())
}

/// An entry of the log, as the database numbered it.
pub struct Added {
    pub id: i64,
    pub number: i32,
}

/// Adds an entry to the log.
pub async fn add(
    tx: &mut PgConnection,
    plant: i64,
    draft: &Draft,
    origin: &Origin,
) -> sqlx::Result<Added> {
    let [ph, cod, bod5, tss, ammonium, nitrogen, phosphorus, coliform] = draft.values;
    sqlx::query_as!(
        Added,
        "insert into wastewater_readings (plant_id, from_on, to_on, source, actual_m3_day, ph, cod, bod5, tss, ammonium, nitrogen,
                                          phosphorus, coliform, document, note, corrects, withdrawn, correction, recorded_by, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) returning id, number",
        plant,
        draft.from_on,
        draft.to_on,
        draft.source,
        draft.actual,
        ph,
        cod,
        bod5,
        tss,
        ammonium,
        nitrogen,
        phosphorus,
        coliform,
        draft.document,
        draft.note,
        draft.corrects,
        draft.withdrawn,
        draft.correction,
        origin.actor,
        origin.account_id
    )
    .fetch_one(tx)
    .await
}

//! The rows the ledger is made of.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgExecutor, PgPool};

use super::form::Draft;
use super::model::{Books, Event, Parcel, Share};
use crate::foundation::kernel::Origin;
use crate::registers::parcels::LEASABLE;
use crate::registers::parcels::life::model::Kind;

/// Everything recorded of the parcels of some zones, or of all.
///
/// # Errors
/// Whatever the database says.
pub async fn books(db: &PgPool, zones: Option<&[i64]>) -> sqlx::Result<Books> {
    let mut parcels = parcels(db, zones).await?;
    for row in sqlx::query!(
        r#"select e.parcel_id as "parcel_id!", e.kind as "kind!", e.happened_on as "happened_on!", e.state, e.enterprise_id
             from live_parcel_events e
             join parcels p on p.id = e.parcel_id
            where $1::bigint[] is null or p.zone_id = any($1)
            order by e.happened_on, e.position"#,
        zones
    )
    .fetch_all(db)
    .await?
    {
        if let (Some(parcel), Some(kind)) =
            (parcels.get_mut(&row.parcel_id), Kind::from_code(&row.kind))
        {
            parcel.events.push(Event {
                kind,
                happened_on: row.happened_on,
                state: row.state,
                enterprise_id: row.enterprise_id,
            });
        }
    }
    for row in sqlx::query!(
        r#"select s.parcel_id, s.area_m2, s.until, t.id as "lease_id!", t.contract_no as "contract_no!",
                  t.enterprise_id as "enterprise_id!", t.valid_from as "valid_from!", t.last_on as "last_on!",
                  l.ended_on is not null as "ended_early!"
             from lease_parcels s
             join lease_terms t on t.id = s.lease_id
             join leases l on l.id = s.lease_id
            where s.retired_at is null and ($1::bigint[] is null or t.zone_id = any($1))
            order by t.valid_from, t.contract_no"#,
        zones
    )
    .fetch_all(db)
    .await?
    {
        if let Some(parcel) = parcels.get_mut(&row.parcel_id) {
            parcel.shares.push(Share {
                lease_id: row.lease_id,
                contract_no: row.contract_no,
                enterprise_id: row.enterprise_id,
                area_m2: row.area_m2,
                valid_from: row.valid_from,
                last_on: row.last_on,
                ended_early: row.ended_early,
                until: row.until,
            });
        }
    }
    for row in sqlx::query!(
        "select parcel_id, until, area_m2 from parcel_areas where retired_at is null order by until"
    )
    .fetch_all(db)
    .await?
    {
        if let Some(parcel) = parcels.get_mut(&row.parcel_id) {
            parcel.past_areas.push((row.until, row.area_m2));
        }
    }
    for row in sqlx::query!("select parcel_id, origin_id from parcel_origins")
        .fetch_all(db)
        .await?
    {
        if let Some(parcel) = parcels.get_mut(&row.parcel_id) {
            parcel.origins.push(row.origin_id);
        }
    }
    Ok(Books { parcels })
}

/// The parcels without their records; not those the register took out as mistakes.
async fn parcels(db: &PgPool, zones: Option<&[i64]>) -> sqlx::Result<BTreeMap<i64, Parcel>> {
    let leasable = LEASABLE.map(str::to_owned);
    let rows = sqlx::query!(
        r#"select p.id, p.zone_id, p.phase_id, p.code, p.area_m2, p.land_use = any($2) as "leasable!"
             from parcels p
            where ($1::bigint[] is null or p.zone_id = any($1))
              and (p.retired_at is null
                   or exists (select 1 from live_parcel_events e where e.parcel_id = p.id and e.kind = 'retired'))"#,
        zones,
        &leasable[..]
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let parcel = Parcel {
                id: row.id,
                zone_id: row.zone_id,
                phase_id: row.phase_id,
                code: row.code,
                leasable: row.leasable,
                area_m2: row.area_m2,
                past_areas: Vec::new(),
                events: Vec::new(),
                shares: Vec::new(),
                origins: Vec::new(),
            };
            (row.id, parcel)
        })
        .collect())
}

/// A zone with what its phases state of it on a day; `None` where nobody stated areas by then. m².
pub struct ZoneRow {
    pub id: i64,
    pub name: String,
    pub stated_on: Option<NaiveDate>,
    pub leasable: Option<Decimal>,
    pub leased: Option<Decimal>,
}

/// The zones there are on a day.
pub async fn zones(
    db: &PgPool,
    on: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ZoneRow>> {
    sqlx::query_as!(
        ZoneRow,
        r#"select z.id, z.name, max(a.as_of) as stated_on, sum(a.leasable_m2) as leasable, sum(a.leased_m2) as leased
             from zones z
             left join phases p on p.zone_id = z.id and p.retired_at is null
             left join lateral (select * from phase_areas s
                            where s.phase_id = p.id and s.as_of <= $1 and s.retired_at is null
                            order by s.as_of desc limit 1) a on true
            where there_on(z, $1) and ($2::bigint[] is null or z.id = any($2))
            group by z.id, z.name
            order by z.name"#,
        on,
        zones
    )
    .fetch_all(db)
    .await
}

/// The names of enterprises.
pub async fn enterprises(db: &PgPool, ids: &[i64]) -> sqlx::Result<HashMap<i64, String>> {
    let rows = sqlx::query!("select id, name from enterprises where id = any($1)", ids)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// A declaration of the board on a zone's register.
#[derive(Debug, Clone)]
pub struct Declaration {
    pub zone_id: i64,
    /// The day from which it holds.
    pub since: NaiveDate,
    /// That the register is complete; or, where an earlier one is taken back, no more.
    pub complete: bool,
    pub document_no: String,
    pub note: Option<String>,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

/// All declarations, in the order of the days from which they hold; of two of one day the later one recorded comes last.
pub async fn declarations(
    db: impl PgExecutor<'_>,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Declaration>> {
    sqlx::query_as!(
        Declaration,
        "select zone_id, since, complete, document_no, note, recorded_by, recorded_at from register_declarations
          where $1::bigint[] is null or zone_id = any($1) order by zone_id, since, number",
        zones
    )
    .fetch_all(db)
    .await
}

pub async fn declare(
    tx: &mut PgConnection,
    zone_id: i64,
    draft: &Draft,
    origin: &Origin,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into register_declarations (zone_id, since, complete, document_no, note, recorded_by, account_id)
         values ($1, $2, $3, $4, nullif($5, ''), $6, $7)",
        zone_id,
        draft.since,
        draft.complete,
        draft.document_no,
        draft.note,
        origin.actor,
        origin.account_id
    )
    .execute(tx)
    .await
    .map(drop)
}

/// The names of zones.
pub async fn zone_names(db: &PgPool, ids: &[i64]) -> sqlx::Result<HashMap<i64, String>> {
    let rows = sqlx::query!("select id, name from zones where id = any($1)", ids)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

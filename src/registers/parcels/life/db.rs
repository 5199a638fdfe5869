//! SQL of the log of parcels.

use chrono::NaiveDate;
use sqlx::{PgConnection, PgExecutor, PgPool};

use super::form::Draft;
use super::model::{Event, Kind};
use crate::foundation::kernel::Origin;

/// All events of a parcel in the order of recording, cancelled ones and corrections too.
pub async fn log(db: &PgPool, parcel_id: i64) -> sqlx::Result<Vec<Event>> {
    let rows = sqlx::query!(
        r#"select e.number, e.position, e.kind, e.happened_on, e.state, e.enterprise_id, x.name as "enterprise?", e.until,
                  e.document_no, e.document_on, e.note, e.corrects, c.number as "corrected_by?", e.recorded_by, e.recorded_at
             from parcel_events e
             left join parcel_events c on c.parcel_id = e.parcel_id and c.corrects = e.number
             left join enterprises x on x.id = e.enterprise_id
            where e.parcel_id = $1
            order by e.number"#,
        parcel_id
    )
    .fetch_all(db)
    .await?;
    let events = rows.into_iter().filter_map(|row| {
        Some(Event {
            number: row.number,
            position: row.position,
            kind: Kind::from_code(&row.kind)?,
            happened_on: row.happened_on,
            state: row.state,
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            until: row.until,
            document_no: row.document_no,
            document_on: row.document_on,
            note: row.note,
            corrects: row.corrects,
            corrected_by: row.corrected_by,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
        })
    });
    Ok(events.collect())
}

/// Adds an event. The database numbers it, keeps the order and brings the parcel up to date.
pub async fn add(
    tx: &mut PgConnection,
    parcel_id: i64,
    draft: &Draft,
    origin: &Origin,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into parcel_events (parcel_id, kind, happened_on, state, enterprise_id, until, document_no, document_on, note,
                                    corrects, recorded_by, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        parcel_id,
        draft.kind.code(),
        draft.happened_on,
        draft.state,
        draft.enterprise_id,
        draft.until,
        draft.document_no,
        draft.document_on,
        draft.note,
        draft.corrects,
        origin.actor,
        origin.account_id
    )
    .execute(tx)
    .await
    .map(drop)
}

/// Parcels a parcel came from, and parcels that came from it: id, code, and whether it is an origin.
pub async fn relatives(db: &PgPool, parcel_id: i64) -> sqlx::Result<Vec<(i64, String, bool)>> {
    let rows = sqlx::query!(
        r#"select p.id, p.code, o.parcel_id = $1 as "origin!"
             from parcel_origins o
             join parcels p on p.id = case when o.parcel_id = $1 then o.origin_id else o.parcel_id end
            where o.parcel_id = $1 or o.origin_id = $1
            order by p.code"#,
        parcel_id
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.code, row.origin))
        .collect())
}

/// Writes which parcels a new one came from.
pub async fn add_origins(
    tx: &mut PgConnection,
    parcel_id: i64,
    origins: &[i64],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into parcel_origins (parcel_id, origin_id) select $1, unnest($2::bigint[])",
        parcel_id,
        origins
    )
    .execute(tx)
    .await
    .map(drop)
}

/// The other parcels in use of a parcel's zone, by code.
pub async fn neighbours(db: &PgPool, parcel_id: i64) -> sqlx::Result<Vec<(i64, String)>> {
    let rows = sqlx::query!(
        "select o.id, o.code from parcels p join parcels o on o.zone_id = p.zone_id and o.id <> p.id and o.retired_at is null
          where p.id = $1 order by o.code",
        parcel_id
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.code)).collect())
}

/// A lease's hold on a parcel: its id and number, and the days it holds.
pub struct Share {
    pub lease_id: i64,
    pub contract_no: String,
    pub valid_from: NaiveDate,
    pub last_on: NaiveDate,
}

/// The leases that an event ending the tenant's right would end for a parcel.
pub async fn ending_shares(db: &PgPool, parcel_id: i64) -> sqlx::Result<Vec<Share>> {
    sqlx::query_as!(
        Share,
        r#"select s.lease_id as "lease_id!", s.contract_no as "contract_no!", s.valid_from as "valid_from!", s.last_on as "last_on!"
             from lease_shares s join parcels p on p.id = s.parcel_id and p.enterprise_id = s.enterprise_id
            where s.parcel_id = $1 and s.ended_by not in ('recovered', 'lease_ended', 'transferred', 'retired')
              and s.last_on >= s.valid_from
            order by s.valid_from, s.contract_no"#,
        parcel_id
    )
    .fetch_all(db)
    .await
}

/// The leases that an event ended for a parcel.
pub async fn ended_shares(
    db: &PgPool,
    parcel_id: i64,
    kind: &str,
    happened_on: NaiveDate,
) -> sqlx::Result<Vec<Share>> {
    sqlx::query_as!(
        Share,
        r#"select s.lease_id as "lease_id!", s.contract_no as "contract_no!", s.valid_from as "valid_from!", s.last_on as "last_on!"
             from lease_shares s
            where s.parcel_id = $1 and s.ended_by = $2 and s.last_on = $3::date - 1
            order by s.valid_from, s.contract_no"#,
        parcel_id,
        kind,
        happened_on
    )
    .fetch_all(db)
    .await
}

/// Whether somebody holds a parcel whose leases are recorded, without one in force today.
pub async fn without_lease(db: &PgPool, parcel_id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select p.state in ('leased', 'in_use', 'idle') and p.retired_at is null
                  and exists (select 1 from lease_shares s where s.parcel_id = p.id)
                  and not exists (select 1 from lease_shares s where s.parcel_id = p.id and s.enterprise_id = p.enterprise_id
                                     and s.last_on >= vietnam_today()) as "without!"
             from parcels p where p.id = $1"#,
        parcel_id
    )
    .fetch_one(db)
    .await
}

/// The day a parcel was split or merged away, where it was.
pub async fn ended_on(db: impl PgExecutor<'_>, parcel_id: i64) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar!(
        "select happened_on from live_parcel_events where parcel_id = $1 and kind = 'retired'",
        parcel_id
    )
    .fetch_optional(db)
    .await
    .map(Option::flatten)
}

/// Whether more is on record of a parcel than that somebody entered it into the books in the last days: it can then not be a mistake
/// that nobody has noticed.
pub async fn settled(db: &mut PgConnection, parcel_id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select parcel_settled($1) as "settled!""#, parcel_id)
        .fetch_one(db)
        .await
}

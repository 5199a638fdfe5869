//! The queries of a zone's land.

use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

/// What a phase's newest statement says. m².
#[derive(Debug, Clone)]
pub struct Statement {
    pub phase_id: i64,
    pub phase: String,
    pub planned: Decimal,
    pub established: Option<Decimal>,
    pub leasable: Decimal,
    pub leased: Decimal,
    pub infrastructure_percent: Option<Decimal>,
}

/// The newest statement of each phase of a zone.
pub async fn statements(db: &mut PgConnection, zone_id: i64) -> sqlx::Result<Vec<Statement>> {
    sqlx::query_as!(
        Statement,
        r#"select p.id as phase_id, p.name as phase, a.planned_m2 as planned, a.established_m2 as "established?",
                  a.leasable_m2 as leasable, a.leased_m2 as leased, a.infrastructure_percent as "infrastructure_percent?"
             from phases p
             join lateral (select * from phase_areas s where s.phase_id = p.id and s.retired_at is null
                            order by s.as_of desc limit 1) a on true
            where p.zone_id = $1 and p.retired_at is null
            order by p.code"#,
        zone_id
    )
    .fetch_all(db)
    .await
}

/// The parcels of one use in one phase, or in none.
#[derive(Debug, Clone)]
pub struct ParcelSum {
    pub phase_id: Option<i64>,
    pub land_use: String,
    pub area: Decimal,
    /// Those of them that somebody rents.
    pub leased: Decimal,
}

/// The parcels of a zone, without `except`, by phase and use.
pub async fn parcel_sums(
    db: &mut PgConnection,
    zone_id: i64,
    except: Option<i64>,
) -> sqlx::Result<Vec<ParcelSum>> {
    sqlx::query_as!(
        ParcelSum,
        r#"select phase_id, land_use, sum(area_m2) as "area!",
                  coalesce(sum(area_m2) filter (where state in ('leased', 'in_use', 'idle', 'recovering')), 0) as "leased!"
             from parcels
            where zone_id = $1 and retired_at is null and ($2::bigint is null or id <> $2)
            group by phase_id, land_use"#,
        zone_id,
        except
    )
    .fetch_all(db)
    .await
}

/// Holds back other writers of the zone's parcels until the transaction ends: two of them together must not exceed what
/// each alone does not.
pub async fn lock(tx: &mut PgConnection, zone_id: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "select id from zones where id = $1 for no key update",
        zone_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(())
}

/// A zone's name, and whether it is said to operate.
pub async fn zone(db: &mut PgConnection, zone_id: i64) -> sqlx::Result<Option<(String, bool)>> {
    let row = sqlx::query!(
        r#"select name, status = 'operating' as "operating!" from zones where id = $1"#,
        zone_id
    );
    Ok(row
        .fetch_optional(db)
        .await?
        .map(|row| (row.name, row.operating)))
}

/// The zone of a statement of areas.
pub async fn zone_of_area(db: &PgPool, id: i64) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "select p.zone_id from phase_areas a join phases p on p.id = a.phase_id where a.id = $1",
        id
    )
    .fetch_optional(db)
    .await
}

/// The zone of a parcel.
pub async fn zone_of_parcel(db: &PgPool, id: i64) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!("select zone_id from parcels where id = $1", id)
        .fetch_optional(db)
        .await
}

/// The state of a parcel.
pub async fn state(db: &mut PgConnection, id: i64) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select state from parcels where id = $1", id)
        .fetch_optional(db)
        .await
}

//! What the parcels of zones add up to on a day.

use chrono::NaiveDate;
use sqlx::PgPool;

use super::model::Land;

/// A zone, and what its parcels say on a day; `None` where it keeps none.
pub struct ZoneRow {
    pub id: i64,
    pub name: String,
    /// At the end of the day.
    pub operating: bool,
    pub parcels: Option<Land>,
}

/// The zones the account sees. Leased is what somebody rents; leasable is land for industry, services and warehouses; cleared is
/// every parcel that is not "chưa giải phóng mặt bằng".
pub async fn zones(
    db: &PgPool,
    on: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ZoneRow>> {
    let rows = sqlx::query!(
        r#"select z.id, z.name, coalesce(zone_status_on(z.id, $1) = 'operating', false) as "operating!", count(p.parcel_id) as "parcels!",
                  coalesce(sum(p.area_m2), 0) as "planned!",
                  coalesce(sum(p.area_m2) filter (where p.state <> 'uncleared'), 0) as "cleared!",
                  coalesce(sum(p.area_m2) filter (where p.land_use in ('industrial', 'service', 'warehouse')), 0) as "leasable!",
                  coalesce(sum(p.area_m2) filter (where p.state in ('leased', 'in_use', 'idle', 'recovering')), 0) as "leased!"
             from zones z
             left join parcels_on($1) p on p.zone_id = z.id
            where there_on(z, $1) and ($2::bigint[] is null or z.id = any($2))
            group by z.id, z.name
            order by z.name"#,
        on,
        zones
    )
    .fetch_all(db)
    .await?;
    let land = |planned, cleared, leasable, leased| Land {
        planned,
        cleared,
        leasable,
        leased,
    };
    Ok(rows
        .into_iter()
        .map(|row| ZoneRow {
            id: row.id,
            name: row.name,
            operating: row.operating,
            parcels: (row.parcels > 0)
                .then(|| land(row.planned, row.cleared, row.leasable, row.leased)),
        })
        .collect())
}

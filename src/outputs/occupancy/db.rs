//! The zones of a day.

use chrono::NaiveDate;
use sqlx::PgPool;

/// A zone.
pub struct ZoneRow {
    pub id: i64,
    pub name: String,
    /// At the end of the day.
    pub operating: bool,
}

/// The zones the account sees.
pub async fn zones(
    db: &PgPool,
    on: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ZoneRow>> {
    sqlx::query_as!(
        ZoneRow,
        r#"select z.id, z.name, coalesce(zone_status_on(z.id, $1) = 'operating', false) as "operating!"
             from zones z
            where there_on(z, $1) and ($2::bigint[] is null or z.id = any($2))
            order by z.name"#,
        on,
        zones
    )
    .fetch_all(db)
    .await
}

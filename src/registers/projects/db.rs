//! SQL of what a project is held against.

use rust_decimal::Decimal;
use sqlx::PgConnection;

/// What is planned of a zone by its phases or by its decisions, whichever is more, m²; `None` while nobody knows.
pub async fn zone_planned(tx: &mut PgConnection, zone_id: i64) -> sqlx::Result<Option<Decimal>> {
    sqlx::query_scalar!(
        "select greatest(
             (select sum(most) from (select max(a.planned_m2) as most
                from phases h join phase_areas a on a.phase_id = h.id and a.retired_at is null
               where h.zone_id = $1 and h.retired_at is null group by h.id) phases),
             (select max(area_m2) from zone_decisions where zone_id = $1 and retired_at is null and kind in ('planned', 'established')))",
        zone_id
    )
    .fetch_one(tx)
    .await
}

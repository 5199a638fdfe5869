//! Item 5 of sheet 2101: how the land that is let changed within a period. By the log of parcels; and where the board had declared a
//! zone's register complete when the period began, by what the ledger has at its end and had on the eve of its beginning.

use std::collections::{BTreeMap, HashMap};

use chrono::Days;
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::db::{self, Land, LetChange};
use crate::foundation::kernel::Period;
use crate::registers::parcels::ledger::{self, model::Ledger};

/// The changes of a period, record by record.
///
/// # Errors
/// Whatever the database says.
pub async fn changes(
    pool: &PgPool,
    period: Period,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<LetChange>> {
    let mut changes = db::let_changes(pool, period, zones).await?;
    let complete = ledger::declared(pool, period.first_day(), zones).await?;
    if complete.is_empty() {
        return Ok(changes);
    }
    changes.retain(|change| !complete.contains_key(&change.zone_id));
    let ids: Vec<i64> = complete.keys().copied().collect();
    let eve = period.first_day() - Days::new(1);
    let before = ledger::ledger(pool, eve, Some(&ids)).await?;
    let after = ledger::ledger(pool, period.last_day(), Some(&ids)).await?;
    let moved = moved(&before, &after);
    let tenants: Vec<i64> = moved.keys().map(|(_, tenant)| *tenant).collect();
    let tenants: HashMap<i64, db::Tenant> = db::tenants(pool, period.last_day(), &tenants)
        .await?
        .into_iter()
        .map(|tenant| (tenant.enterprise_id, tenant))
        .collect();
    let places: HashMap<i64, db::Zone> = db::zones(pool, Some(&ids))
        .await?
        .into_iter()
        .map(|zone| (zone.id, zone))
        .collect();
    changes.extend(moved.into_iter().filter_map(|((parcel_id, id), moved)| {
        let (tenant, zone) = (tenants.get(&id)?, places.get(&moved.zone_id)?);
        Some(LetChange {
            parcel_id,
            zone_id: moved.zone_id,
            parcel: moved.parcel,
            zone: zone.name.clone(),
            place: zone.place.clone(),
            kind: String::new(),
            happened_on: period.last_day(),
            document_no: moved.contract_no,
            enterprise_id: id,
            enterprise: tenant.enterprise.clone(),
            origin: tenant.origin.clone(),
            area: moved.area,
        })
    }));
    Ok(changes)
}

/// The changes of a period by zone and origin of the tenants.
///
/// # Errors
/// Whatever the database says.
pub async fn land(pool: &PgPool, period: Period, zones: Option<&[i64]>) -> sqlx::Result<Vec<Land>> {
    let mut sums: BTreeMap<(i64, String), Decimal> = BTreeMap::new();
    for change in changes(pool, period, zones).await? {
        *sums.entry((change.zone_id, change.origin)).or_default() += change.area;
    }
    let land = |((zone_id, origin), change)| Land {
        zone_id,
        origin,
        change,
    };
    Ok(sums.into_iter().map(land).collect())
}

struct Moved {
    zone_id: i64,
    parcel: String,
    contract_no: Option<String>,
    area: Decimal,
}

/// What each tenant has more or less of each parcel; nothing where it has as much.
fn moved(before: &Ledger, after: &Ledger) -> BTreeMap<(i64, i64), Moved> {
    let mut moved: BTreeMap<(i64, i64), Moved> = BTreeMap::new();
    for (ledger, sign) in [(after, Decimal::ONE), (before, -Decimal::ONE)] {
        for line in &ledger.lines {
            let entry = moved
                .entry((line.parcel_id, line.enterprise_id))
                .or_insert_with(|| Moved {
                    zone_id: line.zone_id,
                    parcel: line.parcel.clone(),
                    contract_no: line.lease.as_ref().map(|(_, number)| number.clone()),
                    area: Decimal::ZERO,
                });
            entry.area += sign * line.area_m2;
        }
    }
    moved.retain(|_, moved| !moved.area.is_zero());
    moved
}

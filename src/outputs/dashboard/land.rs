//! The land of zones on some days: as stated, and from the day the board declared a zone's register complete as the ledger has it.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sqlx::PgPool;

use super::db::{self, ZoneArea};
use crate::registers::parcels::ledger::{self, model::Sums};

/// The areas of zones on some days, one day after the other.
///
/// # Errors
/// Whatever the database says.
pub async fn areas(
    pool: &PgPool,
    days: &[NaiveDate],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ZoneArea>> {
    let mut areas = db::areas(pool, days, zones).await?;
    for day in days {
        let complete = ledger::declared(pool, *day, zones).await?;
        if complete.is_empty() {
            continue;
        }
        let ids: Vec<i64> = complete.keys().copied().collect();
        let kept = ledger::ledger(pool, *day, Some(&ids)).await?.zones;
        let stated = areas.iter_mut().filter(|area| area.on == *day);
        for area in stated {
            if let (Some(since), Some(sums)) =
                (complete.get(&area.zone_id), kept.get(&area.zone_id))
            {
                area.leasable = sums.leasable;
                area.leased = sums.leased();
                area.complete_since = Some(*since);
            }
        }
        let lacking: Vec<i64> = kept
            .keys()
            .copied()
            .filter(|id| {
                !areas
                    .iter()
                    .any(|area| area.on == *day && area.zone_id == *id)
            })
            .collect();
        for (id, zone) in db::zones_there(pool, *day, &lacking).await? {
            areas.push(unstated(*day, id, zone, &kept, &complete));
        }
    }
    areas.sort_by(|a, b| (a.on, &a.zone).cmp(&(b.on, &b.zone)));
    Ok(areas)
}

/// A zone whose register is complete and of which nobody stated areas.
fn unstated(
    day: NaiveDate,
    id: i64,
    zone: String,
    kept: &BTreeMap<i64, Sums>,
    complete: &HashMap<i64, NaiveDate>,
) -> ZoneArea {
    let sums = kept.get(&id).copied().unwrap_or_default();
    ZoneArea {
        on: day,
        zone_id: id,
        zone,
        as_of: day,
        planned: sums.all,
        leasable: sums.leasable,
        cleared: sums.cleared,
        levelled: sums.levelled,
        leased: sums.leased(),
        complete_since: complete.get(&id).copied(),
    }
}

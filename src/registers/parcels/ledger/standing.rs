//! Statement and ledger of each zone on a day, and which of the two holds. Pure.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::db::{Declaration, ZoneRow};
use super::model::{Ledger, Sums};
use crate::foundation::kernel::percent::{Comparison, Ratio};

/// How far the parcels may be from the leasable land for the board to be asked whether they are all, in percent of it.
const NEAR: Decimal = Decimal::TWO;

/// Leasable and leased land. m².
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Land {
    pub leasable: Decimal,
    pub leased: Decimal,
}

impl Land {
    /// Leased ÷ leasable, in percent.
    pub fn occupancy(self) -> Ratio {
        Comparison::with_whole(Some(self.leased), Some(self.leasable)).percent_of()
    }
}

/// A zone on a day.
#[derive(Debug, Clone)]
pub struct ZoneStanding {
    pub id: i64,
    pub name: String,
    /// As stated, and the day of the newest statement.
    pub stated: Option<(Land, NaiveDate)>,
    /// As the ledger has it; `None` where no parcel is in the books by then.
    pub kept: Option<Sums>,
    /// Since when the board calls the register complete.
    pub complete_since: Option<NaiveDate>,
}

impl ZoneStanding {
    /// The ledger in the two numbers a statement has.
    pub fn kept_land(&self) -> Option<Land> {
        self.kept.map(|sums| Land {
            leasable: sums.leasable,
            leased: sums.leased(),
        })
    }

    /// Leased by the ledger less leased by the statement.
    pub fn difference(&self) -> Option<Decimal> {
        let (stated, _) = self.stated?;
        self.kept_land()?.leased.checked_sub(stated.leased)
    }

    /// The parcels in percent of the leasable land stated, where they have come near enough to ask whether they are all.
    pub fn nearly_complete(&self) -> Option<Decimal> {
        let (stated, _) = self.stated?;
        let kept = self.kept_land()?;
        let percent = Comparison::with_whole(Some(kept.leasable), Some(stated.leasable))
            .percent_of()
            .value()?;
        let near = (percent - Decimal::ONE_HUNDRED).abs() <= NEAR;
        Some(percent).filter(|_| near && self.complete_since.is_none())
    }
}

/// Since when each zone's register is complete, as declared by a day: the newest declaration of a zone holds.
pub fn complete_since(declarations: &[Declaration], on: NaiveDate) -> HashMap<i64, NaiveDate> {
    let mut since = HashMap::new();
    for declared in declarations.iter().filter(|declared| declared.since <= on) {
        if declared.complete {
            since.entry(declared.zone_id).or_insert(declared.since);
        } else {
            since.remove(&declared.zone_id);
        }
    }
    since
}

/// Puts statement, ledger and declarations beside each other.
pub fn standings(
    zones: Vec<ZoneRow>,
    ledger: &Ledger,
    complete: &HashMap<i64, NaiveDate>,
) -> Vec<ZoneStanding> {
    let kept: &BTreeMap<i64, Sums> = &ledger.zones;
    zones
        .into_iter()
        .map(|zone| {
            let land = zone.leasable.zip(zone.leased);
            let land = land.map(|(leasable, leased)| Land { leasable, leased });
            ZoneStanding {
                stated: land.zip(zone.stated_on),
                kept: kept.get(&zone.id).copied(),
                complete_since: complete.get(&zone.id).copied(),
                id: zone.id,
                name: zone.name,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn declared(since: &str, complete: bool) -> Declaration {
        Declaration {
            zone_id: 1,
            since: day(since),
            complete,
            document_no: "1/BC".to_owned(),
            note: None,
            recorded_by: String::new(),
            recorded_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn zone(stated: i64, leasable: i64, complete: bool) -> ZoneStanding {
        ZoneStanding {
            id: 1,
            name: "KCN".to_owned(),
            stated: Some((
                Land {
                    leasable: Decimal::ONE_HUNDRED,
                    leased: stated.into(),
                },
                day("2022-12-31"),
            )),
            kept: Some(Sums {
                leasable: leasable.into(),
                in_force: dec!(20),
                no_lease: dec!(10),
                ..Sums::default()
            }),
            complete_since: complete.then(|| day("2022-01-01")),
        }
    }

    #[test]
    fn the_ledger_holds_from_the_day_it_is_declared_complete() {
        assert_eq!(zone(48, 99, true).difference(), Some(dec!(-18)));
        let all = [
            declared("2020-01-01", true),
            declared("2021-01-01", false),
            declared("2022-01-01", true),
            declared("2023-01-01", true),
        ];
        for (on, since) in [
            ("2019-12-31", None),
            ("2020-01-01", Some("2020-01-01")),
            ("2021-06-30", None),
            ("2024-01-01", Some("2022-01-01")),
        ] {
            assert_eq!(
                complete_since(&all, day(on)).get(&1).copied(),
                since.map(day),
                "{on}"
            );
        }
    }

    #[test]
    fn the_board_is_asked_when_the_parcels_come_within_two_percent() {
        for (leasable, asked) in [
            (97, false),
            (98, true),
            (100, true),
            (102, true),
            (103, false),
        ] {
            assert_eq!(
                zone(48, leasable, false).nearly_complete().is_some(),
                asked,
                "{leasable}"
            );
        }
        assert_eq!(zone(48, 100, true).nearly_complete(), None, "asked once");
    }
}

//! What a board brought along: figures nobody owed a report for, and its own totals. Own totals stand beside the sums of the
//! enterprises; they take the place of a sum only where nobody owed what would make it whole, and are never added to one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::db;
use super::line::Ground;
use crate::foundation::kernel::{Period, Year};
use crate::registers::board;
use crate::registers::structure::Frame;
use crate::returns::board_totals::{self, Beside};

pub struct MovedIn {
    /// From when on reports are owed.
    since: Option<NaiveDate>,
    /// Indicator, year and zone of figures nobody owed.
    moved: HashSet<(i64, i32, i64)>,
    /// The board's own totals by indicator and year: for those who see the whole board.
    own: HashMap<(i64, i32), Decimal>,
}

impl MovedIn {
    /// Loads what concerns some years.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn load(pool: &PgPool, periods: &[String], frame: &Frame) -> sqlx::Result<MovedIn> {
        // Whose plans speak of exactly these zones is whose totals do.
        let board = match frame.planners.as_slice() {
            [board] if frame.whole => vec![*board],
            _ => Vec::new(),
        };
        let own = board_totals::db::totals(pool, &board, periods).await?;
        let own = own
            .into_iter()
            .filter_map(|row| Some(((row.indicator_id, row.period.parse().ok()?), row.value)));
        let moved = db::moved_in(pool, periods, frame.zones.as_deref()).await?;
        let moved = moved
            .into_iter()
            .filter_map(|row| Some((row.indicator_id, row.period.parse().ok()?, row.zone_id)));
        Ok(MovedIn {
            since: board::reports_since(pool).await?,
            moved: moved.collect(),
            own: own.collect(),
        })
    }

    /// Whether reports of a year were owed, as far as anybody stated when that began.
    pub fn is_owed(&self, year: Year) -> bool {
        let first = Period::from(year).first_day();
        self.since.is_none_or(|since| since <= first)
    }

    /// The total of an indicator in a year and what it rests on, from the sum of what there is of enterprises; and the board's own
    /// beside it. `zones` are those the sum is made of; `whole` where it is the board's.
    pub fn settle(
        &self,
        indicator: i64,
        year: Year,
        zones: &[i64],
        sum: Option<Decimal>,
        whole: bool,
    ) -> (Option<Decimal>, Ground, Option<Beside>) {
        let number = year.number();
        let moved = !self.is_owed(year)
            || zones
                .iter()
                .any(|zone| self.moved.contains(&(indicator, number, *zone)));
        let own = self.own.get(&(indicator, number)).filter(|_| whole);
        let beside = own.map(|own| Beside { own: *own, sum });
        match (own, sum) {
            (Some(own), _) if moved => (Some(*own), Ground::Board, beside),
            (Some(own), None) => (Some(*own), Ground::Board, beside),
            (_, Some(sum)) if moved => (Some(sum), Ground::MovedIn, beside),
            (_, sum) => (sum, Ground::Reports, beside),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    fn year(number: i32) -> Year {
        Year::new(number).expect("a year")
    }

    #[test]
    fn the_boards_total_is_never_added_and_counts_only_where_nobody_owed() {
        let known = MovedIn {
            since: NaiveDate::from_ymd_opt(2026, 1, 1),
            moved: HashSet::from([(2, 2026, 7)]),
            own: HashMap::from([((1, 2025), dec!(12345)), ((1, 2026), dec!(500))]),
        };
        let settle =
            |indicator, number, sum| known.settle(indicator, year(number), &[7], sum, true);
        let beside = |own, sum| Some(Beside { own, sum });
        // Before reports were owed the board's own total is the total; the sum stands beside it.
        assert_eq!(
            settle(1, 2025, Some(dec!(12000))),
            (
                Some(dec!(12345)),
                Ground::Board,
                beside(dec!(12345), Some(dec!(12000)))
            )
        );
        // From then on the sum of the reports is.
        assert_eq!(
            settle(1, 2026, Some(dec!(480))),
            (
                Some(dec!(480)),
                Ground::Reports,
                beside(dec!(500), Some(dec!(480)))
            )
        );
        // Where no enterprise has a figure, the board's stands in and says so.
        assert_eq!(settle(1, 2026, None).1, Ground::Board);
        // Without an own total a sum of what was brought along says so.
        assert_eq!(
            settle(3, 2025, Some(dec!(9))),
            (Some(dec!(9)), Ground::MovedIn, None)
        );
        assert_eq!(settle(2, 2026, Some(dec!(9))).1, Ground::MovedIn);
        assert_eq!(settle(3, 2025, None), (None, Ground::Reports, None));
        // A zone has no own total.
        let of_zone = known.settle(1, year(2025), &[7], Some(dec!(12000)), false);
        assert_eq!(of_zone, (Some(dec!(12000)), Ground::MovedIn, None));
    }
}

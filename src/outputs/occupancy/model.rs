//! What occupancy is, in its definitions. Pure; areas in m², percentages unrounded.

use rust_decimal::Decimal;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::percent::{Comparison, Ratio};

/// How far statements and parcels may be apart, in percent of the statement.
const TOLERANCE: Decimal = Decimal::TWO;

/// The areas of a zone on a day, or of several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Land {
    pub planned: Decimal,
    pub cleared: Decimal,
    /// Industrial and service land for lease.
    pub leasable: Decimal,
    pub leased: Decimal,
}

impl Land {
    /// Several together: occupancy of a total is a ratio of sums, never an average of ratios.
    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Land>) -> Land {
        all.into_iter().fold(Land::default(), |sum, land| Land {
            planned: sum.planned + land.planned,
            cleared: sum.cleared + land.cleared,
            leasable: sum.leasable + land.leasable,
            leased: sum.leased + land.leased,
        })
    }
}

/// What leased land is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Definition {
    /// The official one (sheet 2103), and the default.
    Leasable,
    Planned,
    Cleared,
}

impl Definition {
    pub const ALL: [Definition; 3] = [
        Definition::Leasable,
        Definition::Planned,
        Definition::Cleared,
    ];

    pub const fn words(self) -> Text {
        match self {
            Definition::Leasable => Text::new("Đã thuê ÷ đất CN, DV cho thuê", "Leased ÷ leasable"),
            Definition::Planned => Text::new("Đã thuê ÷ quy hoạch", "Leased ÷ planned"),
            Definition::Cleared => Text::new("Đã thuê ÷ đã GPMB", "Leased ÷ cleared"),
        }
    }

    pub const fn base(self, land: &Land) -> Decimal {
        match self {
            Definition::Leasable => land.leasable,
            Definition::Planned => land.planned,
            Definition::Cleared => land.cleared,
        }
    }

    /// Leased land in percent of the base, or why there is none.
    pub fn of(self, land: &Land) -> Ratio {
        Comparison::with_whole(Some(land.leased), Some(self.base(land))).percent_of()
    }
}

/// The change from one day to another in percentage points, from unrounded values.
pub fn points(now: Ratio, before: Ratio) -> Option<Decimal> {
    now.value()?.checked_sub(before.value()?)
}

/// Where what the parcels add up to is too far from what the statement says.
pub fn differs(stated: Decimal, parcels: Decimal) -> bool {
    let off = stated
        .checked_sub(parcels)
        .and_then(|off| off.abs().checked_mul(Decimal::ONE_HUNDRED));
    off.zip(stated.checked_mul(TOLERANCE))
        .is_some_and(|(off, allowed)| off > allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::percent::Reason;
    use crate::foundation::kernel::testing::dec;

    const PUBLISHED: &str = include_str!("../../../tests/data/published-figures.csv");

    fn land(planned: Decimal, cleared: Decimal, leasable: Decimal, leased: Decimal) -> Land {
        Land {
            planned,
            cleared,
            leasable,
            leased,
        }
    }

    /// The rates boards have printed come out as printed, and so does what was left to let.
    #[test]
    fn published_occupancy_comes_out_as_printed() {
        let mut seen = 0;
        for record in csv::Reader::from_reader(PUBLISHED.as_bytes()).records() {
            let record = record.expect("a row");
            if &record[7] != "leasable" {
                continue;
            }
            let number = |at: usize| record[at].parse::<Decimal>().expect("a number");
            let zone = land(number(6), number(6), number(6), number(5));
            assert_eq!(
                Definition::Leasable.of(&zone).rounded(2),
                Some(number(9)),
                "{}",
                &record[2]
            );
            if let Some(left) = record[10].strip_prefix("remaining ") {
                assert_eq!(
                    zone.leasable - zone.leased,
                    left.parse::<Decimal>().expect("a number"),
                    "{}",
                    &record[2]
                );
            }
            seen += 1;
        }
        assert_eq!(seen, 5, "the rows on occupancy are there");
    }

    #[test]
    fn each_definition_has_its_own_base() {
        let zone = land(dec!(735000), dec!(735000), dec!(526000), dec!(482000));
        for (definition, percent) in [
            (Definition::Leasable, dec!(91.63)),
            (Definition::Planned, dec!(65.58)),
            (Definition::Cleared, dec!(65.58)),
        ] {
            assert_eq!(
                definition.of(&zone).rounded(2),
                Some(percent),
                "{definition:?}"
            );
        }
        let empty = land(dec!(803000), dec!(0), dec!(560000), dec!(0));
        assert_eq!(
            Definition::Leasable.of(&empty).value(),
            Some(dec!(0)),
            "nothing leased is 0%"
        );
        assert_eq!(
            Definition::Cleared.of(&empty).reason(),
            Some(Reason::ZeroBase),
            "nothing cleared is no percentage"
        );
    }

    #[test]
    fn a_total_is_a_ratio_of_sums_and_a_change_is_in_points() {
        let (large, small) = (
            land(dec!(300), dec!(300), dec!(300), dec!(150)),
            land(dec!(10), dec!(10), dec!(10), dec!(10)),
        );
        let total = Definition::Leasable.of(&Land::sum([&large, &small]));
        assert_eq!(
            total.rounded(2),
            Some(dec!(51.61)),
            "not the average of 50 and 100"
        );
        let before = Definition::Leasable.of(&large);
        assert_eq!(
            points(total, before).map(|points| points.round_dp(2)),
            Some(dec!(1.61))
        );
        assert_eq!(
            points(total, Definition::Cleared.of(&Land::default())),
            None,
            "no change from nothing"
        );
        assert_eq!(Definition::Leasable.of(&Land::sum([])).value(), None);
    }

    #[test]
    fn statements_and_parcels_may_be_two_percent_apart() {
        for (stated, parcels, expected) in [
            (dec!(100), dec!(98), false),
            (dec!(100), dec!(102), false),
            (dec!(100), dec!(97.9), true),
            (dec!(469000), dec!(482000), true),
            (dec!(0), dec!(0), false),
            (dec!(0), dec!(1), true),
        ] {
            assert_eq!(differs(stated, parcels), expected, "{stated} {parcels}");
        }
    }
}

use super::*;
use crate::foundation::kernel::testing::dec;

/// Percentages printed by Vietnamese boards and newspapers in 2019–2025, with the figures they were computed from;
/// collected from the boards' published reviews. A row without both figures, or marked as truncated by its source,
/// cannot be recomputed.
const PUBLISHED: &str = include_str!("../../../../tests/data/published-figures.csv");

#[test]
fn published_percentages_are_reproduced() {
    let mut rows = csv::Reader::from_reader(PUBLISHED.as_bytes());
    let mut checked = 0;
    for row in rows.records() {
        let row = row.expect("a readable row");
        let [id, actual, base, kind, decimals, printed, note] =
            [0, 5, 6, 7, 8, 9, 10].map(|column| &row[column]);
        if actual.is_empty() || base.is_empty() || printed.is_empty() {
            continue;
        }
        let number = |text: &str| Decimal::from_str_exact(text).expect("a decimal");
        let (actual, base) = (Some(number(actual)), Some(number(base)));
        let comparison = if kind == "plan" {
            Comparison::with_plan(actual, base)
        } else {
            Comparison::with_whole(actual, base)
        };
        let scale = decimals.parse().expect("a number of decimals");
        let truncated = note.contains("truncated");
        let agrees = comparison.percent_of().rounded(scale) == Some(number(printed));
        assert_eq!(
            agrees,
            !truncated,
            "{id}: {:?} against {printed}",
            comparison.percent_of()
        );
        checked += 1;
    }
    assert_eq!(checked, 11, "rows with both figures");
}

#[test]
fn the_printed_plan_percentage_bounds_the_plan_nobody_printed() {
    // 1.054 tỷ at 106% of plan: the plan lies in [989,67; 999,05].
    for plan in [dec!(989.68), dec!(994.34), dec!(999.05)] {
        let comparison = Comparison::with_plan(Some(dec!(1054)), Some(plan));
        assert_eq!(
            comparison.percent_of().rounded(0),
            Some(dec!(106)),
            "{plan}"
        );
    }
}

#[test]
fn a_year_is_compared_with_an_earlier_one_only() {
    for prior_year in [2022, 2023] {
        let refused = Comparison::with_prior(2022, Some(dec!(30)), prior_year, Some(dec!(30)));
        assert_eq!(
            refused,
            Err(NotEarlier {
                actual_year: 2022,
                prior_year
            })
        );
    }
    let comparison = Comparison::with_prior(2022, Some(dec!(1054)), 2021, Some(dec!(1200)))
        .expect("an earlier year");
    assert_eq!(comparison.base(), Base::Prior { year: 2021 });
    assert_eq!(comparison.change_percent().rounded(1), Some(dec!(-12.2)));
}

#[test]
fn what_would_mislead_is_undefined_with_its_reason() {
    let table = [
        (None, Some(dec!(1)), Reason::MissingActual),
        (None, None, Reason::MissingActual),
        (Some(dec!(1)), None, Reason::MissingBase),
        (Some(dec!(1)), Some(dec!(0)), Reason::ZeroBase),
        (Some(dec!(-1)), Some(dec!(2)), Reason::SignChange),
        (Some(dec!(1)), Some(dec!(-2)), Reason::SignChange),
        (Some(dec!(-1)), Some(dec!(-2)), Reason::NegativeBase),
        (Some(Decimal::MAX), Some(dec!(2)), Reason::OutOfRange),
    ];
    for (actual, base, reason) in table {
        let comparison = Comparison::with_plan(actual, base);
        assert_eq!(
            comparison.percent_of(),
            Ratio::Undefined(reason),
            "{actual:?} / {base:?}"
        );
        assert_eq!(comparison.change_percent().reason(), Some(reason));
    }
}

#[test]
fn halves_round_away_from_zero_and_not_to_even() {
    let almost = Comparison::with_plan(Some(dec!(9996)), Some(dec!(10000))).percent_of();
    assert_eq!(almost.rounded(1), Some(dec!(99.96)), "not 100,0");
    assert_eq!(round_percent(dec!(-99.996), 2).to_string(), "-99.996");
    assert_eq!(round_percent(dec!(100), 1).to_string(), "100.0");
    assert_eq!(
        round_percent_beside(dec!(1.9999), 1, &[dec!(2)]).to_string(),
        "1.9999"
    );
    let comparison = Comparison::with_plan(Some(dec!(100.25)), Some(dec!(100)));
    assert_eq!(comparison.percent_of().rounded(1), Some(dec!(100.3)));
    let fall = Comparison::with_plan(Some(dec!(99.75)), Some(dec!(100)));
    assert_eq!(fall.change_percent().rounded(1), Some(dec!(-0.3)));
}

//! How far two figures are apart, and whether a wrong unit explains it. Bands are compared by multiplication.

use rust_decimal::Decimal;

/// How far around a centre counts as there, in times.
#[derive(Clone, Copy)]
pub(super) struct Band {
    pub low: Decimal,
    pub high: Decimal,
}

/// 10^0.5 and 10^−0.5, where the rule says nothing else.
const BAND: Band = Band {
    low: Decimal::from_parts(316, 0, 0, false, 3),
    high: Decimal::from_parts(3162, 0, 0, false, 3),
};

/// Which power of a thousand a value seems to be off by, compared with last year's.
///
/// A ratio within 10^±0.5 of 10³, 10⁶ or 10⁹ is far more often a wrong unit than a good year. The band is as wide as a
/// business may also have grown or shrunk in the same year: a slip on top of growth is still a slip.
pub fn slip(value: Decimal, prior: Decimal) -> Option<i32> {
    if value <= Decimal::ZERO || prior <= Decimal::ZERO {
        return None;
    }
    let sign = if value >= prior { 1 } else { -1 };
    let times = times(value, prior)?;
    (1..=3)
        .find(|power| within(times, power_of_thousand(*power), BAND))
        .map(|power| sign * 3 * power)
}

pub(super) fn power_of_thousand(power: i32) -> Decimal {
    (0..power).fold(Decimal::ONE, |product, _| product * Decimal::ONE_THOUSAND)
}

/// Whether `times` lies within the band around `centre`.
pub(super) fn within(times: Decimal, centre: Decimal, band: Band) -> bool {
    let edge = |factor: Decimal| centre.checked_mul(factor);
    edge(band.low).is_some_and(|low| times >= low)
        && edge(band.high).is_some_and(|high| times <= high)
}

/// How many times the larger is of the smaller, signs aside. `None` where one is nil.
pub(super) fn times(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.abs(), b.abs());
    a.max(b)
        .checked_div(a.min(b))
        .filter(|_| !a.is_zero() && !b.is_zero())
}

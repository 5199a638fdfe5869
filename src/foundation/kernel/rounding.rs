//! The one rounding rule of the portal: half away from zero, as printed reports are rounded.
//!
//! `Decimal::round_dp` rounds half to even and must not be used for figures people read.

use rust_decimal::{Decimal, RoundingStrategy};

/// Rounds to `scale` decimals, half away from zero. Never yields a negative zero.
pub fn round_half_away(value: Decimal, scale: u32) -> Decimal {
    let rounded = value.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() {
        rounded.abs()
    } else {
        rounded
    }
}

/// The fewest decimals, at least `scale`, with which a value is not printed as a mark it does not reach: 99,96 is never "100,0".
/// Rounding keeps the order of numbers, so what is printed then lies on the same side of every mark as the exact value.
pub fn scale_beside(value: Decimal, scale: u32, marks: &[Decimal]) -> u32 {
    let honest = |scale: &u32| {
        let shown = round_half_away(value, *scale);
        marks.iter().all(|mark| shown != *mark || value == *mark)
    };
    (scale..=Decimal::MAX_SCALE)
        .find(honest)
        .unwrap_or(Decimal::MAX_SCALE)
}

/// Rounds to the nearest multiple of `step`, half away from zero.
/// `None` when the step is not positive or the result does not fit.
pub fn round_to_step(value: Decimal, step: Decimal) -> Option<Decimal> {
    if step <= Decimal::ZERO {
        return None;
    }
    round_half_away(value.checked_div(step)?, 0).checked_mul(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(round_half_away(dec!(0.125), 2), dec!(0.13));
        assert_eq!(round_half_away(dec!(-2.5), 0), dec!(-3));
        assert_eq!(round_half_away(dec!(-0.04), 1).to_string(), "0.0");
    }

    #[test]
    fn decimals_are_added_until_a_mark_that_is_not_reached_is_not_shown() {
        let marks = [Decimal::ZERO, dec!(90), dec!(100)];
        let table = [
            (dec!(99.96), 1, 2),
            (dec!(99.94), 1, 1),
            (dec!(99.6), 0, 1),
            (dec!(100.04), 1, 2),
            (dec!(100), 1, 1),
            (dec!(89.96), 1, 2),
            (dec!(0.0004), 1, 4),
            (dec!(-0.04), 1, 2),
            (dec!(0), 0, 0),
            (dec!(55.55), 1, 1),
        ];
        for (value, scale, enough) in table {
            assert_eq!(scale_beside(value, scale, &marks), enough, "{value}");
        }
        let almost = dec!(100) - Decimal::new(1, 26);
        assert_eq!(scale_beside(almost, 1, &marks), 26);
    }

    #[test]
    fn steps_may_be_any_positive_number() {
        assert_eq!(round_to_step(dec!(1037), dec!(100)), Some(dec!(1000)));
        assert_eq!(round_to_step(dec!(1250), dec!(500)), Some(dec!(1500)));
        assert_eq!(round_to_step(dec!(0.26), dec!(0.1)), Some(dec!(0.3)));
        assert_eq!(round_to_step(dec!(1), dec!(0)), None);
    }
}

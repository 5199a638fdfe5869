//! The one rounding rule of the portal: half away from zero, as printed reports are rounded.
//!
//! `Decimal::round_dp` rounds half to even and must not be used for figures people read.

use rust_decimal::{Decimal, RoundingStrategy};

/// Rounds to `scale` decimals, half away from zero. Never yields a negative zero.
pub fn round_half_away(value: Decimal, scale: u32) -> Decimal {
    let rounded = value.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() { rounded.abs() } else { rounded }
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
    use crate::kernel::testing::dec;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(round_half_away(dec!(0.125), 2), dec!(0.13));
        assert_eq!(round_half_away(dec!(-2.5), 0), dec!(-3));
        assert_eq!(round_half_away(dec!(-0.04), 1).to_string(), "0.0");
    }

    #[test]
    fn steps_may_be_any_positive_number() {
        assert_eq!(round_to_step(dec!(1037), dec!(100)), Some(dec!(1000)));
        assert_eq!(round_to_step(dec!(1250), dec!(500)), Some(dec!(1500)));
        assert_eq!(round_to_step(dec!(0.26), dec!(0.1)), Some(dec!(0.3)));
        assert_eq!(round_to_step(dec!(1), dec!(0)), None);
    }
}

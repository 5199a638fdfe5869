//! Rules for what is printed and for the board's totals: V27–V30. Pure; the review asks them before it is signed.

use rust_decimal::Decimal;

use super::{Rules, Severity};
use crate::foundation::kernel::percent::Comparison;
use crate::foundation::kernel::rounding::round_half_away;

/// V27: whether a printed percentage can be recomputed from its figures, at the decimals it is printed with.
/// The comparison names its base: a year cannot be compared with itself, see [`Comparison::with_prior`].
pub fn percent_wrong(printed: Decimal, comparison: &Comparison, rules: &Rules) -> Option<Severity> {
    let rule = rules.get("V27")?;
    let right = comparison.percent_of().rounded(printed.scale()) == Some(printed);
    (!right).then_some(rule.severity)
}

/// V27, printed as a change ("tăng 17%", "giảm 5,7%"): negative for a fall.
pub fn change_wrong(printed: Decimal, comparison: &Comparison, rules: &Rules) -> Option<Severity> {
    let rule = rules.get("V27")?;
    let right = comparison.change_percent().rounded(printed.scale()) == Some(printed);
    (!right).then_some(rule.severity)
}

/// V28: whether a printed total is the sum of the rows of its annex (zones, foreign and domestic), at the decimals it is
/// printed with. The rows are unrounded and in the unit of the total.
pub fn total_wrong(printed: Decimal, rows: &[Decimal], rules: &Rules) -> Option<Severity> {
    let rule = rules.get("V28")?;
    let sum = rows
        .iter()
        .try_fold(Decimal::ZERO, |sum, row| sum.checked_add(*row));
    let right = sum.is_some_and(|sum| round_half_away(sum, printed.scale()) == printed);
    (!right).then_some(rule.severity)
}

/// V29: "% kế hoạch" is asked for; `plans` of the year give the indicator a target. There must be one, or one that is the
/// baseline.
pub fn plan_unclear(plans: usize, baselines: usize, rules: &Rules) -> Option<Severity> {
    let rule = rules.get("V29")?;
    let clear = plans == 1 || baselines == 1;
    (!clear).then_some(rule.severity)
}

/// V30: the share in percent of a total that its largest figure makes, where the rule says that is too much. A total of one
/// enterprise alone has no such question.
pub fn dominant(largest: Decimal, total: Decimal, rules: &Rules) -> Option<Decimal> {
    let limit = rules.get("V30")?.high?;
    let share = largest
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(total)
        .filter(|_| total > Decimal::ZERO)?;
    (largest != total && share > limit).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn a_share_over_the_threshold_dominates_unless_it_is_alone() {
        let rules = Rules::defaults();
        for (largest, total, share) in [
            (dec!(61), dec!(100), Some(dec!(61))),
            (dec!(60), dec!(100), None),
            (dec!(26.3), dec!(100), None),
            (dec!(100), dec!(100), None),
            (dec!(0), dec!(0), None),
            (dec!(5), dec!(-3), None),
        ] {
            assert_eq!(
                dominant(largest, total, &rules),
                share,
                "{largest} of {total}"
            );
        }
    }
}

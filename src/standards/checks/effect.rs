//! How much a finding matters: how far the board's printed total would move.

use rust_decimal::Decimal;

use super::report::{Draft, Report};
use crate::foundation::kernel::Measure;
use crate::standards::indicators::TimeKind;

/// What moves no printed total by more than this many percent is lost in rounding.
pub const NOISE_PERCENT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// The share by which the printed total would move; `None` where no total is known.
pub(super) fn of(report: &Report<'_>, draft: &Draft) -> Option<Decimal> {
    let indicator = report.indicator(draft.indicator_id)?;
    let value = report.value(draft.indicator_id, draft.measure)?;
    let total = report
        .background
        .totals
        .get(&indicator.id)
        .filter(|total| !total.is_zero())?;
    // Where nothing better is known the whole value is in doubt.
    let moved = value
        .checked_sub(draft.suspected.unwrap_or(Decimal::ZERO))?
        .abs();
    let share = moved.checked_div(total.abs())?;
    if indicator.time_kind != TimeKind::Rate {
        return Some(share);
    }
    // An average moves by this enterprise's weight in it.
    let weight = indicator.weight?;
    let whole = report
        .background
        .totals
        .get(&weight)
        .filter(|whole| !whole.is_zero())?;
    share
        .checked_mul(report.value(weight, Measure::Period)?)?
        .checked_div(*whole)
}

/// Puts the findings that move a printed total most first. Those whose effect is not known stand before the noise, because
/// nobody has shown them to be noise; otherwise the order stays.
pub fn rank<T>(findings: &mut [T], effect: impl Fn(&T) -> Option<Decimal>) {
    let noise = NOISE_PERCENT / Decimal::ONE_HUNDRED;
    findings.sort_by_key(|finding| std::cmp::Reverse(effect(finding).unwrap_or(noise)));
    // An unknown effect sorts as the line itself: behind what is above it, before what is below.
}

/// Before which of the ranked findings the line stands under which nothing moves any total by more than [`NOISE_PERCENT`].
/// Those of unknown effect stand above it. `None` where all are on one side.
pub fn line<T>(ranked: &[T], effect: impl Fn(&T) -> Option<Decimal>) -> Option<usize> {
    let noise = NOISE_PERCENT / Decimal::ONE_HUNDRED;
    let at = ranked
        .iter()
        .rposition(|finding| effect(finding).is_none_or(|effect| effect > noise))
        .map_or(0, |last| last + 1);
    Some(at).filter(|at| (1..ranked.len()).contains(at))
}

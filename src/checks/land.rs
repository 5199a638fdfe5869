//! Rules for land: V19–V21. The registers of areas and parcels ask them; pure, in m² and percent.

use rust_decimal::Decimal;

use super::{Rules, Severity};

/// The areas of a zone or a phase, in m².
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    pub planned: Decimal,
    pub established: Decimal,
    /// Industrial and service land for lease.
    pub leasable: Decimal,
    pub leased: Decimal,
}

/// V19: leased ≤ leasable ≤ established ≤ planned. Names the first pair that breaks the chain: 0 for leased over
/// leasable, 1 for leasable over established, 2 for established over planned.
pub fn chain_broken(areas: &Areas, rules: &Rules) -> Option<(Severity, usize)> {
    let rule = rules.get("V19")?;
    let chain = [areas.leased, areas.leasable, areas.established, areas.planned];
    chain.windows(2).position(|pair| pair[0] > pair[1]).map(|at| (rule.severity, at))
}

/// V19: whether a surveyed area differs from the stated one by more than the rule allows.
pub fn survey_differs(surveyed: Decimal, stated: Decimal, rules: &Rules) -> Option<Severity> {
    let allowed = rules.get("V19")?.high?;
    differs(surveyed, stated, allowed).then_some(Severity::Explain)
}

/// V20: occupancy (leased ÷ leasable, in percent) lies between 0 and 100; a zone said to operate has infrastructure.
/// `None` where all is well or there is nothing to divide by.
pub fn occupancy(areas: &Areas, operating: bool, infrastructure_percent: Option<Decimal>, rules: &Rules) -> Option<Severity> {
    let rule = rules.get("V20")?;
    let percent = areas.leased.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(areas.leasable);
    let impossible = percent.is_some_and(|percent| percent < Decimal::ZERO || rule.high.is_some_and(|high| percent > high));
    let bare = infrastructure_percent.zip(rule.low).is_some_and(|(percent, low)| operating && percent < low);
    if impossible { Some(rule.severity) } else { bare.then_some(rule.severity.max(Severity::Explain)) }
}

/// V21: the uses of land add up to the total.
pub fn uses_differ(uses: &[Decimal], total: Decimal, rules: &Rules) -> Option<Severity> {
    let rule = rules.get("V21")?;
    let sum = uses.iter().try_fold(Decimal::ZERO, |sum, area| sum.checked_add(*area))?;
    differs(sum, total, rule.high?).then_some(rule.severity)
}

/// Whether two figures differ by more than so many percent of the second.
fn differs(a: Decimal, b: Decimal, percent: Decimal) -> bool {
    let difference = a.checked_sub(b).and_then(|difference| difference.abs().checked_mul(Decimal::ONE_HUNDRED));
    difference.zip(b.abs().checked_mul(percent)).is_some_and(|(difference, allowed)| difference > allowed)
}

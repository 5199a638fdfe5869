//! Rules for land: V19–V21. The registers of areas and parcels ask them; pure, in m² and percent.

use rust_decimal::Decimal;

use super::{Rules, Severity};

/// The areas of a zone or a phase, in m². An established area nobody has stated takes no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    pub planned: Decimal,
    pub established: Option<Decimal>,
    /// Industrial and service land for lease.
    pub leasable: Decimal,
    pub leased: Decimal,
}

impl Areas {
    /// What the uses of land add up to: the land there is, established where that is known.
    pub fn whole(&self) -> Decimal {
        self.established.unwrap_or(self.planned)
    }
}

/// One area of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    Leased,
    Leasable,
    Established,
    Planned,
}

/// V19: leased ≤ leasable ≤ established ≤ planned. The neighbours that stand the wrong way round.
pub fn chain_broken(areas: &Areas, rules: &Rules) -> Option<(Severity, Vec<(Area, Area)>)> {
    let rule = rules.get("V19")?;
    let mut chain = vec![
        (Area::Leased, areas.leased),
        (Area::Leasable, areas.leasable),
    ];
    chain.extend(
        areas
            .established
            .map(|established| (Area::Established, established)),
    );
    chain.push((Area::Planned, areas.planned));
    let pairs: Vec<(Area, Area)> = chain
        .windows(2)
        .filter(|pair| pair[0].1 > pair[1].1)
        .map(|pair| (pair[0].0, pair[1].0))
        .collect();
    (!pairs.is_empty()).then_some((rule.severity, pairs))
}

/// V19: whether a surveyed area differs from the stated one by more than the rule allows.
pub fn survey_differs(surveyed: Decimal, stated: Decimal, rules: &Rules) -> Option<Severity> {
    let rule = rules.get("V19")?;
    differs(surveyed, stated, rule.high?).then_some(rule.severity.max(Severity::Explain))
}

/// V20: occupancy (leased ÷ leasable, in percent) lies between 0 and what the rule allows. The occupancy that does not, and
/// the limit.
pub fn occupancy_impossible(areas: &Areas, rules: &Rules) -> Option<(Severity, Decimal, Decimal)> {
    let rule = rules.get("V20")?;
    let high = rule.high?;
    let percent = areas
        .leased
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(areas.leasable)?;
    (percent < Decimal::ZERO || percent > high).then_some((rule.severity, percent, high))
}

/// V20: a zone said to operate has infrastructure. The share it should have at least.
pub fn infrastructure_lacking(
    operating: bool,
    percent: Option<Decimal>,
    rules: &Rules,
) -> Option<(Severity, Decimal)> {
    let rule = rules.get("V20")?;
    let low = rule.low?;
    (operating && percent? < low).then_some((rule.severity.max(Severity::Explain), low))
}

/// V21: the uses of land add up to the total.
pub fn uses_differ(sum: Decimal, total: Decimal, rules: &Rules) -> Option<Severity> {
    let rule = rules.get("V21")?;
    differs(sum, total, rule.high?).then_some(rule.severity)
}

/// Whether two figures differ by more than so many percent of the second.
fn differs(a: Decimal, b: Decimal, percent: Decimal) -> bool {
    let difference = a
        .checked_sub(b)
        .and_then(|difference| difference.abs().checked_mul(Decimal::ONE_HUNDRED));
    difference
        .zip(b.abs().checked_mul(percent))
        .is_some_and(|(difference, allowed)| difference > allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards::checks::Rule;

    const HA: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

    fn areas(leased: i64, leasable: i64, established: Option<i64>, planned: i64) -> Areas {
        let ha = |n: i64| Decimal::from(n) * HA;
        Areas {
            planned: ha(planned),
            established: established.map(ha),
            leasable: ha(leasable),
            leased: ha(leased),
        }
    }

    fn with(code: &str, change: impl FnOnce(&mut Rule)) -> Rules {
        let mut rules = Rules::defaults();
        let mut rule = rules.get(code).expect("a rule").clone();
        change(&mut rule);
        rules.set(code, rule);
        rules
    }

    #[test]
    fn the_chain_names_every_pair_out_of_order_and_skips_what_is_not_stated() {
        use Area::{Established, Leasable, Leased, Planned};
        let rules = Rules::defaults();
        let cases = [
            (areas(48, 52, Some(70), 73), vec![]),
            (areas(48, 52, None, 73), vec![]),
            (areas(53, 52, None, 73), vec![(Leased, Leasable)]),
            (areas(48, 52, Some(50), 73), vec![(Leasable, Established)]),
            (areas(48, 74, None, 73), vec![(Leasable, Planned)]),
            (
                areas(53, 52, Some(74), 73),
                vec![(Leased, Leasable), (Established, Planned)],
            ),
        ];
        for (areas, expected) in cases {
            let found = chain_broken(&areas, &rules).map_or_else(Vec::new, |(_, pairs)| pairs);
            assert_eq!(found, expected, "{areas:?}");
        }
        let off = with("V19", |rule| rule.active = false);
        assert_eq!(chain_broken(&areas(53, 52, None, 73), &off), None);
    }

    #[test]
    fn thresholds_come_from_the_rules() {
        let (fifty, hundred) = (Decimal::from(50), Decimal::ONE_HUNDRED);
        assert_eq!(
            survey_differs(Decimal::from(102), hundred, &Rules::defaults()),
            None,
            "two per cent are allowed"
        );
        assert_eq!(
            survey_differs(Decimal::from(103), hundred, &Rules::defaults()),
            Some(Severity::Explain)
        );
        assert_eq!(
            survey_differs(
                Decimal::from(103),
                hundred,
                &with("V19", |rule| rule.high = Some(fifty))
            ),
            None
        );
        assert_eq!(
            uses_differ(Decimal::from(99), hundred, &Rules::defaults()),
            Some(Severity::Explain)
        );
        assert_eq!(
            uses_differ(
                Decimal::from(99),
                hundred,
                &with("V21", |rule| rule.high = Some(Decimal::ONE))
            ),
            None
        );
        let full = areas(52, 52, None, 73);
        assert_eq!(occupancy_impossible(&full, &Rules::defaults()), None);
        let strict = with("V20", |rule| rule.high = Some(fifty));
        assert_eq!(
            occupancy_impossible(&full, &strict),
            Some((Severity::Blocks, hundred, fifty))
        );
        assert_eq!(
            occupancy_impossible(&areas(0, 0, None, 73), &strict),
            None,
            "nothing to divide by"
        );
    }

    #[test]
    fn only_a_zone_said_to_operate_needs_infrastructure() {
        let rules = Rules::defaults();
        let (low, some) = (Decimal::from(30), Decimal::from(29));
        assert_eq!(
            infrastructure_lacking(true, Some(some), &rules),
            Some((Severity::Explain, low))
        );
        assert_eq!(infrastructure_lacking(true, Some(low), &rules), None);
        assert_eq!(infrastructure_lacking(true, None, &rules), None);
        assert_eq!(infrastructure_lacking(false, Some(some), &rules), None);
    }
}

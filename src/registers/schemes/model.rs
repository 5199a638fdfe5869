//! What sponsored schemes cost, and what the budget is spared. Pure; VND.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::foundation::i18n::fold;

/// A sponsor of a scheme, and what it gives; none while that is unknown.
#[derive(Debug, Clone)]
pub struct Sponsor {
    pub id: i64,
    pub name: String,
    pub enterprise_id: Option<i64>,
    pub amount: Option<Decimal>,
}

/// A scheme with those who pay for it.
#[derive(Debug, Clone)]
pub struct Scheme {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub zone: String,
    pub year: i32,
    pub status: String,
    pub decision_no: Option<String>,
    pub decision_on: Option<NaiveDate>,
    pub cost: Option<Decimal>,
    /// What the known amounts add up to; none where none is known.
    pub sponsored: Option<Decimal>,
    /// The part of the cost that sponsors cover; none while either is unknown, or where the scheme was stopped.
    pub spared: Option<Decimal>,
    pub surplus_reason: Option<String>,
    pub sponsors: Vec<Sponsor>,
}

impl Scheme {
    /// Whether it counts as sponsored: somebody pays, and it was not stopped.
    pub fn counts(&self) -> bool {
        self.status != "stopped" && !self.sponsors.is_empty()
    }

    /// What sponsors give beyond the cost.
    pub fn surplus(&self) -> Option<Decimal> {
        let over = self.sponsored?.checked_sub(self.cost?)?;
        (over > Decimal::ZERO).then_some(over)
    }

    /// What is left to the budget of the cost.
    pub fn left(&self) -> Option<Decimal> {
        self.cost?.checked_sub(self.spared?)
    }

    pub fn without_amount(&self) -> usize {
        self.sponsors
            .iter()
            .filter(|sponsor| sponsor.amount.is_none())
            .count()
    }
}

/// Several schemes together. A sponsor of several counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub schemes: usize,
    pub sponsors: usize,
    pub cost: Decimal,
    pub sponsored: Decimal,
    pub spared: Decimal,
    /// Schemes of which it is not known what they spared.
    pub unknown: usize,
}

impl Totals {
    /// Of the schemes that count.
    pub fn of<'a>(schemes: impl IntoIterator<Item = &'a Scheme>) -> Totals {
        let mut names = BTreeSet::new();
        let mut totals = Totals::default();
        for scheme in schemes.into_iter().filter(|scheme| scheme.counts()) {
            names.extend(scheme.sponsors.iter().map(|sponsor| fold(&sponsor.name)));
            totals.schemes += 1;
            totals.cost += scheme.cost.unwrap_or_default();
            totals.sponsored += scheme.sponsored.unwrap_or_default();
            totals.spared += scheme.spared.unwrap_or_default();
            totals.unknown += usize::from(scheme.spared.is_none());
        }
        totals.sponsors = names.len();
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    fn scheme(status: &str, cost: Option<Decimal>, amounts: &[(&str, Option<Decimal>)]) -> Scheme {
        let known: Vec<Decimal> = amounts.iter().filter_map(|(_, amount)| *amount).collect();
        let sponsored = (!known.is_empty()).then(|| known.iter().sum::<Decimal>());
        Scheme {
            id: 1,
            code: "DA".to_owned(),
            name: "Đồ án".to_owned(),
            zone: "KCN".to_owned(),
            year: 2022,
            status: status.to_owned(),
            decision_no: None,
            decision_on: None,
            cost,
            sponsored,
            spared: cost
                .zip(sponsored)
                .filter(|_| status != "stopped")
                .map(|(cost, sponsored)| cost.min(sponsored)),
            surplus_reason: None,
            sponsors: (1..)
                .zip(amounts)
                .map(|(id, (name, amount))| Sponsor {
                    id,
                    name: (*name).to_owned(),
                    enterprise_id: None,
                    amount: *amount,
                })
                .collect(),
        }
    }

    #[test]
    fn the_budget_is_spared_what_sponsors_cover_and_not_more() {
        for (cost, amounts, spared, surplus, left) in [
            (
                Some(dec!(100)),
                vec![("A", Some(dec!(60))), ("B", Some(dec!(40)))],
                Some(dec!(100)),
                None,
                Some(dec!(0)),
            ),
            (
                Some(dec!(100)),
                vec![("A", Some(dec!(70)))],
                Some(dec!(70)),
                None,
                Some(dec!(30)),
            ),
            (
                Some(dec!(100)),
                vec![("A", Some(dec!(130)))],
                Some(dec!(100)),
                Some(dec!(30)),
                Some(dec!(0)),
            ),
            (None, vec![("A", Some(dec!(130)))], None, None, None),
            (Some(dec!(100)), vec![("A", None)], None, None, None),
        ] {
            let scheme = scheme("drafting", cost, &amounts);
            assert_eq!(
                (scheme.spared, scheme.surplus(), scheme.left()),
                (spared, surplus, left),
                "{amounts:?}"
            );
        }
    }

    #[test]
    fn a_sponsor_of_two_schemes_is_one_and_a_stopped_scheme_spares_nothing() {
        let all = [
            scheme(
                "drafting",
                Some(dec!(100)),
                &[("Công ty A", Some(dec!(60))), ("Công ty B", None)],
            ),
            scheme("approved", Some(dec!(50)), &[("CÔNG TY A", Some(dec!(50)))]),
            scheme("stopped", Some(dec!(70)), &[("Công ty C", Some(dec!(70)))]),
            scheme("called", Some(dec!(90)), &[]),
            scheme("drafting", None, &[("Công ty D", Some(dec!(5)))]),
        ];
        let totals = Totals::of(&all);
        assert_eq!((totals.schemes, totals.sponsors, totals.unknown), (3, 3, 1));
        assert_eq!(
            (totals.cost, totals.sponsored, totals.spared),
            (dec!(150), dec!(115), dec!(110))
        );
    }
}

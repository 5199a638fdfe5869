//! The duties board added up: how many stand where, by round, by zone and by person. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::model::{Duty, Round, Standing};
use crate::foundation::i18n;
use crate::foundation::kernel::Reporter;

/// A duty with how it stands today.
pub struct Placed {
    pub duty: Duty,
    pub standing: Standing,
    pub days_late: Option<i64>,
}

/// What a person asked to see.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub form: Option<i64>,
    pub period: String,
    pub zone: Option<i64>,
    /// An account, or 0 for duties nobody follows up.
    pub officer: Option<i64>,
    pub search: String,
}

/// How much of something has come in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Reports owed: exempt and upcoming ones are not.
    pub owed: usize,
    /// Handed in: waiting for review or accepted.
    pub received: usize,
    pub accepted: usize,
    pub late: usize,
    /// Last year's revenue of those that owe, and of those whose report came in, đồng.
    pub weight_owed: Decimal,
    pub weight_received: Decimal,
}

impl Coverage {
    pub fn add(&mut self, placed: &Placed) {
        if matches!(placed.standing, Standing::Exempt | Standing::Upcoming) {
            return;
        }
        let weight = placed.duty.weight.unwrap_or_default();
        self.owed += 1;
        self.weight_owed += weight;
        self.late += usize::from(placed.standing == Standing::Late);
        self.accepted += usize::from(placed.standing == Standing::Done);
        if placed.standing.is_in() {
            self.received += 1;
            self.weight_received += weight;
        }
    }

    /// Coverage of some duties.
    pub fn of<'a>(duties: impl IntoIterator<Item = &'a Placed>) -> Coverage {
        let mut coverage = Coverage::default();
        for placed in duties {
            coverage.add(placed);
        }
        coverage
    }
}

/// Last year's revenue of the enterprises among some duties, each counted once, đồng.
pub fn weight(duties: &[&Placed]) -> Decimal {
    let weights: BTreeMap<Reporter, Decimal> = duties
        .iter()
        .filter_map(|placed| Some((placed.duty.reporter, placed.duty.weight?)))
        .collect();
    weights.into_values().sum()
}

/// Places every duty and puts what needs work first: returned, late, due; the heaviest first.
pub fn place(duties: Vec<Duty>, rounds: &[Round], today: NaiveDate) -> Vec<Placed> {
    let mut placed: Vec<Placed> = duties
        .into_iter()
        .filter_map(|duty| {
            let round = rounds.get(duty.round)?;
            Some(Placed {
                standing: duty.standing(round, today),
                days_late: duty.days_late(round, today),
                duty,
            })
        })
        .collect();
    // Stable: equal ones stay in the order of the enterprises' codes.
    placed.sort_by(|a, b| {
        let due = |placed: &Placed| rounds.get(placed.duty.round).and_then(|round| round.due);
        (a.standing, b.duty.weight, due(a)).cmp(&(b.standing, a.duty.weight, due(b)))
    });
    placed
}

impl Wanted {
    /// Whether a duty is among what was asked for, apart from how it stands.
    pub fn includes(&self, placed: &Placed, rounds: &[Round]) -> bool {
        let duty = &placed.duty;
        let round = rounds.get(duty.round);
        let in_round = round.is_some_and(|round| {
            self.form.is_none_or(|form| form == round.form_id)
                && (self.period.is_empty() || self.period == round.period.to_string())
        });
        in_round
            && self.zone.is_none_or(|zone| zone == duty.zone_id)
            && self
                .officer
                .is_none_or(|officer| officer == duty.officer_id.unwrap_or(0))
            && (self.search.is_empty()
                || i18n::fold(&duty.name()).contains(&i18n::fold(&self.search)))
    }
}

/// Coverage by something: its id and name, in the order of names.
pub fn by<'a, K: Ord>(
    duties: impl IntoIterator<Item = &'a Placed>,
    key: impl Fn(&'a Placed) -> (K, i64),
) -> Vec<((K, i64), Coverage)> {
    let mut groups: BTreeMap<(K, i64), Coverage> = BTreeMap::new();
    for placed in duties {
        groups.entry(key(placed)).or_default().add(placed);
    }
    groups
        .into_iter()
        .filter(|(_, coverage)| coverage.owed > 0)
        .collect()
}

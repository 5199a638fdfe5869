//! What a reader of the duties board asked for, sorted out and added up. At the size of the country this takes longer than all
//! else on the page, so it is kept with the snapshot it was made from.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::board::{self, Coverage, Placed, Wanted};
use super::model::{Round, Standing};

/// A group's name and id, and how much of it came in.
pub type Group = ((String, i64), Coverage);

pub struct Summary {
    pub placed: Arc<Vec<Placed>>,
    /// Which of them are listed: those asked for, in the state asked for.
    pub listed: Vec<usize>,
    /// Last year's revenue of those asked for, đồng.
    pub weight: Decimal,
    pub coverage: Coverage,
    /// Of each round, whatever was asked for.
    pub rounds: Vec<Coverage>,
    /// How many of those asked for stand where.
    standings: Vec<(Standing, usize)>,
    pub by_zone: Vec<Group>,
    pub by_officer: Vec<Group>,
}

impl Summary {
    /// `nobody` names those nobody follows up; `state` is a standing's code, `open` or `all`.
    pub fn of(
        placed: Arc<Vec<Placed>>,
        rounds: &[Round],
        wanted: &Wanted,
        state: &str,
        nobody: &str,
    ) -> Summary {
        let places: Vec<usize> = placed
            .iter()
            .enumerate()
            .filter(|(_, placed)| wanted.includes(placed, rounds))
            .map(|(place, _)| place)
            .collect();
        let chosen = || places.iter().map(|place| &placed[*place]);
        let mut of_rounds = vec![Coverage::default(); rounds.len()];
        for placed in placed.iter() {
            of_rounds[placed.duty.round].add(placed);
        }
        let count = |standing: Standing| {
            chosen()
                .filter(|placed| placed.standing == standing)
                .count()
        };
        let officer = |placed: &Placed| {
            placed
                .duty
                .officer
                .clone()
                .unwrap_or_else(|| nobody.to_owned())
        };
        let all: Vec<&Placed> = chosen().collect();
        Summary {
            listed: places
                .iter()
                .copied()
                .filter(|place| in_state(placed[*place].standing, state))
                .collect(),
            weight: board::weight(&all),
            coverage: Coverage::of(chosen()),
            rounds: of_rounds,
            standings: Standing::ALL
                .into_iter()
                .map(|standing| (standing, count(standing)))
                .collect(),
            by_zone: board::by(chosen(), |placed| {
                (placed.duty.zone.clone(), placed.duty.zone_id)
            }),
            by_officer: board::by(chosen(), |placed| {
                (officer(placed), placed.duty.officer_id.unwrap_or(0))
            }),
            placed,
        }
    }

    /// How many of those asked for stand in one of these states.
    pub fn count(&self, test: impl Fn(Standing) -> bool) -> usize {
        self.standings
            .iter()
            .filter(|(standing, _)| test(*standing))
            .map(|(_, count)| count)
            .sum()
    }

    /// Some of those listed, in their order.
    pub fn listed(&self, skip: usize, take: usize) -> impl Iterator<Item = &Placed> {
        self.listed
            .iter()
            .skip(skip)
            .take(take)
            .map(|place| &self.placed[*place])
    }
}

fn in_state(standing: Standing, state: &str) -> bool {
    match state {
        "all" => true,
        "open" => standing.is_open(),
        code => standing.code() == code,
    }
}

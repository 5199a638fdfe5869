//! Which zones a board has on a day, and which plans were made for exactly these zones. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

/// By which day's structure figures are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lens {
    /// As reported then: the structure of the period's last day.
    #[default]
    Then,
    /// On today's structure: figures of zones that came in later are counted, of zones that left are not.
    Today,
    /// On the structure of another day: what last year's column of a page is made of.
    Day(NaiveDate),
}

impl Lens {
    /// As in a URL: `structure=today` or `structure=2025-12-31`; where it says nothing, as reported then. `None` for what cannot
    /// be read: it never means one of the others.
    pub fn parse(text: &str) -> Option<Lens> {
        match text {
            "" => Some(Lens::Then),
            "today" => Some(Lens::Today),
            day => day
                .parse::<NaiveDate>()
                .ok()
                .filter(|day| (1990..=2100).contains(&day.year()))
                .map(Lens::Day),
        }
    }
}

/// Whose a zone is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub zone_id: i64,
    /// `None` where it was nobody's the portal knows.
    pub board_id: Option<i64>,
}

/// The zones of a board.
pub fn zones_of(standings: &[Standing], board_id: i64) -> BTreeSet<i64> {
    standings
        .iter()
        .filter(|standing| standing.board_id == Some(board_id))
        .map(|standing| standing.zone_id)
        .collect()
}

/// The boards whose zones at the time of a plan are, together, exactly these zones: what was planned for them can be held
/// against what these zones did. Empty where some board also planned for other zones, or nobody for some of these.
pub fn planning_boards(zones: &BTreeSet<i64>, then: &[Standing]) -> Vec<i64> {
    let mut held: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for standing in then {
        if let Some(board_id) = standing.board_id {
            held.entry(board_id).or_default().insert(standing.zone_id);
        }
    }
    held.retain(|_, theirs| !theirs.is_disjoint(zones));
    let together: BTreeSet<i64> = held.values().flatten().copied().collect();
    if together == *zones {
        held.into_keys().collect()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standings(of: &[(i64, i64)]) -> Vec<Standing> {
        of.iter()
            .map(|&(zone_id, board)| Standing {
                zone_id,
                board_id: Some(board).filter(|id| *id > 0),
            })
            .collect()
    }

    #[test]
    fn a_plan_speaks_of_the_zones_its_board_had() {
        // Board 1 had zones 10 and 11, board 2 had 20, zone 30 was nobody's.
        let then = standings(&[(10, 1), (11, 1), (20, 2), (30, 0)]);
        for (zones, boards) in [
            (vec![10, 11], vec![1]),
            (vec![20], vec![2]),
            (vec![10, 11, 20], vec![1, 2]),
            (vec![10], vec![]),
            (vec![10, 20], vec![]),
            (vec![20, 30], vec![]),
            (vec![], vec![]),
        ] {
            assert_eq!(
                planning_boards(&zones.iter().copied().collect(), &then),
                boards,
                "{zones:?}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_lens() {
        assert_eq!(Lens::parse("today"), Some(Lens::Today));
        assert_eq!(Lens::parse(""), Some(Lens::Then));
        for unreadable in ["Today'", "0001-01-01", "2025-13-31", "31/12/2025"] {
            assert_eq!(Lens::parse(unreadable), None, "{unreadable}");
        }
        assert_eq!(
            Lens::parse("2025-12-31"),
            NaiveDate::from_ymd_opt(2025, 12, 31).map(Lens::Day)
        );
    }
}

//! Who was to report what of a year and who did, from who owed which form. Pure.

use std::collections::{BTreeMap, HashSet};

use rust_decimal::Decimal;

use super::model::Coverage;

/// A form for a period that gives figures of the year: the year's own, or one whose column since January is the year's.
pub struct Round {
    pub form_id: i64,
    pub period: String,
    /// The indicators it asks for.
    pub asks: Vec<i64>,
    /// Whether it asks for every product as well.
    pub products: bool,
}

/// Who owes a round.
pub struct Owed {
    /// Its place among the rounds.
    pub round: usize,
    pub enterprise_id: i64,
    /// The project, where the enterprise reports by project.
    pub project_id: Option<i64>,
    pub zone_id: i64,
    pub exempt: bool,
    /// The report was accepted: what it leaves open of the products is not made.
    pub accepted: bool,
}

/// Indicator, enterprise, and the project where the figure is one's.
pub type FigureOf = (i64, i64, Option<i64>);

/// What is known of a year.
#[derive(Default)]
pub struct Known {
    pub rounds: Vec<Round>,
    pub owed: Vec<Owed>,
    /// The figures of the year that count.
    pub figures: HashSet<FigureOf>,
    /// Which products who made, this year or the year before: nobody is asked for others.
    pub made: Vec<(i64, i64)>,
    /// Of those excused, the ones that operated on some day of the year.
    pub operated: HashSet<i64>,
}

/// One enterprise that was to report one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub indicator_id: i64,
    pub enterprise_id: i64,
    pub zone_id: i64,
    pub reported: bool,
    pub exempt: bool,
}

/// An enterprise that was to report an indicator, while its reports are gone through.
#[derive(Default)]
struct Asked {
    /// Every report that asks for it was excused.
    exempt: bool,
    /// It is there for the enterprise as a whole.
    whole: bool,
    /// It is asked of projects, and how many of them have not given it.
    by_project: bool,
    lacking: usize,
}

/// Who was to report each indicator: whoever owed a form that asks for it. Any form that gives the figure counts; who reports by
/// project has reported when each of its projects has. Who was excused is missing all the same, unless nothing happened there: no
/// day of the year on which it operated.
pub fn standings(known: &Known) -> Vec<Standing> {
    let mut asked: BTreeMap<(i64, i64, i64), Asked> = BTreeMap::new();
    let mut products: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (product, enterprise) in &known.made {
        products.entry(*enterprise).or_default().push(*product);
    }
    for owed in &known.owed {
        let round = &known.rounds[owed.round];
        let made = products.get(&owed.enterprise_id);
        // A form lists every product: of who made one the year before, an accepted report without it says that it made none.
        let stands = |product: &&i64| {
            let figure = (**product, owed.enterprise_id, owed.project_id);
            !owed.accepted || known.figures.contains(&figure)
        };
        let made = made.filter(|_| round.products).into_iter().flatten();
        let made = made.filter(stands);
        for indicator in round.asks.iter().chain(made) {
            let key = (*indicator, owed.enterprise_id, owed.zone_id);
            let has = |project| {
                known
                    .figures
                    .contains(&(*indicator, owed.enterprise_id, project))
            };
            let entry = asked.entry(key).or_insert_with(|| Asked {
                exempt: true,
                whole: has(None),
                ..Asked::default()
            });
            entry.exempt &= owed.exempt;
            if owed.project_id.is_some() {
                entry.by_project = true;
                entry.lacking += usize::from(!has(owed.project_id));
            }
        }
    }
    let stood = asked.into_iter().map(|(key, asked)| Standing {
        indicator_id: key.0,
        enterprise_id: key.1,
        zone_id: key.2,
        reported: asked.whole || (asked.by_project && asked.lacking == 0),
        exempt: asked.exempt,
    });
    stood
        .filter(|one| one.reported || !one.exempt || known.operated.contains(&one.enterprise_id))
        .collect()
}

/// The coverage by indicator and zone. `last` is what somebody who is missing stated last, canonical.
pub fn by_place(
    standings: &[Standing],
    last: impl Fn(&Standing) -> Option<Decimal>,
) -> BTreeMap<(i64, i64), Coverage> {
    let mut places: BTreeMap<(i64, i64), Coverage> = BTreeMap::new();
    for one in standings {
        let stated = last(one).filter(|_| !one.reported);
        let place = places.entry((one.indicator_id, one.zone_id)).or_default();
        *place = place.and(Coverage::of_one(one.reported, one.exempt, stated));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    const REVENUE: i64 = 1;
    const PROFIT: i64 = 2;
    const PLYWOOD: i64 = 9;

    /// A quick report on revenue and products, and the certificate's report on revenue and profit.
    fn known() -> Known {
        let round = |form_id, asks: &[i64], products| Round {
            form_id,
            period: "2022".to_owned(),
            asks: asks.to_vec(),
            products,
        };
        Known {
            rounds: vec![
                round(1, &[REVENUE], true),
                round(2, &[REVENUE, PROFIT], false),
            ],
            ..Known::default()
        }
    }

    fn owes(round: usize, enterprise_id: i64, project_id: Option<i64>, exempt: bool) -> Owed {
        Owed {
            round,
            enterprise_id,
            project_id,
            zone_id: 7,
            exempt,
            accepted: false,
        }
    }

    /// Who stands how for an indicator: enterprise, reported, exempt.
    fn of(known: &Known, indicator: i64) -> Vec<(i64, bool, bool)> {
        standings(known)
            .into_iter()
            .filter(|one| one.indicator_id == indicator)
            .map(|one| (one.enterprise_id, one.reported, one.exempt))
            .collect()
    }

    #[test]
    fn any_form_that_gives_the_figure_counts_and_an_empty_cell_is_missing() {
        let mut known = known();
        known.owed = vec![
            owes(0, 1, None, false),
            owes(1, 1, None, false),
            owes(1, 2, None, false),
        ];
        known.figures = HashSet::from([(REVENUE, 1, None), (PROFIT, 2, None)]);
        assert_eq!(of(&known, REVENUE), [(1, true, false), (2, false, false)]);
        assert_eq!(of(&known, PROFIT), [(1, false, false), (2, true, false)]);
    }

    #[test]
    fn who_reports_by_project_has_reported_when_each_project_has() {
        let mut known = known();
        known.owed = vec![owes(1, 1, Some(11), false), owes(1, 1, Some(12), false)];
        known.figures = HashSet::from([(REVENUE, 1, Some(11))]);
        assert_eq!(of(&known, REVENUE), [(1, false, false)]);
        known.figures.insert((REVENUE, 1, Some(12)));
        assert_eq!(of(&known, REVENUE), [(1, true, false)]);
        // Or as a whole, by another form.
        known.figures = HashSet::from([(REVENUE, 1, None)]);
        assert_eq!(of(&known, REVENUE), [(1, true, false)]);
    }

    #[test]
    fn who_was_excused_is_missing_where_something_happened() {
        let mut known = known();
        known.owed = vec![
            owes(0, 1, None, true),
            owes(0, 2, None, true),
            owes(0, 3, None, true),
            // Excused from one of two.
            owes(0, 4, None, true),
            owes(1, 4, None, false),
        ];
        known.operated = HashSet::from([1]);
        known.figures = HashSet::from([(REVENUE, 3, None)]);
        assert_eq!(
            of(&known, REVENUE),
            [(1, false, true), (3, true, true), (4, false, false)]
        );
    }

    #[test]
    fn a_product_is_asked_of_who_makes_it() {
        let mut known = known();
        known.owed = vec![
            owes(0, 1, None, false),
            owes(0, 2, None, false),
            owes(1, 3, None, false),
        ];
        known.made = vec![(PLYWOOD, 1), (PLYWOOD, 3)];
        assert_eq!(of(&known, PLYWOOD), [(1, false, false)]);
        // Its accepted report says nothing of plywood: none was made.
        known.owed[0].accepted = true;
        assert_eq!(of(&known, PLYWOOD), []);
    }

    #[test]
    fn places_add_up_what_stands_there() {
        let mut known = known();
        known.owed = vec![
            owes(0, 1, None, false),
            owes(0, 2, None, false),
            owes(0, 3, None, true),
            Owed {
                zone_id: 8,
                ..owes(0, 4, None, false)
            },
        ];
        known.operated = HashSet::from([3]);
        known.figures = HashSet::from([(REVENUE, 1, None)]);
        let last = |one: &Standing| (one.enterprise_id < 3).then(|| Decimal::from(50));
        let places = by_place(&standings(&known), last);
        assert_eq!(
            places[&(REVENUE, 7)],
            Coverage {
                expected: 3,
                reported: 1,
                excused: 1,
                last_known: 50.into(),
                unknown: 1
            }
        );
        assert_eq!(places[&(REVENUE, 8)].missing(), 1);
    }
}

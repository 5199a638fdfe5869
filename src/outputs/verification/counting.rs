//! Which figures of the ledger count, told a second time: one enterprise and period after the other, apart from the SQL that keeps
//! them. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::foundation::kernel::{Period, Vintage};

/// A revision of the ledger, or a figure that counts.
#[derive(Debug, Clone)]
pub struct Line {
    pub enterprise_id: i64,
    pub project_id: Option<i64>,
    pub indicator_id: i64,
    pub period: String,
    pub zone_id: i64,
    pub figure_id: i64,
    pub vintage: String,
    pub revision: i32,
    pub value: Option<Decimal>,
    /// It is one of those that count.
    pub counts: bool,
}

/// Since and until when a project is in force.
#[derive(Debug, Clone)]
pub struct Span {
    pub id: i64,
    pub granted_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
}

impl Span {
    fn is_in_force(&self, period: Period) -> bool {
        self.granted_on.is_none_or(|on| on <= period.last_day())
            && self.ended_on.is_none_or(|on| on >= period.first_day())
    }
}

/// One figure that does not count as it should: its key, what stands and what should.
#[derive(Debug)]
pub struct Miscounted {
    pub line: Line,
    pub column: &'static str,
    pub stands: Option<String>,
    pub should: Option<String>,
}

type Key = (i64, Option<i64>);

fn rank(line: &Line) -> usize {
    let firm = |vintage: &Vintage| vintage.code() == line.vintage;
    Vintage::ALL.iter().position(firm).unwrap_or_default()
}

/// What should count of one enterprise's revisions of one period.
fn expected<'a>(lines: &'a [Line], projects: &[Span]) -> BTreeMap<Key, &'a Line> {
    let mut newest: HashMap<(Key, &str), &Line> = HashMap::new();
    for line in lines.iter().filter(|line| !line.counts) {
        let kept = newest
            .entry(((line.indicator_id, line.project_id), line.vintage.as_str()))
            .or_insert(line);
        if line.revision > kept.revision {
            *kept = line;
        }
    }
    let mut best: BTreeMap<Key, &Line> = BTreeMap::new();
    for ((key, _), line) in newest {
        if line.value.is_some() {
            let kept = best.entry(key).or_insert(line);
            if rank(line) > rank(kept) {
                *kept = line;
            }
        }
    }
    let reported: HashSet<i64> = best.keys().filter_map(|(_, project)| *project).collect();
    let period: Option<Period> = lines.first().and_then(|line| line.period.parse().ok());
    let waits = period.is_none_or(|period| {
        let mut due = projects.iter().filter(|span| span.is_in_force(period));
        due.any(|span| !reported.contains(&span.id))
    });
    let mut parts: HashMap<i64, usize> = HashMap::new();
    for ((indicator, project), line) in &best {
        if project.is_some() {
            let least = parts.entry(*indicator).or_insert_with(|| rank(line));
            *least = rank(line).min(*least);
        }
    }
    let whole: HashMap<i64, usize> = best
        .iter()
        .filter(|((_, project), _)| project.is_none())
        .map(|((indicator, _), line)| (*indicator, rank(line)))
        .collect();
    let by_project = |indicator: &i64| match (whole.get(indicator), parts.get(indicator)) {
        (Some(whole), Some(parts)) => parts > whole && !waits,
        (whole, _) => whole.is_none(),
    };
    best.retain(|(indicator, project), _| project.is_some() == by_project(indicator));
    best
}

/// What is wrong with the figures that count of one enterprise and period: `lines` are its revisions and those that count, `projects`
/// those that are in use. Each figure is named once.
pub fn compare(lines: &[Line], projects: &[Span]) -> Vec<Miscounted> {
    let mut expected = expected(lines, projects);
    let mut wrong = Vec::new();
    let number = |line: &Line| line.value.map(|value| value.normalize().to_string());
    for line in lines.iter().filter(|line| line.counts) {
        let Some(should) = expected.remove(&(line.indicator_id, line.project_id)) else {
            wrong.push(Miscounted {
                line: line.clone(),
                column: "counts",
                stands: number(line),
                should: None,
            });
            continue;
        };
        let said = |line: &Line| {
            [
                ("value", number(line)),
                ("vintage", Some(line.vintage.clone())),
                ("zone", Some(line.zone_id.to_string())),
                ("figure", Some(line.figure_id.to_string())),
            ]
        };
        let pairs = said(line).into_iter().zip(said(should));
        let differing = pairs.filter(|((_, stands), (_, should))| stands != should);
        wrong.extend(
            differing
                .take(1)
                .map(|((column, stands), (_, should))| Miscounted {
                    line: line.clone(),
                    column,
                    stands,
                    should,
                }),
        );
    }
    wrong.extend(expected.into_values().map(|line| Miscounted {
        line: line.clone(),
        column: "counts",
        stands: None,
        should: number(line),
    }));
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(project: Option<i64>, vintage: Vintage, revision: i32, value: Option<i64>) -> Line {
        Line {
            enterprise_id: 1,
            project_id: project,
            indicator_id: 7,
            period: "2022".to_owned(),
            zone_id: 3,
            figure_id: i64::from(revision),
            vintage: vintage.code().to_owned(),
            revision,
            value: value.map(Decimal::from),
            counts: false,
        }
    }

    fn span(id: i64) -> Span {
        Span {
            id,
            granted_on: None,
            ended_on: None,
        }
    }

    fn values(lines: &[Line], projects: &[Span]) -> Vec<Decimal> {
        let expected = expected(lines, projects).into_values();
        expected.filter_map(|line| line.value).collect()
    }

    #[test]
    fn the_firmest_newest_figure_counts_and_one_withdrawn_gives_way() {
        let (soft, firm) = (Vintage::Estimate, Vintage::Final);
        let lines = [line(None, soft, 1, Some(5)), line(None, firm, 1, Some(6))];
        assert_eq!(values(&lines, &[]), [Decimal::from(6)]);
        let lines = [
            line(None, soft, 1, Some(5)),
            line(None, firm, 1, Some(6)),
            line(None, firm, 2, None),
        ];
        assert_eq!(values(&lines, &[]), [Decimal::from(5)]);
    }

    #[test]
    fn projects_take_the_place_of_the_whole_only_when_none_is_missing_and_they_are_firmer() {
        let (soft, firm) = (Vintage::Estimate, Vintage::Final);
        let lines = [
            line(None, soft, 1, Some(9)),
            line(Some(4), firm, 1, Some(2)),
            line(Some(5), firm, 1, Some(3)),
        ];
        let two = [span(4), span(5)];
        assert_eq!(values(&lines, &two), [2, 3].map(Decimal::from));
        let three = [span(4), span(5), span(6)];
        assert_eq!(values(&lines, &three), [Decimal::from(9)]);
        assert_eq!(values(&lines[1..], &three), [2, 3].map(Decimal::from));
    }

    #[test]
    fn a_figure_that_is_missing_too_many_or_another_is_named_once() {
        let firm = Vintage::Final;
        let told = |value, revision| Line {
            counts: true,
            ..line(None, firm, revision, Some(value))
        };
        let ledger = line(None, firm, 1, Some(6));
        assert!(compare(&[ledger.clone(), told(6, 1)], &[]).is_empty());
        let columns = |lines: &[Line]| -> Vec<&str> {
            compare(lines, &[])
                .iter()
                .map(|wrong| wrong.column)
                .collect()
        };
        assert_eq!(columns(&[ledger.clone(), told(7, 9)]), ["value"]);
        assert_eq!(columns(&[ledger.clone(), told(6, 9)]), ["figure"]);
        assert_eq!(columns(&[ledger]), ["counts"]);
        assert_eq!(columns(&[told(6, 1)]), ["counts"]);
    }
}

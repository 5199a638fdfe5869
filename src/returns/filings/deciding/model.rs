//! Flags on cells, snapshots of what was handed in, and how much a report moves the totals. Pure.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::foundation::kernel::Measure;
use crate::returns::filings::model::{Entry, Key, key_text};
use crate::standards::indicators::{Catalogue, TimeKind};

/// A cell that was sent back with a note.
#[derive(Debug, Clone)]
pub struct Flag {
    pub id: i64,
    pub key: Key,
    pub note: String,
    /// What the cell said then.
    pub raw: String,
    pub unit: String,
    /// Canonical; none where it said nothing.
    pub value: Option<Decimal>,
    pub by: String,
    pub at: DateTime<Utc>,
    pub answer: Option<String>,
    pub answerer: Option<String>,
}

impl Flag {
    /// Whether the cell has another value than when it was sent back, not only another spelling of it.
    pub fn is_changed(&self, entries: &HashMap<Key, Entry>) -> bool {
        entries.get(&self.key).and_then(|entry| entry.value) != self.value
    }

    /// Neither answered nor changed: the report cannot be handed in again.
    pub fn is_open(&self, entries: &HashMap<Key, Entry>) -> bool {
        self.answer.is_none() && !self.is_changed(entries)
    }
}

/// The answers that changed cells give by themselves: "Đã sửa: 300.000 tỷ đồng → 300.000 triệu đồng". `said` puts the text and the
/// unit of an indicator's cell into words.
pub fn answers_given(
    flags: &[Flag],
    entries: &HashMap<Key, Entry>,
    said: impl Fn(&str, &str, i64) -> String,
) -> Vec<(i64, String)> {
    flags
        .iter()
        .filter(|flag| flag.answer.is_none() && flag.is_changed(entries))
        .map(|flag| {
            let said = |raw: &str, unit: &str| said(raw, unit, flag.key.0);
            let now = entries
                .get(&flag.key)
                .map_or_else(|| said("", ""), |entry| said(&entry.raw, &entry.unit));
            (
                flag.id,
                format!("Đã sửa: {} → {now}", said(&flag.raw, &flag.unit)),
            )
        })
        .collect()
}

/// One cell as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub raw: String,
    pub unit: String,
    #[serde(default)]
    pub reason: Option<String>,
}

/// What was handed in, cell by cell.
pub type Snapshot = BTreeMap<String, Kept>;

/// The snapshot of what is typed now.
pub fn snapshot(entries: &HashMap<Key, Entry>) -> Snapshot {
    entries
        .values()
        .filter(|entry| !entry.raw.is_empty())
        .map(|entry| {
            (
                key_text(entry.key()),
                Kept {
                    raw: entry.raw.clone(),
                    unit: entry.unit.clone(),
                    reason: entry.reason.clone(),
                },
            )
        })
        .collect()
}

/// A cell that differs between two times a report was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub key: String,
    pub before: Option<Kept>,
    pub after: Option<Kept>,
}

/// What differs between two snapshots, by cell.
pub fn changes(before: &Snapshot, after: &Snapshot) -> Vec<Change> {
    let keys: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| Change {
            key: key.clone(),
            before: before.get(key).cloned(),
            after: after.get(key).cloned(),
        })
        .collect()
}

/// How far a report moves the printed totals: the largest |new − known| ÷ total among what adds up, and of which indicator.
/// `known` is what counts now; `totals` are the board's, of last year or, where that is missing, of this period.
pub fn effect(
    entries: &HashMap<Key, Entry>,
    known: &HashMap<i64, Decimal>,
    totals: &HashMap<i64, Decimal>,
    catalogue: &Catalogue,
) -> Option<(Decimal, i64)> {
    let adds_up = |id: i64| {
        catalogue
            .by_id(id)
            .is_some_and(|indicator| indicator.time_kind != TimeKind::Rate)
    };
    entries
        .values()
        .filter(|entry| entry.measure == Measure::Period && adds_up(entry.indicator_id))
        .filter_map(|entry| {
            let moved = entry.value? - known.get(&entry.indicator_id).copied().unwrap_or_default();
            let total = totals
                .get(&entry.indicator_id)
                .copied()
                .filter(|total| *total > Decimal::ZERO)?;
            // A report far off its unit may move a total by more than a column of numeric holds; it is first all the same.
            Some((
                moved.abs().checked_div(total)?.min(Decimal::ONE_THOUSAND),
                entry.indicator_id,
            ))
        })
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::quantity::{self, Dimension};
    use crate::foundation::kernel::testing::dec;
    use crate::returns::filings::model::CellOrigin;
    use crate::standards::indicators::{Indicator, Source};

    fn entry(id: i64, raw: &str, unit: &str) -> Entry {
        Entry {
            indicator_id: id,
            measure: Measure::Period,
            raw: raw.to_owned(),
            unit: unit.to_owned(),
            value: raw
                .parse()
                .ok()
                .and_then(|number| quantity::to_canonical(number, quantity::unit(unit)?)),
            reason: None,
            origin: CellOrigin::Typed,
            rate: None,
        }
    }

    fn flag(raw: &str, unit: &str, answer: Option<&str>) -> Flag {
        Flag {
            id: 1,
            key: (7, Measure::Period),
            note: "xem lại".to_owned(),
            raw: raw.to_owned(),
            unit: unit.to_owned(),
            value: entry(7, raw, unit).value,
            by: String::new(),
            at: DateTime::default(),
            answer: answer.map(str::to_owned),
            answerer: None,
        }
    }

    #[test]
    fn a_flag_is_open_until_its_cell_is_changed_or_answered() {
        let entries =
            |raw: &str, unit: &str| HashMap::from([((7, Measure::Period), entry(7, raw, unit))]);
        let cases = [
            (flag("300", "bvnd", None), "300", "bvnd", true, 0),
            (flag("300", "bvnd", None), "300", "mvnd", false, 1),
            // The same in another spelling is no correction.
            (flag("300", "bvnd", None), "300.0", "bvnd", true, 0),
            (flag("300", "bvnd", None), "300000", "mvnd", true, 0),
            (flag("300", "bvnd", None), "301", "bvnd", false, 1),
            (
                flag("300", "bvnd", Some("đúng, đơn hàng lớn")),
                "300",
                "bvnd",
                false,
                0,
            ),
        ];
        for (flag, raw, unit, open, given) in cases {
            assert_eq!(flag.is_open(&entries(raw, unit)), open, "{raw} {unit}");
            assert_eq!(
                answers_given(&[flag], &entries(raw, unit), |raw, _, _| raw.to_owned()).len(),
                given,
                "{raw} {unit}"
            );
        }
        assert!(
            !flag("300", "bvnd", None).is_open(&HashMap::new()),
            "an emptied cell is a changed one"
        );
        assert!(
            flag("", "bvnd", None).is_open(&HashMap::new()),
            "a cell that was missing and still is"
        );
    }

    #[test]
    fn two_times_handed_in_differ_in_the_cells_that_differ() {
        let kept = |raw: &str| Kept {
            raw: raw.to_owned(),
            unit: "bvnd".to_owned(),
            reason: None,
        };
        let before = Snapshot::from([("1".to_owned(), kept("5")), ("2".to_owned(), kept("6"))]);
        let after = Snapshot::from([
            ("1".to_owned(), kept("5")),
            ("2".to_owned(), kept("7")),
            ("3t".to_owned(), kept("8")),
        ]);
        let found: Vec<String> = changes(&before, &after)
            .into_iter()
            .map(|change| change.key)
            .collect();
        assert_eq!(found, ["2", "3t"]);
        assert_eq!(changes(&after, &after), []);
    }

    fn indicator(id: i64, time_kind: TimeKind) -> Indicator {
        Indicator {
            id,
            code: format!("i{id}"),
            is_product: false,
            name: String::new(),
            name_en: String::new(),
            aliases: String::new(),
            dimension: Dimension::Vnd,
            own_unit: None,
            own_unit_en: None,
            source: Source::Filing,
            time_kind,
            unit: Dimension::Vnd.canonical_unit(),
            scale: 0,
            sentence_step: None,
            part_of: None,
            weight: None,
            folded: false,
            valid_until: None,
        }
    }

    #[test]
    fn the_effect_is_that_of_the_indicator_moved_most() {
        let catalogue = Catalogue {
            all: vec![
                indicator(7, TimeKind::Flow),
                indicator(8, TimeKind::Stock),
                indicator(9, TimeKind::Rate),
            ],
        };
        let entries = [
            entry(7, "30", "vnd"),
            entry(8, "12", "vnd"),
            entry(9, "900", "vnd"),
        ];
        let entries: HashMap<Key, Entry> = entries
            .into_iter()
            .map(|entry| (entry.key(), entry))
            .collect();
        let totals = HashMap::from([(7, dec!(1000)), (8, dec!(100)), (9, dec!(1))]);
        let moved = |known: &[(i64, Decimal)]| {
            effect(
                &entries,
                &known.iter().copied().collect(),
                &totals,
                &catalogue,
            )
        };
        // An average adds to no total; 12 of 100 weighs more than 30 of 1000.
        assert_eq!(moved(&[]), Some((dec!(0.12), 8)));
        // What counts already moves nothing.
        assert_eq!(moved(&[(8, dec!(12))]), Some((dec!(0.03), 7)));
        assert_eq!(
            effect(&entries, &HashMap::new(), &HashMap::new(), &catalogue),
            None
        );
    }
}

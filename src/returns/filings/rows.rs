//! The rows of the entry grid: what was typed beside what it is compared with.

use super::load::Loaded;
use super::model::{CellOrigin, Entry, Key, key_text};
use super::row_words::{change, in_words, percent, read_out, shown, understood, units};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::quantity::{self, Unit};
use crate::foundation::kernel::{Frequency, Measure, Period, Reporter};
use crate::standards::checks::{Finding, Repair, Severity};
use crate::standards::forms::Line;
use crate::standards::indicators::{Catalogue, Indicator};
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::HashMap;

/// Which columns a form has besides the period's own, and what stands above them.
pub struct Columns {
    pub period: String,
    pub to_date: Option<&'static str>,
    pub total: Option<&'static str>,
    /// The period just before, unless that is last year's.
    pub before: Option<String>,
    pub last_year: String,
}

impl Columns {
    pub fn new(lines: &[Line], period: Period, lang: Lang) -> Columns {
        let in_period = match period.frequency() {
            Frequency::Month => Text::new("Trong tháng", "In the month"),
            Frequency::Quarter => Text::new("Trong quý", "In the quarter"),
            Frequency::Half | Frequency::NineMonths => Text::new("Trong kỳ", "In the period"),
            Frequency::Year => Text::new("Trong năm", "In the year"),
        };
        let total = Text::new("Từ khi cấp GCN", "Since the certificate");
        let yearly = period.before() == period.last_year();
        Columns {
            period: if yearly {
                format!(
                    "{} {period}",
                    Text::new("Thực hiện", "Actual").in_lang(lang)
                )
            } else {
                in_period.in_lang(lang).to_owned()
            },
            to_date: lines
                .iter()
                .any(|line| line.to_date)
                .then(|| Measure::ToDate.words().in_lang(lang)),
            total: lines
                .iter()
                .any(|line| line.total_id.is_some())
                .then(|| total.in_lang(lang)),
            before: (!yearly).then(|| period.before().short(lang)),
            last_year: period.last_year().short(lang),
        }
    }

    /// How many columns the grid has.
    pub fn count(&self) -> usize {
        8 + usize::from(self.to_date.is_some())
            + usize::from(self.total.is_some())
            + usize::from(self.before.is_some())
    }
}

/// Rows of the entry grid, under a heading or none.
pub struct Group {
    /// Empty for the lines of the form itself.
    pub title: &'static str,
    pub rows: Vec<Row>,
}

/// One line of the form in the entry grid.
pub struct Row {
    /// The indicator; in a sheet of enterprises, who reports.
    pub id: String,
    pub number: String,
    /// The indicator's code, for the page of its revisions.
    pub code: String,
    pub name: String,
    pub part: bool,
    pub required: bool,
    pub units: Vec<(String, String, bool)>,
    pub unit: String,
    pub unit_code: &'static str,
    /// The same period of last year, the period before, and the year's plan, in the row's unit.
    pub prior: String,
    pub before: String,
    pub plan: String,
    pub of_prior: String,
    pub of_plan: String,
    /// In the period, since January, since the certificate; a column this line lacks is `None`.
    pub cells: Vec<Option<Cell>>,
}

/// One input of the grid.
pub struct Cell {
    /// `7`, or `7t` for the sum since January.
    pub key: String,
    /// The indicator's code, for the page of its revisions.
    pub code: String,
    pub column: &'static str,
    pub raw: String,
    /// For whoever only reads it, see [`read_out`]: the figure, and what was typed where that is something else.
    pub read: String,
    pub typed: String,
    /// What is stored, for the check that nobody else changed it.
    pub base: String,
    pub base_unit: String,
    /// What it must be, given the other column or the parts of a total.
    pub derived: String,
    /// Added up by the form.
    pub total: bool,
    pub findings: Vec<Found>,
    pub reason: String,
    pub asks_reason: bool,
    /// Sent back and not answered yet.
    pub returned: bool,
    pub understood: String,
    pub words: String,
}

/// A finding beside its cell.
pub struct Found {
    /// `V10`.
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub repair: Option<Repair>,
}

impl Found {
    fn new(finding: &Finding) -> Found {
        let Finding { code, severity, .. } = *finding;
        Found {
            code,
            severity,
            message: finding.message.clone(),
            repair: finding.repair.clone(),
        }
    }

    pub fn blocks(&self) -> bool {
        self.severity == Severity::Blocks
    }

    /// Only worth knowing: nothing is asked.
    pub fn informs(&self) -> bool {
        self.severity == Severity::Information
    }

    fn to_json(&self) -> serde_json::Value {
        let repair = self
            .repair
            .as_ref()
            .map(|r| json!({ "raw": r.raw, "unit": r.unit, "label": r.label }));
        json!({ "code": self.code, "blocks": self.blocks(), "informs": self.informs(), "message": self.message, "repair": repair })
    }
}

/// How findings are coloured: a blocking one outweighs the others, information has no colour.
fn tone<'a>(findings: impl Iterator<Item = &'a Found>) -> &'static str {
    match findings.map(|found| found.severity).min() {
        Some(Severity::Blocks) => "is-error",
        Some(Severity::Explain) => "is-warning",
        Some(Severity::Information) | None => "",
    }
}

impl Cell {
    pub fn tone(&self) -> &'static str {
        tone(self.findings.iter())
    }
}

impl Row {
    pub fn tone(&self) -> &'static str {
        tone(self.present().flat_map(|cell| &cell.findings))
    }

    /// The row in a sheet of enterprises: its cells are named by who reports instead of the indicator.
    #[must_use]
    pub fn renamed(mut self, line: &Line, reporter: Reporter) -> Row {
        for cell in self.cells.iter_mut().flatten() {
            let own = cell.key.trim_end_matches('t') == line.indicator_id.to_string();
            let column = if !own {
                "c"
            } else if cell.key.ends_with('t') {
                "t"
            } else {
                ""
            };
            cell.key = format!("{reporter}{column}");
        }
        self.id = reporter.to_string();
        self
    }

    /// The cells this line has.
    pub fn present(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().flatten()
    }

    /// The row as the script of the grid takes it.
    pub fn to_json(&self) -> serde_json::Value {
        let cells: serde_json::Map<String, serde_json::Value> = self
            .present()
            .map(|cell| {
                let findings: Vec<_> = cell.findings.iter().map(Found::to_json).collect();
                let value = json!({
                    "raw": cell.raw, "base": cell.base, "baseUnit": cell.base_unit, "derived": cell.derived, "unit": self.unit_code,
                    "understood": cell.understood, "words": cell.words,
                    "findings": findings, "asksReason": cell.asks_reason, "reason": cell.reason,
                });
                (cell.key.clone(), value)
            })
            .collect();
        json!({
            "prior": self.prior, "before": self.before, "plan": self.plan,
            "ofPrior": self.of_prior, "ofPlan": self.of_plan, "cells": cells,
        })
    }
}

/// What the rows are made from.
pub struct RowFacts<'a> {
    pub loaded: &'a Loaded,
    pub plan: &'a HashMap<i64, Decimal>,
    pub findings: &'a [Finding],
    /// What was posted and not saved.
    pub posted: &'a HashMap<Key, Entry>,
    /// Whether missing cells are already called wrong.
    pub attempted: bool,
    pub lang: Lang,
}

impl RowFacts<'_> {
    /// The grid, line by line in the order of the form, as it is printed; the output of products under a heading of its own.
    pub fn groups(&self, columns: &Columns) -> Vec<Group> {
        let catalogue = &self.loaded.catalogue;
        let is_product = |line: &&Line| {
            catalogue
                .by_id(line.indicator_id)
                .is_some_and(|indicator| indicator.is_product)
        };
        let rows = |wanted: bool| -> Vec<Row> {
            let lines = self.loaded.lines.iter();
            let wanted = lines.filter(|line| is_product(line) == wanted);
            wanted.filter_map(|line| self.row(line, columns)).collect()
        };
        let output = Text::new("Sản lượng", "Output").in_lang(self.lang);
        let groups = [("", rows(false)), (output, rows(true))];
        let filled = groups.into_iter().filter(|(_, rows)| !rows.is_empty());
        filled.map(|(title, rows)| Group { title, rows }).collect()
    }

    /// One line of the form.
    pub fn one(&self, line: &Line, columns: &Columns) -> Option<Row> {
        self.row(line, columns)
    }

    fn entry(&self, key: Key) -> Option<&Entry> {
        self.posted
            .get(&key)
            .or_else(|| self.loaded.entries.get(&key))
    }

    fn row(&self, line: &Line, columns: &Columns) -> Option<Row> {
        let (lang, loaded) = (self.lang, self.loaded);
        let indicator = loaded.catalogue.by_id(line.indicator_id)?;
        let key = (line.indicator_id, Measure::Period);
        let keys = [
            Some(key),
            line.to_date.then_some((line.indicator_id, Measure::ToDate)),
            line.total_id.map(|total| (total, Measure::Period)),
        ];
        let typed = keys
            .into_iter()
            .flatten()
            .filter_map(|key| self.entry(key))
            .find(|entry| !entry.raw.is_empty());
        let unit = typed
            .and_then(|entry| quantity::unit(&entry.unit))
            .unwrap_or(line.unit(indicator, loaded.currency));
        let known = |period: Period| loaded.history.get(&(indicator.id, period)).copied();
        let (prior, before) = (
            known(loaded.period.last_year()),
            known(loaded.period.before()),
        );
        let plan = self.plan.get(&indicator.id).copied();
        let value = |measure| {
            self.entry((indicator.id, measure))
                .and_then(|entry| entry.value)
                .or(loaded.derived((indicator.id, measure)))
        };
        let so_far = if line.to_date {
            value(Measure::ToDate)
        } else {
            value(Measure::Period)
        };
        let show = |value: Option<Decimal>| {
            value.map_or_else(String::new, |value| {
                shown(indicator, value, unit, loaded.usd_rate, lang)
            })
        };
        let offered = [true, columns.to_date.is_some(), columns.total.is_some()];
        Some(Row {
            id: indicator.id.to_string(),
            number: line.code.clone(),
            code: indicator.code.clone(),
            name: indicator.name(lang).to_owned(),
            part: indicator.part_of.is_some() || line.code.contains('.'),
            required: line.required && !loaded.is_total(key),
            units: units(indicator, loaded.usd_rate.is_some(), unit)
                .into_iter()
                .map(|u| {
                    (
                        u.code.to_owned(),
                        indicator.unit_words(u, lang).to_owned(),
                        u.code == unit.code,
                    )
                })
                .collect(),
            unit: indicator.unit_words(unit, lang).to_owned(),
            unit_code: unit.code,
            prior: show(prior),
            before: show(before),
            plan: show(plan),
            of_prior: change(value(Measure::Period), prior, lang),
            // Within the year only what has been added up so far can be held against the year's plan.
            of_plan: if line.to_date || loaded.period.frequency() == Frequency::Year {
                percent(so_far, plan, lang)
            } else {
                String::new()
            },
            cells: keys
                .into_iter()
                .zip(["period", "to_date", "total"])
                .zip(offered)
                .filter(|(_, offered)| *offered)
                .map(|((key, column), _)| Some(self.cell(key?, column, unit)))
                .collect(),
        })
    }

    fn cell(&self, key: Key, column: &'static str, unit: &'static Unit) -> Cell {
        let (lang, loaded) = (self.lang, self.loaded);
        let entry = self.entry(key);
        let value = entry.and_then(|entry| entry.value);
        let indicator = loaded.catalogue.by_id(key.0);
        let total = loaded.is_total(key);
        // While it can be typed over, a total that was added up stands behind its empty cell.
        let behind = total
            && loaded.is_editable()
            && entry.is_some_and(|entry| entry.origin == CellOrigin::Derived);
        let raw = entry
            .filter(|_| !behind)
            .map_or_else(String::new, |entry| entry.raw.clone());
        let own: Vec<&Finding> = self
            .findings
            .iter()
            .filter(|f| (f.indicator_id, f.measure) == key && (self.attempted || f.code != "V02"))
            .collect();
        let reason = entry
            .and_then(|entry| entry.reason.clone())
            .unwrap_or_default();
        let said = |say: &dyn Fn(&Indicator, Decimal) -> String| {
            indicator
                .zip(value)
                .map_or_else(String::new, |(indicator, value)| say(indicator, value))
        };
        let sum = loaded
            .sum_words(key, lang)
            .map_or_else(String::new, |words| format!(", {words}"));
        let empty = entry.is_none_or(|entry| entry.raw.is_empty());
        let follows = loaded.column_words(key, lang).filter(|_| empty);
        let read = indicator
            .zip(entry)
            .filter(|(_, entry)| !entry.raw.is_empty());
        let (read, typed) = read
            .map(|(indicator, entry)| read_out(indicator, entry, lang))
            .unwrap_or_default();
        Cell {
            key: key_text(key),
            read,
            typed,
            code: indicator.map_or_else(String::new, |indicator| indicator.code.clone()),
            column,
            base: loaded
                .typed(key)
                .map_or_else(String::new, |entry| entry.raw.clone()),
            base_unit: loaded
                .entries
                .get(&key)
                .map_or_else(|| unit.code.to_owned(), |entry| entry.unit.clone()),
            derived: loaded
                .derived(key)
                .filter(|_| raw.is_empty())
                .and_then(|value| Some(shown(indicator?, value, unit, loaded.usd_rate, lang)))
                .unwrap_or_default(),
            total,
            raw,
            asks_reason: !reason.is_empty() || own.iter().any(|f| f.severity == Severity::Explain),
            findings: own.iter().map(|finding| Found::new(finding)).collect(),
            reason,
            returned: loaded
                .flags
                .iter()
                .any(|flag| flag.key == key && flag.is_open(&loaded.entries)),
            understood: follows.unwrap_or_else(|| {
                said(&|indicator, value| understood(indicator, value, lang) + &sum)
            }),
            words: said(&|indicator, value| in_words(indicator, value)),
        }
    }
}

/// The name of a cell for messages: the indicator's, with its column where the form has several.
pub fn cell_name((indicator, measure): Key, catalogue: &Catalogue, lang: Lang) -> String {
    let name = catalogue
        .by_id(indicator)
        .map_or("", |indicator| indicator.name(lang));
    match measure {
        Measure::Period => name.to_owned(),
        Measure::ToDate => format!("{name} ({})", measure.words().in_lang(lang).to_lowercase()),
    }
}

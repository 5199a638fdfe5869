//! What taking an import would do, cell by cell. The preview shows it and the taking does it: there is no other way.

use super::answers::{PlanAnswer, SourceAnswer};
use super::cells::CellReader;
use super::choices::Choices;
use super::plan_words::{row_words, twice};
use super::planned::{PlanCell, PlanRow};

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Reporter;
use crate::foundation::workbooks::Locale;
use crate::returns::filings::answers::Given;
use crate::returns::filings::load::Loaded;

use crate::returns::reading::{FileQuestion, NOBODY, Reading};
use std::collections::{HashMap, HashSet};

/// What taking an import would do.
pub struct Plan {
    pub rows: Vec<PlanRow>,
    /// Nothing decides how the file writes its numbers; these hang on it.
    pub unclear: Vec<String>,
    /// What is asked about the file as a whole and not answered: until then nothing is taken.
    pub questions: Vec<FileQuestion>,
}

impl Plan {
    /// The cells of a row that would be written. A cell that waits holds no other back: a draft may have gaps, and says so.
    pub fn taken<'a>(&self, row: &'a PlanRow) -> Vec<&'a PlanCell> {
        if !self.questions.is_empty() || !row.faults.is_empty() {
            Vec::new()
        } else {
            row.writes().collect()
        }
    }

    /// The answers of a row that would be written.
    pub fn taken_answers<'a>(&self, row: &'a PlanRow) -> Vec<&'a PlanAnswer> {
        if self.questions.is_empty() && row.faults.is_empty() {
            row.answers
                .iter()
                .filter(|answer| answer.is_written())
                .collect()
        } else {
            Vec::new()
        }
    }

    /// How many reports and cells would be written; an answer counts as a cell.
    pub fn size(&self) -> (usize, usize) {
        let sizes = self
            .rows
            .iter()
            .map(|row| self.taken(row).len() + self.taken_answers(row).len())
            .filter(|size| *size > 0);
        sizes.fold((0, 0), |(rows, cells), size| (rows + 1, cells + size))
    }
}

/// What rows are held against.
pub struct Against<'a> {
    /// The reports of the matched enterprises; they take in what would be saved.
    pub reports: &'a mut HashMap<Reporter, Loaded>,
    /// Enterprises that have firmer figures for the period.
    pub superseded: &'a HashSet<Reporter>,
    /// What the reports answer, by report.
    pub given: &'a HashMap<i64, Given>,
    /// Answers in words of the portal's own workbook: of its first row.
    pub answers: &'a [SourceAnswer],
    /// Whether every row is asked about by the checks; else whoever shows a row asks about it.
    pub checks: bool,
}

/// What would happen to every row of a reading.
pub fn plan(
    reading: &Reading,
    matches: &[Result<Reporter, Text>],
    against: Against<'_>,
    choices: &Choices,
    lang: Lang,
) -> Plan {
    let rows = &reading.rows;
    let locale = choices.locale(reading);
    let mut places: HashMap<Reporter, Vec<String>> = HashMap::new();
    for (row, who) in rows.iter().zip(matches) {
        if let Ok(who) = who {
            let place = row_words(&row.sheet_name, row.row, lang);
            places.entry(*who).or_default().push(place);
        }
    }
    let reader = CellReader {
        choices,
        main: reading.sheet,
        locale: &locale,
        superseded: against.superseded,
        given: against.given,
        checks: against.checks,
        lang,
    };
    let mut planned = Vec::with_capacity(rows.len());
    for (row, matched) in rows.iter().zip(matches) {
        let mut faults = Vec::new();
        let report = match matched {
            Ok(id) => against.reports.get_mut(id).ok_or(NOBODY),
            Err(why) => Err(*why),
        };
        let several = matched.as_ref().ok().and_then(|id| places.get(id));
        if let Some(several) = several.filter(|places| places.len() > 1) {
            faults.push(twice(several, lang));
        }
        let answers = if planned.is_empty() {
            against.answers
        } else {
            &[]
        };
        planned.push(match report {
            Ok(report) => reader.row(row, report, answers, faults),
            Err(why) => {
                faults.push(why.in_lang(lang).to_owned());
                reader.nobodys(row, faults)
            }
        });
    }
    let unclear = match locale {
        Locale::Unknown { examples, .. } => examples,
        _ => Vec::new(),
    };
    let open = |question: &&FileQuestion| !choices.agreed.contains(&question.code);
    Plan {
        rows: planned,
        unclear,
        questions: reading.questions.iter().filter(open).cloned().collect(),
    }
}

//! What taking an import would do, cell by cell. The preview shows it and the taking does it: there is no other way.

use super::answers::{self, PlanAnswer};
use super::choices::{Choices, Shape};
use super::plan_words::{
    ASSUMED, CLOSED, HEDGED, HIDDEN, LOCKED, NOBODY, NOT_ASKED, OTHER_UNIT, ROUNDED, SUPERSEDED,
    TWICE, UNCLEAR,
};
use super::source::{SourceCell, SourceRow};
use super::standing::Standing;
use crate::foundation::i18n::{Lang, Text, format_plain, round};
use crate::foundation::kernel::Reporter;
use crate::foundation::kernel::quantity::{self, both_money};
use crate::foundation::workbooks::{self, Content, Locale, Number};
use crate::platform::web::too_long;
use crate::returns::filings::answers::Given;
use crate::returns::filings::load::Loaded;
use crate::returns::filings::model::{CellInput, CellOrigin, Key, MAX_REASON, State};
use crate::standards::checks::Severity;
use std::collections::{HashMap, HashSet};

/// Decimals of a value taken in; what a spreadsheet calculated may have fifteen.
const DECIMALS: u32 = 6;

/// One cell of the file and what it would become.
pub struct PlanCell {
    pub at: String,
    pub label: String,
    pub key: Option<Key>,
    /// As the file has it, or as corrected by hand.
    pub shown: String,
    pub fixed: bool,
    pub standing: Standing,
    /// What would be saved, and over what.
    pub input: Option<CellInput>,
    /// The reason given in the report before.
    pub before_reason: Option<String>,
    /// "1.054,5 tỷ đồng".
    pub understood: String,
    /// What stands in the report now.
    pub known: String,
    /// What is wrong, or worth knowing.
    pub notes: Vec<String>,
}

/// One row of the file.
pub struct PlanRow {
    /// From 0.
    pub row: u32,
    /// What the file calls it.
    pub named: String,
    pub enterprise: Option<(Reporter, String)>,
    pub filing_id: Option<i64>,
    pub cells: Vec<PlanCell>,
    pub answers: Vec<PlanAnswer>,
    /// What keeps the whole row from being taken.
    pub faults: Vec<String>,
}

impl PlanRow {
    /// Whether something of it cannot be taken.
    pub fn is_faulty(&self) -> bool {
        let answers = self.answers.iter().map(|answer| answer.standing);
        let mut standings = self.cells.iter().map(|cell| cell.standing).chain(answers);
        !self.faults.is_empty() || standings.any(|standing| standing == Standing::Fault)
    }

    /// What would be written.
    pub fn writes(&self) -> impl Iterator<Item = &PlanCell> {
        self.cells
            .iter()
            .filter(|cell| matches!(cell.standing, Standing::New | Standing::Replaces))
    }
}

/// What taking an import would do.
pub struct Plan {
    pub rows: Vec<PlanRow>,
    /// Nothing decides how the file writes its numbers; these hang on it.
    pub unclear: Vec<String>,
    shape: Shape,
}

impl Plan {
    /// The cells of a row that would be written: a table's row whole or not at all, a form cell by cell.
    pub fn taken<'a>(&self, row: &'a PlanRow) -> Vec<&'a PlanCell> {
        let whole = self.shape == Shape::Enterprises && row.is_faulty();
        if whole || !row.faults.is_empty() {
            Vec::new()
        } else {
            row.writes().collect()
        }
    }

    /// The answers of a row that would be written.
    pub fn taken_answers<'a>(&self, row: &'a PlanRow) -> Vec<&'a PlanAnswer> {
        if row.faults.is_empty() {
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

/// What would happen to every row. `reports` holds the reports of the matched enterprises and takes in what would be saved;
/// `superseded` are those enterprises that have firmer figures for the period; `given` is what the reports answer, by report.
pub fn plan(
    rows: &[SourceRow],
    matches: &[Result<Reporter, Text>],
    reports: &mut HashMap<Reporter, Loaded>,
    superseded: &HashSet<Reporter>,
    given: &HashMap<i64, Given>,
    choices: &Choices,
    lang: Lang,
) -> Plan {
    let locale = match choices.english {
        Some(true) => Locale::English,
        Some(false) => Locale::Vietnamese,
        None => workbooks::locale_of(
            rows.iter()
                .flat_map(|row| row.cells.iter().map(|cell| &cell.content)),
        ),
    };
    let mut seen = HashSet::new();
    let twice: HashSet<Reporter> = matches
        .iter()
        .flatten()
        .filter(|id| !seen.insert(**id))
        .copied()
        .collect();
    let reader = CellReader {
        choices,
        locale: &locale,
        superseded,
        given,
        lang,
    };
    let mut planned = Vec::with_capacity(rows.len());
    for (row, matched) in rows.iter().zip(matches) {
        let mut faults = Vec::new();
        let report = match matched {
            Ok(id) => reports.get_mut(id).ok_or(NOBODY),
            Err(why) => Err(*why),
        };
        if matched.as_ref().is_ok_and(|id| twice.contains(id)) {
            faults.push(TWICE.in_lang(lang).to_owned());
        }
        planned.push(match report {
            Ok(report) => reader.row(row, report, faults),
            Err(why) => {
                faults.push(why.in_lang(lang).to_owned());
                reader.nobodys(row, faults)
            }
        });
    }
    let unclear = match locale {
        Locale::Unknown { examples } => examples,
        _ => Vec::new(),
    };
    Plan {
        rows: planned,
        unclear,
        shape: choices.shape,
    }
}

/// Reads cells under the choices made.
struct CellReader<'a> {
    choices: &'a Choices,
    locale: &'a Locale,
    superseded: &'a HashSet<Reporter>,
    given: &'a HashMap<i64, Given>,
    lang: Lang,
}

impl CellReader<'_> {
    fn nobodys(&self, row: &SourceRow, faults: Vec<String>) -> PlanRow {
        let cells = row.cells.iter().map(|cell| self.blank(cell)).collect();
        let (named, answers) = (row.who.words(), Vec::new());
        PlanRow {
            row: row.row,
            named,
            enterprise: None,
            filing_id: None,
            cells,
            answers,
            faults,
        }
    }

    fn row(&self, row: &SourceRow, report: &mut Loaded, mut faults: Vec<String>) -> PlanRow {
        let mut cells: Vec<PlanCell> = row
            .cells
            .iter()
            .map(|cell| self.cell(cell, report))
            .collect();
        let nothing = Given::new();
        let given = self.given.get(&report.filing.id).unwrap_or(&nothing);
        let answers = answers::plan(&row.answers, given, report, self.choices.replace, self.lang);
        let writes = cells
            .iter()
            .any(|cell| matches!(cell.standing, Standing::New | Standing::Replaces))
            || answers.iter().any(PlanAnswer::is_written);
        if writes && !report.state.editable() {
            faults.push(CLOSED.in_lang(self.lang).to_owned());
        } else if writes && report.closing.locked {
            faults.push(LOCKED.in_lang(self.lang).to_owned());
        } else if writes && self.superseded.contains(&report.filing.reporter()) {
            faults.push(SUPERSEDED.in_lang(self.lang).to_owned());
        }
        if report.state != State::Accepted {
            self.check(&mut cells, report);
        }
        PlanRow {
            row: row.row,
            named: row.who.words(),
            enterprise: Some((report.filing.reporter(), report.filing.name())),
            filing_id: Some(report.filing.id).filter(|id| *id != 0),
            cells,
            answers,
            faults,
        }
    }

    /// What the checks say about the report with the file's values in it.
    fn check(&self, cells: &mut [PlanCell], report: &mut Loaded) {
        for cell in cells
            .iter()
            .filter(|cell| matches!(cell.standing, Standing::New | Standing::Replaces))
        {
            if let Some(entry) = cell
                .input
                .as_ref()
                .and_then(|input| report.entry(input, self.lang))
            {
                report.entries.insert(entry.key(), entry);
            }
        }
        report.add_up(self.lang);
        for found in report.findings(self.lang) {
            let key = Some((found.indicator_id, found.measure));
            let cell = cells
                .iter_mut()
                .find(|cell| cell.key == key && cell.input.is_some());
            if let (Some(cell), Severity::Blocks | Severity::Explain) = (cell, found.severity) {
                cell.notes.push(found.message);
            }
        }
    }

    fn blank(&self, cell: &SourceCell) -> PlanCell {
        let at = cell.at.to_string();
        let fix = self.choices.fixes.get(&at);
        PlanCell {
            label: cell.label.clone(),
            key: cell.target,
            shown: fix.cloned().unwrap_or_else(|| shown(&cell.content)),
            fixed: fix.is_some(),
            standing: Standing::Blank,
            input: None,
            before_reason: None,
            understood: String::new(),
            known: String::new(),
            notes: Vec::new(),
            at,
        }
    }

    fn cell(&self, cell: &SourceCell, report: &Loaded) -> PlanCell {
        let mut planned = self.blank(cell);
        let content = match self.choices.fixes.get(&planned.at) {
            Some(fix) => Content::Text(fix.clone()),
            None => cell.content.clone(),
        };
        if content.is_blank() {
            return planned;
        }
        match self.understand(cell, &content, planned.fixed, report, &mut planned.notes) {
            Ok(input) => self.place(&mut planned, input, report),
            Err(fault) => {
                planned.standing = Standing::Fault;
                planned.notes.insert(0, fault);
            }
        }
        planned
    }

    /// What would be saved for a cell, or what is wrong with it.
    fn understand(
        &self,
        cell: &SourceCell,
        content: &Content,
        fixed: bool,
        report: &Loaded,
        notes: &mut Vec<String>,
    ) -> Result<CellInput, String> {
        let say = |text: Text| text.in_lang(self.lang).to_owned();
        if let Some(fault) = cell.fault.filter(|_| !fixed) {
            return Err(say(fault));
        }
        let key = cell
            .target
            .filter(|key| report.asked(*key).is_some())
            .ok_or_else(|| say(NOT_ASKED))?;
        let indicator = report
            .catalogue
            .by_id(key.0)
            .ok_or_else(|| say(NOT_ASKED))?;
        let own = if self.lang == Lang::En {
            Locale::English
        } else {
            Locale::Vietnamese
        };
        // What is typed here is typed in the reader's own way; the file has its own.
        let locale = if fixed { &own } else { self.locale };
        let number = workbooks::number(content, cell.unit, locale)
            .map_err(|fault| fault.message(self.lang))?;
        if number.ambiguous {
            return Err(say(UNCLEAR));
        }
        let Number {
            value,
            unit,
            hedged,
            assumed,
            ..
        } = number;
        let unit = unit
            .and_then(quantity::unit)
            .or(cell.unit)
            .unwrap_or(indicator.unit);
        if unit.dimension != indicator.dimension && !both_money(unit.dimension, indicator.dimension)
        {
            return Err(say(OTHER_UNIT));
        }
        let kept = round(value, DECIMALS);
        notes.extend((kept != value).then(|| say(ROUNDED)));
        notes.extend(hedged.then(|| say(HEDGED)));
        notes.extend(assumed.then(|| say(ASSUMED)));
        notes.extend(cell.hidden.then(|| say(HIDDEN)));
        let raw = format_plain(kept, DECIMALS, self.lang);
        let reader = report
            .reader(key, self.lang)
            .ok_or_else(|| say(NOT_ASKED))?;
        reader.read(&raw, unit.code)?;
        let base = report
            .typed(key)
            .map(|entry| (entry.raw.clone(), entry.unit.clone()))
            .unwrap_or_default();
        let reason = cell.reason.clone();
        if let Some(fault) = reason
            .as_deref()
            .and_then(|reason| too_long(reason, MAX_REASON, self.lang))
        {
            return Err(fault);
        }
        Ok(CellInput {
            key,
            raw,
            unit: unit.code.to_owned(),
            reason,
            base: Some(base),
            origin: CellOrigin::Imported,
        })
    }

    /// Holds what would be saved against what stands in the report.
    fn place(&self, planned: &mut PlanCell, mut input: CellInput, report: &Loaded) {
        let key = input.key;
        let words = |raw: &str, unit: &str| {
            let words = report
                .catalogue
                .by_id(key.0)
                .zip(quantity::unit(unit))
                .map(|(i, unit)| i.unit_words(unit, self.lang));
            format!("{raw} {}", words.unwrap_or_default())
                .trim()
                .to_owned()
        };
        // What was added up gives way to what the file says.
        let known = report.typed(key);
        let value = report
            .entry(&input, self.lang)
            .and_then(|entry| entry.value);
        planned.understood = words(&input.raw, &input.unit);
        planned.known = known.map_or_else(String::new, |known| words(&known.raw, &known.unit));
        planned.standing = match known {
            None => Standing::New,
            Some(known) if known.value.is_some() && known.value == value => Standing::Same,
            Some(_) if self.choices.replace => Standing::Replaces,
            Some(_) => {
                let text = Text::new(
                    "Báo cáo đang có số khác. Muốn lấy số của tệp, chọn “Thay số đang có”.",
                    "The report has another value. To take the file's, choose “Replace what is there”.",
                );
                planned.notes.insert(0, text.in_lang(self.lang).to_owned());
                Standing::Fault
            }
        };
        // A reason given before stays where the file gives none.
        planned.before_reason = report
            .entries
            .get(&key)
            .and_then(|entry| entry.reason.clone());
        input.reason = input.reason.or_else(|| planned.before_reason.clone());
        planned.input = Some(input);
    }
}

/// A cell's content as a person would type it.
pub fn shown(content: &Content) -> String {
    match content {
        Content::Empty => String::new(),
        Content::Text(text) => text.trim().to_owned(),
        Content::Number(text) => text.replace('.', ","),
        Content::Date(at) => crate::foundation::i18n::format_date(at.date()),
        Content::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Content::Error(_) => "#".to_owned(),
    }
}

//! One cell of a reading, held against the report it goes to: the number and unit it is, what it would replace, what is wrong.

use super::answers::{self, PlanAnswer, SourceAnswer};
use super::choices::Choices;
use super::plan_words::{
    ASSUMED, BEYOND, CLOSED, HEDGED, HIDDEN, LOCKED, NOT_ASKED, OTHER_UNIT, ROUNDED, SUPERSEDED,
    UNCLEAR, doubled,
};
use super::planned::{PlanCell, PlanRow};
use super::standing::Standing;
use crate::foundation::i18n::{Lang, Text, format_plain, round};
use crate::foundation::kernel::Reporter;
use crate::foundation::kernel::quantity::{self, Dimension, Unit, both_money};
use crate::foundation::workbooks::{self, Content, Locale, Number};
use crate::platform::web::too_long;
use crate::returns::filings::answers::Given;
use crate::returns::filings::load::Loaded;
use crate::returns::filings::model::{CellInput, CellOrigin, Entry, Key, MAX_REASON, State};
use crate::returns::reading::{SourceCell, SourceRow};
use crate::standards::checks::Severity;
use crate::standards::indicators::Indicator;
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// Decimals of a value taken in; what a spreadsheet calculated may have fifteen.
const DECIMALS: u32 = 6;

/// Reads cells under the choices made.
pub(super) struct CellReader<'a> {
    pub(super) choices: &'a Choices,
    /// The sheet shown: its addresses need no name.
    pub(super) main: usize,
    pub(super) locale: &'a Locale,
    pub(super) superseded: &'a HashSet<Reporter>,
    pub(super) given: &'a HashMap<i64, Given>,
    /// Whether every row is asked about by the checks.
    pub(super) checks: bool,
    pub(super) lang: Lang,
}

impl CellReader<'_> {
    pub(super) fn nobodys(&self, row: &SourceRow, faults: Vec<String>) -> PlanRow {
        let cells = row.cells.iter().map(|cell| self.blank(row, cell)).collect();
        let (named, answers) = (row.who.words(), Vec::new());
        PlanRow {
            row: row.row,
            key: row.key(),
            sheet: self.sheet(row),
            named,
            enterprise: None,
            filing_id: None,
            cells,
            answers,
            faults,
        }
    }

    /// The name of a row's sheet, where it is not the one shown.
    fn sheet(&self, row: &SourceRow) -> String {
        if row.sheet == self.main {
            String::new()
        } else {
            row.sheet_name.clone()
        }
    }

    pub(super) fn row(
        &self,
        row: &SourceRow,
        report: &mut Loaded,
        answers: &[SourceAnswer],
        mut faults: Vec<String>,
    ) -> PlanRow {
        let read = row.cells.iter().map(|cell| self.cell(row, cell, report));
        let (mut cells, entries): (Vec<PlanCell>, Vec<Option<Entry>>) = read.unzip();
        self.hold_doubles(&mut cells);
        let nothing = Given::new();
        let given = self.given.get(&report.filing.id).unwrap_or(&nothing);
        let answers = answers::plan(answers, given, report, self.choices.replace, self.lang);
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
            let filled = cells
                .iter()
                .zip(entries)
                .filter(|(cell, _)| cell.is_written());
            for entry in filled.filter_map(|(_, entry)| entry) {
                report.entries.insert(entry.key(), entry);
            }
            report.add_up(self.lang);
            if self.checks {
                warn(&mut cells, report, self.lang);
            }
        }
        PlanRow {
            row: row.row,
            key: row.key(),
            sheet: self.sheet(row),
            named: row.who.words(),
            enterprise: Some((report.filing.reporter(), report.filing.name())),
            filing_id: Some(report.filing.id).filter(|id| *id != 0),
            cells,
            answers,
            faults,
        }
    }

    /// Two figures for one cell of the report: both wait until one is cleared.
    fn hold_doubles(&self, cells: &mut [PlanCell]) {
        let mut places: HashMap<Key, Vec<String>> = HashMap::new();
        let given = |cell: &PlanCell| cell.key.filter(|_| cell.standing != Standing::Blank);
        for cell in cells.iter() {
            if let Some(key) = given(cell) {
                places.entry(key).or_default().push(cell.at.clone());
            }
        }
        for cell in cells {
            let several = given(cell).and_then(|key| places.get(&key));
            if let Some(several) = several.filter(|places| places.len() > 1) {
                cell.standing = Standing::Fault;
                cell.input = None;
                cell.notes = vec![doubled(several, self.lang)];
            }
        }
    }

    fn blank(&self, row: &SourceRow, cell: &SourceCell) -> PlanCell {
        let other = row.sheet != self.main;
        let at = if other {
            format!("{}!{}", row.sheet_name, cell.at)
        } else {
            cell.at.to_string()
        };
        let fix_key = if other {
            format!("{}!{}", row.sheet + 1, cell.at)
        } else {
            cell.at.to_string()
        };
        let fix = self.choices.fixes.get(&fix_key);
        PlanCell {
            fix_key,
            unit_from: cell.unit_from.clone(),
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

    /// What a cell would become, and what the report would hold then.
    fn cell(
        &self,
        row: &SourceRow,
        cell: &SourceCell,
        report: &Loaded,
    ) -> (PlanCell, Option<Entry>) {
        let mut planned = self.blank(row, cell);
        let content = match self.choices.fixes.get(&planned.fix_key) {
            Some(fix) => Content::Text(fix.clone()),
            None => cell.content.clone(),
        };
        if content.is_blank() {
            return (planned, None);
        }
        let entry = match self.understand(cell, &content, planned.fixed, report, &mut planned.notes)
        {
            Ok(input) => self.place(&mut planned, input, report),
            Err(fault) => {
                planned.standing = Standing::Fault;
                planned.notes.insert(0, fault);
                None
            }
        };
        (planned, entry)
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
        if let Some(question) = cell.question.clone().filter(|_| !fixed) {
            return Err(question);
        }
        let key = cell
            .target
            .filter(|key| report.asked(*key).is_some())
            .ok_or_else(|| say(NOT_ASKED))?;
        let indicator = report
            .catalogue
            .by_id(key.0)
            .ok_or_else(|| say(NOT_ASKED))?;
        let (kept, unit) = self.amount(cell, content, fixed, report, indicator, notes)?;
        let raw = format_plain(kept, DECIMALS, self.lang);
        let reader = report
            .reader(key, self.lang)
            .ok_or_else(|| say(NOT_ASKED))?;
        let read = reader.read(&raw, unit.code)?;
        if read.is_some_and(|read| is_beyond(indicator.dimension, read.value)) {
            return Err(say(BEYOND));
        }
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

    /// The number of a cell and its unit: by what the cell itself names, what the file states for it, or the form's own.
    fn amount(
        &self,
        cell: &SourceCell,
        content: &Content,
        fixed: bool,
        report: &Loaded,
        indicator: &Indicator,
        notes: &mut Vec<String>,
    ) -> Result<(Decimal, &'static Unit), String> {
        let say = |text: Text| text.in_lang(self.lang).to_owned();
        let own = if self.lang == Lang::En {
            Locale::English
        } else {
            Locale::Vietnamese
        };
        // What is typed here is typed in the reader's own way; the file has its own.
        let locale = if fixed { &own } else { self.locale };
        // A unit typed into the cell answers the question about the unit of its column.
        let asked_unit = cell
            .target
            .and_then(|key| report.asked(key))
            .map(|asked| asked.unit);
        let stated = cell.unit.map(|measured| measured.unit);
        let number = workbooks::number(content, stated.or(asked_unit), locale)
            .map_err(|fault| fault.message(self.lang))?;
        let names_unit =
            matches!(content, Content::Text(text) if text.chars().any(char::is_alphabetic));
        if let Some(question) = cell.unit_question.clone().filter(|_| !fixed && !names_unit) {
            return Err(question);
        }
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
            .or(stated)
            .or(asked_unit)
            .unwrap_or(indicator.unit);
        if unit.dimension != indicator.dimension && !both_money(unit.dimension, indicator.dimension)
        {
            return Err(say(OTHER_UNIT));
        }
        // "Nghìn người" is a thousand of a unit that has no larger one.
        let times = cell.unit.map_or(1, |measured| measured.times);
        let value = if times == 1 || names_unit {
            value
        } else {
            value
                .checked_mul(times.into())
                .ok_or_else(|| say(OTHER_UNIT))?
        };
        let kept = round(value, DECIMALS);
        notes.extend((kept != value).then(|| say(ROUNDED)));
        notes.extend(hedged.then(|| say(HEDGED)));
        notes.extend(assumed.then(|| say(ASSUMED)));
        notes.extend(cell.hidden.then(|| say(HIDDEN)));
        Ok((kept, unit))
    }

    /// Holds what would be saved against what stands in the report.
    fn place(
        &self,
        planned: &mut PlanCell,
        mut input: CellInput,
        report: &Loaded,
    ) -> Option<Entry> {
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
        let entry = report.entry(&input, self.lang);
        let value = entry.as_ref().and_then(|entry| entry.value);
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
        let reason = input.reason.clone();
        planned.input = Some(input);
        entry.map(|entry| Entry { reason, ..entry })
    }
}

/// What the checks say about the report with the file's values in it, beside its cells.
fn warn(cells: &mut [PlanCell], report: &Loaded, lang: Lang) {
    for (key, message) in warnings(report, lang) {
        let cell = cells.iter_mut().find(|cell| cell.is_about(key));
        if let Some(cell) = cell {
            cell.notes.push(message);
        }
    }
}

/// What the checks ask about the cells of a report: what keeps it from being handed in, and what wants a reason.
pub(super) fn warnings(report: &Loaded, lang: Lang) -> Vec<(Key, String)> {
    let found = report.findings(lang).into_iter();
    let asks = found.filter(|found| matches!(found.severity, Severity::Blocks | Severity::Explain));
    asks.map(|found| ((found.indicator_id, found.measure), found.message))
        .collect()
}

/// Whether an amount is more than any enterprise of the country makes in a year (the largest exporter sold goods for some
/// 70 billion dollars): the unit is not what the file says.
fn is_beyond(dimension: Dimension, value: Decimal) -> bool {
    let most: i64 = match dimension {
        Dimension::Vnd => 2_000_000_000_000_000,
        Dimension::Usd => 80_000_000_000,
        _ => return false,
    };
    value.abs() > Decimal::from(most)
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

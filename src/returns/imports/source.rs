//! What a sheet says, by the choices made about it: rows of values that each have a place to go.

use serde::Deserialize;

use super::answers::{self, SourceAnswer};
use super::choices::{Amount, Choices, Column, Shape};
use super::guess;
use crate::foundation::i18n::{Text, fold};
use crate::foundation::kernel::quantity::{self, Unit};
use crate::foundation::kernel::{Measure, Reporter};
use crate::foundation::workbooks::{Book, Content, Position, Sheet};
use crate::standards::forms::{Line, Question};
use crate::standards::indicators::{Catalogue, Indicator};

/// The name of the invisible sheet in the portal's own workbooks.
pub const KEY_SHEET: &str = crate::returns::form_workbooks::KEY_SHEET;

/// A row of values for one enterprise.
pub struct SourceRow {
    /// From 0.
    pub row: u32,
    pub who: Who,
    pub cells: Vec<SourceCell>,
    /// Only the portal's own workbook asks in words.
    pub answers: Vec<SourceAnswer>,
}

/// What the file says about whose row it is.
#[derive(Default)]
pub struct Who {
    /// Chosen by a person.
    pub chosen: Option<Reporter>,
    pub tax_code: String,
    pub code: String,
    pub name: String,
    /// Code or name of the project, where the file has one.
    pub project: String,
}

impl Who {
    /// As the file calls it.
    pub fn words(&self) -> String {
        let parts = [&self.code, &self.tax_code, &self.name, &self.project];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" · ")
    }
}

/// A value and where it goes.
pub struct SourceCell {
    pub at: Position,
    /// What the value is called.
    pub label: String,
    /// The indicator and the column of the form; `None` when nothing like it is asked for.
    pub target: Option<(i64, Measure)>,
    /// The unit of the column or line.
    pub unit: Option<&'static Unit>,
    pub content: Content,
    /// Its row or column is hidden in the file.
    pub hidden: bool,
    pub reason: Option<String>,
    /// Wrong whatever the value is.
    pub fault: Option<Text>,
}

const SHIFTED: Text = Text::new(
    "Dòng này đã bị dời trong tệp, không còn đúng chỗ của mẫu. Xin nhập số của dòng này bằng tay.",
    "This row was moved within the file and is no longer where the form has it. Please type its figures by hand.",
);

/// What the first line of the key sheet says.
#[derive(Debug, Deserialize)]
pub struct About {
    pub izportal: u32,
    pub enterprise: String,
    #[serde(default)]
    pub project: Option<String>,
    pub form: String,
    pub form_since: chrono::NaiveDate,
    pub period: String,
}

#[derive(Deserialize)]
struct Place {
    row: u32,
    column: u32,
    note: u32,
    indicator: String,
    measure: Measure,
    unit: String,
}

/// Where an answer in words stands.
#[derive(Deserialize)]
struct AnswerPlace {
    row: u32,
    column: u32,
    question: String,
}

/// Whose report the portal's own workbook is; `None` for any other file, or a layout this version does not know.
pub fn about(book: &Book) -> Option<About> {
    let about: About = serde_json::from_str(key_lines(book)?.first()?).ok()?;
    (about.izportal == 1).then_some(about)
}

fn key_lines(book: &Book) -> Option<Vec<&str>> {
    let index = book
        .sheets
        .iter()
        .position(|sheet| sheet.name == KEY_SHEET && sheet.hidden)?;
    let rows = &book.sheet(index)?.rows;
    Some(
        rows.iter()
            .filter_map(|row| row.cells.first().and_then(|cell| cell.content.text()))
            .collect(),
    )
}

/// The rows of a book by the choices made.
pub fn rows(
    book: &Book,
    choices: &Choices,
    lines: &[Line],
    questions: &[Question],
    catalogue: &Catalogue,
) -> Vec<SourceRow> {
    match (choices.shape, book.sheet(choices.sheet)) {
        (Shape::Handout, Some(sheet)) => handout(book, sheet, catalogue, questions)
            .into_iter()
            .collect(),
        (Shape::Enterprises, Some(sheet)) => enterprises(sheet, choices, catalogue),
        (Shape::Indicators, Some(sheet)) => indicators(sheet, choices, lines, catalogue)
            .into_iter()
            .collect(),
        (_, None) => Vec::new(),
    }
}

fn handout(
    book: &Book,
    sheet: &Sheet,
    catalogue: &Catalogue,
    questions: &[Question],
) -> Option<SourceRow> {
    let about = about(book)?;
    let places = key_lines(book)?
        .into_iter()
        .skip(1)
        .filter_map(|line| serde_json::from_str::<Place>(line).ok());
    let mut cells = Vec::new();
    for place in places {
        let indicator = catalogue.by_code(&place.indicator);
        let at = Position::new(place.row, place.column);
        let label = text_at(sheet, Position::new(place.row, 1));
        let note = text_at(sheet, Position::new(place.row, place.note));
        let in_place =
            indicator.is_some_and(|indicator| is_named(&label, indicator)) || place.column > 4;
        cells.push(SourceCell {
            at,
            label: label.trim_end_matches([' ', '*']).to_owned(),
            target: indicator.map(|indicator| (indicator.id, place.measure)),
            unit: quantity::unit(&place.unit),
            content: sheet.seen(at).clone(),
            hidden: sheet.cell(at).is_some_and(|cell| cell.hidden),
            reason: Some(note).filter(|note| !note.is_empty()),
            fault: (!in_place).then_some(SHIFTED),
        });
    }
    let answers = answers_of(book, sheet, questions);
    let who = Who {
        code: about.enterprise,
        project: about.project.unwrap_or_default(),
        ..Who::default()
    };
    Some(SourceRow {
        row: 0,
        who,
        cells,
        answers,
    })
}

/// Lines of the key that name a question instead of an indicator; a workbook made before forms had questions has none.
fn answers_of(book: &Book, sheet: &Sheet, questions: &[Question]) -> Vec<SourceAnswer> {
    let lines = key_lines(book).unwrap_or_default();
    let places = lines
        .into_iter()
        .skip(1)
        .filter_map(|line| serde_json::from_str::<AnswerPlace>(line).ok());
    places
        .map(|place| {
            let question = questions
                .iter()
                .find(|question| question.code == place.question);
            // The question stands over its answer.
            let label = text_at(
                sheet,
                Position::new(place.row.saturating_sub(1), place.column),
            );
            let in_place = question.is_none_or(|question| answers::is_asked(&label, question));
            let at = Position::new(place.row, place.column);
            SourceAnswer {
                at,
                label: place.question,
                question_id: question.map(|question| question.id),
                body: text_at(sheet, at),
                fault: (!in_place).then_some(SHIFTED),
            }
        })
        .collect()
}

/// Whether a row's label still names the indicator: nobody moved the rows.
fn is_named(label: &str, indicator: &Indicator) -> bool {
    let plain = fold(label.trim_end_matches([' ', '*']));
    [&indicator.name, &indicator.name_en]
        .into_iter()
        .any(|name| fold(name) == plain)
}

fn text_at(sheet: &Sheet, at: Position) -> String {
    match sheet.seen(at) {
        Content::Text(text) => text.trim().to_owned(),
        Content::Number(text) => text.clone(),
        _ => String::new(),
    }
}

fn enterprises(sheet: &Sheet, choices: &Choices, catalogue: &Catalogue) -> Vec<SourceRow> {
    let mut found = Vec::new();
    for row in sheet.rows.iter().filter(|row| row.index >= choices.body) {
        let mut who = Who {
            chosen: choices.matches.get(&row.index).copied(),
            ..Who::default()
        };
        let (mut cells, mut note) = (Vec::new(), None);
        for (column, role) in &choices.columns {
            let at = Position::new(row.index, *column);
            match role {
                Column::TaxCode => who.tax_code = text_at(sheet, at),
                Column::Code => who.code = text_at(sheet, at),
                Column::Name => who.name = text_at(sheet, at),
                Column::Project => who.project = text_at(sheet, at),
                Column::Note => note = Some(text_at(sheet, at)).filter(|note| !note.is_empty()),
                Column::Value {
                    indicator,
                    measure,
                    unit,
                } => {
                    let known = catalogue.by_code(indicator);
                    cells.push(SourceCell {
                        at,
                        label: known.map_or_else(String::new, |known| known.name.clone()),
                        target: known.map(|known| (known.id, *measure)),
                        unit: quantity::unit(unit),
                        content: sheet.seen(at).clone(),
                        hidden: sheet.cell(at).is_some_and(|cell| cell.hidden),
                        reason: None,
                        fault: None,
                    });
                }
                Column::Label | Column::Amount(_) => {}
            }
        }
        if let (Some(first), Some(note)) = (cells.first_mut(), note) {
            first.reason = Some(note);
        }
        let nothing = cells.iter().all(|cell| cell.content.is_blank());
        let named = !who.tax_code.is_empty() || !who.code.is_empty() || !who.name.is_empty();
        if !nothing
            && (named || who.chosen.is_some())
            && !is_total(&who.name)
            && !is_total(&who.code)
        {
            found.push(SourceRow {
                row: row.index,
                who,
                cells,
                answers: Vec::new(),
            });
        }
    }
    found
}

/// Rows that add others up are nobody's.
fn is_total(name: &str) -> bool {
    let folded = fold(name);
    ["tong", "tong cong", "tong so", "cong", "total"].contains(&folded.trim_matches([' ', ':']))
}

fn indicators(
    sheet: &Sheet,
    choices: &Choices,
    lines: &[Line],
    catalogue: &Catalogue,
) -> Option<SourceRow> {
    let column = |wanted: &Column| {
        choices
            .columns
            .iter()
            .find(|(_, role)| *role == wanted)
            .map(|(column, _)| *column)
    };
    let label = column(&Column::Label)?;
    let note = column(&Column::Note);
    let asked: Vec<&Indicator> = lines
        .iter()
        .filter_map(|line| catalogue.by_id(line.indicator_id))
        .collect();
    let mut cells: Vec<SourceCell> = Vec::new();
    for row in sheet.rows.iter().filter(|row| row.index >= choices.body) {
        let title = text_at(sheet, Position::new(row.index, label));
        let known = guess::labelled(&title, &asked);
        let line = known.and_then(|known| lines.iter().find(|line| line.indicator_id == known.id));
        let mut note = note
            .map(|column| text_at(sheet, Position::new(row.index, column)))
            .filter(|note| !note.is_empty());
        // A unit stands in a column of its own in most forms.
        let named = row
            .cells
            .iter()
            .filter_map(|cell| cell.content.text())
            .find_map(guess::unit_of);
        for (column, role) in &choices.columns {
            let Column::Amount(amount) = role else {
                continue;
            };
            let at = Position::new(row.index, *column);
            if title.is_empty() || sheet.seen(at).is_blank() {
                continue;
            }
            let target = line.and_then(|line| match amount {
                Amount::Period => Some((line.indicator_id, Measure::Period)),
                Amount::ToDate => line.to_date.then_some((line.indicator_id, Measure::ToDate)),
                Amount::Total => line.total_id.map(|total| (total, Measure::Period)),
            });
            cells.push(SourceCell {
                at,
                label: title.clone(),
                target,
                unit: named.or_else(|| known.map(|known| known.unit)),
                content: sheet.seen(at).clone(),
                hidden: sheet.cell(at).is_some_and(|cell| cell.hidden),
                reason: note.take(),
                fault: None,
            });
        }
    }
    let who = Who {
        chosen: choices.enterprise,
        ..Who::default()
    };
    (!cells.is_empty()).then_some(SourceRow {
        row: choices.body,
        who,
        cells,
        answers: Vec::new(),
    })
}

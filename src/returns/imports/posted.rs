//! Choices as a browser posts them.

use super::choices::Choices;
use crate::foundation::kernel::{Measure, Reporter, Vintage};
use crate::foundation::workbooks::{Book, MAX_COLUMNS, MAX_ROWS, Position};
use crate::platform::web::{AppError, FormData, fits};
use crate::returns::reading::{Amount, Column, Known, Reading, Shape, taken};

/// Longest correction of a cell.
const MAX_FIX: usize = 60;
/// Most questions answered in one form.
const MAX_AGREED: usize = 20;
/// Most corrections and chosen enterprises of one import.
const MAX_FIXES: usize = 5_000;

/// The choices of the form about sheet, columns and units. `read` is the book as it was shown: what a person left as it was read
/// stays read, so that looking again changes nothing.
pub fn choices(
    data: &FormData,
    before: &Choices,
    known: &[Known],
    read: Option<&Reading>,
) -> Choices {
    let row = |name: &str| {
        data.get(name)
            .parse::<u32>()
            .unwrap_or(1)
            .clamp(1, MAX_ROWS)
            - 1
    };
    let mut choices = before.clone();
    choices.replace = data.has("replace");
    // The buttons beside the question come after the select and win over it.
    choices.english = match data
        .all("writing")
        .filter(|writing| !writing.is_empty())
        .last()
    {
        Some("vi") => Some(false),
        Some("en") => Some(true),
        _ => None,
    };
    choices.vintage = Vintage::from_code(data.get("vintage"));
    choices.enterprise = enterprise(data.get("enterprise"), known);
    choices
        .agreed
        .extend(data.all("agreed").map(str::to_owned).take(MAX_AGREED));
    let Some(read) = read.filter(|_| data.has("shape")) else {
        return choices;
    };
    choices.shape = Shape::from_code(data.get("shape"));
    choices.sheet = data.get("sheet").parse().unwrap_or(read.sheet);
    choices.head = row("head");
    choices.body = row("body").max(choices.head);
    choices.columns = (0..MAX_COLUMNS)
        .filter_map(|column| {
            Some((
                column,
                role(
                    data.get(&format!("c.{column}")),
                    data.get(&format!("u.{column}")),
                )?,
            ))
        })
        .collect();
    let place = (read.shape, read.sheet, read.head, read.body);
    let moved = (choices.shape, choices.sheet, choices.head, choices.body) != place;
    choices.by_hand = before.by_hand || moved || choices.columns != taken(&read.columns);
    choices
}

/// What a column is taken for, as its select spells it.
pub fn role(code: &str, unit: &str) -> Option<Column> {
    let mut parts = code.splitn(3, ':');
    Some(match (parts.next()?, parts.next(), parts.next()) {
        ("tax", ..) => Column::TaxCode,
        ("code", ..) => Column::Code,
        ("name", ..) => Column::Name,
        ("project", ..) => Column::Project,
        ("label", ..) => Column::Label,
        ("note", ..) => Column::Note,
        ("unit", ..) => Column::Unit,
        ("owner", ..) => Column::Owner,
        ("a", Some("period"), _) => Column::Amount(Amount::Period),
        ("a", Some("to_date"), _) => Column::Amount(Amount::ToDate),
        ("a", Some("total"), _) => Column::Amount(Amount::Total),
        ("v", Some(measure), Some(indicator)) => Column::Value {
            indicator: indicator.to_owned(),
            measure: Measure::from_code(measure)?,
            unit: unit.to_owned(),
        },
        _ => return None,
    })
}

/// The select's spelling of a role.
pub fn role_code(column: &Column) -> String {
    match column {
        Column::TaxCode => "tax".to_owned(),
        Column::Code => "code".to_owned(),
        Column::Name => "name".to_owned(),
        Column::Project => "project".to_owned(),
        Column::Label => "label".to_owned(),
        Column::Note => "note".to_owned(),
        Column::Unit => "unit".to_owned(),
        Column::Owner => "owner".to_owned(),
        Column::Amount(Amount::Period) => "a:period".to_owned(),
        Column::Amount(Amount::ToDate) => "a:to_date".to_owned(),
        Column::Amount(Amount::Total) => "a:total".to_owned(),
        Column::Value {
            indicator, measure, ..
        } => format!("v:{}:{indicator}", measure.code()),
    }
}

/// "DN01 – Công ty …", or a code, a tax code, a name.
pub fn enterprise(typed: &str, known: &[Known]) -> Option<Reporter> {
    let code = typed.split(" – ").next().unwrap_or(typed).trim();
    let is = |e: &&Known| {
        e.code.eq_ignore_ascii_case(code)
            || e.tax_code.as_deref() == Some(code)
            || e.name() == typed.trim()
    };
    known
        .iter()
        .find(is)
        .filter(|_| !code.is_empty())
        .map(|e| e.reporter)
}

/// "E11", or "2!E11" in another sheet than the one shown.
fn is_cell(key: &str) -> bool {
    let (sheet, at) = key.split_once('!').unwrap_or(("1", key));
    sheet.parse::<usize>().is_ok() && Position::parse(at).is_some()
}

/// Corrections of cells and enterprises chosen for rows, added to those before. A correction that says what the file says is
/// none.
///
/// # Errors
/// [`AppError::TooLong`] for a correction that would not be kept whole.
pub fn corrections(
    data: &FormData,
    before: &Choices,
    book: &Book,
    known: &[Known],
) -> Result<Choices, AppError> {
    let mut choices = before.clone();
    for (name, value) in data.pairs() {
        if let Some(at) = name.strip_prefix("f.").filter(|at| is_cell(at)) {
            fits(value.trim(), MAX_FIX)?;
            let typed = value.trim().to_owned();
            let as_shown = data.get(&format!("w.{at}")) == typed;
            let was_fixed = choices.fixes.contains_key(at);
            if as_shown && !was_fixed || choices.fixes.len() >= MAX_FIXES {
                continue;
            }
            choices.fixes.insert(at.to_owned(), typed);
        } else if let Some(row) = name
            .strip_prefix("e.")
            .and_then(|row| row.parse::<u32>().ok())
            && choices.matches.len() < MAX_FIXES
            && let Some(id) = enterprise(value, known)
        {
            choices.matches.insert(row, id);
        }
    }
    let rows = u32::try_from(book.sheets.len())
        .unwrap_or(u32::MAX)
        .saturating_mul(MAX_ROWS);
    choices.matches.retain(|row, _| *row < rows);
    Ok(choices)
}

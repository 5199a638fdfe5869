//! Lines named by their numbers on the form: "I", "II.1".

use crate::foundation::workbooks::{Content, Position, Sheet};
use crate::returns::reading::{Asked, is_figure, strip_number, text_at};

/// Puts the names of the form's lines in place of a column of their numbers, in a block that names no line otherwise. Whole
/// numbers may count anything: three of them at least are taken for numbers of lines.
pub fn name_lines(sheet: &mut Sheet, asked: &Asked<'_>) {
    let width = sheet.width().min(20);
    let texts = |sheet: &Sheet, column: u32| -> Vec<String> {
        let rows = sheet.rows.iter();
        rows.map(|row| text_at(sheet, Position::new(row.index, column)))
            .filter(|text| !text.is_empty())
            .collect()
    };
    let names = |text: &String| asked.own.read(&[strip_number(text)]).about.is_some();
    if (0..width).any(|column| texts(sheet, column).iter().any(names)) {
        return;
    }
    let is_code = |text: &str| line_name(text, asked).is_some();
    let numbers = (0..width).find(|column| {
        let texts = texts(sheet, *column);
        let known = texts.iter().filter(|text| is_code(text)).count();
        let whole = texts
            .iter()
            .all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let mut distinct = texts.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let least = if whole { 3 } else { 1 };
        known >= least && known * 2 > texts.len() && distinct.len() == texts.len()
    });
    let Some(numbers) = numbers else { return };
    let has_figures = |sheet: &Sheet| {
        let right = sheet.rows.iter().flat_map(|row| &row.cells);
        right
            .filter(|cell| cell.at.column > numbers)
            .any(|cell| is_figure(&cell.content))
    };
    if !has_figures(sheet) {
        return;
    }
    let cells = sheet.rows.iter_mut().flat_map(|row| &mut row.cells);
    for cell in cells.filter(|cell| cell.at.column == numbers) {
        let text = match &cell.content {
            Content::Text(text) | Content::Number(text) => text.clone(),
            _ => continue,
        };
        if let Some(name) = line_name(&text, asked) {
            cell.content = Content::Text(name);
        }
    }
}

/// The name of the line with this number.
fn line_name(text: &str, asked: &Asked<'_>) -> Option<String> {
    let code = text.trim().trim_end_matches(['.', ')']);
    let line = asked
        .lines
        .iter()
        .find(|line| !line.code.is_empty() && line.code.eq_ignore_ascii_case(code))?;
    let indicator = asked.catalogue.by_id(line.indicator_id)?;
    Some(indicator.name.clone())
}

//! A sheet as an Excel file: one worksheet for each of its tables, exact numbers with the decimals of print, set up to be printed.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::model::{Content, Row, RowKind, Sheet, Tab};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Period;
use crate::registers::board::Board;

/// The line of column titles: above it the board, the sheet's name, its period, and nothing.
const HEAD: u32 = 4;
/// As in Excel's own list of papers.
const A4: u8 = 9;

/// The sheet as the bytes of an .xlsx file.
///
/// # Errors
/// When the library refuses what it is given, which no sheet makes it do.
pub fn xlsx(
    sheet: &Sheet,
    board: &Board,
    period: Period,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    for tab in &sheet.tabs {
        let page = workbook.add_worksheet();
        page.set_name(&tab.name)?;
        let agency = if lang == Lang::Vi {
            &board.name
        } else {
            &board.name_en
        };
        page.write_string_with_format(0, 0, agency.to_uppercase(), &bold)?;
        let mark = sheet.code.unconfirmed();
        let mark = mark.map_or_else(String::new, |mark| format!(" ({})", mark.in_lang(lang)));
        let title = format!(
            "{} {} – {}{mark}",
            say("Biểu", "Sheet"),
            sheet.code,
            sheet.code.title().in_lang(lang)
        );
        page.write_string_with_format(1, 0, title, &bold)?;
        let period = format!("{}: {}", say("Kỳ báo cáo", "Period"), period.words(lang));
        let lines: Vec<&str> = [tab.title.as_str(), &period]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect();
        page.write_string(2, 0, lines.join(" – "))?;
        for_print(page)?;
        head(page, tab)?;
        let mut line = HEAD + 1;
        for row in &tab.rows {
            write(page, line, row, lang)?;
            line += 1;
        }
        let last = u16::try_from(tab.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        notes(page, line + 1, last, &sheet.notes)?;
    }
    workbook.save_to_buffer()
}

/// Landscape A4, as wide as the page, the titles again on each.
fn for_print(page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    page.set_footer("&C&P/&N");
    page.set_repeat_rows(HEAD, HEAD)?;
    page.set_freeze_panes(HEAD + 1, 0)?;
    Ok(())
}

fn head(page: &mut Worksheet, tab: &Tab) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color("E3EDF8")
        .set_border_bottom(FormatBorder::Thin);
    for (column, title) in (0u16..).zip(&tab.columns) {
        page.write_string_with_format(HEAD, column, &title.title, &head)?;
        let width = match (title.numeric, title.title.as_str()) {
            (_, "STT" | "No.") => 6,
            // Nineteen columns on one page: no wider than their numbers.
            (true, _) => {
                if tab.columns.len() > 12 {
                    12
                } else {
                    16
                }
            }
            (false, _) => {
                if tab.columns.len() > 12 {
                    18
                } else {
                    24
                }
            }
        };
        page.set_column_width(column, width)?;
    }
    Ok(())
}

fn write(page: &mut Worksheet, line: u32, row: &Row, lang: Lang) -> Result<(), XlsxError> {
    for (column, cell) in (0u16..).zip(&row.cells) {
        let format = if row.kind == RowKind::Body {
            Format::new()
        } else {
            Format::new().set_bold()
        };
        match &cell.content {
            Content::Number(value, unit) => {
                let decimals = "0".repeat(unit.scale() as usize);
                let pattern = if decimals.is_empty() {
                    "#,##0".to_owned()
                } else {
                    format!("#,##0.{decimals}")
                };
                let value = value.to_f64().unwrap_or_default();
                page.write_number_with_format(
                    line,
                    column,
                    value,
                    &format.set_num_format(pattern),
                )?;
            }
            // A heading over rows runs on beside its cell, as on the page.
            _ if row.kind == RowKind::Group => {
                page.write_string_with_format(line, column, cell.shown(lang), &format)?;
            }
            _ => {
                page.write_string_with_format(
                    line,
                    column,
                    cell.shown(lang),
                    &format.set_text_wrap(),
                )?;
            }
        }
    }
    Ok(())
}

/// The notes across the table: what ran on beyond it would not be printed.
fn notes(
    page: &mut Worksheet,
    first: u32,
    last_column: u16,
    notes: &[String],
) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let across = u32::from(last_column + 1) * 14;
    for (line, note) in (first..).zip(notes) {
        if last_column == 0 {
            page.write_string_with_format(line, 0, note, &wrapped)?;
            continue;
        }
        page.merge_range(line, 0, line, last_column, note, &wrapped)?;
        let lines = u32::try_from(note.chars().count())
            .unwrap_or(0)
            .div_ceil(across)
            .max(1);
        page.set_row_height(line, lines * 15)?;
    }
    Ok(())
}

//! A sheet as an Excel file: one worksheet for each of its tables, exact numbers with the decimals of print.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

use super::model::{Content, RowKind, Sheet};
use crate::i18n::Lang;

/// The sheet as the bytes of an .xlsx file.
///
/// # Errors
/// When the library refuses what it is given, which no sheet makes it do.
pub fn xlsx(sheet: &Sheet, period: &str, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let head = Format::new().set_bold().set_text_wrap().set_background_color("E3EDF8").set_border_bottom(FormatBorder::Thin);
    for tab in &sheet.tabs {
        let page = workbook.add_worksheet();
        page.set_name(&tab.name)?;
        page.write_string_with_format(0, 0, format!("{} – {}", sheet.code, sheet.title.in_lang(lang)), &bold)?;
        page.write_string(1, 0, [tab.title.as_str(), period].join(" ").trim())?;
        for (column, head_cell) in (0u16..).zip(&tab.columns) {
            page.write_string_with_format(3, column, &head_cell.title, &head)?;
            page.set_column_width(column, if head_cell.numeric { 16 } else { 24 })?;
        }
        page.set_freeze_panes(4, 0)?;
        let mut line = 4;
        for row in &tab.rows {
            let strong = row.kind != RowKind::Body;
            for (column, cell) in (0u16..).zip(&row.cells) {
                let format = if strong { Format::new().set_bold() } else { Format::new() };
                match &cell.content {
                    Content::Number(value, unit) => {
                        let decimals = "0".repeat(unit.scale() as usize);
                        let pattern = if decimals.is_empty() { "#,##0".to_owned() } else { format!("#,##0.{decimals}") };
                        let value = value.to_f64().unwrap_or_default();
                        page.write_number_with_format(line, column, value, &format.set_num_format(pattern))?;
                    }
                    _ => {
                        page.write_string_with_format(line, column, cell.shown(lang), &format)?;
                    }
                }
            }
            line += 1;
        }
        for note in &sheet.notes {
            line += 1;
            page.write_string(line, 0, note)?;
        }
    }
    workbook.save_to_buffer()
}

//! A sheet as a Word file, on landscape pages, as the national portal hands it out.

use super::model::{RowKind, Sheet, Tab};
use crate::foundation::documents::{self, Column, Form, Row, Span, Table};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Period;
use crate::registers::board::Board;

/// The sheet as the bytes of a .docx file.
///
/// # Errors
/// [`documents::docx::DocxError`], which no sheet makes it return.
pub fn docx(
    sheet: &Sheet,
    board: &Board,
    period: Period,
    lang: Lang,
) -> Result<Vec<u8>, documents::docx::DocxError> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let form = Form {
        lang: lang.code(),
        superior: board.superior.clone(),
        agency: board.name.to_uppercase(),
        code: match sheet.code.unconfirmed() {
            None => format!("{} {}.H.QLKKT", say("Biểu", "Sheet"), sheet.code),
            Some(mark) => format!("{} ({})", sheet.code, mark.in_lang(lang)),
        },
        title: sheet.code.title().in_lang(lang).to_uppercase(),
        period: format!("{}: {}", say("Kỳ báo cáo", "Period"), period.words(lang)),
        tables: sheet.tabs.iter().map(|tab| table(tab, lang)).collect(),
        notes: sheet.notes.clone(),
        // Signed by hand, on the day it is signed.
        place_date: format!(
            "{}, {}",
            board.place,
            say(
                "ngày      tháng      năm          ",
                "date                    "
            )
        ),
        compiler: say("NGƯỜI LẬP BIỂU", "COMPILED BY").to_owned(),
        head: say("THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE BOARD").to_owned(),
    };
    documents::docx::render_form(&form, i18n::today())
}

/// Width of a column by what it holds: words want room, numbers have a fixed size, a running number almost none.
fn width(column: &super::model::Column) -> u8 {
    match (column.numeric, column.title.as_str()) {
        (_, "STT" | "No.") => 4,
        (true, _) => 8,
        (false, _) => 13,
    }
}

fn table(tab: &Tab, lang: Lang) -> Table {
    let columns = tab.columns.iter().map(|column| Column {
        title: column.title.clone(),
        width: width(column),
        numeric: column.numeric,
    });
    let rows = tab.rows.iter().map(|row| Row {
        kind: match row.kind {
            RowKind::Body => documents::RowKind::Body,
            RowKind::Group => documents::RowKind::Group,
            RowKind::Total => documents::RowKind::Total,
        },
        cells: row
            .cells
            .iter()
            .map(|cell| Span::text(cell.shown(lang)))
            .collect(),
    });
    Table {
        caption: tab.title.clone(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

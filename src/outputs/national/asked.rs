//! The period a sheet is asked for, and the sheet as it is shown.

use super::model::Tab;
use super::view::{ShownCell, ShownRow, ShownTab};
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Frequency, Period};
use crate::platform::web::AppError;

/// The sheets are due for quarters and years only.
pub fn period(name: &str) -> Result<Period, AppError> {
    let period: Period = name.parse().map_err(|()| AppError::NotFound)?;
    match period.frequency() {
        Frequency::Quarter | Frequency::Year => Ok(period),
        _ => Err(AppError::NotFound),
    }
}

pub fn shown(tab: &Tab, lang: Lang) -> ShownTab {
    let rows = tab.rows.iter().map(|row| ShownRow {
        kind: row.kind,
        span: (tab.columns.len() + 1).saturating_sub(row.cells.len()),
        cells: row
            .cells
            .iter()
            .map(|cell| ShownCell {
                text: cell.shown(lang),
                href: cell.href.clone(),
                numeric: cell.is_number(),
            })
            .collect(),
    });
    ShownTab {
        name: tab.name.clone(),
        title: tab.title.clone(),
        columns: tab
            .columns
            .iter()
            .map(|column| (column.title.clone(), column.numeric))
            .collect(),
        rows: rows.collect(),
    }
}

//! What the templates of the sheets show.

use askama::Template;

use super::model::{RowKind, Tab};
use super::sheet_code::SheetCode;
use crate::foundation::i18n::Lang;
use crate::outputs::issued::Panel;
use crate::platform::web::{Page, Pager};
use crate::registers::structure::Switch;

#[derive(Template)]
#[template(path = "outputs/national/sheet.html")]
pub struct SheetPage {
    pub page: Page,
    pub switch: Switch,
    /// As a workbook, as a Word file.
    pub files: [String; 2],
    pub period_words: String,
    /// Code, words, address, current: the sheets of this period.
    pub sheets: Vec<(String, &'static str, String, bool)>,
    /// Words, address, current: this sheet for other quarters of the year.
    pub periods: Vec<(String, String, bool)>,
    pub years: Years,
    pub code: SheetCode,
    /// That its columns are nobody's official ones.
    pub mark: Option<&'static str>,
    pub tabs: Vec<ShownTab>,
    pub notes: Vec<String>,
    /// What was issued of it; on the board's own paper only.
    pub issued: Option<Panel>,
}

/// The choice of a year for a sheet.
pub struct Years {
    pub year: i32,
    /// The newest first.
    pub all: Vec<i32>,
    /// Year and address.
    pub previous: Option<(i32, String)>,
    pub next: Option<(i32, String)>,
    /// The quarter shown, `Q3`; empty for a year.
    pub part: String,
    /// Read on today's structure.
    pub today: bool,
}

/// What a cell is made of, as tables.
#[derive(Template)]
#[template(path = "outputs/national/parts.html")]
pub struct PartsPage {
    pub page: Page,
    pub switch: Switch,
    /// Of the last table's rows.
    pub pager: Pager,
    /// The sheet it belongs to: its words and its address.
    pub sheet: (String, String),
    pub period_words: String,
    pub tabs: Vec<ShownTab>,
    pub notes: Vec<String>,
}

/// A table ready to show.
pub struct ShownTab {
    pub name: String,
    pub title: String,
    pub columns: Vec<(String, bool)>,
    pub rows: Vec<ShownRow>,
}

pub struct ShownRow {
    pub kind: RowKind,
    pub cells: Vec<ShownCell>,
    /// Columns that a heading over rows spans beside its own.
    pub span: usize,
}

pub struct ShownCell {
    pub text: String,
    pub href: Option<String>,
    pub numeric: bool,
}

#[derive(Template)]
#[template(path = "outputs/national/behind.html")]
pub struct BehindPage {
    pub page: Page,
    pub pager: Pager,
    /// How many there are on all pages.
    pub count: usize,
    pub switch: Switch,
    pub period: String,
    pub period_words: String,
    pub rows: Vec<BehindRow>,
    /// Sums of what is listed, by currency.
    pub totals: Vec<String>,
}

pub struct BehindRow {
    pub project_id: i64,
    pub project: String,
    pub zone: String,
    pub day: String,
    pub amount: String,
    pub status: (&'static str, &'static str),
}

/// A table as the page shows it.
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

//! What the sheet's template shows.

use askama::Template;

use crate::platform::web::Page;
use crate::returns::filings::rows::{Columns, Row};

#[derive(Template)]
#[template(path = "returns/by_indicator/sheet.html")]
pub struct SheetPage {
    pub page: Page,
    pub form_code: String,
    pub year: i32,
    pub form_id: i64,
    pub period: String,
    pub period_words: String,
    pub indicator: String,
    pub columns: Columns,
    /// The lines to choose from.
    pub lines: Vec<(i64, String, bool)>,
    pub zones: Vec<(i64, String, bool)>,
    pub rows: Vec<SheetLine>,
    /// The units of the column.
    pub units: Vec<(String, String)>,
    pub entered: usize,
    pub conflicts: usize,
}

/// One enterprise in the sheet.
pub struct SheetLine {
    pub row: Row,
    pub zone: String,
    pub filing_id: Option<i64>,
    pub standing: &'static str,
    pub tone: &'static str,
    /// Whether its report is being typed; others are only shown.
    pub editable: bool,
}

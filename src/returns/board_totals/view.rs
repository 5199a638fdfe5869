//! What the form of a year's totals shows.

use askama::Template;

use crate::platform::web::Page;
use crate::returns::plans::TypedCell;

#[derive(Template)]
#[template(path = "returns/board_totals/totals.html")]
pub struct TotalsPage {
    pub page: Page,
    pub year: i32,
    pub years: Vec<i32>,
    pub board: String,
    pub cells: Vec<TypedCell>,
    /// The papers and files that what stands is from.
    pub sources: Vec<String>,
    /// The newest row there is of that year.
    pub seen: i64,
    pub stale: bool,
    pub source: String,
    pub source_fault: Option<&'static str>,
    pub reason: String,
    pub reason_fault: Option<&'static str>,
}

impl TotalsPage {
    pub fn has_errors(&self) -> bool {
        self.cells.iter().any(|cell| cell.error.is_some())
    }

    /// What is wrong beside the cells: field and message.
    pub fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let fields = [("source", self.source_fault), ("reason", self.reason_fault)];
        let said = |(name, fault): (&'static str, Option<&'static str>)| Some((name, fault?));
        fields.into_iter().filter_map(said).collect()
    }
}

//! What the plan templates show.

use askama::Template;

use super::db::PlanRow;
use super::typed::TypedCell;
use crate::platform::web::Page;

#[derive(Template)]
#[template(path = "returns/plans/year.html")]
pub struct YearPage {
    pub page: Page,
    pub year: i32,
    pub years: Vec<i32>,
    pub plans: Vec<PlanRow>,
    pub rows: Vec<YearRow>,
    pub may_write: bool,
}

/// One indicator: its target in each plan.
pub struct YearRow {
    pub name: String,
    pub unit: String,
    pub values: Vec<String>,
}

#[derive(Template)]
#[template(path = "returns/plans/targets.html")]
pub struct TargetsPage {
    pub page: Page,
    pub plan: PlanRow,
    pub version: i32,
    pub scope: String,
    pub scopes: Vec<(String, String)>,
    pub cells: Vec<TypedCell>,
    pub stale: bool,
}

impl TargetsPage {
    pub fn has_errors(&self) -> bool {
        self.cells.iter().any(|cell| cell.error.is_some())
    }
}

#[derive(Template)]
#[template(path = "returns/plans/panel.html")]
pub struct TargetsPanel {
    pub page: Page,
    pub plan: PlanRow,
    pub groups: Vec<ScopeTargets>,
    pub may_write: bool,
}

/// The targets of one scope: the board, a zone or an enterprise.
pub struct ScopeTargets {
    pub words: String,
    pub code: String,
    /// Indicator, and value with its unit.
    pub lines: Vec<(String, String)>,
}

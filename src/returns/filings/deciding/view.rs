//! What the review templates show.

use askama::Template;

use crate::platform::web::Page;
use crate::returns::filings::lines::WarningLine;

#[derive(Template)]
#[template(path = "returns/filings/queue.html")]
pub struct QueuePage {
    pub page: Page,
    pub rows: Vec<QueueLine>,
    /// The share under which nothing moves any total by more than 0,1 %: rows from here on are below it.
    pub line_at: Option<usize>,
    /// Rows from here on have an effect that is not known, and are not said to be small.
    pub unknown_at: Option<usize>,
}

#[derive(Template)]
#[template(path = "returns/filings/warnings.html")]
pub struct WarningsPage {
    pub page: Page,
    pub form_id: i64,
    pub period: String,
    pub report: String,
    /// How firm the figures are: code, words, chosen.
    pub vintages: Vec<(&'static str, String, bool)>,
    pub reports: usize,
    /// What of the findings is shown: code, words, how many, address.
    pub tabs: Vec<(&'static str, &'static str, usize, String)>,
    pub show: &'static str,
    pub rows: Vec<PeriodWarning>,
    /// Rows from here on move no total by more than 0,1 %.
    pub line_at: Option<usize>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// A finding of one of a period's reports.
pub struct PeriodWarning {
    pub filing_id: i64,
    pub enterprise: String,
    pub state: &'static str,
    pub tone: &'static str,
    pub value: String,
    pub warning: WarningLine,
    pub blocks: bool,
}

/// One report in the queue.
pub struct QueueLine {
    pub id: i64,
    pub enterprise: String,
    pub zone: String,
    pub report: String,
    pub effect: String,
    pub effect_of: String,
    pub submitted: String,
    pub late_reason: String,
    pub times: i64,
    pub corrections: i32,
    pub explained: i64,
    pub answered: i64,
    pub attachments: i64,
    pub own: bool,
}

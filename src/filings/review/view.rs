//! What the review templates show.

use askama::Template;

use crate::web::Page;

#[derive(Template)]
#[template(path = "filings/queue.html")]
pub struct QueuePage {
    pub page: Page,
    pub rows: Vec<QueueLine>,
    /// The share under which nothing moves any total by more than 0,1 %: rows from here on are below it.
    pub line_at: Option<usize>,
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

//! What the page of the bundle shows.

use askama::Template;

use super::actions::Outcome;
use crate::platform::web::Page;

#[derive(Template)]
#[template(path = "portal/exchange/bundle.html")]
pub struct BundlePage {
    pub page: Page,
    /// Only then is a bundle taken here.
    pub is_empty: bool,
    pub sent: Option<Sent>,
}

/// The bundle that was sent last.
pub struct Sent {
    pub name: String,
    pub sha256: String,
    pub by: String,
    pub at: String,
    pub outcome: Outcome,
    pub waits: bool,
}

impl Sent {
    pub fn files(&self) -> usize {
        self.outcome.tables.len()
    }

    pub fn rows(&self) -> usize {
        self.outcome.tables.iter().map(|(_, rows)| rows).sum()
    }
}

//! The year-end review as a document in the legal layout.

use crate::web::Routes;
pub fn routes() -> Routes { Routes::new() }

//! Reports: an enterprise's report for a period, from draft to accepted, and its corrections.

pub mod actions;
pub mod answers;
pub mod db;
pub mod deciding;
mod decisions;
mod entry;
mod history;
mod life;
mod lines;
pub mod load;
pub mod many;
pub mod model;
mod posted;
pub mod record;
mod refusals;
mod routes;
pub mod row_words;
pub mod rows;
pub mod standards;
mod sums;
mod view;

pub use answers::proposals::panel as proposals_panel;
pub use refusals::REFUSALS;
pub use row_words::change;

pub use routes::{enterprise_panel, routes};

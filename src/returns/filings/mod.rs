//! Reports: an enterprise's report for a period, from draft to accepted, and its corrections.

pub mod actions;
pub mod answers;
pub mod db;
pub mod deciding;
mod decisions;
mod history;
mod life;
mod lines;
pub mod load;
pub mod many;
pub mod model;
mod posted;
pub mod record;
mod routes;
pub mod rows;
pub mod standards;
mod sums;
mod view;

pub use answers::proposals::panel as proposals_panel;
pub use rows::change;

pub use routes::{enterprise_panel, routes};

//! How figures come in: an enterprise's report for a year, from draft to accepted, and its corrections.

pub mod actions;
pub mod db;
pub mod model;
mod routes;
mod view;

pub use view::change;

pub use routes::{enterprise_panel, routes};

//! Plan against actual for a year, on one page – and the same figures for the review and for programs.

mod db;
mod dominance;
mod json;
pub mod overview;
mod page;
mod routes;
mod view;

pub use db::{ZoneArea, areas};
pub use overview::{Line, Overview, end_of};
pub use routes::{routes, zone_panel};
pub use view::Row;

//! Plan against actual for a year, on one page – and the same figures for the review and for programs.

mod db;
mod dominance;
mod json;
mod land;
mod line;
mod moved_in;
pub mod overview;
mod page;
mod routes;
mod sources;
mod view;

pub use db::{ZoneArea, areas as stated_areas};
pub use line::{Ground, Line};
pub use overview::{Overview, end_of};
pub use routes::{routes, zone_panel};
pub use view::Row;

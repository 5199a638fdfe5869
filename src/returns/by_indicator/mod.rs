//! One indicator across all enterprises of a zone: the grid for people whose Excel looks like that. Every cell belongs to
//! its enterprise's report and is saved, checked and kept as there.

mod actions;
mod db;
mod routes;
mod sheet;
mod view;

pub use routes::routes;
pub use sheet::{Sheet, lines};
pub use view::SheetLine;

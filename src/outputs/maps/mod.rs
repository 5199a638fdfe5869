//! The map of a zone: dated shapes of parcels, the page that takes corner tables in, the plan of a zone on screen and on paper.

mod actions;
pub mod db;
mod file;
mod given;
mod input;
mod input_page;
mod model;
mod panel;
mod plan;
mod print;
mod refusals;
mod routes;
mod theme;
mod words;

pub use model::{SOURCES, fault_of_row};
pub use panel::{parcel_panel, zone_panel};
pub use refusals::REFUSALS;
pub use routes::routes;

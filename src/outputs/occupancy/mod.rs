//! Occupancy (tỷ lệ lấp đầy) of zones on any day, in its named definitions side by side, with the base of each.

mod db;
pub mod model;
mod routes;

pub use routes::routes;

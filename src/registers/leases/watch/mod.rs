//! Watch over land that is let and perhaps not used: what was reported, what was not, and the day on which the law allows the
//! land to be recovered.

mod db;
pub mod model;
mod routes;

pub use routes::routes;

//! Land that is let and perhaps not used: what is known, what nobody reported, and the day the law counts to.

mod db;
pub mod model;
mod routes;

pub use routes::routes;

//! One box for everything: figures, enterprises, projects, zones, parcels, pages and what can be done, by name or code,
//! without accents, half a word at a time, with a letter wrong.
//!
//! People at enterprises are not searched: personal data is looked up one enterprise at a time, and each look is on record.

mod db;
mod model;
mod rank;
mod routes;
mod view;

pub use routes::routes;

//! How a board begins: the steps from an empty portal to the first dashboard, with what is done and what comes next.

mod actions;
mod db;
mod model;
mod routes;
mod view;
mod words;

pub use routes::{awaits, routes};

//! What the board itself says its total of a year was, before enterprises reported through this portal: from its own papers.
//! It stands beside the sum of the enterprises' figures and is never added to it.

mod actions;
pub mod db;
mod form;
mod model;
mod routes;
mod view;

pub use model::Beside;
pub use routes::routes;

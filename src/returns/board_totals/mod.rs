//! What the board itself says its total of a year was, before enterprises reported through this portal: from its own papers.
//! It stands beside the sum of the enterprises' figures and is never added to it.

pub mod db;
mod model;

pub use model::Beside;

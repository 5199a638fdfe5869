//! Letters that remind: one to an enterprise and sending, about all it owes; looked at before they are sent, sent in the
//! background, and kept with what became of them.

mod actions;
mod db;
mod model;
mod routes;
mod sending;
mod view;

pub use model::{Fate, reason_words};
pub use routes::routes;
pub use sending::SENDING;

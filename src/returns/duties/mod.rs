//! Who owes which report until when: the duties board, reminders, exemptions, and who follows up whom.

mod actions;
mod board;
mod chosen;
mod db;
mod letters;
mod list;
mod model;
mod reminder;
mod routes;
mod rules;
mod summary;
mod view;

pub use letters::SENDING;
pub use model::{Duty, Round};
pub use routes::{duties_of, owed, routes};
pub use view::Owed;

//! Workbooks that come in: the portal's own, any other, a pasted block – understood, shown with every fault on its cell, taken
//! into the reports as drafts, taken back again.

mod actions;
mod answers;
mod arrival;
mod choices;
mod db;
mod guess;
mod known;
mod matching;
mod page;
mod plan;
mod plan_words;
mod posted;
mod preview;
mod routes;
mod source;
mod standing;
mod undo;
mod view;

pub use routes::routes;

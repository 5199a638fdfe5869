//! Workbooks that come in: the portal's own, any other, a pasted block – understood, shown with every fault on its cell, taken
//! into the reports as drafts, taken back again.

mod actions;
mod answers;
mod choices;
mod db;
mod guess;
mod page;
mod plan;
mod posted;
mod routes;
mod source;
mod view;

pub use routes::routes;

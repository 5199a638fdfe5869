//! Import of workbooks (the portal's own or any other) and pasted blocks: read, shown as a preview with each fault on its cell,
//! written into reports as drafts, and undone on request.

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

//! Import of workbooks (the portal's own or any other) and pasted blocks: read, shown as a preview with each fault on its cell,
//! written into reports as drafts, and undone on request.

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

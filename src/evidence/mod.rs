//! What stands behind a report: scans, documents and photos attached to it or to one of its cells, and what people said.
//! The files lie outside the database (`store.rs`); rows and files are never deleted.

mod actions;
pub mod db;
mod kind;
mod routes;
mod store;
mod upload;
mod view;

pub use routes::{panel, routes};
pub use store::{StoreError, open};
pub use upload::{MAX_FILE, MAX_FILES};
pub use view::href;

//! What stands behind a report, an obstacle or a key task: scans, documents and photos attached to it or to one cell of a report,
//! and what people said about a report.
//! The files lie outside the database (`store.rs`); rows and files are never deleted.

mod actions;
pub mod db;
mod kind;
mod owner;
mod routes;
mod store;
mod upload;
mod view;

pub use kind::clean_name;
pub use owner::Owner;
pub use routes::{panel, routes};
pub use store::{StoreError, open};
pub use upload::{MAX_FILE, MAX_FILES};
pub use view::{file_href, href};

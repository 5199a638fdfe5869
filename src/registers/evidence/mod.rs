//! What stands behind a report or a record: scans, documents and photos attached to it, to one cell of a report, to one step of a
//! piece of work or a recovery case, to one event of a project or a parcel; and what people said about a report.
//! The files lie outside the database (`store.rs`); rows and files are never deleted.

mod actions;
pub mod db;
mod kind;
mod load;
mod owner;
mod panels;
mod refusals;
mod routes;
mod store;
mod upload;
mod view;

pub use kind::clean_name;
pub use owner::Owner;
pub use panels::{panel, papers, step_panel};
pub use refusals::REFUSALS;
pub use routes::routes;
pub use store::{StoreError, open};
pub use upload::{MAX_FILE, MAX_FILES};
pub use view::{file_href, href};

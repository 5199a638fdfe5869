//! Investment projects and their certificates. What a project is stands in its registry row; its state, its capital and its
//! investors follow from its log of legal events (`events`), and are shown here from the cache the log keeps.

mod ask;
mod creation;
mod db;
pub mod events;
mod keep;
mod registry;

use crate::platform::web::Routes;

pub use ask::ask;
pub use keep::keep;
pub(crate) use registry::{CURRENCIES, STATUSES};
pub use registry::{INDUSTRY, PROJECT};

/// The pages beside the registry: creating a project with its first event, and its log.
pub fn routes() -> Routes {
    creation::routes().merge(events::routes())
}

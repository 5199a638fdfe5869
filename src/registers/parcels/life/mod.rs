//! Who holds a parcel since when: the append-only log of its life (chưa GPMB → … → đã cho thuê → đang thu hồi → …), splits and
//! mergers. State and tenant on any day are queries over the log.

mod actions;
mod creation;
pub mod db;
mod form;
mod keep;
pub mod model;
mod panels;
mod reshape;
mod routes;
mod view;

pub use actions::ask_lease_parcel;
pub use keep::keep;
pub use panels::{closed, ended, links};
pub use routes::{panel, routes};

//! Who holds which land since when: the append-only log of a parcel's life (chưa GPMB → … → đã cho thuê → đang thu hồi → …),
//! leases (hợp đồng thuê đất), and cases of recovering land (thu hồi đất). State and tenant on any day are queries over the log.

mod actions;
mod creation;
pub mod db;
mod form;
mod keep;
pub mod leases;
pub mod model;
mod panels;
pub mod recoveries;
mod reshape;
mod routes;
mod view;
pub mod watch;

pub use actions::ask_lease_parcel;
pub use keep::keep;
pub use panels::{closed, ended, links, overdue};
pub use routes::{panel, routes};

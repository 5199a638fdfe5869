//! Leases of land (hợp đồng thuê đất), cases of recovering land (thu hồi đất), and the watch over land that is let and not used.

pub mod arrears;
pub mod contracts;
mod db;
pub mod extensions;
mod overdue;
pub mod recoveries;
mod watch;

pub use overdue::overdue;
pub use watch::routes;

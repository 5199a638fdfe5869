//! The ledger of leased land: what of a zone's parcels is let on a day, by the shares of leases and the log of parcels (`model`);
//! beside it what is stated, and which of the two holds (`standing`); the page on which it stands record by record (`routes`).

mod actions;
mod db;
mod form;
mod load;
pub mod model;
mod panels;
mod routes;
mod standing;
mod view;

pub use load::{current, declared, ledger};
pub use panels::{work_panel, zone_panel};
pub use routes::routes;
pub use view::signed;

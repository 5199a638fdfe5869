//! Splitting and merging parcels: the old ones end on a day, the new ones enter the books on it in the same state and with the
//! same tenant, and know which they came from.

mod actions;
mod form;
mod routes;

pub use routes::routes;

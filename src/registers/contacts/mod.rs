//! People at an enterprise, each with a purpose. Personal data is masked, shown only to those who need it by a press that is
//! logged, and erasable: the row and the reason stay, the data goes. The log of changes therefore never holds the data itself.

mod actions;
pub mod db;
mod form;
mod model;
mod refusals;
mod routes;
mod view;

pub use model::{masked_email, masked_name, masked_phone};
pub use refusals::REFUSALS;
pub use routes::{panel, routes};

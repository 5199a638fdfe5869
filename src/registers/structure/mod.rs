//! Structure with dates: administrative units, where each zone belongs on a day, and the frame of zones in which a page reads
//! its figures – by the structure of their own time, or by today's.

mod db;
mod frame;
mod model;
mod refusals;
mod registries;
mod routes;

pub use frame::{Frame, Switch};
pub use model::Lens;
pub use refusals::REFUSALS;
pub use registries::{COMMUNE, DISTRICT, PLACEMENT, PROVINCE, SUCCESSION};
pub use routes::routes;

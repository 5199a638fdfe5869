//! Administrative units and boards by date: which zone belongs to which board and province on a day. From this follows the set of
//! zones a page adds up (the frame): those of the structure of that time, or of today's.

mod db;
mod frame;
mod model;
mod refusals;
mod registries;
mod routes;
mod turns;

pub use frame::{Frame, Switch};
pub use model::Lens;
pub use refusals::REFUSALS;
pub use registries::{COMMUNE, DISTRICT, PLACEMENT, PROVINCE, SUCCESSION};
pub use routes::routes;
pub use turns::turn_note;

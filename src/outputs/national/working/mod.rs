//! Working tables under the numbers 2105, 2106 and 2114: the board's own, of what the portal keeps anyway, since no source confirms
//! the official columns. Which columns they have, in which order and under which titles is data (`registry`).

mod columns;
pub mod db;
mod labour;
pub mod partners;
mod registry;
mod wastewater;

pub use labour::{Labour, labour};
pub use registry::WORKING_COLUMN;
pub use wastewater::wastewater;

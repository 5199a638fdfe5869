//! The web portal of a provincial industrial-zones board. `ARCHITECTURE.md` is the map.

pub mod foundation;
pub mod outputs;
pub mod platform;
pub mod portal;
pub mod registers;
pub mod returns;
pub mod standards;

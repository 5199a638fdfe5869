//! Words every feature shares: who acts, periods, quantities. Depends on nothing of ours.

pub mod actor;
pub mod language;
pub mod period;
pub mod quantity;
pub mod tax_code;

pub use actor::{Actor, Origin, Permission, Role};
pub use period::{Vintage, Year};

//! Words every feature shares: who acts, periods, quantities. Depends on nothing of ours.

pub mod actor;
pub mod language;
pub mod percent;
pub mod period;
pub mod quantity;
pub mod reporter;
pub mod rounding;
pub mod tax_code;
#[cfg(test)]
pub(crate) mod testing;

pub use actor::{Actor, Caller, Origin, Permission, Role, Seen};
pub use period::{Frequency, Measure, Period, Vintage, Year};
pub use reporter::Reporter;

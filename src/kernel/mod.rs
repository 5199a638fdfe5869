//! Words every feature shares: ids, permissions, periods, quantities. Depends on nothing of ours.

pub mod language;
pub mod percent;
pub mod quantity;
pub mod rounding;
#[cfg(test)]
pub(crate) mod testing;

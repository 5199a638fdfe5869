//! Deciding on a report: the queue, single cells sent back and answered, what changed since the last time, acceptance.

pub mod actions;
pub mod db;
mod model;
pub mod routes;
mod view;
pub mod warnings;

pub use model::{Change, Flag, Kept, Snapshot, answers_given, changes, effect, snapshot};

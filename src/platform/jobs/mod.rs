//! The pages of work that runs in the background: one job, one's own jobs, calling a job off; and how a room asks for one.

mod actions;
mod failure;
mod routes;
mod view;

pub use actions::{answer, ask};
pub use routes::{cancel, list, show};

//! What follows from other rows is recomputed and compared: what was typed with its value, reports with the ledger, the ledger with
//! its sums, logs with what records say of them. Found by command, by the night, by an administrator; mended by making anew what is
//! derived, and nothing else.
//!
//! A cache that is added gets its variant of [`Check`]; a test holds that every column a trigger writes is in one, or says why not.
//! Editions are held against their manifests by the schema, the import of a bundle and their own page (`issued`), not here yet.

mod actions;
mod counting;
mod db;
mod job;
mod model;
mod routes;
mod view;
mod words;

pub use actions::{rebuild, verify};
pub use job::{VERIFYING, ask_by_night, is_due};
pub use model::{Check, Difference, Finding, Verification};
pub use routes::routes;
pub use words::lines;

//! What every page stands on: routes with their permission, forms, errors put into words, assets, the pages of jobs in the
//! background, and the mechanism of registries, driven by declarations.
//!
//! No feature of the board lives here. A feature is given to the platform where it is mounted (`portal/app.rs`).

pub mod jobs;
pub mod registry;
pub mod web;

//! SQL of the classification and of the industries of projects.

mod classification;
mod of_projects;

pub use classification::*;
pub use of_projects::*;

//! The classification of economic activities (VSIC) in its versions of 2018 and 2025: looking codes up, how those of one version
//! correspond to those of the other, and taking projects over from one to the other. Nothing is converted by itself: a person
//! takes a code over, also where there is only one to take.

mod actions;
mod ask;
mod by_industry;
mod db;
mod load;
pub mod model;
mod panel;
mod pending;
mod routes;
mod view;

pub use ask::industry as ask;
pub use panel::{over_list, project as project_panel};
pub use routes::routes;

//! The mechanism behind every registry. A feature declares an [`Entity`]; list, search, filter, sort, download,
//! page, form, conflict, history and bundle file follow from the declaration, alike for all of them.

pub mod actions;
pub mod entity;
pub mod form;
mod list;
pub mod log;
pub mod recording;
pub mod routes;
pub mod store;
pub mod value;
mod view;

pub use entity::{
    Choice, Constraint, Ends, Entity, Field, Kind, Only, Values, Words, ZonePath, day, has_come,
    no_check,
};
pub use routes::routes;

//! The bundle through a browser: an archive that was sent, what it holds, taking it into an empty portal, and the way out.

mod actions;
mod db;
mod routes;
mod view;

pub use routes::routes;

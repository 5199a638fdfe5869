//! The append-only log of a project's legal events (cấp mới, điều chỉnh, chuyển nhượng, tạm ngừng, chấm dứt, thu hồi …).
//! State and capital of a project on any day are queries over it; the sheets of the board are too (`national`).

pub mod actions;
pub mod db;
mod fields;
pub mod form;
pub mod model;
mod routes;
mod typed;
mod view;

pub use routes::{panel, routes};

//! The workbook an enterprise fills: its form with its names and last year's figures, the inputs open and all else locked,
//! and an invisible sheet that says where every cell belongs. One by one, or for a whole zone in one archive.

mod book;
mod routes;

pub use book::{Handout, HandoutCell, HandoutLine, KEY_SHEET};
pub use routes::routes;

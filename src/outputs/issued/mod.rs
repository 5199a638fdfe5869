//! What was sent: a review or a national sheet, frozen as it went out – its cells, the records behind them, the very files, day,
//! person, and the SHA-256 of a canonical manifest. Append-only: a later edition supersedes an earlier one. The paper on screen is
//! held against what was sent, each difference with what was recorded since.

pub mod actions;
mod causes;
pub mod db;
mod manifest;
mod model;
mod panel;
mod refusals;
mod routes;

pub use actions::{Draft, issue};
pub use model::{Cell, File, Paper, about, sentence};
pub use panel::{Live, Panel, panel};
pub use refusals::REFUSALS;
pub use routes::routes;

//! The board's rules for reports, V01–V30: one cell, cells against each other, against earlier periods and against the
//! board's other enterprises. Data-driven (`rules`), and measured: `docs/check-quality.md`.
//!
//! Pure, but for `db`, which reads the rules. Everything is exact: bands are compared by multiplication, never by logarithms.

mod cells;
mod check;
mod column;
pub mod db;
mod earlier;
mod effect;
mod entity;
mod history;
pub mod land;
mod model;
pub mod prints;
mod reader;
mod repair;
mod report;
mod rules;
mod slip;
mod sums;
mod to_date;
mod together;

pub use check::{check, needs_reason, obstacles};
pub use effect::{NOISE_PERCENT, line, rank};
pub use entity::CHECK_RULE;
pub use model::{Activity, Background, Cell, Facts, Finding, Line, Repair, Severity};
pub use reader::{Reader, Reading};
pub use rules::{DEFAULTS, Place, Rule, Rules, Shipped};
pub use slip::slip;

#[cfg(test)]
mod tests;

//! How figures come in: targets, the append-only ledger, closings, the reports themselves, who owes them, what
//! sheets and blocks mean, and the three other ways in – across enterprises, by a workbook of ours, from any workbook.
//!
//! No totals for readers here: what is made of the figures is in `outputs`.

pub mod board_totals;
pub mod by_indicator;
pub mod closings;
pub mod coverage;
pub mod duties;
pub mod figures;
pub mod filings;
pub mod form_workbooks;
pub mod imports;
pub mod pasting;
pub mod plans;
pub mod reading;

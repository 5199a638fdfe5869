//! What is measured and asked: indicators with their units, the rules that check figures, the forms with their deadlines.
//!
//! Only the standards themselves: who owes a form is in `returns`, and what is said of the sums is in `outputs`.

pub mod checks;
pub mod forms;
pub mod indicators;

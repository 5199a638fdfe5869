//! Reading with meaning: a sheet becomes figures that each carry their title, unit, period and owner, and a named remainder.
//!
//! Whatever comes in – a file, a pasted block, a workbook of ours – is read here and nowhere else. Nothing is taken by its place
//! alone: what a figure is follows from the titles over it and at its left, its unit from the narrowest statement that reaches it,
//! its period and its owner from what the titles, the lines above the table and the name of the sheet say. What contradicts is
//! asked, what is not understood is left out by name. The rules and the reason for each stand in `docs/reading.md`.

mod bare;
mod book;
mod column;
mod enterprises;
mod file_said;
mod given;
mod indicators;
mod over;
mod owners;
mod roles;
mod said;
mod source;
mod table;
mod title;
mod unit_said;
mod words;
mod years;

pub use bare::are_earlier;
pub use book::{Reading, columns_at, read, shown};
pub use column::{Amount, Column, Shape};
pub use given::{ByHand, FileQuestion, Given, Pasted};
pub use owners::{Known, NOBODY, Owners, Who};
pub use roles::{Asked, ReadColumn, Role, taken};
pub use said::Fit;
pub use source::{Compared, Left, LeftKind, SourceCell, SourceRow, is_figure, text_at};
pub use table::{is_ditto, strip_number};
pub use unit_said::{Measured, Scope, UnitSaid, is_unit};
pub use years::years;

//! What calamine does not tell of a sheet, gathered before the sheet is built.

use super::builder::SheetBuilder;
use super::cell::{Area, Position};
use super::format::NumberFormat;

/// What is to be told of one sheet.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Rows and columns nobody sees, each with the last of its range.
    pub rows: Vec<(u32, u32)>,
    pub columns: Vec<(u32, u32)>,
    pub merges: Vec<Area>,
    pub formats: Vec<(Position, NumberFormat)>,
}

impl Marks {
    /// Tells the builder.
    pub(super) fn tell(self, sheet: &mut SheetBuilder<'_>) {
        for (at, format) in &self.formats {
            sheet.show(*at, format);
        }
        self.merges.into_iter().for_each(|area| sheet.merge(area));
        self.rows
            .into_iter()
            .for_each(|(first, last)| sheet.hide_rows(first, last));
        self.columns
            .into_iter()
            .for_each(|(first, last)| sheet.hide_columns(first, last));
    }
}

//! The room of the legend under a map.

use super::measure::{to_float, whole, width};
use super::sheet::{Fill, Sheet};

pub(super) fn columns(sheet: &Sheet, keys: &[(Fill, String)]) -> usize {
    let longest = keys
        .iter()
        .map(|(_, words)| width(words, sheet.font))
        .fold(0.0, f64::max);
    whole(sheet.width / (longest + sheet.font * 3.4)).clamp(1, 6)
}

/// The height of the strip below a map, with the scale bar and the legend, in units.
pub fn legend_height(sheet: &Sheet, keys: &[(Fill, String)]) -> f64 {
    let rows = keys.len().div_ceil(columns(sheet, keys));
    sheet.font * (3.0 + to_float(rows) * 1.7 + if rows > 0 { 0.6 } else { 0.0 })
}

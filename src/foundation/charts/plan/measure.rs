//! Widths of texts, round numbers and turns of outlines.

use super::sheet::Point;

/// A guess of a text's width: letters of the portal's fonts are 0.58 of their height on average.
pub(super) fn width(words: &str, size: f64) -> f64 {
    to_float(words.chars().count()) * size * 0.58
}

pub(super) fn to_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A small whole number from a float that is one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn whole(value: f64) -> usize {
    value.clamp(0.0, 1000.0) as usize
}

/// The largest of 1, 2, 5 times a power of ten that is no more than this.
pub(super) fn round_down(value: f64) -> f64 {
    let power = 10f64.powf(value.max(1.0).log10().floor());
    [5.0, 2.0, 1.0]
        .into_iter()
        .map(|step| step * power)
        .find(|step| *step <= value)
        .unwrap_or(power)
}

/// "2418 600": the kilometres apart, as maps write them.
pub(super) fn metres(value: f64) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let metres = value.clamp(0.0, 9_999_999.0).round() as i64;
    format!("{} {:03}", metres / 1000, metres % 1000)
}

pub(super) fn clockwise(ring: &[Point]) -> bool {
    let count = ring.len();
    (0..count)
        .map(|at| (ring[at], ring[(at + 1) % count]))
        .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
        .sum::<f64>()
        < 0.0
}

/// The direction out of a corner on the sheet, of length one.
pub(super) fn outward(corner: Point, before: Point, after: Point, clockwise: bool) -> Point {
    let unit = |to: Point| {
        let (x, y) = (to.0 - corner.0, to.1 - corner.1);
        let length = x.hypot(y).max(1e-9);
        (x / length, y / length)
    };
    let (a, b) = (unit(before), unit(after));
    // Square to the way through the corner, on the side the ring does not enclose.
    let way = (b.0 - a.0, b.1 - a.1);
    let length = way.0.hypot(way.1).max(1e-9);
    let side = if clockwise { 1.0 } else { -1.0 };
    (way.1 / length * side, -way.0 / length * side)
}

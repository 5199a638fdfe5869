//! How far the reports of a year are: one stacked bar with its numbers.

use super::svg::{INK, Svg};

const WIDTH: f64 = 560.0;
const COLOURS: [&str; 4] = ["#12703f", "#d9a514", "#9dbbd8", "#ffffff"];

/// Parts of a whole in their order, each with its size and what it says beside the bar; the last is drawn hollow.
pub fn progress_row(id: &str, title: &str, parts: &[(i64, String)]) -> String {
    let mut svg = Svg::new(id, title, WIDTH, 56.0);
    let count = |part: &(i64, String)| f64::from(i32::try_from(part.0.max(0)).unwrap_or(i32::MAX));
    let total: f64 = parts.iter().map(count).sum();
    let mut at = 1.0;
    let mut key = 0.0;
    for (index, part) in parts.iter().enumerate() {
        let colour = COLOURS[index % COLOURS.len()];
        let width = if total > 0.0 {
            count(part) / total * (WIDTH - 2.0)
        } else {
            0.0
        };
        if width > 0.0 {
            svg.rect(
                at,
                1.0,
                width,
                22.0,
                colour,
                " stroke=\"#48586a\" stroke-width=\"1\"",
            );
            at += width;
        }
        svg.rect(
            key + 1.0,
            37.0,
            12.0,
            12.0,
            colour,
            " stroke=\"#48586a\" stroke-width=\"1\"",
        );
        svg.text(key + 19.0, 48.0, "start", INK, &part.1);
        key += WIDTH / 4.0;
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::progress_row;

    #[test]
    fn parts_share_the_bar_and_nothing_is_drawn_of_nothing() {
        let parts = |counts: [i64; 4]| counts.map(|count| (count, "x".to_owned()));
        let svg = progress_row("p", "t", &parts([3, 0, 1, 0]));
        assert!(
            svg.contains("width=\"418.50\"") && svg.contains("width=\"139.50\""),
            "{svg}"
        );
        assert!(!progress_row("p", "t", &parts([0, 0, 0, 0])).contains("NaN"));
    }
}

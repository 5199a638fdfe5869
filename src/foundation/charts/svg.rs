//! The few SVG words the charts need, with escaping.

use std::fmt::Write;

pub const BLUE: &str = "#0a4f8f";
pub const INK: &str = "#17212b";
pub const GREY: &str = "#48586a";
pub const TRACK: &str = "#edf1f5";
pub const BAND: &str = "#dfe5ec";

/// Text for an attribute or an element.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A coordinate: two decimals, and never NaN. By whole hundredths: a plan has thousands of them, and exact formatting of
/// floating point numbers was a sixth of a page.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let hundredths = (value.clamp(-100_000.0, 100_000.0) * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    format!(
        "{sign}{}.{:02}",
        hundredths.abs() / 100,
        hundredths.abs() % 100
    )
}

/// An SVG under construction: a picture with a title that says its conclusion.
pub struct Svg {
    text: String,
}

impl Svg {
    /// `id` must be unique on the page.
    pub fn new(id: &str, title: &str, width: f64, height: f64) -> Svg {
        let id = escape(id);
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}\">\
             <title id=\"{id}\">{}</title>",
            number(width),
            number(height),
            escape(title)
        );
        Svg { text }
    }

    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str, more: &str) {
        let _ = write!(
            self.text,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"{more}/>",
            number(x),
            number(y),
            number(width.max(0.0)),
            number(height.max(0.0))
        );
    }

    pub fn polygon(&mut self, points: &[(f64, f64)], fill: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{},{}", number(*x), number(*y)))
            .collect();
        let _ = write!(
            self.text,
            "<polygon points=\"{}\" fill=\"{fill}\"/>",
            points.join(" ")
        );
    }

    /// Diagonal lines over an area: estimated, or missing.
    pub fn hatch(&mut self, x: f64, y: f64, width: f64, height: f64, colour: &str) {
        let _ = write!(
            self.text,
            "<path stroke=\"{colour}\" stroke-width=\"1.5\" d=\""
        );
        let mut at = x;
        while at < x + width {
            let end = (at + height).min(x + width);
            let (from, to) = (number(y + height), number(y + height - (end - at)));
            let _ = write!(self.text, "M{} {from}L{} {to}", number(at), number(end));
            at += 6.0;
        }
        self.text.push_str("\"/>");
    }

    pub fn text(&mut self, x: f64, y: f64, anchor: &str, fill: &str, words: &str) {
        let _ = write!(
            self.text,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" fill=\"{fill}\" font-size=\"13\" \
             font-family=\"KCN Sans, IBM Plex Sans, Segoe UI, Liberation Sans, sans-serif\">{}</text>",
            number(x),
            number(y),
            escape(words)
        );
    }

    /// A finished element.
    pub fn raw(&mut self, element: &str) {
        self.text.push_str(element);
    }

    pub fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{Svg, number};

    #[test]
    fn coordinates_have_two_decimals() {
        for (value, written) in [
            (0.0, "0.00"),
            (-0.001, "0.00"),
            (12.345_6, "12.35"),
            (-0.05, "-0.05"),
            (-7.5, "-7.50"),
            (99.999, "100.00"),
            (1e9, "100000.00"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
        ] {
            assert_eq!(number(value), written, "{value}");
        }
    }

    #[test]
    fn a_hatched_area_is_one_path_that_stays_inside() {
        let mut svg = Svg::new("a", "t", 20.0, 10.0);
        svg.hatch(0.0, 2.0, 8.0, 4.0, "#123456");
        assert!(
            svg.finish()
                .contains("d=\"M0.00 6.00L4.00 2.00M6.00 6.00L8.00 4.00\"/>")
        );
    }
}

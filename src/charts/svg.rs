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

/// A coordinate: at most two decimals, and never NaN.
pub fn number(value: f64) -> String {
    if value.is_finite() { format!("{:.2}", value.clamp(-100_000.0, 100_000.0)) } else { "0".to_owned() }
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

    pub fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: &str, more: &str) {
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
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        let _ = write!(self.text, "<polygon points=\"{}\" fill=\"{fill}\"/>", points.join(" "));
    }

    /// Diagonal lines over an area: estimated, or missing.
    pub fn hatch(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), colour: &str) {
        let mut at = x;
        while at < x + width {
            let end = (at + height).min(x + width);
            let _ = write!(
                self.text,
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{colour}\" stroke-width=\"1.5\"/>",
                number(at),
                number(y + height),
                number(end),
                number(y + height - (end - at))
            );
            at += 6.0;
        }
    }

    pub fn text(&mut self, (x, y): (f64, f64), anchor: &str, fill: &str, words: &str) {
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

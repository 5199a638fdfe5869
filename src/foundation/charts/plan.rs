//! A plan of land at a scale: plots with colour, hatch and label, a grid, a north arrow, a scale bar and a legend.
//!
//! Positions are easting and northing in metres; the sheet is measured in its own units: millimetres of paper, or pixels.

mod draw;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::svg::{escape, number};
use draw::{Draw, to_float, whole, width};

/// Easting and northing, metres.
pub type Point = (f64, f64);

/// Lines over a colour, so that a print without colours still tells plots apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hatch {
    None,
    Slant,
    BackSlant,
    Cross,
    Level,
    Upright,
    Dots,
}

impl Hatch {
    pub const ALL: [Hatch; 7] = [
        Hatch::None,
        Hatch::Slant,
        Hatch::BackSlant,
        Hatch::Cross,
        Hatch::Level,
        Hatch::Upright,
        Hatch::Dots,
    ];
}

/// How a plot is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fill {
    /// A literal colour, light enough for ink upon it.
    pub colour: &'static str,
    pub hatch: Hatch,
}

/// One piece of land.
#[derive(Debug, Clone, Default)]
pub struct Plot {
    pub ring: Vec<Point>,
    pub fill: Option<Fill>,
    /// What a pointer over it says.
    pub title: String,
    /// Lines of its label, the most important first; those without room are left out.
    pub lines: Vec<String>,
    /// Where the label stands, and the width and height of the room it has there, metres.
    pub label: Option<(Point, (f64, f64))>,
    pub href: Option<String>,
    /// Drawn with a thick outline: what the plan is about.
    pub bold: bool,
    /// Beside each corner; empty draws none.
    pub corners: Vec<String>,
    /// Beside each side, from each corner to the next; empty draws none.
    pub sides: Vec<String>,
}

/// How large the plan is and what it shows.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Of the map itself, in units; the legend stands below it.
    pub width: f64,
    pub height: f64,
    /// The height of letters, units.
    pub font: f64,
    /// Metres of land in one unit.
    pub metres: f64,
    /// The middle of the map.
    pub centre: Point,
    /// Whether units are millimetres of paper: then the picture has that size.
    pub paper: bool,
}

/// A plan.
pub struct Plan<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// The sentence that says what the plan shows.
    pub title: &'a str,
    pub sheet: Sheet,
    pub plots: &'a [Plot],
    /// Outlines drawn over everything in red: where plots overlap.
    pub marks: &'a [Vec<Point>],
    pub keys: &'a [(Fill, String)],
    /// "Tỷ lệ 1:2.000", or empty where the size is the screen's.
    pub scale: &'a str,
    /// The letter over the north arrow.
    pub north: &'a str,
}

const RED: &str = "#b3261e";

impl Sheet {
    /// A sheet as wide as given that shows all of these points, with a margin.
    pub fn around(
        points: impl Iterator<Item = Point>,
        width: f64,
        tallest: f64,
        font: f64,
    ) -> Option<Sheet> {
        let (low, high) = bounds(points)?;
        let (across, up) = (
            (high.0 - low.0).max(10.0) * 1.08,
            (high.1 - low.1).max(10.0) * 1.08,
        );
        let metres = (across / width).max(up / tallest);
        let height = (up / metres).max(width / 4.0).min(tallest);
        let centre = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
        Some(Sheet {
            width,
            height,
            font,
            metres,
            centre,
            paper: false,
        })
    }

    fn at(&self, (east, north): Point) -> Point {
        let x = self.width / 2.0 + (east - self.centre.0) / self.metres;
        let y = self.height / 2.0 - (north - self.centre.1) / self.metres;
        (x, y)
    }

    /// Whether all points lie on the sheet.
    pub fn holds(&self, points: impl Iterator<Item = Point>) -> bool {
        let inside =
            |(x, y): Point| (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y);
        points.map(|point| self.at(point)).all(inside)
    }
}

/// The lowest and the highest coordinates.
pub fn bounds(points: impl Iterator<Item = Point>) -> Option<(Point, Point)> {
    points.fold(None, |found, (x, y)| {
        let (low, high) = found.unwrap_or(((x, y), (x, y)));
        Some(((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y))))
    })
}

/// The links of a plan, to be laid over it: a picture holds nothing to press. They are shortcuts for a pointer and hidden from
/// everybody else, so a table beside the plan must hold the same links.
pub fn links(plan: &Plan<'_>) -> String {
    let mut draw = Draw {
        text: String::new(),
        plan,
        sheet: plan.sheet,
    };
    let height = plan.sheet.height + legend_height(&plan.sheet, plan.keys);
    let _ = write!(
        draw.text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">",
        number(plan.sheet.width),
        number(height)
    );
    for plot in plan.plots {
        if let Some(href) = &plot.href {
            draw.link(plot, href);
        }
    }
    draw.text.push_str("</svg>");
    draw.text
}

/// The plan as SVG.
pub fn plan(plan: &Plan<'_>) -> String {
    let mut draw = Draw {
        text: String::new(),
        plan,
        sheet: plan.sheet,
    };
    let strip = legend_height(&plan.sheet, plan.keys);
    let (width, height) = (plan.sheet.width, plan.sheet.height + strip);
    let size = if plan.sheet.paper {
        format!(
            " width=\"{}mm\" height=\"{}mm\"",
            number(width),
            number(height)
        )
    } else {
        String::new()
    };
    let _ = write!(
        draw.text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\"{size} role=\"img\" aria-labelledby=\"{id}\" \
         font-family=\"KCN Sans, IBM Plex Sans, Segoe UI, Liberation Sans, sans-serif\"><title id=\"{id}\">{}</title>",
        number(width),
        number(height),
        escape(plan.title),
        id = escape(plan.id)
    );
    draw.patterns();
    draw.frame();
    for plot in plan.plots {
        draw.plot(plot);
    }
    draw.grid();
    for plot in plan.plots {
        draw.words(plot);
    }
    for mark in plan.marks {
        let points = draw.points(mark);
        let _ = write!(
            draw.text,
            "<polygon points=\"{points}\" fill=\"{RED}\" fill-opacity=\"0.55\" stroke=\"{RED}\" stroke-width=\"{}\"/>",
            draw.line(1.6)
        );
    }
    draw.text.push_str("</g>");
    draw.north();
    draw.bar();
    draw.keys();
    draw.text.push_str("</svg>");
    draw.text
}

fn columns(sheet: &Sheet, keys: &[(Fill, String)]) -> usize {
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

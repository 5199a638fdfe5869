//! What a plan shows: plots, how they are filled, the sheet they lie on.

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

    pub(super) fn at(&self, (east, north): Point) -> Point {
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

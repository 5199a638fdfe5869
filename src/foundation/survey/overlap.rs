//! Shapes laid over each other, and where a label fits. Floats, from a near origin: good to a square millimetre.

use geo::{Area, BooleanOps, BoundingRect, Coord, InteriorPoint, Intersects, LineString, Polygon};

/// A point in plan: easting and northing, metres.
pub type Point = (f64, f64);

/// What two shapes have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// m².
    pub area: f64,
    /// The outlines of the common parts.
    pub rings: Vec<Vec<Point>>,
}

fn polygon(ring: &[Point], origin: Point) -> Polygon<f64> {
    let coords = ring.iter().map(|(east, north)| Coord {
        x: east - origin.0,
        y: north - origin.1,
    });
    Polygon::new(LineString::new(coords.collect()), Vec::new())
}

/// What two rings have in common; `None` where they only touch or lie apart.
pub fn overlap(one: &[Point], other: &[Point]) -> Option<Overlap> {
    let origin = *one.first()?;
    let (one, other) = (polygon(one, origin), polygon(other, origin));
    if !one.bounding_rect()?.intersects(&other.bounding_rect()?) {
        return None;
    }
    let common = one.intersection(&other);
    let area = common.unsigned_area();
    let back = |part: &Polygon<f64>| {
        part.exterior()
            .coords()
            .map(|at| (at.x + origin.0, at.y + origin.1))
            .collect()
    };
    (area > 0.0).then(|| Overlap {
        area,
        rings: common.0.iter().map(back).collect(),
    })
}

/// A place inside a ring for its label, and how much room the label has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    /// Easting and northing, metres.
    pub at: Point,
    /// The inside width and height there, metres.
    pub room: (f64, f64),
}

/// Where a label fits best: the middle of the shape where that is inside, else of its widest part on that height.
pub fn label(ring: &[Point]) -> Option<Label> {
    let origin = *ring.first()?;
    let polygon = polygon(ring, origin);
    let y = polygon.interior_point()?.y();
    let across: Vec<(Point, Point)> = polygon
        .exterior()
        .lines()
        .map(|line| ((line.start.x, line.start.y), (line.end.x, line.end.y)))
        .collect();
    let (left, right) = inside(&across, y)
        .into_iter()
        .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))?;
    let x = f64::midpoint(left, right);
    let up: Vec<(Point, Point)> = across
        .iter()
        .map(|(a, b)| ((a.1, a.0), (b.1, b.0)))
        .collect();
    let (low, high) = inside(&up, x)
        .into_iter()
        .find(|(low, high)| (*low..=*high).contains(&y))?;
    Some(Label {
        at: (x + origin.0, f64::midpoint(low, high) + origin.1),
        room: (right - left, high - low),
    })
}

/// The pieces of a level line that lie inside a ring of sides.
fn inside(sides: &[(Point, Point)], level: f64) -> Vec<(f64, f64)> {
    let crosses = |(a, b): &&(Point, Point)| (a.1 > level) != (b.1 > level);
    let mut at: Vec<f64> = sides
        .iter()
        .filter(crosses)
        .map(|(a, b)| a.0 + (level - a.1) / (b.1 - a.1) * (b.0 - a.0))
        .collect();
    at.sort_by(f64::total_cmp);
    at.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

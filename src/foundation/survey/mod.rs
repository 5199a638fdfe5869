//! Corner points of land in VN-2000 as Vietnamese papers have them: read, examined, measured and placed on the globe. Pure.
//!
//! In a Vietnamese table of corners **X is the northing** (seven digits, six in the far south) and **Y the easting** (six
//! digits), both in metres. The central meridian and the width of the zone belong to each table, never to a province or to the
//! portal: a merged province holds drawings on two meridians. Corners stay exact decimals; floats exist only inside the
//! projection and where two shapes are laid over each other.

mod examine;
mod geojson;
mod overlap;
mod projection;
mod ring;
mod system;
mod table;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

pub use examine::{Examined, Finding, Level, Problem, Repair, examine};
pub use geojson::feature_collection;
pub use overlap::{Label, Overlap, label, overlap};
pub use projection::{Place, Projection};
pub use ring::{Crossing, area, clockwise, crossing, sides};
pub use system::{Meridian, OFFICIAL, Official, System, Width};
pub use table::{Given, Unread, read};

/// Most corners of one shape: a parcel has a dozen, the outline of a zone some hundreds.
pub const MAX_CORNERS: usize = 1_000;

/// A corner in plan, in metres, exactly as the paper says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// Northing, metres from the equator.
    pub x: Decimal,
    /// Easting, metres; the central meridian is 500 000.
    pub y: Decimal,
}

/// A corner with what the paper calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vertex {
    /// "1", "M12"; empty where the paper names none.
    pub name: String,
    pub corner: Corner,
    /// The length the paper writes beside the corner, metres.
    pub side: Option<Decimal>,
}

/// Corners as they are kept: one a line, name, northing and easting between semicolons, "." as the decimal mark.
pub fn write_corners(vertices: &[Vertex]) -> String {
    let line = |vertex: &Vertex| format!("{};{};{}", vertex.name, vertex.corner.x, vertex.corner.y);
    vertices.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads what [`write_corners`] wrote; `None` when it is anything else.
pub fn read_corners(text: &str) -> Option<Vec<Vertex>> {
    text.lines()
        .map(|line| {
            let mut parts = line.split(';');
            let name = parts.next()?.to_owned();
            let corner = Corner {
                x: parts.next()?.parse().ok()?,
                y: parts.next()?.parse().ok()?,
            };
            parts.next().is_none().then_some(Vertex {
                name,
                corner,
                side: None,
            })
        })
        .collect()
}

/// A ring on the globe as it is kept: "lon lat" in degrees with eight decimals (1 mm), counter-clockwise, not closed.
pub fn write_ring(ring: &[Place]) -> String {
    ring.iter()
        .map(|place| format!("{:.8} {:.8}", place.lon, place.lat))
        .collect::<Vec<_>>()
        .join(",")
}

/// Reads what [`write_ring`] wrote; `None` when it is anything else.
pub fn read_ring(text: &str) -> Option<Vec<Place>> {
    text.split(',')
        .map(|pair| {
            let (lon, lat) = pair.split_once(' ')?;
            Some(Place {
                lon: lon.parse().ok()?,
                lat: lat.parse().ok()?,
            })
        })
        .collect()
}

//! Corners and rings as text, as they are kept.

use super::corner::{Corner, Vertex};
use super::projection::Place;

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

//! Corner points of land in VN-2000 as Vietnamese papers have them: read, examined, measured and placed on the globe. Pure.
//!
//! In a Vietnamese table of corners **X is the northing** (seven digits, six in the far south) and **Y the easting** (six
//! digits), both in metres. The central meridian and the width of the zone belong to each table, never to a province or to the
//! portal: a merged province holds drawings on two meridians. Corners stay exact decimals; floats exist only inside the
//! projection and where two shapes are laid over each other.

mod corner;
mod examine;
mod geojson;
mod given;
mod kept;
mod overlap;
mod projection;
mod ring;
mod system;
mod table;
#[cfg(test)]
mod tests;

pub use corner::{Corner, MAX_CORNERS, Vertex};
pub use examine::{Examined, Finding, Level, Problem, Repair, examine};
pub use geojson::feature_collection;
pub use given::{Given, Unread};
pub use kept::{read_corners, read_ring, write_corners, write_ring};
pub use overlap::{Label, Overlap, label, overlap};
pub use projection::{Place, Projection};
pub use ring::{Crossing, area, clockwise, crossing, sides};
pub use system::{Meridian, OFFICIAL, Official, System, Width};
pub use table::read;

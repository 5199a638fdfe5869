//! A corner of land, exactly as the paper says.

use rust_decimal::Decimal;

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

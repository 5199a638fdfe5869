//! What was understood of a pasted text, or why nothing was.

use super::corner::Vertex;
use super::projection::Place;
use crate::foundation::i18n::Lang;

/// What was understood of a pasted text.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub vertices: Vec<Vertex>,
    /// The places as given, where the text is GeoJSON: then the corners follow from them.
    pub places: Option<Vec<Place>>,
    /// How many shapes the text holds, of which this is the one asked for.
    pub of: usize,
    /// The language whose numbers the table has.
    pub lang: Lang,
    /// Lines without coordinates, and what they say: titles, sums, notes.
    pub skipped: Vec<(usize, String)>,
    /// Whether titles said which column is which; else the first two columns of coordinates are X and Y.
    pub titled: bool,
}

/// Why a text is no table of corners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// No two columns of numbers that could be coordinates.
    NoCorners,
    /// More than [`super::MAX_CORNERS`].
    TooMany(usize),
    /// A line with one coordinate only, or one that is no clear number: line, text.
    Line(usize, String),
    /// Not well-formed JSON.
    Json,
    /// GeoJSON without the one polygon that is meant: how many there are, and what they are called.
    Polygons(usize, Vec<String>),
    /// A polygon with holes.
    Holes,
    /// Longitudes and latitudes that are none.
    NotDegrees,
}

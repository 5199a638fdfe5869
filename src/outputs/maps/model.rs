//! Shapes of parcels: the rows of the database, turned into outlines in the plane of one central meridian. Pure.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::db::PlotRow;
use crate::foundation::charts::Point;
use crate::foundation::i18n::Text;
use crate::foundation::survey::{self, Corner, Overlap, Place, Projection, System, Vertex};
use crate::platform::registry::{Choice, Values};

/// What a shape was taken from.
pub const SOURCES: &[Choice] = &[
    Choice::new(
        "certificate",
        "Giấy chứng nhận quyền sử dụng đất",
        "Land-use certificate",
    ),
    Choice::new(
        "extract",
        "Trích lục, trích đo bản đồ địa chính",
        "Extract of the cadastral map",
    ),
    Choice::new("survey", "Đo đạc, cắm mốc", "Survey"),
    Choice::new("planning", "Quy hoạch phân khu, phân lô", "Zoning plan"),
    Choice::new("drawing", "Bản vẽ (DXF, GIS)", "Drawing (DXF, GIS)"),
    Choice::new("illustration", "Minh họa", "Illustration"),
];

/// Shapes of one zone may overlap by this much, m²: a side of 100 m that two papers give to the centimetre, each rounded its
/// own way, makes a sliver of up to one square metre. A wrong corner makes far more.
pub const OVERLAP_SLACK: f64 = 1.0;

/// A shape that lies somewhere: what both an old and a new one are.
#[derive(Debug, Clone)]
pub struct Outline {
    pub system: System,
    pub vertices: Vec<Vertex>,
    pub ring: Vec<Place>,
}

impl Outline {
    /// The shape of a row; `None` where the parcel has none.
    pub fn of(row: &PlotRow) -> Option<Outline> {
        let system = System::new(row.meridian_minutes?, row.zone_width?)?;
        Some(Outline {
            system,
            vertices: survey::read_corners(row.corners.as_deref()?)?,
            ring: survey::read_ring(row.ring.as_deref()?)?,
        })
    }

    /// Whether both have the same corners by the same names, whatever sides were written beside them.
    pub fn vertices_equal(&self, other: &Outline) -> bool {
        let same =
            |(one, two): (&Vertex, &Vertex)| one.name == two.name && one.corner == two.corner;
        self.vertices.len() == other.vertices.len()
            && self.vertices.iter().zip(&other.vertices).all(same)
    }

    /// Eastings and northings in a plane: as written where it is the table's own, through the globe where it is another.
    pub fn within(&self, plane: System) -> Vec<Point> {
        if plane == self.system {
            let metres =
                |vertex: &Vertex| Some((vertex.corner.y.to_f64()?, vertex.corner.x.to_f64()?));
            return self.vertices.iter().filter_map(metres).collect();
        }
        let Some(projection) = Projection::new(plane) else {
            return Vec::new();
        };
        let point = |place: &Place| projection.plane(*place).map(|(north, east)| (east, north));
        self.ring.iter().filter_map(point).collect()
    }
}

/// The plane most shapes are in: a plan is drawn in it. The lower one of two as frequent.
pub fn usual_system(systems: impl Iterator<Item = System>) -> Option<System> {
    let mut counts: HashMap<System, usize> = HashMap::new();
    for system in systems {
        *counts.entry(system).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(system, count)| (*count, std::cmp::Reverse(*system)))
        .map(|(system, _)| system)
}

/// Where a shape lies over another parcel's.
#[derive(Debug, Clone)]
pub struct Clash {
    pub parcel_id: i64,
    pub code: String,
    pub overlap: Overlap,
}

/// The other parcels a shape lies over by more than the slack, in the plane of the shape.
pub fn clashes(shape: &Outline, parcel_id: i64, others: &[PlotRow]) -> Vec<Clash> {
    let own = shape.within(shape.system);
    let clash = |row: &PlotRow| {
        let other = Outline::of(row)?.within(shape.system);
        let overlap =
            survey::overlap(&own, &other).filter(|overlap| overlap.area > OVERLAP_SLACK)?;
        Some(Clash {
            parcel_id: row.id,
            code: row.code.clone(),
            overlap,
        })
    };
    others
        .iter()
        .filter(|row| row.id != parcel_id)
        .filter_map(clash)
        .collect()
}

/// What is wrong with a row of a bundle: its ring and its area must follow from its corners.
pub fn fault_of_row(values: &Values) -> Vec<(&'static str, Text)> {
    let number = |name: &str| values.get(name).and_then(|text| text.parse::<i32>().ok());
    let system = number("meridian_minutes")
        .zip(number("zone_width"))
        .and_then(|(minutes, width)| System::new(minutes, width));
    let Some(system) = system else {
        return vec![(
            "meridian_minutes",
            Text::new("Không có hệ tọa độ này.", "There is no such plane."),
        )];
    };
    let vertices = values
        .get("corners")
        .and_then(survey::read_corners)
        .unwrap_or_default();
    let corners: Vec<Corner> = vertices.iter().map(|vertex| vertex.corner).collect();
    if corners.len() < 3 || survey::crossing(&corners).is_some() {
        return vec![(
            "corners",
            Text::new(
                "Các đỉnh không tạo thành một hình.",
                "The corners make no shape.",
            ),
        )];
    }
    let mut faults = Vec::new();
    let stated = values
        .get("area_m2")
        .and_then(|text| text.parse::<Decimal>().ok());
    if stated != Some(survey::area(&corners)) {
        faults.push((
            "area_m2",
            Text::new(
                "Không bằng diện tích tính từ các đỉnh.",
                "Is not the area the corners enclose.",
            ),
        ));
    }
    let projection = Projection::new(system);
    let mut places: Vec<Place> = corners
        .iter()
        .filter_map(|corner| {
            projection
                .as_ref()
                .and_then(|plane| plane.place_of(*corner))
        })
        .collect();
    if survey::clockwise(&corners) {
        places.reverse();
    }
    let ring = values
        .get("ring")
        .and_then(survey::read_ring)
        .unwrap_or_default();
    let near = |(a, b): (&Place, &Place)| a.distance(*b) < 0.02;
    if ring.len() != places.len() || !places.iter().zip(&ring).all(near) {
        faults.push((
            "ring",
            Text::new(
                "Không khớp với các đỉnh.",
                "Does not follow from the corners.",
            ),
        ));
    }
    faults
}

/// A day on which others' shapes are compared with a new one.
pub fn days_to_compare(valid_from: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    if valid_from < today {
        vec![valid_from, today]
    } else {
        vec![valid_from]
    }
}

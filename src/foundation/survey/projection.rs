//! VN-2000 to WGS 84 and back: the transverse Mercator of a table and the seven official parameters between the datums.

use proj4rs::Proj;
use proj4rs::adaptors::transform_xy;

use super::corner::Corner;
use super::system::System;
use crate::foundation::i18n::round;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// A place on the globe, WGS 84, degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub lon: f64,
    pub lat: f64,
}

/// Metres in one degree of latitude; near enough to say how far two places lie apart.
const METRES_PER_DEGREE: f64 = 111_000.0;

/// What lies in Vietnam, coarsely: for each degree of latitude from 8° the westernmost and easternmost longitude, a little
/// widened. A wrong meridian moves a shape by 15′ at least, which this often but not always notices.
const VIETNAM: [(f64, f64); 16] = [
    (104.4, 106.9),
    (103.3, 107.0),
    (103.6, 109.2),
    (105.4, 109.5),
    (106.2, 109.6),
    (107.1, 109.6),
    (107.1, 109.5),
    (106.9, 109.4),
    (105.9, 108.6),
    (105.3, 107.7),
    (104.3, 106.7),
    (103.6, 106.4),
    (102.9, 108.0),
    (102.0, 108.3),
    (102.0, 107.2),
    (104.5, 106.2),
];

impl Place {
    /// Whether the place can lie in Vietnam.
    pub fn in_vietnam(self) -> bool {
        let band = (self.lat - 8.0).floor();
        if !(0.0..16.0).contains(&band) {
            return false;
        }
        // The band is a whole number from 0 to 15.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (west, east) = VIETNAM[band as usize];
        (west..=east).contains(&self.lon)
    }

    /// Metres to another place, within some per cent.
    pub fn distance(self, other: Place) -> f64 {
        let north = (self.lat - other.lat) * METRES_PER_DEGREE;
        let east = (self.lon - other.lon) * METRES_PER_DEGREE * self.lat.to_radians().cos();
        north.hypot(east)
    }

    /// The middle of several places; `None` of none.
    pub fn middle(places: &[Place]) -> Option<Place> {
        let count = f64::from(
            u32::try_from(places.len())
                .ok()
                .filter(|count| *count > 0)?,
        );
        let sum = |value: fn(&Place) -> f64| places.iter().map(value).sum::<f64>() / count;
        Some(Place {
            lon: sum(|place| place.lon),
            lat: sum(|place| place.lat),
        })
    }
}

/// The way between one plane and the globe.
pub struct Projection {
    plane: Proj,
    globe: Proj,
}

impl Projection {
    /// `None` only if the projection library refuses its own words.
    pub fn new(system: System) -> Option<Projection> {
        // Quyết định 05/2007/QĐ-BTNMT gives the rotations for a coordinate frame; `towgs84` wants those of a position vector,
        // so their signs are turned. As published they would put every corner half a metre off.
        let plane = format!(
            "+proj=tmerc +lat_0=0 +lon_0={} +k={} +x_0=500000 +y_0=0 +ellps=WGS84 \
             +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs",
            system.meridian.degrees(),
            system.width.scale()
        );
        let plane = Proj::from_proj_string(&plane).ok()?;
        let globe = Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").ok()?;
        Some(Projection { plane, globe })
    }

    /// Where a corner lies. `north` and `east` in metres.
    pub fn place(&self, north: f64, east: f64) -> Option<Place> {
        let (lon, lat) = transform_xy(&self.plane, &self.globe, east, north).ok()?;
        let place = Place {
            lon: lon.to_degrees(),
            lat: lat.to_degrees(),
        };
        (place.lon.is_finite() && place.lat.is_finite()).then_some(place)
    }

    /// Northing and easting of a place, metres.
    pub fn plane(&self, place: Place) -> Option<(f64, f64)> {
        let (east, north) = transform_xy(
            &self.globe,
            &self.plane,
            place.lon.to_radians(),
            place.lat.to_radians(),
        )
        .ok()?;
        (east.is_finite() && north.is_finite()).then_some((north, east))
    }

    /// Where an exact corner lies.
    pub fn place_of(&self, corner: Corner) -> Option<Place> {
        self.place(corner.x.to_f64()?, corner.y.to_f64()?)
    }

    /// The corner of a place, to the millimetre.
    pub fn corner_of(&self, place: Place) -> Option<Corner> {
        let (north, east) = self.plane(place)?;
        let exact = |metres: f64| Decimal::from_f64(metres).map(|metres| round(metres, 3));
        Some(Corner {
            x: exact(north)?,
            y: exact(east)?,
        })
    }
}

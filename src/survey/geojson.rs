//! GeoJSON (RFC 7946) in and out: longitude and latitude, WGS 84.
//!
//! Read with serde_json, which keeps the digits of a number as written; the geojson crate makes floats of them.

use serde_json::{Map, Value, json};

use super::projection::Place;
use super::table::Unread;

/// The outer ring of the one polygon in a text.
pub(super) fn polygon(text: &str) -> Result<Vec<Place>, Unread> {
    let value: Value = serde_json::from_str(text).map_err(|_| Unread::Json)?;
    let mut found = Vec::new();
    collect(&value, &mut found);
    let [rings] = found.as_slice() else { return Err(Unread::Polygons(found.len())) };
    let [outer] = rings.as_slice() else { return Err(if rings.is_empty() { Unread::NotDegrees } else { Unread::Holes }) };
    outer.as_array().ok_or(Unread::NotDegrees)?.iter().map(|pair| place(pair).ok_or(Unread::NotDegrees)).collect()
}

/// The rings of every polygon in a geometry, a feature or a collection of features.
fn collect<'a>(value: &'a Value, found: &mut Vec<&'a Vec<Value>>) {
    let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
    let list = |name: &str| value.get(name).and_then(Value::as_array);
    match kind {
        "FeatureCollection" => list("features").into_iter().flatten().for_each(|feature| collect(feature, found)),
        "GeometryCollection" => list("geometries").into_iter().flatten().for_each(|geometry| collect(geometry, found)),
        "Feature" => {
            if let Some(geometry) = value.get("geometry") {
                collect(geometry, found);
            }
        }
        "Polygon" => found.extend(list("coordinates")),
        "MultiPolygon" => found.extend(list("coordinates").into_iter().flatten().filter_map(Value::as_array)),
        _ => {}
    }
}

fn place(pair: &Value) -> Option<Place> {
    let place = Place { lon: pair.get(0)?.as_f64()?, lat: pair.get(1)?.as_f64()? };
    ((-180.0..=180.0).contains(&place.lon) && (-90.0..=90.0).contains(&place.lat)).then_some(place)
}

/// Shapes as a collection of features, each with its properties. Rings are closed here, as the format asks.
pub fn feature_collection(shapes: &[(Vec<Place>, Map<String, Value>)]) -> Value {
    let feature = |(ring, properties): &(Vec<Place>, Map<String, Value>)| {
        let closed: Vec<Value> = ring.iter().chain(ring.first()).map(|place| json!([place.lon, place.lat])).collect();
        json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": [closed] }, "properties": properties })
    };
    json!({ "type": "FeatureCollection", "features": shapes.iter().map(feature).collect::<Vec<_>>() })
}

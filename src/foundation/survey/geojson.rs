//! GeoJSON (RFC 7946) in and out: longitude and latitude, WGS 84.
//!
//! Read with serde_json, which keeps the digits of a number as written; the geojson crate makes floats of them.

use serde_json::{Map, Value, json};

use super::given::Unread;
use super::projection::Place;
use crate::foundation::i18n::fold;

/// A polygon of a text, and what its feature is called.
struct Named<'a> {
    rings: &'a Vec<Value>,
    name: Option<String>,
}

/// The outer ring of the one polygon in a text; of several, the only one called `wanted`, with how many there are.
pub(super) fn polygon(text: &str, wanted: &str) -> Result<(Vec<Place>, usize), Unread> {
    let value: Value = serde_json::from_str(text).map_err(|_| Unread::Json)?;
    let mut found = Vec::new();
    collect(&value, None, &mut found);
    let rings = match found.as_slice() {
        [one] => one.rings,
        several => {
            let is_wanted = |one: &&Named| {
                one.name
                    .as_ref()
                    .is_some_and(|name| fold(name) == fold(wanted))
            };
            let mut called = several.iter().filter(is_wanted);
            match (called.next(), called.next()) {
                (Some(one), None) => one.rings,
                _ => {
                    let names = several.iter().filter_map(|one| one.name.clone()).collect();
                    return Err(Unread::Polygons(several.len(), names));
                }
            }
        }
    };
    let [outer] = rings.as_slice() else {
        return Err(if rings.is_empty() {
            Unread::NotDegrees
        } else {
            Unread::Holes
        });
    };
    let ring = outer
        .as_array()
        .ok_or(Unread::NotDegrees)?
        .iter()
        .map(|pair| place(pair).ok_or(Unread::NotDegrees));
    Ok((ring.collect::<Result<_, _>>()?, found.len()))
}

/// Properties that name a lot: as the portal writes them, and as drawings do.
const NAMES: [&str; 6] = ["parcel", "code", "name", "ma_lo", "lo", "id"];

/// What a feature is called.
fn name(feature: &Value) -> Option<String> {
    let properties = feature.get("properties")?;
    let text = |value: &Value| {
        value
            .as_str()
            .map(str::to_owned)
            .or_else(|| value.as_i64().map(|number| number.to_string()))
    };
    NAMES
        .iter()
        .find_map(|name| properties.get(name).and_then(text))
        .filter(|name| !name.is_empty())
}

/// The rings of every polygon in a geometry, a feature or a collection of features.
fn collect<'a>(value: &'a Value, called: Option<&str>, found: &mut Vec<Named<'a>>) {
    let kind = value
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let list = |name: &str| value.get(name).and_then(Value::as_array);
    let mut add = |rings: &'a Vec<Value>| {
        found.push(Named {
            rings,
            name: called.map(str::to_owned),
        })
    };
    match kind {
        "FeatureCollection" => list("features")
            .into_iter()
            .flatten()
            .for_each(|feature| collect(feature, None, found)),
        "GeometryCollection" => list("geometries")
            .into_iter()
            .flatten()
            .for_each(|geometry| collect(geometry, called, found)),
        "Feature" => {
            if let Some(geometry) = value.get("geometry") {
                collect(geometry, name(value).as_deref(), found);
            }
        }
        "Polygon" => list("coordinates").into_iter().for_each(add),
        "MultiPolygon" => list("coordinates")
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .for_each(&mut add),
        _ => {}
    }
}

fn place(pair: &Value) -> Option<Place> {
    let place = Place {
        lon: pair.get(0)?.as_f64()?,
        lat: pair.get(1)?.as_f64()?,
    };
    ((-180.0..=180.0).contains(&place.lon) && (-90.0..=90.0).contains(&place.lat)).then_some(place)
}

/// Shapes as a collection of features, each with its properties. Rings are closed here, as the format asks.
pub fn feature_collection(shapes: &[(Vec<Place>, Map<String, Value>)]) -> Value {
    let feature = |(ring, properties): &(Vec<Place>, Map<String, Value>)| {
        let closed: Vec<Value> = ring
            .iter()
            .chain(ring.first())
            .map(|place| json!([place.lon, place.lat]))
            .collect();
        json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": [closed] }, "properties": properties })
    };
    json!({ "type": "FeatureCollection", "features": shapes.iter().map(feature).collect::<Vec<_>>() })
}

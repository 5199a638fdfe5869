//! Reading a pasted table of corners: from Excel, from a CSV file of a drawing, or GeoJSON.

use rust_decimal::Decimal;

use super::corner::{Corner, MAX_CORNERS, Vertex};
use super::geojson;
use super::given::{Given, Unread};
use super::projection::{Place, Projection};
use super::system::System;
use crate::foundation::i18n::{Lang, fold, parse_number};
use crate::foundation::workbooks::block;

/// Reads a text. `system` is needed to give GeoJSON corners in plan; of several shapes in it, `wanted` names one.
///
/// # Errors
/// [`Unread`], which says what is in the way.
pub fn read(text: &str, system: System, wanted: &str) -> Result<Given, Unread> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with(['{', '[']) {
        let (places, of) = geojson::polygon(text, wanted)?;
        return Ok(Given {
            of,
            ..of_places(places, system)?
        });
    }
    let mut best: Option<(usize, Result<Given, Unread>)> = None;
    for split in SPLITS {
        let Some(rows) = split(text) else { continue };
        for lang in [Lang::Vi, Lang::En] {
            let found = interpret(&rows, lang);
            let weight = match &found {
                Ok(given) => given.vertices.len() * 2 + 1,
                Err(_) => {
                    rows.iter()
                        .filter(|row| coordinates(row, lang).len() >= 2)
                        .count()
                        * 2
                }
            };
            if weight > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((weight, found));
            }
        }
    }
    let given = best.map_or(Err(Unread::NoCorners), |(_, found)| found)?;
    match given.vertices.len() {
        count if count > MAX_CORNERS => Err(Unread::TooMany(count)),
        _ => Ok(given),
    }
}

fn of_places(places: Vec<Place>, system: System) -> Result<Given, Unread> {
    if places.len() > MAX_CORNERS {
        return Err(Unread::TooMany(places.len()));
    }
    let projection = Projection::new(system).ok_or(Unread::NotDegrees)?;
    let vertex = |(index, place): (usize, &Place)| {
        let corner = projection.corner_of(*place)?;
        Some(Vertex {
            name: (index + 1).to_string(),
            corner,
            side: None,
        })
    };
    let vertices = places
        .iter()
        .enumerate()
        .map(vertex)
        .collect::<Option<Vec<_>>>()
        .ok_or(Unread::NotDegrees)?;
    Ok(Given {
        vertices,
        places: Some(places),
        of: 1,
        lang: Lang::En,
        skipped: Vec::new(),
        titled: true,
    })
}

type Rows = Vec<Vec<String>>;

/// The ways a line comes apart; the one that gives most corners is right.
const SPLITS: [fn(&str) -> Option<Rows>; 4] = [
    |text| text.contains('\t').then(|| block(text)),
    |text| {
        text.contains(';')
            .then(|| lines(text, |line| line.split(';').map(unquoted).collect()))
    },
    |text| {
        text.contains(',')
            .then(|| lines(text, |line| line.split(',').map(unquoted).collect()))
    },
    |text| {
        Some(lines(text, |line| {
            line.split_whitespace().map(unquoted).collect()
        }))
    },
];

fn lines(text: &str, split: impl Fn(&str) -> Vec<String>) -> Rows {
    text.lines().map(split).collect()
}

fn unquoted(cell: &str) -> String {
    cell.trim().trim_matches('"').to_owned()
}

/// Metres that may be a northing or an easting in Vietnam, with room for a wrong meridian.
fn coordinate(cell: &str, lang: Lang) -> Option<Decimal> {
    let value = parse_number(cell, lang)
        .ok()
        .filter(|reading| reading.doubt.is_none())?
        .value;
    (Decimal::from(100_000)..Decimal::from(3_000_000))
        .contains(&value)
        .then_some(value)
}

fn coordinates(row: &[String], lang: Lang) -> Vec<usize> {
    (0..row.len())
        .filter(|at| coordinate(&row[*at], lang).is_some())
        .collect()
}

/// Which column is which.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    name: Option<usize>,
    x: usize,
    y: usize,
    side: Option<usize>,
}

const NAME: [&str; 10] = [
    "stt", "tt", "diem", "dinh", "moc", "point", "name", "id", "no", "vertex",
];
const NORTH: [&str; 4] = ["x", "bac", "north", "northing"];
const EAST: [&str; 4] = ["y", "dong", "east", "easting"];
const SIDE: [&str; 6] = ["canh", "cach", "dai", "s", "length", "side"];

/// The column of a title among these words.
fn titled(row: &[String], words: &[&str]) -> Option<usize> {
    row.iter().position(|cell| {
        let folded = fold(cell);
        let mut parts = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty());
        cell.chars().any(char::is_alphabetic) && parts.any(|part| words.contains(&part))
    })
}

/// Titles above the first row of coordinates: a head may have two rows ("Tọa độ" over "X (m)" and "Y (m)").
fn by_title(rows: &[Vec<String>]) -> Option<(usize, Columns)> {
    let at = rows
        .iter()
        .position(|row| titled(row, &NORTH).is_some() && titled(row, &EAST).is_some())?;
    let head = &rows[..=at];
    let above = |words: &[&str], taken: [usize; 2]| {
        head.iter()
            .rev()
            .find_map(|row| titled(row, words))
            .filter(|column| !taken.contains(column))
    };
    // A title such as "Y (Đông)" names one axis twice, never both.
    let (x, y) = (titled(&rows[at], &NORTH)?, titled(&rows[at], &EAST)?);
    (x != y).then(|| {
        (
            at,
            Columns {
                name: above(&NAME, [x, y]),
                x,
                y,
                side: above(&SIDE, [x, y]),
            },
        )
    })
}

fn by_value(rows: &[Vec<String>], lang: Lang) -> Option<Columns> {
    let found = rows
        .iter()
        .map(|row| coordinates(row, lang))
        .find(|found| found.len() >= 2)?;
    Some(Columns {
        name: (found[0] > 0).then_some(0),
        x: found[0],
        y: found[1],
        side: None,
    })
}

fn interpret(rows: &Rows, lang: Lang) -> Result<Given, Unread> {
    let (first, columns, titled) = match by_title(rows) {
        Some((at, columns)) => (at + 1, columns, true),
        None => (0, by_value(rows, lang).ok_or(Unread::NoCorners)?, false),
    };
    let mut given = Given {
        vertices: Vec::new(),
        places: None,
        of: 1,
        lang,
        skipped: Vec::new(),
        titled,
    };
    for (at, row) in rows.iter().enumerate().skip(first) {
        let cell = |column: usize| row.get(column).map_or("", |cell| cell.trim());
        let (x, y) = (cell(columns.x), cell(columns.y));
        let corner = coordinate(x, lang)
            .zip(coordinate(y, lang))
            .map(|(x, y)| Corner { x, y });
        match corner {
            Some(corner) => {
                let name = columns
                    .name
                    .map_or("", cell)
                    .replace(';', " ")
                    .chars()
                    .take(20)
                    .collect();
                let side = columns
                    .side
                    .and_then(|column| parse_number(cell(column), lang).ok())
                    .map(|reading| reading.value);
                given.vertices.push(Vertex { name, corner, side });
            }
            // A side written in a row of its own belongs to the corner above.
            None if x.is_empty() && y.is_empty() => {
                let side = columns
                    .side
                    .and_then(|column| parse_number(cell(column), lang).ok())
                    .map(|reading| reading.value);
                match given.vertices.last_mut() {
                    Some(above) if side.is_some() && above.side.is_none() => above.side = side,
                    _ => given.skip(at, row),
                }
            }
            None if digits(x) && digits(y)
                || coordinate(x, lang).is_some()
                || coordinate(y, lang).is_some() =>
            {
                return Err(Unread::Line(
                    at + 1,
                    row.join(" ").trim().chars().take(80).collect(),
                ));
            }
            None => given.skip(at, row),
        }
    }
    if given.vertices.is_empty() {
        Err(Unread::NoCorners)
    } else {
        Ok(given)
    }
}

/// A number of five digits or more that is no coordinate is a slip, and no remark.
fn digits(cell: &str) -> bool {
    cell.chars().filter(char::is_ascii_digit).count() >= 5 && !cell.chars().any(char::is_alphabetic)
}

impl Given {
    fn skip(&mut self, at: usize, row: &[String]) {
        let text = row
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if !text.is_empty() {
            self.skipped.push((at + 1, text.chars().take(80).collect()));
        }
    }
}

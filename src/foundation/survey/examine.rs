//! What is odd about a table of corners, and what would put it right. Nothing is put right that nobody agreed to.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::corner::{Corner, Vertex};
use super::given::Given;
use super::projection::{Place, Projection};
use super::ring::{self, Crossing};
use super::system::{OFFICIAL, Official, System};

/// Farther than this from the middle of the zone's other parcels, a shape is asked about. Metres; the largest zones measure
/// some kilometres, the nearest meridians lie 15′, some 26 km, apart.
const FAR: f64 = 10_000.0;
/// A side may differ from the one written beside it by this much: rounded to centimetres, measured along the slope.
const SIDE_SLACK: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// A change somebody can agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repair {
    /// X and Y change places.
    Swap,
    /// Corners that repeat the one before are left out.
    DropRepeated,
    /// The first corner is repeated at the end: the ring is closed.
    Close,
    /// The ring is closed once only.
    DropClosing,
    /// The corners are taken in the opposite order.
    Reverse,
    /// The table is on another plane.
    Use(System),
    /// The shape does lie where it seems to.
    Here,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Repair::Swap => f.write_str("swap"),
            Repair::DropRepeated => f.write_str("drop-repeated"),
            Repair::Close => f.write_str("close"),
            Repair::DropClosing => f.write_str("drop-closing"),
            Repair::Reverse => f.write_str("reverse"),
            Repair::Here => f.write_str("here"),
            Repair::Use(system) => write!(
                f,
                "use-{}-{}",
                system.meridian.minutes(),
                system.width.degrees()
            ),
        }
    }
}

impl FromStr for Repair {
    type Err = ();

    fn from_str(code: &str) -> Result<Repair, ()> {
        match code {
            "swap" => Ok(Repair::Swap),
            "drop-repeated" => Ok(Repair::DropRepeated),
            "close" => Ok(Repair::Close),
            "drop-closing" => Ok(Repair::DropClosing),
            "reverse" => Ok(Repair::Reverse),
            "here" => Ok(Repair::Here),
            _ => {
                let (minutes, degrees) = code
                    .strip_prefix("use-")
                    .and_then(|rest| rest.split_once('-'))
                    .ok_or(())?;
                let system = System::new(
                    minutes.parse().map_err(drop)?,
                    degrees.parse().map_err(drop)?,
                );
                system.map(Repair::Use).ok_or(())
            }
        }
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The shape cannot be kept until this is put right.
    Refuses,
    /// Said, and kept as it is.
    Tells,
}

/// Something odd.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub level: Level,
    pub problem: Problem,
    pub repairs: Vec<Repair>,
}

/// What is odd. Corners are counted from 1, as in the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    Swapped,
    /// A northing or an easting out of range, at this corner.
    OutOfRange(usize),
    OutsideVietnam(Place),
    /// Kilometres from the zone's other parcels.
    Far(u32),
    /// No authority uses this meridian with this width.
    NoSuchPlane(System),
    /// The province's papers are on another plane.
    OtherThanOfficial(System),
    NotClosed,
    /// The first corner stands so many times at the end.
    ClosedAgain(usize),
    Repeated(Vec<usize>),
    TooFew(usize),
    NoArea,
    Crosses(Crossing),
    Clockwise,
    /// The side from this corner: written, computed.
    Side(usize, Decimal, Decimal),
}

/// A table with the agreed repairs made.
#[derive(Debug, Clone, PartialEq)]
pub struct Examined {
    /// The corners in the order of the paper, without the closing one.
    pub vertices: Vec<Vertex>,
    /// On the globe, counter-clockwise; empty when the corners make no shape.
    pub ring: Vec<Place>,
    /// m² in plan, exact.
    pub area: Decimal,
    /// The length of the side from each corner, metres.
    pub sides: Vec<Decimal>,
    pub findings: Vec<Finding>,
}

impl Examined {
    /// Whether the shape may be kept.
    pub fn sound(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.level == Level::Tells)
    }

    /// One way to put everything right that refuses, where each thing has exactly one.
    pub fn all_repairs(&self) -> Vec<Repair> {
        let refusing = self
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Refuses);
        let single = |finding: &Finding| match finding.repairs.as_slice() {
            [repair] if *repair != Repair::Here => Some(*repair),
            _ => None,
        };
        refusing.filter_map(single).collect()
    }
}

/// Examines a table on a plane, with the repairs agreed to so far. `near` is the middle of the zone's other parcels,
/// `official` the plane of the province's papers.
pub fn examine(
    given: &Given,
    system: System,
    agreed: &[Repair],
    near: Option<Place>,
    official: Option<System>,
) -> Examined {
    let mut findings = Vec::new();
    let mut vertices = given.vertices.clone();
    if !system.is_official() {
        let repairs = system.instead().into_iter().map(Repair::Use).collect();
        findings.push(Finding {
            level: Level::Refuses,
            problem: Problem::NoSuchPlane(system),
            repairs,
        });
    }
    axes(&mut vertices, agreed, &mut findings);
    // A ring of GeoJSON is closed by rule, and counter-clockwise.
    let closed_by_rule = given.places.is_some();
    repeated(&mut vertices, agreed, &mut findings);
    closing(&mut vertices, closed_by_rule, agreed, &mut findings);
    written_sides(&vertices, &mut findings);
    let mut corners: Vec<Corner> = vertices.iter().map(|vertex| vertex.corner).collect();
    if agreed.contains(&Repair::Reverse) {
        vertices.reverse();
        corners.reverse();
    }
    shape(&corners, &mut findings);
    let blind = |finding: &Finding| {
        matches!(
            finding.problem,
            Problem::Swapped | Problem::OutOfRange(_) | Problem::TooFew(_)
        )
    };
    let mut ring = if findings.iter().any(blind) {
        Vec::new()
    } else {
        places(&corners, system)
    };
    if ring::clockwise(&corners) {
        ring.reverse();
        if !closed_by_rule && !ring.is_empty() {
            findings.push(Finding {
                level: Level::Tells,
                problem: Problem::Clockwise,
                repairs: vec![Repair::Reverse],
            });
        }
    }
    // On a plane that does not exist a place means nothing.
    if system.is_official() {
        place(
            &corners,
            &ring,
            system,
            agreed,
            near,
            official,
            &mut findings,
        );
    }
    let sides = if corners.len() >= 3 {
        ring::sides(&corners)
    } else {
        Vec::new()
    };
    Examined {
        vertices,
        ring,
        area: ring::area(&corners),
        sides,
        findings,
    }
}

/// Where the corners lie in the world; nothing where one of them cannot be placed.
fn places(corners: &[Corner], system: System) -> Vec<Place> {
    let places = Projection::new(system).map(|plane| {
        corners
            .iter()
            .filter_map(|corner| plane.place_of(*corner))
            .collect()
    });
    places
        .filter(|places: &Vec<Place>| places.len() == corners.len())
        .unwrap_or_default()
}

fn is_northing(value: Decimal) -> bool {
    (Decimal::from(880_000)..Decimal::from(2_650_000)).contains(&value)
}

fn is_easting(value: Decimal) -> bool {
    (Decimal::from(100_000)..Decimal::from(880_000)).contains(&value)
}

fn axes(vertices: &mut [Vertex], agreed: &[Repair], findings: &mut Vec<Finding>) {
    if agreed.contains(&Repair::Swap) {
        for vertex in vertices.iter_mut() {
            vertex.corner = Corner {
                x: vertex.corner.y,
                y: vertex.corner.x,
            };
        }
    }
    let fits = |x: Decimal, y: Decimal| is_northing(x) && is_easting(y);
    if vertices
        .iter()
        .all(|vertex| fits(vertex.corner.y, vertex.corner.x))
    {
        findings.push(Finding {
            level: Level::Refuses,
            problem: Problem::Swapped,
            repairs: vec![Repair::Swap],
        });
    } else if let Some(at) = vertices
        .iter()
        .position(|vertex| !fits(vertex.corner.x, vertex.corner.y))
    {
        findings.push(Finding {
            level: Level::Refuses,
            problem: Problem::OutOfRange(at + 1),
            repairs: Vec::new(),
        });
    }
}

/// Corners that repeat the one before. The closing one repeats the first, and is looked at apart.
fn repeated(vertices: &mut Vec<Vertex>, agreed: &[Repair], findings: &mut Vec<Finding>) {
    let Some(first) = vertices.first().map(|vertex| vertex.corner) else {
        return;
    };
    let same = |at: usize, vertices: &[Vertex]| {
        at > 0
            && vertices[at].corner == vertices[at - 1].corner
            && !(vertices[at].corner == first && at + 1 >= vertices.len() - 1 && at > 1)
    };
    let found: Vec<usize> = (0..vertices.len())
        .filter(|at| same(*at, vertices))
        .collect();
    if found.is_empty() {
        return;
    }
    if agreed.contains(&Repair::DropRepeated) {
        for at in found.into_iter().rev() {
            let dropped = vertices.remove(at);
            vertices[at - 1].side = vertices[at - 1]
                .side
                .filter(|side| !side.is_zero())
                .or(dropped.side);
        }
    } else {
        let problem = Problem::Repeated(found.into_iter().map(|at| at + 1).collect());
        findings.push(Finding {
            level: Level::Refuses,
            problem,
            repairs: vec![Repair::DropRepeated],
        });
    }
}

/// A table ends with its first corner again; here the ring is taken without it.
fn closing(
    vertices: &mut Vec<Vertex>,
    closed_by_rule: bool,
    agreed: &[Repair],
    findings: &mut Vec<Finding>,
) {
    let Some(first) = vertices.first().map(|vertex| vertex.corner) else {
        return;
    };
    let mut times = 0;
    while vertices.len() > 1 && vertices.last().is_some_and(|last| last.corner == first) {
        vertices.pop();
        times += 1;
    }
    let missing = times == 0 && !closed_by_rule && !agreed.contains(&Repair::Close);
    if missing {
        findings.push(Finding {
            level: Level::Refuses,
            problem: Problem::NotClosed,
            repairs: vec![Repair::Close],
        });
    } else if times > 1 && !agreed.contains(&Repair::DropClosing) {
        findings.push(Finding {
            level: Level::Refuses,
            problem: Problem::ClosedAgain(times),
            repairs: vec![Repair::DropClosing],
        });
    }
}

/// Sides as written against sides as computed: a slip in one digit of a corner shows in two of them.
fn written_sides(vertices: &[Vertex], findings: &mut Vec<Finding>) {
    let corners: Vec<Corner> = vertices.iter().map(|vertex| vertex.corner).collect();
    if corners.len() < 3 {
        return;
    }
    let computed = ring::sides(&corners);
    let wrong = |shift: usize| -> Vec<(usize, Decimal, Decimal)> {
        let side = |at: usize| (at + computed.len() - shift) % computed.len();
        let pairs = vertices
            .iter()
            .enumerate()
            .filter_map(|(at, vertex)| Some((side(at), vertex.side?)));
        pairs
            .map(|(at, written)| (at, written, computed[at]))
            .filter(|(_, a, b)| (a - b).abs() > SIDE_SLACK)
            .collect()
    };
    // A side stands beside the corner it begins at, or beside the one it ends at: whichever the table fits better.
    let (begins, ends) = (wrong(0), wrong(1));
    let differing = if begins.len() <= ends.len() {
        begins
    } else {
        ends
    };
    let written = vertices
        .iter()
        .filter(|vertex| vertex.side.is_some())
        .count();
    // Where hardly any fits, the column is something else.
    if differing.len() * 2 <= written {
        findings.extend(
            differing
                .into_iter()
                .take(5)
                .map(|(at, written, computed)| Finding {
                    level: Level::Tells,
                    problem: Problem::Side(at + 1, written, computed),
                    repairs: Vec::new(),
                }),
        );
    }
}

fn shape(corners: &[Corner], findings: &mut Vec<Finding>) {
    let refused = |problem| Finding {
        level: Level::Refuses,
        problem,
        repairs: Vec::new(),
    };
    if corners.len() < 3 {
        findings.push(refused(Problem::TooFew(corners.len())));
    } else if findings
        .iter()
        .any(|finding| matches!(finding.problem, Problem::Repeated(_)))
    {
        // Two equal corners would be called a crossing as well.
    } else if let Some(found) = ring::crossing(corners) {
        findings.push(refused(Problem::Crosses(found)));
    } else if ring::area(corners).is_zero() {
        findings.push(refused(Problem::NoArea));
    }
}

/// Whether the shape lies where it can, and which planes would put it there.
fn place(
    corners: &[Corner],
    ring: &[Place],
    system: System,
    agreed: &[Repair],
    near: Option<Place>,
    official: Option<System>,
    findings: &mut Vec<Finding>,
) {
    let Some(middle) = Place::middle(ring) else {
        return;
    };
    let fits =
        |place: Place| place.in_vietnam() && near.is_none_or(|near| place.distance(near) <= FAR);
    if fits(middle) {
        if let Some(official) = official.filter(|official| {
            near.is_none() && *official != system && !agreed.contains(&Repair::Here)
        }) {
            let problem = Problem::OtherThanOfficial(official);
            findings.push(Finding {
                level: Level::Tells,
                problem,
                repairs: vec![Repair::Use(official)],
            });
        }
        return;
    }
    let would_fit = |system: &System| {
        let plane = Projection::new(*system);
        plane
            .and_then(|plane| plane.place_of(corners[0]))
            .is_some_and(fits)
    };
    let mut repairs: Vec<Repair> = OFFICIAL
        .iter()
        .map(Official::system)
        .filter(would_fit)
        .map(Repair::Use)
        .collect();
    // The province's own plane is the likeliest.
    repairs.sort_by_key(|repair| official.is_none_or(|official| *repair != Repair::Use(official)));
    if !middle.in_vietnam() {
        findings.push(Finding {
            level: Level::Refuses,
            problem: Problem::OutsideVietnam(middle),
            repairs,
        });
    } else if let Some(near) = near.filter(|_| !agreed.contains(&Repair::Here)) {
        // Some thousand kilometres at most.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let kilometres = (middle.distance(near) / 1000.0).round() as u32;
        repairs.push(Repair::Here);
        findings.push(Finding {
            level: Level::Refuses,
            problem: Problem::Far(kilometres),
            repairs,
        });
    }
}

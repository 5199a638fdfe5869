//! Exact geometry of a ring of corners in plan. A ring does not repeat its first corner at its end.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::corner::Corner;
use crate::foundation::i18n::round;

/// Where a ring meets itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    /// The corner where each of the two sides begins, counted from 0.
    pub sides: (usize, usize),
    /// To the centimetre.
    pub at: Corner,
}

fn minus(a: Corner, b: Corner) -> Corner {
    Corner {
        x: a.x - b.x,
        y: a.y - b.y,
    }
}

/// Twice the area between two arrows; positive where the second turns counter-clockwise on a map with north up.
fn cross(a: Corner, b: Corner) -> Decimal {
    a.y * b.x - a.x * b.y
}

fn dot(a: Corner, b: Corner) -> Decimal {
    a.x * b.x + a.y * b.y
}

/// Twice the area by the shoelace rule, from the first corner so that the products stay small enough to be exact.
fn twice_signed(ring: &[Corner]) -> Decimal {
    let Some(first) = ring.first() else {
        return Decimal::ZERO;
    };
    ring.windows(2)
        .map(|pair| cross(minus(pair[0], *first), minus(pair[1], *first)))
        .sum()
}

/// The area in plan, m², exact.
pub fn area(ring: &[Corner]) -> Decimal {
    (twice_signed(ring) / Decimal::TWO).abs()
}

/// Whether the corners go clockwise on a map with north up.
pub fn clockwise(ring: &[Corner]) -> bool {
    twice_signed(ring) < Decimal::ZERO
}

/// The length of each side in metres to the millimetre, from each corner to the next; the last one closes the ring.
pub fn sides(ring: &[Corner]) -> Vec<Decimal> {
    (0..ring.len())
        .map(|at| length(minus(ring[(at + 1) % ring.len()], ring[at])))
        .collect()
}

fn length(arrow: Corner) -> Decimal {
    // The root of the square in units of 0.1 mm is a whole number's root, and needs no float.
    let square = round(dot(arrow, arrow) * Decimal::from(100_000_000), 0);
    let root = square.to_i128().map_or(0, i128::isqrt);
    round(Decimal::from_i128_with_scale(root, 4), 3)
}

/// The first place where two sides meet that should not, or where one folds back on the side before it.
pub fn crossing(ring: &[Corner]) -> Option<Crossing> {
    let count = ring.len();
    let side = |at: usize| (ring[at], ring[(at + 1) % count]);
    for first in 0..count {
        for second in first + 1..count {
            let (a, b) = side(first);
            let (c, d) = side(second);
            let neighbours = second == first + 1 || (first == 0 && second == count - 1);
            let met = if neighbours {
                folded(a, b, c, d)
            } else {
                meeting(a, b, c, d)
            };
            if let Some(at) = met {
                let at = Corner {
                    x: round(at.x, 2),
                    y: round(at.y, 2),
                };
                return Some(Crossing {
                    sides: (first, second),
                    at,
                });
            }
        }
    }
    None
}

/// Two sides that share a corner fold when both leave it in the same direction.
fn folded(a: Corner, b: Corner, c: Corner, d: Corner) -> Option<Corner> {
    let (shared, one, other) = if b == c { (b, a, d) } else { (a, b, c) };
    let (one, other) = (minus(one, shared), minus(other, shared));
    (cross(one, other).is_zero() && dot(one, other) > Decimal::ZERO).then_some(shared)
}

fn apart(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> bool {
    a.max(b) < c.min(d) || c.max(d) < a.min(b)
}

/// Where two sides without a common corner meet.
fn meeting(a: Corner, b: Corner, c: Corner, d: Corner) -> Option<Corner> {
    if apart(a.x, b.x, c.x, d.x) || apart(a.y, b.y, c.y, d.y) {
        return None;
    }
    let (along, across) = (minus(b, a), minus(d, c));
    let turn = cross(along, across);
    if turn.is_zero() {
        // On one line and not apart: they lie over each other.
        return cross(along, minus(c, a))
            .is_zero()
            .then_some(if between(c, a, b) { c } else { a });
    }
    let offset = minus(c, a);
    // Compared without dividing, so that a touch is a touch.
    let (s, t) = (cross(offset, across), cross(offset, along));
    let within = |value: Decimal| {
        if turn > Decimal::ZERO {
            (Decimal::ZERO..=turn).contains(&value)
        } else {
            (turn..=Decimal::ZERO).contains(&value)
        }
    };
    (within(s) && within(t)).then(|| {
        let part = s / turn;
        Corner {
            x: a.x + along.x * part,
            y: a.y + along.y * part,
        }
    })
}

fn between(point: Corner, a: Corner, b: Corner) -> bool {
    dot(minus(point, a), minus(point, b)) <= Decimal::ZERO
}

//! Units as tables state them away from the number: beside a title, in a row or a column of units, above the table.
//!
//! The statement of the narrower scope wins (cell, number format, title, column or row of units, group, above the table, the
//! form's own); one that cannot measure the indicator does not reach it. A statement nobody understands makes its cells wait.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::foundation::kernel::quantity::{Dimension, Unit, both_money, units_of};
use crate::foundation::workbooks::{Position, StatedUnit, is_counted, stated_unit};
use crate::standards::indicators::Indicator;

/// How far from the number a unit is stated; the narrower comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// By the number format of the cell.
    Format,
    /// In the title of the column or the label of the row.
    Title,
    /// In a column or a row of units.
    Beside,
    /// In the title over a group of columns, or in the row over a group of rows.
    Group,
    /// Above the table.
    Above,
}

/// A unit stated for some cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitSaid {
    pub scope: Scope,
    /// As written: "Đơn vị tính: triệu đồng".
    pub text: String,
    /// Where it stands, when not in the title itself.
    pub at: Option<Position>,
}

/// The unit of a cell: what the number is multiplied by, and in what it then is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    pub unit: &'static Unit,
    /// Over 1 where people count in thousands what has no such unit: "nghìn người".
    pub times: i64,
}

/// What a statement means for an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Fits(Measured),
    /// It measures other columns.
    Elsewhere,
    /// A share of something.
    Share,
    /// Nobody knows this unit.
    Unknown,
}

impl UnitSaid {
    /// What it means for an indicator. Of several units ("triệu đồng, người") the one that measures it.
    pub fn reach(&self, indicator: &Indicator) -> Reach {
        let pieces: Vec<Reach> = pieces(&self.text)
            .iter()
            .map(|piece| reach(piece, indicator))
            .collect();
        let own = pieces.iter().find(|reach| {
            matches!(reach, Reach::Fits(found) if found.unit.dimension == indicator.dimension)
        });
        let first = |wanted: fn(&&Reach) -> bool| pieces.iter().find(wanted);
        own.or_else(|| first(|reach| matches!(reach, Reach::Fits(_))))
            .or_else(|| first(|reach| matches!(reach, Reach::Unknown)))
            .or_else(|| first(|reach| matches!(reach, Reach::Share)))
            .copied()
            .unwrap_or(Reach::Elsewhere)
    }
}

/// What statements mean for indicators, each worked out once: a table repeats them in every row.
#[derive(Default)]
pub struct Reaches(Mutex<HashMap<i64, HashMap<String, Reach>>>);

impl Reaches {
    /// As [`UnitSaid::reach`].
    pub(super) fn of(&self, unit: &UnitSaid, indicator: &Indicator) -> Reach {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.entry(indicator.id).or_default();
        if let Some(reach) = known.get(&unit.text) {
            return *reach;
        }
        let reach = unit.reach(indicator);
        known.insert(unit.text.clone(), reach);
        reach
    }
}

/// A statement without its "ĐVT:", taken apart at commas and semicolons.
fn pieces(text: &str) -> Vec<String> {
    let bare = text
        .trim_matches(|c: char| c.is_whitespace() || "()[]{}*.".contains(c))
        .split_once(':')
        .map_or(text, |(_, said)| said);
    // A comma inside "1,000,000" parts nothing.
    let mut pieces = vec![String::new()];
    let mut signs = bare.chars().peekable();
    while let Some(sign) = signs.next() {
        let inside = sign == ',' && signs.peek().is_some_and(char::is_ascii_digit);
        match pieces.last_mut() {
            Some(piece) if inside || !matches!(sign, ';' | ',') => piece.push(sign),
            _ => pieces.push(String::new()),
        }
    }
    let trimmed = pieces.iter().map(|piece| piece.trim().to_owned());
    trimmed.filter(|piece| !piece.is_empty()).collect()
}

fn reach(piece: &str, indicator: &Indicator) -> Reach {
    if indicator.dimension == Dimension::Own {
        return own_reach(piece, indicator);
    }
    let Some(StatedUnit { scale, base }) = stated_unit(piece) else {
        return Reach::Unknown;
    };
    let dimension = base.map_or(indicator.dimension, |base| base.dimension);
    if dimension == Dimension::Percent && indicator.dimension != Dimension::Percent {
        return Reach::Share;
    }
    if dimension != indicator.dimension && !both_money(dimension, indicator.dimension) {
        return Reach::Elsewhere;
    }
    // "Nghìn" alone counts money and people, and no hectares.
    if base.is_none() && matches!(dimension, Dimension::Area | Dimension::Percent) {
        return Reach::Elsewhere;
    }
    let scale = scale * base.map_or(1, |base| base.factor);
    let fitting = units_of(dimension)
        .iter()
        .filter(|unit| scale % unit.factor == 0)
        .max_by_key(|unit| unit.factor);
    fitting.map_or(Reach::Unknown, |unit| {
        Reach::Fits(Measured {
            unit,
            times: scale / unit.factor,
        })
    })
}

/// A product's own unit, in thousands or millions of it too.
fn own_reach(piece: &str, indicator: &Indicator) -> Reach {
    use crate::foundation::i18n::fold;
    let plain = |text: &str| fold(text).replace(['³', '²'], "").replace([' ', '.'], "");
    let said = plain(piece);
    let names = [&indicator.own_unit, &indicator.own_unit_en];
    let unit = Dimension::Own.canonical_unit();
    for name in names.into_iter().flatten().map(|name| plain(name)) {
        let Some(lead) = said.strip_suffix(&name) else {
            continue;
        };
        let times = match lead {
            "" => 1,
            lead => match stated_unit(lead) {
                Some(StatedUnit { scale, base: None }) => scale,
                _ => continue,
            },
        };
        return Reach::Fits(Measured { unit, times });
    }
    match stated_unit(piece) {
        Some(StatedUnit { base: Some(_), .. }) => Reach::Elsewhere,
        _ => Reach::Unknown,
    }
}

/// A title without the units it names, and these: in brackets, or behind a comma or a dash at its end. `own` is its own tier,
/// else that of a group.
pub fn split_units(title: &str, own: bool) -> (String, Vec<UnitSaid>) {
    let scope = if own { Scope::Title } else { Scope::Group };
    let said = |text: &str| UnitSaid {
        scope,
        text: text.trim().to_owned(),
        at: None,
    };
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_unit(&title) && !is_counted(&title) {
        return (String::new(), vec![said(&title)]);
    }
    let (mut rest, mut found) = (String::new(), Vec::new());
    let mut left = title.as_str();
    while let Some(open) = left.find(['(', '[']) {
        let close = left[open..]
            .find([')', ']'])
            .map_or(left.len(), |at| open + at);
        let inside = &left[open + 1..close];
        rest.push_str(&left[..open]);
        if is_unit(inside) {
            found.push(said(inside));
        } else {
            rest.push_str(&format!(" {inside} "));
        }
        left = left.get(close + 1..).unwrap_or_default();
    }
    rest.push_str(left);
    if found.is_empty() {
        let cut = [", ", " - ", " – ", ": "]
            .iter()
            .filter_map(|sign| rest.rsplit_once(sign))
            .find(|(before, unit)| !before.trim().is_empty() && is_unit(unit));
        if let Some((before, unit)) = cut {
            found.push(said(unit));
            rest = before.to_owned();
        }
    }
    (rest, found)
}

/// Whether a text is nothing but a unit or a few.
pub fn is_unit(text: &str) -> bool {
    let pieces = pieces(text);
    !pieces.is_empty()
        && pieces.iter().all(|piece| {
            stated_unit(piece).is_some() || crate::foundation::workbooks::is_goods_unit(piece)
        })
}

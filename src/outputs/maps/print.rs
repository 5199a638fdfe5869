//! The plan on paper, at a true scale.

use super::plan::ZonePlan;
use crate::foundation::charts::{self, Plan, Plot, Point, Sheet};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::survey::System;
use rust_decimal::Decimal;

/// Scales a plan is printed at, the largest first: the denominators.
pub const SCALES: [u32; 9] = [
    500, 1000, 2000, 5000, 10_000, 15_000, 20_000, 25_000, 50_000,
];
/// A smaller one than this is for larger paper, where that shows more.
const READABLE: u32 = 10_000;

/// A sheet of paper and how it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    A4Portrait,
    A4Landscape,
    A3Portrait,
    A3Landscape,
}

impl Paper {
    pub const ALL: [Paper; 4] = [
        Paper::A4Portrait,
        Paper::A4Landscape,
        Paper::A3Portrait,
        Paper::A3Landscape,
    ];

    /// As in the address and in the style sheet.
    pub const fn code(self) -> &'static str {
        match self {
            Paper::A4Portrait => "a4_portrait",
            Paper::A4Landscape => "a4_landscape",
            Paper::A3Portrait => "a3_portrait",
            Paper::A3Landscape => "a3_landscape",
        }
    }

    pub fn from_code(code: &str) -> Option<Paper> {
        Paper::ALL.into_iter().find(|paper| paper.code() == code)
    }

    pub const fn words(self) -> Text {
        match self {
            Paper::A4Portrait => Text::new("A4 đứng", "A4 portrait"),
            Paper::A4Landscape => Text::new("A4 ngang", "A4 landscape"),
            Paper::A3Portrait => Text::new("A3 đứng", "A3 portrait"),
            Paper::A3Landscape => Text::new("A3 ngang", "A3 landscape"),
        }
    }

    /// Width and height for the picture, mm: the paper without its margins (10 mm at the sides and above, 12 mm below), the
    /// heading and the note under the plan.
    const fn room(self) -> (f64, f64) {
        match self {
            Paper::A4Portrait => (190.0, 244.0),
            Paper::A4Landscape => (277.0, 157.0),
            Paper::A3Portrait => (277.0, 367.0),
            Paper::A3Landscape => (400.0, 244.0),
        }
    }
}

/// A plan on paper.
pub struct Printed {
    pub svg: String,
    /// The denominator used.
    pub scale: u32,
    /// Whether all of the land is on the sheet; else even the smallest scale cuts it off.
    pub whole: bool,
}

/// "Tỷ lệ 1:2.000".
pub fn scale_words(scale: u32, lang: Lang) -> String {
    let number = i18n::format_number(Decimal::from(scale), 0, lang);
    match lang {
        Lang::Vi => format!("Tỷ lệ 1:{number}"),
        Lang::En => format!("Scale 1:{number}"),
    }
}

/// The height of a table of so many corners under the plan of one parcel, mm; 0 where it is too long for the same sheet.
fn table_height(corners: usize, room: f64) -> f64 {
    let height = 16.0 + 4.8 * f64::from(u32::try_from(corners).unwrap_or(u32::MAX));
    if height <= room * 0.35 { height } else { 0.0 }
}

/// The sheet of A4 on which the zone, or a parcel, is drawn largest; A3 where A4 would make it too small, or cut it off.
pub fn best(zone: &ZonePlan, plane: System, parcel: Option<i64>) -> Paper {
    let order = [
        Paper::A4Landscape,
        Paper::A4Portrait,
        Paper::A3Landscape,
        Paper::A3Portrait,
    ];
    let drawn = order
        .into_iter()
        .filter_map(|paper| Some((paper, draw(zone, plane, paper, None, parcel)?)));
    let whole: Vec<(Paper, u32)> = drawn
        .filter(|(_, printed)| printed.whole)
        .map(|(paper, printed)| (paper, printed.scale))
        .collect();
    let small = |(paper, scale): &&(Paper, u32)| {
        matches!(paper, Paper::A4Landscape | Paper::A4Portrait) && *scale <= READABLE
    };
    let first = |papers: &mut dyn Iterator<Item = &(Paper, u32)>| {
        papers
            .min_by_key(|(_, scale)| *scale)
            .map(|(paper, _)| *paper)
    };
    first(&mut whole.iter().filter(small))
        .or_else(|| first(&mut whole.iter()))
        .unwrap_or(Paper::A3Landscape)
}

/// Draws the zone, or one of its parcels, on a sheet: at the scale asked for where that fits, else at the largest that does.
pub fn draw(
    zone: &ZonePlan,
    plane: System,
    paper: Paper,
    asked: Option<u32>,
    parcel: Option<i64>,
) -> Option<Printed> {
    let plots = zone.plots(plane, parcel);
    let subject: Vec<Point> = plots
        .iter()
        .filter(|plot| parcel.is_none() || plot.bold)
        .flat_map(|plot| plot.ring.iter().copied())
        .collect();
    let (low, high) = charts::bounds(subject.iter().copied())?;
    let (width, mut room) = paper.room();
    if let Some(bold) = plots.iter().find(|plot| plot.bold) {
        room -= table_height(bold.ring.len(), room);
    }
    let font = if width > 300.0 { 3.2 } else { 2.8 };
    let centre = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
    let keys = &zone.colouring.keys;
    let mut sheet = Sheet {
        width,
        height: room,
        font,
        metres: 1.0,
        centre,
        paper: true,
    };
    sheet.height = room - charts::legend_height(&sheet, keys);
    // A millimetre of paper at 1:1000 is a metre of land. Four millimetres at the edges stay free for the names of corners.
    let fits = |scale: u32| {
        let metres = f64::from(scale) / 1000.0;
        (high.0 - low.0) / metres <= sheet.width - 8.0
            && (high.1 - low.1) / metres <= sheet.height - 8.0
    };
    let fitting = SCALES.into_iter().find(|scale| fits(*scale));
    let scale = asked
        .filter(|scale| fits(*scale))
        .or(fitting)
        .unwrap_or(SCALES[SCALES.len() - 1]);
    sheet.metres = f64::from(scale) / 1000.0;
    let title = zone.sentence();
    let words = scale_words(scale, zone.lang);
    let north = if zone.lang == Lang::Vi { "B" } else { "N" };
    // Links mean nothing on paper.
    let plots: Vec<Plot> = plots
        .into_iter()
        .map(|plot| Plot { href: None, ..plot })
        .collect();
    let marks: Vec<_> = zone
        .overlaps(plane)
        .into_iter()
        .flat_map(|(_, _, overlap)| overlap.rings)
        .collect();
    let plan = Plan {
        id: "printed-plan",
        title: &title,
        sheet,
        plots: &plots,
        marks: &marks,
        keys,
        scale: &words,
        north,
    };
    Some(Printed {
        svg: charts::plan(&plan),
        scale,
        whole: sheet.holds(subject.into_iter()),
    })
}

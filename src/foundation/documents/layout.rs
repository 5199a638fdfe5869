//! What a page has room for: the size of a table's type, the widths of its columns, which rows stay together, and the head of the
//! first page in lines. Every form of output draws the same layout.

mod head;

use serde::Serialize;

use super::metrics::Face;
use super::model::{Column, Row, RowKind, Span, Table};

#[cfg(feature = "pdf")]
pub use head::STATE_WIDTH;
pub use head::{COUNTRY, Head, ISSUER_WIDTH, MOTTO, TEXT_WIDTH, head};

/// What a row may be high, in lines, to stay whole for its own sake; a longer one may go on on the next page.
const TALLEST: usize = 18;

/// Characters a mark has at most.
const LONGEST_MARK: usize = 4;

/// Where a table is printed.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// In twentieths of a point.
    width: u32,
    /// Of a page, between its margins.
    height: u32,
    /// What of it headings and a caption may take above a table.
    above: u32,
    /// Sizes of the type in half-points.
    largest: u32,
    smallest: u32,
}

impl Room {
    /// Within the text of a document, 297 − 20 − 20 mm high.
    pub const DOCUMENT: Room = Room {
        width: TEXT_WIDTH,
        height: 14_570,
        above: 2_100,
        largest: 24,
        smallest: 16,
    };

    /// Across a landscape page of a form, 297 − 20 − 20 mm wide and 210 − 20 − 20 mm high, by the number of columns.
    pub fn form(columns: usize) -> Room {
        let largest = match columns {
            0..=9 => 22,
            10..=14 => 18,
            _ => 16,
        };
        Room {
            width: 14_570,
            height: 9_638,
            above: 1_000,
            largest,
            smallest: 14,
        }
    }
}

/// A table as it is printed: in one part, or, where the page is too narrow for its numbers, in several below each other that repeat
/// the columns which name the rows.
#[derive(Debug, Clone, Serialize)]
pub struct Laid {
    pub half_points: u32,
    /// Between words and the lines of the table, in twentieths of a point.
    pub margin: u32,
    pub width: u32,
    pub parts: Vec<Part>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Part {
    pub caption: String,
    pub heads: Vec<String>,
    /// In twentieths of a point; they add up to the width there is.
    pub widths: Vec<u32>,
    pub rows: Vec<LaidRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LaidRow {
    pub kind: RowKind,
    pub cells: Vec<LaidCell>,
    /// Whether the next row must stand on the same page.
    pub tied: bool,
    /// How many rows, from this one on, stay on one page; 0 for a row of a chain begun before it.
    pub chain: usize,
    /// Whether it is too high to be kept whole.
    pub tall: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct LaidCell {
    pub text: String,
    pub href: Option<String>,
    /// Columns it takes.
    pub span: usize,
    pub side: Side,
    /// A number, perhaps with its unit, that stands on one line.
    pub whole: bool,
}

/// Where a cell's words stand between its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Left,
    /// Running numbers and marks.
    Middle,
    /// Numbers.
    Right,
}

/// How far words stand from the lines of a table, by the size of their type.
fn margin(half_points: u32) -> u32 {
    match half_points {
        20.. => 85,
        17..=19 => 57,
        _ => 28,
    }
}

/// What a column asks for at one size.
#[derive(Debug, Clone, Copy)]
struct Need {
    width: u32,
    /// Its numbers stand on one line each.
    whole: bool,
}

/// Lays a table out: the largest type at which every number stays whole, every word too, and names are not written one word below the other.
pub fn table(table: &Table, lang: &str, room: Room) -> Laid {
    let all: Vec<usize> = (0..table.columns.len()).collect();
    let fits = |half_points: &u32| total(&needs(table, *half_points, room.width)) <= room.width;
    let fitting = (room.smallest..=room.largest).rev().find(fits);
    let half_points = fitting.unwrap_or(room.smallest);
    let needs = needs(table, half_points, room.width);
    let groups = if fitting.is_some() {
        vec![all]
    } else {
        groups(&table.columns, &needs, room.width)
    };
    let continued = if lang == "vi" {
        "(tiếp theo)"
    } else {
        "(continued)"
    };
    let part = |(index, columns): (usize, &Vec<usize>)| {
        let caption = if index == 0 {
            table.caption.clone()
        } else {
            format!("{} {continued}", table.caption).trim().to_owned()
        };
        lay_part(
            table,
            columns,
            caption,
            &needs,
            Setting {
                half_points,
                margin: margin(half_points),
                room,
            },
        )
    };
    Laid {
        half_points,
        margin: margin(half_points),
        width: room.width,
        parts: groups.iter().enumerate().map(part).collect(),
        notes: table.notes.clone(),
    }
}

fn total(needs: &[Need]) -> u32 {
    needs.iter().map(|need| need.width).sum()
}

/// What every column needs at a size of the type, with the margins of its cells.
fn needs(table: &Table, half_points: u32, width: u32) -> Vec<Need> {
    let around = 2 * margin(half_points) + 12;
    // A name is not written one word below the other while there is room, nor a word broken that is not monstrous.
    let (comfort, monstrous) = (width / 6, width / 4);
    let need = |(index, column): (usize, &Column)| {
        let heads = Face::bold(half_points)
            .longest_word(&column.title)
            .min(monstrous)
            .max(Face::bold(half_points).width("STT"));
        let cells = || {
            table
                .rows
                .iter()
                .filter(|row| !spans(row, index, table))
                .filter_map(|row| Some((row, row.cells.get(index)?)))
        };
        let measure = |measured: fn(Face, &str) -> u32| {
            cells()
                .map(|(row, cell)| measured(face(row.kind, half_points), &cell.text))
                .max()
                .unwrap_or(0)
        };
        let (whole, longest) = (measure(Face::width), measure(Face::longest_word));
        let stays_whole = column.numeric && whole <= width / 3;
        let wanted = if stays_whole {
            whole
        } else {
            longest.min(monstrous).max((whole / 4).min(comfort))
        };
        Need {
            width: wanted.max(heads) + around,
            whole: stays_whole,
        }
    };
    table.columns.iter().enumerate().map(need).collect()
}

/// Numbers stand to the right; a column of nothing but marks – running numbers, "FDI" – in the middle.
fn side(table: &Table, index: usize) -> Side {
    let cells = || {
        table
            .rows
            .iter()
            .filter(|row| row.kind != RowKind::Group)
            .filter_map(|row| row.cells.get(index))
    };
    match (
        table.columns[index].numeric,
        cells().all(|cell| cell.text.chars().count() <= LONGEST_MARK),
    ) {
        (true, _) => Side::Right,
        (false, true) => Side::Middle,
        (false, false) => Side::Left,
    }
}

fn face(kind: RowKind, half_points: u32) -> Face {
    Face {
        bold: kind != RowKind::Body,
        half_points,
    }
}

/// Whether a row's cell goes on over the columns to its right: the last one of a row with fewer cells than there are columns.
fn spans(row: &Row, index: usize, table: &Table) -> bool {
    index + 1 == row.cells.len() && row.cells.len() < table.columns.len()
}

/// The columns of each part: those that name the rows, and as many others as there is room for, about as many in each.
fn groups(columns: &[Column], needs: &[Need], width: u32) -> Vec<Vec<usize>> {
    let mut names = columns
        .iter()
        .take_while(|column| !column.numeric)
        .count()
        .min(columns.len().saturating_sub(1));
    while names > 0 && total(&needs[..names]) > width / 2 {
        names -= 1;
    }
    let room = width - total(&needs[..names]);
    let pack = |room: u32| {
        let (mut packed, mut taken): (Vec<Vec<usize>>, u32) = (Vec::new(), 0);
        for (index, need) in needs.iter().enumerate().skip(names) {
            match packed.last_mut() {
                Some(group) if taken + need.width <= room => group.push(index),
                _ => {
                    packed.push((0..names).chain([index]).collect());
                    taken = 0;
                }
            }
            taken += need.width;
        }
        packed
    };
    let fewest = pack(room).len();
    let evenly = (0..room)
        .step_by(40)
        .find(|narrower| pack(*narrower).len() == fewest);
    pack(evenly.unwrap_or(room))
}

/// The widths of columns: each what it needs, and of the rest by the weights that were declared.
fn spread(needs: &[u32], weights: &[u32], whole: u32) -> Vec<u32> {
    let mut widths = vec![None; needs.len()];
    loop {
        let open: Vec<usize> = (0..needs.len())
            .filter(|index| widths[*index].is_none())
            .collect();
        let rest = whole.saturating_sub(widths.iter().flatten().sum());
        let weight: u32 = open.iter().map(|index| weights[*index]).sum::<u32>().max(1);
        let share = |index: usize| rest * weights[index] / weight;
        let short: Vec<usize> = open
            .iter()
            .copied()
            .filter(|index| share(*index) < needs[*index])
            .collect();
        if short.is_empty() {
            open.iter()
                .for_each(|index| widths[*index] = Some(share(*index)));
            break;
        }
        short
            .iter()
            .for_each(|index| widths[*index] = Some(needs[*index]));
    }
    let mut widths: Vec<u32> = widths.into_iter().flatten().collect();
    let given: u32 = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max() {
        *widest = (*widest + whole).saturating_sub(given);
    }
    widths
}

/// How a part is set.
#[derive(Debug, Clone, Copy)]
struct Setting {
    half_points: u32,
    margin: u32,
    room: Room,
}

impl Setting {
    /// Between the lines of a column.
    fn inner(&self, width: u32) -> u32 {
        width.saturating_sub(2 * self.margin + 10)
    }

    /// How high a row of so many lines is at most, in twentieths of a point: 1.16 em a line, a millimetre above and below, a rule.
    fn high(&self, lines: usize) -> u32 {
        let line = self.half_points * 116 / 10 + 1;
        u32::try_from(lines)
            .unwrap_or(u32::MAX)
            .saturating_mul(line)
            .saturating_add(130)
    }
}

fn lay_part(
    table: &Table,
    columns: &[usize],
    caption: String,
    needs: &[Need],
    setting: Setting,
) -> Part {
    let needed: Vec<u32> = columns.iter().map(|index| needs[*index].width).collect();
    let weights: Vec<u32> = columns
        .iter()
        .map(|index| u32::from(table.columns[*index].width).max(1))
        .collect();
    let widths = spread(&needed, &weights, setting.room.width);
    let cell = |row: &Row, at: usize, span: usize| {
        let index = columns[at];
        let source = row.cells.get(index);
        let place = setting.inner(widths[at..at + span].iter().sum());
        let whole = needs[index].whole && span == 1 && !spans(row, index, table);
        let text = source.map_or("", |cell: &Span| cell.text.as_str());
        LaidCell {
            text: if whole {
                text.to_owned()
            } else {
                face(row.kind, setting.half_points).breakable(text, place)
            },
            href: source.and_then(|cell| cell.href.clone()),
            span,
            side: if row.kind == RowKind::Group {
                Side::Left
            } else {
                side(table, index)
            },
            whole,
        }
    };
    let mut heights = Vec::new();
    let mut rows: Vec<LaidRow> = Vec::new();
    for row in &table.rows {
        let cells: Vec<LaidCell> = stretches(columns, row)
            .map(|(at, span)| cell(row, at, span))
            .collect();
        let height = |(at, cell): (usize, &LaidCell)| {
            let place = setting.inner(widths[at..at + cell.span].iter().sum());
            lines(face(row.kind, setting.half_points), &cell.text, place)
        };
        let lines = cells.iter().enumerate().map(height).max().unwrap_or(0);
        heights.push(setting.high(lines));
        rows.push(LaidRow {
            kind: row.kind,
            cells,
            tied: false,
            chain: 1,
            tall: lines > TALLEST,
        });
    }
    let bold = Face::bold(setting.half_points);
    let heads: Vec<String> = (columns.iter().zip(&widths))
        .map(|(index, width)| bold.breakable(&table.columns[*index].title, setting.inner(*width)))
        .collect();
    let head = (heads.iter().zip(&widths))
        .map(|(head, width)| lines(bold, head, setting.inner(*width)))
        .max()
        .unwrap_or(0);
    let page = setting.room.height.saturating_sub(setting.high(head));
    tie(&mut rows, &heights, page, setting.room.above);
    Part {
        caption,
        heads,
        widths: widths.clone(),
        rows,
    }
}

/// Where each cell of a row begins and how many columns it takes: the last one there is takes what columns are left.
fn stretches(columns: &[usize], row: &Row) -> impl Iterator<Item = (usize, usize)> + use<> {
    let all = columns.len();
    let present = columns
        .iter()
        .filter(|index| **index < row.cells.len())
        .count()
        .max(1)
        .min(all);
    (0..present).map(move |at| (at, if at + 1 == present { all - at } else { 1 }))
}

/// How many lines words take that may break where [`Face::breakable`] says.
fn lines(face: Face, text: &str, width: u32) -> usize {
    face.wrap(&text.replace('\u{200b}', " "), width).len()
}

/// A total is never the only row of a table on its page, nor a heading the last one, as long as they and the rows they belong to are
/// not higher than what the table's head leaves of a page, the first of a table not higher than what stands above it leaves as well.
/// Two rows higher than that part, and a chain of more is cut where it would be higher.
fn tie(rows: &mut [LaidRow], heights: &[u32], page: u32, above: u32) {
    let mut together = above;
    for index in 0..rows.len().saturating_sub(1) {
        together += heights[index];
        let (this, next) = (&rows[index], &rows[index + 1]);
        let belongs = this.kind == RowKind::Group
            || next.kind == RowKind::Total
            || (this.kind == RowKind::Total && index == 0);
        if belongs && together + heights[index + 1] <= page {
            rows[index].tied = true;
            (rows[index].tall, rows[index + 1].tall) = (false, false);
        } else {
            together = 0;
        }
    }
    for index in 0..rows.len() {
        let chain = 1 + rows[index..].iter().take_while(|row| row.tied).count();
        rows[index].chain = if index > 0 && rows[index - 1].tied {
            0
        } else {
            chain
        };
    }
}

#[cfg(test)]
mod tests;

//! The sheet as it stands in the file: what each column is taken for above it, what becomes of each cell, and what was read where.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::actions::Opened;
use super::cells;
use super::plan::Plan;
use super::standing::Standing;
use super::view::{ColumnLine, SheetCell, SheetPart, SheetRow};
use crate::foundation::i18n::{Lang, format_plain};
use crate::foundation::workbooks::{Content, Position, Row, Sheet};
use crate::returns::reading::{LeftKind, Reading, Role, Scope};

/// Rows shown above the figures, and of the figures themselves.
const ABOVE: usize = 10;
const BELOW: usize = 12;
/// Characters shown of a text, and decimals of a number.
const LENGTH: usize = 60;
const DECIMALS: u32 = 6;

/// The first rows of the sheet that is read, under the columns as they are offered.
pub(super) fn part(
    opened: &Opened,
    reading: &Reading,
    plan: &Plan,
    columns: Vec<ColumnLine>,
    lang: Lang,
) -> Option<SheetPart> {
    let sheet = opened.book.sheet(reading.sheet)?;
    let body = sheet.rows.partition_point(|row| row.index < reading.body);
    let from = body.saturating_sub(ABOVE);
    let to = sheet.rows.len().min(body + BELOW);
    let rows = sheet.rows.get(from..to)?;
    let drawing = Drawing {
        sheet,
        reading,
        columns: columns.iter().map(|line| line.column).collect(),
        rows,
        fates: fates(reading, plan, rows.last().map_or(0, |row| row.index)),
        stated: stated(sheet, reading),
        lang,
    };
    Some(SheetPart {
        name: sheet.name.clone(),
        rows: rows.iter().map(|row| drawing.row(row)).collect(),
        more: sheet.rows.len() - to,
        columns,
    })
}

/// What becomes of the cells down to a row.
fn fates(reading: &Reading, plan: &Plan, last: u32) -> HashMap<Position, &'static str> {
    let left = reading.left.iter();
    let left = left.filter(|left| left.sheet == reading.sheet && left.at.row <= last);
    let mut fates: HashMap<Position, &'static str> = left
        .map(|left| {
            let tone = match left.kind {
                LeftKind::Total => "total",
                LeftKind::Strange => "ask",
                _ => "other",
            };
            (left.at, tone)
        })
        .collect();
    for row in plan.rows.iter().filter(|row| row.sheet.is_empty()) {
        let waits = !plan.questions.is_empty() || !row.faults.is_empty();
        for cell in &row.cells {
            let tone = match cell.standing {
                Standing::Blank if cell.shown.is_empty() => continue,
                Standing::Fault => "fault",
                Standing::Same => "same",
                _ if waits => "ask",
                _ => "take",
            };
            if let Some(at) = Position::parse(&cell.at).filter(|at| at.row <= last) {
                fates.insert(at, tone);
            }
        }
    }
    fates
}

/// Where the units of the figures are stated: cells of their own, and titles that name one.
fn stated(sheet: &Sheet, reading: &Reading) -> HashSet<Position> {
    let own = reading
        .rows
        .iter()
        .filter(|row| row.sheet == reading.sheet)
        .take(BELOW);
    let mut places: HashSet<Position> = own
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.unit_at)
        .collect();
    let titles = reading.columns.iter().filter(|one| {
        one.role.taken_for().is_some() && one.units.iter().any(|unit| unit.scope == Scope::Title)
    });
    places.extend(titles.filter_map(|one| {
        let rows = (reading.head..reading.body).rev();
        let mut places = rows.map(|row| Position::new(row, one.column));
        places.find(|at| !sheet.seen(*at).is_blank())
    }));
    places
}

/// What it takes to draw the rows.
struct Drawing<'a> {
    sheet: &'a Sheet,
    reading: &'a Reading,
    /// The columns shown.
    columns: Vec<u32>,
    rows: &'a [Row],
    fates: HashMap<Position, &'static str>,
    stated: HashSet<Position>,
    lang: Lang,
}

impl Drawing<'_> {
    fn row(&self, row: &Row) -> SheetRow {
        let columns = self.columns.iter();
        SheetRow {
            number: row.index + 1,
            cells: columns
                .filter_map(|column| self.cell(Position::new(row.index, *column)))
                .collect(),
        }
    }

    /// A cell; `None` where one merged with it stands for it.
    fn cell(&self, at: Position) -> Option<SheetCell> {
        let area = self.sheet.cell(at).and_then(|cell| cell.merged);
        let (mut wide, mut high) = (1, 1);
        let mut first = at;
        if let Some(area) = area {
            let rows = || {
                let rows = self.rows.iter().map(|row| row.index);
                rows.filter(move |row| (area.first.row..=area.last.row).contains(row))
            };
            let columns = || {
                let columns = self.columns.iter().copied();
                columns.filter(move |one| (area.first.column..=area.last.column).contains(one))
            };
            if (rows().next(), columns().next()) != (Some(at.row), Some(at.column)) {
                return None;
            }
            (wide, high) = (columns().count(), rows().count());
            first = area.first;
        }
        let content = self.sheet.seen(at);
        let is_head = at.row < self.reading.body;
        let fate = self.fates.get(&first).copied();
        let tone = match (is_head, fate) {
            (true, _) if self.stated.contains(&first) => "head sheet__cell--read",
            (true, _) => "head",
            (false, Some(tone)) => tone,
            (false, None) if self.stated.contains(&first) => "read",
            (false, None) => "plain",
        };
        let is_figure = !is_head && (fate.is_some() || self.holds_figures(at.column));
        Some(SheetCell {
            text: self.text(first, content, is_figure),
            tone,
            wide,
            high,
            num: is_figure,
        })
    }

    fn holds_figures(&self, column: u32) -> bool {
        let read = self.reading.columns.iter().find(|one| one.column == column);
        read.is_some_and(|read| match &read.role {
            Role::Is(column) | Role::Claimed(column, _) => column.holds_figures(),
            Role::Left(..) => true,
            Role::Strange(_) | Role::Mere => false,
        })
    }

    /// As the file shows it: a number in groups, in the thousands its format leaves out.
    fn text(&self, at: Position, content: &Content, is_figure: bool) -> String {
        let number = match content {
            Content::Number(stored) if is_figure => {
                let format = self.sheet.cell(at).and_then(|cell| cell.format.as_ref());
                let shown = format.and_then(|format| format.shown(stored));
                shown.or_else(|| stored.parse::<Decimal>().ok())
            }
            _ => None,
        };
        let text = number.map_or_else(
            || cells::shown(content),
            |number| format_plain(number, DECIMALS, self.lang),
        );
        if text.chars().count() > LENGTH {
            text.chars().take(LENGTH - 1).chain(['…']).collect()
        } else {
            text
        }
    }
}

//! Puts sheets together from what the readers of the several kinds find, within the bounds of the module.

use std::collections::BTreeSet;

use super::cell::{Area, Cell, CellError, Content, Position, Row, Sheet};
use super::format::NumberFormat;
use super::note::Note;
use super::refusal::Refusal;
use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT};

/// Most merged ranges looked at in one sheet.
const MAX_MERGES: usize = 50_000;

/// Merged ranges up to this many cells are marked whole.
const SMALL_MERGE: u64 = 10_000;

/// What all sheets of one workbook may take together.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    fn charge(&mut self, text: usize) -> Result<(), Refusal> {
        self.cells += 1;
        self.text += text;
        if self.cells > MAX_CELLS || self.text > MAX_TEXT {
            Err(Refusal::TooManyCells)
        } else {
            Ok(())
        }
    }
}

/// One sheet in the making.
pub(super) struct SheetBuilder<'a> {
    budget: &'a mut Budget,
    name: String,
    hidden: bool,
    cells: Vec<Cell>,
    hidden_rows: Vec<(u32, u32)>,
    hidden_columns: Vec<(u32, u32)>,
    merges: Vec<Area>,
}

impl<'a> SheetBuilder<'a> {
    pub fn new(budget: &'a mut Budget, name: &str, hidden: bool) -> Self {
        Self {
            budget,
            name: name.to_owned(),
            hidden,
            cells: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            merges: Vec::new(),
        }
    }

    /// Takes a cell; an empty one without a formula is passed over.
    pub fn push(&mut self, at: Position, content: Content, formula: bool) -> Result<(), Refusal> {
        let content = match content {
            Content::Text(text) if text.is_empty() => Content::Empty,
            other => other,
        };
        if content == Content::Empty && !formula {
            return Ok(());
        }
        // A blank left somewhere far away makes no sheet large.
        let is_beyond = at.row >= MAX_ROWS || at.column >= MAX_COLUMNS;
        if is_beyond && content.is_blank() && !formula {
            return Ok(());
        }
        if at.row >= MAX_ROWS {
            return Err(Refusal::TooManyRows);
        }
        if at.column >= MAX_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        let length = match &content {
            Content::Text(text) | Content::Number(text) => text.len(),
            Content::Error(CellError::Shown(text) | CellError::NotANumber(text)) => text.len(),
            _ => 0,
        };
        self.budget.charge(length)?;
        self.cells.push(Cell {
            at,
            content,
            hidden: false,
            merged: None,
            formula,
            format: None,
        });
        Ok(())
    }

    /// The cell at this place is shown by a format.
    pub fn show(&mut self, place: Position, format: &NumberFormat) {
        if let Some(cell) = at(&mut self.cells, place) {
            cell.format = Some(format.clone());
        }
    }

    /// Rows from the first to the last (both included) are hidden.
    pub fn hide_rows(&mut self, first: u32, last: u32) {
        match self.hidden_rows.last_mut() {
            // Files write hidden rows one by one, in order.
            Some(before) if before.1.checked_add(1) == Some(first) => before.1 = last,
            _ => self.hidden_rows.push((first, last)),
        }
    }

    /// Columns from the first to the last (both included) are hidden.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        // More ranges than columns tell nothing new.
        if self.hidden_columns.len() < 16_384 {
            self.hidden_columns.push((first, last));
        }
    }

    /// These cells are one.
    pub fn merge(&mut self, area: Area) {
        let in_order = area.first.row <= area.last.row && area.first.column <= area.last.column;
        if in_order && area.first != area.last && self.merges.len() < MAX_MERGES {
            self.merges.push(area);
        }
    }

    /// The sheet, and what is remarkable about it.
    pub fn finish(mut self, notes: &mut Vec<Note>) -> Result<Sheet, Refusal> {
        self.order();
        self.cover(notes)?;
        self.order();
        self.hide(notes);
        remark_formulas(&self.name, &self.cells, notes);
        if self.hidden {
            notes.push(Note::HiddenSheet {
                sheet: self.name.clone(),
            });
        }
        let mut rows: Vec<Row> = Vec::new();
        let hidden_rows = Mask::new(&self.hidden_rows, MAX_ROWS);
        for cell in self.cells {
            let index = cell.at.row;
            match rows.last_mut() {
                Some(row) if row.index == index => row.cells.push(cell),
                _ => rows.push(Row {
                    index,
                    hidden: hidden_rows.holds(index),
                    cells: vec![cell],
                }),
            }
        }
        Ok(Sheet {
            name: self.name,
            hidden: self.hidden,
            rows,
            merges: self.merges,
        })
    }

    /// Sorts the cells; where a broken file gives one place twice, the later stands, as in Excel.
    fn order(&mut self) {
        if self.cells.is_sorted_by(|one, next| one.at < next.at) {
            return;
        }
        self.cells.sort_by_key(|cell| cell.at);
        self.cells.reverse();
        self.cells.dedup_by_key(|cell| cell.at);
        self.cells.reverse();
    }

    /// Marks the cells of merged ranges and empties all but the first of each; large ranges (a heading merged over
    /// whole columns) reach no further than the content.
    fn cover(&mut self, notes: &mut Vec<Note>) -> Result<(), Refusal> {
        let bottom = self.cells.last().map_or(0, |cell| cell.at.row);
        let right = self
            .cells
            .iter()
            .map(|cell| cell.at.column)
            .max()
            .unwrap_or(0);
        let mut missing: Vec<Cell> = Vec::new();
        let mut covered: Vec<Position> = Vec::new();
        let mut looked_at = 0usize;
        for area in std::mem::take(&mut self.merges) {
            // A range that starts outside the content covers nothing; one inside another is a fault of the file.
            if area.first.row > bottom || area.first.column > right {
                continue;
            }
            if at(&mut self.cells, area.first).is_some_and(|cell| cell.merged.is_some()) {
                continue;
            }
            let size = area.size();
            let (bottom, right) = if size <= SMALL_MERGE {
                (MAX_ROWS - 1, MAX_COLUMNS - 1)
            } else {
                (bottom, right)
            };
            for row in area.first.row..=area.last.row.min(bottom) {
                for column in area.first.column..=area.last.column.min(right) {
                    let place = Position::new(row, column);
                    looked_at += 1;
                    if looked_at > MAX_CELLS {
                        return Err(Refusal::TooManyCells);
                    }
                    match at(&mut self.cells, place) {
                        Some(cell) => {
                            if place != area.first && !cell.content.is_blank() {
                                covered.push(place);
                            }
                            if place != area.first {
                                cell.content = Content::Empty;
                            }
                            cell.merged = Some(area);
                        }
                        None => {
                            self.budget.charge(0)?;
                            let merged = Some(area);
                            let content = Content::Empty;
                            missing.push(Cell {
                                at: place,
                                content,
                                hidden: false,
                                merged,
                                formula: false,
                                format: None,
                            });
                        }
                    }
                }
            }
            self.merges.push(area);
        }
        self.cells.extend(missing);
        if let Some(first) = covered.first() {
            notes.push(Note::CoveredValues {
                sheet: self.name.clone(),
                count: covered.len(),
                first: *first,
            });
        }
        Ok(())
    }

    fn hide(&mut self, notes: &mut Vec<Note>) {
        if self.hidden_rows.is_empty() && self.hidden_columns.is_empty() {
            return;
        }
        let (rows, columns) = (
            Mask::new(&self.hidden_rows, MAX_ROWS),
            Mask::new(&self.hidden_columns, MAX_COLUMNS),
        );
        let (mut rows_seen, mut columns_seen) = (BTreeSet::new(), BTreeSet::new());
        for cell in &mut self.cells {
            let (in_row, in_column) = (rows.holds(cell.at.row), columns.holds(cell.at.column));
            cell.hidden = in_row || in_column;
            if in_row && cell.content != Content::Empty {
                rows_seen.insert(cell.at.row);
            }
            if in_column && cell.content != Content::Empty {
                columns_seen.insert(cell.at.column);
            }
        }
        if !rows_seen.is_empty() || !columns_seen.is_empty() {
            let (rows, columns) = (rows_seen.len(), columns_seen.len());
            notes.push(Note::HiddenCells {
                sheet: self.name.clone(),
                rows,
                columns,
            });
        }
    }
}

/// The cell at this place among cells in order.
fn at(cells: &mut [Cell], place: Position) -> Option<&mut Cell> {
    cells
        .binary_search_by_key(&place, |cell| cell.at)
        .ok()
        .and_then(|found| cells.get_mut(found))
}

/// Which rows or columns are hidden, one flag each.
struct Mask(Vec<bool>);

impl Mask {
    fn new(ranges: &[(u32, u32)], limit: u32) -> Self {
        let last = ranges.iter().map(|(_, last)| (*last).min(limit)).max();
        let mut flags = vec![false; last.map_or(0, |last| last as usize + 1)];
        // Ranges may overlap without end in a hostile file: each flag is set once, from where the last range ended.
        let mut ranges = ranges.to_vec();
        ranges.sort_unstable();
        let mut from = 0;
        for (first, last) in ranges {
            for index in first.max(from)..=last.min(limit) {
                if let Some(flag) = flags.get_mut(index as usize) {
                    *flag = true;
                }
            }
            from = from.max(last.min(limit).saturating_add(1));
        }
        Self(flags)
    }

    fn holds(&self, index: u32) -> bool {
        self.0.get(index as usize).copied().unwrap_or(false)
    }
}

fn remark_formulas(name: &str, cells: &[Cell], notes: &mut Vec<Note>) {
    let mut found = cells
        .iter()
        .filter(|cell| cell.content == Content::Error(CellError::NotCalculated));
    if let Some(first) = found.next() {
        notes.push(Note::NotCalculated {
            sheet: name.to_owned(),
            count: 1 + found.count(),
            first: first.at,
        });
    }
}

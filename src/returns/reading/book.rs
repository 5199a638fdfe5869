//! A whole book, read for one report: which sheets, whose, of which period, and what of it is left out.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::bare::{bare, bare_owners};
use super::column::{Column, Shape};
use super::file_said::{other_period, owner, period_question};
use super::given::{ByHand, FileQuestion, Given, How, ReadSheet};
use super::owners::Owners;
use super::roles::{Asked, ReadColumn, Role};
use super::source::{Compared, Left, LeftKind, SourceRow};
use super::table::{Table, stated_above, tables};
use super::{enterprises, indicators};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Reporter;
use crate::foundation::workbooks::{self, Book, Content, Position, Sheet};

/// Sheets searched for a table.
const MAX_LOOKED_AT: usize = 40;

/// A book, read.
pub struct Reading {
    /// The sheet whose columns are shown, and where its table stands.
    pub sheet: usize,
    pub shape: Shape,
    pub head: u32,
    pub body: u32,
    pub columns: Vec<ReadColumn>,
    pub rows: Vec<SourceRow>,
    pub left: Vec<Left>,
    /// Of what is left out: figures of earlier periods.
    pub compared: Vec<Compared>,
    pub questions: Vec<FileQuestion>,
    /// Whether a table was understood anywhere.
    pub is_understood: bool,
    /// All is from one sheet: whose it is can be chosen at once.
    pub is_single: bool,
}

/// What comes together while sheets are read.
pub struct Gathered {
    pub sheet: usize,
    pub rows: Vec<SourceRow>,
    pub left: Vec<Left>,
    pub compared: Vec<Compared>,
}

/// Reads a book for a report.
pub fn read(book: &Book, asked: &Asked<'_>, owners: &Owners<'_>, given: &Given<'_>) -> Reading {
    let how = How {
        asked,
        owners,
        given,
    };
    let mut sheets: Vec<ReadSheet<'_>> = Vec::new();
    for (index, sheet) in shown(book, given.key_sheet) {
        let tables = tables_of(index, sheet, &how);
        let other_period = other_period(sheet, &tables, asked);
        sheets.push(ReadSheet {
            index,
            sheet,
            tables,
            other_period,
        });
    }
    let mut gathered = Gathered {
        sheet: 0,
        rows: Vec::new(),
        left: Vec::new(),
        compared: Vec::new(),
    };
    let mut questions = Vec::new();
    let with_tables = || sheets.iter().filter(|one| !one.tables.is_empty());
    // Where some sheets are of this period, those of others are left out; where none is, that is asked.
    let fits = with_tables().any(|one| one.other_period.is_none());
    let is_read = |one: &&ReadSheet<'_>| one.other_period.is_none() || !fits;
    let is_single = with_tables().filter(is_read).count() == 1;
    for one in &sheets {
        gathered.sheet = one.index;
        match &one.other_period {
            Some(line) if fits && !one.tables.is_empty() => {
                leave_sheet(&mut gathered, one, line, asked)
            }
            _ => read_sheet(&mut gathered, &mut questions, one, is_single, &how),
        }
    }
    if let Some(line) = with_tables()
        .find_map(|one| one.other_period.as_ref())
        .filter(|_| !fits)
    {
        questions.push(period_question(line, asked));
    }
    let main = sheets
        .iter()
        .filter(|one| {
            given
                .by_hand
                .as_ref()
                .is_none_or(|hand| hand.sheet == one.index)
        })
        .max_by_key(|one| {
            (
                one.tables.iter().map(Table::values).sum::<usize>(),
                std::cmp::Reverse(one.index),
            )
        });
    drop_hidden_doubles(&mut gathered, owners, asked.lang);
    leave_rest(&mut gathered, &sheets, given.by_hand.as_ref(), asked.lang);
    leave_unread(&mut gathered, book, &sheets, given.key_sheet, asked.lang);
    let first = main.and_then(|main| main.tables.first());
    let is_understood = sheets.iter().any(|one| !one.tables.is_empty());
    Reading {
        sheet: main.map_or(0, |main| main.index),
        shape: first.map_or(Shape::Enterprises, |table| table.shape),
        head: first.map_or(0, |table| table.head),
        body: first.map_or(1, |table| table.body),
        columns: first.map_or_else(Vec::new, |table| table.columns.clone()),
        rows: gathered.rows,
        left: gathered.left,
        compared: gathered.compared,
        questions,
        is_understood,
        is_single,
    }
}

/// The tables of a sheet: as a person says, by their titles, or by the labels of one that has none.
fn tables_of(index: usize, sheet: &Sheet, how: &How<'_>) -> Vec<Table> {
    let How {
        asked,
        owners,
        given,
    } = *how;
    if let Some(hand) = &given.by_hand {
        return by_hand(index, sheet, hand, asked, owners);
    }
    let titled = tables(sheet, asked, owners);
    if !titled.is_empty() {
        return titled;
    }
    let owned = |pasted| bare_owners(sheet, asked, owners, pasted);
    let labelled = bare(sheet, asked, given.pasted);
    let found = labelled.or_else(|| given.pasted.and_then(owned));
    found.into_iter().collect()
}

/// The sheets of a book one sees, as far as they are searched.
pub fn shown<'a>(book: &'a Book, key_sheet: &'a str) -> impl Iterator<Item = (usize, &'a Sheet)> {
    let sheets = book.sheets.iter().enumerate();
    sheets
        .filter(move |(_, sheet)| {
            !sheet.hidden && sheet.height > 0 && (key_sheet.is_empty() || sheet.name != key_sheet)
        })
        .take(MAX_LOOKED_AT)
        .filter_map(|(index, _)| Some((index, book.sheet(index)?)))
}

/// A table as read, for a person to change.
pub struct Proposed {
    pub head: u32,
    pub body: u32,
    pub shape: Shape,
    pub columns: BTreeMap<u32, Column>,
}

/// What the columns of a sheet are under the titles of a row, or under its likeliest; `None` where it has none.
pub fn columns_at(
    sheet: &Sheet,
    head: Option<u32>,
    asked: &Asked<'_>,
    owners: &Owners<'_>,
) -> Option<Proposed> {
    let found = match head {
        Some(row) => workbooks::header_at(sheet, row)?,
        None => workbooks::header(sheet).into_iter().next()?,
    };
    let read = super::roles::columns(&found.columns, asked, owners, &|_| false);
    let columns = super::roles::taken(&read);
    let by_label = columns.values().any(|column| *column == Column::Label);
    Some(Proposed {
        head: found.first,
        body: found.body,
        shape: if by_label {
            Shape::Indicators
        } else {
            Shape::Enterprises
        },
        columns,
    })
}

/// The table of the sheet a person chose, as they understand it; the other sheets are left out.
fn by_hand(
    index: usize,
    sheet: &Sheet,
    hand: &ByHand<'_>,
    asked: &Asked<'_>,
    owners: &Owners<'_>,
) -> Vec<Table> {
    if index != hand.sheet {
        return Vec::new();
    }
    let heads = workbooks::header(sheet);
    let head = heads
        .into_iter()
        .find(|head| head.first == hand.head)
        .or_else(|| workbooks::header_at(sheet, hand.head));
    let titles = head.map_or_else(Vec::new, |head| head.columns);
    let mut read = super::roles::columns(&titles, asked, owners, &|_| false);
    for column in hand.columns.keys() {
        if !read.iter().any(|one| one.column == *column) {
            read.push(ReadColumn {
                column: *column,
                title: String::new(),
                role: Role::Mere,
                units: Vec::new(),
                owner: None,
                earlier: None,
            });
        }
    }
    for one in &mut read {
        one.role = match (hand.columns.get(&one.column), &one.role) {
            (Some(chosen), _) => Role::Is(chosen.clone()),
            (None, Role::Is(Column::Value { .. } | Column::Amount(_)) | Role::Claimed(..)) => {
                let why = Text::new("bỏ qua theo lựa chọn", "passed over as chosen");
                Role::Left(LeftKind::OtherFigure, why.in_lang(asked.lang).to_owned())
            }
            (None, Role::Is(_)) => Role::Mere,
            (None, role) => role.clone(),
        };
    }
    read.sort_by_key(|one| one.column);
    vec![Table {
        head: hand.head,
        body: hand.body,
        end: sheet.height(),
        shape: hand.shape,
        columns: read,
        above: stated_above(sheet, 0, hand.head),
    }]
}

fn leave_sheet(gathered: &mut Gathered, one: &ReadSheet<'_>, line: &str, asked: &Asked<'_>) {
    let why = match asked.lang {
        Lang::Vi => format!("trang tính “{}” ghi “{line}”", one.sheet.name),
        Lang::En => format!("the sheet “{}” says “{line}”", one.sheet.name),
    };
    for row in &one.sheet.rows {
        let figures = row
            .cells
            .iter()
            .filter(|cell| matches!(cell.content, Content::Number(_)));
        gathered.left.extend(figures.map(|cell| Left {
            sheet: one.index,
            at: cell.at,
            kind: LeftKind::OtherFigure,
            why: why.clone(),
        }));
    }
}

fn read_sheet(
    gathered: &mut Gathered,
    questions: &mut Vec<FileQuestion>,
    one: &ReadSheet<'_>,
    alone: bool,
    how: &How<'_>,
) {
    let How {
        asked,
        owners,
        given,
    } = *how;
    for table in &one.tables {
        match table.shape {
            Shape::Enterprises => {
                enterprises::read(gathered, one.sheet, table, asked, owners, &given.matches);
            }
            Shape::Indicators => {
                let owner = owner(one, table, questions, alone, how);
                indicators::read(gathered, one.sheet, table, asked, &owner);
            }
        }
    }
}

/// Of two rows of one enterprise, one of them hidden, the visible one is meant.
fn drop_hidden_doubles(gathered: &mut Gathered, owners: &Owners<'_>, lang: Lang) {
    if !gathered.rows.iter().any(|row| row.hidden) {
        return;
    }
    let whose: Vec<Option<Reporter>> = gathered
        .rows
        .iter()
        .map(|row| owners.find(&row.who).ok())
        .collect();
    let visible: HashSet<Reporter> = gathered
        .rows
        .iter()
        .zip(&whose)
        .filter(|(row, _)| !row.hidden)
        .filter_map(|(_, who)| *who)
        .collect();
    let why = Text::new(
        "dòng bị ẩn, đã có dòng hiện",
        "hidden; a visible row is there",
    )
    .in_lang(lang);
    let rows = std::mem::take(&mut gathered.rows);
    for (row, who) in rows.into_iter().zip(whose) {
        if row.hidden && who.is_some_and(|who| visible.contains(&who)) {
            gathered.left.extend(
                row.cells
                    .iter()
                    .filter(|cell| !cell.content.is_blank())
                    .map(|cell| Left {
                        sheet: row.sheet,
                        at: cell.at,
                        kind: LeftKind::Hidden,
                        why: why.to_owned(),
                    }),
            );
        } else {
            gathered.rows.push(row);
        }
    }
}

/// Names the numbers of sheets that are not read: hidden ones, and those past the most that are looked at.
fn leave_unread(
    gathered: &mut Gathered,
    book: &Book,
    read: &[ReadSheet<'_>],
    key_sheet: &str,
    lang: Lang,
) {
    for index in 0..book.sheets.len() {
        let Some(sheet) = book.sheet(index).filter(|sheet| sheet.name != key_sheet) else {
            continue;
        };
        if read.iter().any(|one| one.index == index) {
            continue;
        }
        let why = if book.sheets.get(index).is_some_and(|sheet| sheet.hidden) {
            Text::new("trang tính bị ẩn", "a hidden sheet")
        } else {
            Text::new("ngoài 40 trang tính đầu", "past the first 40 sheets")
        };
        let cells = sheet.rows.iter().flat_map(|row| &row.cells);
        let numbers = cells.filter(|cell| matches!(cell.content, Content::Number(_)));
        gathered.left.extend(numbers.map(|cell| Left {
            sheet: index,
            at: cell.at,
            kind: LeftKind::Outside,
            why: why.in_lang(lang).to_owned(),
        }));
    }
}

/// Names the numbers of a book nothing was said about yet: outside the tables, and in sheets without one.
fn leave_rest(
    gathered: &mut Gathered,
    sheets: &[ReadSheet<'_>],
    hand: Option<&ByHand<'_>>,
    lang: Lang,
) {
    let mut said: BTreeSet<(usize, Position)> = gathered
        .left
        .iter()
        .map(|left| (left.sheet, left.at))
        .collect();
    for row in &gathered.rows {
        said.extend(row.cells.iter().map(|cell| (row.sheet, cell.at)));
    }
    for one in sheets {
        let is_mere = |at: Position| {
            one.tables.iter().any(|table| {
                let inside = (table.head..table.end).contains(&at.row);
                let column = table
                    .columns
                    .iter()
                    .find(|column| column.column == at.column);
                inside
                    && (at.row < table.body
                        || column.is_some_and(|column| match &column.role {
                            Role::Mere => true,
                            Role::Is(column) => !column.holds_figures(),
                            _ => false,
                        }))
            })
        };
        let why = if hand.is_some_and(|hand| hand.sheet != one.index) {
            Text::new("trang tính không được chọn", "a sheet that was not chosen")
        } else if one.tables.is_empty() {
            Text::new(
                "trang tính không có bảng nào hiểu được",
                "a sheet without a table that is understood",
            )
        } else {
            Text::new("ngoài bảng", "outside the table")
        };
        let numbers = one.sheet.rows.iter().flat_map(|row| &row.cells);
        for cell in numbers.filter(|cell| matches!(cell.content, Content::Number(_))) {
            if !is_mere(cell.at) && said.insert((one.index, cell.at)) {
                gathered.left.push(Left {
                    sheet: one.index,
                    at: cell.at,
                    kind: LeftKind::Outside,
                    why: why.in_lang(lang).to_owned(),
                });
            }
        }
    }
}

//! Tables without titles: labels or names at the left, and what the columns beside them are.

use super::column::{Amount, Column, Shape};
use super::given::Pasted;
use super::owners::Owners;
use super::roles::{Asked, ReadColumn, Role};
use super::said::Other;
use super::source::{LeftKind, text_at};
use super::table::{Table, is_ditto, strip_number};
use super::unit_said::is_unit;
use crate::foundation::workbooks::{Content, Position, Sheet};

/// Columns of a table without titles that are looked at.
const WIDTH: u32 = 20;

/// A table without titles: a column most texts of which name indicators of the form, and columns of numbers beside it. One of
/// them is taken; in a grid several are what the grid's columns are, but for one that holds earlier figures.
pub fn bare(sheet: &Sheet, asked: &Asked<'_>, pasted: Option<&Pasted>) -> Option<Table> {
    let least = if pasted.is_some() { 1 } else { 2 };
    let names = |text: &str| asked.own.read(&[strip_number(text)]).about.is_some();
    let label = (0..WIDTH).find(|at| is_mostly(sheet, *at, least, names))?;
    let earlier = |text: &str| {
        let about = asked.own.read(&[strip_number(text)]).about?;
        pasted?.earlier.get(&about.id)
    };
    let (own, earlier) = figures(sheet, label, least, earlier);
    let amounts = pasted.map_or(&[Amount::Period][..], |pasted| &pasted.amounts);
    let mut columns = vec![column(label, Role::Is(Column::Label))];
    // Words between the label and the first figure are units, understood or not.
    let first = own.first().copied().unwrap_or(WIDTH);
    let is_words = |at: u32| at < first && !earlier.contains(&at) && is_filled(sheet, at);
    let unit = (label + 1..WIDTH).find(|at| is_units(sheet, *at) || is_words(*at));
    columns.extend(unit.map(|unit| column(unit, Role::Is(Column::Unit))));
    columns.extend(own.iter().enumerate().map(|(at, number)| {
        let role = match amounts.get(at) {
            Some(amount) if own.len() <= amounts.len() => Role::Is(Column::Amount(*amount)),
            _ => Role::Claimed(Column::Amount(Amount::Period), String::new()),
        };
        column(*number, role)
    }));
    columns.extend(left_out(&earlier, asked));
    (!own.is_empty()).then(|| table(sheet, Shape::Indicators, columns))
}

/// A block without titles in the grid of one indicator: columns that say whose each row is, and columns of figures beside them.
pub fn bare_owners(
    sheet: &Sheet,
    asked: &Asked<'_>,
    owners: &Owners<'_>,
    pasted: &Pasted,
) -> Option<Table> {
    let about = asked.only()?;
    let mut columns: Vec<ReadColumn> = Vec::new();
    for kind in [Column::Name, Column::Code, Column::TaxCode] {
        let is = |text: &str| owners.kind(text) == Some(kind.clone());
        let found = (0..WIDTH).find(|at| is_mostly(sheet, *at, 1, is));
        columns.extend(found.map(|at| column(at, Role::Is(kind.clone()))));
    }
    let whose = columns.first()?.column;
    let last = columns.iter().map(|one| one.column).max()?;
    let earlier = |text: &str| pasted.earlier_of.get(&owners.titled(text)?);
    let (own, earlier) = figures(sheet, whose, 1, earlier);
    let own: Vec<u32> = own.into_iter().filter(|at| *at > last).collect();
    let unit = (0..WIDTH).find(|at| is_units(sheet, *at));
    columns.extend(unit.map(|unit| column(unit, Role::Is(Column::Unit))));
    columns.extend(own.iter().enumerate().filter_map(|(at, number)| {
        let is_told = own.len() <= pasted.amounts.len();
        let amount = pasted.amounts.get(at).filter(|_| is_told);
        let (id, measure) = asked.target(about, amount.copied().unwrap_or(Amount::Period))?;
        let value = Column::Value {
            indicator: asked.catalogue.by_id(id)?.code.clone(),
            measure,
            unit: String::new(),
        };
        let role = if is_told {
            Role::Is(value)
        } else {
            Role::Claimed(value, String::new())
        };
        Some(column(*number, role))
    }));
    columns.extend(left_out(&earlier, asked));
    (!own.is_empty()).then(|| table(sheet, Shape::Enterprises, columns))
}

fn table(sheet: &Sheet, shape: Shape, columns: Vec<ReadColumn>) -> Table {
    Table {
        head: 0,
        body: 0,
        end: sheet.height(),
        shape,
        columns,
        above: Vec::new(),
    }
}

fn column(column: u32, role: Role) -> ReadColumn {
    ReadColumn {
        column,
        title: String::new(),
        role,
        units: Vec::new(),
        owner: None,
        earlier: None,
    }
}

fn left_out(earlier: &[u32], asked: &Asked<'_>) -> impl Iterator<Item = ReadColumn> {
    let why = Other::Past.words(asked.lang);
    let left = earlier.to_vec();
    left.into_iter()
        .map(move |at| column(at, Role::Left(LeftKind::OtherFigure, why.clone())))
}

/// What the cells of a column hold, without blank ones.
fn texts(sheet: &Sheet, column: u32) -> impl Iterator<Item = (u32, String)> {
    let cells = sheet
        .rows
        .iter()
        .map(move |row| (row.index, text_at(sheet, Position::new(row.index, column))));
    cells.filter(|(_, text)| !text.is_empty())
}

/// Whether more than half of a column, and so many at least, are this.
fn is_mostly(sheet: &Sheet, column: u32, least: usize, is: impl Fn(&str) -> bool) -> bool {
    let named = texts(sheet, column).filter(|(_, text)| is(text)).count();
    named >= least && named * 2 > texts(sheet, column).count()
}

fn is_filled(sheet: &Sheet, column: u32) -> bool {
    texts(sheet, column).next().is_some()
}

fn is_units(sheet: &Sheet, column: u32) -> bool {
    let mut held = texts(sheet, column).peekable();
    held.peek().is_some() && held.all(|(_, text)| is_unit(&text) || is_ditto(&text))
}

fn begins_a_number(content: &Content) -> bool {
    match content {
        Content::Number(_) => true,
        Content::Text(text) => text
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || "(-−–".contains(c)),
        _ => false,
    }
}

/// The columns of figures at the right of labels, and apart from them those that repeat earlier ones, unless nothing is left.
fn figures<'a>(
    sheet: &Sheet,
    label: u32,
    least: usize,
    earlier: impl Fn(&str) -> Option<&'a Vec<String>>,
) -> (Vec<u32>, Vec<u32>) {
    let numbers = (label + 1..WIDTH).filter(|column| {
        let cells = sheet
            .rows
            .iter()
            .map(|row| sheet.seen(Position::new(row.index, *column)));
        let begun = cells.filter(|content| begins_a_number(content)).count();
        // "1.000 đồng" is a unit.
        begun >= least && !is_units(sheet, *column)
    });
    let repeats = |column: &u32| {
        are_earlier(texts(sheet, label).filter_map(|(row, text)| {
            let given = text_at(sheet, Position::new(row, *column));
            Some((given, earlier(&text)?.as_slice()))
        }))
    };
    let (old, own): (Vec<u32>, Vec<u32>) = numbers.partition(repeats);
    if own.is_empty() {
        (old, Vec::new())
    } else {
        (own, old)
    }
}

/// Whether figures as written are all among those known of earlier periods, whatever the unit: of two at least.
pub fn are_earlier<'a>(pairs: impl Iterator<Item = (String, &'a [String])>) -> bool {
    let digits = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_matches('0').to_owned()
    };
    let mut same = 0;
    for (given, known) in pairs {
        let given = digits(&given);
        let known: Vec<String> = known.iter().map(|known| digits(known)).collect();
        if given.is_empty() || known.iter().all(String::is_empty) {
            continue;
        }
        if !known.contains(&given) {
            return false;
        }
        same += 1;
    }
    same >= 2
}

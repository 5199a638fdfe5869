//! A working table from the columns the board chose.

use super::super::model::{Cell, Column, Row, RowKind, Tab};
use super::super::sheet_code::SheetCode;
use crate::foundation::i18n::Lang;
use crate::platform::registry::Choice;

/// A column that can be chosen, and how its cell follows from what a row is made of.
pub(super) struct Offered<R> {
    pub choice: Choice,
    pub numeric: bool,
    pub cell: fn(&R, Lang) -> Cell,
}

/// A column as the board has it on its table.
pub struct Chosen {
    pub measure: String,
    pub title: String,
    pub title_en: String,
}

/// A row before its columns are chosen: its heading, and what it is made of.
pub(super) struct Made<R> {
    pub kind: RowKind,
    pub heading: Cell,
    pub of: R,
}

/// The table: a heading, then the chosen columns in their order.
pub(super) fn table<R>(
    sheet: SheetCode,
    heading: &str,
    offered: &[Offered<R>],
    chosen: &[Chosen],
    rows: Vec<Made<R>>,
    lang: Lang,
) -> Tab {
    let columns: Vec<(&Chosen, &Offered<R>)> = chosen
        .iter()
        .filter_map(|chosen| {
            let meant = |offered: &&Offered<R>| offered.choice.code == chosen.measure;
            Some((chosen, offered.iter().find(meant)?))
        })
        .collect();
    let mut titles = vec![Column {
        title: heading.to_owned(),
        numeric: false,
    }];
    titles.extend(columns.iter().map(|(chosen, offered)| Column {
        title: match lang {
            Lang::Vi => chosen.title.clone(),
            Lang::En => chosen.title_en.clone(),
        },
        numeric: offered.numeric,
    }));
    let rows = rows.into_iter().map(|row| {
        let cells = columns
            .iter()
            .map(|(_, offered)| (offered.cell)(&row.of, lang));
        Row {
            kind: row.kind,
            cells: std::iter::once(row.heading).chain(cells).collect(),
        }
    });
    Tab {
        name: sheet.code().to_owned(),
        title: String::new(),
        columns: titles,
        rows: rows.collect(),
    }
}

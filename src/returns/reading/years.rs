//! Which years a book has figures of, for those who want each of them.

use std::collections::BTreeSet;

use super::book::shown;
use super::said;
use super::table::{heading, period_said};
use super::words::words;
use crate::foundation::workbooks::{self, Book};

/// The years a book has columns, sheets or headings of, the earliest first; plans and comparisons are no figures of a year.
pub fn years(book: &Book, file: &str) -> Vec<i32> {
    let mut found = BTreeSet::new();
    let mut around = BTreeSet::new();
    for (_, sheet) in shown(book, "") {
        let heads = workbooks::header(sheet);
        for column in heads.iter().take(1).flat_map(|head| &head.columns) {
            let mut whole = said::Said::default();
            for tier in &column.tiers {
                whole = whole.with(said::said(&words(tier)).0);
            }
            found.extend(whole.year.filter(|_| !whole.plan && !whole.ratio));
        }
        let (name, over) = said::said(&words(&sheet.name));
        found.extend(name.year.filter(|_| over.is_empty()));
        let above = heads.first().map_or(0, |head| head.first);
        let lines = heading(sheet, above);
        around.extend(lines.iter().filter_map(|(_, line)| period_said(line)?.year));
    }
    if found.is_empty() {
        found = around;
    }
    if found.is_empty() {
        found.extend(said::said(&words(file)).0.year);
    }
    found.into_iter().collect()
}

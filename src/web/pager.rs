//! A long table in pages.

use std::ops::Range;

use super::form::FormData;
use super::page::Page;

/// Rows on one page of a table that is worked out whole: enough for every board, and the country still answers at once.
const ROWS: usize = 200;

/// Which rows are shown, and the way to the others.
pub struct Pager {
    /// As people count, from 1.
    pub first: usize,
    pub last: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Pager {
    /// The rows of the page a query asks for (`page=3`), out of all there are.
    pub fn of(page: &Page, query: &FormData, total: usize) -> (Range<usize>, Pager) {
        let number = query.get("page").parse::<usize>().unwrap_or(1).clamp(1, total.div_ceil(ROWS).max(1));
        let rows = (number - 1) * ROWS..(number * ROWS).min(total);
        let link = |number: usize| page.with_query("page", &number.to_string());
        let pager = Pager {
            first: (rows.start + 1).min(total),
            last: rows.end,
            total,
            previous: (number > 1).then(|| link(number - 1)),
            next: (rows.end < total).then(|| link(number + 1)),
        };
        (rows, pager)
    }
}

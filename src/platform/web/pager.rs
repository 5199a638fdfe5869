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
        let (number, rows) = place(query.get("page"), total);
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

/// The number of the page asked for, or the nearest there is, and its rows.
fn place(asked: &str, total: usize) -> (usize, Range<usize>) {
    let number = asked
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, total.div_ceil(ROWS).max(1));
    (number, (number - 1) * ROWS..(number * ROWS).min(total))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn every_row_is_on_one_page_and_no_page_is_beyond_the_last() {
        for (asked, total, number, rows) in [
            ("", 0, 1, 0..0),
            ("7", 0, 1, 0..0),
            ("", 200, 1, 0..200),
            ("2", 200, 1, 0..200),
            ("2", 201, 2, 200..201),
            ("0", 450, 1, 0..200),
            ("-1", 450, 1, 0..200),
            ("99", 450, 3, 400..450),
        ] {
            assert_eq!(place(asked, total), (number, rows), "{asked:?} of {total}");
        }
    }
}

//! The rows of all checks.

use crate::outputs::verification::model::{Check, Difference, Finding};

/// A difference as a query gives it, with how many there are.
pub struct Row {
    pub subject: String,
    pub column: String,
    pub stands: Option<String>,
    pub should: Option<String>,
    pub path: String,
    pub count: i64,
}

/// What a check found, from the rows of its query.
pub fn finding(check: Check, rows: Vec<Row>) -> Finding {
    Finding {
        check,
        count: rows.first().map_or(0, |row| row.count),
        differences: rows
            .into_iter()
            .map(|row| Difference {
                subject: row.subject,
                column: row.column,
                stands: row.stands,
                should: row.should,
                path: row.path,
            })
            .collect(),
    }
}

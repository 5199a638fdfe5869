//! Which column of a file is which: by name, in any order.

use super::faults::{Fault, likely};
use super::tables::BundleTable;
use crate::foundation::i18n::{Said, Text};
use crate::platform::registry::Field;

const TWO_COLUMNS: Text = Text::new("hai cột trùng tên này", "two columns have this name");
const MISSING: Text = Text::new("thiếu cột này", "this column is missing");

/// Where each field of a table stands in the file.
pub struct Header {
    /// For each stated field of the table its place in a line; `None` where the file has no such column.
    places: Vec<Option<usize>>,
    retired: Option<usize>,
    /// How many values a line has.
    pub width: usize,
    /// All columns that must be there are there, and nothing else is.
    pub sound: bool,
}

impl Header {
    /// Reads the first line of a file. A column that may be empty may be missing: an older bundle does not know it, and what
    /// is there stays as it is.
    pub fn read(
        table: &BundleTable,
        file: &str,
        names: &csv::StringRecord,
    ) -> (Header, Vec<Fault>) {
        let expected = table.header();
        let mut faults = Vec::new();
        let mut fault = |column: &str, message: Said| {
            faults.push(Fault {
                line: 1,
                column: column.to_owned(),
                ..Fault::of_file(file, message)
            });
        };
        let named = |wanted: &str| names.iter().position(|name| name.trim() == wanted);
        let mut meant = Vec::new();
        for (place, name) in names.iter().map(str::trim).enumerate() {
            if named(name) != Some(place) && !name.is_empty() {
                fault(name, TWO_COLUMNS.into());
            } else if !expected.contains(&name) {
                let absent = expected
                    .iter()
                    .copied()
                    .filter(|wanted| named(wanted).is_none());
                let guess = likely(name, absent);
                meant.extend(guess);
                fault(name, unknown(file, guess));
            }
        }
        let places: Vec<Option<usize>> = table
            .entity
            .stated()
            .zip(&expected)
            .map(|(_, column)| named(column))
            .collect();
        for (field, column) in table.entity.stated().zip(&expected) {
            let missing = named(column).is_none() && must_be_there(table, field);
            if missing && !meant.contains(column) {
                fault(column, MISSING.into());
            }
        }
        let sound = faults.is_empty();
        (
            Header {
                places,
                retired: named("retired").filter(|_| table.retires),
                width: names.len(),
                sound,
            },
            faults,
        )
    }

    /// Whether the rows can be named: all parts of the key that must be there are.
    pub fn names_rows(&self, table: &BundleTable) -> bool {
        let part = |field: &Field| table.entity.key.contains(&field.name) && field.required;
        table
            .entity
            .stated()
            .zip(&self.places)
            .all(|(field, place)| !part(field) || place.is_some())
    }

    /// Whether the file says anything of a stated field, by its place among them.
    pub fn has(&self, index: usize) -> bool {
        self.places[index].is_some()
    }

    /// Whether the file says what is retired.
    pub fn says_retired(&self) -> bool {
        self.retired.is_some()
    }

    pub fn cell<'a>(&self, record: &'a csv::StringRecord, index: usize) -> Option<&'a str> {
        record.get(self.places[index]?)
    }

    pub fn retired<'a>(&self, record: &'a csv::StringRecord) -> Option<&'a str> {
        record.get(self.retired?)
    }
}

/// A column nobody knows, and what it may be meant to be.
fn unknown(file: &str, guess: Option<&str>) -> Said {
    let (vi, en) = guess
        .map(|guess| {
            (
                format!(" (có lẽ là “{guess}”)"),
                format!(": perhaps “{guess}” is meant"),
            )
        })
        .unwrap_or_default();
    Said::new(
        format!(
            "{file} không có cột tên này{vi}; cột của bản izportal mới hơn chỉ đọc được sau khi nâng cấp bản đang chạy"
        ),
        format!(
            "{file} has no column of this name{en}; a column of a newer izportal is read once this one is up to date"
        ),
    )
}

/// A column that may be empty may be missing; what was typed is never left out beside its value.
fn must_be_there(table: &BundleTable, field: &Field) -> bool {
    field.required || field.name == "raw" && table.entity.field("value").is_some()
}

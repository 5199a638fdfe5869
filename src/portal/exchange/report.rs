//! What an import or export did, and is doing.

use std::fmt;

use crate::foundation::i18n::Said;

/// What an import or export did, by table.
#[derive(Debug, Default)]
pub struct Report {
    pub(super) tables: Vec<(String, usize, usize)>,
    /// What was left alone or read once.
    pub(super) notices: Vec<Said>,
}

impl Report {
    pub(super) fn add(&mut self, table: String, rows: usize, changed: usize) {
        self.tables.push((table, rows, changed));
    }

    /// Each table with how many rows it has.
    pub fn rows(&self) -> impl Iterator<Item = (&str, usize)> {
        self.tables
            .iter()
            .map(|(table, rows, _)| (table.as_str(), *rows))
    }

    /// What was left alone or read once, in words.
    pub fn notices(&self) -> &[Said] {
        &self.notices
    }

    /// Rows that an import added or changed.
    pub fn changed(&self) -> usize {
        self.tables.iter().map(|(_, _, changed)| changed).sum()
    }
}

/// In English, as the command line speaks.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (table, rows, changed) in &self.tables {
            writeln!(f, "{table:20} {rows:7} rows {changed:7} written")?;
        }
        for notice in &self.notices {
            writeln!(f, "note: {}", notice.en)?;
        }
        Ok(())
    }
}

/// Told what an import or export is at, from time to time.
pub type Progress<'a> = &'a (dyn Fn(&str) + Sync);

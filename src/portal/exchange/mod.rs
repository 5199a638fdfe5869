//! The bundle: all business data in and out as plain CSV files. The format is in `docs/bundle.md`.

mod export;
mod faults;
mod folder;
mod header;
mod import;
mod keys;
mod measures;
mod refusal;
mod rows;
mod rules;
mod source;
mod staging;
mod tables;
mod text;
mod writing;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use sqlx::PgPool;

pub use export::{export, export_telling};
pub use faults::Fault;
pub use rules::in_words;

use crate::foundation::kernel::Origin;
use source::Source;

/// Why a bundle was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    #[error("{path}: {cause}")]
    File { path: PathBuf, cause: io::Error },
    #[error("{path}: {cause}")]
    Csv { path: PathBuf, cause: csv::Error },
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("{0}")]
    Folder(String),
    #[error("nothing was imported:\n{}", list(.0))]
    Faults(Vec<Fault>),
}

fn list(faults: &[Fault]) -> String {
    faults
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What an import or export did, by table.
#[derive(Debug, Default)]
pub struct Report {
    tables: Vec<(String, usize, usize)>,
    /// What was left alone or read once.
    notices: Vec<String>,
}

impl Report {
    fn add(&mut self, table: String, rows: usize, changed: usize) {
        self.tables.push((table, rows, changed));
    }

    /// What was left alone or read once, in words.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Rows that an import added or changed.
    pub fn changed(&self) -> usize {
        self.tables.iter().map(|(_, _, changed)| changed).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (table, rows, changed) in &self.tables {
            writeln!(f, "{table:20} {rows:7} rows {changed:7} written")?;
        }
        for notice in &self.notices {
            writeln!(f, "note: {notice}")?;
        }
        Ok(())
    }
}

/// Told what an import or export is at, from time to time.
pub type Progress<'a> = &'a (dyn Fn(&str) + Sync);

/// Reads a bundle from a directory: all or nothing.
///
/// # Errors
/// [`ExchangeError`].
pub async fn import(db: &PgPool, dir: &Path, origin: &Origin) -> Result<Report, ExchangeError> {
    import_telling(db, dir, origin, &|_| {}).await
}

/// As [`import`], telling what it is at.
///
/// # Errors
/// [`ExchangeError`].
pub async fn import_telling(
    db: &PgPool,
    dir: &Path,
    origin: &Origin,
    progress: Progress<'_>,
) -> Result<Report, ExchangeError> {
    import::import(db, &Source::Directory(dir), origin, progress).await
}

/// Reads the demonstration year.
///
/// # Errors
/// [`ExchangeError`].
pub async fn import_demo(db: &PgPool, origin: &Origin) -> Result<Report, ExchangeError> {
    import::import(db, &Source::Demo, origin, &|_| {}).await
}

/// Whether the portal holds no business data yet; the standard catalogue is there from the start.
///
/// # Errors
/// Whatever the database says.
pub async fn is_empty(db: &PgPool) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select not exists(select 1 from zones) as "empty!""#)
        .fetch_one(db)
        .await
}

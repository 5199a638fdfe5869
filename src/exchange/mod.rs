//! The bundle: all business data in and out as plain CSV files. The format is in `docs/bundle.md`.

mod export;
mod import;
mod tables;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;
use sqlx::PgPool;

pub use export::export;

use crate::kernel::Origin;

/// Why a bundle was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    #[error("{path}: {cause}")]
    File { path: PathBuf, cause: io::Error },
    #[error("{path}: {cause}")]
    Csv { path: PathBuf, cause: csv::Error },
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("nothing was imported:\n{}", list(.0))]
    Faults(Vec<Fault>),
}

/// One thing wrong in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    /// As an editor counts: the header is line 1.
    pub line: u64,
    pub column: String,
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if !self.column.is_empty() {
            write!(f, " [{}]", self.column)?;
        }
        write!(f, " {}", self.message)
    }
}

fn list(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What an import or export did, by table.
#[derive(Debug, Default)]
pub struct Report {
    tables: Vec<(String, usize, usize)>,
}

impl Report {
    fn add(&mut self, table: String, rows: usize, changed: usize) {
        self.tables.push((table, rows, changed));
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
        Ok(())
    }
}

/// Where a bundle comes from.
pub enum Source<'a> {
    Directory(&'a Path),
    /// The demonstration year, which travels in the binary.
    Demo,
}

#[derive(RustEmbed)]
#[folder = "demo/"]
struct Demo;

/// The largest file read: a year of a large board is a few megabytes.
const MAX_FILE: u64 = 256 * 1024 * 1024;

impl Source<'_> {
    /// A file's text, or `None` where the bundle has no such file.
    fn read(&self, name: &str) -> Result<Option<String>, ExchangeError> {
        match self {
            Source::Demo => Ok(Demo::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned())),
            Source::Directory(dir) => {
                let path = dir.join(name);
                let io = |cause| ExchangeError::File { path: path.clone(), cause };
                match fs::metadata(&path) {
                    Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
                    Err(cause) => Err(io(cause)),
                    Ok(meta) if meta.len() > MAX_FILE => Err(io(io::Error::other("larger than 256 MB"))),
                    Ok(_) => fs::read_to_string(&path).map(Some).map_err(io),
                }
            }
        }
    }
}

/// Reads a bundle from a directory: all or nothing.
///
/// # Errors
/// [`ExchangeError`].
pub async fn import(db: &PgPool, dir: &Path, origin: &Origin) -> Result<Report, ExchangeError> {
    fs::read_dir(dir).map_err(|cause| ExchangeError::File { path: dir.to_owned(), cause })?;
    import::import(db, &Source::Directory(dir), origin).await
}

/// Reads the demonstration year.
///
/// # Errors
/// [`ExchangeError`].
pub async fn import_demo(db: &PgPool, origin: &Origin) -> Result<Report, ExchangeError> {
    import::import(db, &Source::Demo, origin).await
}

/// Whether the portal holds no business data yet; the standard catalogue is there from the start.
///
/// # Errors
/// Whatever the database says.
pub async fn is_empty(db: &PgPool) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select not exists(select 1 from zones) as "empty!""#).fetch_one(db).await
}

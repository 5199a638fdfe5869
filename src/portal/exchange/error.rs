//! Why a bundle was not read or written.

use std::io;
use std::path::PathBuf;

use super::faults::Fault;

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

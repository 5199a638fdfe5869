//! The bundle: all business data in and out as plain CSV files. The format is in `docs/bundle.md`.

mod archive;
mod error;
mod export;
mod faults;
mod folder;
mod header;
mod import;
mod keys;
mod measures;
mod refusal;
mod report;
mod rows;
mod rules;
mod sent;
mod source;
mod staging;
mod tables;
mod text;
mod writing;

use std::path::Path;

use sqlx::PgPool;

pub use error::ExchangeError;
pub use export::{export, export_archive, export_telling};
pub use faults::Fault;
pub use report::{Progress, Report};
pub use rules::in_words;
pub use sent::routes;

use crate::foundation::kernel::Origin;
use source::Source;

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
    import::import(db, &Source::Directory(dir), origin, progress, true).await
}

/// Reads the demonstration year.
///
/// # Errors
/// [`ExchangeError`].
pub async fn import_demo(db: &PgPool, origin: &Origin) -> Result<Report, ExchangeError> {
    import::import(db, &Source::Demo, origin, &|_| {}, true).await
}

/// Reads a bundle that is one ZIP archive: all or nothing.
///
/// # Errors
/// [`ExchangeError`].
pub async fn import_archive(
    db: &PgPool,
    bytes: &[u8],
    origin: &Origin,
) -> Result<Report, ExchangeError> {
    let files = archive::files(bytes)?;
    import::import(db, &Source::Files(&files), origin, &|_| {}, true).await
}

/// Does all that [`import_archive`] does, and takes it back: what would come of it.
///
/// # Errors
/// [`ExchangeError`].
pub async fn check_archive(
    db: &PgPool,
    bytes: &[u8],
    origin: &Origin,
) -> Result<Report, ExchangeError> {
    let files = archive::files(bytes)?;
    import::import(db, &Source::Files(&files), origin, &|_| {}, false).await
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

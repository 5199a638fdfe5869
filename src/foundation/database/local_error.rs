//! Why the private server does not run, in sentences.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::time::Duration;

use super::health::Cause;

/// Longest wait for the server to come up: it may have to replay its log after a crash.
pub(super) const START_PATIENCE: Duration = Duration::from_secs(60);

/// Why the private server does not run. Each is one sentence for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum LocalError {
    #[error(
        "PostgreSQL 15 or newer is not installed: run `sudo apt-get install postgresql`, or set DATABASE_URL"
    )]
    NotInstalled,
    #[error(
        "the database in {data} was made by PostgreSQL {made_with}, but the newest version installed here is {installed}: run \
         `sudo apt-get install postgresql-{made_with}`, or bring it over with pg_upgrade, or with `izportal export` where version \
         {made_with} still is and `izportal import` here"
    )]
    Version {
        data: PathBuf,
        made_with: String,
        installed: u32,
    },
    #[error("the path {0} is too long for a Unix socket: choose a shorter IZPORTAL_DATA_DIR")]
    PathTooLong(PathBuf),
    #[error("the disk of {0} is full: free some space, or choose another IZPORTAL_DATA_DIR")]
    DiskFull(PathBuf),
    #[error("cannot use {path}: {cause}{}", advice(.cause))]
    Io { path: PathBuf, cause: io::Error },
    #[error("PostgreSQL's {program} failed: {message}")]
    Failed {
        program: &'static str,
        message: String,
    },
    #[error("PostgreSQL does not start: {message}; more is in {log}")]
    NotStarted { message: String, log: PathBuf },
    #[error("PostgreSQL did not come up within {} seconds: see {log}", START_PATIENCE.as_secs())]
    TooSlow { log: PathBuf },
}

fn advice(cause: &io::Error) -> &'static str {
    match cause.kind() {
        ErrorKind::PermissionDenied => {
            ": the user izportal works as must own it (root hands a directory over with `chown -R`), or choose another IZPORTAL_DATA_DIR"
        }
        ErrorKind::ReadOnlyFilesystem => ": choose another IZPORTAL_DATA_DIR",
        _ => "",
    }
}

impl LocalError {
    /// What people who have only a page need to know of it.
    pub fn cause(&self) -> Cause {
        if matches!(self, LocalError::DiskFull(_)) {
            Cause::DiskFull
        } else {
            Cause::Other
        }
    }
}

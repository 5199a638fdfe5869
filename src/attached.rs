//! A database for the time of a command or of serving, and what ends the program with a message.

use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;

use crate::config::Storage;
use crate::database::{self, DatabaseError, LocalError, LocalServer};
use crate::registry::actions::Refusal;

/// What ends the program with a message.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    #[error(transparent)]
    Config(#[from] crate::config::ConfigError),
    #[error(transparent)]
    Local(#[from] LocalError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("DATABASE_URL is not a PostgreSQL address: {0}")]
    Url(sqlx::Error),
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
    #[error("{0}")]
    Message(String),
}

/// What a refused form says to somebody at a terminal.
impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> CliError {
        match refusal {
            Refusal::Fields(faults) => {
                let mut lines: Vec<String> = faults.into_iter().map(|(field, message)| format!("{field}: {message}")).collect();
                lines.sort();
                CliError::Message(lines.join("\n"))
            }
            Refusal::Stale(_) => CliError::Message("somebody changed this meanwhile: try again".to_owned()),
            Refusal::Error(error) => CliError::Message(format!("{error:?}")),
        }
    }
}

/// A database for the time of a command: the one of DATABASE_URL, or the private one.
pub struct Attached {
    pub db: PgPool,
    local: Option<LocalServer>,
}

impl Attached {
    /// Connects, starting the private server where there is no DATABASE_URL, and migrates.
    ///
    /// # Errors
    /// [`CliError`].
    pub async fn open(storage: &Storage, demo: bool) -> Result<Attached, CliError> {
        let (options, local) = match &storage.database_url {
            Some(url) => (url.parse::<PgConnectOptions>().map_err(CliError::Url)?, None),
            None => {
                let dir = storage.directory(demo);
                let server = tokio::task::spawn_blocking(move || LocalServer::start(&dir))
                    .await
                    .map_err(|error| CliError::Message(error.to_string()))??;
                (server.connect_options(), Some(server))
            }
        };
        // From here on whatever the program writes – attached files, bundles – is for its owner only.
        nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(0o077));
        let attached = async {
            let db = database::connect(options).await?;
            database::migrate(&db).await?;
            Ok(db)
        }
        .await;
        match attached {
            Ok(db) => Ok(Attached { db, local }),
            Err(error) => {
                stop(local).await;
                Err(error)
            }
        }
    }

    /// Closes the pool and stops the private server.
    pub async fn close(self) {
        self.db.close().await;
        stop(self.local).await;
    }
}

async fn stop(local: Option<LocalServer>) {
    if let Some(server) = local
        && let Ok(Err(error)) = tokio::task::spawn_blocking(move || server.stop()).await
    {
        tracing::warn!(%error, "the private PostgreSQL did not stop");
    }
}

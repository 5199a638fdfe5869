//! A database for the time of a command or of serving, and what ends the program with a message.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;

use crate::foundation::database::{
    self, DatabaseError, Health, LocalError, LocalServer, Supervisor,
};
use crate::platform::registry::actions::Refusal;
use crate::portal::config::Storage;
use crate::portal::identity::IdentityError;
use crate::portal::signals::Signals;

/// How long connections that a cut-off request still holds are waited for; the server's end ends them too.
const CLOSING: Duration = Duration::from_secs(2);

/// What ends the program with a message.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    #[error(transparent)]
    Config(#[from] crate::portal::config::ConfigError),
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error(transparent)]
    Local(#[from] LocalError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error(
        "the database in {place} was made by an earlier izportal, whose tables this one does not know; nothing in it was changed: \
         run `izportal export DIR` with the program that made it, and `izportal import DIR` here with {empty}"
    )]
    Earlier { place: String, empty: &'static str },
    #[error("DATABASE_URL is not a PostgreSQL address: {0}")]
    Url(sqlx::Error),
    #[error("database: {0}")]
    Sql(#[from] sqlx::Error),
    #[error("stopped before the end")]
    Stopped,
    #[error(
        "stopped at once: what was under way is cut off, and what was not finished is not recorded"
    )]
    StoppedAtOnce,
    #[error("{0}")]
    Message(String),
}

/// What a refused form says to somebody at a terminal.
impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> CliError {
        match refusal {
            Refusal::Fields(faults) => {
                let mut lines: Vec<String> = faults
                    .into_iter()
                    .map(|(field, message)| format!("{field}: {message}"))
                    .collect();
                lines.sort();
                CliError::Message(lines.join("\n"))
            }
            Refusal::Stale(_) => {
                CliError::Message("somebody changed this meanwhile: try again".to_owned())
            }
            Refusal::Error(error) => CliError::Message(format!("{error:?}")),
        }
    }
}

/// Where the data are, settled before the portal becomes another user than the one who started it.
pub struct Place {
    /// The directory of the private database and of files.
    pub directory: PathBuf,
    /// A foreign database, with the password that was found for it.
    database: Option<PgConnectOptions>,
}

impl Place {
    /// What the command line and the environment say.
    ///
    /// # Errors
    /// [`CliError::Url`].
    pub fn of(storage: &Storage, demo: bool) -> Result<Place, CliError> {
        let database = storage
            .database_url
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(CliError::Url)?;
        Ok(Place {
            directory: storage.directory(demo),
            database,
        })
    }

    /// What is said of a database that an earlier program made, and where to go with what is in it.
    fn of_earlier(&self) -> CliError {
        match &self.database {
            None => CliError::Earlier {
                place: self.directory.display().to_string(),
                empty: "another IZPORTAL_DATA_DIR",
            },
            Some(options) => CliError::Earlier {
                place: format!(
                    "DATABASE_URL ({}, on {})",
                    options.get_database().unwrap_or(options.get_username()),
                    options.get_host()
                ),
                empty: "an empty database in DATABASE_URL",
            },
        }
    }

    /// Whether the portal runs a PostgreSQL of its own.
    pub fn is_private(&self) -> bool {
        self.database.is_none()
    }
}

/// A database for the time of a command: the one of DATABASE_URL, or the private one.
pub struct Attached {
    pub db: PgPool,
    /// How the private server is; a foreign one is somebody else's to watch.
    pub health: Health,
    private: Option<Private>,
}

/// The private server and who watches over it.
struct Private {
    server: Arc<LocalServer>,
    supervisor: Mutex<Option<Supervisor>>,
}

/// Works with a database until it is done. The first signal is for the work to heed; the second ends it where it stands, with
/// the private server told to stop.
///
/// # Errors
/// [`CliError`], its own and those of the work.
pub async fn with_database(
    place: &Place,
    signals: &Signals,
    work: impl AsyncFnOnce(&Attached) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let attached = tokio::select! {
        attached = Attached::open(place) => attached?,
        () = signals.hurry() => return Err(CliError::StoppedAtOnce),
    };
    let orderly = async {
        let outcome = work(&attached).await;
        attached.close().await;
        outcome
    };
    tokio::select! {
        outcome = orderly => outcome,
        () = signals.hurry() => {
            attached.abandon();
            Err(CliError::StoppedAtOnce)
        }
    }
}

impl Attached {
    /// Connects, starting the private server where there is no DATABASE_URL, and migrates.
    ///
    /// # Errors
    /// [`CliError`].
    pub async fn open(place: &Place) -> Result<Attached, CliError> {
        let health = Health::default();
        let (options, private) = match &place.database {
            Some(options) => (options.clone(), None),
            None => {
                let dir = place.directory.clone();
                let server = tokio::task::spawn_blocking(move || LocalServer::start(&dir))
                    .await
                    .map_err(|error| CliError::Message(error.to_string()))??;
                let server = Arc::new(server);
                let supervisor =
                    Mutex::new(Some(Supervisor::watch(server.clone(), health.clone())));
                (
                    server.connect_options(),
                    Some(Private { server, supervisor }),
                )
            }
        };
        // From here on whatever the program writes – attached files, bundles – is for its owner only.
        nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(0o077));
        let db = async {
            let db = database::connect(options).await?;
            database::migrate(&db).await?;
            Ok::<PgPool, DatabaseError>(db)
        };
        match db.await {
            Ok(db) => Ok(Attached {
                db,
                health,
                private,
            }),
            Err(error) => {
                if let Some(private) = &private {
                    private.stop().await;
                }
                Err(match error {
                    DatabaseError::Earlier => place.of_earlier(),
                    error => error.into(),
                })
            }
        }
    }

    /// Closes the pool and stops the private server.
    pub async fn close(&self) {
        let _ = tokio::time::timeout(CLOSING, self.db.close()).await;
        if let Some(private) = &self.private {
            private.stop().await;
        }
    }

    /// Tells the private server to stop, and waits for nothing.
    fn abandon(&self) {
        let Some(private) = &self.private else { return };
        // Without somebody who would start it again.
        drop(private.take_supervisor());
        if let Err(error) = private.server.abandon() {
            tracing::warn!(%error, "the private PostgreSQL could not be told to stop");
        }
    }
}

impl Private {
    fn take_supervisor(&self) -> Option<Supervisor> {
        self.supervisor
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    async fn stop(&self) {
        let (server, supervisor) = (self.server.clone(), self.take_supervisor());
        let stopped = tokio::task::spawn_blocking(move || {
            supervisor.into_iter().for_each(Supervisor::stop);
            server.stop()
        });
        if let Ok(Err(error)) = stopped.await {
            tracing::warn!(%error, "the private PostgreSQL did not stop");
        }
    }
}

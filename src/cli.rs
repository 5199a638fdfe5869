//! What each subcommand does.

use std::io::BufRead;

use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;

use crate::accounts::{self, actions::AccountDraft};
use crate::config::{AccountCommand, Cli, Command, Storage};
use crate::database::{self, DatabaseError, LocalError, LocalServer};
use crate::exchange;
use crate::i18n::Lang;
use crate::kernel::{Origin, Role};
use crate::registry::actions::Refusal;
use crate::serve;

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

/// Runs one command line.
///
/// # Errors
/// [`CliError`], one sentence for the person at the terminal.
pub async fn run(cli: Cli) -> Result<(), CliError> {
    match cli.command {
        Command::Serve(options) => serve::run(&cli.storage, &options).await,
        Command::Migrate => with_database(&cli.storage, false, async |_| Ok(())).await,
        Command::Account { command } => with_database(&cli.storage, false, async |db| account(&db, command).await).await,
        Command::Import { dir } => {
            with_database(&cli.storage, false, async |db| {
                let report = exchange::import(&db, &dir, &Origin::command("import"))
                    .await
                    .map_err(|e| CliError::Message(e.to_string()))?;
                println!("{report}");
                Ok(())
            })
            .await
        }
        Command::Export { dir } => {
            with_database(&cli.storage, false, async |db| {
                let report = exchange::export(&db, &dir).await.map_err(|e| CliError::Message(e.to_string()))?;
                println!("{report}");
                Ok(())
            })
            .await
        }
        Command::Demo => with_database(&cli.storage, true, async |db| load_demo(&db).await).await,
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

async fn with_database(
    storage: &Storage,
    demo: bool,
    work: impl AsyncFnOnce(PgPool) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let attached = Attached::open(storage, demo).await?;
    let outcome = work(attached.db.clone()).await;
    attached.close().await;
    outcome
}

fn password_from_stdin() -> Result<String, CliError> {
    eprintln!("Password (at least 10 characters), then Enter:");
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|error| CliError::Message(error.to_string()))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn account(db: &PgPool, command: AccountCommand) -> Result<(), CliError> {
    match command {
        AccountCommand::Create { username, name, role } => {
            let draft = AccountDraft {
                display_name: name.unwrap_or_else(|| username.clone()),
                username,
                role,
                password: password_from_stdin()?,
                ..AccountDraft::default()
            };
            accounts::actions::create(db, &Origin::command("izportal account"), &draft, Lang::En).await.map_err(refusal)?;
            println!("Account {} created.", draft.username);
        }
        AccountCommand::List => {
            for account in accounts::db::accounts(db).await? {
                let state = if account.disabled_at.is_some() { "disabled" } else { "in use" };
                println!("{:20} {:14} {:10} {}", account.username, account.role, state, account.display_name);
            }
        }
        AccountCommand::Password { username } => {
            let account = accounts::db::accounts(db)
                .await?
                .into_iter()
                .find(|account| account.username == username)
                .ok_or_else(|| CliError::Message(format!("there is no account {username}")))?;
            let draft = AccountDraft {
                username: account.username,
                display_name: account.display_name,
                role: account.role,
                zones: account.zones,
                disabled: account.disabled_at.is_some(),
                password: password_from_stdin()?,
            };
            let origin = Origin::command("izportal account");
            accounts::actions::update(db, &origin, account.id, account.version, &draft, Lang::En).await.map_err(refusal)?;
            println!("Password of {username} changed.");
        }
    }
    Ok(())
}

fn refusal(refusal: Refusal) -> CliError {
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

/// Loads the demonstration year into an empty portal, and its four accounts. A second time it changes nothing.
///
/// # Errors
/// [`CliError::Message`] when the portal holds other data.
pub async fn load_demo(db: &PgPool) -> Result<(), CliError> {
    if exchange::is_empty(db).await? {
        exchange::import_demo(db, &Origin::command("demo")).await.map_err(|error| CliError::Message(error.to_string()))?;
    }
    let known = accounts::db::accounts(db).await?;
    for (username, name, role) in [
        ("admin", "Quản trị (minh họa)", Role::Administrator),
        ("staff", "Cán bộ nhập liệu (minh họa)", Role::Staff),
        ("approver", "Người duyệt (minh họa)", Role::Approver),
        ("leader", "Lãnh đạo (minh họa)", Role::Leadership),
    ] {
        if known.iter().any(|account| account.username == username) {
            continue;
        }
        let draft = AccountDraft {
            username: username.to_owned(),
            display_name: name.to_owned(),
            role: role.code().to_owned(),
            password: accounts::DEMO_PASSWORD.to_owned(),
            ..AccountDraft::default()
        };
        accounts::actions::create(db, &Origin::command("demo"), &draft, Lang::En).await.map_err(refusal)?;
    }
    Ok(())
}

//! What each subcommand does.

use std::fs;
use std::io::{BufRead, ErrorKind};
use std::path::Path;

use sqlx::PgPool;

use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Origin, Seen};
use crate::foundation::workbooks;
use crate::outputs::verification;
use crate::portal::accounts::{
    self,
    actions::{AccountDraft, Giver},
};
use crate::portal::bootstrap::{self, CliError, Place};
use crate::portal::config::{AccountCommand, Cli, Command};
use crate::portal::signals::Signals;
use crate::portal::{demo, exchange, identity, serve};

/// Runs one command line, as the user the data belong to: before anything else is opened or started.
///
/// # Errors
/// [`CliError`], one sentence for the person at the terminal.
pub fn run(cli: Cli) -> Result<(), CliError> {
    if let Command::ReadWorkbook { name } = &cli.command {
        return workbooks::answer(name).map_err(message);
    }
    let is_demo = matches!(&cli.command, Command::Demo)
        || matches!(&cli.command, Command::Serve(options) if options.demo);
    let place = Place::of(&cli.storage, is_demo)?;
    // Bound before the database starts, so that a taken port is said at once, and while root may still open any.
    let listener = match &cli.command {
        Command::Serve(options) => Some(serve::bind(options)?),
        _ => None,
    };
    let keeps_files =
        matches!(&cli.command, Command::Serve(options) if options.files_url.is_none());
    let uses_directory = place.is_private() || keeps_files;
    let out = match &cli.command {
        Command::Export { dir } => Some(dir.as_path()),
        _ => None,
    };
    let user = identity::settle(uses_directory.then_some(place.directory.as_path()), out)?;
    if let (Command::Import { dir } | Command::Export { dir }, Some(user)) = (&cli.command, &user) {
        reachable(dir, user)?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(message)?;
    let outcome = runtime.block_on(async {
        let signals = Signals::listen().map_err(message)?;
        match (cli.command, listener) {
            (Command::Serve(options), Some(listener)) => {
                serve::run(&place, &options, listener, &signals).await
            }
            (command, _) => work(&place, &signals, command).await,
        }
    });
    // What still runs belongs to a request that was cut off, or waits for a line nobody types.
    runtime.shutdown_background();
    outcome
}

fn message(error: impl std::fmt::Display) -> CliError {
    CliError::Message(error.to_string())
}

/// Started as root, the portal reads and writes bundles as another user: what that one may not is said with what to do.
fn reachable(dir: &Path, user: &str) -> Result<(), CliError> {
    let looked = fs::read_dir(dir).and_then(|entries| {
        let csv = |path: &Path| path.extension().is_some_and(|extension| extension == "csv");
        let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        paths.try_for_each(|path| {
            if csv(&path) {
                fs::File::open(path).map(drop)
            } else {
                Ok(())
            }
        })
    });
    let denied = looked.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied);
    if !denied {
        return Ok(());
    }
    let dir = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let dir = dir.display();
    Err(CliError::Message(format!(
        "the user `{user}`, whom the portal becomes when root starts it, may not use {dir}: choose a directory it can reach, \
         such as one in /var/tmp, and give it to that user with `chown -R {user}: DIR`"
    )))
}

/// A command that is told to stop leaves off, and the database with it; what it had not finished is not recorded.
async fn work(place: &Place, signals: &Signals, command: Command) -> Result<(), CliError> {
    bootstrap::with_database(place, signals, async |attached| {
        tokio::select! {
            outcome = perform(&attached.db, command) => outcome,
            () = signals.stop() => Err(CliError::Stopped),
        }
    })
    .await
}

async fn perform(db: &PgPool, command: Command) -> Result<(), CliError> {
    match command {
        Command::Account { command } => account(db, command).await,
        Command::Import { dir } => {
            let report =
                exchange::import_telling(db, &dir, &Origin::command("import"), &sign_of_life)
                    .await
                    .map_err(message)?;
            println!("{report}");
            Ok(())
        }
        Command::Export { dir } => {
            let report = exchange::export_telling(db, &dir, &sign_of_life)
                .await
                .map_err(message)?;
            println!("{report}");
            Ok(())
        }
        Command::Verify { rebuild } => verify(db, rebuild).await,
        Command::Demo => demo::load(db).await,
        // Whatever has a database has brought it up to date by now; the others do without.
        Command::Migrate | Command::Serve(_) | Command::ReadWorkbook { .. } => Ok(()),
    }
}

/// Lists what differs; with differences left the command fails.
async fn verify(db: &PgPool, rebuild: bool) -> Result<(), CliError> {
    let origin = Origin::command("izportal verify");
    let found = if rebuild {
        verification::rebuild(db, &origin).await?
    } else {
        verification::verify(db, &origin.actor).await?
    };
    for line in verification::lines(&found, Lang::En) {
        println!("{line}");
    }
    let count = found.count();
    if count == 0 {
        println!("Everything agrees.");
        return Ok(());
    }
    let advice = match found.mendable() {
        0 => "open the records named above and correct them",
        _ => "`izportal verify --rebuild` works out anew what is derived",
    };
    Err(CliError::Message(format!("differences: {count}; {advice}")))
}

/// What a long command is at, on the terminal beside its answer.
fn sign_of_life(words: &str) {
    eprintln!("{words}");
}

/// Reads the password in a thread of its own: nobody may ever type it.
async fn password_from_stdin() -> Result<String, CliError> {
    eprintln!("Password (at least 10 characters), then Enter:");
    let read = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    let line = read.await.map_err(message)?.map_err(message)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn account(db: &PgPool, command: AccountCommand) -> Result<(), CliError> {
    let giver = Giver::of(Origin::command("izportal account"), Lang::En);
    match command {
        AccountCommand::Create {
            username,
            name,
            role,
        } => {
            let draft = AccountDraft {
                display_name: name.unwrap_or_else(|| username.clone()),
                username,
                role,
                password: password_from_stdin().await?,
                ..AccountDraft::default()
            };
            accounts::actions::create(db, &giver, &draft).await?;
            println!("Account {} created.", draft.username);
        }
        AccountCommand::List => {
            for account in accounts::db::accounts(db).await? {
                let state = if account.disabled_at.is_some() {
                    "disabled"
                } else {
                    "in use"
                };
                println!(
                    "{:20} {:14} {:10} {}",
                    account.username, account.role, state, account.display_name
                );
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
                password: password_from_stdin().await?,
            };
            let seen = Seen {
                id: account.id,
                version: account.version,
            };
            accounts::actions::update(db, &giver, seen, &draft).await?;
            println!("Password of {username} changed.");
        }
    }
    Ok(())
}

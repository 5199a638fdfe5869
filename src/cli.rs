//! What each subcommand does.

use std::io::BufRead;

use sqlx::PgPool;

use crate::accounts::{self, actions::AccountDraft};
use crate::attached::{Attached, CliError};
use crate::config::{AccountCommand, Cli, Command, Storage};
use crate::i18n::Lang;
use crate::kernel::Origin;
use crate::{demo, exchange, serve, workbooks};

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
                let report = exchange::import_telling(&db, &dir, &Origin::command("import"), &sign_of_life)
                    .await
                    .map_err(|e| CliError::Message(e.to_string()))?;
                println!("{report}");
                Ok(())
            })
            .await
        }
        Command::Export { dir } => {
            with_database(&cli.storage, false, async |db| {
                let report =
                    exchange::export_telling(&db, &dir, &sign_of_life).await.map_err(|e| CliError::Message(e.to_string()))?;
                println!("{report}");
                Ok(())
            })
            .await
        }
        Command::ReadWorkbook { name } => workbooks::answer(&name).map_err(|error| CliError::Message(error.to_string())),
        Command::Demo => with_database(&cli.storage, true, async |db| demo::load(&db).await).await,
    }
}

/// What a long command is at, on the terminal beside its answer.
fn sign_of_life(words: &str) {
    eprintln!("{words}");
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
            accounts::actions::create(db, &Origin::command("izportal account"), &draft, Lang::En).await?;
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
            accounts::actions::update(db, &origin, account.id, account.version, &draft, Lang::En).await?;
            println!("Password of {username} changed.");
        }
    }
    Ok(())
}

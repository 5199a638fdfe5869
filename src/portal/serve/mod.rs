//! Serving: bind, attach the database, announce, serve until told to stop, and stop cleanly.

mod connections;

use std::io::{ErrorKind, Write};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use crate::foundation::mail::Mailer;
use crate::platform::web::AppState;
use crate::portal::bootstrap::{self, Attached, CliError, Place};
use crate::portal::config::Serve;
use crate::portal::signals::Signals;
use crate::portal::{accounts, app, background, demo};
use crate::registers::{board, evidence};

/// How long jobs under way may take to end once the portal has been told to stop.
const LAST: Duration = Duration::from_secs(10);

/// Opens the port.
///
/// # Errors
/// [`CliError`], with the setting that changes it.
pub fn bind(options: &Serve) -> Result<TcpListener, CliError> {
    options.check()?;
    let address = options.listen;
    let listener = TcpListener::bind(address)
        .and_then(|listener| listener.set_nonblocking(true).map(|()| listener));
    listener.map_err(|error| {
        CliError::Message(match error.kind() {
            ErrorKind::AddrInUse => format!(
                "{address} is taken by another program: choose another address with --listen or IZPORTAL_LISTEN, \
                 e.g. IZPORTAL_LISTEN=127.0.0.1:8081"
            ),
            _ => format!("cannot listen on {address}: {error}"),
        })
    })
}

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// [`CliError`], one sentence for the person at the terminal.
pub async fn run(
    place: &Place,
    options: &Serve,
    listener: TcpListener,
    signals: &Signals,
) -> Result<(), CliError> {
    bootstrap::with_database(place, signals, async |attached| {
        serve(place, attached, options, listener, signals).await
    })
    .await
}

async fn serve(
    place: &Place,
    attached: &Attached,
    options: &Serve,
    listener: TcpListener,
    signals: &Signals,
) -> Result<(), CliError> {
    if options.demo {
        demo::load(&attached.db).await?;
    }
    let secure = options
        .public_url
        .as_deref()
        .is_some_and(|url| url.starts_with("https://"));
    let files = evidence::open(options.files_url.as_deref(), &place.directory.join("files"));
    let files = files.map_err(|error| CliError::Message(error.to_string()))?;
    let proxies = options.trusted_proxies.clone().unwrap_or_default();
    if options.public_url.is_some() && proxies.is_empty() {
        tracing::warn!(
            "IZPORTAL_PUBLIC_URL without IZPORTAL_TRUSTED_PROXIES: everybody behind the proxy has its address"
        );
    }
    let state = AppState::new(attached.db.clone(), options.demo, secure)
        .with_proxies(proxies)
        .with_mailer(mailer(options)?)
        .with_files(files)
        .with_health(attached.health.clone());
    state.set_board_names(board::names(&attached.db).await?);
    let public_origin = options
        .public_url
        .as_deref()
        .map(|url| url.trim_end_matches('/'));
    let worker = background::start(&state);
    let _nights = background::every_night(&state);
    let (router, _) = app::router(state, public_origin).map_err(CliError::Message)?;
    let listener = tokio::net::TcpListener::from_std(listener)
        .map_err(|error| CliError::Message(error.to_string()))?;
    announce(
        attached,
        options,
        listener.local_addr().unwrap_or(options.listen),
    )
    .await?;
    let stop = async {
        signals.stop().await;
        say("Stopping … (Ctrl-C once more: at once)");
        worker.tell_to_stop();
    };
    connections::serve(listener, router, stop).await;
    worker.stop(LAST).await;
    Ok(())
}

/// The mail server, if one is configured. Wrong settings stop the start instead of failing at the first reminder.
fn mailer(options: &Serve) -> Result<Option<Mailer>, CliError> {
    let Some(url) = options.smtp_url.as_deref().filter(|url| !url.is_empty()) else {
        return Ok(None);
    };
    let from = options.smtp_from.as_deref().unwrap_or_default();
    Mailer::new(url, from)
        .map(Some)
        .map_err(|error| CliError::Message(error.to_string()))
}

async fn announce(
    attached: &Attached,
    options: &Serve,
    address: SocketAddr,
) -> Result<(), CliError> {
    let home = options
        .public_url
        .clone()
        .unwrap_or_else(|| format!("http://{address}"));
    say(&format!("izportal: {home}"));
    if options.demo {
        let users: Vec<&str> = accounts::roles::demonstration_users().collect();
        say(&format!(
            "Demonstration accounts: {} – password {}",
            users.join(", "),
            accounts::DEMO_PASSWORD
        ));
    } else if let Some(path) = accounts::actions::setup_link(&attached.db).await? {
        say(&format!(
            "No account yet. Create the first administrator here (works once, for 7 days):\n{home}{path}"
        ));
    }
    say("Stop with Ctrl-C.");
    Ok(())
}

/// A line for the person at the terminal. Whoever closed the other end does not stop the portal.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

//! Serving: attach the database, bind, announce, serve until told to stop, and stop cleanly.

use std::io::Write;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::attached::{Attached, CliError};
use crate::config::{Serve, Storage};
use crate::mail::Mailer;
use crate::web::AppState;
use crate::{accounts, app, board, demo, evidence};

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// [`CliError`], one sentence for the person at the terminal.
pub async fn run(storage: &Storage, options: &Serve) -> Result<(), CliError> {
    options.check()?;
    // Bound before the database starts: a taken port is said at once.
    let listener = bind(options.listen).await?;
    let attached = Attached::open(storage, options.demo).await?;
    let outcome = serve(storage, &attached, options, listener).await;
    attached.close().await;
    outcome
}

async fn bind(address: SocketAddr) -> Result<TcpListener, CliError> {
    TcpListener::bind(address).await.map_err(|error| {
        CliError::Message(match error.kind() {
            std::io::ErrorKind::AddrInUse => format!(
                "{address} is taken by another program: choose another address with --listen or IZPORTAL_LISTEN, \
                 e.g. IZPORTAL_LISTEN=127.0.0.1:8081"
            ),
            _ => format!("cannot listen on {address}: {error}"),
        })
    })
}

async fn serve(storage: &Storage, attached: &Attached, options: &Serve, listener: TcpListener) -> Result<(), CliError> {
    if options.demo {
        demo::load(&attached.db).await?;
    }
    let secure = options.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    let files = evidence::open(options.files_url.as_deref(), &storage.directory(options.demo).join("files"));
    let files = files.map_err(|error| CliError::Message(error.to_string()))?;
    let proxies = options.trusted_proxies.clone().unwrap_or_default();
    if options.public_url.is_some() && proxies.is_empty() {
        tracing::warn!("IZPORTAL_PUBLIC_URL without IZPORTAL_TRUSTED_PROXIES: everybody behind the proxy has its address");
    }
    let state = AppState::new(attached.db.clone(), options.demo, secure).with_proxies(proxies);
    let state = state.with_mailer(mailer(options)?).with_files(files);
    state.set_board_names(board::names(&attached.db).await?);
    let public_origin = options.public_url.as_deref().map(|url| url.trim_end_matches('/'));
    let (router, _) = app::router(state, public_origin).map_err(CliError::Message)?;
    // Before anybody is told how to stop: a signal that came in between would end the portal without its database.
    let stop = told_to_stop();
    announce(attached, options, listener.local_addr().unwrap_or(options.listen)).await?;
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stop)
        .await
        .map_err(|error| CliError::Message(error.to_string()))
}

/// The mail server, if one is configured. Wrong settings stop the start instead of failing at the first reminder.
fn mailer(options: &Serve) -> Result<Option<Mailer>, CliError> {
    let Some(url) = options.smtp_url.as_deref().filter(|url| !url.is_empty()) else { return Ok(None) };
    let from = options.smtp_from.as_deref().unwrap_or_default();
    Mailer::new(url, from).map(Some).map_err(|error| CliError::Message(error.to_string()))
}

async fn announce(attached: &Attached, options: &Serve, address: SocketAddr) -> Result<(), CliError> {
    let home = options.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    say(&format!("izportal: {home}"));
    if options.demo {
        say(&format!("Demonstration accounts: admin, staff, approver, leader – password {}", accounts::DEMO_PASSWORD));
    } else if let Some(path) = accounts::actions::setup_link(&attached.db).await? {
        say(&format!("No account yet. Create the first administrator here (works once, for 7 days):\n{home}{path}"));
    }
    say("Stop with Ctrl-C.");
    Ok(())
}

/// A line for the person at the terminal. Whoever closed the other end does not stop the portal.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Listens for SIGINT and SIGTERM from now on; what comes back ends when one arrives.
fn told_to_stop() -> impl Future<Output = ()> {
    let signals = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    async move {
        let (Ok(mut interrupt), Ok(mut terminate)) = signals else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        say("Stopping …");
    }
}

//! The log: lines for people or JSON for programs, on standard error.

use std::io::{IsTerminal, stderr};

use clap::ValueEnum;
use tracing::{Level, Subscriber};
use tracing_subscriber::filter::{EnvFilter, Targets};
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry};

use crate::platform::web::requests::{CountQueries, STATEMENTS};

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Writes the log to standard error from now on. `RUST_LOG` chooses what is written.
pub fn start(format: LogFormat) {
    subscriber(format, stderr, stderr().is_terminal()).init();
    say_where_it_panics();
}

/// From now on a panic leaves a line in the log that says where. What it says itself is not written: it may quote what was typed.
pub fn say_where_it_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panic");
    }));
}

/// What [`start`] writes with, to any writer, in colours or without.
pub fn subscriber<W>(format: LogFormat, writer: W, colours: bool) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let wanted =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,izportal=info"));
    let lines = fmt::layer().with_writer(writer).with_ansi(colours);
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .boxed(),
    };
    let statements = Targets::new().with_target(STATEMENTS, Level::DEBUG);
    Registry::default()
        .with(lines.with_filter(wanted))
        .with(CountQueries.with_filter(statements))
}

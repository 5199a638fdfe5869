//! The `izportal` binary.

use std::process::ExitCode;

use clap::Parser;

use izportal::portal::cli;
use izportal::portal::config::Cli;
use izportal::portal::log::{self, LogFormat};

/// Gives memory back to the system after a workbook of thousands of rows or a year's checks; glibc's keeps what its arenas once held.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let format = cli.log_format;
    log::start(format);
    let Err(error) = cli::run(cli) else {
        return ExitCode::SUCCESS;
    };
    match format {
        LogFormat::Text => eprintln!("izportal: {error}"),
        LogFormat::Json => tracing::error!("{error}"),
    }
    ExitCode::FAILURE
}

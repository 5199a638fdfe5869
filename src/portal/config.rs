//! What the command line and the environment say.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::log::LogFormat;
use crate::foundation::kernel::Role;
use crate::platform::web::Proxies;

/// The web portal of a provincial industrial-zones management board.
#[derive(Debug, Parser)]
#[command(name = "izportal", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub storage: Storage,
    /// How the log on standard error is written: text for people, json for programs (one object a line)
    #[arg(long, env = "IZPORTAL_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, global = true)]
    pub log_format: LogFormat,
    #[command(subcommand)]
    pub command: Command,
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct Storage {
    /// A PostgreSQL 15 or newer to use instead of the private one, e.g. postgres://user:secret@host/izportal
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// The directory of the private database and of files [default: /var/lib/izportal for root,
    /// else ~/.local/share/izportal; a demonstration keeps its own in the subdirectory `demo`]
    #[arg(long, env = "IZPORTAL_DATA_DIR", global = true)]
    pub data_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the portal
    Serve(Serve),
    /// Bring the database schema up to date
    Migrate,
    /// Create, list and change accounts
    Account {
        #[command(subcommand)]
        command: AccountCommand,
    },
    /// Read a bundle of CSV files, all or nothing (see docs/bundle.md)
    Import { dir: PathBuf },
    /// Write all business data as a bundle of CSV files
    Export { dir: PathBuf },
    /// Compare all that is derived with what it follows from – values with what was typed, reports with the ledger, the ledger
    /// with its sums, logs with what records say – and list the differences; ends with 1 when there are any
    Verify {
        /// Work out anew what is derived, and nothing else, and compare again
        #[arg(long)]
        rebuild: bool,
    },
    /// Load the demonstration year and the demonstration accounts into an empty portal
    Demo,
    /// Read the workbook on standard input and answer in JSON: what the portal starts for each file it is sent
    #[command(hide = true)]
    ReadWorkbook { name: String },
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// The address to listen on
    #[arg(long, env = "IZPORTAL_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The address people type, when a proxy stands in front, e.g. https://kcn.example.vn
    #[arg(long, env = "IZPORTAL_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The proxies that may say for whom they come (X-Forwarded-For), by address or network, e.g. 127.0.0.1,10.0.0.0/8;
    /// without them everybody behind a proxy has its address, and one person's wrong passwords slow down the others
    #[arg(long, env = "IZPORTAL_TRUSTED_PROXIES")]
    pub trusted_proxies: Option<Proxies>,
    /// The board's mail server for reminders, e.g. smtps://user:secret@mail.example.vn:465
    #[arg(long, env = "IZPORTAL_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The sender of reminders, e.g. "Ban Quản lý các KCN <bql@example.vn>"
    #[arg(long, env = "IZPORTAL_SMTP_FROM", requires = "smtp_url")]
    pub smtp_from: Option<String>,
    /// Where attached files lie: s3://bucket/prefix (with the usual AWS_* variables) or file:///folder
    /// [default: the subdirectory `files` of the data directory]
    #[arg(long, env = "IZPORTAL_FILES_URL", hide_env_values = true)]
    pub files_url: Option<String>,
    /// Load the demonstration year and accounts; listens on loopback only
    #[arg(long)]
    pub demo: bool,
}

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Create an account; the password is read from standard input
    Create {
        username: String,
        /// Full name [default: the user name]
        #[arg(long)]
        name: Option<String>,
        #[arg(long, default_value = "administrator", help = Role::ALL.map(Role::code).join(", "))]
        role: String,
    },
    /// List the accounts
    List,
    /// Set a new password, read from standard input, and end the account's sessions
    Password { username: String },
}

/// A setting that cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error(
        "--demo has well-known passwords and listens on loopback only (127.0.0.1 or [::1]), not on {0}: leave --demo out, or change --listen"
    )]
    DemoNotLoopback(SocketAddr),
}

impl Serve {
    /// Settings that contradict each other are refused before anything starts.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn check(&self) -> Result<(), ConfigError> {
        if self.demo && !self.listen.ip().is_loopback() {
            return Err(ConfigError::DemoNotLoopback(self.listen));
        }
        Ok(())
    }
}

impl Storage {
    /// The directory to use; a demonstration never touches a board's own data.
    pub fn directory(&self, demo: bool) -> PathBuf {
        let base = self.data_dir.clone().unwrap_or_else(default_data_dir);
        if demo && self.data_dir.is_none() {
            base.join("demo")
        } else {
            base
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "settings come in here")]
fn default_data_dir() -> PathBuf {
    if nix::unistd::Uid::effective().is_root() {
        return PathBuf::from("/var/lib/izportal");
    }
    let home = std::env::var_os("HOME").map_or_else(|| PathBuf::from("."), PathBuf::from);
    std::env::var_os("XDG_DATA_HOME")
        .map_or_else(|| home.join(".local/share"), PathBuf::from)
        .join("izportal")
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::{Cli, Command, ConfigError};

    fn serve(arguments: &[&str]) -> super::Serve {
        let cli = Cli::try_parse_from(["izportal", "serve"].iter().chain(arguments))
            .expect("arguments parse");
        let Command::Serve(serve) = cli.command else {
            panic!("not serve")
        };
        serve
    }

    #[test]
    fn the_declaration_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn proxies_are_networks_or_nothing_starts() {
        assert!(
            serve(&["--trusted-proxies", "127.0.0.1,10.0.0.0/8"])
                .trusted_proxies
                .is_some_and(|known| !known.is_empty())
        );
        // A line left empty in a file of settings.
        assert!(
            serve(&["--trusted-proxies", ""])
                .trusted_proxies
                .is_none_or(|known| known.is_empty())
        );
        assert!(
            Cli::try_parse_from(["izportal", "serve", "--trusted-proxies", "proxy.local"]).is_err()
        );
    }

    #[test]
    fn a_demonstration_refuses_to_be_reached_from_outside() {
        for address in ["0.0.0.0:8080", "192.168.1.5:80", "[::]:8080"] {
            let listen = address.parse().expect("an address");
            assert_eq!(
                serve(&["--demo", "--listen", address]).check(),
                Err(ConfigError::DemoNotLoopback(listen))
            );
            assert_eq!(serve(&["--listen", address]).check(), Ok(()));
        }
        assert_eq!(serve(&["--demo", "--listen", "[::1]:9000"]).check(), Ok(()));
        assert_eq!(serve(&["--demo"]).check(), Ok(()));
    }
}

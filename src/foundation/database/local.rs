//! The private PostgreSQL: found, created, started and stopped by the portal itself, as the same user.
//!
//! It listens on a Unix socket in its own directory only, so there is no port to collide and nothing to firewall.

use std::fs;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::fcntl::OFlag;
use nix::sys::signal::kill;
use nix::sys::statvfs::statvfs;
use nix::sys::wait::{WaitPidFlag, waitpid};
use nix::unistd::Pid;
use sqlx::postgres::PgConnectOptions;

use super::local_error::{LocalError, START_PATIENCE};
use super::programs;

/// A socket path longer than this does not fit the kernel's `sun_path`.
const MAX_SOCKET_DIR: usize = 90;
/// Names the socket only: there is no network port.
const PORT: u16 = 5432;
/// Less free space than this is none: the server could not even say so in its log. In bytes.
const NO_SPACE: u64 = 1024 * 1024;
/// How much of the end of the server's log is read for the reason of a failure, in bytes.
const LOG_END: u64 = 64 * 1024;

/// A running private server. It is stopped by [`LocalServer::stop`], unless another program still works with it.
pub struct LocalServer {
    bin: PathBuf,
    dir: PathBuf,
    /// Locked, shared, by every program that works with the server: the last one to leave stops it. The kernel lets go
    /// of the lock of a program that is killed.
    users: fs::File,
}

impl LocalServer {
    /// Starts the server whose files are in `dir/postgres`, creating them the first time. A server left running
    /// by a portal that was killed is taken over.
    ///
    /// # Errors
    /// [`LocalError`], in words.
    pub fn start(dir: &Path) -> Result<LocalServer, LocalError> {
        let dir = prepare_directory(dir)?;
        let bin = programs::find(&dir.join("data"))?;
        let _turn = take_turn(&dir)?;
        let users = lock_file(&dir.join("users.lock"))?;
        users.lock_shared().map_err(|cause| LocalError::Io {
            path: dir.clone(),
            cause,
        })?;
        let server = LocalServer { bin, dir, users };
        if !server.data().join("PG_VERSION").exists() {
            server.create()?;
        }
        server.bring_up()?;
        server.ensure_database()?;
        Ok(server)
    }

    /// Starts a server that has ended by itself, unless another program was faster.
    ///
    /// # Errors
    /// [`LocalError`], in words.
    pub fn start_again(&self) -> Result<(), LocalError> {
        let _turn = take_turn(&self.dir)?;
        self.bring_up()
    }

    /// How to connect to the portal's database.
    pub fn connect_options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(&self.dir)
            .port(PORT)
            .username("izportal")
            .database("izportal")
    }

    /// Stops the server: open transactions are rolled back, everything committed is on disk. While another program works
    /// with it – an export beside the running portal – it is left running for that one to stop.
    ///
    /// # Errors
    /// [`LocalError::Failed`] when it does not stop within a minute.
    pub fn stop(&self) -> Result<(), LocalError> {
        let _turn = take_turn(&self.dir)?;
        if self.is_last_user()? {
            self.tell_to_stop(&["-w", "-t", "60"])?;
            self.users.unlock().map_err(|cause| LocalError::Io {
                path: self.dir.clone(),
                cause,
            })?;
        }
        Ok(())
    }

    /// Tells the server to stop, as [`LocalServer::stop`] does, and does not wait until it has.
    ///
    /// # Errors
    /// [`LocalError::Failed`].
    pub fn abandon(&self) -> Result<(), LocalError> {
        let turn = lock_file(&self.dir.join("turn.lock"))?;
        // Whoever has the turn is stopping it already, or wants it to run.
        if turn.try_lock().is_ok() && self.is_last_user()? {
            self.tell_to_stop(&["-W"])?;
        }
        Ok(())
    }

    /// Whether the server's process is there.
    pub fn is_running(&self) -> bool {
        let Ok(text) = fs::read_to_string(self.data().join("postmaster.pid")) else {
            return false;
        };
        let Some(process) = text
            .lines()
            .next()
            .and_then(|line| line.trim().parse().ok())
            .filter(|process| *process > 1)
        else {
            return false;
        };
        let process = Pid::from_raw(process);
        // Where the portal is a container's first process the orphaned server is its child, and dead ones have to be collected.
        let _ = waitpid(process, Some(WaitPidFlag::WNOHANG));
        kill(process, None).is_ok()
    }

    fn is_last_user(&self) -> Result<bool, LocalError> {
        let io = |cause| LocalError::Io {
            path: self.dir.clone(),
            cause,
        };
        self.users.unlock().map_err(io)?;
        match self.users.try_lock() {
            Ok(()) => Ok(true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(cause)) => Err(io(cause)),
        }
    }

    fn tell_to_stop(&self, waiting: &[&str]) -> Result<(), LocalError> {
        self.run("pg_ctl", |command| {
            command
                .arg("stop")
                .args(["-m", "fast"])
                .args(waiting)
                .arg("-D")
                .arg(self.data());
        })
        .map(drop)
    }

    fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    fn log(&self) -> PathBuf {
        self.dir.join("postgres.log")
    }

    /// Made under another name, which it loses when it is whole: an interrupted one is no database, and nothing is lost with it.
    fn create(&self) -> Result<(), LocalError> {
        let new = self.dir.join("data.new");
        for unfinished in [&new, &self.data()] {
            if unfinished.exists() {
                fs::remove_dir_all(unfinished).map_err(|cause| LocalError::Io {
                    path: unfinished.clone(),
                    cause,
                })?;
            }
        }
        self.run("initdb", |command| {
            command
                .args([
                    "--username=izportal",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--data-checksums",
                    "-D",
                ])
                .arg(&new);
        })?;
        fs::rename(&new, self.data()).map_err(|cause| LocalError::Io { path: new, cause })
    }

    /// Starts the server where it does not run, and waits until it answers. One that is just stopping is waited for as well.
    fn bring_up(&self) -> Result<(), LocalError> {
        let began = Instant::now();
        while began.elapsed() < START_PATIENCE {
            if !self.is_running() {
                self.launch()?;
            }
            let ready = self.run("pg_isready", |command| {
                command.arg("-q").arg("-h").arg(&self.dir).args([
                    "-p",
                    &PORT.to_string(),
                    "-d",
                    "postgres",
                ]);
            });
            if ready.is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(LocalError::TooSlow { log: self.log() })
    }

    /// Starts the server and waits until it is up, or has ended again.
    fn launch(&self) -> Result<(), LocalError> {
        // Trust is safe here: the only way in is the socket, and its directory belongs to one user with mode 0700.
        // Pages ask small questions: parallel workers and the JIT compiler cost more than they bring, and disks seek fast.
        let options = format!(
            "-k '{}' -p {PORT} -c listen_addresses= -c shared_buffers=64MB -c max_connections=40 -c random_page_cost=1.1 \
             -c max_parallel_workers_per_gather=0 -c jit=off",
            self.dir.display()
        );
        // Its starter would wait a minute for a server that cannot even write that it is there.
        if is_disk_full("", free_space(&self.dir)) {
            return Err(LocalError::DiskFull(self.dir.clone()));
        }
        let patience = START_PATIENCE.as_secs().to_string();
        let logged = fs::metadata(self.log()).map_or(0, |meta| meta.len());
        let started = self.run("pg_ctl", |command| {
            command
                .args(["start", "-w", "-t", &patience, "-o", &options, "-l"])
                .arg(self.log())
                .arg("-D")
                .arg(self.data());
        });
        started.map(drop).map_err(|error| match error {
            LocalError::Failed { .. } if self.is_running() => {
                LocalError::TooSlow { log: self.log() }
            }
            LocalError::Failed { message, .. } => self.reason(&message, &self.logged_since(logged)),
            other => other,
        })
    }

    /// What the server has written to its log after the first so many bytes, the end of it at most.
    fn logged_since(&self, position: u64) -> String {
        let read = || -> io::Result<String> {
            let mut file = fs::File::open(self.log())?;
            let end = file.metadata()?.len();
            file.seek(SeekFrom::Start(position.max(end.saturating_sub(LOG_END))))?;
            let mut bytes = Vec::new();
            file.take(LOG_END).read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        };
        read().unwrap_or_default()
    }

    /// Why the server does not start, from what its starter says, what it has logged and how the disk is.
    fn reason(&self, message: &str, logged: &str) -> LocalError {
        if is_disk_full(logged, free_space(&self.dir)) {
            return LocalError::DiskFull(self.dir.clone());
        }
        let message = last_words(logged).unwrap_or(message);
        LocalError::NotStarted {
            message: message.to_owned(),
            log: self.log(),
        }
    }

    fn ensure_database(&self) -> Result<(), LocalError> {
        let port = PORT.to_string();
        let found = self.run("psql", |command| {
            command
                .arg("-h")
                .arg(&self.dir)
                .args(["-p", &port, "-U", "izportal", "-d", "postgres", "-tAc"]);
            command.arg("select 1 from pg_database where datname = 'izportal'");
        })?;
        if found.trim() == "1" {
            return Ok(());
        }
        self.run("createdb", |command| {
            command
                .arg("-h")
                .arg(&self.dir)
                .args(["-p", &port, "-U", "izportal", "izportal"]);
        })
        .map(drop)
    }

    /// Runs one of PostgreSQL's programs and returns what it printed.
    #[expect(
        clippy::disallowed_methods,
        reason = "what is said of another server is kept from this one"
    )]
    fn run(
        &self,
        program: &'static str,
        arguments: impl FnOnce(&mut Command),
    ) -> Result<String, LocalError> {
        let mut command = Command::new(self.bin.join(program));
        arguments(&mut command);
        // Settings for another server are not for this one.
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PG"))
        {
            command.env_remove(name);
        }
        // Its own process group: Ctrl-C at the terminal reaches the portal, which stops the server when it is done.
        command
            .stdin(Stdio::null())
            .current_dir(&self.dir)
            .process_group(0)
            .env("LC_ALL", "C.UTF-8");
        let output = command.output().map_err(|cause| LocalError::Failed {
            program,
            message: cause.to_string(),
        })?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        tracing::debug!(program, said, "PostgreSQL program failed");
        if is_disk_full(&said, u64::MAX) {
            return Err(LocalError::DiskFull(self.dir.clone()));
        }
        let message = last_words(&said).unwrap_or("no message").to_owned();
        Err(LocalError::Failed { program, message })
    }
}

/// Whether a full disk is what ended a program, from what it said and how much is free, in bytes.
fn is_disk_full(said: &str, free: u64) -> bool {
    said.contains("No space left on device")
        || said.contains("Disk quota exceeded")
        || free < NO_SPACE
}

/// How much may still be written, in bytes. What cannot be measured counts as free.
fn free_space(dir: &Path) -> u64 {
    statvfs(dir).map_or(u64::MAX, |disk| {
        disk.blocks_available().saturating_mul(disk.fragment_size())
    })
}

/// The last thing PostgreSQL gave up with, without the time before it; else the last it said at all.
fn last_words(said: &str) -> Option<&str> {
    let words = |line: &str| {
        ["FATAL:", "PANIC:", "error:"]
            .iter()
            .find_map(|sign| line.find(sign).map(|at| at + sign.len()))
    };
    said.lines()
        .rev()
        .find_map(|line| line.get(words(line)?..))
        .or(said.lines().last())
        .map(str::trim)
}

/// Programs start and stop a server one after the other: whoever comes while it stops waits, and starts it again.
fn take_turn(dir: &Path) -> Result<fs::File, LocalError> {
    let path = dir.join("turn.lock");
    let turn = lock_file(&path)?;
    turn.lock()
        .map_err(|cause| LocalError::Io { path, cause })?;
    Ok(turn)
}

/// Opens a file to lock it, which needs no right to write: an earlier portal may have made it as root. No link is followed.
fn lock_file(path: &Path) -> Result<fs::File, LocalError> {
    let flags = OFlag::O_CREAT | OFlag::O_NOFOLLOW;
    let open = fs::File::options()
        .read(true)
        .custom_flags(flags.bits())
        .mode(0o600)
        .open(path);
    open.map_err(|cause| LocalError::Io {
        path: path.to_owned(),
        cause,
    })
}

/// Makes `dir/postgres`, closed to all others.
fn prepare_directory(dir: &Path) -> Result<PathBuf, LocalError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |cause| LocalError::Io { path, cause }
    };
    fs::create_dir_all(dir).map_err(io(dir))?;
    let dir = dir.canonicalize().map_err(io(dir))?;
    let own = dir.join("postgres");
    if own.as_os_str().len() > MAX_SOCKET_DIR {
        return Err(LocalError::PathTooLong(own));
    }
    match fs::DirBuilder::new().mode(0o700).create(&own) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(io(&own)(cause)),
        _ => Ok(own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_says_why_the_server_ended() {
        let log = "2026-11-30 03:00:00.000 UTC [7] LOG:  starting PostgreSQL 15.14\n\
                   2026-11-30 03:00:00.000 UTC [7] FATAL:  could not write lock file \"postmaster.pid\": No space left on device\n\
                   2026-11-30 03:00:00.000 UTC [7] LOG:  database system is shut down\n";
        assert!(is_disk_full(log, u64::MAX));
        assert_eq!(
            last_words(log),
            Some("could not write lock file \"postmaster.pid\": No space left on device")
        );
        // A disk so full that not even the log could be written.
        assert!(is_disk_full("", 0) && !is_disk_full("", NO_SPACE));
        let early = "postgres: could not find the database system\nExpected to find it, but could not open \"pg_control\"\n";
        assert_eq!(
            last_words(early),
            Some("Expected to find it, but could not open \"pg_control\"")
        );
        assert_eq!(last_words(""), None);
    }

    #[test]
    fn what_cannot_be_written_is_said_with_what_to_do() {
        let said = |kind: ErrorKind| {
            LocalError::Io {
                path: "/data".into(),
                cause: kind.into(),
            }
            .to_string()
        };
        for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
            assert!(said(kind).contains("IZPORTAL_DATA_DIR"), "{}", said(kind));
        }
    }
}

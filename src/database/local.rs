//! The private PostgreSQL: found, created, started and stopped by the portal itself.
//!
//! It listens on a Unix socket in its own directory only, so there is no port to collide and nothing to firewall.

use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::unistd::{Gid, Uid, User};
use sqlx::postgres::PgConnectOptions;

/// Longest wait for the server to come up: it may have to replay its log after a crash.
const START_PATIENCE: Duration = Duration::from_secs(60);
/// A socket path longer than this does not fit the kernel's `sun_path`.
const MAX_SOCKET_DIR: usize = 90;

/// Why the private server does not run. Each is one sentence for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum LocalError {
    #[error("PostgreSQL 15 or newer is not installed: run `sudo apt-get install postgresql`, or set DATABASE_URL")]
    NotInstalled,
    #[error(
        "PostgreSQL refuses to run as root and there is no other user to run it as: create the user `postgres`, or set DATABASE_URL"
    )]
    NoUser,
    #[error("the user `{user}`, who runs PostgreSQL, cannot reach {path}: choose another IZPORTAL_DATA_DIR")]
    Unreachable { user: String, path: PathBuf },
    #[error("the path {0} is too long for a Unix socket: choose a shorter IZPORTAL_DATA_DIR")]
    PathTooLong(PathBuf),
    #[error("cannot use {path}: {cause}")]
    Io { path: PathBuf, cause: io::Error },
    #[error("PostgreSQL's {program} failed: {message}")]
    Failed { program: &'static str, message: String },
    #[error("PostgreSQL did not come up within {} seconds: see {log}", START_PATIENCE.as_secs())]
    TooSlow { log: PathBuf },
}

/// A running private server. It is stopped by [`LocalServer::stop`], unless another program still works with it.
pub struct LocalServer {
    bin: PathBuf,
    dir: PathBuf,
    owner: Owner,
    /// Locked, shared, by every program that works with the server: the last one to leave stops it. The kernel lets go
    /// of the lock of a program that is killed.
    users: fs::File,
}

/// The user PostgreSQL runs as, when that is not ourselves.
#[derive(Clone)]
struct Owner {
    drop_to: Option<(Uid, Gid)>,
    name: String,
}

impl LocalServer {
    /// Starts the server whose files are in `dir/postgres`, creating them the first time. A server left running
    /// by a portal that was killed is taken over.
    ///
    /// # Errors
    /// [`LocalError`], in words.
    pub fn start(dir: &Path) -> Result<LocalServer, LocalError> {
        let bin = find_binaries().ok_or(LocalError::NotInstalled)?;
        let owner = owner()?;
        let dir = prepare_directory(dir, &owner)?;
        let _turn = take_turn(&dir)?;
        let users = lock_file(&dir.join("users.lock"))?;
        users.lock_shared().map_err(|cause| LocalError::Io { path: dir.clone(), cause })?;
        let server = LocalServer { bin, dir, owner, users };
        if !server.data().join("PG_VERSION").exists() {
            server.create()?;
        }
        if !server.is_running() {
            server.launch()?;
        }
        server.wait_until_ready()?;
        server.ensure_database()?;
        Ok(server)
    }

    /// How to connect to the portal's database.
    pub fn connect_options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass().socket(&self.dir).username("izportal").database("izportal")
    }

    /// Stops the server: open transactions are rolled back, everything committed is on disk. While another program works
    /// with it – an export beside the running portal – it is left running for that one to stop.
    ///
    /// # Errors
    /// [`LocalError::Failed`] when it does not stop within a minute.
    pub fn stop(&self) -> Result<(), LocalError> {
        let _turn = take_turn(&self.dir)?;
        let io = |cause| LocalError::Io { path: self.dir.clone(), cause };
        self.users.unlock().map_err(io)?;
        match self.users.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(()),
            Err(fs::TryLockError::Error(cause)) => return Err(io(cause)),
        }
        self.run("pg_ctl", |command| {
            command.arg("stop").args(["-m", "fast", "-w", "-t", "60", "-D"]).arg(self.data());
        })
        .map(drop)?;
        self.users.unlock().map_err(io)
    }

    fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    fn log(&self) -> PathBuf {
        self.dir.join("postgres.log")
    }

    fn create(&self) -> Result<(), LocalError> {
        // A directory without PG_VERSION is what an interrupted initdb leaves behind: nothing is lost by starting over.
        if self.data().exists() {
            fs::remove_dir_all(self.data()).map_err(|cause| LocalError::Io { path: self.data(), cause })?;
        }
        self.run("initdb", |command| {
            command
                .args(["--username=izportal", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "-D"])
                .arg(self.data());
        })
        .map(drop)
    }

    fn launch(&self) -> Result<(), LocalError> {
        // Trust is safe here: the only way in is the socket, and its directory belongs to one user with mode 0700.
        // Pages ask small questions: parallel workers and the JIT compiler cost more than they bring, and disks seek fast.
        let options = format!(
            "-k '{}' -c listen_addresses= -c shared_buffers=64MB -c max_connections=40 -c random_page_cost=1.1 \
             -c max_parallel_workers_per_gather=0 -c jit=off",
            self.dir.display()
        );
        self.run("pg_ctl", |command| {
            command.args(["start", "-W", "-o", &options, "-l"]).arg(self.log()).arg("-D").arg(self.data());
        })
        .map(drop)
    }

    fn is_running(&self) -> bool {
        self.run("pg_ctl", |command| {
            command.arg("status").arg("-D").arg(self.data());
        })
        .is_ok()
    }

    fn wait_until_ready(&self) -> Result<(), LocalError> {
        let began = Instant::now();
        while began.elapsed() < START_PATIENCE {
            let ready = self.run("pg_isready", |command| {
                command.arg("-q").arg("-h").arg(&self.dir).args(["-d", "postgres"]);
            });
            if ready.is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(LocalError::TooSlow { log: self.log() })
    }

    fn ensure_database(&self) -> Result<(), LocalError> {
        let found = self.run("psql", |command| {
            command.arg("-h").arg(&self.dir).args([
                "-U",
                "izportal",
                "-d",
                "postgres",
                "-tAc",
                "select 1 from pg_database where datname = 'izportal'",
            ]);
        })?;
        if found.trim() == "1" {
            return Ok(());
        }
        self.run("createdb", |command| {
            command.arg("-h").arg(&self.dir).args(["-U", "izportal", "izportal"]);
        })
        .map(drop)
    }

    /// Runs one of PostgreSQL's programs as its owner and returns what it printed.
    fn run(&self, program: &'static str, arguments: impl FnOnce(&mut Command)) -> Result<String, LocalError> {
        let mut command = Command::new(self.bin.join(program));
        arguments(&mut command);
        // Its own process group: Ctrl-C at the terminal reaches the portal, which stops the server when it is done.
        command.stdin(Stdio::null()).current_dir(&self.dir).process_group(0).env_remove("PGDATA").env("LC_ALL", "C.UTF-8");
        if let Some((uid, gid)) = self.owner.drop_to {
            command.uid(uid.as_raw()).gid(gid.as_raw());
        }
        // The server inherits the pipes of `pg_ctl start` and would keep them open: it gets files instead.
        let output_path = self.dir.join(format!(".{program}.out"));
        let output = fs::File::create(&output_path).map_err(|cause| LocalError::Io { path: output_path.clone(), cause })?;
        let errors = output.try_clone().map_err(|cause| LocalError::Io { path: output_path.clone(), cause })?;
        let status = command
            .stdout(output)
            .stderr(errors)
            .status()
            .map_err(|cause| LocalError::Failed { program, message: cause.to_string() })?;
        let printed = fs::read_to_string(&output_path).unwrap_or_default();
        if status.success() {
            Ok(printed)
        } else {
            let message = printed.lines().last().unwrap_or("no message").to_owned();
            tracing::debug!(program, printed, "PostgreSQL program failed");
            Err(LocalError::Failed { program, message })
        }
    }
}

/// PostgreSQL's programs: Debian keeps each version in a directory of its own; elsewhere they are in the path.
fn find_binaries() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            (version >= 15 && path.join("bin/initdb").exists()).then(|| (version, path.join("bin")))
        })
        .collect();
    versions.sort();
    let in_path = || std::env::split_paths(&std::env::var_os("PATH")?).find(|dir| dir.join("initdb").exists());
    versions.pop().map(|(_, bin)| bin).or_else(in_path)
}

/// PostgreSQL refuses to run as root: root starts it as `postgres`, or as `nobody` where that is missing.
fn owner() -> Result<Owner, LocalError> {
    if !Uid::effective().is_root() {
        return Ok(Owner { drop_to: None, name: "you".to_owned() });
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| User::from_name(name).ok().flatten())
        .map(|user| Owner { drop_to: Some((user.uid, user.gid)), name: user.name })
        .ok_or(LocalError::NoUser)
}

/// Makes `dir/postgres`, owned by the server's user and closed to all others.
/// Programs start and stop a server one after the other: whoever comes while it stops waits, and starts it again.
fn take_turn(dir: &Path) -> Result<fs::File, LocalError> {
    let path = dir.join("turn.lock");
    let turn = lock_file(&path)?;
    turn.lock().map_err(|cause| LocalError::Io { path, cause })?;
    Ok(turn)
}

fn lock_file(path: &Path) -> Result<fs::File, LocalError> {
    let open = fs::File::options().create(true).truncate(false).write(true).open(path);
    open.map_err(|cause| LocalError::Io { path: path.to_owned(), cause })
}

fn prepare_directory(dir: &Path, owner: &Owner) -> Result<PathBuf, LocalError> {
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
    if !own.exists() {
        fs::DirBuilder::new().mode(0o700).create(&own).map_err(io(&own))?;
    }
    if let Some((uid, gid)) = owner.drop_to {
        nix::unistd::chown(&own, Some(uid), Some(gid)).map_err(|errno| io(&own)(errno.into()))?;
        let closed = own.ancestors().skip(1).any(|up| fs::metadata(up).is_ok_and(|meta| meta.permissions().mode() & 0o001 == 0));
        if closed {
            return Err(LocalError::Unreachable { user: owner.name.clone(), path: own });
        }
    }
    Ok(own)
}

//! The child process a workbook is read in: what is asked of it, what it may take, and what its end means.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use nix::sys::resource::{Resource, setrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::book::Book;
use super::refusal::Refusal;
use super::{MAX_FILE, read_here};

/// The hidden subcommand the child runs as.
const SUBCOMMAND: &str = "read-workbook";
/// Memory the child may map, in bytes.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Processor time the child may take, in seconds.
const PROCESSOR: u64 = 20;
/// How long a person waits at most; longer than the processor time, as the child may have to share it.
const PATIENCE: Duration = Duration::from_secs(40);
/// Most bytes of an answer: a book at the bounds of the module is far smaller.
const MAX_ANSWER: u64 = 400 * 1024 * 1024;
/// Children at work at a time.
const AT_ONCE: usize = 2;

/// Has workbooks read in a child process of the portal's own program. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    turns: Arc<Semaphore>,
}

impl Reader {
    /// A reader that starts `program`, which must know the subcommand `read-workbook`.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// A reader that starts the running program itself, by the kernel's name for it: whatever lies at its path by now, and
    /// whether or not the user the portal has become may go there.
    pub fn of_this_program() -> Self {
        Self::new(PathBuf::from("/proc/self/exe"))
    }

    /// Reads a file. `name` is what its sender called it.
    ///
    /// # Errors
    /// [`Refusal`]; a child that ran out of memory or time, or that broke off, is a [`Refusal::Bomb`] or [`Refusal::Damaged`].
    pub async fn read(&self, bytes: Vec<u8>, name: &str) -> Result<Book, Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        if bytes.len() > MAX_FILE {
            return Err(Refusal::TooLarge);
        }
        let Ok(_turn) = self.turns.acquire().await else {
            return Err(Refusal::Damaged);
        };
        match tokio::time::timeout(PATIENCE, self.ask(bytes, name)).await {
            Ok(answer) => answer,
            Err(_) => Err(Refusal::Bomb),
        }
    }

    async fn ask(&self, bytes: Vec<u8>, name: &str) -> Result<Book, Refusal> {
        let failed = |error: std::io::Error| {
            tracing::error!(%error, "the process that reads workbooks could not be used");
            Refusal::Unavailable
        };
        // The child needs nothing of the environment, least of all its secrets.
        let mut child = Command::new(&self.program)
            .args([SUBCOMMAND, "--", name])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let send = async move {
            if let Some(mut input) = input {
                // A child that has seen enough closes its end early: its answer says why.
                let _ = input.write_all(&bytes).await;
            }
        };
        let mut answer = Vec::new();
        let receive = async {
            match output {
                Some(output) => output
                    .take(MAX_ANSWER)
                    .read_to_end(&mut answer)
                    .await
                    .map(|_| ()),
                None => Ok(()),
            }
        };
        let ((), received) = tokio::join!(send, receive);
        received.map_err(failed)?;
        let status = child.wait().await.map_err(failed)?;
        if !status.success() {
            tracing::warn!(%status, "a workbook ended the process that read it");
            return Err(Refusal::Bomb);
        }
        serde_json::from_slice::<Result<Book, Refusal>>(&answer)
            .unwrap_or(Err(Refusal::Unavailable))
    }
}

/// What the child does: takes its bounds upon itself, reads the workbook from standard input and writes the answer, as JSON, to
/// standard output.
///
/// # Errors
/// When the bounds cannot be set or the pipes break.
pub fn answer(name: &str) -> std::io::Result<()> {
    setrlimit(Resource::RLIMIT_AS, MEMORY, MEMORY)?;
    setrlimit(Resource::RLIMIT_CPU, PROCESSOR, PROCESSOR)?;
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_FILE as u64 + 1)
        .read_to_end(&mut bytes)?;
    let outcome = read_here(&bytes, name);
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut output, &outcome)?;
    output.flush()
}

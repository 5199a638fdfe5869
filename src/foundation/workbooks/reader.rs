//! The child process a workbook is read in: what is asked of it, what it may take, and what its end means.

use std::io::{Read, Seek, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::book::Book;
use super::confinement::{Bounds, confine};
use super::refusal::Refusal;
use super::{MAX_BOOK, MAX_FILE, read_here};

/// The hidden subcommand the child runs as.
const SUBCOMMAND: &str = "read-workbook";
/// What the child may take.
const BOUNDS: Bounds = Bounds {
    memory: 1024 * 1024 * 1024,
    processor: 20,
};
/// How long a person waits at most once it is their turn; longer than the processor time, as the child may have to share it.
const PATIENCE: Duration = Duration::from_secs(40);
/// Bytes of an answer beside the book itself.
const WRAPPING: u64 = 1024;
/// Readings at a time.
const AT_ONCE: usize = 2;

/// A file as it was sent. It lies in a file without a name, not in memory: many may wait for their turn.
#[derive(Debug)]
pub struct Upload {
    file: tokio::fs::File,
    size: usize,
    digest: Sha256,
}

impl Upload {
    /// An empty one, to be filled piece by piece.
    ///
    /// # Errors
    /// [`Refusal::Unavailable`] where no file can be made.
    pub fn new() -> Result<Self, Refusal> {
        Ok(Self {
            file: tempfile::tempfile().map_err(failed)?.into(),
            size: 0,
            digest: Sha256::new(),
        })
    }

    /// Adds what came next.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`] past [`MAX_FILE`].
    pub async fn push(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        self.size += piece.len();
        if self.size > MAX_FILE {
            return Err(Refusal::TooLarge);
        }
        self.digest.update(piece);
        self.file.write_all(piece).await.map_err(failed)
    }

    /// Bytes so far.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The SHA-256 of what came, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        let digest = self.digest.clone().finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The file from its beginning, for another process.
    async fn rewound(mut self) -> std::io::Result<std::fs::File> {
        self.file.flush().await?;
        let mut file = self.file.into_std().await;
        file.rewind()?;
        Ok(file)
    }
}

/// Says in the log what went wrong on our side.
fn failed(error: std::io::Error) -> Refusal {
    tracing::error!(%error, "the process that reads workbooks could not be used");
    Refusal::Unavailable
}

/// Has workbooks read in a child process of the portal's own program. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    turns: Arc<Semaphore>,
}

/// A place among the few that read at a time. Whoever makes much of a book keeps it until that is done.
pub struct Turn<'a> {
    program: &'a PathBuf,
    _place: SemaphorePermit<'a>,
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

    /// Waits for a place, in the order of arrival.
    ///
    /// # Errors
    /// [`Refusal::Unavailable`] when no more are given.
    pub async fn turn(&self) -> Result<Turn<'_>, Refusal> {
        let place = self.turns.acquire().await;
        Ok(Turn {
            program: &self.program,
            _place: place.map_err(|_| Refusal::Unavailable)?,
        })
    }

    /// Reads a file that is in memory. `name` is what its sender called it.
    ///
    /// # Errors
    /// As [`Turn::read`].
    pub async fn read(&self, bytes: &[u8], name: &str) -> Result<Book, Refusal> {
        let mut upload = Upload::new()?;
        upload.push(bytes).await?;
        self.turn().await?.read(upload, name).await
    }
}

impl Turn<'_> {
    /// Reads a file. `name` is what its sender called it.
    ///
    /// # Errors
    /// [`Refusal`]; a child that ran out of memory or time, or that broke off, is a [`Refusal::Bomb`] or [`Refusal::Damaged`].
    pub async fn read(&self, upload: Upload, name: &str) -> Result<Book, Refusal> {
        if upload.size == 0 {
            return Err(Refusal::Empty);
        }
        let file = upload.rewound().await.map_err(failed)?;
        match tokio::time::timeout(PATIENCE, self.ask(file, name)).await {
            Ok(answer) => answer,
            Err(_) => Err(Refusal::Bomb),
        }
    }

    async fn ask(&self, file: std::fs::File, name: &str) -> Result<Book, Refusal> {
        // The child needs nothing of the environment, least of all its secrets.
        let mut child = Command::new(self.program)
            .args([SUBCOMMAND, "--", name])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::from(file))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let mut answer = Vec::new();
        if let Some(output) = child.stdout.take() {
            let most = MAX_BOOK as u64 + WRAPPING;
            let read = output.take(most).read_to_end(&mut answer).await;
            read.map_err(failed)?;
        }
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
/// standard output. A book longer than [`MAX_BOOK`] as JSON has too many cells.
///
/// # Errors
/// When the bounds cannot be set or the pipes break.
pub fn answer(name: &str) -> std::io::Result<()> {
    confine(BOUNDS)?;
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_FILE as u64 + 1)
        .read_to_end(&mut bytes)?;
    let outcome = read_here(&bytes, name);
    let mut answer = serde_json::to_vec(&outcome)?;
    if answer.len() > MAX_BOOK {
        answer = serde_json::to_vec(&Err::<Book, _>(Refusal::TooManyCells))?;
    }
    std::io::stdout().lock().write_all(&answer)
}

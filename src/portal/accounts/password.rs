//! Passwords: argon2id, hashed off the async threads, a few at a time.

use std::num::NonZero;
use std::sync::{Arc, LazyLock};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::foundation::i18n::Text;
use crate::platform::web::AppError;

/// Shortest password accepted (NIST SP 800-63B asks for 8; a board's portal is on the internet).
pub const MIN_LENGTH: usize = 10;
const MAX_LENGTH: usize = 200;

/// What is wrong with a new password, if anything.
pub fn fault(password: &str, username: &str) -> Option<Text> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        Some(Text::new(
            "Mật khẩu cần ít nhất 10 ký tự.",
            "A password needs at least 10 characters.",
        ))
    } else if length > MAX_LENGTH {
        Some(Text::new(
            "Mật khẩu dài tối đa 200 ký tự.",
            "A password has at most 200 characters.",
        ))
    } else if password.to_lowercase().contains(username) && !username.is_empty() {
        Some(Text::new(
            "Mật khẩu không được chứa tên đăng nhập.",
            "A password must not contain the user name.",
        ))
    } else {
        None
    }
}

/// Where hashing happens: each takes a core for tens of milliseconds and 19 MiB of memory, so no more run at once than there
/// are cores, some wait, and the rest is told to come back.
struct Hashers {
    /// Those at work and those that wait.
    places: Arc<Semaphore>,
    at_work: Arc<Semaphore>,
}

/// How many wait for each core: less than a second.
const WAITING: usize = 16;

/// One for the process, whose memory and cores it is about.
static HASHERS: LazyLock<Hashers> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    Hashers::new(cores, cores * WAITING)
});

impl Hashers {
    fn new(at_work: usize, waiting: usize) -> Hashers {
        Hashers {
            places: Arc::new(Semaphore::new(at_work + waiting)),
            at_work: Arc::new(Semaphore::new(at_work)),
        }
    }

    /// Runs `work` off the async threads. A caller who goes away while it runs frees nothing: the work goes on.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let place = Arc::clone(&self.places)
            .try_acquire_owned()
            .map_err(|_| AppError::Busy)?;
        let at_work = Arc::clone(&self.at_work)
            .acquire_owned()
            .await
            .map_err(AppError::internal)?;
        let work = move || {
            let done = work();
            drop((at_work, place));
            done
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| AppError::internal("hashing panicked"))
    }
}

/// Hashes a password for storage.
///
/// # Errors
/// [`AppError::Busy`] when too many wait already; [`AppError::Internal`] when the hasher fails.
pub async fn hash(password: String) -> Result<String, AppError> {
    let work = move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    };
    HASHERS.run(work).await?.map_err(AppError::internal)
}

/// Whether a password is the one behind a stored hash. Without a hash it does the same work in vain,
/// so that the answer takes as long for a name that does not exist.
///
/// # Errors
/// [`AppError::Busy`] when too many wait already; nothing was looked at then.
pub async fn verify(password: &str, stored: Option<String>) -> Result<bool, AppError> {
    // No password is longer, and nobody makes the hasher read more.
    let password: String = password.chars().take(MAX_LENGTH + 1).collect();
    let work = move || match stored {
        Some(stored) => match PasswordHash::new(&stored) {
            Ok(hash) => Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok(),
            Err(_) => false,
        },
        None => {
            let _ = Argon2::default().hash_password(password.as_bytes());
            false
        }
    };
    HASHERS.run(work).await
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn no_more_hash_at_once_than_there_are_cores_and_the_rest_wait_or_come_back() {
        let hashers = Arc::new(Hashers::new(2, 3));
        let (began, begun) = mpsc::channel();
        let (go, wait) = mpsc::channel::<()>();
        let wait = Arc::new(std::sync::Mutex::new(wait));
        let running = Arc::new(AtomicUsize::new(0));
        let work = || {
            let (began, wait, running) = (began.clone(), Arc::clone(&wait), Arc::clone(&running));
            move || {
                let now = running.fetch_add(1, Ordering::SeqCst) + 1;
                began.send(now).expect("somebody listens");
                wait.lock()
                    .expect("nobody panicked")
                    .recv()
                    .expect("told to go on");
                running.fetch_sub(1, Ordering::SeqCst);
            }
        };
        let mut waiting = Vec::new();
        for _ in 0..5 {
            let (hashers, work) = (Arc::clone(&hashers), work());
            waiting.push(tokio::spawn(async move { hashers.run(work).await }));
            // Each takes its place before the next comes.
            tokio::task::yield_now().await;
        }
        assert!(
            matches!(hashers.run(work()).await, Err(AppError::Busy)),
            "a sixth is sent away"
        );
        // One whose caller went away while it waited makes room.
        waiting.pop().expect("the last").abort();
        tokio::task::yield_now().await;
        for _ in 0..4 {
            go.send(()).expect("they wait");
        }
        for task in waiting {
            task.await.expect("no panic").expect("done");
        }
        let most = begun.try_iter().max();
        assert!(most <= Some(2), "{most:?} at once");
        assert_eq!(hashers.places.available_permits(), 5);
    }
}

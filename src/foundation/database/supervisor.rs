//! Watches over the private PostgreSQL while the portal works, and starts it again when it has ended.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::health::{Cause, Condition, Health};
use super::local::LocalServer;

/// How often it is looked whether the server runs.
const EVERY: Duration = Duration::from_secs(1);
/// The longest pause before the next attempt.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// A server that has run for so long counts as well again: its next end is a new story.
const STEADY: Duration = Duration::from_secs(60);

/// A thread of its own that watches until it is told to stop.
pub struct Supervisor {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Supervisor {
    /// Begins to watch over a running server; what it finds is in `health`.
    pub fn watch(server: Arc<LocalServer>, health: Health) -> Supervisor {
        let (stop, stopped) = mpsc::channel();
        let pause =
            move |time| matches!(stopped.recv_timeout(time), Err(RecvTimeoutError::Timeout));
        let thread = std::thread::spawn(move || watch(&server, &health, pause));
        Supervisor { stop, thread }
    }

    /// Stops watching. An attempt to start the server that is under way is waited for.
    pub fn stop(self) {
        drop(self.stop);
        if self.thread.join().is_err() {
            tracing::error!("the supervisor of PostgreSQL had panicked");
        }
    }
}

/// `pause` waits for a time and says whether to go on.
fn watch(server: &LocalServer, health: &Health, pause: impl Fn(Duration) -> bool) {
    let mut attempts = 0;
    let mut since = Instant::now();
    while pause(EVERY) {
        if server.is_running() {
            health.set(Condition::Runs);
            continue;
        }
        if since.elapsed() > STEADY {
            attempts = 0;
        }
        let mut cause = Cause::Ended;
        tracing::error!(
            "the private PostgreSQL has ended without having been told to: it is started again"
        );
        loop {
            health.set(Condition::Down {
                failures: attempts,
                cause,
            });
            if !pause(before_attempt(attempts)) {
                return;
            }
            attempts += 1;
            match server.start_again() {
                Ok(()) => break,
                Err(error) => {
                    tracing::error!(%error, attempts, "the private PostgreSQL cannot be started again");
                    cause = error.cause();
                }
            }
        }
        tracing::info!(attempts, "the private PostgreSQL runs again");
        health.set(Condition::Runs);
        since = Instant::now();
    }
}

/// How long to wait before the next attempt, after so many: none, 1 s, 2 s, 4 s … 30 s.
fn before_attempt(attempts: u32) -> Duration {
    match attempts.checked_sub(1) {
        None => Duration::ZERO,
        Some(doublings) => Duration::from_secs(1 << doublings.min(5)).min(LONGEST_PAUSE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_come_at_once_then_ever_more_slowly() {
        let pauses: Vec<u64> = [0, 1, 2, 3, 4, 5, 6, 7, 1000]
            .map(|attempts| before_attempt(attempts).as_secs())
            .into();
        assert_eq!(pauses, [0, 1, 2, 4, 8, 16, 30, 30, 30]);
    }
}

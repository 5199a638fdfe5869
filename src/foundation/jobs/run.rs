//! A job as the code that does it has it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::PgConnection;
use tokio::sync::{Mutex, watch};

use super::db::{self, End};
use super::lease::Desk;
use super::model::{Failure, Job, State, TRIES};
use crate::foundation::i18n::Said;
use crate::foundation::kernel::Caller;

/// Progress is not written more often: each write empties what is kept in memory of the database.
const BETWEEN: Duration = Duration::from_millis(700);

/// One try of a job.
pub struct Run {
    pub job: Job,
    /// Who asked for it, with the rights they have now.
    pub caller: Caller,
    pub(super) desk: Arc<Mutex<Desk>>,
    pub(super) stop: watch::Receiver<bool>,
    pub(super) written: Option<Instant>,
}

impl Run {
    /// Whether nothing is put off any more: another try will not come.
    pub fn is_last(&self) -> bool {
        self.job.tries >= TRIES
    }

    /// Between two steps: tells how far the job is, and whether to go on.
    ///
    /// # Errors
    /// [`Failure::Cancelled`], [`Failure::Stopped`] or [`Failure::Lost`]; whoever gets one leaves things as they are and returns it.
    pub async fn step(&mut self, done: usize, total: usize) -> Result<(), Failure> {
        if *self.stop.borrow() {
            return Err(Failure::Stopped);
        }
        let mut desk = self.desk.lock().await;
        let is_due = self.written.is_none_or(|at| at.elapsed() >= BETWEEN);
        let cancelled = if is_due {
            self.written = Some(Instant::now());
            let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
            db::progress(desk.own(), &self.job, number(done), number(total)).await
        } else {
            db::cancelled(desk.own(), &self.job).await
        };
        match cancelled {
            Ok(Some(false)) => Ok(()),
            Ok(Some(true)) => Err(Failure::Cancelled),
            // The lease went with its connection.
            Ok(None) | Err(_) => Err(Failure::Lost),
        }
    }

    /// Ends the job in the transaction that does what it was asked for: both are there, or neither. Called off until then, it
    /// does not happen.
    ///
    /// # Errors
    /// [`Failure::Cancelled`]; the transaction is to be rolled back.
    pub async fn end_with(&self, tx: &mut PgConnection, said: &Said) -> Result<(), Failure> {
        let end = End {
            state: State::Done,
            said: Some(said),
            unless_cancelled: true,
        };
        match db::end(tx, &self.job, &end).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Failure::Cancelled),
            Err(_) => Err(Failure::Lost),
        }
    }
}

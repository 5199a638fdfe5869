//! Work that runs outside the request that asked for it: one table, and a worker for each kind of job.
//!
//! What kinds there are is told where the program is put together; here a job is a code, arguments and a course.

mod db;
mod lease;
mod model;
mod run;
mod worker;

use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

pub use db::{ask, cancel, find, lead_to, newest, recent, unfinished, waiting};
pub use model::{Asked, Failure, Job, NewJob, State};
pub use run::Run;
pub use worker::{Found, Kind, Office, Running, Worker};

/// How long a request waits for the job it asked for before it leads to the job's page: a small file feels as if it were done
/// in the request.
const GRACE: Duration = Duration::from_millis(1500);

/// What requests and workers of one process share: a bell that is rung when a job is asked for and when one has ended.
pub struct Jobs {
    bell: watch::Sender<()>,
    grace: Duration,
}

impl Default for Jobs {
    fn default() -> Jobs {
        Jobs::with_grace(GRACE)
    }
}

impl Jobs {
    /// With another time that requests wait.
    pub fn with_grace(grace: Duration) -> Jobs {
        Jobs {
            bell: watch::Sender::new(()),
            grace,
        }
    }

    /// Tells everybody who waits to look.
    pub fn ring(&self) {
        self.bell.send_replace(());
    }

    fn listen(&self) -> watch::Receiver<()> {
        self.bell.subscribe()
    }

    /// A job once it has ended or waits for another try, or as it stands after the time a request waits.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn ended(&self, db: &PgPool, id: i64) -> sqlx::Result<Option<Job>> {
        let until = Instant::now() + self.grace;
        let mut bell = self.listen();
        loop {
            let job = find(db, id).await?;
            if job.as_ref().is_none_or(Job::is_settled)
                || !matches!(timeout_at(until, bell.changed()).await, Ok(Ok(())))
            {
                return Ok(job);
            }
        }
    }
}

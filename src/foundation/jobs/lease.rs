//! A job in one's hands: the lease on it, and the connection that holds the lease.

use sqlx::{ConnectOptions, PgConnection, PgPool};

use super::db;
use super::model::Job;

/// The connection of a worker, apart from the pool: it holds the leases, tells of progress and ends jobs. A process that is slow
/// keeps it; one that dies loses it, and its leases with it.
pub struct Desk(PgConnection);

impl Desk {
    /// # Errors
    /// When the database does not answer.
    pub async fn open(db: &PgPool) -> sqlx::Result<Desk> {
        Ok(Desk(db.connect_options().connect().await?))
    }

    pub fn own(&mut self) -> &mut PgConnection {
        &mut self.0
    }

    /// Takes a job, if nobody has it: its lease, then its row.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn take(&mut self, id: i64) -> sqlx::Result<Option<Job>> {
        if !db::take_lease(&mut self.0, id).await? {
            return Ok(None);
        }
        let job = db::claim(&mut self.0, id).await?;
        if job.is_none() {
            self.put_back(id).await?;
        }
        Ok(job)
    }

    /// Gives the lease of a job back.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn put_back(&mut self, id: i64) -> sqlx::Result<()> {
        db::drop_lease(&mut self.0, id).await
    }
}

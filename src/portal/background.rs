//! The kinds of work that run in the background, each with the room that does it.

use sqlx::PgPool;

use crate::foundation::jobs::{Found, Kind, Office, Worker};
use crate::platform::web::AppState;
use crate::portal::accounts;
use crate::returns::{duties, imports};

/// Every kind of job.
static KINDS: &[Kind<AppState>] = &[imports::TAKING, duties::SENDING];

/// Starts the worker of this process.
pub fn start(state: &AppState) -> Worker {
    Worker::start(Office {
        state: state.clone(),
        db: state.db.clone(),
        jobs: state.jobs.clone(),
        kinds: KINDS,
        actor,
    })
}

fn actor(db: PgPool, account_id: i64) -> Found {
    Box::pin(async move { accounts::actor_of(&db, account_id).await })
}

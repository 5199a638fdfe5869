//! The kinds of work that run in the background, each with the room that does it, and what is asked for each night.

use std::time::Duration;

use sqlx::PgPool;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::foundation::i18n::{self, Lang};
use crate::foundation::jobs::{Found, Kind, Office, Worker};
use crate::foundation::kernel::{Caller, Origin};
use crate::outputs::verification;
use crate::platform::web::{AppError, AppState};
use crate::portal::accounts;
use crate::returns::{duties, imports};

/// Every kind of job.
static KINDS: &[Kind<AppState>] = &[imports::TAKING, duties::SENDING, verification::VERIFYING];
/// How often is looked whether the night's work is due; a portal that was off at night does it so long after its start.
const LOOK: Duration = Duration::from_secs(10 * 60);

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

/// Asks for the night's work, each night, until it is dropped.
#[must_use]
pub fn every_night(state: &AppState) -> JoinSet<()> {
    let state = state.clone();
    let mut nights = JoinSet::new();
    nights.spawn(async move {
        loop {
            sleep(LOOK).await;
            if let Err(error) = tonight(&state).await {
                tracing::warn!(?error, "the night's work could not be asked for");
            }
        }
    });
    nights
}

/// Asks for the night's work, if it is due and somebody has the rights for it. Whether it was asked for.
///
/// # Errors
/// Whatever the database says.
pub async fn tonight(state: &AppState) -> Result<bool, AppError> {
    if !verification::is_due(&state.db, i18n::now()).await? {
        return Ok(false);
    }
    let Some(account) = accounts::db::first_of_the_house(&state.db).await? else {
        return Ok(false);
    };
    let Some(actor) = accounts::actor_of(&state.db, account).await? else {
        return Ok(false);
    };
    let caller = Caller {
        actor,
        origin: Origin::command("night"),
        lang: Lang::Vi,
    };
    verification::ask_by_night(&state.db, &caller).await?;
    state.jobs.ring();
    Ok(true)
}

//! Comparing all there is, and making anew what follows from other rows.

use serde_json::{Value, json};
use sqlx::{Connection, PgConnection, PgPool};

use super::db::{self, Made};
use super::model::{Check, Verification};
use crate::foundation::audit::{self, Change};
use crate::foundation::database;
use crate::foundation::i18n;
use crate::foundation::jobs::{Failure, Run};
use crate::foundation::kernel::Origin;

/// Makes every comparison and keeps what came of it. Nothing else is written.
///
/// # Errors
/// Whatever the database says.
pub async fn verify(pool: &PgPool, asked_by: &str) -> sqlx::Result<Verification> {
    let begun_at = i18n::now();
    let mut connection = database::patient(pool).await?;
    let found = all(&mut connection).await?;
    let made = Made {
        begun_at,
        ended_at: i18n::now(),
        asked_by,
        nightly: false,
        rebuilt: false,
        found: &found,
    };
    db::keep(&mut connection, &made).await?;
    connection.close().await?;
    Ok(found)
}

/// As [`verify`], in steps, as a job that can be called off between two of them.
///
/// # Errors
/// [`Failure`] as the job's own.
pub(super) async fn verify_in_steps(
    pool: &PgPool,
    run: &mut Run,
    nightly: bool,
) -> Result<Verification, Failure> {
    let begun_at = i18n::now();
    let mut connection = database::patient(pool).await?;
    let mut found = Verification::default();
    for (at, check) in Check::ALL.into_iter().enumerate() {
        run.step(at, Check::ALL.len()).await?;
        found.0.push(db::find(&mut connection, check).await?);
    }
    let made = Made {
        begun_at,
        ended_at: i18n::now(),
        asked_by: &run.caller.origin.actor,
        nightly,
        rebuilt: false,
        found: &found,
    };
    db::keep(&mut connection, &made).await?;
    connection.close().await?;
    Ok(found)
}

/// Makes anew all that follows from other rows, on record with what differed before and after, whole or not at all. What was typed
/// and what a log says stay as they are. What still differs.
///
/// # Errors
/// Whatever the database says.
pub async fn rebuild(pool: &PgPool, origin: &Origin) -> sqlx::Result<Verification> {
    let begun_at = i18n::now();
    let mut connection = database::patient(pool).await?;
    let mut tx = connection.begin().await?;
    let before = all(&mut tx).await?;
    let id = db::rebuild(&mut tx, &origin.actor).await?;
    let found = all(&mut tx).await?;
    let change = Change {
        action: "rebuilt",
        subject_type: "rebuilds",
        subject_id: id,
        before: Some(counts(&before)),
        after: Some(counts(&found)),
        reason: None,
    };
    audit::record(&mut tx, origin, change).await?;
    let made = Made {
        begun_at,
        ended_at: i18n::now(),
        asked_by: &origin.actor,
        nightly: false,
        rebuilt: true,
        found: &found,
    };
    db::keep(&mut tx, &made).await?;
    tx.commit().await?;
    connection.close().await?;
    Ok(found)
}

async fn all(db: &mut PgConnection) -> sqlx::Result<Verification> {
    let mut found = Verification::default();
    for check in Check::ALL {
        found.0.push(db::find(db, check).await?);
    }
    Ok(found)
}

/// How many differences each check found, where it found any.
fn counts(found: &Verification) -> Value {
    let differing = found.0.iter().filter(|finding| finding.count > 0);
    let counts: serde_json::Map<String, Value> = differing
        .map(|finding| (finding.check.title().vi.to_owned(), json!(finding.count)))
        .collect();
    Value::Object(counts)
}

//! Recording an event: rule, write and audit in one transaction.

use std::collections::HashMap;

use sqlx::{PgConnection, PgPool};

use super::db;
use super::form::{Draft, Faults};
use crate::i18n::Lang;
use crate::kernel::{Actor, Origin};
use crate::projects::PROJECT;
use crate::registry::Values;
use crate::registry::actions::{self, Refusal};
use crate::registry::store;
use crate::web::{AppError, refusal_words};

/// Records an event of a project.
///
/// # Errors
/// [`Refusal::Fields`] when it breaks the legal order; the message stands at the day of the event, which decides on its place.
pub async fn record(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    project_id: i64,
    draft: &Draft,
    lang: Lang,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let before = actions::seen(&mut tx, &PROJECT, project_id, actor).await?;
    add(&mut tx, project_id, draft, origin, lang).await?;
    let after = actions::seen(&mut tx, &PROJECT, project_id, actor).await?;
    actions::record_change(&mut tx, origin, &PROJECT, "event", project_id, Some(&before), Some(&after)).await?;
    tx.commit().await?;
    Ok(())
}

/// Creates a project together with its first event.
///
/// # Errors
/// [`Refusal::Fields`] with messages for either part of the form.
pub async fn create(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    values: &Values,
    granted: &Draft,
    lang: Lang,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let id = store::insert(&mut tx, &PROJECT, values).await.map_err(|error| actions::refusal(&PROJECT, error, lang))?;
    add(&mut tx, id, granted, origin, lang).await?;
    let after = actions::seen(&mut tx, &PROJECT, id, actor).await?;
    actions::record_change(&mut tx, origin, &PROJECT, "created", id, None, Some(&after)).await?;
    tx.commit().await?;
    Ok(id)
}

async fn add(tx: &mut PgConnection, project_id: i64, draft: &Draft, origin: &Origin, lang: Lang) -> Result<(), Refusal> {
    db::add(tx, project_id, draft, origin).await.map_err(|error| {
        let code = error.as_database_error().and_then(|cause| cause.code()).unwrap_or_default().into_owned();
        let constraint = error.as_database_error().and_then(|cause| cause.constraint()).unwrap_or_default();
        let code = if constraint == "project_events_corrected_once" { "IZ027".to_owned() } else { code };
        if code.starts_with("IZ02") {
            let faults: Faults = HashMap::from([("happened_on", refusal_words(&code).in_lang(lang).to_owned())]);
            Refusal::Fields(faults)
        } else {
            Refusal::Error(AppError::from(error))
        }
    })
}

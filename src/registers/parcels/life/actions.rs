//! Recording what happened to a parcel: rule, write and audit in one transaction.

use std::collections::HashMap;

use sqlx::{PgConnection, PgPool};

use super::db;
use super::form::{Draft, Faults};
use super::model::Kind;
use crate::foundation::database::with_detail;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Actor, Origin};
use crate::platform::registry::Values;
use crate::platform::registry::actions::{self, Asked, Asking, Refusal};
use crate::platform::registry::store;
use crate::platform::web::{AppError, refusal_words};
use crate::registers::parcels::PARCEL;
use crate::registers::parcels::areas;

/// A parcel's values with another state, which is derived and so in no form.
fn with_state(values: &Values, state: Option<&str>) -> Values {
    let of = |(field, value): (&crate::platform::registry::Field, Option<&str>)| {
        if field.name == "state" { state } else { value }.map(str::to_owned)
    };
    Values::new(&PARCEL, values.iter().map(of).collect())
}

/// A parcel added to a lease: one that becomes leased by it stays, with the others, within the land there is (V19).
pub fn ask_lease_parcel<'a>(tx: &'a mut PgConnection, asked: Asked<'a>) -> Asking<'a> {
    Box::pin(async move {
        let Some(id) = asked.values.get("parcel_id").and_then(|id| id.parse().ok()) else {
            return Ok(HashMap::new());
        };
        let Some(parcel) = store::find(&mut *tx, &PARCEL, id, None).await? else {
            return Ok(HashMap::new());
        };
        if !matches!(parcel.values.get("state"), Some("ready" | "reserved")) {
            return Ok(HashMap::new());
        }
        let values = with_state(&parcel.values, Some("leased"));
        let messages = areas::ask_parcel(
            tx,
            Asked {
                values: &values,
                id: Some(id),
                ..asked
            },
        )
        .await?;
        Ok(messages
            .into_values()
            .map(|message| ("parcel_id", message))
            .collect())
    })
}

/// Records an event of a parcel.
///
/// # Errors
/// [`Refusal::Fields`] when it breaks the order of a life, or lets more land than there is; the message stands at the day.
pub async fn record(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    parcel_id: i64,
    draft: &Draft,
    lang: Lang,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let before = actions::seen(&mut tx, &PARCEL, parcel_id, actor).await?;
    if draft.kind == Kind::Leased {
        let values = with_state(&before.values, Some("leased"));
        let messages = areas::ask_parcel(
            &mut tx,
            Asked {
                id: Some(parcel_id),
                values: &values,
                lang,
                confirmed: false,
            },
        )
        .await?;
        if let Some(message) = messages.into_values().next() {
            return Err(Refusal::Fields(HashMap::from([("happened_on", message)])));
        }
    }
    // A correction has no day of its own to choose.
    let field = if draft.kind == Kind::Correction {
        "note"
    } else {
        "happened_on"
    };
    add(&mut tx, parcel_id, draft, origin, field, lang).await?;
    let after = actions::seen(&mut tx, &PARCEL, parcel_id, actor).await?;
    actions::record_change(
        &mut tx,
        origin,
        &PARCEL,
        "event",
        parcel_id,
        Some(&before),
        Some(&after),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Creates a parcel together with its first event.
///
/// # Errors
/// [`Refusal::Fields`] with messages for either part of the form.
pub async fn create(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    values: &Values,
    opening: &Draft,
    lang: Lang,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let asked = with_state(values, opening.state.as_deref());
    let messages = areas::ask_parcel(
        &mut tx,
        Asked {
            id: None,
            values: &asked,
            lang,
            confirmed: false,
        },
    )
    .await?;
    if !messages.is_empty() {
        return Err(Refusal::Fields(messages));
    }
    let id = store::insert(&mut tx, &PARCEL, values)
        .await
        .map_err(|error| actions::refusal(&PARCEL, error, lang))?;
    add(&mut tx, id, opening, origin, "since", lang).await?;
    let after = actions::seen(&mut tx, &PARCEL, id, actor).await?;
    actions::record_change(&mut tx, origin, &PARCEL, "created", id, None, Some(&after)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds an event; what the database refuses stands at `field`.
pub async fn add(
    tx: &mut PgConnection,
    parcel_id: i64,
    draft: &Draft,
    origin: &Origin,
    field: &'static str,
    lang: Lang,
) -> Result<(), Refusal> {
    db::add(tx, parcel_id, draft, origin)
        .await
        .map_err(|error| {
            let code = error
                .as_database_error()
                .and_then(|cause| cause.code())
                .unwrap_or_default()
                .into_owned();
            let constraint = error
                .as_database_error()
                .and_then(|cause| cause.constraint())
                .unwrap_or_default();
            let code = if constraint == "parcel_events_corrected_once" {
                "IZ046".to_owned()
            } else {
                code
            };
            if code.starts_with("IZ04") {
                let faults: Faults = HashMap::from([(
                    field,
                    with_detail(refusal_words(&code).in_lang(lang), &error),
                )]);
                Refusal::Fields(faults)
            } else {
                Refusal::Error(AppError::from(error))
            }
        })
}

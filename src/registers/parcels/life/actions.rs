//! Recording what happened to a parcel, and creating one with its first event.

use std::collections::HashMap;

use sqlx::{PgConnection, PgPool};

use super::db;
use super::form::{Draft, Faults};
use super::model::Kind;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Caller, Origin};
use crate::platform::registry::Values;
use crate::platform::registry::actions::{self, Asked, Asking, Refusal};
use crate::platform::registry::recording::{self, Entry, Log, Writing};
use crate::platform::registry::store::{self, Record};
use crate::platform::web::refusals::{field_of, is_of_another};
use crate::registers::parcels::PARCEL;
use crate::registers::parcels::areas;
use crate::registers::parcels::refusals::REFUSALS;

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

/// The log of a parcel's life.
static LOG: Log = Log {
    entity: &PARCEL,
    action: "event",
    only_in_use: false,
    corrected_once: Some(("parcel_events_corrected_once", "IZ046")),
};

impl Entry for Draft {
    type Written = ();

    fn log(&self) -> &'static Log {
        &LOG
    }

    /// A parcel that is let stays, with the others, within the land there is (V19).
    fn ask<'a>(&'a self, tx: &'a mut PgConnection, before: &'a Record, lang: Lang) -> Asking<'a> {
        Box::pin(async move {
            if self.kind != Kind::Leased {
                return Ok(Faults::new());
            }
            let asked = Asked {
                id: Some(before.id),
                values: &with_state(&before.values, Some("leased")),
                lang,
                confirmed: false,
            };
            let message = areas::ask_parcel(tx, asked).await?.into_values().next();
            Ok(message
                .map(|message| ("happened_on", message))
                .into_iter()
                .collect())
        })
    }

    fn write<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        record: i64,
        origin: &'a Origin,
    ) -> Writing<'a, ()> {
        Box::pin(db::add(tx, record, self, origin))
    }

    /// A correction has no day of its own to choose.
    fn field(&self, code: &str) -> Option<&'static str> {
        field_of_event(code).map(|field| match self.kind {
            Kind::Correction => "note",
            _ => field,
        })
    }
}

/// The field a refusal of an event stands at. What rests on the parcel refuses an event too – leases that would let more of it
/// than there is – and then it is its day that does not fit.
fn field_of_event(code: &str) -> Option<&'static str> {
    let of_others = is_of_another(REFUSALS, code).then_some("happened_on");
    field_of(REFUSALS, code).or(of_others)
}

/// Records an event of a parcel.
///
/// # Errors
/// As [`recording::record`]; the message stands at the day.
pub async fn record(
    db: &PgPool,
    caller: &Caller,
    parcel_id: i64,
    draft: &Draft,
) -> Result<(), Refusal> {
    recording::record(db, caller, parcel_id, draft, false).await
}

/// Creates a parcel together with its first event.
///
/// # Errors
/// [`Refusal::Fields`] with messages for either part of the form.
pub async fn create(
    db: &PgPool,
    caller: &Caller,
    values: &Values,
    opening: &Draft,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let asked = with_state(values, opening.state.as_deref());
    let messages = areas::ask_parcel(
        &mut tx,
        Asked {
            id: None,
            values: &asked,
            lang: caller.lang,
            confirmed: false,
        },
    )
    .await?;
    if !messages.is_empty() {
        return Err(Refusal::Fields(messages));
    }
    let id = store::insert(&mut tx, &PARCEL, values)
        .await
        .map_err(|error| actions::refusal(&PARCEL, error, caller.lang))?;
    add(&mut tx, id, opening, caller, "since").await?;
    let after = actions::seen(&mut tx, &PARCEL, id, &caller.actor).await?;
    actions::record_change(
        &mut tx,
        &caller.origin,
        &PARCEL,
        "created",
        id,
        None,
        Some(&after),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds an event; what the database refuses stands at `field`.
pub async fn add(
    tx: &mut PgConnection,
    parcel_id: i64,
    draft: &Draft,
    caller: &Caller,
    field: &'static str,
) -> Result<(), Refusal> {
    db::add(tx, parcel_id, draft, &caller.origin)
        .await
        .map_err(|error| {
            recording::refusal(
                &LOG,
                error,
                |code| field_of_event(code).map(|_| field),
                caller.lang,
            )
        })
}

//! Recording an event of a project, and creating one with its first event.

use std::collections::HashMap;

use sqlx::{PgConnection, PgPool};

use super::db;
use super::model::{Draft, Kind};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::{Caller, Origin};
use crate::platform::registry::Values;
use crate::platform::registry::actions::{self, Asked, Refusal};
use crate::platform::registry::form::CONFIRM;
use crate::platform::registry::recording::{self, Doubting, Entry, Log, Writing};
use crate::platform::registry::store::{self, Record};
use crate::platform::web::refusals::field_of;
use crate::registers::projects::ask;
use crate::registers::projects::refusals::REFUSALS;
use crate::registers::projects::registry::PROJECT;

/// The log of a project's legal events.
static LOG: Log = Log {
    entity: &PROJECT,
    action: "event",
    only_in_use: false,
    corrected_once: Some(("project_events_corrected_once", "IZ027")),
};

impl Entry for Draft {
    type Written = ();

    fn log(&self) -> &'static Log {
        &LOG
    }

    fn write<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        record: i64,
        origin: &'a Origin,
    ) -> Writing<'a, ()> {
        Box::pin(db::add(tx, record, self, origin))
    }

    /// What hardly a project has, and what is on record already.
    fn doubts<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        before: &'a Record,
        lang: Lang,
    ) -> Doubting<'a> {
        Box::pin(async move {
            let currency = self
                .currency
                .as_deref()
                .or(before.values.get("capital_currency"))
                .unwrap_or("vnd");
            let large = ask::large_capital(self.capital, currency, lang);
            let twin = db::twin(tx, before.id).await?;
            Ok(large
                .into_iter()
                .chain(twin.map(|number| twin_words(number, self, lang)))
                .collect())
        })
    }

    /// The day decides on an event's place; a correction has no day of its own to choose.
    fn field(&self, code: &str) -> Option<&'static str> {
        field_of(REFUSALS, code).map(|field| match self.kind {
            Kind::Correction => "reason",
            _ => field,
        })
    }
}

/// Records an event of a project.
///
/// # Errors
/// As [`recording::record`]; the message stands at the day of the event, which decides on its place.
pub async fn record(
    db: &PgPool,
    caller: &Caller,
    project_id: i64,
    draft: &Draft,
    confirmed: bool,
) -> Result<(), Refusal> {
    recording::record(db, caller, project_id, draft, confirmed).await
}

/// Creates a project together with its first event.
///
/// # Errors
/// [`Refusal::Fields`] with messages for either part of the form.
pub async fn create(
    db: &PgPool,
    caller: &Caller,
    values: &Values,
    granted: &Draft,
    confirmed: bool,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let mut doubts: Vec<String> = ask::ask(
        &mut tx,
        Asked {
            id: None,
            values,
            lang: caller.lang,
            confirmed,
        },
    )
    .await?
    .into_values()
    .collect();
    doubts.extend(ask::large_capital(
        granted.capital,
        granted.currency.as_deref().unwrap_or("vnd"),
        caller.lang,
    ));
    if !confirmed && !doubts.is_empty() {
        return Err(Refusal::Fields(HashMap::from([(
            CONFIRM,
            doubts.join(" "),
        )])));
    }
    let id = store::insert(&mut tx, &PROJECT, values)
        .await
        .map_err(|error| actions::refusal(&PROJECT, error, caller.lang))?;
    db::add(&mut tx, id, granted, &caller.origin)
        .await
        .map_err(|error| {
            recording::refusal(&LOG, error, |code| granted.field(code), caller.lang)
        })?;
    let after = actions::seen(&mut tx, &PROJECT, id, &caller.actor).await?;
    actions::record_change(
        &mut tx,
        &caller.origin,
        &PROJECT,
        "created",
        id,
        None,
        Some(&after),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// "Đã có sự kiện như vậy": the same kind of event, of the same day, number and amount.
fn twin_words(number: i32, draft: &Draft, lang: Lang) -> String {
    let (kind, day) = (
        draft.kind.words().in_lang(lang),
        i18n::format_date(draft.happened_on),
    );
    match lang {
        Lang::Vi => format!(
            "Đã có sự kiện như vậy: {kind}, {day} (dòng số {number}). Vẫn ghi thêm một lần nữa?"
        ),
        Lang::En => format!(
            "There is such an event already: {kind}, {day} (entry {number}). Record it once more?"
        ),
    }
}

//! Recording an event: rule, write and audit in one transaction.

use std::collections::HashMap;

use sqlx::{PgConnection, PgPool};

use super::db;
use super::form::Faults;
use super::model::{Draft, Kind};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::{Actor, Origin};
use crate::platform::registry::Values;
use crate::platform::registry::actions::{self, Asked, Refusal};
use crate::platform::registry::form::CONFIRM;
use crate::platform::registry::store;
use crate::platform::web::{AppError, refusal_words};
use crate::registers::projects::ask;
use crate::registers::projects::registry::PROJECT;

/// Records an event of a project.
///
/// # Errors
/// [`Refusal::Fields`] when it breaks the legal order; the message stands at the day of the event, which decides on its place. What
/// is unusual, or on record already, is asked about once and written when the person stands by it.
pub async fn record(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    project_id: i64,
    draft: &Draft,
    (lang, confirmed): (Lang, bool),
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let before = actions::seen(&mut tx, &PROJECT, project_id, actor).await?;
    let currency = draft
        .currency
        .as_deref()
        .or(before.values.get("capital_currency"))
        .unwrap_or("vnd");
    let mut doubts: Vec<String> = ask::large_capital(draft.capital, currency, lang)
        .into_iter()
        .collect();
    add(&mut tx, project_id, draft, origin, lang).await?;
    // Asked once it is in its place: whoever records the same at the same moment waits until then.
    doubts.extend(
        db::twin(&mut tx, project_id)
            .await?
            .map(|number| twin_words(number, draft, lang)),
    );
    if !confirmed && !doubts.is_empty() {
        return Err(Refusal::Fields(HashMap::from([(
            CONFIRM,
            doubts.join(" "),
        )])));
    }
    let after = actions::seen(&mut tx, &PROJECT, project_id, actor).await?;
    actions::record_change(
        &mut tx,
        origin,
        &PROJECT,
        "event",
        project_id,
        Some(&before),
        Some(&after),
    )
    .await?;
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
    (lang, confirmed): (Lang, bool),
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    let mut doubts: Vec<String> = ask::ask(
        &mut tx,
        Asked {
            id: None,
            values,
            lang,
            confirmed,
        },
    )
    .await?
    .into_values()
    .collect();
    doubts.extend(ask::large_capital(
        granted.capital,
        granted.currency.as_deref().unwrap_or("vnd"),
        lang,
    ));
    if !confirmed && !doubts.is_empty() {
        return Err(Refusal::Fields(HashMap::from([(
            CONFIRM,
            doubts.join(" "),
        )])));
    }
    let id = store::insert(&mut tx, &PROJECT, values)
        .await
        .map_err(|error| actions::refusal(&PROJECT, error, lang))?;
    add(&mut tx, id, granted, origin, lang).await?;
    let after = actions::seen(&mut tx, &PROJECT, id, actor).await?;
    actions::record_change(&mut tx, origin, &PROJECT, "created", id, None, Some(&after)).await?;
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

async fn add(
    tx: &mut PgConnection,
    project_id: i64,
    draft: &Draft,
    origin: &Origin,
    lang: Lang,
) -> Result<(), Refusal> {
    db::add(tx, project_id, draft, origin)
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
            let code = if constraint == "project_events_corrected_once" {
                "IZ027".to_owned()
            } else {
                code
            };
            if code.starts_with("IZ02") {
                // A correction has no day of its own to choose.
                let field = if draft.kind == Kind::Correction {
                    "reason"
                } else {
                    "happened_on"
                };
                let faults: Faults =
                    HashMap::from([(field, refusal_words(&code).in_lang(lang).to_owned())]);
                Refusal::Fields(faults)
            } else {
                Refusal::Error(AppError::from(error))
            }
        })
}

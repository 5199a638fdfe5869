//! Recording an entry of an append-only log, alike for all logs: the record is looked at, the entry asked about and written, what
//! the database refuses is said beside its field, and the change goes on record, in one transaction.

use std::collections::HashMap;
use std::pin::Pin;

use serde_json::Value;
use sqlx::{PgConnection, PgPool};

use super::actions::{self, Asking, Refusal};
use super::entity::Entity;
use super::form::CONFIRM;
use super::store::Record;
use crate::foundation::audit::{self, Change};
use crate::foundation::database::with_detail;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Actor, Origin};
use crate::platform::web::{AppError, refusal_words};

/// A log of a registry's records.
pub struct Log {
    /// The registry whose records have it.
    pub entity: &'static Entity,
    /// What an entry is called in the log of changes.
    pub action: &'static str,
    /// Whether a record out of use gets no more entries. (The end of a split parcel may still be corrected.)
    pub only_in_use: bool,
    /// The constraint by which an entry is corrected once, and the code of the refusal that says so.
    pub corrected_once: Option<(&'static str, &'static str)>,
}

/// What the log of changes says of an entry.
pub enum Told<'a> {
    /// The record as it stood before the entry and after it.
    Record,
    /// The entry it takes the place of, the entry itself, and why.
    Entry {
        before: Option<Value>,
        after: Value,
        reason: Option<&'a str>,
    },
}

/// What an entry became, once it is written.
pub type Writing<'a, T> = Pin<Box<dyn Future<Output = sqlx::Result<T>> + Send + 'a>>;

/// What is unusual of an entry, once it is known.
pub type Doubting<'a> = Pin<Box<dyn Future<Output = sqlx::Result<Vec<String>>> + Send + 'a>>;

/// An entry on its way into a log. The laws of each log are its own.
pub trait Entry: Sync {
    /// How the log knows it: its number, its id.
    type Written: Send + Sync;

    /// The log it goes into.
    fn log(&self) -> &'static Log;

    /// What keeps it out, before it is written.
    fn ask<'a>(
        &'a self,
        _tx: &'a mut PgConnection,
        _before: &'a Record,
        _lang: Lang,
    ) -> Asking<'a> {
        Box::pin(async { Ok(HashMap::new()) })
    }

    /// Writes it.
    fn write<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        record: i64,
        origin: &'a Origin,
    ) -> Writing<'a, Self::Written>;

    /// What is asked about once, unless the person stands by it. Asked when it is in its place, so that whoever records the same
    /// at the same moment waits until then.
    fn doubts<'a>(
        &'a self,
        _tx: &'a mut PgConnection,
        _before: &'a Record,
        _lang: Lang,
    ) -> Doubting<'a> {
        Box::pin(async { Ok(Vec::new()) })
    }

    /// The field at which a refusal with this code is said; `None` for one the form cannot help with.
    fn field(&self, code: &str) -> Option<&'static str>;

    /// What the log of changes says of it.
    fn told(&self, _written: &Self::Written) -> Told<'_> {
        Told::Record
    }
}

/// Records an entry.
///
/// # Errors
/// [`Refusal::Fields`] when the log's order refuses it, perhaps because somebody was faster, or when something is asked about and
/// not `confirmed`; [`Refusal::Error`] out of reach.
pub async fn record<E: Entry>(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    id: i64,
    entry: &E,
    (lang, confirmed): (Lang, bool),
) -> Result<E::Written, Refusal> {
    let log = entry.log();
    let mut tx = db.begin().await?;
    let before = actions::seen(&mut tx, log.entity, id, actor).await?;
    if log.only_in_use && before.retired {
        return Err(Refusal::Error(AppError::NotFound));
    }
    let faults = entry.ask(&mut tx, &before, lang).await?;
    if !faults.is_empty() {
        return Err(Refusal::Fields(faults));
    }
    let written = entry
        .write(&mut tx, id, origin)
        .await
        .map_err(|error| refusal(log, error, |code| entry.field(code), lang))?;
    if !confirmed {
        let doubts = entry.doubts(&mut tx, &before, lang).await?;
        if !doubts.is_empty() {
            return Err(Refusal::Fields(HashMap::from([(
                CONFIRM,
                doubts.join(" "),
            )])));
        }
    }
    match entry.told(&written) {
        Told::Record => {
            let after = actions::seen(&mut tx, log.entity, id, actor).await?;
            actions::record_change(
                &mut tx,
                origin,
                log.entity,
                log.action,
                id,
                Some(&before),
                Some(&after),
            )
            .await?;
        }
        Told::Entry {
            before,
            after,
            reason,
        } => {
            let change = Change {
                action: log.action,
                subject_type: log.entity.table,
                subject_id: id,
                before,
                after: Some(after),
                reason,
            };
            audit::record(&mut tx, origin, change).await?;
        }
    }
    tx.commit().await?;
    Ok(written)
}

/// A refusal of the database beside the field it is about, with what it says of this one.
pub fn refusal(
    log: &Log,
    error: sqlx::Error,
    field: impl FnOnce(&str) -> Option<&'static str>,
    lang: Lang,
) -> Refusal {
    let Some(cause) = error.as_database_error() else {
        return error.into();
    };
    let code = match log.corrected_once {
        Some((constraint, code)) if cause.constraint() == Some(constraint) => code.to_owned(),
        _ => cause.code().unwrap_or_default().into_owned(),
    };
    match field(&code) {
        Some(field) => Refusal::Fields(HashMap::from([(
            field,
            with_detail(refusal_words(&code).in_lang(lang), &error),
        )])),
        None => error.into(),
    }
}

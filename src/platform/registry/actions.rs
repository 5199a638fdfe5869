//! Creating, changing and retiring a row: rule, write and audit in one transaction.

use std::collections::HashMap;
use std::pin::Pin;

use sqlx::{PgConnection, PgPool};

use super::entity::{Entity, Kind, Values};
use super::form::References;
use super::store::{self, Record};
use crate::foundation::audit::{self, Change};
use crate::foundation::database;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Actor, Caller, Origin, Seen};
use crate::platform::web::{self, AppError, FormData};

/// Why a write did not happen.
pub enum Refusal {
    /// Messages by field; nothing was written.
    Fields(HashMap<&'static str, String>),
    /// Somebody changed the row since it was read; this is how it stands now.
    Stale(Box<Record>),
    Error(AppError),
}

impl<E: Into<AppError>> From<E> for Refusal {
    fn from(error: E) -> Refusal {
        Refusal::Error(error.into())
    }
}

/// What a row is asked before it is written, beyond its own fields.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The row, where there is one already.
    pub id: Option<i64>,
    pub values: &'a Values,
    pub lang: Lang,
    /// Whether the person has seen what is unusual and stands by it: no message at [`CONFIRM`](super::form::CONFIRM) then.
    pub confirmed: bool,
}

/// Messages by field, once they are there.
pub type Asking<'a> =
    Pin<Box<dyn Future<Output = sqlx::Result<HashMap<&'static str, String>>> + Send + 'a>>;

/// Rules of a feature about the rows of a registry, asked in the transaction that writes them. Any message stops the write.
pub type Ask = for<'a> fn(&'a mut PgConnection, Asked<'a>) -> Asking<'a>;

async fn asked(tx: &mut PgConnection, ask: Option<Ask>, about: Asked<'_>) -> Result<(), Refusal> {
    let Some(ask) = ask else { return Ok(()) };
    let messages = ask(tx, about).await?;
    if messages.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Fields(messages))
    }
}

/// What the reference fields of a form may point at, for this reader. A list offers what is open today, and no more than
/// [`store::MOST_OPTIONS`]; what the form holds already – a record's own value, or what a link brought along – is always among them.
pub async fn references(
    db: &PgPool,
    entity: &'static Entity,
    actor: &Actor,
    form: &FormData,
) -> Result<References, AppError> {
    let mut references = References::new();
    for field in entity.fields {
        let Kind::Reference(target) = field.kind else {
            continue;
        };
        let mut options = store::choices(db, target, actor.zones.as_deref()).await?;
        let held = form
            .get(field.name)
            .parse::<i64>()
            .ok()
            .filter(|id| options.iter().all(|(known, _)| known != id));
        if let Some(id) = held {
            let mut connection = db.acquire().await?;
            let held = store::find(&mut connection, target, id, actor.zones.as_deref())
                .await?
                .filter(|held| !held.retired);
            options.extend(held.map(|held| (id, held.title)));
        }
        references.insert(field.name, options);
    }
    Ok(references)
}

/// Creates a row.
///
/// # Errors
/// [`Refusal::Fields`] when a rule or a constraint of the database names a field.
pub async fn create(
    db: &PgPool,
    entity: &'static Entity,
    ask: Option<Ask>,
    caller: &Caller,
    values: &Values,
    confirmed: bool,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    asked(
        &mut tx,
        ask,
        Asked {
            id: None,
            values,
            lang: caller.lang,
            confirmed,
        },
    )
    .await?;
    let id = store::insert(&mut tx, entity, values)
        .await
        .map_err(|error| refusal(entity, error, caller.lang))?;
    let after = seen(&mut tx, entity, id, &caller.actor).await?;
    record_change(
        &mut tx,
        &caller.origin,
        entity,
        "created",
        id,
        None,
        Some(&after),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a row that still has the version it was opened with.
///
/// # Errors
/// [`Refusal::Stale`] when it has not; [`Refusal::Fields`] when a rule or a constraint names a field.
pub async fn update(
    db: &PgPool,
    entity: &'static Entity,
    ask: Option<Ask>,
    caller: &Caller,
    Seen { id, version }: Seen,
    values: &Values,
    confirmed: bool,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let before = seen(&mut tx, entity, id, &caller.actor).await?;
    asked(
        &mut tx,
        ask,
        Asked {
            id: Some(id),
            values,
            lang: caller.lang,
            confirmed,
        },
    )
    .await?;
    if !store::update(&mut tx, entity, id, version, values)
        .await
        .map_err(|error| refusal(entity, error, caller.lang))?
    {
        return Err(stale(&mut tx, entity, id, &caller.actor).await);
    }
    let after = seen(&mut tx, entity, id, &caller.actor).await?;
    record_change(
        &mut tx,
        &caller.origin,
        entity,
        "updated",
        id,
        Some(&before),
        Some(&after),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// What a feature says of a row that must stay in use, or out of it: why, and what to do instead.
pub type Keep = for<'a> fn(&'a mut PgConnection, &'a Record) -> Keeping<'a>;

/// The reason, once it is there.
pub type Keeping<'a> = Pin<Box<dyn Future<Output = sqlx::Result<Option<Text>>> + Send + 'a>>;

/// Why a row stays as it is, in use or out of it: what its feature says, or that other records rest on it.
///
/// # Errors
/// Whatever the database says.
pub async fn kept(
    db: &mut PgConnection,
    entity: &'static Entity,
    keep: Option<Keep>,
    record: &Record,
) -> sqlx::Result<Option<Text>> {
    if let Some(keep) = keep
        && let Some(why) = keep(db, record).await?
    {
        return Ok(Some(why));
    }
    if record.retired {
        return Ok(None);
    }
    Ok(store::refusal_to_retire(db, entity, record.id)
        .await?
        .as_deref()
        .map(web::refusal_words))
}

/// Retires a row or brings it back. A retired row stays readable and keeps its history.
///
/// # Errors
/// [`Refusal::Stale`] when somebody changed it meanwhile; [`AppError::Refused`] when it is kept as it is.
pub async fn set_retired(
    db: &PgPool,
    entity: &'static Entity,
    keep: Option<Keep>,
    caller: &Caller,
    Seen { id, version }: Seen,
    retired: bool,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let before = seen(&mut tx, entity, id, &caller.actor).await?;
    if before.retired == retired {
        return Ok(());
    }
    if let Some(why) = kept(&mut tx, entity, keep, &before).await? {
        return Err(AppError::Refused(why).into());
    }
    if !store::set_retired(&mut tx, entity, id, version, retired).await? {
        return Err(stale(&mut tx, entity, id, &caller.actor).await);
    }
    let action = if retired { "retired" } else { "restored" };
    record_change(
        &mut tx,
        &caller.origin,
        entity,
        action,
        id,
        Some(&before),
        Some(&before),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The row as it stands. A row outside the actor's zones does not exist for them, before a write or after it:
/// the transaction is then dropped with everything in it.
pub async fn seen(
    tx: &mut PgConnection,
    entity: &'static Entity,
    id: i64,
    actor: &Actor,
) -> Result<Record, AppError> {
    store::find(tx, entity, id, actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)
}

async fn stale(tx: &mut PgConnection, entity: &'static Entity, id: i64, actor: &Actor) -> Refusal {
    match seen(tx, entity, id, actor).await {
        Ok(current) => Refusal::Stale(Box::new(current)),
        Err(error) => Refusal::Error(error),
    }
}

/// Writes a change of a row to the audit log.
///
/// # Errors
/// Whatever the database says.
pub async fn record_change(
    tx: &mut PgConnection,
    origin: &Origin,
    entity: &Entity,
    action: &str,
    id: i64,
    before: Option<&Record>,
    after: Option<&Record>,
) -> sqlx::Result<()> {
    let change = Change {
        action,
        subject_type: entity.table,
        subject_id: id,
        before: before.map(Record::to_json),
        after: after.map(Record::to_json),
        reason: None,
    };
    audit::record(tx, origin, change).await
}

/// A constraint that a person can run into becomes a message beside its field; anything else is our fault.
pub fn refusal(entity: &Entity, error: sqlx::Error, lang: Lang) -> Refusal {
    let constraint = error
        .as_database_error()
        .and_then(|cause| cause.constraint());
    let known = constraint.and_then(|name| {
        entity
            .constraints
            .iter()
            .find(|(known, _, _)| *known == name)
    });
    match known {
        Some((_, field, text)) => Refusal::Fields(HashMap::from([(
            *field,
            database::with_detail(text.in_lang(lang), &error),
        )])),
        None => Refusal::Error(error.into()),
    }
}

/// The usual message for a day of something that is said to have happened.
pub const STILL_TO_COME: Text =
    Text::new("Ngày này còn ở phía trước.", "This day is still to come.");

/// The usual message for a code that is taken.
pub const TAKEN: Text = Text::new(
    "Đã có bản ghi khác mang mã này.",
    "Another record has this code already.",
);

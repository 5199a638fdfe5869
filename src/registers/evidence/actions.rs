//! Attaching, taking off, commenting: the rule, the row and its trace in one transaction.

use serde_json::json;
use sqlx::PgPool;

use super::db::{self, NewAttachment};
use super::owner::Owner;
use super::upload::Received;
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Caller, Origin, Permission};
use crate::platform::web::{AppError, fits};

/// Longest note with a file and longest reason for taking one off, in characters.
pub const MAX_NOTE: usize = 1000;
/// Longest comment, in characters.
pub const MAX_COMMENT: usize = 2000;

/// Where a file goes: its owner, and the cell of a report or the row of a record; `None` for the whole.
pub type Place = (Owner, Option<i64>);

/// Attaches files whose contents are stored already: all or none.
///
/// # Errors
/// [`AppError`] of the database.
pub async fn attach(
    db: &PgPool,
    caller: &Caller,
    (owner, place): Place,
    files: &[Received],
    note: &str,
) -> Result<(), AppError> {
    let indicator_id = place.filter(|_| owner.is_report());
    let step = place
        .filter(|_| !owner.is_report())
        .and_then(|number| i32::try_from(number).ok());
    let mut tx = db.begin().await?;
    for file in files {
        let new = NewAttachment {
            owner,
            indicator_id,
            step,
            name: &file.name,
            media_type: file.kind.media_type(),
            size: file.stored.size,
            sha256: &file.stored.sha256,
            key: &file.stored.key,
            note: Some(note).filter(|note| !note.is_empty()),
            by: caller.actor.account_id,
        };
        let id = db::attach(&mut tx, &new).await?;
        let after = json!({
            "attachment": id, "indicator": indicator_id, "step": step, "name": file.name, "size": file.stored.size, "sha256": file.stored.sha256
        });
        trace(
            &mut tx,
            &caller.origin,
            "attached",
            owner,
            None,
            Some(after),
            new.note,
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Takes an attachment off, with a reason; the row and the file stay. `by` is the permission it was asked with. What it stood at.
///
/// # Errors
/// [`AppError::Refused`] without a reason, [`AppError::TooLong`] for one that is too long and is given back,
/// [`AppError::NotFound`] out of reach or where another permission is asked
/// for, [`AppError::Clash`] when it is off already.
pub async fn detach(
    db: &PgPool,
    caller: &Caller,
    by: Permission,
    id: i64,
    reason: &str,
) -> Result<Owner, AppError> {
    let attachment = db::attachment(db, id, caller.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    let owner = attachment
        .owner()
        .ok_or_else(|| AppError::internal("an attachment of nothing"))?;
    if owner.attaches() != by {
        return Err(AppError::NotFound);
    }
    fits(reason, MAX_NOTE)?;
    if reason.is_empty() {
        return Err(AppError::Refused(Text::new(
            "Xin ghi lý do gỡ tài liệu, tối đa 1.000 ký tự.",
            "Please say why the file is taken off, in at most 1,000 characters.",
        )));
    }
    let mut tx = db.begin().await?;
    if !db::detach(&mut tx, id, caller.actor.account_id, reason).await? {
        return Err(AppError::Clash(Text::new(
            "Tài liệu này đã được gỡ.",
            "This file has been taken off already.",
        )));
    }
    let before = json!({ "attachment": id, "indicator": attachment.indicator_id, "step": attachment.step, "name": attachment.name });
    trace(
        &mut tx,
        &caller.origin,
        "detached",
        owner,
        Some(before),
        None,
        Some(reason),
    )
    .await?;
    tx.commit().await?;
    Ok(owner)
}

/// Notes a comment of a checked length.
///
/// # Errors
/// [`AppError`] of the database.
pub async fn comment(
    db: &PgPool,
    caller: &Caller,
    filing_id: i64,
    indicator_id: Option<i64>,
    body: &str,
) -> Result<(), AppError> {
    let mut tx = db.begin().await?;
    let id = db::comment(
        &mut tx,
        filing_id,
        indicator_id,
        body,
        caller.actor.account_id,
    )
    .await?;
    let after = json!({ "comment": id, "indicator": indicator_id, "body": body });
    trace(
        &mut tx,
        &caller.origin,
        "commented",
        Owner::Filing(filing_id),
        None,
        Some(after),
        None,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn trace(
    tx: &mut sqlx::PgConnection,
    origin: &Origin,
    action: &str,
    owner: Owner,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
    reason: Option<&str>,
) -> sqlx::Result<()> {
    let (subject_type, subject_id) = owner.subject();
    audit::record(
        tx,
        origin,
        Change {
            action,
            subject_type,
            subject_id,
            before,
            after,
            reason,
        },
    )
    .await
}

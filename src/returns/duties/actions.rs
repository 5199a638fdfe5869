//! What people do about duties: each a transaction with its trace.

use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::db::{self, NewReminder};
use super::model::Key;
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Actor, Caller, Origin};
use crate::platform::web::{AppError, fits};

/// Longest reason of an exemption.
const MAX_REASON: usize = 1000;
/// Longest reminder.
pub const MAX_BODY: usize = 4000;

/// Puts enterprises into an officer's hands; `None` takes them out of anybody's.
///
/// # Errors
/// [`AppError::Refused`] when nobody may be such an officer.
pub async fn assign(
    db: &PgPool,
    caller: &Caller,
    enterprises: &[i64],
    officer: Option<i64>,
) -> Result<(), AppError> {
    let officers = db::officers(db).await?;
    let name = match officer {
        Some(id) => Some(
            officers
                .into_iter()
                .find(|(known, _)| *known == id)
                .ok_or(AppError::Refused(NO_OFFICER))?
                .1,
        ),
        None => None,
    };
    let mut tx = db.begin().await?;
    for id in enterprises {
        db::assign(&mut tx, *id, officer, caller.actor.account_id).await?;
        record(
            &mut tx,
            &caller.origin,
            "assigned",
            *id,
            Some(json!({ "officer": name })),
            None,
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

const NO_OFFICER: Text = Text::new(
    "Xin chọn cán bộ theo dõi trong danh sách.",
    "Please choose an officer from the list.",
);

pub const NO_REASON: Text = Text::new(
    "Xin ghi lý do miễn, tối đa 1.000 ký tự.",
    "Please give a reason of at most 1,000 characters.",
);

/// Notes that a duty does not hold, and why.
///
/// # Errors
/// [`AppError::Refused`] without a reason.
pub async fn exempt(db: &PgPool, caller: &Caller, key: &Key, reason: &str) -> Result<(), AppError> {
    fits(reason, MAX_REASON)?;
    if reason.is_empty() {
        return Err(AppError::Refused(NO_REASON));
    }
    let mut tx = db.begin().await?;
    if db::exempt(
        &mut tx,
        key.reporter,
        key.form_id,
        &key.period,
        reason,
        caller.actor.account_id,
    )
    .await?
    {
        record(
            &mut tx,
            &caller.origin,
            "exempted",
            key.reporter.enterprise_id,
            Some(described(key)),
            Some(reason),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Makes a duty hold again.
///
/// # Errors
/// Whatever the database says.
pub async fn unexempt(db: &PgPool, origin: &Origin, key: &Key) -> Result<(), AppError> {
    let mut tx = db.begin().await?;
    if let Some(reason) = db::unexempt(&mut tx, key.reporter, key.form_id, &key.period).await? {
        record(
            &mut tx,
            origin,
            "unexempted",
            key.reporter.enterprise_id,
            Some(described(key)),
            Some(&reason),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

fn described(key: &Key) -> Value {
    json!({ "form": key.form_id, "period": key.period, "project": key.reporter.project_id })
}

/// How somebody was reminded who was not written to: they were called, or it was pasted into a chat.
#[derive(Debug, Clone, Copy)]
pub enum Channel {
    Phone,
    Message,
}

impl Channel {
    fn code(self) -> &'static str {
        match self {
            Channel::Phone => "phone",
            Channel::Message => "message",
        }
    }
}

/// Notes that an enterprise was reminded; `recipient` is who was asked, masked.
///
/// # Errors
/// [`AppError::Refused`] without a text.
pub async fn remind(
    db: &PgPool,
    actor: &Actor,
    key: &Key,
    channel: Channel,
    recipient: &str,
    body: &str,
) -> Result<(), AppError> {
    fits(body, MAX_BODY)?;
    if body.is_empty() {
        return Err(AppError::Refused(Text::new(
            "Xin ghi nội dung nhắc, tối đa 4.000 ký tự.",
            "Please enter a text of at most 4,000 characters.",
        )));
    }
    let reminder = NewReminder {
        key,
        channel: channel.code(),
        recipient,
        body,
    };
    let mut tx = db.begin().await?;
    db::log_reminder(&mut tx, &reminder, actor.account_id).await?;
    tx.commit().await?;
    Ok(())
}

async fn record(
    tx: &mut PgConnection,
    origin: &Origin,
    action: &str,
    enterprise_id: i64,
    after: Option<Value>,
    reason: Option<&str>,
) -> sqlx::Result<()> {
    let change = Change {
        action,
        subject_type: "enterprises",
        subject_id: enterprise_id,
        before: None,
        after,
        reason,
    };
    audit::record(tx, origin, change).await
}

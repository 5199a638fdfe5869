//! Adding, changing, looking at and erasing a contact: write and audit in one transaction. The log says what was done and which
//! fields were filled, never with what: what is erased must not live on in it.

use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::db::{self, Contact};
use super::model;
use super::model::Draft;
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Actor, Caller, Origin, Seen};
use crate::platform::web::{AppError, fits};

/// Longest reason for erasing, in characters.
pub const MAX_REASON: usize = 500;

/// What the log may keep of a contact.
fn outline(id: i64, purpose: &str, filled: [(&str, bool); 4]) -> Value {
    let fields: Vec<&str> = filled
        .into_iter()
        .filter_map(|(name, filled)| filled.then_some(name))
        .collect();
    json!({ "contact": id, "purpose": purpose, "fields": fields })
}

/// Whose data it was, without the data: the enterprise, and what the contact is for.
fn whose(enterprise: &str, purpose: &str) -> String {
    format!(
        "{enterprise} – {}",
        model::purpose_words(purpose).in_lang(Lang::Vi)
    )
}

fn of_draft(id: i64, draft: &Draft) -> Value {
    let filled = [
        ("name", true),
        ("role", draft.role.is_some()),
        ("phone", draft.phone.is_some()),
        ("email", draft.email.is_some()),
    ];
    outline(id, &draft.purpose, filled)
}

fn of_contact(contact: &Contact) -> Value {
    let filled = [
        ("name", contact.name.is_some()),
        ("role", contact.role.is_some()),
        ("phone", contact.phone.is_some()),
        ("email", contact.email.is_some()),
    ];
    outline(contact.id, &contact.purpose, filled)
}

/// Adds a contact to an enterprise the caller has seen.
///
/// # Errors
/// [`AppError`] of the database.
pub async fn create(
    db: &PgPool,
    origin: &Origin,
    enterprise_id: i64,
    draft: &Draft,
) -> Result<(), AppError> {
    let mut tx = db.begin().await?;
    let id = db::insert(&mut tx, enterprise_id, draft).await?;
    let enterprise = db::enterprise_name(&mut tx, enterprise_id).await?;
    let whose = whose(&enterprise, &draft.purpose);
    trace(
        &mut tx,
        origin,
        "contact_added",
        enterprise_id,
        None,
        Some(of_draft(id, draft)),
        &whose,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Changes a contact. The enterprise it belongs to.
///
/// # Errors
/// [`AppError::NotFound`] out of reach, [`AppError::Clash`] when somebody changed or erased it meanwhile.
pub async fn update(
    db: &PgPool,
    caller: &Caller,
    Seen { id, version }: Seen,
    draft: &Draft,
) -> Result<i64, AppError> {
    let mut tx = db.begin().await?;
    let before = seen(&mut tx, &caller.actor, id).await?;
    if !db::update(&mut tx, id, version, draft).await? {
        return Err(AppError::Clash(Text::new(
            "Có người vừa sửa hoặc xóa đầu mối này. Xin mở lại rồi sửa.",
            "Somebody has just changed or erased this contact. Please open it again.",
        )));
    }
    trace(
        &mut tx,
        &caller.origin,
        "contact_changed",
        before.enterprise_id,
        Some(of_contact(&before)),
        Some(of_draft(id, draft)),
        &whose(&before.enterprise, &before.purpose),
    )
    .await?;
    tx.commit().await?;
    Ok(before.enterprise_id)
}

/// Shows a contact to somebody who needs it: the look is on record before anything is shown.
///
/// # Errors
/// [`AppError::NotFound`] out of reach, [`AppError::Clash`] once it is erased.
pub async fn look(db: &PgPool, caller: &Caller, id: i64) -> Result<Contact, AppError> {
    let mut tx = db.begin().await?;
    let contact = seen(&mut tx, &caller.actor, id).await?;
    if contact.erased_at.is_some() {
        return Err(AppError::Clash(ERASED));
    }
    let whose = whose(&contact.enterprise, &contact.purpose);
    trace(
        &mut tx,
        &caller.origin,
        "contact_seen",
        contact.enterprise_id,
        None,
        Some(of_contact(&contact)),
        &whose,
    )
    .await?;
    tx.commit().await?;
    Ok(contact)
}

/// Takes the personal data out of a contact for good; the row and the reason stay. The enterprise it belongs to.
///
/// # Errors
/// [`AppError::Refused`] without a reason, [`AppError::NotFound`] out of reach, [`AppError::Clash`] when it is erased already.
pub async fn erase(db: &PgPool, caller: &Caller, id: i64, reason: &str) -> Result<i64, AppError> {
    let mut tx = db.begin().await?;
    let contact = seen(&mut tx, &caller.actor, id).await?;
    fits(reason, MAX_REASON)?;
    if reason.is_empty() {
        return Err(AppError::Refused(Text::new(
            "Xin ghi lý do xóa, tối đa 500 ký tự; không ghi lại dữ liệu cá nhân trong lý do.",
            "Please say why it is erased, in at most 500 characters and without the personal data itself.",
        )));
    }
    if !db::erase(&mut tx, id, &caller.origin.actor, reason).await? {
        return Err(AppError::Clash(ERASED));
    }
    let why = format!("{}. {reason}", whose(&contact.enterprise, &contact.purpose));
    trace(
        &mut tx,
        &caller.origin,
        "contact_erased",
        contact.enterprise_id,
        Some(of_contact(&contact)),
        None,
        &why,
    )
    .await?;
    tx.commit().await?;
    Ok(contact.enterprise_id)
}

const ERASED: Text = Text::new(
    "Dữ liệu của đầu mối này đã được xóa.",
    "The data of this contact have been erased.",
);

async fn seen(tx: &mut PgConnection, actor: &Actor, id: i64) -> Result<Contact, AppError> {
    db::find(tx, id, actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)
}

async fn trace(
    tx: &mut PgConnection,
    origin: &Origin,
    action: &str,
    enterprise_id: i64,
    before: Option<Value>,
    after: Option<Value>,
    reason: &str,
) -> sqlx::Result<()> {
    let reason = Some(reason);
    audit::record(
        tx,
        origin,
        Change {
            action,
            subject_type: "enterprises",
            subject_id: enterprise_id,
            before,
            after,
            reason,
        },
    )
    .await
}

//! What people and the administrator do with accounts.

use std::collections::HashMap;

use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::db::{self, Account};
use super::password;
use super::session::{self, Token};
use crate::audit::{self, Change};
use crate::i18n::{Lang, Text};
use crate::kernel::{Actor, Origin, Role};
use crate::registry::actions::Refusal;
use crate::web::AppError;

/// Failed attempts in 15 minutes after which a name is refused from one address, and from anywhere.
const MAX_FAILURES: (i64, i64) = (10, 100);

/// Who somebody claims to be.
pub struct Claim<'a> {
    pub username: &'a str,
    pub password: &'a str,
    pub address: &'a str,
    pub user_agent: &'a str,
}

/// Opens a session, or `None` when name or password is wrong (it never says which).
///
/// # Errors
/// [`AppError::TooManyAttempts`] after ten failures in a quarter of an hour.
pub async fn sign_in(db: &PgPool, claim: Claim<'_>) -> Result<Option<Token>, AppError> {
    let username = claim.username.to_lowercase().chars().take(60).collect::<String>();
    let (here, anywhere) = db::recent_failures(db, &username, claim.address).await?;
    if here >= MAX_FAILURES.0 || anywhere >= MAX_FAILURES.1 {
        return Err(AppError::TooManyAttempts);
    }
    let known = db::credentials(db, &username).await?;
    let stored = known.as_ref().map(|(_, hash, _)| hash.clone());
    let right = password::verify(claim.password.chars().take(300).collect(), stored).await?;
    match known {
        Some((account_id, _, true)) if right => {
            let token = Token::random();
            let mut tx = db.begin().await?;
            db::open_session(&mut tx, account_id, &token.hash(), claim.address, claim.user_agent).await?;
            tx.commit().await?;
            Ok(Some(token))
        }
        _ => {
            db::note_failure(db, &username, claim.address).await?;
            Ok(None)
        }
    }
}

/// Changes one's own password and ends one's other sessions.
///
/// # Errors
/// [`Refusal::Fields`] at `current` or `new`.
pub async fn change_password(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    current: &str,
    new: &str,
    lang: Lang,
) -> Result<(), Refusal> {
    let stored = db::credentials(db, &actor.username).await?.map(|(_, hash, _)| hash);
    if !password::verify(current.to_owned(), stored).await? {
        return Err(field("current", Text::new("Mật khẩu hiện tại chưa đúng.", "The current password is wrong."), lang));
    }
    if let Some(fault) = password::fault(new, &actor.username) {
        return Err(field("new", fault, lang));
    }
    let hash = password::hash(new.to_owned()).await?;
    let mut tx = db.begin().await?;
    db::set_password(&mut tx, actor.account_id, &hash).await?;
    db::end_other_sessions(&mut tx, actor.account_id, actor.session_id).await?;
    record(&mut tx, origin, "password", actor.account_id, None, None).await?;
    tx.commit().await?;
    Ok(())
}

/// A new or changed account.
#[derive(Debug, Clone, Default)]
pub struct AccountDraft {
    pub username: String,
    pub display_name: String,
    pub role: String,
    pub zones: Vec<i64>,
    pub disabled: bool,
    /// Empty keeps the old one.
    pub password: String,
}

/// Creates an account.
///
/// # Errors
/// [`Refusal::Fields`] for what is wrong.
pub async fn create(db: &PgPool, origin: &Origin, draft: &AccountDraft, lang: Lang) -> Result<i64, Refusal> {
    let hash = checked_hash(draft, lang).await?;
    let mut tx = db.begin().await?;
    let id = insert(&mut tx, origin, draft, &hash, lang).await?;
    tx.commit().await?;
    Ok(id)
}

/// The hash of a new account's password, once the whole draft is sound.
async fn checked_hash(draft: &AccountDraft, lang: Lang) -> Result<String, Refusal> {
    let mut faults = faults(draft, lang);
    if let Some(fault) = password::fault(&draft.password, &draft.username) {
        faults.insert("password", fault.in_lang(lang).to_owned());
    }
    if !faults.is_empty() {
        return Err(Refusal::Fields(faults));
    }
    Ok(password::hash(draft.password.clone()).await?)
}

async fn insert(tx: &mut PgConnection, origin: &Origin, draft: &AccountDraft, hash: &str, lang: Lang) -> Result<i64, Refusal> {
    let id =
        db::insert_account(tx, &draft.username, &draft.display_name, &draft.role, hash).await.map_err(|error| {
            match error.as_database_error().and_then(|cause| cause.constraint()) {
                Some("accounts_username_key") => {
                    field("username", Text::new("Tên đăng nhập này đã có.", "This user name is taken."), lang)
                }
                Some("accounts_username_shape") => field("username", USERNAME_SHAPE, lang),
                _ => Refusal::Error(error.into()),
            }
        })?;
    db::set_zones(tx, id, &draft.zones).await?;
    let after = db::account(tx, id).await?;
    record(tx, origin, "created", id, None, after.as_ref()).await?;
    Ok(id)
}

/// Changes an account; a new password ends its sessions.
///
/// # Errors
/// [`Refusal::Fields`] for what is wrong; [`AppError::Clash`] when somebody was faster.
pub async fn update(
    db: &PgPool,
    origin: &Origin,
    id: i64,
    version: i32,
    draft: &AccountDraft,
    lang: Lang,
) -> Result<(), Refusal> {
    let mut faults = faults(draft, lang);
    if !draft.password.is_empty()
        && let Some(fault) = password::fault(&draft.password, &draft.username)
    {
        faults.insert("password", fault.in_lang(lang).to_owned());
    }
    if !faults.is_empty() {
        return Err(Refusal::Fields(faults));
    }
    let hash = if draft.password.is_empty() { None } else { Some(password::hash(draft.password.clone()).await?) };
    let mut tx = db.begin().await?;
    let before = db::account(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    let stays_administrator = draft.role == Role::Administrator.code() && !draft.disabled;
    if before.role == Role::Administrator.code() && !stays_administrator && !db::other_administrator(&mut tx, id).await? {
        let text = Text::new(
            "Đây là quản trị viên cuối cùng; phải có ít nhất một.",
            "This is the last administrator; there must be one.",
        );
        return Err(field("role", text, lang));
    }
    if !db::update_account(&mut tx, id, version, &draft.display_name, &draft.role, draft.disabled).await? {
        return Err(Refusal::Error(AppError::Clash(Text::new(
            "Có người vừa sửa tài khoản này. Xin mở lại và sửa lần nữa.",
            "Somebody has just changed this account. Please open it again and repeat your change.",
        ))));
    }
    db::set_zones(&mut tx, id, &draft.zones).await?;
    if let Some(hash) = hash {
        db::set_password(&mut tx, id, &hash).await?;
        db::end_other_sessions(&mut tx, id, 0).await?;
        record(&mut tx, origin, "password", id, None, None).await?;
    }
    let after = db::account(&mut tx, id).await?;
    record(&mut tx, origin, "updated", id, Some(&before), after.as_ref()).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes the link that creates the first administrator, or `None` when there are accounts.
///
/// # Errors
/// Whatever the database says.
pub async fn setup_link(db: &PgPool) -> sqlx::Result<Option<String>> {
    if db::any_account(db).await? {
        return Ok(None);
    }
    let token = Token::random();
    db::replace_setup_link(db, &token.hash()).await?;
    Ok(Some(format!("/setup/{}", token.as_str())))
}

/// Creates the first administrator through the set-up link.
///
/// # Errors
/// [`AppError::NotFound`] when the link is used, old or wrong.
pub async fn set_up(db: &PgPool, origin: &Origin, token: &str, draft: &AccountDraft, lang: Lang) -> Result<(), Refusal> {
    let hash = checked_hash(draft, lang).await?;
    let mut tx = db.begin().await?;
    let token_hash = session::hash(token);
    if !db::usable_setup_link(&mut tx, &token_hash).await? {
        return Err(Refusal::Error(AppError::NotFound));
    }
    insert(&mut tx, origin, draft, &hash, lang).await?;
    db::use_setup_link(&mut tx, &token_hash).await?;
    tx.commit().await?;
    Ok(())
}

const USERNAME_SHAPE: Text = Text::new(
    "Từ 2 đến 40 ký tự: chữ thường không dấu, số, dấu chấm, gạch nối.",
    "2 to 40 characters: lower-case letters, digits, dots, hyphens.",
);

fn faults(draft: &AccountDraft, lang: Lang) -> HashMap<&'static str, String> {
    let mut faults = HashMap::new();
    if draft.username.len() < 2 {
        faults.insert("username", USERNAME_SHAPE.in_lang(lang).to_owned());
    }
    if draft.display_name.is_empty() || draft.display_name.chars().count() > 120 {
        let text = Text::new("Xin nhập họ tên, tối đa 120 ký tự.", "Please enter a name of at most 120 characters.");
        faults.insert("display_name", text.in_lang(lang).to_owned());
    }
    if Role::from_code(&draft.role).is_none() {
        faults.insert("role", Text::new("Xin chọn vai trò.", "Please choose a role.").in_lang(lang).to_owned());
    }
    faults
}

fn field(name: &'static str, text: Text, lang: Lang) -> Refusal {
    Refusal::Fields(HashMap::from([(name, text.in_lang(lang).to_owned())]))
}

fn to_json(account: &Account) -> Value {
    json!({
        "username": account.username,
        "display_name": account.display_name,
        "role": account.role,
        "zones": account.zones,
        "disabled": account.disabled_at.is_some(),
    })
}

async fn record(
    tx: &mut PgConnection,
    origin: &Origin,
    action: &str,
    id: i64,
    before: Option<&Account>,
    after: Option<&Account>,
) -> sqlx::Result<()> {
    let change = Change {
        action,
        subject_type: "accounts",
        subject_id: id,
        before: before.map(to_json),
        after: after.map(to_json),
        reason: None,
    };
    audit::record(tx, origin, change).await
}

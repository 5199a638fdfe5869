//! What people and the administrator do with accounts.

use std::collections::HashMap;
use std::time::Instant;

use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::db::{self, Account};
use super::guard::{self, Attempt, Guard};
use super::password;
use super::session::{self, Token};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Caller, Origin, Role, Seen};
use crate::platform::registry::actions::Refusal;
use crate::platform::web::AppError;

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
/// [`AppError::TooManyAttempts`] where the [`Guard`] says so, before the password is looked at; [`AppError::Busy`].
pub async fn sign_in(
    db: &PgPool,
    guard: &Guard,
    claim: Claim<'_>,
) -> Result<Option<Token>, AppError> {
    let username = claim
        .username
        .to_lowercase()
        .chars()
        .take(60)
        .collect::<String>();
    let place = guard::place(claim.address);
    let attempt = match guard.attempt(&username, &place, false, Instant::now()) {
        Err(guard::Refusal::Others(_)) if db::familiar(db, &username, &place).await? => {
            guard.attempt(&username, &place, true, Instant::now())
        }
        attempt => attempt,
    };
    let attempt = attempt.map_err(|refusal| AppError::TooManyAttempts(refusal.wait()))?;
    let known = looked_at(&attempt, db::credentials(db, &username).await)?;
    let stored = known.as_ref().map(|(_, hash, _)| hash.clone());
    let right = looked_at(&attempt, password::verify(claim.password, stored).await)?;
    let Some((account_id, _, true)) = known.filter(|_| right) else {
        return Ok(None);
    };
    attempt.right();
    let token = Token::random();
    let mut tx = db.begin().await?;
    db::open_session(
        &mut tx,
        account_id,
        &token.hash(),
        claim.address,
        claim.user_agent,
    )
    .await?;
    db::note_place(&mut tx, account_id, &place).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// What a step of an attempt came to. An attempt that went no further does not count.
fn looked_at<T, E>(attempt: &Attempt<'_>, outcome: Result<T, E>) -> Result<T, E> {
    if outcome.is_err() {
        attempt.not_made();
    }
    outcome
}

/// Changes one's own password and ends one's other sessions. The present password is guarded as at signing in, by the session:
/// whoever found one open has no more guesses for coming from many addresses, and costs its owner none.
///
/// # Errors
/// [`Refusal::Fields`] at `current` or `new`; [`AppError::TooManyAttempts`] and [`AppError::Busy`] as at signing in.
pub async fn change_password(
    db: &PgPool,
    guard: &Guard,
    caller: &Caller,
    NewPassword { current, new }: NewPassword<'_>,
) -> Result<(), Refusal> {
    let place = format!("session {}", caller.actor.session_id);
    let attempt = guard.attempt(&caller.actor.username, &place, true, Instant::now());
    let attempt = attempt.map_err(|refusal| AppError::TooManyAttempts(refusal.wait()))?;
    let stored = looked_at(&attempt, db::credentials(db, &caller.actor.username).await)?
        .map(|(_, hash, _)| hash);
    if !looked_at(&attempt, password::verify(current, stored).await)? {
        return Err(field(
            "current",
            Text::new(
                "Mật khẩu hiện tại chưa đúng.",
                "The current password is wrong.",
            ),
            caller.lang,
        ));
    }
    attempt.right();
    if let Some(fault) = password::fault(new, &caller.actor.username) {
        return Err(field("new", fault, caller.lang));
    }
    let hash = password::hash(new.to_owned()).await?;
    let mut tx = db.begin().await?;
    db::set_password(&mut tx, caller.actor.account_id, &hash).await?;
    db::end_other_sessions(&mut tx, caller.actor.account_id, caller.actor.session_id).await?;
    record(
        &mut tx,
        &caller.origin,
        "password",
        caller.actor.account_id,
        None,
        None,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// The password somebody has, as they type it, and the one they want.
pub struct NewPassword<'a> {
    pub current: &'a str,
    pub new: &'a str,
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

/// Whether an account limited to `scope` may deal with accounts of these zones: none of them is all of them.
pub fn within(zones: &[i64], scope: Option<&[i64]>) -> bool {
    scope.is_none_or(|own| !zones.is_empty() && zones.iter().all(|zone| own.contains(zone)))
}

/// Whoever gives and changes accounts: an administrator, or – where there is no account to act by – the set-up page and the
/// command line.
pub struct Giver<'a> {
    pub origin: Origin,
    /// The zones they are limited to.
    pub scope: Option<&'a [i64]>,
    pub lang: Lang,
}

impl Giver<'_> {
    /// Nobody's account, and no limit.
    pub fn of(origin: Origin, lang: Lang) -> Giver<'static> {
        Giver {
            origin,
            scope: None,
            lang,
        }
    }
}

impl<'a> From<&'a Caller> for Giver<'a> {
    fn from(caller: &'a Caller) -> Giver<'a> {
        Giver {
            origin: caller.origin.clone(),
            scope: caller.actor.zones.as_deref(),
            lang: caller.lang,
        }
    }
}

/// Creates an account.
///
/// # Errors
/// [`Refusal::Fields`] for what is wrong.
pub async fn create(db: &PgPool, giver: &Giver<'_>, draft: &AccountDraft) -> Result<i64, Refusal> {
    sound(draft, true, giver.lang)?;
    let hash = password::hash(draft.password.clone()).await?;
    let mut tx = db.begin().await?;
    let id = insert(&mut tx, giver, draft, &hash).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whether a draft is sound by itself. A new account needs a password; an empty one keeps what there is.
fn sound(draft: &AccountDraft, new: bool, lang: Lang) -> Result<(), Refusal> {
    let mut faults = faults(draft, lang);
    if let Some(fault) = password::fault(&draft.password, &draft.username)
        .filter(|_| new || !draft.password.is_empty())
    {
        faults.insert("password", fault.in_lang(lang).to_owned());
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Fields(faults))
    }
}

async fn insert(
    tx: &mut PgConnection,
    giver: &Giver<'_>,
    draft: &AccountDraft,
    hash: &str,
) -> Result<i64, Refusal> {
    let lang = giver.lang;
    let zones = granted(tx, giver, draft).await?;
    let id = db::insert_account(tx, &draft.username, &draft.display_name, &draft.role, hash)
        .await
        .map_err(|error| {
            match error
                .as_database_error()
                .and_then(|cause| cause.constraint())
            {
                Some("accounts_username_key") => field(
                    "username",
                    Text::new("Tên đăng nhập này đã có.", "This user name is taken."),
                    lang,
                ),
                Some("accounts_username_shape") => field("username", USERNAME_SHAPE, lang),
                _ => Refusal::Error(error.into()),
            }
        })?;
    db::set_zones(tx, id, &zones).await?;
    let after = db::account(tx, id).await?;
    record(tx, &giver.origin, "created", id, None, after.as_ref()).await?;
    Ok(id)
}

/// The zones of a draft, each once: they are all there, and nobody gives more than they have.
async fn granted(
    tx: &mut PgConnection,
    giver: &Giver<'_>,
    draft: &AccountDraft,
) -> Result<Vec<i64>, Refusal> {
    let mut zones = draft.zones.clone();
    zones.sort_unstable();
    zones.dedup();
    if !within(&zones, giver.scope) {
        let text = Text::new(
            "Xin chọn trong các khu anh/chị được giao; phải chọn ít nhất một khu.",
            "Please choose among the zones you are assigned to, at least one.",
        );
        return Err(field("zones", text, giver.lang));
    }
    if db::zones(tx, &zones).await?.len() != zones.len() {
        return Err(field(
            "zones",
            Text::new(
                "Xin chọn khu trong danh sách.",
                "Please choose zones of the list.",
            ),
            giver.lang,
        ));
    }
    Ok(zones)
}

/// Changes an account; a new password ends its sessions.
///
/// # Errors
/// [`Refusal::Fields`] for what is wrong, also when no administrator would be left; [`AppError::NotFound`] for an account that
/// reaches further than the giver; [`AppError::Clash`] when somebody was faster.
pub async fn update(
    db: &PgPool,
    giver: &Giver<'_>,
    Seen { id, version }: Seen,
    draft: &AccountDraft,
) -> Result<(), Refusal> {
    sound(draft, false, giver.lang)?;
    let hash = if draft.password.is_empty() {
        None
    } else {
        Some(password::hash(draft.password.clone()).await?)
    };
    let mut tx = db.begin().await?;
    // Two administrators who disable each other at once come one after the other, and the second finds who is left.
    db::lock_administrators(&mut tx).await?;
    let stood = db::administrators(&mut tx).await?;
    let before = db::account(&mut tx, id)
        .await?
        .filter(|account| within(&account.zones, giver.scope))
        .ok_or(AppError::NotFound)?;
    let zones = granted(&mut tx, giver, draft).await?;
    if !db::update_account(
        &mut tx,
        id,
        version,
        &draft.display_name,
        &draft.role,
        draft.disabled,
    )
    .await?
    {
        return Err(Refusal::Error(AppError::Clash(Text::new(
            "Có người vừa sửa tài khoản này. Xin mở lại và sửa lần nữa.",
            "Somebody has just changed this account. Please open it again and repeat your change.",
        ))));
    }
    db::set_zones(&mut tx, id, &zones).await?;
    let stand = db::administrators(&mut tx).await?;
    if stand.0 == 0 && stood.0 > 0 || stand.1 == 0 && stood.1 > 0 {
        return Err(field("role", LAST_ADMINISTRATOR, giver.lang));
    }
    if let Some(hash) = hash {
        db::set_password(&mut tx, id, &hash).await?;
        db::end_other_sessions(&mut tx, id, 0).await?;
        record(&mut tx, &giver.origin, "password", id, None, None).await?;
    }
    let after = db::account(&mut tx, id).await?;
    record(
        &mut tx,
        &giver.origin,
        "updated",
        id,
        Some(&before),
        after.as_ref(),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

const LAST_ADMINISTRATOR: Text = Text::new(
    "Đây là quản trị viên cuối cùng không giới hạn khu; phải còn ít nhất một người đang dùng được.",
    "This is the last administrator who is not limited to zones; at least one must stay in use.",
);

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
pub async fn set_up(
    db: &PgPool,
    giver: &Giver<'_>,
    token: &str,
    draft: &AccountDraft,
) -> Result<(), Refusal> {
    let token_hash = session::hash(token);
    // Before anything else is looked at, and hashing costs most: the address is anybody's to send to.
    usable(&mut *db.acquire().await?, &token_hash).await?;
    sound(draft, true, giver.lang)?;
    let hash = password::hash(draft.password.clone()).await?;
    let mut tx = db.begin().await?;
    usable(&mut tx, &token_hash).await?;
    insert(&mut tx, giver, draft, &hash).await?;
    db::use_setup_link(&mut tx, &token_hash).await?;
    tx.commit().await?;
    Ok(())
}

async fn usable(connection: &mut PgConnection, token_hash: &[u8]) -> Result<(), AppError> {
    if db::usable_setup_link(connection, token_hash).await? {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
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
        let text = Text::new(
            "Xin nhập họ tên, tối đa 120 ký tự.",
            "Please enter a name of at most 120 characters.",
        );
        faults.insert("display_name", text.in_lang(lang).to_owned());
    }
    if Role::from_code(&draft.role).is_none() {
        faults.insert(
            "role",
            Text::new("Xin chọn vai trò.", "Please choose a role.")
                .in_lang(lang)
                .to_owned(),
        );
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

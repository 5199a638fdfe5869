//! Signing in and out, one's own account, and the administrator's pages.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, StatusCode, header};

use super::actions::{self, AccountDraft, Claim, Giver, NewPassword};
use super::db;
use super::guard::Guard;
use super::roles;
use super::session::{self, Token};
use super::view::{FormPage, Line, ListPage, OwnPage, Pick, ResumePage, SessionLine, SignInPage};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Origin, Permission, Role, Seen};
use crate::platform::registry::{self, actions::Refusal};
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::{
    self, Access, Answer, AppError, Ctx, FormData, Routes, UnansweredForm, Visit,
};
use crate::registers::zones::ZONE;

pub fn routes() -> Routes {
    let admin = Access::Needs(Permission::ManageAccounts);
    Routes::new()
        .get("/sign-in", Access::Public, sign_in_page)
        .post("/sign-in", Access::Public, sign_in)
        .post("/sign-out", Access::SignedIn, sign_out)
        .get("/setup/{token}", Access::Public, set_up_page)
        .post("/setup/{token}", Access::Public, set_up)
        .get("/account", Access::SignedIn, own_page)
        .post("/account/password", Access::SignedIn, change_password)
        .post("/account/sessions/{id}/end", Access::SignedIn, end_session)
        .get("/accounts", admin, list_page)
        .get("/accounts/new", admin, new_page)
        .post("/accounts", admin, create)
        .get("/accounts/{id}", admin, edit_page)
        .post("/accounts/{id}", admin, update)
}

/// Where to go after signing in: a page of our own.
fn safe_next(next: &str) -> &str {
    if web::is_own_path(next) && !next.starts_with("/sign-") {
        next
    } else {
        "/"
    }
}

async fn sign_in_page(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let next = safe_next(query.get("next")).to_owned();
    if visit.actor.is_some() {
        return Ok(redirect(&next));
    }
    let page = visit.page(visit.say(Text::new("Đăng nhập", "Sign in")));
    web::ok(&SignInPage {
        page,
        username: String::new(),
        next,
        kept: None,
        fault: None,
    })
}

async fn sign_in(
    visit: Visit,
    Extension(guard): Extension<Arc<Guard>>,
    headers: HeaderMap,
    data: FormData,
) -> Answer {
    let next = safe_next(data.get("next")).to_owned();
    let kept = UnansweredForm::returned(&data);
    let claim = Claim {
        username: data.get("username"),
        password: data.exact("password"),
        address: &visit.facts.address,
        user_agent: &session::user_agent(&headers),
    };
    let fault = match actions::sign_in(&visit.state.db, &guard, claim).await {
        Ok(Some(token)) => return signed_in(&visit, &token, &next, kept),
        Ok(None) => None,
        // The form stays, with what it carries.
        Err(error @ (AppError::TooManyAttempts(_) | AppError::Busy)) => Some(error),
        Err(error) => return Err(error),
    };
    let page = visit.page(visit.say(Text::new("Đăng nhập", "Sign in")));
    let (username, words) = (
        data.get("username").to_owned(),
        refusal_words(fault.as_ref()).in_lang(visit.lang),
    );
    let template = SignInPage {
        page,
        username,
        next,
        kept,
        fault: Some(words),
    };
    let response = web::render(StatusCode::UNPROCESSABLE_ENTITY, &template)?;
    Ok(match fault {
        Some(error) => error.marked(response),
        None => response,
    })
}

/// Why a password let nobody in: it is wrong, or was not looked at.
fn refusal_words(fault: Option<&AppError>) -> Text {
    match fault {
        Some(AppError::TooManyAttempts(_)) => Text::new(
            "Đã nhập sai mật khẩu nhiều lần. Xin chờ 15 phút rồi thử lại; quên mật khẩu thì nhờ quản trị viên của Ban đặt lại.",
            "Too many wrong passwords. Please wait 15 minutes and try again; an administrator of the board can set a new password.",
        ),
        Some(_) => Text::new(
            "Nhiều người đang đăng nhập hoặc đổi mật khẩu cùng lúc. Xin đợi vài giây rồi bấm lại.",
            "Many people are signing in or changing passwords at this moment. Please wait a few seconds and press again.",
        ),
        None => Text::new(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin kiểm tra bộ gõ tiếng Việt và phím Caps Lock.",
            "The user name or the password is wrong. Please check Caps Lock and the input method.",
        ),
    }
}

fn signed_in(visit: &Visit, token: &Token, next: &str, kept: Option<UnansweredForm>) -> Answer {
    let mut response = match kept {
        None => redirect(next),
        Some(kept) => {
            let page = visit.page(visit.say(Text::new("Đã đăng nhập lại", "Signed in again")));
            web::ok(&ResumePage { page, kept })?
        }
    };
    let cookie = session::cookie_for(token, &visit.state).ok_or(AppError::Internal)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

async fn sign_out(ctx: Ctx) -> Answer {
    let mut db = ctx.state.db.acquire().await?;
    db::end_session(&mut db, ctx.actor.account_id, ctx.actor.session_id).await?;
    let mut response = redirect("/sign-in");
    response
        .headers_mut()
        .append(header::SET_COOKIE, session::cleared_cookie());
    Ok(response)
}

async fn own_page(ctx: Ctx) -> Answer {
    own(&ctx, StatusCode::OK, Default::default()).await
}

async fn own(
    ctx: &Ctx,
    status: StatusCode,
    errors: std::collections::HashMap<&'static str, String>,
) -> Answer {
    let sessions = db::sessions_of(&ctx.state.db, ctx.actor.account_id).await?;
    let page = ctx.page(ctx.actor.display_name.clone());
    let template = OwnPage {
        page,
        username: ctx.actor.username.clone(),
        role: ctx.say(roles::words(ctx.actor.role)),
        sessions: sessions
            .into_iter()
            .map(|s| SessionLine::new(s, ctx.actor.session_id))
            .collect(),
        errors,
    };
    web::render(status, &template)
}

async fn change_password(
    ctx: Ctx,
    Extension(guard): Extension<Arc<Guard>>,
    data: FormData,
) -> Answer {
    let passwords = NewPassword {
        current: data.exact("current"),
        new: data.exact("new"),
    };
    match actions::change_password(&ctx.state.db, &guard, &ctx.caller(), passwords).await {
        Ok(()) => {
            let text = Text::new(
                "Đã đổi mật khẩu và kết thúc các phiên khác.",
                "Password changed; your other sessions are ended.",
            );
            Ok(see_other("/account", Tone::Ok, ctx.say(text)))
        }
        Err(Refusal::Fields(errors)) => own(&ctx, StatusCode::UNPROCESSABLE_ENTITY, errors).await,
        Err(Refusal::Error(error @ (AppError::TooManyAttempts(_) | AppError::Busy))) => {
            let words = ctx.say(refusal_words(Some(&error))).to_owned();
            let response = own(&ctx, error.status(), [("current", words)].into()).await?;
            Ok(error.marked(response))
        }
        Err(Refusal::Error(error)) => Err(error),
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
    }
}

async fn end_session(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let mut db = ctx.state.db.acquire().await?;
    if !db::end_session(&mut db, ctx.actor.account_id, id).await? {
        return Err(AppError::NotFound);
    }
    Ok(see_other(
        "/account",
        Tone::Ok,
        ctx.say(Text::new("Đã kết thúc phiên.", "Session ended.")),
    ))
}

async fn list_page(ctx: Ctx) -> Answer {
    let mut accounts = db::accounts(&ctx.state.db).await?;
    accounts.retain(|account| actions::within(&account.zones, ctx.actor.zones.as_deref()));
    let page = ctx.page(ctx.say(Text::new("Tài khoản", "Accounts")));
    web::ok(&ListPage {
        page,
        accounts: accounts
            .into_iter()
            .map(|account| Line::new(account, ctx.lang))
            .collect(),
    })
}

/// The form as posted. An id of a zone that cannot be read is not left out: fewer zones may mean all of them.
fn draft(data: &FormData) -> Result<AccountDraft, AppError> {
    Ok(AccountDraft {
        username: data.get("username").to_lowercase(),
        display_name: crate::foundation::i18n::compose(data.get("display_name")),
        role: data.get("role").to_owned(),
        zones: data.read_all("zones")?,
        disabled: data.get("disabled") == "true",
        password: data.exact("password").to_owned(),
    })
}

/// The account form around a draft.
async fn form(
    ctx: &Ctx,
    status: StatusCode,
    subject: Option<(i64, i32)>,
    draft: &AccountDraft,
    refusal: Option<Refusal>,
) -> Answer {
    let errors = match refusal {
        None => Default::default(),
        Some(Refusal::Fields(errors)) => errors,
        Some(Refusal::Error(error)) => return Err(error),
        Some(Refusal::Stale(_)) => return Err(AppError::Internal),
    };
    let scope = ctx.actor.zones.as_deref();
    let mut zones = registry::store::options(&ctx.state.db, &ZONE, scope).await?;
    // What the account has stays in its form though it is no longer offered: to lose its last zone would open all of them.
    let held: Vec<i64> = draft
        .zones
        .iter()
        .copied()
        .filter(|id| ctx.actor.sees_zone(*id))
        .collect();
    let held = db::zones(&mut *ctx.state.db.acquire().await?, &held).await?;
    zones.extend(
        held.into_iter()
            .filter(|(id, _)| zones.iter().all(|(known, _)| known != id))
            .collect::<Vec<_>>(),
    );
    let title = match subject {
        None => ctx
            .say(Text::new("Thêm tài khoản", "Add an account"))
            .to_owned(),
        Some(_) => draft.display_name.clone(),
    };
    let template = FormPage {
        page: ctx.page(title),
        action: subject.map_or("/accounts".to_owned(), |(id, _)| format!("/accounts/{id}")),
        create: subject.is_none(),
        set_up: false,
        limited: scope.is_some(),
        version: subject.map_or(0, |(_, version)| version),
        username: draft.username.clone(),
        display_name: draft.display_name.clone(),
        roles: Role::ALL
            .into_iter()
            .map(|role| Pick {
                value: role.code().to_owned(),
                label: ctx.say(roles::words(role)).to_owned(),
                chosen: role.code() == draft.role,
            })
            .collect(),
        zones: zones
            .into_iter()
            .map(|(id, label)| Pick {
                value: id.to_string(),
                label,
                chosen: draft.zones.contains(&id),
            })
            .collect(),
        disabled: draft.disabled,
        errors,
    };
    web::render(status, &template)
}

async fn new_page(ctx: Ctx) -> Answer {
    form(&ctx, StatusCode::OK, None, &AccountDraft::default(), None).await
}

async fn create(ctx: Ctx, data: FormData) -> Answer {
    let draft = draft(&data)?;
    match actions::create(&ctx.state.db, &(&ctx.caller()).into(), &draft).await {
        Ok(_) => Ok(see_other(
            "/accounts",
            Tone::Ok,
            ctx.say(Text::new("Đã thêm tài khoản.", "Account added.")),
        )),
        Err(refusal) => {
            form(
                &ctx,
                StatusCode::UNPROCESSABLE_ENTITY,
                None,
                &draft,
                Some(refusal),
            )
            .await
        }
    }
}

async fn edit_page(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let mut db = ctx.state.db.acquire().await?;
    let account = db::account(&mut db, id).await?.ok_or(AppError::NotFound)?;
    drop(db);
    if !actions::within(&account.zones, ctx.actor.zones.as_deref()) {
        return Err(AppError::NotFound);
    }
    let draft = AccountDraft {
        username: account.username,
        display_name: account.display_name,
        role: account.role,
        zones: account.zones,
        disabled: account.disabled_at.is_some(),
        password: String::new(),
    };
    form(
        &ctx,
        StatusCode::OK,
        Some((id, account.version)),
        &draft,
        None,
    )
    .await
}

async fn update(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let draft = draft(&data)?;
    let version = data.version();
    let seen = Seen { id, version };
    match actions::update(&ctx.state.db, &(&ctx.caller()).into(), seen, &draft).await {
        Ok(()) => Ok(see_other(
            "/accounts",
            Tone::Ok,
            ctx.say(Text::new("Đã lưu tài khoản.", "Account saved.")),
        )),
        Err(refusal) => {
            form(
                &ctx,
                StatusCode::UNPROCESSABLE_ENTITY,
                Some((id, version)),
                &draft,
                Some(refusal),
            )
            .await
        }
    }
}

fn set_up_form(
    visit: &Visit,
    token: &str,
    draft: &AccountDraft,
    errors: std::collections::HashMap<&'static str, String>,
) -> FormPage {
    FormPage {
        page: visit.page(visit.say(Text::new(
            "Tạo quản trị viên đầu tiên",
            "Create the first administrator",
        ))),
        action: format!("/setup/{token}"),
        create: true,
        set_up: true,
        limited: false,
        version: 0,
        username: draft.username.clone(),
        display_name: draft.display_name.clone(),
        roles: Vec::new(),
        zones: Vec::new(),
        disabled: false,
        errors,
    }
}

async fn set_up_page(visit: Visit, Path(token): Path<String>) -> Answer {
    if !db::setup_link_opens(&visit.state.db, &session::hash(&token)).await? {
        return Err(AppError::NotFound);
    }
    web::ok(&set_up_form(
        &visit,
        &token,
        &AccountDraft::default(),
        Default::default(),
    ))
}

async fn set_up(visit: Visit, Path(token): Path<String>, data: FormData) -> Answer {
    let draft = AccountDraft {
        role: Role::Administrator.code().to_owned(),
        zones: Vec::new(),
        disabled: false,
        ..draft(&data)?
    };
    let origin = Origin {
        account_id: None,
        actor: "set-up".to_owned(),
        address: visit.facts.address.clone(),
        request_id: visit.facts.request_id.clone(),
    };
    let giver = Giver::of(origin, visit.lang);
    match actions::set_up(&visit.state.db, &giver, &token, &draft).await {
        Ok(()) => {
            let text = Text::new(
                "Đã tạo tài khoản. Xin đăng nhập.",
                "The account is ready. Please sign in.",
            );
            Ok(see_other("/sign-in", Tone::Ok, visit.say(text)))
        }
        Err(Refusal::Fields(errors)) => web::render(
            StatusCode::UNPROCESSABLE_ENTITY,
            &set_up_form(&visit, &token, &draft, errors),
        ),
        Err(Refusal::Error(error)) => Err(error),
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
    }
}

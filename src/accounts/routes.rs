//! Signing in and out, one's own account, and the administrator's pages.

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, StatusCode, header};

use super::actions::{self, AccountDraft, Claim};
use super::db;
use super::session;
use super::view::{FormPage, Line, ListPage, OwnPage, Pick, ResumePage, SessionLine, SignInPage, role_words};
use crate::i18n::Text;
use crate::kernel::{Origin, Permission, Role};
use crate::registry::{self, actions::Refusal};
use crate::web::flash::{Tone, redirect, see_other};
use crate::web::{self, Access, Answer, AppError, Ctx, FormData, KeptForm, Routes, Visit, kept};
use crate::zones::ZONE;

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
    if kept::is_own_path(next) && !next.starts_with("/sign-") { next } else { "/" }
}

async fn sign_in_page(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let next = safe_next(query.get("next")).to_owned();
    if visit.actor.is_some() {
        return Ok(redirect(&next));
    }
    let page = visit.page(visit.say(Text::new("Đăng nhập", "Sign in")));
    web::ok(&SignInPage { page, username: String::new(), next, kept: None, failed: false })
}

async fn sign_in(visit: Visit, headers: HeaderMap, data: FormData) -> Answer {
    let next = safe_next(data.get("next")).to_owned();
    let kept = KeptForm::returned(&data);
    let claim = Claim {
        username: data.get("username"),
        // Not trimmed: a password may begin or end with a space.
        password: data.pairs().iter().find(|(key, _)| key == "password").map_or("", |(_, value)| value),
        address: &visit.facts.address,
        user_agent: &session::user_agent(&headers),
    };
    match actions::sign_in(&visit.state.db, claim).await? {
        Some(token) => {
            let mut response = match kept {
                None => redirect(&next),
                Some(kept) => {
                    let page = visit.page(visit.say(Text::new("Đã đăng nhập lại", "Signed in again")));
                    web::ok(&ResumePage { page, kept })?
                }
            };
            let cookie = session::cookie_for(&token, &visit.state).ok_or(AppError::Internal)?;
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        None => {
            let page = visit.page(visit.say(Text::new("Đăng nhập", "Sign in")));
            let username = data.get("username").to_owned();
            web::render(StatusCode::UNPROCESSABLE_ENTITY, &SignInPage { page, username, next, kept, failed: true })
        }
    }
}

async fn sign_out(ctx: Ctx) -> Answer {
    let mut db = ctx.state.db.acquire().await?;
    db::end_session(&mut db, ctx.actor.account_id, ctx.actor.session_id).await?;
    let mut response = redirect("/sign-in");
    response.headers_mut().append(header::SET_COOKIE, session::cleared_cookie());
    Ok(response)
}

async fn own_page(ctx: Ctx) -> Answer {
    own(&ctx, StatusCode::OK, Default::default()).await
}

async fn own(ctx: &Ctx, status: StatusCode, errors: std::collections::HashMap<&'static str, String>) -> Answer {
    let sessions = db::sessions_of(&ctx.state.db, ctx.actor.account_id).await?;
    let page = ctx.page(ctx.actor.display_name.clone());
    let template = OwnPage {
        page,
        username: ctx.actor.username.clone(),
        role: ctx.say(role_words(ctx.actor.role.code())),
        sessions: sessions.into_iter().map(|s| SessionLine::new(s, ctx.actor.session_id)).collect(),
        errors,
    };
    web::render(status, &template)
}

async fn change_password(ctx: Ctx, data: FormData) -> Answer {
    let outcome =
        actions::change_password(&ctx.state.db, &ctx.actor, &ctx.origin(), data.get("current"), data.get("new"), ctx.lang).await;
    match outcome {
        Ok(()) => {
            let text =
                Text::new("Đã đổi mật khẩu và kết thúc các phiên khác.", "Password changed; your other sessions are ended.");
            Ok(see_other("/account", Tone::Ok, ctx.say(text)))
        }
        Err(Refusal::Fields(errors)) => own(&ctx, StatusCode::UNPROCESSABLE_ENTITY, errors).await,
        Err(Refusal::Error(error)) => Err(error),
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
    }
}

async fn end_session(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let mut db = ctx.state.db.acquire().await?;
    if !db::end_session(&mut db, ctx.actor.account_id, id).await? {
        return Err(AppError::NotFound);
    }
    Ok(see_other("/account", Tone::Ok, ctx.say(Text::new("Đã kết thúc phiên.", "Session ended."))))
}

async fn list_page(ctx: Ctx) -> Answer {
    let accounts = db::accounts(&ctx.state.db).await?;
    let page = ctx.page(ctx.say(Text::new("Tài khoản", "Accounts")));
    web::ok(&ListPage { page, accounts: accounts.into_iter().map(|account| Line::new(account, ctx.lang)).collect() })
}

fn draft(data: &FormData) -> AccountDraft {
    AccountDraft {
        username: data.get("username").to_lowercase(),
        display_name: crate::i18n::compose(data.get("display_name")),
        role: data.get("role").to_owned(),
        zones: data.all("zones").filter_map(|id| id.parse().ok()).collect(),
        disabled: data.get("disabled") == "true",
        password: data.get("password").to_owned(),
    }
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
    let zones = registry::store::options(&ctx.state.db, &ZONE, ctx.actor.zones.as_deref()).await?;
    let title = match subject {
        None => ctx.say(Text::new("Thêm tài khoản", "Add an account")).to_owned(),
        Some(_) => draft.display_name.clone(),
    };
    let template = FormPage {
        page: ctx.page(title),
        action: subject.map_or("/accounts".to_owned(), |(id, _)| format!("/accounts/{id}")),
        create: subject.is_none(),
        set_up: false,
        version: subject.map_or(0, |(_, version)| version),
        username: draft.username.clone(),
        display_name: draft.display_name.clone(),
        roles: Role::ALL
            .into_iter()
            .map(|role| Pick {
                value: role.code().to_owned(),
                label: ctx.say(role_words(role.code())).to_owned(),
                chosen: role.code() == draft.role,
            })
            .collect(),
        zones: zones
            .into_iter()
            .map(|(id, label)| Pick { value: id.to_string(), label, chosen: draft.zones.contains(&id) })
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
    let draft = draft(&data);
    match actions::create(&ctx.state.db, &ctx.origin(), &draft, ctx.lang).await {
        Ok(_) => Ok(see_other("/accounts", Tone::Ok, ctx.say(Text::new("Đã thêm tài khoản.", "Account added.")))),
        Err(refusal) => form(&ctx, StatusCode::UNPROCESSABLE_ENTITY, None, &draft, Some(refusal)).await,
    }
}

async fn edit_page(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let mut db = ctx.state.db.acquire().await?;
    let account = db::account(&mut db, id).await?.ok_or(AppError::NotFound)?;
    drop(db);
    let draft = AccountDraft {
        username: account.username,
        display_name: account.display_name,
        role: account.role,
        zones: account.zones,
        disabled: account.disabled_at.is_some(),
        password: String::new(),
    };
    form(&ctx, StatusCode::OK, Some((id, account.version)), &draft, None).await
}

async fn update(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let draft = draft(&data);
    match actions::update(&ctx.state.db, &ctx.origin(), id, data.version(), &draft, ctx.lang).await {
        Ok(()) => Ok(see_other("/accounts", Tone::Ok, ctx.say(Text::new("Đã lưu tài khoản.", "Account saved.")))),
        Err(refusal) => form(&ctx, StatusCode::UNPROCESSABLE_ENTITY, Some((id, data.version())), &draft, Some(refusal)).await,
    }
}

fn set_up_form(
    visit: &Visit,
    token: &str,
    draft: &AccountDraft,
    errors: std::collections::HashMap<&'static str, String>,
) -> FormPage {
    FormPage {
        page: visit.page(visit.say(Text::new("Tạo quản trị viên đầu tiên", "Create the first administrator"))),
        action: format!("/setup/{token}"),
        create: true,
        set_up: true,
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
    let mut tx = visit.state.db.begin().await?;
    if !db::usable_setup_link(&mut tx, &session::hash(&token)).await? {
        return Err(AppError::NotFound);
    }
    web::ok(&set_up_form(&visit, &token, &AccountDraft::default(), Default::default()))
}

async fn set_up(visit: Visit, Path(token): Path<String>, data: FormData) -> Answer {
    let draft = AccountDraft { role: Role::Administrator.code().to_owned(), zones: Vec::new(), disabled: false, ..draft(&data) };
    let origin = Origin {
        account_id: None,
        actor: "set-up".to_owned(),
        address: visit.facts.address.clone(),
        request_id: visit.facts.request_id.clone(),
    };
    match actions::set_up(&visit.state.db, &origin, &token, &draft, visit.lang).await {
        Ok(()) => {
            let text = Text::new("Đã tạo tài khoản. Xin đăng nhập.", "The account is ready. Please sign in.");
            Ok(see_other("/sign-in", Tone::Ok, visit.say(text)))
        }
        Err(Refusal::Fields(errors)) => {
            web::render(StatusCode::UNPROCESSABLE_ENTITY, &set_up_form(&visit, &token, &draft, errors))
        }
        Err(Refusal::Error(error)) => Err(error),
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
    }
}

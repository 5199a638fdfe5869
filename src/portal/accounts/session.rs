//! The session cookie, and the layer that finds out who asks.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use sqlx::PgPool;

use super::db;
use crate::foundation::kernel::{Actor, Role};
use crate::platform::web::cookie::cookie;
use crate::platform::web::{AppError, AppState, requests};

const COOKIE: &str = "session";

/// A secret that is handed out once; the database keeps only its hash.
pub struct Token(String);

impl Token {
    #[expect(
        clippy::disallowed_methods,
        reason = "the token of a session is chance"
    )]
    pub fn random() -> Token {
        Token(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

/// The hash under which a token is stored.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The cookie that carries a session.
pub fn cookie_for(token: &Token, state: &AppState) -> Option<HeaderValue> {
    let secure = if state.secure_cookies { "; Secure" } else { "" };
    HeaderValue::from_str(&format!(
        "{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax{secure}",
        token.as_str()
    ))
    .ok()
}

/// The cookie that ends it.
pub fn cleared_cookie() -> HeaderValue {
    HeaderValue::from_static("session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// Puts the [`Actor`] of a valid session into the request. Static files and health checks ask nobody.
pub async fn authenticate(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path.starts_with("/static/") || path.starts_with("/health/") {
        return next.run(request).await;
    }
    match actor(&state, request.headers()).await {
        Ok(Some(actor)) => {
            requests::asked_by(&actor);
            request.extensions_mut().insert(actor.clone());
            let mut response = next.run(request).await;
            // An error page further out still shows who is signed in.
            response.extensions_mut().insert(actor);
            response
        }
        Ok(None) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

async fn actor(state: &AppState, headers: &HeaderMap) -> Result<Option<Actor>, AppError> {
    let Some(token) = cookie(headers, COOKIE).filter(|token| token.len() == 43) else {
        return Ok(None);
    };
    let Some(row) = db::session(&state.db, &hash(token)).await? else {
        return Ok(None);
    };
    if row.stale {
        db::touch_session(&state.db, row.session_id).await?;
    }
    let Some(role) = Role::from_code(&row.role) else {
        return Ok(None);
    };
    Ok(Some(Actor {
        account_id: row.account_id,
        session_id: row.session_id,
        username: row.username,
        display_name: row.display_name,
        role,
        zones: row.zones,
    }))
}

/// Somebody without a request of their own, as they are now: none when the account may not sign in. For what they asked to be
/// done in the background.
///
/// # Errors
/// Whatever the database says.
pub async fn actor_of(db: &PgPool, account_id: i64) -> sqlx::Result<Option<Actor>> {
    let row = db::in_use(db, account_id).await?;
    Ok(row.and_then(|row| {
        Some(Actor {
            account_id,
            session_id: 0,
            role: Role::from_code(&row.role)?,
            username: row.username,
            display_name: row.display_name,
            zones: row.zones,
        })
    }))
}

/// What the browser says it is, cut to a sane length.
pub fn user_agent(headers: &HeaderMap) -> String {
    headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("–")
        .chars()
        .take(200)
        .collect()
}

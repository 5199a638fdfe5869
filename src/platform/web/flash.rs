//! One message that survives one redirect: "Đã lưu …". Kept in a cookie, shown once.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::cookie::cookie;

const COOKIE: &str = "flash";

/// How the message is coloured; the words say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Ok,
    Warn,
}

impl Tone {
    pub fn css(self) -> &'static str {
        match self {
            Tone::Ok => "ok",
            Tone::Warn => "warn",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Flash {
    pub tone: Tone,
    pub text: String,
}

impl Flash {
    pub(super) fn from_headers(headers: &HeaderMap) -> Option<Flash> {
        let bytes = URL_SAFE_NO_PAD.decode(cookie(headers, COOKIE)?).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (tone, text) = text.split_at_checked(1)?;
        let tone = if tone == "w" { Tone::Warn } else { Tone::Ok };
        Some(Flash {
            tone,
            text: text.chars().take(300).collect(),
        })
    }
}

/// 303 to `location`, where the message will be shown.
pub fn see_other(location: &str, tone: Tone, text: &str) -> Response {
    let mark = if tone == Tone::Warn { 'w' } else { 'o' };
    let value = URL_SAFE_NO_PAD.encode(format!("{mark}{text}"));
    let mut response = redirect(location);
    if let Ok(cookie) = HeaderValue::from_str(&format!(
        "{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60"
    )) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// 303 without a message.
pub fn redirect(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response(),
    }
}

/// The header that takes a shown message away.
pub(super) fn clear() -> HeaderValue {
    HeaderValue::from_static("flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

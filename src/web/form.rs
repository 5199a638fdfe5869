//! What a browser posted: raw strings, kept as typed until a form reads them.

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;

use super::error::AppError;
use super::state::AppState;
use crate::i18n::{self, Lang};

/// The longest body a plain form may have.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// Posted pairs in their order. The first of a repeated name counts for [`FormData::get`].
#[derive(Debug, Clone, Default)]
pub struct FormData {
    pairs: Vec<(String, String)>,
}

impl FormData {
    pub fn new(pairs: Vec<(String, String)>) -> FormData {
        FormData { pairs }
    }

    /// Reads `a=1&b=2`, from a body or a query string.
    pub fn parse(encoded: &[u8]) -> FormData {
        FormData { pairs: form_urlencoded::parse(encoded).into_owned().collect() }
    }

    /// Lines end as they are stored: browsers send CRLF, and a text that only differs in that is the same text. What is carried
    /// through signing in is left as it was sent.
    fn with_plain_lines(mut self) -> FormData {
        for (name, value) in &mut self.pairs {
            if value.contains('\r') && !name.starts_with(super::kept::PREFIX) {
                *value = value.replace("\r\n", "\n").replace('\r', "\n");
            }
        }
        self
    }

    /// The value as typed, without surrounding space; empty when absent.
    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The row version the form was opened with; 0 when absent, which no row has.
    pub fn version(&self) -> i32 {
        self.get("version").parse().unwrap_or(0)
    }
}

impl FromRequest<AppState> for FormData {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &AppState) -> Result<FormData, AppError> {
        let body = axum::body::Bytes::from_request(request, state).await.map_err(|_| AppError::TooLarge)?;
        // PostgreSQL text holds no NUL; a person cannot type one.
        if std::str::from_utf8(&body).is_err() || body.windows(3).any(|w| w == b"%00") {
            return Err(AppError::Refused(crate::i18n::Text::new(
                "Nội dung gửi lên không đọc được. Xin tải lại trang và nhập lại.",
                "What was sent cannot be read. Please reload the page and enter it again.",
            )));
        }
        Ok(FormData::parse(&body).with_plain_lines())
    }
}

/// What is wrong with a text of more than `most` characters: how long it is, and how long it may be. Nothing is cut off.
pub fn too_long(text: &str, most: usize, lang: Lang) -> Option<String> {
    let length = text.chars().count();
    (length > most).then(|| length_words(length, most, lang))
}

pub fn length_words(length: usize, most: usize, lang: Lang) -> String {
    let number = |count: usize| i18n::format_number(count.into(), 0, lang);
    match lang {
        Lang::Vi => format!("Dài {} ký tự, tối đa {}: chưa lưu. Xin rút ngắn.", number(length), number(most)),
        Lang::En => format!("{} characters long, {} at most: not saved. Please shorten it.", number(length), number(most)),
    }
}

/// Refuses a text of more than `most` characters.
///
/// # Errors
/// [`AppError::TooLong`], whose page gives everything typed back.
pub fn fits(text: &str, most: usize) -> Result<(), AppError> {
    let length = text.chars().count();
    if length > most { Err(AppError::TooLong { length, most }) } else { Ok(()) }
}

/// Whether the client asked for JSON rather than a page.
pub fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(axum::http::header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json") && !accept.contains("text/html"))
}

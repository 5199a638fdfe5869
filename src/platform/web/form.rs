//! What a browser posted: raw strings, kept as typed until a form reads them.

use std::str::FromStr;

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;

use super::error::AppError;
use super::state::AppState;
use crate::foundation::i18n::{self, Lang, Text};

/// What the hidden fields of a form begin with that is kept through signing in (`send_again`).
pub(super) const KEPT: &str = "kept.";
/// The longest body a plain form may have.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// What is said of a value nobody can type or choose on our pages.
pub const UNREADABLE: Text = Text::new(
    "Có giá trị gửi lên không đọc được nên cổng không lọc và không ghi gì. Xin mở lại trang rồi chọn lại.",
    "A value that was sent cannot be read, so nothing was filtered and nothing saved. Please open the page again and choose anew.",
);

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
        FormData {
            pairs: form_urlencoded::parse(encoded).into_owned().collect(),
        }
    }

    /// Lines end as they are stored: browsers send CRLF, and a text that only differs in that is the same text. What is carried
    /// through signing in is left as it was sent.
    fn with_plain_lines(mut self) -> FormData {
        for (name, value) in &mut self.pairs {
            if value.contains('\r') && !name.starts_with(KEPT) {
                *value = value.replace("\r\n", "\n").replace('\r', "\n");
            }
        }
        self
    }

    /// The value as typed, without surrounding space; empty when absent.
    pub fn get(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// The value exactly as typed: a password may begin or end with a space.
    pub fn exact(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// The value as what it stands for; `None` where nothing was sent.
    ///
    /// # Errors
    /// [`AppError::Refused`] for what cannot be read: what is not understood never means "all" or "none".
    pub fn read<T: FromStr>(&self, name: &str) -> Result<Option<T>, AppError> {
        self.choice(name, |value| value.parse().ok())
    }

    /// The value as one of those there are; `None` where nothing was sent.
    ///
    /// # Errors
    /// As [`FormData::read`].
    pub fn choice<T>(
        &self,
        name: &str,
        from_code: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, AppError> {
        match self.get(name) {
            "" => Ok(None),
            value => from_code(value)
                .map(Some)
                .ok_or(AppError::Refused(UNREADABLE)),
        }
    }

    /// Every value of a repeated name, or none of them.
    ///
    /// # Errors
    /// As [`FormData::read`]; an empty one is not readable either.
    pub fn read_all<T: FromStr>(&self, name: &str) -> Result<Vec<T>, AppError> {
        self.all(name)
            .map(|value| value.parse().map_err(|_| AppError::Refused(UNREADABLE)))
            .collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(key, _)| key == name)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.trim())
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The row version the form was opened with; 0 when absent, which no row has.
    pub fn version(&self) -> i32 {
        self.get("version").parse().unwrap_or(0)
    }
}

/// Whether an encoded path, query or form holds a NUL. PostgreSQL text cannot, and a person cannot type one.
pub(super) fn has_nul(encoded: &[u8]) -> bool {
    encoded.contains(&0) || encoded.windows(3).any(|part| part == b"%00")
}

impl FromRequest<AppState> for FormData {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &AppState) -> Result<FormData, AppError> {
        let body = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|_| AppError::TooLarge)?;
        // What is no text, or holds a NUL, was refused by `layers::error_pages` before anybody read it.
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
        Lang::Vi => format!(
            "Dài {} ký tự, tối đa {}: chưa lưu. Xin rút ngắn.",
            number(length),
            number(most)
        ),
        Lang::En => format!(
            "{} characters long, {} at most: not saved. Please shorten it.",
            number(length),
            number(most)
        ),
    }
}

/// Refuses a text of more than `most` characters.
///
/// # Errors
/// [`AppError::TooLong`], whose page gives everything typed back.
pub fn fits(text: &str, most: usize) -> Result<(), AppError> {
    let length = text.chars().count();
    if length > most {
        Err(AppError::TooLong { length, most })
    } else {
        Ok(())
    }
}

/// Whether the client asked for JSON rather than a page.
pub fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(axum::http::header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json") && !accept.contains("text/html"))
}

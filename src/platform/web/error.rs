//! Errors as pages: handlers return [`AppError`], an outer layer turns it into a page in the reader's language.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sqlx::error::DatabaseError;

use super::refusals::refusal_words;
use crate::foundation::i18n::Text;

/// Why a request got no answer of its own.
#[derive(Debug, Clone)]
pub enum AppError {
    NotFound,
    SignInRequired,
    Forbidden,
    /// The request as sent cannot be understood; the text says what to do.
    Refused(Text),
    /// The thing asked for clashes with how things stand; the text says how.
    Clash(Text),
    /// A text that is too long, in characters: nothing was saved and nothing is cut off. The page has it in a field to shorten.
    TooLong {
        length: usize,
        most: usize,
    },
    /// Wrong passwords, one after the other; how long until the next may be tried.
    TooManyAttempts(Duration),
    /// So many passwords are being looked at that this one would have to wait too long.
    Busy,
    /// A request from another site's page (CSRF).
    CrossSite,
    TooLarge,
    /// The rest of the request did not arrive.
    Stalled,
    /// The answer took too long and was given up.
    TooSlow,
    /// There is no room left to record it.
    DiskFull,
    /// PostgreSQL does not answer. The page offers to try again.
    DatabaseGone,
    /// A fault of ours. Details are in the log under the request id, never on the page.
    Internal,
}

impl AppError {
    pub fn status(&self) -> StatusCode {
        match self {
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::SignInRequired => StatusCode::UNAUTHORIZED,
            AppError::Forbidden | AppError::CrossSite => StatusCode::FORBIDDEN,
            AppError::Refused(_) | AppError::TooLong { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::Clash(_) => StatusCode::CONFLICT,
            AppError::TooManyAttempts(_) => StatusCode::TOO_MANY_REQUESTS,
            AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::Stalled => StatusCode::REQUEST_TIMEOUT,
            AppError::DatabaseGone | AppError::Busy | AppError::DiskFull | AppError::TooSlow => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            AppError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page of this error, with when to come back for what passes by itself.
    pub fn marked(&self, mut response: Response) -> Response {
        *response.status_mut() = self.status();
        let seconds = match self {
            AppError::TooManyAttempts(wait) => wait.as_secs().max(1),
            AppError::DatabaseGone | AppError::Busy | AppError::DiskFull | AppError::TooSlow => 5,
            _ => return response,
        };
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response
    }

    /// Logs a fault of ours with its cause and hides the cause from the reader. The error of a task that panicked is no cause
    /// to hand in: it repeats the panic's own words, which may quote what was typed.
    pub fn internal(cause: impl std::fmt::Display) -> AppError {
        tracing::error!(%cause, "internal error");
        AppError::Internal
    }
}

/// Leaves the page to the outer layer, which knows the reader's language.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> AppError {
        match error {
            sqlx::Error::RowNotFound => AppError::NotFound,
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_) => {
                tracing::warn!(%error, "database does not answer");
                AppError::DatabaseGone
            }
            // 57P01..57P03: shutting down, crashed, starting up. 08xxx: connection lost. 53300: too many connections.
            sqlx::Error::Database(ref cause)
                if cause.code().is_some_and(|code| {
                    code.starts_with("57P") || code.starts_with("08") || code == "53300"
                }) =>
            {
                tracing::warn!(%error, "database does not answer");
                AppError::DatabaseGone
            }
            sqlx::Error::Database(ref cause)
                if cause.code().is_some_and(|code| code == "53100") =>
            {
                tracing::error!(%error, "the disk is full");
                AppError::DiskFull
            }
            // What the database refuses by a rule of its own, whoever asks: the portal's own rules said so before, unless somebody was faster.
            sqlx::Error::Database(ref cause)
                if cause.code().is_some_and(|code| code.starts_with("IZ")) =>
            {
                AppError::Clash(refusal_words(cause.code().as_deref().unwrap_or_default()))
            }
            // 23503: it names something that is not there. 22003, 22008: a number or a day beyond what can be kept. No form is
            // that careful with everything it hides in a field: what was sent is at fault, not the portal.
            sqlx::Error::Database(ref cause)
                if cause
                    .code()
                    .is_some_and(|code| matches!(code.as_ref(), "23503" | "22003" | "22008")) =>
            {
                tracing::warn!(
                    error = unquoted(&**cause),
                    "the database cannot keep what was sent"
                );
                AppError::Refused(UNKEEPABLE)
            }
            sqlx::Error::Database(ref cause)
                if cause.code().is_some_and(|code| code.starts_with("22")) =>
            {
                AppError::internal(unquoted(&**cause))
            }
            other => AppError::internal(other),
        }
    }
}

/// What PostgreSQL said, for the log; of a fault in a value (class 22) only the code, because the message quotes the value.
fn unquoted(cause: &dyn DatabaseError) -> String {
    match cause.code() {
        Some(code) if code.starts_with("22") => format!("SQLSTATE {code}"),
        _ => cause.message().to_owned(),
    }
}

const UNKEEPABLE: Text = Text::new(
    "Nội dung gửi lên có mục không còn tồn tại, hoặc số, ngày quá lớn. Xin tải lại trang, chọn và nhập lại.",
    "Something chosen is no longer there, or a number or a day is too large. Please reload the page and choose or enter it again.",
);

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> AppError {
        AppError::internal(error)
    }
}

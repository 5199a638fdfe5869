//! Errors as pages: handlers return [`AppError`], an outer layer turns it into a page in the reader's language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::i18n::Text;

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
    TooManyAttempts,
    /// A request from another site's page (CSRF).
    CrossSite,
    TooLarge,
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
            AppError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::Clash(_) => StatusCode::CONFLICT,
            AppError::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
            AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::DatabaseGone => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Logs a fault of ours with its cause and hides the cause from the reader.
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
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Tls(_) => {
                tracing::warn!(%error, "database does not answer");
                AppError::DatabaseGone
            }
            // 57P01..57P03: shutting down, crashed, starting up. 08xxx: connection lost. 53300: too many connections.
            sqlx::Error::Database(ref cause)
                if cause.code().is_some_and(|code| code.starts_with("57P") || code.starts_with("08") || code == "53300") =>
            {
                tracing::warn!(%error, "database does not answer");
                AppError::DatabaseGone
            }
            other => AppError::internal(other),
        }
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> AppError {
        AppError::internal(error)
    }
}

//! What happens around every request: its id and language, error pages, security headers.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::context::{RequestFacts, Visit};
use super::cookie::cookie;
use super::error::AppError;
use super::own_path::is_own_path;
use super::page::{Page, render};
use super::patience::{self, PATIENCE};
use super::send_again::UnansweredForm;
use super::state::AppState;
use super::{flash, form};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Actor;

/// Everything from our own address, nothing inline: an injected script has nowhere to run.
const CSP: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                   form-action 'self'; frame-ancestors 'none'";

/// Finds the request's id, address and language, and remembers a language chosen with `?lang=`.
#[expect(clippy::disallowed_methods, reason = "the id of a request is chance")]
pub async fn facts(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let chosen = request.uri().query().and_then(|query| {
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == "lang")
            .and_then(|(_, v)| Lang::from_code(&v))
    });
    let remembered = cookie(request.headers(), "lang").and_then(Lang::from_code);
    let facts = RequestFacts {
        request_id: format!("{:016x}", rand::random::<u64>()),
        address: request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(
                || "unknown".to_owned(),
                |info| {
                    state
                        .proxies
                        .client(info.0.ip(), request.headers())
                        .to_string()
                },
            ),
        lang: chosen.or(remembered).unwrap_or_default(),
    };
    let request_id = facts.request_id.clone();
    let shows_flash =
        request.method() == Method::GET && cookie(request.headers(), "flash").is_some();
    request.extensions_mut().insert(facts);

    let mut response = next.run(request).await;
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    if let Some(lang) = chosen {
        let value = format!(
            "lang={}; Path=/; SameSite=Lax; Max-Age=31536000",
            lang.code()
        );
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.append(header::SET_COOKIE, value);
        }
    }
    if shows_flash && is_page && !headers.contains_key(header::LOCATION) {
        headers.append(header::SET_COOKIE, flash::clear());
    }
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// Sets the constant security headers. Nothing a portal says is kept by a browser or a proxy, pages and downloads alike; what
/// may be kept (the assets, whose address changes with them) says so itself.
pub async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ] {
        // A handler may have set a stricter one, as for files from outside.
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

#[derive(Template)]
#[template(path = "platform/web/error.html")]
struct ErrorPage {
    page: Page,
    status: u16,
    error: AppError,
    /// The page to try again, for what may pass.
    again: Option<String>,
    /// What was sent and is not carried out yet.
    kept: Option<UnansweredForm>,
    /// How the database is, in words.
    database: Text,
}

impl ErrorPage {
    /// The form that one press sends again; after the end of a session it goes through the sign-in form instead.
    fn sent_again(&self) -> Option<&UnansweredForm> {
        self.kept.as_ref().filter(|_| {
            !matches!(
                self.error,
                AppError::SignInRequired | AppError::TooLong { .. }
            )
        })
    }

    /// How long it is and how long it may be.
    fn too_long(&self) -> String {
        let AppError::TooLong { length, most } = self.error else {
            return String::new();
        };
        form::length_words(length, most, self.page.lang)
    }

    /// The form with a text that is too long, to be shortened and sent again; and whether a field is such a text.
    fn to_shorten(&self) -> Option<(&UnansweredForm, impl Fn(&str) -> bool)> {
        let AppError::TooLong { length, .. } = self.error else {
            return None;
        };
        let is_long = move |text: &str| text.trim().replace("\r\n", "\n").chars().count() == length;
        self.kept.as_ref().map(|kept| (kept, is_long))
    }

    /// The hidden fields with which the kept form goes through the sign-in form.
    fn carried(&self) -> Vec<(String, &str)> {
        self.kept
            .as_ref()
            .map(UnansweredForm::carried)
            .unwrap_or_default()
    }
}

/// Whether files are sent: too much to hold in memory and to give back in a page.
fn sends_files(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"))
}

/// Reads a posted form into memory, so that it can be given back where it gets no answer. What cannot be stored is refused
/// here, in one place, before anybody reads it: an address or a form with a NUL, a form that is no text.
async fn buffered(request: Request) -> Result<(Request, Option<UnansweredForm>), AppError> {
    if form::has_nul(request.uri().path().as_bytes()) {
        return Err(AppError::NotFound);
    }
    if request
        .uri()
        .query()
        .is_some_and(|query| form::has_nul(query.as_bytes()))
    {
        return Err(AppError::Refused(form::UNREADABLE));
    }
    if request.method() != Method::POST || sends_files(request.headers()) {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, form::BODY_LIMIT)
        .await
        .map_err(patience::unread)?;
    if form::has_nul(&bytes) || std::str::from_utf8(&bytes).is_err() {
        return Err(AppError::Refused(form::UNREADABLE));
    }
    let kept = UnansweredForm::new(parts.uri.path(), &bytes);
    Ok((Request::from_parts(parts, bytes.into()), kept))
}

/// Turns an [`AppError`] left in a response into a page (or JSON) in the reader's language.
pub async fn error_pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let json = form::wants_json(&parts.headers);
    // The page with an upload form has the form's address.
    let read_again =
        (parts.method == Method::GET || sends_files(&parts.headers)).then(|| parts.uri.to_string());
    let visit = Visit::from_request_parts(&mut parts, &state).await;
    let (request, arrivals) = PATIENCE.limit(Request::from_parts(parts, body));
    let (response, kept) = match buffered(request).await {
        Ok((request, kept)) => (PATIENCE.answer(&arrivals, next.run(request)).await, kept),
        Err(error) => (error.into_response(), None),
    };

    let error = match response.extensions().get::<AppError>() {
        Some(error) => error.clone(),
        None => match response.status() {
            StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_FOUND if is_bare(&response) => {
                AppError::NotFound
            }
            StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
            StatusCode::BAD_REQUEST if is_bare(&response) => AppError::NotFound,
            StatusCode::INTERNAL_SERVER_ERROR if is_bare(&response) => AppError::Internal,
            _ => return response,
        },
    };
    let Ok(mut visit) = visit else {
        return response;
    };
    // Who asked is found out further in.
    visit.actor = response.extensions().get::<Actor>().cloned();
    if json {
        return (
            error.status(),
            axum::Json(serde_json::json!({ "error": format!("{error:?}").split('(').next() })),
        )
            .into_response();
    }
    if matches!(error, AppError::SignInRequired) && kept.is_none() {
        let next = read_again.unwrap_or_else(|| "/".to_owned());
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("next", &next)
            .finish();
        return flash::redirect(&format!("/sign-in?{query}"));
    }
    error_page(&visit, error, read_again, kept, state.health.now().words()).unwrap_or(response)
}

/// Whether nothing but a status stands in the response: axum's own refusals are plain text or empty.
fn is_bare(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

fn error_page(
    visit: &Visit,
    error: AppError,
    again: Option<String>,
    kept: Option<UnansweredForm>,
    database: Text,
) -> Option<Response> {
    let status = error.status();
    let page = visit.page(visit.say(title(&error)));
    let passes = matches!(
        error,
        AppError::DatabaseGone
            | AppError::Busy
            | AppError::DiskFull
            | AppError::Internal
            | AppError::TooSlow
    );
    let again = again.filter(|path| {
        (passes || matches!(error, AppError::TooManyAttempts(_))) && is_own_path(path)
    });
    let comes_back = passes || matches!(error, AppError::SignInRequired | AppError::TooLong { .. });
    let kept = kept.filter(|kept| comes_back && is_own_path(&kept.path));
    let marks = error.clone();
    let response = render(
        status,
        &ErrorPage {
            page,
            status: status.as_u16(),
            error,
            again,
            kept,
            database,
        },
    )
    .ok()?;
    Some(marks.marked(response))
}

fn title(error: &AppError) -> Text {
    match error {
        AppError::NotFound => Text::new("Không tìm thấy trang", "Page not found"),
        AppError::SignInRequired => Text::new("Phiên làm việc đã hết", "Your session has ended"),
        AppError::Forbidden => Text::new("Không có quyền", "Not allowed"),
        AppError::Refused(_) => Text::new("Chưa thực hiện được", "Not done"),
        AppError::TooLong { .. } => Text::new("Nội dung quá dài", "The text is too long"),
        AppError::Clash(_) => Text::new("Dữ liệu đã thay đổi", "The data has changed"),
        AppError::TooManyAttempts(_) => {
            Text::new("Thử lại sau ít phút", "Try again in a few minutes")
        }
        AppError::CrossSite => Text::new("Yêu cầu bị từ chối", "Request refused"),
        AppError::TooLarge => Text::new("Dữ liệu gửi lên quá lớn", "Too much was sent"),
        AppError::Busy => Text::new("Cổng đang bận", "The portal is busy"),
        AppError::Stalled => Text::new("Nội dung gửi lên bị đứt quãng", "The rest did not arrive"),
        AppError::TooSlow => Text::new("Mất quá nhiều thời gian", "This took too long"),
        AppError::DiskFull => Text::new("Ổ đĩa đã đầy", "The disk is full"),
        AppError::DatabaseGone => {
            Text::new("Cơ sở dữ liệu chưa trả lời", "The database does not answer")
        }
        AppError::Internal => Text::new("Lỗi của hệ thống", "A fault of the system"),
    }
}

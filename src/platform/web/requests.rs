//! Following a request: a span that says who asks for what, and one line in the log when it ends.
//!
//! Nothing typed is ever written: no address as it was sent, no query string, no field, no cookie.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use tracing::field::{Empty, display};
use tracing::{Event, Instrument, Span, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use super::context::RequestFacts;
use crate::foundation::kernel::Actor;

/// Answers that take longer are marked SLOW in the log.
const SLOW: Duration = Duration::from_millis(500);

/// What sqlx calls its own log, which has one line for each statement. In two parts, because the house takes the whole for SQL.
pub const STATEMENTS: &str = concat!("sqlx", "::query");

tokio::task_local! {
    /// How many statements the request of this task has sent to the database.
    static QUERIES: Arc<AtomicU32>;
}

/// Gives a request its span, and the log its line when the request has ended.
pub async fn followed(request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let id = extensions
        .get::<RequestFacts>()
        .map(|facts| &facts.request_id);
    let path = extensions
        .get::<MatchedPath>()
        .map_or("(none)", MatchedPath::as_str);
    // The span has the level of an error so that it stands under every filter: each line of the log names its request.
    let span = tracing::error_span!(
        "request",
        id = id.map(display),
        method = %request.method(),
        path = %path,
        account = Empty,
        role = Empty,
    );
    let mut end = End {
        // A monitor asks every few seconds: that all is well is no news.
        is_probe: path.starts_with("/health/"),
        span: span.clone(),
        began: Instant::now(),
        queries: Arc::default(),
        status: None,
    };
    let answer = QUERIES.scope(Arc::clone(&end.queries), next.run(request));
    let response = answer.instrument(span).await;
    end.status = Some(response.status());
    response
}

/// Notes in the span of the request who asks.
pub fn asked_by(actor: &Actor) {
    let span = Span::current();
    span.record("account", display(&actor.username));
    span.record("role", display(actor.role.code()));
}

/// Writes the line of a request when it is dropped, also when the browser has gone and nobody waits for the answer.
struct End {
    is_probe: bool,
    span: Span,
    began: Instant,
    queries: Arc<AtomicU32>,
    status: Option<StatusCode>,
}

impl Drop for End {
    fn drop(&mut self) {
        let took = self.began.elapsed();
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let queries = self.queries.load(Ordering::Relaxed);
        self.span.in_scope(|| match self.status {
            None => tracing::info!(ms, queries, "not waited for"),
            Some(status) if self.is_probe && status.is_success() => {
                tracing::debug!(status = status.as_u16(), ms, queries, "answered");
            }
            Some(status) if took > SLOW => {
                tracing::warn!(status = status.as_u16(), ms, queries, "answered, SLOW");
            }
            Some(status) => tracing::info!(status = status.as_u16(), ms, queries, "answered"),
        });
    }
}

/// Counts the statements of each request: sqlx offers nothing to count with but its log.
pub struct CountQueries;

impl<S: Subscriber> Layer<S> for CountQueries {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == STATEMENTS {
            // Outside a request nobody counts.
            let _ = QUERIES.try_with(|count| count.fetch_add(1, Ordering::Relaxed));
        }
    }
}

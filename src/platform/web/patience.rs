//! How long a request may take: the pieces of its body to arrive, and its answer to be made.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http_body::{Body as _, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::error::AppError;

/// The limits. A slow line is no fault: 47 MB at 256 kbit/s take 25 minutes.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Between two pieces of a body.
    pub piece: Duration,
    /// For a whole body.
    pub body: Duration,
    /// For the answer, from the last piece of the body on.
    pub answer: Duration,
}

/// What the portal allows.
pub const PATIENCE: Patience = Patience {
    piece: Duration::from_secs(30),
    body: Duration::from_secs(30 * 60),
    answer: Duration::from_secs(3 * 60),
};

/// A body of which nothing more came.
#[derive(Debug, thiserror::Error)]
#[error("the rest of the request did not arrive in time")]
struct Stalled;

/// When something of a request last arrived.
#[derive(Clone)]
pub struct Arrivals(Arc<Mutex<Instant>>);

impl Arrivals {
    fn now(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Patience {
    /// The request with a body that fails when it is not sent in time.
    pub fn limit(self, request: Request) -> (Request, Arrivals) {
        let now = Instant::now();
        let arrivals = Arrivals(Arc::new(Mutex::new(now)));
        if request.body().is_end_stream() {
            return (request, arrivals);
        }
        let (piece, whole, seen) = (self.piece, now + self.body, arrivals.clone());
        (
            request.map(|body| {
                Body::new(Awaited {
                    body,
                    piece,
                    whole,
                    seen,
                    timer: None,
                })
            }),
            arrivals,
        )
    }

    /// The answer, or [`AppError::TooSlow`] when it is not made in time. What was begun for it is dropped, transactions with it.
    pub async fn answer(
        self,
        arrivals: &Arrivals,
        answer: impl Future<Output = Response>,
    ) -> Response {
        let mut answer = std::pin::pin!(answer);
        loop {
            let until = arrivals.last() + self.answer;
            tokio::select! {
                response = &mut answer => return response,
                () = sleep_until(until) => if arrivals.last() + self.answer <= until {
                    tracing::error!("a request was given up: its answer took too long");
                    return AppError::TooSlow.into_response();
                }
            }
        }
    }
}

/// What a body that could not be read means for its sender.
pub fn unread(error: axum::Error) -> AppError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(error) = cause {
        if error.is::<Stalled>() {
            return AppError::Stalled;
        }
        cause = error.source();
    }
    AppError::TooLarge
}

/// A body whose pieces are waited for with a limit. Only waiting counts: whoever reads may take its time.
struct Awaited {
    body: Body,
    piece: Duration,
    whole: Instant,
    seen: Arrivals,
    timer: Option<Pin<Box<Sleep>>>,
}

impl http_body::Body for Awaited {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            self.timer = None;
            self.seen.now();
            return Poll::Ready(frame);
        }
        let until = (Instant::now() + self.piece).min(self.whole);
        let timer = self
            .timer
            .get_or_insert_with(|| Box::pin(sleep_until(until)));
        timer
            .as_mut()
            .poll(cx)
            .map(|()| Some(Err(axum::Error::new(Stalled))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use axum::http::StatusCode;
    use futures_util::stream;

    use super::*;

    /// Short limits, far enough apart to tell which one ended a wait on a busy machine.
    const SHORT: Patience = Patience {
        piece: Duration::from_secs(2),
        body: Duration::from_secs(3600),
        answer: Duration::from_millis(300),
    };

    /// A body of so many pieces of one byte, each after a pause.
    fn slow(pieces: usize, pause: Duration) -> Request {
        let pieces = stream::unfold(pieces, move |left| async move {
            tokio::time::sleep(pause).await;
            left.checked_sub(1)
                .map(|left| (Ok::<_, Infallible>("a"), left))
        });
        Request::new(Body::from_stream(pieces))
    }

    async fn read(patience: Patience, request: Request) -> Result<usize, AppError> {
        let (request, _) = patience.limit(request);
        axum::body::to_bytes(request.into_body(), 1000)
            .await
            .map(|bytes| bytes.len())
            .map_err(unread)
    }

    #[tokio::test]
    async fn a_body_may_be_slow_as_long_as_it_comes() {
        // Slower as a whole than one piece may be.
        assert_eq!(
            read(SHORT, slow(5, Duration::from_millis(500)))
                .await
                .expect("read"),
            5
        );
        let stalls = Patience {
            piece: Duration::from_millis(20),
            ..SHORT
        };
        assert!(matches!(
            read(stalls, slow(1, Duration::from_secs(3600))).await,
            Err(AppError::Stalled)
        ));
        let endless = Patience {
            body: Duration::from_millis(50),
            ..SHORT
        };
        assert!(matches!(
            read(endless, slow(1000, Duration::from_millis(10))).await,
            Err(AppError::Stalled)
        ));
        assert!(matches!(
            read(SHORT, slow(1001, Duration::ZERO)).await,
            Err(AppError::TooLarge)
        ));
    }

    #[tokio::test]
    async fn an_answer_that_is_never_made_is_given_up_but_a_slow_body_is_waited_for() {
        let (_, arrivals) = SHORT.limit(Request::new(Body::empty()));
        let response = SHORT.answer(&arrivals, std::future::pending()).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);

        let (request, arrivals) = SHORT.limit(slow(8, Duration::from_millis(100)));
        let reading = async {
            let bytes = axum::body::to_bytes(request.into_body(), 1000)
                .await
                .expect("read");
            bytes.into_response()
        };
        assert_eq!(
            SHORT.answer(&arrivals, reading).await.status(),
            StatusCode::OK
        );
    }
}

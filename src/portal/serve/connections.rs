//! The connections people's browsers hold: how many, how long a half-sent request may hang, and what becomes of them at the end.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Connections open at a time: a dozen people with half a dozen each, many times over, and fewer than a process may have files.
/// Who comes later waits.
const MOST: usize = 512;
/// How long a request's head may take to arrive, and how long a connection may lie idle before the next.
const HEAD: Duration = Duration::from_secs(15);
/// How long an answer may wait for somebody who reads nothing of it.
const UNREAD: Duration = Duration::from_secs(60);
/// How long requests under way may take once the portal has been told to stop.
const LAST: Duration = Duration::from_secs(10);
/// The pause after the system could not give a connection, as when there are too many open files.
const BREATH: Duration = Duration::from_millis(200);

/// Serves until `stop` ends; then takes nothing new, lets what is under way finish, and cuts off what does not within ten seconds.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(MOST));
    let (tell, told) = watch::channel(());
    let mut open = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some((place, stream, peer)) = accept(&listener, &places) => {
                let (router, told) = (router.clone(), told.clone());
                open.spawn(async move {
                    connection(stream, peer, router, told).await;
                    drop(place);
                });
            }
            Some(_) = open.join_next() => {}
        }
    }
    drop(listener);
    let _ = tell.send(());
    let all = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(LAST, all).await.is_err() {
        tracing::warn!(
            connections = open.len(),
            "requests that did not end are cut off"
        );
    }
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = places.clone().acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Some((place, stream, peer)),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut told: watch::Receiver<()>,
) {
    // The kernel's own watch over what was sent and is not fetched.
    let _ = SockRef::from(&stream).set_tcp_user_timeout(Some(UNREAD));
    let begun = Arc::new(AtomicBool::new(false));
    let begin = begun.clone();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        begin.store(true, Ordering::Relaxed);
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let mut connection = pin!(protocol.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = told.changed() => {
            // Opened in advance, or half a head: nothing is under way.
            if !begun.load(Ordering::Relaxed) {
                return;
            }
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

//! Somebody with a session, or without one, who asks and sends.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderName, Method, Request, header, request};

use super::{Page, Portal};

/// Somebody signed in.
pub struct Person<'a> {
    pub(super) portal: &'a Portal,
    pub(super) cookie: String,
    /// Where the requests come from; a test rarely says.
    pub(super) address: Option<SocketAddr>,
}

impl<'a> Person<'a> {
    /// What the browser sends as its cookies.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// The same person, at a machine with this address.
    pub fn at(mut self, address: &str) -> Person<'a> {
        self.address = Some(SocketAddr::new(
            address.parse().expect("an address"),
            40_000,
        ));
        self
    }

    /// The same session at another portal over the same database.
    pub fn of<'b>(&self, portal: &'b Portal) -> Person<'b> {
        Person {
            portal,
            cookie: self.cookie.clone(),
            address: self.address,
        }
    }

    async fn ask(&self, method: Method, uri: &str, request: request::Builder, body: Body) -> Page {
        let request = request
            .method(method)
            .uri(uri)
            .header(header::COOKIE, &self.cookie);
        let mut request = request.body(body).expect("a request");
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(address));
        }
        self.portal.answer(request).await
    }

    /// A page asked for with some headers.
    pub async fn with_headers(&self, path: String, headers: Vec<(HeaderName, String)>) -> Page {
        let request = headers
            .into_iter()
            .fold(Request::builder(), |request, (name, value)| {
                request.header(name, value)
            });
        self.ask(Method::GET, &path, request, Body::empty()).await
    }

    pub async fn get(&self, path: &str) -> Page {
        self.ask(Method::GET, path, Request::builder(), Body::empty())
            .await
    }

    /// The page in English.
    pub async fn get_in_english(&self, path: &str) -> Page {
        let request = Request::builder().header(header::COOKIE, "lang=en");
        self.ask(Method::GET, path, request, Body::empty()).await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let kind = "application/x-www-form-urlencoded";
        let request = Request::builder().header(header::CONTENT_TYPE, kind);
        self.ask(Method::POST, path, request, Body::from(body))
            .await
    }

    /// A form with files, as a browser sends it: fields by name, files by the name they are sent with.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Page {
        const BOUNDARY: &str = "----portal-test-7MA4YWxkTrZu0gW";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, bytes) in files {
            // HTML, "multipart form data": quotes are sent as %22, new lines as %0A.
            let name = name.replace('"', "%22").replace('\n', "%0A");
            let head = format!(
                "form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/pdf"
            );
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: {head}\r\n\r\n").bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = Request::builder().header(header::CONTENT_TYPE, kind);
        // In pieces, as a network brings them.
        let pieces: Vec<_> = body
            .chunks(64 * 1024)
            .map(|piece| Ok::<_, std::io::Error>(piece.to_vec()))
            .collect();
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        self.ask(Method::POST, path, request, body).await
    }

    /// Any address, with any body of a content type.
    pub async fn raw(&self, method: Method, uri: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let request = match &body {
            Some((kind, _)) => Request::builder().header(header::CONTENT_TYPE, *kind),
            None => Request::builder(),
        };
        let body = body.map_or_else(Body::empty, |(_, body)| Body::from(body));
        self.ask(method, uri, request, body).await
    }

    /// A request of a route, with an empty form where it takes one.
    pub async fn send(&self, method: Method, path: &str) -> Page {
        if method == Method::POST {
            self.post(path, &[]).await
        } else {
            self.raw(method, path, None).await
        }
    }
}

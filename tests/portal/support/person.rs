//! Somebody with a session, or without one, who asks and sends.

use axum::body::Body;
use axum::http::{Method, Request, header};

use super::{Page, Portal};

/// Somebody signed in.
pub struct Person<'a> {
    pub(super) portal: &'a Portal,
    pub(super) cookie: String,
}

impl Person<'_> {
    /// What the browser sends as its cookies.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// The same session at another portal over the same database.
    pub fn of<'b>(&self, portal: &'b Portal) -> Person<'b> {
        Person {
            portal,
            cookie: self.cookie.clone(),
        }
    }

    /// A page asked for with some headers.
    pub async fn with_headers(
        &self,
        path: String,
        headers: Vec<(header::HeaderName, String)>,
    ) -> Page {
        let request = Request::builder()
            .uri(path)
            .header(header::COOKIE, &self.cookie);
        let request = headers.into_iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        });
        self.portal
            .answer(request.body(Body::empty()).expect("a request"))
            .await
    }

    pub async fn get(&self, path: &str) -> Page {
        self.portal
            .send(Method::GET, path, &self.cookie, None)
            .await
    }

    /// The page in English.
    pub async fn get_in_english(&self, path: &str) -> Page {
        self.portal
            .send(
                Method::GET,
                path,
                &format!("{}; lang=en", self.cookie),
                None,
            )
            .await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        self.portal
            .send(Method::POST, path, &self.cookie, Some(form))
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
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::COOKIE, &self.cookie);
        let request = request.header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        );
        // In pieces, as a network brings them.
        let pieces: Vec<_> = body
            .chunks(64 * 1024)
            .map(|piece| Ok::<_, std::io::Error>(piece.to_vec()))
            .collect();
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        self.portal
            .answer(request.body(body).expect("a request"))
            .await
    }

    /// Any address, with any body of a content type.
    pub async fn raw(&self, method: Method, uri: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(uri)
            .header(header::COOKIE, &self.cookie);
        if let Some((kind, _)) = body {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let body = body.map_or_else(Body::empty, |(_, body)| Body::from(body));
        self.portal
            .answer(request.body(body).expect("a request"))
            .await
    }

    pub async fn send(&self, method: Method, path: &str) -> Page {
        let form: Option<&[(&str, &str)]> = if method == Method::POST {
            Some(&[])
        } else {
            None
        };
        self.portal.send(method, path, &self.cookie, form).await
    }
}

//! Stylesheets, scripts, fonts and icons, embedded in the binary and served under a name that changes with them. What gets
//! smaller by it is compressed once, when it is first asked for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::error::AppError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// A file as it is served.
struct Asset {
    kind: HeaderValue,
    /// The beginning of the hash of its contents.
    tag: String,
    plain: Bytes,
    /// The same, compressed, where that is smaller: fonts are compressed already.
    gzipped: LazyLock<Option<Bytes>, Box<dyn FnOnce() -> Option<Bytes> + Send>>,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let asset = |name: Cow<'static, str>| {
        let file = Static::get(&name)?;
        let plain = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        let tag = file
            .metadata
            .sha256_hash()
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let kind = HeaderValue::from_str(file.metadata.mimetype()).ok()?;
        let whole = plain.clone();
        Some((
            name.into_owned(),
            Asset {
                kind,
                tag,
                plain,
                gzipped: LazyLock::new(Box::new(move || smaller(&whole))),
            },
        ))
    };
    Static::iter().filter_map(asset).collect()
});

/// The bytes compressed as well as can be, if that saves a tenth.
fn smaller(bytes: &[u8]) -> Option<Bytes> {
    let gzip = || -> io::Result<Vec<u8>> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes)?;
        encoder.finish()
    };
    gzip()
        .ok()
        .filter(|gzipped| gzipped.len() < bytes.len() / 10 * 9)
        .map(Bytes::from)
}

/// `/static/<hash of all files>`: one changed file changes every address, so a browser may keep each for a year.
pub static PREFIX: LazyLock<String> = LazyLock::new(|| {
    let mut assets: Vec<_> = ASSETS.iter().collect();
    assets.sort_by_key(|(name, _)| *name);
    let digest = assets.iter().fold(Sha256::new(), |hasher, (name, asset)| {
        hasher.chain_update(name).chain_update(&asset.tag)
    });
    let digest = digest.finalize();
    format!(
        "/static/{:02x}{:02x}{:02x}{:02x}",
        digest[0], digest[1], digest[2], digest[3]
    )
});

/// `GET /static/{hash}/{*path}`. An address with another hash is from an older page: it gets today's file, and the browser
/// asks each time whether that has changed.
pub async fn serve(Path((hash, path)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.get(&path) else {
        return AppError::NotFound.into_response();
    };
    let gzipped = asset.gzipped.as_ref();
    let sent = gzipped.filter(|_| takes_gzip(&headers));
    // The two are different bytes, so they have different tags.
    let tag = format!(
        "\"{}{}\"",
        asset.tag,
        if sent.is_some() { "-gz" } else { "" }
    );
    let cache = if PREFIX.strip_prefix("/static/") == Some(&hash) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut answer = if has_it(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut answer = Body::from(sent.unwrap_or(&asset.plain).clone()).into_response();
        answer
            .headers_mut()
            .insert(header::CONTENT_TYPE, asset.kind.clone());
        if sent.is_some() {
            answer
                .headers_mut()
                .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        answer
    };
    let kept = answer.headers_mut();
    kept.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        kept.insert(header::ETAG, tag);
    }
    if gzipped.is_some() {
        kept.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    answer
}

/// The parts of a list header, without the space around them.
fn listed(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

/// Whether the browser takes gzip (RFC 9110, 12.5.3): named, or meant by `*`, and not with a weight of nought.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let weight = |wanted: &str| {
        listed(headers, header::ACCEPT_ENCODING).find_map(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            let weight = weight
                .trim()
                .trim_start_matches("q=")
                .parse()
                .unwrap_or(1.0_f32);
            name.trim().eq_ignore_ascii_case(wanted).then_some(weight)
        })
    };
    weight("gzip")
        .or_else(|| weight("*"))
        .is_some_and(|weight| weight > 0.0)
}

/// Whether the browser has these very bytes (RFC 9110, 13.1.2).
fn has_it(headers: &HeaderMap, tag: &str) -> bool {
    listed(headers, header::IF_NONE_MATCH)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        for (accepted, takes) in [
            ("gzip, deflate, br", true),
            ("br;q=1.0, GZIP;q=0.8", true),
            ("*", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0, *", false),
            ("identity", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(
                header::ACCEPT_ENCODING,
                HeaderValue::from_static(accepted),
            )]);
            assert_eq!(takes_gzip(&headers), takes, "{accepted}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}

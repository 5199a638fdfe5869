//! Stylesheets, scripts, fonts and icons, embedded in the binary and served under a name that changes with them.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::error::AppError;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// `/static/<hash of all files>`: one changed file changes every address, so a browser may keep each for a year.
pub static PREFIX: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Static::iter().collect();
    names.sort();
    let digest = names
        .iter()
        .filter_map(|name| Static::get(name))
        .fold(Sha256::new(), |hasher, file| hasher.chain_update(file.metadata.sha256_hash()))
        .finalize();
    format!("/static/{:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3])
});

/// `GET /static/{hash}/{*path}`. An address with another hash is from an older page: it gets today's file, not to be kept.
pub async fn serve(Path((hash, path)): Path<(String, String)>) -> Response {
    let Some(file) = Static::get(&path) else {
        return AppError::NotFound.into_response();
    };
    let current = PREFIX.strip_prefix("/static/") == Some(&hash);
    let cache = if current { "public, max-age=31536000, immutable" } else { "no-store" };
    (StatusCode::OK, [(header::CONTENT_TYPE, file.metadata.mimetype()), (header::CACHE_CONTROL, cache)], Body::from(file.data))
        .into_response()
}

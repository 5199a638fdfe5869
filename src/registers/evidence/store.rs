//! Where the files lie: a local folder, or S3, under a key made of their contents.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use nix::unistd::AccessFlags;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use object_store::{GetResult, ObjectStore, ObjectStoreExt, RetryConfig};
use sha2::{Digest, Sha256};

use crate::platform::web::AppError;

/// How long S3 is asked again before somebody who waits is told.
const PATIENCE: Duration = Duration::from_secs(20);

/// A store that cannot be used. Never says the address: it may hold a secret.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Neither `s3://bucket/prefix` nor `file:///folder`.
    #[error("IZPORTAL_FILES_URL is neither s3://bucket/prefix nor file:///folder")]
    Url,
    /// The folder cannot be made or read.
    #[error(
        "the folder for attached files, {0}, cannot be used: {1}; set IZPORTAL_DATA_DIR or IZPORTAL_FILES_URL to a place that can"
    )]
    Folder(String, String),
    /// The settings for S3 do not fit together.
    #[error("S3 for attached files: {0}")]
    S3(String),
}

/// Opens the store of an address (`s3://bucket/prefix` with the usual `AWS_*` variables, `file:///folder`), or else a folder,
/// which is made for its owner only.
///
/// # Errors
/// [`StoreError`].
pub fn open(url: Option<&str>, folder: &Path) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let Some(url) = url.map(str::trim).filter(|url| !url.is_empty()) else {
        return local(folder);
    };
    let url = reqwest::Url::parse(url).map_err(|_| StoreError::Url)?;
    match url.scheme() {
        "file" => local(&url.to_file_path().map_err(|()| StoreError::Url)?),
        "s3" if url.host_str().is_some() && url.password().is_none() => {
            s3(&url, AmazonS3Builder::from_env())
        }
        _ => Err(StoreError::Url),
    }
}

fn local(folder: &Path) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let fault = |error: String| StoreError::Folder(folder.display().to_string(), error);
    private_folder(folder).map_err(|error| fault(error.to_string()))?;
    nix::unistd::access(folder, AccessFlags::W_OK | AccessFlags::X_OK)
        .map_err(|errno| fault(errno.desc().to_owned()))?;
    let store =
        LocalFileSystem::new_with_prefix(folder).map_err(|error| fault(error.to_string()))?;
    // A row must never outlive its file, not even through a power cut.
    Ok(Arc::new(store.with_fsync(true)))
}

/// Makes the folder with mode 0700; one that exists keeps the mode its administrator gave it.
fn private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::DirBuilder::new().mode(0o700).create(folder)
}

fn s3(url: &reqwest::Url, settings: AmazonS3Builder) -> Result<Arc<dyn ObjectStore>, StoreError> {
    // There is one provider here and rustls does not choose it by itself; whoever was first has chosen the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let retry = RetryConfig {
        retry_timeout: PATIENCE,
        ..RetryConfig::default()
    };
    let bucket = url.host_str().unwrap_or_default();
    let store = settings.with_bucket_name(bucket).with_retry(retry).build();
    let store = store.map_err(|error| StoreError::S3(error.to_string()))?;
    let prefix =
        object_store::path::Path::from_url_path(url.path()).map_err(|_| StoreError::Url)?;
    Ok(Arc::new(PrefixStore::new(store, prefix)))
}

/// A file that lies in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    pub key: String,
    /// In bytes.
    pub size: i64,
}

/// The key of some contents: two levels of folders, so that none grows too large to list.
pub fn key(sha256: &str) -> String {
    let (first, second) = (
        sha256.get(..2).unwrap_or_default(),
        sha256.get(2..4).unwrap_or_default(),
    );
    format!("{first}/{second}/{sha256}")
}

/// Stores some contents; the same contents are stored once. Whole or not at all.
///
/// # Errors
/// [`AppError::DiskFull`] when there is no room, [`AppError::Internal`] when the store does not answer.
pub async fn put(store: &dyn ObjectStore, bytes: Bytes) -> Result<Stored, AppError> {
    let sha256: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let key = key(&sha256);
    let path = object_store::path::Path::from(key.as_str());
    let size = bytes.len();
    let known = match store.head(&path).await {
        Ok(meta) => u64::try_from(size).is_ok_and(|size| meta.size == size),
        Err(object_store::Error::NotFound { .. }) => false,
        Err(error) => return Err(AppError::internal(error)),
    };
    if !known {
        store.put(&path, bytes.into()).await.map_err(not_stored)?;
    }
    Ok(Stored {
        sha256,
        key,
        size: i64::try_from(size).map_err(AppError::internal)?,
    })
}

fn not_stored(error: object_store::Error) -> AppError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(error) = cause {
        let kind = error
            .downcast_ref::<std::io::Error>()
            .map(std::io::Error::kind);
        if matches!(
            kind,
            Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
        ) {
            tracing::error!(%error, "the disk for attached files is full");
            return AppError::DiskFull;
        }
        cause = error.source();
    }
    AppError::internal(error)
}

/// Opens a stored file for reading.
///
/// # Errors
/// [`AppError::Internal`] when the store does not have it or does not answer.
pub async fn get(store: &dyn ObjectStore, key: &str) -> Result<GetResult, AppError> {
    store
        .get(&object_store::path::Path::from(key))
        .await
        .map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::os::unix::fs::PermissionsExt;
    use std::sync::Mutex;

    use axum::http::{Method, StatusCode, Uri};
    use axum::response::IntoResponse;
    use object_store::memory::InMemory;

    use super::*;

    #[test]
    fn an_address_that_is_none_is_refused_without_being_repeated() {
        let folder = tempfile::tempdir().expect("a folder");
        for url in [
            "https://example.vn/files",
            "bucket",
            "s3://",
            "s3://key:secret@bucket/a",
            "ftp://secret@host/x",
        ] {
            let error = open(Some(url), folder.path())
                .expect_err("refused")
                .to_string();
            assert!(
                !error.contains("secret") && error.contains("IZPORTAL_FILES_URL"),
                "{url}: {error}"
            );
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        std::fs::write(&file, b"in the way").expect("a file");
        let error = open(None, &file.join("files"))
            .expect_err("refused")
            .to_string();
        assert!(
            error.contains("file/files") && error.contains("IZPORTAL_DATA_DIR"),
            "{error}"
        );
    }

    #[test]
    fn a_full_disk_is_not_a_fault_of_the_portal() {
        let error = |kind: ErrorKind| {
            let source = Box::new(std::io::Error::from(kind));
            not_stored(object_store::Error::Generic {
                store: "LocalFileSystem",
                source,
            })
        };
        assert!(matches!(error(ErrorKind::StorageFull), AppError::DiskFull));
        assert!(matches!(error(ErrorKind::NotFound), AppError::Internal));
    }

    #[tokio::test]
    async fn a_folder_is_made_for_its_owner_only_and_keeps_a_file_under_its_contents() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("data/files");
        let address = format!("file://{}", folder.display());
        for url in [None, Some(address.as_str()), Some("")] {
            let store = open(url, &folder).expect("a store");
            let mode = std::fs::metadata(&folder)
                .expect("made")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o700);
            let stored = put(&*store, Bytes::from_static(b"abc"))
                .await
                .expect("stored");
            // The digest of "abc" as FIPS 180-4 prints it.
            assert_eq!(
                stored.key,
                "ba/78/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            );
            assert_eq!(
                std::fs::read(folder.join(&stored.key)).expect("a file"),
                b"abc"
            );
        }
    }

    #[tokio::test]
    async fn the_same_contents_are_stored_once_and_a_torn_file_is_mended() {
        let store = InMemory::new();
        let first = put(&store, Bytes::from_static(b"abc"))
            .await
            .expect("stored");
        let path = object_store::path::Path::from(first.key.as_str());
        let before = store.head(&path).await.expect("there");
        assert_eq!(
            put(&store, Bytes::from_static(b"abc"))
                .await
                .expect("stored"),
            first
        );
        assert_eq!(
            store.head(&path).await.expect("there").e_tag,
            before.e_tag,
            "not written again"
        );
        store
            .put(&path, Bytes::from_static(b"a").into())
            .await
            .expect("torn");
        put(&store, Bytes::from_static(b"abc"))
            .await
            .expect("stored");
        let read = get(&store, &first.key)
            .await
            .expect("there")
            .bytes()
            .await
            .expect("read");
        assert_eq!(&read[..], b"abc");
    }

    /// As much of S3 as is used: objects by path.
    async fn fake_s3() -> (String, Arc<Mutex<HashMap<String, Bytes>>>) {
        let objects: Arc<Mutex<HashMap<String, Bytes>>> = Arc::default();
        let kept = objects.clone();
        let answer = move |method: Method, uri: Uri, body: Bytes| async move {
            let mut objects = kept.lock().expect("one at a time");
            let dated = [
                ("etag", "\"1\""),
                ("last-modified", "Sat, 31 Dec 2022 00:00:00 GMT"),
            ];
            match (method, objects.get(uri.path()).cloned()) {
                (Method::PUT, _) => {
                    objects.insert(uri.path().to_owned(), body);
                    dated.into_response()
                }
                (_, Some(found)) => (dated, found).into_response(),
                _ => StatusCode::NOT_FOUND.into_response(),
            }
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        tokio::spawn(
            async move { axum::serve(listener, axum::Router::new().fallback(answer)).await },
        );
        (address, objects)
    }

    #[tokio::test]
    async fn s3_keeps_a_file_under_the_prefix_and_gives_it_back() {
        let (address, objects) = fake_s3().await;
        let settings = AmazonS3Builder::new()
            .with_endpoint(address)
            .with_allow_http(true)
            .with_region("hn")
            .with_access_key_id("k")
            .with_secret_access_key("s");
        let url = reqwest::Url::parse("s3://kcn/portal/files").expect("an address");
        let store = s3(&url, settings).expect("a store");
        for _ in 0..2 {
            let stored = put(&*store, Bytes::from_static(b"abc"))
                .await
                .expect("stored");
            let read = get(&*store, &stored.key)
                .await
                .expect("there")
                .bytes()
                .await
                .expect("read");
            assert_eq!(&read[..], b"abc");
        }
        let paths: Vec<String> = objects
            .lock()
            .expect("one at a time")
            .keys()
            .cloned()
            .collect();
        assert_eq!(
            paths,
            [
                "/kcn/portal/files/ba/78/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            ]
        );
    }
}

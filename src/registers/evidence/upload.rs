//! Files as a browser sends them: read one at a time, no more of one than may be kept, and each judged by itself.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use http_body::Frame;
use object_store::ObjectStore;

use super::kind::{self, ACCEPTED, Kind};
use super::store::{self, Stored};
use crate::foundation::i18n::Text;
use crate::platform::web::{AppError, AppState};

/// The largest file, in bytes: 20 MB.
pub const MAX_FILE: usize = 20 * 1024 * 1024;
/// Most files sent at once.
pub const MAX_FILES: usize = 5;
/// The longest body: the files, and the fields and separators around them.
pub const MAX_BODY: usize = MAX_FILES * MAX_FILE + 1024 * 1024;
/// The longest plain field, in bytes. A note may be far shorter, but one that is too long is read all the same, to be given back.
const MAX_FIELD: usize = 1024 * 1024;

/// A file that lies in the store and waits for its row.
pub struct Received {
    pub name: String,
    pub kind: Kind,
    pub stored: Stored,
}

/// A file that is not kept, and why.
pub struct RefusedFile {
    pub name: String,
    pub why: Text,
}

/// A whole upload form.
#[derive(Default)]
pub struct Upload {
    /// The cell, as chosen; empty for the report as a whole.
    pub cell: String,
    pub note: String,
    /// The page the form stood on.
    pub back: String,
    pub files: Vec<Received>,
    pub refused: Vec<RefusedFile>,
}

const TOO_LARGE: Text = Text::new(
    "Tệp lớn hơn 20 MB. Xin nén ảnh, giảm độ phân giải bản quét hoặc tách thành nhiều tệp.",
    "The file is larger than 20 MB. Please shrink the pictures, scan at a lower resolution, or split it.",
);
const EMPTY: Text = Text::new(
    "Tệp rỗng. Xin kiểm tra lại tệp rồi gửi.",
    "The file is empty. Please check it and send it again.",
);
const TOO_MANY: Text = Text::new(
    "Mỗi lần gửi tối đa 5 tệp. Xin gửi tệp này ở lần sau.",
    "At most 5 files go at once. Please send this one next time.",
);
const CUT_OFF: Text = Text::new(
    "Các tệp gửi cùng lúc quá lớn (tổng hơn 100 MB), phần còn lại không được nhận. Xin gửi thành nhiều lần.",
    "The files are too large together (more than 100 MB); the rest was not taken. Please send them in several turns.",
);
const UNREADABLE: Text = Text::new(
    "Nội dung gửi lên không đọc được, có thể do đường truyền đứt giữa chừng. Xin mở lại trang và gửi lại tệp.",
    "What was sent cannot be read; the connection may have been cut. Please open the page again and send the files again.",
);

/// The answer to a body that is no upload form.
fn unreadable() -> AppError {
    AppError::Refused(UNREADABLE)
}

/// A body that pauses after each piece. The multipart reader takes all that is ready before it hands anything on: a fast
/// sender would have the whole body in memory.
struct Paced {
    body: Body,
    pause: bool,
}

impl http_body::Body for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if std::mem::take(&mut self.pause) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        self.pause = true;
        Poll::Ready(frame)
    }
}

/// The form in a request.
///
/// # Errors
/// [`AppError::Refused`] for a body that is no upload form.
pub async fn form(request: Request, state: &AppState) -> Result<Multipart, AppError> {
    let paced = request.map(|body| Body::new(Paced { body, pause: false }));
    Multipart::from_request(paced, state)
        .await
        .map_err(|_| unreadable())
}

/// Why reading stopped before the end.
enum Stop {
    Body(MultipartError),
    Error(AppError),
}

impl From<MultipartError> for Stop {
    fn from(error: MultipartError) -> Stop {
        Stop::Body(error)
    }
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Stop {
        Stop::Error(error)
    }
}

/// Reads a whole form; what is good of it is in the store afterwards. A body over [`MAX_BODY`] keeps what came before.
///
/// # Errors
/// [`AppError::Refused`] for a body torn or malformed; [`AppError::Internal`] when the store does not answer.
pub async fn read(form: Multipart, store: &dyn ObjectStore) -> Result<Upload, AppError> {
    let mut upload = Upload::default();
    match read_into(&mut upload, form, store).await {
        Ok(()) => Ok(upload),
        Err(Stop::Body(error)) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            upload.refused.push(RefusedFile {
                name: String::new(),
                why: CUT_OFF,
            });
            Ok(upload)
        }
        Err(Stop::Body(_)) => Err(unreadable()),
        Err(Stop::Error(error)) => Err(error),
    }
}

async fn read_into(
    upload: &mut Upload,
    mut form: Multipart,
    store: &dyn ObjectStore,
) -> Result<(), Stop> {
    while let Some(field) = form.next_field().await? {
        match field.file_name().map(str::to_owned) {
            Some(name) => read_file(upload, field, &name, store).await?,
            None => read_field(upload, field).await?,
        }
    }
    Ok(())
}

async fn read_field(upload: &mut Upload, field: Field<'_>) -> Result<(), Stop> {
    let name = field.name().unwrap_or_default().to_owned();
    let Some(bytes) = bounded(field, MAX_FIELD).await? else {
        return Err(unreadable().into());
    };
    let text = String::from_utf8(bytes.into()).map_err(|_| unreadable())?;
    // PostgreSQL text holds no NUL; a person cannot type one.
    if text.contains('\0') {
        return Err(unreadable().into());
    }
    let text = one_newline(&text);
    match name.as_str() {
        "cell" => upload.cell = text,
        "note" => upload.note = text,
        "back" => upload.back = text,
        _ => {}
    }
    Ok(())
}

/// What was typed, with one character for a new line as the browser counts it, and no space around.
pub fn one_newline(typed: &str) -> String {
    typed.replace("\r\n", "\n").trim().to_owned()
}

async fn read_file(
    upload: &mut Upload,
    field: Field<'_>,
    sent: &str,
    store: &dyn ObjectStore,
) -> Result<(), Stop> {
    let cleaned = kind::clean_name(sent);
    let bytes = bounded(field, MAX_FILE).await?;
    // A form without a chosen file sends an empty one without a name.
    if sent.is_empty() && bytes.as_ref().is_some_and(Bytes::is_empty) {
        return Ok(());
    }
    let why = match bytes {
        None => TOO_LARGE,
        Some(bytes) if bytes.is_empty() => EMPTY,
        Some(_) if upload.files.len() >= MAX_FILES => TOO_MANY,
        Some(bytes) => match kind::sniff(&bytes, &cleaned) {
            None => ACCEPTED,
            Some(kind) => {
                let stored = store::put(store, bytes).await?;
                upload.files.push(Received {
                    name: kind::name_for(kind, &cleaned),
                    kind,
                    stored,
                });
                return Ok(());
            }
        },
    };
    upload.refused.push(RefusedFile { name: cleaned, why });
    Ok(())
}

/// The contents of a field, or `None` over the limit. Read to the end all the same: a browser shows the answer only to a form
/// it could send.
async fn bounded(mut field: Field<'_>, limit: usize) -> Result<Option<Bytes>, MultipartError> {
    let mut kept = Vec::new();
    let mut fits = true;
    while let Some(chunk) = field.chunk().await? {
        fits = fits && kept.len() + chunk.len() <= limit;
        if fits {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    Ok(fits.then(|| kept.into()))
}

//! What is sent to the imports: files, which wait for their turn outside the memory, or a pasted block.

use axum::extract::Multipart;
use axum::extract::multipart::Field;

use super::purpose::Purpose;
use crate::foundation::i18n::{Text, compose};
use crate::foundation::workbooks::{self, Refusal, Upload};
use crate::platform::web::{AppError, fits};
use crate::registers::evidence::clean_name;

/// Files in one go: a zone's worth of reports.
const MAX_FILES: usize = 30;
/// Characters of who sent them.
const MAX_SENDER: usize = 200;
/// Longest plain field, in bytes; a pasted block of 5,000 rows fits.
const MAX_FIELD: usize = 4 * 1024 * 1024;

/// What was sent, with what of it will not be read.
#[derive(Default)]
pub struct Sent {
    pub sender: String,
    pub form: String,
    pub period: String,
    pub purpose: Purpose,
    pub block: String,
    pub files: Vec<(String, Upload)>,
    pub refused: Vec<(String, Refusal)>,
}

const UNREADABLE: Text = Text::new(
    "Nội dung gửi lên không đọc được, có thể do tệp lớn hơn 50 MB hoặc đường truyền đứt. Xin gửi lại.",
    "What was sent cannot be read: the file may be over 50 MB, or the connection was cut. Please send it again.",
);

impl Sent {
    /// Takes a form in, piece by piece.
    ///
    /// # Errors
    /// [`AppError::Refused`] when it breaks off, or a part of it is too long.
    pub async fn read(mut form: Multipart) -> Result<Sent, AppError> {
        let mut sent = Sent::default();
        while let Some(field) = form.next_field().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(str::to_owned) {
                Some(file) => sent.file(&file, field).await?,
                None => sent.text(&name, field).await?,
            }
        }
        Ok(sent)
    }

    /// A file is kept or named. A browser sends one without a name and without content where none was chosen.
    async fn file(&mut self, name: &str, mut field: Field<'_>) -> Result<(), AppError> {
        if self.files.len() >= MAX_FILES {
            self.refused.push((named(name), Refusal::TooManyFiles));
            return Ok(());
        }
        let mut upload = Upload::new().map_err(|refusal| AppError::Refused(refusal.message()))?;
        while let Some(piece) = field.chunk().await.map_err(unreadable)? {
            let kept = upload.push(&piece).await;
            kept.map_err(|refusal| AppError::Refused(refusal.message()))?;
        }
        if upload.size() > 0 || !name.is_empty() {
            self.files.push((named(name), upload));
        }
        Ok(())
    }

    async fn text(&mut self, name: &str, mut field: Field<'_>) -> Result<(), AppError> {
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(unreadable)? {
            if bytes.len() + piece.len() > MAX_FIELD {
                return Err(AppError::Refused(Refusal::TooLarge.message()));
            }
            bytes.extend_from_slice(&piece);
        }
        let text = String::from_utf8(bytes).map_err(|_| AppError::Refused(UNREADABLE))?;
        let text = compose(&text.replace('\0', ""));
        match name {
            "sender" => {
                fits(text.trim(), MAX_SENDER)?;
                text.trim().clone_into(&mut self.sender);
            }
            "form" => self.form = text,
            "period" => text.trim().clone_into(&mut self.period),
            "purpose" => {
                self.purpose =
                    Purpose::from_code(text.trim()).ok_or(AppError::Refused(UNREADABLE))?;
            }
            "block" => self.block = text,
            _ => {}
        }
        Ok(())
    }

    /// The pasted block as a file of delimited text.
    ///
    /// # Errors
    /// [`AppError::Refused`] when no file can be made.
    pub async fn block_as_file(&self) -> Result<Upload, AppError> {
        let refused = |refusal: Refusal| AppError::Refused(refusal.message());
        let mut upload = Upload::new().map_err(refused)?;
        upload.push(&as_table(&self.block)).await.map_err(refused)?;
        Ok(upload)
    }
}

fn unreadable<E>(_: E) -> AppError {
    AppError::Refused(UNREADABLE)
}

/// The name a file is kept by.
fn named(sent: &str) -> String {
    match clean_name(sent) {
        name if name.is_empty() => "bang-tinh".to_owned(),
        name => name,
    }
}

/// A pasted block as delimited text: a line break inside a quoted cell becomes a space.
fn as_table(block: &str) -> Vec<u8> {
    let line = |row: Vec<String>| {
        row.iter()
            .map(|cell| cell.replace(['\n', '\t', '"'], " "))
            .collect::<Vec<_>>()
            .join("\t")
    };
    workbooks::block(block)
        .into_iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
        .into_bytes()
}

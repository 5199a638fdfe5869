//! A book that arrives: kept as read, with what is likely meant by its columns.

use super::choices::Choices;
use super::db::{self, NewImport};
use super::source;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Actor, Period};
use crate::foundation::workbooks::{Book, HeaderCandidate, MAX_BOOK};
use crate::platform::web::AppError;
use crate::returns::reading;
use crate::standards::forms;
use sqlx::PgPool;

const TOO_LARGE: Text = Text::new(
    "Tệp có quá nhiều ô để nhập một lần. Xin tách thành nhiều tệp.",
    "The file has too many cells for one import. Please split it.",
);

/// A file that arrived.
pub struct Arrived<'a> {
    pub name: &'a str,
    /// In hexadecimal digits.
    pub sha256: String,
    /// In bytes.
    pub size: usize,
    pub sender: &'a str,
}

/// Keeps a book that was read, with the choices it suggests, or those made for the same sender's table before; its id.
///
/// # Errors
/// [`AppError::Refused`] for a book larger than can be kept.
pub async fn create(
    db: &PgPool,
    actor: &Actor,
    arrived: &Arrived<'_>,
    book: &Book,
    form_id: Option<i64>,
    period: Option<Period>,
) -> Result<i64, AppError> {
    let json = serde_json::to_string(book).map_err(AppError::internal)?;
    // PostgreSQL text holds no NUL, and JSON spells it out.
    if json.len() > MAX_BOOK || json.contains("\\u0000") {
        return Err(AppError::Refused(TOO_LARGE));
    }
    let forms = forms::db::forms(db).await?;
    let own = source::about(book);
    let (form, period) = match &own {
        Some(about) => {
            let form = forms
                .iter()
                .find(|form| form.code == about.form && form.valid_from == about.form_since);
            (form, about.period.parse().ok())
        }
        None => (
            form_id.and_then(|id| forms.iter().find(|form| form.id == id)),
            period,
        ),
    };
    let choices = match own {
        Some(_) => Choices {
            own: true,
            ..Choices::default()
        },
        None => remembered(db, arrived.sender, book)
            .await?
            .unwrap_or_default(),
    };
    let period = period.map(|period: Period| period.to_string());
    let new = NewImport {
        name: arrived.name,
        sha256: &arrived.sha256,
        size: i64::try_from(arrived.size).unwrap_or(i64::MAX),
        sender: arrived.sender,
        book: &json,
        choices: &serde_json::to_string(&choices).map_err(AppError::internal)?,
        form_id: form.map(|form| form.id),
        period: period.as_deref(),
        by: actor.account_id,
    };
    Ok(db::insert(db, &new).await?)
}

/// What was chosen the last time for a table with the same titles from the same sender, wherever it stands in this book.
async fn remembered(db: &PgPool, sender: &str, book: &Book) -> Result<Option<Choices>, AppError> {
    for (index, sheet) in reading::shown(book, "") {
        for head in crate::foundation::workbooks::header(sheet) {
            let kept = db::layout(db, sender, &titles(&head)).await?;
            if let Some(kept) = kept.and_then(|kept| serde_json::from_str::<Choices>(&kept).ok()) {
                return Ok(Some(Choices {
                    sheet: index,
                    head: head.first,
                    body: head.body,
                    ..kept
                }));
            }
        }
    }
    Ok(None)
}

/// The titles of a table: what a sender's next file is known by.
pub(super) fn titles(head: &HeaderCandidate) -> String {
    let titles: Vec<&str> = head
        .columns
        .iter()
        .map(|column| column.folded.as_str())
        .collect();
    titles.join("|").chars().take(2_000).collect()
}

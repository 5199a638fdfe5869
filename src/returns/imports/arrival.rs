//! A book that arrives: kept as read, with what is likely meant by its columns.

use super::choices::Choices;
use super::db::{self, NewImport};
use super::purpose::Purpose;
use super::source;
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Actor, Period, Year};
use crate::foundation::workbooks::{Book, HeaderCandidate, MAX_BOOK};
use crate::platform::web::AppError;
use crate::returns::reading;
use crate::standards::forms::{self, MOVED_IN};
use chrono::Datelike;
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
    pub purpose: Purpose,
}

const NO_YEAR: Text = Text::new(
    "Không thấy năm nào trước năm nay trong tiêu đề cột, tên trang tính, dòng đầu hay tên tệp. Xin ghi năm vào ô “Kỳ báo cáo”, ví dụ 2024, rồi gửi lại.",
    "No year before this one is named by a column, a sheet, a heading or the file. Please write it as the period, such as 2024, and send the file again.",
);
/// Years of one file taken at once.
const MAX_YEARS: usize = 10;

/// A form and a period, as far as they are known.
pub type Subject = (Option<i64>, Option<Period>);

/// What a file is taken for: the report that was chosen; of earlier years each one the file names, or the one chosen, the newest
/// first.
///
/// # Errors
/// [`AppError::Refused`] where no year is named.
pub async fn subjects(
    db: &PgPool,
    arrived: &Arrived<'_>,
    book: &Book,
    chosen: Subject,
) -> Result<Vec<Subject>, AppError> {
    if !arrived.purpose.is_moving() {
        return Ok(vec![chosen]);
    }
    let forms = forms::db::forms(db).await?;
    let form = forms.iter().find(|form| form.code == MOVED_IN);
    let form = form.ok_or(AppError::NotFound)?.id;
    let this = i18n::today().year();
    let years: Vec<Period> = match chosen.1 {
        Some(period) => vec![Period::from(period.year())],
        None => reading::years(book, arrived.name)
            .into_iter()
            .rev()
            .filter(|year| *year < this)
            .filter_map(|year| Some(Period::from(Year::new(year)?)))
            .take(MAX_YEARS)
            .collect(),
    };
    if years.is_empty() {
        return Err(AppError::Refused(NO_YEAR));
    }
    let subject = |year| (Some(form), Some(year));
    Ok(years.into_iter().map(subject).collect())
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
    let own = source::about(book).filter(|_| !arrived.purpose.is_moving());
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
        // How a column of one year was understood is no guide to another's.
        None if arrived.purpose.is_moving() => Choices::default(),
        None => remembered(db, arrived.sender, book)
            .await?
            .unwrap_or_default(),
    };
    let choices = Choices {
        purpose: arrived.purpose,
        ..choices
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

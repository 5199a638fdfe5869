//! What the page of the comparison shows.

use askama::Template;

use super::db::Kept;
use super::model::{Finding, Verification, column_words};
use super::words::value_words;
use crate::foundation::i18n::{self, Lang};
use crate::platform::web::{AppError, Page};

#[derive(Template)]
#[template(path = "outputs/verification/page.html")]
pub struct VerificationPage {
    pub page: Page,
    pub last: Option<Last>,
    /// The page of the comparison that is under way, where there is one.
    pub under_way: Option<String>,
}

/// The last comparison.
pub struct Last {
    pub at: String,
    pub by: String,
    pub nightly: bool,
    pub rebuilt: bool,
    pub count: i64,
    pub mendable: bool,
    pub rows: Vec<CheckRow>,
}

/// One check.
pub struct CheckRow {
    /// What the page's other parts call it.
    pub anchor: String,
    pub title: &'static str,
    pub count: i64,
    /// Differences that are not listed.
    pub more: i64,
    pub remedy: &'static str,
    pub lines: Vec<Line>,
}

/// One difference.
pub struct Line {
    pub subject: String,
    pub path: String,
    pub column: String,
    pub stands: String,
    pub should: String,
}

impl Last {
    /// # Errors
    /// [`AppError::Internal`] for what an other program kept.
    pub fn new(kept: Kept, lang: Lang) -> Result<Last, AppError> {
        let found: Verification = serde_json::from_str(&kept.found).map_err(AppError::internal)?;
        Ok(Last {
            at: i18n::format_time(kept.ended_at),
            by: kept.asked_by,
            nightly: kept.nightly,
            rebuilt: kept.rebuilt,
            count: found.count(),
            mendable: found.mendable() > 0,
            rows: found
                .0
                .into_iter()
                .map(|finding| CheckRow::new(finding, lang))
                .collect(),
        })
    }
}

impl CheckRow {
    fn new(finding: Finding, lang: Lang) -> CheckRow {
        let check = finding.check;
        let listed = i64::try_from(finding.differences.len()).unwrap_or_default();
        let words = |column: &str, value: Option<String>| {
            value_words(check, column, value.as_deref(), lang)
        };
        CheckRow {
            anchor: format!("{check:?}").to_lowercase(),
            title: check.title().in_lang(lang),
            count: finding.count,
            more: finding.count - listed,
            remedy: check.remedy().in_lang(lang),
            lines: finding
                .differences
                .into_iter()
                .map(|difference| Line {
                    stands: words(&difference.column, difference.stands),
                    should: words(&difference.column, difference.should),
                    column: column_words(&difference.column, lang).to_owned(),
                    subject: difference.subject,
                    path: difference.path,
                })
                .collect(),
        }
    }
}

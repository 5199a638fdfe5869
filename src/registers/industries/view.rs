//! What the templates show.

use askama::Template;

use super::db::{Both, Entry, Holder, Other, VersionRow};
use crate::foundation::i18n::{self, Lang, Text, fold};
use crate::platform::web::Page;

/// What is to be said of a code that both versions have.
pub struct Meaning {
    pub tone: &'static str,
    pub words: &'static str,
    pub detail: String,
}

/// Whether a code of both versions is the same thing in them; nothing to say where it is.
pub fn meaning(row: &Both, lang: Lang) -> Option<Meaning> {
    let (old, new) = row.old.as_ref().zip(row.new.as_ref())?;
    let same = fold(old) == fold(new);
    let (tone, words) = match (row.goes_on, same) {
        (Some(false), _) => ("bad", Text::new("khác nghĩa", "something else")),
        (Some(true), true) => return None,
        (Some(true), false) => ("info", Text::new("khác tên", "another name")),
        (None, true) => (
            "neutral",
            Text::new(
                "cùng tên, chưa có bảng chuyển đổi",
                "same name, no table yet",
            ),
        ),
        (None, false) => (
            "warn",
            Text::new(
                "khác tên, chưa có bảng chuyển đổi",
                "another name, no table yet",
            ),
        ),
    };
    Some(Meaning {
        tone,
        words: words.in_lang(lang),
        detail: String::new(),
    })
}

/// A code in both versions.
pub struct Found {
    pub code: String,
    pub level: usize,
    /// Empty where the version does not have it, or not in what is loaded.
    pub old: String,
    pub new: String,
    pub meaning: Option<Meaning>,
}

/// A version in words.
pub struct Shown {
    pub name: String,
    pub decision: String,
    pub valid: String,
    pub codes: String,
}

impl Shown {
    pub fn version(row: &VersionRow, lang: Lang) -> Shown {
        let from = i18n::format_date(row.valid_from);
        let until = row.valid_until.map(i18n::format_date);
        let valid = match (until, lang) {
            (Some(until), _) => format!("{from} – {until}"),
            (None, Lang::Vi) => format!("từ {from}"),
            (None, Lang::En) => format!("since {from}"),
        };
        Shown {
            name: format!("VSIC {}", row.version),
            decision: row.decision.clone(),
            valid,
            codes: i18n::format_number(row.codes.into(), 0, lang),
        }
    }
}

#[derive(Template)]
#[template(path = "registers/industries/lookup.html")]
pub struct LookupPage {
    pub page: Page,
    pub asked: String,
    pub rows: Vec<Found>,
    pub more: bool,
    pub versions: Vec<Shown>,
    pub may_load: bool,
}

/// A code of the other version.
pub struct OtherLine {
    pub code: String,
    pub name: String,
    pub partial: bool,
}

impl From<Other> for OtherLine {
    fn from(other: Other) -> OtherLine {
        OtherLine {
            code: other.code,
            name: other.name,
            partial: other.partial,
        }
    }
}

#[derive(Template)]
#[template(path = "registers/industries/code.html")]
pub struct CodePage {
    pub page: Page,
    pub code: String,
    pub version: &'static str,
    pub version_words: &'static str,
    pub other: &'static str,
    pub other_words: &'static str,
    pub level: usize,
    pub above: Vec<Entry>,
    pub children: Vec<Entry>,
    pub pairs: Vec<OtherLine>,
    /// Whether the table says anything of the code.
    pub known: bool,
    pub single: bool,
    pub sources: String,
    pub warning: Option<Meaning>,
    pub holders: Vec<Holder>,
}

/// A 2018 code of a project and what it may become.
pub struct Proposal {
    pub industry_id: i64,
    pub code: String,
    pub name: String,
    pub main: bool,
    pub choices: Vec<OtherLine>,
}

impl Proposal {
    /// The one code there is to take.
    pub fn single(&self) -> Option<&OtherLine> {
        if self.choices.len() == 1 {
            self.choices.first()
        } else {
            None
        }
    }

    /// Chosen beforehand: one code, and not marked as a part.
    pub fn certain(&self) -> bool {
        self.single().is_some_and(|choice| !choice.partial)
    }
}

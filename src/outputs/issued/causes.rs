//! What was recorded after a paper was sent, and which of it can have changed a cell; pure.

use chrono::{DateTime, NaiveDate, Utc};

use crate::foundation::i18n::{self, Lang, Text};

/// Why a cell is another than it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A report that came after the paper went out.
    Late,
    /// Another revision of a figure that was there.
    Correction,
    /// A firmer figure in the place of an estimate.
    Firmer,
    /// An entry of a log with a day within the period.
    BackDated,
    Structure,
    Rate,
    Plan,
    /// The board's own words.
    Words,
    /// Anything else of the registers.
    Register,
}

impl Kind {
    /// The kind with this code, as the queries name it.
    pub fn from_code(code: &str) -> Kind {
        match code {
            "late" => Kind::Late,
            "correction" => Kind::Correction,
            "firmer" => Kind::Firmer,
            "back_dated" => Kind::BackDated,
            "structure" => Kind::Structure,
            "rate" => Kind::Rate,
            "plan" => Kind::Plan,
            "words" => Kind::Words,
            _ => Kind::Register,
        }
    }

    pub fn words(self) -> Text {
        match self {
            Kind::Late => Text::new("nộp muộn", "late report"),
            Kind::Correction => Text::new("đính chính", "correction"),
            Kind::Firmer => Text::new("số liệu vững hơn", "firmer figure"),
            Kind::BackDated => Text::new("ghi lùi ngày", "back-dated entry"),
            Kind::Structure => Text::new("cơ cấu", "structure"),
            Kind::Rate => Text::new("tỷ giá", "exchange rate"),
            Kind::Plan => Text::new("kế hoạch", "plan"),
            Kind::Words => Text::new("sửa lời văn", "words of the paper"),
            Kind::Register => Text::new("sửa danh mục, hồ sơ", "change in a register"),
        }
    }
}

/// Something recorded after a paper was sent.
#[derive(Debug, Clone)]
pub struct Later {
    pub kind: String,
    /// As [`super::Cell::about`]; empty where it can be behind anything.
    pub about: String,
    /// The enterprise, the project, the parcel; empty where nothing is named.
    pub what: String,
    /// The day it is about, where it has one.
    pub day: Option<NaiveDate>,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Later {
    /// "đính chính: Công ty 3 – gõ nhầm (Nguyễn Văn A, 12/01/2023)".
    pub fn words(&self, lang: Lang) -> String {
        let kind = Kind::from_code(&self.kind).words().in_lang(lang);
        let mut said = kind.to_owned();
        if !self.what.is_empty() {
            said.push_str(": ");
            said.push_str(&self.what);
        }
        if let Some(day) = self.day {
            said.push_str(", ");
            said.push_str(&i18n::format_date(day));
        }
        if !self.reason.is_empty() {
            said.push_str(" – ");
            said.push_str(&self.reason);
        }
        let on = i18n::format_date(i18n::vietnam_time(self.at).date_naive());
        format!("{said} ({}, {on})", self.by)
    }
}

/// What can have changed a cell made from `about`: what was recorded of the same, or else what can be behind anything. Nothing
/// where it cannot be told.
pub fn of<'l>(about: &str, later: &'l [Later]) -> Vec<&'l Later> {
    let same = |one: &&Later| {
        about
            .split(' ')
            .any(|part| !part.is_empty() && part == one.about)
    };
    let own: Vec<&Later> = later.iter().filter(same).collect();
    if own.is_empty() {
        later.iter().filter(|one| one.about.is_empty()).collect()
    } else {
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_recorded_of_the_same_is_the_cause_and_else_what_can_be_behind_anything() {
        let later = |kind: &str, about: &str| Later {
            kind: kind.to_owned(),
            about: about.to_owned(),
            what: "Công ty 3".to_owned(),
            day: None,
            reason: "gõ nhầm".to_owned(),
            by: "Lan".to_owned(),
            at: DateTime::UNIX_EPOCH,
        };
        let all = [
            later("correction", "figure:revenue"),
            later("back_dated", "projects"),
            later("rate", ""),
        ];
        let kinds = |about: &str| -> Vec<String> {
            of(about, &all).iter().map(|one| one.kind.clone()).collect()
        };
        assert_eq!(kinds("figure:exports figure:revenue"), ["correction"]);
        assert_eq!(kinds("projects"), ["back_dated"]);
        assert_eq!(kinds("land"), ["rate"]);
        assert_eq!(kinds(""), ["rate"]);
        assert_eq!(
            all[0].words(Lang::Vi),
            "đính chính: Công ty 3 – gõ nhầm (Lan, 01/01/1970)"
        );
    }
}

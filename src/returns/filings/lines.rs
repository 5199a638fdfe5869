//! What a report's page says of its cells beside the grid: findings by their effect, cells sent back, differences, clashes.

use super::actions::CellConflict;
use super::deciding::{self, Change, Flag};
use super::load::Loaded;
use super::model::key_text;
use super::row_words::said;
use super::rows::cell_name;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::Measure;
use crate::standards::checks::{self, Finding};
use rust_decimal::Decimal;

/// The findings as a list, what moves a printed total most first, and where nothing more moves any.
pub(super) fn ranked(
    loaded: &Loaded,
    findings: &[Finding],
    attempted: bool,
    lang: Lang,
) -> (Vec<WarningLine>, Option<usize>) {
    let mut ranked: Vec<Finding> = findings
        .iter()
        .filter(|f| attempted || f.code != "V02")
        .cloned()
        .collect();
    checks::rank(&mut ranked, |found| found.effect);
    let line_at = checks::line(&ranked, |found| found.effect);
    let line = |found: &Finding| {
        let key = (found.indicator_id, found.measure);
        let percent =
            |effect: Decimal| i18n::format_percent(effect * Decimal::ONE_HUNDRED, 2, lang);
        WarningLine {
            key: key_text(key),
            name: cell_name(key, &loaded.catalogue, lang),
            code: found.code,
            message: found.message.clone(),
            effect: found.effect.map_or_else(String::new, percent),
            reason: loaded
                .entries
                .get(&key)
                .and_then(|entry| entry.reason.clone())
                .unwrap_or_default(),
        }
    };
    (ranked.iter().map(line).collect(), line_at)
}

pub(super) fn flag_line(flag: &Flag, loaded: &Loaded, lang: Lang) -> FlagLine {
    let entry = loaded.entries.get(&flag.key);
    FlagLine {
        id: flag.id,
        key: key_text(flag.key),
        name: cell_name(flag.key, &loaded.catalogue, lang),
        note: flag.note.clone(),
        by: format!("{}, {}", flag.by, i18n::format_time(flag.at)),
        then: said(&flag.raw, &flag.unit, flag.key.0, loaded, lang),
        now: entry.map_or_else(
            || "–".to_owned(),
            |entry| said(&entry.raw, &entry.unit, flag.key.0, loaded, lang),
        ),
        answer: flag.answer.clone().unwrap_or_default(),
        answerer: flag.answerer.clone().unwrap_or_default(),
        open: flag.is_open(&loaded.entries),
    }
}

pub(super) fn change_line(change: &Change, loaded: &Loaded, lang: Lang) -> ChangeLine {
    let (plain, measure) = change
        .key
        .strip_suffix('t')
        .map_or((change.key.as_str(), Measure::Period), |k| {
            (k, Measure::ToDate)
        });
    let indicator_id = plain.parse().unwrap_or_default();
    let show = |kept: &Option<deciding::Kept>| {
        kept.as_ref().map_or_else(
            || "–".to_owned(),
            |kept| said(&kept.raw, &kept.unit, indicator_id, loaded, lang),
        )
    };
    ChangeLine {
        key: change.key.clone(),
        name: cell_name((indicator_id, measure), &loaded.catalogue, lang),
        before: show(&change.before),
        after: show(&change.after),
        reason: change
            .after
            .as_ref()
            .and_then(|kept| kept.reason.clone())
            .unwrap_or_default(),
        text: false,
    }
}

pub(super) fn conflict_line(conflict: &CellConflict, loaded: &Loaded, lang: Lang) -> ConflictLine {
    let said = |(raw, unit): &(String, String)| said(raw, unit, conflict.key.0, loaded, lang);
    ConflictLine {
        key: key_text(conflict.key),
        name: cell_name(conflict.key, &loaded.catalogue, lang),
        mine: said(&conflict.mine),
        theirs: said(&conflict.theirs),
        base: said(&conflict.base),
        by: conflict.by.clone(),
    }
}

/// A finding in the ranked list.
pub struct WarningLine {
    pub key: String,
    pub name: String,
    pub code: &'static str,
    pub message: String,
    /// How far the board's total would move: "3,2%".
    pub effect: String,
    pub reason: String,
}

/// A cell that was sent back.
pub struct FlagLine {
    pub id: i64,
    pub key: String,
    pub name: String,
    pub note: String,
    pub by: String,
    /// What the cell said when it was sent back, and what it says now.
    pub then: String,
    pub now: String,
    pub answer: String,
    pub answerer: String,
    pub open: bool,
}

/// A cell or an answer that was handed in differently than the time before.
pub struct ChangeLine {
    pub key: String,
    pub name: String,
    pub before: String,
    pub after: String,
    pub reason: String,
    /// An answer: words instead of figures.
    pub text: bool,
}

/// A cell or an answer somebody else changed meanwhile.
pub struct ConflictLine {
    pub key: String,
    pub name: String,
    pub mine: String,
    pub theirs: String,
    pub base: String,
    pub by: String,
}

//! The life of a report: who did what, when, and what it said before and after.

use axum::extract::Path;
use chrono::TimeDelta;
use serde_json::Value;

use super::answers;
use super::life::with_unit;
use super::load::{Loaded, load};
use super::rows::cell_name;
use super::view::{HistoryLine, HistoryPage};
use crate::foundation::audit;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Measure;
use crate::platform::web::{self, Answer, Ctx};

/// Steps of one person at one text that are no further apart are shown as one: a text is saved as it is typed.
const ONE_SITTING: TimeDelta = TimeDelta::minutes(15);

pub async fn page(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    let entries = sittings(audit::history(&ctx.state.db, "filings", id).await?);
    let lines = entries
        .into_iter()
        .map(|entry| line(entry, &loaded, ctx.lang))
        .collect();
    let title = ctx.say(Text::new("Lịch sử báo cáo", "History of the report"));
    let page = ctx.page(format!(
        "{title} {} – {}",
        loaded.period,
        loaded.filing.name()
    ));
    web::ok(&HistoryPage {
        page,
        id,
        enterprise: loaded.filing.name(),
        lines,
    })
}

/// The texts a step changed and nothing else; empty for any other step.
fn texts(entry: &audit::Entry) -> Vec<&String> {
    let keys = entry
        .after
        .as_ref()
        .filter(|_| entry.action == "updated" && entry.reason.is_none())
        .and_then(Value::as_object);
    let keys: Vec<&String> = keys.into_iter().flat_map(|object| object.keys()).collect();
    if keys.iter().all(|key| key.starts_with("q:")) {
        keys
    } else {
        Vec::new()
    }
}

/// Entries, newest first, with the steps of one sitting made one: what stood before the first, what stands after the last.
fn sittings(entries: Vec<audit::Entry>) -> Vec<audit::Entry> {
    let mut shown: Vec<audit::Entry> = Vec::with_capacity(entries.len());
    // When the earliest step of the last one shown was taken.
    let mut since = None;
    for entry in entries {
        let at = entry.at;
        match shown.last_mut() {
            Some(later)
                if !texts(&entry).is_empty()
                    && texts(later) == texts(&entry)
                    && (&later.actor, &later.address) == (&entry.actor, &entry.address)
                    && since.is_some_and(|since| since - at <= ONE_SITTING) =>
            {
                later.before = entry.before;
            }
            _ => shown.push(entry),
        }
        since = Some(at);
    }
    shown
}

fn line(entry: audit::Entry, loaded: &Loaded, lang: Lang) -> HistoryLine {
    let cell = |code: &str| {
        let (plain, measure) = code
            .strip_suffix('+')
            .map_or((code, Measure::Period), |plain| (plain, Measure::ToDate));
        (loaded.catalogue.by_code(plain), measure)
    };
    let text = |side: &Option<Value>, key: &str| {
        let kept = side
            .as_ref()
            .and_then(|value| value.get(key))
            .and_then(|value| value.as_str())
            .unwrap_or("");
        cell(key).0.map_or_else(
            || kept.to_owned(),
            |indicator| with_unit(kept, indicator, lang),
        )
    };
    let name = |code: &str| {
        let (indicator, measure) = cell(code);
        answers::audit_name(code, loaded.standards.questions(loaded.form.id), lang)
            .or_else(|| {
                indicator
                    .map(|indicator| cell_name((indicator.id, measure), &loaded.catalogue, lang))
            })
            .unwrap_or_else(|| code.to_owned())
    };
    let keys = entry
        .after
        .as_ref()
        .filter(|_| entry.action == "updated")
        .and_then(|value| value.as_object());
    let cells = keys
        .into_iter()
        .flat_map(|object| object.keys())
        .map(|code| {
            (
                name(code),
                text(&entry.before, code),
                text(&entry.after, code),
            )
        })
        .collect();
    HistoryLine {
        at: i18n::format_time(entry.at),
        actor: entry.actor,
        address: entry.address,
        action: audit::action_words(&entry.action).in_lang(lang),
        reason: entry.reason,
        cells,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use serde_json::json;

    use super::*;

    fn step(minute: i64, key: &str, before: &str, after: &str) -> audit::Entry {
        audit::Entry {
            at: DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(minute),
            actor: "Lan".to_owned(),
            address: String::new(),
            action: "updated".to_owned(),
            before: Some(json!({ key: before })),
            after: Some(json!({ key: after })),
            reason: None,
        }
    }

    fn said(entries: &[audit::Entry]) -> Vec<(String, String)> {
        let text = |side: &Option<Value>| {
            side.as_ref()
                .and_then(Value::as_object)
                .and_then(|o| o.values().next())
                .cloned()
        };
        let word = |side| {
            text(side)
                .and_then(|v| v.as_str().map(str::to_owned))
                .unwrap_or_default()
        };
        entries
            .iter()
            .map(|entry| (word(&entry.before), word(&entry.after)))
            .collect()
    }

    #[test]
    fn a_text_typed_in_one_sitting_is_one_step() {
        let typed = vec![
            step(31, "q:C", "Mất", "Mất điện"),
            step(30, "q:C", "M", "Mất"),
            step(20, "q:C", "", "M"),
        ];
        assert_eq!(
            said(&sittings(typed)),
            [(String::new(), "Mất điện".to_owned())]
        );
        let days = vec![
            step(2000, "q:C", "Mất", "Mất điện"),
            step(30, "q:C", "", "Mất"),
        ];
        assert_eq!(sittings(days).len(), 2, "another day is another step");
        let two = vec![step(31, "q:XIII", "", "Đức"), step(30, "q:C", "", "Mất")];
        assert_eq!(sittings(two).len(), 2, "another question too");
        let cells = vec![step(31, "revenue", "1", "2"), step(30, "revenue", "", "1")];
        assert_eq!(sittings(cells).len(), 2, "every figure ever typed is shown");
        let mut others = vec![
            step(31, "q:C", "Mất", "Mất điện"),
            step(30, "q:C", "", "Mất"),
        ];
        others[1].actor = "Minh".to_owned();
        assert_eq!(sittings(others).len(), 2, "and everybody for themselves");
    }
}

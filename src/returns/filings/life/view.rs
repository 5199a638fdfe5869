//! What the page of a figure's life shows.

use std::collections::{HashMap, HashSet};

use askama::Template;
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::db::{NoteRow, ReportRow, Step};
use crate::foundation::audit;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Measure, Period, Vintage, quantity};
use crate::platform::web::Page;
use crate::registers::evidence::{self, Owner, db::Attachment, db::CellComment};
use crate::returns::figures::{db::RevisionRow, vintage_words};
use crate::standards::indicators::Indicator;

#[derive(Template)]
#[template(path = "returns/filings/life.html")]
pub struct LifePage {
    pub page: Page,
    pub enterprise: String,
    pub enterprise_id: i64,
    pub unit: String,
    pub revisions: Vec<RevisionLine>,
    /// Some of them are of single projects.
    pub by_project: bool,
    pub steps: Vec<StepLine>,
}

/// One revision in the ledger.
pub struct RevisionLine {
    pub project: String,
    /// The first of its project: the one in use.
    pub newest: bool,
    pub vintage: &'static str,
    pub revision: i32,
    pub value: Option<String>,
    pub typed: String,
    pub reason: Option<String>,
    pub by: String,
    pub at: String,
    pub filing_id: i64,
    /// The import it came with, and the file and cell there.
    pub source: Option<(i64, String)>,
}

const CELL: Text = Text::new("ô", "cell");

impl RevisionLine {
    /// The revisions of one figure, in the order of the ledger's query.
    pub fn all(rows: Vec<RevisionRow>, indicator: &Indicator, lang: Lang) -> Vec<RevisionLine> {
        let mut newest = HashSet::new();
        let line = |row: RevisionRow| RevisionLine {
            newest: newest.insert(row.project.clone()),
            project: row.project.unwrap_or_default(),
            vintage: Vintage::from_code(&row.vintage)
                .map_or("–", |vintage| vintage_words(vintage).in_lang(lang)),
            revision: row.revision,
            value: row
                .value
                .map(|value| indicator.show_exact(value, indicator.unit, lang)),
            typed: with_unit(&format!("{} {}", row.raw, row.unit), indicator, lang),
            reason: row.reason,
            by: row.recorded_by,
            at: i18n::format_time(row.recorded_at),
            filing_id: row.filing_id,
            source: row.import_id.map(|id| {
                let (file, cell) = (row.file.unwrap_or_default(), row.cell.unwrap_or_default());
                (id, format!("{file}, {} {cell}", CELL.in_lang(lang)))
            }),
        };
        rows.into_iter().map(line).collect()
    }
}

/// "1.054 bvnd – reason", as the log keeps a cell, with the unit in words: "1.054 tỷ đồng – reason".
pub fn with_unit(kept: &str, indicator: &Indicator, lang: Lang) -> String {
    let (cell, reason) = kept
        .split_once(" – ")
        .map_or((kept, None), |(cell, reason)| (cell, Some(reason)));
    let words = match cell
        .rsplit_once(' ')
        .and_then(|(raw, code)| Some((raw, quantity::unit(code)?)))
    {
        Some((raw, unit)) => format!(
            "{} {}",
            i18n::grouped(raw, lang),
            indicator.unit_words(unit, lang)
        ),
        None => i18n::grouped(cell, lang),
    };
    reason.map_or_else(|| words.clone(), |reason| format!("{words} – {reason}"))
}

/// One thing that happened.
pub struct StepLine {
    at: DateTime<Utc>,
    pub when: String,
    pub who: String,
    pub what: String,
    /// What the cell said before and after.
    pub change: Option<(String, String)>,
    /// A reason, a note, a comment.
    pub said: String,
    /// An attached file: its address and name, and whether it was taken off again.
    pub file: Option<(String, String, bool)>,
    pub filing_id: i64,
    pub report: String,
}

/// Puts together what happened, from all the places it is kept in.
pub struct Timeline<'a> {
    indicator: &'a Indicator,
    reports: HashMap<i64, String>,
    lang: Lang,
    lines: Vec<StepLine>,
}

impl<'a> Timeline<'a> {
    pub fn new(indicator: &'a Indicator, reports: Vec<ReportRow>, lang: Lang) -> Timeline<'a> {
        let named = reports.into_iter().map(|row| {
            let period = row
                .period
                .parse::<Period>()
                .map_or(row.period.clone(), |period| period.short(lang));
            let parts = [Some(format!("{} · {period}", row.form)), row.project];
            (
                row.id,
                parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            )
        });
        Timeline {
            indicator,
            reports: named.collect(),
            lang,
            lines: Vec::new(),
        }
    }

    fn push(&mut self, filing_id: i64, at: DateTime<Utc>, who: &str, what: Text) -> &mut StepLine {
        let index = self.lines.len();
        self.lines.push(StepLine {
            at,
            when: i18n::format_time(at),
            who: who.to_owned(),
            what: what.in_lang(self.lang).to_owned(),
            change: None,
            said: String::new(),
            file: None,
            filing_id,
            report: self.reports.get(&filing_id).cloned().unwrap_or_default(),
        });
        &mut self.lines[index]
    }

    /// What the log says: of the reports as a whole, and of the cell.
    pub fn steps(&mut self, steps: Vec<Step>) {
        for step in steps {
            let (indicator, lang) = (self.indicator, self.lang);
            let side = |side: &Option<Value>, key: &str| {
                let kept = side
                    .as_ref()
                    .and_then(|value| value.get(key))
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                with_unit(kept, indicator, lang)
            };
            if step.action != "updated" {
                let imported = step
                    .after
                    .as_ref()
                    .filter(|after| after.get("indicator_id").is_some())
                    .map(|after| {
                        let part =
                            |key: &str| after.get(key).and_then(Value::as_str).unwrap_or_default();
                        with_unit(
                            &format!("{} {}", part("raw"), part("unit")),
                            indicator,
                            lang,
                        )
                    });
                let to_date = step
                    .after
                    .as_ref()
                    .is_some_and(|after| after.get("measure") == Some(&Value::from("to_date")));
                let words = match to_date {
                    true => Text::new(
                        "Nhập từ tệp, lũy kế từ đầu năm",
                        "Imported, the year to date",
                    ),
                    false => audit::action_words(&step.action),
                };
                let line = self.push(step.filing_id, step.at, &step.actor, words);
                line.change = imported.map(|value| (String::new(), value));
                line.said = step.reason.unwrap_or_default();
                continue;
            }
            // Both columns of a line may have changed at once.
            for (key, words) in [
                (indicator.code.clone(), Text::new("Nhập, sửa ô", "Typed")),
                (
                    format!("{}+", indicator.code),
                    Text::new("Nhập, sửa ô lũy kế từ đầu năm", "Typed, the year to date"),
                ),
            ] {
                if step
                    .after
                    .as_ref()
                    .is_some_and(|after| after.get(&key).is_some())
                {
                    let change = (side(&step.before, &key), side(&step.after, &key));
                    let said = step.reason.clone().unwrap_or_default();
                    let line = self.push(step.filing_id, step.at, &step.actor, words);
                    (line.change, line.said) = (Some(change), said);
                }
            }
        }
    }

    /// Notes the cell was sent back with, and their answers.
    pub fn notes(&mut self, notes: Vec<NoteRow>) {
        for row in notes {
            let what = match row.measure() {
                Measure::Period => Text::new("Trả lại ô này", "Sent this cell back"),
                Measure::ToDate => {
                    Text::new("Trả lại ô lũy kế từ đầu năm", "Sent the year to date back")
                }
            };
            self.push(row.filing_id, row.at, &row.by, what).said = row.note;
            if let (Some(answer), Some(at)) = (row.answer, row.answered_at) {
                let who = row.answerer.unwrap_or_default();
                self.push(
                    row.filing_id,
                    at,
                    &who,
                    Text::new("Trả lời ghi chú", "Answered the note"),
                )
                .said = answer;
            }
        }
    }

    pub fn attachments(&mut self, attachments: Vec<Attachment>) {
        for file in attachments {
            // Only reports have cells.
            let Some(Owner::Filing(filing)) = file.owner() else {
                continue;
            };
            let (address, removed) = (evidence::href(&file), file.removed_at);
            let line = self.push(
                filing,
                file.added_at,
                &file.adder,
                Text::new("Đính kèm tài liệu", "Attached a file"),
            );
            line.said = file.note.unwrap_or_default();
            line.file = Some((address, file.name.clone(), removed.is_some()));
            if let Some(at) = removed {
                let who = file.remover.unwrap_or_default();
                let line = self.push(
                    filing,
                    at,
                    &who,
                    Text::new("Gỡ tài liệu đính kèm", "Took an attached file off"),
                );
                line.said = format!("{}: {}", file.name, file.removed_reason.unwrap_or_default());
            }
        }
    }

    pub fn comments(&mut self, comments: Vec<CellComment>) {
        for comment in comments {
            self.push(
                comment.filing_id,
                comment.at,
                &comment.by,
                Text::new("Ghi ý kiến", "Commented"),
            )
            .said = comment.body;
        }
    }

    pub fn newest_first(mut self) -> Vec<StepLine> {
        // Stable: what happened in one transaction stays in the order it was logged.
        self.lines.sort_by_key(|line| std::cmp::Reverse(line.at));
        self.lines
    }
}

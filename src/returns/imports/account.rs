//! What became of every figure of a file: taken, unchanged, waiting, or left out by name. The parts add up to the whole.

use std::collections::BTreeMap;

use super::actions::Opened;
use super::plan::Plan;
use super::standing::Standing;
use super::view::AccountLine;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::workbooks::{self, Book};
use crate::returns::reading::{LeftKind, Reading};

/// Addresses named of one reason.
const NAMED: usize = 12;

/// The account of a plan, and of what its reading left out.
pub fn of(opened: &Opened, reading: &Reading, plan: &Plan, lang: Lang) -> Vec<AccountLine> {
    let say = |text: Text| text.in_lang(lang).to_owned();
    let taken: usize = plan.rows.iter().map(|row| plan.taken(row).len()).sum();
    let cells = || plan.rows.iter().flat_map(|row| &row.cells);
    let same = cells()
        .filter(|cell| cell.standing == Standing::Same)
        .count();
    // Whatever holds a figure and is neither taken nor there already waits: also a row that is nobody's.
    let filled = cells().filter(|cell| !cell.shown.is_empty()).count();
    let cleared = cells()
        .filter(|cell| cell.fixed && cell.shown.is_empty())
        .count();
    let waiting = filled.saturating_sub(taken + same);
    let mut lines = vec![
        line(taken, "take", say(Text::new("được lấy", "taken"))),
        line(same, "same", say(Text::new("không đổi", "unchanged"))),
        line(
            waiting,
            "ask",
            say(Text::new("chờ trả lời", "waiting for an answer")),
        ),
        line(
            cleared,
            "other",
            say(Text::new("đã xóa trống ở đây", "cleared here")),
        ),
    ];
    for kind in LeftKind::ALL {
        let mut by_reason: BTreeMap<(usize, &str), Vec<String>> = BTreeMap::new();
        for left in reading.left.iter().filter(|left| left.kind == kind) {
            let places = by_reason
                .entry((left.sheet, left.why.as_str()))
                .or_default();
            places.push(left.at.to_string());
        }
        let count = by_reason.values().map(Vec::len).sum();
        let details = by_reason.into_iter().map(|((sheet, why), places)| {
            let sheet = opened
                .book
                .sheets
                .get(sheet)
                .filter(|_| sheet != reading.sheet);
            let sheet = sheet.map_or_else(String::new, |sheet| format!("{}!", sheet.name));
            let more = if places.len() > NAMED { ", …" } else { "" };
            let named: Vec<String> = places.iter().take(NAMED).cloned().collect();
            format!(
                "{why}: {sheet}{}{more} ({})",
                named.join(", "),
                places.len()
            )
        });
        lines.push(AccountLine {
            count,
            tone: match kind {
                LeftKind::Total => "total",
                LeftKind::Strange => "ask",
                _ => "other",
            },
            words: say(kind.words()),
            href: "",
            details: details.collect(),
        });
    }
    lines.retain(|line| line.count > 0);
    lines
}

/// The account as a bar of 1000: for each part its tone, where it begins and how long it is.
pub fn bar(lines: &[AccountLine]) -> Vec<(&'static str, usize, usize)> {
    let all: usize = lines.iter().map(|line| line.count).sum();
    let at = |count: usize| count * 1000 / all.max(1);
    let mut before = 0;
    let parts = lines.iter().map(|line| {
        let from = at(before);
        before += line.count;
        (line.tone, from, at(before) - from)
    });
    parts.collect()
}

fn line(count: usize, tone: &'static str, words: String) -> AccountLine {
    AccountLine {
        count,
        tone,
        words,
        href: match tone {
            "take" => "?show=new#rows",
            "same" => "?show=same#rows",
            _ => "?show=bad#rows",
        },
        details: Vec::new(),
    }
}

/// The likeliest titles of each sheet: what a reading that understood nothing saw.
pub fn titles_seen(book: &Book) -> Vec<String> {
    let sheets = book.sheets.iter().enumerate();
    sheets
        .filter(|(_, sheet)| !sheet.hidden)
        .filter_map(|(index, info)| {
            let head = workbooks::header(book.sheet(index)?).into_iter().next()?;
            let titles: Vec<String> = head
                .columns
                .iter()
                .take(8)
                .map(|one| format!("“{}”", one.title))
                .collect();
            Some(format!("{}: {}", info.name, titles.join(", ")))
        })
        .take(5)
        .collect()
}

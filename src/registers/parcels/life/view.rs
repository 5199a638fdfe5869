//! What the templates of the log show.

use askama::Template;
use chrono::NaiveDate;

use super::model::{Event, Kind};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::web::table::{Cell, Table};
use crate::platform::web::{Page, Papers};
use crate::registers::parcels::state_words;

/// One event of a life, ready to show.
pub struct Line {
    pub number: i32,
    pub day: String,
    pub kind: &'static str,
    pub tone: &'static str,
    happened_on: NaiveDate,
    /// What it says beside its kind, in words.
    pub detail: String,
    pub document: String,
    /// The state it led to, empty for an event that does not count.
    pub state: String,
    /// Until the next event, or until today.
    pub lasted: String,
    pub recorded: String,
    pub cancelled: bool,
    pub may_correct: bool,
}

/// A parcel's life in the order in which things happened, the newest first.
pub fn lines(events: &[Event], today: NaiveDate, lang: Lang) -> Vec<Line> {
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|event| (event.happened_on, event.position, event.number));
    let live: Vec<&Event> = sorted
        .iter()
        .copied()
        .filter(|event| event.is_live())
        .collect();
    let mut state = String::new();
    let mut lines = Vec::new();
    for event in sorted {
        let next = live
            .iter()
            .position(|other| other.number == event.number)
            .map(|at| live.get(at + 1));
        if event.is_live() {
            state = state_of(event, &state);
        }
        lines.push(line(
            event,
            events,
            &state,
            next.map(|next| next.map(|event| event.happened_on)),
            today,
            lang,
        ));
    }
    lines.reverse();
    lines
}

fn state_of(event: &Event, before: &str) -> String {
    match (event.kind, &event.state) {
        (Kind::Registered, Some(state)) => state.clone(),
        (Kind::Registered | Kind::Extended, _) => before.to_owned(),
        (kind, _) => kind.state_after("").to_owned(),
    }
}

/// `next` is `None` for an event that does not count, and the day of the following one where there is any.
fn line(
    event: &Event,
    events: &[Event],
    state: &str,
    next: Option<Option<NaiveDate>>,
    today: NaiveDate,
    lang: Lang,
) -> Line {
    let document = [
        event.document_no.clone(),
        event.document_on.map(i18n::format_date),
    ];
    let lasted = match next {
        Some(next) if state != "retired" => days(event.happened_on, next, today, lang),
        _ => String::new(),
    };
    Line {
        number: event.number,
        happened_on: event.happened_on,
        day: i18n::format_date(event.happened_on),
        kind: event.kind.words().in_lang(lang),
        tone: event.kind.tone(),
        detail: detail(event, events, lang),
        document: document
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        state: if event.is_live() {
            state_words(state, lang)
        } else {
            String::new()
        },
        lasted,
        recorded: format!(
            "{}, {}",
            event.recorded_by,
            i18n::format_time(event.recorded_at)
        ),
        cancelled: event.corrected_by.is_some(),
        may_correct: event.is_live(),
    }
}

fn days(from: NaiveDate, to: Option<NaiveDate>, today: NaiveDate, lang: Lang) -> String {
    let count = (to.unwrap_or(today) - from).num_days();
    let days = counted(count, ("ngày", "day", "days"), lang);
    match (lang, to.is_some()) {
        (_, true) => days,
        (Lang::Vi, false) => format!("{days} đến nay"),
        (Lang::En, false) => format!("{days} so far"),
    }
}

fn detail(event: &Event, events: &[Event], lang: Lang) -> String {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(event.enterprise.clone());
    if let Some(until) = event.until {
        parts.push(format!(
            "{} {}",
            say("đến", "until"),
            i18n::format_date(until)
        ));
    }
    if let Some(wrong) = event
        .corrects
        .and_then(|number| events.iter().find(|other| other.number == number))
    {
        let how = if event.kind == Kind::Correction {
            say("hủy", "cancels")
        } else {
            say("thay cho", "instead of")
        };
        let what = wrong.kind.words().in_lang(lang).to_lowercase();
        parts.push(format!(
            "{how} {what} {}",
            i18n::format_date(wrong.happened_on)
        ));
    }
    parts.extend(event.note.clone());
    parts.join(" · ")
}

/// The log as a file.
pub fn table(code: &str, lines: &[Line], lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let columns = vec![
        say("Ngày", "Date"),
        say("Sự kiện", "Event"),
        say("Nội dung", "Details"),
        say("Văn bản", "Document"),
        say("Tình trạng sau đó", "State after it"),
        say("Kéo dài", "Lasted"),
        say("Người ghi", "Recorded by"),
        say("Đã đính chính", "Corrected"),
    ];
    let rows = lines.iter().map(|line| {
        let texts = [
            &line.kind.to_owned(),
            &line.detail,
            &line.document,
            &line.state,
            &line.lasted,
            &line.recorded,
        ];
        let corrected = if line.cancelled {
            Cell::Text(say("có", "yes"))
        } else {
            Cell::Empty
        };
        std::iter::once(Cell::Date(line.happened_on))
            .chain(texts.into_iter().cloned().map(Cell::Text))
            .chain([corrected])
            .collect()
    });
    let file: String = code
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    Table {
        name: format!("parcel-{file}-life"),
        columns,
        rows: rows.collect(),
    }
}

#[derive(Template)]
#[template(path = "registers/parcels/life.html")]
pub struct LifePanel {
    pub page: Page,
    pub id: i64,
    pub lines: Vec<Line>,
    pub may_write: bool,
    /// Split or merged away: only corrections are left.
    pub ended: bool,
    /// Somebody holds it, and no lease of theirs is in force.
    pub without_lease: bool,
    /// Parcels it came from, and parcels that came from it: id and code.
    pub origins: Vec<(i64, String)>,
    pub offspring: Vec<(i64, String)>,
    pub papers: Papers,
}

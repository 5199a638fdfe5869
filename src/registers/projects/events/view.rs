//! What the templates of the log show.

use askama::Template;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::model::{Event, Kind, Standing};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity;
use crate::platform::registry::form::{Control, Shape};
use crate::platform::registry::log::{self, EventForm};
use crate::platform::registry::store::Record;
use crate::platform::web::table::{Cell, Table};
use crate::platform::web::{Page, Papers};

/// One event of a log, ready to show.
pub struct Line {
    pub number: i32,
    pub day: String,
    pub kind: &'static str,
    pub tone: &'static str,
    happened_on: NaiveDate,
    /// What it changed, in words.
    pub detail: String,
    pub document: String,
    /// Effect on registered capital, with its unit.
    pub effect: String,
    /// Registered capital after it, with its unit; empty for an event that does not count.
    pub capital: String,
    pub recorded: String,
    pub cancelled: bool,
    pub may_correct: bool,
    exact: (Option<Decimal>, Option<Decimal>),
}

/// A project's log in the order in which things happened, the newest first.
pub struct Timeline {
    pub lines: Vec<Line>,
    unit: &'static str,
    code: String,
}

impl Timeline {
    pub fn new(record: &Record, events: &[Event], lang: Lang) -> Timeline {
        let usd = record.values.get("capital_currency") == Some("usd");
        let mut sorted: Vec<&Event> = events.iter().collect();
        sorted.sort_by_key(|event| (event.happened_on, event.position, event.number));
        let mut standing = Standing::default();
        let mut lines = Vec::new();
        for event in sorted {
            if event.is_live() {
                standing = standing
                    .after(event.kind, event.capital)
                    .unwrap_or(standing);
            }
            let after = standing.capital.filter(|_| event.is_live());
            lines.push(line(event, events, after, usd, lang));
        }
        lines.reverse();
        let code = record.values.get("code").unwrap_or_default().to_owned();
        Timeline {
            lines,
            unit: if usd { "USD" } else { "VND" },
            code,
        }
    }

    /// The log as a file, capital exact in the certificate's currency.
    pub fn table(&self, lang: Lang) -> Table {
        let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
        let columns = vec![
            say("Ngày", "Date"),
            say("Sự kiện", "Event"),
            say("Nội dung", "Details"),
            say("Văn bản", "Document"),
            format!(
                "{} ({})",
                say("Thay đổi vốn", "Change of capital"),
                self.unit
            ),
            format!(
                "{} ({})",
                say("Vốn đăng ký sau đó", "Capital after it"),
                self.unit
            ),
            say("Người ghi", "Recorded by"),
            say("Đã đính chính", "Corrected"),
        ];
        let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
        let rows = self.lines.iter().map(|line| {
            vec![
                Cell::Date(line.happened_on),
                Cell::Text(line.kind.to_owned()),
                Cell::Text(line.detail.clone()),
                Cell::Text(line.document.clone()),
                number(line.exact.0),
                number(line.exact.1),
                Cell::Text(line.recorded.clone()),
                if line.cancelled {
                    Cell::Text(say("có", "yes"))
                } else {
                    Cell::Empty
                },
            ]
        });
        Table {
            name: format!("project-{}-events", file_part(&self.code)),
            columns,
            rows: rows.collect(),
        }
    }
}

/// What of a code may stand in a file's name.
fn file_part(code: &str) -> String {
    code.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

fn line(event: &Event, events: &[Event], after: Option<Decimal>, usd: bool, lang: Lang) -> Line {
    let document = [
        event.document_no.clone(),
        event.document_on.map(i18n::format_date),
    ];
    let cancelled = event.corrected_by.is_some();
    let effect = match (event.kind, event.capital) {
        (Kind::Granted, Some(capital)) => money(capital, usd, lang),
        (Kind::CapitalChanged, Some(change)) if change.is_sign_positive() => {
            format!("+{}", money(change, usd, lang))
        }
        (_, Some(change)) => money(change, usd, lang),
        (Kind::Granted, None) => Text::new("chưa biết", "unknown").in_lang(lang).to_owned(),
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
        effect,
        capital: after.map_or_else(String::new, |capital| money(capital, usd, lang)),
        recorded: format!(
            "{}, {}",
            event.recorded_by,
            i18n::format_time(event.recorded_at)
        ),
        cancelled,
        may_correct: event.is_live(),
        exact: (event.capital, after),
    }
}

/// Money in triệu USD or tỷ đồng, exact.
fn money(value: Decimal, usd: bool, lang: Lang) -> String {
    let unit = quantity::unit(if usd { "musd" } else { "bvnd" })
        .unwrap_or(crate::foundation::kernel::quantity::Dimension::Vnd.canonical_unit());
    let shown = quantity::in_unit(value, unit);
    format!(
        "{} {}",
        i18n::format_plain(shown, 9, lang),
        unit.short(lang)
    )
}

fn detail(event: &Event, events: &[Event], lang: Lang) -> String {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(event.content.clone());
    if let Some(until) = event.until {
        parts.push(format!(
            "{} {}",
            say("đến", "until"),
            i18n::format_date(until)
        ));
    }
    parts.extend(event.enterprise.clone());
    let investors: Vec<String> = event
        .investors
        .iter()
        .map(|investor| {
            let share = investor
                .share
                .map(|share| format!("{}%", i18n::format_plain(share, 4, lang)));
            let more: Vec<String> = [investor.nationality.clone(), share]
                .into_iter()
                .flatten()
                .collect();
            if more.is_empty() {
                investor.name.clone()
            } else {
                format!("{} ({})", investor.name, more.join(", "))
            }
        })
        .collect();
    if !investors.is_empty() {
        parts.push(investors.join("; "));
    }
    if let Some(wrong) = event
        .corrects
        .and_then(|number| events.iter().find(|other| other.number == number))
    {
        parts.push(format!(
            "{} {} {}",
            if event.kind == Kind::Correction {
                say("hủy", "cancels")
            } else {
                say("thay cho", "instead of")
            },
            wrong.kind.words().in_lang(lang).to_lowercase(),
            i18n::format_date(wrong.happened_on)
        ));
    }
    parts.extend(event.note.clone());
    parts.join(" · ")
}

#[derive(Template)]
#[template(path = "registers/projects/log.html")]
pub struct LogPanel {
    pub page: Page,
    pub id: i64,
    pub timeline: Timeline,
    pub may_write: bool,
    /// Days of suspension in total, when they are more than the law allows.
    pub warning: Option<String>,
    pub papers: Papers,
}

/// The form of an event, with the investors its certificate names.
#[derive(Template)]
#[template(path = "registers/projects/event.html")]
pub struct ProjectEventPage {
    pub page: Page,
    pub form: EventForm,
    pub investors: Vec<Vec<Control>>,
}

impl ProjectEventPage {
    /// Field, label and message of what is wrong.
    pub fn errors(&self) -> Vec<(&str, &str, &str)> {
        log::errors(
            self.form
                .controls
                .iter()
                .chain(self.investors.iter().flatten()),
        )
    }
}

//! What the templates of work show.

use askama::Template;
use chrono::NaiveDate;

use super::FIELDS;
use super::db::Item;
use super::list::{self, Group};
use super::model::{Step, StepKind, Task, Urgency};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::registry::form::{Control, Shape};
use crate::platform::registry::log::{self, KindLink};
use crate::platform::web::Page;

/// One step, ready to show.
pub struct StepLine {
    pub day: String,
    pub kind: &'static str,
    pub tone: &'static str,
    pub content: String,
    pub done_by: String,
    pub document: String,
    /// The deadline before and after, where it moved.
    pub due: Option<(String, String)>,
    pub reason: String,
    pub recorded: String,
}

impl StepLine {
    pub fn new(step: &Step, task: Task, lang: Lang) -> StepLine {
        let none = Text::new("chưa có", "none").in_lang(lang).to_owned();
        let moved = step.due_on.filter(|due| Some(*due) != step.former_due_on);
        let reason = step.reason.clone().unwrap_or_default();
        StepLine {
            day: i18n::format_date(step.happened_on),
            kind: step.kind.words(task).in_lang(lang),
            tone: step.kind.tone(),
            // A new deadline is its reason and nothing else.
            content: if step.content == reason {
                String::new()
            } else {
                step.content.clone()
            },
            done_by: step.done_by.clone().unwrap_or_default(),
            document: step.document_no.clone().unwrap_or_default(),
            due: moved.map(|due| {
                (
                    step.former_due_on.map_or(none, i18n::format_date),
                    i18n::format_date(due),
                )
            }),
            reason,
            recorded: format!(
                "{}, {}",
                step.recorded_by,
                i18n::format_time(step.recorded_at)
            ),
        }
    }
}

/// The course on the page of a record.
#[derive(Template)]
#[template(path = "registers/tasks/course.html")]
pub struct CoursePanel {
    pub page: Page,
    pub steps: Vec<StepLine>,
    pub links: Vec<KindLink>,
    /// Where it stands: "Quá hạn 12 ngày", and its colour.
    pub urgency: (String, &'static str),
    pub due: String,
    pub first_due: String,
    /// The form of an ordinary step, for what is open.
    pub form: Option<StepForm>,
}

/// The form of an ordinary step on the page of a record.
pub struct StepForm {
    pub action: String,
    pub kind: &'static str,
    pub controls: Vec<Control>,
}

/// One row of the work list.
pub struct Row {
    pub href: String,
    pub code: String,
    pub content: String,
    pub task: &'static str,
    pub place: String,
    pub field: String,
    pub lead: String,
    pub received: String,
    pub due: String,
    pub urgency: (String, &'static str),
    pub status: (String, &'static str),
    pub last: String,
    pub result: String,
}

impl Row {
    pub fn new(item: &Item, today: NaiveDate, lang: Lang) -> Row {
        let date = |day: Option<NaiveDate>| day.map_or_else(String::new, i18n::format_date);
        let whole = Text::new("toàn Ban", "the whole board")
            .in_lang(lang)
            .to_owned();
        let place = item
            .enterprise
            .clone()
            .or_else(|| item.zone.clone())
            .unwrap_or(whole);
        Row {
            href: item.task.href(item.id),
            code: item.code.clone(),
            content: shortened(&item.content, 160),
            task: item.task.words().in_lang(lang),
            place,
            field: item
                .field
                .as_deref()
                .map_or_else(String::new, |code| list::choice(FIELDS, code, lang)),
            lead: item.lead.clone().unwrap_or_default(),
            received: i18n::format_date(item.course.opened_on),
            due: date(item.due_on),
            urgency: urgency_words(list::urgency(item, today), lang),
            status: list::status(item, lang),
            last: item
                .last_on
                .zip(item.last.as_ref())
                .map_or_else(String::new, |(on, last)| {
                    format!("{}: {}", i18n::format_date(on), shortened(last, 120))
                }),
            result: match item.resolved_on {
                Some(on) => format!(
                    "{}: {}",
                    i18n::format_date(on),
                    shortened(item.result.as_deref().unwrap_or_default(), 160)
                ),
                None => String::new(),
            },
        }
    }
}

/// How much it presses, in words, and its colour; nothing for what has ended.
pub fn urgency_words(urgency: Urgency, lang: Lang) -> (String, &'static str) {
    let say = |vi: String, en: String| if lang == Lang::Vi { vi } else { en };
    match urgency {
        Urgency::Overdue(days) => {
            let days = counted(days, ("ngày", "day", "days"), lang);
            (
                say(format!("Quá hạn {days}"), format!("{days} overdue")),
                "bad",
            )
        }
        Urgency::Soon(0) => (
            say("Hạn hôm nay".to_owned(), "Due today".to_owned()),
            "warn",
        ),
        Urgency::Soon(days) => {
            let days = counted(days, ("ngày", "day", "days"), lang);
            (say(format!("Còn {days}"), format!("Due in {days}")), "warn")
        }
        Urgency::Later => (say("Trong hạn".to_owned(), "In time".to_owned()), "neutral"),
        Urgency::Undated => (
            say("Chưa có hạn".to_owned(), "No deadline".to_owned()),
            "neutral",
        ),
        Urgency::Ended => (String::new(), "neutral"),
    }
}

/// The beginning of a long text, cut between words.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    format!(
        "{}…",
        cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head)
    )
}

/// A group with the address that narrows the list to it.
pub struct GroupLine {
    pub group: Group,
    pub href: String,
    pub overdue_href: String,
    pub current: bool,
}

/// Groups under a title.
pub struct GroupTable {
    pub id: &'static str,
    pub title: &'static str,
    pub lines: Vec<GroupLine>,
}

#[derive(Template)]
#[template(path = "registers/tasks/list.html")]
pub struct WorkPage {
    pub page: Page,
    /// Code, words, count, address.
    pub states: Vec<(&'static str, &'static str, usize, String)>,
    pub state: &'static str,
    /// Words, address, whether it is chosen.
    pub kinds: Vec<(&'static str, String, bool)>,
    pub rows: Vec<Row>,
    pub groups: Vec<GroupTable>,
    /// Filters in force besides kind and state, in words, each with the address without it.
    pub filters: Vec<(String, String)>,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub downloads: Vec<(&'static str, String)>,
    pub year: i32,
    /// What of leased land is to be settled: finished HTML, empty where nothing is.
    pub land: String,
    pub may_write: bool,
}

/// One line of the year's account: a name, and each column's count and address.
pub struct AccountLine {
    pub name: String,
    pub cells: Vec<(usize, String)>,
}

#[derive(Template)]
#[template(path = "registers/tasks/year.html")]
pub struct YearPage {
    pub page: Page,
    pub year: i32,
    pub years: Vec<i32>,
    pub heads: Vec<&'static str>,
    /// One sentence for each kind of work.
    pub sentences: Vec<String>,
    pub lines: Vec<AccountLine>,
    pub by_field: Vec<AccountLine>,
    /// The year is not over: what is open is so until today.
    pub running: bool,
    pub downloads: Vec<(&'static str, String)>,
}

/// What is overdue, in short, for the first pages of others.
#[derive(Template)]
#[template(path = "registers/tasks/overdue.html")]
pub struct OverduePanel {
    pub page: Page,
    pub rows: Vec<Row>,
    pub overdue: usize,
    pub soon: usize,
}

/// The links to the kinds of step that can follow.
pub fn kind_links(
    task: Task,
    id: i64,
    ended: bool,
    current: Option<StepKind>,
    lang: Lang,
) -> Vec<KindLink> {
    let kinds = StepKind::possible(task, ended).into_iter().map(|kind| {
        (
            kind.code(),
            kind.words(task).in_lang(lang),
            current == Some(kind),
        )
    });
    log::kind_links(&format!("{}/steps/new", task.href(id)), None, kinds)
}

/// The files a page can be had as: words, address.
pub fn downloads(page: &Page) -> Vec<(&'static str, String)> {
    [("Excel", "xlsx"), ("CSV", "csv"), ("JSON", "json")]
        .map(|(words, kind)| (words, page.with_query("format", kind)))
        .into()
}

//! What the pages of jobs show.

use askama::Template;

use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::jobs::{Job, State};
use crate::platform::web::Page;

#[derive(Template)]
#[template(path = "platform/jobs/list.html")]
pub struct ListPage {
    pub page: Page,
    pub rows: Vec<JobLine>,
    /// Those of all accounts.
    pub everybody: bool,
}

#[derive(Template)]
#[template(path = "platform/jobs/job.html")]
pub struct JobPage {
    pub page: Page,
    pub job: JobLine,
    /// The reader asked for it.
    pub own: bool,
}

/// A job in words.
pub struct JobLine {
    pub id: i64,
    pub title: String,
    pub state: &'static str,
    pub tone: &'static str,
    pub asker: String,
    pub asked: String,
    pub ended: String,
    pub said: String,
    pub place: Option<String>,
    pub done: i32,
    pub total: i32,
    /// When the next try begins.
    pub next: String,
    pub over: bool,
    pub finished: bool,
    pub cancelling: bool,
}

impl JobLine {
    pub fn new(job: Job, lang: Lang) -> JobLine {
        let over = job.state.is_over();
        let put_off = job.is_put_off();
        let (words, tone) = words(job.state, put_off, job.is_cancelled);
        JobLine {
            id: job.id,
            title: job.title.in_lang(lang).to_owned(),
            state: words.in_lang(lang),
            tone,
            asked: i18n::format_time(job.asked_at),
            ended: job.ended_at.map_or_else(String::new, i18n::format_time),
            said: job
                .said
                .map_or_else(String::new, |said| said.in_lang(lang).to_owned()),
            place: job.place,
            done: job.done.min(job.total),
            total: job.total,
            next: if put_off {
                i18n::format_time(job.next_at)
            } else {
                String::new()
            },
            over,
            finished: job.state == State::Done,
            cancelling: !over && job.is_cancelled,
            asker: job.asker,
        }
    }
}

fn words(state: State, put_off: bool, cancelled: bool) -> (Text, &'static str) {
    match state {
        State::Queued if put_off => (Text::new("Chờ thử lại", "Waiting to try again"), "warn"),
        State::Queued => (Text::new("Đang chờ", "Waiting"), "info"),
        State::Running if cancelled => (Text::new("Đang hủy", "Being called off"), "warn"),
        State::Running => (Text::new("Đang chạy", "Running"), "info"),
        State::Done => (Text::new("Xong", "Done"), "ok"),
        State::Failed => (Text::new("Không xong", "Failed"), "bad"),
        State::Cancelled => (Text::new("Đã hủy", "Called off"), "neutral"),
    }
}

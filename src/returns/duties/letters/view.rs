//! What the pages of letters show.

use askama::Template;
use chrono::NaiveDate;

use super::db::Row;
use super::model::{self, Addressee, Fate, Last};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::Year;
use crate::platform::web::Page;
use crate::returns::duties::reminder::channel_words;

#[derive(Template)]
#[template(path = "returns/duties/reminders.html")]
pub struct PreviewPage {
    pub page: Page,
    pub letters: Vec<LetterLine>,
    pub opening: String,
    /// The first year reports were looked up of, and how many years at most.
    pub since: Option<Year>,
    pub most_years: usize,
    pub may_mail: bool,
    /// How many can be sent, and how many are ticked to begin with.
    pub sendable: usize,
    pub ticked: usize,
    /// The reports that were named one by one.
    pub duties: Vec<String>,
    pub back: String,
}

/// A letter before it is sent.
pub struct LetterLine {
    pub enterprise_id: i64,
    pub enterprise: String,
    /// Masked.
    pub recipient: String,
    pub has_address: bool,
    pub owed: usize,
    /// The most days one of them is late.
    pub overdue: String,
    pub subject: String,
    pub body: String,
    /// "đã nhắc 3 ngày trước (Gọi điện, Cán bộ)".
    pub last: String,
    pub last_id: i64,
    pub lately: bool,
    pub can_send: bool,
    pub ticked: bool,
}

impl LetterLine {
    pub fn new(
        to: Addressee,
        body: String,
        last: Option<&Last>,
        today: NaiveDate,
        lang: Lang,
    ) -> LetterLine {
        let lately = last.is_some_and(|last| last.is_lately(today));
        let can_send = to.has_address && !to.items.is_empty();
        let most = to.items.iter().filter_map(|item| item.overdue).max();
        LetterLine {
            enterprise_id: to.enterprise_id,
            has_address: to.has_address,
            owed: to.items.len(),
            overdue: most.map_or_else(String::new, |days| days_words(days, lang)),
            subject: model::subject(&to.items, lang),
            body,
            last: last.map_or_else(String::new, |last| last_words(last, today, lang)),
            last_id: last.map_or(0, |last| last.id),
            lately,
            can_send,
            ticked: can_send && !lately,
            enterprise: to.enterprise,
            recipient: to.recipient,
        }
    }
}

fn days_words(days: i64, lang: Lang) -> String {
    counted(days, ("ngày", "day", "days"), lang)
}

fn last_words(last: &Last, today: NaiveDate, lang: Lang) -> String {
    let channel = channel_words(&last.channel).in_lang(lang);
    let by = last.by.as_deref().unwrap_or("–");
    match (last.days_ago(today), lang) {
        (..=0, Lang::Vi) => format!("đã nhắc hôm nay ({channel}, {by})"),
        (..=0, Lang::En) => format!("reminded today ({channel}, {by})"),
        (days, Lang::Vi) => format!("đã nhắc {} trước ({channel}, {by})", days_words(days, lang)),
        (days, Lang::En) => format!("reminded {} ago ({channel}, {by})", days_words(days, lang)),
    }
}

#[derive(Template)]
#[template(path = "returns/duties/sending.html")]
pub struct SendingPage {
    pub page: Page,
    pub job: i64,
    /// How many became what: "Đã gửi: 4 · Chưa gửi được: 2".
    pub summary: String,
    pub letters: Vec<SentLine>,
    /// Where those that did not go out are written to again.
    pub again: Option<String>,
}

/// A letter with what became of it.
pub struct SentLine {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub recipient: String,
    pub fate: &'static str,
    pub tone: &'static str,
    pub reason: &'static str,
    pub codes: String,
    pub at: String,
    pub subject: String,
    pub body: String,
    pub message_id: String,
    pub failed: bool,
}

impl SentLine {
    pub fn new(row: Row, lang: Lang) -> SentLine {
        let fate = Fate::of(&row.state, row.over);
        let reason = row.reason.as_deref();
        SentLine {
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            recipient: row.recipient,
            fate: fate.words().in_lang(lang),
            tone: fate.tone(),
            reason: reason.map_or("", |code| model::reason_words(code).in_lang(lang)),
            codes: row.codes.unwrap_or_default(),
            at: i18n::format_time(row.changed_at),
            subject: row.subject,
            body: row.body,
            message_id: row.message_id,
            failed: fate == Fate::Failed,
        }
    }
}

/// How many letters became what.
pub fn summary(letters: &[SentLine], lang: Lang) -> String {
    let fates = [
        Fate::Sent,
        Fate::Unclear,
        Fate::Failed,
        Fate::Sending,
        Fate::Waiting,
    ];
    let counted = fates.into_iter().filter_map(|fate| {
        let words = fate.words().in_lang(lang);
        let count = letters.iter().filter(|letter| letter.fate == words).count();
        (count > 0).then(|| format!("{words}: {count}"))
    });
    counted.collect::<Vec<_>>().join(" · ")
}

//! On the paper as it stands now: the editions there are, and where it says something else than the last of them.

use std::pin::Pin;

use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::{AppError, Ctx};

use super::causes::{self, Later};
use super::db::{self, Summary, Which};
use super::manifest::Manifest;
use super::model::{Cell, Difference, Paper, differences};

/// How many differences are listed, and how many causes of each.
const LISTED: usize = 200;
const CAUSES: usize = 3;

/// The paper as it stands, which is held against what was sent.
pub struct Live<'a> {
    pub paper: &'a Paper,
    /// The zones it speaks of; `None` for all.
    pub zones: Option<&'a [i64]>,
    /// The periods whose figures it is made from.
    pub periods: &'a [String],
}

/// The cells of a paper as it stands, once they are asked for. On the heap: a page that holds a paper, and puts it together once more
/// to compare it, would be too large for the stack.
pub type Cells<'a> = Pin<Box<dyn Future<Output = Result<Vec<Cell>, AppError>> + Send + 'a>>;

/// What the page shows of the editions of a paper.
pub struct Panel {
    /// "Khác bản 1 đã gửi 10/01/2023: 3 ô."; empty before the first.
    pub says: String,
    pub differs: bool,
    pub differences: Vec<Line>,
    /// How many more there are than listed.
    pub more: usize,
    /// Address and words of each edition, the newest first.
    pub editions: Vec<(String, String)>,
    /// Where to issue it; empty for those who may not.
    pub issue: String,
    /// The number of the last edition, 0 for none.
    pub last: i32,
    /// All editions of the paper's year.
    pub all: String,
}

/// One difference, ready to show.
pub struct Line {
    pub place: String,
    pub sent: String,
    pub now: String,
    pub causes: Vec<String>,
}

/// The panel of a paper; `None` for who has no use for it: an account limited to zones, or before the first edition one who may not
/// issue. `now` puts the cells together, in Vietnamese, and is asked only where there is something to hold them against.
///
/// # Errors
/// Those of the database and of `now`.
pub async fn panel(ctx: &Ctx, live: &Live<'_>, now: Cells<'_>) -> Result<Option<Panel>, AppError> {
    let may_issue = ctx.actor.may(Permission::IssuePapers);
    if ctx.actor.zones.is_some() {
        return Ok(None);
    }
    let (pool, paper) = (&ctx.state.db, live.paper);
    let period = paper.period.to_string();
    let which = Which {
        paper: Some(&paper.code),
        period: Some(&period),
        ..Which::default()
    };
    let editions = db::summaries(pool, &which).await?;
    let address = paper.address();
    let mut panel = Panel {
        says: String::new(),
        differs: false,
        differences: Vec::new(),
        more: 0,
        editions: editions
            .iter()
            .map(|edition| (format!("/issued/{}", edition.id), named(edition, ctx.lang)))
            .collect(),
        issue: if may_issue {
            format!("{address}/issue")
        } else {
            String::new()
        },
        last: editions.first().map_or(0, |edition| edition.number),
        all: format!("/issued?year={}", paper.period.year()),
    };
    let Some(last) = editions.first() else {
        return Ok(may_issue.then_some(panel));
    };
    let name = format!("issued/{}/{period}/{:?}", paper.code, live.zones);
    let compare = Box::pin(compared(ctx, live, last, now));
    let found = ctx.state.memo.get(pool, name, compare).await?;
    panel.says = says(last, &found.0, ctx.lang);
    panel.differs = !found.0.is_empty();
    panel.more = found.0.len().saturating_sub(LISTED);
    panel.differences = found
        .0
        .iter()
        .take(LISTED)
        .map(|one| line(one, &found.1, ctx.lang))
        .collect();
    Ok(Some(panel))
}

/// What differs from the last edition, and what was recorded since.
async fn compared(
    ctx: &Ctx,
    live: &Live<'_>,
    last: &Summary,
    now: Cells<'_>,
) -> Result<(Vec<Difference>, Vec<Later>), AppError> {
    let pool = &ctx.state.db;
    let (text, _) = db::manifest(pool, last.id)
        .await?
        .ok_or(AppError::NotFound)?;
    let sent = Manifest::read(&text).map_err(AppError::internal)?;
    let found = differences(&sent.cells, &now.await?);
    if found.is_empty() {
        return Ok((found, Vec::new()));
    }
    let until = live.paper.period.last_day();
    let later = db::later(pool, last.issued_at, live.periods, until, live.zones).await?;
    Ok((found, later))
}

/// "Bản 2 – số 12/BC-BQL, 18/04/2023", "Bản 1 – 10/01/2023".
pub fn named(edition: &Summary, lang: Lang) -> String {
    let word = Text::new("Bản", "Edition").in_lang(lang);
    let number = edition.number;
    match (&edition.document_no, edition.document_on) {
        (Some(no), Some(day)) => format!(
            "{word} {number} – {} {no}, {}",
            Text::new("số", "no.").in_lang(lang),
            i18n::format_date(day)
        ),
        _ => format!("{word} {number} – {}", issued_on(edition)),
    }
}

/// The day in Vietnam on which it went out.
pub fn issued_on(edition: &Summary) -> String {
    i18n::format_date(i18n::vietnam_time(edition.issued_at).date_naive())
}

fn says(last: &Summary, found: &[Difference], lang: Lang) -> String {
    let (number, day) = (last.number, issued_on(last));
    let sentences = found.iter().filter(|one| one.is_sentence()).count();
    let cells = found.len() - sentences;
    let counted: Vec<String> = match lang {
        Lang::Vi => [(cells, "ô"), (sentences, "câu")]
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect(),
        Lang::En => [
            (cells, "cell", "cells"),
            (sentences, "sentence", "sentences"),
        ]
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect(),
    };
    match (lang, counted.is_empty()) {
        (Lang::Vi, true) => format!("Giống bản {number} đã gửi {day}."),
        (Lang::En, true) => format!("The same as edition {number}, sent on {day}."),
        (Lang::Vi, false) => format!("Khác bản {number} đã gửi {day}: {}.", counted.join(", ")),
        (Lang::En, false) => format!(
            "Differs from edition {number}, sent on {day}: {}.",
            counted.join(", ")
        ),
    }
}

/// A difference in words; `later` is everything recorded since.
pub fn line(one: &Difference, later: &[Later], lang: Lang) -> Line {
    let place = match (one.is_sentence(), lang) {
        (true, Lang::Vi) => format!("{} – câu {}", one.table, one.row),
        (true, Lang::En) => format!("{} – sentence {}", one.table, one.row),
        (false, _) => [&*one.table, &*one.row, &*one.column]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" › "),
    };
    let or = |shown: &str, vi, en| match shown {
        "" => Text::new(vi, en).in_lang(lang).to_owned(),
        shown => shown.to_owned(),
    };
    let behind = causes::of(&one.about, later);
    let mut said: Vec<String> = behind
        .iter()
        .take(CAUSES)
        .map(|one| one.words(lang))
        .collect();
    let more = behind.len().saturating_sub(CAUSES);
    match (behind.is_empty(), more, lang) {
        (true, _, Lang::Vi) => said.push("chưa rõ nguyên nhân".to_owned()),
        (true, _, Lang::En) => said.push("cause not known".to_owned()),
        (_, 0, _) => {}
        (_, _, Lang::Vi) => said.push(format!("và {more} lần ghi khác")),
        (_, _, Lang::En) => said.push(format!("and {more} more")),
    }
    Line {
        place,
        sent: or(&one.sent, "chưa có", "not there"),
        now: or(&one.now, "không còn", "gone"),
        causes: said,
    }
}

//! Letters looked at before they are sent, sent, and what became of them.

use std::collections::{HashMap, HashSet};

use axum::extract::{Path, RawQuery};

use super::actions::{self, MAX_YEARS, Owing, Wanted};
use super::db;
use super::model::{self, Addressee, Last};
use super::sending::NO_SERVER;
use super::view::{LetterLine, PreviewPage, SendingPage, SentLine, summary};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::jobs;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes, UNREADABLE};
use crate::returns::duties::chosen::{self, MAX_BATCH};
use crate::returns::duties::reminder::{Sender, board_in};

pub fn routes() -> Routes {
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .get("/duties/reminders", enter, preview)
        .post("/duties/reminders", enter, send)
        .get("/letters/{id}", enter, sending)
}

const TOO_MANY: Text = Text::new(
    "Mỗi lần gửi tối đa 200 thư nhắc; chưa gửi thư nào. Xin lọc danh sách rồi gửi từng phần.",
    "At most 200 reminders are sent at once; none was sent. Please filter the list and send it in parts.",
);

/// Enterprises named themselves, or through reports of theirs.
fn wanted(data: &FormData) -> Result<Wanted, AppError> {
    if data.all("duty").count() > MAX_BATCH || data.all("enterprise").count() > MAX_BATCH {
        return Err(AppError::Refused(TOO_MANY));
    }
    Ok(Wanted {
        enterprises: data.read_all("enterprise")?.into_iter().collect(),
        duties: chosen::ticked(data)?,
    })
}

async fn preview(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let mut wanted = wanted(&query)?;
    let named: HashSet<i64> = wanted
        .duties
        .iter()
        .map(|(reporter, ..)| reporter.enterprise_id)
        .collect();
    wanted.enterprises.extend(named);
    let Owing { to, since } = actions::addressees(&ctx, &wanted).await?;
    let last = actions::last(&ctx, &to).await?;
    let board_name = ctx.state.board_name();
    let sender = Sender {
        board: board_in(&board_name, ctx.lang),
        person: &ctx.actor.display_name,
    };
    let opening = model::opening(sender.board, ctx.lang);
    let line = |to: Addressee| {
        let last: Option<&Last> = last.get(&to.enterprise_id);
        let body = model::body(&to, &opening, &sender, ctx.lang);
        LetterLine::new(to, body, last, i18n::today(), ctx.lang)
    };
    let mut letters: Vec<LetterLine> = to.into_iter().map(line).collect();
    // What can be sent first, then what is asked about; the rest is for the telephone.
    letters.sort_by_key(|letter| (!letter.can_send, letter.lately, letter.owed == 0));
    web::ok(&PreviewPage {
        may_mail: ctx.state.mailer.is_some(),
        sendable: letters.iter().filter(|letter| letter.can_send).count(),
        ticked: letters.iter().filter(|letter| letter.ticked).count(),
        letters,
        opening,
        since,
        most_years: MAX_YEARS,
        duties: query.all("duty").map(str::to_owned).collect(),
        back: chosen::back(&query),
        page: ctx.page(ctx.say(Text::new("Thư nhắc báo cáo", "Reminders"))),
    })
}

async fn send(ctx: Ctx, data: FormData) -> Answer {
    let mailer = ctx.state.mailer.clone();
    let mailer = mailer.ok_or(AppError::Refused(NO_SERVER))?;
    let wanted = wanted(&data)?;
    let mut seen = HashMap::new();
    for (name, last) in data.pairs() {
        if let Some(id) = name.strip_prefix("seen.") {
            let pair: Option<(i64, i64)> = id.parse().ok().zip(last.trim().parse().ok());
            let (id, last) = pair.ok_or(AppError::Refused(UNREADABLE))?;
            seen.insert(id, last);
        }
    }
    let asked = actions::send(&ctx, &mailer, &wanted, data.get("opening"), &seen).await?;
    jobs::answer(&ctx, asked, "/duties").await
}

async fn sending(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let rows = db::list(&ctx.state.db, id, ctx.actor.zones.as_deref()).await?;
    if rows.is_empty() {
        return Err(AppError::NotFound);
    }
    let letters: Vec<SentLine> = rows
        .into_iter()
        .map(|row| SentLine::new(row, ctx.lang))
        .collect();
    let again: Vec<String> = letters
        .iter()
        .filter(|letter| letter.failed)
        .map(|letter| format!("enterprise={}", letter.enterprise_id))
        .collect();
    web::ok(&SendingPage {
        job: id,
        summary: summary(&letters, ctx.lang),
        again: (!again.is_empty()).then(|| format!("/duties/reminders?{}", again.join("&"))),
        letters,
        page: ctx.page(ctx.say(Text::new("Thư nhắc đã soạn", "Letters written"))),
    })
}

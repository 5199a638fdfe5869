//! Sending letters in the background.

use std::collections::HashMap;

use super::db::{self, ToSend};
use super::model::{NO_ADDRESS, NO_RIGHT};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{Lang, Said, Text};
use crate::foundation::jobs::{Failure, Kind, Run, Running};
use crate::foundation::kernel::Permission;
use crate::foundation::mail::{Letter, Mailer, Reason, Refusal};
use crate::platform::web::AppState;
use sqlx::PgPool;

/// The kind of job that sends letters.
pub const SENDING: Kind<AppState> = Kind {
    code: "send-letters",
    needs: Permission::EnterFilings,
    run,
};

pub const NO_SERVER: Text = Text::new(
    "Chưa cấu hình máy chủ thư (IZPORTAL_SMTP_URL). Xin chép nội dung để gửi.",
    "No mail server is configured (IZPORTAL_SMTP_URL). Please copy the text and send it yourself.",
);

fn run(state: AppState, run: Run) -> Running {
    Box::pin(send(state, run))
}

async fn send(state: AppState, mut run: Run) -> Result<Said, Failure> {
    let mailer = state.mailer.as_ref().ok_or(Failure::from(NO_SERVER))?;
    let (db, job) = (&state.db, run.job.id);
    db::leave_unclear(db, job).await?;
    let zones = run.caller.actor.zones.clone();
    let letters = db::to_send(db, job, zones.as_deref()).await?;
    let all: i64 = db::counts(db, job).await?.values().sum();
    let all = usize::try_from(all).unwrap_or(letters.len());
    let before = all.saturating_sub(letters.len());
    run.step(before, all).await?;
    if letters.is_empty() {
        return Ok(summary(&db::counts(db, job).await?));
    }
    mailer.is_there().await.map_err(stopped)?;
    let mut later = None;
    for (at, letter) in letters.iter().enumerate() {
        run.step(before + at, all).await?;
        let Err(refusal) = one(db, mailer, letter, run.is_last()).await? else {
            continue;
        };
        if refusal.reason.is_of_server() {
            return Err(stopped(refusal));
        }
        if refusal.passes {
            later = Some(refusal.reason);
        }
    }
    let said = summary(&db::counts(db, job).await?);
    match later.filter(|_| !run.is_last()) {
        None => Ok(said),
        Some(reason) => Err(Failure::Later(with_reason(&said, reason.words()))),
    }
}

/// Sends one letter and notes what became of it: that it is under way before, the rest after. Where it did not go out, why.
async fn one(
    db: &PgPool,
    mailer: &Mailer,
    letter: &ToSend,
    is_last: bool,
) -> Result<Result<(), Refusal>, Failure> {
    let cannot = match &letter.email {
        _ if !letter.allowed => Some(NO_RIGHT),
        None => Some(NO_ADDRESS),
        Some(_) => None,
    };
    if let Some(why) = cannot {
        db::settle(db, letter.id, "failed", Some(why), None).await?;
        return Ok(Ok(()));
    }
    if !db::begin(db, letter.id).await? {
        return Ok(Ok(()));
    }
    let sent = mailer
        .send(&Letter {
            to: letter.email.as_deref().unwrap_or_default(),
            subject: &letter.subject,
            body: &letter.body,
            message_id: &letter.message_id,
        })
        .await;
    let (state, reason, codes) = match &sent {
        Ok(()) => ("sent", None, None),
        Err(refusal) => {
            let state = match refusal.reason {
                Reason::Unclear => "unclear",
                _ if refusal.passes && !is_last => "waiting",
                // What is about the board's own server is not the letter's fault: it goes out when that is mended.
                reason if reason.is_of_server() && !is_last => "waiting",
                _ => "failed",
            };
            let codes = Some(refusal.codes.as_str()).filter(|codes| !codes.is_empty());
            (state, Some(refusal.reason.code()), codes)
        }
    };
    db::settle(db, letter.id, state, reason, codes).await?;
    Ok(sent)
}

/// The board's own server does not send: the letters wait, or stay unsent.
fn stopped(refusal: Refusal) -> Failure {
    let said = Said::from(refusal.reason.words());
    if refusal.passes {
        Failure::Later(said)
    } else {
        Failure::Final(said)
    }
}

fn with_reason(said: &Said, reason: Text) -> Said {
    Said {
        vi: format!("{} {}", said.vi, reason.vi),
        en: format!("{} {}", said.en, reason.en),
    }
}

/// "Đã gửi 12 thư; 2 thư chưa gửi được; 1 thư có thể đã gửi."
fn summary(counts: &HashMap<String, i64>) -> Said {
    let count =
        |states: &[&str]| -> i64 { states.iter().filter_map(|state| counts.get(*state)).sum() };
    let (sent, unclear) = (count(&["sent"]), count(&["unclear"]));
    let (failed, waiting) = (count(&["failed"]), count(&["waiting", "written"]));
    let letters = |count| counted(count, ("thư", "letter", "letters"), Lang::En);
    let mut said = Said {
        vi: format!("Đã gửi {sent} thư"),
        en: format!("{} sent", letters(sent)),
    };
    let mut add = |count: i64, vi: &str, en: &str| {
        if count > 0 {
            said.vi += &format!("; {count} thư {vi}");
            said.en += &format!("; {count} {en}");
        }
    };
    add(failed, "chưa gửi được", "not sent");
    add(unclear, "có thể đã gửi", "may have been sent");
    add(waiting, "chờ gửi lại", "waiting to be sent again");
    said.vi.push('.');
    said.en.push('.');
    said
}

//! Asking for a job, waiting for it a moment, and calling it off.

use sqlx::PgConnection;

use crate::foundation::i18n::Text;
use crate::foundation::jobs::{self, Asked, Job, NewJob, State};
use crate::foundation::kernel::{Actor, Caller, Permission};
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::{Answer, AppError, Ctx};

/// Unfinished jobs of one account, and of all.
const MOST: (i64, i64) = (20, 500);

const TOO_MANY: Text = Text::new(
    "Đang có quá nhiều việc chờ chạy. Xin đợi các việc trước xong (xem “Việc chạy nền”), rồi làm lại.",
    "Too many jobs are waiting. Please let those before it end (see “Background jobs”), then ask again.",
);

/// Asks for a job in the caller's transaction; the one that is there, where the same was asked for and has not ended. Whoever
/// has committed rings for the workers.
///
/// # Errors
/// [`AppError::Refused`] while too many wait.
pub async fn ask(
    tx: &mut PgConnection,
    caller: &Caller,
    new: &NewJob<'_>,
) -> Result<Asked, AppError> {
    let (own, all) = jobs::waiting(tx, caller.actor.account_id).await?;
    if own >= MOST.0 || all >= MOST.1 {
        return Err(AppError::Refused(TOO_MANY));
    }
    Ok(jobs::ask(tx, caller, new).await?)
}

/// Leads to the result of a job where that is there within a moment, else to the job's page; to `back` where somebody else
/// asked for it.
///
/// # Errors
/// Whatever the database says.
pub async fn answer(ctx: &Ctx, asked: Asked, back: &str) -> Answer {
    ctx.state.jobs.ring();
    if asked.account_id != ctx.actor.account_id {
        return Ok(redirect(back));
    }
    let ended = ctx.state.jobs.ended(&ctx.state.db, asked.id).await?;
    Ok(match ended {
        Some(Job {
            state: State::Done,
            said: Some(said),
            place,
            ..
        }) => see_other(
            place.as_deref().unwrap_or(back),
            Tone::Ok,
            said.in_lang(ctx.lang),
        ),
        _ => redirect(&format!("/jobs/{}", asked.id)),
    })
}

/// Whose jobs an account sees: its own, and those of all where it looks after the accounts of all zones.
pub fn own_only(actor: &Actor) -> Option<i64> {
    let all = actor.may(Permission::ManageAccounts) && actor.zones.is_none();
    (!all).then_some(actor.account_id)
}

/// A job that the reader may see.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn open(ctx: &Ctx, id: i64) -> Result<Job, AppError> {
    let job = jobs::find(&ctx.state.db, id).await?;
    let own = own_only(&ctx.actor);
    job.filter(|job| own.is_none_or(|own| own == job.account_id))
        .ok_or(AppError::NotFound)
}

/// Calls a job off; `false` when it was over.
///
/// # Errors
/// Whatever the database says.
pub async fn cancel(ctx: &Ctx, job: &Job) -> Result<bool, AppError> {
    let mut tx = ctx.state.db.begin().await?;
    let done = jobs::cancel(&mut tx, job.id, ctx.actor.account_id).await?;
    tx.commit().await?;
    ctx.state.jobs.ring();
    Ok(done)
}

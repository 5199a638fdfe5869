//! The page of a job, and the list of one's own. Mounted in the router of the program, as what is one's own is.

use axum::extract::Path;

use super::actions;
use super::view::{JobLine, JobPage, ListPage};
use crate::foundation::i18n::Text;
use crate::foundation::jobs;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Answer, Ctx};

/// One's own jobs, the newest first.
pub async fn list(ctx: Ctx) -> Answer {
    let own = actions::own_only(&ctx.actor);
    let jobs = jobs::recent(&ctx.state.db, own).await?;
    let page = ctx.page(ctx.say(Text::new("Việc chạy nền", "Background jobs")));
    web::ok(&ListPage {
        everybody: own.is_none(),
        rows: jobs
            .into_iter()
            .map(|job| JobLine::new(job, page.lang))
            .collect(),
        page,
    })
}

/// A job: how far it is, or what came of it.
pub async fn show(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let job = actions::open(&ctx, id).await?;
    let own = job.account_id == ctx.actor.account_id;
    let job = JobLine::new(job, ctx.lang);
    web::ok(&JobPage {
        page: ctx.page(job.title.clone()),
        job,
        own,
    })
}

/// Calls a job off.
pub async fn cancel(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let job = actions::open(&ctx, id).await?;
    let (tone, text) = if actions::cancel(&ctx, &job).await? {
        (
            Tone::Ok,
            Text::new("Đã yêu cầu hủy.", "It is being called off."),
        )
    } else {
        (
            Tone::Warn,
            Text::new(
                "Việc này đã kết thúc, không hủy được nữa.",
                "It is over and cannot be called off any more.",
            ),
        )
    };
    Ok(see_other(&format!("/jobs/{id}"), tone, ctx.say(text)))
}

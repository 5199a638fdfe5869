//! The page of the comparison: what was found last, asking for it, making anew what is derived.

use super::db;
use super::job::{self, PAGE, Purpose, VERIFYING};
use super::view::{Last, VerificationPage};
use crate::foundation::i18n::Text;
use crate::foundation::jobs;
use crate::foundation::kernel::Permission;
use crate::platform::jobs as pages;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, Routes};

pub fn routes() -> Routes {
    let admin = Access::Needs(Permission::ManageBoard);
    Routes::new()
        .get(PAGE, admin, show)
        .post(PAGE, admin, ask)
        .post("/verification/rebuild", admin, rebuild)
}

/// What concerns all zones is for those who see all of them.
fn whole(ctx: &Ctx) -> Result<(), AppError> {
    if ctx.actor.zones.is_none() {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

async fn show(ctx: Ctx) -> Answer {
    whole(&ctx)?;
    let title = Text::new("Đối chiếu số liệu", "Comparison of what is derived");
    let page = ctx.page(ctx.say(title));
    let last = db::last(&ctx.state.db).await?;
    let last = last.map(|kept| Last::new(kept, ctx.lang)).transpose()?;
    let under_way = jobs::unfinished(&ctx.state.db, VERIFYING.code, job::SUBJECT).await?;
    web::ok(&VerificationPage {
        page,
        last,
        under_way: under_way.map(|asked| format!("/jobs/{}", asked.id)),
    })
}

async fn ask(ctx: Ctx) -> Answer {
    whole(&ctx)?;
    let asked = job::ask(&ctx.state.db, &ctx.caller(), Purpose::Verify).await?;
    pages::answer(&ctx, asked, PAGE).await
}

async fn rebuild(ctx: Ctx) -> Answer {
    whole(&ctx)?;
    let asked = job::ask(&ctx.state.db, &ctx.caller(), Purpose::Rebuild).await?;
    pages::answer(&ctx, asked, PAGE).await
}

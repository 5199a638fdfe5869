//! The page of the steps, and whether it is somebody's first page.

use std::sync::Arc;

use chrono::Datelike;

use super::model::Facts;
use super::view::SetUpPage;
use super::{actions, db};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Permission, Role};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::board::{self, Board};

pub fn routes() -> Routes {
    Routes::new()
        .get("/set-up", Access::Needs(Permission::ReadRegistries), show)
        .post(
            "/set-up/put-away",
            Access::Needs(Permission::ManageBoard),
            put_away,
        )
}

/// The board and what the portal holds, or what was said before if nothing has been written since.
async fn facts(ctx: &Ctx) -> Result<Arc<(Board, Facts)>, AppError> {
    let today = i18n::today();
    let roles = |permission| -> Vec<String> {
        let may = Role::ALL.into_iter().filter(|role| role.may(permission));
        may.map(|role| role.code().to_owned()).collect()
    };
    let pool = &ctx.state.db;
    let load = async {
        let board = board::on(pool, today).await?;
        let (entering, deciding) = (
            roles(Permission::EnterFilings),
            roles(Permission::DecideFilings),
        );
        let mut facts = db::facts(pool, &entering, &deciding, today.year()).await?;
        facts.blanks = board::blanks(&board).len();
        Ok::<_, AppError>((board, facts))
    };
    ctx.state
        .memo
        .get(pool, format!("set-up/{today}"), load)
        .await
}

/// Whether the steps are this person's first page: something is left that they may do. Those who may do nothing of it are led
/// there only while there is nothing at all to read.
///
/// # Errors
/// Whatever the database says.
pub async fn awaits(ctx: &Ctx) -> Result<bool, AppError> {
    let known = facts(ctx).await?;
    let (_, facts) = &*known;
    let nothing_to_read = facts.enterprises == 0 && facts.zones == 0;
    Ok(!facts.put_away && (facts.next(&ctx.actor).is_some() || nothing_to_read))
}

async fn show(ctx: Ctx) -> Answer {
    let known = facts(&ctx).await?;
    let page = ctx.page(ctx.say(Text::new("Đưa Ban lên cổng", "Bringing the board in")));
    let (board, facts) = &*known;
    let today = i18n::today();
    web::ok(&SetUpPage::new(page, board, facts, &ctx.actor, today))
}

async fn put_away(ctx: Ctx, data: FormData) -> Answer {
    let away = data.get("away") == "true";
    actions::put_away(&ctx.state.db, &ctx.caller(), away).await?;
    let text = if away {
        Text::new(
            "Đã cất danh sách khỏi trang đầu; mở lại ở Danh mục → Đưa Ban lên cổng.",
            "Put away from the front page; open it again under Catalogue → Bringing the board in.",
        )
    } else {
        Text::new(
            "Trang đầu lại là danh sách này cho đến khi xong.",
            "The front page is this list again until all is done.",
        )
    };
    let to = if away { "/" } else { "/set-up" };
    Ok(see_other(to, Tone::Ok, ctx.say(text)))
}

//! The page of the steps, what is filled in within it, and whether it is somebody's first page.

use std::sync::Arc;

use axum::extract::RawQuery;
use axum::http::StatusCode;
use chrono::Datelike;

use super::model::{Facts, Step};
use super::view::{Faults, Look, SetUpPage};
use super::{actions, db};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Permission, Role};
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::form;
use crate::platform::registry::store::{self, Record};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::board::{self, BOARD, Board};

pub fn routes() -> Routes {
    let manage = Access::Needs(Permission::ManageBoard);
    Routes::new()
        .get("/set-up", Access::Needs(Permission::ReadRegistries), show)
        .post("/set-up/board", manage, fill_in)
        .post("/set-up/put-away", manage, put_away)
}

/// What the page is made from.
struct Known {
    board: Board,
    /// The version of its record.
    version: i32,
    facts: Facts,
}

/// The board and what the portal holds, or what was said before if nothing has been written since.
async fn load(ctx: &Ctx) -> Result<Arc<Known>, AppError> {
    let today = i18n::today();
    let roles = |permission| -> Vec<String> {
        let may = Role::ALL.into_iter().filter(|role| role.may(permission));
        may.map(|role| role.code().to_owned()).collect()
    };
    let pool = &ctx.state.db;
    let from_database = async {
        let board = board::on(pool, today).await?;
        let mut connection = pool.acquire().await?;
        let record = store::find(&mut connection, &BOARD, board.id, None).await?;
        drop(connection);
        let (entering, deciding) = (
            roles(Permission::EnterFilings),
            roles(Permission::DecideFilings),
        );
        let mut facts = db::facts(pool, &entering, &deciding, today.year()).await?;
        facts.blanks = board::blanks(&board).len();
        Ok::<_, AppError>(Known {
            board,
            version: record.map_or(1, |record| record.version),
            facts,
        })
    };
    ctx.state
        .memo
        .get(pool, format!("set-up/{today}"), from_database)
        .await
}

/// Whether the steps are this person's first page: something is left that they may do. Those who may do nothing of it are led
/// there only while there is nothing at all to read.
///
/// # Errors
/// Whatever the database says.
pub async fn awaits(ctx: &Ctx) -> Result<bool, AppError> {
    let known = load(ctx).await?;
    let facts = &known.facts;
    let nothing_to_read = facts.enterprises == 0 && facts.zones == 0;
    Ok(!facts.put_away && (facts.next(&ctx.actor).is_some() || nothing_to_read))
}

async fn show(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let step = query.choice("step", Step::from_code)?;
    let known = load(&ctx).await?;
    web::ok(&page(&ctx, &known, step, &[], &Faults::new()))
}

fn page(
    ctx: &Ctx,
    known: &Known,
    step: Option<Step>,
    typed: &[(String, String)],
    faults: &Faults,
) -> SetUpPage {
    let look = Look {
        actor: &ctx.actor,
        today: i18n::today(),
        version: known.version,
        step,
        typed,
        faults,
    };
    let page = ctx.page(ctx.say(Text::new("Đưa Ban lên cổng", "Bringing the board in")));
    SetUpPage::new(page, &known.board, &known.facts, &look)
}

async fn fill_in(ctx: Ctx, data: FormData) -> Answer {
    let step = data.choice("step", Step::from_code)?;
    let step = step.ok_or(AppError::NotFound)?;
    let known = load(&ctx).await?;
    let caller = ctx.caller();
    let filled = actions::fill_in(&ctx.state.db, &caller, known.board.id, step, &data);
    match filled.await {
        Ok(()) => {
            board::renamed(&ctx).await?;
            let said = ctx.say(Text::new(
                "Đã lưu vào phiếu của Ban.",
                "Saved in the board's record.",
            ));
            Ok(see_other("/set-up", Tone::Ok, said))
        }
        Err(Refusal::Fields(faults)) => {
            let shown = page(&ctx, &known, Some(step), data.pairs(), &faults);
            web::render(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(Refusal::Stale(now)) => {
            let known = load(&ctx).await?;
            let faults = clashes(step, &now, &data, ctx.lang);
            let shown = page(&ctx, &known, Some(step), data.pairs(), &faults);
            web::render(StatusCode::CONFLICT, &shown)
        }
        Err(Refusal::Error(error)) => Err(error),
    }
}

/// What somebody else wrote meanwhile, beside what was typed: saving again is then a choice.
fn clashes(step: Step, now: &Record, data: &FormData, lang: Lang) -> Faults {
    let stands = form::as_typed(now, lang);
    let differs = |name: &&'static str| {
        let typed = data.get(name);
        !typed.is_empty() && typed != stands.get(name)
    };
    let message = |name: &'static str| match lang {
        Lang::Vi => format!(
            "Vừa có người ghi “{}”. Lưu lần nữa thì lấy ô này.",
            stands.get(name)
        ),
        Lang::En => format!(
            "Somebody just wrote “{}”. Save again to take this one.",
            stands.get(name)
        ),
    };
    let fields = step.fields().iter().copied().filter(differs);
    fields.map(|name| (name, message(name))).collect()
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

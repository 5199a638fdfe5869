//! The list of unlocks, asking for one, granting one.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;

use super::actions::{self, MAX_DAYS};
use super::db;
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Period, Permission};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/unlocks", Access::Needs(Permission::ReadFilings), list)
        .post("/unlocks", Access::Needs(Permission::EnterFilings), ask)
        .post(
            "/unlocks/{id}/grant",
            Access::Needs(Permission::DecideFilings),
            grant,
        )
}

#[derive(Template)]
#[template(path = "returns/closings/unlocks.html")]
struct UnlocksPage {
    page: Page,
    rows: Vec<UnlockLine>,
    max_days: i32,
}

struct UnlockLine {
    id: i64,
    enterprise_id: i64,
    enterprise: String,
    report: String,
    filing_id: Option<i64>,
    reason: String,
    asked: String,
    granted: Option<String>,
    until: String,
    may_grant: bool,
}

/// The form again, where it was sent without its reason.
#[derive(Template)]
#[template(path = "returns/closings/ask.html")]
struct AskPage {
    page: Page,
    /// The enterprise, the form and the period, in words.
    subject: String,
    enterprise: i64,
    form: i64,
    period: String,
    fault: Option<&'static str>,
}

async fn list(ctx: Ctx) -> Answer {
    let decides = ctx.actor.may(Permission::DecideFilings);
    let rows = db::unlocks(&ctx.state.db, ctx.actor.zones.as_deref()).await?;
    let rows = rows
        .into_iter()
        .map(|row| UnlockLine {
            id: row.id,
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            report: format!(
                "{} · {}",
                row.form,
                row.period
                    .parse::<Period>()
                    .map_or(row.period.clone(), |p| p.words(ctx.lang))
            ),
            filing_id: row.filing_id,
            reason: row.reason,
            asked: format!("{}, {}", row.asker, i18n::format_time(row.asked_at)),
            granted: row
                .granter
                .zip(row.granted_at)
                .map(|(name, at)| format!("{name}, {}", i18n::format_time(at))),
            until: row.until.map_or_else(String::new, i18n::format_time),
            may_grant: decides && row.until.is_none() && row.asked_by != ctx.actor.account_id,
        })
        .collect();
    let page = ctx.page(ctx.say(Text::new(
        "Đề nghị mở khóa sổ",
        "Requests to unlock a period",
    )));
    web::ok(&UnlocksPage {
        page,
        rows,
        max_days: MAX_DAYS,
    })
}

async fn ask(ctx: Ctx, data: FormData) -> Answer {
    let id = |name: &str| {
        data.get(name)
            .parse::<i64>()
            .map_err(|_| AppError::NotFound)
    };
    let (enterprise, form) = (id("enterprise")?, id("form")?);
    let period: Period = data
        .get("period")
        .parse()
        .map_err(|()| AppError::NotFound)?;
    if data.get("reason").is_empty() {
        let zones = ctx.actor.zones.as_deref();
        let named = db::subject(&ctx.state.db, enterprise, form, zones).await?;
        let (name, code) = named.ok_or(AppError::NotFound)?;
        let page = AskPage {
            page: ctx.page(ctx.say(Text::new("Đề nghị mở khóa sổ", "Asking for an unlock"))),
            subject: format!("{name} · {code} · {}", period.words(ctx.lang)),
            enterprise,
            form,
            period: period.to_string(),
            fault: Some(ctx.say(actions::NO_REASON)),
        };
        return web::render(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    actions::ask(
        &ctx.state.db,
        &ctx.caller(),
        enterprise,
        form,
        period,
        data.get("reason"),
    )
    .await?;
    let text = Text::new(
        "Đã gửi đề nghị mở khóa; người khác sẽ phê duyệt.",
        "Asked for; somebody else will answer.",
    );
    Ok(see_other("/unlocks", Tone::Ok, ctx.say(text)))
}

async fn grant(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let days = data.get("days").parse().unwrap_or(0);
    actions::grant(&ctx.state.db, &ctx.caller(), id, days).await?;
    Ok(see_other(
        "/unlocks",
        Tone::Ok,
        ctx.say(Text::new(
            "Đã mở khóa có thời hạn.",
            "Unlocked for the time given.",
        )),
    ))
}

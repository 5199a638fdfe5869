//! The queue of reports waiting for a decision, and the decisions.

use axum::extract::Path;
use rust_decimal::Decimal;

use super::actions::{self, CellNote};
use super::db;
use super::view::{QueueLine, QueuePage};
use crate::filings::db::named;
use crate::filings::load::load;
use crate::filings::model::key_text;
use crate::i18n::{self, Text};
use crate::indicators::Catalogue;
use crate::kernel::{Period, Permission};
use crate::web::flash::{Tone, see_other};
use crate::web::{self, Access, Answer, Ctx, FormData, Routes};

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let enter = Access::Needs(Permission::EnterFilings);
    let decide = Access::Needs(Permission::DecideFilings);
    Routes::new()
        .get("/filings", read, queue_page)
        .post("/filings/{id}/accept", decide, accept)
        .post("/filings/{id}/return", decide, send_back)
        .post("/filings/{id}/reopen", enter, reopen)
        .merge(super::warnings::routes())
}

/// A share of a printed total under which a report is not worth a second look.
const NEGLIGIBLE: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

async fn queue_page(ctx: Ctx) -> Answer {
    let rows = db::queue(&ctx.state.db, ctx.actor.zones.as_deref()).await?;
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let line_at = rows.iter().position(|row| row.effect.is_some_and(|effect| effect < NEGLIGIBLE)).filter(|at| *at > 0);
    let name = |id: Option<i64>| {
        id.and_then(|id| catalogue.by_id(id)).map_or_else(String::new, |indicator| indicator.name(ctx.lang).to_owned())
    };
    let lines = rows
        .into_iter()
        .map(|row| QueueLine {
            effect: row
                .effect
                .map_or_else(String::new, |effect| i18n::format_percent(effect * Decimal::ONE_HUNDRED, 2, ctx.lang)),
            effect_of: name(row.effect_indicator_id),
            report: format!("{} · {}", row.form, row.period.parse::<Period>().map_or(row.period.clone(), |p| p.words(ctx.lang))),
            submitted: match (row.submitter, row.submitted_at) {
                (Some(name), Some(at)) => format!("{name}, {}", i18n::format_time(at)),
                (None, Some(at)) => i18n::format_time(at),
                _ => String::new(),
            },
            own: row.submitted_by == Some(ctx.actor.account_id),
            id: row.id,
            enterprise: named(&row.enterprise, row.project.as_deref()),
            zone: row.zone,
            late_reason: row.late_reason.unwrap_or_default(),
            times: row.times,
            corrections: row.revision - 1,
            explained: row.explained,
            answered: row.answered,
            attachments: row.attachments,
        })
        .collect();
    let page = ctx.page(ctx.say(Text::new("Báo cáo chờ duyệt", "Reports waiting for review")));
    web::ok(&QueuePage { page, rows: lines, line_at })
}

async fn accept(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    actions::accept(&ctx.state.db, &ctx.actor, &ctx.origin(), id, data.version()).await?;
    let text = ctx.say(Text::new("Đã duyệt; số liệu đã vào sổ.", "Accepted; the figures are in the ledger."));
    let on = if data.get("then") == "next" {
        // After the last one, the empty queue says that the work is done.
        let next = db::next_waiting(&ctx.state.db, id, ctx.actor.account_id, ctx.actor.zones.as_deref()).await?;
        next.map_or_else(|| "/filings".to_owned(), |id| format!("/filings/{id}"))
    } else {
        format!("/filings/{id}")
    };
    Ok(see_other(&on, Tone::Ok, text))
}

async fn send_back(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    let notes: Vec<CellNote> = loaded
        .asked
        .iter()
        .map(|asked| (asked.indicator_id, asked.measure))
        .filter_map(|key| {
            let note = data.get(&format!("note.{}", key_text(key))).to_owned();
            (!note.is_empty()).then_some(CellNote { key, note })
        })
        .collect();
    let which = (id, data.version());
    actions::send_back(&ctx.state.db, &ctx.actor, &ctx.origin(), which, data.get("reason"), &notes).await?;
    Ok(see_other(&format!("/filings/{id}"), Tone::Ok, ctx.say(Text::new("Đã trả lại kèm lý do.", "Returned with a reason."))))
}

async fn reopen(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    actions::reopen(&ctx.state.db, &ctx.actor, &ctx.origin(), id, data.version(), data.get("reason")).await?;
    let text = Text::new(
        "Đã mở để đính chính; số đã duyệt vẫn có hiệu lực đến khi bản đính chính được duyệt.",
        "Open for correction; the accepted figures hold until the correction is accepted.",
    );
    Ok(see_other(&format!("/filings/{id}"), Tone::Warn, ctx.say(text)))
}

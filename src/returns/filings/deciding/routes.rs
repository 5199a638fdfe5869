//! The queue of reports waiting for a decision, and acceptance.

use axum::extract::Path;
use rust_decimal::Decimal;

use super::actions;
use super::db;
use super::view::{QueueLine, QueuePage};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Period, Permission};
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::returns::filings::model::named;
use crate::standards::indicators::Catalogue;

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let decide = Access::Needs(Permission::DecideFilings);
    Routes::new()
        .get("/filings", read, queue_page)
        .post("/filings/{id}/accept", decide, accept)
        .merge(super::warnings::routes())
}

/// A share of a printed total under which a report is not worth a second look.
const NEGLIGIBLE: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

async fn queue_page(ctx: Ctx) -> Answer {
    let rows = db::queue(&ctx.state.db, ctx.actor.zones.as_deref()).await?;
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let line_at = rows
        .iter()
        .position(|row| row.effect.is_some_and(|effect| effect < NEGLIGIBLE))
        .filter(|at| *at > 0);
    let unknown_at = rows
        .iter()
        .position(|row| row.effect.is_none())
        .filter(|at| *at > 0);
    let name = |id: Option<i64>| {
        id.and_then(|id| catalogue.by_id(id))
            .map_or_else(String::new, |indicator| indicator.name(ctx.lang).to_owned())
    };
    let lines = rows
        .into_iter()
        .map(|row| QueueLine {
            effect: row.effect.map_or_else(String::new, |effect| {
                i18n::format_percent(effect * Decimal::ONE_HUNDRED, 2, ctx.lang)
            }),
            effect_of: name(row.effect_indicator_id),
            report: format!(
                "{} · {}",
                row.form,
                row.period
                    .parse::<Period>()
                    .map_or(row.period.clone(), |p| p.words(ctx.lang))
            ),
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
    web::ok(&QueuePage {
        page,
        rows: lines,
        line_at,
        unknown_at,
    })
}

async fn accept(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    actions::accept(&ctx.state.db, &ctx.caller(), id, data.version()).await?;
    let text = ctx.say(Text::new(
        "Đã duyệt; số liệu đã vào sổ.",
        "Accepted; the figures are in the ledger.",
    ));
    // After the last one, the empty queue says that the work is done.
    let next = if data.get("then") == "next" {
        next_waiting(&ctx, id).await?
    } else {
        Some(id)
    };
    let on = next.map_or_else(|| "/filings".to_owned(), |id| format!("/filings/{id}"));
    Ok(see_other(&on, Tone::Ok, text))
}

async fn next_waiting(ctx: &Ctx, after: i64) -> Result<Option<i64>, AppError> {
    Ok(db::next_waiting(
        &ctx.state.db,
        after,
        ctx.actor.account_id,
        ctx.actor.zones.as_deref(),
    )
    .await?)
}

/// Opens the report that waits next in the order of the queue.
///
/// # Errors
/// Whatever the database says.
pub async fn next(ctx: &Ctx, after: i64) -> Answer {
    match next_waiting(ctx, after).await? {
        Some(id) => Ok(redirect(&format!("/filings/{id}"))),
        None => {
            let text = Text::new(
                "Không còn báo cáo nào khác chờ anh/chị duyệt.",
                "No other report waits for you.",
            );
            Ok(see_other("/filings", Tone::Ok, ctx.say(text)))
        }
    }
}

//! Sending a report back and opening it for correction, from its own page: what is refused keeps the page and what was typed.

use super::deciding::actions::{self, CellNote};
use super::entry::show;
use super::load::{Loaded, load};
use super::model::{MAX_REASON, State, key_text};
use super::view::Refused;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Permission, Seen};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{Access, Answer, Ctx, FormData, Routes};
use axum::extract::Path;
use axum::http::StatusCode;

pub fn routes() -> Routes {
    Routes::new()
        .post(
            "/filings/{id}/return",
            Access::Needs(Permission::DecideFilings),
            send_back,
        )
        .post(
            "/filings/{id}/reopen",
            Access::Needs(Permission::EnterFilings),
            reopen,
        )
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
    let reason = data.get("reason");
    let long = |text: &str| text.chars().count() > MAX_REASON;
    let fault = if reason.is_empty() && notes.is_empty() {
        Some(Text::new(
            "Xin ghi lý do, hoặc ghi chú ở ít nhất một ô.",
            "Please give a reason, or a note on at least one cell.",
        ))
    } else {
        (long(reason) || notes.iter().any(|note| long(&note.note))).then_some(TOO_LONG)
    };
    if let Some(fault) = fault.filter(|_| loaded.state == State::Submitted) {
        let notes = notes
            .into_iter()
            .map(|note| (key_text(note.key), note.note))
            .collect();
        return refuse(
            &ctx,
            loaded,
            Refused {
                field: "return-reason",
                message: ctx.say(fault),
                text: reason.to_owned(),
                notes,
            },
        )
        .await;
    }
    actions::send_back(
        &ctx.state.db,
        &ctx.caller(),
        Seen {
            id,
            version: data.version(),
        },
        reason,
        &notes,
    )
    .await?;
    Ok(see_other(
        &format!("/filings/{id}"),
        Tone::Ok,
        ctx.say(Text::new(
            "Đã trả lại kèm lý do.",
            "Returned with a reason.",
        )),
    ))
}

async fn reopen(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let (loaded, reason) = (
        load(&ctx.state.db, id, &ctx.actor).await?,
        data.get("reason"),
    );
    if let Some(fault) = reason_fault(reason).filter(|_| loaded.state == State::Accepted) {
        return refuse(
            &ctx,
            loaded,
            Refused::new("reopen-reason", ctx.say(fault), reason),
        )
        .await;
    }
    actions::reopen(&ctx.state.db, &ctx.caller(), id, data.version(), reason).await?;
    let text = Text::new(
        "Đã mở để đính chính; số đã duyệt vẫn có hiệu lực đến khi bản đính chính được duyệt.",
        "Open for correction; the accepted figures hold until the correction is accepted.",
    );
    Ok(see_other(
        &format!("/filings/{id}"),
        Tone::Warn,
        ctx.say(text),
    ))
}

const TOO_LONG: Text = Text::new(
    "Lý do, ghi chú dài tối đa 1.000 ký tự. Xin rút ngắn.",
    "A reason or a note has at most 1,000 characters. Please shorten it.",
);

/// What is wrong with a reason that has to be given.
pub fn reason_fault(reason: &str) -> Option<Text> {
    match reason.chars().count() {
        0 => Some(Text::new("Xin ghi lý do.", "Please give a reason.")),
        length => (length > MAX_REASON).then_some(TOO_LONG),
    }
}

/// The page again, with the message at its field.
///
/// # Errors
/// Whatever the database says.
pub async fn refuse(ctx: &Ctx, loaded: Loaded, refused: Refused) -> Answer {
    show(
        ctx,
        StatusCode::UNPROCESSABLE_ENTITY,
        loaded,
        refused.into(),
    )
    .await
}

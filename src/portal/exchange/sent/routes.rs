//! The page of the bundle: sending one, what it holds, taking it, and everything as a file.

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;

use super::actions::{self, Outcome};
use super::db;
use super::view::{BundlePage, Sent};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::portal::exchange;
use crate::registers::board;
use crate::registers::evidence::clean_name;

/// The largest archive: a board's ten years are some 5 MB.
const MAX_ARCHIVE: usize = 50 * 1024 * 1024;

pub fn routes() -> Routes {
    let admin = Access::Needs(Permission::ManageBoard);
    Routes::new()
        .get("/bundle", admin, show)
        .upload("/bundle", admin, MAX_ARCHIVE + 64 * 1024, send)
        .post("/bundle/take", admin, take)
        .post("/bundle/drop", admin, forget)
        .post("/bundle/file", admin, file)
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
    let page = ctx.page(ctx.say(Text::new("Chuyển dữ liệu vào, ra", "Data in and out")));
    let sent = match db::sent(&ctx.state.db).await? {
        Some(row) => Some(Sent {
            outcome: serde_json::from_str::<Outcome>(&row.outcome).map_err(AppError::internal)?,
            at: i18n::format_time(row.sent_at),
            by: row.sent_by,
            name: row.name,
            sha256: row.sha256,
            waits: row.waits,
        }),
        None => None,
    };
    let is_empty = exchange::is_empty(&ctx.state.db).await?;
    web::ok(&BundlePage {
        page,
        is_empty,
        sent,
    })
}

const UNREADABLE: Text = Text::new(
    "Nội dung gửi lên không đọc được, có thể do tệp lớn hơn 50 MB hoặc đường truyền đứt. Xin gửi lại.",
    "What was sent cannot be read: the file may be over 50 MB, or the connection was cut. Please send it again.",
);
/// A bundle that comes without a name.
const NAMELESS: &str = "bundle.zip";
const CHOOSE: Text = Text::new("Xin chọn tệp .zip.", "Please choose the .zip file.");

async fn send(ctx: Ctx, mut form: Multipart) -> Answer {
    whole(&ctx)?;
    let mut file = None;
    let unreadable = || AppError::Refused(UNREADABLE);
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        if let Some(name) = field.file_name().map(clean_name) {
            let name = if name.is_empty() {
                NAMELESS.to_owned()
            } else {
                name
            };
            let bytes = read(field).await?;
            file = (!bytes.is_empty()).then_some((name, bytes)).or(file);
        }
    }
    let (name, bytes) = file.ok_or(AppError::Refused(CHOOSE))?;
    let faultless = actions::send(&ctx.state.db, &ctx.caller(), &name, &bytes).await?;
    let (tone, text) = if faultless {
        let text = Text::new(
            "Đã đọc gói. Chưa ghi gì vào cổng.",
            "The bundle was read. Nothing is written yet.",
        );
        (Tone::Ok, text)
    } else {
        let text = Text::new(
            "Gói có lỗi, không ghi gì.",
            "The bundle has faults; nothing is written.",
        );
        (Tone::Warn, text)
    };
    Ok(see_other("/bundle#found", tone, ctx.say(text)))
}

async fn read(mut field: Field<'_>) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    while let Some(piece) = field
        .chunk()
        .await
        .map_err(|_| AppError::Refused(UNREADABLE))?
    {
        if bytes.len() + piece.len() > MAX_ARCHIVE {
            return Err(AppError::Refused(UNREADABLE));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

async fn take(ctx: Ctx, data: FormData) -> Answer {
    whole(&ctx)?;
    let report = actions::take(&ctx.state.db, &ctx.caller(), data.get("seen")).await?;
    ctx.state
        .set_board_names(board::names(&ctx.state.db).await?);
    let rows = report.changed();
    let text = match ctx.lang {
        Lang::Vi => format!("Đã nhập trọn gói: {rows} dòng."),
        Lang::En => format!("The whole bundle is in: {rows} rows."),
    };
    Ok(see_other("/set-up", Tone::Ok, &text))
}

async fn forget(ctx: Ctx) -> Answer {
    whole(&ctx)?;
    actions::forget(&ctx.state.db, &ctx.caller()).await?;
    let text = Text::new("Đã bỏ gói, không ghi gì.", "Dropped; nothing was written.");
    Ok(see_other("/bundle", Tone::Ok, ctx.say(text)))
}

async fn file(ctx: Ctx) -> Answer {
    whole(&ctx)?;
    let bytes = actions::take_out(&ctx.state.db, &ctx.caller()).await?;
    let name = format!(
        "attachment; filename=\"izportal-{}.zip\"",
        i18n::today().format("%Y-%m-%d")
    );
    let name = HeaderValue::from_str(&name).map_err(AppError::internal)?;
    Ok((
        [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/zip"),
            ),
            (header::CONTENT_DISPOSITION, name),
        ],
        bytes,
    )
        .into_response())
}

//! The administrator's page of the board's particulars.

use askama::Template;
use axum::http::StatusCode;

use super::db::{self, Board};
use crate::audit::{self, Change};
use crate::i18n::Text;
use crate::kernel::Permission;
use crate::web::flash::{Tone, see_other};
use crate::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};

pub fn routes() -> Routes {
    let admin = Access::Needs(Permission::ManageBoard);
    Routes::new().get("/board", admin, page).post("/board", admin, update)
}

#[derive(Template)]
#[template(path = "board/form.html")]
struct BoardPage {
    page: Page,
    version: i32,
    lines: Vec<Line>,
    /// Set where somebody changed the particulars meanwhile.
    stale: bool,
}

/// One field.
struct Line {
    name: &'static str,
    label: &'static str,
    value: String,
    /// The value as it stands, where a stale form differs from it.
    theirs: Option<String>,
    error: Option<&'static str>,
}

const LABELS: [(&str, Text); 7] = [
    ("superior", Text::new("Cơ quan chủ quản (in hoa trên văn bản)", "Superior body (as printed)")),
    ("name", Text::new("Tên Ban", "Name")),
    ("name_en", Text::new("Tên tiếng Anh", "Name in English")),
    ("short_name", Text::new("Tên ngắn trên đầu trang", "Short name in the page header")),
    ("abbreviation", Text::new("Chữ viết tắt trong số văn bản", "Abbreviation in document numbers")),
    ("province", Text::new("Tỉnh", "Province")),
    ("place", Text::new("Địa danh trên văn bản", "Place on documents")),
];

fn value<'a>(board: &'a Board, name: &str) -> &'a str {
    match name {
        "superior" => &board.superior,
        "name" => &board.name,
        "name_en" => &board.name_en,
        "short_name" => &board.short_name,
        "abbreviation" => &board.abbreviation,
        "province" => &board.province,
        _ => &board.place,
    }
}

fn lines(ctx: &Ctx, board: &Board, current: Option<&Board>) -> Vec<Line> {
    LABELS
        .iter()
        .map(|(name, label)| {
            let mine = value(board, name);
            Line {
                name,
                label: ctx.say(*label),
                value: mine.to_owned(),
                theirs: current.map(|board| value(board, name)).filter(|theirs| *theirs != mine).map(str::to_owned),
                error: fault(mine).map(|text| ctx.say(text)),
            }
        })
        .collect()
}

fn fault(value: &str) -> Option<Text> {
    match value.chars().count() {
        0 => Some(Text::new("Xin nhập, không được để trống.", "Please fill this in.")),
        1..=200 => None,
        _ => Some(Text::new("Tối đa 200 ký tự.", "At most 200 characters.")),
    }
}

async fn page(ctx: Ctx) -> Answer {
    let board = db::load(&ctx.state.db).await?;
    show(&ctx, StatusCode::OK, &board, None)
}

fn show(ctx: &Ctx, status: StatusCode, board: &Board, current: Option<&Board>) -> Answer {
    let page = ctx.page(ctx.say(Text::new("Thông tin Ban", "The board")));
    let version = current.map_or(board.version, |current| current.version);
    web::render(status, &BoardPage { page, version, lines: lines(ctx, board, current), stale: current.is_some() })
}

async fn update(ctx: Ctx, data: FormData) -> Answer {
    let text = |name: &str| crate::i18n::compose(data.get(name));
    let mine = Board {
        superior: text("superior"),
        name: text("name"),
        name_en: text("name_en"),
        short_name: text("short_name"),
        abbreviation: text("abbreviation"),
        province: text("province"),
        place: text("place"),
        version: data.version(),
    };
    if LABELS.iter().any(|(name, _)| fault(value(&mine, name)).is_some()) {
        return show(&ctx, StatusCode::UNPROCESSABLE_ENTITY, &mine, None);
    }
    let before = db::load(&ctx.state.db).await?;
    let mut tx = ctx.state.db.begin().await?;
    if !db::update(&mut tx, &mine).await? {
        return show(&ctx, StatusCode::CONFLICT, &mine, Some(&before));
    }
    let json = |board: &Board| serde_json::to_value(board).map_err(AppError::internal);
    let change = Change {
        action: "updated",
        subject_type: "board",
        subject_id: 1,
        before: Some(json(&before)?),
        after: Some(json(&mine)?),
        reason: None,
    };
    audit::record(&mut tx, &ctx.origin(), change).await?;
    tx.commit().await?;
    ctx.state.set_board_name(super::name(&ctx.state.db).await?);
    Ok(see_other("/board", Tone::Ok, ctx.say(Text::new("Đã lưu.", "Saved."))))
}

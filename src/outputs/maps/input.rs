//! The page that takes a table of corners: pasted, understood, put right by agreement, seen, kept.

use super::actions::{self, Draft, Refusal};
use super::given::{
    Clashing, Posted, Read, Surroundings, clashes, read_post, surroundings, understand,
};
use super::input_page::page;
use super::model::{Outline, SOURCES};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::survey::{Examined, System};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Answer, Ctx, FormData};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

/// The longest name of a document.
const MAX_DOCUMENT: usize = 300;

/// The empty page.
pub async fn blank(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    filled(&ctx, id, String::new(), None).await
}

/// The page with the table of a file in it, or with why the file was not read.
pub async fn filled(ctx: &Ctx, id: i64, text: String, refused: Option<Text>) -> Answer {
    let around = surroundings(ctx, id).await?;
    let posted = Posted {
        text,
        system: around.usual.or(around.official),
        day: i18n::format_date(i18n::today()),
        source: "extract".to_owned(),
        document: String::new(),
        agreed: Vec::new(),
    };
    let mut errors: Vec<_> = refused
        .map(|why| ("file", ctx.say(why).to_owned()))
        .into_iter()
        .collect();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    if posted.text.is_empty() {
        return web::render(
            status,
            &page(ctx, &around, &posted, errors, None, &Clashing::default()),
        );
    }
    // A file is seen at once where the plane is known already.
    let read = understand(&around, &posted, ctx.lang)
        .map_err(|error| errors.push(error))
        .ok();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let clashing = Clashing {
        clashes: clashes(ctx, &around, &posted, read.as_ref()).await?,
        refused: false,
    };
    web::render(
        status,
        &page(ctx, &around, &posted, errors, read.as_ref(), &clashing),
    )
}

/// A preview, a repair, or keeping the shape: whatever button was pressed.
pub async fn posted(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let around = surroundings(&ctx, id).await?;
    let posted = read_post(&data)?;
    let mut errors = Vec::new();
    let read = understand(&around, &posted, ctx.lang)
        .map_err(|error| errors.push(error))
        .ok();
    let keeping = data.get("action") == "keep";
    let day = i18n::parse_date(&posted.day);
    if keeping {
        errors.extend(missing(&posted, day, around.parcel.born, ctx.lang));
    }
    let sound = read.as_ref().is_some_and(|(_, examined)| examined.sound());
    if let (true, true, Some(day), Some((_, examined)), Some(system)) = (
        keeping && sound,
        errors.is_empty(),
        day,
        &read,
        posted.system,
    ) {
        return keep(&ctx, &around, &posted, day, system, examined, &read).await;
    }
    let status = if errors.is_empty() && !keeping {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let clashing = Clashing {
        clashes: clashes(&ctx, &around, &posted, read.as_ref()).await?,
        refused: false,
    };
    web::render(
        status,
        &page(&ctx, &around, &posted, errors, read.as_ref(), &clashing),
    )
}

async fn keep(
    ctx: &Ctx,
    around: &Surroundings,
    posted: &Posted,
    day: NaiveDate,
    system: System,
    examined: &Examined,
    read: &Option<Read>,
) -> Answer {
    let outline = Outline {
        system,
        vertices: examined.vertices.clone(),
        ring: examined.ring.clone(),
    };
    let repairs = posted
        .agreed
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    let draft = Draft {
        valid_from: day,
        source: &posted.source,
        document: &posted.document,
        given: &posted.text,
        repairs: &repairs,
        outline: &outline,
        area: examined.area,
    };
    match actions::keep(&ctx.state.db, &ctx.caller(), &around.parcel, &draft).await {
        Ok(()) => Ok(kept(ctx, around.parcel.id)),
        Err(Refusal::Known(since)) => Ok(known(ctx, around.parcel.id, since)),
        Err(Refusal::Overlaps(clashes)) => {
            let clashing = Clashing {
                clashes,
                refused: true,
            };
            web::render(
                StatusCode::CONFLICT,
                &page(ctx, around, posted, Vec::new(), read.as_ref(), &clashing),
            )
        }
        Err(Refusal::Error(error)) => Err(error),
    }
}

fn kept(ctx: &Ctx, id: i64) -> Response {
    see_other(
        &format!("/parcels/{id}"),
        Tone::Ok,
        ctx.say(Text::new(
            "Đã lưu ranh giới lô đất.",
            "The boundary has been saved.",
        )),
    )
}

fn known(ctx: &Ctx, id: i64, since: NaiveDate) -> Response {
    let words = Text::new(
        "Ranh giới này, theo cùng tài liệu, đã có trong sổ; không ghi thêm. Áp dụng từ ngày",
        "This boundary, by the same document, is on record already and was not stored again. Valid from",
    );
    see_other(
        &format!("/parcels/{id}"),
        Tone::Ok,
        &format!("{} {}.", ctx.say(words), i18n::format_date(since)),
    )
}

fn missing(
    posted: &Posted,
    day: Option<NaiveDate>,
    born: Option<NaiveDate>,
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let mut errors = Vec::new();
    let mut say = |field, vi: &str, en: &str| {
        errors.push((field, if lang == Lang::Vi { vi } else { en }.to_owned()))
    };
    if day.is_none() {
        say(
            "valid_from",
            "Xin nhập ngày theo dạng 31/12/2022.",
            "Please enter a date such as 31/12/2022.",
        );
    }
    if day.is_some_and(|day| day > i18n::today()) {
        say(
            "valid_from",
            "Ngày này còn ở phía trước.",
            "This day is still to come.",
        );
    }
    if let Some(born) = born.filter(|born| day.is_some_and(|day| day < *born)) {
        let born = i18n::format_date(born);
        say(
            "valid_from",
            &format!(
                "Lô vào sổ ngày {born}: ranh giới áp dụng từ ngày đó trở đi. Ngày vào sổ sai thì đính chính ở trang lô đất."
            ),
            &format!(
                "The parcel is in the books since {born}: its boundary holds from then on. Correct that day on the parcel's page if it is wrong."
            ),
        );
    }
    if !SOURCES.iter().any(|choice| choice.code == posted.source) {
        say("source", "Xin chọn nguồn.", "Please choose the source.");
    }
    match posted.document.chars().count() {
        0 => say(
            "document",
            "Xin ghi số, ngày của tài liệu có bảng tọa độ.",
            "Please name the document that holds the table.",
        ),
        length if length > MAX_DOCUMENT => {
            say("document", "Tối đa 300 ký tự.", "300 characters at most.")
        }
        _ => {}
    }
    errors
}

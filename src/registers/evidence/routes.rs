//! The evidence of a report or a record: its page, adding, reading, taking off.

use axum::body::Body;
use axum::extract::{Path, Query, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::actions::{self, MAX_COMMENT, MAX_NOTE};
use super::db;
use super::kind::Kind;
use super::load::{Draft, Loaded, load};
use super::owner::{Owner, RECORDS};
use super::store;
use super::upload::{self, MAX_BODY, Upload};
use super::view::{self, EvidencePage};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};

/// What a file that is shown, not saved, may do: nothing.
const INERT: &str =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let attach = Access::Needs(Permission::AttachEvidence);
    let mut routes = Routes::new()
        .get(
            "/filings/{id}/evidence",
            read,
            move |ctx, Path(id): Path<i64>, Query(chosen)| show(ctx, Owner::Filing(id), chosen),
        )
        .upload(
            "/filings/{id}/evidence",
            attach,
            MAX_BODY,
            move |ctx, Path(id): Path<i64>, request| add(ctx, Owner::Filing(id), request),
        )
        .post("/filings/{id}/comments", attach, comment)
        .get("/evidence/{id}/{name}", read, download)
        .post("/evidence/{id}/remove", attach, |ctx, id, data| {
            remove(Permission::AttachEvidence, ctx, id, data)
        })
        .post(
            "/papers/{id}/remove",
            Access::Needs(Permission::WriteRegistries),
            |ctx, id, data| remove(Permission::WriteRegistries, ctx, id, data),
        );
    for owner in RECORDS {
        let Some(entity) = owner(0).entity() else {
            continue;
        };
        let (path, attach) = (
            format!("/{}/{{id}}/evidence", entity.path),
            Access::Needs(owner(0).attaches()),
        );
        routes = routes
            .get(
                &path,
                Access::Needs(entity.read),
                move |ctx, Path(id): Path<i64>, Query(chosen)| show(ctx, owner(id), chosen),
            )
            .upload(
                &path,
                attach,
                MAX_BODY,
                move |ctx, Path(id): Path<i64>, request| add(ctx, owner(id), request),
            );
    }
    routes
}

/// What an attempt to add could not do.
#[derive(Default)]
struct Faults {
    lines: Vec<(String, &'static str)>,
    kept: usize,
}

async fn page(
    loaded: &Loaded,
    ctx: &Ctx,
    status: StatusCode,
    draft: Draft,
    faults: Faults,
) -> Answer {
    let title = if loaded.owner.is_report() {
        Text::new(
            "Tài liệu, trao đổi của báo cáo",
            "Files and comments of the report",
        )
    } else {
        Text::new("Tài liệu đính kèm", "Attached files")
    };
    let page = ctx.page(ctx.say(title));
    let subject = loaded.subject.clone();
    let evidence = loaded.evidence(ctx, draft, "").await?;
    web::render(
        status,
        &EvidencePage {
            page,
            subject,
            evidence,
            faults: faults.lines,
            kept: faults.kept,
        },
    )
}

/// What a link to the page brings along.
#[derive(Deserialize)]
struct Chosen {
    /// The cell or the row the form begins with.
    cell: Option<String>,
}

async fn show(ctx: Ctx, owner: Owner, chosen: Chosen) -> Answer {
    let loaded = load(&ctx, owner).await?;
    let cell = chosen
        .cell
        .and_then(|cell| loaded.cell(&cell).ok().flatten());
    page(
        &loaded,
        &ctx,
        StatusCode::OK,
        Draft {
            cell,
            ..Draft::default()
        },
        Faults::default(),
    )
    .await
}

/// Where an answer leads: the page the form stood on.
fn way_back(owner: Owner, cell: Option<i64>, back: &str) -> String {
    match (back, cell) {
        ("owner", _) => format!("{}#evidence", owner.href()),
        ("row", Some(row)) => format!("{}#evidence", owner.row_href(row)),
        _ => format!("{}/evidence", owner.href()),
    }
}

async fn add(ctx: Ctx, owner: Owner, request: Request) -> Answer {
    let loaded = load(&ctx, owner).await?;
    let form = upload::form(request, &ctx.state).await?;
    let mut upload = upload::read(form, &*ctx.state.files).await?;
    let cell = loaded.cell(&upload.cell)?;
    let mut faults = Faults {
        lines: refused(&ctx, &upload),
        kept: 0,
    };
    if upload.note.chars().count() > MAX_NOTE {
        let text = Text::new(
            "tối đa 1.000 ký tự; chưa có tệp nào được đính kèm",
            "at most 1,000 characters; no file is attached",
        );
        faults.lines.push((
            ctx.say(Text::new("Ghi chú", "Note")).to_owned(),
            ctx.say(text),
        ));
        upload.files.clear();
    } else if upload.files.is_empty() && faults.lines.is_empty() {
        let text = Text::new("xin chọn ít nhất một tệp", "please choose at least one");
        faults
            .lines
            .push((ctx.say(Text::new("Tệp", "Files")).to_owned(), ctx.say(text)));
    }
    if !upload.files.is_empty() {
        actions::attach(
            &ctx.state.db,
            &ctx.caller(),
            (owner, cell),
            &upload.files,
            &upload.note,
        )
        .await?;
        faults.kept = upload.files.len();
    }
    if !faults.lines.is_empty() {
        let draft = Draft {
            cell,
            note: upload.note,
            body: String::new(),
        };
        return page(
            &loaded,
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            draft,
            faults,
        )
        .await;
    }
    let text = Text::new("Đã đính kèm tài liệu.", "Attached.");
    Ok(see_other(
        &way_back(owner, cell, &upload.back),
        Tone::Ok,
        ctx.say(text),
    ))
}

/// The refused files by name, with why.
fn refused(ctx: &Ctx, upload: &Upload) -> Vec<(String, &'static str)> {
    let unnamed = ctx.say(Text::new("Tệp còn lại", "The rest"));
    let name = |name: &str| {
        if name.is_empty() {
            unnamed.to_owned()
        } else {
            name.to_owned()
        }
    };
    upload
        .refused
        .iter()
        .map(|file| (name(&file.name), ctx.say(file.why)))
        .collect()
}

async fn comment(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let loaded = load(&ctx, Owner::Filing(id)).await?;
    let cell = loaded.cell(data.get("cell"))?;
    let body = upload::one_newline(data.get("body"));
    if body.is_empty() || body.chars().count() > MAX_COMMENT {
        let text = Text::new(
            "xin ghi nội dung, tối đa 2.000 ký tự",
            "please write something, at most 2,000 characters",
        );
        let lines = vec![(
            ctx.say(Text::new("Ý kiến", "Comment")).to_owned(),
            ctx.say(text),
        )];
        let draft = Draft {
            cell,
            note: String::new(),
            body,
        };
        return page(
            &loaded,
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            draft,
            Faults { lines, kept: 0 },
        )
        .await;
    }
    actions::comment(&ctx.state.db, &ctx.caller(), id, cell, &body).await?;
    Ok(see_other(
        &way_back(Owner::Filing(id), cell, data.get("back")),
        Tone::Ok,
        ctx.say(Text::new("Đã ghi ý kiến.", "Comment noted.")),
    ))
}

/// Takes a file off, asked for at the address of those who have `by`.
async fn remove(by: Permission, ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let reason = upload::one_newline(data.get("reason"));
    let owner = actions::detach(&ctx.state.db, &ctx.caller(), by, id, &reason).await?;
    let text = Text::new(
        "Đã gỡ tài liệu; việc gỡ được ghi lại.",
        "Taken off; that is on record.",
    );
    Ok(see_other(
        &way_back(owner, None, ""),
        Tone::Ok,
        ctx.say(text),
    ))
}

/// How a file is wanted.
#[derive(Deserialize)]
struct Wanted {
    /// `1` to show it instead of saving it.
    inline: Option<String>,
}

async fn download(
    ctx: Ctx,
    Path((id, _name)): Path<(i64, String)>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let found = db::attachment(&ctx.state.db, id, ctx.actor.zones.as_deref()).await?;
    let attachment = found
        .filter(|found| found.removed_at.is_none())
        .ok_or(AppError::NotFound)?;
    let kind = Kind::from_media_type(&attachment.media_type)
        .ok_or_else(|| AppError::internal("an unknown media type"))?;
    let file = store::get(&*ctx.state.files, &attachment.key).await?;
    let inline = wanted.inline.as_deref() == Some("1") && kind.shows_inline();
    let headers = [
        (header::CONTENT_TYPE, header_value(kind.media_type())?),
        (header::CONTENT_LENGTH, HeaderValue::from(file.meta.size)),
        (
            header::CONTENT_DISPOSITION,
            header_value(&disposition(inline, &attachment.name))?,
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(INERT),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ];
    let response: Response = (headers, Body::from_stream(file.into_stream())).into_response();
    Ok(response)
}

fn header_value(text: &str) -> Result<HeaderValue, AppError> {
    HeaderValue::from_str(text).map_err(AppError::internal)
}

/// `attachment; filename="..."; filename*=UTF-8''...` (RFC 6266, RFC 5987): plain letters for old programs, all of them for others.
fn disposition(inline: bool, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || " -._()".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let how = if inline { "inline" } else { "attachment" };
    format!(
        "{how}; filename=\"{plain}\"; filename*=UTF-8''{}",
        view::percent_encoded(name)
    )
}

//! Sending a workbook or a block, the page of an import, and what is done with it.

use axum::extract::{Multipart, Path, RawQuery};
use axum::http::StatusCode;

use super::accepting;
use super::actions::{self, Opened};
use super::arrival::{self, Arrived};
use super::db;
use super::page;
use super::posted;
use super::purpose::Purpose;
use super::sending::Sent;
use super::taking::{self, CELL, REPORT};
use super::undo;
use super::view::ListPage;
use crate::foundation::i18n::Text;
use crate::foundation::i18n::wording::{counted, one_or_many};
use crate::foundation::kernel::{Period, Permission};
use crate::foundation::workbooks::{MAX_FILE, Refusal};
use crate::platform::jobs;
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::standards::forms;

/// The longest body: one largest file, or many small ones.
const MAX_BODY: usize = MAX_FILE + 4 * 1024 * 1024;

pub fn routes() -> Routes {
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .get("/imports", enter, list)
        .upload("/imports", enter, MAX_BODY, send)
        .get("/imports/{id}", enter, show)
        .post("/imports/{id}/choices", enter, choose)
        .post("/imports/{id}/corrections", enter, correct)
        .post("/imports/{id}/take", enter, take)
        .post("/imports/{id}/submit", enter, submit)
        .post(
            "/imports/{id}/accept",
            Access::Needs(Permission::DecideFilings),
            accept,
        )
        .post("/imports/{id}/undo", enter, undo)
        .post("/imports/{id}/drop", enter, drop_it)
}

async fn list(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let sent = Sent {
        form: query.get("form").to_owned(),
        period: query.get("period").to_owned(),
        purpose: query
            .choice("purpose", Purpose::from_code)?
            .unwrap_or_default(),
        ..Sent::default()
    };
    listed(&ctx, StatusCode::OK, sent, Vec::new()).await
}

async fn listed(
    ctx: &Ctx,
    status: StatusCode,
    sent: Sent,
    refused: Vec<(String, Refusal)>,
) -> Answer {
    let db = &ctx.state.db;
    let page = ctx.page(ctx.say(Text::new("Nhập từ Excel", "Import from Excel")));
    let forms = forms::db::forms(db).await?;
    let template = ListPage {
        senders: db::senders(db, actions::own_only(&ctx.actor)).await?,
        forms: forms
            .iter()
            .map(|f| {
                (
                    f.id,
                    format!("{} – {}", f.code, f.name(ctx.lang)),
                    f.id.to_string() == sent.form,
                )
            })
            .collect(),
        purposes: Purpose::ALL
            .map(|purpose| {
                (
                    purpose.code(),
                    ctx.say(purpose.words()),
                    purpose == sent.purpose,
                )
            })
            .into(),
        period: sent.period,
        step: 1,
        rows: db::list(db, actions::own_only(&ctx.actor))
            .await?
            .into_iter()
            .map(|row| page::list_line(row, &page))
            .collect(),
        refused: refused
            .into_iter()
            .map(|(name, refusal)| (name, ctx.say(refusal.message())))
            .collect(),
        sender: sent.sender,
        block: sent.block,
        page,
    };
    web::render(status, &template)
}

async fn send(ctx: Ctx, form: Multipart) -> Answer {
    let mut sent = Sent::read(form).await?;
    let mut files = std::mem::take(&mut sent.files);
    let mut refused = std::mem::take(&mut sent.refused);
    let pasted = files.is_empty() && refused.is_empty() && !sent.block.trim().is_empty();
    if pasted {
        let name = ctx.say(Text::new("Khối dán", "Pasted block"));
        files.push((name.to_owned(), sent.block_as_file().await?));
    }
    if files.is_empty() && refused.is_empty() {
        return Err(AppError::Refused(Text::new(
            "Xin chọn tệp, hoặc dán một khối ô.",
            "Please choose a file, or paste a block.",
        )));
    }
    let chosen = (sent.form.parse().ok(), sent.period.parse().ok());
    let mut made = Vec::new();
    for (name, upload) in files {
        let arrived = Arrived {
            name: &name,
            sha256: upload.sha256(),
            size: upload.size(),
            sender: &sent.sender,
            purpose: sent.purpose,
        };
        // Kept until the book is in the database: a few large ones at a time are all the memory is for.
        let turn = match ctx.state.reader.turn().await {
            Ok(turn) => turn,
            Err(refusal) => {
                refused.push((name, refusal));
                continue;
            }
        };
        // A block has no file name; it is read as the text it is.
        let read_as = if pasted { "block.tsv" } else { &*name };
        match turn.read(upload, read_as).await {
            Ok(book) => {
                let (pool, actor) = (&ctx.state.db, &ctx.actor);
                for (form, period) in arrival::subjects(pool, &arrived, &book, chosen).await? {
                    let id = arrival::create(pool, actor, &arrived, &book, form, period);
                    made.push(id.await?);
                }
            }
            Err(refusal) => refused.push((name, refusal)),
        }
    }
    if let ([first, ..], true) = (
        made.as_slice(),
        sent.purpose.is_moving() && refused.is_empty(),
    ) {
        return Ok(redirect(&format!("/imports/{first}")));
    }
    match (made.as_slice(), refused.is_empty()) {
        ([id], true) => Ok(redirect(&format!("/imports/{id}"))),
        (_, true) => {
            let text = Text::new(
                "Đã đọc các tệp. Xin mở từng lần nhập để xem và nhập.",
                "The files were read. Open each to look and take.",
            );
            Ok(see_other("/imports", Tone::Ok, ctx.say(text)))
        }
        _ => listed(&ctx, StatusCode::UNPROCESSABLE_ENTITY, sent, refused).await,
    }
}

async fn show(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let opened = actions::open(&ctx.state.db, &ctx.actor, id).await?;
    web::ok(&page::build(&ctx, &opened, &query).await?)
}

const OVER: Text = Text::new(
    "Lần nhập này đã kết thúc, không sửa được.",
    "This import is over and cannot be changed.",
);

/// An import that may still be changed.
async fn changeable(ctx: &Ctx, id: i64) -> Result<Opened, AppError> {
    let opened = actions::open(&ctx.state.db, &ctx.actor, id).await?;
    if matches!(opened.row.state.as_str(), "open" | "taken") {
        Ok(opened)
    } else {
        Err(AppError::Clash(OVER))
    }
}

async fn keep(
    ctx: &Ctx,
    id: i64,
    choices: &super::choices::Choices,
    form: Option<i64>,
    period: Option<&str>,
) -> Result<(), AppError> {
    let json = serde_json::to_string(choices).map_err(AppError::internal)?;
    Ok(db::choose(&ctx.state.db, id, &json, form, period).await?)
}

async fn choose(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let opened = changeable(&ctx, id).await?;
    let read = opened.reading(ctx.lang);
    let mut choices = posted::choices(&data, &opened.choices, &opened.known, read.as_ref());
    let (mut form, mut period) = (opened.row.form_id, opened.row.period.clone());
    if opened.choices.purpose.is_moving() {
        // A year of a file that brings several stays that year.
        if let Some(read) = &read {
            opened.follow(&mut choices, read, ctx.lang);
        }
    } else if !opened.choices.own && data.has("form") {
        let forms = forms::db::forms(&ctx.state.db).await?;
        form = data
            .get("form")
            .parse()
            .ok()
            .filter(|id| forms.iter().any(|form| form.id == *id));
        period = data
            .get("period")
            .parse::<Period>()
            .ok()
            .map(|period| period.to_string());
        // Another form or period makes the columns mean something else: read anew.
        if form != opened.row.form_id || period != opened.row.period {
            choices.by_hand = false;
        } else if let Some(read) = &read {
            opened.follow(&mut choices, read, ctx.lang);
        }
    }
    keep(&ctx, id, &choices, form, period.as_deref()).await?;
    Ok(redirect(&format!("/imports/{id}#preview")))
}

async fn correct(
    ctx: Ctx,
    Path(id): Path<i64>,
    RawQuery(query): RawQuery,
    data: FormData,
) -> Answer {
    let opened = changeable(&ctx, id).await?;
    let choices = posted::corrections(&data, &opened.choices, &opened.book, &opened.known)?;
    keep(
        &ctx,
        id,
        &choices,
        opened.row.form_id,
        opened.row.period.as_deref(),
    )
    .await?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let page: usize = query.get("page").parse().unwrap_or(1);
    let show = if query.get("show") == "new" {
        "new"
    } else {
        ""
    };
    Ok(redirect(&format!(
        "/imports/{id}?show={show}&page={page}#rows"
    )))
}

async fn take(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let opened = changeable(&ctx, id).await?;
    let asked = taking::ask(&ctx.state.db, &ctx.caller(), &opened, data.get("seen")).await?;
    jobs::answer(&ctx, asked, &format!("/imports/{id}")).await
}

async fn submit(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let opened = changeable(&ctx, id).await?;
    let (done, left) = actions::submit(&ctx.state.db, &ctx.caller(), &opened).await?;
    let text = match ctx.lang {
        crate::foundation::i18n::Lang::Vi => {
            format!("Đã gửi duyệt {done} báo cáo; {left} báo cáo còn thiếu hoặc cần giải trình.")
        }
        crate::foundation::i18n::Lang::En => format!(
            "{} {} submitted; {left} {} something or {} an explanation.",
            counted(done, REPORT, ctx.lang),
            one_or_many(done, "was", "were"),
            one_or_many(left, "lacks", "lack"),
            one_or_many(left, "needs", "need")
        ),
    };
    Ok(see_other(
        &format!("/imports/{id}"),
        if left == 0 { Tone::Ok } else { Tone::Warn },
        &text,
    ))
}

async fn accept(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let opened = changeable(&ctx, id).await?;
    let (done, left) = accepting::accept(&ctx.state.db, &ctx.caller(), &opened).await?;
    let text = match ctx.lang {
        crate::foundation::i18n::Lang::Vi => format!(
            "Đã duyệt {done} báo cáo; {left} báo cáo để lại vì anh/chị đã nhập, đã gửi hoặc vừa có người sửa."
        ),
        crate::foundation::i18n::Lang::En => format!(
            "{} {} accepted; {left} left, because you typed or submitted them, or somebody changed them meanwhile.",
            counted(done, REPORT, ctx.lang),
            one_or_many(done, "was", "were"),
        ),
    };
    let tone = if left == 0 { Tone::Ok } else { Tone::Warn };
    Ok(see_other(&format!("/imports/{id}"), tone, &text))
}

async fn undo(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let opened = changeable(&ctx, id).await?;
    let undone = undo::undo(&ctx.state.db, &ctx.caller(), &opened, data.get("reason")).await?;
    let (cells, left, reopened) = (undone.cells, undone.left, undone.reopened);
    let text = match ctx.lang {
        crate::foundation::i18n::Lang::Vi => {
            format!(
                "Đã trả lại {cells} ô như trước khi nhập; giữ nguyên {left} ô đã sửa sau đó; mở đính chính {reopened} báo cáo."
            )
        }
        crate::foundation::i18n::Lang::En => {
            format!(
                "{} {} as before the import; {left} changed since {} left; {} opened for correction.",
                counted(cells, CELL, ctx.lang),
                one_or_many(cells, "is", "are"),
                one_or_many(left, "was", "were"),
                counted(reopened, REPORT, ctx.lang)
            )
        }
    };
    Ok(see_other(&format!("/imports/{id}"), Tone::Ok, &text))
}

async fn drop_it(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let opened = changeable(&ctx, id).await?;
    if opened.row.state != "open" {
        return Err(AppError::Clash(OVER));
    }
    undo::drop_it(&ctx.state.db, &ctx.caller(), &opened).await?;
    Ok(see_other(
        "/imports",
        Tone::Ok,
        ctx.say(Text::new(
            "Đã bỏ, không ghi gì.",
            "Dropped; nothing was written.",
        )),
    ))
}

//! Progress on a work's page, the form of a statement, the log as a file.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;

use super::form::{self, Faults, Purpose};
use super::model::{Measure, Statement, Work};
use super::view::{self, Panel};
use super::{WORK, actions, db, progress};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::log::{Corrected, EntryForm};
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::registry::store;
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};

pub fn routes() -> Routes {
    let write = Access::Needs(Permission::WriteRegistries);
    Routes::new()
        .get(
            "/works/{id}/statements",
            Access::Needs(Permission::ReadRegistries),
            file,
        )
        .get("/works/{id}/statements/new", write, new)
        .post("/works/{id}/statements", write, record)
        .merge(progress::routes())
}

#[derive(Template)]
#[template(path = "registers/works/links.html")]
struct Links {
    page: Page,
}

/// Over the list of works: the page of progress.
pub fn links(ctx: Ctx) -> BoxedHtml {
    Box::pin(async move { Ok(Links { page: ctx.page("") }.render()?) })
}

async fn work(ctx: &Ctx, id: i64) -> Result<Work, AppError> {
    let works = db::works(
        &ctx.state.db,
        i18n::today(),
        Some(id),
        ctx.actor.zones.as_deref(),
    )
    .await?;
    works.into_iter().next().ok_or(AppError::NotFound)
}

/// Whether a work may still be stated: one taken out of the registry may not.
async fn in_use(ctx: &Ctx, id: i64) -> Result<bool, AppError> {
    let mut db = ctx.state.db.acquire().await?;
    let record = store::find(&mut db, &WORK, id, ctx.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(!record.retired)
}

/// The log as a file; without a format, the page it stands on.
async fn file(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let work = work(&ctx, id).await?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let Some(kind) = FileKind::from_code(query.get("format")) else {
        return Ok(redirect(&format!("/works/{id}#progress")));
    };
    view::log_table(&work, &db::log(&ctx.state.db, id).await?, ctx.lang).download(kind)
}

/// How far the work is, on its own page.
pub fn panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let work = work(&ctx, id).await?;
        let log = db::log(&ctx.state.db, id).await?;
        let may_write = ctx.actor.may(Permission::WriteRegistries) && in_use(&ctx, id).await?;
        let today = i18n::today();
        let panel = Panel {
            page: ctx.page(""),
            id,
            row: view::row(&work, today, ctx.lang),
            day: i18n::format_date(today),
            entries: view::entries(&work, &log, ctx.lang),
            may_write,
        };
        Ok(panel.render()?)
    })
}

/// What the form is for, and the statement it corrects.
fn purpose<'a>(
    data: &FormData,
    log: &'a [Statement],
) -> Result<(Purpose, Option<&'a Statement>), AppError> {
    let number = data.get("corrects");
    if number.is_empty() {
        return Ok((Purpose::State, None));
    }
    let said = log
        .iter()
        .find(|said| said.holds() && said.number.to_string() == number)
        .ok_or(AppError::NotFound)?;
    let purpose = if data.get("withdraw") == "true" {
        Purpose::Withdraw(said.as_of)
    } else {
        Purpose::Correct(said.as_of)
    };
    Ok((purpose, Some(said)))
}

async fn new(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let work = work(&ctx, id).await?;
    let log = db::log(&ctx.state.db, id).await?;
    let (purpose, said) = purpose(&query, &log)?;
    let data = match (purpose, said) {
        (Purpose::Correct(_), Some(said)) => form::as_typed(&work, said, ctx.lang),
        _ => FormData::default(),
    };
    show(
        &ctx,
        StatusCode::OK,
        &work,
        purpose,
        said,
        &data,
        &Faults::new(),
    )
}

async fn record(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let work = work(&ctx, id).await?;
    let log = db::log(&ctx.state.db, id).await?;
    let (purpose, said) = purpose(&data, &log)?;
    let outcome = match form::read(purpose, &work, &log, &data, i18n::today(), ctx.lang) {
        Ok(draft) => {
            let replaced = log
                .iter()
                .find(|said| said.holds() && said.as_of == draft.as_of);
            let entry = actions::Progress {
                draft: &draft,
                replaced,
            };
            actions::record(&ctx.state.db, &ctx.caller(), id, &entry).await
        }
        Err(faults) => Err(Refusal::Fields(faults)),
    };
    match outcome {
        Ok(()) => {
            let text = Text::new("Đã ghi tiến độ.", "Progress is recorded.");
            Ok(see_other(
                &format!("/works/{id}#progress"),
                Tone::Ok,
                ctx.say(text),
            ))
        }
        Err(Refusal::Fields(faults)) => show(
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            &work,
            purpose,
            said,
            &data,
            &faults,
        ),
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}

fn show(
    ctx: &Ctx,
    status: StatusCode,
    work: &Work,
    purpose: Purpose,
    said: Option<&Statement>,
    data: &FormData,
    faults: &Faults,
) -> Answer {
    let lang = ctx.lang;
    let title = match purpose {
        Purpose::State => Text::new("Ghi tiến độ", "State progress"),
        Purpose::Correct(_) => Text::new("Đính chính tiến độ", "Correct a statement"),
        Purpose::Withdraw(_) => Text::new(
            "Rút số liệu của một ngày",
            "Withdraw the statement of a day",
        ),
    };
    let figures = said.map(|said| {
        let done = said.done.map(|done| view::amount(work, done, lang));
        let paid = said.disbursed.map(|paid| view::money(paid, lang));
        [Some(i18n::format_date(said.as_of)), done, paid]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    });
    let mut about = Vec::new();
    if let Some(whole) = work.whole.filter(|_| work.measure() != Measure::Percent) {
        about.push(format!(
            "{}: {}.",
            ctx.say(Text::new("Phải làm", "Planned")),
            view::amount(work, whole, lang)
        ));
    }
    if let Some(budget) = work.budget {
        about.push(format!(
            "{}: {}.",
            ctx.say(Text::new("Dự toán", "Budget")),
            view::money(budget, lang)
        ));
    }
    let id = work.id;
    let form = EntryForm {
        page: ctx.page(ctx.say(title)),
        crumbs: [
            ("/works".to_owned(), ctx.say(WORK.words.many).to_owned()),
            (
                format!("/works/{id}"),
                format!("{} – {}", work.code, work.name),
            ),
        ],
        about: about.join(" "),
        corrects: said.map(|said| Corrected {
            number: said.number,
            what: figures.unwrap_or_default(),
            withdraws: matches!(purpose, Purpose::Withdraw(_)),
        }),
        action: format!("/works/{id}/statements"),
        back: format!("/works/{id}#progress"),
        button: ctx.say(Text::new("Ghi tiến độ", "State progress")),
        controls: form::controls(purpose, work, data, faults, lang),
    };
    web::render(status, &form)
}

//! The log on the project's page, the form of an event, the log as a file.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;

use super::form::{self, Background, Faults};
use super::model::{self, Event, Kind};
use super::view::{LogPanel, ProjectEventPage, Timeline, origin_line};
use super::{actions, db};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::form::{CONFIRM, References, confirm};
use crate::platform::registry::log::{self, EventForm};
use crate::platform::registry::store::{self, Record};
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Papers, Routes};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::projects::registry::PROJECT;

const ONLY_NOW: Text = Text::new(
    "Chỉ những sự kiện có thể xảy ra với dự án lúc này. Sự kiện đã ghi thì không sửa, không xóa; ghi nhầm thì đính chính.",
    "Only what can happen to the project now. A recorded event is neither changed nor deleted; a mistake is corrected by another.",
);

const OVER: Text = Text::new(
    "Dự án đã chấm dứt hoặc thu hồi: chỉ còn có thể đính chính một sự kiện ở trang dự án.",
    "The project has ended: all that is left is to correct an event, on the project's page.",
);

pub fn routes() -> Routes {
    let write = Access::Needs(Permission::WriteRegistries);
    Routes::new()
        .get(
            "/projects/{id}/events",
            Access::Needs(Permission::ReadRegistries),
            file,
        )
        .get("/projects/{id}/events/new", write, new)
        .post("/projects/{id}/events", write, record)
}

async fn project(ctx: &Ctx, id: i64) -> Result<Record, AppError> {
    let mut db = ctx.state.db.acquire().await?;
    store::find(&mut db, &PROJECT, id, ctx.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)
}

/// The log as a file; without a format, the page it stands on.
async fn file(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let record = project(&ctx, id).await?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let Some(kind) = FileKind::from_code(query.get("format")) else {
        return Ok(redirect(&format!("/projects/{id}#events")));
    };
    let events = db::log(&ctx.state.db, id).await?;
    Timeline::new(&record, &events, ctx.lang)
        .table(ctx.lang)
        .download(kind)
}

/// The log on the project's page, with the files that stand at its events.
///
/// # Errors
/// [`AppError::NotFound`] for a project the account does not see.
pub async fn panel(ctx: &Ctx, id: i64, papers: Papers) -> Result<String, AppError> {
    let record = project(ctx, id).await?;
    let events = db::log(&ctx.state.db, id).await?;
    let suspended = model::suspended_days(&events, i18n::today());
    let timeline = Timeline::new(&record, &events, ctx.lang);
    let origin = origin_line(&events, ctx.lang);
    let may_write = ctx.actor.may(Permission::WriteRegistries) && !record.retired;
    let page = ctx.page("");
    let warning = (suspended > model::LONGEST_SUSPENSION)
        .then(|| i18n::format_number(suspended.into(), 0, ctx.lang));
    Ok(LogPanel {
        page,
        id,
        timeline,
        origin,
        may_write,
        warning,
        papers,
    }
    .render()?)
}

/// What the address of the form says: the kind, and the event it corrects.
struct Asked {
    kind: Option<Kind>,
    corrected: Option<Event>,
}

impl Asked {
    fn read(data: &FormData, events: &[Event]) -> Result<Asked, AppError> {
        let corrected = match data.get("corrects") {
            "" => None,
            number => Some(
                events
                    .iter()
                    .find(|event| event.is_live() && event.number.to_string() == number)
                    .ok_or(AppError::NotFound)?
                    .clone(),
            ),
        };
        // A correction names what it corrects.
        let kind = Kind::from_code(data.get("kind"))
            .filter(|kind| *kind != Kind::Correction || corrected.is_some());
        Ok(Asked { kind, corrected })
    }
}

async fn references(ctx: &Ctx) -> Result<References, AppError> {
    let enterprises =
        store::options(&ctx.state.db, &ENTERPRISE, ctx.actor.zones.as_deref()).await?;
    Ok(References::from([("new_enterprise", enterprises)]))
}

fn background(record: &Record, events: &[Event], asked: &Asked) -> Background {
    Background {
        log: events.to_vec(),
        currency: record
            .values
            .get("capital_currency")
            .unwrap_or("vnd")
            .to_owned(),
        corrects: asked.corrected.as_ref().map(|event| event.number),
    }
}

async fn new(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let record = project(&ctx, id).await?;
    let events = db::log(&ctx.state.db, id).await?;
    let asked = Asked::read(&query, &events)?;
    let data = match &asked.corrected {
        Some(event) if asked.kind == Some(event.kind) => {
            let unit = if event.currency.is_none() {
                record.values.get("capital_currency").unwrap_or("vnd")
            } else {
                ""
            };
            let mut pairs = form::as_typed(event, ctx.lang).pairs().to_vec();
            pairs.push(("amount.unit".to_owned(), unit.to_owned()));
            if !unit.is_empty() {
                pairs.push(("equivalent.unit".to_owned(), form::other(unit).to_owned()));
            }
            FormData::new(pairs)
        }
        _ => FormData::default(),
    };
    show(
        &ctx,
        StatusCode::OK,
        &record,
        &events,
        &asked,
        &data,
        &Faults::new(),
    )
    .await
}

async fn record(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let record = project(&ctx, id).await?;
    let events = db::log(&ctx.state.db, id).await?;
    let asked = Asked::read(&data, &events)?;
    let Some(kind) = asked.kind else {
        return show(
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            &record,
            &events,
            &asked,
            &data,
            &Faults::new(),
        )
        .await;
    };
    let background = background(&record, &events, &asked);
    let outcome = match form::read(
        kind,
        &background,
        &data,
        &references(&ctx).await?,
        i18n::today(),
        ctx.lang,
    ) {
        Ok(draft) => {
            let confirmed = data.get(CONFIRM) == "true";
            actions::record(&ctx.state.db, &ctx.caller(), id, &draft, confirmed).await
        }
        Err(faults) => Err(Refusal::Fields(faults)),
    };
    match outcome {
        Ok(()) => {
            let text = Text::new(
                "Đã ghi sự kiện. Có văn bản thì đính kèm ở dòng của sự kiện.",
                "The event is recorded. Its document is attached at the row of the event.",
            );
            Ok(see_other(
                &format!("/projects/{id}#events"),
                Tone::Ok,
                ctx.say(text),
            ))
        }
        Err(Refusal::Fields(faults)) => {
            show(
                &ctx,
                StatusCode::UNPROCESSABLE_ENTITY,
                &record,
                &events,
                &asked,
                &data,
                &faults,
            )
            .await
        }
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}

async fn show(
    ctx: &Ctx,
    status: StatusCode,
    record: &Record,
    events: &[Event],
    asked: &Asked,
    data: &FormData,
    faults: &Faults,
) -> Answer {
    let background = background(record, events, asked);
    let kinds = match &asked.corrected {
        // A mistaken event is cancelled, or another of its kind takes its place.
        Some(event) => vec![Kind::Correction, event.kind],
        None => model::replay(events).unwrap_or_default().possible(),
    };
    // What was posted and refused stays on the page, though it is not possible any more.
    let kind = asked
        .kind
        .filter(|kind| kinds.contains(kind) || !faults.is_empty());
    let references = references(ctx).await?;
    let (mut controls, investors) = kind.map_or_else(Default::default, |kind| {
        form::controls(kind, &background, data, faults, &references, ctx.lang)
    });
    controls.extend(confirm(data, faults, ctx.lang).filter(|_| kind.is_some()));
    let links = kinds.iter().map(|link| {
        let words = match background.corrects {
            Some(_) => log::correction_words(*link == Kind::Correction),
            None => link.words(),
        };
        (link.code(), ctx.say(words), kind == Some(*link))
    });
    let href = format!("/projects/{}", record.id);
    let links = log::kind_links(&format!("{href}/events/new"), background.corrects, links);
    let wrong = asked.corrected.as_ref().map(|event| {
        format!(
            "{} {}",
            ctx.say(event.kind.words()),
            i18n::format_date(event.happened_on)
        )
    });
    let title = if wrong.is_some() {
        Text::new("Đính chính sự kiện", "Correct an event")
    } else {
        Text::new("Ghi sự kiện", "Record an event")
    };
    let page = ProjectEventPage {
        page: ctx.page(ctx.say(title)),
        form: EventForm {
            crumbs: [
                (
                    "/projects".to_owned(),
                    ctx.say(PROJECT.words.many).to_owned(),
                ),
                (href.clone(), record.title.clone()),
            ],
            wrong,
            about: ctx.say(ONLY_NOW).to_owned(),
            choose: ctx.say(log::KIND_OF_EVENT),
            links,
            over: ctx.say(OVER),
            kind: kind.map(|kind| (kind.code(), ctx.say(kind.words()))),
            warning: String::new(),
            corrects: background
                .corrects
                .map_or_else(String::new, |number| number.to_string()),
            controls,
            action: format!("{href}/events"),
            back: format!("{href}#events"),
            button: ctx.say(log::RECORD_EVENT),
        },
        investors,
    };
    web::render(status, &page)
}

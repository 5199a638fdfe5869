//! The pages of every registry: list, show, create, edit, retire, history.

use std::pin::Pin;

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;

use super::actions::{self, Ask, Keep, Refusal};
use super::entity::{Entity, Kind};
use super::form::{self, CONFIRM};
use super::list;
use super::store::{self, Record};
use super::view::{self, FormPage, HistoryPage, ListPage, ShowPage};
use crate::foundation::audit;
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Seen;
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};

/// What a feature adds to the page of a record: HTML panels made from the record's id.
pub type Extra = fn(Ctx, i64) -> futures::BoxedHtml;

/// What a feature adds over the list: an HTML panel, or nothing.
pub type ListExtra = fn(Ctx) -> futures::BoxedHtml;

/// What a feature does after a row was written.
pub type Written =
    for<'a> fn(&'a Ctx) -> Pin<Box<dyn Future<Output = Result<(), AppError>> + Send + 'a>>;

/// Whether nothing of a record is to be changed any more.
pub type Closed = for<'a> fn(&'a Ctx, i64) -> futures::Answered<'a>;

pub mod futures {
    //! The one type needed to keep an async function in a static.
    use std::future::Future;
    use std::pin::Pin;

    use crate::platform::web::AppError;

    pub type BoxedHtml = Pin<Box<dyn Future<Output = Result<String, AppError>> + Send>>;
    /// Yes or no.
    pub type Answered<'a> = Pin<Box<dyn Future<Output = Result<bool, AppError>> + Send + 'a>>;
}

/// What features add to a registry.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// On the page of a record.
    pub panel: Option<Extra>,
    /// Asked before a row is written.
    pub ask: Option<Ask>,
    /// Asked before a row is retired or brought back, before it is asked what rests on it: whether the button is there at all.
    pub keep: Option<Keep>,
    pub over_list: Option<ListExtra>,
    /// Done after a row was written and committed.
    pub written: Option<Written>,
    /// Whether a record's life is over: its page then offers no change.
    pub closed: Option<Closed>,
    /// The feature mounts `/{path}/new` and `POST /{path}` itself.
    pub created_elsewhere: bool,
}

impl Hooks {
    /// Nothing is added.
    pub const NONE: Hooks = Hooks {
        panel: None,
        ask: None,
        keep: None,
        over_list: None,
        written: None,
        closed: None,
        created_elsewhere: false,
    };
}

/// Mounts the pages of one registry. `all` is every registry, to find those that point at this one.
pub fn routes(entity: &'static Entity, all: &'static [&'static Entity], hooks: Hooks) -> Routes {
    let path = entity.path;
    let (read, write) = (Access::Needs(entity.read), Access::Needs(entity.write));
    let routes = match hooks.created_elsewhere {
        true => Routes::new(),
        false => Routes::new()
            .get(&format!("/{path}/new"), write, move |ctx, query| {
                new_page(entity, ctx, query)
            })
            .post(&format!("/{path}"), write, move |ctx, data| {
                create(entity, hooks, ctx, data)
            }),
    };
    routes
        .get(&format!("/{path}"), read, move |ctx, query| {
            list_page(entity, hooks.over_list, ctx, query)
        })
        .get(&format!("/{path}/{{id}}"), read, move |ctx, id| {
            show_page(entity, all, hooks, ctx, id)
        })
        .get(&format!("/{path}/{{id}}/edit"), write, move |ctx, id| {
            edit_page(entity, ctx, id)
        })
        .post(&format!("/{path}/{{id}}"), write, move |ctx, id, data| {
            update(entity, hooks, ctx, id, data)
        })
        .post(
            &format!("/{path}/{{id}}/retire"),
            write,
            move |ctx, id, data| set_retired(entity, hooks, ctx, id, data, true),
        )
        .post(
            &format!("/{path}/{{id}}/restore"),
            write,
            move |ctx, id, data| set_retired(entity, hooks, ctx, id, data, false),
        )
        .get(&format!("/{path}/{{id}}/history"), read, move |ctx, id| {
            history_page(entity, ctx, id)
        })
}

async fn list_page(
    entity: &'static Entity,
    extra: Option<ListExtra>,
    ctx: Ctx,
    RawQuery(raw): RawQuery,
) -> Answer {
    let given = FormData::parse(raw.unwrap_or_default().as_bytes());
    let mut query = list::query(entity, &given, &ctx.actor);
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        query.limit = list::FILE_ROWS;
        query.offset = 0;
        let (records, _) = store::list(&ctx.state, entity, &query).await?;
        return list::table(entity, &records, ctx.lang).download(kind);
    }
    let (records, total) = store::list(&ctx.state, entity, &query).await?;
    let references = filter_references(entity, &ctx).await?;
    let page = ctx.page(ctx.say(entity.words.many));
    let mut template = ListPage::new(
        page,
        entity,
        &query,
        &records,
        total,
        &references,
        i18n::today(),
    );
    if let Some(extra) = extra {
        template.extra = extra(ctx).await?;
    }
    web::ok(&template)
}

/// Only what the filters offer, so that a list of parcels does not load every enterprise.
async fn filter_references(
    entity: &'static Entity,
    ctx: &Ctx,
) -> Result<form::References, AppError> {
    let mut references = form::References::new();
    for field in entity.fields.iter().filter(|field| field.filtered) {
        if let Kind::Reference(target) = field.kind {
            references.insert(
                field.name,
                store::options(&ctx.state.db, target, ctx.actor.zones.as_deref()).await?,
            );
        }
    }
    Ok(references)
}

async fn new_page(entity: &'static Entity, ctx: Ctx, RawQuery(raw): RawQuery) -> Answer {
    prefilled(
        entity,
        &ctx,
        &FormData::parse(raw.unwrap_or_default().as_bytes()),
    )
    .await
}

/// The form of a new row, filled with what is given as a browser would post it.
///
/// # Errors
/// Whatever the database says.
pub async fn prefilled(entity: &'static Entity, ctx: &Ctx, given: &FormData) -> Answer {
    let references = actions::references(&ctx.state.db, entity, &ctx.actor, given).await?;
    let form = form::blank(entity, given, &references, ctx.lang);
    form_page(entity, ctx, StatusCode::OK, form, None, Vec::new())
}

async fn create(entity: &'static Entity, hooks: Hooks, ctx: Ctx, data: FormData) -> Answer {
    let references = actions::references(&ctx.state.db, entity, &ctx.actor, &data).await?;
    let outcome = match form::read(entity, &data, &references, i18n::today(), ctx.lang) {
        Ok(values) => {
            let confirmed = data.get(CONFIRM) == "true";
            actions::create(
                &ctx.state.db,
                entity,
                hooks.ask,
                &ctx.caller(),
                &values,
                confirmed,
            )
            .await
        }
        Err(errors) => Err(Refusal::Fields(errors)),
    };
    match outcome {
        Ok(id) => saved(entity, hooks.written, &ctx, id).await,
        Err(Refusal::Fields(errors)) => {
            let form = form::refused(entity, &data, 0, &errors, &references, ctx.lang);
            form_page(
                entity,
                &ctx,
                StatusCode::UNPROCESSABLE_ENTITY,
                form,
                None,
                Vec::new(),
            )
        }
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}

async fn load(entity: &'static Entity, ctx: &Ctx, id: i64) -> Result<Record, AppError> {
    let mut db = ctx.state.db.acquire().await?;
    store::find(&mut db, entity, id, ctx.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)
}

async fn show_page(
    entity: &'static Entity,
    all: &'static [&'static Entity],
    hooks: Hooks,
    ctx: Ctx,
    Path(id): Path<i64>,
) -> Answer {
    let record = load(entity, &ctx, id).await?;
    let page = ctx.page(record.title.clone());
    let related =
        store::pointing_at(&ctx.state.db, all, entity, id, ctx.actor.zones.as_deref()).await?;
    let closed = match hooks.closed {
        Some(closed) => closed(&ctx, id).await?,
        None => false,
    };
    let related = related
        .iter()
        .map(|one| view::related(&page, one, id, !closed))
        .collect();
    let may_write = ctx.actor.may(entity.write) && !closed;
    let kept = match may_write {
        true => {
            actions::kept(
                &mut *ctx.state.db.acquire().await?,
                entity,
                hooks.keep,
                &record,
            )
            .await?
        }
        false => None,
    };
    let groups = view::groups(entity, &record, ctx.lang);
    let extra = match hooks.panel {
        Some(extra) => extra(ctx, id).await?,
        None => String::new(),
    };
    web::ok(&ShowPage {
        page,
        entity,
        record,
        groups,
        related,
        may_write,
        kept,
        extra,
    })
}

async fn edit_page(entity: &'static Entity, ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let record = load(entity, &ctx, id).await?;
    let references = actions::references(
        &ctx.state.db,
        entity,
        &ctx.actor,
        &form::as_typed(&record, ctx.lang),
    )
    .await?;
    let form = form::of_record(entity, &record, &references, ctx.lang);
    form_page(
        entity,
        &ctx,
        StatusCode::OK,
        form,
        Some((id, &record.title)),
        Vec::new(),
    )
}

async fn update(
    entity: &'static Entity,
    hooks: Hooks,
    ctx: Ctx,
    Path(id): Path<i64>,
    data: FormData,
) -> Answer {
    let current = load(entity, &ctx, id).await?;
    let references = actions::references(&ctx.state.db, entity, &ctx.actor, &data).await?;
    let subject = Some((id, current.title.as_str()));
    let version = data.version();
    let outcome = match form::read(entity, &data, &references, i18n::today(), ctx.lang) {
        Ok(values) => {
            let confirmed = data.get(CONFIRM) == "true";
            actions::update(
                &ctx.state.db,
                entity,
                hooks.ask,
                &ctx.caller(),
                Seen { id, version },
                &values,
                confirmed,
            )
            .await
        }
        Err(errors) => Err(Refusal::Fields(errors)),
    };
    match outcome {
        Ok(()) => saved(entity, hooks.written, &ctx, id).await,
        Err(Refusal::Fields(errors)) => {
            let form = form::refused(entity, &data, version, &errors, &references, ctx.lang);
            form_page(
                entity,
                &ctx,
                StatusCode::UNPROCESSABLE_ENTITY,
                form,
                subject,
                Vec::new(),
            )
        }
        Err(Refusal::Stale(current)) => {
            // The form comes back as typed, with today's version: saving again is then a choice, not an accident.
            let conflict = view::clashes(entity, &current, &data, &references, ctx.lang);
            let form = form::refused(
                entity,
                &data,
                current.version,
                &Default::default(),
                &references,
                ctx.lang,
            );
            form_page(entity, &ctx, StatusCode::CONFLICT, form, subject, conflict)
        }
        Err(Refusal::Error(error)) => Err(error),
    }
}

/// A registry's form as a page; `subject` is the id and the title of the record it changes.
///
/// # Errors
/// When the template fails.
pub fn form_page(
    entity: &'static Entity,
    ctx: &Ctx,
    status: StatusCode,
    form: form::Form,
    subject: Option<(i64, &str)>,
    conflict: Vec<view::Clash>,
) -> Answer {
    let (title, home) = match subject {
        Some((id, title)) => (title.to_owned(), format!("/{}/{id}", entity.path)),
        None => (
            ctx.say(entity.words.create).to_owned(),
            format!("/{}", entity.path),
        ),
    };
    let page = ctx.page(title);
    let create = subject.is_none();
    web::render(
        status,
        &FormPage {
            page,
            entity,
            form,
            action: home.clone(),
            cancel: home,
            create,
            conflict,
        },
    )
}

async fn saved(entity: &Entity, written: Option<Written>, ctx: &Ctx, id: i64) -> Answer {
    if let Some(written) = written {
        written(ctx).await?;
    }
    Ok(see_other(
        &format!("/{}/{id}", entity.path),
        Tone::Ok,
        ctx.say(Text::new("Đã lưu.", "Saved.")),
    ))
}

async fn set_retired(
    entity: &'static Entity,
    hooks: Hooks,
    ctx: Ctx,
    Path(id): Path<i64>,
    data: FormData,
    retired: bool,
) -> Answer {
    let target = Seen {
        id,
        version: data.version(),
    };
    match actions::set_retired(
        &ctx.state.db,
        entity,
        hooks.keep,
        &ctx.caller(),
        target,
        retired,
    )
    .await
    {
        Ok(()) => {
            if let Some(written) = hooks.written {
                written(&ctx).await?;
            }
            Ok(redirect(&format!("/{}/{id}", entity.path)))
        }
        Err(Refusal::Stale(_)) => Err(AppError::Clash(Text::new(
            "Có người vừa sửa bản ghi này. Xin xem lại rồi thực hiện lại.",
            "Somebody has just changed this record. Please look at it again before you go on.",
        ))),
        Err(Refusal::Fields(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}

async fn history_page(entity: &'static Entity, ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let record = load(entity, &ctx, id).await?;
    let entries = audit::history(&ctx.state.db, entity.table, id).await?;
    let changes = entries
        .iter()
        .map(|entry| view::change_row(entity, entry, ctx.lang))
        .collect();
    let page = ctx.page(format!(
        "{} – {}",
        ctx.say(Text::new("Lịch sử thay đổi", "History of changes")),
        record.title
    ));
    let back = format!("/{}/{id}", entity.path);
    web::ok(&HistoryPage {
        page,
        entity,
        title: record.title,
        back,
        changes,
    })
}

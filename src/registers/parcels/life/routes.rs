//! The life on the parcel's page, the form of an event, the life as a file.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;

use super::form::{self, Faults};
use super::model::{Event, Kind};
use super::view::{self, LifePanel};
use super::{actions, creation, db, reshape};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::{Refusal, references};
use crate::platform::registry::log::{self, EventForm, EventPage};
use crate::platform::registry::store::{self, Record};
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Papers, Routes};
use crate::registers::parcels::{PARCEL, state_words};

const ONLY_NOW: Text = Text::new(
    "Chỉ những sự kiện có thể xảy ra lúc này; sự kiện đã ghi thì không sửa, không xóa; ghi nhầm thì đính chính.",
    "Only what can happen now; a recorded event is neither changed nor deleted; a mistake is corrected by another.",
);

const OVER: Text = Text::new(
    "Lô đất đã tách hoặc gộp: chỉ còn có thể đính chính ở trang lô đất.",
    "The parcel was split or merged: all that is left is to correct an event, on the parcel's page.",
);

pub fn routes() -> Routes {
    let write = Access::Needs(Permission::WriteRegistries);
    Routes::new()
        .get(
            "/parcels/{id}/events",
            Access::Needs(Permission::ReadRegistries),
            file,
        )
        .get("/parcels/{id}/events/new", write, new)
        .post("/parcels/{id}/events", write, record)
        .merge(creation::routes())
        .merge(reshape::routes())
}

async fn parcel(ctx: &Ctx, id: i64) -> Result<Record, AppError> {
    let mut db = ctx.state.db.acquire().await?;
    store::find(&mut db, &PARCEL, id, ctx.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)
}

/// The life as a file; without a format, the page it stands on.
async fn file(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let record = parcel(&ctx, id).await?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let Some(kind) = FileKind::from_code(query.get("format")) else {
        return Ok(redirect(&format!("/parcels/{id}#life")));
    };
    let lines = view::lines(&db::log(&ctx.state.db, id).await?, i18n::today(), ctx.lang);
    view::table(
        record.values.get("code").unwrap_or_default(),
        &lines,
        ctx.lang,
    )
    .download(kind)
}

/// The life on the parcel's page, with the files that stand at its events.
///
/// # Errors
/// [`AppError::NotFound`] for a parcel the account does not see.
pub async fn panel(ctx: &Ctx, id: i64, papers: Papers) -> Result<String, AppError> {
    let record = parcel(ctx, id).await?;
    let lines = view::lines(&db::log(&ctx.state.db, id).await?, i18n::today(), ctx.lang);
    let relatives = db::relatives(&ctx.state.db, id).await?;
    let named = |origin: bool| -> Vec<(i64, String)> {
        let meant = relatives
            .iter()
            .filter(|(_, _, is_origin)| *is_origin == origin);
        meant.map(|(id, code, _)| (*id, code.clone())).collect()
    };
    let (origins, offspring) = (named(true), named(false));
    // A parcel that ended has nothing left but corrections; one the register took out has to come back first.
    let ended = record.retired && db::ended_on(&ctx.state.db, id).await?.is_some();
    let may_write = ctx.actor.may(Permission::WriteRegistries) && (!record.retired || ended);
    let without_lease = db::without_lease(&ctx.state.db, id).await?;
    Ok(LifePanel {
        page: ctx.page(""),
        id,
        lines,
        may_write,
        ended,
        without_lease,
        origins,
        offspring,
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
        Ok(Asked {
            kind: Kind::from_code(data.get("kind")),
            corrected,
        })
    }

    /// What may be recorded: a mistaken event is cancelled, or another of its kind takes its place.
    fn kinds(&self, state: &str, retired: bool) -> Vec<Kind> {
        match &self.corrected {
            Some(event) if event.kind == Kind::Registered => vec![Kind::Registered],
            Some(event) if event.kind == Kind::Retired => vec![Kind::Correction],
            Some(event) => vec![Kind::Correction, event.kind],
            None if retired => Vec::new(),
            None => Kind::possible(state),
        }
    }
}

async fn new(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let record = parcel(&ctx, id).await?;
    let mut asked = Asked::read(&query, &db::log(&ctx.state.db, id).await?)?;
    let data = match &asked.corrected {
        // The entry into the books is put right, never cancelled.
        Some(event) if event.kind == Kind::Registered => {
            asked.kind = Some(Kind::Registered);
            form::as_typed(event)
        }
        Some(event) if asked.kind == Some(event.kind) => form::as_typed(event),
        _ => FormData::default(),
    };
    show(&ctx, StatusCode::OK, &record, &asked, &data, &Faults::new()).await
}

async fn record(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let record = parcel(&ctx, id).await?;
    let asked = Asked::read(&data, &db::log(&ctx.state.db, id).await?)?;
    // Entering the books and ending in a split have forms of their own.
    let own = |kind: &Kind| match kind {
        Kind::Correction => asked.corrected.is_some(),
        Kind::Registered | Kind::Retired => asked
            .corrected
            .as_ref()
            .is_some_and(|event| event.kind == *kind),
        _ => true,
    };
    let Some(kind) = asked.kind.filter(own) else {
        return show(
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            &record,
            &asked,
            &data,
            &Faults::new(),
        )
        .await;
    };
    let corrects = asked.corrected.as_ref().map(|event| event.number);
    let references = references(&ctx.state.db, &PARCEL, &ctx.actor, &data).await?;
    let outcome = match form::read(kind, corrects, &data, &references, i18n::today(), ctx.lang) {
        Ok(draft) => actions::record(&ctx.state.db, &ctx.caller(), id, &draft).await,
        Err(faults) => Err(Refusal::Fields(faults)),
    };
    match outcome {
        Ok(()) => {
            let text = Text::new(
                "Đã ghi sự kiện. Có văn bản thì đính kèm ở dòng của sự kiện.",
                "The event is recorded. Its document is attached at the row of the event.",
            );
            Ok(see_other(
                &format!("/parcels/{id}#life"),
                Tone::Ok,
                ctx.say(text),
            ))
        }
        Err(Refusal::Fields(faults)) => {
            show(
                &ctx,
                StatusCode::UNPROCESSABLE_ENTITY,
                &record,
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

/// What an event does to the leases of its parcel, in words; empty where it does nothing.
async fn leases(
    ctx: &Ctx,
    id: i64,
    kind: Option<Kind>,
    corrected: Option<&Event>,
) -> Result<String, AppError> {
    let words = |shares: Vec<db::Share>| {
        let days = |share: &db::Share| {
            format!(
                "{} – {}",
                i18n::format_date(share.valid_from),
                i18n::format_date(share.last_on)
            )
        };
        shares
            .iter()
            .map(|share| format!("{} ({})", share.contract_no, days(share)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (text, shares) = match (kind, corrected) {
        (Some(Kind::Correction), Some(event)) if event.kind.ends_leases() => {
            let text = Text::new(
                "Hủy sự kiện này thì phần thuê lô của hợp đồng sau lại kéo dài như trước",
                "Cancelling this event gives back their time to",
            );
            (
                text,
                db::ended_shares(&ctx.state.db, id, event.kind.code(), event.happened_on).await?,
            )
        }
        (Some(kind), None) if kind.ends_leases() => {
            let text = match kind {
                Kind::Transferred => Text::new(
                    "Doanh nghiệp nhận chuyển nhượng cần hợp đồng riêng. Phần thuê lô này kết thúc vào hôm trước ngày sự kiện của hợp đồng",
                    "The new tenant needs a lease of its own. On the day before the event this parcel leaves",
                ),
                _ => Text::new(
                    "Phần thuê lô này kết thúc vào hôm trước ngày sự kiện của hợp đồng",
                    "On the day before the event this parcel leaves",
                ),
            };
            (text, db::ending_shares(&ctx.state.db, id).await?)
        }
        _ => return Ok(String::new()),
    };
    Ok(if shares.is_empty() {
        String::new()
    } else {
        format!("{}: {}.", ctx.say(text), words(shares))
    })
}

async fn show(
    ctx: &Ctx,
    status: StatusCode,
    record: &Record,
    asked: &Asked,
    data: &FormData,
    faults: &Faults,
) -> Answer {
    let ended = db::ended_on(&ctx.state.db, record.id).await?.is_some();
    let state = if ended {
        Kind::Retired.code()
    } else {
        record.values.get("state").unwrap_or("uncleared")
    };
    let kinds = asked.kinds(state, record.retired);
    // What was posted and refused stays on the page, though it is not possible any more.
    let kind = asked
        .kind
        .filter(|kind| kinds.contains(kind) || !faults.is_empty());
    let references = references(&ctx.state.db, &PARCEL, &ctx.actor, data).await?;
    let corrects = asked.corrected.as_ref().map(|event| event.number);
    let controls = kind.map_or_else(Vec::new, |kind| {
        form::controls(
            kind,
            corrects.is_some(),
            data,
            faults,
            &references,
            ctx.lang,
        )
    });
    let links = kinds.iter().map(|link| {
        let words = match corrects {
            Some(_) => log::correction_words(*link == Kind::Correction),
            None => link.words(),
        };
        (link.code(), ctx.say(words), kind == Some(*link))
    });
    let href = format!("/parcels/{}", record.id);
    let links = log::kind_links(&format!("{href}/events/new"), corrects, links);
    let wrong = asked.corrected.as_ref().map(|event| {
        format!(
            "{} {}",
            ctx.say(event.kind.words()),
            i18n::format_date(event.happened_on)
        )
    });
    let title = match wrong {
        Some(_) => Text::new("Đính chính sự kiện", "Correct an event"),
        None => Text::new("Ghi sự kiện", "Record an event"),
    };
    let form = EventForm {
        crumbs: [
            ("/parcels".to_owned(), ctx.say(PARCEL.words.many).to_owned()),
            (href.clone(), record.title.clone()),
        ],
        wrong,
        about: format!(
            "{}: {}. {}",
            ctx.say(Text::new("Tình trạng hiện nay", "State today")),
            state_words(state, ctx.lang),
            ctx.say(ONLY_NOW)
        ),
        choose: ctx.say(log::KIND_OF_EVENT),
        links,
        over: ctx.say(OVER),
        kind: kind.map(|kind| (kind.code(), ctx.say(kind.words()))),
        warning: leases(ctx, record.id, kind, asked.corrected.as_ref()).await?,
        corrects: corrects.map_or_else(String::new, |number| number.to_string()),
        controls,
        action: format!("{href}/events"),
        back: format!("{href}#life"),
        button: ctx.say(log::RECORD_EVENT),
    };
    let page = ctx.page(ctx.say(title));
    web::render(status, &EventPage { page, form })
}

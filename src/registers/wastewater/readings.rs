//! The log of a plant's readings: its form, its file, the page of one entry.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;

use super::form::{self, Faults, Purpose};
use super::model::Reading;
use super::view::{self, Entry};
use super::{PLANT, READING, actions, db};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::log::{Corrected, EntryForm};
use crate::platform::registry::store::{self, Record};
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};

pub fn routes() -> Routes {
    let (read, write) = (
        Access::Needs(Permission::ReadRegistries),
        Access::Needs(Permission::WriteRegistries),
    );
    Routes::new()
        .get("/wastewater-plants/{id}/readings", read, file)
        .get("/wastewater-plants/{id}/readings/new", write, new)
        .post("/wastewater-plants/{id}/readings", write, record)
        .get("/wastewater-readings/{id}", read, show)
}

pub(super) async fn plant(ctx: &Ctx, id: i64) -> Result<Record, AppError> {
    let mut db = ctx.state.db.acquire().await?;
    store::find(&mut db, &PLANT, id, ctx.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)
}

/// The log as a file; without a format, the page it stands on.
async fn file(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let plant = plant(&ctx, id).await?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let Some(kind) = FileKind::from_code(query.get("format")) else {
        return Ok(redirect(&format!("/wastewater-plants/{id}#readings")));
    };
    let code = plant.values.get("code").unwrap_or_default();
    view::log_table(code, &db::log(&ctx.state.db, id).await?, ctx.lang).download(kind)
}

/// What the form is for, and the entry it puts right.
fn purpose<'a>(
    data: &FormData,
    log: &'a [Reading],
) -> Result<(Purpose, Option<&'a Reading>), AppError> {
    let number = data.get("corrects");
    if number.is_empty() {
        return Ok((Purpose::State, None));
    }
    let said = log
        .iter()
        .find(|said| said.holds() && said.number.to_string() == number)
        .ok_or(AppError::NotFound)?;
    let purpose = if data.get("withdraw") == "true" {
        Purpose::Withdraw(said.number)
    } else {
        Purpose::Correct(said.number)
    };
    Ok((purpose, Some(said)))
}

async fn new(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let plant = plant(&ctx, id).await?;
    let log = db::log(&ctx.state.db, id).await?;
    let (purpose, wrong) = purpose(&query, &log)?;
    let data = match (purpose, wrong) {
        (Purpose::Correct(_), Some(wrong)) => form::as_typed(wrong, ctx.lang),
        _ => FormData::default(),
    };
    entry_form(
        &ctx,
        StatusCode::OK,
        &plant,
        purpose,
        wrong,
        &data,
        &Faults::new(),
    )
}

async fn record(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let plant = plant(&ctx, id).await?;
    let log = db::log(&ctx.state.db, id).await?;
    let (purpose, wrong) = purpose(&data, &log)?;
    let outcome = match form::read(purpose, &log, wrong, &data, i18n::today(), ctx.lang) {
        Ok(draft) => {
            let entry = actions::Measured {
                draft: &draft,
                wrong,
            };
            actions::record(&ctx.state.db, &ctx.caller(), id, &entry).await
        }
        Err(faults) => Err(Refusal::Fields(faults)),
    };
    match outcome {
        // What was read is shown against its limits; of what was withdrawn nothing is left to show.
        Ok(reading) => {
            let href = match purpose {
                Purpose::Withdraw(_) => format!("/wastewater-plants/{id}#readings"),
                _ => format!("/wastewater-readings/{reading}"),
            };
            Ok(see_other(
                &href,
                Tone::Ok,
                ctx.say(Text::new(
                    "Đã ghi vào nhật ký quan trắc.",
                    "The reading is recorded.",
                )),
            ))
        }
        Err(Refusal::Fields(faults)) => entry_form(
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            &plant,
            purpose,
            wrong,
            &data,
            &faults,
        ),
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}

fn entry_form(
    ctx: &Ctx,
    status: StatusCode,
    plant: &Record,
    purpose: Purpose,
    wrong: Option<&Reading>,
    data: &FormData,
    faults: &Faults,
) -> Answer {
    let title = match purpose {
        Purpose::State => READING.words.create,
        Purpose::Correct(_) => Text::new("Đính chính lưu lượng, quan trắc", "Correct a reading"),
        Purpose::Withdraw(_) => {
            Text::new("Rút số liệu của một kỳ", "Withdraw the reading of a period")
        }
    };
    let id = plant.id;
    let form = EntryForm {
        page: ctx.page(ctx.say(title)),
        crumbs: [
            (
                "/wastewater-plants".to_owned(),
                ctx.say(PLANT.words.many).to_owned(),
            ),
            (format!("/wastewater-plants/{id}"), plant.title.clone()),
        ],
        about: String::new(),
        corrects: wrong.map(|wrong| Corrected {
            number: wrong.number,
            what: view::figures(wrong, ctx.lang),
            withdraws: matches!(purpose, Purpose::Withdraw(_)),
        }),
        action: format!("/wastewater-plants/{id}/readings"),
        back: format!("/wastewater-plants/{id}#readings"),
        button: ctx.say(Text::new("Ghi vào nhật ký", "Record it")),
        controls: form::controls(purpose, data, faults, ctx.lang),
    };
    web::render(status, &form)
}

#[derive(Template)]
#[template(path = "registers/wastewater/reading.html")]
struct ReadingPage {
    page: Page,
    /// Id and name.
    plant: (i64, String),
    entry: Entry,
}

/// One entry: its load, and each parameter against its limit.
async fn show(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let found = db::reading(&ctx.state.db, id, ctx.actor.zones.as_deref()).await?;
    let (plant_id, name, reading) = found.ok_or(AppError::NotFound)?;
    let may_write =
        ctx.actor.may(Permission::WriteRegistries) && !plant(&ctx, plant_id).await?.retired;
    web::ok(&ReadingPage {
        page: ctx.page(format!(
            "{} {}",
            ctx.say(Text::new("Quan trắc nước thải", "Wastewater reading")),
            view::period(&reading)
        )),
        plant: (plant_id, name),
        entry: view::entry(&reading, may_write, ctx.lang),
    })
}

//! A new parcel: its registry row and how it enters the books, in one form and one transaction.

use std::collections::HashMap;

use askama::Template;
use axum::extract::RawQuery;
use axum::http::StatusCode;

use super::actions;
use super::form::{self as event_form, Faults};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::{Refusal, references};
use crate::platform::registry::form::{self, Control, References, Shape};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::registers::parcels::PARCEL;

pub fn routes() -> Routes {
    let write = Access::Needs(Permission::WriteRegistries);
    Routes::new()
        .get("/parcels/new", write, new)
        .post("/parcels", write, create)
}

#[derive(Template)]
#[template(path = "registers/parcels/create.html")]
struct CreatePage {
    page: Page,
    parcel: Vec<Control>,
    opening: Vec<Control>,
}

impl CreatePage {
    fn errors(&self) -> Vec<(&str, &str, &str)> {
        let all = self.parcel.iter().chain(&self.opening);
        all.filter_map(|control| Some((control.name, control.label, control.error.as_deref()?)))
            .collect()
    }
}

async fn new(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let references = references(&ctx.state.db, &PARCEL, &ctx.actor, &given).await?;
    show(&ctx, StatusCode::OK, &given, &HashMap::new(), &references)
}

async fn create(ctx: Ctx, data: FormData) -> Answer {
    let references = references(&ctx.state.db, &PARCEL, &ctx.actor, &data).await?;
    let today = i18n::today();
    let parcel = form::read(&PARCEL, &data, &references, today, ctx.lang);
    let opening = event_form::read_opening(&data, &references, today, ctx.lang);
    let outcome = match (parcel, opening) {
        (Ok(values), Ok(opening)) => {
            actions::create(&ctx.state.db, &ctx.caller(), &values, &opening).await
        }
        (parcel, opening) => {
            let mut faults = parcel.err().unwrap_or_default();
            faults.extend(opening.err().unwrap_or_default());
            Err(Refusal::Fields(faults))
        }
    };
    match outcome {
        Ok(id) => Ok(see_other(
            &format!("/parcels/{id}"),
            Tone::Ok,
            ctx.say(Text::new("Đã lưu.", "Saved.")),
        )),
        Err(Refusal::Fields(faults)) => show(
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            &data,
            &faults,
            &references,
        ),
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}

fn show(
    ctx: &Ctx,
    status: StatusCode,
    data: &FormData,
    faults: &Faults,
    references: &References,
) -> Answer {
    let parcel = form::refused(&PARCEL, data, 0, faults, references, ctx.lang).controls;
    let opening = event_form::opening_controls(data, faults, references, ctx.lang);
    web::render(
        status,
        &CreatePage {
            page: ctx.page(ctx.say(PARCEL.words.create)),
            parcel,
            opening,
        },
    )
}

//! A new project: its registry row and its first event, "cấp mới", in one form and one transaction.

use std::collections::HashMap;

use askama::Template;
use axum::extract::RawQuery;
use axum::http::StatusCode;

use super::events::actions;
use super::events::form::{self as event_form, Background};
use super::events::model::Kind;
use super::registry::PROJECT;
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::{Refusal, references};
use crate::platform::registry::form::{self, CONFIRM, Control, References, Shape};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};

pub fn routes() -> Routes {
    let write = Access::Needs(Permission::WriteRegistries);
    Routes::new()
        .get("/projects/new", write, new)
        .post("/projects", write, create)
}

#[derive(Template)]
#[template(path = "registers/projects/create.html")]
struct CreatePage {
    page: Page,
    project: Vec<Control>,
    granted: Vec<Control>,
    investors: Vec<Vec<Control>>,
}

impl CreatePage {
    fn errors(&self) -> Vec<(&str, &str, &str)> {
        let all = self
            .project
            .iter()
            .chain(&self.granted)
            .chain(self.investors.iter().flatten());
        all.filter_map(|control| Some((control.name, control.label, control.error.as_deref()?)))
            .collect()
    }
}

/// Nothing is known about a project before it is granted.
fn background() -> Background {
    Background {
        log: Vec::new(),
        currency: String::new(),
        corrects: None,
    }
}

async fn new(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let references = references(&ctx.state.db, &PROJECT, &ctx.actor, &given).await?;
    show(&ctx, StatusCode::OK, &given, &HashMap::new(), &references)
}

async fn create(ctx: Ctx, data: FormData) -> Answer {
    let references = references(&ctx.state.db, &PROJECT, &ctx.actor, &data).await?;
    let today = i18n::today();
    let project = form::read(&PROJECT, &data, &references, today, ctx.lang);
    let granted = event_form::read(
        Kind::Granted,
        &background(),
        &data,
        &references,
        today,
        ctx.lang,
    );
    let outcome = match (project, granted) {
        (Ok(values), Ok(mut granted)) => {
            granted.document_no = granted
                .document_no
                .or(values.get("certificate_no").map(str::to_owned));
            let confirmed = data.get(CONFIRM) == "true";
            let values = values.with("origin", granted.origin.as_deref().unwrap_or_default());
            actions::create(&ctx.state.db, &ctx.caller(), &values, &granted, confirmed).await
        }
        (project, granted) => {
            let mut faults = project.err().unwrap_or_default();
            faults.extend(granted.err().unwrap_or_default());
            Err(Refusal::Fields(faults))
        }
    };
    match outcome {
        Ok(id) => Ok(see_other(
            &format!("/projects/{id}"),
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
    faults: &event_form::Faults,
    references: &References,
) -> Answer {
    let project = form::refused(&PROJECT, data, 0, faults, references, ctx.lang).controls;
    let (granted, investors) = event_form::controls(
        Kind::Granted,
        &background(),
        data,
        faults,
        references,
        ctx.lang,
    );
    // The certificate's number stands among the project's own fields, and is the document of its first event.
    let granted = granted
        .into_iter()
        .filter(|control| control.name != "document_no")
        .collect();
    let page = ctx.page(ctx.say(PROJECT.words.create));
    web::render(
        status,
        &CreatePage {
            page,
            project,
            granted,
            investors,
        },
    )
}

//! The contacts on an enterprise's page, adding one, looking at one, changing and erasing it.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};

use super::form::{self, Faults};
use super::view::{ContactPage, ContactsPanel, Line, Shown};
use super::{actions, db};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Permission, Seen};
use crate::platform::registry::store::{self, Record};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::enterprises::ENTERPRISE;

pub fn routes() -> Routes {
    let write = Access::Needs(Permission::WriteContacts);
    Routes::new()
        .get("/enterprises/{id}/contacts/new", write, new)
        .post("/enterprises/{id}/contacts", write, create)
        // A look is a write: it is on record, and no link or reload makes one.
        .post(
            "/contacts/{id}/look",
            Access::Needs(Permission::ReadContacts),
            look,
        )
        .post("/contacts/{id}", write, update)
        .post(
            "/contacts/{id}/erase",
            Access::Needs(Permission::EraseContacts),
            erase,
        )
}

async fn enterprise(ctx: &Ctx, id: i64) -> Result<Record, AppError> {
    let mut connection = ctx.state.db.acquire().await?;
    store::find(&mut connection, &ENTERPRISE, id, ctx.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)
}

/// The contacts on the page of an enterprise the caller has seen, masked.
///
/// # Errors
/// Whatever the database says.
pub async fn panel(ctx: &Ctx, enterprise_id: i64) -> Result<String, AppError> {
    let contacts = db::of_enterprise(&ctx.state.db, enterprise_id).await?;
    let panel = ContactsPanel {
        page: ctx.page(""),
        enterprise_id,
        lines: contacts
            .iter()
            .map(|contact| Line::new(contact, ctx.lang))
            .collect(),
        may_look: ctx.actor.may(Permission::ReadContacts),
        may_write: ctx.actor.may(Permission::WriteContacts),
    };
    Ok(panel.render()?)
}

async fn new(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let record = enterprise(&ctx, id).await?;
    blank(
        &ctx,
        StatusCode::OK,
        &record,
        &FormData::default(),
        &Faults::new(),
    )
}

fn blank(
    ctx: &Ctx,
    status: StatusCode,
    record: &Record,
    data: &FormData,
    faults: &Faults,
) -> Answer {
    let page = ContactPage {
        page: ctx.page(ctx.say(Text::new("Thêm đầu mối liên hệ", "Add a contact"))),
        enterprise: (record.id, record.title.clone()),
        action: format!("/enterprises/{}/contacts", record.id),
        version: 0,
        controls: form::controls(data, faults, ctx.lang),
        shown: None,
        may_write: true,
        erase: None,
    };
    web::render(status, &page)
}

async fn create(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let record = enterprise(&ctx, id).await?;
    match form::read(&data, ctx.lang) {
        Ok(draft) => {
            actions::create(&ctx.state.db, &ctx.origin(), id, &draft).await?;
            Ok(back(
                &ctx,
                id,
                Text::new("Đã thêm đầu mối.", "The contact is added."),
            ))
        }
        Err(faults) => blank(
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            &record,
            &data,
            &faults,
        ),
    }
}

fn back(ctx: &Ctx, enterprise_id: i64, text: Text) -> axum::response::Response {
    see_other(
        &format!("/enterprises/{enterprise_id}#contacts"),
        Tone::Ok,
        ctx.say(text),
    )
}

async fn look(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let contact = actions::look(&ctx.state.db, &ctx.caller(), id).await?;
    shown(
        &ctx,
        StatusCode::OK,
        &contact,
        &form::as_typed(&contact),
        contact.version,
        &Faults::new(),
    )
}

/// A contact in the clear; no cache keeps it.
fn shown(
    ctx: &Ctx,
    status: StatusCode,
    contact: &db::Contact,
    data: &FormData,
    version: i32,
    faults: &Faults,
) -> Answer {
    let page = ContactPage {
        page: ctx.page(ctx.say(Text::new("Đầu mối liên hệ", "Contact"))),
        enterprise: (contact.enterprise_id, contact.enterprise.clone()),
        action: format!("/contacts/{}", contact.id),
        version,
        controls: form::controls(data, faults, ctx.lang),
        shown: Some(Shown::new(contact, ctx.lang)),
        may_write: ctx.actor.may(Permission::WriteContacts),
        erase: ctx
            .actor
            .may(Permission::EraseContacts)
            .then(|| format!("/contacts/{}/erase", contact.id)),
    };
    let mut response = web::render(status, &page)?;
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    Ok(response)
}

async fn update(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    match form::read(&data, ctx.lang) {
        Ok(draft) => {
            let target = Seen {
                id,
                version: data.version(),
            };
            let enterprise = actions::update(&ctx.state.db, &ctx.caller(), target, &draft).await?;
            Ok(back(&ctx, enterprise, Text::new("Đã lưu.", "Saved.")))
        }
        Err(faults) => {
            // The page shows the contact again, and that is a look as well.
            let contact = actions::look(&ctx.state.db, &ctx.caller(), id).await?;
            shown(
                &ctx,
                StatusCode::UNPROCESSABLE_ENTITY,
                &contact,
                &data,
                data.version(),
                &faults,
            )
        }
    }
}

async fn erase(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let enterprise = actions::erase(&ctx.state.db, &ctx.caller(), id, data.get("reason")).await?;
    Ok(back(
        &ctx,
        enterprise,
        Text::new(
            "Đã xóa dữ liệu cá nhân của đầu mối.",
            "The personal data are erased.",
        ),
    ))
}

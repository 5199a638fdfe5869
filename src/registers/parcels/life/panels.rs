//! What the register of parcels shows beside its rows: ways from the list, and what a parcel became that is no more.

use askama::Template;

use super::db;
use crate::foundation::i18n;
use crate::platform::registry::routes::futures::{Answered, BoxedHtml};
use crate::platform::web::{AppError, Ctx, Page};

#[derive(Template)]
#[template(path = "registers/parcels/links.html")]
struct Links {
    page: Page,
}

/// Over the list of parcels: the pages that look at all of them.
pub fn links(ctx: Ctx) -> BoxedHtml {
    Box::pin(async move { Ok(Links { page: ctx.page("") }.render()?) })
}

#[derive(Template)]
#[template(path = "registers/parcels/ended.html")]
struct Ended {
    page: Page,
    day: String,
    /// What it became: id and code.
    offspring: Vec<(i64, String)>,
}

/// Over the page of a parcel that was split or merged away: when, and into what.
///
/// # Errors
/// Whatever the database says.
pub async fn ended(ctx: &Ctx, id: i64) -> Result<String, AppError> {
    let Some(day) = db::ended_on(&ctx.state.db, id).await? else {
        return Ok(String::new());
    };
    let relatives = db::relatives(&ctx.state.db, id).await?;
    let offspring = relatives
        .into_iter()
        .filter(|(_, _, origin)| !origin)
        .map(|(id, code, _)| (id, code))
        .collect();
    Ok(Ended {
        page: ctx.page(""),
        day: i18n::format_date(day),
        offspring,
    }
    .render()?)
}

/// Whether a parcel was split or merged away: then nothing of it is changed or brought back by a button.
pub fn closed(ctx: &Ctx, id: i64) -> Answered<'_> {
    Box::pin(async move { Ok(db::ended_on(&ctx.state.db, id).await?.is_some()) })
}

//! What the registries of land show beside their rows: ways from the list of parcels, and overdue steps of a recovery case.

use askama::Template;

use super::db;
use crate::i18n;
use crate::registry::routes::futures::{Answered, BoxedHtml};
use crate::web::{AppError, Ctx, Page};

#[derive(Template)]
#[template(path = "tenure/links.html")]
struct Links {
    page: Page,
}

/// Over the list of parcels: the pages that look at all of them.
pub fn links(ctx: Ctx) -> BoxedHtml {
    Box::pin(async move { Ok(Links { page: ctx.page("") }.render()?) })
}

#[derive(Template)]
#[template(path = "tenure/overdue.html")]
struct Overdue {
    page: Page,
    /// What is to be done, and when it was due.
    steps: Vec<(String, String)>,
}

/// On the page of a recovery case: the steps whose deadline has passed.
pub fn overdue(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let steps = db::overdue_steps(&ctx.state.db, id, i18n::today()).await?;
        if steps.is_empty() {
            return Ok(String::new());
        }
        let steps = steps
            .into_iter()
            .map(|(name, due)| (name, i18n::format_date(due)))
            .collect();
        Ok(Overdue {
            page: ctx.page(""),
            steps,
        }
        .render()?)
    })
}

#[derive(Template)]
#[template(path = "tenure/ended.html")]
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

//! On the page of a recovery case: the steps whose deadline has passed.

use askama::Template;

use super::db;
use crate::foundation::i18n;
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::{Ctx, Page};

#[derive(Template)]
#[template(path = "registers/leases/overdue.html")]
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

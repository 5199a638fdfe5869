//! The industries on a project's page, with what each is in the other version; and the ways over the registry's list.

use askama::Template;

use super::db::{self, Industry};
use super::pending;
use super::view::{Meaning, OtherLine, Proposal, meaning};
use crate::foundation::i18n;
use crate::foundation::kernel::Permission;
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::{AppError, Ctx, Page};

#[derive(Template)]
#[template(path = "registers/industries/panel.html")]
struct Panel {
    page: Page,
    project_id: i64,
    lines: Vec<Line>,
    /// The 2025 codes the project has already.
    taken: Vec<String>,
    may_write: bool,
}

struct Line {
    version: String,
    industry: Proposal,
    meaning: Option<Meaning>,
    /// How many of the choices the project does not have yet.
    left: usize,
}

impl Panel {
    /// Whether the project has a 2025 code already.
    fn has(&self, code: &str) -> bool {
        self.taken.iter().any(|taken| taken == code)
    }
}

/// The industries of a project; nothing where it has none.
///
/// # Errors
/// Whatever the database says.
pub async fn project(ctx: &Ctx, project_id: i64) -> Result<String, AppError> {
    let pool = &ctx.state.db;
    let industries = db::of_project(pool, project_id).await?;
    if industries.is_empty() {
        return Ok(String::new());
    }
    let codes = |version: &str| -> Vec<String> {
        industries
            .iter()
            .filter(|row| row.version == version)
            .map(|row| row.code.clone())
            .collect()
    };
    let (onward, back) = (
        db::onward(pool, &codes("2018")).await?,
        db::back(pool, &codes("2025")).await?,
    );
    let taken = codes("2025");
    let mut lines = Vec::new();
    for row in industries {
        let others = if row.version == "2018" {
            &onward
        } else {
            &back
        };
        let choices: Vec<OtherLine> = others
            .iter()
            .filter(|other| other.of == row.code)
            .cloned()
            .map(OtherLine::from)
            .collect();
        let meaning = elsewhere(ctx, &row).await?;
        let left = choices
            .iter()
            .filter(|choice| !taken.contains(&choice.code))
            .count();
        lines.push(Line {
            version: row.version.clone(),
            industry: proposal(row, choices),
            meaning,
            left,
        });
    }
    let may_write = ctx.actor.may(Permission::WriteRegistries);
    Ok(Panel {
        page: ctx.page(""),
        project_id,
        lines,
        taken,
        may_write,
    }
    .render()?)
}

fn proposal(row: Industry, choices: Vec<OtherLine>) -> Proposal {
    Proposal {
        industry_id: row.id,
        code: row.code,
        name: row.name.unwrap_or_default(),
        main: row.main,
        choices,
    }
}

/// Whether the number of a code is something else in the other version.
async fn elsewhere(ctx: &Ctx, row: &Industry) -> Result<Option<Meaning>, AppError> {
    let both = db::lookup(&ctx.state.db, &row.code, 1).await?;
    Ok(both
        .iter()
        .find(|both| both.code == row.code)
        .and_then(|both| meaning(both, ctx.lang)))
}

#[derive(Template)]
#[template(path = "registers/industries/links.html")]
struct Links {
    page: Page,
    pending: String,
}

/// Over the list of the industries of projects: looking codes up, and who has no 2025 code.
pub fn over_list(ctx: Ctx) -> BoxedHtml {
    Box::pin(async move {
        let pending = i18n::format_number(pending::projects(&ctx).await?.len().into(), 0, ctx.lang);
        Ok(Links {
            page: ctx.page(""),
            pending,
        }
        .render()?)
    })
}

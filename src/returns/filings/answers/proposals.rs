//! What accepted reports propose, where the board works with obstacles: offered to be taken up, never taken up silently.

use askama::Template;
use axum::extract::Path;

use super::db::{self, Proposal};
use super::model::is_nothing;
use crate::foundation::i18n;
use crate::foundation::kernel::{Period, Permission};
use crate::platform::registry;
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::{Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::registers::tasks::OBSTACLE;

/// Proposals shown at a time; what is taken up makes room for the next.
const SHOWN: usize = 20;
/// Characters of a proposal shown in the list; the report has all of it.
const EXCERPT: usize = 400;
/// Longest code of an obstacle.
const MAX_CODE: usize = 20;

pub fn routes() -> Routes {
    Routes::new().get(
        "/filings/{id}/proposal",
        Access::Needs(Permission::WriteRegistries),
        take_up,
    )
}

#[derive(Template)]
#[template(path = "returns/filings/proposals.html")]
struct ProposalsPanel {
    page: Page,
    lines: Vec<Line>,
    more: usize,
    may_write: bool,
}

struct Line {
    filing_id: i64,
    enterprise: String,
    zone: String,
    report: String,
    reported: String,
    excerpt: String,
}

/// The panel over the list of obstacles: what no obstacle stands for yet. Nothing where there is none.
pub fn panel(ctx: Ctx) -> BoxedHtml {
    Box::pin(async move {
        let mut proposals = db::proposals(&ctx.state.db, ctx.actor.zones.as_deref(), None).await?;
        proposals.retain(|proposal| !is_nothing(&proposal.body));
        if proposals.is_empty() {
            return Ok(String::new());
        }
        let panel = ProposalsPanel {
            may_write: ctx.actor.may(Permission::WriteRegistries),
            more: proposals.len().saturating_sub(SHOWN),
            lines: proposals
                .into_iter()
                .take(SHOWN)
                .map(|proposal| line(proposal, &ctx))
                .collect(),
            page: ctx.page(""),
        };
        Ok(panel.render()?)
    })
}

fn line(proposal: Proposal, ctx: &Ctx) -> Line {
    let period = proposal
        .period
        .parse::<Period>()
        .map_or(proposal.period, |period| period.words(ctx.lang));
    let mut excerpt: String = proposal.body.chars().take(EXCERPT).collect();
    if excerpt.len() < proposal.body.len() {
        excerpt.push('…');
    }
    Line {
        filing_id: proposal.filing_id,
        enterprise: proposal.enterprise,
        zone: proposal.zone,
        report: format!("{} · {period}", proposal.form),
        reported: i18n::format_date(i18n::vietnam_time(proposal.reported_at).date_naive()),
        excerpt,
    }
}

/// The form of a new obstacle, filled with what the report proposes; nothing is recorded until a person saves it.
async fn take_up(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let proposals = db::proposals(&ctx.state.db, ctx.actor.zones.as_deref(), Some(id)).await?;
    let first = proposals.first().ok_or(AppError::NotFound)?;
    let content = proposals
        .iter()
        .map(|proposal| proposal.body.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    let code: String = format!("{}-{}", first.enterprise_code, first.period)
        .chars()
        .take(MAX_CODE)
        .collect();
    let given = [
        ("code", code),
        ("content", content),
        ("zone_id", first.zone_id.to_string()),
        ("enterprise_id", first.enterprise_id.to_string()),
        (
            "raised_on",
            i18n::format_date(i18n::vietnam_time(first.reported_at).date_naive()),
        ),
        ("channel", "report".to_owned()),
    ];
    let given = FormData::new(
        given
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    );
    registry::routes::prefilled(&OBSTACLE, &ctx, &given).await
}

//! The panel of an enterprise's page, and what its form is asked.

use std::collections::HashMap;

use askama::Template;
use sqlx::PgConnection;

use super::db;
use super::view::{self, ArrearsLine, NO_PARENT, PaperLine, ProfilePanel};
use crate::foundation::i18n::Lang;
use crate::platform::registry::actions::{Asked, Asking};
use crate::platform::web::{AppError, Ctx};
use crate::registers::contacts;
use crate::returns::duties;
use crate::standards::indicators::{Catalogue, Indicator, Known};

/// The indicators over the years.
const INDICATORS: [Known; 4] = [
    Known::Revenue,
    Known::Exports,
    Known::Budget,
    Known::Workers,
];
/// Papers listed.
const PAPERS: i64 = 20;

/// Everything about an enterprise the caller has seen.
///
/// # Errors
/// Whatever the database says.
pub async fn panel(ctx: &Ctx, enterprise_id: i64) -> Result<String, AppError> {
    let (pool, zones) = (&ctx.state.db, ctx.actor.zones.as_deref());
    let catalogue = Catalogue::load(pool).await?;
    let indicators: Vec<&Indicator> = INDICATORS
        .iter()
        .filter_map(|known| catalogue.known(*known))
        .collect();
    let ids: Vec<i64> = indicators.iter().map(|indicator| indicator.id).collect();
    let rows = db::yearly(pool, enterprise_id, &ids, zones).await?;
    let years = view::span(&rows);
    let standing = db::standing(pool, enterprise_id)
        .await?
        .ok_or(AppError::NotFound)?;
    let family = match &standing.tax_code {
        Some(code) if matches!(code.len(), 10 | 14) => {
            let root: String = code.chars().take(10).collect();
            view::family(
                enterprise_id,
                code,
                standing.reported_by_parent_since,
                db::family(pool, &root, zones).await?,
            )
        }
        _ => None,
    };
    let panel = ProfilePanel {
        page: ctx.page(""),
        owed: duties::owed(ctx, enterprise_id).await?,
        arrears: db::arrears(pool, enterprise_id, zones)
            .await?
            .into_iter()
            .map(|one| ArrearsLine::new(one, ctx.lang))
            .collect(),
        charts: indicators
            .iter()
            .filter_map(|indicator| view::chart(indicator, &years, &rows, ctx.lang))
            .collect(),
        heads: indicators
            .iter()
            .map(|indicator| view::head(indicator, ctx.lang))
            .collect(),
        years: view::lines(enterprise_id, &indicators, &years, &rows, ctx.lang),
        family,
        papers: db::papers(pool, enterprise_id, zones, PAPERS)
            .await?
            .into_iter()
            .map(PaperLine::new)
            .collect(),
        contacts: contacts::panel(ctx, enterprise_id).await?,
    };
    Ok(panel.render()?)
}

/// What an enterprise is asked before it is saved: a parent that reports for a branch exists, and nothing counts twice.
pub fn ask<'a>(tx: &'a mut PgConnection, about: Asked<'a>) -> Asking<'a> {
    Box::pin(reported_once(tx, about))
}

async fn reported_once(
    tx: &mut PgConnection,
    about: Asked<'_>,
) -> sqlx::Result<HashMap<&'static str, String>> {
    let mut faults = HashMap::new();
    let Some(since) = about
        .values
        .get("reported_by_parent_since")
        .and_then(|value| value.parse().ok())
    else {
        return Ok(faults);
    };
    let root: Option<String> = about
        .values
        .get("tax_code")
        .filter(|code| code.len() == 14)
        .map(|code| code.chars().take(10).collect());
    let known = match &root {
        Some(root) => db::is_known(tx, root).await?,
        // The constraint of the table says what is wrong.
        None => true,
    };
    if !known {
        faults.insert(
            "reported_by_parent_since",
            NO_PARENT.in_lang(about.lang).to_owned(),
        );
    }
    if let Some(id) = about.id {
        let counted = db::counted_since(tx, id, since).await?;
        if !counted.is_empty() {
            let periods = counted.join(", ");
            let message = match about.lang {
                Lang::Vi => format!(
                    "Đã có số liệu được duyệt của chính chi nhánh cho kỳ {periods}: chọn ngày sau các kỳ đó."
                ),
                Lang::En => {
                    format!(
                        "The branch has accepted figures of its own for {periods}: choose a day after these periods."
                    )
                }
            };
            faults.insert("reported_by_parent_since", message);
        }
    }
    Ok(faults)
}

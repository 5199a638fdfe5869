//! The page of a search, and the list under the box of every page while somebody types.

use axum::extract::RawQuery;
use chrono::Datelike;

use super::db::{self, Closeness};
use super::model::{Asked, Kind};
use super::rank::{EXACT, fit};
use super::view::{self, Hit, ListPart, SearchPage};
use crate::foundation::i18n;
use crate::foundation::kernel::{Permission, Year};
use crate::outputs::dashboard::{Overview, Row, end_of};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::structure::Frame;
use crate::returns::filings;
use crate::standards::indicators::{Catalogue, Indicator};

/// Answers of one group under the box, and on the page.
const LISTED: usize = 5;
const SHOWN: usize = 30;
/// Figures of which the values are told; of more, one means none of them.
const FIGURES: usize = 5;

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadRegistries);
    Routes::new()
        .get("/search", read, page)
        .get("/search/list", read, list)
}

fn asked(query: Option<String>) -> Asked {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    Asked::parse(query.get("q"))
}

async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let asked = asked(query);
    let page = ctx.page(view::title(&asked, ctx.lang));
    let groups = match asked.is_empty() {
        true => Vec::new(),
        false => view::groups(&ctx, &asked, answers(&ctx, &page, &asked).await?, SHOWN),
    };
    web::ok(&SearchPage {
        page,
        asked,
        groups,
    })
}

async fn list(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let asked = asked(query);
    let page = ctx.page("");
    let groups = match asked.is_empty() {
        true => Vec::new(),
        false => view::groups(&ctx, &asked, answers(&ctx, &page, &asked).await?, LISTED),
    };
    web::ok(&ListPart {
        page,
        asked,
        groups,
    })
}

/// Everything that answers, with how well it does. Where something answers as it was typed, slips are not thought of.
async fn answers(ctx: &Ctx, page: &web::Page, asked: &Asked) -> Result<Vec<(u32, Hit)>, AppError> {
    let mut hits = view::pages(page, asked);
    hits.extend(figures(ctx, asked).await?);
    hits.extend(records(ctx, asked, Closeness::Exact).await?);
    if hits.iter().all(|(fit, _)| *fit < EXACT) {
        hits.extend(records(ctx, asked, Closeness::Slip).await?);
    } else {
        hits.retain(|(fit, _)| *fit >= EXACT);
    }
    hits.extend(view::pages_of_the_year(page, asked));
    hits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    Ok(hits)
}

async fn records(
    ctx: &Ctx,
    asked: &Asked,
    closeness: Closeness,
) -> Result<Vec<(u32, Hit)>, AppError> {
    let find = async |kind: Kind| {
        // A parcel has no name to mistype, and there are more of them than of all others together.
        if kind == Kind::Parcel && closeness == Closeness::Slip {
            return Ok(Vec::new());
        }
        let (words, zones) = (asked.words_for(kind), ctx.actor.zones.as_deref());
        db::find(&ctx.state.db, kind, words, closeness, zones).await
    };
    // At once: none of them waits for another's scan.
    let [first, second, third, fourth] = Kind::ALL;
    let found = tokio::try_join!(find(first), find(second), find(third), find(fourth))?;
    let mut hits = Vec::new();
    for (kind, found) in Kind::ALL
        .into_iter()
        .zip([found.0, found.1, found.2, found.3])
    {
        let words = asked.words_for(kind);
        for found in found {
            let codes = [
                found.code.as_str(),
                found.number.as_deref().unwrap_or_default(),
            ];
            if let Some(fit) = fit(words, &codes, &found.name, &found.besides) {
                hits.push((fit, Hit::Record(kind, found)));
            }
        }
    }
    Ok(hits)
}

/// The figures of the year asked for, or of the newest, with their values in the reader's zones.
async fn figures(ctx: &Ctx, asked: &Asked) -> Result<Vec<(u32, Hit)>, AppError> {
    if !ctx.actor.may(Permission::ReadOverview) {
        return Ok(Vec::new());
    }
    let words = asked.without_year();
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let fits = |indicator: &Indicator| {
        let code = indicator.code.as_str();
        fit(&words, &[code], &indicator.name, &indicator.name_en)
    };
    let mut meant: Vec<(u32, &Indicator)> = catalogue
        .all
        .iter()
        .filter_map(|indicator| Some((fits(indicator)?, indicator)))
        .collect();
    meant.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    meant.truncate(FIGURES);
    if meant.is_empty() {
        return Ok(Vec::new());
    }
    let year = year(ctx, asked).await?;
    let frame = Frame::asked(ctx, &FormData::default(), end_of(year)).await?;
    let overview = Overview::current(&ctx.state, year, None, &frame).await?;
    let row = |indicator: &Indicator| {
        let mut lines = overview.lines.iter().chain(&overview.products);
        let line = lines.find(|line| line.indicator.id == indicator.id)?;
        Some(Row::new(line, "", ctx.lang))
    };
    Ok(meant
        .into_iter()
        .filter_map(|(fit, indicator)| Some((fit, Hit::Figure(year, Box::new(row(indicator)?)))))
        .collect())
}

async fn year(ctx: &Ctx, asked: &Asked) -> Result<Year, AppError> {
    if let Some(year) = asked.year {
        return Ok(year);
    }
    let newest = filings::db::current_year(&ctx.state.db).await?;
    Year::new(newest.unwrap_or_else(|| i18n::today().year())).ok_or(AppError::NotFound)
}

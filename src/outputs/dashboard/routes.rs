//! The year's page, its JSON and its file.

use super::db;
use super::json::json;
use super::land;
use super::line::{Ground, Line};
use super::overview::{Overview, end_of};
use super::page::{land_rows, page, rows};
use super::view::ZonePanel;
use crate::foundation::i18n::{self, Lang, Text, wording};
use crate::foundation::kernel::percent::Ratio;
use crate::foundation::kernel::{Permission, Year, quantity};
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::flash::redirect;
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::parcels::{areas, ledger};
use crate::registers::structure::Frame;
use crate::returns::filings;
use askama::Template;
use axum::Json;
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use chrono::Datelike;
use rust_decimal::Decimal;

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadOverview);
    Routes::new()
        .get("/dashboard", read, newest)
        // One segment, so that `/dashboard/2022.json` and `/dashboard/2022` are one address with two faces.
        .get("/dashboard/{year}", read, show)
}

async fn newest(ctx: Ctx) -> Answer {
    let year = filings::db::current_year(&ctx.state.db)
        .await?
        .unwrap_or_else(|| i18n::today().year());
    Ok(redirect(&format!("/dashboard/{year}")))
}

async fn show(ctx: Ctx, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let (year, kind) = match name.split_once('.') {
        Some((year, kind)) => (
            year,
            Some(FileKind::from_code(kind).ok_or(AppError::NotFound)?),
        ),
        None => (name.as_str(), None),
    };
    let year: Year = year.parse().map_err(|()| AppError::NotFound)?;
    let frame = Frame::asked(&ctx, &query, end_of(year)).await?;
    let overview = Overview::current(&ctx.state, year, query.read("plan")?, &frame).await?;
    match kind {
        Some(FileKind::Json) => Ok(Json(json(&overview, &frame, ctx.lang)).into_response()),
        Some(kind) => table(&overview, ctx.lang).download(kind),
        None => page(&ctx, &overview, &frame).await,
    }
}

/// The same lines as a file.
fn table(overview: &Overview, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let year = overview.year;
    let row = |line: &Line| {
        let scaled = |value: Option<Decimal>| {
            number(value.map(|value| quantity::in_unit(value, line.indicator.unit)))
        };
        let percent = |ratio: Ratio| number(ratio.rounded(2));
        let of_plan = line
            .percent_of_plan()
            .value()
            .map(|value| wording::of_plan(value, 2).shown);
        vec![
            Cell::Text(line.indicator.name(lang).to_owned()),
            Cell::Text(line.indicator.unit_name(lang).to_owned()),
            scaled(line.prior),
            scaled(line.plan),
            scaled(line.actual),
            number(of_plan),
            percent(line.percent_of_prior()),
            Cell::Text(scope(line.ground, line.covers(lang), lang)),
            Cell::Text(scope(line.prior_ground, line.prior_covers(lang), lang)),
        ]
    };
    Table {
        name: format!("ke-hoach-thuc-hien-{year}"),
        columns: vec![
            say("Chỉ tiêu", "Indicator"),
            say("Đơn vị tính", "Unit"),
            format!("{} {}", say("Thực hiện", "Actual"), year.before()),
            format!("{} {year}", say("Kế hoạch", "Plan")),
            format!("{} {year}", say("Thực hiện", "Actual")),
            say("% kế hoạch", "% of plan"),
            format!("{} {} (%)", say("So với năm", "Of"), year.before()),
            format!("{} {year}", say("Phạm vi", "Coverage")),
            format!("{} {}", say("Phạm vi", "Coverage"), year.before()),
        ],
        rows: overview
            .lines
            .iter()
            .chain(&overview.products)
            .map(row)
            .collect(),
    }
}

/// What a total rests on, or who is missing from it; nothing of a whole one.
fn scope(ground: Ground, covers: String, lang: Lang) -> String {
    match ground.words().in_lang(lang) {
        "" => covers,
        words => words.to_owned(),
    }
}

/// A zone's year and land, on the zone's own page.
pub fn zone_panel(ctx: Ctx, zone_id: i64) -> BoxedHtml {
    Box::pin(async move {
        let newest = filings::db::current_year(&ctx.state.db)
            .await?
            .unwrap_or_else(|| i18n::today().year());
        let year = Year::new(newest).ok_or(AppError::NotFound)?;
        let frame = Frame::of_zone(&ctx, zone_id, end_of(year)).await?;
        let pool = &ctx.state.db;
        let lines = Overview::zone_lines(&ctx.state, year, zone_id, &frame).await?;
        let tenants = db::tenants(pool, end_of(year), frame.zones.as_deref()).await?;
        let projects = db::projects(pool, end_of(year), frame.zones.as_deref()).await?;
        let main_lines = lines.iter().filter(|line| !line.indicator.folded);
        let panel = ZonePanel {
            page: ctx.page(""),
            year: year.number(),
            zone_id,
            enterprises: (tenants.tenants, tenants.operating),
            projects: (projects.tenants, projects.operating),
            // The zone's own lines: their numbers lead to the zone's figures.
            lines: rows(main_lines, "z", &frame, ctx.lang)
                .into_iter()
                .filter(|row| row.actual != "–")
                .collect(),
            // As occupancy has it today, whatever year the rest is of.
            land: land_rows(
                &land::areas(&ctx.state.db, &[i18n::today()], Some(&[zone_id])).await?,
                ctx.lang,
            ),
            ledger: ledger::zone_panel(&ctx, zone_id).await?,
            notes: areas::of_zone(&ctx, zone_id).await?,
        };
        Ok(panel.render()?)
    })
}

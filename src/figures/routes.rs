//! What stands behind a total: the figures of its enterprises and projects.

use askama::Template;
use axum::extract::{Path, RawQuery};
use rust_decimal::Decimal;

use super::{db, vintage_words};
use crate::i18n::{self, Lang, Text};
use crate::indicators::Catalogue;
use crate::kernel::{Frequency, Period, Permission, Vintage, quantity};
use crate::structure::{Frame, Switch};
use crate::web::table::{Cell, FileKind, Table};
use crate::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Pager, Routes};

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    Routes::new().get("/figures/{period}/{indicator}", read, behind_total)
}

#[derive(Template)]
#[template(path = "figures/behind.html")]
struct BehindPage {
    page: Page,
    switch: Switch,
    pager: Pager,
    period: Period,
    code: String,
    unit: String,
    rows: Vec<BehindRow>,
    total: String,
    /// Only where the indicator adds up.
    adds_up: bool,
}

struct BehindRow {
    enterprise_id: i64,
    enterprise: String,
    project: String,
    zone: String,
    value: String,
    share: String,
    vintage: &'static str,
    filing_id: i64,
    revision: i32,
}

async fn behind_total(ctx: Ctx, Path((period, code)): Path<(String, String)>, RawQuery(query): RawQuery) -> Answer {
    let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let indicator = catalogue.by_code(&code).ok_or(AppError::NotFound)?;
    let zone = query.get("zone").parse().ok();
    let frame = Frame::asked(&ctx, &query, period.last_day()).await?;
    let rows = db::behind_total(&ctx.state.db, indicator.id, &period.to_string(), zone, frame.zones.as_deref()).await?;
    let sum: Decimal = rows.iter().map(|row| row.value).sum();
    let adds_up = indicator.weight.is_none();
    if let Some(kind) = FileKind::from_code(query.get("format")) {
        let say = |vi, en| ctx.say(Text::new(vi, en)).to_owned();
        let table = Table {
            name: format!("{code}-{period}"),
            columns: vec![
                say("Doanh nghiệp", "Enterprise"),
                say("Dự án", "Project"),
                say("Khu công nghiệp", "Zone"),
                format!(
                    "{} ({})",
                    indicator.name(ctx.lang),
                    indicator.unit_words(&quantity::units_of(indicator.dimension)[0], ctx.lang)
                ),
                say("Tính chất", "Vintage"),
            ],
            rows: rows
                .into_iter()
                .map(|row| {
                    let project = row.project.map_or(Cell::Empty, Cell::Text);
                    vec![
                        Cell::Text(row.enterprise),
                        project,
                        Cell::Text(row.zone),
                        Cell::Number(row.value),
                        Cell::Text(row.vintage),
                    ]
                })
                .collect(),
        };
        return table.download(kind);
    }
    let title = format!("{} {}", indicator.name(ctx.lang), named(period, ctx.lang));
    let page = ctx.page(title);
    let (shown, pager) = Pager::of(&page, &query, rows.len());
    let rows: Vec<db::CurrentRow> = rows.into_iter().skip(shown.start).take(shown.len()).collect();
    let all: Vec<Decimal> = rows.iter().map(|row| row.value).chain([sum]).collect();
    let mut column = indicator.show_column(&all, ctx.lang);
    let total = column.pop().unwrap_or_default();
    let shown = rows
        .into_iter()
        .zip(column)
        .map(|(row, value)| BehindRow {
            value,
            share: if adds_up && !sum.is_zero() {
                i18n::format_percent(row.value * Decimal::ONE_HUNDRED / sum, 1, ctx.lang)
            } else {
                String::new()
            },
            vintage: Vintage::from_code(&row.vintage).map_or("–", |vintage| ctx.say(vintage_words(vintage))),
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            project: row.project.unwrap_or_default(),
            zone: row.zone,
            filing_id: row.filing_id,
            revision: row.revision,
        })
        .collect();
    let unit = indicator.unit_name(ctx.lang).to_owned();
    web::ok(&BehindPage { switch: frame.switch(&page), pager, page, period, code, unit, rows: shown, total, adds_up })
}

/// "2022", or "quý III năm 2022".
pub fn named(period: Period, lang: Lang) -> String {
    if period.frequency() == Frequency::Year { period.to_string() } else { period.in_sentence(lang) }
}

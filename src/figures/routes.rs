//! What stands behind a number: the enterprises of a total, the revisions of a figure.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Path, RawQuery};
use rust_decimal::Decimal;

use super::{db, vintage_words};
use crate::enterprises::ENTERPRISE;
use crate::i18n::{self, Lang, Text};
use crate::indicators::Catalogue;
use crate::kernel::{Frequency, Period, Permission, Vintage, quantity};
use crate::registry::store;
use crate::web::table::{Cell, FileKind, Table};
use crate::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    Routes::new().get("/figures/{period}/{indicator}", read, behind_total).get(
        "/figures/{period}/{indicator}/enterprises/{enterprise}",
        read,
        revisions,
    )
}

#[derive(Template)]
#[template(path = "figures/behind.html")]
struct BehindPage {
    page: Page,
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
    let rows = db::behind_total(&ctx.state.db, indicator.id, &period.to_string(), zone, ctx.actor.zones.as_deref()).await?;
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
    let title = format!("{} {}", indicator.name(ctx.lang), named(period, ctx.lang));
    let unit = indicator.unit_name(ctx.lang).to_owned();
    web::ok(&BehindPage { page: ctx.page(title), period, code, unit, rows: shown, total, adds_up })
}

/// "2022", or "quý III năm 2022".
fn named(period: Period, lang: Lang) -> String {
    if period.frequency() == Frequency::Year { period.to_string() } else { period.in_sentence(lang) }
}

const CELL: Text = Text::new("ô", "cell");

#[derive(Template)]
#[template(path = "figures/revisions.html")]
struct RevisionsPage {
    page: Page,
    enterprise: String,
    enterprise_id: i64,
    unit: String,
    rows: Vec<RevisionLine>,
    /// Some of them are of single projects.
    by_project: bool,
}

struct RevisionLine {
    project: String,
    /// The first of its project: the one in use.
    newest: bool,
    vintage: &'static str,
    revision: i32,
    value: Option<String>,
    typed: String,
    reason: Option<String>,
    by: String,
    at: String,
    filing_id: i64,
    /// The import it came with, and the file and cell there.
    source: Option<(i64, String)>,
}

async fn revisions(ctx: Ctx, Path((period, code, enterprise_id)): Path<(String, String, i64)>) -> Answer {
    let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
    let mut connection = ctx.state.db.acquire().await?;
    let enterprise =
        store::find(&mut connection, &ENTERPRISE, enterprise_id, ctx.actor.zones.as_deref()).await?.ok_or(AppError::NotFound)?;
    drop(connection);
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let indicator = catalogue.by_code(&code).ok_or(AppError::NotFound)?;
    let rows = db::revisions(&ctx.state.db, enterprise_id, indicator.id, &period.to_string()).await?;
    let by_project = rows.iter().any(|row| row.project.is_some());
    let mut newest = HashSet::new();
    let rows = rows
        .into_iter()
        .map(|row| RevisionLine {
            newest: newest.insert(row.project.clone()),
            project: row.project.unwrap_or_default(),
            vintage: Vintage::from_code(&row.vintage).map_or("–", |vintage| ctx.say(vintage_words(vintage))),
            revision: row.revision,
            value: row.value.map(|value| indicator.show_exact(value, indicator.unit, ctx.lang)),
            typed: match quantity::unit(&row.unit) {
                Some(unit) => format!("{} {}", row.raw, indicator.unit_words(unit, ctx.lang)),
                None => row.raw,
            },
            reason: row.reason,
            by: row.recorded_by,
            at: i18n::format_time(row.recorded_at),
            filing_id: row.filing_id,
            source: row
                .import_id
                .map(|id| (id, format!("{}, {} {}", row.file.unwrap_or_default(), ctx.say(CELL), row.cell.unwrap_or_default()))),
        })
        .collect();
    let title = format!("{} {} – {}", indicator.name(ctx.lang), named(period, ctx.lang), enterprise.title);
    let unit = indicator.unit_name(ctx.lang).to_owned();
    web::ok(&RevisionsPage { page: ctx.page(title), enterprise: enterprise.title, enterprise_id, unit, rows, by_project })
}

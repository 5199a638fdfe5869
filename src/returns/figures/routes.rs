//! What stands behind a total: the figures of its enterprises and projects.

use askama::Template;
use axum::extract::{Path, RawQuery};
use rust_decimal::Decimal;

use super::db::{self, Behind, CurrentRow, YearSum};
use super::vintage_words;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity::Dimension;
use crate::foundation::kernel::{Frequency, Period, Permission, Vintage, quantity};
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Pager, Routes};
use crate::registers::structure::{Frame, Switch};
use crate::returns::coverage::{Coverage, YearCoverage};
use crate::standards::indicators::{Catalogue, Indicator};

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    Routes::new().get("/figures/{period}/{indicator}", read, behind_total)
}

#[derive(Template)]
#[template(path = "returns/figures/behind.html")]
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
    /// What the list is narrowed to, in words.
    narrowed: Vec<String>,
    /// The figures of several periods stand together.
    several: bool,
    /// The total in the unit of the cell that led here, where that is another: unit, amount, and at which rate.
    converted: Option<(String, String, String)>,
    /// Nobody owed what the total rests on.
    moved_in: bool,
    /// Who is missing from the total of a year, and the page that names them; empty of a whole one and of a part.
    covers: String,
    covers_href: String,
}

struct BehindRow {
    enterprise_id: i64,
    enterprise: String,
    project: String,
    zone: String,
    period: String,
    value: String,
    share: String,
    vintage: &'static str,
    filing_id: i64,
    revision: i32,
}

impl BehindRow {
    /// A figure and its share of the `whole`, where shares are meant.
    fn new(row: db::CurrentRow, value: String, whole: Option<Decimal>, lang: Lang) -> BehindRow {
        BehindRow {
            value,
            share: whole.map_or_else(String::new, |whole| share_words(row.value, whole, lang)),
            vintage: Vintage::from_code(&row.vintage)
                .map_or("–", |vintage| vintage_words(vintage).in_lang(lang)),
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            project: row.project.unwrap_or_default(),
            zone: row.zone,
            period: row.period,
            filing_id: row.filing_id,
            revision: row.revision,
        }
    }
}

/// What is asked for: the total of an indicator, or a part of it.
fn asked(
    ctx: &Ctx,
    query: &FormData,
    frame: &Frame,
    indicator_id: i64,
    period: Period,
) -> Result<Behind, AppError> {
    let zone_id = query.read("zone")?;
    let text = |name: &str| Some(query.get(name).to_owned()).filter(|text| !text.is_empty());
    Ok(Behind {
        indicator_id,
        periods: periods(period, first_year(query, period)?),
        day: period.last_day(),
        zone_id,
        origin: text("origin"),
        enterprise_id: query.read("enterprise")?,
        project_id: query.read("project")?,
        place: text("place"),
        // One zone is meant whoever had it then.
        zones: if zone_id.is_some() {
            ctx.actor.zones.clone()
        } else {
            frame.zones.clone()
        },
    })
}

async fn behind_total(
    ctx: Ctx,
    Path((period, code)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let indicator = catalogue.by_code(&code).ok_or(AppError::NotFound)?;
    let since = first_year(&query, period)?;
    let frame = Frame::asked(&ctx, &query, period.last_day()).await?;
    let behind = asked(&ctx, &query, &frame, indicator.id, period)?;
    let adds_up = indicator.weight.is_none();
    let (name, load) = (
        format!("behind/{behind:?}"),
        db::behind(&ctx.state.db, &behind),
    );
    let found = ctx.state.memo.get(&ctx.state.db, name, load).await?;
    let (ids, sum) = (&found.figures, found.sum());
    if let Some(kind) = FileKind::from_code(query.get("format")) {
        let rows = db::figures(&ctx.state.db, ids).await?;
        return table(rows, indicator, period, ctx.lang).download(kind);
    }
    let title = format!("{} {}", indicator.name(ctx.lang), named(period, ctx.lang));
    let page = ctx.page(title);
    let (shown, pager) = Pager::of(&page, &query, ids.len());
    let rows = db::figures(&ctx.state.db, &ids[shown]).await?;
    let all: Vec<Decimal> = rows.iter().map(|row| row.value).chain([sum]).collect();
    let mut column = indicator.show_column(&all, ctx.lang);
    let total = column.pop().unwrap_or_default();
    let whole = Some(sum).filter(|_| adds_up);
    let shown: Vec<BehindRow> = rows
        .into_iter()
        .zip(column)
        .map(|(row, value)| BehindRow::new(row, value, whole, ctx.lang))
        .collect();
    let narrowed = narrowed_words(&behind, since, shown.first(), ctx.lang);
    let rate = db::rate(&ctx.state.db, period.year().number()).await?;
    let converted = converted(
        &found.years,
        indicator,
        query.get("as"),
        rate,
        period,
        ctx.lang,
    )
    .filter(|_| adds_up);
    let moved_in = is_moved_in(&ctx, &behind, ids, period).await?;
    web::ok(&BehindPage {
        moved_in,
        covers: match coverage_of(&ctx, &behind, period).await? {
            Some(coverage) if !moved_in => coverage.words(Some(sum), adds_up, ctx.lang),
            _ => String::new(),
        },
        covers_href: frame.link(&covered(&behind, period, &code)),
        switch: frame.switch(&page),
        pager,
        page,
        period,
        code,
        unit: indicator.unit_name(ctx.lang).to_owned(),
        rows: shown,
        total,
        adds_up,
        narrowed,
        several: behind.periods.len() > 1,
        converted,
    })
}

/// The page of who is missing from a year's total.
fn covered(behind: &Behind, period: Period, code: &str) -> String {
    let zone = behind
        .zone_id
        .map_or(String::new(), |zone| format!("?zone={zone}"));
    format!("/coverage/{}/{code}{zone}", period.year())
}

/// Who was to report the total of a year; of another period, several, or a part of the enterprises nobody has counted that.
async fn coverage_of(ctx: &Ctx, behind: &Behind, period: Period) -> sqlx::Result<Option<Coverage>> {
    let is_part = behind.origin.is_some()
        || behind.place.is_some()
        || behind.enterprise_id.is_some()
        || behind.project_id.is_some();
    if is_part || behind.periods.len() > 1 || period.frequency() != Frequency::Year {
        return Ok(None);
    }
    let year = YearCoverage::current(&ctx.state, period.year()).await?;
    let zone = behind.zone_id.map(|zone| vec![zone]);
    let zones = zone.as_deref().or(behind.zones.as_deref());
    Ok(year.of(behind.indicator_id, zones))
}

/// The year from which a total adds up, where one is asked for.
fn first_year(query: &FormData, period: Period) -> Result<Option<i32>, AppError> {
    let last = period.year().number();
    let year = |since: &str| {
        since
            .parse()
            .ok()
            .filter(|year| (1990..=last).contains(year))
    };
    query.choice("since", year)
}

/// Whether nobody owed what a total rests on.
async fn is_moved_in(
    ctx: &Ctx,
    behind: &Behind,
    figures: &[i64],
    period: Period,
) -> sqlx::Result<bool> {
    let (pool, first) = (&ctx.state.db, period.first_day());
    let any = db::any_moved_in(pool, figures, behind.indicator_id, &behind.periods, first);
    Ok(!figures.is_empty() && any.await?)
}

/// A part of a sum in per cent; nothing of what cannot be divided.
fn share_words(part: Decimal, sum: Decimal, lang: Lang) -> String {
    part.checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|value| value.checked_div(sum))
        .map_or_else(String::new, |percent| {
            i18n::format_percent(percent, 1, lang)
        })
}

/// A sum in a unit of the other currency, the figures of each year at the rate of that year.
fn converted(
    years: &[YearSum],
    indicator: &Indicator,
    unit: &str,
    rate: Option<db::Rate>,
    period: Period,
    lang: Lang,
) -> Option<(String, String, String)> {
    let unit = quantity::unit(unit)
        .filter(|unit| quantity::both_money(unit.dimension, indicator.dimension))?;
    if unit.dimension == indicator.dimension {
        return None;
    }
    let words = unit.short(lang).to_owned();
    let number = period.year().number();
    let unstated = years
        .iter()
        .find(|year| year.rate.is_none() && !year.sum.is_zero());
    if let Some(year) = unstated
        .map(|year| year.year)
        .or(Some(number).filter(|_| years.is_empty() && rate.is_none()))
    {
        let missing = match lang {
            Lang::Vi => format!("Chưa có tỷ giá năm {year} để quy đổi."),
            Lang::En => format!("There is no rate for {year} to convert at."),
        };
        return Some((words, i18n::UNDEFINED.to_owned(), missing));
    }
    let other = years
        .iter()
        .map(|year| match unit.dimension {
            _ if year.sum.is_zero() => Some(Decimal::ZERO),
            Dimension::Usd => year.sum.checked_div(year.rate?),
            _ => year.sum.checked_mul(year.rate?),
        })
        .sum::<Option<Decimal>>();
    let shown = other.and_then(|other| other.checked_div(unit.factor.into()));
    let shown = shown.map_or_else(
        || i18n::UNDEFINED.to_owned(),
        |value| i18n::format_number(value, 3, lang),
    );
    let said = match rate.filter(|_| years.iter().all(|year| year.year == number)) {
        Some(stated) => rate_words(number, &stated, lang),
        None => rates_words(years, lang),
    };
    Some((words, shown, said))
}

fn rate_words(year: i32, stated: &db::Rate, lang: Lang) -> String {
    let (rate, source) = (i18n::format_plain(stated.rate, 4, lang), &stated.source);
    match lang {
        Lang::Vi => format!("Quy đổi theo tỷ giá năm {year}: 1 USD = {rate} đồng ({source})."),
        Lang::En => format!("Converted at the rate of {year}: 1 USD = {rate} VND ({source})."),
    }
}

/// The rates of several years, each of which converts its own figures.
fn rates_words(years: &[YearSum], lang: Lang) -> String {
    let each: Vec<String> = years
        .iter()
        .filter_map(|year| {
            let rate = i18n::format_plain(year.rate?, 4, lang);
            Some(format!("{} – {rate}", year.year))
        })
        .collect();
    match lang {
        Lang::Vi => format!(
            "Quy đổi mỗi năm theo tỷ giá của năm đó, đồng cho 1 USD: {}.",
            each.join("; ")
        ),
        Lang::En => format!(
            "Each year is converted at its own rate, VND for 1 USD: {}.",
            each.join("; ")
        ),
    }
}

/// The periods that add up to what was reached by the end of one, where a first year is named: the years before, and this year up
/// to its end; else the period alone.
fn periods(period: Period, since: Option<i32>) -> Vec<String> {
    let Some(since) = since else {
        return vec![period.to_string()];
    };
    let years = (since..period.year().number()).map(|year| year.to_string());
    years
        .chain([period.to_date().unwrap_or(period).to_string()])
        .collect()
}

/// The same figures as a file, in the canonical unit.
fn table(rows: Vec<CurrentRow>, indicator: &Indicator, period: Period, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let unit = indicator.unit_words(&quantity::units_of(indicator.dimension)[0], lang);
    let row = |row: CurrentRow| {
        vec![
            Cell::Text(row.enterprise),
            row.project.map_or(Cell::Empty, Cell::Text),
            Cell::Text(row.zone),
            Cell::Text(row.period),
            Cell::Number(row.value),
            Cell::Text(row.vintage),
        ]
    };
    Table {
        name: format!("{}-{period}", indicator.code),
        columns: vec![
            say("Doanh nghiệp", "Enterprise"),
            say("Dự án", "Project"),
            say("Khu công nghiệp", "Zone"),
            say("Kỳ", "Period"),
            format!("{} ({unit})", indicator.name(lang)),
            say("Tính chất", "Vintage"),
        ],
        rows: rows.into_iter().map(row).collect(),
    }
}

fn narrowed_words(
    narrowed: &Behind,
    since: Option<i32>,
    first: Option<&BehindRow>,
    lang: Lang,
) -> Vec<String> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let origin = match narrowed.origin.as_deref() {
        Some("foreign") => Some(say(
            "Chỉ đầu tư nước ngoài (FDI)",
            "Foreign investment (FDI) only",
        )),
        Some("domestic") => Some(say(
            "Chỉ đầu tư trong nước (DDI)",
            "Domestic investment (DDI) only",
        )),
        _ => None,
    };
    let zone = narrowed.zone_id.and(first).map(|row| row.zone.clone());
    let since = since.map(|since| format!("{} {since}", say("lũy kế từ năm", "cumulative since")));
    [origin, zone, since].into_iter().flatten().collect()
}

/// "2022", or "quý III năm 2022".
pub fn named(period: Period, lang: Lang) -> String {
    if period.frequency() == Frequency::Year {
        period.to_string()
    } else {
        period.in_sentence(lang)
    }
}

//! The sheets as pages and files, and the projects behind a cell.

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use chrono::Datelike;
use rust_decimal::Decimal;

use super::db::{self, Behind};
use super::load::{CAPITAL_NOTE, load, period};
use super::model::{Money, Origin, RowKind, Sheet, Unit};
use super::sheet_code::SheetCode;
use super::view::{BehindPage, BehindRow, SheetPage, Years, shown};
use super::{book, covered, frozen, parts, word};
use crate::foundation::documents;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Frequency, Period, Permission, Year};
use crate::outputs::issued::{self, Live, Panel, Paper};
use crate::platform::web::flash::redirect;
use crate::platform::web::table::XLSX;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Pager, Routes};
use crate::registers::board;
use crate::registers::structure::{Frame, Lens};

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadOverview);
    Routes::new()
        .get("/national", read, newest)
        .get("/national/{period}/behind", read, behind)
        .get("/national/{period}/land", read, parts::land)
        .get(
            "/national/{period}/infrastructure",
            read,
            parts::infrastructure,
        )
        .get("/national/{period}/workers", read, parts::workers)
        .get("/national/{period}/parcels", read, parts::parcels)
        .get("/national/{period}/partners", read, parts::by_country)
        // One segment, so that `…/2101` and `…/2101.xlsx` are one address with two faces.
        .get("/national/{period}/{sheet}", read, show)
        .post(
            "/national/{period}/{sheet}/issue",
            Access::Needs(Permission::IssuePapers),
            frozen::issue,
        )
}

/// A sheet of the year asked for, or of the newest with anything in it. Which sheet, which quarter and which structure are kept.
async fn newest(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let year = match query.read::<Year>("year")? {
        Some(year) => year.number(),
        None => db::years(&ctx.state.db)
            .await?
            .map_or_else(|| i18n::today().year(), |(_, last)| last),
    };
    let period = [format!("{year}-{}", query.get("part")), year.to_string()]
        .into_iter()
        .find(|name| period(name).is_ok());
    let period = period.ok_or(AppError::NotFound)?;
    let sheet = SheetCode::from_code(query.get("sheet")).unwrap_or(SheetCode::Attraction);
    let lens = query.choice("structure", Lens::parse)?;
    let today = if lens == Some(Lens::Today) {
        "?structure=today"
    } else {
        ""
    };
    Ok(redirect(&format!("/national/{period}/{sheet}{today}")))
}

/// The years to choose from – every one from the first with anything in it to this year, and the one shown – and the way to them.
async fn years(ctx: &Ctx, frame: &Frame, sheet: &Sheet, period: Period) -> Result<Years, AppError> {
    let (year, today) = (period.year().number(), i18n::today().year());
    let known = db::years(&ctx.state.db).await?;
    let first = known.map_or(today, |(first, _)| first.max(1990)).min(year);
    let last = today.max(year);
    // Of the same quarter.
    let part = period
        .to_string()
        .split_once('-')
        .map(|(_, part)| part.to_owned())
        .unwrap_or_default();
    let at = |year: i32| {
        let name = if part.is_empty() {
            year.to_string()
        } else {
            format!("{year}-{part}")
        };
        (
            year,
            frame.across(&format!("/national/{name}/{}", sheet.code)),
        )
    };
    Ok(Years {
        year,
        all: (first..=last).rev().collect(),
        previous: (year > first).then(|| at(year - 1)),
        next: (year < last).then(|| at(year + 1)),
        part,
        today: frame.lens == Lens::Today,
    })
}

async fn show(
    ctx: Ctx,
    Path((named, name)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let period = period(&named)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let frame = Frame::asked(&ctx, &query, period.last_day()).await?;
    let (code, file) = match name.split_once('.') {
        Some((code, kind @ ("xlsx" | "docx"))) => (code, Some(kind)),
        Some(_) => return Err(AppError::NotFound),
        None => (name.as_str(), None),
    };
    let code = SheetCode::from_code(code).ok_or(AppError::NotFound)?;
    // A file bears the board's name, and goes out of the house.
    if file.is_some()
        && let Some(refused) = board::refused(
            &ctx,
            &frame.board,
            &frame.link(&format!("/national/{period}/{code}")),
        )
    {
        return refused;
    }
    if file.is_some()
        && let Some(refused) = covered::refused(&ctx, &frame, period, code).await?
    {
        return refused;
    }
    let name_of = format!(
        "sheet/{code}/{period}/{:?}/{}/{}/{}",
        ctx.lang,
        frame.key(),
        frame.day,
        frame.query()
    );
    let sheet = ctx
        .state
        .memo
        .get(&ctx.state.db, name_of, load(&ctx, &frame, period, code))
        .await?;
    let (bytes, mime) = match file {
        None => return page(&ctx, &frame, &sheet, period).await,
        Some("xlsx") => (
            book::xlsx(&sheet, &frame.board, period, ctx.lang).map_err(AppError::internal)?,
            XLSX,
        ),
        Some(_) => {
            let bytes =
                word::docx(&sheet, &frame.board, period, ctx.lang).map_err(AppError::internal)?;
            (bytes, documents::docx::MEDIA_TYPE)
        }
    };
    let ending = file.unwrap_or_default();
    let name = HeaderValue::from_str(&format!(
        "attachment; filename=\"{code}-{period}.{ending}\""
    ))
    .map_err(AppError::internal)?;
    Ok((
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(mime)),
            (header::CONTENT_DISPOSITION, name),
        ],
        bytes,
    )
        .into_response())
}

/// What was issued of the sheet, on the board's own paper of its time.
async fn issued(
    ctx: &Ctx,
    frame: &Frame,
    code: SheetCode,
    period: Period,
) -> Result<Option<Panel>, AppError> {
    if !frame.own {
        return Ok(None);
    }
    let (paper, periods) = (
        Paper::sheet(code.code(), period),
        frozen::periods(ctx, code, period).await?,
    );
    let live = Live {
        paper: &paper,
        zones: frame.zones.as_deref(),
        periods: &periods,
    };
    let now = Box::pin(async {
        let sheet = load(&ctx.in_lang(Lang::Vi), frame, period, code).await?;
        Ok(frozen::cells(&sheet))
    });
    Box::pin(issued::panel(ctx, &live, now)).await
}

async fn page(ctx: &Ctx, frame: &Frame, sheet: &Sheet, period: Period) -> Answer {
    let lang = ctx.lang;
    let year = period.year();
    let at = |period: Period| frame.across(&format!("/national/{period}/{}", sheet.code));
    let mut periods = vec![Period::from(year)];
    periods.extend(Frequency::Quarter.periods(year));
    let years = years(ctx, frame, sheet, period).await?;
    let issued = Box::pin(issued(ctx, frame, sheet.code, period)).await?;
    let page = ctx.page(format!(
        "{} {} – {}",
        ctx.say(Text::new("Biểu", "Sheet")),
        sheet.code,
        ctx.say(sheet.code.title())
    ));
    let page = SheetPage {
        switch: frame.switch(&page),
        files: ["xlsx", "docx"]
            .map(|kind| frame.link(&format!("/national/{period}/{}.{kind}", sheet.code))),
        page,
        period_words: period.words(lang),
        sheets: SheetCode::ALL
            .into_iter()
            .map(|code| {
                (
                    code.code().to_owned(),
                    code.title().in_lang(lang),
                    frame.link(&format!("/national/{period}/{code}")),
                    code == sheet.code,
                )
            })
            .collect(),
        periods: periods
            .into_iter()
            .map(|other| (other.short(lang), at(other), other == period))
            .collect(),
        years,
        code: sheet.code,
        mark: sheet.code.unconfirmed().map(|mark| ctx.say(mark)),
        tabs: sheet.tabs.iter().map(|tab| shown(tab, lang)).collect(),
        notes: sheet.notes.clone(),
        issued,
    };
    web::ok(&page)
}

/// What the projects behind a cell have in common, in words.
fn heading(what: &str) -> Option<Text> {
    Some(match what {
        "new" => Text::new("Dự án cấp mới", "New projects"),
        "increased" => Text::new("Dự án tăng vốn", "Projects with increased capital"),
        "reduced" => Text::new("Dự án giảm vốn", "Projects with reduced capital"),
        "ended" => Text::new("Dự án chấm dứt, thu hồi", "Projects that ended"),
        "valid" => Text::new("Dự án còn hiệu lực cuối kỳ", "Projects in force at the end"),
        "operating" => Text::new(
            "Dự án đang hoạt động cuối kỳ",
            "Projects in operation at the end",
        ),
        _ => return None,
    })
}

async fn behind(ctx: Ctx, Path(named): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let period = period(&named)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let what = if query.get("what").is_empty() {
        "valid"
    } else {
        query.get("what")
    };
    let title = heading(what).ok_or(AppError::NotFound)?;
    let frame = Frame::asked(&ctx, &query, period.last_day()).await?;
    // One zone is meant whoever had it then.
    let pool = &ctx.state.db;
    let zones = if query.get("zone").is_empty() {
        frame.zones.as_deref()
    } else {
        ctx.actor.zones.as_deref()
    };
    let load = async {
        match what {
            "valid" | "operating" => db::in_force(pool, period.last_day(), zones).await,
            _ => db::moved(pool, period, what, zones).await,
        }
    };
    let movement = if what == "operating" { "valid" } else { what };
    let found = ctx
        .state
        .memo
        .get(pool, format!("behind/{period}/{movement}/{zones:?}"), load)
        .await?;
    let asked = |name: &str, own: &str| query.get(name).is_empty() || query.get(name) == own;
    let zone = query.get("zone").parse::<i64>();
    let meant = |row: &&Behind| {
        asked("origin", &row.origin)
            && asked("place", &row.place)
            && (query.get("zone").is_empty() || zone == Ok(row.zone_id))
            && (what != "operating" || row.status == "operating")
    };
    let rows: Vec<&Behind> = found.iter().filter(meant).collect();
    let totals = totals(&rows, query.get("origin"), ctx.lang);
    let page = ctx.page(format!("{} – {}", ctx.say(title), period.words(ctx.lang)));
    let (shown, pager) = Pager::of(&page, &query, rows.len());
    let page = BehindPage {
        switch: frame.switch(&page),
        count: rows.len(),
        pager,
        page,
        period: period.to_string(),
        period_words: period.words(ctx.lang),
        rows: rows[shown]
            .iter()
            .map(|row| behind_row(row, ctx.lang))
            .collect(),
        totals,
    };
    web::ok(&page)
}

/// The sums by currency of the certificates and, where a cell of the sheets converts them, what they come to in its unit, and how.
fn totals(rows: &[&Behind], origin: &str, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    for (currency, unit) in [("usd", Unit::MillionUsd), ("vnd", Unit::BillionVnd)] {
        let own: Vec<&&Behind> = rows.iter().filter(|row| row.currency == currency).collect();
        let sum: Decimal = own.iter().filter_map(|row| row.amount).sum();
        if !own.is_empty() {
            said.push(amount(currency, Some(sum), unit, lang));
        }
    }
    let Some(origin) = Origin::from_code(origin) else {
        return said;
    };
    let unit = unit_of(origin);
    if rows.iter().any(|row| row.amount != row.by_origin) {
        let own = rows.iter().filter(|row| row.amount.is_some());
        let converted = own.map(|row| row.by_origin).sum::<Option<Decimal>>();
        let converted = converted.and_then(|sum| origin.money(sum).in_unit(unit, None));
        let converted = converted.map_or_else(
            || i18n::UNDEFINED.to_owned(),
            |value| i18n::format_number(value, unit.scale(), lang),
        );
        said.push(format!("= {converted} {}", unit.words().in_lang(lang)));
        said.push(CAPITAL_NOTE.in_lang(lang).to_owned());
    }
    said
}

fn unit_of(origin: Origin) -> Unit {
    match origin {
        Origin::Foreign => Unit::MillionUsd,
        Origin::Domestic => Unit::BillionVnd,
    }
}

fn amount(currency: &str, amount: Option<Decimal>, unit: Unit, lang: Lang) -> String {
    let shown = amount.and_then(|amount| Money::of(currency, amount).in_unit(unit, None));
    shown.map_or_else(
        || i18n::UNDEFINED.to_owned(),
        |value| {
            format!(
                "{} {}",
                i18n::format_plain(value, 6, lang),
                unit.words().in_lang(lang)
            )
        },
    )
}

fn behind_row(row: &Behind, lang: Lang) -> BehindRow {
    let unit = if row.currency == "usd" {
        Unit::MillionUsd
    } else {
        Unit::BillionVnd
    };
    let certified = amount(&row.currency, row.amount, unit, lang);
    // What it counts as, where the certificate is in the other currency.
    let converted = match Origin::from_code(&row.origin) {
        Some(origin) if row.amount != row.by_origin => {
            let unit = unit_of(origin);
            let value = row
                .by_origin
                .and_then(|own| origin.money(own).in_unit(unit, None));
            let value = value.map_or_else(
                || i18n::UNDEFINED.to_owned(),
                |value| i18n::format_number(value, unit.scale(), lang),
            );
            format!(" = {value} {}", unit.words().in_lang(lang))
        }
        _ => String::new(),
    };
    let status = crate::registers::projects::STATUSES
        .iter()
        .find(|choice| choice.code == row.status);
    BehindRow {
        project_id: row.project_id,
        project: row.project.clone(),
        zone: row.zone.clone(),
        day: row.day.map_or_else(String::new, i18n::format_date),
        amount: certified + &converted,
        status: status.map_or(("neutral", ""), |choice| {
            (choice.tone, choice.label.in_lang(lang))
        }),
    }
}

/// Headings and totals are drawn apart from the rows between them.
impl RowKind {
    pub fn is_group(self) -> bool {
        self == RowKind::Group
    }

    pub fn is_total(self) -> bool {
        self == RowKind::Total
    }
}

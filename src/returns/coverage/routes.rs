//! Who stands behind a total and who is missing from it.

use askama::Template;
use axum::extract::{Path, RawQuery};
use rust_decimal::Decimal;

use super::db::Decision;
use super::model::Coverage;
use super::{Reporter, actions};
use crate::foundation::i18n::wording::{self, Idiom};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::percent::Comparison;
use crate::foundation::kernel::{Period, Permission, Year, quantity};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::registers::structure::{Frame, Switch};
use crate::standards::indicators::{Catalogue, Indicator};

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let write = Access::Needs(Permission::WriteReview);
    Routes::new()
        .get("/coverage/{year}/{indicator}", read, show)
        .post("/coverage/{year}/{indicator}/decision", write, decide)
}

#[derive(Template)]
#[template(path = "returns/coverage/show.html")]
struct CoveragePage {
    page: Page,
    switch: Switch,
    year: i32,
    code: String,
    name: String,
    unit: String,
    /// "3/11 doanh nghiệp", and what they make of the whole; empty where nobody owed it.
    count: String,
    share: String,
    missing: Vec<Missing>,
    /// What was decided where that is the same for all who are missing: said once, and with none of them.
    decided: String,
    reported: Vec<Reported>,
    /// Those with a figure of both years, compared; empty where there are none.
    both: String,
    /// The figures behind the total.
    figures: String,
    /// Where to decide that the total is printed all the same; empty for those who may not, where nothing is to be decided, and on a
    /// page of some zones only: papers speak for the whole board.
    decide: String,
}

/// An enterprise that is missing.
struct Missing {
    enterprise_id: i64,
    enterprise: String,
    zone: String,
    exempt: bool,
    /// What it stated last and of which year; empty where it never did.
    last: String,
    last_year: String,
    /// "in kèm phạm vi – Nguyễn Văn A, 30/11/2026: …"; empty where nothing was decided.
    decided: String,
}

impl Missing {
    fn new(row: Reporter, indicator: &Indicator, lang: Lang) -> Missing {
        let last = row.last.as_ref();
        Missing {
            decided: row
                .decision
                .as_ref()
                .map_or_else(String::new, |decision| decided(decision, lang)),
            last: last.map_or_else(String::new, |(_, last)| indicator.show(*last, lang)),
            last_year: row.last.map_or_else(String::new, |(year, _)| year),
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            zone: row.zone,
            exempt: row.exempt,
        }
    }
}

struct Reported {
    enterprise_id: i64,
    enterprise: String,
    zone: String,
    prior: String,
    value: String,
}

/// Which total: the indicator and the year.
type CoveragePath = Path<(String, String)>;

async fn show(ctx: Ctx, Path((year, code)): CoveragePath, RawQuery(query): RawQuery) -> Answer {
    let year: Year = year.parse().map_err(|()| AppError::NotFound)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let indicator = catalogue.by_code(&code).ok_or(AppError::NotFound)?;
    let frame = Frame::asked(&ctx, &query, Period::from(year).last_day()).await?;
    let whole_board = ctx.actor.zones.is_none() && query.get("zone").is_empty();
    let zones = match query.read::<i64>("zone")? {
        Some(zone) if frame.zones.as_ref().is_none_or(|all| all.contains(&zone)) => {
            Some(vec![zone])
        }
        Some(_) => return Err(AppError::NotFound),
        None => frame.zones.clone(),
    };
    let rows = super::reporters(&ctx.state.db, year, indicator.id, zones.as_deref()).await?;
    if let Some(kind) = FileKind::from_code(query.get("format")) {
        return table(rows, indicator, year, ctx.lang).download(kind);
    }
    let coverage = covered(&rows);
    let total: Decimal = rows.iter().filter_map(|row| row.value).sum();
    let show = |value: Option<Decimal>| {
        value.map_or_else(|| "–".to_owned(), |value| indicator.show(value, ctx.lang))
    };
    let both = both_years(&rows, indicator, year, ctx.lang);
    let (reported, missing): (Vec<Reporter>, Vec<Reporter>) =
        rows.into_iter().partition(|row| row.reported);
    let may_decide = whole_board
        && ctx.actor.may(Permission::WriteReview)
        && missing.iter().any(|row| row.decision.is_none())
        && !reported.is_empty();
    let page = ctx.page(match ctx.lang {
        Lang::Vi => format!("Phạm vi số liệu: {} {year}", indicator.name(ctx.lang)),
        Lang::En => format!("Coverage: {} {year}", indicator.name(ctx.lang)),
    });
    let mut missing: Vec<Missing> = missing
        .into_iter()
        .map(|row| Missing::new(row, indicator, ctx.lang))
        .collect();
    let decided = decided_alike(&mut missing);
    web::ok(&CoveragePage {
        switch: frame.switch(&page),
        year: year.number(),
        name: indicator.name(ctx.lang).to_owned(),
        unit: indicator.unit_name(ctx.lang).to_owned(),
        count: coverage.map_or_else(String::new, |coverage| coverage.count(ctx.lang)),
        share: coverage.map_or_else(String::new, |coverage| {
            coverage.share_words(Some(total), indicator.weight.is_none(), ctx.lang)
        }),
        missing,
        decided,
        reported: reported
            .into_iter()
            .map(|row| Reported {
                prior: show(row.prior),
                value: show(row.value),
                enterprise_id: row.enterprise_id,
                enterprise: row.enterprise,
                zone: row.zone,
            })
            .collect(),
        both,
        figures: frame.link(&format!("/figures/{year}/{code}")),
        decide: if may_decide {
            frame.link(&format!("/coverage/{year}/{code}/decision"))
        } else {
            String::new()
        },
        code,
        page,
    })
}

/// What was decided about printing the total without an enterprise.
fn decided(decision: &Decision, lang: Lang) -> String {
    let Decision { by, reason, .. } = decision;
    let day = i18n::format_date(i18n::vietnam_time(decision.at).date_naive());
    match lang {
        Lang::Vi => format!("in kèm phạm vi – {by}, {day}: {reason}"),
        Lang::En => format!("printed with its coverage – {by}, {day}: {reason}"),
    }
}

/// The decision about all who are missing, where there are several and it is the same one; it is then taken off each.
fn decided_alike(missing: &mut [Missing]) -> String {
    let first = missing.first().map(|row| row.decided.clone());
    let first = first.unwrap_or_default();
    if missing.len() < 2 || missing.iter().any(|row| row.decided != first) {
        return String::new();
    }
    for row in missing {
        row.decided.clear();
    }
    first
}

async fn decide(
    ctx: Ctx,
    Path((year, code)): CoveragePath,
    RawQuery(query): RawQuery,
    data: FormData,
) -> Answer {
    if ctx.actor.zones.is_some() {
        return Err(AppError::Forbidden);
    }
    let year: Year = year.parse().map_err(|()| AppError::NotFound)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let indicator = catalogue.by_code(&code).ok_or(AppError::NotFound)?;
    let frame = Frame::asked(&ctx, &query, Period::from(year).last_day()).await?;
    let rows = super::reporters(&ctx.state.db, year, indicator.id, frame.zones.as_deref()).await?;
    let seen = data.read_all::<i64>("missing")?;
    let reason = data.get("reason");
    actions::print_with_coverage(
        &ctx.state.db,
        &ctx.caller(),
        year,
        indicator,
        &rows,
        &seen,
        reason,
    )
    .await?;
    let text = Text::new(
        "Đã ghi quyết định: tổng số được in kèm phạm vi.",
        "On record: the total is printed with what it covers.",
    );
    let path = frame.link(&format!("/coverage/{year}/{code}"));
    Ok(see_other(&path, Tone::Ok, ctx.say(text)))
}

/// What the rows cover together.
fn covered(rows: &[Reporter]) -> Option<Coverage> {
    let one = |row: &Reporter| {
        let last = row.last.as_ref().map(|(_, value)| *value);
        Coverage::of_one(row.reported, row.exempt, last)
    };
    rows.iter().map(one).reduce(Coverage::and)
}

/// "11 doanh nghiệp có số liệu cả hai năm: 1.054 tỷ đồng, giảm 17,2% so với năm 2021": enterprises that stated both years, and
/// nobody else. Of a mean nothing: it is no sum.
fn both_years(rows: &[Reporter], indicator: &Indicator, year: Year, lang: Lang) -> String {
    if indicator.weight.is_some() {
        return String::new();
    }
    let pairs: Vec<(Decimal, Decimal)> = rows
        .iter()
        .filter_map(|row| row.value.zip(row.prior))
        .collect();
    let now: Decimal = pairs.iter().map(|(now, _)| now).sum();
    let before: Decimal = pairs.iter().map(|(_, before)| before).sum();
    let compared = Comparison::with_prior(
        year.number(),
        Some(now),
        year.before().number(),
        Some(before),
    );
    let words = compared
        .ok()
        .and_then(|compared| wording::compare(&compared, Idiom::Change, 1, lang).ok());
    let Some(words) = words.filter(|_| !pairs.is_empty()) else {
        return String::new();
    };
    let (count, amount, unit) = (
        wording::counted(
            pairs.len(),
            ("doanh nghiệp", "enterprise", "enterprises"),
            lang,
        ),
        indicator.show(now, lang),
        indicator.unit_name(lang),
    );
    match lang {
        Lang::Vi => format!("{count} có số liệu cả hai năm: {amount} {unit}, {words}."),
        Lang::En => format!("{count} with figures of both years: {amount} {unit}, {words}."),
    }
}

/// The same rows as a file, in the indicator's unit.
fn table(rows: Vec<Reporter>, indicator: &Indicator, year: Year, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let scaled = |value: Option<Decimal>| {
        value.map_or(Cell::Empty, |value| {
            Cell::Number(quantity::in_unit(value, indicator.unit))
        })
    };
    let row = |row: Reporter| {
        let state = match (row.reported, row.exempt) {
            (true, _) => say("có số liệu", "reported"),
            (false, true) => say("được miễn, chưa có số liệu", "excused, no figure"),
            (false, false) => say("chưa có số liệu", "no figure"),
        };
        vec![
            Cell::Text(row.enterprise),
            Cell::Text(row.zone),
            Cell::Text(state),
            scaled(row.value),
            scaled(row.prior),
            scaled(row.last.as_ref().map(|(_, last)| *last)),
            row.last.map_or(Cell::Empty, |(year, _)| Cell::Text(year)),
        ]
    };
    let unit = indicator.unit_name(lang);
    Table {
        name: format!("pham-vi-{}-{year}", indicator.code),
        columns: vec![
            say("Doanh nghiệp", "Enterprise"),
            say("Khu công nghiệp", "Zone"),
            say("Tình trạng", "State"),
            format!("{} {year} ({unit})", indicator.name(lang)),
            format!("{} {} ({unit})", indicator.name(lang), year.before()),
            format!(
                "{} ({unit})",
                say("Số gần nhất trước đó", "Stated last before")
            ),
            say("Của năm", "Of the year"),
        ],
        rows: rows.into_iter().map(row).collect(),
    }
}

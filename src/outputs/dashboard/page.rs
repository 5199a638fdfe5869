//! The year on one page, put together from its computation.

use super::line::Line;
use super::overview::{Overview, ZoneArea, end_of};
use super::view::{
    self, DashboardPage, EnterpriseRow, LandRow, Missing, Obstacle, Progress, Row, ZoneCell,
    ZoneRow,
};
use super::{db, dominance};
use crate::foundation::charts;
use crate::foundation::i18n::{self, Lang, Text, wording};
use crate::foundation::kernel::Year;
use crate::platform::web::{self, Answer, AppError, Ctx};
use crate::registers::structure::Frame;
use crate::returns::board_totals::Beside;
use crate::returns::filings;
use crate::standards::indicators::{Indicator, Known};
use chrono::Datelike;
use rust_decimal::Decimal;

/// The indicators of the tables by zone and by enterprise.
const MAIN: [Known; 4] = [
    Known::Revenue,
    Known::Exports,
    Known::Budget,
    Known::Workers,
];

/// Enterprises in the table by enterprise; the rest is one click away.
const LEADING: i64 = 15;

/// Open obstacles listed on the year's page, the most urgent first.
const OBSTACLES: usize = 8;

pub(super) async fn page(ctx: &Ctx, overview: &Overview, frame: &Frame) -> Answer {
    let (year, lang) = (overview.year, ctx.lang);
    let zones = frame.zones.as_deref();
    let mains: Vec<&Indicator> = MAIN
        .iter()
        .filter_map(|known| overview.catalogue.known(*known))
        .collect();
    let title = format!(
        "{} {year}",
        ctx.say(Text::new("Kế hoạch và thực hiện năm", "Plan and actual of"))
    );
    let open = db::open_obstacles(&ctx.state.db, end_of(year), zones).await?;
    let page = ctx.page(title);
    let years = filings::db::years(&ctx.state.db).await?;
    let behind = |what: &str| frame.link(&format!("/national/{year}/behind?what={what}"));
    let template = DashboardPage {
        switch: frame.switch(&page),
        frame: frame.clone(),
        no_plan: ctx.say(why_no_plan(overview, frame)),
        year: year.number(),
        years: years
            .into_iter()
            .map(|year| (year, frame.across(&format!("/dashboard/{year}"))))
            .collect(),
        files: frame.link(&format!("/dashboard/{year}.xlsx")),
        behind: (behind("valid"), behind("operating")),
        plan: overview.plan.as_ref().map(|plan| plan.name.clone()),
        plans: plans(overview),
        headline: view::headline(overview, lang),
        reporting: progress(overview, lang),
        owed: overview.owed,
        beside: beside(overview, frame, lang),
        totals_of: totals_of(ctx, overview.year),
        lines: said(overview, false, frame, lang),
        more: said(overview, true, frame, lang),
        products: rows(&overview.products, "p", frame, lang)
            .into_iter()
            .filter(|row| row.actual != "–" || row.plan != "–")
            .collect(),
        zone_heads: mains
            .iter()
            .map(|i| format!("{} ({})", i.name(lang), i.unit_name(lang)))
            .collect(),
        zones: zone_rows(overview, &mains, frame, lang),
        enterprise_heads: mains
            .iter()
            .map(|i| {
                (
                    frame.link(&format!("/figures/{year}/{}", i.code)),
                    format!("{} ({})", i.name(lang), i.unit_name(lang)),
                )
            })
            .collect(),
        dominant: dominance::dominant(ctx, overview, frame).await?,
        enterprises: enterprise_rows(ctx, year, &mains, zones).await?,
        land: land_rows(&overview.areas, lang),
        missing: missing(ctx, overview, &mains, zones).await?,
        open: i18n::format_number(open.len().into(), 0, lang),
        obstacles: obstacles(open),
        tenants: i18n::format_number(overview.tenants.tenants.into(), 0, lang),
        operating: i18n::format_number(overview.tenants.operating.into(), 0, lang),
        projects: (overview.projects.tenants, overview.projects.operating),
        page,
    };
    web::ok(&template)
}

/// The plans to compare with: id, name, whether it is the chosen one.
fn plans(overview: &Overview) -> Vec<(i64, String, bool)> {
    let chosen = overview.plan.as_ref().map(|plan| plan.id);
    let plans = overview.plans.iter();
    plans
        .map(|plan| (plan.id, plan.name.clone(), chosen == Some(plan.id)))
        .collect()
}

/// What is said where there is no plan to compare with.
fn why_no_plan(overview: &Overview, frame: &Frame) -> Text {
    match frame.planners.len() {
        0 if !overview.zones.is_empty() => Text::new(
            "kế hoạch giao cho cơ cấu khác nên không so sánh",
            "plans were given to another structure: not compared",
        ),
        0 | 1 => Text::new("chưa có kế hoạch", "no plan"),
        _ => Text::new(
            "chưa đủ kế hoạch của các Ban đã hợp nhất",
            "not every board that merged has a plan",
        ),
    }
}

/// The rows of the main table, or of those below it.
fn said(overview: &Overview, folded: bool, frame: &Frame, lang: Lang) -> Vec<Row> {
    let lines = overview.lines.iter();
    let lines = lines.filter(|line| line.indicator.folded == folded);
    rows(lines, "i", frame, lang)
        .into_iter()
        .filter(Row::says_something)
        .collect()
}

/// The indicators of the main table: parts of others (female workers) stay on the pages behind.
pub(super) fn rows<'l>(
    lines: impl IntoIterator<Item = &'l Line>,
    id: &str,
    frame: &Frame,
    lang: Lang,
) -> Vec<Row> {
    let framed = |row: Row| Row {
        href: frame.link(&row.href),
        prior_href: frame.prior_link(&row.prior_href),
        covers_href: frame.link(&row.covers_href),
        prior_covers_href: frame.prior_link(&row.prior_covers_href),
        ..row
    };
    lines
        .into_iter()
        .filter(|line| line.indicator.part_of.is_none())
        .map(|line| framed(Row::new(line, id, lang)))
        .collect()
}

/// The board's own totals beside the sums of its enterprises: indicator after indicator, the year before the year before it.
fn beside(overview: &Overview, frame: &Frame, lang: Lang) -> Vec<(i32, String, String, String)> {
    let year = overview.year;
    let both = |line: &Line| {
        let of_year = [(year, line.beside), (year.before(), line.prior_beside)];
        let said = |(year, beside): (Year, Option<Beside>)| {
            let words = beside?.words(&line.indicator, lang);
            let link = frame.link(&format!("/figures/{year}/{}", line.indicator.code));
            let name = line.indicator.name(lang).to_owned();
            Some((year.number(), name, link, words))
        };
        of_year.into_iter().filter_map(said).collect::<Vec<_>>()
    };
    let lines = overview.lines.iter().chain(&overview.products);
    lines.flat_map(both).collect()
}

/// The years beside each other here that are over: whoever sees the whole board may state its totals of them.
fn totals_of(ctx: &Ctx, year: Year) -> Vec<i32> {
    let this = i18n::today().year();
    let both = [year, year.before()].map(Year::number).into_iter();
    both.filter(|number| *number < this && ctx.actor.zones.is_none())
        .collect()
}

fn progress(overview: &Overview, lang: Lang) -> Progress {
    let reporting = &overview.reporting;
    let missing =
        (reporting.expected - reporting.accepted - reporting.waiting - reporting.drafting).max(0);
    let share = match reporting.expected {
        0 => "–".to_owned(),
        expected => i18n::format_percent(
            Decimal::from(reporting.accepted * 100) / Decimal::from(expected),
            1,
            lang,
        ),
    };
    let shown = |count: i64| i18n::format_number(count.into(), 0, lang);
    let parts = [
        (reporting.accepted, Text::new("đã duyệt", "accepted")),
        (reporting.waiting, Text::new("chờ duyệt", "waiting")),
        (reporting.drafting, Text::new("đang nhập", "in draft")),
        (missing, Text::new("chưa có", "missing")),
    ];
    let labels: Vec<(i64, String)> = parts
        .iter()
        .map(|(count, text)| (*count, format!("{} {}", shown(*count), text.in_lang(lang))))
        .collect();
    let title = match lang {
        Lang::Vi => format!(
            "{}/{} doanh nghiệp có báo cáo đã duyệt",
            shown(reporting.accepted),
            shown(reporting.expected)
        ),
        Lang::En => format!(
            "{} of {} {} an accepted report",
            shown(reporting.accepted),
            wording::counted(reporting.expected, ("", "enterprise", "enterprises"), lang),
            wording::one_or_many(reporting.accepted, "has", "have")
        ),
    };
    Progress {
        nobody: reporting.expected == 0,
        expected: shown(reporting.expected),
        accepted: shown(reporting.accepted),
        share,
        missing: Some(reporting.expected - reporting.accepted)
            .filter(|missing| *missing > 0 && overview.owed)
            .map(shown),
        chart: charts::progress_row("progress", &title, &labels),
    }
}

fn zone_rows(overview: &Overview, mains: &[&Indicator], frame: &Frame, lang: Lang) -> Vec<ZoneRow> {
    overview
        .zones
        .iter()
        .map(|zone| ZoneRow {
            id: zone.id,
            name: zone.name.clone(),
            cells: mains
                .iter()
                .filter_map(|indicator| {
                    zone.lines
                        .iter()
                        .find(|line| line.indicator.id == indicator.id)
                })
                .map(|line| ZoneCell {
                    actual: line
                        .actual
                        .map_or_else(|| "–".to_owned(), |value| line.indicator.show(value, lang)),
                    percent: line
                        .percent_of_plan()
                        .value()
                        .map_or(String::new(), |value| wording::of_plan(value, 1).text(lang)),
                    href: frame.link(&format!(
                        "/figures/{}/{}?zone={}",
                        overview.year, line.indicator.code, zone.id
                    )),
                    covers: line
                        .coverage
                        .filter(|_| !line.is_whole())
                        .map_or_else(String::new, |coverage| coverage.count(lang)),
                    covers_href: frame.link(&format!(
                        "/coverage/{}/{}?zone={}",
                        overview.year, line.indicator.code, zone.id
                    )),
                })
                .collect(),
        })
        .collect()
}

async fn enterprise_rows(
    ctx: &Ctx,
    year: Year,
    mains: &[&Indicator],
    zones: Option<&[i64]>,
) -> Result<Vec<EnterpriseRow>, AppError> {
    let Some(first) = mains.first() else {
        return Ok(Vec::new());
    };
    let ids: Vec<i64> = mains.iter().map(|indicator| indicator.id).collect();
    let (period, prior) = (year.to_string(), year.before().to_string());
    let leading = db::leading_enterprises(
        &ctx.state.db,
        first.id,
        &ids,
        &period,
        &prior,
        zones,
        LEADING,
    );
    let found = ctx
        .state
        .memo
        .get(&ctx.state.db, format!("leading/{year}/{zones:?}"), leading)
        .await?;
    let value = |enterprise: i64, indicator: i64, period: &str| {
        found
            .iter()
            .find(|row| {
                row.enterprise_id == enterprise
                    && row.indicator_id == indicator
                    && row.period == period
            })
            .map(|row| row.value)
    };
    let mut rows: Vec<EnterpriseRow> = Vec::new();
    for row in found.iter() {
        if rows.last().is_some_and(|last| last.id == row.enterprise_id) {
            continue;
        }
        let cells = mains
            .iter()
            .map(|indicator| {
                let now = value(row.enterprise_id, indicator.id, &period);
                let before = value(row.enterprise_id, indicator.id, &prior);
                let href = format!(
                    "/figures/{year}/{}/enterprises/{}",
                    indicator.code, row.enterprise_id
                );
                let shown =
                    now.map_or_else(|| "–".to_owned(), |value| indicator.show(value, ctx.lang));
                (shown, filings::change(now, before, ctx.lang), href)
            })
            .collect();
        rows.push(EnterpriseRow {
            id: row.enterprise_id,
            name: row.enterprise.clone(),
            cells,
        });
    }
    Ok(rows)
}

pub(super) fn land_rows(areas: &[ZoneArea], lang: Lang) -> Vec<LandRow> {
    let ha = |area: Decimal| i18n::format_plain(area / Decimal::from(10_000), 2, lang);
    areas
        .iter()
        .map(|area| LandRow {
            zone_id: area.zone_id,
            zone: area.zone.clone(),
            planned: ha(area.planned),
            leasable: ha(area.leasable),
            cleared: ha(area.cleared),
            levelled: ha(area.levelled),
            leased: ha(area.leased),
            left: ha(area.leasable - area.leased),
            occupancy: (area.leased * Decimal::ONE_HUNDRED)
                .checked_div(area.leasable)
                .map_or_else(
                    || "–".to_owned(),
                    |rate| i18n::format_percent(rate, 2, lang),
                ),
            as_of: area.complete_since.map_or_else(
                || i18n::format_date(area.as_of),
                |_| {
                    let words = Text::new("sổ đất", "register").in_lang(lang);
                    format!("{words} {}", i18n::format_date(area.on))
                },
            ),
        })
        .collect()
}

async fn missing(
    ctx: &Ctx,
    overview: &Overview,
    mains: &[&Indicator],
    zones: Option<&[i64]>,
) -> Result<Vec<Missing>, AppError> {
    let Some(first) = mains.first() else {
        return Ok(Vec::new());
    };
    let (period, prior) = (
        overview.year.to_string(),
        overview.year.before().to_string(),
    );
    let load = db::missing(&ctx.state.db, first.id, &period, &prior, zones);
    let rows = ctx
        .state
        .memo
        .get(&ctx.state.db, format!("missing/{period}/{zones:?}"), load)
        .await?;
    Ok(rows
        .iter()
        .map(|row| Missing {
            id: row.enterprise_id,
            name: row.enterprise.clone(),
            prior: row.prior.map_or_else(String::new, |value| {
                format!(
                    "{} {}",
                    first.show(value, ctx.lang),
                    first.unit_name(ctx.lang)
                )
            }),
        })
        .collect())
}

fn obstacles(rows: Vec<db::OpenObstacle>) -> Vec<Obstacle> {
    let today = i18n::today();
    rows.into_iter()
        .take(OBSTACLES)
        .map(|row| Obstacle {
            id: row.id,
            content: row.content,
            enterprise: row.enterprise.unwrap_or_default(),
            lead: row.lead.unwrap_or_default(),
            overdue: row.due_on.is_some_and(|due| due < today),
            due: row.due_on.map_or_else(String::new, i18n::format_date),
        })
        .collect()
}

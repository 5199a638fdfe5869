//! The page of what is due, from whom, and how late.

use super::board::{Coverage, Placed, Wanted};
use super::db;
use super::model::{Round, Standing};
use super::rules::{Rules, placed};
use super::summary::{Group, Summary};
use super::view::{self, BoardPage, CoverageLine, DutyLine, RoundTab};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Permission, Year};
use crate::platform::registry::store;
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Answer, AppError, Ctx, FormData, Page};
use crate::registers::tasks;
use crate::registers::zones::ZONE;
use crate::returns::filings;
use axum::extract::RawQuery;
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

const PAGE_ROWS: usize = 100;

/// What was asked for; words to look for are too many to keep.
async fn summary(
    ctx: &Ctx,
    placed: Arc<Vec<Placed>>,
    rounds: &[Round],
    wanted: &Wanted,
    state: &str,
    name: String,
) -> Result<Arc<Summary>, AppError> {
    let searching = !wanted.search.is_empty();
    let (contacts, zones) = (
        ctx.actor.may(Permission::ReadContacts),
        ctx.actor.zones.as_deref(),
    );
    let name = format!(
        "duties-summary/{name}/{contacts}/{zones:?}/{:?}/{wanted:?}/{state}",
        ctx.lang
    );
    let load = async { Ok(Summary::of(placed, rounds, wanted, state, ctx.say(NOBODY))) };
    if searching {
        load.await.map(Arc::new)
    } else {
        ctx.state.memo.get(&ctx.state.db, name, load).await
    }
}

pub(super) async fn board_page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let rules = Rules::load(&ctx).await?;
    let known = filings::db::years(&ctx.state.db).await?;
    let year = query.read("year")?.or_else(|| rules.current_year(&known));
    let year = year
        .or_else(|| Year::new(rules.today.year()))
        .ok_or(AppError::NotFound)?;
    let rounds = rules.rounds(year);
    let placed = placed(&ctx, year, &rounds, rules.today).await?;
    let wanted = wanted(&query)?;
    let page = ctx.page(format!(
        "{} {year}",
        ctx.say(Text::new("Báo cáo phải nộp năm", "Reports due for"))
    ));
    let state = if query.has("state") {
        query.get("state")
    } else {
        "open"
    }
    .to_owned();
    let name = format!("{year}/{}", rules.today);
    let summary = summary(&ctx, placed, &rounds, &wanted, &state, name).await?;
    let line = |placed: &Placed| {
        let round = &rounds[placed.duty.round];
        DutyLine::new(placed, round, summary.weight, rules.today, ctx.lang)
    };
    if let Some(kind) = FileKind::from_code(query.get("format")) {
        let lines: Vec<DutyLine> = summary.listed(0, usize::MAX).map(line).collect();
        return view::table(&lines, year.number(), ctx.lang).download(kind);
    }
    let number = query
        .get("page")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, 10_000);
    let years: Vec<i32> = years_offered(&known, year, rules.today);
    let first = (number - 1) * PAGE_ROWS;
    let rows = with_entered(&ctx, summary.listed(first, PAGE_ROWS).map(line).collect()).await?;
    let zones = store::options(&ctx.state.db, &ZONE, ctx.actor.zones.as_deref()).await?;
    let officers = db::officers(&ctx.state.db).await?;
    let template = BoardPage {
        work: tasks::overdue_panel(&ctx).await?,
        year: year.number(),
        years,
        any_round: !rounds.is_empty(),
        nothing: summary.placed.is_empty(),
        all_rounds: format!("/duties?year={year}"),
        rounds: tabs(&rounds, &summary.rounds, &wanted, year, &ctx),
        coverage: CoverageLine::new(String::new(), String::new(), summary.coverage, ctx.lang),
        weight_year: year.before().number(),
        states: states(&page, &summary),
        by_zone: groups(&page, "zone", &summary.by_zone, &ctx),
        by_officer: groups(&page, "officer", &summary.by_officer, &ctx),
        rows,
        previous: (number > 1).then(|| page.with_query("page", &(number - 1).to_string())),
        next: (summary.listed.len() > number * PAGE_ROWS)
            .then(|| page.with_query("page", &(number + 1).to_string())),
        zones: choices(zones, wanted.zone),
        officers: choices(officers, wanted.officer),
        nobody: wanted.officer == Some(0),
        search: wanted.search,
        form: wanted
            .form
            .map_or_else(String::new, |form| form.to_string()),
        period: wanted.period,
        state,
        may_enter: ctx.actor.may(Permission::EnterFilings),
        downloads: ["xlsx", "csv"]
            .map(|kind| (kind, page.with_query("format", kind)))
            .into(),
        page,
    };
    web::ok(&template)
}

/// Which duties are asked for.
fn wanted(query: &FormData) -> Result<Wanted, AppError> {
    Ok(Wanted {
        form: query.read("form")?,
        period: query.get("period").to_owned(),
        zone: query.read("zone")?,
        officer: query.read("officer")?,
        search: query.get("q").to_owned(),
    })
}

/// The lines with how many cells of their reports are typed.
async fn with_entered(ctx: &Ctx, mut rows: Vec<DutyLine>) -> Result<Vec<DutyLine>, AppError> {
    let begun: Vec<i64> = rows.iter().filter_map(|row| row.filing_id).collect();
    let entered = db::entered(&ctx.state.db, &begun).await?;
    for row in &mut rows {
        row.entered = row
            .filing_id
            .and_then(|id| entered.get(&id).copied())
            .unwrap_or(0);
    }
    Ok(rows)
}

/// What there is to choose from, with the one chosen.
fn choices(offered: Vec<(i64, String)>, chosen: Option<i64>) -> Vec<(i64, String, bool)> {
    let choice = |(id, name)| (id, name, chosen == Some(id));
    offered.into_iter().map(choice).collect()
}

const NOBODY: Text = Text::new("(chưa giao ai)", "(nobody yet)");

/// Years to switch between: those with data, this one and the one shown, newest first.
fn years_offered(known: &[i32], shown: Year, today: NaiveDate) -> Vec<i32> {
    let mut years: Vec<i32> = known
        .iter()
        .copied()
        .chain([shown.number(), today.year()])
        .collect();
    years.sort_unstable();
    years.dedup();
    years.reverse();
    years.truncate(6);
    years
}

fn tabs(
    rounds: &[Round],
    coverage: &[Coverage],
    wanted: &Wanted,
    year: Year,
    ctx: &Ctx,
) -> Vec<RoundTab> {
    let tab = |(round, coverage): (&Round, &Coverage)| RoundTab {
        href: format!(
            "/duties?year={year}&form={}&period={}",
            round.form_id, round.period
        ),
        label: format!("{} · {}", round.code, round.period.words(ctx.lang)),
        due: round.due.map_or_else(String::new, i18n::format_date),
        received: coverage.received,
        owed: coverage.owed,
        current: wanted.form == Some(round.form_id) && wanted.period == round.period.to_string(),
    };
    rounds.iter().zip(coverage).map(tab).collect()
}

/// The standings as filters, each with how many there are.
fn states(page: &Page, summary: &Summary) -> Vec<(&'static str, &'static str, String, String)> {
    let entry = |code: &'static str, words: Text, count: usize| {
        (
            code,
            words.in_lang(page.lang),
            i18n::format_number(count.into(), 0, page.lang),
            page.with_query("state", code),
        )
    };
    let mut entries = vec![entry(
        "open",
        Text::new("Cần làm", "To do"),
        summary.count(Standing::is_open),
    )];
    for standing in Standing::ALL {
        entries.push(entry(
            standing.code(),
            standing.words(),
            summary.count(|other| other == standing),
        ));
    }
    entries.push(entry(
        "all",
        Text::new("Tất cả", "All"),
        summary.count(|_| true),
    ));
    entries.retain(|(code, _, count, _)| matches!(*code, "open" | "all") || count != "0");
    entries
}

fn groups(page: &Page, key: &str, groups: &[Group], ctx: &Ctx) -> Vec<CoverageLine> {
    let line = |((name, id), coverage): &Group| {
        CoverageLine::new(
            name.clone(),
            page.with_query(key, &id.to_string()),
            *coverage,
            ctx.lang,
        )
    };
    groups.iter().map(line).collect()
}

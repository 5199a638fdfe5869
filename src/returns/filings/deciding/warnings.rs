//! Everything the checks say about all reports of a period, by its effect on the board's totals.

use std::sync::Arc;

use axum::extract::{Path, RawQuery};
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::db;
use super::view::{PeriodWarning, WarningsPage};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity::Unit;
use crate::foundation::kernel::{Actor, Period, Permission, Reporter, Vintage};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::returns::figures::vintage_words;
use crate::returns::filings::lines::WarningLine;
use crate::returns::filings::load::Loaded;
use crate::returns::filings::many::{Board, load_many};
use crate::returns::filings::model::{State, key_text};
use crate::returns::filings::row_words::shown;
use crate::returns::filings::rows::cell_name;
use crate::returns::filings::standards::Standards;
use crate::standards::checks::{self, Finding, Severity};
use crate::standards::forms::{self, Form};

/// Findings on one page.
const PAGE_ROWS: usize = 100;
/// Reports held in memory at a time: what one says of itself is a few dozen kilobytes.
const AT_ONCE: usize = 200;

pub fn routes() -> Routes {
    Routes::new().get(
        "/warnings/{form}/{period}",
        Access::Needs(Permission::ReadFilings),
        warnings_page,
    )
}

/// One finding, which of the reports it is about, and what its cell says.
struct Found {
    report: usize,
    finding: Finding,
    reason: String,
    value: Option<(Decimal, &'static Unit)>,
}

impl Found {
    /// Under which tab it is listed.
    fn tab(&self) -> &'static str {
        match self.finding.severity {
            Severity::Information => "noted",
            Severity::Explain if !self.reason.is_empty() => "explained",
            Severity::Explain | Severity::Blocks => "open",
        }
    }
}

/// A period's reports of one vintage with what the checks say about them, what moves a total most first.
pub struct Checked {
    pub vintage: Vintage,
    /// The vintages there are reports of, the firmest first.
    pub vintages: Vec<Vintage>,
    pub reports: Vec<Checklist>,
    found: Vec<Found>,
    standards: Arc<Standards>,
}

/// A report that was checked, as far as its findings need to name it.
pub struct Checklist {
    filing_id: i64,
    name: String,
    state: State,
}

impl Checked {
    /// How many things the checks found.
    pub fn count(&self) -> usize {
        self.found.len()
    }
}

/// Checks all reports of a period that somebody has begun; those of the firmest vintage, unless another is asked for.
///
/// # Errors
/// Whatever the database says.
pub async fn check_period(
    db: &PgPool,
    form: &Form,
    period: Period,
    wanted: Option<Vintage>,
    actor: &Actor,
    lang: Lang,
) -> Result<Checked, AppError> {
    let begun = db::begun(db, form.id, &period.to_string(), actor.zones.as_deref()).await?;
    let begun: Vec<(Vintage, Reporter)> = begun
        .into_iter()
        .filter_map(|(code, id)| Some((Vintage::from_code(&code)?, id)))
        .collect();
    let mut vintages: Vec<Vintage> = begun.iter().map(|(vintage, _)| *vintage).collect();
    vintages.dedup();
    let vintage = wanted
        .or_else(|| vintages.first().copied())
        .unwrap_or(form.vintage);
    let of_vintage = Form {
        vintage,
        ..form.clone()
    };
    let reporters: Vec<Reporter> = begun
        .iter()
        .filter(|(known, _)| *known == vintage)
        .map(|(_, id)| *id)
        .collect();
    let (mut reports, mut found) = (Vec::with_capacity(reporters.len()), Vec::new());
    let board = Board::load(db, period).await?;
    for portion in reporters.chunks(AT_ONCE) {
        for loaded in load_many(db, &board, &of_vintage, period, portion, actor)
            .await?
            .into_values()
        {
            found.extend(findings(&loaded, reports.len(), lang));
            reports.push(Checklist {
                filing_id: loaded.filing.id,
                name: loaded.filing.name(),
                state: loaded.state,
            });
        }
    }
    // Where the effect is the same, in the order of names.
    found.sort_by(|one: &Found, other: &Found| {
        reports[one.report].name.cmp(&reports[other.report].name)
    });
    checks::rank(&mut found, |found| found.finding.effect);
    Ok(Checked {
        vintage,
        vintages,
        reports,
        found,
        standards: Standards::load(db).await?,
    })
}

/// What the checks say about one report. What is still empty in a draft is no news.
fn findings(loaded: &Loaded, report: usize, lang: Lang) -> Vec<Found> {
    let found = |finding: Finding| {
        let key = (finding.indicator_id, finding.measure);
        let entry = loaded.entries.get(&key);
        Found {
            report,
            reason: entry
                .and_then(|entry| entry.reason.clone())
                .unwrap_or_default(),
            value: entry.and_then(|entry| entry.value).zip(loaded.unit(key)),
            finding,
        }
    };
    loaded
        .findings(lang)
        .into_iter()
        .filter(|finding| finding.code != "V02")
        .map(found)
        .collect()
}

async fn warnings_page(
    ctx: Ctx,
    Path((form, period)): Path<(i64, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
    let db = &ctx.state.db;
    let form = forms::db::forms(db)
        .await?
        .into_iter()
        .find(|known| known.id == form && known.covers(period));
    let form = form.ok_or(AppError::NotFound)?;
    let wanted = query.choice("vintage", Vintage::from_code)?;
    let checked = checked(&ctx, &form, period, wanted).await?;
    let page = ctx.page(ctx.say(Text::new(
        "Cảnh báo của kỳ báo cáo",
        "Warnings of the period",
    )));
    let show = ["open", "explained", "noted"]
        .into_iter()
        .find(|tab| *tab == query.get("show"))
        .unwrap_or("open");
    let listed: Vec<&Found> = checked
        .found
        .iter()
        .filter(|found| found.tab() == show)
        .collect();
    let last = listed.len().div_ceil(PAGE_ROWS).max(1);
    let number = query
        .get("page")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, last);
    let first = (number - 1) * PAGE_ROWS;
    let line_at = checks::line(&listed, |found| found.finding.effect);
    let year = period.year().number();
    let other_page = |number: usize| page.with_query("page", &number.to_string());
    let template = WarningsPage {
        form_id: form.id,
        report: format!(
            "{} – {}, {}",
            form.code,
            form.name(ctx.lang),
            period.words(ctx.lang)
        ),
        vintages: checked
            .vintages
            .iter()
            .map(|vintage| {
                (
                    vintage.code(),
                    vintage_words(*vintage).in_lang(ctx.lang).to_owned(),
                    *vintage == checked.vintage,
                )
            })
            .collect(),
        reports: checked.reports.len(),
        tabs: tabs(&checked, &page),
        show,
        rows: listed
            .iter()
            .skip(first)
            .take(PAGE_ROWS)
            .filter_map(|found| row(&checked, found, &page, year))
            .collect(),
        line_at: line_at
            .and_then(|at| at.checked_sub(first))
            .filter(|at| *at < PAGE_ROWS),
        previous: (number > 1).then(|| other_page(number - 1)),
        next: (number < last).then(|| other_page(number + 1)),
        period: period.to_string(),
        page,
    };
    web::ok(&template)
}

/// What the checks say of a period, computed once while nothing is written.
async fn checked(
    ctx: &Ctx,
    form: &Form,
    period: Period,
    wanted: Option<Vintage>,
) -> Result<Arc<Checked>, AppError> {
    let db = &ctx.state.db;
    let name = format!(
        "checked/{}/{period}/{wanted:?}/{:?}/{:?}",
        form.id, ctx.actor.zones, ctx.lang
    );
    let check = check_period(db, form, period, wanted, &ctx.actor, ctx.lang);
    ctx.state.memo.get(db, name, check).await
}

/// The three lists of warnings, each with how many it has.
fn tabs(checked: &Checked, page: &Page) -> Vec<(&'static str, &'static str, usize, String)> {
    let tab = |(code, words): (&'static str, Text)| {
        let count = checked.found.iter().filter(|found| found.tab() == code);
        (
            code,
            words.in_lang(page.lang),
            count.count(),
            page.with_query("show", code),
        )
    };
    [
        ("open", Text::new("Chưa giải trình", "Unexplained")),
        ("explained", Text::new("Đã giải trình", "Explained")),
        ("noted", Text::new("Để biết", "For information")),
    ]
    .map(tab)
    .into()
}

fn row(checked: &Checked, found: &Found, page: &Page, year: i32) -> Option<PeriodWarning> {
    let (report, finding, lang) = (
        checked.reports.get(found.report)?,
        &found.finding,
        page.lang,
    );
    let (key, catalogue) = (
        (finding.indicator_id, finding.measure),
        &checked.standards.catalogue,
    );
    let rate = checked.standards.usd_rate(year);
    let value = || {
        let (indicator, (value, unit)) = (catalogue.by_id(key.0)?, found.value?);
        Some(format!(
            "{} {}",
            shown(indicator, value, unit, rate, lang),
            indicator.unit_words(unit, lang)
        ))
    };
    let percent = |effect: Decimal| i18n::format_percent(effect * Decimal::ONE_HUNDRED, 2, lang);
    Some(PeriodWarning {
        filing_id: report.filing_id,
        enterprise: report.name.clone(),
        state: report.state.words().in_lang(lang),
        tone: report.state.tone(),
        value: value().unwrap_or_default(),
        blocks: finding.severity == Severity::Blocks,
        warning: WarningLine {
            key: key_text(key),
            name: cell_name(key, catalogue, lang),
            code: finding.code,
            message: finding.message.clone(),
            effect: finding.effect.map_or_else(String::new, percent),
            reason: found.reason.clone(),
        },
    })
}

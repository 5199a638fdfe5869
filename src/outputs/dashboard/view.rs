//! What the dashboard templates show.

use askama::Template;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::line::{Ground, Line};
use super::overview::Overview;
use crate::foundation::charts;
use crate::foundation::i18n::wording::{self, Verdict};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Vintage;
use crate::foundation::kernel::Year;
use crate::foundation::kernel::percent::{Ratio, Reason};
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::web::Page;
use crate::registers::structure::{Frame, Switch};
use crate::returns::figures::vintage_words;
use crate::standards::indicators::Known;

#[derive(Template)]
#[template(path = "outputs/dashboard/page.html")]
pub struct DashboardPage {
    pub page: Page,
    pub switch: Switch,
    pub frame: Frame,
    /// Why there is no plan to compare with; empty where there is one.
    pub no_plan: &'static str,
    pub year: i32,
    /// Years and their pages.
    pub years: Vec<(i32, String)>,
    /// The lines as a workbook.
    pub files: String,
    /// The projects in force, and those of them that operate.
    pub behind: (String, String),
    pub plan: Option<String>,
    /// Id, name, chosen.
    pub plans: Vec<(i64, String, bool)>,
    pub headline: Headline,
    pub reporting: Progress,
    /// Whether reports of the year were owed.
    pub owed: bool,
    /// The board's own totals beside the sums of its enterprises, of the year and the year before: indicator, link, words.
    pub beside: Vec<(i32, String, String, String)>,
    /// The years that are over whose own totals stand here.
    pub totals_of: Vec<i32>,
    pub lines: Vec<Row>,
    /// The indicators below the main table.
    pub more: Vec<Row>,
    pub products: Vec<Row>,
    pub zones: Vec<ZoneRow>,
    pub zone_heads: Vec<String>,
    pub enterprises: Vec<EnterpriseRow>,
    /// The figures of all enterprises, and the words.
    pub enterprise_heads: Vec<(String, String)>,
    /// Totals that one enterprise makes most of.
    pub dominant: Vec<Dominant>,
    pub land: Vec<LandRow>,
    pub missing: Vec<Missing>,
    /// The most urgent of the open ones.
    pub obstacles: Vec<Obstacle>,
    /// How many are open.
    pub open: String,
    /// Projects in force and those that operate.
    pub projects: (i64, i64),
    pub tenants: String,
    pub operating: String,
}

/// A total and the enterprise that makes most of it.
pub struct Dominant {
    pub indicator: String,
    /// The figures behind the total.
    pub href: String,
    pub enterprise_id: i64,
    pub enterprise: String,
    pub share: String,
}

/// One sentence: what is met, what needs attention.
pub struct Headline {
    pub verdict: String,
    pub attention: Vec<(String, String)>,
}

/// How far the year's reports are.
pub struct Progress {
    /// Nobody owes a report: there is nothing to be complete.
    pub nobody: bool,
    pub expected: String,
    pub accepted: String,
    pub share: String,
    pub missing: Option<String>,
    pub chart: String,
}

/// One indicator, ready to show.
pub struct Row {
    pub code: String,
    pub name: String,
    pub unit: String,
    pub href: String,
    pub prior_href: String,
    pub actual: String,
    pub plan: String,
    pub percent: String,
    /// Why there is no percentage.
    pub percent_note: String,
    pub tone: &'static str,
    /// The verdict is never said by colour alone.
    pub icon: &'static str,
    pub verdict: &'static str,
    pub prior: String,
    pub change: String,
    pub change_note: &'static str,
    /// How firm the actual is.
    pub firmness: String,
    /// That the mean of what there is is beyond all numbers; see [`Line::beyond`].
    pub too_large: &'static str,
    pub bullet: String,
    /// What is said of the actual and of the year before where nobody owed what they rest on.
    pub ground: &'static str,
    pub prior_ground: &'static str,
    /// Who is missing from the actual and from the year before, and the pages that name them; empty of whole totals.
    pub covers: String,
    pub prior_covers: String,
    pub covers_href: String,
    pub prior_covers_href: String,
}

impl Row {
    /// Whether there is a figure or a target, or a reason why there is none.
    pub fn says_something(&self) -> bool {
        self.actual != "–" || self.plan != "–" || !self.too_large.is_empty()
    }

    pub fn new(line: &Line, plan_query: &str, lang: Lang) -> Row {
        let indicator = &line.indicator;
        let year = line.year;
        let show = |value: Option<Decimal>| {
            value.map_or_else(|| "–".to_owned(), |value| indicator.show(value, lang))
        };
        let percent = line.percent_of_plan();
        let (change, change_note) = change(line, lang);
        let judged = percent.value().map(|value| wording::of_plan(value, 1));
        let (tone, verdict) = verdict(judged.map(|judged| judged.verdict));
        let note = |ratio: Ratio| match ratio.reason() {
            None => String::new(),
            Some(Reason::MissingBase) => {
                Text::new("chưa giao", "no target").in_lang(lang).to_owned()
            }
            Some(Reason::Incomplete) => so_far(line, lang),
            Some(reason) => reason.text().in_lang(lang).to_owned(),
        };
        let row = Row {
            code: indicator.code.clone(),
            name: indicator.name(lang).to_owned(),
            unit: indicator.unit_name(lang).to_owned(),
            href: behind(line, year),
            prior_href: behind(line, year.before()),
            actual: show(line.actual),
            plan: show(line.plan),
            percent: judged.map_or_else(|| i18n::UNDEFINED.to_owned(), |judged| judged.text(lang)),
            percent_note: note(percent),
            tone,
            icon: match tone {
                "ok" => "check",
                "warn" => "alert-triangle",
                _ => "x",
            },
            verdict: verdict.in_lang(lang),
            prior: show(line.prior),
            change,
            change_note,
            firmness: firmness(line, lang),
            too_large: if line.beyond {
                Reason::OutOfRange.text().in_lang(lang)
            } else {
                ""
            },
            bullet: String::new(),
            ground: line
                .actual
                .map_or("", |_| line.ground.words().in_lang(lang)),
            prior_ground: line
                .prior
                .map_or("", |_| line.prior_ground.words().in_lang(lang)),
            covers: line.covers(lang),
            prior_covers: line.prior_covers(lang),
            covers_href: covered(line, year),
            prior_covers_href: covered(line, year.before()),
        };
        Row {
            bullet: bullet(&row, line, plan_query, year.before().number(), lang),
            ..row
        }
    }
}

/// Where the number comes from: the enterprises behind it, or the registry it is counted from.
fn behind(line: &Line, year: Year) -> String {
    let zone = |separator: &str, name: &str| {
        line.zone
            .map_or(String::new(), |id| format!("{separator}{name}={id}"))
    };
    let projects =
        |more: &str| format!("/projects?granted_on={year}{more}{}", zone("&", "zone_id"));
    match line.indicator.known() {
        Some(Known::NewProjects) => projects(""),
        Some(Known::NewCapitalDomestic) => projects("&origin=domestic"),
        Some(Known::NewCapitalForeign) => projects("&origin=foreign"),
        Some(Known::Occupancy) => "/phase-areas?sort=-as_of".to_owned(),
        _ => format!(
            "/figures/{year}/{}{}",
            line.indicator.code,
            zone("?", "zone")
        ),
    }
}

/// Who reported a line and who is missing.
fn covered(line: &Line, year: Year) -> String {
    let zone = line.zone.map_or(String::new(), |id| format!("?zone={id}"));
    format!("/coverage/{year}/{}{zone}", line.indicator.code)
}

/// "chưa đủ báo cáo; số đã có bằng 33,2% kế hoạch": no verdict, but how far it is.
fn so_far(line: &Line, lang: Lang) -> String {
    let incomplete = Reason::Incomplete.text().in_lang(lang);
    let Some(percent) = line.so_far().value() else {
        return incomplete.to_owned();
    };
    let percent = wording::of_plan(percent, 1).text(lang);
    match lang {
        Lang::Vi => format!("{incomplete}; số đã có bằng {percent} kế hoạch"),
        Lang::En => format!("{incomplete}; what is in is {percent} of plan"),
    }
}

fn verdict(verdict: Option<Verdict>) -> (&'static str, Text) {
    let tone = match verdict {
        Some(Verdict::Met) => "ok",
        Some(Verdict::Nearly) => "warn",
        Some(Verdict::NotMet) => "bad",
        None => "neutral",
    };
    (
        tone,
        verdict.map_or(Text::new("Không so sánh", "Not compared"), Verdict::words),
    )
}

/// Change on last year: per cent, or percentage points where the indicator is itself a percentage.
fn change(line: &Line, lang: Lang) -> (String, &'static str) {
    let signed = |value: Decimal, suffix: &str| wording::change(value, 1).signed(suffix, lang);
    if line.indicator.dimension == Dimension::Percent {
        return match line.difference() {
            Some(points) => (
                signed(points, Text::new(" điểm %", " points").in_lang(lang)),
                "",
            ),
            None if !(line.is_whole() && line.prior_is_whole()) => {
                ("–".to_owned(), Reason::Incomplete.text().in_lang(lang))
            }
            None => (
                "–".to_owned(),
                Text::new("chưa có số liệu để so sánh", "no figure to compare with").in_lang(lang),
            ),
        };
    }
    match line.against_prior().change_percent() {
        Ratio::Percent(value) => (signed(value, "%"), ""),
        Ratio::Undefined(reason) => ("–".to_owned(), reason.text().in_lang(lang)),
    }
}

/// How firm a total is: one word, or the share of each – "62% chính thức, 30% sơ bộ, 8% ước". Of parts below zero there is no share:
/// then the softest is said.
fn firmness(line: &Line, lang: Lang) -> String {
    let Some(softest) = line.vintage else {
        return String::new();
    };
    let firm = Decimal::ONE - line.estimated - line.preliminary;
    let parts = [
        (Vintage::Final, firm),
        (Vintage::Preliminary, line.preliminary),
        (Vintage::Estimate, line.estimated),
    ];
    let word = |vintage: Vintage| vintage_words(vintage).in_lang(lang);
    let mixed = parts.iter().filter(|(_, part)| !part.is_zero()).count() > 1;
    if !mixed || parts.iter().any(|(_, part)| part.is_sign_negative()) {
        return word(softest).to_owned();
    }
    let said = parts.iter().filter(|(_, part)| !part.is_zero());
    let said = said.map(|(vintage, part)| {
        let share = i18n::format_percent(*part * Decimal::ONE_HUNDRED, 0, lang);
        format!("{share} {}", word(*vintage))
    });
    said.collect::<Vec<_>>().join(", ")
}

fn bullet(row: &Row, line: &Line, id: &str, prior_year: i32, lang: Lang) -> String {
    let position = |ratio: Ratio| ratio.value().and_then(|value| value.to_f64());
    let prior = line.prior_of_plan();
    let before = prior.value().map_or_else(
        || i18n::UNDEFINED.to_owned(),
        |value| wording::of_plan(value, 1).text(lang),
    );
    let title = match lang {
        _ if !line.is_whole() => format!("{}: {}", row.name, row.percent_note),
        Lang::Vi => format!(
            "{}: {} kế hoạch; năm {prior_year} bằng {before} kế hoạch",
            row.name, row.percent
        ),
        Lang::En => format!(
            "{}: {} of plan; {prior_year} was {before} of plan",
            row.name, row.percent
        ),
    };
    // What somebody is missing from is drawn as unfinished: hatched all along.
    let (length, unsure) = if line.is_whole() {
        (line.percent_of_plan(), line.estimated)
    } else {
        (line.so_far(), Decimal::ONE)
    };
    charts::bullet_row(
        &format!("b-{id}-{}", row.code),
        &title,
        position(length),
        position(prior),
        unsure.to_f64(),
    )
}

/// How many of the indicators that can be compared meet the plan, and how many cannot because reports are missing.
fn verdict_words(overview: &Overview, met: usize, compared: usize, lang: Lang) -> String {
    let unsure = overview
        .main_lines()
        .filter(|line| line.so_far().value().is_some() && !line.is_whole())
        .count();
    match (lang, compared) {
        (Lang::Vi, 0) if unsure > 0 => {
            format!("Chưa so được với kế hoạch: {unsure} chỉ tiêu chưa đủ báo cáo.")
        }
        (Lang::En, 0) if unsure > 0 => format!(
            "Not compared with the plan yet: reports are missing of {}.",
            wording::counted(unsure, ("", "indicator", "indicators"), lang)
        ),
        (Lang::Vi, 0) => "Chưa có chỉ tiêu nào so sánh được với kế hoạch.".to_owned(),
        (Lang::En, 0) => "No indicator can be compared with a plan yet.".to_owned(),
        (Lang::Vi, all) if unsure > 0 => {
            format!("{met}/{all} chỉ tiêu đạt kế hoạch; {unsure} chỉ tiêu chưa đủ báo cáo để so.")
        }
        (Lang::Vi, all) => format!("{met}/{all} chỉ tiêu đạt kế hoạch."),
        (Lang::En, all) => {
            let met = format!(
                "{met} of {} {} the plan",
                wording::counted(all, ("", "indicator", "indicators"), lang),
                wording::one_or_many(met, "meets", "meet")
            );
            match unsure {
                0 => format!("{met}."),
                _ => format!("{met}; {unsure} not compared, as reports are missing."),
            }
        }
    }
}

/// The sentence at the top: how many indicators meet the plan, and the ones furthest behind.
pub fn headline(overview: &Overview, lang: Lang) -> Headline {
    let compared: Vec<(&Line, Decimal)> = overview
        .main_lines()
        .filter_map(|line| Some((line, line.percent_of_plan().value()?)))
        .collect();
    let is_met = |percent: Decimal| wording::of_plan(percent, 1).verdict == Verdict::Met;
    let met = compared
        .iter()
        .filter(|(_, percent)| is_met(*percent))
        .count();
    let verdict = verdict_words(overview, met, compared.len(), lang);
    let mut behind: Vec<(&Line, Decimal)> = compared
        .into_iter()
        .filter(|(_, percent)| !is_met(*percent))
        .collect();
    behind.sort_by_key(|(_, percent)| *percent);
    let mut attention: Vec<(String, String)> = behind
        .iter()
        .take(3)
        .map(|(line, percent)| {
            let of_plan = Text::new("kế hoạch", "of plan").in_lang(lang);
            (
                line.indicator.name(lang).to_owned(),
                format!("{} {of_plan}", wording::of_plan(*percent, 1).text(lang)),
            )
        })
        .collect();
    // A plan can be met by a year that went down: that needs saying too.
    let falls = overview.main_lines().filter_map(|line| {
        let change = line.against_prior().change_percent().value()?;
        (change <= Decimal::from(-5) && line.indicator.dimension != Dimension::Percent)
            .then_some((line, change))
    });
    for (line, change) in falls.take(3) {
        if attention
            .iter()
            .all(|(name, _)| name != line.indicator.name(lang))
            && attention.len() < 4
        {
            let amount = wording::change(change, 1).text(lang);
            let words = match lang {
                Lang::Vi => format!("giảm {amount} so với năm {}", line.year.before()),
                Lang::En => format!("down {amount} on {}", line.year.before()),
            };
            let unknown = match (line.prior_ground, lang) {
                (Ground::Reports, _) => "",
                (_, Lang::Vi) => " (phạm vi không rõ, số liệu chuyển vào)",
                (_, Lang::En) => " (coverage unknown, moved in)",
            };
            attention.push((
                line.indicator.name(lang).to_owned(),
                format!("{words}{unknown}"),
            ));
        }
    }
    Headline { verdict, attention }
}

/// One zone: its main indicators.
pub struct ZoneRow {
    pub id: i64,
    pub name: String,
    pub cells: Vec<ZoneCell>,
}

pub struct ZoneCell {
    pub actual: String,
    pub percent: String,
    pub href: String,
    /// "3/11 doanh nghiệp" where somebody is missing.
    pub covers: String,
    pub covers_href: String,
}

/// One enterprise among the largest.
pub struct EnterpriseRow {
    pub id: i64,
    pub name: String,
    /// Value, change on last year, link to the revisions.
    pub cells: Vec<(String, String, String)>,
}

/// One zone's land, in ha.
pub struct LandRow {
    pub zone_id: i64,
    pub zone: String,
    pub planned: String,
    pub leasable: String,
    pub cleared: String,
    pub levelled: String,
    pub leased: String,
    pub left: String,
    pub occupancy: String,
    pub as_of: String,
}

pub struct Missing {
    pub id: i64,
    pub name: String,
    pub prior: String,
}

pub struct Obstacle {
    pub id: i64,
    pub content: String,
    pub enterprise: String,
    pub lead: String,
    pub due: String,
    pub overdue: bool,
}

#[derive(Template)]
#[template(path = "outputs/dashboard/zone_panel.html")]
pub struct ZonePanel {
    pub page: Page,
    pub year: i32,
    pub zone_id: i64,
    /// Tenants and those that operate, at the end of the year.
    pub enterprises: (i64, i64),
    /// Projects in force and those that operate.
    pub projects: (i64, i64),
    pub lines: Vec<Row>,
    pub land: Vec<LandRow>,
    /// Register and statement beside each other: finished HTML, empty where there are no parcels.
    pub ledger: String,
    /// What the rules say about the land: finished HTML, empty where all is well.
    pub notes: String,
}

//! What the filing templates show.

use std::collections::HashMap;

use askama::Template;
use rust_decimal::Decimal;

use super::actions::Loaded;
use super::db::{Counts, DueRow};
use super::model::{Entry, Finding, Severity, State};
use crate::figures::vintage_words;
use crate::i18n::{self, Lang, Text};
use crate::indicators::Indicator;
use crate::kernel::{Vintage, quantity};
use crate::web::Page;

#[derive(Template)]
#[template(path = "filings/list.html")]
pub struct ListPage {
    pub page: Page,
    pub year: i32,
    pub years: Vec<i32>,
    pub zones: Vec<(i64, String, bool)>,
    pub search: String,
    pub state: String,
    pub states: Vec<(&'static str, &'static str, String, String)>,
    pub rows: Vec<DueLine>,
    pub may_enter: bool,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// One enterprise in the year's list.
pub struct DueLine {
    pub enterprise_id: i64,
    pub enterprise: String,
    pub zone: String,
    pub contact: String,
    pub filing_id: Option<i64>,
    pub state: &'static str,
    pub tone: &'static str,
    pub vintage: &'static str,
    pub corrections: i32,
    pub entered: i64,
    pub submitted: String,
    pub waiting: bool,
}

impl DueLine {
    pub fn new(row: DueRow, lang: Lang) -> DueLine {
        let state = row.state.as_deref().and_then(State::from_code);
        let contact = [row.contact_name, row.contact_phone].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let submitted = match (row.submitter, row.submitted_at) {
            (Some(name), Some(at)) => format!("{name}, {}", i18n::format_time(at)),
            _ => String::new(),
        };
        DueLine {
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            zone: row.zone,
            contact,
            filing_id: row.filing_id,
            state: state.map_or(MISSING, State::words).in_lang(lang),
            tone: state.map_or("neutral", State::tone),
            vintage: row.vintage.as_deref().and_then(Vintage::from_code).map_or("", |v| vintage_words(v).in_lang(lang)),
            corrections: row.revision.unwrap_or(1) - 1,
            entered: row.entered,
            submitted,
            waiting: state == Some(State::Submitted),
        }
    }
}

const MISSING: Text = Text::new("Chưa có", "Missing");

/// The states as filters, each with how many there are.
pub fn states(page: &Page, counts: &Counts) -> Vec<(&'static str, &'static str, String, String)> {
    [
        ("", Text::new("Tất cả", "All"), counts.missing + counts.draft + counts.submitted + counts.returned + counts.accepted),
        ("missing", MISSING, counts.missing),
        ("draft", State::Draft.words(), counts.draft),
        ("submitted", State::Submitted.words(), counts.submitted),
        ("returned", State::Returned.words(), counts.returned),
        ("accepted", State::Accepted.words(), counts.accepted),
    ]
    .into_iter()
    .map(|(code, words, count)| {
        (code, words.in_lang(page.lang), i18n::format_number(count.into(), 0, page.lang), page.with_query("state", code))
    })
    .collect()
}

#[derive(Template)]
#[template(path = "filings/entry.html")]
pub struct EntryPage {
    pub page: Page,
    pub loaded: Loaded,
    pub vintage: &'static str,
    pub groups: Vec<Group>,
    pub editable: bool,
    /// May accept or return it: has the permission and is not its author.
    pub may_decide: bool,
    pub own: bool,
    pub may_reopen: bool,
    /// Findings shown at the top after an attempt to submit.
    pub blocked: Vec<(i64, String, String)>,
    /// Cells that somebody else changed: indicator, name, mine, theirs.
    pub conflicts: Vec<(i64, String, String, String)>,
    pub entered: usize,
    pub asked: usize,
    pub problems: usize,
    pub next: Option<(i64, String)>,
    pub submitted: String,
    pub decided: String,
}

/// Rows of the entry grid under one heading.
pub struct Group {
    pub title: &'static str,
    pub rows: Vec<Row>,
}

/// One indicator in the entry grid.
pub struct Row {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub part: bool,
    pub required: bool,
    pub units: Vec<(String, String, bool)>,
    pub unit: String,
    pub prior: String,
    pub plan: String,
    pub raw: String,
    /// What is stored, for the check that nobody else changed it.
    pub base: String,
    pub of_prior: String,
    pub of_plan: String,
    pub findings: Vec<(bool, String)>,
    pub reason: String,
    pub asks_reason: bool,
    pub understood: String,
}

/// What one row is made from.
pub struct RowFacts<'a> {
    pub loaded: &'a Loaded,
    pub plan: &'a HashMap<i64, Decimal>,
    pub findings: &'a [Finding],
    /// What was posted and not saved, by indicator.
    pub posted: &'a HashMap<i64, Entry>,
    /// Whether missing cells are already called wrong.
    pub attempted: bool,
    pub lang: Lang,
}

impl RowFacts<'_> {
    pub fn row(&self, indicator: &Indicator) -> Row {
        let lang = self.lang;
        let stored = self.loaded.entries.get(&indicator.id);
        let entry = self.posted.get(&indicator.id).or(stored);
        let unit = entry.and_then(|entry| quantity::unit(&entry.unit)).unwrap_or(indicator.unit);
        let prior = self.loaded.prior.get(&indicator.id).copied();
        let plan = self.plan.get(&indicator.id).copied();
        let value = entry.and_then(|entry| entry.value);
        let own: Vec<&Finding> =
            self.findings.iter().filter(|f| f.indicator_id == indicator.id && (self.attempted || f.code != "V02")).collect();
        let reason = entry.and_then(|entry| entry.reason.clone()).unwrap_or_default();
        Row {
            id: indicator.id,
            code: indicator.code.clone(),
            name: indicator.name(lang).to_owned(),
            part: indicator.part_of.is_some(),
            required: indicator.required,
            units: quantity::units_of(indicator.dimension)
                .iter()
                .map(|u| (u.code.to_owned(), indicator.unit_words(u, lang).to_owned(), u.code == unit.code))
                .collect(),
            unit: indicator.unit_words(unit, lang).to_owned(),
            prior: prior.map_or_else(String::new, |value| indicator.show_exact(value, unit, lang)),
            plan: plan.map_or_else(String::new, |value| indicator.show_exact(value, unit, lang)),
            raw: entry.map_or_else(String::new, |entry| entry.raw.clone()),
            base: stored.map_or_else(String::new, |entry| entry.raw.clone()),
            of_prior: change(value, prior, lang),
            of_plan: percent(value, plan, lang),
            asks_reason: !reason.is_empty() || own.iter().any(|f| f.severity == Severity::Explain),
            findings: own.iter().map(|f| (f.severity == Severity::Blocks, f.message.clone())).collect(),
            reason,
            understood: value.map_or_else(String::new, |value| understood(indicator, value, lang)),
        }
    }
}

/// A value in its usual unit with that unit: what the portal understood.
pub fn understood(indicator: &Indicator, value: Decimal, lang: Lang) -> String {
    format!("= {} {}", indicator.show_exact(value, indicator.unit, lang), indicator.unit_name(lang))
}

/// "+5,2%" against last year; "–" where there is no base.
pub fn change(value: Option<Decimal>, base: Option<Decimal>, lang: Lang) -> String {
    match (value, base) {
        (Some(value), Some(base)) if base > Decimal::ZERO => {
            let percent = (value - base) * Decimal::ONE_HUNDRED / base;
            let sign = if i18n::round(percent, 1) > Decimal::ZERO { "+" } else { "" };
            format!("{sign}{}", i18n::format_percent(percent, 1, lang))
        }
        (Some(_), _) => "–".to_owned(),
        (None, _) => String::new(),
    }
}

/// "94,6%" of a plan; empty without one.
pub fn percent(value: Option<Decimal>, base: Option<Decimal>, lang: Lang) -> String {
    match (value, base) {
        (Some(value), Some(base)) if base > Decimal::ZERO => i18n::format_percent(value * Decimal::ONE_HUNDRED / base, 1, lang),
        _ => String::new(),
    }
}

#[derive(Template)]
#[template(path = "filings/history.html")]
pub struct HistoryPage {
    pub page: Page,
    pub id: i64,
    pub enterprise: String,
    pub lines: Vec<HistoryLine>,
}

/// One step in a filing's life.
pub struct HistoryLine {
    pub at: String,
    pub actor: String,
    pub address: String,
    pub action: &'static str,
    pub reason: Option<String>,
    pub cells: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "filings/panel.html")]
pub struct EnterprisePanel {
    pub page: Page,
    pub enterprise_id: i64,
    pub this_year: i32,
    pub filings: Vec<OwnLine>,
    pub may_enter: bool,
}

/// One filing on its enterprise's page.
pub struct OwnLine {
    pub id: i64,
    pub period: String,
    pub vintage: &'static str,
    pub state: &'static str,
    pub tone: &'static str,
    pub corrections: i32,
}

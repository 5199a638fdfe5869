//! The page a report is entered on.

use super::actions::CellConflict;
use super::answers::{self, AnswerAttempt};
use super::db;
use super::deciding::{self, Change};
use super::lines::ChangeLine;
use super::lines::{change_line, conflict_line, flag_line, ranked};
use super::load::Loaded;
use super::model::{Entry, Key, State, key_text};
use super::rows::{Columns, RowFacts, cell_name};
use super::view::EntryPage;
use super::view::Refused;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::Permission;
use crate::platform::web::{self, Answer, AppError, Ctx};
use crate::registers::evidence;
use crate::returns::figures::vintage_words;
use crate::returns::plans;
use crate::standards::checks::Finding;
use axum::http::StatusCode;
use chrono::Utc;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What an attempt to save or submit left behind.
#[derive(Default)]
pub struct Attempt {
    pub(super) posted: HashMap<Key, Entry>,
    pub(super) answers: AnswerAttempt,
    pub(super) conflicts: Vec<CellConflict>,
    pub(super) blocked: Vec<Finding>,
    pub(super) attempted: bool,
    /// Nothing of what was posted is saved.
    pub(super) unsaved: bool,
    /// A field beside the grid that was refused.
    pub(super) refused: Option<Refused>,
}

impl From<Refused> for Attempt {
    fn from(refused: Refused) -> Attempt {
        Attempt {
            refused: Some(refused),
            ..Attempt::default()
        }
    }
}

/// The page of a report, after an attempt or without one.
///
/// # Errors
/// Whatever the database says.
pub async fn show(ctx: &Ctx, status: StatusCode, loaded: Loaded, attempt: Attempt) -> Answer {
    let (lang, db) = (ctx.lang, &ctx.state.db);
    let findings = loaded.findings(lang);
    let plan = plan_of(ctx, &loaded).await?;
    let columns = Columns::new(&loaded.lines, loaded.period, lang);
    let facts = RowFacts {
        loaded: &loaded,
        plan: &plan,
        findings: &findings,
        posted: &attempt.posted,
        attempted: attempt.attempted,
        lang,
    };
    let groups = facts.groups(&columns);
    let (warnings, line_at) = ranked(&loaded, &findings, attempt.attempted, lang);
    let name = |key: Key| cell_name(key, &loaded.catalogue, lang);
    let blocked = |f: &Finding| {
        let key = (f.indicator_id, f.measure);
        (key_text(key), name(key), f.message.clone())
    };
    let conflict = |c: &CellConflict| conflict_line(c, &loaded, lang);
    let editable = loaded.is_editable() && ctx.actor.may(Permission::EnterFilings);
    let own = is_own(ctx, &loaded).await?;
    let waiting = loaded.state == State::Submitted && ctx.actor.may(Permission::DecideFilings);
    let changes = changes_since(db, &loaded, lang).await?;
    let due = loaded.form.due(loaded.period, &loaded.standards.calendar);
    let panel = answers::panel(db, &loaded, &attempt.answers, lang).await?;
    let page = ctx.page(loaded.filing.name());
    let template = EntryPage {
        evidence: evidence::panel(ctx, evidence::Owner::Filing(loaded.filing.id)).await?,
        form_name: loaded.form.name(lang).to_owned(),
        period: loaded.period.words(lang),
        vintage: ctx.say(vintage_words(loaded.vintage)),
        entered: entered(&loaded),
        asked: loaded.asked.iter().filter(|asked| asked.required).count(),
        problems: findings.iter().filter(|f| f.code != "V02").count(),
        columns,
        groups,
        editable,
        may_decide: waiting && !own,
        own: waiting && own,
        may_reopen: loaded.state == State::Accepted && ctx.actor.may(Permission::EnterFilings),
        blocked: attempt
            .blocked
            .iter()
            .map(blocked)
            .chain(panel.faults)
            .collect(),
        unsaved: attempt.unsaved,
        refused: attempt.refused,
        decides_next: ctx.actor.may(Permission::DecideFilings) && !loaded.state.editable(),
        questions: panel.lines,
        before: loaded.period.before().short(lang),
        conflicts: attempt
            .conflicts
            .iter()
            .map(conflict)
            .chain(panel.conflicts)
            .collect(),
        warnings,
        line_at,
        flags: loaded
            .flags
            .iter()
            .map(|flag| flag_line(flag, &loaded, lang))
            .collect(),
        changes,
        unlocked_until: loaded
            .closing
            .unlocked_until
            .map_or_else(String::new, i18n::format_time),
        submitted: signed(&loaded.filing.submitter, loaded.filing.submitted_at),
        decided: signed(&loaded.filing.decider, loaded.filing.decided_at),
        due: due.map_or_else(String::new, i18n::format_date),
        late: due.is_some_and(|due| due < handed_in(&loaded)),
        loaded,
        page,
    };
    web::render(status, &template)
}

/// Whether the reader typed some of it or handed it in, and so does not decide on it.
async fn is_own(ctx: &Ctx, loaded: &Loaded) -> Result<bool, AppError> {
    let (filing, account) = (&loaded.filing, ctx.actor.account_id);
    let typed = db::typed_by(&mut *ctx.state.db.acquire().await?, filing.id, account).await?;
    Ok(typed || filing.submitted_by == Some(account))
}

fn signed(name: &Option<String>, at: Option<chrono::DateTime<Utc>>) -> String {
    match (name, at) {
        (Some(name), Some(at)) => format!("{name}, {}", i18n::format_time(at)),
        _ => String::new(),
    }
}

/// The day it first came in; today while it has not.
fn handed_in(loaded: &Loaded) -> chrono::NaiveDate {
    loaded
        .filing
        .first_submitted_at
        .map_or_else(i18n::today, |at| i18n::vietnam_time(at).date_naive())
}

/// What the report now handed in says differently than the time before.
async fn changes_since(
    db: &sqlx::PgPool,
    loaded: &Loaded,
    lang: Lang,
) -> Result<Vec<ChangeLine>, AppError> {
    if !matches!(loaded.state, State::Submitted | State::Accepted) {
        return Ok(Vec::new());
    }
    let last = deciding::db::last_submissions(db, loaded.filing.id).await?;
    let changes = match last.as_slice() {
        [now, before] => deciding::changes(before, now),
        _ => Vec::new(),
    };
    let line = |change: &Change| {
        answers::changed(change, loaded, lang).unwrap_or_else(|| change_line(change, loaded, lang))
    };
    Ok(changes.iter().map(line).collect())
}

pub(super) fn entered(loaded: &Loaded) -> usize {
    loaded
        .entries
        .values()
        .filter(|entry| !entry.raw.is_empty())
        .count()
}

/// The enterprise's targets in the year's main plan; a project has none of its own.
pub(super) async fn plan_of(ctx: &Ctx, loaded: &Loaded) -> Result<HashMap<i64, Decimal>, AppError> {
    let year = loaded.period.year().number();
    if loaded.filing.project_id.is_some() {
        return Ok(HashMap::new());
    }
    let targets =
        plans::db::of_enterprise(&ctx.state.db, year, loaded.filing.enterprise_id).await?;
    Ok(targets.into_iter().collect())
}

//! The entry page of a report, and the decisions on it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, Utc};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::actions::{self, CellConflict, Submission};
use super::answers::actions::{AnswerConflict, Refusal, same_as_stored as same_answers, save as save_draft};
use super::answers::{self, AnswerAttempt};
use super::db;
use super::history;
use super::life;
use super::load::{self, Loaded, load};
use super::model::{CellInput, CellOrigin, Entry, Key, State, key_text};
use super::record::check_lengths;
use super::review::{self, Change, Flag};
use super::rows::{Columns, RowFacts, cell_name};
use super::view::{ChangeLine, ConflictLine, EnterprisePanel, EntryPage, FlagLine, OwnLine, WarningLine};
use crate::checks::{self, Finding};
use crate::evidence;
use crate::figures::vintage_words;
use crate::forms;
use crate::i18n::{self, Lang, Text};
use crate::kernel::{Measure, Period, Permission, Reporter, Vintage, quantity};
use crate::plans;
use crate::registry::routes::futures::BoxedHtml;
use crate::web::flash::{Tone, see_other};
use crate::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .post("/filings", enter, start)
        .get("/filings/{id}", read, entry_page)
        .post("/filings/{id}", enter, save)
        .post("/filings/{id}/cells", enter, save_cell)
        .post("/filings/{id}/next", enter, next)
        .get("/filings/{id}/live", read, live)
        .get("/filings/{id}/history", read, history::page)
        .merge(answers::proposals::routes())
        .merge(life::routes())
        .merge(review::routes::routes())
}

async fn start(ctx: Ctx, data: FormData) -> Answer {
    let reporter: Reporter = data.get("enterprise").parse().map_err(|()| AppError::NotFound)?;
    let form: i64 = data.get("form").parse().map_err(|_| AppError::NotFound)?;
    let period: Period = data.get("period").parse().map_err(|()| {
        let text = "Xin nhập kỳ báo cáo, ví dụ 2022, 2022-Q3, 2022-H1, 2022-07.";
        AppError::Refused(Text::new(text, "Please enter a period such as 2022, 2022-Q3, 2022-H1 or 2022-07."))
    })?;
    let vintage = Vintage::from_code(data.get("vintage"));
    let id = actions::start(&ctx.state.db, &ctx.actor, &ctx.origin(), (reporter, form), period, vintage).await?;
    Ok(web::flash::redirect(&format!("/filings/{id}")))
}

/// Opens the report of the next one that owes this form for this period: asked when the button is pressed, because looking
/// through everybody who owes nothing any more takes longer than the page it stands on.
async fn next(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let (db, zones) = (&ctx.state.db, ctx.actor.zones.as_deref());
    let (filing, form, period) = load::subject(db, id, zones).await?;
    let Some(reporter) = db::next_due(db, &filing, period, &form, zones).await? else {
        let text = Text::new(
            "Sau doanh nghiệp này không còn ai nợ biểu này của kỳ.",
            "Nobody after this enterprise still owes this form for the period.",
        );
        return Ok(see_other(&format!("/filings/{id}"), Tone::Ok, ctx.say(text)));
    };
    let vintage = Vintage::from_code(&filing.vintage);
    let id = actions::start(db, &ctx.actor, &ctx.origin(), (reporter, form.id), period, vintage).await?;
    Ok(web::flash::redirect(&format!("/filings/{id}")))
}

async fn entry_page(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    show(&ctx, StatusCode::OK, loaded, Attempt::default()).await
}

/// What an attempt to save or submit left behind.
#[derive(Default)]
struct Attempt {
    posted: HashMap<Key, Entry>,
    answers: AnswerAttempt,
    conflicts: Vec<CellConflict>,
    blocked: Vec<Finding>,
    attempted: bool,
    /// Nothing of what was posted is saved.
    unsaved: bool,
}

async fn show(ctx: &Ctx, status: StatusCode, loaded: Loaded, attempt: Attempt) -> Answer {
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
    let typed = db::typed_by(&mut *db.acquire().await?, loaded.filing.id, ctx.actor.account_id).await?;
    let own = typed || loaded.filing.submitted_by == Some(ctx.actor.account_id);
    let waiting = loaded.state == State::Submitted && ctx.actor.may(Permission::DecideFilings);
    let changes = changes_since(db, &loaded).await?;
    let due = loaded.form.due(loaded.period, &loaded.standards.calendar);
    let signed = |name: &Option<String>, at: Option<chrono::DateTime<Utc>>| match (name, at) {
        (Some(name), Some(at)) => format!("{name}, {}", i18n::format_time(at)),
        _ => String::new(),
    };
    let handed_in = loaded.filing.first_submitted_at.map_or_else(i18n::today, |at| i18n::vietnam_time(at).date_naive());
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
        blocked: attempt.blocked.iter().map(blocked).chain(panel.faults).collect(),
        unsaved: attempt.unsaved,
        questions: panel.lines,
        before: loaded.period.before().short(lang),
        conflicts: attempt.conflicts.iter().map(conflict).chain(panel.conflicts).collect(),
        warnings,
        line_at,
        flags: loaded.flags.iter().map(|flag| flag_line(flag, &loaded, lang)).collect(),
        changes: changes
            .iter()
            .map(|change| answers::changed(change, &loaded, lang).unwrap_or_else(|| change_line(change, &loaded, lang)))
            .collect(),
        unlocked_until: loaded.closing.unlocked_until.map_or_else(String::new, i18n::format_time),
        submitted: signed(&loaded.filing.submitter, loaded.filing.submitted_at),
        decided: signed(&loaded.filing.decider, loaded.filing.decided_at),
        due: due.map_or_else(String::new, i18n::format_date),
        late: due.is_some_and(|due| due < handed_in),
        loaded,
        page,
    };
    web::render(status, &template)
}

/// The findings as a list, what moves a printed total most first, and where nothing more moves any.
fn ranked(loaded: &Loaded, findings: &[Finding], attempted: bool, lang: Lang) -> (Vec<WarningLine>, Option<usize>) {
    let mut ranked: Vec<Finding> = findings.iter().filter(|f| attempted || f.code != "V02").cloned().collect();
    checks::rank(&mut ranked, |found| found.effect);
    let line_at = checks::line(&ranked, |found| found.effect);
    let line = |found: &Finding| {
        let key = (found.indicator_id, found.measure);
        let percent = |effect: Decimal| i18n::format_percent(effect * Decimal::ONE_HUNDRED, 2, lang);
        WarningLine {
            key: key_text(key),
            name: cell_name(key, &loaded.catalogue, lang),
            code: found.code,
            message: found.message.clone(),
            effect: found.effect.map_or_else(String::new, percent),
            reason: loaded.entries.get(&key).and_then(|entry| entry.reason.clone()).unwrap_or_default(),
        }
    };
    (ranked.iter().map(line).collect(), line_at)
}

/// What the report now handed in says differently than the time before.
async fn changes_since(db: &sqlx::PgPool, loaded: &Loaded) -> Result<Vec<Change>, AppError> {
    if !matches!(loaded.state, State::Submitted | State::Accepted) {
        return Ok(Vec::new());
    }
    let last = review::db::last_submissions(db, loaded.filing.id).await?;
    Ok(match last.as_slice() {
        [now, before] => review::changes(before, now),
        _ => Vec::new(),
    })
}

/// "1.054 tỷ đồng" as typed; "–" for nothing.
fn said(raw: &str, unit: &str, indicator_id: i64, loaded: &Loaded, lang: Lang) -> String {
    let words = loaded.catalogue.by_id(indicator_id).zip(quantity::unit(unit)).map(|(i, unit)| i.unit_words(unit, lang));
    match words {
        _ if raw.is_empty() => "–".to_owned(),
        Some(words) => format!("{raw} {words}"),
        None => raw.to_owned(),
    }
}

fn flag_line(flag: &Flag, loaded: &Loaded, lang: Lang) -> FlagLine {
    let entry = loaded.entries.get(&flag.key);
    FlagLine {
        id: flag.id,
        key: key_text(flag.key),
        name: cell_name(flag.key, &loaded.catalogue, lang),
        note: flag.note.clone(),
        by: format!("{}, {}", flag.by, i18n::format_time(flag.at)),
        then: said(&flag.raw, &flag.unit, flag.key.0, loaded, lang),
        now: entry.map_or_else(|| "–".to_owned(), |entry| said(&entry.raw, &entry.unit, flag.key.0, loaded, lang)),
        answer: flag.answer.clone().unwrap_or_default(),
        answerer: flag.answerer.clone().unwrap_or_default(),
        open: flag.is_open(&loaded.entries),
    }
}

fn change_line(change: &Change, loaded: &Loaded, lang: Lang) -> ChangeLine {
    let (plain, measure) = change.key.strip_suffix('t').map_or((change.key.as_str(), Measure::Period), |k| (k, Measure::ToDate));
    let indicator_id = plain.parse().unwrap_or_default();
    let show = |kept: &Option<review::Kept>| {
        kept.as_ref().map_or_else(|| "–".to_owned(), |kept| said(&kept.raw, &kept.unit, indicator_id, loaded, lang))
    };
    ChangeLine {
        key: change.key.clone(),
        name: cell_name((indicator_id, measure), &loaded.catalogue, lang),
        before: show(&change.before),
        after: show(&change.after),
        reason: change.after.as_ref().and_then(|kept| kept.reason.clone()).unwrap_or_default(),
        text: false,
    }
}

fn entered(loaded: &Loaded) -> usize {
    loaded.entries.values().filter(|entry| !entry.raw.is_empty()).count()
}

fn conflict_line(conflict: &CellConflict, loaded: &Loaded, lang: Lang) -> ConflictLine {
    let said = |(raw, unit): &(String, String)| said(raw, unit, conflict.key.0, loaded, lang);
    ConflictLine {
        key: key_text(conflict.key),
        name: cell_name(conflict.key, &loaded.catalogue, lang),
        mine: said(&conflict.mine),
        theirs: said(&conflict.theirs),
        base: said(&conflict.base),
        by: conflict.by.clone(),
    }
}

/// The enterprise's targets in the year's main plan; a project has none of its own.
async fn plan_of(ctx: &Ctx, loaded: &Loaded) -> Result<HashMap<i64, Decimal>, AppError> {
    let year = loaded.period.year().number();
    if loaded.filing.project_id.is_some() {
        return Ok(HashMap::new());
    }
    let targets = plans::db::of_enterprise(&ctx.state.db, year, loaded.filing.enterprise_id).await?;
    Ok(targets.into_iter().collect())
}

/// Every cell of a posted form. Inputs are named by the cell: `v.7` value, `r.7` reason, `b.7` and `bu.7` what it was typed
/// over; the unit `u.7` is that of the whole line.
fn posted_cells(data: &FormData, loaded: &Loaded) -> Vec<CellInput> {
    let origin = CellOrigin::from_code(data.get("origin")).filter(|origin| *origin != CellOrigin::Derived).unwrap_or_default();
    loaded
        .lines
        .iter()
        .flat_map(|line| line.cells(&loaded.catalogue, loaded.currency).into_iter().map(move |cell| (line, cell)))
        .filter_map(|(line, cell)| {
            let key = (cell.indicator_id, cell.measure);
            let text = key_text(key);
            let part = |letter: &str| data.get(&format!("{letter}.{text}"));
            let stored_unit = || loaded.entries.get(&key).map_or(String::new(), |entry| entry.unit.clone());
            let base_unit = || if data.has(&format!("bu.{text}")) { part("bu").to_owned() } else { stored_unit() };
            let base = || (part("b").to_owned(), base_unit());
            data.has(&format!("v.{text}")).then(|| CellInput {
                key,
                raw: part("v").to_owned(),
                unit: data.get(&format!("u.{}", line.indicator_id)).to_owned(),
                reason: Some(part("r")).filter(|reason| !reason.is_empty()).map(str::to_owned),
                base: data.has(&format!("b.{text}")).then(base),
                origin,
            })
        })
        .collect()
}

/// Applies a one-click repair (`7|mvnd|300.000|V10`): what was typed stays on record in the cell's reason.
fn with_repair(mut cells: Vec<CellInput>, asked: &str, loaded: &Loaded, lang: Lang) -> Vec<CellInput> {
    let mut parts = asked.splitn(4, '|');
    let (Some(key), Some(unit), Some(raw), Some(code)) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return cells;
    };
    if let Some(cell) = cells.iter_mut().find(|cell| key_text(cell.key) == key) {
        let before = said(&cell.raw, &cell.unit, cell.key.0, loaded, lang);
        raw.clone_into(&mut cell.raw);
        unit.clone_into(&mut cell.unit);
        let after = said(&cell.raw, &cell.unit, cell.key.0, loaded, lang);
        cell.reason = Some(format!("Sửa theo gợi ý {code}: {before} → {after}"));
        cell.origin = CellOrigin::Repaired;
    }
    cells
}

/// Answers to cells that were sent back: `f.12` is that to the flag 12.
fn replies(data: &FormData, loaded: &Loaded) -> Vec<(i64, String)> {
    let answer = |flag: &Flag| {
        let name = format!("f.{}", flag.id);
        data.has(&name).then(|| (flag.id, data.get(&name).to_owned()))
    };
    loaded.flags.iter().filter_map(answer).collect()
}

/// Saves the whole form, and submits it where that button was pressed. The way that needs no script.
async fn save(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    check_lengths(&data)?;
    let mut loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    let cells = posted_cells(&data, &loaded);
    let submits = data.get("action") == "submit";
    let cells = with_repair(cells, data.get("repair"), &loaded, ctx.lang);
    if loaded.is_editable() {
        review::actions::answer(&ctx.state.db, &ctx.actor, &ctx.origin(), id, &replies(&data, &loaded)).await?;
    }
    let given = answers::posted(&data, &loaded);
    let kept = (cells.as_slice(), given.as_slice());
    let refused = match save_draft(&ctx.state.db, &ctx.actor, &ctx.origin(), &mut loaded, kept, ctx.lang).await {
        Ok(()) => None,
        // A second click on "Gửi duyệt" arrives after the first has closed the report: that is not an error.
        Err(Refusal::Closed) if submits && same_as_stored(&loaded, &cells) && same_answers(&ctx.state.db, id, &given).await? => {
            None
        }
        Err(Refusal::Closed) => return Err(AppError::Clash(CLOSED)),
        Err(Refusal::Error(error)) => return Err(error),
        Err(Refusal::TooLong) => Some((StatusCode::UNPROCESSABLE_ENTITY, Vec::new(), Vec::new())),
        Err(Refusal::Conflicts(conflicts, texts)) => Some((StatusCode::CONFLICT, conflicts, texts)),
    };
    if let Some((status, conflicts, texts)) = refused {
        let posted = cells.iter().filter_map(|cell| Some((cell.key, loaded.entry(cell, ctx.lang)?))).collect();
        let answers = AnswerAttempt::refused(given, texts);
        return show(&ctx, status, loaded, Attempt { posted, answers, conflicts, unsaved: true, ..Attempt::default() }).await;
    }
    if submits {
        return submit(&ctx, id, data.get("late_reason")).await;
    }
    Ok(see_other(&format!("/filings/{id}"), Tone::Ok, ctx.say(Text::new("Đã lưu nháp.", "Draft saved."))))
}

const CLOSED: Text = Text::new(
    "Báo cáo đã được gửi hoặc đã duyệt nên không sửa được. Những gì vừa gõ chưa được ghi; xin bấm Quay lại để chép.",
    "The report has been submitted or accepted and cannot be changed. What you typed is not saved; press Back to copy it.",
);

fn same_as_stored(loaded: &Loaded, cells: &[CellInput]) -> bool {
    cells.iter().all(|cell| loaded.entries.get(&cell.key).map_or("", |entry| entry.raw.as_str()) == cell.raw)
}

async fn submit(ctx: &Ctx, id: i64, late_reason: &str) -> Answer {
    match actions::submit(&ctx.state.db, &ctx.actor, &ctx.origin(), id, late_reason, ctx.lang).await? {
        Submission::Done => {
            let text = Text::new("Đã gửi duyệt.", "Submitted for review.");
            Ok(see_other(&format!("/filings/{id}"), Tone::Ok, ctx.say(text)))
        }
        Submission::Blocked(blocked) => {
            let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
            let answers = AnswerAttempt { attempted: true, ..AnswerAttempt::default() };
            let attempt = Attempt { blocked, answers, attempted: true, ..Attempt::default() };
            show(ctx, StatusCode::UNPROCESSABLE_ENTITY, loaded, attempt).await
        }
    }
}

/// Saves cells while somebody types, and answers how the report now stands.
async fn save_cell(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    check_lengths(&data)?;
    let mut loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    let cells = with_repair(posted_cells(&data, &loaded), data.get("repair"), &loaded, ctx.lang);
    let (replies, given) = (replies(&data, &loaded), answers::posted(&data, &loaded));
    if cells.is_empty() && replies.is_empty() && given.is_empty() {
        return Err(AppError::NotFound);
    }
    if !replies.is_empty() && loaded.is_editable() {
        review::actions::answer(&ctx.state.db, &ctx.actor, &ctx.origin(), id, &replies).await?;
    }
    let kept = (cells.as_slice(), given.as_slice());
    match save_draft(&ctx.state.db, &ctx.actor, &ctx.origin(), &mut loaded, kept, ctx.lang).await {
        Ok(()) => {}
        Err(Refusal::Conflicts(cells, texts)) => return Ok(refused(&conflicts_json(&cells, &texts, &loaded, &ctx))),
        Err(Refusal::Closed) => {
            let message = Text::new("Báo cáo đã gửi hoặc đã duyệt, không sửa được.", "Submitted or accepted: cannot be changed.");
            return Ok(refused(&json!({ "state": "closed", "message": ctx.say(message) })));
        }
        Err(Refusal::TooLong) => {
            let message = Text::new("Câu trả lời dài quá, chưa lưu. Xin rút ngắn.", "The answer is too long and not saved.");
            return Err(AppError::Refused(message));
        }
        Err(Refusal::Error(error)) => return Err(error),
    }
    let body = standing(&ctx, &loaded, "saved").await?;
    Ok(axum::Json(body).into_response())
}

fn conflicts_json(conflicts: &[CellConflict], texts: &[AnswerConflict], loaded: &Loaded, ctx: &Ctx) -> Value {
    let message = Text::new("Có người vừa nhập ô này", "Somebody has just typed here");
    let cells: Map<String, Value> = conflicts
        .iter()
        .map(|c| {
            let line = conflict_line(c, loaded, ctx.lang);
            let cell = json!({
                "mine": line.mine, "theirs": line.theirs, "base": line.base, "by": line.by,
                "raw": c.theirs.0, "unit": c.theirs.1,
            });
            (line.key, cell)
        })
        .chain(answers::conflicts_json(texts))
        .collect();
    json!({ "state": "conflict", "message": ctx.say(message), "cells": cells })
}

/// Every row as it stands on the server, for the script of the grid.
async fn standing(ctx: &Ctx, loaded: &Loaded, state: &str) -> Result<Value, AppError> {
    let findings = loaded.findings(ctx.lang);
    let plan = plan_of(ctx, loaded).await?;
    let columns = Columns::new(&loaded.lines, loaded.period, ctx.lang);
    let posted = HashMap::new();
    let facts = RowFacts { loaded, plan: &plan, findings: &findings, posted: &posted, attempted: false, lang: ctx.lang };
    let rows: Map<String, Value> =
        facts.groups(&columns).iter().flat_map(|group| &group.rows).map(|row| (row.id.clone(), row.to_json())).collect();
    let now = i18n::vietnam_time(Utc::now()).format("%H:%M:%S").to_string();
    let answers = answers::standing(&ctx.state.db, loaded).await?;
    Ok(json!({ "state": state, "at": now, "rows": rows, "answers": answers, "entered": entered(loaded) }))
}

/// Who else has the report open, and how it stands now. Asked every few seconds by an open page.
async fn live(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    let others = db::present(&ctx.state.db, id, ctx.actor.account_id).await?;
    let mut body = standing(&ctx, &loaded, loaded.state.code()).await?;
    if let Some(object) = body.as_object_mut() {
        object.insert("others".to_owned(), json!(others));
        object.insert("editable".to_owned(), json!(loaded.is_editable()));
    }
    Ok(axum::Json(body).into_response())
}

fn refused(body: &Value) -> Response {
    (StatusCode::CONFLICT, axum::Json(body)).into_response()
}

/// An enterprise's reports, on its own page.
pub fn enterprise_panel(ctx: Ctx, enterprise_id: i64) -> BoxedHtml {
    Box::pin(async move {
        let rows = db::of_enterprise(&ctx.state.db, enterprise_id).await?;
        let years = db::years(&ctx.state.db).await?;
        let forms = forms::db::forms(&ctx.state.db).await?;
        let projects = db::own_projects(&ctx.state.db, enterprise_id).await?;
        let filings = rows
            .into_iter()
            .map(|row| {
                let state = State::from_code(&row.state).unwrap_or(State::Draft);
                OwnLine {
                    id: row.id,
                    project: row.project.unwrap_or_default(),
                    form: row.form,
                    period: row.period,
                    vintage: Vintage::from_code(&row.vintage).map_or("", |vintage| ctx.say(vintage_words(vintage))),
                    state: ctx.say(state.words()),
                    tone: state.tone(),
                    corrections: row.revision - 1,
                }
            })
            .collect();
        let panel = EnterprisePanel {
            page: ctx.page(""),
            enterprise_id,
            this_year: years.first().copied().unwrap_or_else(|| i18n::today().year()),
            forms: forms.into_iter().map(|form| (form.id, format!("{} – {}", form.code, form.name(ctx.lang)))).collect(),
            projects: projects.into_iter().map(|(id, name)| (Reporter::new(enterprise_id, Some(id)).to_string(), name)).collect(),
            filings,
            may_enter: ctx.actor.may(Permission::EnterFilings),
        };
        Ok(panel.render()?)
    })
}

//! The year's reports, the entry page, and the decisions on it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, Utc};
use rust_decimal::Decimal;
use serde_json::json;

use super::actions::{self, CellConflict, CellInput, Loaded, SaveRefusal, Submission};
use super::db::{self, DueQuery};
use super::model::{self, Entry, Finding, Severity, State};
use super::view::{self, DueLine, EnterprisePanel, EntryPage, Group, HistoryLine, HistoryPage, ListPage, OwnLine, Row, RowFacts};
use crate::audit;
use crate::figures::vintage_words;
use crate::i18n::{self, Lang, Text};
use crate::indicators::{Catalogue, Indicator};
use crate::kernel::{Permission, Vintage, Year};
use crate::plans;
use crate::registry::{routes::futures::BoxedHtml, store};
use crate::web::flash::{Tone, see_other};
use crate::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::zones::ZONE;

const PAGE_ROWS: i64 = 100;

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let enter = Access::Needs(Permission::EnterFilings);
    let decide = Access::Needs(Permission::DecideFilings);
    Routes::new()
        .get("/filings", read, list_page)
        .post("/filings", enter, start)
        .get("/filings/{id}", read, entry_page)
        .post("/filings/{id}", enter, save)
        .post("/filings/{id}/cells", enter, save_cell)
        .post("/filings/{id}/accept", decide, accept)
        .post("/filings/{id}/return", decide, send_back)
        .post("/filings/{id}/reopen", enter, reopen)
        .get("/filings/{id}/history", read, history_page)
}

async fn list_page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let years = db::years(&ctx.state.db).await?;
    let newest = years.first().copied().unwrap_or_else(|| i18n::today().year());
    let year: Year = query.get("year").parse().or(Year::new(newest).ok_or(())).map_err(|()| AppError::NotFound)?;
    let period = year.to_string();
    let number = query.get("page").parse::<i64>().unwrap_or(1).clamp(1, 10_000);
    let zone: Option<i64> = query.get("zone").parse().ok();
    let due = DueQuery {
        period: &period,
        search: query.get("q"),
        zone,
        state: query.get("state"),
        zones: ctx.actor.zones.as_deref(),
        limit: PAGE_ROWS + 1,
        offset: (number - 1) * PAGE_ROWS,
    };
    let mut rows = db::due(&ctx.state.db, &due).await?;
    let more = rows.len() > usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX));
    let counts = db::counts(&ctx.state.db, &period, ctx.actor.zones.as_deref()).await?;
    let zones = store::options(&ctx.state.db, &ZONE, ctx.actor.zones.as_deref()).await?;
    let page = ctx.page(format!("{} {year}", ctx.say(Text::new("Báo cáo doanh nghiệp năm", "Enterprise reports of"))));
    let template = ListPage {
        year: year.number(),
        years,
        zones: zones.into_iter().map(|(id, name)| (id, name, zone == Some(id))).collect(),
        search: query.get("q").to_owned(),
        state: query.get("state").to_owned(),
        states: view::states(&page, &counts),
        rows: rows.into_iter().map(|row| DueLine::new(row, ctx.lang)).collect(),
        may_enter: ctx.actor.may(Permission::EnterFilings),
        previous: (number > 1).then(|| page.with_query("page", &(number - 1).to_string())),
        next: more.then(|| page.with_query("page", &(number + 1).to_string())),
        page,
    };
    web::ok(&template)
}

async fn start(ctx: Ctx, data: FormData) -> Answer {
    let enterprise: i64 = data.get("enterprise").parse().map_err(|_| AppError::NotFound)?;
    let year: Year = data.get("year").parse().map_err(|()| {
        AppError::Refused(Text::new("Xin nhập năm báo cáo từ 1990 đến 2100.", "Please enter a year from 1990 to 2100."))
    })?;
    let vintage = Vintage::from_code(data.get("vintage")).unwrap_or(Vintage::Estimate);
    let id = actions::start(&ctx.state.db, &ctx.actor, &ctx.origin(), enterprise, year, vintage).await?;
    Ok(web::flash::redirect(&format!("/filings/{id}")))
}

async fn entry_page(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let loaded = actions::load(&ctx.state.db, id, &ctx.actor).await?;
    show(&ctx, StatusCode::OK, loaded, Attempt::default()).await
}

/// What an attempt to save or submit left behind.
#[derive(Default)]
struct Attempt {
    posted: HashMap<i64, Entry>,
    conflicts: Vec<CellConflict>,
    blocked: Vec<Finding>,
    attempted: bool,
}

async fn show(ctx: &Ctx, status: StatusCode, loaded: Loaded, attempt: Attempt) -> Answer {
    let findings = loaded.findings(ctx.lang);
    let plan = plan_of(ctx, &loaded).await?;
    let facts = RowFacts {
        loaded: &loaded,
        plan: &plan,
        findings: &findings,
        posted: &attempt.posted,
        attempted: attempt.attempted,
        lang: ctx.lang,
    };
    let groups = groups(&loaded.catalogue, &facts);
    let name = |id: i64| loaded.catalogue.by_id(id).map_or(String::new(), |indicator| indicator.name(ctx.lang).to_owned());
    let blocked = attempt.blocked.iter().map(|f| (f.indicator_id, name(f.indicator_id), f.message.clone())).collect();
    let conflicts = attempt
        .conflicts
        .iter()
        .map(|c| {
            let mine = attempt.posted.get(&c.indicator_id).map_or(String::new(), |entry| entry.raw.clone());
            (c.indicator_id, name(c.indicator_id), mine, c.theirs.clone())
        })
        .collect();
    let editable = loaded.state.editable() && ctx.actor.may(Permission::EnterFilings);
    let typed = db::typed_by(&mut *ctx.state.db.acquire().await?, loaded.filing.id, ctx.actor.account_id).await?;
    let own = typed || loaded.filing.submitted_by == Some(ctx.actor.account_id);
    let waiting = loaded.state == State::Submitted && ctx.actor.may(Permission::DecideFilings);
    let next =
        db::next_due(&ctx.state.db, &loaded.filing.period, loaded.filing.enterprise_id, ctx.actor.zones.as_deref()).await?;
    let said = |name: &Option<String>, at: Option<chrono::DateTime<Utc>>| match (name, at) {
        (Some(name), Some(at)) => format!("{name}, {}", i18n::format_time(at)),
        _ => String::new(),
    };
    let page = ctx.page(loaded.filing.enterprise.clone());
    let template = EntryPage {
        vintage: ctx.say(vintage_words(loaded.vintage)),
        entered: loaded.entries.values().filter(|entry| !entry.raw.is_empty()).count(),
        asked: loaded.catalogue.reported().filter(|indicator| indicator.required).count(),
        problems: findings.iter().filter(|f| f.code != "V02").count(),
        groups,
        editable,
        may_decide: waiting && !own,
        own: waiting && own,
        may_reopen: loaded.state == State::Accepted && ctx.actor.may(Permission::EnterFilings),
        blocked,
        conflicts,
        next,
        submitted: said(&loaded.filing.submitter, loaded.filing.submitted_at),
        decided: said(&loaded.filing.decider, loaded.filing.decided_at),
        loaded,
        page,
    };
    web::render(status, &template)
}

/// The enterprise's targets in the year's main plan.
async fn plan_of(ctx: &Ctx, loaded: &Loaded) -> Result<HashMap<i64, Decimal>, AppError> {
    let targets = plans::db::of_enterprise(&ctx.state.db, loaded.year.number(), loaded.filing.enterprise_id).await?;
    Ok(targets.into_iter().collect())
}

fn groups(catalogue: &Catalogue, facts: &RowFacts<'_>) -> Vec<Group> {
    use crate::kernel::quantity::Dimension;
    let people = |i: &Indicator| i.dimension == Dimension::Person || i.weight.is_some();
    let rows = |wanted: &dyn Fn(&Indicator) -> bool| -> Vec<Row> {
        catalogue.reported().filter(|indicator| wanted(indicator)).map(|indicator| facts.row(indicator)).collect()
    };
    [
        (Text::new("Sản xuất, kinh doanh", "Business"), rows(&|i| !i.is_product && !people(i))),
        (Text::new("Lao động, thu nhập", "Labour and income"), rows(&|i| !i.is_product && people(i))),
        (Text::new("Sản lượng", "Output"), rows(&|i| i.is_product)),
    ]
    .into_iter()
    .filter(|(_, rows)| !rows.is_empty())
    .map(|(title, rows)| Group { title: title.in_lang(facts.lang), rows })
    .collect()
}

/// Every cell of a posted form. Inputs are named by the indicator: `v.7` value, `u.7` unit, `r.7` reason, `b.7` base.
fn posted_cells(data: &FormData, catalogue: &Catalogue) -> Vec<CellInput> {
    catalogue
        .reported()
        .filter(|indicator| data.has(&format!("v.{}", indicator.id)))
        .map(|indicator| {
            let part = |letter: &str| data.get(&format!("{letter}.{}", indicator.id));
            CellInput {
                indicator_id: indicator.id,
                raw: part("v").to_owned(),
                unit: part("u").to_owned(),
                reason: Some(part("r")).filter(|reason| !reason.is_empty()).map(str::to_owned),
                base: data.has(&format!("b.{}", indicator.id)).then(|| part("b").to_owned()),
            }
        })
        .collect()
}

fn as_entries(cells: &[CellInput], catalogue: &Catalogue, lang: Lang) -> HashMap<i64, Entry> {
    cells
        .iter()
        .filter_map(|cell| {
            let indicator = catalogue.by_id(cell.indicator_id)?;
            let value = model::read(indicator, &cell.raw, &cell.unit, lang).ok().flatten();
            let entry = Entry {
                indicator_id: indicator.id,
                raw: cell.raw.clone(),
                unit: cell.unit.clone(),
                value,
                reason: cell.reason.clone(),
            };
            Some((indicator.id, entry))
        })
        .collect()
}

/// Saves the whole form, and submits it where that button was pressed. The way that needs no script.
async fn save(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let cells = posted_cells(&data, &catalogue);
    let submits = data.get("action") == "submit";
    match actions::save_cells(&ctx.state.db, &catalogue, &ctx.actor, &ctx.origin(), id, &cells, ctx.lang).await {
        Ok(()) => {}
        // A second click on "Gửi duyệt" arrives after the first has closed the report: that is not an error.
        Err(SaveRefusal::Closed) if submits && same_as_stored(&ctx, id, &cells).await? => {}
        Err(SaveRefusal::Closed) => return Err(AppError::Clash(CLOSED)),
        Err(SaveRefusal::Error(error)) => return Err(error),
        Err(SaveRefusal::Conflicts(conflicts)) => {
            let loaded = actions::load(&ctx.state.db, id, &ctx.actor).await?;
            let posted = as_entries(&cells, &loaded.catalogue, ctx.lang);
            let attempt = Attempt { posted, conflicts, ..Attempt::default() };
            return show(&ctx, StatusCode::CONFLICT, loaded, attempt).await;
        }
    }
    if submits {
        return submit(&ctx, id).await;
    }
    Ok(see_other(&format!("/filings/{id}"), Tone::Ok, ctx.say(Text::new("Đã lưu nháp.", "Draft saved."))))
}

const CLOSED: Text = Text::new(
    "Báo cáo đã được gửi hoặc đã duyệt nên không sửa được. Những gì vừa gõ chưa được ghi; xin bấm Quay lại để chép.",
    "The report has been submitted or accepted and cannot be changed. What you typed is not saved; press Back to copy it.",
);

async fn same_as_stored(ctx: &Ctx, id: i64, cells: &[CellInput]) -> Result<bool, AppError> {
    let loaded = actions::load(&ctx.state.db, id, &ctx.actor).await?;
    Ok(cells.iter().all(|cell| loaded.entries.get(&cell.indicator_id).map_or("", |entry| entry.raw.as_str()) == cell.raw))
}

async fn submit(ctx: &Ctx, id: i64) -> Answer {
    match actions::submit(&ctx.state.db, &ctx.actor, &ctx.origin(), id, ctx.lang).await? {
        Submission::Done => {
            let text = Text::new("Đã gửi duyệt.", "Submitted for review.");
            Ok(see_other(&format!("/filings/{id}"), Tone::Ok, ctx.say(text)))
        }
        Submission::Blocked(blocked) => {
            let loaded = actions::load(&ctx.state.db, id, &ctx.actor).await?;
            let attempt = Attempt { blocked, attempted: true, ..Attempt::default() };
            show(ctx, StatusCode::UNPROCESSABLE_ENTITY, loaded, attempt).await
        }
    }
}

/// Saves one cell while somebody types, and answers how it was understood.
async fn save_cell(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let cells = posted_cells(&data, &catalogue);
    let Some(cell) = cells.first() else { return Err(AppError::NotFound) };
    let indicator_id = cell.indicator_id;
    match actions::save_cells(&ctx.state.db, &catalogue, &ctx.actor, &ctx.origin(), id, &cells, ctx.lang).await {
        Ok(()) => {}
        Err(SaveRefusal::Conflicts(conflicts)) => {
            let theirs = conflicts.first().map(|conflict| conflict.theirs.clone());
            let message = Text::new("Có người vừa nhập ô này. Đang lưu", "Somebody has just typed here. Saved value");
            return Ok(refused(&json!({ "state": "conflict", "theirs": theirs, "message": ctx.say(message) })));
        }
        Err(SaveRefusal::Closed) => {
            let message = Text::new("Báo cáo đã gửi hoặc đã duyệt, không sửa được.", "Submitted or accepted: cannot be changed.");
            return Ok(refused(&json!({ "state": "closed", "message": ctx.say(message) })));
        }
        Err(SaveRefusal::Error(error)) => return Err(error),
    }
    let loaded = actions::load(&ctx.state.db, id, &ctx.actor).await?;
    let findings = loaded.findings(ctx.lang);
    let plan = plan_of(&ctx, &loaded).await?;
    let facts =
        RowFacts { loaded: &loaded, plan: &plan, findings: &findings, posted: &HashMap::new(), attempted: false, lang: ctx.lang };
    let indicator = loaded.catalogue.by_id(indicator_id).ok_or(AppError::NotFound)?;
    let row = facts.row(indicator);
    // A part and its whole are checked against each other: the answer carries every row's findings.
    let others: HashMap<String, Vec<serde_json::Value>> = loaded
        .catalogue
        .reported()
        .map(|i| {
            let list = findings
                .iter()
                .filter(|f| f.indicator_id == i.id && f.code != "V02")
                .map(|f| json!({ "blocks": f.severity == Severity::Blocks, "message": f.message }))
                .collect();
            (i.id.to_string(), list)
        })
        .collect();
    let now = i18n::vietnam_time(Utc::now()).format("%H:%M:%S").to_string();
    Ok(axum::Json(json!({
        "state": "saved",
        "at": now,
        "prior": row.prior,
        "plan": row.plan,
        "of_prior": row.of_prior,
        "of_plan": row.of_plan,
        "understood": row.understood,
        "findings": others,
        "entered": loaded.entries.values().filter(|entry| !entry.raw.is_empty()).count(),
    }))
    .into_response())
}

fn refused(body: &serde_json::Value) -> Response {
    (StatusCode::CONFLICT, axum::Json(body)).into_response()
}

async fn accept(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    actions::accept(&ctx.state.db, &ctx.actor, &ctx.origin(), id, data.version()).await?;
    Ok(see_other(
        &format!("/filings/{id}"),
        Tone::Ok,
        ctx.say(Text::new("Đã duyệt; số liệu đã vào sổ.", "Accepted; the figures are in the ledger.")),
    ))
}

async fn send_back(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    actions::send_back(&ctx.state.db, &ctx.actor, &ctx.origin(), id, data.version(), data.get("reason")).await?;
    Ok(see_other(&format!("/filings/{id}"), Tone::Ok, ctx.say(Text::new("Đã trả lại kèm lý do.", "Returned with a reason."))))
}

async fn reopen(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    actions::reopen(&ctx.state.db, &ctx.actor, &ctx.origin(), id, data.version(), data.get("reason")).await?;
    let text = Text::new(
        "Đã mở để đính chính; số đã duyệt vẫn có hiệu lực đến khi bản đính chính được duyệt.",
        "Open for correction; the accepted figures hold until the correction is accepted.",
    );
    Ok(see_other(&format!("/filings/{id}"), Tone::Warn, ctx.say(text)))
}

async fn history_page(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let loaded = actions::load(&ctx.state.db, id, &ctx.actor).await?;
    let entries = audit::history(&ctx.state.db, "filings", id).await?;
    let lines = entries.into_iter().map(|entry| history_line(entry, &loaded.catalogue, ctx.lang)).collect();
    let title = ctx.say(Text::new("Lịch sử báo cáo", "History of the report"));
    let page = ctx.page(format!("{title} {} – {}", loaded.year, loaded.filing.enterprise));
    web::ok(&HistoryPage { page, id, enterprise: loaded.filing.enterprise, lines })
}

fn history_line(entry: audit::Entry, catalogue: &Catalogue, lang: Lang) -> HistoryLine {
    let text = |side: &Option<serde_json::Value>, key: &str| {
        side.as_ref().and_then(|value| value.get(key)).and_then(|value| value.as_str()).unwrap_or("").to_owned()
    };
    let keys = entry.after.as_ref().filter(|_| entry.action == "updated").and_then(|value| value.as_object());
    let cells = keys
        .into_iter()
        .flat_map(|object| object.keys())
        .map(|code| {
            let name = catalogue.by_code(code).map_or(code.as_str(), |indicator| indicator.name(lang)).to_owned();
            (name, text(&entry.before, code), text(&entry.after, code))
        })
        .collect();
    HistoryLine {
        at: i18n::format_time(entry.at),
        actor: entry.actor,
        address: entry.address,
        action: audit::action_words(&entry.action).in_lang(lang),
        reason: entry.reason,
        cells,
    }
}

/// An enterprise's reports, on its own page.
pub fn enterprise_panel(ctx: Ctx, enterprise_id: i64) -> BoxedHtml {
    Box::pin(async move {
        let rows = db::of_enterprise(&ctx.state.db, enterprise_id).await?;
        let years = db::years(&ctx.state.db).await?;
        let filings = rows
            .into_iter()
            .map(|row| {
                let state = State::from_code(&row.state).unwrap_or(State::Draft);
                OwnLine {
                    id: row.id,
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
            filings,
            may_enter: ctx.actor.may(Permission::EnterFilings),
        };
        Ok(panel.render()?)
    })
}

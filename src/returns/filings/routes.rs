//! The entry page of a report, and the decisions on it.

use super::actions::{self, CellConflict, Submission};
use super::answers::actions::{
    AnswerConflict, Refusal, same_as_stored as same_answers, save as save_draft,
};
use super::answers::{self, AnswerAttempt};
use super::db;
use super::deciding;
use super::decisions;
use super::entry::{Attempt, entered, plan_of, show};
use super::history;
use super::life;
use super::lines::conflict_line;
use super::load::{self, Loaded, load};
use super::model::{CellInput, State};
use super::posted::posted;
use super::record::check_lengths;
use super::rows::{Columns, RowFacts};
use super::view::Refused;
use super::view::{EnterprisePanel, OwnLine};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Period, Permission, Reporter, Vintage};
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::returns::figures::vintage_words;
use crate::standards::forms;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::time::Instant;

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
        .merge(decisions::routes())
        .merge(life::routes())
        .merge(deciding::routes::routes())
}

async fn start(ctx: Ctx, data: FormData) -> Answer {
    let reporter: Reporter = data
        .get("enterprise")
        .parse()
        .map_err(|()| AppError::NotFound)?;
    let form: i64 = data.get("form").parse().map_err(|_| AppError::NotFound)?;
    let period: Period = data.get("period").parse().map_err(|()| {
        let text = "Xin nhập kỳ báo cáo, ví dụ 2022, 2022-Q3, 2022-H1, 2022-07.";
        AppError::Refused(Text::new(
            text,
            "Please enter a period such as 2022, 2022-Q3, 2022-H1 or 2022-07.",
        ))
    })?;
    let vintage = data.choice("vintage", Vintage::from_code)?;
    let id = actions::start(
        &ctx.state.db,
        &ctx.caller(),
        reporter,
        form,
        period,
        vintage,
    )
    .await?;
    Ok(web::flash::redirect(&format!("/filings/{id}")))
}

/// Opens the report of the next one that owes this form for this period; from a report that is not being typed, whoever decides
/// goes on to the next to decide. Asked when the button is pressed, because looking
/// through everybody who owes nothing any more takes longer than the page it stands on.
async fn next(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let (db, zones) = (&ctx.state.db, ctx.actor.zones.as_deref());
    let (filing, form, period) = load::subject(db, id, zones).await?;
    if ctx.actor.may(Permission::DecideFilings)
        && !State::from_code(&filing.state).is_some_and(State::editable)
    {
        return deciding::routes::next(&ctx, id).await;
    }
    let Some(reporter) = db::next_due(db, &filing, period, &form, zones).await? else {
        let text = Text::new(
            "Sau doanh nghiệp này không còn ai nợ biểu này của kỳ.",
            "Nobody after this enterprise still owes this form for the period.",
        );
        return Ok(see_other(
            &format!("/filings/{id}"),
            Tone::Ok,
            ctx.say(text),
        ));
    };
    let vintage = Vintage::from_code(&filing.vintage);
    let id = actions::start(db, &ctx.caller(), reporter, form.id, period, vintage).await?;
    Ok(web::flash::redirect(&format!("/filings/{id}")))
}

async fn entry_page(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    show(&ctx, StatusCode::OK, loaded, Attempt::default()).await
}

/// Saves the whole form, and submits it where that button was pressed. The way that needs no script.
async fn save(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    check_lengths(&data)?;
    let mut loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    let submits = data.get("action") == "submit";
    let draft = posted(&data, &loaded, ctx.lang);
    let refused = match save_draft(&ctx.state.db, &ctx.caller(), &mut loaded, &draft).await {
        Ok(()) => None,
        // A second click on "Gửi duyệt" arrives after the first has closed the report: that is not an error.
        Err(Refusal::Closed)
            if submits
                && same_as_stored(&loaded, &draft.cells)
                && same_answers(&ctx.state.db, id, &draft.answers).await? =>
        {
            None
        }
        Err(Refusal::Closed) => return Err(AppError::Clash(CLOSED)),
        Err(Refusal::Error(error)) => return Err(error),
        Err(Refusal::TooLong) => Some((StatusCode::UNPROCESSABLE_ENTITY, Vec::new(), Vec::new())),
        Err(Refusal::Conflicts(conflicts, texts)) => Some((StatusCode::CONFLICT, conflicts, texts)),
    };
    if let Some((status, conflicts, texts)) = refused {
        let posted = draft
            .cells
            .iter()
            .filter_map(|cell| Some((cell.key, loaded.entry(cell, ctx.lang)?)))
            .collect();
        let answers = AnswerAttempt::refused(draft.answers, texts);
        return show(
            &ctx,
            status,
            loaded,
            Attempt {
                posted,
                answers,
                conflicts,
                unsaved: true,
                ..Attempt::default()
            },
        )
        .await;
    }
    if submits {
        return submit(&ctx, id, data.get("late_reason")).await;
    }
    Ok(see_other(
        &format!("/filings/{id}"),
        Tone::Ok,
        ctx.say(Text::new("Đã lưu nháp.", "Draft saved.")),
    ))
}

const CLOSED: Text = Text::new(
    "Báo cáo đã được gửi hoặc đã duyệt nên không sửa được. Những gì vừa gõ chưa được ghi; xin bấm Quay lại để chép.",
    "The report has been submitted or accepted and cannot be changed. What you typed is not saved; press Back to copy it.",
);

fn same_as_stored(loaded: &Loaded, cells: &[CellInput]) -> bool {
    cells.iter().all(|cell| {
        loaded
            .typed(cell.key)
            .map_or("", |entry| entry.raw.as_str())
            == cell.raw
    })
}

async fn submit(ctx: &Ctx, id: i64, late_reason: &str) -> Answer {
    match actions::submit(&ctx.state.db, &ctx.caller(), id, late_reason).await? {
        Submission::Done => {
            let text = Text::new("Đã gửi duyệt.", "Submitted for review.");
            Ok(see_other(
                &format!("/filings/{id}"),
                Tone::Ok,
                ctx.say(text),
            ))
        }
        Submission::Unexplained => {
            let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
            let fault = decisions::reason_fault(late_reason).map_or("", |fault| ctx.say(fault));
            decisions::refuse(ctx, loaded, Refused::new("late-reason", fault, late_reason)).await
        }
        Submission::Blocked(blocked) => {
            let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
            let answers = AnswerAttempt {
                attempted: true,
                ..AnswerAttempt::default()
            };
            let attempt = Attempt {
                blocked,
                answers,
                attempted: true,
                ..Attempt::default()
            };
            show(ctx, StatusCode::UNPROCESSABLE_ENTITY, loaded, attempt).await
        }
    }
}

/// Saves cells while somebody types, and answers how the report now stands.
async fn save_cell(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    check_lengths(&data)?;
    let mut loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    let draft = posted(&data, &loaded, ctx.lang);
    if draft.cells.is_empty() && draft.replies.is_empty() && draft.answers.is_empty() {
        return Err(AppError::NotFound);
    }
    match save_draft(&ctx.state.db, &ctx.caller(), &mut loaded, &draft).await {
        Ok(()) => {}
        Err(Refusal::Conflicts(cells, texts)) => {
            return Ok(refused(&conflicts_json(&cells, &texts, &loaded, &ctx)));
        }
        Err(Refusal::Closed) => {
            let message = Text::new(
                "Báo cáo đã gửi hoặc đã duyệt, không sửa được.",
                "Submitted or accepted: cannot be changed.",
            );
            return Ok(refused(
                &json!({ "state": "closed", "message": ctx.say(message) }),
            ));
        }
        Err(Refusal::TooLong) => {
            let message = Text::new(
                "Câu trả lời dài quá, chưa lưu. Xin rút ngắn.",
                "The answer is too long and not saved.",
            );
            return Err(AppError::Refused(message));
        }
        Err(Refusal::Error(error)) => return Err(error),
    }
    let body = standing(&ctx, &loaded, "saved").await?;
    Ok(axum::Json(body).into_response())
}

fn conflicts_json(
    conflicts: &[CellConflict],
    texts: &[AnswerConflict],
    loaded: &Loaded,
    ctx: &Ctx,
) -> Value {
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
    let facts = RowFacts {
        loaded,
        plan: &plan,
        findings: &findings,
        posted: &posted,
        attempted: false,
        lang: ctx.lang,
    };
    let rows: Map<String, Value> = facts
        .groups(&columns)
        .iter()
        .flat_map(|group| &group.rows)
        .map(|row| (row.id.clone(), row.to_json()))
        .collect();
    let now = i18n::vietnam_time(i18n::now())
        .format("%H:%M:%S")
        .to_string();
    let answers = answers::standing(&ctx.state.db, loaded).await?;
    Ok(
        json!({ "state": state, "at": now, "rows": rows, "answers": answers, "entered": entered(loaded) }),
    )
}

/// Who else has the report open, and how it stands now. Asked every few seconds by an open page.
async fn live(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    let loaded = load(&ctx.state.db, id, &ctx.actor).await?;
    let others = ctx
        .state
        .presence
        .here("filings", id, &ctx.actor, Instant::now());
    let mut body = standing(&ctx, &loaded, loaded.state.code()).await?;
    if let Some(object) = body.as_object_mut() {
        object.insert("others".to_owned(), json!(others));
        object.insert("editable".to_owned(), json!(loaded.is_editable()));
    }
    Ok(axum::Json(body).into_response())
}

pub(super) fn refused(body: &Value) -> Response {
    (StatusCode::CONFLICT, axum::Json(body)).into_response()
}

/// An enterprise's reports, on its own page.
pub fn enterprise_panel(ctx: Ctx, enterprise_id: i64) -> BoxedHtml {
    Box::pin(async move {
        let rows =
            db::of_enterprise(&ctx.state.db, enterprise_id, ctx.actor.zones.as_deref()).await?;
        let years = db::years(&ctx.state.db).await?;
        let forms = forms::db::forms(&ctx.state.db).await?;
        let projects =
            db::own_projects(&ctx.state.db, enterprise_id, ctx.actor.zones.as_deref()).await?;
        let filings = rows
            .into_iter()
            .map(|row| {
                let state = State::from_code(&row.state).unwrap_or(State::Draft);
                OwnLine {
                    id: row.id,
                    project: row.project.unwrap_or_default(),
                    form: row.form,
                    period: row.period,
                    vintage: Vintage::from_code(&row.vintage)
                        .map_or("", |vintage| ctx.say(vintage_words(vintage))),
                    state: ctx.say(state.words()),
                    tone: state.tone(),
                    corrections: row.revision - 1,
                }
            })
            .collect();
        let panel = EnterprisePanel {
            page: ctx.page(""),
            enterprise_id,
            this_year: years
                .first()
                .copied()
                .unwrap_or_else(|| i18n::today().year()),
            forms: forms
                .into_iter()
                .map(|form| (form.id, format!("{} – {}", form.code, form.name(ctx.lang))))
                .collect(),
            projects: projects
                .into_iter()
                .map(|(id, name)| (Reporter::new(enterprise_id, Some(id)).to_string(), name))
                .collect(),
            filings,
            may_enter: ctx.actor.may(Permission::EnterFilings),
        };
        Ok(panel.render()?)
    })
}

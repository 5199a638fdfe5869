//! The sheet of one indicator, and saving its cells into the enterprises' reports.

use super::actions::store_cells;
use super::db;
use super::sheet::{Sheet, lines};
use super::view::SheetPage;
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Measure, Permission, Reporter};
use crate::platform::registry::store;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::zones::ZONE;
use crate::returns::filings::model::{CellInput, CellOrigin};
use crate::returns::filings::record::check_lengths;
use crate::returns::filings::row_words;
use crate::returns::filings::rows::Columns;
use crate::returns::filings::standards::Standards;
use crate::standards::forms::Line;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn routes() -> Routes {
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .get("/sheets/{form}/{period}", enter, page)
        .post("/sheets/{form}/{period}", enter, save)
        .post("/sheets/{form}/{period}/cells", enter, save_cells)
}

async fn page(ctx: Ctx, path: Path<(i64, String)>, query: RawQuery) -> Answer {
    let (sheet, query) = Sheet::open(&ctx, path, query).await?;
    let zone: Option<i64> = query.read("zone")?;
    let lines = lines(&ctx, &sheet, zone).await?;
    let indicator = sheet.indicator()?;
    let name = |line: &Line| {
        let indicator = sheet.catalogue.by_id(line.indicator_id)?;
        Some((
            line.indicator_id,
            format!("{} {}", line.code, indicator.name(ctx.lang)),
            line.indicator_id == sheet.line.indicator_id,
        ))
    };
    let zones = store::options(&ctx.state.db, &ZONE, ctx.actor.zones.as_deref()).await?;
    let rate = Standards::load(&ctx.state.db)
        .await?
        .usd_rate(sheet.period.year().number());
    let units = row_words::units(indicator, rate.is_some(), indicator.unit);
    let template = SheetPage {
        form_code: sheet.form.code.clone(),
        form_id: sheet.form.id,
        year: sheet.period.year().number(),
        period: sheet.period.to_string(),
        period_words: sheet.period.words(ctx.lang),
        indicator: indicator.name(ctx.lang).to_owned(),
        columns: Columns::new(std::slice::from_ref(&sheet.line), sheet.period, ctx.lang),
        lines: sheet.lines.iter().filter_map(name).collect(),
        zones: zones
            .into_iter()
            .map(|(id, name)| (id, name, zone == Some(id)))
            .collect(),
        units: units
            .into_iter()
            .map(|unit| {
                (
                    unit.code.to_owned(),
                    indicator.unit_words(unit, ctx.lang).to_owned(),
                )
            })
            .collect(),
        entered: lines
            .iter()
            .filter(|line| {
                line.row
                    .present()
                    .any(|cell| !cell.raw.is_empty() || !cell.derived.is_empty())
            })
            .count(),
        conflicts: query.get("conflicts").parse().unwrap_or(0),
        rows: lines,
        page: ctx.page(format!(
            "{} – {}",
            indicator.name(ctx.lang),
            sheet.period.words(ctx.lang)
        )),
    };
    web::ok(&template)
}

/// The posted cells by who reports.
fn posted(
    data: &FormData,
    sheet: &Sheet,
) -> Result<BTreeMap<Reporter, Vec<(String, CellInput)>>, AppError> {
    check_lengths(data)?;
    let origin = CellOrigin::from_code(data.get("origin"))
        .filter(|origin| *origin != CellOrigin::Derived)
        .unwrap_or_default();
    let mut cells: BTreeMap<Reporter, Vec<(String, CellInput)>> = BTreeMap::new();
    for (name, value) in data
        .pairs()
        .iter()
        .filter(|(name, _)| name.starts_with("v."))
    {
        let key = &name[2..];
        let (who, column) = key.split_at(key.find(['t', 'c']).unwrap_or(key.len()));
        let Ok(reporter) = who.parse::<Reporter>() else {
            continue;
        };
        let target = match column {
            "" => (sheet.line.indicator_id, Measure::Period),
            "t" => (sheet.line.indicator_id, Measure::ToDate),
            _ => match sheet.line.total_id {
                Some(total) => (total, Measure::Period),
                None => continue,
            },
        };
        let part = |letter: &str| data.get(&format!("{letter}.{key}")).to_owned();
        let input = CellInput {
            key: target,
            raw: value.trim().to_owned(),
            unit: data.get(&format!("u.{reporter}")).to_owned(),
            reason: Some(part("r")).filter(|reason| !reason.is_empty()),
            base: data
                .has(&format!("b.{key}"))
                .then(|| (part("b"), part("bu"))),
            origin,
        };
        // What was neither typed nor stored before needs no report.
        let untouched =
            input.raw.is_empty() && input.base.as_ref().is_none_or(|(raw, _)| raw.is_empty());
        if !untouched {
            cells
                .entry(reporter)
                .or_default()
                .push((key.to_owned(), input));
        }
    }
    Ok(cells)
}

/// Saves cells while somebody types. All that can be saved is; a cell somebody else changed meanwhile is shown.
async fn save_cells(
    ctx: Ctx,
    path: Path<(i64, String)>,
    query: RawQuery,
    data: FormData,
) -> Answer {
    let (sheet, _) = Sheet::open(&ctx, path, query).await?;
    let saved = store_cells(&ctx, &sheet, posted(&data, &sheet)?).await?;
    if !saved.conflicts.is_empty() {
        let message = ctx.say(Text::new(
            "Có người vừa nhập ô này",
            "Somebody has just typed here",
        ));
        return Ok(refused(
            &json!({ "state": "conflict", "message": message, "cells": saved.conflicts }),
        ));
    }
    if saved.closed > 0 {
        let message = Text::new(
            "Có báo cáo vừa được gửi hoặc duyệt, không sửa được.",
            "A report has just been submitted or accepted.",
        );
        return Ok(refused(
            &json!({ "state": "closed", "message": ctx.say(message) }),
        ));
    }
    let now = i18n::vietnam_time(i18n::now())
        .format("%H:%M:%S")
        .to_string();
    let ids: Vec<i64> = vec![sheet.line.indicator_id];
    let entered = db::entries(
        &ctx.state.db,
        sheet.form.id,
        &sheet.period.to_string(),
        &ids,
    )
    .await?;
    let entered = entered
        .iter()
        .filter(|(_, row)| !row.raw.is_empty())
        .count();
    Ok(
        axum::Json(json!({ "state": "saved", "at": now, "rows": saved.rows, "entered": entered }))
            .into_response(),
    )
}

/// Saves the whole sheet. The way that needs no script.
async fn save(ctx: Ctx, path: Path<(i64, String)>, query: RawQuery, data: FormData) -> Answer {
    let (sheet, _) = Sheet::open(&ctx, path, query).await?;
    let saved = store_cells(&ctx, &sheet, posted(&data, &sheet)?).await?;
    let clashes = saved.conflicts.len() + saved.closed;
    if clashes == 0 {
        return Ok(see_other(
            &sheet.address(),
            Tone::Ok,
            ctx.say(Text::new("Đã lưu nháp.", "Draft saved.")),
        ));
    }
    let text = Text::new(
        "Có ô người khác vừa nhập, hoặc báo cáo đã gửi: những ô đó chưa được ghi, xin xem lại.",
        "Some cells were changed by somebody else, or their report was submitted: those are not saved, please look again.",
    );
    Ok(see_other(
        &format!("{}&conflicts={clashes}", sheet.address()),
        Tone::Warn,
        ctx.say(text),
    ))
}

fn refused(body: &Value) -> Response {
    (StatusCode::CONFLICT, axum::Json(body)).into_response()
}

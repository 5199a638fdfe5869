//! The sheet of one indicator, and saving its cells into the enterprises' reports.

use std::collections::{BTreeMap, HashMap};

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::Utc;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use sqlx::{Acquire, PgConnection};

use super::db::{self, SheetRow};
use super::view::{SheetLine, SheetPage};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Measure, Period, Permission, Reporter, quantity};
use crate::platform::registry::store;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::zones::ZONE;
use crate::returns::duties::{Duty, Round, duties_of};
use crate::returns::figures;
use crate::returns::filings::actions::{self, SaveRefusal};
use crate::returns::filings::load::Loaded;
use crate::returns::filings::many::{Board, load_many};
use crate::returns::filings::model::{CellInput, CellOrigin, State};
use crate::returns::filings::record::check_lengths;
use crate::returns::filings::rows::{self, Cell, Columns, Row, RowFacts};
use crate::returns::filings::standards::Standards;
use crate::standards::forms::{self, Currency, Form, Line};
use crate::standards::indicators::{Catalogue, Indicator};

pub fn routes() -> Routes {
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .get("/sheets/{form}/{period}", enter, page)
        .post("/sheets/{form}/{period}", enter, save)
        .post("/sheets/{form}/{period}/cells", enter, save_cells)
}

/// A form's line for a period, and what is needed to read and show it.
struct Sheet {
    form: Form,
    period: Period,
    lines: Vec<Line>,
    line: Line,
    catalogue: Catalogue,
}

impl Sheet {
    async fn open(ctx: &Ctx, form: i64, period: &str, query: &FormData) -> Result<Sheet, AppError> {
        let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
        let forms = forms::db::forms(&ctx.state.db).await?;
        let form = forms
            .into_iter()
            .find(|known| known.id == form && known.covers(period))
            .ok_or(AppError::NotFound)?;
        let catalogue = Catalogue::load(&ctx.state.db).await?;
        let lines = form.asked(
            forms::db::lines(&ctx.state.db, form.id).await?,
            &catalogue,
            Some(period),
        );
        let wanted: Option<i64> = query.read("indicator")?;
        let line = lines
            .iter()
            .find(|line| wanted.is_none_or(|id| id == line.indicator_id))
            .cloned();
        let line = line.ok_or(AppError::NotFound)?;
        Ok(Sheet {
            form,
            period,
            lines,
            line,
            catalogue,
        })
    }

    fn indicator(&self) -> Result<&Indicator, AppError> {
        self.catalogue
            .by_id(self.line.indicator_id)
            .ok_or(AppError::NotFound)
    }

    fn address(&self) -> String {
        format!(
            "/sheets/{}/{}?indicator={}",
            self.form.id, self.period, self.line.indicator_id
        )
    }
}

async fn page(
    ctx: Ctx,
    Path((form, period)): Path<(i64, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let sheet = Sheet::open(&ctx, form, &period, &query).await?;
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
    let units = rows::units(indicator, rate.is_some());
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

/// What is known beside the cells of a sheet, by who reports; plans are the enterprises'.
struct Known {
    entries: HashMap<(Reporter, i64, Measure), SheetRow>,
    figures: HashMap<(Reporter, String), Decimal>,
    plan: HashMap<i64, Decimal>,
    in_dollars: Vec<Reporter>,
    rate: Option<Decimal>,
}

impl Known {
    async fn load(ctx: &Ctx, sheet: &Sheet, reporters: &[Reporter]) -> Result<Known, AppError> {
        let (db, id) = (&ctx.state.db, sheet.line.indicator_id);
        let ids: Vec<i64> = std::iter::once(id).chain(sheet.line.total_id).collect();
        let entries = db::entries(db, sheet.form.id, &sheet.period.to_string(), &ids).await?;
        let periods = [
            sheet.period.before().to_string(),
            sheet.period.last_year().to_string(),
        ];
        let year = sheet.period.year().number();
        Ok(Known {
            entries: entries
                .into_iter()
                .filter_map(|(indicator, row)| {
                    Some(((row.reporter, indicator, row.measure()?), row))
                })
                .collect(),
            figures: figures::db::known_of(db, reporters, &periods)
                .await?
                .into_iter()
                .filter(|(_, figure)| figure.indicator_id == id)
                .map(|(reporter, figure)| ((reporter, figure.period), figure.value))
                .collect(),
            plan: db::plan(db, year, id).await?.into_iter().collect(),
            in_dollars: db::in_dollars(db).await?,
            rate: Standards::load(db).await?.usd_rate(year),
        })
    }
}

/// The enterprises and projects that owe the form, or filed it all the same.
async fn lines(ctx: &Ctx, sheet: &Sheet, zone: Option<i64>) -> Result<Vec<SheetLine>, AppError> {
    let (round, duties) = duties_of(ctx, &sheet.form, sheet.period).await?;
    let today = i18n::today();
    let mut wanted = duties;
    wanted.retain(|duty| !duty.exempt || duty.filing_id.is_some());
    wanted.retain(|duty| zone.is_none_or(|zone| zone == duty.zone_id));
    let reporters: Vec<Reporter> = wanted.iter().map(|duty| duty.reporter).collect();
    let known = Known::load(ctx, sheet, &reporters).await?;
    wanted
        .into_iter()
        .map(|duty| line(ctx, sheet, &known, &round, duty, today))
        .collect()
}

fn line(
    ctx: &Ctx,
    sheet: &Sheet,
    known: &Known,
    round: &Round,
    duty: Duty,
    today: chrono::NaiveDate,
) -> Result<SheetLine, AppError> {
    let (lang, id) = (ctx.lang, duty.reporter);
    let indicator = sheet.indicator()?;
    let currency = if known.in_dollars.contains(&id) {
        Currency::Usd
    } else {
        Currency::Vnd
    };
    let keys = sheet.line.cells(&sheet.catalogue, currency);
    let typed = |asked: &forms::Asked| known.entries.get(&(id, asked.indicator_id, asked.measure));
    let unit = keys
        .iter()
        .filter_map(typed)
        .find(|row| !row.raw.is_empty())
        .and_then(|row| quantity::unit(&row.unit));
    let unit = unit.unwrap_or(sheet.line.unit(indicator, currency));
    let show = |value: Option<&Decimal>| {
        value.map_or_else(String::new, |value| {
            rows::shown(indicator, *value, unit, known.rate, lang)
        })
    };
    let figure = |period: Period| known.figures.get(&(id, period.to_string()));
    let cell = |asked: &forms::Asked| {
        let row = typed(asked);
        let total = sheet
            .lines
            .iter()
            .any(|line| line.adds_to == Some(asked.indicator_id));
        // A total that was added up stands behind its empty cell.
        let behind =
            row.filter(|row| total && row.derived && duty.state.is_none_or(State::editable));
        let raw = row
            .filter(|_| behind.is_none())
            .map_or_else(String::new, |row| row.raw.clone());
        Some(Cell {
            key: sheet_key(id, asked, &sheet.line),
            code: indicator.code.clone(),
            column: if asked.measure == Measure::ToDate {
                "to_date"
            } else if asked.indicator_id == indicator.id {
                "period"
            } else {
                "total"
            },
            read: row.map_or_else(String::new, |row| i18n::grouped(&row.raw, lang)),
            typed: String::new(),
            base: raw.clone(),
            base_unit: row.map_or_else(|| unit.code.to_owned(), |row| row.unit.clone()),
            raw,
            derived: show(behind.and_then(|row| row.value.as_ref())),
            total,
            findings: Vec::new(),
            reason: row.and_then(|row| row.reason.clone()).unwrap_or_default(),
            asks_reason: row.is_some_and(|row| row.reason.is_some()),
            returned: false,
            understood: String::new(),
            words: String::new(),
        })
    };
    let (standing, name) = (duty.standing(round, today), duty.name());
    Ok(SheetLine {
        editable: duty.state.is_none_or(State::editable),
        standing: standing.words().in_lang(lang),
        tone: standing.tone(),
        zone: duty.zone,
        filing_id: duty.filing_id,
        row: Row {
            id: id.to_string(),
            number: String::new(),
            code: indicator.code.clone(),
            name,
            part: false,
            required: sheet.line.required,
            units: rows::units(indicator, known.rate.is_some())
                .into_iter()
                .map(|u| {
                    (
                        u.code.to_owned(),
                        indicator.unit_words(u, lang).to_owned(),
                        u.code == unit.code,
                    )
                })
                .collect(),
            unit: indicator.unit_words(unit, lang).to_owned(),
            unit_code: unit.code,
            prior: show(figure(sheet.period.last_year())),
            before: show(figure(sheet.period.before())),
            plan: show(
                known
                    .plan
                    .get(&id.enterprise_id)
                    .filter(|_| id.project_id.is_none()),
            ),
            of_prior: String::new(),
            of_plan: String::new(),
            cells: keys.iter().map(cell).collect(),
        },
    })
}

/// A cell's name in the sheet: who reports, with `t` for the sum since January and `c` for the sum since the certificate.
fn sheet_key(reporter: Reporter, asked: &forms::Asked, line: &Line) -> String {
    match asked.measure {
        Measure::ToDate => format!("{reporter}t"),
        Measure::Period if asked.indicator_id == line.indicator_id => reporter.to_string(),
        Measure::Period => format!("{reporter}c"),
    }
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

/// What came of saving: rows as they now stand, cells that clash, and reports that are closed.
#[derive(Default)]
struct Saved {
    reporters: Vec<Reporter>,
    rows: Map<String, Value>,
    conflicts: Map<String, Value>,
    closed: usize,
}

/// Saves the cells of each enterprise or project into its report, beginning one where there is none: in one transaction, so that
/// an error saves nothing. A report with a cell that clashes, or that is closed, is left as it is.
async fn store_cells(
    ctx: &Ctx,
    sheet: &Sheet,
    cells: BTreeMap<Reporter, Vec<(String, CellInput)>>,
) -> Result<Saved, AppError> {
    let (db, year) = (&ctx.state.db, sheet.period.year().number());
    let reporters: Vec<Reporter> = cells.keys().copied().collect();
    let board = Board::load(db, sheet.period).await?;
    let mut reports = load_many(
        db,
        &board,
        (&sheet.form, sheet.period),
        &reporters,
        &ctx.actor,
    )
    .await?;
    let mut saved = Saved::default();
    let mut tx = db.begin().await?;
    for (reporter, named) in cells {
        let loaded = reports.get_mut(&reporter).ok_or(AppError::NotFound)?;
        let (keys, inputs): (Vec<String>, Vec<CellInput>) = named.into_iter().unzip();
        match write_report(&mut tx, ctx, sheet, loaded, &inputs).await {
            Ok(()) => saved.reporters.push(reporter),
            Err(SaveRefusal::Conflicts(conflicts)) => {
                for conflict in conflicts {
                    let at = inputs
                        .iter()
                        .position(|input| input.key == conflict.key)
                        .and_then(|at| keys.get(at));
                    let cell = json!({
                        "mine": conflict.mine.0, "theirs": conflict.theirs.0, "base": conflict.base.0, "by": conflict.by,
                        "raw": conflict.theirs.0, "unit": conflict.theirs.1,
                    });
                    saved.conflicts.extend(at.map(|key| (key.clone(), cell)));
                }
            }
            Err(SaveRefusal::Closed) => saved.closed += 1,
            Err(SaveRefusal::Error(error)) => return Err(error),
        }
    }
    tx.commit().await?;
    let plans: HashMap<i64, Decimal> = db::plan(db, year, sheet.line.indicator_id)
        .await?
        .into_iter()
        .collect();
    for reporter in &saved.reporters {
        let Some(loaded) = reports.get(reporter) else {
            continue;
        };
        let plan = plans
            .get(&reporter.enterprise_id)
            .filter(|_| reporter.project_id.is_none());
        let row = row_now(
            ctx,
            sheet,
            loaded,
            plan.map(|target| (sheet.line.indicator_id, *target))
                .into_iter()
                .collect(),
        );
        saved
            .rows
            .extend(row.map(|row| (reporter.to_string(), row)));
    }
    Ok(saved)
}

/// Writes the cells of one report, all or none: one begun for them goes with them.
async fn write_report(
    tx: &mut PgConnection,
    ctx: &Ctx,
    sheet: &Sheet,
    loaded: &mut Loaded,
    inputs: &[CellInput],
) -> Result<(), SaveRefusal> {
    if loaded.closing.locked {
        return Err(SaveRefusal::Closed);
    }
    let (actor, origin, subject) = (
        &ctx.actor,
        ctx.origin(),
        (loaded.filing.reporter(), &sheet.form),
    );
    let mut step = tx.begin().await?;
    loaded.filing.id = actions::begin(
        &mut step,
        actor,
        &origin,
        subject,
        sheet.period,
        sheet.form.vintage,
    )
    .await?;
    let changed =
        actions::write_cells(&mut step, actor, &origin, loaded, (inputs, None), ctx.lang).await?;
    step.commit().await?;
    loaded
        .entries
        .extend(changed.into_iter().map(|entry| (entry.key(), entry)));
    Ok(())
}

/// A report's row as it stands now, for the script of the grid.
fn row_now(
    ctx: &Ctx,
    sheet: &Sheet,
    loaded: &Loaded,
    plan: HashMap<i64, Decimal>,
) -> Option<Value> {
    let findings = loaded.findings(ctx.lang);
    let columns = Columns::new(std::slice::from_ref(&sheet.line), sheet.period, ctx.lang);
    let none = HashMap::new();
    let facts = RowFacts {
        loaded,
        plan: &plan,
        findings: &findings,
        posted: &none,
        attempted: false,
        lang: ctx.lang,
    };
    let row = facts.one(&sheet.line, &columns)?;
    Some(row.renamed(&sheet.line, loaded.filing.reporter()).to_json())
}

/// Saves cells while somebody types. All that can be saved is; a cell somebody else changed meanwhile is shown.
async fn save_cells(
    ctx: Ctx,
    Path((form, period)): Path<(i64, String)>,
    RawQuery(query): RawQuery,
    data: FormData,
) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let sheet = Sheet::open(&ctx, form, &period, &query).await?;
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
    let now = i18n::vietnam_time(Utc::now())
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
async fn save(
    ctx: Ctx,
    Path((form, period)): Path<(i64, String)>,
    RawQuery(query): RawQuery,
    data: FormData,
) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let sheet = Sheet::open(&ctx, form, &period, &query).await?;
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

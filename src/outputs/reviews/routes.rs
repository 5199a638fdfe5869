//! The review of a year: read, printed, downloaded, and its free text.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::{Datelike, NaiveDate};

use super::blanks;
use super::compose;
use super::db::{self, Review};
use super::editing;
use super::infrastructure::Infrastructure;
use super::material::{Material, ObstacleRow, WorkOfYear};
use super::proof::{self, Fault};
use crate::foundation::documents::{self, Document};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Permission, Year};
use crate::outputs::dashboard::Overview;
use crate::outputs::dashboard::overview::end_of;
use crate::platform::web::flash::redirect;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::registers::board::Blank;
use crate::registers::structure::{Frame, Switch};
use crate::registers::tasks::db::Item;
use crate::registers::tasks::model::Task;
use crate::registers::tasks::tally::{Left, Tally};
use crate::registers::{schemes, tasks, wastewater, works};
use crate::returns::filings;
use crate::standards::checks::{self, Severity};

pub fn routes() -> Routes {
    let (read, write) = (
        Access::Needs(Permission::ReadReview),
        Access::Needs(Permission::WriteReview),
    );
    Routes::new()
        .get("/reviews", read, newest)
        .get("/reviews/{year}", read, show)
        .get("/reviews/{year}/edit", write, editing::edit)
        .post("/reviews/{year}", write, editing::save)
}

async fn newest(ctx: Ctx) -> Answer {
    let year = filings::db::current_year(&ctx.state.db)
        .await?
        .unwrap_or_else(|| i18n::today().year());
    Ok(redirect(&format!("/reviews/{year}")))
}

/// The review speaks for the whole board: an account limited to some zones would print wrong totals.
pub(super) fn whole_board(ctx: &Ctx) -> Result<(), AppError> {
    if ctx.actor.zones.is_some() {
        Err(AppError::Forbidden)
    } else {
        Ok(())
    }
}

pub(super) async fn material(
    ctx: &Ctx,
    year: Year,
    frame: &Frame,
) -> Result<Arc<Material>, AppError> {
    whole_board(ctx)?;
    // A year that goes on is told as it stands today.
    let on = end_of(year).min(i18n::today());
    let name = format!(
        "material/{year}/{on}/{}/{}/{:?}",
        frame.key(),
        frame.day,
        ctx.lang
    );
    ctx.state
        .memo
        .get(&ctx.state.db, name, load(ctx, year, on, frame))
        .await
}

async fn load(ctx: &Ctx, year: Year, on: NaiveDate, frame: &Frame) -> Result<Material, AppError> {
    let pool = &ctx.state.db;
    let number = year.number();
    let zones = frame.zones.as_deref();
    // Number, signature and the board's own words are of its own paper, not of a recomputed one.
    let (review, sections) = match frame.own {
        true => (
            db::find(pool, number).await?,
            db::sections(pool, number).await?,
        ),
        false => (Review::unwritten(number), HashMap::new()),
    };
    let overview = Overview::current(&ctx.state, year, None, frame).await?;
    Ok(Material {
        board: frame.board.clone(),
        accepted_until: db::accepted_until(pool, number, zones).await?,
        review,
        sections,
        remark: frame.remark(ctx.lang),
        rules: checks::db::rules(pool).await?,
        schemes: schemes::db::schemes(pool, number..=number, zones).await?,
        projects: db::new_projects(pool, number, zones).await?,
        work: work_of_year(ctx, number, frame).await?,
        infrastructure: Infrastructure {
            on,
            works: works::db::works(pool, on, None, zones).await?,
            plants: wastewater::db::plants(pool, on, None, zones).await?,
        },
        overview,
    })
}

/// Obstacles and key tasks by the same account as on the page of the year's work.
async fn work_of_year(ctx: &Ctx, year: i32, frame: &Frame) -> Result<WorkOfYear, AppError> {
    let mut items = tasks::db::items(&ctx.state.db, frame.zones.as_deref()).await?;
    // Key tasks have no zone: they are the portal's own board's.
    items.retain(|item| frame.own || item.task == Task::Obstacle);
    let courses = |work: Task| {
        items
            .iter()
            .filter(move |item| item.task == work)
            .map(|item| &item.course)
    };
    let mut obstacles = Vec::new();
    let mut carried_tasks = Vec::new();
    for item in &items {
        match (item.task, item.course.part(year)) {
            (Task::Obstacle, Some(part)) => obstacles.push((item, part.left)),
            (Task::KeyTask, Some(part)) if part.left == Left::Open => {
                carried_tasks.push((item.course.opened_on.year(), item.content.clone()));
            }
            _ => {}
        }
    }
    obstacles.sort_by(|(a, _), (b, _)| a.code.cmp(&b.code));
    carried_tasks.sort();
    Ok(WorkOfYear {
        obstacle_tally: Tally::of(courses(Task::Obstacle), year),
        task_tally: Tally::of(courses(Task::KeyTask), year),
        obstacles: obstacles
            .into_iter()
            .map(|(item, left)| obstacle_row(item.clone(), left, year))
            .collect(),
        next_tasks: db::key_tasks(&ctx.state.db, year + 1).await?,
        carried_tasks,
    })
}

/// An obstacle as it stood at the end of a year.
fn obstacle_row(item: Item, left: Left, year: i32) -> ObstacleRow {
    let as_today = match (left, item.resolved_on) {
        (Left::Open, ended) => ended.is_none(),
        (_, ended) => ended.is_some_and(|on| on.year() <= year),
    };
    ObstacleRow {
        item,
        left,
        as_today,
    }
}

#[derive(Template)]
#[template(path = "outputs/reviews/show.html")]
struct ShowPage {
    page: Page,
    switch: Switch,
    year: i32,
    /// Years and their pages.
    years: Vec<(i32, String)>,
    /// As PDF, as Word.
    files: [String; 2],
    document: String,
    faults: Vec<FaultLine>,
    /// Whether the faults stop the print.
    refused: bool,
    /// Whether this build can make one.
    pdf: bool,
    may_write: bool,
}

/// One thing that is wrong with the paper, ready to show.
pub(super) struct FaultLine {
    /// The rule; empty where it is the form of the paper.
    pub code: &'static str,
    pub tone: &'static str,
    pub word: &'static str,
    pub place: String,
    /// Where it can be put right; empty where the figures are at fault, or for those who may not.
    pub href: String,
    pub found: String,
    pub right: String,
}

/// What is still to be filled in, then what the proof found.
pub(super) fn fault_lines(
    blanks: Vec<Blank>,
    faults: Vec<Fault>,
    year: Year,
    page: &Page,
) -> Vec<FaultLine> {
    let may_write = page.can(Permission::WriteReview);
    let blank = |blank: Blank| FaultLine {
        code: "",
        tone: "bad",
        word: page.say("chặn in", "stops the print"),
        place: page.text(&blank.label).to_owned(),
        right: blank.advice(page).to_owned(),
        found: format!("“{}”", blank.value),
        href: if page.can(blank.needs) {
            blank.href
        } else {
            String::new()
        },
    };
    let blanks: Vec<FaultLine> = blanks.into_iter().map(blank).collect();
    let faults = faults.into_iter().map(|fault| FaultLine {
        code: fault.code,
        tone: match fault.severity {
            Severity::Blocks => "bad",
            Severity::Explain => "warn",
            Severity::Information => "info",
        },
        word: match fault.severity {
            Severity::Blocks => page.say("chặn in", "stops the print"),
            Severity::Explain => page.say("xin kiểm tra", "please check"),
            Severity::Information => page.say("để biết", "for information"),
        },
        place: fault.place,
        href: fault
            .section
            .filter(|_| may_write)
            .map_or_else(String::new, |name| format!("/reviews/{year}/edit#f-{name}")),
        found: fault.found,
        right: fault.right,
    });
    blanks.into_iter().chain(faults).collect()
}

#[derive(Template)]
#[template(path = "outputs/reviews/refused.html")]
struct RefusedPage {
    page: Page,
    year: i32,
    faults: Vec<FaultLine>,
}

/// The same document, its numbers leading to figures read in the same frame.
fn framed(mut document: Document, frame: &Frame) -> Document {
    for span in document.spans_mut() {
        span.href = span.href.take().map(|href| frame.link(&href));
    }
    document
}

async fn show(ctx: Ctx, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let (year, file) = match name.rsplit_once('.') {
        Some((year, kind @ ("pdf" | "docx"))) => (year, Some(kind)),
        _ => (name.as_str(), None),
    };
    let year: Year = year.parse().map_err(|()| AppError::NotFound)?;
    whole_board(&ctx)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let frame = Frame::asked(&ctx, &query, end_of(year)).await?;
    let material = material(&ctx, year, &frame).await?;
    let document = framed(compose::document(&material, ctx.lang), &frame);
    let faults = proof::read(&document, &material, ctx.lang);
    let blanks = blanks::of(&material);
    let refused = proof::stops(&faults) || !blanks.is_empty();
    if file.is_some() && refused {
        let page = ctx.page(ctx.say(Text::new(
            "Chưa in được báo cáo tổng kết",
            "The review cannot be printed yet",
        )));
        let template = RefusedPage {
            year: year.number(),
            faults: fault_lines(blanks, faults, year, &page),
            page,
        };
        return web::render(StatusCode::CONFLICT, &template);
    }
    let day = material.review.signed_on.unwrap_or_else(i18n::today);
    match file {
        Some("pdf") => return pdf_answer(document, day, year).await,
        Some(_) => return word_answer(&document, day, year),
        None => {}
    }
    let page = ctx.page(format!(
        "{} {year}",
        ctx.say(Text::new("Báo cáo tổng kết năm", "Review of"))
    ));
    let years = filings::db::years(&ctx.state.db).await?;
    let template = ShowPage {
        switch: frame.switch(&page),
        year: year.number(),
        years: years
            .into_iter()
            .map(|year| (year, frame.across(&format!("/reviews/{year}"))))
            .collect(),
        files: ["pdf", "docx"].map(|kind| frame.link(&format!("/reviews/{year}.{kind}"))),
        document: documents::to_html(&document)?,
        faults: fault_lines(blanks, faults, year, &page),
        refused,
        pdf: cfg!(feature = "pdf"),
        may_write: frame.own && page.can(Permission::WriteReview),
        page,
    };
    web::ok(&template)
}

fn word_answer(document: &documents::Document, day: chrono::NaiveDate, year: Year) -> Answer {
    let bytes = documents::docx::render(document, day).map_err(AppError::internal)?;
    let disposition = format!("attachment; filename=\"bao-cao-tong-ket-{year}.docx\"");
    let head = [
        (header::CONTENT_TYPE, documents::docx::MEDIA_TYPE.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((head, bytes).into_response())
}

#[cfg(feature = "pdf")]
async fn pdf_answer(document: documents::Document, day: chrono::NaiveDate, year: Year) -> Answer {
    let bytes = tokio::task::spawn_blocking(move || documents::to_pdf(&document, day))
        .await
        .map_err(AppError::internal)?
        .map_err(AppError::internal)?;
    let disposition = format!("inline; filename=\"bao-cao-tong-ket-{year}.pdf\"");
    Ok((
        [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}

#[cfg(not(feature = "pdf"))]
async fn pdf_answer(_: documents::Document, _: chrono::NaiveDate, _: Year) -> Answer {
    Err(AppError::NotFound)
}

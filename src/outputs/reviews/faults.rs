//! What a review is made from, and the faults found in it as they are shown.

use super::db::{self, Review};
use super::infrastructure::Infrastructure;
use super::material::{Material, ObstacleRow, WorkOfYear};
use super::proof::Fault;
use crate::foundation::i18n;
use crate::foundation::kernel::{Permission, Year};
use crate::outputs::dashboard::Overview;
use crate::outputs::dashboard::overview::end_of;
use crate::platform::web::{AppError, Ctx, Page};
use crate::registers::board::Blank;
use crate::registers::structure::Frame;
use crate::registers::tasks::db::Item;
use crate::registers::tasks::model::Task;
use crate::registers::tasks::tally::{Left, Tally};
use crate::registers::{schemes, tasks, wastewater, works};
use crate::returns::coverage;
use crate::standards::checks::{self, Severity};
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;
use std::sync::Arc;

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
        gaps: coverage::gaps(pool, year, zones).await?,
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

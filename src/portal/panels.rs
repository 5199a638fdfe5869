//! What stands on the page of a record where several features have something to say of it.

use crate::outputs::{maps, profiles};
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::{AppError, Ctx};
use crate::registers::tasks::model::Task;
use crate::registers::{evidence, industries, leases, projects, tasks, wastewater, works};
use crate::returns::filings;

/// What stands on the page of an enterprise: everything known of it, then its reports.
pub fn enterprise(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let profile = profiles::panel(&ctx, id).await?;
        Ok(profile + &filings::enterprise_panel(ctx, id).await?)
    })
}

/// What stands on the page of a project: its legal events, their files, and its industries in both versions of the classification.
pub fn project(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let industries = industries::project_panel(&ctx, id).await?;
        let papers = evidence::papers(&ctx, evidence::Owner::Project(id)).await?;
        let files = evidence::panel(&ctx, evidence::Owner::Project(id)).await?;
        Ok(projects::events::panel(&ctx, id, papers).await? + &files + &industries)
    })
}

/// What stands on the page of a zone: its plan and its year, its works, its wastewater plants.
pub fn zone(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let works = works::zone_panel(&ctx, id).await?;
        let wastewater = wastewater::zone_panel(&ctx, id).await?;
        Ok(maps::zone_panel(ctx, id).await? + &works + &wastewater)
    })
}

/// What stands on the page of a lease: its files.
pub fn lease(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move { evidence::panel(&ctx, evidence::Owner::Lease(id)).await })
}

/// What stands on the page of a case of recovering land: the steps that are overdue, and the files of all steps.
pub fn recovery(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let files = evidence::panel(&ctx, evidence::Owner::Recovery(id)).await?;
        Ok(leases::overdue(ctx, id).await? + &files)
    })
}

/// What stands on the page of a step of a case: its files.
pub fn recovery_step(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move { evidence::step_panel(&ctx, id).await })
}

/// What stands on the page of an obstacle: its course and its files.
pub fn obstacle(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(task(ctx, Task::Obstacle, id))
}

/// What stands on the page of a key task: its course and its files.
pub fn key_task(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(task(ctx, Task::KeyTask, id))
}

async fn task(ctx: Ctx, work: Task, id: i64) -> Result<String, AppError> {
    let course = tasks::steps_panel(&ctx, work, id).await?;
    let files = evidence::panel(&ctx, evidence::Owner::Work(work, id)).await?;
    Ok(course + &files)
}

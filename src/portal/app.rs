//! Wires features, layers and state into one service.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;

use crate::foundation::database;
use crate::foundation::kernel::Role;
use crate::outputs::{dashboard, maps, national, occupancy, profiles, reviews};
use crate::platform::registry::routes::Hooks;
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::registry::{self, Entity};
use crate::platform::web::flash::redirect;
use crate::platform::web::{
    Access, Answer, AppError, AppState, Ctx, Mounted, Routes, assets, form, layers, requests,
};
use crate::portal::accounts;
use crate::registers::structure;
use crate::registers::tasks::model::Task;
use crate::registers::wastewater;
use crate::registers::{
    board, contacts, enterprises, evidence, industries, leases, parcels, projects, schemes, tasks,
    works, zones,
};
use crate::returns::{
    by_indicator, closings, duties, figures, filings, form_workbooks, imports, plans,
};
use crate::standards::{checks, forms, indicators};

/// Every registry, in the order in which a bundle must be read: what is referred to comes first.
pub static REGISTRIES: &[&Entity] = &[
    &board::BOARD,
    &structure::PROVINCE,
    &structure::DISTRICT,
    &structure::COMMUNE,
    &structure::SUCCESSION,
    &zones::ZONE,
    &structure::PLACEMENT,
    &zones::DECISION,
    &zones::STATE,
    &zones::PHASE,
    &zones::PHASE_AREA,
    &works::WORK,
    &wastewater::PLANT,
    &wastewater::STAGE,
    &wastewater::PERMIT,
    &enterprises::ENTERPRISE,
    &projects::PROJECT,
    &projects::INDUSTRY,
    &parcels::PARCEL,
    &leases::contracts::LEASE,
    &leases::contracts::LEASE_PARCEL,
    &leases::contracts::LEASE_EXTENSION,
    &leases::contracts::LEASE_ARREAR,
    &leases::recoveries::RECOVERY,
    &leases::recoveries::RECOVERY_PARCEL,
    &leases::recoveries::RECOVERY_STEP,
    &indicators::INDICATOR,
    &indicators::PRODUCT,
    &indicators::EXCHANGE_RATE,
    &forms::FORM,
    &forms::FORM_LINE,
    &forms::FORM_QUESTION,
    &forms::DEADLINE,
    &forms::HOLIDAY,
    &closings::PERIOD_CLOSING,
    &checks::CHECK_RULE,
    &schemes::SCHEME,
    &schemes::SPONSOR,
    &tasks::OBSTACLE,
    &tasks::KEY_TASK,
    &plans::PLAN,
];

/// All routes of the portal, each with its permission.
pub fn routes() -> Routes {
    let hooks = |entity: &'static Entity| match entity.path {
        "boards" => Hooks {
            written: Some(board::renamed),
            ..Hooks::default()
        },
        "zones" => Hooks {
            panel: Some(zone_panel),
            ..Hooks::default()
        },
        "phase-areas" => Hooks {
            panel: Some(parcels::areas::area_panel),
            ask: Some(parcels::areas::ask_area),
            ..Hooks::default()
        },
        // A parcel is created together with how it enters the books.
        "parcels" => Hooks {
            panel: Some(maps::parcel_panel),
            ask: Some(parcels::areas::ask_parcel),
            keep: Some(parcels::life::keep),
            over_list: Some(parcels::life::links),
            closed: Some(parcels::life::closed),
            created_elsewhere: true,
            ..Hooks::default()
        },
        "works" => Hooks {
            panel: Some(works::panel),
            over_list: Some(works::links),
            ..Hooks::default()
        },
        "wastewater-plants" => Hooks {
            panel: Some(wastewater::plant_panel),
            over_list: Some(wastewater::links),
            ..Hooks::default()
        },
        "wastewater-stages" | "discharge-permits" => Hooks {
            over_list: Some(wastewater::links),
            ..Hooks::default()
        },
        "schemes" | "sponsors" => Hooks {
            over_list: Some(schemes::links),
            ..Hooks::default()
        },
        "lease-parcels" => Hooks {
            ask: Some(parcels::life::ask_lease_parcel),
            ..Hooks::default()
        },
        "leases" => Hooks {
            panel: Some(lease_panel),
            ..Hooks::default()
        },
        "recoveries" => Hooks {
            panel: Some(recovery_panel),
            ..Hooks::default()
        },
        "recovery-steps" => Hooks {
            panel: Some(recovery_step_panel),
            ..Hooks::default()
        },
        // A project is created together with its first event.
        "projects" => Hooks {
            panel: Some(project_panel),
            ask: Some(projects::ask),
            keep: Some(projects::keep),
            created_elsewhere: true,
            ..Hooks::default()
        },
        "project-industries" => Hooks {
            ask: Some(industries::ask),
            over_list: Some(industries::over_list),
            ..Hooks::default()
        },
        "enterprises" => Hooks {
            panel: Some(enterprise_panel),
            ask: Some(profiles::ask),
            ..Hooks::default()
        },
        "plan" => Hooks {
            panel: Some(plans::targets_panel),
            ..Hooks::default()
        },
        "obstacles" => Hooks {
            panel: Some(obstacle_panel),
            ask: Some(tasks::ask_obstacle),
            over_list: Some(filings::proposals_panel),
            ..Hooks::default()
        },
        "key-tasks" => Hooks {
            panel: Some(key_task_panel),
            ask: Some(tasks::ask_key_task),
            ..Hooks::default()
        },
        _ => Hooks::default(),
    };
    let registries = REGISTRIES.iter().fold(Routes::new(), |routes, entity| {
        routes.merge(registry::routes(entity, REGISTRIES, hooks(entity)))
    });
    Routes::new()
        .get("/", Access::SignedIn, home)
        .get("/health/live", Access::Public, live)
        .get("/health/ready", Access::Public, ready)
        .get("/static/{hash}/{*path}", Access::Public, assets::serve)
        .merge(registries)
        .merge(accounts::routes())
        .merge(structure::routes())
        .merge(tasks::routes())
        .merge(schemes::routes())
        .merge(works::routes())
        .merge(wastewater::routes())
        .merge(contacts::routes())
        .merge(projects::routes())
        .merge(industries::routes())
        .merge(parcels::life::routes())
        .merge(leases::routes())
        .merge(plans::routes())
        .merge(closings::routes())
        .merge(filings::routes())
        .merge(evidence::routes())
        .merge(duties::routes())
        .merge(by_indicator::routes())
        .merge(form_workbooks::routes())
        .merge(imports::routes())
        .merge(figures::routes())
        .merge(national::routes())
        .merge(dashboard::routes())
        .merge(occupancy::routes())
        .merge(maps::routes())
        .merge(reviews::routes())
}

/// The portal as a service, and the list of its routes.
///
/// # Errors
/// When the public origin is not one (`https://kcn.example.vn`).
pub fn router(
    state: AppState,
    public_origin: Option<&str>,
) -> Result<(Router, Arc<Vec<Mounted>>), String> {
    let mut csrf = CsrfLayer::new();
    if let Some(origin) = public_origin {
        csrf = csrf
            .add_trusted_origin(origin)
            .map_err(|error| format!("{origin}: {error}"))?;
    }
    let csrf = csrf.with_rejection_response(|_| AppError::CrossSite.into_response());
    let (router, mounted) = routes().finish();
    let router = router
        .layer(Extension(Arc::<accounts::Guard>::default()))
        .layer(from_fn_with_state(state.clone(), accounts::authenticate))
        .layer(DefaultBodyLimit::max(form::BODY_LIMIT))
        .layer(csrf)
        .layer(CatchPanicLayer::custom(|_| {
            AppError::internal("a handler panicked").into_response()
        }))
        .layer(from_fn_with_state(state.clone(), layers::error_pages))
        .layer(from_fn(requests::followed))
        .layer(from_fn_with_state(state.clone(), layers::facts))
        .layer(from_fn(layers::security_headers))
        .layer(CompressionLayer::new().compress_when(SizeAbove::default().and(is_text)))
        .with_state(state);
    Ok((router, Arc::new(mounted)))
}

/// Pages and what programs read. Pictures, fonts, PDF, workbooks and archives are compressed already, as the assets are.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .map_or(&b""[..], HeaderValue::as_bytes);
    [
        &b"text/"[..],
        b"application/json",
        b"application/geo+json",
        b"image/svg+xml",
    ]
    .iter()
    .any(|text| kind.starts_with(text))
}

/// What stands on the page of an enterprise: everything known of it, then its reports.
fn enterprise_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let profile = profiles::panel(&ctx, id).await?;
        Ok(profile + &filings::enterprise_panel(ctx, id).await?)
    })
}

/// What stands on the page of a project: its legal events, their files, and its industries in both versions of the classification.
fn project_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let industries = industries::project_panel(&ctx, id).await?;
        let papers = evidence::papers(&ctx, evidence::Owner::Project(id)).await?;
        let files = evidence::panel(&ctx, evidence::Owner::Project(id)).await?;
        Ok(projects::events::panel(&ctx, id, papers).await? + &files + &industries)
    })
}

/// What stands on the page of a zone: its plan and its year, its works, its wastewater plants.
fn zone_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let works = works::zone_panel(&ctx, id).await?;
        let wastewater = wastewater::zone_panel(&ctx, id).await?;
        Ok(maps::zone_panel(ctx, id).await? + &works + &wastewater)
    })
}

/// What stands on the page of a lease: its files.
fn lease_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move { evidence::panel(&ctx, evidence::Owner::Lease(id)).await })
}

/// What stands on the page of a case of recovering land: the steps that are overdue, and the files of all steps.
fn recovery_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let files = evidence::panel(&ctx, evidence::Owner::Recovery(id)).await?;
        Ok(leases::overdue(ctx, id).await? + &files)
    })
}

/// What stands on the page of a step of a case: its files.
fn recovery_step_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move { evidence::step_panel(&ctx, id).await })
}

/// What stands on the page of an obstacle: its course and its files.
fn obstacle_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(work_panel(ctx, Task::Obstacle, id))
}

/// What stands on the page of a key task: its course and its files.
fn key_task_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(work_panel(ctx, Task::KeyTask, id))
}

async fn work_panel(ctx: Ctx, work: Task, id: i64) -> Result<String, AppError> {
    let course = tasks::steps_panel(&ctx, work, id).await?;
    let files = evidence::panel(&ctx, evidence::Owner::Work(work, id)).await?;
    Ok(course + &files)
}

/// Everybody's first page: staff see what is due, approvers what waits for them, others the year.
async fn home(ctx: Ctx) -> Answer {
    let target = match ctx.actor.role {
        Role::Staff => "/duties",
        Role::Approver => "/filings",
        Role::Administrator | Role::Leadership => "/dashboard",
    };
    Ok(redirect(target))
}

/// The process runs, and is not without a database that it cannot bring back by itself.
async fn live(State(state): State<AppState>) -> Response {
    let condition = state.health.now();
    if condition.is_lost() {
        not_well(condition)
    } else {
        "ok".into_response()
    }
}

/// The process runs and its database answers.
async fn ready(State(state): State<AppState>) -> Response {
    match database::answers(&state.db).await {
        Ok(()) => "ok".into_response(),
        Err(_) => not_well(state.health.now()),
    }
}

fn not_well(condition: database::Condition) -> Response {
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [("content-type", "text/plain; charset=utf-8")],
        condition.plain(),
    )
        .into_response()
}

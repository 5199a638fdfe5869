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
use crate::foundation::kernel::Permission;
use crate::outputs::{dashboard, issued, maps, national, occupancy, reviews, search, verification};
use crate::platform::jobs;
use crate::platform::web::flash::redirect;
use crate::platform::web::{
    Access, Answer, AppError, AppState, Ctx, Mounted, Routes, assets, form, layers, requests,
};
use crate::portal::{accounts, beginning, exchange, menu, refusals, registries};
use crate::registers::{
    contacts, evidence, industries, leases, parcels, projects, schemes, structure, tasks,
    wastewater, works,
};
use crate::returns::{
    board_totals, by_indicator, closings, coverage, duties, figures, filings, form_workbooks,
    imports, pasting, plans,
};

/// All routes of the portal, each with its permission.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Access::SignedIn, home)
        .get("/health/live", Access::Public, live)
        .get("/health/ready", Access::Public, ready)
        .get("/static/{hash}/{*path}", Access::Public, assets::serve)
        .get("/jobs", Access::SignedIn, jobs::list)
        .get("/jobs/{id}", Access::SignedIn, jobs::show)
        .post("/jobs/{id}/cancel", Access::SignedIn, jobs::cancel)
        .merge(registries::routes())
        .merge(accounts::routes())
        .merge(beginning::routes())
        .merge(exchange::routes())
        .merge(structure::routes())
        .merge(tasks::routes())
        .merge(schemes::routes())
        .merge(works::routes())
        .merge(wastewater::routes())
        .merge(contacts::routes())
        .merge(projects::routes())
        .merge(industries::routes())
        .merge(parcels::life::routes())
        .merge(parcels::ledger::routes())
        .merge(leases::routes())
        .merge(plans::routes())
        .merge(coverage::routes())
        .merge(closings::routes())
        .merge(filings::routes())
        .merge(evidence::routes())
        .merge(duties::routes())
        .merge(by_indicator::routes())
        .merge(form_workbooks::routes())
        .merge(imports::routes())
        .merge(board_totals::routes())
        .merge(pasting::routes())
        .merge(figures::routes())
        .merge(issued::routes())
        .merge(national::routes())
        .merge(dashboard::routes())
        .merge(occupancy::routes())
        .merge(maps::routes())
        .merge(reviews::routes())
        .merge(search::routes())
        .merge(verification::routes())
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
    refusals::claim();
    let csrf = csrf.with_rejection_response(|_| AppError::CrossSite.into_response());
    let state = state.with_menu(&menu::MENU);
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

/// Everybody's first page: the steps of a beginning while one of them is theirs; then who decides sees what waits for that, who
/// enters what is due, others the year.
async fn home(ctx: Ctx) -> Answer {
    if beginning::awaits(&ctx).await? {
        return Ok(redirect("/set-up"));
    }
    let first = [
        (Permission::DecideFilings, "/filings"),
        (Permission::EnterFilings, "/duties"),
        (Permission::ReadOverview, "/dashboard"),
    ];
    let target = first.into_iter().find(|(work, _)| ctx.actor.may(*work));
    Ok(redirect(target.map_or("/account", |(_, page)| page)))
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

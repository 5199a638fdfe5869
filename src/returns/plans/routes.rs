//! The plans of a year, and the targets of a plan.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use chrono::NaiveDate;

use super::actions::{self, Refusal};
use super::db::{self, PlanRow, Scope, TargetRow};
use super::typed::TypedCell;
use super::view::{ScopeTargets, TargetsPage, TargetsPanel, YearPage, YearRow};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Permission, Seen};
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::registry::store;
use crate::platform::web::flash::{Tone, redirect, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::zones::ZONE;
use crate::standards::indicators::{Catalogue, Indicator};

pub fn routes() -> Routes {
    let (read, write) = (
        Access::Needs(Permission::ReadPlans),
        Access::Needs(Permission::WritePlans),
    );
    Routes::new()
        .get("/plans", read, newest_year)
        .get("/plans/{year}", read, year_page)
        .get("/plan/{id}/targets", write, targets_page)
        .post("/plan/{id}/targets", write, set_targets)
}

async fn newest_year(ctx: Ctx) -> Answer {
    let years = db::years(&ctx.state.db).await?;
    let year = years
        .first()
        .copied()
        .unwrap_or_else(|| chrono::Datelike::year(&i18n::today()));
    Ok(redirect(&format!("/plans/{year}")))
}

async fn year_page(ctx: Ctx, Path(year): Path<i32>) -> Answer {
    if !(1990..=2100).contains(&year) {
        return Err(AppError::NotFound);
    }
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let plans = db::of_year(&ctx.state.db, year, None).await?;
    let ids: Vec<i64> = plans.iter().map(|plan| plan.id).collect();
    let targets = db::targets(&ctx.state.db, &ids).await?;
    let rows = catalogue
        .all
        .iter()
        .map(|indicator| YearRow {
            name: indicator.name(ctx.lang).to_owned(),
            unit: indicator.unit_name(ctx.lang).to_owned(),
            values: ids
                .iter()
                .map(|id| board_target(&targets, *id, indicator, &ctx))
                .collect(),
        })
        .filter(|row: &YearRow| row.values.iter().any(|value| !value.is_empty()))
        .collect();
    let title = format!("{} {year}", ctx.say(Text::new("Kế hoạch năm", "Plans of")));
    let years = db::years(&ctx.state.db).await?;
    let may_write = ctx.actor.may(Permission::WritePlans);
    web::ok(&YearPage {
        page: ctx.page(title),
        year,
        years,
        plans,
        rows,
        may_write,
    })
}

fn board_target(targets: &[TargetRow], plan: i64, indicator: &Indicator, ctx: &Ctx) -> String {
    targets
        .iter()
        .find(|t| {
            t.plan_id == plan
                && t.indicator_id == indicator.id
                && t.zone_id.is_none()
                && t.enterprise_id.is_none()
        })
        .map_or_else(String::new, |target| {
            indicator.show_exact(target.value, indicator.unit, ctx.lang)
        })
}

async fn targets_page(ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let scope = Scope::parse(query.get("scope")).ok_or(AppError::NotFound)?;
    targets_form(&ctx, id, scope, StatusCode::OK, None, HashMap::new()).await
}

/// The form of one scope: as stored, or as posted with what is wrong.
async fn targets_form(
    ctx: &Ctx,
    id: i64,
    scope: Scope,
    status: StatusCode,
    posted: Option<&FormData>,
    mut faults: HashMap<i64, String>,
) -> Answer {
    let plan = db::find(&ctx.state.db, id)
        .await?
        .ok_or(AppError::NotFound)?;
    check_scope(ctx, scope)?;
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let targets = db::targets(&ctx.state.db, &[id]).await?;
    let version = db::version(&mut *ctx.state.db.acquire().await?, id).await?;
    // An indicator that was given up before the year is offered no more.
    let begins = NaiveDate::from_ymd_opt(plan.year, 1, 1).ok_or(AppError::NotFound)?;
    let cells = catalogue
        .all
        .iter()
        .filter_map(|indicator| {
            let stored = targets.iter().find(|t| {
                t.indicator_id == indicator.id && (t.zone_id, t.enterprise_id) == scope.columns()
            });
            let fault = faults.remove(&indicator.id);
            let stands = stored.map(|target| (target.value, target.unit.as_str()));
            (indicator.used_on(begins) || stored.is_some())
                .then(|| TypedCell::new(indicator, stands, posted, fault, ctx.lang))
        })
        .collect();
    let title = format!(
        "{} – {}",
        ctx.say(Text::new("Chỉ tiêu giao", "Targets")),
        plan.name
    );
    let stale = status == StatusCode::CONFLICT;
    let scopes = scopes(ctx).await?;
    web::render(
        status,
        &TargetsPage {
            page: ctx.page(title),
            plan,
            version,
            scope: scope.code(),
            scopes,
            cells,
            stale,
        },
    )
}

/// An account limited to some zones sets no targets for others; the board's are for those who see everything.
fn check_scope(ctx: &Ctx, scope: Scope) -> Result<(), AppError> {
    match scope {
        Scope::Board | Scope::Enterprise(_) if ctx.actor.zones.is_some() => {
            Err(AppError::Forbidden)
        }
        Scope::Zone(id) if !ctx.actor.sees_zone(id) => Err(AppError::NotFound),
        _ => Ok(()),
    }
}

async fn scopes(ctx: &Ctx) -> Result<Vec<(String, String)>, AppError> {
    let mut scopes = vec![(
        Scope::Board.code(),
        ctx.say(Text::new("Toàn Ban", "The whole board")).to_owned(),
    )];
    for (id, title) in store::options(&ctx.state.db, &ZONE, ctx.actor.zones.as_deref()).await? {
        scopes.push((Scope::Zone(id).code(), title));
    }
    for (id, title) in
        store::options(&ctx.state.db, &ENTERPRISE, ctx.actor.zones.as_deref()).await?
    {
        scopes.push((Scope::Enterprise(id).code(), title));
    }
    Ok(scopes)
}

async fn set_targets(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let scope = Scope::parse(data.get("scope")).ok_or(AppError::NotFound)?;
    check_scope(&ctx, scope)?;
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let target = Seen {
        id,
        version: data.version(),
    };
    match actions::set_targets(
        &ctx.state.db,
        &ctx.caller(),
        target,
        scope,
        &catalogue,
        &data,
    )
    .await
    {
        Ok(()) => Ok(see_other(
            &format!("/plan/{id}"),
            Tone::Ok,
            ctx.say(Text::new("Đã lưu chỉ tiêu.", "Targets saved.")),
        )),
        Err(Refusal::Cells(faults)) => {
            targets_form(
                &ctx,
                id,
                scope,
                StatusCode::UNPROCESSABLE_ENTITY,
                Some(&data),
                faults,
            )
            .await
        }
        Err(Refusal::Stale) => {
            targets_form(
                &ctx,
                id,
                scope,
                StatusCode::CONFLICT,
                Some(&data),
                HashMap::new(),
            )
            .await
        }
        Err(Refusal::Error(error)) => Err(error),
    }
}

/// The targets on a plan's own page.
pub fn targets_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let plan: PlanRow = db::find(&ctx.state.db, id)
            .await?
            .ok_or(AppError::NotFound)?;
        let catalogue = Catalogue::load(&ctx.state.db).await?;
        let targets = db::targets(&ctx.state.db, &[id]).await?;
        let mut groups = Vec::new();
        for (code, words) in scopes(&ctx).await? {
            let columns = Scope::parse(&code).unwrap_or(Scope::Board).columns();
            let lines: Vec<(String, String)> = catalogue
                .all
                .iter()
                .filter_map(|indicator| {
                    let target = targets.iter().find(|t| {
                        t.indicator_id == indicator.id && (t.zone_id, t.enterprise_id) == columns
                    })?;
                    let value = indicator.show_exact(target.value, indicator.unit, ctx.lang);
                    Some((
                        indicator.name(ctx.lang).to_owned(),
                        format!("{value} {}", indicator.unit_name(ctx.lang)),
                    ))
                })
                .collect();
            if !lines.is_empty() || code == "board" {
                groups.push(ScopeTargets { words, code, lines });
            }
        }
        let may_write = ctx.actor.may(Permission::WritePlans);
        Ok(TargetsPanel {
            page: ctx.page(""),
            plan,
            groups,
            may_write,
        }
        .render()?)
    })
}

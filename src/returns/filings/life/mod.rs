//! The life of one figure: its revisions in the ledger, and everything that happened on the way there – typed, repaired, imported,
//! handed in, sent back with a note, answered, proved by a file, talked about, accepted.

mod db;
mod view;

use axum::extract::Path;

pub(super) use view::with_unit;
use view::{LifePage, RevisionLine, Timeline};

use crate::foundation::kernel::{Period, Permission};
use crate::platform::registry::store;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, Routes};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::evidence;
use crate::returns::figures;
use crate::standards::indicators::Catalogue;

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    Routes::new().get(
        "/figures/{period}/{indicator}/enterprises/{enterprise}",
        read,
        page,
    )
}

async fn page(
    ctx: Ctx,
    Path((period, code, enterprise_id)): Path<(String, String, i64)>,
) -> Answer {
    let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
    let (db, zones) = (&ctx.state.db, ctx.actor.zones.as_deref());
    let mut connection = db.acquire().await?;
    let enterprise = store::find(&mut connection, &ENTERPRISE, enterprise_id, zones)
        .await?
        .ok_or(AppError::NotFound)?;
    drop(connection);
    let catalogue = Catalogue::load(db).await?;
    let indicator = catalogue.by_code(&code).ok_or(AppError::NotFound)?;
    let revisions =
        figures::db::revisions(db, enterprise_id, indicator.id, &period.to_string(), zones).await?;
    let by_project = revisions.iter().any(|row| row.project.is_some());
    let reports = db::reports(db, enterprise_id, indicator.id, &period.to_string(), zones).await?;
    let ids: Vec<i64> = reports.iter().map(|report| report.id).collect();
    let mut timeline = Timeline::new(indicator, reports, ctx.lang);
    timeline.steps(db::steps(db, &ids, &indicator.code).await?);
    timeline.notes(db::notes(db, &ids, indicator.id).await?);
    timeline.attachments(evidence::db::attachments_of_cell(db, &ids, indicator.id).await?);
    timeline.comments(evidence::db::comments_on_cell(db, &ids, indicator.id).await?);
    let title = format!(
        "{} {} – {}",
        indicator.name(ctx.lang),
        figures::named(period, ctx.lang),
        enterprise.title
    );
    web::ok(&LifePage {
        page: ctx.page(title),
        enterprise: enterprise.title,
        enterprise_id,
        unit: indicator.unit_name(ctx.lang).to_owned(),
        revisions: RevisionLine::all(revisions, indicator, ctx.lang),
        by_project,
        steps: timeline.newest_first(),
    })
}

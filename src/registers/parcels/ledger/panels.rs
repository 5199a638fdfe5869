//! The ledger on other pages: what is to be settled on the work list, statement and ledger on a zone's page.

use std::collections::HashMap;

use askama::Template;

use super::db;
use super::load::{books, standings};
use super::model::{Basis, Line};
use super::view::{self, Names, Record, WorkPanel, ZoneLine, ZonePanel};
use crate::foundation::i18n;
use crate::platform::web::{AppError, Ctx};

/// Rows of the panel on other pages.
const PANEL_ROWS: usize = 5;

/// Leases past their term and lettings without a lease, in short; nothing where there are none.
///
/// # Errors
/// Whatever the database says.
pub async fn work_panel(ctx: &Ctx) -> Result<String, AppError> {
    let zones = ctx.actor.zones.as_deref();
    let ledger = books(&ctx.state, zones).await?.on(i18n::today());
    let mut open: Vec<&Line> = ledger
        .lines
        .iter()
        .filter(|line| line.basis != Basis::Lease)
        .collect();
    if open.is_empty() {
        return Ok(String::new());
    }
    open.sort_by_key(|line| (line.basis, line.day));
    let sums = [Basis::Overdue, Basis::NoLease]
        .into_iter()
        .filter_map(|basis| Some((basis.code(), view::sum(&open, basis, ctx.lang)?)))
        .collect();
    let first: Vec<&Line> = open.into_iter().take(PANEL_ROWS).collect();
    let (zones, enterprises) = names(ctx, &first).await?;
    let names = Names {
        zones: &zones,
        enterprises: &enterprises,
    };
    let rows = first
        .iter()
        .map(|line| Record::new(line, &names, ctx.lang))
        .collect();
    Ok(WorkPanel {
        page: ctx.page(""),
        sums,
        rows,
    }
    .render()?)
}

/// The names of the zones and tenants of some records.
pub(super) async fn names(
    ctx: &Ctx,
    lines: &[&Line],
) -> sqlx::Result<(HashMap<i64, String>, HashMap<i64, String>)> {
    let zones: Vec<i64> = lines.iter().map(|line| line.zone_id).collect();
    let enterprises: Vec<i64> = lines.iter().map(|line| line.enterprise_id).collect();
    Ok((
        db::zone_names(&ctx.state.db, &zones).await?,
        db::enterprises(&ctx.state.db, &enterprises).await?,
    ))
}

/// Statement and ledger of a zone today; nothing where it keeps no parcels.
///
/// # Errors
/// Whatever the database says.
pub async fn zone_panel(ctx: &Ctx, zone_id: i64) -> Result<String, AppError> {
    let (zones, _) = standings(&ctx.state, i18n::today(), Some(&[zone_id])).await?;
    let Some(zone) = zones.first().filter(|zone| zone.kept.is_some()) else {
        return Ok(String::new());
    };
    Ok(ZonePanel {
        page: ctx.page(""),
        asked: zone
            .nearly_complete()
            .map(|percent| view::percent(percent, ctx.lang)),
        zone: ZoneLine::new(zone, ctx.lang),
    }
    .render()?)
}

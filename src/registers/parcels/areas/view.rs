//! The notes on a zone's land as a panel, for the pages of the zone, of its areas and of its parcels.

use askama::Template;

use rust_decimal::Decimal;

use super::db::{self, ParcelSum};
use super::notes::{Note, notes};
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::{AppError, Ctx, Page};
use crate::registers::parcels::LEASABLE;
use crate::registers::parcels::ledger::{self, model::Ledger};
use crate::standards::checks::{self, Severity};

#[derive(Template)]
#[template(path = "registers/parcels/area_notes.html")]
struct Panel {
    page: Page,
    zone_id: i64,
    zone: String,
    notes: Vec<Note>,
}

/// What there is to look at in a zone's land; empty where all is well.
///
/// # Errors
/// Whatever the database says.
pub async fn of_zone(ctx: &Ctx, zone_id: i64) -> Result<String, AppError> {
    let mut db = ctx.state.db.acquire().await?;
    let Some((zone, operating)) = db::zone(&mut db, zone_id).await? else {
        return Ok(String::new());
    };
    let rules = checks::db::rules(&mut *db).await?;
    let statements = db::statements(&mut db, zone_id).await?;
    let parcels = db::parcel_sums(&mut db, zone_id, None).await?;
    drop(db);
    let ledger = ledger::current(&ctx.state.db, Some(&[zone_id])).await?;
    let parcels = as_let(parcels, &ledger);
    let mut notes = notes(&zone, operating, &statements, &parcels, &rules, ctx.lang);
    if notes.is_empty() {
        return Ok(String::new());
    }
    notes.sort_by_key(|note| note.severity);
    Ok(Panel {
        page: ctx.page(""),
        zone_id,
        zone,
        notes,
    }
    .render()?)
}

/// The parcels with what is leased of them as the ledger has it: of a parcel let in part, that part.
fn as_let(mut sums: Vec<ParcelSum>, ledger: &Ledger) -> Vec<ParcelSum> {
    for sum in &mut sums {
        sum.leased = Decimal::ZERO;
    }
    for line in &ledger.lines {
        let own = |sum: &&mut ParcelSum| {
            sum.phase_id == line.phase_id && LEASABLE.contains(&sum.land_use.as_str())
        };
        if let Some(sum) = sums.iter_mut().find(own) {
            sum.leased += line.area_m2;
        }
    }
    sums
}

/// On the page of a statement of areas.
pub fn area_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        match db::zone_of_area(&ctx.state.db, id).await? {
            Some(zone) => of_zone(&ctx, zone).await,
            None => Ok(String::new()),
        }
    })
}

/// On the page of a parcel.
pub fn parcel_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        match db::zone_of_parcel(&ctx.state.db, id).await? {
            Some(zone) => of_zone(&ctx, zone).await,
            None => Ok(String::new()),
        }
    })
}

//! Keeping a shape: compared with its neighbours, written and logged in one transaction.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::db::{self, NewShape, ParcelRow, PlotRow};
use super::model::{self, Clash, Outline};
use crate::foundation::audit::{self, Change};
use crate::foundation::kernel::Caller;
use crate::foundation::{i18n, survey};
use crate::platform::web::AppError;

/// A shape somebody wants to keep, sound in itself.
pub struct Draft<'a> {
    pub valid_from: NaiveDate,
    pub source: &'a str,
    pub document: &'a str,
    /// The text as handed in.
    pub given: &'a str,
    /// Codes of the repairs agreed to, separated by spaces.
    pub repairs: &'a str,
    pub outline: &'a Outline,
    /// m².
    pub area: Decimal,
}

/// Why a shape was not kept.
pub enum Refusal {
    /// It lies over other parcels.
    Overlaps(Vec<Clash>),
    /// This boundary is on record already, and has held since this day.
    Known(NaiveDate),
    Error(AppError),
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Refusal {
        Refusal::Error(error.into())
    }
}

/// What the parcel's own shape is on the day a new one begins to hold, and the neighbours it then lies over, on that day or today.
///
/// # Errors
/// Whatever the database says.
pub async fn clashes(
    db: &mut PgConnection,
    parcel: &ParcelRow,
    outline: &Outline,
    valid_from: NaiveDate,
) -> sqlx::Result<(Option<PlotRow>, Vec<Clash>)> {
    let mut held = None;
    for day in model::days_to_compare(valid_from, i18n::today()) {
        let mut others = db::plots(&mut *db, parcel.zone_id, day).await?;
        let own = others
            .iter()
            .position(|row| row.id == parcel.id && row.corners.is_some())
            .map(|at| others.swap_remove(at));
        // Today another shape of this parcel may hold, and this one be history.
        let superseded = own
            .as_ref()
            .is_some_and(|row| row.valid_from.is_some_and(|from| from > valid_from));
        held = held.or(own.filter(|_| day == valid_from));
        let found = model::clashes(outline, parcel.id, &others);
        if !superseded && !found.is_empty() {
            return Ok((held, found));
        }
    }
    Ok((held, Vec::new()))
}

/// Keeps a shape as the parcel's next revision.
///
/// # Errors
/// [`Refusal::Overlaps`] when it lies over a neighbour on the day it begins to hold, or today; [`Refusal::Known`] when what holds
/// on that day says the same from the same paper.
pub async fn keep(
    db: &PgPool,
    caller: &Caller,
    parcel: &ParcelRow,
    draft: &Draft<'_>,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    // Two shapes saved at once must see each other.
    db::lock_zone(&mut tx, parcel.zone_id).await?;
    let (held, clashes) = clashes(&mut tx, parcel, draft.outline, draft.valid_from).await?;
    let same = |row: &&PlotRow| {
        Outline::of(row).is_some_and(|held| {
            held.system == draft.outline.system && held.vertices_equal(draft.outline)
        }) && row.document.as_deref() == Some(draft.document)
            && row.source.as_deref() == Some(draft.source)
    };
    if let Some(since) = held.as_ref().filter(same).and_then(|row| row.valid_from) {
        return Err(Refusal::Known(since));
    }
    if !clashes.is_empty() {
        return Err(Refusal::Overlaps(clashes));
    }
    let before = held.map(|row| json!({ "valid_from": row.valid_from, "corners": row.corners, "shape_m2": row.shape_m2 }));
    let (corners, ring) = (
        survey::write_corners(&draft.outline.vertices),
        survey::write_ring(&draft.outline.ring),
    );
    let system = draft.outline.system;
    let new = NewShape {
        parcel_id: parcel.id,
        valid_from: draft.valid_from,
        source: draft.source,
        document: draft.document,
        meridian_minutes: system.meridian.minutes(),
        zone_width: system.width.degrees(),
        given: draft.given,
        repairs: Some(draft.repairs).filter(|repairs| !repairs.is_empty()),
        corners: &corners,
        ring: &ring,
        area_m2: draft.area.normalize(),
        recorded_by: &caller.actor.display_name,
    };
    let revision = db::insert(&mut tx, &new).await?;
    let after = json!({
        "shape_revision": revision,
        "valid_from": draft.valid_from,
        "source": draft.source,
        "meridian_minutes": new.meridian_minutes,
        "zone_width": new.zone_width,
        "repairs": draft.repairs,
        "corners": corners,
        "shape_m2": new.area_m2,
    });
    let change = Change {
        action: "surveyed",
        subject_type: "parcels",
        subject_id: parcel.id,
        before,
        after: Some(after),
        reason: Some(draft.document),
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(())
}

//! Setting the targets of a plan, for the board, a zone or an enterprise.

use std::collections::HashMap;

use serde_json::{Map, Value};
use sqlx::PgPool;

use super::db::{self, Scope, TargetRow};
use super::typed::{Typed, typed};
use crate::foundation::audit::{self, Change};
use crate::foundation::kernel::{Caller, Seen};
use crate::platform::web::{AppError, FormData};
use crate::standards::indicators::Catalogue;

/// Why targets were not saved.
pub enum Refusal {
    /// Messages by indicator.
    Cells(HashMap<i64, String>),
    /// Somebody changed the plan since the form was opened.
    Stale,
    Error(AppError),
}

impl<E: Into<AppError>> From<E> for Refusal {
    fn from(error: E) -> Refusal {
        Refusal::Error(error.into())
    }
}

/// Replaces the targets of one scope by what was posted.
///
/// # Errors
/// [`Refusal::Cells`] with a message per cell; nothing is then written.
pub async fn set_targets(
    db: &PgPool,
    caller: &Caller,
    Seen {
        id: plan_id,
        version,
    }: Seen,
    scope: Scope,
    catalogue: &Catalogue,
    data: &FormData,
) -> Result<(), Refusal> {
    let mut faults = HashMap::new();
    let mut wanted = Vec::new();
    let (zone_id, enterprise_id) = scope.columns();
    let target = |indicator_id: i64, typed: Typed| TargetRow {
        plan_id,
        indicator_id,
        zone_id,
        enterprise_id,
        value: typed.value,
        raw: typed.raw,
        unit: typed.unit.code.to_owned(),
    };
    for indicator in &catalogue.all {
        match typed(indicator, data, false, caller.lang) {
            Ok(found) => wanted.push((indicator, found.map(|typed| target(indicator.id, typed)))),
            Err(message) => {
                faults.insert(indicator.id, message);
            }
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Cells(faults));
    }
    let mut tx = db.begin().await?;
    let before = db::lock_scope(&mut tx, plan_id, scope).await?;
    if db::version(&mut tx, plan_id).await? != version {
        return Err(Refusal::Stale);
    }
    for (indicator, target) in &wanted {
        match target {
            Some(target) => db::put_target(&mut tx, target).await?,
            None => db::remove_target(&mut tx, plan_id, indicator.id, scope).await?,
        }
    }
    db::bump_version(&mut tx, plan_id).await?;
    let after = db::lock_scope(&mut tx, plan_id, scope).await?;
    let change = Change {
        action: "targets",
        subject_type: "plans",
        subject_id: plan_id,
        before: Some(to_json(&before, catalogue)),
        after: Some(to_json(&after, catalogue)),
        reason: Some(&scope.code()),
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(())
}

fn to_json(targets: &[TargetRow], catalogue: &Catalogue) -> Value {
    let pairs = targets.iter().filter_map(|target| {
        let indicator = catalogue.by_id(target.indicator_id)?;
        Some((
            indicator.code.clone(),
            Value::String(format!("{} {}", target.raw, target.unit)),
        ))
    });
    Value::Object(Map::from_iter(pairs))
}

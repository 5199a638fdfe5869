//! Setting the targets of a plan, for the board, a zone or an enterprise.

use std::collections::HashMap;

use serde_json::{Map, Value};
use sqlx::PgPool;

use super::db::{self, Scope, TargetRow};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Caller, Seen, quantity};
use crate::platform::web::{AppError, FormData};
use crate::standards::indicators::{Catalogue, Indicator};

/// The name of the input of one indicator's target.
pub fn input_name(indicator: &Indicator) -> String {
    format!("v.{}", indicator.id)
}

/// The name of the select of its unit.
pub fn unit_name(indicator: &Indicator) -> String {
    format!("u.{}", indicator.id)
}

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

/// Reads one posted target; `None` where the cell is empty: no target is not a target of zero.
fn read(
    indicator: &Indicator,
    data: &FormData,
    plan_id: i64,
    scope: Scope,
    lang: Lang,
) -> Result<Option<TargetRow>, String> {
    let raw = data.get(&input_name(indicator));
    if raw.is_empty() {
        return Ok(None);
    }
    let unit = quantity::unit(data.get(&unit_name(indicator)))
        .filter(|unit| unit.dimension == indicator.dimension)
        .unwrap_or(indicator.unit);
    let number = i18n::parse_cell(raw, lang)
        .map_err(|error| error.message(lang))?
        .value;
    if number.is_sign_negative() {
        return Err(Text::new("Không được là số âm.", "It cannot be negative.")
            .in_lang(lang)
            .to_owned());
    }
    let value = quantity::entered(number, unit).ok_or_else(|| {
        Text::new(
            "Số quá lớn. Xin kiểm tra lại đơn vị tính.",
            "Too large. Please check the unit.",
        )
        .in_lang(lang)
        .to_owned()
    })?;
    let (zone_id, enterprise_id) = scope.columns();
    Ok(Some(TargetRow {
        plan_id,
        indicator_id: indicator.id,
        zone_id,
        enterprise_id,
        value,
        raw: raw.to_owned(),
        unit: unit.code.to_owned(),
    }))
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
    for indicator in &catalogue.all {
        match read(indicator, data, plan_id, scope, caller.lang) {
            Ok(target) => wanted.push((indicator, target)),
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

//! Recording what was treated and measured: rule, write and audit in one transaction.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use sqlx::PgPool;

use super::PLANT;
use super::db;
use super::form::{Draft, Faults};
use super::model::{PARAMETERS, Reading};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Actor, Origin};
use crate::platform::registry::actions::{self, Refusal};
use crate::platform::web::{AppError, refusal_words};

/// Adds an entry to the log of a plant; `wrong` is the entry it puts right or withdraws.
///
/// # Errors
/// [`Refusal::Fields`] when the database refuses it, because somebody was faster; [`Refusal::Error`] out of reach.
pub async fn record(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    plant: i64,
    (draft, wrong): (&Draft, Option<&Reading>),
    lang: Lang,
) -> Result<i64, Refusal> {
    let mut tx = db.begin().await?;
    if actions::seen(&mut tx, &PLANT, plant, actor).await?.retired {
        return Err(Refusal::Error(AppError::NotFound));
    }
    let (id, number) = db::add(&mut tx, plant, draft, origin)
        .await
        .map_err(|error| refusal(error, lang))?;
    let mut after = json!({
        "number": number, "from_on": draft.from_on, "to_on": draft.to_on, "source": draft.source, "document": draft.document,
        "note": draft.note, "corrects": draft.corrects, "withdrawn": draft.withdrawn,
    });
    if let Value::Object(after) = &mut after {
        after.extend(figures(draft.actual, draft.values));
    }
    let change = Change {
        action: "reading",
        subject_type: PLANT.table,
        subject_id: plant,
        before: wrong.map(as_json),
        after: Some(after),
        reason: draft.correction.as_deref(),
    };
    audit::record(&mut tx, origin, change).await?;
    tx.commit().await?;
    Ok(id)
}

/// A refusal of the database beside the field it is about.
fn refusal(error: sqlx::Error, lang: Lang) -> Refusal {
    let cause = error.as_database_error();
    let code = match cause.and_then(|cause| cause.constraint()) {
        Some("wastewater_readings_corrected_once") => "IZ291".to_owned(),
        _ => cause
            .and_then(|cause| cause.code())
            .unwrap_or_default()
            .into_owned(),
    };
    let field = match code.as_str() {
        "IZ290" | "IZ292" => "to_on",
        "IZ291" => "correction",
        _ => return Refusal::Error(AppError::from(error)),
    };
    let faults: Faults = HashMap::from([(field, refusal_words(&code).in_lang(lang).to_owned())]);
    Refusal::Fields(faults)
}

/// Exact numbers as the log keeps them; what was not measured is left out.
fn figures(actual: Option<Decimal>, values: [Option<Decimal>; 8]) -> Map<String, Value> {
    let measured = PARAMETERS
        .iter()
        .map(|parameter| parameter.code)
        .zip(values);
    let all = std::iter::once(("actual_m3_day", actual)).chain(measured);
    all.filter_map(|(name, value)| Some((name.to_owned(), Value::String(value?.to_string()))))
        .collect()
}

fn as_json(reading: &Reading) -> Value {
    let mut said = json!({
        "number": reading.number, "from_on": reading.from_on, "to_on": reading.to_on, "source": reading.source,
        "document": reading.document, "note": reading.note,
    });
    if let Value::Object(said) = &mut said {
        said.extend(figures(reading.actual, reading.values));
    }
    said
}

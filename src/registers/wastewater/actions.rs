//! Recording what was treated and measured.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use sqlx::{PgConnection, PgPool};

use super::PLANT;
use super::db::{self, Added};
use super::form::Draft;
use super::model::{PARAMETERS, Reading};
use crate::foundation::kernel::{Caller, Origin};
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::recording::{self, Entry, Log, Told, Writing};
use crate::platform::web::refusals::field_of;

/// The log of what a plant treated and measured.
static LOG: Log = Log {
    entity: &PLANT,
    action: "reading",
    only_in_use: true,
    corrected_once: Some(("wastewater_readings_corrected_once", "IZ291")),
};

/// A reading, and the entry it puts right or withdraws.
pub struct Measured<'a> {
    pub draft: &'a Draft,
    pub wrong: Option<&'a Reading>,
}

impl Entry for Measured<'_> {
    type Written = Added;

    fn log(&self) -> &'static Log {
        &LOG
    }

    fn write<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        record: i64,
        origin: &'a Origin,
    ) -> Writing<'a, Added> {
        Box::pin(db::add(tx, record, self.draft, origin))
    }

    fn field(&self, code: &str) -> Option<&'static str> {
        field_of(super::REFUSALS, code)
    }

    fn told(&self, added: &Added) -> Told<'_> {
        let draft = self.draft;
        let mut after = json!({
            "number": added.number, "from_on": draft.from_on, "to_on": draft.to_on, "source": draft.source, "document": draft.document,
            "note": draft.note, "corrects": draft.corrects, "withdrawn": draft.withdrawn,
        });
        if let Value::Object(after) = &mut after {
            after.extend(figures(draft.actual, draft.values));
        }
        Told::Entry {
            before: self.wrong.map(as_json),
            after,
            reason: draft.correction.as_deref(),
        }
    }
}

/// Adds an entry to the log of a plant and returns its id.
///
/// # Errors
/// As [`recording::record`].
pub async fn record(
    db: &PgPool,
    caller: &Caller,
    plant: i64,
    entry: &Measured<'_>,
) -> Result<i64, Refusal> {
    let added = recording::record(db, caller, plant, entry, false).await?;
    Ok(added.id)
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

//! Recording how far a work is: rule, write and audit in one transaction.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use sqlx::PgPool;

use super::WORK;
use super::db;
use super::form::{Draft, Faults};
use super::model::Statement;
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Actor, Origin};
use crate::platform::registry::actions::{self, Refusal};
use crate::platform::web::{AppError, refusal_words};

/// Records a statement of progress; `replaced` is what held for its day until now.
///
/// # Errors
/// [`Refusal::Fields`] when the database refuses it, because somebody was faster; [`Refusal::Error`] out of reach.
pub async fn record(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    work_id: i64,
    (draft, replaced): (&Draft, Option<&Statement>),
    lang: Lang,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let work = actions::seen(&mut tx, &WORK, work_id, actor).await?;
    if work.retired {
        return Err(Refusal::Error(AppError::NotFound));
    }
    let number = db::add(&mut tx, work_id, draft, origin)
        .await
        .map_err(|error| {
            let code = error
                .as_database_error()
                .and_then(|cause| cause.code())
                .unwrap_or_default()
                .into_owned();
            let field = match code.as_str() {
                "IZ081" => "as_of",
                "IZ082" => "correction",
                "IZ083" | "IZ084" => "done",
                "IZ085" | "IZ086" => "over_reason",
                _ => return Refusal::Error(AppError::from(error)),
            };
            let faults: Faults =
                HashMap::from([(field, refusal_words(&code).in_lang(lang).to_owned())]);
            Refusal::Fields(faults)
        })?;
    let change = Change {
        action: "statement",
        subject_type: WORK.table,
        subject_id: work_id,
        before: replaced.map(as_json),
        after: Some(json!({
            "number": number, "as_of": draft.as_of, "done": text(draft.done), "disbursed_vnd": text(draft.disbursed), "stopped": draft.stopped,
            "withdrawn": draft.withdrawn, "source": draft.source, "over_reason": draft.over_reason, "note": draft.note,
        })),
        reason: draft.correction.as_deref(),
    };
    audit::record(&mut tx, origin, change).await?;
    tx.commit().await?;
    Ok(())
}

/// An exact number as the log keeps them.
fn text(number: Option<Decimal>) -> Option<String> {
    number.map(|number| number.to_string())
}

fn as_json(statement: &Statement) -> Value {
    json!({
        "number": statement.number, "as_of": statement.as_of, "done": text(statement.done), "disbursed_vnd": text(statement.disbursed),
        "stopped": statement.stopped, "withdrawn": statement.withdrawn, "source": statement.source,
        "over_reason": statement.over_reason, "note": statement.note,
    })
}

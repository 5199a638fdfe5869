//! Recording how far a work is.

use rust_decimal::Decimal;
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::WORK;
use super::db;
use super::form::Draft;
use super::model::Statement;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Actor, Origin};
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::recording::{self, Entry, Log, Told, Writing};

/// The log of a work's progress.
static LOG: Log = Log {
    entity: &WORK,
    action: "statement",
    only_in_use: true,
    corrected_once: None,
};

/// A statement of progress, and what held for its day until now.
struct Progress<'a> {
    draft: &'a Draft,
    replaced: Option<&'a Statement>,
}

impl Entry for Progress<'_> {
    type Written = i32;

    fn log(&self) -> &'static Log {
        &LOG
    }

    fn write<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        record: i64,
        origin: &'a Origin,
    ) -> Writing<'a, i32> {
        Box::pin(db::add(tx, record, self.draft, origin))
    }

    fn field(&self, code: &str) -> Option<&'static str> {
        match code {
            "IZ081" => Some("as_of"),
            "IZ082" => Some("correction"),
            "IZ083" | "IZ084" => Some("done"),
            "IZ085" | "IZ086" => Some("over_reason"),
            _ => None,
        }
    }

    fn told(&self, number: &i32) -> Told<'_> {
        let draft = self.draft;
        Told::Entry {
            before: self.replaced.map(as_json),
            after: json!({
                "number": number, "as_of": draft.as_of, "done": text(draft.done), "disbursed_vnd": text(draft.disbursed),
                "stopped": draft.stopped, "withdrawn": draft.withdrawn, "source": draft.source, "over_reason": draft.over_reason,
                "note": draft.note,
            }),
            reason: draft.correction.as_deref(),
        }
    }
}

/// Records a statement of progress; `replaced` is what held for its day until now.
///
/// # Errors
/// As [`recording::record`].
pub async fn record(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    work_id: i64,
    (draft, replaced): (&Draft, Option<&Statement>),
    lang: Lang,
) -> Result<(), Refusal> {
    let entry = Progress { draft, replaced };
    recording::record(db, actor, origin, work_id, &entry, (lang, false))
        .await
        .map(drop)
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

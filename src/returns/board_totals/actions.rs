//! Stating the totals of a year by hand.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use sqlx::PgPool;

use super::db::{self, NewTotal, TotalRow};
use super::form::{Form, Wanted};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Caller;
use crate::platform::web::AppError;
use crate::registers::board::Board;
use crate::standards::indicators::Catalogue;

/// Whose totals of which year, and what of them has been seen.
pub struct Subject<'a> {
    pub board: &'a Board,
    pub period: &'a str,
    pub catalogue: &'a Catalogue,
    /// The newest row when the form was opened.
    pub seen: i64,
}

/// Why nothing was stated.
pub enum Refusal {
    /// Messages by field: "source", "reason".
    Fields(HashMap<&'static str, Text>),
    /// Somebody stated a total of that year since the form was opened.
    Stale,
    Error(AppError),
}

impl<E: Into<AppError>> From<E> for Refusal {
    fn from(error: E) -> Refusal {
        Refusal::Error(error.into())
    }
}

const SOURCE: Text = Text::new(
    "Xin ghi số lấy từ văn bản, sổ nào của Ban.",
    "Please say which paper of the board these are from.",
);
const REASON: Text = Text::new(
    "Có tổng đã ghi trước đó bị sửa hoặc bỏ: xin ghi lý do.",
    "A total that was stated before is changed or withdrawn: please say why.",
);

/// States what differs from what stands, each as the next revision of its total; an emptied one is withdrawn. How many.
///
/// # Errors
/// [`Refusal`]; nothing is then written.
pub async fn state(
    pool: &PgPool,
    caller: &Caller,
    subject: &Subject<'_>,
    form: &Form,
) -> Result<usize, Refusal> {
    let mut tx = pool.begin().await?;
    db::lock(&mut tx, subject.board.id).await?;
    let stands = db::standing(&mut tx, subject.board.id, subject.period).await?;
    if stands.newest != subject.seen {
        return Err(Refusal::Stale);
    }
    let changed: Vec<&Wanted> = form
        .wanted
        .iter()
        .filter(|wanted| wanted.differs(stands.of(wanted.indicator_id)))
        .collect();
    if changed.is_empty() {
        return Ok(0);
    }
    lacking(form, &changed, &stands.ever)?;
    for wanted in &changed {
        let before = stands.of(wanted.indicator_id);
        db::put(
            &mut tx,
            &new(wanted, before, subject, form, &caller.origin.actor),
        )
        .await?;
    }
    let change = Change {
        action: "board_totals_typed",
        subject_type: "boards",
        subject_id: subject.board.id,
        before: Some(before_json(&changed, &stands.rows, subject)),
        after: Some(after_json(&changed, subject, &form.source)),
        reason: Some(form.reason.as_str()).filter(|reason| !reason.is_empty()),
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(changed.len())
}

fn lacking(form: &Form, changed: &[&Wanted], ever: &HashSet<i64>) -> Result<(), Refusal> {
    let mut faults = HashMap::new();
    if form.source.is_empty() {
        faults.insert("source", SOURCE);
    }
    let again = changed
        .iter()
        .any(|wanted| ever.contains(&wanted.indicator_id));
    if again && form.reason.is_empty() {
        faults.insert("reason", REASON);
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Fields(faults))
    }
}

fn new<'a>(
    wanted: &'a Wanted,
    before: Option<&'a TotalRow>,
    subject: &Subject<'a>,
    form: &'a Form,
    by: &'a str,
) -> NewTotal<'a> {
    let typed = wanted.typed.as_ref();
    NewTotal {
        board_id: subject.board.id,
        indicator_id: wanted.indicator_id,
        period: subject.period,
        value: typed.map(|typed| typed.value),
        raw: typed.map_or("", |typed| &typed.raw),
        unit: typed.map_or_else(
            || before.map_or("", |before| &before.unit),
            |typed| typed.unit.code,
        ),
        rate: None::<Decimal>,
        source: &form.source,
        reason: &form.reason,
        import_id: None,
        by,
    }
}

fn before_json(changed: &[&Wanted], rows: &[TotalRow], subject: &Subject<'_>) -> Value {
    let total = |wanted: &&Wanted| {
        let code = &subject.catalogue.by_id(wanted.indicator_id)?.code;
        let row = rows
            .iter()
            .find(|row| row.indicator_id == wanted.indicator_id);
        let value = row.map(|row| json!({ "raw": row.raw, "unit": row.unit }));
        Some((code.clone(), value.unwrap_or_default()))
    };
    let totals: Map<String, Value> = changed.iter().filter_map(total).collect();
    json!({ "period": subject.period, "totals": totals })
}

fn after_json(changed: &[&Wanted], subject: &Subject<'_>, source: &str) -> Value {
    let total = |wanted: &&Wanted| {
        let code = &subject.catalogue.by_id(wanted.indicator_id)?.code;
        let typed = wanted.typed.as_ref();
        let value = typed.map(|typed| json!({ "raw": typed.raw, "unit": typed.unit.code }));
        Some((code.clone(), value.unwrap_or_default()))
    };
    let totals: Map<String, Value> = changed.iter().filter_map(total).collect();
    json!({ "period": subject.period, "totals": totals, "source": source })
}

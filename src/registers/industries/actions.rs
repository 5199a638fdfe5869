//! Taking 2025 codes over for projects, and loading the official table: write and audit in one transaction.

use serde_json::json;
use sqlx::PgPool;

use super::db;
use super::model::{self, Pair, Plan};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Caller, Origin};
use crate::platform::web::AppError;
use crate::registers::projects::INDUSTRY;

/// A 2018 industry of a project, and the 2025 code a person takes over for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    pub industry_id: i64,
    pub code: String,
}

impl Take {
    /// Reads `12:16210`.
    pub fn read(typed: &str) -> Option<Take> {
        let (id, code) = typed.split_once(':')?;
        Some(Take {
            industry_id: id.parse().ok()?,
            code: model::tidy(code)?,
        })
    }
}

const NOT_IN_THE_TABLE: Text = Text::new(
    "Bảng chuyển đổi không có cặp mã này, hoặc ngành của dự án vừa được sửa. Xin mở lại trang rồi chọn lại.",
    "The table has no such pair, or the project's industry has just been changed. Please reload the page and choose again.",
);

/// Gives projects the 2025 codes chosen for them. How many they did not have before.
///
/// # Errors
/// [`AppError::NotFound`] for an industry out of reach; [`AppError::Clash`] for a pair the table does not have. Nothing is
/// written then.
pub async fn take(db: &PgPool, caller: &Caller, takes: &[Take]) -> Result<usize, AppError> {
    let mut tx = db.begin().await?;
    let mut given = 0;
    for take in takes {
        let (project_id, from, main) =
            db::lock(&mut tx, take.industry_id, caller.actor.zones.as_deref())
                .await?
                .ok_or(AppError::NotFound)?;
        let source = db::pair_source(&mut tx, &from, &take.code)
            .await?
            .ok_or(AppError::Clash(NOT_IN_THE_TABLE))?;
        let Some(id) = db::give(&mut tx, project_id, &take.code, main).await? else {
            continue;
        };
        given += 1;
        let after = json!({ "project_id": project_id, "vsic_version": "2025", "code": take.code, "main": main });
        let reason = format!("VSIC 2018 {from} → VSIC 2025 {}. {source}", take.code);
        let change = Change {
            action: "taken_over",
            subject_type: INDUSTRY.table,
            subject_id: id,
            before: None,
            after: Some(after),
            reason: Some(&reason),
        };
        audit::record(&mut tx, &caller.origin, change).await?;
    }
    tx.commit().await?;
    Ok(given)
}

/// Loads what of a table differs from what holds.
///
/// # Errors
/// [`AppError::Clash`] when it would now do something else than what was agreed to.
pub async fn load(
    db: &PgPool,
    origin: &Origin,
    table: &[Pair],
    source: &str,
    agreed: &str,
) -> Result<Plan, AppError> {
    let mut tx = db.begin().await?;
    let (held, known, targets) = db::held(&mut tx).await?;
    let plan = model::plan(table, &held, &known, &targets);
    if plan.mark() != agreed {
        return Err(AppError::Clash(Text::new(
            "Bảng đang lưu vừa thay đổi. Xin xem trước lại rồi hãy nạp.",
            "What is stored has just changed. Please preview again before loading.",
        )));
    }
    db::load(&mut tx, &plan.written, source).await?;
    let after = json!({ "source": source, "pairs": plan.written.len(), "new_codes": plan.new_codes, "changed": plan.changed });
    let change = Change {
        action: "industries_loaded",
        subject_type: "industry_loads",
        subject_id: 0,
        before: None,
        after: Some(after),
        reason: Some(source),
    };
    audit::record(&mut tx, origin, change).await?;
    tx.commit().await?;
    Ok(plan)
}

//! What people do with a bundle: send it, have it taken, forget it, take everything out.

use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgPool;

use super::db::{self, NewBundle};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::{Said, Text};
use crate::foundation::kernel::Caller;
use crate::platform::web::AppError;
use crate::portal::exchange::{self, ExchangeError, Fault, Report};

/// Faults kept of a bundle that is not taken.
const MOST_FAULTS: usize = 500;

/// What a check found.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// File and rows.
    pub tables: Vec<(String, usize)>,
    pub notices: Vec<Said>,
    pub faults: Vec<FaultLine>,
    /// Faults that are not listed.
    pub more: usize,
}

/// A fault as it is kept and shown.
#[derive(Debug, Serialize, Deserialize)]
pub struct FaultLine {
    /// Empty: the archive as a whole.
    pub file: String,
    /// 0: the file as a whole.
    pub line: u64,
    pub column: String,
    pub message: Said,
}

impl Outcome {
    fn of(report: &Report) -> Outcome {
        Outcome {
            tables: report
                .rows()
                .map(|(table, rows)| (table.to_owned(), rows))
                .collect(),
            notices: report.notices().to_vec(),
            ..Outcome::default()
        }
    }

    fn refused(faults: Vec<Fault>) -> Outcome {
        let more = faults.len().saturating_sub(MOST_FAULTS);
        let line = |fault: Fault| FaultLine {
            file: fault.file,
            line: fault.line,
            column: fault.column,
            message: fault.message,
        };
        Outcome {
            faults: faults.into_iter().take(MOST_FAULTS).map(line).collect(),
            more,
            ..Outcome::default()
        }
    }
}

pub const IN_USE: Text = Text::new(
    "Cổng đã có dữ liệu nên không nhận gói ở đây. Chỉ cổng còn trống mới nhận gói qua trình duyệt; cổng đang dùng thì người phụ trách máy chủ chạy lệnh izportal import.",
    "This portal holds data already. A bundle is taken through the browser into an empty portal only; into one in use whoever looks after the server runs izportal import.",
);
pub const OTHER: Text = Text::new(
    "Gói này không còn chờ nữa: có người đã nhập, bỏ hoặc gửi gói khác. Xin xem lại.",
    "This bundle waits no more: somebody took it, dropped it or sent another. Please look again.",
);

/// Checks an archive as if it were taken, and keeps it to be taken, with what was found. Nothing else is written. Whether it
/// may be taken.
///
/// # Errors
/// [`AppError::Refused`] in a portal that holds data.
pub async fn send(
    pool: &PgPool,
    caller: &Caller,
    name: &str,
    bytes: &[u8],
) -> Result<bool, AppError> {
    if !exchange::is_empty(pool).await? {
        return Err(AppError::Refused(IN_USE));
    }
    let outcome = match exchange::check_archive(pool, bytes, &caller.origin).await {
        Ok(report) => Outcome::of(&report),
        Err(ExchangeError::Faults(faults)) => Outcome::refused(faults),
        Err(error) => return Err(AppError::internal(error)),
    };
    let sha256: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let new = NewBundle {
        name,
        sha256: &sha256,
        bytes: outcome.faults.is_empty().then_some(bytes),
        outcome: &serde_json::to_string(&outcome).map_err(AppError::internal)?,
        by: caller.actor.account_id,
    };
    let mut tx = pool.begin().await?;
    db::keep(&mut tx, &new).await?;
    let after = json!({ "name": name, "sha256": sha256, "faults": outcome.faults.len() });
    let change = change("bundle_sent", None, Some(after));
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(outcome.faults.is_empty())
}

/// Takes the bundle that waits, whole or not at all.
///
/// # Errors
/// [`AppError::Clash`] when it is another one than was looked at; [`AppError::Refused`] in a portal that holds data.
pub async fn take(pool: &PgPool, caller: &Caller, sha256: &str) -> Result<Report, AppError> {
    let bytes = db::bytes(pool, sha256)
        .await?
        .ok_or(AppError::Clash(OTHER))?;
    if !exchange::is_empty(pool).await? {
        return Err(AppError::Refused(IN_USE));
    }
    // What was checked is faultless; what was written since may stand against it.
    let report = match exchange::import_archive(pool, &bytes, &caller.origin).await {
        Ok(report) => report,
        Err(ExchangeError::Faults(_)) => return Err(AppError::Clash(OTHER)),
        Err(error) => return Err(AppError::internal(error)),
    };
    forget_it(pool, caller, "bundle_taken").await?;
    Ok(report)
}

/// Forgets the bundle that waits.
///
/// # Errors
/// Whatever the database says.
pub async fn forget(pool: &PgPool, caller: &Caller) -> Result<(), AppError> {
    forget_it(pool, caller, "bundle_dropped").await
}

async fn forget_it(pool: &PgPool, caller: &Caller, action: &'static str) -> Result<(), AppError> {
    let mut tx = pool.begin().await?;
    let name = db::forget(&mut tx).await?;
    let change = change(action, name.map(|name| json!({ "name": name })), None);
    audit::record(&mut tx, &caller.origin, change).await?;
    Ok(tx.commit().await?)
}

/// Everything as one archive. It holds personal data: who took it out is on record before it is made.
///
/// # Errors
/// Whatever the database says.
pub async fn take_out(pool: &PgPool, caller: &Caller) -> Result<Vec<u8>, AppError> {
    let mut tx = pool.begin().await?;
    audit::record(&mut tx, &caller.origin, change("exported", None, None)).await?;
    tx.commit().await?;
    exchange::export_archive(pool)
        .await
        .map_err(AppError::internal)
}

fn change(
    action: &'static str,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
) -> Change<'static> {
    Change {
        action,
        subject_type: "bundle",
        subject_id: 1,
        before,
        after,
        reason: None,
    }
}

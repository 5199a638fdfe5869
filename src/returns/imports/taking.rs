//! Taking an import in the background: a large one writes for half a minute.

use serde::{Deserialize, Serialize};

use super::actions::{self, MOVED, Opened, Size};
use crate::foundation::i18n::wording::{Noun, counted, one_or_many};
use crate::foundation::i18n::{Lang, Said};
use crate::foundation::jobs::{self, Asked, Failure, Kind, NewJob, Run, Running};
use crate::foundation::kernel::{Caller, Permission};
use crate::platform::jobs as pages;
use crate::platform::web::{AppError, AppState, fits};
use sqlx::PgPool;

/// The kind of job that takes an import.
pub const TAKING: Kind<AppState> = Kind {
    code: "take-import",
    needs: Permission::EnterFilings,
    run,
};

pub(super) const CELL: Noun<'static> = ("ô", "cell", "cells");
pub(super) const REPORT: Noun<'static> = ("báo cáo", "report", "reports");
/// A fingerprint is 64 characters long.
const MAX_SEEN: usize = 64;

#[derive(Serialize, Deserialize)]
struct Arguments {
    import: i64,
    /// Stands for what was looked at and agreed to.
    seen: String,
}

/// Asks for an import to be taken. Pressed twice, it is one job.
///
/// # Errors
/// [`AppError::Clash`] when what would be written is not what was looked at; [`AppError::Refused`] while too many jobs wait.
pub async fn ask(
    db: &PgPool,
    caller: &Caller,
    opened: &Opened,
    seen: &str,
) -> Result<Asked, AppError> {
    fits(seen, MAX_SEEN)?;
    let import = opened.row.id;
    if let Some(asked) = under_way(db, import).await? {
        return Ok(asked);
    }
    actions::agreed(db, caller, opened, seen).await?;
    let arguments = Arguments {
        import,
        seen: seen.to_owned(),
    };
    let new = NewJob {
        kind: TAKING.code,
        subject: &subject(import),
        title: Said {
            vi: format!("Nhập tệp “{}”", opened.row.name),
            en: format!("Taking “{}”", opened.row.name),
        },
        arguments: serde_json::to_value(arguments).map_err(AppError::internal)?,
        place: Some(&format!("/imports/{import}")),
    };
    let mut tx = db.begin().await?;
    let asked = pages::ask(&mut tx, caller, &new).await?;
    tx.commit().await?;
    Ok(asked)
}

/// The job that is taking an import.
///
/// # Errors
/// Whatever the database says.
pub async fn under_way(db: &PgPool, import: i64) -> Result<Option<Asked>, AppError> {
    Ok(jobs::unfinished(db, TAKING.code, &subject(import)).await?)
}

/// Whether an import is being taken, and the job where it is the reader's own.
///
/// # Errors
/// Whatever the database says.
pub async fn seen_by(
    db: &PgPool,
    import: i64,
    account_id: i64,
) -> Result<Option<Option<i64>>, AppError> {
    let asked = under_way(db, import).await?;
    Ok(asked.map(|asked| Some(asked.id).filter(|_| asked.account_id == account_id)))
}

fn subject(import: i64) -> String {
    format!("imports/{import}")
}

fn run(state: AppState, run: Run) -> Running {
    Box::pin(taken(state, run))
}

async fn taken(state: AppState, mut run: Run) -> Result<Said, Failure> {
    let arguments = serde_json::from_value(run.job.arguments.clone());
    let Arguments { import, seen } = arguments.map_err(|_| Failure::from(MOVED))?;
    let opened = actions::open(&state.db, &run.caller.actor, import).await?;
    actions::take(&state.db, &mut run, &opened, &seen).await
}

/// What taking an import came to.
pub(super) fn result(size: &Size) -> Said {
    let (reports, cells) = *size;
    Said {
        vi: format!("Đã ghi {cells} ô vào {reports} báo cáo (bản nháp)."),
        en: format!(
            "{} {} written into {} ({}).",
            counted(cells, CELL, Lang::En),
            one_or_many(cells, "was", "were"),
            counted(reports, REPORT, Lang::En),
            one_or_many(reports, "a draft", "drafts")
        ),
    }
}

//! Comparing in the background: when an administrator asks, and each night.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;

use super::model::Verification;
use super::{actions, db};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Said, Text};
use crate::foundation::jobs::{self, Asked, Failure, Kind, NewJob, Run, Running};
use crate::foundation::kernel::{Caller, Permission};
use crate::platform::jobs as pages;
use crate::platform::web::{AppError, AppState};

/// The kind of job that compares, and makes anew where that was asked for.
pub const VERIFYING: Kind<AppState> = Kind {
    code: "verify",
    needs: Permission::ManageBoard,
    run,
};

/// The page of what was found.
pub(super) const PAGE: &str = "/verification";
/// There is one comparison at a time.
pub(super) const SUBJECT: &str = "verification";
/// The hour of the night's own, in Vietnam.
const NIGHT: u32 = 2;

const ASKED: Text = Text::new("Đối chiếu số liệu", "Comparing what is derived");
const BY_NIGHT: Text = Text::new(
    "Đối chiếu số liệu hằng đêm (cổng tự chạy)",
    "The nightly comparison (by the portal itself)",
);
const REBUILDING: Text = Text::new(
    "Lập lại số liệu tính từ sổ gốc",
    "Rebuilding what is derived",
);
const ALL_ZONES: Text = Text::new(
    "Đối chiếu là của toàn Ban: tài khoản giới hạn khu không chạy được.",
    "The comparison is of the whole board: an account limited to zones cannot run it.",
);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Purpose {
    Verify,
    Night,
    Rebuild,
}

/// Asks for a comparison or a rebuilding; the one that is under way, where there is one.
///
/// # Errors
/// [`AppError::Refused`] while too many jobs wait.
pub(super) async fn ask(
    pool: &PgPool,
    caller: &Caller,
    purpose: Purpose,
) -> Result<Asked, AppError> {
    let title = match purpose {
        Purpose::Verify => ASKED,
        Purpose::Night => BY_NIGHT,
        Purpose::Rebuild => REBUILDING,
    };
    let new = NewJob {
        kind: VERIFYING.code,
        subject: SUBJECT,
        title: title.into(),
        arguments: serde_json::to_value(purpose).map_err(AppError::internal)?,
        place: Some(PAGE),
    };
    let mut tx = pool.begin().await?;
    let asked = pages::ask(&mut tx, caller, &new).await?;
    tx.commit().await?;
    Ok(asked)
}

/// Asks for the night's comparison, with the rights of an administrator: a job needs somebody's.
///
/// # Errors
/// As [`ask`].
pub async fn ask_by_night(pool: &PgPool, caller: &Caller) -> Result<Asked, AppError> {
    ask(pool, caller, Purpose::Night).await
}

/// Whether the night's comparison is due: none has ended, and none is under way, since the last two o'clock in Vietnam.
///
/// # Errors
/// Whatever the database says.
pub async fn is_due(pool: &PgPool, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let last = db::last_ended(pool).await?;
    Ok(last.is_none_or(|last| last < last_night(now))
        && jobs::unfinished(pool, VERIFYING.code, SUBJECT)
            .await?
            .is_none())
}

/// The last two o'clock in Vietnam.
fn last_night(now: DateTime<Utc>) -> DateTime<Utc> {
    let local = i18n::vietnam_time(now);
    let hour = NaiveTime::from_hms_opt(NIGHT, 0, 0).unwrap_or_default();
    let since = local.time().signed_duration_since(hour);
    let day = Duration::days(1);
    now - if since < Duration::zero() {
        since + day
    } else {
        since
    }
}

fn run(state: AppState, run: Run) -> Running {
    Box::pin(work(state, run))
}

async fn work(state: AppState, mut run: Run) -> Result<Said, Failure> {
    if run.caller.actor.zones.is_some() {
        return Err(ALL_ZONES.into());
    }
    let purpose: Purpose =
        serde_json::from_value(run.job.arguments.clone()).map_err(AppError::internal)?;
    let found = match purpose {
        Purpose::Rebuild => {
            run.step(0, 1).await?;
            actions::rebuild(&state.db, &run.caller.origin).await?
        }
        Purpose::Verify | Purpose::Night => {
            actions::verify_in_steps(&state.db, &mut run, purpose == Purpose::Night).await?
        }
    };
    Ok(said(&found))
}

/// What was found, in a sentence.
pub(super) fn said(found: &Verification) -> Said {
    let count = found.count();
    if count == 0 {
        return Said::new(
            "Đã đối chiếu: mọi số liệu khớp.",
            "Compared: everything agrees.",
        );
    }
    let differences = |lang| counted(count, ("chỗ lệch", "difference", "differences"), lang);
    Said::new(
        format!("Đã đối chiếu: {}.", differences(Lang::Vi)),
        format!("Compared: {}.", differences(Lang::En)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_is_the_last_two_o_clock_in_vietnam() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        let cases = [
            ("2026-11-30T18:59:00Z", "2026-11-29T19:00:00Z"),
            ("2026-11-30T19:00:00Z", "2026-11-30T19:00:00Z"),
            ("2026-12-01T09:00:00Z", "2026-11-30T19:00:00Z"),
        ];
        for (now, night) in cases {
            assert_eq!(last_night(at(now)), at(night), "{now}");
        }
    }
}

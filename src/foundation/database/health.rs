//! How the private PostgreSQL is, for whoever asks: the page, the health checks.

use std::sync::{Arc, PoisonError, RwLock};

use crate::foundation::i18n::Text;

/// Failed starts in a row after which the portal is no use any more without somebody's help.
const LOST_AFTER: u32 = 3;

/// Why the private server does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It ended without having been told to.
    Ended,
    DiskFull,
    /// Anything else; the log has its words.
    Other,
}

/// The state of the private server, as its supervisor sees it. A foreign server counts as running: nobody here starts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Condition {
    #[default]
    Runs,
    /// It is being started again, after so many attempts that failed.
    Down { failures: u32, cause: Cause },
}

impl Condition {
    /// Whether somebody has to look: starting it again has failed often enough, or no room is left to start it in.
    pub fn is_lost(self) -> bool {
        match self {
            Condition::Runs => false,
            Condition::Down { failures, cause } => {
                failures >= LOST_AFTER || cause == Cause::DiskFull
            }
        }
    }

    /// For a program that asks, in a few words and without anything of the inside.
    pub fn plain(self) -> &'static str {
        match self {
            Condition::Runs => "database does not answer",
            Condition::Down {
                cause: Cause::DiskFull,
                ..
            } => "database cannot start: disk full",
            Condition::Down { .. } if self.is_lost() => "database cannot start: see the log",
            Condition::Down { .. } => "database is being started again",
        }
    }

    /// For a person whose page could not be made.
    pub fn words(self) -> Text {
        match self {
            Condition::Runs => Text::new(
                "Cơ sở dữ liệu đang tạm ngừng hoặc khởi động lại. Dữ liệu đã lưu không mất. Xin thử lại sau ít giây.",
                "The database is stopped or restarting. Nothing saved is lost. Please try again in a few seconds.",
            ),
            Condition::Down {
                cause: Cause::DiskFull,
                ..
            } => Text::new(
                "Ổ đĩa của máy chủ đã đầy nên cơ sở dữ liệu không chạy được. Dữ liệu đã lưu không mất. Xin báo quản trị viên \
                 giải phóng ổ đĩa; cổng tự khởi động lại cơ sở dữ liệu khi còn chỗ.",
                "The server's disk is full, so the database cannot run. Nothing saved is lost. Please ask the administrator to free \
                 some space; the portal starts the database again by itself.",
            ),
            Condition::Down { .. } if self.is_lost() => Text::new(
                "Cơ sở dữ liệu đã dừng và cổng chưa khởi động lại được. Dữ liệu đã lưu không mất. Xin báo quản trị viên xem nhật ký \
                 của cổng; cổng vẫn tự thử lại.",
                "The database has stopped and the portal has not been able to start it again. Nothing saved is lost. Please ask the \
                 administrator to look at the portal's log; the portal goes on trying.",
            ),
            Condition::Down { .. } => Text::new(
                "Cơ sở dữ liệu vừa dừng đột ngột; cổng đang tự khởi động lại. Dữ liệu đã lưu không mất. Xin thử lại sau ít giây.",
                "The database has stopped unexpectedly and the portal is starting it again. Nothing saved is lost. Please try again \
                 in a few seconds.",
            ),
        }
    }
}

/// The condition, shared between the supervisor and the pages. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Health(Arc<RwLock<Condition>>);

impl Health {
    pub fn now(&self) -> Condition {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set(&self, condition: Condition) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = condition;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_lost_at_once_and_the_rest_after_some_failures() {
        let down = |failures, cause| Condition::Down { failures, cause }.is_lost();
        assert!(!Condition::Runs.is_lost());
        assert!(!down(0, Cause::Ended) && !down(2, Cause::Other));
        assert!(down(3, Cause::Other) && down(1, Cause::DiskFull));
    }
}

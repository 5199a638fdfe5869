//! What work is, the steps of its course, and how urgent it is. The database holds the same order of steps (migrations/0013_tasks_and_schemes.sql).

use chrono::{DateTime, NaiveDate, Utc};

use super::{KEY_TASK, OBSTACLE};
use crate::foundation::i18n::Text;
use crate::platform::registry::Entity;

/// Days before its deadline in which work counts as due soon.
pub const SOON: i64 = 14;

/// The two kinds of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Task {
    /// Khó khăn, vướng mắc.
    Obstacle,
    /// Nhiệm vụ trọng tâm.
    KeyTask,
}

impl Task {
    pub const ALL: [Task; 2] = [Task::Obstacle, Task::KeyTask];

    /// The code in addresses of the work list.
    pub fn code(self) -> &'static str {
        match self {
            Task::Obstacle => "obstacle",
            Task::KeyTask => "task",
        }
    }

    pub fn from_code(code: &str) -> Option<Task> {
        Task::ALL.into_iter().find(|task| task.code() == code)
    }

    /// The registry its records stand in.
    pub fn entity(self) -> &'static Entity {
        match self {
            Task::Obstacle => &OBSTACLE,
            Task::KeyTask => &KEY_TASK,
        }
    }

    /// The page of a record.
    pub fn href(self, id: i64) -> String {
        format!("/{}/{id}", self.entity().path)
    }

    pub fn words(self) -> Text {
        match self {
            Task::Obstacle => Text::new("Khó khăn, vướng mắc", "Obstacles"),
            Task::KeyTask => Text::new("Nhiệm vụ trọng tâm", "Key tasks"),
        }
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Bước xử lý.
    Handled,
    /// Đổi hạn, with a reason.
    Rescheduled,
    /// Vượt thẩm quyền, kiến nghị cấp trên.
    Forwarded,
    /// Giải quyết xong, with a result.
    Resolved,
    /// Thôi thực hiện: of key tasks only, never counted as resolved.
    Dropped,
    /// Mở lại, with a reason.
    Reopened,
}

impl StepKind {
    pub const ALL: [StepKind; 6] = [
        StepKind::Handled,
        StepKind::Rescheduled,
        StepKind::Forwarded,
        StepKind::Resolved,
        StepKind::Dropped,
        StepKind::Reopened,
    ];

    /// The code kept in the database and in bundles.
    pub fn code(self) -> &'static str {
        match self {
            StepKind::Handled => "handled",
            StepKind::Rescheduled => "rescheduled",
            StepKind::Forwarded => "forwarded",
            StepKind::Resolved => "resolved",
            StepKind::Dropped => "dropped",
            StepKind::Reopened => "reopened",
        }
    }

    pub fn from_code(code: &str) -> Option<StepKind> {
        StepKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn words(self, task: Task) -> Text {
        match (self, task) {
            (StepKind::Handled, _) => Text::new("Bước xử lý", "Step"),
            (StepKind::Rescheduled, _) => Text::new("Đổi hạn", "New deadline"),
            (StepKind::Forwarded, _) => Text::new("Kiến nghị cấp trên", "Forwarded"),
            (StepKind::Resolved, Task::Obstacle) => Text::new("Giải quyết xong", "Resolved"),
            (StepKind::Resolved, Task::KeyTask) => Text::new("Hoàn thành", "Done"),
            (StepKind::Dropped, _) => Text::new("Thôi thực hiện", "Dropped"),
            (StepKind::Reopened, _) => Text::new("Mở lại", "Reopened"),
        }
    }

    /// The colour of its tag.
    pub fn tone(self) -> &'static str {
        match self {
            StepKind::Resolved => "ok",
            StepKind::Rescheduled | StepKind::Forwarded | StepKind::Reopened => "warn",
            StepKind::Handled => "info",
            StepKind::Dropped => "neutral",
        }
    }

    /// Whether the work is over after it.
    pub fn ends(self) -> bool {
        matches!(self, StepKind::Resolved | StepKind::Dropped)
    }

    /// What can follow: what has ended can only be reopened.
    pub fn possible(task: Task, ended: bool) -> Vec<StepKind> {
        StepKind::ALL
            .into_iter()
            .filter(|kind| (*kind == StepKind::Reopened) == ended)
            .filter(|kind| match task {
                Task::Obstacle => *kind != StepKind::Dropped,
                Task::KeyTask => *kind != StepKind::Forwarded,
            })
            .collect()
    }
}

/// One step as recorded.
#[derive(Debug, Clone)]
pub struct Step {
    pub number: i32,
    pub kind: StepKind,
    pub happened_on: NaiveDate,
    /// What was done, the result, or the reason of an end or a reopening.
    pub content: String,
    pub done_by: Option<String>,
    pub document_no: Option<String>,
    /// The deadline from this step on; `None` where it stays.
    pub due_on: Option<NaiveDate>,
    pub former_due_on: Option<NaiveDate>,
    /// Why the deadline moved.
    pub reason: Option<String>,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

/// How much a piece of work presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// By so many days.
    Overdue(i64),
    /// In so many days, today is 0.
    Soon(i64),
    Later,
    /// Open without a deadline.
    Undated,
    Ended,
}

impl Urgency {
    pub fn of(due_on: Option<NaiveDate>, ended: bool, today: NaiveDate) -> Urgency {
        match due_on.map(|due| (due - today).num_days()) {
            _ if ended => Urgency::Ended,
            None => Urgency::Undated,
            Some(days) if days < 0 => Urgency::Overdue(-days),
            Some(days) if days <= SOON => Urgency::Soon(days),
            Some(_) => Urgency::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn work_is_overdue_from_the_day_after_its_deadline_and_due_soon_for_two_weeks_before() {
        let today = day("2023-06-30");
        for (due, ended, expected) in [
            (Some("2023-06-29"), false, Urgency::Overdue(1)),
            (Some("2022-06-30"), false, Urgency::Overdue(365)),
            (Some("2023-06-30"), false, Urgency::Soon(0)),
            (Some("2023-07-14"), false, Urgency::Soon(14)),
            (Some("2023-07-15"), false, Urgency::Later),
            (None, false, Urgency::Undated),
            (Some("2022-01-01"), true, Urgency::Ended),
            (None, true, Urgency::Ended),
        ] {
            assert_eq!(
                Urgency::of(due.map(day), ended, today),
                expected,
                "{due:?} {ended}"
            );
        }
    }

    #[test]
    fn what_has_ended_is_only_reopened_and_each_kind_of_work_has_steps_of_its_own() {
        for task in Task::ALL {
            assert_eq!(StepKind::possible(task, true), [StepKind::Reopened]);
            assert!(!StepKind::possible(task, false).contains(&StepKind::Reopened));
            assert_eq!(Task::from_code(task.code()), Some(task));
        }
        assert!(!StepKind::possible(Task::Obstacle, false).contains(&StepKind::Dropped));
        assert!(!StepKind::possible(Task::KeyTask, false).contains(&StepKind::Forwarded));
        for kind in StepKind::ALL {
            assert_eq!(StepKind::from_code(kind.code()), Some(kind));
        }
    }
}

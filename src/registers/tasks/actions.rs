//! Recording a step, and what the form of a piece of work is asked.

use sqlx::{PgConnection, PgPool};

use super::db;
use super::form::{Draft, Faults};
use super::model::Task;
use super::{KEY_TASK, OBSTACLE};
use crate::foundation::kernel::{Caller, Origin};
use crate::platform::registry::Entity;
use crate::platform::registry::actions::{Asked, Asking, Refusal};
use crate::platform::registry::recording::{self, Entry, Log, Writing};
use crate::platform::web::refusal_words;
use crate::platform::web::refusals::field_of;

/// The courses of obstacles and of key tasks.
static COURSES: [Log; 2] = [course(&OBSTACLE), course(&KEY_TASK)];

const fn course(entity: &'static Entity) -> Log {
    Log {
        entity,
        action: "step",
        only_in_use: true,
        corrected_once: None,
    }
}

/// A step of a piece of work.
pub struct Taken<'a> {
    pub task: Task,
    pub draft: &'a Draft,
}

impl Entry for Taken<'_> {
    type Written = ();

    fn log(&self) -> &'static Log {
        match self.task {
            Task::Obstacle => &COURSES[0],
            Task::KeyTask => &COURSES[1],
        }
    }

    fn write<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        record: i64,
        origin: &'a Origin,
    ) -> Writing<'a, ()> {
        Box::pin(db::add(tx, self.task, record, self.draft, origin))
    }

    fn field(&self, code: &str) -> Option<&'static str> {
        field_of(super::REFUSALS, code)
    }
}

/// Records a step of an obstacle or a key task.
///
/// # Errors
/// As [`recording::record`].
pub async fn record(
    db: &PgPool,
    caller: &Caller,
    id: i64,
    step: &Taken<'_>,
) -> Result<(), Refusal> {
    recording::record(db, caller, id, step, false).await
}

/// What an obstacle is asked before it is saved.
pub fn ask_obstacle<'a>(tx: &'a mut PgConnection, about: Asked<'a>) -> Asking<'a> {
    Box::pin(keeps(tx, Task::Obstacle, about))
}

/// What a key task is asked before it is saved.
pub fn ask_key_task<'a>(tx: &'a mut PgConnection, about: Asked<'a>) -> Asking<'a> {
    Box::pin(keeps(tx, Task::KeyTask, about))
}

/// A form never moves a deadline, nor the opening behind a step: that is for the course. The database refuses it too.
async fn keeps(tx: &mut PgConnection, task: Task, about: Asked<'_>) -> sqlx::Result<Faults> {
    let mut faults = Faults::new();
    let Some(id) = about.id else {
        return Ok(faults);
    };
    let Some(kept) = db::kept(tx, task, id).await? else {
        return Ok(faults);
    };
    let typed = about.values.get("first_due_on");
    if kept.due_on.is_some() && typed != kept.first_due_on.map(|due| due.to_string()).as_deref() {
        faults.insert(
            "first_due_on",
            refusal_words("IZ065").in_lang(about.lang).to_owned(),
        );
    }
    let opening = match task {
        Task::Obstacle => "raised_on",
        Task::KeyTask => "year",
    };
    let opened = about.values.get(opening).map(|value| match task {
        Task::Obstacle => value.to_owned(),
        Task::KeyTask => format!("{value}-01-01"),
    });
    let changed = opened != kept.opened_on.map(|on| on.to_string());
    let behind = kept.first_step.is_some_and(|step| {
        task == Task::KeyTask || opened.as_deref() > Some(step.to_string().as_str())
    });
    if changed && behind {
        faults.insert(
            opening,
            refusal_words("IZ066").in_lang(about.lang).to_owned(),
        );
    }
    Ok(faults)
}

//! SQL of the steps, of the work list and of the year's account.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::{PgConnection, PgPool};

use super::form::Draft;
use super::model::{Step, StepKind, Task};
use super::tally::Course;
use crate::foundation::kernel::Origin;

/// Whose course a step is, as the two columns of `agenda_steps`: obstacle, key task.
type Owner = (Option<i64>, Option<i64>);

fn owner(task: Task, id: i64) -> Owner {
    match task {
        Task::Obstacle => (Some(id), None),
        Task::KeyTask => (None, Some(id)),
    }
}

/// The course of one piece of work, in the order of recording.
///
/// # Errors
/// Whatever the database says; so for all functions here.
pub async fn steps(db: &PgPool, task: Task, id: i64) -> sqlx::Result<Vec<Step>> {
    let (obstacle, task) = owner(task, id);
    let rows = sqlx::query!(
        "select number, kind, happened_on, content, done_by, document_no, due_on, former_due_on, reason, recorded_by, recorded_at
           from agenda_steps where obstacle_id = $1 or key_task_id = $2 order by number",
        obstacle,
        task
    )
    .fetch_all(db)
    .await?;
    let steps = rows.into_iter().filter_map(|row| {
        Some(Step {
            number: row.number,
            kind: StepKind::from_code(&row.kind)?,
            happened_on: row.happened_on,
            content: row.content,
            done_by: row.done_by,
            document_no: row.document_no,
            due_on: row.due_on,
            former_due_on: row.former_due_on,
            reason: row.reason,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
        })
    });
    Ok(steps.collect())
}

/// Adds a step. The database numbers it, keeps the order and brings the record up to date.
pub async fn add(
    tx: &mut PgConnection,
    task: Task,
    id: i64,
    draft: &Draft,
    origin: &Origin,
) -> sqlx::Result<()> {
    let (obstacle, task) = owner(task, id);
    sqlx::query!(
        "insert into agenda_steps (obstacle_id, key_task_id, kind, happened_on, content, done_by, document_no, due_on, reason,
                                   recorded_by, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        obstacle,
        task,
        draft.kind.code(),
        draft.happened_on,
        draft.content,
        draft.done_by,
        draft.document_no,
        draft.due_on,
        draft.reason,
        origin.actor,
        origin.account_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What the form of a record must keep.
pub struct Kept {
    pub first_due_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub opened_on: Option<NaiveDate>,
    pub first_step: Option<NaiveDate>,
}

/// What of a record no form changes any more.
pub async fn kept(tx: &mut PgConnection, task: Task, id: i64) -> sqlx::Result<Option<Kept>> {
    let (obstacle, task) = owner(task, id);
    sqlx::query_as!(
        Kept,
        "select w.first_due_on, w.due_on, w.opened_on,
                (select min(happened_on) from agenda_steps where obstacle_id = $1 or key_task_id = $2) as first_step
           from (select first_due_on, due_on, raised_on as opened_on from obstacles where id = $1
                 union all
                 select first_due_on, due_on, make_date(year, 1, 1) from key_tasks where id = $2) w",
        obstacle,
        task
    )
    .fetch_optional(tx)
    .await
}

/// One piece of work of the list.
#[derive(Debug, Clone)]
pub struct Item {
    pub task: Task,
    pub id: i64,
    /// `VM01`, `2023/1`.
    pub code: String,
    pub content: String,
    /// Of a key task neither: it is the whole board's.
    pub zone_id: Option<i64>,
    pub zone: Option<String>,
    pub enterprise: Option<String>,
    pub enterprise_id: Option<i64>,
    /// Where it came from: the channel of an obstacle, the basis of a task.
    pub source: Option<String>,
    pub field: Option<String>,
    pub lead: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub status: String,
    pub result: Option<String>,
    pub resolved_on: Option<NaiveDate>,
    /// The last step, if any.
    pub last_on: Option<NaiveDate>,
    pub last: Option<String>,
    /// Filled by [`items`].
    pub course: Course,
}

/// All work within the reader's zones, retired records left out, with its course: what the list and the year's account need.
pub async fn items(db: &PgPool, zones: Option<&[i64]>) -> sqlx::Result<Vec<Item>> {
    let turns = sqlx::query!(
        "select obstacle_id, key_task_id, kind, happened_on from agenda_steps
          where kind in ('resolved', 'dropped', 'reopened') order by number"
    )
    .fetch_all(db)
    .await?;
    let mut courses: HashMap<Owner, Vec<(NaiveDate, StepKind)>> = HashMap::new();
    for turn in turns {
        if let Some(kind) = StepKind::from_code(&turn.kind) {
            courses
                .entry((turn.obstacle_id, turn.key_task_id))
                .or_default()
                .push((turn.happened_on, kind));
        }
    }
    let rows = sqlx::query!(
        r#"select w.task as "task!", w.id as "id!", w.code as "code!", w.content as "content!", w.zone_id, z.name as "zone?", w.enterprise_id,
                  e.name as "enterprise?", w.source, w.field, w.lead, w.opened_on as "opened_on!", w.due_on, w.status as "status!", w.result,
                  w.resolved_on, s.happened_on as "last_on?", s.content as "last?"
             from (select false as task, id, code, content, zone_id, enterprise_id, channel as source, field, lead, raised_on as opened_on,
                          due_on, status, result, resolved_on
                     from obstacles where retired_at is null and ($1::bigint[] is null or zone_id = any($1))
                   union all
                   select true, id, year || '/' || position, content, null, null, basis, field, lead, make_date(year, 1, 1),
                          due_on, status, result, resolved_on
                     from key_tasks where retired_at is null) w
             left join zones z on z.id = w.zone_id
             left join enterprises e on e.id = w.enterprise_id
             left join lateral (select a.happened_on, a.content from agenda_steps a
                                 where (not w.task and a.obstacle_id = w.id) or (w.task and a.key_task_id = w.id)
                                 order by a.number desc limit 1) s on true
            order by w.due_on nulls last, w.task, w.code"#,
        zones
    )
    .fetch_all(db)
    .await?;
    let items = rows.into_iter().map(|row| {
        let task = if row.task {
            Task::KeyTask
        } else {
            Task::Obstacle
        };
        Item {
            task,
            course: Course {
                opened_on: row.opened_on,
                turns: courses.remove(&owner(task, row.id)).unwrap_or_default(),
            },
            id: row.id,
            code: row.code,
            content: row.content,
            zone_id: row.zone_id,
            zone: row.zone,
            enterprise: row.enterprise,
            enterprise_id: row.enterprise_id,
            source: row.source,
            field: row.field,
            lead: row.lead,
            due_on: row.due_on,
            status: row.status,
            result: row.result,
            resolved_on: row.resolved_on,
            last_on: row.last_on,
            last: row.last,
        }
    });
    Ok(items.collect())
}

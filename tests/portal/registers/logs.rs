//! What is written down twice, in SQL and in Rust, is the same: what entries of logs may say, and the order of a course.

use std::collections::BTreeSet;

use izportal::registers::parcels::life::model::Kind as ParcelEvent;
use izportal::registers::projects::events::model::Kind as ProjectEvent;
use izportal::registers::tasks::model::{StepKind, Task};
use sqlx::PgPool;

use crate::support::{Portal, empty_database};

/// What a column may say by a check of its own; nothing where no check lists it.
async fn allowed(db: &PgPool, table: &str, column: &str) -> BTreeSet<String> {
    let checks: Vec<String> = sqlx::query_scalar(
        "select pg_get_constraintdef(c.oid) from pg_constraint c
           join pg_attribute a on a.attrelid = c.conrelid and a.attname = $2
          where c.conrelid = $1::regclass and c.contype = 'c' and c.conkey = array[a.attnum]",
    )
    .bind(table)
    .bind(column)
    .fetch_all(db)
    .await
    .expect("checks");
    let plain = format!("CHECK (({column} = ");
    checks
        .iter()
        .filter_map(|check| check.strip_prefix(&plain))
        .flat_map(|list| list.split('\'').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn the_kinds_of_every_log_are_those_of_the_database() {
    let db = empty_database().await;
    let of =
        |codes: Vec<&str>| -> BTreeSet<String> { codes.into_iter().map(str::to_owned).collect() };
    for (table, kinds) in [
        (
            "project_events",
            of(ProjectEvent::ALL.map(ProjectEvent::code).to_vec()),
        ),
        (
            "parcel_events",
            of(ParcelEvent::ALL.map(ParcelEvent::code).to_vec()),
        ),
        (
            "agenda_steps",
            of(StepKind::ALL.map(StepKind::code).to_vec()),
        ),
    ] {
        assert_eq!(kinds, allowed(&db, table, "kind").await, "{table}");
    }
}

#[tokio::test]
async fn a_course_goes_on_in_the_database_as_the_portal_says() {
    let portal = Portal::demo().await;
    for (task, table, column) in [
        (Task::Obstacle, "obstacles", "obstacle_id"),
        (Task::KeyTask, "key_tasks", "key_task_id"),
    ] {
        for ended in [false, true] {
            for kind in StepKind::ALL {
                let mut tx = portal.db.begin().await.expect("a transaction");
                let id: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
                    "select id from {table} where resolved_on is null order by id limit 1"
                )))
                .fetch_one(&mut *tx)
                .await
                .expect("open work");
                let insert = format!(
                    "insert into agenda_steps ({column}, kind, happened_on, content, due_on, reason, recorded_by)
                     values ($1, $2, '2023-06-01', 'x', $3::text::date, 'vì', 't')"
                );
                if ended {
                    sqlx::query(sqlx::AssertSqlSafe(insert.clone()))
                        .bind(id)
                        .bind("resolved")
                        .bind(None::<&str>)
                        .execute(&mut *tx)
                        .await
                        .expect("an end");
                }
                let due = (kind == StepKind::Rescheduled).then_some("2024-01-01");
                let taken = sqlx::query(sqlx::AssertSqlSafe(insert))
                    .bind(id)
                    .bind(kind.code())
                    .bind(due)
                    .execute(&mut *tx)
                    .await;
                assert_eq!(
                    taken.is_ok(),
                    StepKind::possible(task, ended).contains(&kind),
                    "{task:?} {kind:?} after an end: {ended}; {:?}",
                    taken.err()
                );
            }
        }
    }
}

#[tokio::test]
async fn entries_are_numbered_one_after_the_other_however_many_write_at_once() {
    let portal = Portal::demo().await;
    for (table, column, owner, more, values) in [
        (
            "project_events",
            "project_id",
            "projects",
            "kind, happened_on, until",
            "'rescheduled', '2023-01-01', date '2030-01-01'",
        ),
        (
            "agenda_steps",
            "key_task_id",
            "key_tasks",
            "kind, happened_on, content",
            "'handled', '2023-06-01', 'x'",
        ),
        (
            "agenda_steps",
            "obstacle_id",
            "obstacles",
            "kind, happened_on, content",
            "'handled', '2023-06-01', 'x'",
        ),
        (
            "work_statements",
            "work_id",
            "works",
            "as_of, stopped, source",
            "'2026-01-01', true, 'x'",
        ),
    ] {
        let id: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "select id from {owner} where retired_at is null {} order by id limit 1",
            if owner == "works" {
                ""
            } else if owner == "projects" {
                "and status = 'operating'"
            } else {
                "and resolved_on is null"
            }
        )))
        .fetch_one(&portal.db)
        .await
        .expect(owner);
        let numbers =
            format!("select array_agg(number order by number) from {table} where {column} = $1");
        let insert = if table == "work_statements" {
            format!(
                "insert into {table} ({column}, {more}, correction, recorded_by) values ($1, {values}, 'vì', 't')"
            )
        } else {
            format!(
                "insert into {table} ({column}, {more}, recorded_by) values ($1, {values}, 't')"
            )
        };
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let (db, insert) = (portal.db.clone(), insert.clone());
            writers.spawn(async move {
                sqlx::query(sqlx::AssertSqlSafe(insert))
                    .bind(id)
                    .execute(&db)
                    .await
            });
        }
        while let Some(written) = writers.join_next().await {
            written
                .expect("a writer")
                .unwrap_or_else(|error| panic!("{insert}: {error}"));
        }
        let numbers: Vec<i32> = sqlx::query_scalar(sqlx::AssertSqlSafe(numbers))
            .bind(id)
            .fetch_one(&portal.db)
            .await
            .expect("numbers");
        let expected: Vec<i32> = (1..).take(numbers.len()).collect();
        assert_eq!(numbers, expected, "{table}");
    }
}

//! Obstacles and key tasks as work: steps, deadlines, the list, the year's account, files.

use crate::support::{Person, Portal};
use axum::http::StatusCode;
use izportal::registers::tasks::model::{StepKind, Task};

async fn refused(portal: &Portal, sql: &'static str) -> String {
    let error = sqlx::query(sql).execute(&portal.db).await.expect_err(sql);
    error
        .as_database_error()
        .and_then(|cause| cause.code())
        .map(|code| code.into_owned())
        .unwrap_or_default()
}

pub(super) async fn text(portal: &Portal, sql: &'static str) -> String {
    sqlx::query_scalar::<_, Option<String>>(sql)
        .fetch_one(&portal.db)
        .await
        .expect(sql)
        .unwrap_or_default()
}

pub(super) async fn step(person: &Person<'_>, path: &str, form: &[(&str, &str)]) -> StatusCode {
    person.post(&format!("{path}/steps"), form).await.status
}

#[tokio::test]
async fn a_deadline_moves_by_a_step_with_a_reason_and_the_old_one_stays_readable() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // Without a reason nothing is written, and everything typed comes back.
    let form = [
        ("kind", "rescheduled"),
        ("happened_on", "1/2/2023"),
        ("due_on", "31/12/2023"),
        ("done_by", "Phòng Quản lý"),
    ];
    let page = staff.post("/obstacles/2/steps", &form).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says(".error-summary", "Lý do đổi hạn");
    assert_eq!(
        (
            page.attribute("#f-due_on", "value"),
            page.attribute("#f-done_by", "value")
        ),
        ("31/12/2023".into(), "Phòng Quản lý".into())
    );
    assert_eq!(
        text(&portal, "select due_on::text from obstacles where id = 2").await,
        "2023-03-31"
    );

    let whole = [&form[..], &[("reason", "Chờ vụ thu hoạch mới")]].concat();
    assert_eq!(
        step(&staff, "/obstacles/2", &whole).await,
        StatusCode::SEE_OTHER
    );
    let page = staff.get("/obstacles/2").await;
    let course = page.words("#course");
    assert!(
        course.contains("31/03/2023 → 31/12/2023") && course.contains("Chờ vụ thu hoạch mới"),
        "{course}"
    );
    assert!(course.contains("hạn ban đầu 31/03/2023"), "{course}");
    assert_eq!(
        text(
            &portal,
            "select due_on::text || ' ' || first_due_on from obstacles where id = 2"
        )
        .await,
        "2023-12-31 2023-03-31"
    );

    // The record's own form moves no deadline.
    let mut fields = staff.get("/obstacles/2/edit").await.fields("form.form");
    fields
        .iter_mut()
        .filter(|(name, _)| name == "first_due_on")
        .for_each(|(_, value)| *value = "1/1/2030".to_owned());
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = staff.post("/obstacles/2", &pairs).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says(".error-summary", "Hạn ban đầu được giữ lại mãi");
}

#[tokio::test]
async fn work_ends_with_a_result_and_a_date_and_reopens_with_a_reason() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let done = [("kind", "resolved"), ("happened_on", "15/3/2023")];
    assert_eq!(
        step(&staff, "/obstacles/3", &done).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no result"
    );
    let without_day = [
        ("kind", "resolved"),
        ("happened_on", ""),
        ("content", "Đã tuyển đủ."),
    ];
    assert_eq!(
        step(&staff, "/obstacles/3", &without_day).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no date"
    );
    let early = [
        ("kind", "resolved"),
        ("happened_on", "19/6/2022"),
        ("content", "Đã tuyển đủ."),
    ];
    assert_eq!(
        step(&staff, "/obstacles/3", &early).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "before it was raised"
    );
    let whole = [
        &done[..],
        &[("content", "Đã tuyển đủ."), ("document_no", "45/BC-MH")],
    ]
    .concat();
    assert_eq!(
        step(&staff, "/obstacles/3", &whole).await,
        StatusCode::SEE_OTHER
    );
    let sql = "select status || ' ' || result || ' ' || resolved_on from obstacles where id = 3";
    assert_eq!(text(&portal, sql).await, "resolved Đã tuyển đủ. 2023-03-15");

    assert_eq!(
        step(&staff, "/obstacles/3", &whole).await,
        StatusCode::CONFLICT,
        "it has ended"
    );
    what_was_reopened_ends_again(&portal, &staff).await;
}

/// The obstacle reopened.
async fn what_was_reopened_ends_again(portal: &Portal, staff: &Person<'_>) {
    let again = [
        ("kind", "reopened"),
        ("happened_on", "14/3/2023"),
        ("content", "Công nhân lại nghỉ việc."),
    ];
    assert_eq!(
        step(staff, "/obstacles/3", &again).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "before its end"
    );
    let again = [
        ("kind", "reopened"),
        ("happened_on", "1/6/2023"),
        ("content", "Công nhân lại nghỉ việc."),
    ];
    assert_eq!(
        step(staff, "/obstacles/3", &again).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        text(
            portal,
            "select status || coalesce(result, '') from obstacles where id = 3"
        )
        .await,
        "handling"
    );
    let course = staff.get("/obstacles/3").await.words("#course");
    assert!(
        course.contains("Đã tuyển đủ.") && course.contains("Công nhân lại nghỉ việc."),
        "{course}"
    );
    let log = "select string_agg(action, ' ' order by id) from audit_log where subject_type = 'obstacles' and subject_id = 3 and action = 'step'";
    assert_eq!(text(portal, log).await, "step step");
}

#[tokio::test]
async fn the_database_keeps_the_course_against_whoever_writes() {
    let portal = Portal::demo().await;
    for (sql, code) in [
        (
            "update obstacles set status = 'resolved', resolved_on = '2023-01-01' where id = 1",
            "IZ064",
        ),
        (
            "update obstacles set due_on = '2030-01-01' where id = 1",
            "IZ064",
        ),
        ("update key_tasks set result = 'xong' where id = 1", "IZ064"),
        (
            "update obstacles set first_due_on = null where id = 1",
            "IZ065",
        ),
        (
            "update obstacles set raised_on = '2022-06-01' where id = 1",
            "IZ066",
        ),
        ("update key_tasks set year = 2022 where id = 3", "IZ066"),
        ("update agenda_steps set content = 'khác'", "23001"),
        ("delete from agenda_steps", "23001"),
        // What refers to it refuses first.
        ("truncate agenda_steps", "0A000"),
        (
            "insert into agenda_steps (obstacle_id, kind, happened_on, content, due_on, recorded_by) values (1, 'handled', '2023-01-01', 'x', '2024-01-01', 't')",
            "IZ063",
        ),
        (
            "insert into agenda_steps (obstacle_id, kind, happened_on, content, recorded_by) values (1, 'handled', '2022-03-14', 'x', 't')",
            "IZ062",
        ),
        (
            "insert into agenda_steps (obstacle_id, kind, happened_on, content, recorded_by) values (1, 'handled', '2100-01-01', 'x', 't')",
            "IZ062",
        ),
        (
            "insert into agenda_steps (obstacle_id, kind, happened_on, content, recorded_by) values (4, 'handled', '2023-01-01', 'x', 't')",
            "IZ061",
        ),
        (
            "insert into agenda_steps (obstacle_id, kind, happened_on, content, recorded_by) values (1, 'reopened', '2023-01-01', 'x', 't')",
            "IZ061",
        ),
        (
            "insert into agenda_steps (obstacle_id, kind, happened_on, content, recorded_by) values (1, 'dropped', '2023-01-01', 'x', 't')",
            "23514",
        ),
        (
            "insert into agenda_steps (obstacle_id, key_task_id, kind, happened_on, content, recorded_by) values (1, 1, 'handled', '2023-01-01', 'x', 't')",
            "23514",
        ),
        (
            "insert into agenda_steps (obstacle_id, kind, happened_on, content, recorded_by) values (1, 'resolved', '2023-01-01', ' ', 't')",
            "23514",
        ),
        (
            "insert into obstacles (code, zone_id, raised_on, channel, field, content, status) values ('Z', 1, '2022-01-01', 'letter', 'tax', 'x', 'handling')",
            "IZ064",
        ),
        (
            "insert into attachments (filing_id, obstacle_id, name, media_type, size, sha256, key, added_by) values (1, 1, 'a', 'a', 1, repeat('0', 64), 'a', 1)",
            "23514",
        ),
        (
            "insert into attachments (obstacle_id, indicator_id, name, media_type, size, sha256, key, added_by) values (1, 1, 'a', 'a', 1, repeat('0', 64), 'a', 1)",
            "23514",
        ),
    ] {
        let found = refused(&portal, sql).await;
        assert_eq!(found, code, "{sql}");
    }
}

#[tokio::test]
async fn every_step_the_portal_offers_the_database_takes() {
    let portal = Portal::demo().await;
    for (work, table, column) in [
        (Task::Obstacle, "obstacles", "obstacle_id"),
        (Task::KeyTask, "key_tasks", "key_task_id"),
    ] {
        for ended in [false, true] {
            for kind in StepKind::possible(work, ended) {
                let mut tx = portal.db.begin().await.expect("a transaction");
                let insert = |kind: StepKind, due: &str| {
                    format!(
                        "insert into agenda_steps ({column}, kind, happened_on, content, due_on, reason, recorded_by)
                         select id, '{}', '2023-06-01', 'x', {due}, 'vì', 't' from {table} where resolved_on is null order by id limit 1",
                        kind.code()
                    )
                };
                let due = if kind == StepKind::Rescheduled {
                    "date '2024-01-01'"
                } else {
                    "null"
                };
                let mut statements = vec![insert(kind, due)];
                if ended {
                    let again =
                        insert(kind, due).replace("resolved_on is null", "resolved_on is not null");
                    statements = vec![insert(StepKind::Resolved, "null"), again];
                }
                for sql in statements {
                    let done = sqlx::query(sqlx::AssertSqlSafe(sql.clone()))
                        .execute(&mut *tx)
                        .await;
                    assert_eq!(
                        done.map(|done| done.rows_affected())
                            .map_err(|e| e.to_string()),
                        Ok(1),
                        "{sql}"
                    );
                }
                tx.rollback().await.expect("a rollback");
            }
        }
    }
}

#[tokio::test]
async fn the_list_says_what_is_late_and_narrows_by_lead_field_and_zone() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let page = leader.get("/tasks").await;
    let tabs = page.words(".tabs");
    // All of the demonstration's deadlines have passed: 3 obstacles and 5 tasks, one obstacle resolved.
    assert!(
        tabs.contains("Chưa xong 8")
            && tabs.contains("Quá hạn 8")
            && tabs.contains("Đã xong 1")
            && tabs.contains("Tất cả 9"),
        "{tabs}"
    );
    assert!(
        page.words("tbody").contains("Quá hạn")
            && page.words("#by-lead + *").contains("Ban Quản lý các KCN")
    );
    let by_field = page.links("section[aria-labelledby=by-field] th a");
    assert!(
        by_field.iter().any(|href| href.contains("field=materials")),
        "{by_field:?}"
    );
    let narrowed = leader.get("/tasks?field=materials").await;
    assert!(
        narrowed.words(".tabs").contains("Tất cả 1")
            && narrowed.text().contains("VM02")
            && !narrowed.text().contains("VM01")
    );
    assert!(
        leader
            .get("/tasks?state=resolved&kind=obstacle")
            .await
            .text()
            .contains("Đã thay máy biến áp.")
    );
    assert_eq!(
        leader
            .get("/tasks?zone=-&kind=obstacle")
            .await
            .words(".empty")
            .split('.')
            .next(),
        Some("Không có việc nào như vậy")
    );
    what_is_due_today_is_due_soon(&staff, &leader).await;
}

/// On the list and on the first page of whoever works here.
async fn what_is_due_today_is_due_soon(staff: &Person<'_>, leader: &Person<'_>) {
    // Due today is due soon, and on the first page of whoever works here.
    let due = izportal::foundation::i18n::format_date(izportal::foundation::i18n::today());
    let form = [
        ("kind", "rescheduled"),
        ("happened_on", "1/2/2023"),
        ("due_on", due.as_str()),
        ("reason", "Đổi kế hoạch"),
    ];
    assert_eq!(
        step(staff, "/key-tasks/1", &form).await,
        StatusCode::SEE_OTHER
    );
    leader
        .get("/tasks")
        .await
        .says(".tabs", "Đến hạn trong 14 ngày 1");
    let panel = staff
        .get("/duties")
        .await
        .words("section[aria-labelledby=work-title]");
    assert!(
        panel.contains("7 quá hạn, 1 đến hạn trong 14 ngày"),
        "{panel}"
    );

    let book = leader.get("/tasks?format=xlsx&state=all").await;
    book.answers(StatusCode::OK);
    let csv = leader.get("/tasks?format=csv&state=all").await.text();
    assert!(
        csv.contains("VM04")
            && csv.contains("20/08/2022: Đã thay máy biến áp.")
            && csv.lines().count() == 10,
        "{csv}"
    );
}

#[tokio::test]
async fn other_zones_work_is_not_there_and_leadership_records_nothing() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    staff
        .upload("/obstacles/1/evidence", &[], &[("a.txt", b"abc")])
        .await;
    let leader = portal.sign_in("leader").await;
    let form = [
        ("kind", "handled"),
        ("happened_on", "1/2/2023"),
        ("content", "x"),
    ];
    assert_eq!(
        step(&leader, "/obstacles/1", &form).await,
        StatusCode::FORBIDDEN
    );
    assert!(
        !leader
            .get("/obstacles/1")
            .await
            .text()
            .contains("/steps/new")
    );
    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
               insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let staff = portal.sign_in("staff").await;
    assert_eq!(
        step(&staff, "/obstacles/1", &form).await,
        StatusCode::NOT_FOUND
    );
    for path in [
        "/obstacles/1/steps/new",
        "/obstacles/1/evidence",
        "/evidence/1/a.txt",
    ] {
        assert_eq!(
            staff.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let page = staff.get("/tasks?state=all").await;
    assert!(
        !page.text().contains("VM01") && page.words(".tabs").contains("Tất cả 5"),
        "tasks are the whole board's"
    );
    assert_eq!(
        staff
            .get("/tasks/years/2022")
            .await
            .cells("#account ~ .table-scroll tbody tr", "td")[0],
        ["0"; 6]
    );
}

#[tokio::test]
async fn work_does_not_end_before_a_step_that_was_taken() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // VM02 was handled on 15/07/2022.
    let early = [
        ("kind", "resolved"),
        ("happened_on", "14/07/2022"),
        ("content", "Xong"),
    ];
    let refused = staff.post("/obstacles/2/steps", &early).await;
    refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("#e-happened_on", "15/07/2022");
    let raw = "insert into agenda_steps (obstacle_id, kind, happened_on, content, recorded_by) values (2, 'resolved', '2022-07-14', 'x', 'x')";
    assert_eq!(self::refused(&portal, raw).await, "IZ062");
}

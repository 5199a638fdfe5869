//! Files beside obstacles and key tasks and beside the steps of their course.

use super::tasks::{step, text};
use crate::support::Portal;
use axum::http::StatusCode;

#[tokio::test]
async fn files_lie_beside_an_obstacle_and_a_key_task_as_beside_a_report() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for path in ["/obstacles/1", "/key-tasks/1"] {
        let sent = staff
            .upload(
                &format!("{path}/evidence"),
                &[("note", "Biên bản"), ("back", "owner")],
                &[("bb.txt", b"abc")],
            )
            .await;
        assert_eq!(
            sent.location.lines().next(),
            Some(format!("{path}#evidence").as_str()),
            "{}",
            sent.text()
        );
        let page = staff.get(path).await;
        assert!(
            page.words("#evidence").contains("bb.txt"),
            "{}",
            page.words("#evidence")
        );
        assert!(
            !page.text().contains(&format!("action=\"{path}/comments\"")),
            "comments are steps here"
        );
        let link = page.links("#evidence a[download]")[0].clone();
        assert_eq!(staff.get(&link).await.bytes, b"abc");
    }
    let cell = staff
        .upload(
            "/obstacles/1/evidence",
            &[("cell", "99")],
            &[("c.txt", b"abc")],
        )
        .await;
    assert_eq!(
        cell.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "work has no cells, and this course no such step"
    );
    let gone = staff
        .post("/evidence/1/remove", &[("reason", "nhầm")])
        .await;
    assert_eq!(gone.location.lines().next(), Some("/obstacles/1/evidence"));
    let log = "select string_agg(subject_type || ' ' || action, ', ' order by id) from audit_log where action in ('attached', 'detached')";
    assert_eq!(
        text(&portal, log).await,
        "obstacles attached, key_tasks attached, obstacles detached"
    );
    let history = staff.get("/obstacles/1/history").await.text();
    assert!(history.contains("Đính kèm tài liệu") && history.contains("Gỡ tài liệu"));
}

#[tokio::test]
async fn a_file_may_belong_to_one_step_of_a_course() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for (path, last) in [
        (
            "/obstacles/1",
            "select max(number)::text from agenda_steps where obstacle_id = 1",
        ),
        (
            "/key-tasks/1",
            "select max(number)::text from agenda_steps where key_task_id = 1",
        ),
    ] {
        let form = [
            ("kind", "handled"),
            ("happened_on", "1/2/2023"),
            ("content", "Làm việc với xã, có biên bản"),
        ];
        assert_eq!(
            step(&staff, path, &form).await,
            StatusCode::SEE_OTHER,
            "{path}"
        );
        let number = text(&portal, last).await;
        let sent = staff
            .upload(
                &format!("{path}/evidence"),
                &[("cell", &number)],
                &[("bien-ban.txt", b"abc")],
            )
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let page = staff.get(path).await;
        let group = page.attribute("#evidence section", "aria-label");
        assert_eq!(group, format!("{number}. Bước xử lý, 01/02/2023"));
        assert!(page.words("#evidence section").contains("bien-ban.txt"));
    }
    let raw = sqlx::query("update attachments set step = 1 where obstacle_id = 1")
        .execute(&portal.db)
        .await;
    assert!(
        raw.expect_err("an attachment is history")
            .to_string()
            .contains("history")
    );
    let raw = "insert into attachments (obstacle_id, step, name, media_type, size, sha256, key, added_by)
               select 1, 99, 'a.txt', media_type, size, sha256, key, added_by from attachments limit 1";
    assert!(
        sqlx::query(raw)
            .execute(&portal.db)
            .await
            .expect_err("no such step")
            .to_string()
            .contains("attachments_step_of_obstacle")
    );
}

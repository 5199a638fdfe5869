//! Papers of records and of the events and steps of their logs.

use super::evidence::{PAGE, PDF, count};
use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

/// A paper stands at its row of the table, and those who write are offered another.
async fn stands_at_its_row(staff: &Person<'_>, shown: &Page, record: &str, table: &str, row: &str) {
    assert!(
        shown.words(table).contains("gcn.pdf"),
        "at its row: {}",
        shown.words(table)
    );
    let offered = staff.get(record).await.links(&format!("{table} tbody a"));
    assert!(
        offered.contains(&format!("{record}/evidence?cell={row}#attach")),
        "{offered:?}"
    );
    assert!(
        !shown.text().contains("?cell="),
        "who only reads is offered nothing"
    );
}

#[tokio::test]
async fn papers_lie_at_the_events_of_projects_and_parcels_and_at_the_steps_of_leases_and_recoveries()
 {
    let portal = Portal::demo().await;
    let (staff, admin, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("admin").await,
        portal.sign_in("leader").await,
    );
    let extension = count(
        &portal,
        "select id from lease_extensions order by id limit 1",
    )
    .await;
    let lease = count(
        &portal,
        "select lease_id from lease_extensions order by id limit 1",
    )
    .await;
    let step = count(
        &portal,
        "select id from recovery_steps where recovery_id = 1 order by position limit 1",
    )
    .await;
    for (record, row, table) in [
        ("/projects/1".to_owned(), 2, Some("#events")),
        ("/parcels/1".to_owned(), 1, Some("#life")),
        (format!("/leases/{lease}"), extension, None),
        ("/recoveries/1".to_owned(), step, None),
    ] {
        let page = format!("{record}/evidence");
        let row = row.to_string();
        let form = staff.get(&format!("{page}?cell={row}")).await;
        assert_eq!(
            form.attribute("#attach-cell option[selected]", "value"),
            row,
            "{record}"
        );
        leader
            .upload(&page, &[("cell", &row)], &[("a.pdf", PDF)])
            .await
            .answers(StatusCode::FORBIDDEN);
        admin
            .upload(
                &page,
                &[("cell", &row), ("note", "Bản ký")],
                &[("gcn.pdf", PDF)],
            )
            .await
            .saved();
        assert_eq!(
            staff
                .upload(
                    &page,
                    &[("cell", ""), ("back", "owner")],
                    &[("chung.pdf", PDF)]
                )
                .await
                .location
                .lines()
                .next(),
            Some(format!("{record}#evidence").as_str())
        );
        staff
            .upload(&page, &[("cell", "9999")], &[("b.pdf", PDF)])
            .await
            .answers(StatusCode::UNPROCESSABLE_ENTITY);
        let shown = leader.get(&record).await;
        assert!(
            shown.words("#evidence").contains("gcn.pdf")
                && shown.words("#evidence").contains("chung.pdf"),
            "{record}"
        );
        if let Some(table) = table {
            stands_at_its_row(&staff, &shown, &record, table, &row).await;
        }
        let link = shown.links("#evidence tbody a")[0].clone();
        assert_eq!(leader.get(&link).await.bytes, PDF, "{link}");
    }
}

#[tokio::test]
async fn papers_of_a_record_are_taken_off_by_those_who_keep_it_and_are_history() {
    let portal = Portal::demo().await;
    let (staff, admin, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("admin").await,
        portal.sign_in("leader").await,
    );
    let step = count(
        &portal,
        "select id from recovery_steps where recovery_id = 1 order by position limit 1",
    )
    .await;
    let row = step.to_string();
    for (record, row) in [
        ("/projects/1", "2"),
        ("/parcels/1", "1"),
        ("/recoveries/1", &row),
        ("/recoveries/1", ""),
    ] {
        let name = if row.is_empty() {
            "chung.pdf"
        } else {
            "gcn.pdf"
        };
        let sent = staff
            .upload(
                &format!("{record}/evidence"),
                &[("cell", row)],
                &[(name, PDF)],
            )
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{record}");
    }
    // The enterprise's page has them among its papers.
    let enterprise = count(&portal, "select enterprise_id from recoveries where id = 1").await;
    assert!(
        leader
            .get(&format!("/enterprises/{enterprise}"))
            .await
            .text()
            .contains("gcn.pdf")
    );
    // A step of a case has a page of its own.
    let page = format!("/recovery-steps/{step}");
    assert!(
        staff
            .get(&page)
            .await
            .words("#evidence")
            .contains("gcn.pdf")
            && !staff.get(&page).await.text().contains("chung.pdf")
    );
    let sent = staff
        .upload(
            "/recoveries/1/evidence",
            &[("cell", &step.to_string()), ("back", "row")],
            &[("bb.pdf", PDF)],
        )
        .await;
    assert_eq!(
        sent.location.lines().next(),
        Some(format!("{page}#evidence").as_str())
    );
    staff.get(&page).await.says("#evidence", "bb.pdf");

    whoever_keeps_the_record_takes_its_files_off(&portal, &staff, &leader, &admin).await;
}

/// The files of a record, and those of a report.
async fn whoever_keeps_the_record_takes_its_files_off(
    portal: &Portal,
    staff: &Person<'_>,
    leader: &Person<'_>,
    admin: &Person<'_>,
) {
    // Whoever keeps the record takes its files off; those of reports stay with those who enter them.
    staff.upload(PAGE, &[], &[("bc.pdf", PDF)]).await.saved();
    let report = count(portal, "select id from attachments where owner = 'filings'").await;
    let project = count(
        portal,
        "select min(id) from attachments where owner = 'projects'",
    )
    .await;
    let off = [("reason", "Nhầm")];
    admin
        .post(&format!("/evidence/{report}/remove"), &off)
        .await
        .answers(StatusCode::FORBIDDEN);
    admin
        .post(&format!("/papers/{report}/remove"), &off)
        .await
        .answers(StatusCode::NOT_FOUND);
    let page = admin.get("/projects/1/evidence").await;
    assert!(page.text().contains(&format!("/papers/{project}/remove")));
    admin
        .post(&format!("/papers/{project}/remove"), &off)
        .await
        .saved();
    assert!(
        !leader
            .get("/projects/1")
            .await
            .words("#events")
            .contains("gcn.pdf")
    );
    let traces = "select count(*) from audit_log where action = 'attached' and subject_type in ('projects', 'parcels', 'leases', 'recoveries')";
    assert_eq!(count(portal, traces).await, 5);
    for (sql, code) in [
        ("update attachments set project_id = null, parcel_id = 1", "IZ010"),
        ("update attachments set note = 'x' where project_id = 1", "IZ010"),
        ("delete from attachments", "IZ010"),
        (
            "insert into attachments (project_id, step, name, media_type, size, sha256, key, added_by)
          select 1, 99, name, media_type, size, sha256, key, added_by from attachments limit 1",
            "23503",
        ),
        (
            "insert into attachments (project_id, parcel_id, name, media_type, size, sha256, key, added_by)
          select 1, 1, name, media_type, size, sha256, key, added_by from attachments limit 1",
            "23514",
        ),
    ] {
        let error = sqlx::query(sql).execute(&portal.db).await.expect_err("history stays");
        assert_eq!(error.as_database_error().and_then(|error| error.code()).as_deref(), Some(code), "{sql}");
    }
    papers_of_another_zone_are_not_there(portal).await;
}

/// Another zone's papers are not there.
async fn papers_of_another_zone_are_not_there(portal: &Portal) {
    // Another zone's papers are not there.
    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
               insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let staff = portal.sign_in("staff").await;
    for path in [
        "/projects/1/evidence",
        "/parcels/1/evidence",
        "/recoveries/1/evidence",
    ] {
        assert_eq!(
            staff.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
        assert_eq!(
            staff.upload(path, &[], &[("a.pdf", PDF)]).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let parcels = count(
        portal,
        "select min(id) from attachments where owner = 'parcels'",
    )
    .await;
    staff
        .get(&format!("/evidence/{parcels}/gcn.pdf"))
        .await
        .answers(StatusCode::NOT_FOUND);
}

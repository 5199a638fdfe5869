//! Files attached to reports and their cells, and comments.

use crate::support::{Page, Portal};
use axum::http::StatusCode;

pub(super) const PAGE: &str = "/filings/1/evidence";

/// A PDF of no pages; enough to be one.
pub(super) const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

/// The objects in the portal's folder, by path.
pub(super) fn objects(portal: &Portal) -> Vec<String> {
    fn walk(dir: &std::path::Path, into: &mut Vec<String>) {
        for entry in std::fs::read_dir(dir).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, into)
            } else {
                into.push(path.display().to_string())
            }
        }
    }
    let mut found = Vec::new();
    walk(&portal.files.path().join("files"), &mut found);
    found.sort();
    found
}

pub(super) async fn count(portal: &Portal, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .expect("a count")
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

#[tokio::test]
async fn a_file_attached_is_read_back_byte_for_byte_and_runs_nowhere() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let sent = staff
        .upload(
            PAGE,
            &[("cell", ""), ("note", "Bản ký")],
            &[("C:\\quét\\Báo cáo \"ký\" quý 4.pdf", PDF)],
        )
        .await;
    assert_eq!(
        (sent.status, sent.location.lines().next()),
        (StatusCode::SEE_OTHER, Some(PAGE))
    );

    let page = portal.sign_in("leader").await.get(PAGE).await;
    assert!(
        page.text().contains("Bản ký") && page.words("tbody").contains("Báo cáo"),
        "{}",
        page.text()
    );
    let links = page.links("tbody a");
    let saved = staff.get(&links[0]).await;
    assert_eq!((saved.status, &saved.bytes[..]), (StatusCode::OK, PDF));
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("cache-control", "private, no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(header(&saved, name), value);
    }
    let disposition = header(&saved, "content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\""),
        "{disposition}"
    );
    assert!(
        disposition.contains("filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20"),
        "{disposition}"
    );
    assert!(
        !disposition.contains("qu%C3%A9t"),
        "no folder: {disposition}"
    );

    let shown = staff.get(&links[1]).await;
    assert!(header(&shown, "content-disposition").starts_with("inline;"));
    let policy = header(&shown, "content-security-policy");
    assert!(
        policy.starts_with("sandbox; default-src 'none'"),
        "{policy}"
    );
    assert!(
        header(&staff.get(PAGE).await, "content-security-policy").starts_with("default-src 'self'")
    );
}

#[tokio::test]
async fn a_file_of_just_twenty_megabytes_is_taken() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let full = [PDF, &vec![b' '; 20 * 1024 * 1024 - PDF.len()]].concat();
    let page = staff
        .upload(PAGE, &[("back", "owner")], &[("đủ.pdf", &full)])
        .await;
    assert_eq!(
        page.location.lines().next(),
        Some("/filings/1#evidence"),
        "{}",
        page.text()
    );
    let page = staff.get("/filings/1").await;
    assert!(
        page.words("#evidence")
            .contains("Toàn báo cáo: 1 tài liệu, 0 ý kiến"),
        "{}",
        page.words("#evidence")
    );
    assert!(page.words("#evidence").contains("20,0 MB"));
}

#[tokio::test]
async fn the_same_file_twice_is_stored_once() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for (path, name) in [
        (PAGE, "a.pdf"),
        (PAGE, "b.pdf"),
        ("/filings/2/evidence", "c.pdf"),
    ] {
        assert_eq!(
            staff.upload(path, &[], &[(name, PDF)]).await.status,
            StatusCode::SEE_OTHER
        );
    }
    assert_eq!(
        (
            count(&portal, "select count(*) from attachments").await,
            objects(&portal).len()
        ),
        (3, 1)
    );
}

#[tokio::test]
async fn a_file_taken_off_is_no_longer_read_and_its_row_and_object_stay() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    staff.upload(PAGE, &[], &[("nhầm.pdf", PDF)]).await;
    let link = staff.get(PAGE).await.links("tbody a")[0].clone();
    assert_eq!(
        approver
            .post("/evidence/1/remove", &[("reason", " ")])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(staff.get(&link).await.status, StatusCode::OK);

    let done = approver
        .post(
            "/evidence/1/remove",
            &[("reason", "Đính kèm nhầm doanh nghiệp")],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(staff.get(&link).await.status, StatusCode::NOT_FOUND);
    let page = staff.get(PAGE).await;
    assert!(
        page.words("tbody").contains("Đính kèm nhầm doanh nghiệp"),
        "{}",
        page.text()
    );
    assert!(
        staff
            .get("/filings/1")
            .await
            .words("#evidence")
            .contains("Chưa có tài liệu hay ý kiến nào.")
    );
    assert_eq!(objects(&portal).len(), 1);
    let again = staff
        .post("/evidence/1/remove", &[("reason", "lần nữa")])
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    for sql in [
        "delete from attachments",
        "truncate attachments",
        "update attachments set removed_by = null, removed_at = null, removed_reason = null",
        "update attachments set removed_reason = 'khác'",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
    let history = staff.get("/filings/1/history").await;
    assert!(
        history.text().contains("Gỡ tài liệu đính kèm")
            && history.text().contains("Đính kèm tài liệu")
    );
}

#[tokio::test]
async fn comments_are_kept_as_typed_and_never_rewritten() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = "/filings/1/comments";
    assert_eq!(
        approver
            .post(
                path,
                &[("cell", "1"), ("body", "Số <b>này</b>\r\nlấy ở đâu?")]
            )
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    // 2,000 characters as a browser counts them: a new line is one.
    let long = format!("{}\r\n{}", "ế".repeat(999), "ế".repeat(1000));
    assert_eq!(
        staff.post(path, &[("body", &long)]).await.status,
        StatusCode::SEE_OTHER
    );
    let page = staff
        .post(path, &[("cell", "1"), ("body", &format!("{long}!"))])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("#comment-body").ends_with("ế!"),
        "what was typed is kept"
    );
    assert_eq!(
        staff.post(path, &[("body", "  ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    let page = staff.get(PAGE).await;
    assert!(
        page.text().contains("&#60;b&#62;này") && page.text().contains("lấy ở đâu?"),
        "{}",
        page.text()
    );
    for sql in [
        "update comments set body = 'khác'",
        "delete from comments",
        "truncate comments",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
    assert_eq!(count(&portal, "select count(*) from comments").await, 2);
}

#[tokio::test]
async fn every_step_is_in_the_log_or_did_not_happen() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    staff.upload(PAGE, &[], &[("a.pdf", PDF)]).await;
    staff
        .post("/filings/1/comments", &[("body", "Đã đối chiếu")])
        .await;
    staff
        .post("/evidence/1/remove", &[("reason", "nhầm")])
        .await;
    let sql = "select string_agg(action, ' ' order by id) from audit_log
                where subject_type = 'filings' and subject_id = 1 and action in ('attached', 'commented', 'detached')";
    let actions: String = sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .expect("the log");
    assert_eq!(actions, "attached commented detached");

    let full = "create trigger broken before insert on audit_log for each row execute function refuse_rewriting()";
    sqlx::query(full)
        .execute(&portal.db)
        .await
        .expect("the log is full");
    assert_eq!(
        staff.upload(PAGE, &[], &[("b.pdf", PDF)]).await.status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
    assert_eq!(
        staff
            .post("/filings/1/comments", &[("body", "x")])
            .await
            .status,
        StatusCode::INTERNAL_SERVER_ERROR
    );
    assert_eq!(count(&portal, "select count(*) from attachments").await, 1);
    assert_eq!(count(&portal, "select count(*) from comments").await, 1);
}

#[tokio::test]
async fn other_zones_are_not_there_and_leadership_only_reads() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    staff.upload(PAGE, &[], &[("a.pdf", PDF)]).await;
    let link = leader.get(PAGE).await.links("tbody a")[0].clone();
    assert_eq!(leader.get(&link).await.status, StatusCode::OK);
    assert!(
        !leader.get(PAGE).await.text().contains("enctype"),
        "no form to add"
    );
    assert!(
        !leader.get("/filings/1").await.text().contains("enctype"),
        "no form to add"
    );
    assert_eq!(
        leader.upload(PAGE, &[], &[("b.pdf", PDF)]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        leader
            .post("/filings/1/comments", &[("body", "x")])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        leader
            .post("/evidence/1/remove", &[("reason", "x")])
            .await
            .status,
        StatusCode::FORBIDDEN
    );

    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
               insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let staff = portal.sign_in("staff").await;
    for path in [PAGE, &link] {
        assert_eq!(
            staff.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(
        staff.upload(PAGE, &[], &[("b.pdf", PDF)]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        staff
            .post("/filings/1/comments", &[("body", "x")])
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        staff
            .post("/evidence/1/remove", &[("reason", "x")])
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        count(
            &portal,
            "select count(*) from attachments where removed_at is null"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn the_pages_speak_english_too_and_the_queue_counts_files() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let empty = staff.get_in_english(PAGE).await;
    assert!(
        empty
            .words(".empty")
            .starts_with("No files and no comments yet.")
    );
    let sql = "select id from filings where state = 'submitted' order by id limit 1";
    let id: i64 = sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .expect("a report that waits");
    let path = format!("/filings/{id}/evidence");
    staff
        .upload(&path, &[("cell", "1")], &[("a.pdf", PDF), ("b.png", PNG)])
        .await;
    assert!(
        staff
            .get_in_english(&path)
            .await
            .words("main")
            .contains("Attached by")
    );
    let queue = portal.sign_in("approver").await.get("/filings").await;
    assert_eq!(queue.words(&format!("a[href='{path}']")), "2 tài liệu");
}

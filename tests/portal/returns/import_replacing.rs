//! Imports into reports that hold something already: replaced only when one says so, and taken back.

use super::imports::{HANDOUTS, cell, choose, count, sent, summed, take};
use crate::support::Portal;
use axum::http::StatusCode;

#[tokio::test]
async fn what_stands_in_a_report_is_replaced_only_when_one_says_so() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let report = staff
        .post(
            "/filings",
            &[("enterprise", "9"), ("form", "1"), ("period", "2023")],
        )
        .await
        .location;
    let report = report.lines().next().unwrap_or_default().to_owned();
    let typed = [("v.1", "129,9"), ("u.1", "bvnd"), ("action", "save")];
    assert_eq!(
        staff.post(&report, &typed).await.status,
        StatusCode::SEE_OTHER
    );
    let path = sent(&staff, &[], &HANDOUTS[..1]).await;
    let page = staff.get(&path).await;
    assert_eq!(
        summed(&page),
        "10 ô sẽ ghi vào 1 báo cáo · 1 ô cần sửa",
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("129,9 tỷ đồng") && page.text().contains("Báo cáo đang có số khác")
    );
    let seen = page.attribute("input[name=seen]", "value");
    choose(&staff, &path, &[("replace", "on")]).await;
    // What was agreed to is no longer what would be written.
    let stale = staff
        .post(&format!("{path}/take"), &[("seen", &seen)])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(
        cell(&portal, "DN09", "exports").await,
        None,
        "nothing was written"
    );
    assert_eq!(take(&staff, &path).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        cell(&portal, "DN09", "revenue").await.as_deref(),
        Some("131,5 bvnd imported")
    );

    // Taken back, what was typed before the import stands there again.
    let undo = format!("{path}/undo");
    assert_eq!(
        staff.post(&undo, &[("reason", " ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a reason is asked for"
    );
    assert_eq!(
        staff.post(&undo, &[("reason", "Nhầm tệp")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        cell(&portal, "DN09", "revenue").await.as_deref(),
        Some("129,9 bvnd typed")
    );
    assert_eq!(cell(&portal, "DN09", "exports").await, None, "empty again");
    assert_eq!(
        staff.post(&undo, &[("reason", "Lần nữa")]).await.status,
        StatusCode::CONFLICT,
        "once"
    );
}

#[tokio::test]
async fn an_accepted_report_is_opened_again_when_its_import_is_taken_back() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = sent(&staff, &[], &HANDOUTS[..1]).await;
    take(&staff, &path).await;
    let sent_in = staff.post(&format!("{path}/submit"), &[]).await;
    assert_eq!(sent_in.status, StatusCode::SEE_OTHER);
    let state = "select count(*) from filings where period = '2023' and enterprise_id = 9 and state = 'submitted'";
    assert_eq!(
        count(&portal, state).await,
        1,
        "{}",
        staff.get("/filings/30").await.text()
    );
    let waiting = staff
        .post(&format!("{path}/undo"), &[("reason", "Nhầm tệp")])
        .await;
    assert_eq!(
        waiting.status,
        StatusCode::CONFLICT,
        "not while somebody looks at it"
    );
    let version: i32 = sqlx::query_scalar("select version from filings where id = 30")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    let version = version.to_string();
    let accepted = approver
        .post("/filings/30/accept", &[("version", &version)])
        .await;
    assert_eq!(
        accepted.status,
        StatusCode::SEE_OTHER,
        "{}",
        accepted.text()
    );
    let figures =
        "select count(*) from current_figures where enterprise_id = 9 and period = '2023'";
    assert_eq!(count(&portal, figures).await, 11);
    let life = approver.get("/figures/2023/revenue/enterprises/9").await;
    assert!(
        life.words("tbody").contains("từ tệp DN09.xlsx, ô E10"),
        "{}",
        life.words("tbody")
    );
    let undone = staff
        .post(
            &format!("{path}/undo"),
            &[("reason", "Nhầm tệp của năm khác")],
        )
        .await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
    assert_eq!(cell(&portal, "DN09", "revenue").await, None);
    // What was accepted stays in force until the correction is accepted in its turn.
    assert_eq!(count(&portal, figures).await, 11);
    let history = "select count(*) from audit_log where subject_id = '30' and action = 'reopened'";
    assert_eq!(count(&portal, history).await, 1);
}

#[tokio::test]
async fn a_report_handed_in_is_never_overwritten_from_a_file() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let block = "Mã DN\tTổng doanh thu (tỷ đồng)\nDN01\t300\nDN02\t\n";
    let path = sent(
        &staff,
        &[("form", "1"), ("period", "2022"), ("block", block)],
        &[],
    )
    .await;
    // The form usually brings estimates; for 2022 preliminary figures are there.
    let page = staff.get(&path).await;
    assert!(
        page.text().contains("Kỳ này đã có số liệu chắc chắn hơn"),
        "{}",
        page.text()
    );
    choose(
        &staff,
        &path,
        &[("replace", "on"), ("vintage", "preliminary")],
    )
    .await;
    let page = staff.get(&path).await;
    assert!(
        page.text().contains("Báo cáo đã gửi hoặc đã duyệt"),
        "{}",
        page.text()
    );
    assert_eq!(
        summed(&page),
        "0 ô sẽ ghi vào 0 báo cáo · 1 dòng để lại, cần xem"
    );
}

//! How a board begins: the steps from an empty portal to the first dashboard.

use axum::http::StatusCode;

use crate::support::{Portal, empty_database, people};

#[tokio::test]
async fn an_empty_portals_first_page_is_what_to_do_next() {
    let db = empty_database().await;
    people(&db).await;
    let portal = Portal::over(db, |state| state).await;
    let admin = portal.sign_in("admin").await;
    assert_eq!(admin.get("/").await.location, "/set-up");
    let page = admin.get("/set-up").await;
    // The placeholders of the letterhead are named, and one step is the next one, with one link to press.
    page.says(".begin__step--next", "Tên Ban");
    page.says(".begin__step--next", "UBND TỈNH …");
    assert_eq!(page.cells("main", ".button--primary").concat().len(), 1);
    page.says("main", "Số liệu các năm trước");
    // Staff do other steps; what they may not do says who may.
    let staff = portal.sign_in("staff").await;
    assert_eq!(staff.get("/").await.location, "/set-up");
    let page = staff.get("/set-up").await;
    page.says(".begin__step--next", "Thêm khu công nghiệp");
    page.says("main", "Người làm được bước này: Quản trị viên");
    // Leadership does none of it.
    let leader = portal.sign_in("leader").await;
    assert_eq!(leader.get("/").await.location, "/set-up");
    let page = leader.get("/set-up").await;
    page.says("main", "Cổng đang được chuẩn bị");
    assert_eq!(
        page.cells("main", ".begin, .button--primary")
            .concat()
            .len(),
        0
    );

    // Put away, it is nobody's first page any more; the menu still has it.
    let refused = staff.post("/set-up/put-away", &[("away", "true")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = admin.post("/set-up/put-away", &[("away", "true")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(staff.get("/").await.location, "/duties");
    assert_eq!(leader.get("/").await.location, "/dashboard");
    admin.post("/set-up/put-away", &[("away", "false")]).await;
    assert_eq!(staff.get("/").await.location, "/set-up");
}

#[tokio::test]
async fn a_step_is_done_by_what_the_database_holds() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let page = admin.get("/set-up").await;
    // The demonstration has everything: nobody's first page is the list.
    page.says(".page__subtitle", "Đã xong mọi bước");
    assert_ne!(admin.get("/").await.location, "/set-up");
    page.says("main", "2021");
}

#[tokio::test]
async fn before_the_first_period_nobody_owes_a_report() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let owed = |page: &crate::support::Page| page.cells("main", ".rounds").concat().concat();
    assert!(owed(&staff.get("/duties?year=2022").await).contains("BQL.N"));
    sqlx::query("update boards set reports_since = '2023-01-01' where code = 'BQL'")
        .execute(&portal.db)
        .await
        .expect("the first period");
    let page = staff.get("/duties?year=2022").await;
    assert!(!owed(&page).contains("BQL.N"), "{}", owed(&page));
    assert!(owed(&staff.get("/duties?year=2023").await).contains("BQL.N"));
    // What was brought along is never owed.
    assert!(!owed(&staff.get("/duties?year=2023").await).contains("BQL.CV"));
}

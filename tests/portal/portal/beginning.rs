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
    page.says(".begin-side", "Thêm khu công nghiệp");
    let others = staff.get("/set-up?step=board").await;
    others.says(".begin-side", "Người làm được bước này: Quản trị viên");
    assert_eq!(others.cells("main", "form").concat().len(), 0);
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
async fn what_a_step_asks_of_the_board_is_filled_in_within_the_list() {
    let db = empty_database().await;
    people(&db).await;
    let portal = Portal::over(db, |state| state).await;
    let admin = portal.sign_in("admin").await;
    let form = "form[action='/set-up/board']";
    let opened = admin.get("/set-up").await;
    let with = |name: &'static str, value: &'static str| {
        let mut fields = opened.fields(form);
        for (field, typed) in &mut fields {
            if field == name {
                value.clone_into(typed);
            }
        }
        fields
    };
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        admin.post("/set-up/board", &fields).await
    };
    // What is left empty stays as it is, and stays missing.
    send(with("superior", "UBND TỈNH BẮC KẠN")).await.saved();
    let page = admin.get("/set-up").await;
    page.says(".begin__step--next .begin__lack", "“…” chưa điền");
    assert!(!page.text().contains("UBND TỈNH …"));
    // Beside another step the name that is missing can be filled in too.
    let zones = admin.get("/set-up?step=zones").await;
    assert!(zones.fields(form).iter().any(|(name, _)| name == "place"));
    // Somebody wrote meanwhile: both are shown, and saving again is a choice.
    let late = send(with("superior", "UBND TỈNH X")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.says(".field__error", "Vừa có người ghi “UBND TỈNH BẮC KẠN”");
    assert!(
        late.fields(form)
            .contains(&("superior".to_owned(), "UBND TỈNH X".to_owned()))
    );
    // A day nobody can read is said beside its field, as typed.
    let mut first = admin.get("/set-up?step=periods").await.fields(form);
    for (name, value) in &mut first {
        if name == "reports_since" {
            "quý sau".clone_into(value);
        }
    }
    let wrong = send(first).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("value=\"quý sau\""));
    // The day proposed is taken as it stands.
    send(admin.get("/set-up?step=periods").await.fields(form))
        .await
        .saved();
    let since = "select reports_since is not null from boards where code = 'BQL'";
    let is_set: bool = sqlx::query_scalar(since)
        .fetch_one(&portal.db)
        .await
        .expect("a board");
    assert!(is_set);
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

//! The classes a project has of both versions of VSIC, and taking them over.

use super::industries::count;
use crate::support::{Person, Portal};
use axum::http::StatusCode;

pub(super) fn form<'a>(code: &'a str, version: &'a str, name: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("code", code),
        ("project_id", "2"),
        ("vsic_version", version),
        ("name", name),
        ("main", ""),
        ("version", "0"),
    ]
}

#[tokio::test]
async fn a_project_gets_codes_of_the_list_with_their_names() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let refused = staff
        .post("/project-industries", &form("3513", "2018", ""))
        .await;
    refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let said = refused.words("#e-code");
    assert!(
        said.contains(
            "VSIC 2018 không có mã 3513. Mã này thuộc VSIC 2025: Truyền tải và phân phối điện."
        ),
        "{said}"
    );
    assert!(
        said.contains("3511 (Sản xuất điện)"),
        "what is near: {said}"
    );
    assert_eq!(
        refused.attribute("#f-code", "value"),
        "3513",
        "kept as typed"
    );
    let other = staff
        .post(
            "/project-industries",
            &form("31001", "2018", "Sản xuất giày"),
        )
        .await;
    other.says("#e-name", "Sản xuất giường, tủ, bàn, ghế bằng gỗ");
    // The name comes from the list, in any spelling of it.
    for (code, typed) in [("31001", ""), ("2011", "san xuat hoa chat co ban")] {
        assert_eq!(
            staff
                .post("/project-industries", &form(code, "2018", typed))
                .await
                .status,
            StatusCode::SEE_OTHER,
            "{code}"
        );
    }
    // So outside of what zones mostly have, and a code in neither list is none.
    staff
        .post("/project-industries", &form("4669", "2018", ""))
        .await
        .saved();
    for code in ["11040", "4400"] {
        let refused = staff
            .post("/project-industries", &form(code, "2018", "x"))
            .await;
        assert!(
            refused
                .words("#e-code")
                .contains(&format!("VSIC 2018 không có mã {code}.")),
            "{code}"
        );
    }
    let names: Vec<String> =
        sqlx::query_scalar("select name from project_industries where project_id = 2 and code <> '16210' order by code")
            .fetch_all(&portal.db)
            .await
            .expect("names");
    assert_eq!(
        names,
        [
            "Sản xuất hóa chất cơ bản",
            "Sản xuất giường, tủ, bàn, ghế bằng gỗ",
            "Bán buôn chuyên doanh khác chưa được phân vào đâu"
        ]
    );
    let raw = sqlx::query(
        "insert into project_industries (project_id, vsic_version, code) values (2, '2025', '4669')",
    );
    let error = raw
        .execute(&portal.db)
        .await
        .expect_err("the database refuses too")
        .to_string();
    assert!(error.contains("no code 4669 in VSIC 2025"), "{error}");
}

#[tokio::test]
async fn a_2025_code_is_taken_over_by_a_person_and_leaves_its_trace() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/projects/1").await;
    page.says("#industries .notice", "chưa có mã VSIC 2025");
    let offered = page.attribute("#industries button[name=take]", "value");
    let done = staff
        .post("/industries/take", &[("project", "1"), ("take", &offered)])
        .await;
    assert!(
        done.status == StatusCode::SEE_OTHER && done.location.starts_with("/projects/1#industries"),
        "{}",
        done.location
    );
    let given: (String, bool, i64) = sqlx::query_as(
        "select name, main, id from project_industries where project_id = 1 and vsic_version = '2025' and code = '16210'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the code");
    assert!(
        given.0.starts_with("Sản xuất gỗ dán") && given.1,
        "with its name, the main one as before"
    );
    let reason: String = sqlx::query_scalar(
        "select reason from audit_log where action = 'taken_over' and subject_id = $1",
    )
    .bind(given.2)
    .fetch_one(&portal.db)
    .await
    .expect("a trace");
    assert!(
        reason.starts_with("VSIC 2018 16210 → VSIC 2025 16210. Công văn 3061/CTK-CSCL"),
        "{reason}"
    );
    // Twice is once; retired and taken again is there again.
    let takes = "select count(*) from audit_log where action = 'taken_over'";
    staff.post("/industries/take", &[("take", &offered)]).await;
    assert_eq!(count(&portal.db, takes).await, 1);
    sqlx::query("update project_industries set retired_at = now() where id = $1")
        .bind(given.2)
        .execute(&portal.db)
        .await
        .expect("retired");
    staff.post("/industries/take", &[("take", &offered)]).await;
    assert_eq!(count(&portal.db, takes).await, 2);
    what_became_several_is_a_choice(&portal, &staff, takes).await;
}

/// One code that became several: a person chooses.
async fn what_became_several_is_a_choice(portal: &Portal, staff: &Person<'_>, takes: &'static str) {
    // What became several is a choice; a code the table does not have for it is refused, and nothing of the lot is written.
    staff
        .post("/project-industries", &form("3100", "2018", ""))
        .await;
    let several = staff.get("/projects/2").await;
    let choices = several.text().matches("value=\"").count();
    assert!(
        choices > 3
            && several
                .text()
                .contains("Sản xuất giường, tủ, bàn, ghế bằng kim loại")
    );
    let id = count(
        &portal.db,
        "select id from project_industries where code = '3100'",
    )
    .await;
    let (good, bad) = (format!("{id}:3101"), format!("{id}:1621"));
    let clash = staff
        .post("/industries/take", &[("take", &good), ("take", &bad)])
        .await;
    clash.answers(StatusCode::CONFLICT);
    assert_eq!(count(&portal.db, takes).await, 2);
    staff
        .post("/industries/take", &[("take", &good)])
        .await
        .saved();
    staff
        .post("/industries/take", &[("take", "x:3101")])
        .await
        .answers(StatusCode::UNPROCESSABLE_ENTITY);
    staff
        .post("/industries/take", &[("take", "99999:3101")])
        .await
        .answers(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_project_has_classes_one_main_one_and_takes_each_over_once() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for code in ["C", "16", "162"] {
        let refused = staff
            .post("/project-industries", &form(code, "2018", ""))
            .await;
        assert!(
            refused.words("#e-code").contains("mã cấp 4"),
            "{code}: {}",
            refused.words("main")
        );
    }
    let mut second = form("3100", "2018", "");
    second[4].1 = "true";
    let refused = staff.post("/project-industries", &second).await;
    refused.says("#e-main", "đã có ngành chính");
    let raw = sqlx::query(
        "insert into project_industries (project_id, vsic_version, code, main) values (2, '2018', '3100', true)",
    );
    assert!(raw.execute(&portal.db).await.is_err(), "nor past the form");

    let before = staff.get("/projects/1").await;
    before.says("#industries", "Lấy mã 16210");
    let id = count(
        &portal.db,
        "select id from project_industries where project_id = 1 and vsic_version = '2018'",
    )
    .await;
    staff
        .post("/industries/take", &[("take", &format!("{id}:16210"))])
        .await;
    let after = staff.get("/projects/1").await.words("#industries");
    assert!(
        !after.contains("Lấy mã 16210") && after.contains("đã lấy 16210"),
        "{after}"
    );
    // A main code that became several has one main one among them.
    let sql = "update project_industries set code = '3100', name = null where project_id = 2 and vsic_version = '2018'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("another code");
    let id = count(
        &portal.db,
        "select id from project_industries where project_id = 2 and vsic_version = '2018'",
    )
    .await;
    let targets: Vec<String> = sqlx::query_scalar(
        "select to_code from industry_pairs where from_code = '3100' order by 1",
    )
    .fetch_all(&portal.db)
    .await
    .expect("codes");
    for code in &targets[..2] {
        staff
            .post("/industries/take", &[("take", &format!("{id}:{code}"))])
            .await;
    }
    let mains = "select count(*) from project_industries where project_id = 2 and vsic_version = '2025' and main";
    let all =
        "select count(*) from project_industries where project_id = 2 and vsic_version = '2025'";
    assert_eq!(
        (count(&portal.db, mains).await, count(&portal.db, all).await),
        (1, 2)
    );
}

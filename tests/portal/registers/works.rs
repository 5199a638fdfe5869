//! Works and their append-only progress, wastewater plants, sponsored schemes: as staff and leadership meet them, and as the
//! database holds them.

use crate::support::{Page, Person, Portal, carried_over};
use axum::http::StatusCode;
use sqlx::{AssertSqlSafe, PgPool};

/// What the database answers to raw SQL: the code of its refusal, or nothing.
async fn refused(db: &PgPool, sql: &str) -> Option<String> {
    let error = sqlx::query(AssertSqlSafe(sql.to_owned()))
        .execute(db)
        .await
        .err()?;
    Some(
        error
            .as_database_error()
            .expect("the database refuses")
            .code()
            .expect("a code")
            .into_owned(),
    )
}

pub(super) async fn state(staff: &Person<'_>, work: i64, form: &[(&str, &str)]) -> Page {
    staff.post(&format!("/works/{work}/statements"), form).await
}

fn zone_lines(page: &Page) -> Vec<Vec<String>> {
    page.cells(
        "section[aria-labelledby=zone-1] table:first-of-type tbody tr",
        "th, td",
    )
}

pub(super) fn work_row(page: &Page, name: &str) -> Vec<String> {
    let rows = page.cells("section[aria-labelledby=zone-1] tbody tr", "th, td");
    rows.into_iter()
        .filter(|cells| cells.len() == 7)
        .find(|cells| cells[0].contains(name))
        .unwrap_or_default()
}

#[tokio::test]
async fn works_stand_by_phase_on_any_day_beside_the_statements_of_areas() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let page = leader.get("/infrastructure?on=31/12/2022").await;
    let lines = zone_lines(&page);
    let first = lines
        .iter()
        .find(|cells| cells[0] == "Thanh Bình giai đoạn I")
        .expect("phase I");
    assert!(
        first[2].contains("81,1%") && first[2].contains("59,61 / 73,5"),
        "13,89 ha are still to be levelled: {first:?}"
    );
    assert!(
        first[1].contains("không có"),
        "no clearance is recorded there: {first:?}"
    );
    assert_eq!(
        (first[4].as_str(), first[5].as_str()),
        ("80,0%", "80,0%"),
        "by budget, and as stated"
    );
    let total = lines
        .iter()
        .find(|cells| cells[0].starts_with("Cộng"))
        .expect("a total");
    assert!(
        total[1].contains("chưa có số liệu"),
        "a missing figure is no nought: {total:?}"
    );
    assert!(
        !page.text().contains("Hai nguồn giữ nguyên"),
        "works and statement agree"
    );
    let levelling = work_row(&page, "San nền");
    assert!(
        levelling[1].contains("Đang thực hiện") && levelling[6].contains("30/11/2022"),
        "{levelling:?}"
    );
    // Before anything was stated there is no percentage, and the reason is said.
    let before = leader.get("/infrastructure?on=2022-11-29").await;
    assert!(work_row(&before, "San nền")[2].starts_with("–chưa có số liệu thực hiện"));
    // The planned clearance began late, then did not finish.
    assert!(
        work_row(
            &leader.get("/infrastructure?on=2023-07-11").await,
            "Giải phóng"
        )[1]
        .contains("quá ngày bắt đầu 10 ngày")
    );
    let overdue = work_row(
        &leader.get("/infrastructure?on=2026-01-10").await,
        "Giải phóng",
    );
    assert!(
        overdue[1].contains("Chậm") && overdue[1].contains("quá hạn 10 ngày"),
        "{overdue:?}"
    );
    assert!(
        leader
            .get("/infrastructure?on=hôm+qua")
            .await
            .text()
            .contains("không phải là ngày")
    );

    works_and_areas_are_held_beside_each_other(&portal, &staff, &leader).await;
}

/// What both say differently is shown, and neither is changed.
async fn works_and_areas_are_held_beside_each_other(
    portal: &Portal,
    staff: &Person<'_>,
    leader: &Person<'_>,
) {
    // What the works say and what the areas say is held beside each other; neither is changed.
    let form = [
        ("as_of", "15/12/2022"),
        ("done", "60"),
        ("done.unit", "ha"),
        ("source", "Biên bản minh họa"),
    ];
    state(staff, 3, &form).await.saved();
    let page = leader.get("/infrastructure?on=2022-12-31").await;
    let note = page.words("main .notice--warn");
    assert!(
        note.contains(
            "san nền: các hạng mục cộng lại 60 ha, số liệu diện tích ghi 59,61 ha, lệch 0,39 ha"
        ),
        "{note}"
    );
    assert!(
        !leader
            .get("/infrastructure?on=2022-12-14")
            .await
            .text()
            .contains("Hai nguồn giữ nguyên")
    );
    let stated: String = sqlx::query_scalar(
        "select levelled_m2::text from phase_areas where as_of = '2022-12-31' and phase_id = 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("areas");
    assert_eq!(stated, "596100");
    leader.get("/zones/1").await.says(
        "section[aria-labelledby=zone-works]",
        "các hạng mục cộng lại 60 ha",
    );
    let csv = leader
        .get("/infrastructure?on=2022-12-31&format=csv")
        .await
        .text();
    assert!(
        csv.contains("HM-SN1,San nền giai đoạn I,San nền,m²,735000,600000,81.63"),
        "{csv}"
    );
    for kind in ["xlsx", "json"] {
        leader
            .get(&format!("/infrastructure?format={kind}"))
            .await
            .answers(StatusCode::OK);
    }
}

#[tokio::test]
async fn the_database_refuses_what_the_portal_refuses() {
    let portal = Portal::demo().await;
    let db = &portal.db;
    let add = |columns: &str, values: &str| {
        format!(
            "insert into work_statements (work_id, source, recorded_by, {columns}) values (3, 'x', 'sql', {values})"
        )
    };
    let iz = |code: &str| Some(code.to_owned());
    assert_eq!(
        refused(db, "update work_statements set done = 1").await,
        iz("23001")
    );
    assert_eq!(
        refused(db, "delete from work_statements").await,
        iz("23001")
    );
    assert_eq!(refused(db, "truncate work_statements").await, iz("23001"));
    for (sql, code) in [
        (add("as_of, done", "'2999-01-01', 600000"), "IZ081"),
        (add("as_of, done", "'2022-11-30', 600000"), "IZ082"),
        (add("as_of, withdrawn", "'2022-11-29', true"), "IZ082"),
        (add("as_of, done", "'2022-12-31', 596099"), "IZ083"),
        (add("as_of, done", "'2022-11-29', 596101"), "IZ083"),
        (add("as_of, done", "'2022-12-31', 735001"), "IZ085"),
        (add("as_of, done", "'2022-12-31', -1"), "23514"),
        (add("as_of, note", "'2022-12-31', 'nothing'"), "23514"),
        (add("as_of, done, withdrawn, correction", "'2022-11-30', 1, true, 'x'"), "23514"),
        (add("as_of, done", "'2022-12-31', 600000").replace("(3,", "(2,"), "IZ084"),
        (add("as_of, disbursed_vnd", "'2022-12-31', 250000000001").replace("(3,", "(2,"), "IZ086"),
        ("update works set unit = 'km', quantity = 5 where id = 2".to_owned(), "IZ087"),
        ("update works set area_m2 = 1000 where id = 3".to_owned(), "IZ085"),
        ("update works set budget_vnd = 1 where id = 2".to_owned(), "none"),
        ("update works set planned_start = '2023-01-02', planned_finish = '2023-01-01' where id = 3".to_owned(), "23514"),
        ("update works set area_m2 = null, quantity = 3, unit = 'km' where id = 3".to_owned(), "23514"),
        ("update works set zone_id = (select id from z), phase_id = 1".to_owned(), "IZ088"),
        ("update sponsors set amount_vnd = 9000000000 where id = 1".to_owned(), "IZ089"),
        ("update schemes set cost_vnd = 1 where id = 1".to_owned(), "IZ089"),
    ] {
        let sql = match sql.contains("from z)") {
            true => format!(
                "with z as (insert into zones (code, name, kind, status, province) values ('X', 'X', 'regular', 'planned', 'Y')
                 returning id) {sql}"
            ),
            false => sql,
        };
        let found = refused(db, &sql).await.unwrap_or_else(|| "none".to_owned());
        assert_eq!(found, code, "{sql}");
    }
    // What follows from sponsors is not written by hand.
    sqlx::query("update schemes set sponsored_vnd = 1 where id = 1")
        .execute(db)
        .await
        .expect("no effect");
    let sponsored: String =
        sqlx::query_scalar("select sponsored_vnd::text from schemes where id = 1")
            .fetch_one(db)
            .await
            .expect("a sum");
    assert_eq!(sponsored, "2500000000");
}

#[tokio::test]
async fn an_account_limited_to_another_zone_sees_none_of_it() {
    let portal = Portal::demo().await;
    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
               insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let staff = portal.sign_in("staff").await;
    for path in [
        "/works/1",
        "/works/1/statements?format=csv",
        "/wastewater-plants/1",
        "/wastewater-readings/1",
        "/schemes/1",
    ] {
        assert_eq!(
            staff.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for path in [
        "/infrastructure",
        "/wastewater",
        "/sponsorship",
        "/works",
        "/discharge-permits",
    ] {
        let page = staff.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let words = page.words("main");
        assert!(
            !words.contains("Thanh Bình") && !words.contains("minh họa"),
            "{path}: {words}"
        );
    }
    let form = [
        ("as_of", "31/12/2022"),
        ("done", "60"),
        ("done.unit", "ha"),
        ("source", "x"),
    ];
    state(&staff, 3, &form).await.answers(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_bundle_carries_the_log_with_its_corrections_and_what_was_over() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for form in [
        &[
            ("corrects", "1"),
            ("done", "59"),
            ("done.unit", "ha"),
            ("source", "BC 2"),
            ("correction", "Đo lại"),
        ][..],
        &[
            ("as_of", "31/12/2022"),
            ("done", "74"),
            ("done.unit", "ha"),
            ("source", "BC 3"),
            ("over_reason", "Bổ sung"),
        ],
        &[
            ("corrects", "3"),
            ("withdraw", "true"),
            ("source", "CV"),
            ("correction", "Nhầm"),
        ],
        &[
            ("as_of", "31/12/2022"),
            ("done", "60"),
            ("done.unit", "ha"),
            ("source", "BC 4"),
        ],
    ] {
        let page = state(&staff, 3, form).await;
        assert_eq!(
            page.status,
            StatusCode::SEE_OTHER,
            "{form:?}: {}",
            page.text()
        );
    }
    // What was planned since is less than what was once stated, and since withdrawn; a surplus has its reason with its sponsor.
    for sql in [
        "update works set area_m2 = 600000 where id = 3",
        "update sponsors set amount_vnd = 9000000000, surplus_reason = 'x' where id = 1",
    ] {
        sqlx::query(sql).execute(&portal.db).await.expect("changed");
    }
    let (_, other) = carried_over(&portal.db).await;
    for db in [&portal.db, &other] {
        let standing: (String, String) = sqlx::query_as(
            "select trim_scale(s.done)::text, s.finished_on::text from work_standings('2022-12-31') s join works w on w.id = s.work_id
              where w.code = 'HM-SN1'",
        )
        .fetch_one(db)
        .await
        .expect("a standing");
        assert_eq!(standing, ("600000".to_owned(), "2022-12-31".to_owned()));
        let spared: String = sqlx::query_scalar("select sum(spared_vnd)::text from schemes")
            .fetch_one(db)
            .await
            .expect("a sum");
        assert_eq!(spared, "6200000000");
    }
}

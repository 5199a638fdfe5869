//! The log of a wastewater plant's readings: recorded, put right, withdrawn, and never rewritten.

use axum::http::StatusCode;
use izportal::foundation::kernel::Origin;
use izportal::portal::exchange;
use sqlx::{AssertSqlSafe, PgPool};

use crate::support::{Page, Person, Portal, carried_over};

const LOG: &str = "/wastewater-plants/1/readings";

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

/// The rows of the log on the plant's page.
async fn log(person: &Person<'_>) -> Vec<Vec<String>> {
    person
        .get("/wastewater-plants/1")
        .await
        .cells("#readings tbody tr", "th, td")
}

async fn plant(person: &Person<'_>, on: &str) -> Vec<String> {
    let page = person.get(&format!("/wastewater?on={on}")).await;
    page.cells("section[aria-labelledby=plants] tbody tr", "th, td")
        .remove(0)
}

fn address(page: &Page) -> String {
    page.saved();
    page.location.lines().next().expect("an address").to_owned()
}

const RIGHT: [(&str, &str); 7] = [
    ("corrects", "1"),
    ("source", "self_report"),
    ("from_on", "01/07/2022"),
    ("to_on", "30/09/2022"),
    ("actual_m3_day", "860"),
    ("cod", "72,5"),
    ("correction", "Gõ nhầm COD"),
];

#[tokio::test]
async fn a_reading_is_put_right_by_another_entry_and_the_old_one_stays() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    assert!(
        plant(&leader, "2022-10-15").await[3].contains("Vượt giới hạn"),
        "COD 82 of 75"
    );
    // Nobody edits: there is no such page, and who only reads records nothing.
    for path in [
        "/wastewater-readings/1/edit",
        "/wastewater-readings/1/retire",
        "/wastewater-readings/new",
        "/wastewater-readings",
    ] {
        assert_eq!(
            staff.post(path, &[("cod", "1")]).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    leader
        .post(LOG, &RIGHT)
        .await
        .answers(StatusCode::FORBIDDEN);

    let again = staff.post(LOG, &RIGHT[1..6]).await;
    again.answers(StatusCode::UNPROCESSABLE_ENTITY);
    again.says("#e-to_on", "đính chính ở nhật ký");
    assert_eq!(
        again.attribute("#f-cod", "value"),
        "72,5",
        "what was typed stays"
    );
    let form = staff.get(&format!("{LOG}/new?corrects=1")).await;
    assert_eq!(
        (
            form.attribute("#f-cod", "value"),
            form.attribute("#f-to_on", "value")
        ),
        ("82".to_owned(), "30/09/2022".to_owned())
    );
    form.says(".page__subtitle", "COD 82 mg/l");
    staff
        .post(LOG, &RIGHT[..6])
        .await
        .says("#e-correction", "không được để trống");

    let page = leader.get(&address(&staff.post(LOG, &RIGHT).await)).await;
    assert!(
        page.words("section[aria-labelledby=results]")
            .contains("72,5")
            && page.words("main").contains("Gõ nhầm COD")
    );
    both_entries_stay_in_the_log(&portal, &staff, &leader).await;
}

/// The corrected entry and the one that corrects it.
async fn both_entries_stay_in_the_log(portal: &Portal, staff: &Person<'_>, leader: &Person<'_>) {
    let rows = log(staff).await;
    assert_eq!(rows.len(), 3);
    assert!(
        rows[1][0].contains("lần ghi 3")
            && rows[1][1].contains("Đính chính lần ghi 1: Gõ nhầm COD"),
        "{rows:?}"
    );
    assert!(
        rows[2][0].contains("lần ghi 1")
            && rows[2][0].contains("đã thay")
            && rows[2][4].contains("82"),
        "it stays: {rows:?}"
    );
    let old = leader.get("/wastewater-readings/1").await;
    old.says("main", "không còn hiệu lực");
    let now = plant(leader, "2022-10-15").await;
    assert!(now[3].contains("Đạt") && now[2].contains("860"), "{now:?}");
    assert_eq!(
        staff.get(&format!("{LOG}/new?corrects=1")).await.status,
        StatusCode::NOT_FOUND,
        "it holds no more"
    );
    let (action, reason, before, after): (String, String, String, String) = sqlx::query_as(
        "select action, reason, before->>'cod', after->>'cod' from audit_log where subject_type = 'wastewater_plants' order by id desc limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a trace");
    assert_eq!(
        (&*action, &*reason, &*before, &*after),
        ("reading", "Gõ nhầm COD", "82", "72.5")
    );

    // Withdrawn: as if it had never been said, but it was.
    let withdraw = [
        ("corrects", "3"),
        ("withdraw", "true"),
        ("correction", "Mẫu hỏng"),
    ];
    assert!(address(&staff.post(LOG, &withdraw).await).ends_with("#readings"));
    assert!(plant(leader, "2022-10-15").await[3].contains("chưa có số liệu"));
    let rows = log(leader).await;
    assert!(
        rows[1][0].contains("đã rút số liệu") && rows[1][1].contains("Rút lần ghi 3: Mẫu hỏng"),
        "{rows:?}"
    );
    assert!(
        rows[2][0].contains("đã thay") && rows[3][0].contains("đã thay"),
        "{rows:?}"
    );
    let csv = leader.get(&format!("{LOG}?format=csv")).await.text();
    assert!(
        csv.contains("Gõ nhầm COD") && csv.contains(",82,") && csv.contains("Mẫu hỏng"),
        "{csv}"
    );
    for kind in ["xlsx", "json"] {
        leader
            .get(&format!("{LOG}?format={kind}"))
            .await
            .answers(StatusCode::OK);
    }
    // The period is free for what was read after all, from this source too.
    address(&staff.post(LOG, &RIGHT[1..6]).await);
    assert!(plant(leader, "2022-10-15").await[2].contains("860"));
}

/// What somebody may try with SQL, and the code with which it is refused.
fn rewritings() -> Vec<(String, &'static str)> {
    let add = |columns: &str, values: &str| {
        format!(
            "insert into wastewater_readings (plant_id, source, recorded_by, from_on, to_on, {columns}) values (1, 'self_report', 'sql', {values})"
        )
    };
    vec![
        ("update wastewater_readings set cod = 1".to_owned(), "23001"),
        (
            "update wastewater_readings set withdrawn = true".to_owned(),
            "23001",
        ),
        ("delete from wastewater_readings".to_owned(), "23001"),
        ("truncate wastewater_readings".to_owned(), "23001"),
        (add("cod", "'2999-01-01', '2999-01-01', 1"), "IZ290"),
        (add("cod", "'2022-10-01', '2022-12-31', 1"), "IZ292"),
        (
            add(
                "cod, corrects, correction",
                "'2022-07-01', '2022-12-31', 1, 1, 'x'",
            ),
            "IZ292",
        ),
        (
            add("cod, corrects", "'2022-07-01', '2022-09-30', 1, 1"),
            "23514",
        ),
        (
            add("cod, correction", "'2022-01-01', '2022-03-31', 1, 'x'"),
            "23514",
        ),
        (
            add(
                "cod, corrects, correction",
                "'2022-07-01', '2022-09-30', 1, 9, 'x'",
            ),
            "23514",
        ),
        (
            add("withdrawn", "'2022-07-01', '2022-09-30', true"),
            "23514",
        ),
        (
            add(
                "cod, withdrawn, corrects, correction",
                "'2022-07-01', '2022-09-30', 1, true, 1, 'x'",
            ),
            "23514",
        ),
        (
            add("note", "'2022-01-01', '2022-03-31', 'nothing was read'"),
            "23514",
        ),
        (add("ph", "'2022-01-01', '2022-03-31', 15"), "23514"),
        (
            add(
                "withdrawn, corrects, correction",
                "'2022-07-01', '2022-09-30', true, 1, 'x'",
            ),
            "none",
        ),
        (
            add(
                "cod, corrects, correction",
                "'2022-07-01', '2022-09-30', 1, 1, 'x'",
            ),
            "23505",
        ),
        (
            add(
                "cod, corrects, correction",
                "'2022-07-01', '2022-09-30', 1, 3, 'x'",
            ),
            "IZ291",
        ),
    ]
}

#[tokio::test]
async fn the_database_keeps_every_reading() {
    let portal = Portal::demo().await;
    let db = &portal.db;
    for (sql, code) in rewritings() {
        assert_eq!(
            refused(db, &sql).await.unwrap_or_else(|| "none".to_owned()),
            code,
            "{sql}"
        );
    }
}

#[tokio::test]
async fn a_bundle_carries_the_log_of_readings_and_rewrites_none() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    address(&staff.post(LOG, &RIGHT).await);
    address(
        &staff
            .post(
                LOG,
                &[
                    ("corrects", "2"),
                    ("withdraw", "true"),
                    ("correction", "Mẫu hỏng"),
                ],
            )
            .await,
    );
    let (out, other) = carried_over(&portal.db).await;
    for db in [&portal.db, &other] {
        let holds: Vec<(i32, String, Option<String>)> =
            sqlx::query_as("select number, trim_scale(cod)::text, correction from live_wastewater_readings order by number")
                .fetch_all(db)
                .await
                .expect("what holds");
        assert_eq!(
            holds,
            [(3, "72.5".to_owned(), Some("Gõ nhầm COD".to_owned()))]
        );
    }
    let file = out.path().join("wastewater_readings.csv");
    let text = std::fs::read_to_string(&file).expect("the file");
    std::fs::write(&file, text.replacen(",82,", ",62,", 1)).expect("written");
    let error = exchange::import(&other, out.path(), &Origin::command("test"))
        .await
        .expect_err("refused")
        .to_string();
    assert!(error.contains("append-only"), "{error}");
}

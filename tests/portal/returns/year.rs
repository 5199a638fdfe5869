//! A year's main job: a report typed, submitted, accepted, corrected; the ledger behind it; the dashboard.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Page, Person, Portal};

/// Ids of the demonstration indicators by code.
async fn indicator(portal: &Portal, code: &str) -> i64 {
    sqlx::query_scalar("select id from indicators where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

/// A whole report for 2023 with this revenue, in tỷ đồng.
async fn cells(portal: &Portal, revenue: &str) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    for (code, value, unit) in [
        ("revenue", revenue, "bvnd"),
        ("exports", "11", "musd"),
        ("imports", "0", "musd"),
        ("budget", "5", "bvnd"),
        ("realised_capital", "0", "bvnd"),
        ("workers", "200", "person"),
        ("workers_female", "90", "person"),
        ("workers_local", "150", "person"),
        ("workers_foreign", "0", "person"),
        ("avg_income", "7,5", "mvnd"),
    ] {
        let id = indicator(portal, code).await;
        cells.push((format!("v.{id}"), value.to_owned()));
        cells.push((format!("u.{id}"), unit.to_owned()));
    }
    cells
}

async fn post(person: &Person<'_>, path: &str, cells: &[(String, String)], action: &str) -> Page {
    let mut form: Vec<(&str, &str)> = cells
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    form.push(("action", action));
    person.post(path, &form).await
}

async fn start(person: &Person<'_>) -> String {
    let form = [("enterprise", "1"), ("form", "1"), ("period", "2023")];
    let first = person.post("/filings", &form).await;
    let second = person.post("/filings", &form).await;
    assert_eq!(
        first.location, second.location,
        "two clicks make one report"
    );
    first.location
}

async fn revenue(person: &Person<'_>, year: i32) -> Value {
    let json: Value =
        serde_json::from_slice(&person.get(&format!("/dashboard/{year}.json")).await.bytes)
            .expect("JSON");
    json["indicators"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|line| line["code"] == "revenue")
        .expect("revenue")
        .clone()
}

async fn version(portal: &Portal, path: &str) -> String {
    let id: i64 = path
        .rsplit('/')
        .next()
        .expect("an id")
        .parse()
        .expect("a number");
    let version: i32 = sqlx::query_scalar("select version from filings where id = $1")
        .bind(id)
        .fetch_one(&portal.db)
        .await
        .expect("known");
    version.to_string()
}

#[tokio::test]
async fn a_report_goes_from_draft_to_the_dashboard_and_is_corrected() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = start(&staff).await;

    let page = post(&staff, &path, &cells(&portal, "300").await, "submit").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let again = post(&staff, &path, &cells(&portal, "300").await, "submit").await;
    assert_eq!(
        again.status,
        StatusCode::SEE_OTHER,
        "a second click is not an error"
    );
    assert_eq!(
        revenue(&staff, 2023).await["actual"],
        Value::Null,
        "nothing counts before it is accepted"
    );

    let accepted = approver
        .post(
            &format!("{path}/accept"),
            &[("version", &version(&portal, &path).await)],
        )
        .await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER);
    let line = revenue(&staff, 2023).await;
    assert_eq!(
        line["actual"].to_string(),
        "300000000000",
        "true at the very next request"
    );
    assert_eq!(line["vintage"], "estimate");

    let reason = [
        ("version", version(&portal, &path).await),
        ("reason", "Thiếu một hóa đơn".to_owned()),
    ];
    let form: Vec<(&str, &str)> = reason
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(
        staff.post(&format!("{path}/reopen"), &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        revenue(&staff, 2023).await["actual"].to_string(),
        "300000000000",
        "in force until the correction is accepted"
    );
    post(&staff, &path, &cells(&portal, "310").await, "submit").await;
    approver
        .post(
            &format!("{path}/accept"),
            &[("version", &version(&portal, &path).await)],
        )
        .await;
    assert_eq!(
        revenue(&staff, 2023).await["actual"].to_string(),
        "310000000000"
    );
    let revisions = staff
        .get("/figures/2023/revenue/enterprises/1")
        .await
        .words("table.data");
    assert!(
        revisions.contains("310")
            && revisions.contains("300")
            && revisions.contains("Thiếu một hóa đơn"),
        "{revisions}"
    );
}

#[tokio::test]
async fn the_log_says_how_a_report_stood_before_and_after_every_step() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = start(&staff).await;
    let decide = async |person: &Person<'_>, what: &str| {
        let version = version(&portal, &path).await;
        let form = [("version", &*version), ("reason", "Xin xem lại")];
        let page = person.post(&format!("{path}/{what}"), &form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{what}");
    };
    let whole = cells(&portal, "300").await;
    post(&staff, &path, &whole, "submit").await;
    decide(&approver, "return").await;
    post(&staff, &path, &whole, "submit").await;
    decide(&approver, "accept").await;
    decide(&staff, "reopen").await;
    let steps: Vec<(String, Value, Value)> = sqlx::query_as(
        "select action, before, after from audit_log
          where subject_type = 'filings' and subject_id = $1 and action not in ('created', 'updated') order by id",
    )
    .bind(path.rsplit('/').next().expect("an id").parse::<i64>().expect("a number"))
    .fetch_all(&portal.db)
    .await
    .expect("the log");
    let said = |side: &Value| {
        format!(
            "{} {}",
            side["state"].as_str().expect("a state"),
            side["revision"]
        )
    };
    let steps: Vec<[String; 3]> = steps
        .iter()
        .map(|(action, before, after)| [action.clone(), said(before), said(after)])
        .collect();
    assert_eq!(
        steps,
        [
            ["submitted", "draft 1", "submitted 1"],
            ["returned", "submitted 1", "returned 1"],
            ["submitted", "returned 1", "submitted 1"],
            ["accepted", "submitted 1", "accepted 1"],
            ["reopened", "accepted 1", "draft 2"],
        ]
    );
}

#[tokio::test]
async fn nobody_decides_on_their_own_report_and_the_database_agrees() {
    let portal = Portal::demo().await;
    let approver = portal.sign_in("approver").await;
    let path = start(&approver).await;
    post(&approver, &path, &cells(&portal, "300").await, "submit").await;
    let page = approver
        .post(
            &format!("{path}/accept"),
            &[("version", &version(&portal, &path).await)],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let raw =
        "update filings set state = 'accepted', decided_by = submitted_by where period = '2023'";
    assert!(
        sqlx::query(raw).execute(&portal.db).await.is_err(),
        "raw SQL is refused too"
    );
}

#[tokio::test]
async fn the_ledger_refuses_to_be_rewritten() {
    let portal = Portal::demo().await;
    for sql in [
        "update figures set value = 0",
        "delete from figures",
        "truncate figures cascade",
        "delete from audit_log",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn totals_rolled_up_equal_totals_summed() {
    let portal = Portal::demo().await;
    let difference: i64 = sqlx::query_scalar(
        "select count(*) from (
            select zone_id, indicator_id, period, vintage, sum(value), count(distinct enterprise_id)::integer from current_figures group by 1, 2, 3, 4
            except select zone_id, indicator_id, period, vintage, total, enterprises from zone_totals) d",
    )
    .fetch_one(&portal.db)
    .await
    .expect("two ways to add up");
    assert_eq!(difference, 0);
}

#[tokio::test]
async fn a_report_with_gaps_or_slips_is_saved_and_not_submitted() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = start(&staff).await;
    // 2022: about 300 tỷ đồng. Typed in triệu by a tired person.
    let mut typed = cells(&portal, "300").await;
    typed[1].1 = "mvnd".to_owned();
    typed[11].1 = "1o0".to_owned();
    let workers = typed[10].0.clone();
    typed
        .iter_mut()
        .find(|(name, _)| *name == workers)
        .expect("workers")
        .1 = "2oo".to_owned();
    let page = post(&staff, &path, &typed, "submit").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = page.words(".error-summary");
    assert!(
        summary.contains("nghi sai đơn vị") && summary.contains("Số lao động"),
        "{summary}"
    );
    let page = staff.get(&path).await;
    assert!(
        page.text().contains("value=\"2oo\""),
        "what was typed is kept as typed"
    );
}

#[tokio::test]
async fn a_cell_saved_while_typing_survives_and_is_not_overwritten_silently() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = start(&staff).await;
    let id = indicator(&portal, "revenue").await;
    let (value, unit, base) = (format!("v.{id}"), format!("u.{id}"), format!("b.{id}"));
    let cell = |typed: &'static str, knew: &'static str| {
        [
            (value.clone(), typed),
            (unit.clone(), "bvnd"),
            (base.clone(), knew),
        ]
    };
    let send = async |person: &Person<'_>, cell: [(String, &str); 3]| {
        let form: Vec<(&str, &str)> = cell
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        person.post(&format!("{path}/cells"), &form).await
    };
    assert_eq!(send(&staff, cell("301", "")).await.status, StatusCode::OK);
    assert!(
        staff.get(&path).await.text().contains("value=\"301\""),
        "a closed browser loses nothing"
    );
    let clash = send(&approver, cell("999", "")).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    assert!(
        clash.text().contains("\"theirs\":\"301 tỷ đồng\""),
        "{}",
        clash.text()
    );
    assert_eq!(
        send(&approver, cell("302", "301")).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_report_is_returned_with_a_reason() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = start(&staff).await;
    post(&staff, &path, &cells(&portal, "300").await, "submit").await;
    let version = version(&portal, &path).await;
    let without = approver
        .post(
            &format!("{path}/return"),
            &[("version", &version), ("reason", " ")],
        )
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    approver
        .post(
            &format!("{path}/return"),
            &[("version", &version), ("reason", "Xem lại số lao động")],
        )
        .await;
    assert!(
        staff
            .get(&path)
            .await
            .words(".notice--bad")
            .contains("Xem lại số lao động")
    );
}

#[tokio::test]
async fn the_dashboard_says_what_the_article_printed_and_what_it_left_out() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/dashboard/2022").await;
    let table = page.words("table.indicators");
    for printed in ["1.054,0", "106,0%", "37,80", "108,9%", "1.037"] {
        assert!(table.contains(printed), "{printed} in {table}");
    }
    assert!(
        page.words(".headline")
            .contains("Tổng doanh thu giảm 12,0%"),
        "{}",
        page.words(".headline")
    );
    assert!(
        leader
            .get_in_english("/dashboard/2022")
            .await
            .words("h1")
            .contains("Plan and actual of 2022")
    );
}

#[tokio::test]
async fn what_is_kept_in_memory_is_never_stale() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    for name in ["KCN Thứ nhất", "KCN Thứ hai"] {
        // Not through the portal: nothing tells it, and it knows all the same.
        sqlx::query("update zones set name = $1")
            .bind(name)
            .execute(&portal.db)
            .await
            .expect("one zone");
        for _ in 0..2 {
            assert!(
                leader
                    .get("/dashboard/2022")
                    .await
                    .words("main")
                    .contains(name)
            );
            assert!(
                leader
                    .get("/reviews/2022")
                    .await
                    .words(".doc")
                    .contains(name)
            );
        }
        // Those who ask while another's answer is being computed get one that is no older than their question.
        for round in 0..8 {
            let name = format!("{name} lần {round}");
            let before = leader.get("/dashboard/2022");
            let written = async {
                sqlx::query("update zones set name = $1")
                    .bind(&name)
                    .execute(&portal.db)
                    .await
                    .expect("one zone");
                let pages = tokio::join!(
                    leader.get("/dashboard/2022"),
                    leader.get("/dashboard/2022"),
                    leader.get("/dashboard/2022")
                );
                for page in [pages.0, pages.1, pages.2] {
                    assert!(page.words("main").contains(&name), "{name}");
                }
            };
            tokio::join!(before, written);
        }
    }
}

#[tokio::test]
async fn every_number_of_the_dashboard_leads_to_what_is_behind_it() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/dashboard/2022").await;
    for cell in [
        ".indicators__actual",
        ".indicators__plan",
        ".indicators__last",
    ] {
        assert!(
            page.links(&format!("{cell} a")).len() >= 5,
            "{cell} has links"
        );
    }
    for link in page.links("main a[href^='/']") {
        assert_eq!(leader.get(&link).await.status, StatusCode::OK, "{link}");
    }
    let projects = leader.get("/projects?granted_on=2022").await;
    assert_eq!(
        projects
            .links("main tbody th a, main tbody td a")
            .iter()
            .filter(|l| l.starts_with("/projects/"))
            .count(),
        1
    );
}

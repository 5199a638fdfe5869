//! A quarterly report: in the period and since January follow from each other; what is accepted adds up in the ledger.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Person, Portal};

async fn indicator(portal: &Portal, code: &str) -> i64 {
    sqlx::query_scalar("select id from indicators where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

/// The quarterly form, as if it had always held.
pub(crate) async fn quarterly_form(portal: &Portal) -> i64 {
    sqlx::query(
        "update forms set valid_from = '2021-01-01' where code = 'A.III.1' and retired_at is null",
    )
    .execute(&portal.db)
    .await
    .expect("a form");
    sqlx::query_scalar("select id from forms where code = 'A.III.1' and retired_at is null")
        .fetch_one(&portal.db)
        .await
        .expect("a form")
}

/// Opens a quarter's report of an enterprise.
pub(crate) async fn start(
    portal: &Portal,
    person: &Person<'_>,
    enterprise: &str,
    period: &str,
) -> String {
    let form = quarterly_form(portal).await;
    let page = person
        .post(
            "/filings",
            &[
                ("enterprise", enterprise),
                ("form", &form.to_string()),
                ("period", period),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location
}

/// A whole quarter with this revenue in triệu đồng, in the column named.
async fn fill(portal: &Portal, person: &Person<'_>, path: &str, revenue: &str, column: &str) {
    fill_for(portal, person, path, revenue, column, "").await;
}

/// The same, with a reason for its revenue.
async fn fill_for(
    portal: &Portal,
    person: &Person<'_>,
    path: &str,
    revenue: &str,
    column: &str,
    reason: &str,
) {
    let mut form: Vec<(String, String)> = vec![("action".to_owned(), "submit".to_owned())];
    for (code, value, unit) in [
        ("realised_capital", "0", "mvnd"),
        ("capital_equity", "0", "mvnd"),
        ("capital_loans", "0", "mvnd"),
        ("capital_reinvested", "0", "mvnd"),
        ("exports", "0", "usd"),
        ("imports", "0", "usd"),
        ("workers", "100", "person"),
        ("workers_vietnamese", "100", "person"),
        ("workers_foreign", "0", "person"),
        ("budget", "500", "mvnd"),
        ("land_used", "10000", "m2"),
    ] {
        let id = indicator(portal, code).await;
        form.push((format!("v.{id}"), value.to_owned()));
        form.push((format!("u.{id}"), unit.to_owned()));
    }
    let id = indicator(portal, "revenue").await;
    form.push((format!("v.{id}{column}"), revenue.to_owned()));
    form.push((format!("u.{id}"), "mvnd".to_owned()));
    form.push((format!("r.{id}{column}"), reason.to_owned()));
    let pairs: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = person.post(path, &pairs).await;
    assert_eq!(
        page.status,
        StatusCode::SEE_OTHER,
        "{}",
        page.words(".error-summary")
    );
}

async fn accept(portal: &Portal, person: &Person<'_>, path: &str) {
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
    let page = person
        .post(
            &format!("{path}/accept"),
            &[("version", &version.to_string())],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
}

/// Two quarters are accepted, of 10.000 and 11.000 triệu đồng; the report of the third, begun.
async fn third_quarter(portal: &Portal, staff: &Person<'_>, approver: &Person<'_>) -> String {
    for (period, revenue) in [("2022-Q1", "10.000"), ("2022-Q2", "11.000")] {
        let path = start(portal, staff, "8", period).await;
        fill(portal, staff, &path, revenue, "").await;
        accept(portal, approver, &path).await;
    }
    start(portal, staff, "8", "2022-Q3").await
}

async fn known(portal: &Portal, enterprise: i64, period: &str) -> Option<String> {
    sqlx::query_scalar(
        "select trim_scale(value)::text from current_figures
          where enterprise_id = $1 and period = $2 and indicator_id = (select id from indicators where code = 'revenue')",
    )
    .bind(enterprise)
    .bind(period)
    .fetch_optional(&portal.db)
    .await
    .expect("a figure")
}

#[tokio::test]
async fn quarters_add_up_since_january_and_either_column_gives_the_other() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    // First quarter in the period's column, the second as the sum since January, the third in the period's again.
    for (period, revenue, column) in [
        ("2022-Q1", "10.000", ""),
        ("2022-Q2", "25.000", "t"),
        ("2022-Q3", "12.000", ""),
    ] {
        let path = start(&portal, &staff, "8", period).await;
        fill(&portal, &staff, &path, revenue, column).await;
        accept(&portal, &approver, &path).await;
    }
    for (period, value) in [
        ("2022-Q1", "10000000000"),
        ("2022-Q2", "15000000000"),
        ("2022-H1", "25000000000"),
        ("2022-Q3", "12000000000"),
        ("2022-9M", "37000000000"),
    ] {
        assert_eq!(
            known(&portal, 8, period).await.as_deref(),
            Some(value),
            "{period}"
        );
    }
    // The third quarter's page shows the second, and the plan is held against the sum.
    let path = start(&portal, &staff, "8", "2022-Q3").await;
    let page = staff.get(&path).await;
    assert!(
        page.text().contains("15.000") && page.text().contains("37.000"),
        "the quarter before, and the sum"
    );
}

#[tokio::test]
async fn a_fourth_quarters_sum_becomes_the_preliminary_year_and_a_final_report_takes_its_place() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let before = known(&portal, 9, "2022")
        .await
        .expect("the quick report's figure");
    let path = start(&portal, &staff, "9", "2022-Q4").await;
    // No earlier quarter is known: both columns have to be typed.
    let id = indicator(&portal, "revenue").await;
    let (value, unit) = (format!("v.{id}"), format!("u.{id}"));
    staff
        .post(
            &format!("{path}/cells"),
            &[(&value, "30.000"), (&unit, "mvnd")],
        )
        .await;
    fill(&portal, &staff, &path, "123.456", "t").await;
    accept(&portal, &approver, &path).await;
    assert_eq!(
        known(&portal, 9, "2022").await.as_deref(),
        Some("123456000000")
    );
    let trail: Vec<(String, Option<String>)> = sqlx::query_as(
        "select trim_scale(value)::text, reason from figures
          where enterprise_id = 9 and period = '2022' and indicator_id = (select id from indicators where code = 'revenue')
          order by revision",
    )
    .fetch_all(&portal.db)
    .await
    .expect("revisions");
    assert_eq!(
        trail.first().map(|(value, _)| value.as_str()),
        Some(before.as_str()),
        "what was known stays known"
    );
    assert_eq!(
        trail.get(1).and_then(|(_, reason)| reason.as_deref()),
        Some("A.III.1, 2022-Q4")
    );
    // No other indicator of the quick report was withdrawn by a form that does not ask for it.
    let female: i64 = sqlx::query_scalar(
        "select count(*) from current_figures where enterprise_id = 9 and period = '2022'
            and indicator_id = (select id from indicators where code = 'workers_female')",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(female, 1);
}

#[tokio::test]
async fn a_saved_cell_answers_what_the_other_column_must_be_and_says_it_in_words() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = start(&portal, &staff, "8", "2022-Q1").await;
    let id = indicator(&portal, "revenue").await;
    let (value, unit) = (format!("v.{id}"), format!("u.{id}"));
    let page = staff
        .post(
            &format!("{path}/cells"),
            &[(&value, "1.054"), (&unit, "bvnd")],
        )
        .await;
    let answer: Value = serde_json::from_slice(&page.bytes).expect("JSON");
    let row = &answer["rows"][id.to_string()];
    assert_eq!(row["cells"][format!("{id}t")]["derived"], "1.054", "{row}");
    assert_eq!(
        row["cells"][id.to_string()]["words"],
        "một nghìn không trăm năm mươi tư tỷ đồng"
    );
    // In dollars, at the year's stated rate, which is kept with the cell.
    staff
        .post(&format!("{path}/cells"), &[(&value, "10"), (&unit, "musd")])
        .await;
    let kept: (String, String) = sqlx::query_as(
        "select trim_scale(value)::text, trim_scale(rate)::text from filing_entries where indicator_id = $1
            and filing_id = (select max(id) from filings)",
    )
    .bind(id)
    .fetch_one(&portal.db)
    .await
    .expect("an entry");
    assert_eq!(kept, ("232710000000".to_owned(), "23271".to_owned()));
}

#[tokio::test]
async fn a_form_is_refused_outside_its_validity() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for period in ["2022-Q3", "2022", "2023-Q1", "2022-13", ""] {
        let page = staff
            .post(
                "/filings",
                &[("enterprise", "8"), ("form", "4"), ("period", period)],
            )
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{period}");
    }
}

#[tokio::test]
async fn a_sum_typed_as_the_quarters_is_asked_about_and_the_empty_column_says_how_it_follows() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = third_quarter(&portal, &staff, &approver).await;
    let id = indicator(&portal, "revenue").await;
    let (value, unit) = (format!("v.{id}"), format!("u.{id}"));
    let typed = async |text: &str| -> Value {
        let page = staff
            .post(&format!("{path}/cells"), &[(&value, text), (&unit, "mvnd")])
            .await;
        let answer: Value = serde_json::from_slice(&page.bytes).expect("JSON");
        answer["rows"][id.to_string()]["cells"].clone()
    };
    let cells = typed("12.000").await;
    assert_eq!(cells[id.to_string()]["findings"], serde_json::json!([]));
    let sum = &cells[format!("{id}t")];
    assert_eq!(sum["derived"], "33.000", "{sum}");
    assert_eq!(sum["understood"], "Lũy kế: 21 đã duyệt + 12 = 33 tỷ đồng");
    let cells = typed("33.000").await;
    let found = &cells[id.to_string()]["findings"][0];
    assert_eq!(
        (&found["code"], &found["repair"]["raw"]),
        (&Value::from("V13"), &Value::from("12.000")),
        "{found}"
    );
    assert_eq!(
        cells[format!("{id}t")]["understood"],
        "Lũy kế: 21 đã duyệt + 33 = 54 tỷ đồng"
    );
    // The page says the same without its script.
    let page = staff.get(&path).await;
    assert_eq!(
        page.attribute(&format!("#v-{id}t"), "placeholder"),
        "54.000"
    );
    page.says(&format!("[data-note='{id}t']"), "Lũy kế: 21 đã duyệt + 33");
    page.says(&format!("[data-note='{id}']"), "lũy kế từ đầu năm");
}

#[tokio::test]
async fn a_sum_explained_as_the_quarters_is_handed_in_and_shown_to_who_decides() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = third_quarter(&portal, &staff, &approver).await;
    let reason = "Giao hàng dồn vào quý III";
    fill_for(&portal, &staff, &path, "33.000", "", reason).await;
    let id = indicator(&portal, "revenue").await;
    let page = approver.get(&path).await;
    page.says(&format!("[data-note='{id}']"), "lũy kế từ đầu năm");
    page.says(&format!("[data-note='{id}']"), reason);
}

#[tokio::test]
async fn a_sheet_of_one_indicator_shows_what_the_other_column_must_be() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    third_quarter(&portal, &staff, &approver).await;
    let (form, id) = (
        quarterly_form(&portal).await,
        indicator(&portal, "revenue").await,
    );
    let sheet = format!("/sheets/{form}/2022-Q3");
    let page = staff
        .post(
            &format!("{sheet}/cells?indicator={id}"),
            &[("v.8", "12.000"), ("u.8", "mvnd")],
        )
        .await;
    let answer: Value = serde_json::from_slice(&page.bytes).expect("JSON");
    let sum = &answer["rows"]["8"]["cells"]["8t"];
    assert_eq!(sum["derived"], "33.000", "{answer}");
    assert_eq!(sum["understood"], "Lũy kế: 21 đã duyệt + 12 = 33 tỷ đồng");
    // Opened again, the page shows the same without its script; it is no figure of the report yet.
    let page = staff.get(&format!("{sheet}?indicator={id}")).await;
    assert_eq!(page.attribute("#v-8t", "placeholder"), "33.000");
    assert_eq!(page.attribute("#v-8t", "value"), "");
    assert_eq!(page.attribute("#v-8", "placeholder"), "");
}

//! A total says what it covers: on the page, for programs, in files and on paper; and one somebody is missing from is compared
//! with nothing and printed only by a decision.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Page, Person, Portal};

/// One more enterprise in the demonstration's zone that operates since the beginning of 2022 and has reported nothing.
async fn newcomer(portal: &Portal) {
    for sql in [
        "insert into enterprises (code, name, zone_id, ownership, status, status_since)
         select 'DN99', 'Doanh nghiệp mới', id, 'limited', 'operating', '2022-01-01' from zones where code = 'TB'",
    ] {
        sqlx::query(sql).execute(&portal.db).await.expect(sql);
    }
}

async fn line(person: &Person<'_>, year: i32, code: &str) -> Value {
    let page = person.get(&format!("/dashboard/{year}.json")).await;
    let all: Value = serde_json::from_str(&page.text()).expect("JSON");
    let lines = all["indicators"].as_array().expect("lines").clone();
    lines
        .into_iter()
        .find(|line| line["code"] == code)
        .expect("the line")
}

/// Decides on its page that a total is printed without those who are missing.
async fn decide(person: &Person<'_>, path: &str, reason: &str) {
    let mut form = person.get(path).await.fields("#decide");
    for (name, value) in &mut form {
        if name == "reason" {
            *value = reason.to_owned();
        }
    }
    let pairs: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    person
        .post(&format!("{path}/decision"), &pairs)
        .await
        .saved();
}

/// What the sentence of a review says of an incomplete revenue, up to the next indicator.
fn revenue(review: &Page) -> String {
    let text = review.words("main");
    let from = text.find("Tổng doanh thu (mới").expect("the sentence");
    text[from..].split(';').next().expect("a clause").to_owned()
}

#[tokio::test]
async fn the_total_of_some_is_not_shown_as_everybodys() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let whole = line(&staff, 2022, "revenue").await;
    assert_eq!(
        (
            &whole["coverage"]["expected"],
            &whole["coverage"]["reported"]
        ),
        (&11.into(), &11.into())
    );
    assert!(whole["percent_of_plan"].is_number() && whole["percent_of_prior"].is_number());
    // Three of eleven made the report that asks for equity.
    let part = line(&staff, 2022, "capital_equity").await;
    assert_eq!(
        (&part["coverage"]["expected"], &part["coverage"]["reported"]),
        (&11.into(), &3.into())
    );

    newcomer(&portal).await;
    let part = line(&staff, 2022, "revenue").await;
    assert_eq!(
        part["actual"], whole["actual"],
        "the total itself is what it was"
    );
    assert_eq!(
        (&part["coverage"]["expected"], &part["coverage"]["reported"]),
        (&12.into(), &11.into())
    );
    assert!(
        part["coverage"]["share"].is_null(),
        "nobody knows what the newcomer weighs"
    );
    assert!(part["percent_of_plan"].is_null() && part["percent_of_prior"].is_null());
    // The year before it was not there: a true absence.
    let before = line(&staff, 2021, "revenue").await;
    assert_eq!(before["coverage"]["expected"], 11);

    let page = staff.get("/dashboard/2022").await;
    page.says(
        ".indicators__covers",
        "mới có số liệu của 11/12 doanh nghiệp",
    );
    page.says(".headline", "chưa đủ báo cáo");
    let english = staff.get_in_english("/dashboard/2022").await;
    english.says(
        ".indicators__covers",
        "figures of 11 of 12 enterprises only",
    );
    let behind = staff.get("/figures/2022/revenue").await;
    behind.says(".page__subtitle", "mới có số liệu của 11/12 doanh nghiệp");
    let file = staff.get("/dashboard/2022.csv").await;
    assert!(
        file.text()
            .contains("mới có số liệu của 11/12 doanh nghiệp"),
        "{}",
        file.text()
    );

    // Who is missing is named, and those who reported both years are compared under their own name.
    let covered = staff.get("/coverage/2022/revenue").await;
    covered.says("h1", "Phạm vi số liệu");
    covered.says("#missing + *", "Khi còn thiếu");
    assert!(
        covered.text().contains("Doanh nghiệp mới"),
        "{}",
        covered.text()
    );
    covered.says(".headline", "11 doanh nghiệp có số liệu cả hai năm: 1.054");
}

#[tokio::test]
async fn who_was_excused_is_missing_unless_nothing_happened_there() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    newcomer(&portal).await;
    let run = async |sql: &'static str| {
        sqlx::query(sql).execute(&portal.db).await.expect(sql);
    };
    run("insert into exemptions (enterprise_id, form_id, period, reason)
         select e.id, m.id, p, 'Miễn' from enterprises e, forms m, unnest(array['2022', '2022-Q4']) p
          where e.code = 'DN99' and m.retired_at is null and m.owed_by <> 'nobody'")
    .await;
    let part = line(&staff, 2022, "revenue").await;
    let coverage = &part["coverage"];
    assert_eq!(
        (
            &coverage["expected"],
            &coverage["reported"],
            &coverage["excused"]
        ),
        (&12.into(), &11.into(), &1.into())
    );
    assert!(part["percent_of_prior"].is_null());
    // Under construction all year, and excused: nothing to report is missing.
    run("update enterprise_states set status = 'building' where enterprise_id = (select id from enterprises where code = 'DN99')").await;
    let whole = line(&staff, 2022, "revenue").await;
    assert_eq!(whole["coverage"]["expected"], 11);
    assert!(whole["percent_of_prior"].is_number());
    // Not excused it owes what those who build owe; the quick report of who operates asks it for nothing.
    run("delete from exemptions where enterprise_id = (select id from enterprises where code = 'DN99')").await;
    assert_eq!(
        line(&staff, 2022, "workers_local").await["coverage"]["expected"],
        11
    );
    assert_eq!(
        line(&staff, 2022, "revenue").await["coverage"]["expected"],
        12
    );
}

#[tokio::test]
async fn an_incomplete_total_is_printed_only_by_a_decision_that_names_who_is_missing() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    staff
        .get("/reviews/2022.docx")
        .await
        .answers(StatusCode::OK);
    newcomer(&portal).await;
    let refused = staff.get("/reviews/2022.docx").await;
    refused.answers(StatusCode::CONFLICT);
    assert!(
        refused
            .text()
            .contains("mới có số liệu của 11/12 doanh nghiệp")
    );
    let review = staff.get("/reviews/2022").await;
    let said = revenue(&review);
    assert!(
        said.starts_with(
            "Tổng doanh thu (mới có số liệu của 11/12 doanh nghiệp) đạt 1.054 tỷ đồng"
        ) && !said.contains("so với")
            && !said.contains("kế hoạch"),
        "{said}"
    );

    // One decision for each total that is printed.
    let page = staff.get("/reviews/2022").await;
    let waiting: Vec<String> = page
        .links("main a")
        .into_iter()
        .filter(|href| href.starts_with("/coverage/2022/"))
        .collect();
    assert!(waiting.len() >= 5, "{waiting:?}");
    for path in waiting {
        decide(&staff, &path, "Mới thành lập, chưa có số liệu").await;
    }
    staff
        .get("/reviews/2022.docx")
        .await
        .answers(StatusCode::OK);
    let page = staff.get("/coverage/2022/revenue").await;
    assert!(
        page.text().contains("Mới thành lập, chưa có số liệu"),
        "by name and day"
    );
    assert_eq!(
        revenue(&staff.get("/reviews/2022").await),
        said,
        "still with its coverage"
    );

    // Another one that is missing is another decision.
    sqlx::query(
        "insert into enterprises (code, name, zone_id, ownership, status, status_since)
         select 'DN98', 'Doanh nghiệp khác', id, 'limited', 'operating', '2022-01-01' from zones where code = 'TB'",
    )
    .execute(&portal.db)
    .await
    .expect("another");
    staff
        .get("/reviews/2022.docx")
        .await
        .answers(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_decision_needs_its_reason_its_list_and_somebody_who_may() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    newcomer(&portal).await;
    // Without a reason nothing is decided, and neither is it for somebody the page did not show.
    let missing: String =
        sqlx::query_scalar("select id::text from enterprises where code = 'DN99'")
            .fetch_one(&portal.db)
            .await
            .expect("the newcomer");
    let decision = "/coverage/2022/revenue/decision";
    for (form, words) in [
        (vec![("missing", &*missing), ("reason", " ")], "lý do"),
        (vec![("reason", "Chưa có")], "vừa thay đổi"),
    ] {
        let answer = staff.post(decision, &form).await;
        assert!(answer.text().contains(words), "{}", answer.text());
    }
    let leader = portal.sign_in("leader").await;
    let form = [("missing", &*missing), ("reason", "Mới thành lập")];
    leader
        .post(decision, &form)
        .await
        .answers(StatusCode::FORBIDDEN);
    let none: i64 =
        sqlx::query_scalar("select count(*) from coverage_decisions where reason <> $1")
            .bind("Báo cáo năm A.III.2 chưa đến hạn; in theo các báo cáo quý IV đã duyệt.")
            .fetch_one(&portal.db)
            .await
            .expect("a count");
    assert_eq!(none, 0, "nothing was decided");
}

#[tokio::test]
async fn a_year_that_has_not_begun_has_no_actuals() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/dashboard/2031.json").await;
    let all: Value = serde_json::from_str(&page.text()).expect("JSON");
    for line in all["indicators"].as_array().expect("lines") {
        assert!(
            line["actual"].is_null() && line["prior"].is_null(),
            "{line}"
        );
    }
}

#[tokio::test]
async fn a_national_sheet_says_what_its_totals_cover_and_leaves_the_house_by_a_decision() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    staff
        .get("/national/2022/2101.xlsx")
        .await
        .answers(StatusCode::OK);
    newcomer(&portal).await;
    let sheet = staff.get("/national/2022/2101").await;
    assert!(
        sheet
            .words("main")
            .contains("Tổng doanh thu: mới có số liệu của 11/12 doanh nghiệp."),
        "{}",
        sheet.words("main")
    );
    let refused = staff.get("/national/2022/2101.docx").await;
    refused.answers(StatusCode::CONFLICT);
    for path in refused.links("main .plain a") {
        decide(&staff, &path, "Mới thành lập").await;
    }
    staff
        .get("/national/2022/2101.docx")
        .await
        .answers(StatusCode::OK);
    // A quarter's file is as before: nobody counts who owed what of one.
    staff
        .get("/national/2022-Q4/2101.docx")
        .await
        .answers(StatusCode::OK);
}

//! Periods close softly and then hard; an unlock has a reason, a second person and an end.

use axum::http::StatusCode;
use sqlx::AssertSqlSafe;

use crate::support::{Page, Person, Portal};

const REPORT: &str = "select id from filings where enterprise_id = 7 and period = '2022-Q4'";

async fn close(portal: &Portal, soft_on: &str, hard_on: Option<&str>) {
    sqlx::query(
        "insert into period_closings (form_id, period, soft_on, hard_on)
         select form_id, period, $1::date, $2::date from filings where enterprise_id = 7 and period = '2022-Q4'
         on conflict on constraint period_closings_key do update set soft_on = excluded.soft_on, hard_on = excluded.hard_on",
    )
    .bind(soft_on.parse::<chrono::NaiveDate>().expect("a date"))
    .bind(hard_on.map(|day| day.parse::<chrono::NaiveDate>().expect("a date")))
    .execute(&portal.db)
    .await
    .expect("a closing");
}

async fn path(portal: &Portal) -> String {
    let id: i64 = sqlx::query_scalar(REPORT)
        .fetch_one(&portal.db)
        .await
        .expect("a report");
    format!("/filings/{id}")
}

async fn type_revenue(portal: &Portal, person: &Person<'_>, text: &str) -> Page {
    let id: i64 = sqlx::query_scalar("select id from indicators where code = 'revenue'")
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let (value, unit) = (format!("v.{id}"), format!("u.{id}"));
    person
        .post(
            &format!("{}/cells", path(portal).await),
            &[(&value, text), (&unit, "mvnd")],
        )
        .await
}

/// The whole report, handed in with some more fields.
async fn submit(portal: &Portal, person: &Person<'_>, more: &[(&str, &str)]) -> Page {
    let path = path(portal).await;
    let mut fields = person.get(&path).await.fields("form#entry");
    fields.retain(|(name, _)| name != "late_reason");
    for (name, value) in &mut fields {
        if name.starts_with("v.") && !name.ends_with('t') && value.is_empty() {
            "0".clone_into(value);
        }
        if name.starts_with("r.") {
            "đã hỏi doanh nghiệp".clone_into(value);
        }
    }
    let mut pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    pairs.extend(more);
    pairs.push(("action", "submit"));
    person.post(&path, &pairs).await
}

#[tokio::test]
async fn after_the_soft_closing_a_report_needs_a_reason() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    close(&portal, "2023-01-20", None).await;
    assert_eq!(
        type_revenue(&portal, &staff, "15.000").await.status,
        StatusCode::OK,
        "typing goes on"
    );
    let refused = submit(&portal, &staff, &[]).await;
    refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let sql = format!(
        "update filings set state = 'submitted', submitted_by = (select id from accounts where username = 'staff') where id = ({REPORT})"
    );
    let by_hand = sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&portal.db)
        .await
        .expect_err("no reason");
    assert_eq!(
        by_hand
            .as_database_error()
            .and_then(|e| e.code().map(|c| c.into_owned()))
            .as_deref(),
        Some("IZ003")
    );
    let done = submit(&portal, &staff, &[("late_reason", "Kế toán nghỉ ốm.")]).await;
    done.saved();
    assert!(
        staff
            .get("/filings")
            .await
            .text()
            .contains("Kế toán nghỉ ốm."),
        "the reviewer sees why"
    );
}

#[tokio::test]
async fn after_the_hard_closing_only_an_unlock_by_a_second_person_lets_anybody_in_and_only_for_its_time()
 {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    close(&portal, "2023-01-20", Some("2023-02-01")).await;
    let page = staff.get(&path(&portal).await).await;
    assert!(
        page.text().contains("Kỳ này đã khóa sổ") && !page.text().contains("id=\"entry\""),
        "nothing to type into"
    );
    type_revenue(&portal, &staff, "15.000")
        .await
        .answers(StatusCode::CONFLICT);
    let sql = format!("update filing_entries set raw = '1' where filing_id = ({REPORT})");
    let by_hand = sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&portal.db)
        .await
        .expect_err("closed");
    assert_eq!(
        by_hand
            .as_database_error()
            .and_then(|e| e.code().map(|c| c.into_owned()))
            .as_deref(),
        Some("IZ001")
    );

    // Whoever asks does not grant, not even an approver.
    let fields = page.fields("form[action='/unlocks']");
    let ask = |reason: &'static str| -> Vec<(String, String)> {
        fields
            .iter()
            .map(|(name, value)| {
                (
                    name.clone(),
                    if name == "reason" {
                        reason.to_owned()
                    } else {
                        value.clone()
                    },
                )
            })
            .collect()
    };
    let send = async |person: &Person<'_>, form: Vec<(String, String)>| {
        let pairs: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        person.post("/unlocks", &pairs).await.status
    };
    assert_eq!(
        send(&staff, ask(" ")).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    without_a_reason_the_form_comes_back(&staff, &fields).await;
    assert_eq!(
        send(&approver, ask("tôi quên")).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        approver
            .post("/unlocks/1/grant", &[("days", "3")])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "one's own"
    );
    let by_hand = sqlx::query(
        "update period_unlocks set granted_by = asked_by, granted_at = now(), until = now() + interval '1 day'",
    );
    assert!(by_hand.execute(&portal.db).await.is_err());
    assert_eq!(
        send(&staff, ask("Doanh nghiệp gửi lại số đã kiểm toán.")).await,
        StatusCode::SEE_OTHER
    );
    an_unlock_is_granted_by_a_second_person_for_some_days(&portal, &staff, &approver).await;
}

/// With its field marked; filled in there it is the same request.
async fn without_a_reason_the_form_comes_back(staff: &Person<'_>, fields: &[(String, String)]) {
    let empty: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let again = staff.post("/unlocks", &empty).await;
    again.says(".field--error .field__error", "lý do");
    assert_eq!(again.attribute("#f-reason", "aria-invalid"), "true");
    let mut same = again.fields("form[action='/unlocks']");
    same.sort();
    let mut sent = fields.to_vec();
    sent.sort();
    assert_eq!(same, sent);
}

/// The request is there: who grants it, and for how long.
async fn an_unlock_is_granted_by_a_second_person_for_some_days(
    portal: &Portal,
    staff: &Person<'_>,
    approver: &Person<'_>,
) {
    staff
        .post("/unlocks/2/grant", &[("days", "3")])
        .await
        .answers(StatusCode::FORBIDDEN);
    approver
        .post("/unlocks/2/grant", &[("days", "15")])
        .await
        .answers(StatusCode::UNPROCESSABLE_ENTITY);
    approver
        .post("/unlocks/2/grant", &[("days", "3")])
        .await
        .saved();
    assert_eq!(
        approver
            .post("/unlocks/2/grant", &[("days", "3")])
            .await
            .status,
        StatusCode::CONFLICT,
        "once"
    );
    type_revenue(portal, staff, "15.000")
        .await
        .answers(StatusCode::OK);
    for sql in [
        "update period_unlocks set until = until + interval '1 day' where id = 2",
        "delete from period_unlocks",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
    // When its time is over, it is over.
    sqlx::raw_sql("alter table period_unlocks disable trigger period_unlocks_keep; update period_unlocks set granted_at = now() - interval '4 days', until = now() - interval '1 day' where id = 2")
        .execute(&portal.db)
        .await
        .expect("time passes");
    type_revenue(portal, staff, "16.000")
        .await
        .answers(StatusCode::CONFLICT);
    let actions: Vec<String> =
        sqlx::query_scalar("select action from audit_log where action like 'unlock%' order by id")
            .fetch_all(&portal.db)
            .await
            .expect("the log");
    assert_eq!(actions, ["unlock_asked", "unlock_asked", "unlock_granted"]);
}

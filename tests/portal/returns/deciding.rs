//! The approver's side: the queue, the next report, sending back, numbers one can read.

use axum::http::StatusCode;

use crate::support::{Page, Person, Portal};

async fn indicator(portal: &Portal, code: &str) -> i64 {
    sqlx::query_scalar("select id from indicators where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

/// Hands the report of an enterprise for 2023 in, with this revenue in tỷ đồng: its path.
async fn handed_in(
    portal: &Portal,
    person: &Person<'_>,
    enterprise: &str,
    revenue: &str,
) -> String {
    let path = person
        .post(
            "/filings",
            &[
                ("enterprise", enterprise),
                ("form", "1"),
                ("period", "2023"),
            ],
        )
        .await
        .location;
    let mut fields: Vec<(String, &str)> = Vec::new();
    for (code, value) in [("revenue", revenue), ("workers", "1"), ("avg_income", "7")] {
        fields.push((format!("v.{}", indicator(portal, code).await), value));
    }
    for code in [
        "exports",
        "imports",
        "budget",
        "realised_capital",
        "workers_female",
        "workers_local",
        "workers_foreign",
    ] {
        fields.push((format!("v.{}", indicator(portal, code).await), "0"));
    }
    let units = person.get(&path).await.fields("form#entry");
    let units: Vec<(String, String)> = units
        .into_iter()
        .filter(|(name, _)| name.starts_with("u."))
        .collect();
    let reasons: Vec<String> = fields
        .iter()
        .map(|(name, _)| name.replace("v.", "r."))
        .collect();
    let mut form: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    form.extend(
        units
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    form.extend(
        reasons
            .iter()
            .map(|name| (name.as_str(), "đã hỏi doanh nghiệp")),
    );
    form.push(("action", "submit"));
    let page = person.post(&path, &form).await;
    assert_eq!(
        page.status,
        StatusCode::SEE_OTHER,
        "{}",
        page.words(".error-summary")
    );
    path
}

fn id_of(path: &str) -> i64 {
    path.rsplit('/')
        .next()
        .expect("an id")
        .parse()
        .expect("a number")
}

fn address(page: &Page) -> &str {
    page.location.lines().next().unwrap_or_default()
}

/// Gives a waiting report another effect on the totals, or none that is known.
async fn weigh(portal: &Portal, path: &str, effect: Option<&str>) {
    let sql = "update filings set effect = $2::numeric where id = $1";
    sqlx::query(sql)
        .bind(id_of(path))
        .bind(effect)
        .execute(&portal.db)
        .await
        .expect("an effect");
}

#[tokio::test]
async fn what_moves_a_total_most_is_first_and_what_nobody_knows_is_last() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let mut paths = Vec::new();
    for (enterprise, effect) in [
        ("1", None),
        ("2", Some("0.2")),
        ("3", Some("0.0001")),
        ("8", Some("0.4")),
    ] {
        paths.push(handed_in(&portal, &staff, enterprise, "9").await);
        weigh(&portal, &paths[paths.len() - 1], effect).await;
    }
    // The two of the demonstration wait without a known effect.
    let page = approver.get("/filings").await;
    let rows = page.cells("table.queue tbody tr", "th, td");
    let effects: Vec<&str> = rows
        .iter()
        .filter(|row| row.len() > 2)
        .map(|row| row[2].as_str())
        .collect();
    assert!(
        effects[0].starts_with("40,00%")
            && effects[1].starts_with("20,00%")
            && effects[2].starts_with("0,01%"),
        "{effects:?}"
    );
    assert!(
        effects.len() > 3 && effects[3..].iter().all(|effect| *effect == "–"),
        "{effects:?}"
    );
    // Nobody has shown those to be small: they do not stand under the line that says so without another word.
    let lines: Vec<(usize, &str)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.len() == 1)
        .map(|(at, row)| (at, row[0].as_str()))
        .collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0].0, 2, "{lines:?}");
    assert!(
        lines[1].0 == 4 && lines[1].1.contains("Chưa biết ảnh hưởng"),
        "{lines:?}"
    );
}

#[tokio::test]
async fn the_next_one_in_an_approvers_page_is_the_next_to_decide_in_the_order_of_the_queue() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    sqlx::query("update filings set state = 'accepted', decided_by = (select id from accounts where username = 'admin') where state = 'submitted'")
        .execute(&portal.db)
        .await
        .expect("nothing else waits");
    let (one, two, three) = (
        handed_in(&portal, &staff, "1", "9").await,
        handed_in(&portal, &staff, "2", "9").await,
        handed_in(&portal, &staff, "3", "9").await,
    );
    for (path, effect) in [(&one, "0.1"), (&two, "0.3"), (&three, "0.2")] {
        weigh(&portal, path, Some(effect)).await;
    }
    // The order of the queue is 2, 3, 1, and then from the beginning.
    assert!(
        approver
            .get(&two)
            .await
            .words(".page__actions")
            .contains("Báo cáo chờ duyệt sau"),
        "said as it is"
    );
    for (here, there) in [(&two, &three), (&three, &one), (&one, &two)] {
        let page = approver.post(&format!("{here}/next"), &[]).await;
        assert_eq!(
            (page.status, address(&page)),
            (StatusCode::SEE_OTHER, there.as_str()),
            "after {here}"
        );
    }
    // One's own is not to decide, and so it is passed over.
    let typed = "update filing_entries set updated_by = (select id from accounts where username = 'approver') where filing_id = $1";
    sqlx::raw_sql("alter table filing_entries disable trigger user")
        .execute(&portal.db)
        .await
        .expect("for the test");
    sqlx::query(typed)
        .bind(id_of(&three))
        .execute(&portal.db)
        .await
        .expect("another author");
    assert_eq!(
        address(&approver.post(&format!("{two}/next"), &[]).await),
        one
    );
    let version: i32 = sqlx::query_scalar("select version from filings where id = $1")
        .bind(id_of(&two))
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let accepted = approver
        .post(
            &format!("{two}/accept"),
            &[("version", &version.to_string()), ("then", "next")],
        )
        .await;
    assert_eq!(address(&accepted), one, "the same order after a decision");
    // Whoever types goes on to whom still owes it.
    let next = staff.post(&format!("{one}/next"), &[]).await;
    assert_ne!(address(&next), three, "{}", next.location);
    // Nothing left: said on the queue.
    sqlx::query("delete from filing_entries")
        .execute(&portal.db)
        .await
        .expect("nobody typed anything");
    let left = approver.post(&format!("{one}/next"), &[]).await;
    assert_eq!(address(&left), three);
}

#[tokio::test]
async fn sending_back_without_a_reason_keeps_the_page_and_what_was_noted() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = handed_in(&portal, &staff, "1", "9").await;
    let fields = approver.get(&path).await.fields("form#return");
    let mut form: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let refused = approver.post(&format!("{path}/return"), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.links(".error-summary a"),
        ["#return-reason"],
        "straight to the field"
    );
    assert!(
        refused
            .words(".error-summary")
            .contains("Xin ghi lý do, hoặc ghi chú ở ít nhất một ô.")
    );
    assert_eq!(refused.attribute("#return-reason", "aria-invalid"), "true");
    assert!(
        refused
            .words("#decide + form")
            .contains("Duyệt, đưa vào sổ số liệu"),
        "the report is still there to decide"
    );
    // What is too long is kept, every note with it.
    let (long, revenue) = ("dài ".repeat(300), indicator(&portal, "revenue").await);
    let note = format!("note.{revenue}");
    form.retain(|(name, _)| *name != "reason");
    form.extend([("reason", &*long), (&note, "Xem lại hóa đơn.")]);
    let refused = approver.post(&format!("{path}/return"), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words("#return-reason").starts_with("dài dài"),
        "the reason is kept"
    );
    assert_eq!(
        refused.attribute(&format!("input[name='{note}']"), "value"),
        "Xem lại hóa đơn."
    );
    let state: String = sqlx::query_scalar("select state from filings where id = $1")
        .bind(id_of(&path))
        .fetch_one(&portal.db)
        .await
        .expect("known");
    assert_eq!(state, "submitted");
    // The same for opening an accepted report for correction.
    let accepted = "/filings/1";
    let version: i32 = sqlx::query_scalar("select version from filings where id = 1")
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let refused = staff
        .post(
            &format!("{accepted}/reopen"),
            &[("version", &version.to_string()), ("reason", " ")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.links(".error-summary a"), ["#reopen-reason"]);
}

#[tokio::test]
async fn whoever_decides_reads_numbers_in_groups_at_most_as_precise_as_their_indicator() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = handed_in(&portal, &staff, "1", "1200000").await;
    let (revenue, income) = (
        indicator(&portal, "revenue").await,
        indicator(&portal, "avg_income").await,
    );
    let shown = approver.get(&path).await;
    assert_eq!(shown.words(&format!("#v-{revenue}")), "1.200.000");
    // Sent back and typed more precisely than anybody prints it: the reader sees the figure, and what was typed beside it.
    let version: i32 = sqlx::query_scalar("select version from filings where id = $1")
        .bind(id_of(&path))
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let back = [("version", &*version.to_string()), ("reason", "Xem lại.")];
    assert_eq!(
        approver.post(&format!("{path}/return"), &back).await.status,
        StatusCode::SEE_OTHER
    );
    let fields = staff.get(&path).await.fields("form#entry");
    let mut form: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let (of_revenue, of_income) = (format!("v.{revenue}"), format!("v.{income}"));
    form.retain(|(name, _)| *name != of_revenue && *name != of_income);
    form.extend([
        (&*of_revenue, "1300000"),
        (&*of_income, "7,123456"),
        ("action", "submit"),
    ]);
    let again = staff.post(&path, &form).await;
    assert_eq!(
        again.status,
        StatusCode::SEE_OTHER,
        "{}",
        again.words(".error-summary")
    );
    let seen = approver.get(&path).await;
    let cell = seen.words(&format!("td[data-cell='{income}']"));
    assert!(
        cell.contains("7,12") && cell.contains("gõ: 7,123456") && !cell.contains("7,123 "),
        "{cell}"
    );
    let difference = seen.words("#changes + table");
    assert!(
        difference.contains("1.200.000 tỷ đồng") && difference.contains("1.300.000 tỷ đồng"),
        "{difference}"
    );
}

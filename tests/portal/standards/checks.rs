//! The rules as the board keeps them, and repairs of suspected slips.

use axum::http::StatusCode;
use izportal::standards::checks::{self, Rules};
use serde_json::Value;

use crate::support::Portal;

async fn revenue(portal: &Portal) -> i64 {
    sqlx::query_scalar("select id from indicators where code = 'revenue'")
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

#[tokio::test]
async fn the_rules_of_a_new_portal_are_those_the_program_ships() {
    let portal = Portal::demo().await;
    assert_eq!(
        checks::db::rules(&portal.db).await.expect("rules"),
        Rules::defaults()
    );
    let names: Vec<(String, String, String)> =
        sqlx::query_as("select code, name, name_en from check_rules order by code")
            .fetch_all(&portal.db)
            .await
            .expect("rows");
    let shipped: Vec<(String, String, String)> = checks::DEFAULTS
        .iter()
        .map(|rule| {
            (
                rule.code.to_owned(),
                rule.name.to_owned(),
                rule.name_en.to_owned(),
            )
        })
        .collect();
    assert_eq!(names, shipped);
}

#[tokio::test]
async fn a_threshold_changed_by_the_administrator_counts_at_once_and_leaves_a_history() {
    let portal = Portal::demo().await;
    let (staff, admin) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    let path = staff
        .post(
            "/filings",
            &[("enterprise", "2"), ("form", "1"), ("period", "2023")],
        )
        .await
        .location;
    let id = revenue(&portal).await;
    let (value, unit) = (format!("v.{id}"), format!("u.{id}"));
    let asks = async || {
        let page = staff
            .post(
                &format!("{path}/cells"),
                &[(&value, "2.000"), (&unit, "bvnd")],
            )
            .await;
        let answer: Value = serde_json::from_slice(&page.bytes).expect("JSON");
        let found = answer["rows"][id.to_string()]["cells"][id.to_string()]["findings"]
            .as_array()
            .expect("a list")
            .clone();
        found
            .iter()
            .filter(|found| found["informs"] == false)
            .map(|found| found["code"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    // Nine times last year's 203 tỷ.
    assert_eq!(asks().await, ["V12"]);
    let rule: i64 = sqlx::query_scalar("select id from check_rules where code = 'V12'")
        .fetch_one(&portal.db)
        .await
        .expect("a rule");
    let mut fields = admin
        .get(&format!("/check-rules/{rule}/edit"))
        .await
        .fields("form.form");
    for (name, value) in &mut fields {
        if name == "high" {
            "12".clone_into(value);
        }
    }
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(name, _)| name != "retired")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let saved = admin.post(&format!("/check-rules/{rule}"), &pairs).await;
    saved.saved();
    assert_eq!(asks().await, Vec::<String>::new());
    let history = admin
        .get(&format!("/check-rules/{rule}/history"))
        .await
        .words("main");
    assert!(history.contains('8') && history.contains("12"), "{history}");
    let edit = format!("/check-rules/{rule}/edit");
    assert_eq!(
        staff.get(&edit).await.status,
        StatusCode::FORBIDDEN,
        "staff read the rules and do not change them"
    );
}

#[tokio::test]
async fn a_slip_is_repaired_by_one_click_and_what_was_typed_stays_on_record() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = staff
        .post(
            "/filings",
            &[("enterprise", "2"), ("form", "1"), ("period", "2023")],
        )
        .await
        .location;
    let id = revenue(&portal).await;
    let (value, unit) = (format!("v.{id}"), format!("u.{id}"));
    staff
        .post(
            &format!("{path}/cells"),
            &[(&value, "221.400"), (&unit, "bvnd")],
        )
        .await;
    let page = staff.get(&path).await;
    page.says(".entry__repair", "221.400 triệu đồng");
    assert!(
        page.words(".warnings").contains("V10"),
        "ranked above the grid"
    );
    // The button as a plain form sends it, with everything else.
    let repair = page.attribute(".entry__repair", "value");
    let mut fields = page.fields("form#entry");
    fields.push(("repair".to_owned(), repair));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post(&path, &pairs).await.saved();
    let kept: (String, String, String, String) = sqlx::query_as(
        "select raw, unit, origin, reason from filing_entries where indicator_id = $1 and filing_id = (select max(id) from filings)",
    )
    .bind(id)
    .fetch_one(&portal.db)
    .await
    .expect("an entry");
    assert_eq!(
        (kept.0.as_str(), kept.1.as_str(), kept.2.as_str()),
        ("221.400", "mvnd", "repaired")
    );
    assert!(
        kept.3.contains("V10") && kept.3.contains("221.400 tỷ đồng"),
        "{}",
        kept.3
    );
    assert!(
        !staff.get(&path).await.text().contains("nghi sai đơn vị"),
        "the question is answered"
    );
}

#[tokio::test]
async fn the_warnings_of_a_period_are_ranked_across_all_its_reports() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let id = revenue(&portal).await;
    // Two slips; the second one typed moves the board's revenue further.
    for (enterprise, value) in [("3", "85.100"), ("2", "221.400")] {
        let report = staff
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
        let (value_name, unit_name) = (format!("v.{id}"), format!("u.{id}"));
        let saved = staff
            .post(
                &format!("{report}/cells"),
                &[(&value_name, value), (&unit_name, "bvnd")],
            )
            .await;
        saved.answers(StatusCode::OK);
    }
    let page = staff.get("/warnings/1/2023").await;
    page.answers(StatusCode::OK);
    let cells = page.links("tbody th a");
    assert_eq!(
        cells,
        [format!("/filings/31#v-{id}"), format!("/filings/30#v-{id}")],
        "straight to the cells"
    );
    page.says("tbody tr:first-child", "221.400 tỷ đồng");
    assert!(
        !page.text().contains("V02"),
        "what is still empty in a draft is no news"
    );

    // With a reason it moves to the explained ones.
    let value = format!("v.{id}");
    let (unit, reason) = (format!("u.{id}"), format!("r.{id}"));
    let explained = [
        (value.as_str(), "221.400"),
        (unit.as_str(), "bvnd"),
        (reason.as_str(), "Đã đối chiếu"),
    ];
    staff
        .post("/filings/31/cells", &explained)
        .await
        .answers(StatusCode::OK);
    assert_eq!(
        staff.get("/warnings/1/2023").await.links("tbody th a"),
        [format!("/filings/30#v-{id}")]
    );
    staff
        .get("/warnings/1/2023?show=explained")
        .await
        .says("tbody", "Đã đối chiếu");
    assert_eq!(
        staff.get("/warnings/4/2023").await.status,
        StatusCode::NOT_FOUND,
        "the form is not made for a year"
    );
    assert!(
        staff
            .get("/warnings/1/1999")
            .await
            .text()
            .contains("Chưa có báo cáo nào của kỳ này")
    );
}

#[tokio::test]
async fn an_export_processing_enterprise_that_hardly_exports_is_asked() {
    let portal = Portal::demo().await;
    let rate = "insert into exchange_rates (year, currency, rate, source) values (2023, 'usd', 23800, 'test')";
    sqlx::query(rate)
        .execute(&portal.db)
        .await
        .expect("a rate to convert with");
    let (staff, admin) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    let path = staff
        .post(
            "/filings",
            &[("enterprise", "2"), ("form", "1"), ("period", "2023")],
        )
        .await
        .location;
    let exports: i64 = sqlx::query_scalar("select id from indicators where code = 'exports'")
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let id = revenue(&portal).await;
    let names = [id, exports].map(|id| (format!("v.{id}"), format!("u.{id}")));
    staff
        .post(
            &format!("{path}/cells"),
            &[(&names[0].0, "210"), (&names[0].1, "bvnd")],
        )
        .await;
    let asks = async || {
        staff
            .post(
                &format!("{path}/cells"),
                &[(&names[1].0, "4"), (&names[1].1, "musd")],
            )
            .await;
        let page = staff.get(&path).await.text();
        page.split("Doanh nghiệp chế xuất mà xuất khẩu dưới ")
            .nth(1)
            .map(|rest| rest.chars().take(4).collect::<String>())
    };
    assert_eq!(
        asks().await,
        None,
        "an ordinary enterprise may sell at home"
    );
    let mut fields = staff.get("/enterprises/2/edit").await.fields("form.form");
    fields.push(("export_processing".to_owned(), "true".to_owned()));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post("/enterprises/2", &pairs).await.saved();
    assert!(
        staff
            .get("/enterprises/2")
            .await
            .text()
            .contains("Doanh nghiệp chế xuất")
    );
    assert_eq!(asks().await.as_deref(), Some("50% "));
    crate::registers::areas::edit_rule(&admin, &portal, "V07", &[("low", "60")]).await;
    assert_eq!(
        asks().await.as_deref(),
        Some("60% "),
        "the row is what counts"
    );
    crate::registers::areas::edit_rule(&admin, &portal, "V07", &[("low", "10")]).await;
    assert_eq!(asks().await, None);
}

#[tokio::test]
async fn a_total_that_one_enterprise_makes_most_of_is_noted_on_the_screen_only() {
    let portal = Portal::demo().await;
    let (leader, admin) = (
        portal.sign_in("leader").await,
        portal.sign_in("admin").await,
    );
    let note = async || {
        let page = leader.get("/dashboard/2022").await;
        if page.text().contains("role=\"note\"") {
            page.words("[role=note]")
        } else {
            String::new()
        }
    };
    let before = note().await;
    assert!(
        !before.contains("Tổng doanh thu"),
        "26,3% is no majority: {before}"
    );
    crate::registers::areas::edit_rule(&admin, &portal, "V30", &[("high", "25")]).await;
    let said = note().await;
    assert!(
        said.contains("V30") && said.contains("Tổng doanh thu: Doanh nghiệp minh họa 01 26,3%"),
        "{said}"
    );
    let page = leader.get("/dashboard/2022").await;
    assert!(
        page.links("[role=note] a")
            .contains(&"/figures/2022/revenue".to_owned()),
        "to the figures behind it"
    );
    assert!(
        page.attribute("[role=note]", "class")
            .contains("print-hide"),
        "not on paper"
    );
    assert!(
        !leader.get("/reviews/2022").await.text().contains("V30"),
        "nor in the review"
    );
    leader
        .get_in_english("/dashboard/2022")
        .await
        .says("[role=note]", "may disclose its figure");
    // Who sees one zone only does not see the board's totals.
    sqlx::query("insert into account_zones select id, 1 from accounts where username = 'leader'")
        .execute(&portal.db)
        .await
        .expect("a zone");
    assert_eq!(note().await, "");
}

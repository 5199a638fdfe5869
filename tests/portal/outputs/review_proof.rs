//! What stops the print of a review, and what is only offered.

use crate::support::{Person, Portal};
use axum::http::StatusCode;

/// Writes a section of the review and looks at what the page says.
async fn write_section(portal: &Portal, version: &str, section: &str, text: &str) {
    let form = [
        ("version", version),
        ("capacity", "TRƯỞNG BAN"),
        (section, text),
    ];
    let saved = portal
        .sign_in("staff")
        .await
        .post("/reviews/2022", &form)
        .await;
    saved.saved();
}

#[tokio::test]
async fn the_article_s_base_year_stops_the_print_until_it_is_put_right() {
    let portal = Portal::demo().await;
    let (staff, leader, admin) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
        portal.sign_in("admin").await,
    );
    let clean = leader.get("/reviews/2022").await.text();
    assert!(
        !clean.contains("id=\"faults\"") && clean.contains("data-print"),
        "nothing is wrong with the demonstration"
    );

    let wrong = "Nộp ngân sách nhà nước hơn 30 tỷ đồng, đạt 105% so với năm 2022.";
    write_section(&portal, "1", "assessment", wrong).await;
    let page = leader.get("/reviews/2022").await;
    let said = page.words("[aria-labelledby=faults]");
    assert!(
        said.contains("Chưa in được")
            && said.contains("V27")
            && said.contains("III. Đánh giá chung"),
        "{said}"
    );
    assert!(
        said.contains("năm 2022 đang so với chính nó; năm gốc phải là 2021"),
        "{said}"
    );
    assert!(
        !page.text().contains("data-print") && !page.text().contains("/reviews/2022.pdf"),
        "nothing to print with"
    );
    assert!(
        page.words(".print-hide .doc")
            .contains("đạt 105% so với năm 2022"),
        "it can still be read"
    );
    let refused = leader.get("/reviews/2022.pdf").await;
    refused.answers(StatusCode::CONFLICT);
    refused.says("[aria-labelledby=faults]", "đạt 105% so với năm 2022");
    let english = leader
        .get_in_english("/reviews/2022.pdf")
        .await
        .words("[aria-labelledby=faults]");
    assert!(
        english.contains("2022 is compared with itself; the base must be 2021"),
        "{english}"
    );
    let edit = staff.get("/reviews/2022/edit").await;
    assert_eq!(
        edit.links("[aria-labelledby=faults] li a:last-of-type"),
        ["/reviews/2022/edit#f-assessment"]
    );

    a_milder_rule_warns_and_one_switched_off_is_silent(&portal, &leader, &admin, wrong).await;
}

/// The same mistake under other rules.
async fn a_milder_rule_warns_and_one_switched_off_is_silent(
    portal: &Portal,
    leader: &Person<'_>,
    admin: &Person<'_>,
    wrong: &str,
) {
    // A milder row warns instead; one switched off is silent.
    crate::registers::areas::edit_rule(admin, portal, "V27", &[("severity", "explain")]).await;
    let page = leader.get("/reviews/2022").await;
    assert!(
        page.words("[aria-labelledby=faults]")
            .contains("xin kiểm tra")
            && page.text().contains("data-print")
    );
    crate::registers::areas::edit_rule(admin, portal, "V27", &[("severity", "blocks")]).await;
    leader
        .get("/reviews/2022.pdf")
        .await
        .answers(StatusCode::CONFLICT);

    write_section(
        portal,
        "2",
        "assessment",
        &wrong.replace("năm 2022", "năm 2021"),
    )
    .await;
    assert!(
        !leader
            .get("/reviews/2022")
            .await
            .text()
            .contains("id=\"faults\"")
    );
    #[cfg(feature = "pdf")]
    leader
        .get("/reviews/2022.pdf")
        .await
        .answers(StatusCode::OK);
}

#[tokio::test]
async fn a_number_typed_by_hand_is_offered_the_portal_s_and_does_not_stop_the_print() {
    let portal = Portal::demo().await;
    write_section(
        &portal,
        "1",
        "assessment",
        "Trong năm, doanh thu 1.045 tỷ đồng.",
    )
    .await;
    let page = portal.sign_in("leader").await.get("/reviews/2022").await;
    let said = page.words("[aria-labelledby=faults]");
    assert!(
        said.contains("để biết V28") && said.contains("số của cổng năm 2022: 1.054 tỷ đồng"),
        "{said}"
    );
    assert!(page.text().contains("data-print"));
}

#[tokio::test]
async fn a_year_with_two_plans_and_no_baseline_prints_no_percentage_of_plan() {
    let portal = Portal::demo().await;
    sqlx::query("update plans set is_baseline = false")
        .execute(&portal.db)
        .await
        .expect("no baseline");
    let refused = portal
        .sign_in("leader")
        .await
        .get("/reviews/2022.pdf")
        .await;
    refused.answers(StatusCode::CONFLICT);
    let said = refused.words("[aria-labelledby=faults]");
    assert!(
        said.contains("V29")
            && said.contains("Biểu 01. Các chỉ tiêu chủ yếu – Tổng doanh thu – TH/KH (%)"),
        "{said}"
    );
    assert!(said.contains("năm này có nhiều kế hoạch"), "{said}");
}

#[tokio::test]
async fn figures_of_a_zone_that_is_no_longer_listed_stop_the_print() {
    let portal = Portal::demo().await;
    // One that left the register before the portal refused that.
    sqlx::query("alter table zones disable trigger zones_stay")
        .execute(&portal.db)
        .await
        .expect("off");
    sqlx::query("update zones set retired_at = now()")
        .execute(&portal.db)
        .await
        .expect("a retired zone");
    let refused = portal
        .sign_in("leader")
        .await
        .get("/reviews/2022.pdf")
        .await;
    refused.answers(StatusCode::CONFLICT);
    let said = refused.words("[aria-labelledby=faults]");
    assert!(
        said.contains("V28")
            && said.contains("Tổng doanh thu – TH năm 2022: 1.054 → các khu cộng lại 0 tỷ đồng"),
        "{said}"
    );
}

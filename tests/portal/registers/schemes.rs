//! What sponsors of planning schemes spare the budget.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn what_the_budget_was_spared_follows_from_the_sponsors_on_the_page_and_in_the_review() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let year = |page: &Page| {
        page.cells("section[aria-labelledby=by-year] tbody tr", "th, td")
            .remove(0)
    };
    let said = year(&leader.get("/sponsorship").await);
    assert_eq!(
        said,
        ["2022", "3", "5", "6.200", "6.200", "6.200", "100,0%"],
        "as published: 5 for 3, over 6 tỷ"
    );
    let review = leader.get("/reviews/2022").await.text();
    assert!(
        review.contains("kêu gọi được 05 doanh nghiệp tài trợ cho 03 đồ án"),
        "{review}"
    );
    assert!(review.contains("làm lợi cho ngân sách nhà nước hơn 6 tỷ đồng"));
    assert!(
        review.contains("Đồ án quy hoạch được tài trợ (triệu đồng)") && review.contains("6.200")
    );

    // A scheme that is to cost more spares no more than its sponsors pay.
    let edit = async |path: &str, changes: &[(&str, &str)]| {
        let mut fields = staff.get(&format!("{path}/edit")).await.fields("form.form");
        for (name, value) in &mut fields {
            if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
                (*new).clone_into(value);
            }
        }
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post(path, &pairs).await
    };
    edit("/schemes/1", &[("cost_vnd", "3.500")]).await.saved();
    assert_eq!(
        year(&leader.get("/sponsorship").await)[3..6],
        ["7.200", "6.200", "6.200"].map(str::to_owned)
    );
    // More than it costs is asked about.
    let page = edit("/sponsors/5", &[("amount_vnd", "1.800")]).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("#e-surplus_reason", "nêu lý do");
    let kept = edit(
        "/sponsors/5",
        &[
            ("amount_vnd", "1.800"),
            ("surplus_reason", "Tài trợ cả khảo sát"),
        ],
    )
    .await;
    kept.saved();
    let page = leader.get("/sponsorship").await;
    assert_eq!(
        year(&page)[4..6],
        ["6.300", "6.200"].map(str::to_owned),
        "the budget is not spared what the scheme does not cost"
    );
    assert!(page.text().contains("vượt chi phí"));
    assert!(leader.get("/schemes/3").await.text().contains("1.700"));
    a_stopped_scheme_spares_nothing(&staff, &leader).await;
}

/// A scheme that was stopped spares nothing; one whose amounts are unknown is named.
async fn a_stopped_scheme_spares_nothing(staff: &Person<'_>, leader: &Person<'_>) {
    let year = |page: &Page| {
        page.cells("section[aria-labelledby=by-year] tbody tr", "th, td")
            .remove(0)
    };
    // A scheme that is to cost more spares no more than its sponsors pay.
    let edit = async |path: &str, changes: &[(&str, &str)]| {
        let mut fields = staff.get(&format!("{path}/edit")).await.fields("form.form");
        for (name, value) in &mut fields {
            if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
                (*new).clone_into(value);
            }
        }
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post(path, &pairs).await
    };
    // A scheme that was stopped spares nothing; one whose sponsors' amounts are unknown is named.
    edit("/schemes/2", &[("status", "stopped")]).await.saved();
    edit("/sponsors/5", &[("amount_vnd", ""), ("surplus_reason", "")])
        .await
        .saved();
    let said = year(&leader.get("/sponsorship").await);
    assert_eq!(
        (said[1].as_str(), said[2].as_str(), said[6].as_str()),
        ("2", "3", "–")
    );
    assert!(
        said[5].contains("2.500") && said[5].contains("chưa kể 1 đồ án"),
        "{said:?}"
    );
    assert!(
        leader
            .get("/reviews/2022")
            .await
            .text()
            .contains("(chưa kể 01 đồ án chưa đủ số liệu)")
    );
    let csv = leader.get("/sponsorship?format=csv").await.text();
    assert!(
        csv.contains("Nhà tài trợ minh họa 1,1500000000,3500000000,2500000000,1000000000"),
        "{csv}"
    );
}

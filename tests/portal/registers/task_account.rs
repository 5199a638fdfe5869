//! A year's account of obstacles and key tasks.

use super::tasks::step;
use crate::support::{Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn the_years_account_adds_up_on_screen_in_the_review_and_in_its_records() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let account =
        |page: &crate::support::Page| page.cells("#account ~ .table-scroll tbody tr", "td");
    let page = leader.get("/tasks/years/2022").await;
    assert_eq!(account(&page)[0], ["0", "4", "0", "1", "0", "3"]);
    assert_eq!(
        account(&leader.get("/tasks/years/2023").await),
        [
            ["3", "0", "0", "0", "0", "3"],
            ["0", "5", "0", "0", "0", "5"]
        ]
    );
    let sentence = "Năm 2021 chuyển sang 0 khó khăn, vướng mắc; trong năm tiếp nhận 4, đã giải quyết 1; còn 3 chuyển sang năm 2023.";
    page.says("#account ~ p", sentence);
    let review = leader.get("/reviews/2022").await;
    review.says(".doc", sentence);

    each_count_leads_to_its_records(&staff, &leader, sentence).await;
}

/// The two years after.
async fn each_count_leads_to_its_records(staff: &Person<'_>, leader: &Person<'_>, sentence: &str) {
    let account =
        |page: &crate::support::Page| page.cells("#account ~ .table-scroll tbody tr", "td");
    // A resolution, a dropped task, a reopening in the next year: each count leads to its records.
    for (path, kind, on) in [
        ("/obstacles/1", "resolved", "1/2/2023"),
        ("/obstacles/4", "reopened", "1/3/2023"),
        ("/key-tasks/1", "resolved", "1/12/2023"),
        ("/key-tasks/2", "dropped", "1/12/2023"),
    ] {
        assert_eq!(
            step(
                staff,
                path,
                &[("kind", kind), ("happened_on", on), ("content", "Minh họa")]
            )
            .await,
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    let page = leader.get("/tasks/years/2023").await;
    assert_eq!(
        account(&page),
        [
            ["3", "0", "1", "1", "0", "3"],
            ["0", "5", "0", "1", "1", "3"]
        ]
    );
    assert_eq!(
        account(&leader.get("/tasks/years/2022").await)[0],
        ["0", "4", "0", "1", "0", "3"],
        "the year before is as it was"
    );
    assert_eq!(
        account(&leader.get("/tasks/years/2024").await),
        [
            ["3", "0", "0", "0", "0", "3"],
            ["3", "0", "0", "0", "0", "3"]
        ]
    );
    let counts = page.links("#account ~ .table-scroll td a");
    assert!(!counts.is_empty(), "the counts lead to what they count");
    for href in counts {
        let csv = leader.get(&format!("{href}&format=csv")).await.text();
        let shown = page.words(&format!("#account ~ .table-scroll td a[href='{href}']"));
        assert_eq!(
            csv.lines().count() - 1,
            shown.parse::<usize>().expect("a count"),
            "{href}"
        );
    }
    let next = leader.get("/reviews/2023").await.words(".doc");
    assert!(
        next.contains("mở lại 1, đã giải quyết 1; còn 3 chuyển sang năm 2024"),
        "{next}"
    );
    assert!(
        next.contains("đã hoàn thành 1, thôi thực hiện 1; còn 3"),
        "{next}"
    );
    assert!(next.contains("Chuyển tiếp từ năm 2023:"), "{next}");
    // What has happened since does not rewrite the review of the year before.
    let review = leader.get("/reviews/2022").await.words(".doc");
    assert!(
        review.contains(sentence)
            && review.contains("Đã giải quyết")
            && !review.contains("Minh họa"),
        "{review}"
    );
}

//! Sheets of a past period say the names and investors of their day.

use super::national_past::{record, row};
use crate::support::{Person, Portal};

#[tokio::test]
async fn names_and_investors_are_those_of_the_day() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let capital = [
        ("kind", "capital_changed"),
        ("change", "increase"),
        ("amount", "1"),
        ("amount.unit", "musd"),
    ];
    let with_day = |day: &'static str| [&capital[..], &[("happened_on", day)]].concat();
    for (day, name) in [
        ("15/03/2022", "Nhà đầu tư B"),
        ("04/09/2022", "Nhà đầu tư C"),
    ] {
        record(
            &staff,
            4,
            &[
                ("kind", "transferred"),
                ("happened_on", day),
                ("investor_1", name),
                ("nationality_1", "Nhật Bản"),
            ],
        )
        .await;
    }
    record(&staff, 4, &with_day("01/02/2022")).await;
    record(&staff, 4, &with_day("01/06/2022")).await;
    record(
        &staff,
        4,
        &[
            ("kind", "renamed"),
            ("happened_on", "01/10/2022"),
            ("new_name", "Tên thứ hai"),
        ],
    )
    .await;
    record(&staff, 4, &with_day("01/11/2022")).await;
    record(
        &staff,
        4,
        &[
            ("kind", "renamed"),
            ("happened_on", "01/10/2026"),
            ("new_name", "Tên thứ ba"),
        ],
    )
    .await;

    let page = leader.get("/national/2022/2115").await;
    let rows = page.cells("section[aria-labelledby='tab-2115'] tbody tr", "td");
    let said: Vec<_> = rows
        .iter()
        .filter(|cells| cells.len() > 8)
        .map(|cells| (cells[1].as_str(), cells[4].as_str()))
        .collect();
    let first = "Nhà máy đồ gỗ dùng một lần";
    assert_eq!(
        said,
        [
            (first, "Nhà đầu tư minh họa 04"),
            (first, "Nhà đầu tư B"),
            (first, "Nhà đầu tư B"),
            (first, "Nhà đầu tư C"),
            ("Tên thứ hai", "Nhà đầu tư C"),
            ("Tên thứ hai", "Nhà đầu tư C"),
        ]
    );
    behind_a_cell_names_are_those_of_the_periods_end(&portal, &staff, &leader, first).await;
}

/// Behind a cell, on 2103 and in the review.
async fn behind_a_cell_names_are_those_of_the_periods_end(
    portal: &Portal,
    staff: &Person<'_>,
    leader: &Person<'_>,
    first: &str,
) {
    // Behind a cell, on 2103 and in the review: the name at the period's end.
    let named = async |path: &str| leader.get(path).await.text();
    assert!(
        named("/national/2021/behind?origin=foreign")
            .await
            .contains(first)
    );
    let behind = named("/national/2022/behind?origin=foreign").await;
    assert!(behind.contains("Tên thứ hai") && !behind.contains("Tên thứ ba"));
    assert!(
        named("/national/2026/behind?origin=foreign")
            .await
            .contains("Tên thứ ba")
    );
    sqlx::query("update projects set kind = 'infrastructure' where id = 4")
        .execute(&portal.db)
        .await
        .expect("a kind");
    let second = leader.get("/national/2022/2103").await;
    let cells = row(&second, "tab-2103", "KCN Thanh Bình");
    assert_eq!(
        (cells[1].as_str(), cells[5].as_str()),
        ("Tên thứ hai", "Nhà đầu tư C")
    );
    let before = row(
        &leader.get("/national/2022-Q2/2103").await,
        "tab-2103",
        "KCN Thanh Bình",
    );
    assert_eq!(
        (before[1].as_str(), before[5].as_str()),
        (first, "Nhà đầu tư B")
    );
    record(
        staff,
        15,
        &[
            ("kind", "renamed"),
            ("happened_on", "01/10/2026"),
            ("new_name", "Tên năm 2026"),
        ],
    )
    .await;
    let review = named("/reviews/2022").await;
    assert!(
        !review.contains("Tên năm 2026"),
        "the review of 2022 names it as it was called then"
    );

    // A mistaken renaming that is cancelled never was.
    let number: i32 =
        sqlx::query_scalar("select max(number) from project_events where project_id = 4")
            .fetch_one(&portal.db)
            .await
            .expect("a number");
    let cancel = number.to_string();
    let correction = [
        ("kind", "correction"),
        ("corrects", cancel.as_str()),
        ("happened_on", "01/10/2026"),
        ("reason", "Ghi nhầm dự án"),
    ];
    record(staff, 4, &correction).await;
    assert!(
        named("/national/2026/behind?origin=foreign")
            .await
            .contains("Tên thứ hai")
    );
}

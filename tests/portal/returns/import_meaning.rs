//! What a file says travels with its figures: the unit above a table, the year of its heading, one line for each indicator.

use super::imports::{cell, choose, sent, summed, take};
use crate::support::Portal;

#[tokio::test]
async fn a_unit_above_the_table_reaches_its_money_and_a_line_that_names_another_year_is_asked_about()
 {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let block = "BÁO CÁO NĂM 2022\t\t\nĐơn vị tính: triệu đồng\t\t\nMã DN\tTổng doanh thu\tSố lao động\nDN01\t290.500,0\t240\nDN02\t210.500,0\t185\n";
    let path = sent(
        &staff,
        &[("form", "1"), ("period", "2023"), ("block", block)],
        &[],
    )
    .await;
    let page = staff.get(&path).await;
    assert!(
        page.text()
            .contains("Tệp ghi “BÁO CÁO NĂM 2022”, còn đang nhập vào kỳ năm 2023")
            && page.links("form[action$='/take']").is_empty(),
        "{}",
        page.text()
    );
    assert_eq!(
        summed(&page),
        "0 ô sẽ ghi vào 0 báo cáo · 2 dòng để lại, cần xem"
    );
    let question = page.attribute("button[name=agreed]", "value");
    choose(&staff, &path, &[("agreed", &question)]).await;
    assert_eq!(
        summed(&staff.get(&path).await),
        "4 ô sẽ ghi vào 2 báo cáo · 0 dòng để lại, cần xem"
    );
    take(&staff, &path).await;
    assert_eq!(
        cell(&portal, "DN01", "revenue").await.as_deref(),
        Some("290.500 mvnd imported")
    );
    assert_eq!(
        cell(&portal, "DN02", "workers").await.as_deref(),
        Some("185 person imported"),
        "a unit of money reaches no people"
    );
}

#[tokio::test]
async fn two_lines_for_one_indicator_wait_until_one_is_cleared() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let block = "Doanh nghiệp minh họa 06\t\t\nChỉ tiêu\tĐơn vị\tThực hiện\nTổng doanh thu\ttỷ đồng\t58,2\nDoanh thu\ttỷ đồng\t57,9\nSố lao động\tngười\t60\n";
    let path = sent(
        &staff,
        &[("form", "1"), ("period", "2023"), ("block", block)],
        &[],
    )
    .await;
    let page = staff.get(&path).await;
    assert_eq!(
        summed(&page),
        "1 ô sẽ ghi vào 1 báo cáo · 2 ô cần sửa",
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Tệp có nhiều số cho chỉ tiêu này: ô C3, C4")
    );
    let clear = [("f.C4", ""), ("w.C4", "57,9")];
    staff.post(&format!("{path}/corrections"), &clear).await;
    assert_eq!(
        summed(&staff.get(&path).await),
        "2 ô sẽ ghi vào 1 báo cáo · 0 ô cần sửa"
    );
    take(&staff, &path).await;
    assert_eq!(
        cell(&portal, "DN06", "revenue").await.as_deref(),
        Some("58,2 bvnd imported")
    );
}

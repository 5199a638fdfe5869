//! A block pasted into the entry grid: seen in its cells, taken with one key, dropped, taken back whole.

use super::grid::{at_draft, focus, focused, indicators, paste, stored, value};
use super::pages::faults;
use crate::support::Portal;

const CONTROL: &str = "\u{e009}";
const NULL: &str = "\u{e000}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DELETE: &str = "\u{e017}";

/// Lines in another order than the grid's, one in another unit, one that replaces what stands there, and a total.
const BLOCK: &str = "Chỉ tiêu\tĐVT\tQuý IV/2022\r\nVốn vay\ttriệu đồng\t210\r\nVốn góp\tnghìn đồng\t480.000\r\nTổng doanh thu\ttriệu đồng\t14.999\r\nCộng\t\t15.689\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_block_of_two_columns_with_english_numbers_is_pasted_undone_and_redone() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    let [equity, loans] = indicators(&portal, ["capital_equity", "capital_loans"]).await;
    focus(&browser, &equity.to_string()).await;
    // Names and units as copied with them; "1,234.5" leaves no doubt that the block is English. Two columns without titles are
    // to be confirmed.
    paste(
        &browser,
        "Contributed equity\tmil. VND\t1,234.5\t2,500\r\nLoans, net of repayment\tmil. VND\t300\t1,000\r\n",
    )
    .await;
    browser
        .read(".clip__question", "hiểu theo thứ tự cột")
        .await;
    browser.read("#clip-about", "kiểu Anh").await;
    browser.keys(ENTER).await;
    assert_eq!(value(&browser, &equity.to_string()).await, "");
    browser.press("Ghi 4 số Enter").await;
    assert_eq!(value(&browser, &equity.to_string()).await, "1.234,5");
    assert_eq!(value(&browser, &format!("{loans}t")).await, "1.000");
    browser.read(".savebar", "Đã dán 4 ô").await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal, equity, "to_date").await, "2.500");
    let origin: String = sqlx::query_scalar(
        "select distinct origin from filing_entries where indicator_id = any($1)",
    )
    .bind(vec![equity, loans])
    .fetch_one(&portal.db)
    .await
    .expect("one origin");
    assert_eq!(origin, "pasted");

    browser.keys(&format!("{CONTROL}z")).await;
    assert_eq!(value(&browser, &equity.to_string()).await, "");
    browser.keys(&format!("{NULL}{CONTROL}y")).await;
    assert_eq!(value(&browser, &equity.to_string()).await, "1.234,5");
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal, loans, "period").await, "300");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_block_is_seen_in_its_cells_and_escape_drops_it() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    let [equity, revenue] = indicators(&portal, ["capital_equity", "revenue"]).await;
    let old = stored(&portal, revenue, "period").await;
    focus(&browser, &equity.to_string()).await;
    paste(&browser, BLOCK).await;
    browser.read("#clip", "đọc theo nhãn").await;
    browser.read("#clip [data-way=left]", "dòng tổng").await;
    browser
        .read("[data-told]", "chưa ghi: 3 số sẽ ghi, 1 để lại")
        .await;
    // The old value is struck, a converted one is marked, nothing is in a cell yet.
    let cell = |id: i64| format!("td[data-cell='{id}']");
    browser
        .read(&format!("{} .ghost del", cell(revenue)), &old)
        .await;
    browser
        .read(&format!("{}.is-moved .ghost", cell(equity)), "480")
        .await;
    assert_eq!(value(&browser, &equity.to_string()).await, "");
    assert_eq!(faults(&browser).await, Vec::<String>::new());
    browser.keys(ESCAPE).await;
    browser.read("[data-told]", "không ghi gì").await;
    assert_eq!(focused(&browser).await, format!("v-{equity}"));
    assert_eq!(value(&browser, &revenue.to_string()).await, old);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_block_is_taken_but_for_what_is_dropped_and_taken_back_whole() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    let [equity, loans, revenue] =
        indicators(&portal, ["capital_equity", "capital_loans", "revenue"]).await;
    let old = stored(&portal, revenue, "period").await;
    focus(&browser, &equity.to_string()).await;
    paste(&browser, BLOCK).await;
    browser.see(".is-ghost").await;
    browser
        .eval(&format!(
            "document.querySelector('[data-line=\"{revenue}\"]').focus()"
        ))
        .await;
    browser.keys(DELETE).await;
    browser.read("[data-told]", "còn 2 số sẽ ghi").await;
    browser
        .eval("document.querySelector('[data-accept]').focus()")
        .await;
    browser.keys(ENTER).await;
    browser.read("[data-told]", "Đã dán 2 ô").await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(
        (
            stored(&portal, equity, "period").await,
            stored(&portal, loans, "period").await,
            stored(&portal, revenue, "period").await,
        ),
        ("480".to_owned(), "210".to_owned(), old)
    );
    browser.keys(&format!("{CONTROL}z{NULL}")).await;
    browser
        .until(&format!(
            "document.getElementById('v-{loans}').value === ''"
        ))
        .await;
    assert_eq!(value(&browser, &equity.to_string()).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_pasted_value_goes_where_one_stands_and_is_said() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    let [equity, loans, workers] = indicators(
        &portal,
        ["capital_equity", "capital_loans", "workers_vietnamese"],
    )
    .await;
    focus(&browser, &loans.to_string()).await;
    paste(&browser, "(3.600)").await;
    browser.read("[data-told]", "“(3.600)” = −3.600").await;
    assert_eq!(value(&browser, &loans.to_string()).await, "−3.600");
    focus(&browser, &equity.to_string()).await;
    paste(&browser, "1,5 tỷ").await;
    browser
        .read("[data-told]", "“1,5 tỷ” = 1.500 triệu đồng")
        .await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal, equity, "period").await, "1.500");
    // A dash is nothing, never zero.
    focus(&browser, &workers.to_string()).await;
    paste(&browser, "-").await;
    browser.read("[data-told]", "“-”").await;
    assert_eq!(value(&browser, &workers.to_string()).await, "");
}

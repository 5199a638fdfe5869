//! The board's national sheets against numbers computed by hand from the demonstration year.
//!
//! FDI are DN04 and DN09: revenue 240,385 tỷ, exports 15,876 and imports 1,260 triệu USD, budget 6,239 tỷ; the others sum to 813,615,
//! 21,924, 2,940 and 24,961. One project of 65 tỷ and 1,3 ha came on 18/8/2022. The year's rate is 23.271 đồng.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};

use crate::support::{Page, Portal};

/// The cells of the row of a table that begins with these words, without them.
fn row(page: &Page, table: &str, begins: &str) -> Vec<String> {
    let rows = page.cells(&format!("section[aria-labelledby='{table}'] tbody tr"), "th, td");
    let found = rows.into_iter().find(|cells| cells.first().is_some_and(|first| first == begins));
    found.unwrap_or_else(|| panic!("{table} has no row {begins}")).into_iter().skip(1).collect()
}

#[tokio::test]
async fn sheet_2101_is_in_one_currency_a_table_whatever_the_ledger_keeps() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/national/2022/2101").await;
    assert_eq!(page.status, StatusCode::OK);
    // Item, unit, four places, total.
    for (table, begins, unit, total) in [
        ("tab-FDI", "1.1", "dự án", "0"),
        ("tab-FDI", "6.1", "triệu USD", "10,330"), // 240.385 / 23.271
        ("tab-FDI", "6.2", "triệu USD", "1,260"),
        ("tab-FDI", "6.3", "triệu USD", "15,876"),
        ("tab-FDI", "6.4", "triệu USD", "0,268"), // 6.239 / 23.271
        ("tab-DDI", "1.1", "dự án", "1"),
        ("tab-DDI", "1.2", "tỷ đồng", "65,000"),
        ("tab-DDI", "4.1", "dự án", "0"),
        ("tab-DDI", "5", "ha", "1,30"),
        ("tab-DDI", "6.1", "tỷ đồng", "813,615"),
        ("tab-DDI", "6.2", "tỷ đồng", "68,417"),  // 2,940 × 23,271
        ("tab-DDI", "6.3", "tỷ đồng", "510,193"), // 21,924 × 23,271
        ("tab-DDI", "6.4", "tỷ đồng", "24,961"),
    ] {
        let cells = row(&page, table, begins);
        assert_eq!(
            (cells[1].as_str(), cells[2].as_str(), cells[6].as_str()),
            (unit, total, total),
            "{table} {begins}: {cells:?}"
        );
    }
    assert!(page.text().contains("1 USD = 23.271 đồng"), "the rate is stated");
    // The zone moves into an economic zone: so do its numbers, and the total stays.
    sqlx::query("update zones set economic_zone = 'border_gate' where id = 1").execute(&portal.db).await.expect("a place");
    let cells = row(&leader.get("/national/2022/2101").await, "tab-DDI", "1.2");
    assert_eq!(cells[2..], ["0,000", "0,000", "65,000", "0,000", "65,000"]);

    // A quarter: the new project is in the third, and nobody has reported for it.
    let third = leader.get("/national/2022-Q3/2101").await;
    assert_eq!(row(&third, "tab-DDI", "1.1")[6], "1");
    assert_eq!(row(&third, "tab-DDI", "6.1")[6], "–", "unknown is not zero");
    assert_eq!(row(&leader.get("/national/2022-Q2/2101").await, "tab-DDI", "1.1")[6], "0");
    for nowhere in ["/national/2022-07/2101", "/national/2022/2199", "/national/2022/2101.csv", "/national/2022/behind?what=x"] {
        assert_eq!(leader.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[tokio::test]
async fn sheet_2104_has_its_own_units_and_its_stocks_are_cumulative() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get_in_english("/national/2022/2104").await;
    let total = row(&page, "tab-2104", "Total");
    // FDI, then DDI: projects, capital, in operation, realised, revenue, exports, imports, budget; then Vietnamese and foreign workers.
    let expected = [
        "2", "13.500", "2", "1.073", "10.330", "15.876", "1.260",
        "6.239", // realised 24.959 / 23.271; budget in billion VND
        "13", "974.000", "9", "72.041", "813.615", "21.924", "2.940", "24.961", // trade in million USD
        "1,033", "4",
    ];
    assert_eq!(total, expected);
    assert_eq!(row(&page, "tab-2104", "KCN Thanh Bình"), expected, "one zone is the whole");
    assert!(page.text().contains("left out of its sum: 1."), "what is left out is said");
    // A year earlier the newest project was not there yet.
    let before = row(&leader.get("/national/2021/2104").await, "tab-2104", "Tổng cộng");
    assert_eq!((before[8].as_str(), before[9].as_str(), before[10].as_str()), ("12", "909,000", "11"));
}

#[tokio::test]
async fn amended_and_ended_certificates_are_listed_with_capital_before_and_after() {
    let portal = Portal::demo().await;
    let (staff, leader) = (portal.sign_in("staff").await, portal.sign_in("leader").await);
    for fields in [
        &[
            ("kind", "capital_changed"),
            ("happened_on", "05/10/2022"),
            ("change", "reduce"),
            ("amount", "1,5"),
            ("amount.unit", "musd"),
        ][..],
        &[("kind", "revoked"), ("happened_on", "20/12/2022"), ("document_no", "88/QĐ-BQL")],
    ] {
        let page = staff.post("/projects/4/events", fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words("main"));
    }
    let amended = leader.get("/national/2022-Q4/2115").await;
    let cells = row(&amended, "tab-2115", "1");
    assert_eq!(cells[0], "Nhà máy đồ gỗ dùng một lần");
    assert_eq!(cells[6..10], ["5,500", "4,000", "", ""]);
    let ended = row(&leader.get("/national/2022/2116").await, "tab-2116", "1");
    assert_eq!(ended[6..9], ["4,000", "", "88/QĐ-BQL"]);
    let year = leader.get("/national/2022/2101").await;
    assert_eq!(row(&year, "tab-FDI", "3.2")[6], "1,500");
    assert_eq!(row(&year, "tab-FDI", "4.2")[6], "4,000");
    assert_eq!(row(&leader.get("/national/2022/2104").await, "tab-2104", "Tổng cộng")[..2], ["1", "8,000"], "it left the stock");
    // A cell leads to its records.
    let behind = leader.get("/national/2022/behind?what=ended&origin=foreign").await;
    assert_eq!(behind.links("main tbody a"), ["/projects/4#events"]);
    assert!(year.links("main tbody a").contains(&"/national/2022/behind?what=ended&origin=foreign".to_owned()));
    assert!(!leader.get("/national/2022/behind?what=ended&origin=domestic").await.text().contains("/projects/4#"));
}

#[tokio::test]
async fn a_sheet_opens_in_excel_with_exact_numbers() {
    let portal = Portal::demo().await;
    let file = portal.sign_in("leader").await.get("/national/2022/2101.xlsx").await;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes)).expect("Excel opens it");
    assert_eq!(workbook.sheet_names(), ["FDI", "DDI"]);
    let sheet = workbook.worksheet_range("DDI").expect("a sheet");
    let line = sheet.rows().find(|row| row[0] == Data::String("6.3".to_owned())).expect("exports");
    assert_eq!(line[7], Data::Float(510.193_404), "unrounded");
}

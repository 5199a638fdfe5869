//! The board's national sheets against numbers computed by hand from the demonstration year.
//!
//! FDI are DN04 and DN09: revenue 240,385 tỷ, exports 9,796 and imports 1,260 triệu USD, budget 6,239 tỷ; the others sum to 813,615,
//! 28,004, 2,940 and 24,961. One project of 65 tỷ and 1,3 ha came on 18/8/2022. The year's rate is 23.271 đồng.

use crate::support::{Page, Portal};
use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

/// The cells of the row of a table that begins with these words, without them.
pub(super) fn row(page: &Page, table: &str, begins: &str) -> Vec<String> {
    let rows = page.cells(
        &format!("section[aria-labelledby='{table}'] tbody tr"),
        "th, td",
    );
    let found = rows
        .into_iter()
        .find(|cells| cells.first().is_some_and(|first| first == begins));
    found
        .unwrap_or_else(|| panic!("{table} has no row {begins}"))
        .into_iter()
        .skip(1)
        .collect()
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
        ("tab-FDI", "6.3", "triệu USD", "9,796"),
        ("tab-FDI", "6.4", "triệu USD", "0,268"), // 6.239 / 23.271
        ("tab-DDI", "1.1", "dự án", "1"),
        ("tab-DDI", "1.2", "tỷ đồng", "65,000"),
        ("tab-DDI", "4.1", "dự án", "0"),
        // Nothing was let or taken back in 2022: land of projects is not land let.
        ("tab-DDI", "5", "ha", "0,00"),
        ("tab-DDI", "6.1", "tỷ đồng", "813,615"),
        ("tab-DDI", "6.2", "tỷ đồng", "68,417"), // 2,940 × 23,271
        ("tab-DDI", "6.3", "tỷ đồng", "651,681"), // 28,004 × 23,271
        ("tab-DDI", "6.4", "tỷ đồng", "24,961"),
    ] {
        let cells = row(&page, table, begins);
        assert_eq!(
            (cells[1].as_str(), cells[2].as_str(), cells[6].as_str()),
            (unit, total, total),
            "{table} {begins}: {cells:?}"
        );
    }
    assert!(
        page.text().contains("1 USD = 23.271 đồng"),
        "the rate is stated"
    );
    // The zone moves into an economic zone: so do its numbers, and the total stays.
    sqlx::query("update zones set economic_zone = 'border_gate' where id = 1")
        .execute(&portal.db)
        .await
        .expect("a place");
    let cells = row(&leader.get("/national/2022/2101").await, "tab-DDI", "1.2");
    assert_eq!(cells[2..], ["0,000", "0,000", "65,000", "0,000", "65,000"]);

    // A quarter: the new project is in the third, and nobody has reported for it.
    let third = leader.get("/national/2022-Q3/2101").await;
    assert_eq!(row(&third, "tab-DDI", "1.1")[6], "1");
    assert_eq!(row(&third, "tab-DDI", "6.1")[6], "–", "unknown is not zero");
    assert_eq!(
        row(
            &leader.get("/national/2022-Q2/2101").await,
            "tab-DDI",
            "1.1"
        )[6],
        "0"
    );
    for nowhere in [
        "/national/2022-07/2101",
        "/national/2022/2199",
        "/national/2022/2101.csv",
        "/national/2022/behind?what=x",
    ] {
        assert_eq!(
            leader.get(nowhere).await.status,
            StatusCode::NOT_FOUND,
            "{nowhere}"
        );
    }
}

#[tokio::test]
async fn the_demonstration_exports_no_more_than_it_sells_and_keeps_the_published_totals() {
    let portal = Portal::demo().await;
    let sums = "select c.period, sum(c.value) filter (where i.code = 'revenue')::text, sum(c.value) filter (where i.code = 'exports')::text
                  from current_figures c join indicators i on i.id = c.indicator_id
                 where c.period in ('2021', '2022') group by c.period order by c.period";
    let totals: Vec<(String, String, String)> = sqlx::query_as(sums)
        .fetch_all(&portal.db)
        .await
        .expect("two years");
    let published = [
        ("2021", "1198400000000", "33000000"),
        ("2022", "1054000000000", "37800000"),
    ];
    assert_eq!(
        totals,
        published.map(|(year, revenue, exports)| (
            year.to_owned(),
            revenue.to_owned(),
            exports.to_owned()
        ))
    );
    let more = "select e.code || ' ' || x.period from current_figures x
                  join current_figures r on r.period = x.period and r.enterprise_id = x.enterprise_id
                  join enterprises e on e.id = x.enterprise_id
                  join exchange_rates u on u.year = left(x.period, 4)::integer
                 where x.indicator_id = (select id from indicators where code = 'exports')
                   and r.indicator_id = (select id from indicators where code = 'revenue') and x.value * u.rate > r.value";
    let more: Vec<String> = sqlx::query_scalar(more)
        .fetch_all(&portal.db)
        .await
        .expect("the figures");
    assert!(more.is_empty(), "more exports than revenue: {more:?}");

    // Its own checks say so too: V06 asks about one report only, the one that was sent back for its exports.
    let leader = portal.sign_in("leader").await;
    for (form, period, asked) in [
        (("BQL.N", "1990-01-01"), "2022", 0),
        (("BQL.N", "1990-01-01"), "2021", 0),
        (("A.III.1", "2022-10-01"), "2022-Q4", 1),
    ] {
        let id: i64 =
            sqlx::query_scalar("select id from forms where code = $1 and valid_from = $2::date")
                .bind(form.0)
                .bind(form.1)
                .fetch_one(&portal.db)
                .await
                .expect("a form");
        let page = leader.get(&format!("/warnings/{id}/{period}")).await;
        let rows: Vec<Vec<String>> = page
            .cells("main tr", "th, td")
            .into_iter()
            .filter(|row| row.concat().contains("V06"))
            .collect();
        assert_eq!(rows.len(), asked, "{period}: {rows:?}");
    }
    let number = |text: &str| {
        text.replace('.', "")
            .replace(',', ".")
            .parse::<f64>()
            .expect("a number")
    };
    for year in ["2021", "2022"] {
        let page = leader.get(&format!("/national/{year}/2101")).await;
        for tab in ["tab-FDI", "tab-DDI"] {
            let (revenue, exports) = (
                number(&row(&page, tab, "6.1")[6]),
                number(&row(&page, tab, "6.3")[6]),
            );
            assert!(exports <= revenue, "{year} {tab}: {exports} of {revenue}");
        }
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
        "2", "13.500", "2", "1.075", "10.330", "9.796", "1.260",
        "6.239", // realised 13.959 / 23.159 + 11 / 23.271; budget in billion VND
        "13", "974.000", "9", "72.041", "813.615", "28.004", "2.940",
        "24.961", // trade in million USD
        "1,033", "4",
    ];
    assert_eq!(total, expected);
    assert_eq!(
        row(&page, "tab-2104", "KCN Thanh Bình"),
        expected,
        "one zone is the whole"
    );
    assert!(
        page.text().contains("left out of its sum: 1."),
        "what is left out is said"
    );
    // Each cell leads to what it is made of, and to nothing else.
    let links = page.links("section[aria-labelledby='tab-2104'] tbody tr a");
    for (origin, enterprises) in [("foreign", 2), ("domestic", 11)] {
        let link = links
            .iter()
            .find(|link| {
                link.contains("/revenue?") && link.contains(origin) && link.contains("zone=1")
            })
            .expect("a link");
        let behind = leader.get(link).await;
        let rows = behind.cells("main tbody tr", "th, td");
        assert!(
            rows.len() <= enterprises && !rows.is_empty(),
            "{origin}: {rows:?}"
        );
        let total = behind.cells("main tfoot tr", "td").concat();
        assert_eq!(
            total[0],
            if origin == "foreign" {
                "240,385"
            } else {
                "813,615"
            },
            "{total:?}"
        );
    }
    let realised = links
        .iter()
        .find(|link| link.contains("realised_capital?since=2021&origin=foreign&zone=1"))
        .expect("a link");
    let behind = leader.get(realised).await;
    assert_eq!(behind.cells("main tfoot tr", "td").concat()[0], "24,959");
    let periods: Vec<String> = behind
        .cells("main tbody tr", "td")
        .into_iter()
        .map(|cells| cells[1].clone())
        .collect();
    assert!(
        periods.contains(&"2021".to_owned()) && periods.contains(&"2022".to_owned()),
        "{periods:?}"
    );
    // A year earlier the newest project was not there yet.
    let before = row(
        &leader.get("/national/2021/2104").await,
        "tab-2104",
        "Tổng cộng",
    );
    assert_eq!(
        (before[8].as_str(), before[9].as_str(), before[10].as_str()),
        ("12", "909,000", "9")
    );
}

#[tokio::test]
async fn amended_and_ended_certificates_are_listed_with_capital_before_and_after() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    for fields in [
        &[
            ("kind", "capital_changed"),
            ("happened_on", "05/10/2022"),
            ("change", "reduce"),
            ("amount", "1,5"),
            ("amount.unit", "musd"),
        ][..],
        &[
            ("kind", "revoked"),
            ("happened_on", "20/12/2022"),
            ("document_no", "88/QĐ-BQL"),
        ],
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
    assert_eq!(
        row(
            &leader.get("/national/2022/2104").await,
            "tab-2104",
            "Tổng cộng"
        )[..2],
        ["1", "8,000"],
        "it left the stock"
    );
    // A cell leads to its records.
    let behind = leader
        .get("/national/2022/behind?what=ended&origin=foreign")
        .await;
    assert_eq!(behind.links("main tbody a"), ["/projects/4#events"]);
    assert!(
        year.links("main tbody a")
            .contains(&"/national/2022/behind?what=ended&origin=foreign".to_owned())
    );
    assert!(
        !leader
            .get("/national/2022/behind?what=ended&origin=domestic")
            .await
            .text()
            .contains("/projects/4#")
    );
}

#[tokio::test]
async fn a_sheet_opens_in_excel_with_exact_numbers() {
    let portal = Portal::demo().await;
    let file = portal
        .sign_in("leader")
        .await
        .get("/national/2022/2101.xlsx")
        .await;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes)).expect("Excel opens it");
    assert_eq!(workbook.sheet_names(), ["FDI", "DDI"]);
    let sheet = workbook.worksheet_range("DDI").expect("a sheet");
    let line = sheet
        .rows()
        .find(|row| row[0] == Data::String("6.3".to_owned()))
        .expect("exports");
    assert_eq!(line[7], Data::Float(651.681_084), "unrounded");
}

#[tokio::test]
async fn every_sheet_is_a_word_file_that_says_what_the_page_says() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    for code in [
        "2101", "2102", "2103", "2104", "2105", "2106", "2107", "2114", "2115", "2116",
    ] {
        let page = leader.get(&format!("/national/2022/{code}")).await;
        let file = leader.get(&format!("/national/2022/{code}.docx")).await;
        assert_eq!(file.status, StatusCode::OK, "{code}");
        let mut archive = zip::ZipArchive::new(Cursor::new(file.bytes)).expect("a zip");
        let mut xml = String::new();
        std::io::Read::read_to_string(
            &mut archive.by_name("word/document.xml").expect("a body"),
            &mut xml,
        )
        .expect("UTF-8");
        let rows = xml.matches("<w:tr>").count() - 2;
        assert_eq!(
            rows,
            page.cells("main table tr", "th, td").len(),
            "{code}: as many rows"
        );
        for cell in page
            .cells("main tbody tr", "th, td")
            .into_iter()
            .flatten()
            .filter(|cell| !cell.is_empty())
        {
            let written = cell
                .replace('&', "&#38;")
                .replace('<', "&#60;")
                .replace('>', "&#62;")
                .replace('"', "&#34;");
            assert!(
                xml.contains(&format!(">{written}</w:t>")),
                "{code} lacks {cell}"
            );
        }
        // No official sheet confirms these columns: none is named, and the paper says so.
        let head = if ["2105", "2106", "2114", "2115"].contains(&code) {
            format!("{code} (mẫu nội bộ, chưa đối chiếu biểu chính thức)")
        } else {
            format!("Biểu {code}.H.QLKKT")
        };
        assert!(
            xml.contains(&head) && xml.contains("w:orient=\"landscape\""),
            "{code}"
        );
    }
}

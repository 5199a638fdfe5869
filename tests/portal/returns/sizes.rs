//! Figures very small and very large, and tables as Excel keeps them: numbers as numbers, days as days.

use std::io::Cursor;

use axum::http::{Method, StatusCode};
use calamine::{Data, Range, Reader, Xlsx};

use crate::support::{Page, Person, Portal, filled};

const SMALL: &str = "tests/fixtures/bundles/small-mean";
const OVERFLOW: &str = "tests/fixtures/bundles/mean-overflow";
const MEAN: &str = "Doanh thu bình quân một lao động";

fn sheets(page: &Page) -> Vec<Range<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(page.bytes.clone())).expect("Excel opens it");
    let names = book.sheet_names();
    names
        .iter()
        .map(|name| book.worksheet_range(name).expect("a sheet that reads"))
        .collect()
}

#[tokio::test]
async fn a_mean_below_a_tenth_of_its_unit_is_shown_in_that_unit_everywhere() {
    let portal = Portal::of_bundle(SMALL).await;
    let leader = portal.sign_in("leader").await;
    let dashboard = leader.get("/dashboard/2023").await;
    let rows = dashboard.cells("table tr", "th, td");
    let row = rows
        .iter()
        .find(|row| row.iter().any(|cell| cell.starts_with(MEAN)))
        .unwrap_or_else(|| panic!("{rows:?}"));
    assert!(row.iter().any(|cell| cell.contains("0,08")), "{row:?}");
    let mut addresses: Vec<String> = [
        "/dashboard/2023",
        "/zones/1",
        "/reviews/2023",
        "/figures/2023/per_worker",
        "/plans/2023",
        "/plan/1",
        "/enterprises/1",
    ]
    .map(str::to_owned)
    .to_vec();
    addresses.extend(
        [2101, 2102, 2103, 2104, 2105, 2106, 2107, 2114, 2115, 2116]
            .map(|sheet| format!("/national/2023/{sheet}")),
    );
    addresses.extend(["/dashboard/2023.csv", "/reviews/2023.docx"].map(str::to_owned));
    for address in addresses {
        let page = leader.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text());
        for wrong in ["83.267.3", "83,267,3", "83267326.7"] {
            assert!(
                !page.text().contains(wrong),
                "{address}: the mean in đồng under the head of tỷ đồng"
            );
        }
    }
    let csv = leader.get("/dashboard/2023.csv").await.text();
    assert!(
        csv.lines()
            .any(|line| line.contains(MEAN) && line.contains("0.0832673")),
        "{csv}"
    );
    let book = sheets(&leader.get("/dashboard/2023.xlsx").await);
    let row = book[0]
        .rows()
        .find(|row| row[0] == Data::String(MEAN.to_owned()))
        .expect("the mean");
    let numbers: Vec<f64> = row
        .iter()
        .filter_map(|cell| {
            if let Data::Float(number) = cell {
                Some(*number)
            } else {
                None
            }
        })
        .collect();
    assert!(
        numbers
            .iter()
            .any(|number| (number - 0.083_267_326_732_673).abs() < 1e-15),
        "{row:?}"
    );
    let texts = row.iter().skip(2).filter(
        |cell| matches!(cell, Data::String(text) if text.starts_with(|c: char| c.is_ascii_digit())),
    );
    assert_eq!(texts.count(), 0, "a number as text: {row:?}");
}

async fn nothing_fails(portal: &Portal, person: &Person<'_>) {
    for route in portal
        .routes
        .iter()
        .filter(|route| route.method == Method::GET)
    {
        for year in ["2022", "2023"] {
            let address = filled(&route.path.replace("{year}", year).replace("{period}", year));
            let page = person.get(&address).await;
            assert!(!page.status.is_server_error(), "{address}: {}", page.status);
        }
    }
}

#[tokio::test]
async fn a_mean_beyond_all_numbers_is_unknown_and_fails_no_page() {
    let portal = Portal::of_bundle(OVERFLOW).await;
    let leader = portal.sign_in("leader").await;
    let dashboard = leader.get("/dashboard/2023").await;
    assert_eq!(dashboard.status, StatusCode::OK);
    let rows = dashboard.cells("table tr", "th, td");
    let row = rows
        .iter()
        .find(|row| {
            row.iter()
                .any(|cell| cell.starts_with("Thu nhập bình quân"))
        })
        .unwrap_or_else(|| panic!("{rows:?}"));
    assert!(
        row.iter().any(|cell| cell.starts_with('–'))
            && row.iter().any(|cell| cell.contains("quá lớn")),
        "{row:?}"
    );
    for name in ["leader", "staff", "admin"] {
        nothing_fails(&portal, &portal.sign_in(name).await).await;
    }
    for indicator in ["avg_income", "workers"] {
        assert_eq!(
            leader
                .get(&format!("/figures/2023/{indicator}"))
                .await
                .status,
            StatusCode::OK
        );
    }
    for format in ["xlsx", "csv", "json"] {
        assert_eq!(
            leader
                .get(&format!("/dashboard/2023.{format}"))
                .await
                .status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn more_than_the_portal_keeps_is_refused_where_it_is_typed() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let workers: i64 = sqlx::query_scalar("select id from indicators where code = 'workers'")
        .fetch_one(&portal.db)
        .await
        .expect("workers");
    let (value, unit) = (format!("v.{workers}"), format!("u.{workers}"));
    let typed = [
        (value.as_str(), "999.999.999.999.999"),
        (unit.as_str(), "person"),
        ("version", "1"),
        ("scope", "board"),
    ];
    let refused = staff.post("/plan/1/targets", &typed).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.words("main")
    );
    assert!(
        refused.words("main").contains("Số quá lớn"),
        "{}",
        refused.words("main")
    );
    let rows = [(
        "plan",
        "insert into targets (plan_id, indicator_id, zone_id, value, raw, unit) select 1, id, 1, 1e19, '1', 'vnd' from indicators where code = 'profit'",
    )];
    for (name, sql) in rows {
        let error = sqlx::query(sql).execute(&portal.db).await.expect_err(name);
        assert_eq!(
            error
                .as_database_error()
                .and_then(|error| error.constraint()),
            Some("targets_value_size"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn every_table_as_excel_has_its_numbers_as_numbers_and_its_days_as_days() {
    let portal = Portal::demo().await;
    let mut opened = 0;
    for name in ["admin", "leader"] {
        let person = portal.sign_in(name).await;
        for route in portal
            .routes
            .iter()
            .filter(|route| route.method == Method::GET && !route.path.contains("/static/"))
        {
            for ending in ["?format=xlsx", "?show=all&format=xlsx", ".xlsx"] {
                let address = format!("{}{ending}", filled(&route.path));
                let page = person.get(&address).await;
                if !page.bytes.starts_with(b"PK")
                    || !page
                        .headers
                        .get("content-type")
                        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.contains("sheet")))
                {
                    continue;
                }
                opened += 1;
                for sheet in sheets(&page) {
                    for cell in sheet.rows().flatten() {
                        let Data::String(text) = cell else { continue };
                        let digits = text.chars().filter(char::is_ascii_digit).count();
                        let only = |marks: &str| {
                            !text.is_empty()
                                && text
                                    .chars()
                                    .all(|c| c.is_ascii_digit() || marks.contains(c))
                        };
                        assert!(
                            !(only("/") && text.split('/').count() == 3),
                            "{address}: a day as text: {text}"
                        );
                        assert!(
                            !(only(".,-") && digits > 13),
                            "{address}: a number as text: {text}"
                        );
                        assert!(
                            !(text.ends_with('%') && digits > 0 && text.len() < 9),
                            "{address}: a rate as text: {text}"
                        );
                    }
                }
            }
        }
    }
    assert!(opened > 60, "only {opened} tables");
    let staff = portal.sign_in("staff").await;
    let book = sheets(&staff.get("/enterprises?format=xlsx").await);
    let heads: Vec<String> = book[0]
        .rows()
        .next()
        .expect("a head")
        .iter()
        .map(ToString::to_string)
        .collect();
    let since = heads
        .iter()
        .position(|head| head == "Thuê đất từ ngày")
        .expect("since when each is a tenant");
    let days = book[0]
        .rows()
        .filter(|row| matches!(row[since], Data::DateTime(_)))
        .count();
    assert_eq!(days, 14);
    assert!(
        staff
            .get("/enterprises?format=csv")
            .await
            .text()
            .contains("15/01/2008"),
        "as people write it where there are no types"
    );
}

//! Every number of a national sheet leads to a page that has it, and the files are ready for the printer.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use scraper::{Html, Selector};

use crate::support::{Page, Portal};

/// The numbers written in a page's main part, as people write them in Vietnamese.
fn numbers(page: &Page) -> Vec<f64> {
    let html = Html::parse_document(&page.text());
    let written = Selector::parse("main :is(td, th, p, dd, li)").expect("it");
    let words: Vec<String> = html
        .select(&written)
        .map(|element| element.text().collect())
        .collect();
    let parts = words.iter().flat_map(|words| {
        words.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '−')))
    });
    parts.filter_map(number).collect()
}

fn number(text: &str) -> Option<f64> {
    text.trim_end_matches(['.', ','])
        .replace('.', "")
        .replace(',', ".")
        .replace('−', "-")
        .parse()
        .ok()
}

/// The cells of a sheet that hold a number: its words, its address, whether it is in a row of totals.
fn cells(page: &Page) -> Vec<(String, Option<String>)> {
    let html = Html::parse_document(&page.text());
    let (cell, link) = (
        Selector::parse("main tbody td.num").expect("it"),
        Selector::parse("a").expect("it"),
    );
    let text =
        |element: scraper::ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    html.select(&cell)
        .map(|cell| {
            (
                text(cell),
                cell.select(&link)
                    .next()
                    .and_then(|link| link.attr("href"))
                    .map(str::to_owned),
            )
        })
        .collect()
}

/// A zone without decisions, infrastructure projects of both currencies, one with figures of its own, and a foreign one in VND.
async fn more(portal: &Portal) {
    sqlx::raw_sql(
        "insert into projects (zone_id, code, name, kind, origin, capital_currency, status, area_m2, enterprise_id)
         select 1, c, 'Hạ tầng ' || c, k, o, u, 'granted', 400000, e
           from (values ('HT1', 'infrastructure', 'domestic', 'vnd', null::bigint), ('HT2', 'infrastructure', 'foreign', 'usd', null),
                        ('FV1', 'secondary', 'foreign', 'vnd', null)) v (c, k, o, u, e);
         insert into project_events (project_id, number, position, kind, happened_on, capital, currency, recorded_by)
         select id, 1, 1, 'granted', '2022-02-01', case capital_currency when 'vnd' then 120e9 else 5e6 end, capital_currency, 'test'
           from projects where code in ('HT1', 'HT2', 'FV1');
         update projects set kind = 'infrastructure' where code in ('DA01', 'DA04');
         insert into zones (code, name, kind, status, province) values ('HAI', 'KCN Thứ hai', 'regular', 'operating', 'Bắc Kạn'),
                                                                       ('BA', 'KCN Thứ ba', 'regular', 'planned', 'Bắc Kạn');
         insert into phases (zone_id, code, name) select id, 'I', 'Giai đoạn I' from zones where code = 'HAI';
         insert into phase_areas (phase_id, as_of, planned_m2, established_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2,
                                  infrastructure_percent)
         select id, '2022-01-01', 2000000, 2000000, 1000000, 200000, 200000, 123400, 61.7 from phases order by id desc limit 1;
         insert into parcel_events (parcel_id, kind, happened_on, recorded_by)
         select p.id, k, '2021-01-01', 'test' from (values (1, 'cleared'), (2, 'ready')) v (n, k), parcels p
          where p.code in ('CN-17', 'CN-20') order by n;
         insert into parcel_events (parcel_id, kind, happened_on, enterprise_id, recorded_by)
         select id, 'leased', '2022-05-01', case code when 'CN-17' then 1 else 4 end, 'test'
           from parcels where code in ('CN-17', 'CN-20');",
    )
    .execute(&portal.db)
    .await
    .expect("more");
}

#[tokio::test]
async fn every_number_leads_to_a_page_that_has_it() {
    let portal = Portal::demo().await;
    more(&portal).await;
    let leader = portal.sign_in("leader").await;
    for code in ["2101", "2103", "2104", "2107"] {
        let page = leader.get(&format!("/national/2022/{code}")).await;
        let all = cells(&page);
        assert!(all.len() > 10, "{code}");
        for (text, href) in all {
            let Some(value) = number(&text) else { continue };
            let Some(href) = href else {
                assert!(value == 0.0, "{code}: {text} leads nowhere");
                continue;
            };
            let behind = leader.get(href.split('#').next().unwrap_or_default()).await;
            assert_eq!(behind.status, StatusCode::OK, "{code}: {href}");
            // As rounded on the sheet: the page behind may be more exact.
            let decimals = text
                .split_once(',')
                .map_or(0, |(_, decimals)| decimals.len());
            let half = 0.500_001 / 10_f64.powi(i32::try_from(decimals).expect("a few"));
            let found = numbers(&behind)
                .into_iter()
                .any(|other| (other - value).abs() < half);
            assert!(
                found,
                "{code}: {text} is not on {href}: {}",
                behind.words("main")
            );
        }
    }
}

#[tokio::test]
async fn a_zone_without_decisions_says_where_its_area_comes_from() {
    let portal = Portal::demo().await;
    more(&portal).await;
    let leader = portal.sign_in("leader").await;
    let zone: i64 = sqlx::query_scalar("select id from zones where code = 'HAI'")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    let sheet = leader.get("/national/2022/2107").await;
    let href = format!("/national/2022/land?zone={zone}");
    assert!(sheet.links("main tbody a").contains(&href));
    let page = leader.get(&href).await;
    assert!(
        page.text()
            .contains("Đến ngày này chưa ghi quyết định nào về khu"),
        "{}",
        page.words("main")
    );
    let statements = page.cells("section[aria-labelledby='tab-statements'] tbody tr", "td");
    assert_eq!(
        statements[0][..6],
        [
            "Giai đoạn I",
            "01/01/2022",
            "200,00",
            "200,00",
            "100,00",
            "12,34"
        ]
    );
    assert!(
        page.links("section[aria-labelledby='tab-statements'] a")[0].starts_with("/phase-areas/")
    );
    let decided = leader.get("/national/2022/land?zone=1").await;
    assert_eq!(
        decided
            .cells("section[aria-labelledby='tab-decisions'] tbody tr", "td")
            .len(),
        2
    );
    assert_eq!(
        leader.get("/national/2022/land?zone=999").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        leader.get("/national/2022/land?zone=x").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_converted_cell_leads_to_its_figures_their_rate_and_the_converted_sum() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let sheet = leader.get("/national/2022/2101").await;
    let href = "/figures/2022/exports?origin=domestic&as=bvnd";
    assert!(
        sheet
            .links("section[aria-labelledby='tab-DDI'] a")
            .contains(&href.to_owned())
    );
    let page = leader.get(href).await;
    let totals = page.cells("main tfoot tr", "th, td");
    assert_eq!(
        (
            totals[0][1].as_str(),
            totals[1][0].as_str(),
            totals[1][1].as_str()
        ),
        ("28,004", "Quy đổi (tỷ đồng)", "651,681")
    );
    assert!(page.text().contains("1 USD = 23.271 đồng"));
    // In the unit it is kept in there is nothing to convert, and a year without a rate says so.
    assert_eq!(
        leader
            .get("/figures/2022/exports?origin=domestic&as=musd")
            .await
            .cells("main tfoot tr", "th")
            .len(),
        1
    );
    sqlx::query("update exchange_rates set retired_at = now()")
        .execute(&portal.db)
        .await
        .expect("no rate");
    assert!(
        leader
            .get(href)
            .await
            .text()
            .contains("Chưa có tỷ giá năm 2022")
    );
    // Workers of the country are a difference; the page behind has it and both its parts.
    let workers = leader.get("/national/2022/workers?zone=1").await;
    let rows = workers.cells("main tbody tr", "td");
    let shown: Vec<&str> = rows.iter().map(|cells| cells[1].as_str()).collect();
    assert_eq!(shown, ["1.037", "4", "1.033"]);
}

#[tokio::test]
async fn a_workbook_is_ready_for_the_printer() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    for code in ["2101", "2103", "2104", "2107", "2115"] {
        let file = leader.get(&format!("/national/2022/{code}.xlsx")).await;
        let mut archive = zip::ZipArchive::new(Cursor::new(file.bytes)).expect("a zip");
        let mut part = |name: &str| {
            let mut text = String::new();
            archive
                .by_name(name)
                .expect("the part")
                .read_to_string(&mut text)
                .expect("UTF-8");
            text
        };
        let sheet = part("xl/worksheets/sheet1.xml");
        for said in [
            "orientation=\"landscape\"",
            "paperSize=\"9\"",
            "fitToHeight=\"0\"",
            "<pageSetUpPr fitToPage=\"1\"/>",
        ] {
            assert!(sheet.contains(said), "{code} lacks {said}");
        }
        assert!(
            part("xl/workbook.xml").contains("_xlnm.Print_Titles"),
            "{code}: titles on each page"
        );
        let words = part("xl/sharedStrings.xml");
        assert!(
            words.contains("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP")
                && words.contains(&format!("Biểu {code} – ")),
            "{words}"
        );
    }
    let file = leader.get("/national/2022/2107.xlsx").await;
    let mut archive = zip::ZipArchive::new(Cursor::new(file.bytes)).expect("a zip");
    let mut words = String::new();
    archive
        .by_name("xl/sharedStrings.xml")
        .expect("words")
        .read_to_string(&mut words)
        .expect("UTF-8");
    assert!(
        words.contains("Tính đến ngày 31/12/2022 – Kỳ báo cáo: Năm 2022"),
        "{words}"
    );
}

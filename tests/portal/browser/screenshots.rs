//! The pictures of the README and the user guide. Not a check: `make screenshots` writes docs/images anew.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::Browser;
use crate::outputs::issued::correct;
use crate::registers::structure::merge;
use crate::support::Portal;

pub(super) async fn take(browser: &Browser, name: &str) {
    let shot = browser
        .devtools("Page.captureScreenshot", json!({ "format": "png" }))
        .await;
    let bytes = STANDARD
        .decode(shot["data"].as_str().expect("a picture"))
        .expect("base64");
    std::fs::write(Path::new("docs/images").join(format!("{name}.png")), bytes)
        .expect("it is written");
}

/// A workbook of an infrastructure company, sent in and not taken yet; its address.
async fn import(portal: &Portal) -> String {
    let staff = portal.sign_in("staff").await;
    let fields = [
        ("form", "1"),
        ("period", "2023"),
        ("sender", "Công ty hạ tầng minh họa"),
    ];
    let book: &[u8] = include_bytes!("../../fixtures/imports/summary.xlsx");
    staff
        .upload("/imports", &fields, &[("Tổng hợp năm 2023.xlsx", book)])
        .await
        .location
}

/// A report of 2023 with last year's figures a little higher, one of them in the wrong unit.
async fn entry(portal: &Portal) -> String {
    let staff = portal.sign_in("staff").await;
    let path = staff
        .post(
            "/filings",
            &[("enterprise", "2"), ("form", "1"), ("period", "2023")],
        )
        .await
        .location;
    let mut fields = staff.get(&path).await.fields("#entry");
    let values = fields.iter_mut().filter(|(name, _)| name.starts_with("v."));
    for ((_, value), typed) in values.zip(["221,4", "9,3", "0,9", "5.900"]) {
        *value = typed.to_owned();
    }
    fields.push(("action".to_owned(), "save".to_owned()));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post(&path, &pairs).await;
    path
}

/// A figure that is being corrected, with a file and a comment; the page of its life.
async fn life(portal: &Portal) -> String {
    let staff = portal.sign_in("staff").await;
    let (id, version): (i64, i32) =
        sqlx::query_as("select id, version from filings where enterprise_id = 1 and period = '2022-Q4' and state = 'accepted'")
            .fetch_one(&portal.db)
            .await
            .expect("an accepted report");
    let (revenue, unit): (i64, String) = sqlx::query_as(
        "select c.indicator_id, c.unit from filing_entries c join indicators i on i.id = c.indicator_id
          where c.filing_id = $1 and i.code = 'revenue' limit 1",
    )
    .bind(id)
    .fetch_one(&portal.db)
    .await
    .expect("its revenue");
    let path = format!("/filings/{id}");
    let reason = [
        ("version", version.to_string()),
        ("reason", "Thiếu hóa đơn tháng 12".to_owned()),
    ];
    let reason: Vec<(&str, &str)> = reason
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    staff.post(&format!("{path}/reopen"), &reason).await;
    let (value, unit_name, cell) = (
        format!("v.{revenue}"),
        format!("u.{revenue}"),
        revenue.to_string(),
    );
    for typed in ["72.500", "72.640"] {
        staff
            .post(
                &format!("{path}/cells"),
                &[(&value, typed), (&unit_name, &unit)],
            )
            .await;
    }
    let file: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
    let fields = [
        ("cell", cell.as_str()),
        ("note", "Bảng kê doanh nghiệp gửi bổ sung"),
    ];
    staff
        .upload(
            &format!("{path}/evidence"),
            &fields,
            &[("Bảng kê hóa đơn tháng 12.pdf", file)],
        )
        .await;
    staff
        .post(
            &format!("{path}/comments"),
            &[
                ("cell", &cell),
                ("body", "Đã gọi kế toán, khớp tờ khai thuế."),
            ],
        )
        .await;
    "/figures/2022-Q4/revenue/enterprises/1".to_owned()
}

/// A sheet that was sent, and a figure of it corrected since.
async fn issued(portal: &Portal) -> &'static str {
    let sheet = "/national/2022/2104";
    let leader = portal.sign_in("leader").await;
    leader
        .post(&format!("{sheet}/issue"), &[("seen", "0")])
        .await
        .saved();
    correct(portal, "revenue").await;
    sheet
}

/// The pages of staff that are always at the same address.
const OF_STAFF: [(&str, &str); 16] = [
    ("duties", "/duties?year=2022"),
    ("sheet", "/sheets/4/2022-Q4"),
    ("warnings", "/warnings/4/2022-Q4"),
    ("zone", "/zones/1"),
    ("plan", "/zones/1/plan"),
    ("parcel", "/parcels/5"),
    ("occupancy", "/occupancy?on=2022-12-31"),
    ("national", "/national/2022/2104"),
    ("enterprise", "/enterprises/1"),
    ("work", "/tasks"),
    ("infrastructure", "/infrastructure?on=2022-12-31"),
    ("wastewater", "/wastewater?on=2022-10-15"),
    ("industries", "/industries/2025/1621"),
    ("structure", "/structure?on=2025-07-01"),
    ("targets", "/plan/1/targets?scope=board"),
    ("review-edit", "/reviews/2022/edit"),
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes docs/images: make screenshots"]
async fn pictures_of_the_guide() {
    let portal = Portal::demo().await;
    let (path, import, life) = (
        entry(&portal).await,
        import(&portal).await,
        life(&portal).await,
    );
    let browser = Browser::open(&portal).await;
    browser.goto("/sign-in").await;
    take(&browser, "sign-in").await;
    browser.sign_in("leader").await;
    browser.size(1366, 900).await;
    for (name, path) in [
        ("dashboard", "/dashboard/2022"),
        ("figures", "/figures/2022/revenue"),
        ("review", "/reviews/2022"),
        ("issued", issued(&portal).await),
    ] {
        browser.goto(path).await;
        take(&browser, name).await;
    }
    browser.size(390, 844).await;
    browser.goto("/dashboard/2022").await;
    take(&browser, "dashboard-phone").await;
    browser
        .client
        .delete_all_cookies()
        .await
        .expect("cookies go");
    browser.sign_in("staff").await;
    browser.size(1366, 768).await;
    for (name, path) in [
        ("entry", path.as_str()),
        ("import", import.as_str()),
        ("life", life.as_str()),
    ]
    .into_iter()
    .chain(OF_STAFF)
    {
        browser.goto(path).await;
        take(&browser, name).await;
    }
    browser.goto(&import).await;
    browser
        .eval("document.querySelector('.sheet').scrollIntoView()")
        .await;
    take(&browser, "import-columns").await;
    browser
        .client
        .delete_all_cookies()
        .await
        .expect("cookies go");
    browser.sign_in("approver").await;
    for (name, path) in [("queue", "/filings"), ("decide", "/filings/13")] {
        browser.goto(path).await;
        take(&browser, name).await;
    }
    // Last, since it changes what all pages say: two boards merged.
    merge(&portal).await;
    browser
        .client
        .delete_all_cookies()
        .await
        .expect("cookies go");
    browser.sign_in("leader").await;
    browser.goto("/dashboard/2022?structure=today").await;
    take(&browser, "merger").await;
}

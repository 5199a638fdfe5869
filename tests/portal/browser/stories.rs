//! A year at the board as its people live it: staff enter, an approver decides, leadership looks, the office prints.

use axum::http::StatusCode;
use serde_json::json;

use super::Browser;
use super::grid::paste;
use crate::support::Portal;

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// A whole report of 2023 in the order of the entry page: business, then people. Products stay empty.
const REPORT: [&str; 10] = ["300", "1,5", "0", "5", "0", "200", "90", "150", "0", "7,5"];

/// The state of the only report of 2023.
async fn state(portal: &Portal) -> String {
    sqlx::query_scalar("select state from filings where period = '2023'")
        .fetch_one(&portal.db)
        .await
        .expect("one report")
}

/// How often something was done to a kind of record, by the audit log.
async fn audited(portal: &Portal, table: &str, action: &str) -> i64 {
    sqlx::query_scalar("select count(*) from audit_log where subject_type = $1 and action = $2 and account_id is not null")
        .bind(table)
        .bind(action)
        .fetch_one(&portal.db)
        .await
        .expect("a count")
}

/// Opens the entry page of an enterprise for 2023 the way staff do: the list, the search, the button.
pub(super) async fn open_report(browser: &Browser, search: &str) {
    browser.goto("/duties?year=2023").await;
    browser
        .tab_until("e.matches('.filters__search input')")
        .await;
    browser.keys(search).await;
    browser.keys(ENTER).await;
    browser.arrive("/duties?year=2023&state=open").await;
    browser.tab_to("Nhập").await;
    browser.keys(ENTER).await;
    browser.see("#entry").await;
}

async fn type_report(browser: &Browser) {
    for value in REPORT {
        browser.keys(value).await;
        browser.keys(ENTER).await;
    }
}

/// A submitted report of 2023 by staff, without a browser.
async fn submitted(portal: &Portal) -> String {
    let staff = portal.sign_in("staff").await;
    let path = staff
        .post(
            "/filings",
            &[("enterprise", "2"), ("form", "1"), ("period", "2023")],
        )
        .await
        .location;
    let page = staff.get(&path).await;
    let mut fields = page.fields("#entry");
    let inputs = fields.iter_mut().filter(|(name, _)| name.starts_with("v."));
    for ((_, value), typed) in inputs.zip(REPORT) {
        *value = typed.to_owned();
    }
    let reasons = fields.iter_mut().filter(|(name, _)| name.starts_with("r."));
    reasons.for_each(|(_, value)| *value = "Đã đối chiếu.".to_owned());
    fields.push(("action".to_owned(), "submit".to_owned()));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = staff.post(&path, &pairs).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_enter_and_submit_a_report_with_the_keyboard_alone() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.arrive("/duties").await;
    open_report(&browser, "minh hoa 02").await;
    // The cursor waits in the first cell. Typed in triệu while the unit says tỷ: the portal notices.
    browser.keys("300.000").await;
    browser.keys(ENTER).await;
    browser.read("#entry tbody", "nghi sai đơn vị").await;
    browser.keys("\u{e013}").await; // up
    browser.keys("300").await;
    browser.keys(ENTER).await;
    browser.read(".savebar__state", "Đã lưu").await;
    for value in &REPORT[1..] {
        browser.keys(value).await;
        browser.keys(ENTER).await;
    }
    // Five products not made here, a reason where the portal asks for one, then the button.
    browser.tab_to("Gửi duyệt").await;
    browser.read(".savebar__state", "Đã lưu").await;
    browser.keys(ENTER).await;
    browser.see(".error-summary, .flash--ok").await;
    if browser
        .words(".error-summary")
        .await
        .contains("Chưa gửi được")
    {
        browser.explain_all("Đã đối chiếu với doanh nghiệp.").await;
        browser.tab_to("Gửi duyệt").await;
        browser.keys(ENTER).await;
    }
    browser.read("main", "Chờ duyệt").await;
    assert_eq!(state(&portal).await, "submitted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_browser_loses_nothing() {
    let portal = Portal::demo().await;
    let base = portal.serve().await;
    let browser = Browser::at(base.clone()).await;
    browser.sign_in("staff").await;
    open_report(&browser, "minh hoa 02").await;
    let path = browser.path().await;
    browser.keys("311,5").await;
    // Neither left nor sent: typing has merely paused.
    browser.read(".savebar__state", "Đã lưu").await;
    drop(browser);

    let browser = Browser::at(base).await;
    browser.sign_in("staff").await;
    browser.goto(&path).await;
    assert_eq!(
        browser
            .eval("return document.querySelector('.entry__input').value")
            .await,
        json!("311,5")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_goes_on_after_the_session_has_ended() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    open_report(&browser, "minh hoa 02").await;
    sqlx::query("delete from sessions")
        .execute(&portal.db)
        .await
        .expect("sessions end");
    browser.keys("299").await;
    browser.read(".savebar__state", "Phiên đã hết").await;
    // Pressing the button anyway: the page asks to sign in, and what was typed goes on from there.
    browser.press("Lưu nháp").await;
    browser.see("#username").await;
    browser.fill("#username", "staff").await;
    browser
        .fill("#password", izportal::portal::accounts::DEMO_PASSWORD)
        .await;
    browser.keys(ENTER).await;
    browser.press("Gửi tiếp nội dung đã nhập").await;
    browser.see("#entry").await;
    assert_eq!(
        browser
            .eval("return document.querySelector('.entry__input').value")
            .await,
        json!("299")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approver_returns_a_report_then_accepts_it_and_the_dashboard_follows() {
    let portal = Portal::demo().await;
    let path = submitted(&portal).await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("approver").await;
    browser.arrive("/filings").await;
    browser.press("Doanh nghiệp minh họa 02").await;
    browser.see("#return-reason").await;
    browser
        .fill("#return-reason", "Thiếu lao động thời vụ")
        .await;
    browser.press("Trả lại").await;
    browser.read(".notice--bad", "Thiếu lao động thời vụ").await;
    assert_eq!(state(&portal).await, "returned");

    let staff = portal.sign_in("staff").await;
    let mut fields = staff.get(&path).await.fields("#entry");
    fields.push(("action".to_owned(), "submit".to_owned()));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        staff.post(&path, &pairs).await.status,
        StatusCode::SEE_OTHER
    );

    browser.goto(&path).await;
    browser.press("Duyệt, đưa vào sổ số liệu").await;
    browser.read("main", "Đã duyệt").await;
    browser.goto("/dashboard/2023").await;
    browser.read("main", "1/11").await;
    browser.read("main", "300").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_with_targets_becomes_the_baseline_of_its_year() {
    let portal = Portal::demo().await;
    let path = submitted(&portal).await;
    let approver = portal.sign_in("approver").await;
    let version = approver
        .get(&path)
        .await
        .attribute("input[name=version]", "value");
    approver
        .post(&format!("{path}/accept"), &[("version", &version)])
        .await;

    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.goto("/plans/2023").await;
    browser.press("Thêm bản kế hoạch").await;
    browser
        .fill("#f-name", "Kế hoạch năm 2023 UBND tỉnh giao")
        .await;
    browser.fill("#f-code", "UBND").await;
    browser.fill("#f-assigned_by", "UBND tỉnh").await;
    browser.click("#f-tier option[value=assigned]").await;
    browser.fill("#f-decision_on", "30/2/2023").await;
    browser.press("Lưu").await;
    browser.read(".error-summary", "Ngày quyết định").await;
    assert_eq!(
        browser
            .eval("return document.activeElement.className")
            .await,
        json!("error-summary")
    );
    assert_eq!(
        browser
            .eval("return document.querySelector('#f-name').value")
            .await,
        json!("Kế hoạch năm 2023 UBND tỉnh giao")
    );
    browser.fill("#f-decision_on", "28/2/2023").await;
    browser.click("#f-is_baseline").await;
    browser.press("Lưu").await;
    browser.press("Nhập chỉ tiêu").await;
    browser.fill("tbody tr:first-child input", "1.200").await;
    browser.press("Lưu").await;
    browser.read("main", "1.200").await;
    browser.goto("/dashboard/2023").await;
    browser.read("main", "25,0%").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leadership_reads_the_year_down_to_the_reports_and_changes_nothing() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    browser.arrive("/dashboard").await;
    browser.goto("/dashboard/2022").await;
    browser.read("main", "1.054").await;
    browser.read("main", "106,0%").await;
    browser
        .click("select[name=plan] option:not([selected])")
        .await;
    browser.press("Xem").await;
    browser.arrive("/dashboard/2022?plan=").await;
    browser.read("main", "99,4%").await;
    browser.press("1.054,0").await;
    browser.arrive("/figures/2022/revenue").await;
    browser.read("main", "Doanh nghiệp minh họa 01").await;
    browser.click("main table.data tbody a").await;
    browser.see("main table.data").await;
    // Reads everything, and meets no way to change any of it; what goes out under its name it may send.
    for (path, sent) in [
        ("/filings/1", 0),
        ("/enterprises/1", 0),
        ("/plans/2022", 0),
        ("/reviews/2022", 1),
        ("/zones", 0),
        ("/parcels", 0),
    ] {
        browser.goto(path).await;
        let sending = browser.eval("return document.querySelectorAll('main form[method=post][action$=\"/issue\"]').length").await;
        assert_eq!(sending, json!(sent), "{path}");
        let ways = browser.eval("return document.querySelectorAll('main form[method=post]:not([action$=\"/issue\"]), main a[href$=\"/edit\"], main a[href$=\"/new\"]').length").await;
        assert_eq!(ways, json!(0), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_are_one_report_and_one_record() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    open_report(&browser, "minh hoa 02").await;
    type_report(&browser).await;
    browser.read(".savebar__state", "Đã lưu").await;
    browser.explain_all("Đã đối chiếu.").await;
    browser.press_twice("button[value=submit]").await;
    browser.read("main", "Chờ duyệt").await;
    assert_eq!(audited(&portal, "filings", "submitted").await, 1);

    browser.goto("/obstacles/new").await;
    for (field, text) in [
        ("code", "VM-X"),
        ("content", "Thiếu điện giờ cao điểm"),
        ("raised_on", "1/2/2023"),
    ] {
        browser.fill(&format!("#f-{field}"), text).await;
    }
    for choice in ["zone_id", "channel", "field"] {
        browser
            .click(&format!("#f-{choice} option:nth-child(2)"))
            .await;
    }
    browser.press_twice(".form__actions .button--primary").await;
    browser.read("main", "Thiếu điện giờ cao điểm").await;
    assert_eq!(audited(&portal, "obstacles", "created").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_edit_shows_both_versions_and_keeps_mine() {
    let portal = Portal::demo().await;
    let base = portal.serve().await;
    let (mine, theirs) = (Browser::at(base.clone()).await, Browser::at(base).await);
    for (browser, account) in [(&mine, "staff"), (&theirs, "admin")] {
        browser.sign_in(account).await;
        browser.goto("/enterprises/2/edit").await;
    }
    theirs.fill("#f-address", "Lê Minh Họa").await;
    theirs.press("Lưu").await;
    theirs.read("main", "Lê Minh Họa").await;
    mine.fill("#f-address", "Trần Ví Dụ").await;
    mine.press("Lưu").await;
    mine.read(".conflict", "Lê Minh Họa").await;
    mine.read(".conflict", "Trần Ví Dụ").await;
    mine.press("Lưu").await;
    mine.read("main", "Trần Ví Dụ").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_and_the_menu_of_a_phone() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    browser.size(390, 844).await;
    browser.goto("/dashboard/2022").await;
    assert_eq!(
        browser
            .eval("return document.getElementById('menu').matches(':popover-open')")
            .await,
        json!(false)
    );
    browser.click(".menu-toggle").await;
    browser.press("Khu và đất").await;
    browser.press("Khu công nghiệp").await;
    browser.arrive("/zones").await;
    browser.click(".masthead__user abbr").await;
    browser.read("h1", "Industrial zones").await;
    browser.goto("/dashboard/2022").await;
    browser.read("main", "Total revenue").await;
    browser.keys("?").await;
    browser.read("#keys", "Search for anything").await;
    browser.keys(ESCAPE).await;
    assert_eq!(
        browser
            .eval("return document.getElementById('keys').open")
            .await,
        json!(false)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_administrator_adds_an_account_that_can_sign_in() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("admin").await;
    browser.goto("/accounts/new").await;
    browser.fill("#f-username", "hoa.nt").await;
    browser.fill("#f-display_name", "Nguyễn Thị Hoa").await;
    browser.click("#f-role option[value=staff]").await;
    browser
        .fill("#f-password", izportal::portal::accounts::DEMO_PASSWORD)
        .await;
    browser.press("Lưu").await;
    browser.read("main", "Nguyễn Thị Hoa").await;
    browser.press_menu("Đăng xuất").await;
    browser.arrive("/sign-in").await;
    browser.sign_in("hoa.nt").await;
    browser.arrive("/duties").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_writes_its_words_into_the_review_and_downloads_it() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.goto("/reviews/2022").await;
    browser.press("Soạn, sửa lời văn").await;
    browser.fill("#f-number", "05").await;
    browser.fill("#f-signed_on", "5/1/23x").await;
    browser
        .fill("#f-assessment", "Công tác phối hợp được thực hiện tốt.")
        .await;
    browser.press("Lưu").await;
    browser.read(".field--error", "Ngày ký").await;
    assert_eq!(
        browser
            .eval("return document.querySelector('#f-assessment').value")
            .await,
        json!("Công tác phối hợp được thực hiện tốt.")
    );
    browser.fill("#f-signed_on", "5/1/2023").await;
    browser.press("Lưu").await;
    browser.read(".doc", "Số: 05/BC-BQL").await;
    browser.read(".doc", "ngày 05 tháng 01 năm 2023").await;
    browser
        .read(".doc", "Công tác phối hợp được thực hiện tốt.")
        .await;
    if cfg!(feature = "pdf") {
        let script = "const done = arguments[0]; fetch('/reviews/2022.pdf').then(async (r) => done([r.status, (await r.text()).slice(0, 5)]))";
        let fetched = browser
            .client
            .execute_async(script, Vec::new())
            .await
            .expect("an answer");
        assert_eq!(fetched, json!([200, "%PDF-"]));
    }
}

/// What stands in the value cells.
async fn values(browser: &Browser) -> Vec<String> {
    let all = browser
        .eval("return [...document.querySelectorAll('.entry__input')].map((input) => input.value)")
        .await;
    all.as_array()
        .expect("a list")
        .iter()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_from_excel_is_pasted_down_the_cells_and_taken_back() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    open_report(&browser, "minh hoa 02").await;
    // Names, units and numbers as they are copied from a sheet; the third number is missing there.
    let block = "Doanh thu\ttỷ\t221,4\r\nXuất khẩu\ttr.USD\t9,3\r\nNhập khẩu\ttr.USD\t\r\nNộp ngân sách nhà nước\ttỷ\t5,9\r\n";
    // Row numbers are known for what they are. What was pasted is seen before anything is written; Escape drops it.
    let numbered = "1\tDoanh thu\t221,4\r\n2\tXuất khẩu\t9,3\r\n";
    paste(&browser, numbered).await;
    browser.read(".savebar", "2 số sẽ ghi, 0 để lại").await;
    assert_eq!(values(&browser).await[..2], ["", ""]);
    browser.keys("\u{e00c}").await;
    browser.read(".savebar", "không ghi gì").await;
    paste(&browser, block).await;
    browser.read(".savebar", "3 số sẽ ghi").await;
    browser.keys("\u{e007}").await;
    assert_eq!(values(&browser).await[..5], ["221,4", "9,3", "", "5,9", ""]);
    browser.read(".savebar", "Đã dán 3 ô").await;
    browser.read(".savebar__state", "Đã lưu").await;
    let saved: Vec<String> = sqlx::query_scalar("select raw from filing_entries order by raw desc")
        .fetch_all(&portal.db)
        .await
        .expect("cells")
        .into_iter()
        .filter(|raw: &String| ["221,4", "9,3", "5,9"].contains(&raw.as_str()))
        .collect();
    assert_eq!(saved.len(), 3, "{saved:?}");

    browser.keys("\u{e009}z").await; // Ctrl+Z
    assert_eq!(values(&browser).await[..5], ["", "", "", "", ""]);
}

//! How a board begins, in the browser alone: the checklist leads from an empty portal to the first dashboard; and a bundle
//! of data that were elsewhere.

use std::path::Path;

use izportal::portal::accounts;

use super::Browser;
use super::pages::faults;
use super::papers::choose;
use crate::portal::bundle;
use crate::portal::bundle_sent::archive;
use crate::support::{Portal, empty_database, people};

/// Where the checklist is: the first page there is while a step is left.
async fn checklist(browser: &Browser) {
    browser.goto("/").await;
    browser.arrive("/set-up").await;
    browser.see(".begin").await;
}

/// The step before is shown as done, this one is the next, and its link is followed.
async fn step(browser: &Browser, done: &str, title: &str, link: &str) {
    checklist(browser).await;
    if !done.is_empty() {
        let shown = format!(
            "[...document.querySelectorAll('.begin__step--done')].some((step) =>
                step.querySelector('.begin__title').innerText === '{done}' && step.innerText.includes('Xong'))"
        );
        browser.until(&shown).await;
    }
    browser
        .read(".begin__step--next .begin__title", title)
        .await;
    browser.press(link).await;
}

/// Fills fields of a form by their names, chooses in others by value, and saves.
async fn save(browser: &Browser, texts: &[(&str, &str)], choices: &[(&str, &str)]) {
    browser.see(".form__actions").await;
    for (field, text) in texts {
        browser.fill(&format!("#f-{field}"), text).await;
    }
    for (field, value) in choices {
        browser.click(&format!("#f-{field} option{value}")).await;
    }
    let here = browser.path().await;
    browser.click(".form__actions .button--primary").await;
    browser.leave(&here).await;
    browser.see("main h1").await;
    assert_eq!(browser.words(".error-summary").await, "", "it is saved");
}

async fn account(browser: &Browser, username: &str, name: &str, role: &str) {
    let texts = [
        ("username", username),
        ("display_name", name),
        ("password", accounts::DEMO_PASSWORD),
    ];
    // The box of a zone stands beside its name, not above it.
    browser.see("[name=zones]").await;
    let beside = "[...document.querySelectorAll('label:has([type=checkbox])')].every((label) =>
        label.offsetHeight < 2 * label.querySelector('input').offsetHeight)";
    browser.until(beside).await;
    save(browser, &texts, &[("role", &format!("[value={role}]"))]).await;
}

/// The first account, by the link the portal prints when it starts for the first time.
async fn first_account(portal: &Portal, browser: &Browser) {
    let link = accounts::actions::setup_link(&portal.db)
        .await
        .expect("the database answers")
        .expect("a link");
    browser.goto(&link).await;
    let texts = [
        ("username", "quan.tri"),
        ("display_name", "Quản trị"),
        ("password", accounts::DEMO_PASSWORD),
    ];
    save(browser, &texts, &[]).await;
    browser.sign_in("quan.tri").await;
    browser.arrive("/set-up").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checklist_leads_from_an_empty_portal_to_the_first_dashboard() {
    let portal = Portal::empty().await;
    let base = portal.serve().await;
    let browser = Browser::at(base.clone()).await;
    first_account(&portal, &browser).await;
    assert_eq!(faults(&browser).await, Vec::<String>::new());
    browser.size(1366, 768).await;

    // Names and the first period are filled in within the list.
    let board = "Tên Ban, địa danh trên văn bản";
    checklist(&browser).await;
    for (field, text) in [
        ("superior", "UBND TỈNH BẮC KẠN"),
        ("province", "Bắc Kạn"),
        ("place", "Bắc Kạn"),
    ] {
        browser.fill(&format!("#f-{field}"), text).await;
    }
    browser.press("Lưu tên Ban").await;
    browser.read(".flash", "Đã lưu").await;
    step(&browser, board, "Khu công nghiệp", "Thêm khu công nghiệp").await;
    let zone = [
        ("code", "TB"),
        ("name", "KCN Thanh Bình"),
        ("province", "Bắc Kạn"),
    ];
    let kinds = [("kind", ":nth-child(2)"), ("status", "[value=operating]")];
    save(&browser, &zone, &kinds).await;

    step(&browser, "Khu công nghiệp", "Tài khoản", "Thêm tài khoản").await;
    account(&browser, "nhap.lieu", "Nguyễn Thị Nhập", "staff").await;
    step(&browser, "", "Tài khoản", "Thêm tài khoản").await;
    account(&browser, "duyet", "Trần Văn Duyệt", "approver").await;

    step(&browser, "Tài khoản", "Doanh nghiệp", "Thêm doanh nghiệp").await;
    let enterprise = [
        ("code", "DN01"),
        ("name", "Công ty gỗ Minh Họa"),
        ("status_since", "1/1/2024"),
    ];
    let state = [
        ("zone_id", ":nth-child(2)"),
        ("ownership", ":nth-child(2)"),
        ("status", "[value=operating]"),
    ];
    save(&browser, &enterprise, &state).await;

    let periods = "Mẫu báo cáo, kỳ đầu tiên";
    checklist(&browser).await;
    browser.fill("#f-reports_since", "1/1/2026").await;
    browser.press("Chọn kỳ đầu tiên").await;
    browser.read(".flash", "Đã lưu").await;

    plan(&browser, periods).await;
    // What is left is for those who enter reports.
    let staff = Browser::at(base.clone()).await;
    staff.sign_in("nhap.lieu").await;
    last_year(&staff).await;
    let approver = Browser::at(base).await;
    approver.sign_in("duyet").await;
    let import = staff.path().await;
    approver.goto(&import).await;
    approver.press("Duyệt cả loạt").await;
    approver.read(".flash", "Đã duyệt 1 báo cáo").await;

    browser.goto("/set-up").await;
    browser.read(".page__subtitle", "Đã xong mọi bước").await;
    browser.goto("/dashboard/2025").await;
    browser
        .read("main", "phạm vi không rõ, số liệu chuyển vào")
        .await;
    browser.read(".indicators__actual", "120,0").await;
    browser.goto("/").await;
    browser.until("location.pathname !== '/set-up'").await;
}

/// The targets of the year.
async fn plan(browser: &Browser, done: &str) {
    step(browser, done, "Kế hoạch năm", "Thêm kế hoạch").await;
    let plan = [
        ("year", "2026"),
        ("name", "Kế hoạch năm 2026 UBND tỉnh giao"),
        ("code", "UBND"),
        ("assigned_by", "UBND tỉnh"),
    ];
    save(browser, &plan, &[("tier", "[value=assigned]")]).await;
    browser.press("Nhập chỉ tiêu").await;
    browser.fill("tbody tr:first-child input", "1.200").await;
    browser.press("Lưu").await;
    browser.read("main", "1.200").await;
}

/// The year before, out of the board's own file.
async fn last_year(browser: &Browser) {
    step(
        browser,
        "Kế hoạch năm",
        "Số liệu các năm trước",
        "Nhập từ tệp của Ban",
    )
    .await;
    let table = "Doanh thu của các doanh nghiệp KCN (tỷ đồng);;\nSTT;Tên doanh nghiệp;2025\n1;Công ty gỗ Minh Họa;120\n";
    let files = [("Các năm trước.csv", table.as_bytes())];
    let _folder = choose(browser, "#files", &files).await;
    browser.press("Đọc và xem trước").await;
    browser.arrive("/imports/").await;
    browser.press("Nhập phần tốt").await;
    browser.read("#written", "Báo cáo đã ghi").await;
    browser.press("Gửi duyệt cả loạt").await;
    browser.read(".flash", "Đã gửi duyệt 1 báo cáo").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_is_tried_mended_and_taken_in_the_browser() {
    let db = empty_database().await;
    people(&db).await;
    let portal = Portal::over(db, |state| state).await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("admin").await;
    browser.arrive("/set-up").await;
    browser.press("Nhập cả gói").await;
    browser.arrive("/bundle").await;
    assert_eq!(faults(&browser).await, Vec::<String>::new());
    browser.size(1366, 768).await;

    let faulty = bundle::copy_of_the_demo();
    bundle::edit(faulty.path(), "zones.csv", "operating", "gone");
    let bytes = archive(faulty.path());
    let _folder = choose(&browser, "#bundle", &[("goi.zip", &bytes)]).await;
    browser.press("Đọc thử gói").await;
    browser.read("main", "Không nhập được").await;
    browser
        .read("[aria-labelledby=found] tbody", "zones.csv")
        .await;
    assert_eq!(faults(&browser).await, Vec::<String>::new());
    browser.size(1366, 768).await;

    let bytes = archive(Path::new("demo"));
    let _folder = choose(&browser, "#bundle", &[("goi.zip", &bytes)]).await;
    browser.press("Đọc thử gói").await;
    browser
        .read("[aria-labelledby=found]", "Không có lỗi")
        .await;
    assert_eq!(faults(&browser).await, Vec::<String>::new());
    browser.size(1366, 768).await;
    browser.press("Nhập cả gói").await;
    browser.arrive("/set-up").await;
    browser.read(".flash", "Đã nhập trọn gói").await;
    browser.read(".page__subtitle", "Đã xong mọi bước").await;
    browser.goto("/dashboard/2022").await;
    browser.read("main", "1.054").await;
}

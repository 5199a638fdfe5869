//! Every page on every screen in both languages: nothing in the console, nothing cut off, nothing axe-core objects to.

use axum::http::Method;
use izportal::foundation::kernel::Role;
use izportal::platform::web::Access;
use serde_json::{Value, json};

use super::Browser;
use crate::support::{Portal, filled};

/// axe-core 4.14.1 (MPL-2.0), as published in its npm package.
const AXE: &str = include_str!("../../vendor/axe-4.14.1.min.js");

/// Addresses that lead on to another page.
const REDIRECTS: [&str; 10] = [
    "/",
    "/dashboard",
    "/reviews",
    "/plans",
    "/national",
    "/projects/{id}/events",
    "/parcels/{id}/events",
    "/works/{id}/statements",
    "/wastewater-plants/{id}/readings",
    "/setup/{token}",
];

/// States a route has beside its first: an entry in progress, a search without result, a wrong address, no rights.
const STATES: &[(&str, &str)] = &[
    ("staff", "/duties?year=2031"),
    ("staff", "/duties?year=2022&state=all"),
    ("staff", "/filings/10"),
    ("approver", "/filings/13"),
    ("staff", "/filings/entry"),
    ("leader", "/zones/1/plan?colour=revenue&on=2022-12-31"),
    ("leader", "/zones/1/plan?colour=tenant&on=hôm+qua"),
    ("leader", "/zones/1/plan?on=2001-01-01"),
    ("leader", "/zones/1/plan/print?parcel=14&paper=a3_portrait"),
    ("staff", "/tasks?state=resolved&kind=obstacle"),
    ("leader", "/tasks?state=soon&field=power"),
    ("leader", "/tasks?year=2022&part=closing&kind=obstacle"),
    ("leader", "/tasks/years/2023"),
    ("staff", "/obstacles/4"),
    ("staff", "/obstacles/1/steps/new?kind=rescheduled"),
    ("staff", "/obstacles/4/steps/new?kind=reopened"),
    ("staff", "/parcels/17"),
    ("staff", "/parcels/15/events/new?kind=leased"),
    ("staff", "/parcels/12/events/new?kind=extended"),
    ("staff", "/parcels/12/events/new?kind=idle&corrects=4"),
    ("leader", "/occupancy?on=2021-12-31"),
    ("leader", "/occupancy?on=h%C3%B4m+qua"),
    ("leader", "/idle-land?on=2023-10-01"),
    ("leader", "/industries?q=%C4%91i%E1%BB%87n"),
    ("leader", "/industries/2025/2029"),
    ("leader", "/industries/projects?on=2025-11-30&division=16"),
    (
        "leader",
        "/figures/2022/realised_capital?since=2021&origin=foreign&zone=1",
    ),
    ("leader", "/infrastructure?on=2022-12-31"),
    ("leader", "/infrastructure?on=h%C3%B4m+qua"),
    ("leader", "/wastewater?on=2022-10-15"),
    ("leader", "/sponsorship?on=h%C3%B4m+qua"),
    ("staff", "/wastewater-plants/1/readings/new?corrects=1"),
    (
        "staff",
        "/wastewater-plants/1/readings/new?corrects=1&withdraw=true",
    ),
    ("staff", "/works/3"),
    ("staff", "/works/2/statements/new"),
    ("staff", "/works/3/statements/new?corrects=1"),
    ("staff", "/works/3/statements/new?corrects=1&withdraw=true"),
    ("staff", "/imports/2"),
    ("staff", "/imports/3"),
    ("staff", "/projects/1/events/new?kind=transferred"),
    ("staff", "/projects/4/events/new?kind=capital_changed"),
    ("staff", "/projects/13/events/new?kind=suspended&corrects=4"),
    ("leader", "/national/2008/2102"),
    ("leader", "/national/2022/2103"),
    ("leader", "/national/2022/2104"),
    ("leader", "/national/2022/2105"),
    ("leader", "/national/2022/2106"),
    ("leader", "/national/2022/2107"),
    ("leader", "/national/2022/2114"),
    ("leader", "/national/2022/partners?what=valid"),
    ("leader", "/working-columns"),
    ("leader", "/national/2022/land?zone=1"),
    ("leader", "/national/2026-Q3/2101"),
    ("leader", "/figures/2022/exports?origin=domestic&as=bvnd"),
    ("leader", "/national/2022-Q3/2115"),
    ("leader", "/national/2022-Q4/2116"),
    ("staff", "/enterprises?q=kh%C3%B4ng+c%C3%B3"),
    ("staff", "/dashboard/2031"),
    ("leader", "/reviews/2031"),
    ("staff", "/reviews/2021"),
    ("staff", "/reviews/2021/edit"),
    ("leader", "/reviews/2021.pdf"),
    ("staff", "/parcels/17"),
    ("leader", "/nowhere"),
    ("leader", "/accounts"),
    ("leader", "/search?q=xu%E1%BA%A5t+kh%E1%BA%A9u+2022"),
    ("staff", "/search?q=minh+hoa"),
    ("leader", "/search?q=kh%C3%B4ng+c%C3%B3+g%C3%AC"),
    ("leader", "/structure?on=30/06/2025"),
    ("staff", "/structure?on=h%C3%B4m+qua"),
    ("leader", "/dashboard/2022?structure=today"),
    ("leader", "/reviews/2022?structure=2025-12-31"),
];

/// The pages of the portal, by the account that opens them. Files and redirections are no pages.
fn pages(portal: &Portal) -> Vec<(&'static str, String)> {
    let accounts = [
        ("leader", Role::Leadership),
        ("staff", Role::Staff),
        ("approver", Role::Approver),
        ("admin", Role::Administrator),
    ];
    let mut pages: Vec<(&str, String)> = portal
        .routes
        .iter()
        .filter(|route| route.method == Method::GET && !REDIRECTS.contains(&route.path.as_str()))
        .filter(|route| !route.path.starts_with("/health") && !route.path.starts_with("/static"))
        // Downloads and what a script reads are no pages.
        .filter(|route| {
            !["/handouts", "/evidence/", "/industries/pairs"]
                .iter()
                .any(|files| route.path.starts_with(files))
                && !route.path.ends_with("/live")
                && route.path != "/search/list"
                && !route.path.ends_with(".geojson")
        })
        .map(|route| {
            let may = |role: Role| match route.access {
                Access::Needs(permission) => role.may(permission),
                Access::Public | Access::SignedIn => true,
            };
            let account = accounts
                .iter()
                .find(|(_, role)| may(*role))
                .map_or("admin", |(username, _)| username);
            (account, filled(&route.path))
        })
        .collect();
    pages.extend(
        STATES
            .iter()
            .map(|(account, path)| (*account, (*path).to_owned())),
    );
    pages.sort();
    pages
}

/// Screens of every kind: a phone, a small laptop enlarged to 125 %, a laptop, a projector.
const SCREENS: [(u32, u32); 4] = [(390, 844), (1093, 614), (1366, 768), (1920, 1080)];

/// Which of the page's media queries hold. Where the same ones do, the same rules of the stylesheets lay the page out.
const LAYOUT: &str = "const held = [];
    const walk = (rules) => { for (const rule of rules) {
        if (rule instanceof CSSMediaRule) held.push(matchMedia(rule.conditionText).matches ? 1 : 0);
        if (rule.cssRules) walk(rule.cssRules);
    } };
    for (const sheet of document.styleSheets) {
        held.push(matchMedia(sheet.media.mediaText).matches ? 1 : 0);
        walk(sheet.cssRules);
    }
    return held.join('')";

/// How wide the page is, where that is not as wide as the screen.
const WIDTH: &str = "const d = document.documentElement, screen = arguments[0];
    return d.scrollWidth > d.clientWidth || innerWidth !== screen ? `${d.scrollWidth} > ${d.clientWidth} on ${innerWidth}` : ''";

/// What axe-core finds. A bar that stays at the window's edge lies over whatever is scrolled beneath it: no finding about
/// what it covers now.
const FINDINGS: &str = "const done = arguments[0], bars = document.querySelectorAll('.savebar, .batch');
    const lay = (position) => bars.forEach((bar) => { bar.style.position = position; });
    lay('static');
    axe.run(document, { resultTypes: ['violations'],
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then((result) => result.violations.map((v) => `${v.id} (${v.impact}): ${v.nodes[0].html.slice(0, 200)}`))
        .catch((error) => [String(error)])
        .then((found) => { lay(''); done(found); })";

/// What is wrong with the page the browser shows, one line each: on every screen, and in every layout it has there.
pub async fn faults(browser: &Browser) -> Vec<String> {
    faults_on(browser, &SCREENS).await
}

/// The same on some screens: what was opened for one of them may not be there on another.
pub async fn faults_on(browser: &Browser, screens: &[(u32, u32)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut layouts = Vec::new();
    browser.eval(AXE).await;
    for &(width, height) in screens {
        browser.size(width, height).await;
        let wide = browser.client.execute(WIDTH, vec![json!(width)]).await;
        let wide = wide.expect("a width");
        if wide != json!("") {
            faults.push(format!("{width}: the page scrolls sideways: {wide}"));
        }
        let layout = browser.eval(LAYOUT).await;
        if layouts.contains(&layout) {
            continue;
        }
        layouts.push(layout);
        let found = browser.client.execute_async(FINDINGS, Vec::new()).await;
        let found = found.expect("axe-core runs");
        let found = found.as_array().expect("a list").iter();
        faults.extend(
            found
                .filter_map(Value::as_str)
                .map(|finding| format!("{width}: {finding}")),
        );
    }
    let console = browser.console().await.into_iter();
    faults.extend(console.filter(|line| !line.contains("the server responded with a status of 4")));
    faults
}

/// Opens every page in one language, half of them in each of two browsers at a time.
async fn walk(lang: &str) {
    let portal = Portal::demo().await;
    let draft = draft(&portal).await;
    let base = portal.serve().await;
    let pages = pages(&portal);
    let (one, other) = tokio::join!(
        look(&base, &draft, lang, pages.iter().step_by(2)),
        look(&base, &draft, lang, pages.iter().skip(1).step_by(2)),
    );
    let complaints = [one, other].concat();
    assert!(complaints.is_empty(), "{lang}:\n{}", complaints.join("\n"));
}

/// Opens some pages, each once, and looks at it on every screen.
async fn look(
    base: &str,
    draft: &str,
    lang: &str,
    pages: impl Iterator<Item = &(&'static str, String)>,
) -> Vec<String> {
    let browser = Browser::at(base.to_owned()).await;
    let mut complaints = Vec::new();
    let mut signed_in = "";
    for (account, path) in pages {
        if *account != signed_in {
            let gone = browser.client.delete_all_cookies().await;
            gone.expect("cookies go");
            browser.sign_in(account).await;
            browser.goto(&format!("/account?lang={lang}")).await;
            signed_in = account;
        }
        // Without a session, at the end.
        if path == "/sign-in" {
            continue;
        }
        let (width, height) = SCREENS[0];
        browser.size(width, height).await;
        browser.goto(&path.replace("/filings/entry", draft)).await;
        let spoken = browser.eval("return document.documentElement.lang").await;
        assert_eq!(spoken, json!(lang), "{path}");
        let faults = faults(&browser).await.into_iter();
        complaints.extend(faults.map(|fault| format!("{path}: {fault}")));
    }
    let gone = browser.client.delete_all_cookies().await;
    gone.expect("cookies go");
    browser.goto(&format!("/sign-in?lang={lang}")).await;
    let faults = faults(&browser).await.into_iter();
    complaints.extend(faults.map(|fault| format!("/sign-in: {fault}")));
    complaints
}

/// A report begun, with a cell that needs a reason and one that cannot be read.
async fn draft(portal: &Portal) -> String {
    let staff = portal.sign_in("staff").await;
    let long = format!("{}.pdf", "Báo_cáo_có_chữ_ký".repeat(9));
    let files: [(&str, &[u8]); 2] = [(&long, b"%PDF-1.7 "), ("nhầm.pdf", b"%PDF-1.6 ")];
    staff
        .upload(
            "/filings/1/evidence",
            &[("cell", "1"), ("note", "Bản ký")],
            &files,
        )
        .await;
    staff
        .post("/evidence/2/remove", &[("reason", "Đính kèm nhầm")])
        .await;
    staff
        .upload(
            "/obstacles/1/evidence",
            &[("note", "Biên bản làm việc")],
            &[(&long, b"%PDF-1.7 ")],
        )
        .await;
    staff
        .post("/filings/1/comments", &[("body", "Đã đối chiếu.\r\nKhớp.")])
        .await;
    let summary: &[u8] = include_bytes!("../../fixtures/imports/summary.xlsx");
    let handout: &[u8] = include_bytes!("../../fixtures/imports/handout.xlsx");
    let fields = [
        ("form", "1"),
        ("period", "2023"),
        ("sender", "Công ty hạ tầng minh họa có tên rất dài"),
    ];
    staff
        .upload(
            "/imports",
            &fields,
            &[(
                "tổng_hợp_của_công_ty_hạ_tầng_năm_2023_bản_cuối_đã_sửa.xlsx",
                summary,
            )],
        )
        .await;
    staff
        .upload("/imports", &[], &[("DN09.xlsx", handout)])
        .await;
    staff
        .upload(
            "/imports",
            &[("block", "Chỉ tiêu\tNăm\nSố lao động\t5")],
            &[],
        )
        .await;
    findings(portal).await;
    let path = staff
        .post(
            "/filings",
            &[("enterprise", "2"), ("form", "1"), ("period", "2023")],
        )
        .await
        .location;
    let form = [
        ("v.1", "120.000.000"),
        ("u.1", "bvnd"),
        ("v.2", "ba"),
        ("u.2", "musd"),
        ("action", "save"),
    ];
    staff.post(&path, &form).await;
    path
}

/// A review that must not be printed, parcels that do not add up, a total that one enterprise dominates.
async fn findings(portal: &Portal) {
    let staff = portal.sign_in("staff").await;
    let words = "Nộp ngân sách nhà nước đạt 105% so với năm 2021.\r\nDoanh thu 1.045 tỷ đồng.";
    staff
        .post(
            "/reviews/2021",
            &[
                ("version", "0"),
                ("capacity", "TRƯỞNG BAN"),
                ("assessment", words),
            ],
        )
        .await;
    let parcel = [
        ("code", "CN-98"),
        ("zone_id", "1"),
        ("phase_id", "1"),
        ("area_m2", "1"),
        ("land_use", "industrial"),
    ];
    staff
        .post(
            "/parcels",
            &[&parcel[..], &[("state", "leased"), ("enterprise_id", "3")]].concat(),
        )
        .await;
    sqlx::query("update check_rules set high = 25 where code = 'V30'")
        .execute(&portal.db)
        .await
        .expect("a rule");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_on_every_screen() {
    walk("vi").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_on_every_screen_in_english() {
    walk("en").await;
}

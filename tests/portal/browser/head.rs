//! The head of every page by keyboard: its menu, and on a phone the drawer.

use serde_json::json;

use super::Browser;
use super::pages::{faults, faults_on};
use crate::support::Portal;

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const LEFT: &str = "\u{e012}";
const UP: &str = "\u{e013}";
const RIGHT: &str = "\u{e014}";
const DOWN: &str = "\u{e015}";
const HOME: &str = "\u{e011}";
const END: &str = "\u{e010}";

/// The words of whatever has the focus.
async fn focused(browser: &Browser) -> String {
    let words = "return document.activeElement.innerText.replace(/\\s+/g, ' ').trim()";
    browser
        .eval(words)
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// The words whose panels are open.
async fn open(browser: &Browser) -> Vec<String> {
    let words = "return [...document.querySelectorAll('.masthead details[open] > summary')].map((s) => s.innerText.trim())";
    serde_json::from_value(browser.eval(words).await).expect("a list of words")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_is_gone_through_with_the_keyboard_alone() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    browser.goto("/parcels").await;
    browser.tab_to("Báo cáo").await;
    // Enter opens, the arrows move from word to word and take the panel along.
    browser.keys(ENTER).await;
    assert_eq!(open(&browser).await, ["Báo cáo"]);
    browser.keys(RIGHT).await;
    assert_eq!(open(&browser).await, ["Khu và đất"]);
    assert_eq!(focused(&browser).await, "Khu và đất");
    // Down goes in, sideways from group to group, Escape closes and gives the focus back.
    browser.keys(DOWN).await;
    assert_eq!(focused(&browser).await, "Khu công nghiệp");
    browser.keys(RIGHT).await;
    assert_eq!(focused(&browser).await, "Lô đất");
    browser.keys(DOWN).await;
    assert_eq!(focused(&browser).await, "Sổ đất đã cho thuê");
    browser.keys(LEFT).await;
    browser.keys(UP).await;
    assert_eq!(focused(&browser).await, "Khu công nghiệp");
    browser.keys(END).await;
    assert_eq!(focused(&browser).await, "Mục lục đầy đủ");
    browser.keys(HOME).await;
    assert_eq!(focused(&browser).await, "Khu công nghiệp");
    browser.keys(ESCAPE).await;
    assert_eq!(focused(&browser).await, "Khu và đất");
    assert!(open(&browser).await.is_empty());
    // A closed word opens by an arrow as well; Tab out of a panel closes it.
    browser.keys(UP).await;
    assert_eq!(focused(&browser).await, "Mục lục đầy đủ");
    browser.tab_to("Doanh nghiệp").await;
    assert!(open(&browser).await.is_empty());
    browser.keys(DOWN).await;
    browser.keys(ENTER).await;
    browser.arrive("/enterprises").await;
    assert_eq!(
        browser.words(".menu__words summary[aria-current]").await,
        "Doanh nghiệp"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_panel_is_whole_on_every_screen_and_fit_for_everybody() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("admin").await;
    let mut complaints = Vec::new();
    for lang in ["vi", "en"] {
        for (width, height) in [(1093, 614), (1366, 768), (1920, 1080), (390, 844)] {
            browser.size(width, height).await;
            browser.goto(&format!("/dashboard/2022?lang={lang}")).await;
            if width < 500 {
                browser.click(".menu-toggle").await;
            }
            for word in 1..=7 {
                browser
                    .click(&format!(".menu__words > li:nth-child({word}) summary"))
                    .await;
                let cut = "const p = document.querySelector('.menu__word[open] .menu__panel'); const r = p.getBoundingClientRect();
                    return p.scrollHeight > p.clientHeight || r.right > innerWidth || (innerWidth > 999 && r.bottom > innerHeight)
                        || [...p.querySelectorAll('a')].some((a) => a.scrollWidth > a.clientWidth)";
                if browser.eval(cut).await == json!(true) {
                    complaints.push(format!("{lang} {width}: panel {word} is cut"));
                }
            }
            for fault in faults_on(&browser, &[(width, height)]).await {
                complaints.push(format!("{lang} {fault}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_works_without_a_script() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser
        .devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
    browser.goto("/zones").await;
    for (word, entry, path) in [
        ("Hôm nay", "Việc cần xử lý", "/tasks"),
        ("Tổng kết", "Các bản kế hoạch", "/plan"),
    ] {
        browser.press(word).await;
        browser.press(entry).await;
        browser.arrive(path).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_opens_anywhere_and_is_gone_through_with_the_keyboard() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.goto("/holidays").await;
    browser.see(".find").await;
    // "/" while no field has the focus; in a field it is a letter.
    browser.keys("/").await;
    browser.see("#find[open]").await;
    browser.keys("minh hoa 03").await;
    browser.see(".answer[aria-selected=true]").await;
    browser.read("#answers", "Doanh nghiệp minh họa 03").await;
    browser.read(".finder__count", "kết quả").await;
    let chosen = "const box = document.querySelector('#find input'); const option = document.querySelector('[role=option][aria-selected=true]');
        return box.getAttribute('aria-activedescendant') === option.id && document.activeElement === box && [...document.querySelectorAll('[role=option]')].indexOf(option)";
    assert_eq!(browser.eval(chosen).await, json!(0));
    assert!(
        faults(&browser).await.is_empty(),
        "{:?}",
        faults(&browser).await
    );
    browser.keys(DOWN).await;
    assert_eq!(browser.eval(chosen).await, json!(1));
    browser.keys(UP).await;
    browser.keys(UP).await;
    assert_ne!(
        browser.eval(chosen).await,
        json!(0),
        "from the first to the last"
    );
    browser.keys(ESCAPE).await;
    assert_eq!(
        browser
            .eval("return document.getElementById('find').open")
            .await,
        json!(false)
    );

    // Ctrl+K works in a field too, and the focus comes back to it.
    browser
        .tab_until("e.matches('.filters__search input')")
        .await;
    browser.keys("/").await;
    assert_eq!(
        browser.eval("return document.activeElement.value").await,
        json!("/")
    );
    browser.keys("\u{e009}k").await;
    browser.see("#find[open]").await;
    browser.keys(ESCAPE).await;
    assert_eq!(
        browser
            .eval("return document.activeElement.matches('.filters__search input')")
            .await,
        json!(true)
    );

    // Enter opens what is chosen.
    browser.keys("\u{e009}k").await;
    browser.keys("xuat khau 2022").await;
    browser.read("#answers", "37,80").await;
    browser.keys(ENTER).await;
    browser.arrive("/figures/2022/exports").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_works_without_a_script() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser
        .devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
    browser.goto("/zones").await;
    browser.click(".find").await;
    browser.arrive("/search").await;
    browser.fill("main input[name=q]", "thanh binh").await;
    browser.keys(ENTER).await;
    browser.click("main .answer").await;
    browser.arrive("/zones/").await;
}

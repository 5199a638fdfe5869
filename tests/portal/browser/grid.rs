//! The entry grid as a spreadsheet user meets it: keys, undo, two people, a lost network.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::json;

use super::Browser;
use crate::returns::quarter;
use crate::support::Portal;

const CONTROL: &str = "\u{e009}";
const SHIFT: &str = "\u{e008}";
const NULL: &str = "\u{e000}";
const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";

/// The quarterly draft of the demonstration: two columns to type into, and a third in its first line.
pub(super) async fn draft(portal: &Portal) -> String {
    let id: i64 =
        sqlx::query_scalar("select id from filings where enterprise_id = 7 and period = '2022-Q4'")
            .fetch_one(&portal.db)
            .await
            .expect("a draft");
    format!("/filings/{id}")
}

/// A browser of staff at that draft.
pub(super) async fn at_draft(portal: &Portal) -> Browser {
    let browser = Browser::open(portal).await;
    browser.sign_in("staff").await;
    browser.goto(&draft(portal).await).await;
    browser
}

pub(super) async fn indicator(portal: &Portal, code: &str) -> i64 {
    sqlx::query_scalar("select id from indicators where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

pub(super) async fn indicators<const N: usize>(portal: &Portal, codes: [&str; N]) -> [i64; N] {
    let mut ids = [0; N];
    for (id, code) in ids.iter_mut().zip(codes) {
        *id = indicator(portal, code).await;
    }
    ids
}

pub(super) async fn value(browser: &Browser, key: &str) -> String {
    let value = browser
        .eval(&format!("return document.getElementById('v-{key}').value"))
        .await;
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) async fn stored(portal: &Portal, indicator: i64, measure: &str) -> String {
    sqlx::query_scalar(
        "select coalesce(max(raw), '') from filing_entries where indicator_id = $1 and measure = $2
            and filing_id = (select id from filings where enterprise_id = 7 and period = '2022-Q4')",
    )
    .bind(indicator)
    .bind(measure)
    .fetch_one(&portal.db)
    .await
    .expect("an entry")
}

pub(super) async fn focus(browser: &Browser, key: &str) {
    browser
        .eval(&format!(
            "const cell = document.getElementById('v-{key}'); cell.focus(); cell.select()"
        ))
        .await;
}

pub async fn paste(browser: &Browser, text: &str) {
    let script = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
    browser
        .client
        .execute(script, vec![json!(text)])
        .await
        .expect("it is pasted");
}

#[tokio::test(flavor = "multi_thread")]
async fn cells_are_selected_copied_and_filled_down_with_the_keyboard() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    let [equity, loans] = indicators(&portal, ["capital_equity", "capital_loans"]).await;
    let reinvested = indicator(&portal, "capital_reinvested").await;
    focus(&browser, &equity.to_string()).await;
    browser.keys("0").await;
    browser.keys(&format!("{SHIFT}{DOWN}{DOWN}")).await;
    browser.keys(&format!("{NULL}{CONTROL}d")).await;
    for key in [equity, loans, reinvested] {
        assert_eq!(value(&browser, &key.to_string()).await, "0");
    }
    let copied = "let copied; const data = new DataTransfer();
        const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true });
        document.activeElement.dispatchEvent(event); return data.getData('text/plain')";
    assert_eq!(browser.eval(copied).await, json!("0\n0\n0"));
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal, reinvested, "period").await, "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_before_a_cell_was_saved_takes_nothing_back() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    let [equity, loans] = indicators(&portal, ["capital_equity", "capital_loans"]).await;
    // A slow line: what the server says of the others is under way until the test lets it arrive.
    let slow = "const real = window.fetch; let release; const gate = new Promise((go) => { release = go; });
        window.arrive = release;
        window.fetch = async (address, options) => {
            const answer = await real(address, options);
            if (!String(address).endsWith('/live') || window.told) return answer;
            window.asked = true;
            await gate;
            const json = answer.json.bind(answer);
            answer.json = async () => { const said = await json(); window.told = true; return said; };
            return answer;
        }";
    browser.eval(slow).await;
    browser.until("window.asked").await;
    focus(&browser, &equity.to_string()).await;
    browser.keys("7").await;
    focus(&browser, &loans.to_string()).await;
    browser.read(".savebar__state", "Đã lưu").await;
    browser.eval("window.arrive()").await;
    browser.until("window.told").await;
    assert_eq!(value(&browser, &equity.to_string()).await, "7");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_in_one_cell_see_mine_theirs_and_the_base_and_one_chooses() {
    let portal = Portal::demo().await;
    let base = portal.serve().await;
    let (mine, theirs) = (Browser::at(base.clone()).await, Browser::at(base).await);
    let path = draft(&portal).await;
    let revenue = indicator(&portal, "revenue").await.to_string();
    for (browser, account) in [(&mine, "staff"), (&theirs, "approver")] {
        browser.sign_in(account).await;
        browser.goto(&path).await;
        focus(browser, &revenue).await;
    }
    // A window that another one was opened over has lost its selection: each person takes out what stands there.
    let retyped = |number: &str| format!("{}{number}", "\u{e003}".repeat(8));
    // The other page has not asked meanwhile: it still shows what stood there before.
    theirs.looking(false).await;
    mine.keys(&retyped("15.500")).await;
    mine.read(".savebar__state", "Đã lưu").await;
    theirs.keys(&retyped("14.000")).await;
    theirs.read(".entry__dispute", "15.500 triệu đồng").await;
    theirs.read(".entry__dispute", "14.000 triệu đồng").await;
    theirs.read(".entry__dispute", "14.978 triệu đồng").await;
    theirs.read(".entry__dispute", "Cán bộ nhập liệu").await;
    assert_eq!(
        stored(&portal, revenue.parse().expect("a number"), "period").await,
        "15.500",
        "nothing is overwritten silently"
    );
    theirs.press("Giữ số của tôi").await;
    theirs.read(".savebar__state", "Đã lưu").await;
    assert_eq!(
        stored(&portal, revenue.parse().expect("a number"), "period").await,
        "14.000"
    );
    theirs.looking(true).await;
    // Each sees that the other is there, and the first page takes over the new value by itself.
    mine.read("[data-people]", "Người duyệt").await;
    mine.eval("document.activeElement.blur()").await;
    mine.until(&format!(
        "document.getElementById('v-{revenue}').value === '14.000'"
    ))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_reached_the_server_comes_back_on_the_next_visit() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    let path = draft(&portal).await;
    browser.goto(&path).await;
    let imports = indicator(&portal, "imports").await;
    let offline = |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.enable", json!({})).await;
    browser
        .devtools("Network.emulateNetworkConditions", offline(true))
        .await;
    focus(&browser, &imports.to_string()).await;
    browser.keys("81.000").await;
    browser
        .read(".savebar__state", "được giữ trên máy này")
        .await;
    assert_eq!(stored(&portal, imports, "period").await, "");
    // The tab is closed without the network ever coming back.
    browser
        .devtools("Page.navigate", json!({ "url": "about:blank" }))
        .await;
    let _ = browser.client.accept_alert().await;
    browser
        .devtools("Network.emulateNetworkConditions", offline(false))
        .await;
    assert_eq!(
        stored(&portal, imports, "period").await,
        "",
        "it has not reached the server"
    );
    browser.goto(&path).await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal, imports, "period").await, "81.000");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_again_leads_back_to_the_same_cell() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    let imports = indicator(&portal, "imports").await;
    sqlx::query("delete from sessions")
        .execute(&portal.db)
        .await
        .expect("sessions end");
    focus(&browser, &imports.to_string()).await;
    browser.keys("82.000").await;
    browser.read(".savebar__state", "Phiên đã hết").await;
    browser.press("Đăng nhập lại").await;
    let _ = browser.client.accept_alert().await;
    browser.see("#username").await;
    browser.fill("#username", "staff").await;
    browser
        .fill("#password", izportal::portal::accounts::DEMO_PASSWORD)
        .await;
    browser.keys("\u{e007}").await;
    browser.see("#entry").await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal, imports, "period").await, "82.000");
    assert_eq!(
        browser.eval("return document.activeElement.id").await,
        json!(format!("v-{imports}")),
        "in the same cell"
    );
}

/// A portal in a process of its own, gone with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the portal on this port and waits until it answers.
fn process(portal: &Portal, port: u16) -> Process {
    let child = Command::new(env!("CARGO_BIN_EXE_izportal"))
        .args([
            "serve",
            "--demo",
            "--listen",
            &format!("127.0.0.1:{port}"),
            "--data-dir",
        ])
        .arg(portal.files.path())
        .env("DATABASE_URL", portal.database())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child.expect("the portal starts");
    let said = BufReader::new(child.stdout.take().expect("a pipe"))
        .lines()
        .map_while(Result::ok);
    assert!(
        said.into_iter().any(|line| line.starts_with("Stop with")),
        "it serves"
    );
    Process(child)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_in_the_middle_of_a_word_takes_nothing_with_it() {
    let portal = Portal::demo().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .expect("a port")
        .local_addr()
        .expect("its address")
        .port();
    let server = process(&portal, port);
    let browser = Browser::at(format!("http://127.0.0.1:{port}")).await;
    browser.sign_in("staff").await;
    browser.goto(&draft(&portal).await).await;
    let imports = indicator(&portal, "imports").await;
    focus(&browser, &imports.to_string()).await;
    browser.keys("83.").await;
    drop(server);
    browser.keys("5").await;
    browser.keys("00").await;
    browser
        .read(".savebar__state", "được giữ trên máy này")
        .await;
    assert_ne!(
        stored(&portal, imports, "period").await,
        "83.500",
        "nobody was there to save it"
    );

    // The portal comes back; the page saves by itself, and the next cell is typed as if nothing had been.
    let _server = process(&portal, port);
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal, imports, "period").await, "83.500");
    assert_eq!(value(&browser, &imports.to_string()).await, "83.500");
}

pub(super) async fn focused(browser: &Browser) -> String {
    browser
        .eval("return document.activeElement.id")
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_goes_down_every_column_before_the_questions() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    // The cells column by column, as the table has them.
    let script = "const rows = [...document.querySelectorAll('tr[data-row]')].map((row) =>
            [...row.querySelectorAll('td.entry__value, td.entry__none')].map((cell) => cell.querySelector('.entry__input')?.id));
        return [0, 1, 2].flatMap((column) => rows.map((row) => row[column]).filter(Boolean))";
    let order = browser.eval(script).await;
    let order: Vec<String> = order
        .as_array()
        .expect("cells")
        .iter()
        .filter_map(|id| id.as_str().map(str::to_owned))
        .collect();
    assert!(order.len() > 20, "three columns: {order:?}");
    browser
        .eval("document.querySelector('.entry__input').focus()")
        .await;
    assert_eq!(focused(&browser).await, order[0]);
    for next in &order[1..] {
        browser.keys(ENTER).await;
        assert_eq!(&focused(&browser).await, next);
    }
    // Only after the last column come the questions; Shift goes all the way back.
    browser.keys(ENTER).await;
    assert!(
        focused(&browser).await.starts_with("v-q"),
        "{}",
        focused(&browser).await
    );
    browser
        .eval(&format!(
            "document.getElementById('{}').focus()",
            order[order.len() - 1]
        ))
        .await;
    for before in order.iter().rev().skip(1) {
        browser.keys(&format!("{SHIFT}{ENTER}{NULL}")).await;
        assert_eq!(&focused(&browser).await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_is_shown_while_its_parts_are_typed_and_a_sum_is_worked_out() {
    let portal = Portal::demo().await;
    let browser = at_draft(&portal).await;
    let [equity, loans] = indicators(&portal, ["capital_equity", "capital_loans"]).await;
    let [reinvested, capital] =
        indicators(&portal, ["capital_reinvested", "realised_capital"]).await;
    let shown = format!("document.getElementById('v-{capital}').placeholder");
    focus(&browser, &equity.to_string()).await;
    browser.keys(&format!("=1000+500{ENTER}200")).await;
    browser.until(&format!("{shown} === '1.700'")).await;
    browser
        .read(&format!("[data-note='{capital}']"), "còn thiếu I.3")
        .await;
    browser
        .read(&format!("[data-note='{equity}']"), "= 1,5 tỷ đồng")
        .await;
    focus(&browser, &reinvested.to_string()).await;
    browser.keys("0").await;
    browser
        .read(&format!("[data-note='{capital}']"), "cộng từ I.1, I.2, I.3")
        .await;
    assert_eq!(
        (
            value(&browser, &equity.to_string()).await,
            stored(&portal, equity, "period").await
        ),
        ("=1000+500".to_owned(), "=1000+500".to_owned())
    );
    assert_eq!(stored(&portal, capital, "period").await, "1.700");
    // Another unit for the total: the same figure in it, and nothing typed over.
    let unit = format!("const unit = document.querySelector('[name=\"u.{capital}\"]'); unit.value = 'bvnd';
        unit.dispatchEvent(new Event('input', {{ bubbles: true }})); unit.dispatchEvent(new Event('change', {{ bubbles: true }}))");
    browser.eval(&unit).await;
    browser.until(&format!("{shown} === '1,7'")).await;
    assert_eq!(value(&browser, &capital.to_string()).await, "");
    // Typed over, it asks for a reason; emptied, it is added up again.
    focus(&browser, &capital.to_string()).await;
    browser.keys("2").await;
    browser
        .read(&format!("[data-note='{capital}']"), "V15")
        .await;
    browser
        .see(&format!(
            "[data-note='{capital}'] [data-reason]:not([hidden])"
        ))
        .await;
    focus(&browser, &capital.to_string()).await;
    browser.keys("\u{e017}").await;
    browser.until(&format!("{shown} === '1,7'")).await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal, loans, "period").await, "200");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sum_since_january_is_shown_while_the_quarter_is_typed() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = quarter::start(&portal, &staff, "8", "2022-Q1").await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.goto(&path).await;
    let revenue = indicator(&portal, "revenue").await;
    let shown = format!("document.getElementById('v-{revenue}t').placeholder");
    focus(&browser, &revenue.to_string()).await;
    browser.keys("1250,5").await;
    browser.until(&format!("{shown} === '1.250,5'")).await;
    browser
        .read(&format!("[data-note='{revenue}t']"), "= 1,2505 tỷ đồng")
        .await;
    browser.keys("1").await;
    browser.until(&format!("{shown} === '1.250,51'")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sum_since_january_is_shown_while_a_sheet_of_one_indicator_is_typed() {
    let portal = Portal::demo().await;
    let form = quarter::quarterly_form(&portal).await;
    let revenue = indicator(&portal, "revenue").await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    let path = format!("/sheets/{form}/2022-Q1?indicator={revenue}");
    browser.goto(&path).await;
    let shown = "document.getElementById('v-8t').placeholder";
    focus(&browser, "8").await;
    browser.keys("1250,5").await;
    browser.until(&format!("{shown} === '1.250,5'")).await;
    browser.read("[data-note='8t']", "= 1,2505 tỷ đồng").await;
    browser.keys("1").await;
    browser.until(&format!("{shown} === '1.250,51'")).await;
    browser.read(".savebar__state", "Đã lưu").await;
    browser.goto(&path).await;
    browser.until(&format!("{shown} === '1.250,51'")).await;
}

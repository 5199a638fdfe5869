//! Answers in words as one types them: saved while typing, kept without a network, chosen between, copied from the period before.

use serde_json::json;

use super::Browser;
use crate::support::Portal;

/// The quarterly draft of the demonstration and the key of its question.
async fn draft(portal: &Portal) -> (String, String) {
    let (id, question): (i64, i64) = sqlx::query_as(
        "select f.id, q.id from filings f join form_questions q on q.form_id = f.form_id and q.code = 'C'
          where f.enterprise_id = 7 and f.period = '2022-Q4'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a draft");
    (format!("/filings/{id}"), format!("q{question}"))
}

async fn stored(portal: &Portal) -> String {
    let sql = "select coalesce(max(body), '') from filing_answers
                where filing_id = (select id from filings where enterprise_id = 7 and period = '2022-Q4')";
    sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .expect("an answer")
}

async fn focus(browser: &Browser, key: &str) {
    browser
        .eval(&format!(
            "const field = document.getElementById('v-{key}'); field.focus(); field.select()"
        ))
        .await;
}

async fn value(browser: &Browser) -> String {
    browser
        .eval("return document.querySelector('.question__input').value")
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_saved_while_typing_and_survives_a_lost_network() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    let (path, key) = draft(&portal).await;
    browser.goto(&path).await;
    focus(&browser, &key).await;
    // Enter is a new line, and an arrow stays in the text: nothing of the grid reaches here.
    browser.keys("Thiếu nước.\u{e007}Đã báo.\u{e013}").await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal).await, "Thiếu nước.\nĐã báo.");
    assert_eq!(
        browser.eval("return document.activeElement.id").await,
        json!(format!("v-{key}")),
        "still in the text"
    );
    browser.see(".question.is-saved").await;

    let offline = |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.enable", json!({})).await;
    browser
        .devtools("Network.emulateNetworkConditions", offline(true))
        .await;
    focus(&browser, &key).await;
    browser.keys("Thiếu điện.").await;
    browser
        .read(".savebar__state", "được giữ trên máy này")
        .await;
    browser
        .devtools("Page.navigate", json!({ "url": "about:blank" }))
        .await;
    let _ = browser.client.accept_alert().await;
    browser
        .devtools("Network.emulateNetworkConditions", offline(false))
        .await;
    assert_eq!(
        stored(&portal).await,
        "Thiếu nước.\nĐã báo.",
        "it has not reached the server"
    );
    browser.goto(&path).await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal).await, "Thiếu điện.");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_ended_session_the_answer_is_there_and_the_cursor_in_it() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    let (path, key) = draft(&portal).await;
    browser.goto(&path).await;
    sqlx::query("delete from sessions")
        .execute(&portal.db)
        .await
        .expect("sessions end");
    focus(&browser, &key).await;
    browser.keys("Thiếu lao động.").await;
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
    assert_eq!(stored(&portal).await, "Thiếu lao động.");
    assert_eq!(
        browser.eval("return document.activeElement.id").await,
        json!(format!("v-{key}"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_at_one_answer_see_all_versions_and_one_chooses() {
    let portal = Portal::demo().await;
    let base = portal.serve().await;
    let (mine, theirs) = (Browser::at(base.clone()).await, Browser::at(base).await);
    let (path, key) = draft(&portal).await;
    for (browser, account) in [(&mine, "staff"), (&theirs, "approver")] {
        browser.sign_in(account).await;
        browser.goto(&path).await;
        focus(browser, &key).await;
    }
    // The other page has not asked meanwhile: it still shows what stood there before.
    theirs.looking(false).await;
    focus(&mine, &key).await;
    mine.keys("Thiếu nước.").await;
    mine.read(".savebar__state", "Đã lưu").await;
    focus(&theirs, &key).await;
    theirs.keys("Thiếu điện.").await;
    for said in ["Thiếu nước.", "Thiếu điện.", "Cán bộ nhập liệu"] {
        theirs.read(".entry__dispute", said).await;
    }
    assert_eq!(
        stored(&portal).await,
        "Thiếu nước.",
        "nothing is overwritten silently"
    );
    theirs.press("Lấy chữ của người khác").await;
    theirs.read(".savebar__state", "Đã lưu").await;
    assert_eq!(
        (value(&theirs).await, stored(&portal).await),
        ("Thiếu nước.".to_owned(), "Thiếu nước.".to_owned())
    );
    // What gave way is one undo away.
    focus(&theirs, &key).await;
    theirs.keys("\u{e009}z").await;
    assert_eq!(value(&theirs).await, "Thiếu điện.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_too_long_waits_and_says_so_while_cells_are_saved() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    let (path, key) = draft(&portal).await;
    browser.goto(&path).await;
    let script = format!(
        "const field = document.getElementById('v-{key}'); field.value = 'điện '.repeat(900);
         field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    );
    browser.eval(&script).await;
    browser
        .read(".savebar__state", "Dài 4499 ký tự, tối đa 4000: chưa lưu")
        .await;
    let imports: i64 = sqlx::query_scalar("select id from indicators where code = 'imports'")
        .fetch_one(&portal.db)
        .await
        .expect("an indicator");
    browser
        .eval(&format!(
            "const cell = document.getElementById('v-{imports}'); cell.focus(); cell.select()"
        ))
        .await;
    browser.keys("81.000\u{e004}").await;
    let saved = "select exists (select 1 from filing_entries where raw = '81.000')";
    while !sqlx::query_scalar::<_, bool>(saved)
        .fetch_one(&portal.db)
        .await
        .expect("a cell")
    {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    browser.read(".savebar__state", "chưa lưu").await;
    browser.read(".question", "tối đa 4000: chưa lưu").await;
    assert_eq!(
        (stored(&portal).await, value(&browser).await.chars().count()),
        (String::new(), 4500),
        "nothing is cut off"
    );
    focus(&browser, &key).await;
    browser.keys("Thiếu điện.").await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal).await, "Thiếu điện.");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_of_the_period_before_is_copied_under_what_stands_there() {
    let portal = Portal::demo().await;
    let (path, key) = draft(&portal).await;
    let before = "with f as (insert into filings (enterprise_id, zone_id, form_id, period, vintage, state)
                               select enterprise_id, zone_id, form_id, '2022-Q3', vintage, 'draft' from filings
                                where enterprise_id = 7 and period = '2022-Q4' returning id, form_id)
                  insert into filing_answers (filing_id, question_id, body)
                  select f.id, q.id, E'Đường xấu.\nĐèn hỏng.' from f join form_questions q on q.form_id = f.form_id";
    sqlx::query(before)
        .execute(&portal.db)
        .await
        .expect("an earlier report");
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.goto(&path).await;
    focus(&browser, &key).await;
    browser.keys("Thiếu nước.").await;
    browser.press("Chép lại").await;
    browser.read(".savebar__state", "Đã lưu").await;
    assert_eq!(stored(&portal).await, "Thiếu nước.\nĐường xấu.\nĐèn hỏng.");
    // Twice is once.
    browser.press("Chép lại").await;
    assert_eq!(value(&browser).await, "Thiếu nước.\nĐường xấu.\nĐèn hỏng.");
    browser.keys("\u{e009}z").await;
    assert_eq!(
        value(&browser).await,
        "Thiếu nước.",
        "the browser's own undo takes it back"
    );
}

//! A year comes in: fourteen yearly reports entered, checked, sent back and accepted, with the keyboard alone.

use super::Browser;
use super::papers::{Cell, Paper, cells, enterprise, workbook};
use crate::support::Portal;
use izportal::foundation::i18n::Lang;
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::HashMap;

const ENTER: &str = "\u{e007}";

const TAB: &str = "\u{e004}";

const SHIFT: &str = "\u{e008}";

const NULL: &str = "\u{e000}";

/// The yearly form of the demonstration year.
const DUTIES: &str = "/duties?year=2022&form=6&period=2022";

/// Its enterprises.
const ENTERPRISES: i64 = 14;

/// Pasted from a sheet, imported from a workbook, typed in the wrong unit, sent back: one of each.
const PASTED: i64 = 2;

const IMPORTED: i64 = 3;

const SLIPPED: i64 = 5;

const RETURNED: i64 = 6;

/// What leads an approver to the first report that waits, and what accepts it and leads on.
pub(super) const FIRST: &str = "Xem, duyệt";

pub(super) const NEXT: &str = "Duyệt rồi mở báo cáo tiếp theo";

/// What each says of its machines.
const TECHNOLOGY: &str = "Máy bóc gỗ Đài Loan, dùng từ năm 2015.";

/// Down the column of the year; where a line has a column since the certificate too, over to it and back.
async fn type_paper(browser: &Browser, cells: &[Cell], paper: &Paper, slip: Option<&str>) {
    let text = |cell: &Cell| {
        let zeros = if slip == Some(cell.indicator.as_str()) {
            "000"
        } else {
            ""
        };
        format!("{}{zeros}", paper.text(cell).unwrap_or_default())
    };
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.in_total) {
        let over = cells
            .get(at + 1)
            .filter(|next| next.in_total)
            .map(|total| format!("{TAB}{}{SHIFT}{TAB}{NULL}", text(total)));
        browser
            .keys(&format!(
                "{}{}{ENTER}",
                text(cell),
                over.unwrap_or_default()
            ))
            .await;
    }
}

/// The column as it stands in a sheet: names, units, figures.
fn block(cells: &[Cell], paper: &Paper) -> String {
    let line = |cell: &&Cell| {
        format!(
            "{}\t{}\t{}",
            cell.name,
            cell.unit.short(Lang::Vi),
            paper.text(cell).unwrap_or_default()
        )
    };
    cells
        .iter()
        .filter(|cell| !cell.in_total)
        .map(|cell| line(&cell))
        .collect::<Vec<_>>()
        .join("\r\n")
}

/// Answers the question the yearly form requires, unless it is answered.
async fn answer(browser: &Browser) {
    let silent = "[...document.querySelectorAll('.question__input[aria-required]')].some((field) => !field.value)";
    if browser.eval(&format!("return {silent}")).await == json!(true) {
        browser
            .tab_until("e.matches('.question__input[aria-required]')")
            .await;
        browser.keys(TECHNOLOGY).await;
    }
}

/// Presses "Gửi duyệt", and gives reasons where the portal asks for them.
pub(super) async fn submit(browser: &Browser) {
    answer(browser).await;
    browser.tab_to("Gửi duyệt").await;
    browser.keys(ENTER).await;
    browser.see(".flash--ok, .error-summary").await;
    if !browser.words(".error-summary").await.is_empty() {
        let silent = "[...document.querySelectorAll('.entry__reason')].some((field) => field.offsetParent && !field.value)";
        while browser.eval(&format!("return {silent}")).await == json!(true) {
            browser
                .tab_until("e.matches('.entry__reason') && !e.value")
                .await;
            browser.keys("Đã đối chiếu với doanh nghiệp.").await;
        }
        browser.tab_to("Gửi duyệt").await;
        browser.keys(ENTER).await;
    }
    browser.read(".page__subtitle", "Chờ duyệt").await;
}

/// Follows the button that leads to the report of the next enterprise.
async fn next(browser: &Browser) {
    browser
        .tab_until("e.innerText?.startsWith('Doanh nghiệp sau')")
        .await;
    let here = browser.path().await;
    browser.keys(ENTER).await;
    // The report before has the same table: it must be gone first.
    browser.leave(&here).await;
    browser.see("#entry").await;
}

/// Takes a workbook in: from the duties board to its report, submitted.
async fn import(portal: &Portal, browser: &Browser, paper: &Paper, cells: &[Cell]) {
    let name: String = sqlx::query_scalar("select name from enterprises where id = $1")
        .bind(IMPORTED)
        .fetch_one(&portal.db)
        .await
        .expect("a name");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("báo cáo năm.xlsx");
    std::fs::write(&file, workbook(&name, cells, paper)).expect("a file");
    browser.tab_to("Nhập các tệp Excel gửi về").await;
    browser.keys(ENTER).await;
    browser.see("#files").await;
    browser.tab_until("e.id === 'files'").await;
    browser.keys(file.to_str().expect("a path")).await;
    browser.tab_to("Đọc và xem trước").await;
    browser.keys(ENTER).await;
    browser.read("#preview", "0 ô cần sửa").await;
    browser.tab_to("Nhập phần tốt").await;
    browser.keys(ENTER).await;
    browser.read("#written", "Báo cáo đã ghi").await;
    browser.tab_to(&name).await;
    browser.keys(ENTER).await;
    browser.see("#entry").await;
    assert_eq!(enterprise(browser).await, IMPORTED);
    submit(browser).await;
}

/// Follows a button or link with these words to the next report that waits; `false` when there is none.
pub(super) async fn next_waiting(browser: &Browser, words: &str) -> bool {
    let here = browser.path().await;
    browser.tab_to(words).await;
    browser.keys(ENTER).await;
    browser.leave(&here).await;
    browser.see("main h1").await;
    browser.path().await != "/filings"
}

/// The reviewer goes through the queue; one report goes back for one cell.
async fn review(browser: &Browser) {
    browser.sign_in("approver").await;
    browser.arrive("/filings").await;
    let mut words = FIRST;
    while next_waiting(browser, words).await {
        browser.see("#decide").await;
        words = NEXT;
        if enterprise(browser).await != RETURNED
            || !browser.words(".page__subtitle").await.contains("năm")
        {
            continue;
        }
        browser
            .tab_until("e.matches('summary') && e.ariaLabel === 'Trả lại ô Tổng doanh thu'")
            .await;
        browser.keys(ENTER).await;
        browser.keys(TAB).await;
        browser.keys("Chưa trừ doanh thu nội bộ").await;
        browser.tab_to("Trả lại").await;
        browser.keys(ENTER).await;
        browser.read(".page__subtitle", "Trả lại").await;
        browser.goto("/filings").await;
        if browser
            .words("main")
            .await
            .contains("Không có báo cáo nào chờ duyệt")
        {
            return;
        }
        words = FIRST;
    }
}

/// The author finds the cell that came back, corrects it and sends the report again.
async fn correct(browser: &Browser, cells: &[Cell]) {
    browser.goto(&format!("{DUTIES}&state=returned")).await;
    browser.tab_to("Nhập tiếp").await;
    browser.keys(ENTER).await;
    browser.read("#flags", "Ô bị trả lại").await;
    browser
        .tab_until("e.closest('.flags') && e.matches('a')")
        .await;
    browser.keys(ENTER).await;
    let revenue = cells
        .iter()
        .find(|cell| cell.indicator == "revenue")
        .expect("a line of revenue");
    assert_eq!(
        browser.eval("return document.activeElement.id").await,
        json!(revenue.id),
        "straight to the cell"
    );
    browser.keys("\u{e009}a").await;
    browser.keys("\u{e000}70000").await;
    browser.keys(ENTER).await;
    submit(browser).await;
}

/// The figures on a paper that stand in the unit of their indicator.
fn figures_of(id: i64, paper: &Paper, cells: &[Cell]) -> Vec<((i64, String), Decimal)> {
    let figure = |cell: &Cell| {
        let text = paper.text(cell)?.replace(',', ".");
        let value = text.parse::<Decimal>().ok()? * Decimal::from(cell.unit.factor);
        Some(((id, cell.indicator.clone()), value))
    };
    cells
        .iter()
        .filter(|cell| cell.unit.dimension == cell.dimension)
        .filter_map(figure)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn fourteen_yearly_reports_come_in_whole_and_right_with_the_keyboard_alone() {
    let portal = Portal::demo().await;
    // The three that stopped before the year still worked in it.
    sqlx::query("update enterprise_states set since = '2022-09-01' where status = 'suspended'")
        .execute(&portal.db)
        .await
        .expect("states of another year");
    let base = portal.serve().await;
    let staff = Browser::at(base.clone()).await;
    staff.sign_in("staff").await;
    staff.goto(DUTIES).await;
    staff.read("main", "0/14").await;
    staff.tab_to("Nhập").await;
    staff.keys(ENTER).await;
    staff.see("#entry").await;
    assert_eq!(enterprise(&staff).await, 1);
    let mut typed: HashMap<(i64, String), Decimal> = HashMap::new();
    let mut of_the_returned = Vec::new();
    loop {
        let (id, cells) = (enterprise(&staff).await, cells(&portal, &staff).await);
        let paper = Paper::of(&portal, id).await;
        typed.extend(figures_of(id, &paper, &cells));
        match id {
            PASTED => {
                super::grid::paste(&staff, &block(&cells, &paper)).await;
                staff.see(".is-ghost").await;
                staff.keys(ENTER).await;
                staff.read(".savebar", "Đã dán").await;
                for cell in cells.iter().filter(|cell| cell.in_total) {
                    staff.tab_until(&format!("e.id === '{}'", cell.id)).await;
                    staff.keys(&paper.text(cell).unwrap_or_default()).await;
                }
            }
            IMPORTED => {
                staff.goto(DUTIES).await;
                import(&portal, &staff, &paper, &cells).await;
                next(&staff).await;
                continue;
            }
            SLIPPED => {
                type_paper(&staff, &cells, &paper, Some("revenue")).await;
                staff.read("#entry tbody", "nghi sai đơn vị").await;
                staff
                    .tab_until("e.innerText?.startsWith('Sửa thành')")
                    .await;
                staff.keys(ENTER).await;
                staff.read(".savebar__state", "Đã lưu").await;
            }
            _ => type_paper(&staff, &cells, &paper, None).await,
        }
        if id == RETURNED {
            of_the_returned = cells;
        }
        submit(&staff).await;
        if id == ENTERPRISES {
            break;
        }
        next(&staff).await;
    }
    staff.goto(DUTIES).await;
    staff.read("main", "14/14").await;

    let approver = Browser::at(base).await;
    review(&approver).await;
    correct(&staff, &of_the_returned).await;
    typed.insert(
        (RETURNED, "revenue".to_owned()),
        Decimal::from(70_000_000_000_i64),
    );
    approver.goto("/filings").await;
    approver.tab_to("Xem, duyệt").await;
    approver.keys(ENTER).await;
    approver.read("#changes", "Khác với lần gửi trước").await;
    approver.tab_to("Duyệt, đưa vào sổ số liệu").await;
    approver.keys(ENTER).await;
    approver.read(".page__subtitle", "Đã duyệt").await;
    assert_accepted(&portal, &typed).await;
}

/// All fourteen stand in the ledger as firm figures, value for value as on paper, and say how they came in.
async fn assert_accepted(portal: &Portal, typed: &HashMap<(i64, String), Decimal>) {
    let accepted: i64 = sqlx::query_scalar(
        "select count(*) from filings where form_id = 6 and period = '2022' and state = 'accepted'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(accepted, ENTERPRISES);
    let answered: i64 = sqlx::query_scalar("select count(*) from filing_answers where body = $1")
        .bind(TECHNOLOGY)
        .fetch_one(&portal.db)
        .await
        .expect("a count");
    assert_eq!(answered, ENTERPRISES, "word for word");
    let ledger: Vec<(i64, String, Decimal)> = sqlx::query_as(
        "select f.enterprise_id, i.code, f.value from current_figures f join indicators i on i.id = f.indicator_id
          where f.period = '2022' and f.vintage = 'final'",
    )
    .fetch_all(&portal.db)
    .await
    .expect("the ledger");
    let ledger: HashMap<(i64, String), Decimal> = ledger
        .into_iter()
        .map(|(id, code, value)| ((id, code), value))
        .collect();
    for (place, value) in typed {
        assert_eq!(ledger.get(place), Some(value), "{place:?}");
    }
    assert!(
        typed.len() > 200,
        "every enterprise was held against its paper: {}",
        typed.len()
    );
    let origins: Vec<(i64, String)> = sqlx::query_as(
        "select f.enterprise_id, c.origin from filing_entries c join filings f on f.id = c.filing_id join indicators i on i.id = c.indicator_id
          where f.form_id = 6 and i.code = 'revenue' and f.enterprise_id in (1, 2, 3, 5) order by 1",
    )
    .fetch_all(&portal.db)
    .await
    .expect("entries");
    let origins: Vec<(i64, &str)> = origins
        .iter()
        .map(|(id, origin)| (*id, origin.as_str()))
        .collect();
    assert_eq!(
        origins,
        [
            (1, "typed"),
            (PASTED, "pasted"),
            (IMPORTED, "imported"),
            (SLIPPED, "repaired")
        ]
    );
}

//! The pictures of how figures come in, and of how a board begins. Not a check: `make screenshots`.

use super::Browser;
use super::grid::{draft, focus, indicator, paste};
use super::papers::choose;
use super::screenshots::take;
use crate::platform::jobs::{hasty, held};
use crate::portal::bundle;
use crate::portal::bundle_sent::archive;
use crate::support::{MailServer, Portal, empty_database, people};

/// A block in another order than the grid's, with a unit of its own, a line that replaces one, a line the form lacks, a total.
const BLOCK: &str = "Chỉ tiêu\tĐVT\tQuý IV/2022\r\nVốn vay\ttriệu đồng\t210\r\nVốn góp\tnghìn đồng\t480.000\r\nTổng doanh thu\ttriệu đồng\t14.999\r\nSố sáng kiến\tsáng kiến\t3\r\nCộng\t\t15.689\r\n";

/// Last year beside this year, one figure of it not as in the ledger.
const BESIDE: &str = "Tên doanh nghiệp;Doanh thu năm 2022 (tỷ đồng);Doanh thu năm 2023 (tỷ đồng)\nDoanh nghiệp minh họa 01;277,373;290,5\nDoanh nghiệp minh họa 02;203,4;210,5\nDoanh nghiệp minh họa 03;88,2;91\n";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes docs/images: make screenshots"]
async fn pictures_of_the_guide_of_figures_coming_in() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.goto(&draft(&portal).await).await;
    let first = indicator(&portal, "capital_equity").await;
    focus(&browser, &first.to_string()).await;
    paste(&browser, BLOCK).await;
    browser.read("[data-told]", "số sẽ ghi").await;
    take(&browser, "paste").await;

    browser.goto("/imports?form=1&period=2023").await;
    let _folder = choose(&browser, "#files", &[("Năm 2023.csv", BESIDE.as_bytes())]).await;
    browser.press("Đọc và xem trước").await;
    browser.see(".import-compared").await;
    browser
        .eval("document.querySelector('.import-compared').scrollIntoView()")
        .await;
    take(&browser, "import-compared").await;

    browser.goto("/board-totals/2021").await;
    take(&browser, "board-totals").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes docs/images: make screenshots"]
async fn pictures_of_the_guide_of_a_job_under_way() {
    let portal = hasty().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.goto("/imports?form=1&period=2023").await;
    let book: &[u8] = include_bytes!("../../fixtures/imports/summary.xlsx");
    let _folder = choose(&browser, "#files", &[("Tổng hợp năm 2023.xlsx", book)]).await;
    browser.press("Đọc và xem trước").await;
    browser.arrive("/imports/").await;
    let holder = held(&portal).await;
    browser.press("Nhập phần tốt").await;
    browser.arrive("/jobs/").await;
    browser.read("[data-job=open]", "Đang chạy").await;
    take(&browser, "job").await;
    drop(holder);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes docs/images: make screenshots"]
async fn pictures_of_the_guide_of_letters() {
    let server = MailServer::start().await;
    let portal = Portal::with_mailer(Some(server.mailer())).await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("staff").await;
    browser.goto("/duties?year=2022&form=6&period=2022").await;
    browser
        .eval("document.querySelectorAll('input[name=duty]').forEach((box, at) => { if (at < 3 && !box.checked) box.click(); })")
        .await;
    browser.press("Soạn thư nhắc").await;
    browser.arrive("/duties/reminders").await;
    take(&browser, "reminders").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "writes docs/images: make screenshots"]
async fn pictures_of_the_guide_of_a_beginning() {
    let db = empty_database().await;
    people(&db).await;
    for sql in [
        "update boards set superior = 'UBND TỈNH BẮC KẠN', province = 'Bắc Kạn', place = 'Bắc Kạn' where home",
        "insert into zones (code, name, kind, status, province) values ('TB', 'KCN Thanh Bình', 'regular', 'operating', 'Bắc Kạn')",
    ] {
        sqlx::query(sql).execute(&db).await.expect(sql);
    }
    let portal = Portal::over(db, |state| state).await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("admin").await;
    browser.arrive("/set-up").await;
    take(&browser, "set-up").await;

    let db = empty_database().await;
    people(&db).await;
    let empty = Portal::over(db, |state| state).await;
    let browser = Browser::open(&empty).await;
    browser.sign_in("admin").await;
    let faulty = bundle::copy_of_the_demo();
    bundle::edit(faulty.path(), "zones.csv", "operating", "gone");
    bundle::edit(faulty.path(), "projects.csv", ",DN01,", ",DN99,");
    bundle::edit(
        faulty.path(),
        "targets.csv",
        ",32000000000,32,bvnd",
        ",32000000000,320,bvnd",
    );
    let bytes = archive(faulty.path());
    browser.goto("/bundle").await;
    let _folder = choose(&browser, "#bundle", &[("goi-du-lieu.zip", &bytes)]).await;
    browser.press("Đọc thử gói").await;
    browser.read("main", "Không nhập được").await;
    browser.eval("scrollTo(0, 0)").await;
    take(&browser, "bundle").await;
}

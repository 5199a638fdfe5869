//! Work in the background when the process that does it is killed.

use std::time::{Duration, Instant};

use reqwest::header::LOCATION;
use reqwest::{Client, Response};
use sqlx::PgPool;

use crate::support::{CEILING, address, open_directory, sign_in, signal, socket_url, start};

const SUMMARY: &[u8] = include_bytes!("../fixtures/imports/summary.xlsx");

/// Asks the database until it answers yes.
async fn until(db: &PgPool, question: &str) {
    let began = Instant::now();
    loop {
        let yes: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(question))
            .fetch_one(db)
            .await
            .expect("an answer");
        if yes {
            return;
        }
        assert!(began.elapsed() < CEILING, "{question}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn count(db: &PgPool, what: &'static str) -> i64 {
    sqlx::query_scalar(what)
        .fetch_one(db)
        .await
        .expect("a count")
}

fn location(answer: &Response) -> String {
    let to = answer.headers().get(LOCATION).expect("it leads somewhere");
    to.to_str().expect("an address").to_owned()
}

/// Sends a workbook of a year's reports: its import.
async fn send(client: &Client, base: &str) -> String {
    let mut body = Vec::new();
    for (name, value) in [("form", "1"), ("period", "2023")] {
        let field =
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(field.as_bytes());
    }
    body.extend_from_slice(
        b"--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"tong hop.xlsx\"\r\n\r\n",
    );
    body.extend_from_slice(SUMMARY);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let sent = client
        .post(format!("{base}/imports"))
        .header("content-type", "multipart/form-data; boundary=b")
        .body(body)
        .send()
        .await
        .expect("an answer");
    location(&sent)
}

/// The page of an import, read before it is taken.
struct Preview {
    seen: String,
    cells: i64,
    reports: i64,
}

async fn preview(client: &Client, address: &str) -> Preview {
    let page = client.get(address).send().await.expect("an answer");
    let page = page.text().await.expect("a page");
    let (_, seen) = page.split_once("name=\"seen\" value=\"").expect("a button");
    let (_, sum) = page.split_once("class=\"import-sum\"").expect("a sum");
    let numbers: Vec<i64> = sum
        .split("<strong>")
        .skip(1)
        .map(|counted| {
            let end = counted
                .find(|letter: char| !letter.is_ascii_digit())
                .expect("words after the number");
            counted[..end].parse().expect("a number")
        })
        .collect();
    Preview {
        seen: seen.split('"').next().unwrap_or_default().to_owned(),
        cells: numbers[0],
        reports: numbers[1],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_cut_off_by_a_kill_is_done_whole_and_once_after_the_restart() {
    let dir = open_directory();
    let (mut child, said) = start(dir.path(), &["--demo"]);
    let base = address(&said);
    let client = sign_in(&base).await;
    let import = send(&client, &base).await;
    let preview = preview(&client, &format!("{base}{import}")).await;
    assert!(preview.cells > 0 && preview.reports > 1);

    // Held up after the first cells of the first report: the job is half done.
    let db = PgPool::connect(&socket_url(dir.path()))
        .await
        .expect("the database answers");
    let mut holder = db.begin().await.expect("a transaction");
    sqlx::query("lock table import_cells in share mode")
        .execute(&mut *holder)
        .await
        .expect("a lock");
    let taken = client
        .post(format!("{base}{import}/take"))
        .form(&[("seen", preview.seen.as_str())])
        .send()
        .await
        .expect("an answer");
    let job = location(&taken);
    assert!(job.starts_with("/jobs/"), "{job}");
    let waits = "select exists (select 1 from pg_locks where relation = 'import_cells'::regclass and not granted)";
    until(&db, waits).await;
    signal(&mut child, "-KILL");
    const REPORTS: &str = "select count(*) from filings where period = '2023'";
    assert_eq!(count(&db, REPORTS).await, 0, "nothing half done is there");
    holder
        .rollback()
        .await
        .expect("nobody holds it up any more");
    db.close().await;

    let (mut child, said) = start(dir.path(), &["--demo"]);
    let base = address(&said);
    let db = PgPool::connect(&socket_url(dir.path()))
        .await
        .expect("the database answers");
    until(&db, "select bool_and(state = 'done') from jobs").await;
    assert_eq!(count(&db, "select count(*) from jobs").await, 1);
    assert_eq!(count(&db, "select tries::bigint from jobs").await, 2);
    assert_eq!(count(&db, REPORTS).await, preview.reports);
    const CELLS: &str = "select count(*) from import_cells";
    assert_eq!(count(&db, CELLS).await, preview.cells);
    const WRITTEN: &str = "select count(*) from import_cells c join filing_entries e
        on (e.filing_id, e.indicator_id, e.measure, e.raw) = (c.filing_id, c.indicator_id, c.measure, c.raw)";
    assert_eq!(count(&db, WRITTEN).await, preview.cells);
    const TAKEN: &str = "select count(*) from imports where state = 'taken'";
    assert_eq!(count(&db, TAKEN).await, 1);
    db.close().await;

    let client = sign_in(&base).await;
    let page = client.get(format!("{base}{job}")).send().await;
    let page = page.expect("an answer").text().await.expect("a page");
    assert!(page.contains("Xem kết quả"), "{page}");
    signal(&mut child, "-INT");
}

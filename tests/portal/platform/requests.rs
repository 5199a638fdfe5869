//! What the log says of a request, and what it never says.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::StatusCode;
use izportal::platform::web::AppError;
use izportal::portal::accounts::DEMO_PASSWORD;
use izportal::portal::log::{self, LogFormat};
use serde_json::Value;
use tracing::subscriber::DefaultGuard;

use crate::support::Portal;

/// The log of a test, kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Takes what this thread logs from now on.
    fn open() -> (Log, DefaultGuard) {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = log::subscriber(LogFormat::Json, move || writer.clone(), false);
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("the log").clone()).expect("text")
    }

    fn lines(&self) -> Vec<Value> {
        self.text()
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line of JSON"))
            .collect()
    }

    /// The lines with which requests ended.
    fn ends(&self) -> Vec<Value> {
        let ends = ["answered", "answered, SLOW", "not waited for"];
        let mut lines = self.lines();
        lines.retain(|line| ends.iter().any(|end| line["message"] == *end));
        lines
    }
}

#[tokio::test]
async fn a_request_leaves_one_line_with_its_route_and_who_asked() {
    let portal = Portal::demo().await;
    let (log, _listening) = Log::open();
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/zones/1?lang=en").await;
    staff.get("/no-such-page").await;
    let ends = log.ends();
    assert_eq!(ends.len(), 3, "{}", log.text());

    let [sign_in, zone, nothing] = &ends[..] else {
        unreachable!()
    };
    assert_eq!(sign_in["span"]["path"], "/sign-in");
    assert_eq!(sign_in["span"]["method"], "POST");
    assert_eq!(sign_in["span"]["account"], Value::Null);
    assert_eq!(sign_in["status"], 303);

    let span = &zone["span"];
    assert_eq!(span["path"], "/zones/{id}", "the route, not the address");
    assert_eq!(
        (&span["account"], &span["role"]),
        (&"staff".into(), &"staff".into())
    );
    assert_eq!(
        span["id"],
        page.headers["x-request-id"].to_str().expect("text")
    );
    assert_eq!(zone["status"], 200);
    assert!(zone["queries"].as_u64() > Some(1), "{zone}");
    assert!(zone["ms"].is_u64());

    assert_eq!(nothing["span"]["path"], "(none)");
    assert_eq!(nothing["status"], 404);
}

#[tokio::test]
async fn the_id_on_an_error_page_stands_in_the_log_with_the_cause() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    sqlx::query("alter table zones rename column name to gone")
        .execute(&portal.db)
        .await
        .expect("a broken database");
    let (log, _listening) = Log::open();
    let page = staff.get("/zones").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    let id = page.words(".error-page__id code");
    let causes: Vec<Value> = log
        .lines()
        .into_iter()
        .filter(|line| line["level"] == "ERROR" && line["span"]["id"] == id)
        .collect();
    let [cause] = &causes[..] else {
        panic!("{}", log.text())
    };
    let words = cause["cause"].as_str().expect("a cause");
    assert!(
        words.contains("name") && words.contains("does not exist"),
        "{words}"
    );
    assert!(
        !page.text().contains("does not exist"),
        "the page keeps the cause to itself"
    );
    assert_eq!(log.ends()[0]["status"], 500);
}

#[tokio::test]
async fn nothing_typed_and_no_secret_stands_in_the_log() {
    let portal = Portal::demo().await;
    let (log, _listening) = Log::open();
    let wrong = [("username", "typed-name"), ("password", "typed-password")];
    portal.stranger().post("/sign-in", &wrong).await;
    let admin = portal.sign_in("admin").await;
    admin.get("/enterprises?q=typed-search").await;
    admin.get("/typed-address").await;
    let kept = [("name", "typed-enterprise"), ("tax_code", "typed-code")];
    admin.post("/enterprises", &kept).await;
    // A fault in a value: PostgreSQL's message quotes it.
    let fault = sqlx::query("select $1::text::integer")
        .bind("typed-number")
        .execute(&portal.db)
        .await
        .expect_err("no number");
    assert!(fault.to_string().contains("typed-number"));
    assert!(matches!(AppError::from(fault), AppError::Internal));
    let text = log.text();
    assert!(text.contains("SQLSTATE 22P02"), "{text}");
    assert_eq!(log.ends().len(), 5);
    let sent = admin.cookie();
    let token = sent.split(['=', ';']).nth(1).expect("a token");
    for secret in ["typed", DEMO_PASSWORD, token] {
        assert!(!text.contains(secret), "{secret} stands in:\n{text}");
    }
}

#[test]
fn a_panic_leaves_its_place_in_the_log_and_not_its_words() {
    let (log, _listening) = Log::open();
    let before = std::panic::take_hook();
    log::say_where_it_panics();
    let broken = std::panic::catch_unwind(|| "typed-text".parse::<i64>().expect("typed-number"));
    std::panic::set_hook(before);
    assert!(broken.is_err());
    let lines = log.lines();
    let [line] = &lines[..] else {
        unreachable!("{}", log.text())
    };
    assert_eq!(
        (&line["message"], &line["level"]),
        (&"panic".into(), &"ERROR".into())
    );
    let place = line["place"].as_str().expect("a place");
    assert!(place.starts_with(&format!("{}:", file!())), "{place}");
    assert!(!log.text().contains("typed"), "{}", log.text());
}

#[tokio::test]
async fn a_slow_answer_is_marked_and_one_nobody_waits_for_has_its_line_too() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (log, _listening) = Log::open();
    let mut lock = portal.db.begin().await.expect("a transaction");
    sqlx::query("lock table zones")
        .execute(&mut *lock)
        .await
        .expect("a lock");
    let gone = tokio::time::timeout(Duration::from_millis(100), staff.get("/zones")).await;
    assert!(gone.is_err());
    let unlock = async {
        tokio::time::sleep(Duration::from_millis(600)).await;
        lock.rollback().await
    };
    let (page, unlocked) = tokio::join!(staff.get("/zones"), unlock);
    unlocked.expect("unlocked");
    assert_eq!(page.status, StatusCode::OK);
    let ends = log.ends();
    assert_eq!(ends.len(), 2, "{}", log.text());
    assert_eq!(ends[0]["message"], "not waited for");
    assert_eq!(ends[1]["message"], "answered, SLOW");
    assert_eq!(ends[1]["level"], "WARN");
    assert!(ends[1]["ms"].as_u64() > Some(500));
}

//! Pages that lie open: what they ask for writes nothing, so that what is kept in memory stays good; and assets that are asked
//! for again cost nothing.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use axum::http::{HeaderMap, Method, StatusCode, header};
use izportal::foundation::database;
use izportal::outputs::profiles;
use izportal::platform::web::assets::PREFIX;
use izportal::portal::demo;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Executor, PgPool};

use crate::support::{Page, Portal, filled};

/// The throw-away server of the tests, once more: it runs as an ordinary user whoever runs the tests.
struct OwnServer(Child);

impl OwnServer {
    fn start() -> (OwnServer, String) {
        let mut server = Command::new("tests/tools/with-postgres")
            .args(["sh", "-c", "echo $DATABASE_URL; cat"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut address = String::new();
        BufReader::new(server.stdout.take().expect("a pipe"))
            .read_line(&mut address)
            .expect("PostgreSQL starts");
        (OwnServer(server), address.trim().to_owned())
    }
}

/// It stops when nothing more can come.
impl Drop for OwnServer {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// A database on a server of its own, where nobody else writes: PostgreSQL numbers the transactions of all databases of a server
/// together, and other tests write into theirs.
async fn undisturbed() -> (OwnServer, PgPool) {
    let (server, address) = OwnServer::start();
    let db = database::connect(address.parse().expect("an address"))
        .await
        .expect("it answers");
    // Statistics are kept by writing too.
    db.execute("alter system set autovacuum = off")
        .await
        .expect("a setting");
    db.execute("select pg_reload_conf()")
        .await
        .expect("it is read");
    (server, db)
}

#[tokio::test]
async fn while_pages_lie_open_nothing_is_computed_again() {
    let (server, db) = undisturbed().await;
    database::migrate(&db).await.expect("migrations run");
    demo::load(&db).await.expect("the demonstration year loads");
    let portal = Portal::over(db, |state| state).await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let read = async || {
        for path in [
            "/dashboard/2022",
            "/duties?year=2022",
            "/warnings/1/2022",
            "/reviews/2022",
            "/national/2022-Q4/2101",
        ] {
            let page = staff.get(path).await;
            assert!(page.status == StatusCode::OK, "{path}: {}", page.status);
        }
    };
    read().await;
    let computed = portal.memo.computations();
    assert!(computed >= 4, "the pages are computed once: {computed}");
    for _ in 0..5 {
        for filing in 1..=3 {
            for person in [&staff, &approver] {
                assert_eq!(
                    person.get(&format!("/filings/{filing}/live")).await.status,
                    StatusCode::OK
                );
            }
        }
        read().await;
    }
    assert_eq!(
        portal.memo.computations(),
        computed,
        "nothing has been written since"
    );
    let live: serde_json::Value =
        serde_json::from_slice(&staff.get("/filings/1/live").await.bytes).expect("JSON");
    assert_eq!(
        live["others"],
        serde_json::json!(["Người duyệt (minh họa)"]),
        "and who else is there is known all the same"
    );
    portal.db.close().await;
    drop(server);
}

#[tokio::test]
async fn what_is_asked_for_all_day_stays_in_memory_while_much_else_is_asked_for_once() {
    let (server, db) = undisturbed().await;
    let memo = database::Memo::default();
    let ask = async |name: String| {
        let compute = async { Ok::<_, sqlx::Error>(name.clone()) };
        let value = memo
            .get(&db, name.clone(), compute)
            .await
            .expect("it is computed");
        assert_eq!(*value, name);
    };
    for zone in 0..300 {
        ask("dashboard".to_owned()).await;
        ask(format!("zone {zone}")).await;
    }
    assert_eq!(
        memo.computations(),
        301,
        "the dashboard once, each zone once"
    );
    db.close().await;
    drop(server);
}

#[tokio::test]
async fn no_page_writes() {
    let portal = Portal::demo().await;
    let reading = portal
        .reopened(&[("default_transaction_read_only", "on")])
        .await;
    let mut written = Vec::new();
    for username in ["admin", "staff", "approver", "leader"] {
        let person = portal.sign_in(username).await.of(&reading);
        for route in portal
            .routes
            .iter()
            .filter(|route| route.method == Method::GET)
        {
            let path = filled(&route.path);
            if person.get(&path).await.status.is_server_error() {
                written.push(format!("{username} {path}"));
            }
        }
    }
    assert!(written.is_empty(), "{}", written.join("\n"));
}

#[tokio::test]
async fn a_session_in_use_is_noted_once_in_ten_minutes_and_stays_open() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let set = async |seen: &str, ends: &str| {
        let sql = format!(
            "update sessions set last_seen_at = now() - interval '{seen}', expires_at = now() + interval '{ends}'"
        );
        portal
            .db
            .execute(sqlx::AssertSqlSafe(sql))
            .await
            .expect("one session");
    };
    let row = async || -> (String, bool) {
        let sql = "select xmin::text, expires_at > now() + interval '11 hours' from sessions";
        sqlx::query_as(sql)
            .fetch_one(&portal.db)
            .await
            .expect("one session")
    };
    set("9 minutes", "1 hour").await;
    let (before, _) = row().await;
    assert_eq!(staff.get("/account").await.status, StatusCode::OK);
    assert_eq!(
        row().await,
        (before, false),
        "seen nine minutes ago: not written again"
    );
    set("11 minutes", "1 minute").await;
    assert_eq!(staff.get("/account").await.status, StatusCode::OK);
    let (touched, open) = row().await;
    assert!(open, "whoever works is not thrown out after twelve hours");
    assert_eq!(staff.get("/account").await.status, StatusCode::OK);
    assert_eq!(row().await, (touched, true), "once");
    set("11 minutes", "-1 minute").await;
    assert_eq!(
        staff.get("/account").await.status,
        StatusCode::SEE_OTHER,
        "an ended session does not come back"
    );
}

#[tokio::test]
async fn an_enterprises_page_reads_the_figures_it_shows_and_no_more() {
    let portal = Portal::demo().await;
    // Every period of twenty years of every indicator, as a country keeps them.
    let sql = "insert into current_figures (enterprise_id, indicator_id, period, zone_id, figure_id, vintage, value)
               select e.id, i.id, y || p, e.zone_id, (select min(id) from figures), 'final', 1
                 from enterprises e, indicators i, generate_series(1990, 2009) y,
                      unnest(array['', '-H1', '-H2', '-9M', '-Q1', '-Q2', '-Q3', '-Q4', '-01', '-02', '-03', '-04', '-05', '-06']) p
                where e.id <= 3";
    portal
        .db
        .execute(sql)
        .await
        .expect("sixty thousand figures");
    portal
        .db
        .execute("vacuum analyze current_figures")
        .await
        .expect("statistics");
    let options: PgConnectOptions = portal.database().parse().expect("an address");
    let one = PgPoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await
        .expect("one connection");
    let read = async || -> i64 {
        // What a connection has counted is handed over after its next statement.
        one.execute("select pg_stat_force_next_flush()")
            .await
            .expect("the counts are handed over");
        let sql = "select (select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables where relname = 'current_figures')::bigint
                        + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'current_figures')::bigint";
        sqlx::query_scalar(sql)
            .fetch_one(&one)
            .await
            .expect("the counts")
    };
    let indicators: Vec<i64> = sqlx::query_scalar(
        "select id from indicators where code in ('revenue', 'exports', 'budget', 'workers')",
    )
    .fetch_all(&one)
    .await
    .expect("four indicators");
    let before = read().await;
    let rows = profiles::db::yearly(&one, 1, &indicators, None)
        .await
        .expect("the years");
    let after = read().await;
    assert!(
        rows.len() >= 80,
        "twenty years and those of the demonstration: {}",
        rows.len()
    );
    let shown = i64::try_from(rows.len()).expect("few");
    // An entry of the index and the row behind it.
    assert!(
        after - before <= 2 * shown,
        "{} rows are read for {shown}",
        after - before
    );
}

async fn asked(portal: &Portal, path: &str, headers: &[(header::HeaderName, &str)]) -> Page {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.clone(), (*value).to_owned()))
        .collect();
    portal
        .stranger()
        .with_headers(path.to_owned(), headers)
        .await
}

fn said(headers: &HeaderMap, name: header::HeaderName) -> String {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect::<Vec<_>>()
        .join(", ")
}

#[tokio::test]
async fn assets_are_compressed_once_and_not_sent_again_to_who_has_them() {
    let portal = Portal::demo().await;
    let css = format!("{}/app.css", *PREFIX);
    let gzip = [(header::ACCEPT_ENCODING, "gzip, deflate, br")];
    let plain = asked(&portal, &css, &[]).await;
    let packed = asked(&portal, &css, &gzip).await;
    assert_eq!(said(&plain.headers, header::CONTENT_ENCODING), "");
    assert_eq!(said(&packed.headers, header::CONTENT_ENCODING), "gzip");
    assert!(
        packed.bytes.starts_with(&[0x1f, 0x8b]) && packed.bytes.len() * 2 < plain.bytes.len(),
        "once, not twice"
    );
    assert_eq!(
        said(&packed.headers, header::CONTENT_LENGTH),
        packed.bytes.len().to_string(),
        "known before: not made on the way"
    );
    for page in [&plain, &packed] {
        assert_eq!(said(&page.headers, header::VARY), "accept-encoding");
        assert_eq!(
            said(&page.headers, header::CACHE_CONTROL),
            "public, max-age=31536000, immutable"
        );
    }
    let (tag, packed_tag) = (
        said(&plain.headers, header::ETAG),
        said(&packed.headers, header::ETAG),
    );
    assert!(
        !tag.is_empty() && tag != packed_tag,
        "other bytes, another tag: {tag} {packed_tag}"
    );

    // From an older page, under another hash: today's file, asked for each time, sent once.
    let old = "/static/00000000/app.css";
    let first = asked(&portal, old, &gzip).await;
    assert_eq!(
        (
            said(&first.headers, header::CACHE_CONTROL).as_str(),
            first.bytes == packed.bytes
        ),
        ("no-cache", true)
    );
    let known = asked(
        &portal,
        old,
        &[gzip[0].clone(), (header::IF_NONE_MATCH, &packed_tag)],
    )
    .await;
    assert_eq!(
        (known.status, known.bytes.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    assert_eq!(said(&known.headers, header::ETAG), packed_tag);
    let other = asked(&portal, old, &[(header::IF_NONE_MATCH, &packed_tag)]).await;
    assert_eq!(
        (other.status, other.bytes == plain.bytes),
        (StatusCode::OK, true),
        "it has the compressed bytes, and takes none"
    );

    // Fonts are compressed already, and so are PDF files and workbooks.
    let font = asked(&portal, &format!("{}/fonts/kcn-sans.woff2", *PREFIX), &gzip).await;
    assert_eq!(
        (
            said(&font.headers, header::CONTENT_ENCODING).as_str(),
            said(&font.headers, header::VARY).as_str()
        ),
        ("", "")
    );
    let leader = portal.sign_in("leader").await;
    let sent = async |path: &str| {
        let headers = vec![(header::ACCEPT_ENCODING, "gzip".to_owned())];
        said(
            &leader.with_headers(path.to_owned(), headers).await.headers,
            header::CONTENT_ENCODING,
        )
    };
    assert_eq!(sent("/duties?year=2022&format=xlsx").await, "");
    assert_eq!(sent("/dashboard/2022").await, "gzip");
}

//! A portal of its own for each test, cloned from a template database, and a browser without a screen.

use axum::Router;
use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use izportal::foundation::database;
use izportal::foundation::kernel::Origin;
use izportal::foundation::mail::Mailer;
use izportal::platform::web::{AppState, Mounted};
use izportal::portal::accounts;
use izportal::portal::app;
use izportal::portal::demo;
use izportal::portal::exchange;
use scraper::{Html, Selector};
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgPool};
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

/// The template's name follows its content: old ones are never used again.
const TEMPLATE: &str = concat!("izportal_template_", env!("CARGO_PKG_VERSION_MAJOR"));
/// Any number, the same for all test processes: they queue here to make the template.
const TEMPLATE_LOCK: i64 = 726_201;

pub struct Portal {
    pub db: PgPool,
    router: Router,
    pub routes: Arc<Vec<Mounted>>,
    /// Where attached files lie, until the test ends.
    pub files: tempfile::TempDir,
    /// What the portal keeps in memory.
    pub memo: Arc<database::Memo>,
}

pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The words of the first element that matches, spaces folded.
    pub fn words(&self, selector: &str) -> String {
        let html = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).expect("a valid selector");
        let element = html
            .select(&selector)
            .next()
            .unwrap_or_else(|| panic!("nothing matches in:\n{}", self.text()));
        element
            .text()
            .collect::<Vec<_>>()
            .join("")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What a browser would send of the first form that matches.
    pub fn fields(&self, form: &str) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.text());
        let form = html
            .select(&Selector::parse(form).expect("a valid selector"))
            .next()
            .expect("such a form");
        fields_of(form)
    }

    /// Every form of the page that writes.
    pub fn forms(&self) -> Vec<Form> {
        let html = Html::parse_document(&self.text());
        let forms = Selector::parse("form[method=post]").expect("a valid selector");
        let form = |form: scraper::ElementRef<'_>| Form {
            action: form.attr("action").unwrap_or_default().to_owned(),
            with_files: form.attr("enctype") == Some("multipart/form-data"),
            fields: fields_of(form),
        };
        html.select(&forms).map(form).collect()
    }

    /// The addresses of all links that match.
    pub fn links(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).expect("a valid selector");
        html.select(&selector)
            .filter_map(|element| element.attr("href").map(str::to_owned))
            .collect()
    }

    /// The words of the cells of every row that matches, spaces folded.
    pub fn cells(&self, rows: &str, cells: &str) -> Vec<Vec<String>> {
        let html = Html::parse_document(&self.text());
        let (rows, cells) = (
            Selector::parse(rows).expect("a valid selector"),
            Selector::parse(cells).expect("a valid selector"),
        );
        let words = |element: scraper::ElementRef<'_>| {
            element
                .text()
                .collect::<String>()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        html.select(&rows)
            .map(|row| row.select(&cells).map(words).collect())
            .collect()
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let html = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).expect("a valid selector");
        let element = html
            .select(&selector)
            .next()
            .unwrap_or_else(|| panic!("nothing matches in:\n{}", self.text()));
        element.attr(name).unwrap_or_default().to_owned()
    }
}

/// A form of a page: where it is sent, whether it takes files, and what a browser would send of it.
pub struct Form {
    pub action: String,
    pub with_files: bool,
    pub fields: Vec<(String, String)>,
}

fn fields_of(form: scraper::ElementRef<'_>) -> Vec<(String, String)> {
    let named =
        Selector::parse("input[name], textarea[name], select[name]").expect("a valid selector");
    let field = |element: scraper::ElementRef<'_>| {
        let value = match element.value().name() {
            "textarea" => element.text().collect::<String>().replace('\n', "\r\n"),
            "select" => {
                let chosen = Selector::parse("option[selected]").expect("a valid selector");
                element
                    .select(&chosen)
                    .next()
                    .and_then(|option| option.attr("value"))
                    .unwrap_or_default()
                    .to_owned()
            }
            _ => element.attr("value").unwrap_or_default().to_owned(),
        };
        (element.attr("name").unwrap_or_default().to_owned(), value)
    };
    form.select(&named).map(field).collect()
}

/// Somebody signed in.
pub struct Person<'a> {
    portal: &'a Portal,
    cookie: String,
}

fn server() -> PgConnectOptions {
    let url = std::env::var("IZPORTAL_TEST_SERVER")
        .expect("run the tests with `make test`: they need a PostgreSQL server");
    url.parse()
        .expect("IZPORTAL_TEST_SERVER is a PostgreSQL address")
}

async fn clone_template() -> String {
    let mut admin = server().connect().await.expect("the test server answers");
    sqlx::query("select pg_advisory_lock($1)")
        .bind(TEMPLATE_LOCK)
        .execute(&mut admin)
        .await
        .expect("a lock");
    let known: bool =
        sqlx::query_scalar("select exists(select 1 from pg_database where datname = $1)")
            .bind(TEMPLATE)
            .fetch_one(&mut admin)
            .await
            .expect("a list of databases");
    if !known {
        let making = format!("{TEMPLATE}_making");
        for sql in [
            format!("drop database if exists {making}"),
            format!("create database {making}"),
        ] {
            sqlx::query(AssertSqlSafe(sql))
                .execute(&mut admin)
                .await
                .expect("a new database");
        }
        let pool = database::connect(server().database(&making))
            .await
            .expect("the new database answers");
        database::migrate(&pool).await.expect("migrations run");
        demo::load(&pool)
            .await
            .expect("the demonstration year loads");
        pool.close().await;
        let rename = format!("alter database {making} rename to {TEMPLATE}");
        sqlx::query(AssertSqlSafe(rename))
            .execute(&mut admin)
            .await
            .expect("the template gets its name");
    }
    let name = format!("t_{:016x}", rand::random::<u64>());
    let clone = format!("create database {name} template {TEMPLATE}");
    sqlx::query(AssertSqlSafe(clone))
        .execute(&mut admin)
        .await
        .expect("a clone of the template");
    admin.close().await.expect("the connection closes");
    name
}

/// A database with the schema and nothing in it.
pub async fn empty_database() -> PgPool {
    let pool = new_database().await;
    database::migrate(&pool).await.expect("migrations run");
    pool
}

/// An empty database with the schema as it was before a migration.
pub async fn database_of_before(migration: i64) -> PgPool {
    let pool = new_database().await;
    let all = sqlx::migrate!("./migrations");
    let before = all
        .iter()
        .filter(|known| known.version < migration)
        .cloned()
        .collect();
    Migrator::with_migrations(before)
        .run(&pool)
        .await
        .expect("migrations run");
    pool
}

async fn new_database() -> PgPool {
    let mut admin = server().connect().await.expect("the test server answers");
    let name = format!("e_{:016x}", rand::random::<u64>());
    sqlx::query(AssertSqlSafe(format!("create database {name}")))
        .execute(&mut admin)
        .await
        .expect("a new database");
    database::connect(server().database(&name))
        .await
        .expect("it answers")
}

/// What a database holds, carried to an empty one in a bundle that changes nothing when it comes again; the bundle and the copy.
pub async fn carried_over(db: &PgPool) -> (tempfile::TempDir, PgPool) {
    let bundle = tempfile::tempdir().expect("a directory");
    exchange::export(db, bundle.path())
        .await
        .expect("an export");
    let copy = empty_database().await;
    let origin = Origin::command("test");
    exchange::import(&copy, bundle.path(), &origin)
        .await
        .expect("an import");
    assert_eq!(
        exchange::import(&copy, bundle.path(), &origin)
            .await
            .expect("again")
            .changed(),
        0
    );
    (bundle, copy)
}

impl Portal {
    pub async fn demo() -> Portal {
        Portal::with_mailer(None).await
    }

    /// The demonstration year with a mail server to send reminders through.
    pub async fn with_mailer(mailer: Option<Mailer>) -> Portal {
        let name = clone_template().await;
        let db = database::connect(server().database(&name))
            .await
            .expect("the clone answers");
        Portal::over(db, |state| state.with_mailer(mailer)).await
    }

    /// The demonstration year behind a single connection: whoever takes a second one while holding it waits in vain.
    pub async fn with_one_connection() -> Portal {
        let options = PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(5));
        let db = options
            .connect_with(server().database(&clone_template().await))
            .await
            .expect("the clone answers");
        Portal::over(db, |state| state).await
    }

    /// A portal with what a bundle holds instead of the demonstration, and the same accounts.
    pub async fn of_bundle(folder: &str) -> Portal {
        let db = empty_database().await;
        exchange::import(&db, std::path::Path::new(folder), &Origin::command("demo"))
            .await
            .expect("an import");
        demo::load(&db).await.expect("the accounts");
        Portal::over(db, |state| state).await
    }

    /// A portal nobody has set up yet.
    pub async fn empty() -> Portal {
        Portal::over(empty_database().await, |state| state).await
    }

    /// A portal over a database that has everything in it.
    pub async fn over(db: PgPool, settings: impl FnOnce(AppState) -> AppState) -> Portal {
        let files = tempfile::tempdir().expect("a temporary folder");
        let store = izportal::registers::evidence::open(None, &files.path().join("files"))
            .expect("a store");
        let state = settings(AppState::new(db.clone(), true, false).with_files(store));
        let state = state.with_reader(izportal::foundation::workbooks::Reader::new(
            env!("CARGO_BIN_EXE_izportal").into(),
        ));
        state.set_board_names(
            izportal::registers::board::names(&db)
                .await
                .expect("the board has a name"),
        );
        let memo = Arc::clone(&state.memo);
        let (router, routes) = app::router(state, None).expect("the router is sound");
        Portal {
            db,
            router,
            routes,
            files,
            memo,
        }
    }

    /// The same database through another pool, each of whose connections begins with these settings.
    pub async fn reopened(&self, settings: &[(&str, &str)]) -> Portal {
        let options: PgConnectOptions = self.database().parse().expect("a PostgreSQL address");
        let db = database::connect(options.options(settings.iter().copied()))
            .await
            .expect("the database answers");
        Portal::over(db, |state| state).await
    }

    /// The address of the portal's database, for a process of its own.
    pub fn database(&self) -> String {
        let name = self
            .db
            .connect_options()
            .get_database()
            .expect("a database has a name")
            .to_owned();
        server().database(&name).to_url_lossy().to_string()
    }

    /// Serves the portal on a free port of this machine, for a browser: its address.
    pub async fn serve(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("its address");
        let service = self
            .router
            .clone()
            .into_make_service_with_connect_info::<std::net::SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        format!("http://{address}")
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        cookie: &str,
        form: Option<&[(&str, &str)]>,
    ) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookie);
        let body = match form {
            Some(pairs) => {
                request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                Body::from(
                    form_urlencoded::Serializer::new(String::new())
                        .extend_pairs(pairs)
                        .finish(),
                )
            }
            None => Body::empty(),
        };
        self.answer(request.body(body).expect("a request")).await
    }

    /// A form sent by nobody signed in, from an address of the network.
    pub async fn post_from(&self, address: &str, path: &str, form: &[(&str, &str)]) -> Page {
        self.send_from(address, HeaderMap::new(), path, "", form)
            .await
    }

    pub async fn send_from(
        &self,
        address: &str,
        headers: HeaderMap,
        path: &str,
        cookie: &str,
        form: &[(&str, &str)],
    ) -> Page {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::COOKIE, cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let mut request = request.body(Body::from(body)).expect("a request");
        request.headers_mut().extend(headers);
        let address = std::net::SocketAddr::new(address.parse().expect("an address"), 40_000);
        request
            .extensions_mut()
            .insert(axum::extract::ConnectInfo(address));
        self.answer(request).await
    }

    async fn answer(&self, request: Request<Body>) -> Page {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router always answers");
        let set: Vec<String> = response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok()?.split(';').next().map(str::to_owned))
            .collect();
        let location = response
            .headers()
            .get(header::LOCATION)
            .and_then(|l| l.to_str().ok())
            .unwrap_or_default();
        let location = if set.is_empty() {
            location.to_owned()
        } else {
            format!("{location}\n{}", set.join("; "))
        };
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response
            .into_body()
            .collect()
            .await
            .expect("a whole body")
            .to_bytes()
            .to_vec();
        Page {
            status,
            location,
            headers,
            bytes,
        }
    }

    /// Somebody without a session.
    pub fn stranger(&self) -> Person<'_> {
        Person {
            portal: self,
            cookie: String::new(),
        }
    }

    pub async fn sign_in(&self, username: &str) -> Person<'_> {
        self.try_sign_in(username)
            .await
            .unwrap_or_else(|| panic!("{username} signs in"))
    }

    /// Somebody signed in, if that account may still sign in.
    pub async fn try_sign_in(&self, username: &str) -> Option<Person<'_>> {
        let form = [
            ("username", username),
            ("password", accounts::DEMO_PASSWORD),
        ];
        let page = self.send(Method::POST, "/sign-in", "", Some(&form)).await;
        let (_, cookies) = page
            .location
            .split_once('\n')
            .filter(|_| page.status == StatusCode::SEE_OTHER)?;
        Some(Person {
            portal: self,
            cookie: cookies.to_owned(),
        })
    }
}

impl Person<'_> {
    /// What the browser sends as its cookies.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// The same session at another portal over the same database.
    pub fn of<'b>(&self, portal: &'b Portal) -> Person<'b> {
        Person {
            portal,
            cookie: self.cookie.clone(),
        }
    }

    /// A page asked for with some headers.
    pub async fn with_headers(
        &self,
        path: String,
        headers: Vec<(header::HeaderName, String)>,
    ) -> Page {
        let request = Request::builder()
            .uri(path)
            .header(header::COOKIE, &self.cookie);
        let request = headers.into_iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        });
        self.portal
            .answer(request.body(Body::empty()).expect("a request"))
            .await
    }

    pub async fn get(&self, path: &str) -> Page {
        self.portal
            .send(Method::GET, path, &self.cookie, None)
            .await
    }

    /// The page in English.
    pub async fn get_in_english(&self, path: &str) -> Page {
        self.portal
            .send(
                Method::GET,
                path,
                &format!("{}; lang=en", self.cookie),
                None,
            )
            .await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        self.portal
            .send(Method::POST, path, &self.cookie, Some(form))
            .await
    }

    /// A form with files, as a browser sends it: fields by name, files by the name they are sent with.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Page {
        const BOUNDARY: &str = "----portal-test-7MA4YWxkTrZu0gW";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, bytes) in files {
            // HTML, "multipart form data": quotes are sent as %22, new lines as %0A.
            let name = name.replace('"', "%22").replace('\n', "%0A");
            let head = format!(
                "form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/pdf"
            );
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: {head}\r\n\r\n").bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::COOKIE, &self.cookie);
        let request = request.header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        );
        // In pieces, as a network brings them.
        let pieces: Vec<_> = body
            .chunks(64 * 1024)
            .map(|piece| Ok::<_, std::io::Error>(piece.to_vec()))
            .collect();
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        self.portal
            .answer(request.body(body).expect("a request"))
            .await
    }

    /// Any address, with any body of a content type.
    pub async fn raw(&self, method: Method, uri: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(uri)
            .header(header::COOKIE, &self.cookie);
        if let Some((kind, _)) = body {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let body = body.map_or_else(Body::empty, |(_, body)| Body::from(body));
        self.portal
            .answer(request.body(body).expect("a request"))
            .await
    }

    pub async fn send(&self, method: Method, path: &str) -> Page {
        let form: Option<&[(&str, &str)]> = if method == Method::POST {
            Some(&[])
        } else {
            None
        };
        self.portal.send(method, path, &self.cookie, form).await
    }
}

//! A portal of its own for each test: the whole router over a database of its own.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use izportal::foundation::database;
use izportal::foundation::jobs::{Jobs, Worker};
use izportal::foundation::kernel::Origin;
use izportal::foundation::mail::Mailer;
use izportal::platform::web::{AppState, Mounted};
use izportal::portal::{accounts, app, background, demo, exchange};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgPool};
use tower::ServiceExt;

use super::databases::{clone_template, empty_database, server};
use super::{Page, Person};

pub struct Portal {
    pub db: PgPool,
    router: Router,
    pub routes: Arc<Vec<Mounted>>,
    /// Where attached files lie, until the test ends.
    pub files: tempfile::TempDir,
    /// What the portal keeps in memory.
    pub memo: Arc<database::Memo>,
    /// What tells the worker of jobs.
    pub jobs: Arc<Jobs>,
    /// Does what runs in the background, until the test ends.
    _worker: Worker,
}

impl Portal {
    pub async fn demo() -> Portal {
        Portal::with_mailer(None).await
    }

    /// The demonstration year with a mail server to send reminders through.
    pub async fn with_mailer(mailer: Option<Mailer>) -> Portal {
        Portal::with(|state| state.with_mailer(mailer)).await
    }

    /// The demonstration year with other settings.
    pub async fn with(settings: impl FnOnce(AppState) -> AppState) -> Portal {
        let name = clone_template().await;
        let db = database::connect(server().database(&name))
            .await
            .expect("the clone answers");
        Portal::over(db, settings).await
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
        // Whatever a request asks for is done when it is answered, unless a test says otherwise.
        let state = AppState::new(db.clone(), true, false)
            .with_files(store)
            .with_jobs(Jobs::with_grace(Duration::from_secs(120)));
        let state = settings(state);
        let state = state.with_reader(izportal::foundation::workbooks::Reader::new(
            env!("CARGO_BIN_EXE_izportal").into(),
        ));
        state.set_board_names(
            izportal::registers::board::names(&db)
                .await
                .expect("the board has a name"),
        );
        let (memo, jobs) = (Arc::clone(&state.memo), Arc::clone(&state.jobs));
        let worker = background::start(&state);
        let (router, routes) = app::router(state, None).expect("the router is sound");
        Portal {
            db,
            router,
            routes,
            files,
            memo,
            jobs,
            _worker: worker,
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

    pub(super) async fn answer(&self, request: Request<Body>) -> Page {
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
            address: None,
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
            address: None,
        })
    }
}

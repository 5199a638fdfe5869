//! Databases of the test server: clones of a template with the demonstration year, and empty ones.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use izportal::foundation::database;
use izportal::foundation::i18n::Lang;
use izportal::foundation::kernel::{Origin, Role};
use izportal::portal::accounts::actions::{AccountDraft, Giver};
use izportal::portal::accounts::{self, roles};
use izportal::portal::{demo, exchange};
use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, PgPool};

/// Any number, the same for all test processes: they queue here to make the template.
const TEMPLATE_LOCK: i64 = 726_201;

/// What a template is made of: the schema, the data, and the program that loads them.
const INGREDIENTS: [&str; 3] = ["migrations", "demo", "src"];

pub fn server() -> PgConnectOptions {
    let url = std::env::var("IZPORTAL_TEST_SERVER")
        .expect("run the tests with `make test`: they need a PostgreSQL server");
    url.parse()
        .expect("IZPORTAL_TEST_SERVER is a PostgreSQL address")
}

/// The template's name follows its content, so that one made of something else is never used.
fn template() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let house = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut hash = Sha256::new();
        for folder in INGREDIENTS {
            add_folder(&mut hash, &house.join(folder));
        }
        let digest: String = hash.finalize()[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("izportal_template_{digest}")
    })
}

/// Names and contents of all files, in an order that every machine agrees on.
fn add_folder(hash: &mut Sha256, folder: &Path) {
    let entries = std::fs::read_dir(folder).expect("a folder of the project");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add_folder(hash, &path);
            continue;
        }
        let content = std::fs::read(&path).expect("a readable file");
        hash.update(path.file_name().expect("a name").as_encoded_bytes());
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
}

async fn run(admin: &mut PgConnection, sql: String) {
    let what = sql.clone();
    sqlx::query(AssertSqlSafe(sql))
        .execute(admin)
        .await
        .unwrap_or_else(|error| panic!("{what}: {error}"));
}

/// A new database with the demonstration year in it: its name.
pub async fn clone_template() -> String {
    let template = template();
    let mut admin = server().connect().await.expect("the test server answers");
    // Held until this connection closes: no other process makes, drops or copies a template meanwhile.
    sqlx::query("select pg_advisory_lock($1)")
        .bind(TEMPLATE_LOCK)
        .execute(&mut admin)
        .await
        .expect("a lock");
    let kept: Vec<String> = sqlx::query_scalar(
        "select datname::text from pg_database where datname like 'izportal\\_template\\_%'",
    )
    .fetch_all(&mut admin)
    .await
    .expect("a list of databases");
    if !kept.iter().any(|name| name == template) {
        for stale in kept {
            run(&mut admin, format!("drop database {stale} with (force)")).await;
        }
        make_template(&mut admin, template).await;
    }
    let name = format!("t_{:016x}", rand::random::<u64>());
    run(
        &mut admin,
        format!("create database {name} template {template}"),
    )
    .await;
    admin.close().await.expect("the connection closes");
    name
}

/// Makes the template under another name first: one that was cut off in the making is never taken for whole.
async fn make_template(admin: &mut PgConnection, template: &str) {
    let making = format!("{template}_making");
    run(admin, format!("create database {making}")).await;
    let pool = database::connect(server().database(&making))
        .await
        .expect("the new database answers");
    database::migrate(&pool).await.expect("migrations run");
    demo::load(&pool)
        .await
        .expect("the demonstration year loads");
    pool.close().await;
    run(
        admin,
        format!("alter database {making} rename to {template}"),
    )
    .await;
}

/// A database with the demonstration year in it.
pub async fn clone_of_the_demo() -> PgPool {
    database::connect(server().database(&clone_template().await))
        .await
        .expect("the clone answers")
}

/// A database with the schema and nothing in it.
pub async fn empty_database() -> PgPool {
    let pool = new_database().await;
    database::migrate(&pool).await.expect("migrations run");
    pool
}

/// A database with nothing in it, not even the schema.
pub async fn new_database() -> PgPool {
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

/// Somebody of each role, named as in the demonstration, in a portal that has nothing else.
pub async fn people(db: &PgPool) {
    let giver = Giver::of(Origin::command("test"), Lang::Vi);
    for role in Role::ALL {
        let (username, name) = roles::demonstration(role);
        let draft = AccountDraft {
            username: username.to_owned(),
            display_name: name.to_owned(),
            role: role.code().to_owned(),
            password: accounts::DEMO_PASSWORD.to_owned(),
            ..AccountDraft::default()
        };
        let made = accounts::actions::create(db, &giver, &draft).await;
        assert!(made.is_ok(), "{username}");
    }
}

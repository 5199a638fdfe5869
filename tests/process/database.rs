//! A private database that is killed, or cannot start: it comes back, or is said in words.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use izportal::platform::web::AppError;
use nix::unistd::User;
use reqwest::StatusCode;
use sqlx::PgPool;

use crate::support::{
    CEILING, address, eventually, finish, is_root, izportal, open_directory, pid_file, postmaster,
    sign_in, signal, socket_url, start,
};

fn kill_postmaster(dir: &Path) -> u32 {
    let server = postmaster(dir);
    let killed = Command::new("kill")
        .args(["-KILL", &server.to_string()])
        .status()
        .expect("kill runs");
    assert!(killed.success());
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_postgresql_is_started_again() {
    let dir = open_directory();
    let (mut child, said) = start(dir.path(), &["--demo"]);
    let base = address(&said);
    let client = sign_in(&base).await;
    for _ in 0..2 {
        let killed = kill_postmaster(dir.path());
        let began = Instant::now();
        while !pid_file(dir.path()).exists() || postmaster(dir.path()) == killed {
            assert!(
                began.elapsed() < CEILING,
                "nobody starts the database again"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        eventually(&client, &format!("{base}/health/ready"), StatusCode::OK).await;
        eventually(&client, &format!("{base}/zones"), StatusCode::OK).await;
    }
    let live = client
        .get(format!("{base}/health/live"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(live.status(), StatusCode::OK);
    signal(&mut child, "-INT");
    assert!(
        !pid_file(dir.path()).exists(),
        "the server started again is stopped too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_started_again_is_said_until_it_can() {
    let dir = open_directory();
    let (mut child, said) = start(dir.path(), &["--demo"]);
    let base = address(&said);
    let client = sign_in(&base).await;
    let control = dir.path().join("postgres/data/global/pg_control");
    let away = dir.path().join("postgres/pg_control");
    fs::rename(&control, &away).expect("out of the way");
    kill_postmaster(dir.path());

    eventually(
        &client,
        &format!("{base}/health/ready"),
        StatusCode::SERVICE_UNAVAILABLE,
    )
    .await;
    eventually(
        &client,
        &format!("{base}/health/live"),
        StatusCode::SERVICE_UNAVAILABLE,
    )
    .await;
    let form = [
        ("version", "1"),
        ("capacity", "TRƯỞNG BAN"),
        ("assessment", "Gõ lúc cơ sở dữ liệu dừng."),
    ];
    let page = client
        .post(format!("{base}/reviews/2022"))
        .form(&form)
        .send()
        .await
        .expect("an answer");
    assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    let text = page.text().await.expect("a page");
    assert!(
        text.contains("chưa khởi động lại được") && text.contains("quản trị viên"),
        "the page says what happens: {text}"
    );
    assert!(
        text.contains("Gõ lúc cơ sở dữ liệu dừng."),
        "what was typed is kept: {text}"
    );

    fs::rename(&away, &control).expect("back in its place");
    eventually(&client, &format!("{base}/health/ready"), StatusCode::OK).await;
    eventually(&client, &format!("{base}/health/live"), StatusCode::OK).await;
    let page = client
        .post(format!("{base}/reviews/2022"))
        .form(&form)
        .send()
        .await
        .expect("an answer");
    assert_eq!(
        page.status(),
        StatusCode::SEE_OTHER,
        "the same session, the same form"
    );
    signal(&mut child, "-INT");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_database_has_no_room_for_is_no_fault_of_the_portal() {
    let dir = open_directory();
    let (mut child, _) = start(dir.path(), &[]);
    let db = PgPool::connect(&socket_url(dir.path()))
        .await
        .expect("it answers");
    let full =
        sqlx::query("do $$ begin raise exception 'no room' using errcode = 'disk_full'; end $$")
            .execute(&db)
            .await;
    assert!(matches!(
        AppError::from(full.expect_err("no room")),
        AppError::DiskFull
    ));
    db.close().await;
    signal(&mut child, "-INT");
}

/// A data directory as a stopped portal left it.
fn used_directory() -> tempfile::TempDir {
    let dir = open_directory();
    let (mut child, _) = start(dir.path(), &[]);
    signal(&mut child, "-INT");
    dir
}

/// What the portal says that cannot start.
fn refusal(dir: &Path) -> String {
    let output: Output = finish(
        izportal()
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(dir),
    );
    assert!(
        !output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_database_of_another_version_is_said_at_once() {
    let dir = used_directory();
    fs::write(dir.path().join("postgres/data/PG_VERSION"), "9\n").expect("written");
    let said = refusal(dir.path());
    assert!(
        said.contains("PostgreSQL 9")
            && said.contains("postgresql-9")
            && said.contains("izportal export"),
        "{said}"
    );
    assert!(!said.contains("within"), "nobody waited: {said}");
}

#[test]
fn a_database_that_ends_as_it_starts_is_said_in_its_own_words() {
    let dir = used_directory();
    let settings = dir.path().join("postgres/data/postgresql.conf");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, text + "\nno_such_setting = 1\n").expect("written");
    let said = refusal(dir.path());
    assert!(
        said.contains("contains errors") && said.contains("postgres.log"),
        "{said}"
    );
    assert!(!said.contains("within"), "nobody waited: {said}");
}

#[test]
fn a_directory_that_cannot_be_written_is_said_with_what_to_do() {
    let dir = open_directory();
    // Root gives the directory away: as root it could be written all the same.
    if nix::unistd::Uid::effective().is_root() {
        let user = User::from_name("nobody").expect("users").expect("nobody");
        chown(dir.path(), Some(user.uid.as_raw()), Some(user.gid.as_raw())).expect("given away");
    }
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).expect("closed");
    let said = refusal(dir.path());
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).expect("opened");
    assert!(
        said.contains(&dir.path().display().to_string()) && said.contains("IZPORTAL_DATA_DIR"),
        "{said}"
    );
}

/// A small disk of its own, for as long as the value lives.
struct Disk(tempfile::TempDir);

impl Disk {
    fn of_megabytes(size: u32) -> Option<Disk> {
        let dir = open_directory();
        let options = format!("size={size}m,mode=0755");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "izportal-test"])
            .arg(dir.path())
            .output();
        mounted
            .is_ok_and(|output| output.status.success())
            .then_some(Disk(dir))
    }

    /// Writes until nothing more goes in.
    fn fill(&self) {
        let mut file = fs::File::create(self.0.path().join("filling")).expect("a file");
        while std::io::Write::write(&mut file, &[1; 4096]).is_ok_and(|written| written > 0) {}
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .args(["--lazy"])
            .arg(self.0.path())
            .status();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_at_once_on_the_terminal_and_on_the_page() {
    if !is_root() {
        return;
    }
    let Some(disk) = Disk::of_megabytes(16) else {
        eprintln!("SKIPPED: no disk can be mounted here");
        return;
    };
    // Too small for a new database.
    let said = refusal(disk.0.path());
    assert!(said.contains("the disk") && said.contains("full"), "{said}");

    // Filled up while the portal serves, which is only seen once the server has to start again.
    let Some(disk) = Disk::of_megabytes(400) else {
        return;
    };
    let (mut child, said) = start(disk.0.path(), &["--demo"]);
    let base = address(&said);
    let client = sign_in(&base).await;
    disk.fill();
    kill_postmaster(disk.0.path());
    eventually(
        &client,
        &format!("{base}/health/live"),
        StatusCode::SERVICE_UNAVAILABLE,
    )
    .await;
    let page = client
        .get(format!("{base}/zones"))
        .send()
        .await
        .expect("an answer")
        .text()
        .await
        .expect("a page");
    assert!(page.contains("Ổ đĩa") && page.contains("đầy"), "{page}");
    let said = refusal(disk.0.path());
    assert!(said.contains("the disk") && said.contains("full"), "{said}");
    fs::remove_file(disk.0.path().join("filling")).expect("room again");
    eventually(&client, &format!("{base}/zones"), StatusCode::OK).await;
    signal(&mut child, "-INT");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_an_earlier_program_is_refused_in_words_and_left_as_it_is() {
    let dir = open_directory();
    let (mut child, _) = start(dir.path(), &[]);
    let private = socket_url(dir.path());
    // The history as an earlier program left it.
    let db = PgPool::connect(&private).await.expect("it answers");
    let history = "select string_agg(version || description || encode(checksum, 'hex'), ',' order by version) from _sqlx_migrations";
    sqlx::query("update _sqlx_migrations set description = 'accounts and audit', checksum = '\\x01' where version = 1")
        .execute(&db)
        .await
        .expect("another history");
    let before: String = sqlx::query_scalar(history)
        .fetch_one(&db)
        .await
        .expect("a history");
    db.close().await;

    // The private one is a foreign one too, as long as it runs.
    let mut serve = izportal();
    serve
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(dir.path());
    let said = finish(serve.env("DATABASE_URL", &private));
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        !said.status.success()
            && words.contains("DATABASE_URL (izportal, on")
            && words.contains("made by an earlier izportal")
            && words.contains("`izportal export DIR`")
            && words.contains("an empty database in DATABASE_URL"),
        "{words}"
    );
    let db = PgPool::connect(&private).await.expect("it answers");
    let after: String = sqlx::query_scalar(history)
        .fetch_one(&db)
        .await
        .expect("a history");
    assert_eq!(before, after);
    db.close().await;
    signal(&mut child, "-INT");

    let said = finish(
        izportal()
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(dir.path()),
    );
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        !said.status.success()
            && words.contains(&dir.path().display().to_string())
            && words.contains("made by an earlier izportal")
            && words.contains("another IZPORTAL_DATA_DIR"),
        "{words}"
    );
    assert!(
        !pid_file(dir.path()).exists() && dir.path().join("postgres/data/PG_VERSION").exists(),
        "the server is stopped, and its files are there"
    );
}

//! The binary as a newcomer meets it: settings, refusals, a private database that comes and goes.

mod database;
mod jobs;
mod limits;
mod root;
mod support;

use std::io::{Read, Seek};
use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

use reqwest::{Client, StatusCode};
use sqlx::PgPool;

use izportal::portal::accounts::DEMO_PASSWORD;

use support::{
    address, client, izportal, open_directory, pid_file, serve, serve_logging, sign_in, signal,
    socket_url, start,
};

#[test]
fn help_lists_every_setting() {
    let mut all = String::new();
    for arguments in [&["--help"][..], &["serve", "--help"]] {
        let output = izportal()
            .args(arguments)
            .output()
            .expect("the binary runs");
        all.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    for name in [
        "DATABASE_URL",
        "IZPORTAL_DATA_DIR",
        "IZPORTAL_LISTEN",
        "IZPORTAL_PUBLIC_URL",
        "IZPORTAL_LOG_FORMAT",
        "--demo",
        "127.0.0.1:8080",
    ] {
        assert!(all.contains(name), "{name} is missing in:\n{all}");
    }
    for command in [
        "serve", "migrate", "account", "import", "export", "verify", "demo",
    ] {
        assert!(
            all.contains(&format!("\n  {command} ")),
            "{command} is missing in:\n{all}"
        );
    }
}

#[test]
fn a_demonstration_is_never_reachable_from_outside() {
    let output = izportal()
        .args(["serve", "--demo", "--listen", "0.0.0.0:0"])
        .output()
        .expect("the binary runs");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("loopback only"));
}

#[test]
fn a_taken_port_is_said_with_the_setting_that_changes_it() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("its address").to_string();
    let output = izportal()
        .args(["serve", "--listen", &address])
        .output()
        .expect("the binary runs");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success()
            && message.contains("is taken")
            && message.contains("IZPORTAL_LISTEN"),
        "{message}"
    );
}

#[test]
fn the_private_database_survives_a_stop_and_a_kill_and_leaves_nothing_running() {
    let dir = open_directory();
    let (mut child, said) = start(dir.path(), &[]);
    assert!(
        said.contains("/setup/"),
        "the first start prints a set-up link:\n{said}"
    );
    signal(&mut child, "-KILL");
    let (mut child, said) = start(dir.path(), &[]);
    assert!(
        said.contains("/setup/"),
        "after a kill it finds its database again:\n{said}"
    );
    signal(&mut child, "-INT");
    assert!(
        !pid_file(dir.path()).exists(),
        "the database is stopped too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_beside_the_running_portal_and_a_quick_restart_leave_a_database() {
    let dir = open_directory();
    let (mut first, said) = start(dir.path(), &["--demo"]);
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", first.id())).expect("the portal runs");
    assert!(
        status.contains("Umask:\t0077"),
        "what the portal writes, attached files too, is for its owner only"
    );
    let base = address(&said);
    let out = tempfile::tempdir().expect("a directory");
    let export = izportal()
        .arg("--data-dir")
        .arg(dir.path())
        .arg("export")
        .arg(out.path())
        .output()
        .expect("the binary runs");
    assert!(
        export.status.success(),
        "{}",
        String::from_utf8_lossy(&export.stderr)
    );
    let client = client();
    let ready = client
        .get(format!("{base}/health/ready"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(
        ready.status(),
        StatusCode::OK,
        "the export has not taken the database with it"
    );

    // Ctrl-C, and at once the next start: it waits for its turn.
    let sent = Command::new("kill")
        .args(["-INT", &first.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(sent.success());
    let (mut second, said) = start(dir.path(), &["--demo"]);
    first.wait().expect("it ends");
    let ready = client
        .get(format!("{}/health/ready", address(&said)))
        .send()
        .await
        .expect("an answer");
    assert_eq!(ready.status(), StatusCode::OK);
    signal(&mut second, "-INT");
    assert!(!pid_file(dir.path()).exists(), "the last one stops it");
}

/// The names of the value cells of an entry page.
async fn value_cells(client: &Client, report: &str) -> Vec<String> {
    let page = client
        .get(report)
        .send()
        .await
        .expect("an answer")
        .text()
        .await
        .expect("a page");
    page.split("name=\"v.")
        .skip(1)
        .filter_map(|rest| Some(format!("v.{}", rest.split('"').next()?)))
        .collect()
}

/// Saves one report over and over, all cells with the same number, until the portal is gone.
async fn save_until_killed(client: Client, report: String, cells: Vec<String>) {
    for number in 1_u32.. {
        let mut form: Vec<(String, String)> = cells
            .iter()
            .map(|name| (name.clone(), number.to_string()))
            .collect();
        // The units are left out: what has no unit is saved as typed all the same.
        form.push(("action".to_owned(), "save".to_owned()));
        if client.post(&report).form(&form).send().await.is_err() {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_cut_off_by_a_kill_is_there_whole_or_not_at_all() {
    let dir = open_directory();
    for delay in [3, 17, 40, 80] {
        let (mut child, said) = start(dir.path(), &["--demo"]);
        let base = address(&said);
        let client = sign_in(&base).await;
        let form = [("enterprise", "2"), ("form", "1"), ("period", "2023")];
        let answer = client
            .post(format!("{base}/filings"))
            .form(&form)
            .send()
            .await
            .expect("an answer");
        let path = answer.headers()["location"]
            .to_str()
            .expect("a path")
            .to_owned();
        let report = format!("{base}{path}");
        let names = value_cells(&client, &report).await;
        let expected = i64::try_from(names.len()).expect("a number");
        assert!(expected > 10, "the whole report");
        let saving = tokio::spawn(save_until_killed(client, report, names));
        tokio::time::sleep(Duration::from_millis(200 + delay)).await;
        signal(&mut child, "-KILL");
        saving.await.expect("the saving ends with the portal");

        // The database outlives the portal that was killed, and the next one takes it over.
        let db = PgPool::connect(&socket_url(dir.path()))
            .await
            .expect("it answers");
        let (cells, numbers): (i64, i64) = sqlx::query_as(
            "select count(*), count(distinct e.raw) from filing_entries e join filings f on f.id = e.filing_id where f.period = '2023'",
        )
        .fetch_one(&db)
        .await
        .expect("the report");
        assert_eq!(
            (cells, numbers),
            (expected, 1),
            "all cells of one save, and of no other"
        );
        db.close().await;
    }
    let (mut child, _) = start(dir.path(), &["--demo"]);
    signal(&mut child, "-INT");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_for_programs_is_json_line_by_line() {
    let dir = open_directory();
    let mut log = tempfile::tempfile().expect("a file");
    let mut command = izportal();
    command
        .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(dir.path())
        .env("IZPORTAL_LOG_FORMAT", "json")
        .env_remove("RUST_LOG");
    let to = log.try_clone().expect("the same file");
    let (mut child, said) = serve_logging(&mut command, to.into());
    let base = address(&said);
    let client = sign_in(&base).await;
    for path in ["/zones?q=typed", "/health/ready", "/no-such-page"] {
        let answer = client.get(format!("{base}{path}")).send().await;
        answer.expect("an answer");
    }
    signal(&mut child, "-INT");
    let mut text = String::new();
    log.rewind().expect("its beginning");
    log.read_to_string(&mut text).expect("text");
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}")))
        .collect();
    let answered: Vec<&serde_json::Value> = lines
        .iter()
        .filter(|line| line["status"].is_u64())
        .map(|line| &line["span"]["path"])
        .collect();
    // A monitor that asks whether all is well, and is told so, leaves no line.
    assert_eq!(answered, ["/sign-in", "/zones", "(none)"]);
    assert!(
        !text.contains("typed") && !text.contains(DEMO_PASSWORD),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_goes_and_comes_back_costs_nobody_their_work() {
    let (dir, own) = (open_directory(), open_directory());
    // The private database of one portal is the foreign one of another.
    let (mut server, _) = start(dir.path(), &["--demo"]);
    let mut command = izportal();
    command
        .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(own.path());
    let (mut child, said) = serve(command.env("DATABASE_URL", socket_url(dir.path())));
    let base = address(&said);
    let client = sign_in(&base).await;

    signal(&mut server, "-INT");
    let page = client
        .get(format!("{base}/zones"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    let text = page.text().await.expect("a page");
    assert!(
        text.contains("Cơ sở dữ liệu") && text.contains("href=\"/zones\""),
        "{text}"
    );
    assert_eq!(
        client
            .get(format!("{base}/health/live"))
            .send()
            .await
            .expect("an answer")
            .status(),
        StatusCode::OK
    );
    let ready = client
        .get(format!("{base}/health/ready"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(ready.status(), StatusCode::SERVICE_UNAVAILABLE);
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
        text.contains("action=\"/reviews/2022\"") && text.contains("Gõ lúc cơ sở dữ liệu dừng."),
        "{text}"
    );

    let (mut server, _) = start(dir.path(), &["--demo"]);
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
    signal(&mut server, "-INT");
}

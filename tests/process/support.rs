//! The binary, started and stopped, and a browser without a screen.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode, redirect::Policy};

use izportal::portal::accounts::DEMO_PASSWORD;

/// Longer than anything here takes; what is not over by then hangs.
pub const CEILING: Duration = Duration::from_secs(90);

pub fn izportal() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_izportal"));
    command
        .env_remove("DATABASE_URL")
        .env_remove("IZPORTAL_LISTEN")
        .env_remove("IZPORTAL_DATA_DIR");
    command
}

/// Starts the portal with its private database and reads what it says until it serves.
pub fn start(dir: &Path, more: &[&str]) -> (Child, String) {
    serve(
        izportal()
            .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(dir)
            .args(more),
    )
}

pub fn serve(command: &mut Command) -> (Child, String) {
    serve_logging(command, Stdio::inherit())
}

/// As [`serve`], with the log going somewhere.
pub fn serve_logging(command: &mut Command, log: Stdio) -> (Child, String) {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .expect("the binary runs");
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().expect("a pipe")).lines() {
        let line = line.expect("text");
        said.push_str(&line);
        said.push('\n');
        if line.starts_with("Stop with") {
            break;
        }
    }
    (child, said)
}

/// Runs a command to its end and returns what it said; one that hangs is killed.
pub fn finish(command: &mut Command) -> Output {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    ended(&mut child);
    child.wait_with_output().expect("its output")
}

/// Waits for the end of a program; one that hangs is killed and fails the test.
pub fn ended(child: &mut Child) {
    let began = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if began.elapsed() > CEILING {
            child.kill().expect("killed");
            panic!("the program hangs");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub fn send_signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(sent.success());
}

pub fn signal(child: &mut Child, name: &str) {
    send_signal(child, name);
    ended(child);
}

/// A directory that the user PostgreSQL runs as can reach.
pub fn open_directory() -> tempfile::TempDir {
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    tempfile::Builder::new()
        .permissions(mode)
        .tempdir()
        .expect("a directory")
}

/// The address in what the portal said.
pub fn address(said: &str) -> String {
    said.lines()
        .find_map(|line| line.strip_prefix("izportal: "))
        .expect("an address")
        .to_owned()
}

/// A browser without a screen. The portal's own cryptography is the only one there is, and has to be named.
pub fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .cookie_store(true)
        .redirect(Policy::none())
        .build()
        .expect("a client")
}

pub async fn sign_in(base: &str) -> Client {
    let client = client();
    let form = [("username", "staff"), ("password", DEMO_PASSWORD)];
    let answer = client
        .post(format!("{base}/sign-in"))
        .form(&form)
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    client
}

/// Asks until the answer has the status; an answer that never has it fails the test.
pub async fn eventually(client: &Client, url: &str, status: StatusCode) {
    let began = Instant::now();
    loop {
        let answer = client.get(url).send().await.expect("an answer");
        if answer.status() == status {
            return;
        }
        let is = answer.status();
        assert!(
            began.elapsed() < CEILING,
            "{url} stays {is}: {}",
            answer.text().await.expect("text")
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The file in which the private server says its process number.
pub fn pid_file(dir: &Path) -> PathBuf {
    dir.join("postgres/data/postmaster.pid")
}

/// The process number of the private server.
pub fn postmaster(dir: &Path) -> u32 {
    let text = std::fs::read_to_string(pid_file(dir)).expect("a running server");
    text.lines()
        .next()
        .and_then(|line| line.trim().parse().ok())
        .expect("a process number")
}

/// Where the private server of a directory is reached.
pub fn socket_url(dir: &Path) -> String {
    format!(
        "postgres://izportal@localhost:5432/izportal?host={}",
        dir.join("postgres").display()
    )
}

/// Whether the test runs as root; says so loudly where it does not and the test needs it.
pub fn is_root() -> bool {
    let root = nix::unistd::Uid::effective().is_root();
    if !root {
        eprintln!(
            "SKIPPED: this test is about being started as root; run the tests as root to have it"
        );
    }
    root
}

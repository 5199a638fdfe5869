//! The binary as a newcomer meets it: settings, refusals, a private database that comes and goes.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn izportal() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_izportal"));
    command.env_remove("DATABASE_URL").env_remove("IZPORTAL_LISTEN").env_remove("IZPORTAL_DATA_DIR");
    command
}

#[test]
fn help_lists_every_setting() {
    let mut all = String::new();
    for arguments in [&["--help"][..], &["serve", "--help"]] {
        let output = izportal().args(arguments).output().expect("the binary runs");
        all.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    for name in ["DATABASE_URL", "IZPORTAL_DATA_DIR", "IZPORTAL_LISTEN", "IZPORTAL_PUBLIC_URL", "--demo", "127.0.0.1:8080"] {
        assert!(all.contains(name), "{name} is missing in:\n{all}");
    }
    for command in ["serve", "migrate", "account", "import", "export", "demo"] {
        assert!(all.contains(&format!("\n  {command} ")), "{command} is missing in:\n{all}");
    }
}

#[test]
fn a_demonstration_is_never_reachable_from_outside() {
    let output = izportal().args(["serve", "--demo", "--listen", "0.0.0.0:0"]).output().expect("the binary runs");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("loopback only"));
}

#[test]
fn a_taken_port_is_said_with_the_setting_that_changes_it() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("its address").to_string();
    let output = izportal().args(["serve", "--listen", &address]).output().expect("the binary runs");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && message.contains("is taken") && message.contains("IZPORTAL_LISTEN"), "{message}");
}

/// Starts the portal without a demonstration and reads what it says until it serves.
fn start(dir: &Path) -> (Child, String) {
    let mut child = izportal()
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
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

fn signal(child: &mut Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    child.wait().expect("it ends");
}

#[test]
fn the_private_database_survives_a_stop_and_a_kill_and_leaves_nothing_running() {
    // Not under a directory closed to the user PostgreSQL runs as.
    let dir =
        tempfile::Builder::new().permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755)).tempdir().expect("a directory");
    let (mut child, said) = start(dir.path());
    assert!(said.contains("/setup/"), "the first start prints a set-up link:\n{said}");
    signal(&mut child, "-KILL");
    let (mut child, said) = start(dir.path());
    assert!(said.contains("/setup/"), "after a kill it finds its database again:\n{said}");
    signal(&mut child, "-INT");
    assert!(!dir.path().join("postgres/data/postmaster.pid").exists(), "the database is stopped too");
}

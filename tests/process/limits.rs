//! Requests that never end, and being told to stop.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::{
    CEILING, address, ended, izportal, open_directory, pid_file, send_signal, start,
};

/// A connection over which only this much is sent.
fn half_sent(base: &str, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(base.trim_start_matches("http://")).expect("a connection");
    stream.write_all(text.as_bytes()).expect("sent");
    stream.set_read_timeout(Some(CEILING)).expect("a bound");
    stream
}

const HALF_A_HEADER: &str = "GET /health/live HTTP/1.1\r\nHost: portal\r\n";
const HALF_A_BODY: &str = "POST /sign-in HTTP/1.1\r\nHost: portal\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                           Content-Length: 1000\r\n\r\nusername=staff";

#[test]
fn half_sent_headers_and_bodies_do_not_stay_open() {
    let dir = open_directory();
    let (mut child, said) = start(dir.path(), &[]);
    let base = address(&said);
    let mut open: Vec<TcpStream> = (0..300).map(|_| half_sent(&base, HALF_A_HEADER)).collect();
    open.push(half_sent(&base, HALF_A_BODY));
    for mut stream in open {
        let mut answer = Vec::new();
        // A closed connection, with an answer or without one; one that stays open runs into its bound.
        let outcome = stream.read_to_end(&mut answer);
        let stays = outcome.is_err_and(|error| {
            matches!(
                error.kind(),
                std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
            )
        });
        assert!(
            !stays,
            "it stays open after {}",
            String::from_utf8_lossy(&answer)
        );
    }
    // Somebody else's connection is served all the while.
    let mut live = half_sent(&base, &format!("{HALF_A_HEADER}Connection: close\r\n\r\n"));
    let mut answer = String::new();
    live.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    send_signal(&child, "-INT");
    ended(&mut child);
}

#[test]
fn a_half_sent_request_does_not_hold_the_stop() {
    let dir = open_directory();
    for half in [HALF_A_HEADER, HALF_A_BODY] {
        let (mut child, said) = start(dir.path(), &[]);
        let _open = half_sent(&address(&said), half);
        send_signal(&child, "-TERM");
        ended(&mut child);
        assert!(
            !pid_file(dir.path()).exists(),
            "the database is stopped too"
        );
    }
}

/// Reads on until a line begins with the words.
fn read_until(lines: &mut impl Iterator<Item = std::io::Result<String>>, words: &str) -> String {
    let mut lines = lines.map(|line| line.expect("text"));
    lines
        .find(|line| line.starts_with(words))
        .unwrap_or_else(|| panic!("it never says “{words}”"))
}

/// Waits until the private server has ended by itself.
fn database_ends(dir: &std::path::Path) {
    let began = Instant::now();
    while pid_file(dir).exists() {
        assert!(began.elapsed() < CEILING, "the database runs on");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_second_signal_ends_the_portal_at_once() {
    let dir = open_directory();
    let mut command = izportal();
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(dir.path());
    let mut child: Child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let base = address(&read_until(&mut lines, "izportal: "));
    read_until(&mut lines, "Stop with");
    let _open = half_sent(&base, HALF_A_BODY);
    send_signal(&child, "-INT");
    read_until(&mut lines, "Stopping");
    send_signal(&child, "-INT");
    ended(&mut child);
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut said)
        .expect("text");
    assert!(said.contains("stopped at once"), "{said}");
    database_ends(dir.path());

    // What it left is a whole database.
    let (mut child, said) = start(dir.path(), &[]);
    assert!(said.contains("/setup/"), "{said}");
    send_signal(&child, "-INT");
    ended(&mut child);
}

#[test]
fn a_command_that_is_stopped_leaves_no_database_running() {
    let dir = open_directory();
    let mut command = izportal();
    // The password never comes: the command waits for it.
    command
        .arg("--data-dir")
        .arg(dir.path())
        .args(["account", "create", "somebody"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    read_until(&mut lines, "Password");
    send_signal(&child, "-INT");
    ended(&mut child);
    database_ends(dir.path());
}

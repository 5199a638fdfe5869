//! What the process that reads workbooks can no longer do. Each thing is tried twice in a process of its own, once confined and
//! once not: what fails in both would prove nothing.

use std::fs::{self, File};
use std::hint::black_box;
use std::net::UdpSocket;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use izportal::foundation::workbooks::{Bounds, confine};
use nix::sys::signal::kill;
use nix::unistd::getppid;

const BOUNDS: Bounds = Bounds {
    memory: 512 * 1024 * 1024,
    processor: 1,
};
const ATTEMPT: &str = "IZPORTAL_TEST_ATTEMPT";
const CONFINED: &str = "IZPORTAL_TEST_CONFINED";
const FOLDER: &str = "IZPORTAL_TEST_FOLDER";

/// Whether something can be done by a process of this test, confined or not.
fn can(attempt: &str, confined: bool) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args(["--exact", "confined::attempt", "--ignored", "--nocapture"])
        .env(ATTEMPT, attempt)
        .env(FOLDER, folder.path())
        .env_remove(CONFINED);
    if confined {
        command.env(CONFINED, "1");
    }
    let Output { status, stdout, .. } = command.output().expect("a process");
    let said = String::from_utf8_lossy(&stdout);
    assert!(said.contains("begun"), "{attempt} was not tried: {said}");
    status.success()
}

fn is_taken_away(attempt: &str) {
    assert!(can(attempt, false), "{attempt}: not even unconfined");
    assert!(!can(attempt, true), "{attempt}");
}

#[test]
fn it_still_reads_and_thinks() {
    assert!(can("think", true));
}

#[test]
fn it_opens_no_file() {
    is_taken_away("open");
}

#[test]
fn it_writes_no_file() {
    is_taken_away("write");
}

#[test]
fn it_reaches_no_network() {
    is_taken_away("connect");
}

#[test]
fn it_starts_no_program() {
    is_taken_away("start");
}

#[test]
fn it_reaches_no_other_process() {
    is_taken_away("signal");
}

#[test]
fn it_takes_no_more_memory() {
    is_taken_away("memory");
}

#[test]
fn it_takes_no_more_time() {
    is_taken_away("time");
}

/// One attempt, in the process made for it.
#[test]
#[ignore = "started by the tests above, in a process of its own"]
#[expect(
    clippy::disallowed_methods,
    reason = "what is to be tried reaches the process by its environment"
)]
fn attempt() {
    let Ok(attempt) = std::env::var(ATTEMPT) else {
        return;
    };
    let file = Path::new(&std::env::var_os(FOLDER).unwrap_or_default()).join("a");
    let parent = getppid();
    if std::env::var(CONFINED).is_ok() {
        confine(BOUNDS).expect("bounds");
    }
    println!("begun");
    match attempt.as_str() {
        "think" => assert_eq!(vec![1u8; 1024].len(), 1024),
        "open" => drop(File::open("/proc/self/status").expect("a file")),
        "write" => fs::write(&file, "x").expect("a file"),
        "connect" => drop(UdpSocket::bind("127.0.0.1:0").expect("a socket")),
        "start" => drop(Command::new("/bin/true").status().expect("a program")),
        "signal" => kill(parent, None).expect("a process"),
        "memory" => drop(black_box(vec![0u8; 1024 * 1024 * 1024])),
        // On a busy machine a second of the processor takes several of the clock.
        "time" => {
            let begun = Instant::now();
            while begun.elapsed() < Duration::from_secs(60) && used().is_none_or(|used| used < 200)
            {
                black_box((0..100_000_u64).fold(0, |sum, number| sum ^ black_box(number)));
            }
        }
        other => panic!("{other}?"),
    }
}

/// Hundredths of a second of a processor this process has used; a confined one cannot look.
fn used() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(ticks(11)? + ticks(12)?)
}

//! Started as root: the portal is another user from then on, and follows nobody's links.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;

use nix::unistd::User;
use reqwest::StatusCode;

use crate::support::{
    address, finish, is_root, izportal, open_directory, postmaster, serve, sign_in, signal,
    socket_url, start,
};

/// The user the portal becomes where nothing says otherwise.
fn usual() -> User {
    let known = ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| User::from_name(name).expect("users"));
    known.expect("a user to become")
}

fn give(path: &Path, user: &User) {
    chown(path, Some(user.uid.as_raw()), Some(user.gid.as_raw())).expect("given");
}

/// A line of a process's `status`, as words.
fn status(process: u32, name: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .unwrap_or_default();
    line.split_whitespace().map(str::to_owned).collect()
}

/// Real, effective, saved and file-system identity are the user's, without other groups and without capabilities.
fn assert_is(process: u32, user: &User) {
    let (uid, gid) = (user.uid.to_string(), user.gid.to_string());
    assert_eq!(status(process, "Uid:"), vec![uid; 4], "process {process}");
    assert_eq!(
        status(process, "Gid:"),
        vec![gid.clone(); 4],
        "process {process}"
    );
    assert!(
        status(process, "Groups:").iter().all(|group| *group == gid),
        "{:?}",
        status(process, "Groups:")
    );
    for set in ["CapPrm:", "CapEff:", "CapAmb:"] {
        assert_eq!(status(process, set), ["0000000000000000"], "{set}");
    }
}

/// The processes a process has started and that still run.
fn children(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).expect("threads");
    let of = |thread: std::io::Result<fs::DirEntry>| {
        let text = fs::read_to_string(thread.expect("a thread").path().join("children"))
            .unwrap_or_default();
        text.split_whitespace()
            .filter_map(|pid| pid.parse().ok())
            .collect::<Vec<u32>>()
    };
    threads.flat_map(of).collect()
}

/// Everything below a directory belongs to the user.
fn assert_owned(dir: &Path, user: &User) {
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        // A file of the running server may have gone meanwhile.
        let Ok(meta) = fs::symlink_metadata(&path) else {
            continue;
        };
        assert_eq!(meta.uid(), user.uid.as_raw(), "{}", path.display());
        if meta.is_dir() {
            assert_owned(&path, user);
        }
    }
}

/// A form with a workbook that takes its reader a moment.
fn workbook() -> String {
    let rows: String = (0..20_000).map(|row| format!("DN{row};{row}\n")).collect();
    let head = "Content-Disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\nContent-Type: text/csv";
    format!("--b\r\n{head}\r\n\r\nMã DN;Doanh thu\n{rows}\r\n--b--\r\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn started_as_root_the_portal_and_all_it_starts_are_another_user_for_good() {
    if !is_root() {
        return;
    }
    let dir = open_directory();
    let user = usual();
    let (mut child, said) = start(dir.path(), &["--demo"]);
    let base = address(&said);
    assert_is(child.id(), &user);
    let postmaster = postmaster(dir.path());
    assert_is(postmaster, &user);
    let client = sign_in(&base).await;
    let sending = client
        .post(format!("{base}/imports"))
        .header("content-type", "multipart/form-data; boundary=b");
    let sending = tokio::spawn(sending.body(workbook()).send());
    let mut seen = 0;
    while !sending.is_finished() {
        for process in children(child.id()) {
            let owner = status(process, "Uid:");
            seen += usize::from(process != postmaster && !owner.is_empty());
            assert!(
                owner.is_empty() || owner.iter().all(|uid| *uid == user.uid.to_string()),
                "{owner:?}"
            );
        }
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    assert!(seen > 0, "a child read the workbook");
    let answer = sending.await.expect("sent").expect("an answer");
    assert_eq!(
        answer.status(),
        StatusCode::SEE_OTHER,
        "the process that reads workbooks can be started"
    );
    assert_owned(dir.path(), &user);
    signal(&mut child, "-INT");
}

#[test]
fn a_link_in_a_directory_of_somebody_else_is_not_followed() {
    if !is_root() {
        return;
    }
    let (dir, victims) = (open_directory(), tempfile::tempdir().expect("a directory"));
    let user = usual();
    let victim = victims.path().join("victim");
    fs::write(&victim, "what was there").expect("written");
    let own = dir.path().join("postgres");
    fs::create_dir(&own).expect("made");
    fs::set_permissions(&own, fs::Permissions::from_mode(0o700)).expect("closed");
    for program in ["initdb", "pg_ctl", "pg_isready", "psql", "createdb"] {
        symlink(&victim, own.join(format!(".{program}.out"))).expect("a link");
    }
    give(&own, &user);
    give(dir.path(), &user);
    let (mut child, _) = start(dir.path(), &[]);
    signal(&mut child, "-INT");
    assert_eq!(
        fs::read_to_string(&victim).expect("still there"),
        "what was there"
    );

    // A lock that is a link: nothing is made where it leads, and the portal says why it does not start.
    for lock in ["turn.lock", "users.lock"] {
        let absent = victims.path().join("absent");
        fs::remove_file(own.join(lock)).expect("a lock");
        symlink(&absent, own.join(lock)).expect("a link");
        let output = finish(izportal().arg("--data-dir").arg(dir.path()).arg("migrate"));
        assert!(!output.status.success() && !absent.exists());
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(lock),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        fs::remove_file(own.join(lock)).expect("the link");
    }
}

#[test]
fn what_an_earlier_root_left_is_handed_over_and_nothing_behind_a_link() {
    if !is_root() {
        return;
    }
    let (dir, victims) = (open_directory(), tempfile::tempdir().expect("a directory"));
    let user = usual();
    let victim = victims.path().join("victim");
    fs::write(&victim, "root's").expect("written");
    let files = dir.path().join("files/ab/cd");
    fs::create_dir_all(&files).expect("made");
    fs::write(files.join("abcd"), "attached").expect("written");
    symlink(&victim, files.join("link")).expect("a link");
    let (mut child, _) = start(dir.path(), &[]);
    signal(&mut child, "-INT");
    for path in [dir.path().join("files"), files.clone(), files.join("abcd")] {
        assert_eq!(
            fs::metadata(&path).expect("there").uid(),
            user.uid.as_raw(),
            "{}",
            path.display()
        );
    }
    assert_eq!(fs::metadata(&victim).expect("there").uid(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_of_the_directory_is_whom_root_becomes_also_beside_a_foreign_database() {
    if !is_root() {
        return;
    }
    let (dir, own) = (open_directory(), open_directory());
    let nobody = User::from_name("nobody").expect("users").expect("nobody");
    give(dir.path(), &nobody);
    // A directory that does not exist yet, in one of somebody: it is theirs as well.
    let inner = dir.path().join("portal/data");
    let (mut child, _) = start(&inner, &["--demo"]);
    assert_is(child.id(), &nobody);
    assert_owned(dir.path(), &nobody);

    give(own.path(), &nobody);
    let mut command = izportal();
    command
        .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(own.path());
    let (mut second, said) = serve(command.env("DATABASE_URL", socket_url(&inner)));
    assert_is(second.id(), &nobody);
    sign_in(&address(&said)).await;
    assert_owned(own.path(), &nobody);
    signal(&mut second, "-INT");
    signal(&mut child, "-INT");
}

#[test]
fn a_port_only_root_may_open_is_open_before_the_portal_is_another_user() {
    if !is_root() {
        return;
    }
    let dir = open_directory();
    let free = (600..1024)
        .rev()
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("a free port");
    let listen = format!("127.0.0.1:{free}");
    let (mut child, said) = serve(
        izportal()
            .args(["serve", "--listen", &listen, "--data-dir"])
            .arg(dir.path()),
    );
    assert_eq!(address(&said), format!("http://{listen}"));
    assert_is(child.id(), &usual());
    signal(&mut child, "-INT");
}

#[test]
fn bundles_are_written_and_read_as_the_user_or_it_is_said_what_to_do() {
    if !is_root() {
        return;
    }
    let (dir, around) = (open_directory(), open_directory());
    let user = usual();
    let out = around.path().join("bundle");
    let command = |name: &str, bundle: &Path| {
        finish(
            izportal()
                .arg("--data-dir")
                .arg(dir.path())
                .arg(name)
                .arg(bundle),
        )
    };
    let output = command("export", &out);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(fs::metadata(&out).expect("made").uid(), user.uid.as_raw());
    assert_owned(&out, &user);
    let output = command("import", &out);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );

    fs::set_permissions(around.path(), fs::Permissions::from_mode(0o700)).expect("closed");
    for name in ["import", "export"] {
        let output = command(name, &out);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{name}: {said}");
        assert!(
            said.contains(&user.name) && said.contains(&out.display().to_string()),
            "{name}: {said}"
        );
    }
}

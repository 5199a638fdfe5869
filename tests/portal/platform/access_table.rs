//! Who may use which route, as a table that is committed: a change of it is seen in the change that makes it.

use std::fmt::Write;

use axum::http::{Method, StatusCode};
use izportal::foundation::kernel::Role;
use izportal::platform::web::{Access, Mounted};
use izportal::portal::accounts::roles;

use crate::support::{Page, Person, Portal, filled};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/access.csv");
const RENEWING: &str =
    "If this is meant, renew tests/fixtures/access.csv: IZPORTAL_WRITE_ACCESS=1 make test";

/// Who asks: nobody signed in, or the demonstration's account with a role.
fn account(role: Option<Role>) -> Option<&'static str> {
    role.map(|role| roles::demonstration(role).0)
}

/// All who ask, in the order of the columns.
fn askers() -> Vec<Option<Role>> {
    Role::ALL.into_iter().map(Some).chain([None]).collect()
}

fn declared(access: Access, role: Option<Role>) -> bool {
    match (access, role) {
        (Access::Public, _) | (Access::SignedIn, Some(_)) => true,
        (Access::Needs(permission), Some(role)) => role.may(permission),
        (_, None) => false,
    }
}

/// Whether the portal let somebody in, whatever it then thought of the form.
fn let_in(page: &Page) -> bool {
    !matches!(
        page.status,
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED
    ) && !page.location.starts_with("/sign-in?next=")
}

/// The table in its written form: a line a route, a column for each who asks.
fn table(routes: &[Mounted], allowed: impl Fn(usize, usize) -> bool) -> String {
    let roles: Vec<&str> = askers()
        .into_iter()
        .map(|role| role.map_or("nobody", Role::code))
        .collect();
    let mut lines: Vec<String> = routes
        .iter()
        .enumerate()
        .map(|(row, route)| {
            let mut line = format!("{},{}", route.path, route.method);
            for column in 0..roles.len() {
                let word = if allowed(row, column) { "yes" } else { "no" };
                let _ = write!(line, ",{word}");
            }
            line
        })
        .collect();
    lines.sort();
    format!("path,method,{}\n{}\n", roles.join(","), lines.join("\n"))
}

/// The lines of two tables that are in one of them only, as `diff` shows them.
fn difference(old: &str, new: &str) -> String {
    let only = |lines: &str, other: &str, mark: char| -> Vec<String> {
        let other: Vec<&str> = other.lines().collect();
        let lines = lines.lines().filter(|line| !other.contains(line));
        lines.map(|line| format!("{mark} {line}")).collect()
    };
    let mut lines = only(old, new, '-');
    lines.extend(only(new, old, '+'));
    lines.sort_by(|a, b| a[2..].cmp(&b[2..]).then(b.cmp(a)));
    lines.join("\n")
}

/// Pages of what is one's own: whoever did not ask for it finds nothing there.
const OWN: [&str; 1] = ["/jobs/{id}"];

/// What a page needs to be there: a file to read, an import to look at, and a letter.
async fn prepare(portal: &Portal) {
    let staff = portal.sign_in("staff").await;
    let attached = staff
        .upload("/filings/1/evidence", &[], &[("a.txt", b"a")])
        .await;
    assert_eq!(attached.status, StatusCode::SEE_OTHER, "a file to read");
    let block = [
        ("block", "Chỉ tiêu\tNăm\nSố lao động\t5"),
        ("form", "1"),
        ("period", "2023"),
    ];
    let sent = staff.upload("/imports", &block, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "an import to look at");
    let sheet = portal.sign_in("leader").await;
    let issued = sheet
        .post("/national/2022/2104/issue", &[("seen", "0")])
        .await;
    assert_eq!(issued.status, StatusCode::SEE_OTHER, "an edition");
    let letter = "with asked as (
            insert into jobs (kind, subject, title_vi, title_en, arguments, account_id, address, request_id, language)
            select 'other', 'x', 'Việc', 'Job', '{}', id, '', '', 'vi' from accounts where username = 'staff' returning id)
        insert into letters (job_id, enterprise_id, recipient, subject, body, message_id)
        select id, 1, 'x', 'x', 'x', 'x' from asked";
    sqlx::query(letter)
        .execute(&portal.db)
        .await
        .expect("a letter");
}

/// Sends a request of every route as one who may ask: who was let in, by row.
async fn answers(portal: &Portal, role: Option<Role>) -> Vec<bool> {
    let mut person: Option<Person<'_>> = None;
    let mut answers = Vec::new();
    for route in portal.routes.iter() {
        // Ending a session must not sign the next route out.
        if person.is_none() {
            person = Some(match account(role) {
                Some(username) => portal.sign_in(username).await,
                None => portal.stranger(),
            });
        }
        let asking = person.as_ref().expect("somebody asks");
        let page = asking
            .send(route.method.clone(), &filled(&route.path))
            .await;
        let name = format!("{role:?} {} {}: {}", route.method, route.path, page.status);
        assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{name}");
        if route.method == Method::GET && route.access != Access::Public && let_in(&page) {
            let own = OWN.contains(&route.path.as_str()) && page.status == StatusCode::NOT_FOUND;
            assert!(
                own || page.status.is_success() || page.status.is_redirection(),
                "{name}"
            );
        }
        answers.push(let_in(&page));
        if route.method == Method::POST
            && (route.path.starts_with("/account") || route.path == "/sign-out")
        {
            person = None;
        }
    }
    answers
}

#[tokio::test]
async fn the_declared_permissions_are_those_of_the_committed_table() {
    let portal = Portal::demo().await;
    let askers = askers();
    let declared = table(&portal.routes, |row, column| {
        declared(portal.routes[row].access, askers[column])
    });
    if std::env::var_os("IZPORTAL_WRITE_ACCESS").is_some() {
        std::fs::write(TABLE, &declared).expect("the table is written");
    }
    let committed = std::fs::read_to_string(TABLE).expect("the committed table");
    assert!(
        committed == declared,
        "who may use which route has changed:\n{}\n{RENEWING}",
        difference(&committed, &declared)
    );
}

#[tokio::test]
async fn every_route_lets_in_whom_the_committed_table_names() {
    let portal = Portal::demo().await;
    prepare(&portal).await;
    let mut columns = Vec::new();
    for role in askers() {
        columns.push(answers(&portal, role).await);
    }
    let answered = table(&portal.routes, |row, column| columns[column][row]);
    let committed = std::fs::read_to_string(TABLE).expect("the committed table");
    assert!(
        committed == answered,
        "the portal (+) lets in others than the committed table (-) says:\n{}",
        difference(&committed, &answered)
    );
}

//! Writes performed one after the other, and what each of them left in the audit log.

use std::collections::BTreeMap;

use axum::http::Method;
use izportal::platform::web::Mounted;

use crate::support::{Page, Person, Portal, route_of};

/// Where all requests of the walk come from (RFC 5737, TEST-NET-3).
const ADDRESS: &str = "203.0.113.7";

/// Routes that write nothing the audit log is for, each with the reason.
pub const WITHOUT_TRACE: &[(&str, &str)] = &[
    ("/account/sessions/{id}/end", "a session is no record"),
    (
        "/duties/reminders",
        "reminders have a log of their own that nobody rewrites",
    ),
    (
        "/duties/{reporter}/{form}/{period}/reminders",
        "reminders have a log of their own that nobody rewrites",
    ),
    ("/filings/{id}/paste", "a preview"),
    (
        "/imports",
        "a workbook is kept as it was sent; only taking it in writes",
    ),
    (
        "/imports/{id}/choices",
        "how to read a workbook not taken in",
    ),
    (
        "/imports/{id}/corrections",
        "how to read a workbook not taken in",
    ),
    ("/industries/load", "a preview"),
    (
        "/jobs/{id}/cancel",
        "a job says itself who asked for it and who called it off",
    ),
    ("/parcels/{id}/shape/file", "a preview"),
    ("/sheets/{form}/{period}/paste", "a preview"),
    ("/sign-in", "a session is no record"),
    ("/sign-out", "a session is no record"),
    (
        "/verification",
        "a comparison changes nothing, and says itself who asked for it",
    ),
];

/// What an action of the log says of its record.
#[derive(Debug, PartialEq, Eq)]
enum Says {
    /// What it became; before, it was not.
    After,
    /// What it was; afterwards, it is not.
    Before,
    Both,
    /// That it happened: nobody is to read what it was or became.
    That,
}

fn says(action: &str) -> Says {
    match action {
        "created" | "attached" | "commented" | "statement" | "assigned" | "exempted"
        | "unlock_asked" | "unlock_granted" | "answered" | "contact_added" | "contact_seen"
        | "taken_over" | "industries_loaded" | "imported" | "bundle_sent" | "board_totals"
        | "printed_incomplete" | "register_declared" | "issued" | "paper_registered" => Says::After,
        "detached" | "unexempted" | "contact_erased" | "bundle_taken" | "bundle_dropped"
        | "import_dropped" => Says::Before,
        "password" | "exported" => Says::That,
        _ => Says::Both,
    }
}

/// A row of the audit log.
#[derive(Debug, sqlx::FromRow)]
struct Row {
    actor: String,
    username: Option<String>,
    address: String,
    request_id: String,
    action: String,
    before: bool,
    after: bool,
    now: bool,
}

/// A desk in the portal with somebody at it.
pub struct Desk<'a> {
    pub portal: &'a Portal,
    pub person: Person<'a>,
    username: Option<&'static str>,
}

impl<'a> Desk<'a> {
    pub async fn of(portal: &'a Portal, username: &'static str) -> Desk<'a> {
        Desk {
            portal,
            person: portal.sign_in(username).await.at(ADDRESS),
            username: Some(username),
        }
    }

    pub fn of_a_stranger(portal: &'a Portal) -> Desk<'a> {
        Desk {
            portal,
            person: portal.stranger().at(ADDRESS),
            username: None,
        }
    }

    /// What a browser would send of the page's form with this action, some fields of it changed.
    pub async fn form(
        &self,
        page: &str,
        action: &str,
        changes: &[(&str, &str)],
    ) -> Vec<(String, String)> {
        let shown = self.person.get(page).await;
        let form = shown
            .forms()
            .into_iter()
            .rev()
            .find(|form| form.action.split(['?', '#']).next() == Some(action));
        let mut fields = form
            .unwrap_or_else(|| panic!("no form {action} on {page}:\n{}", shown.words("main")))
            .fields;
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        fields
    }

    /// One value of the database.
    pub async fn one(&self, sql: &'static str) -> String {
        sqlx::query_scalar(sql)
            .fetch_one(&self.portal.db)
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}

/// Every route that was written to so far, and whether that ever left a trace.
#[derive(Default)]
pub struct Walk {
    pub traced: BTreeMap<String, bool>,
}

impl Walk {
    pub async fn post(&mut self, desk: &Desk<'_>, path: &str, fields: &[(&str, &str)]) -> Page {
        let last = last(desk.portal).await;
        let page = desk.person.post(path, fields).await;
        self.note(desk, path, last, &page).await;
        page
    }

    /// A form as [`Desk::form`] gives it.
    pub async fn send(&mut self, desk: &Desk<'_>, path: &str, fields: &[(String, String)]) -> Page {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.post(desk, path, &fields).await
    }

    pub async fn upload(
        &mut self,
        desk: &Desk<'_>,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &[u8]),
    ) -> Page {
        let last = last(desk.portal).await;
        let page = desk.person.upload(path, fields, &[file]).await;
        self.note(desk, path, last, &page).await;
        page
    }

    async fn note(&mut self, desk: &Desk<'_>, path: &str, last: i64, page: &Page) {
        assert!(
            page.status.is_success() || page.status.is_redirection(),
            "{path}: {} {}",
            page.status,
            page.words("main")
        );
        let rows: Vec<Row> = sqlx::query_as(
            "select l.actor, a.username, l.address, l.request_id, l.action, l.before is not null as before,
                    l.after is not null as after, l.at between now() - interval '1 minute' and now() as now
               from audit_log l left join accounts a on a.id = l.account_id where l.id > $1 order by l.id",
        )
        .bind(last)
        .fetch_all(&desk.portal.db)
        .await
        .expect("the log");
        for row in &rows {
            assert_eq!(row.username.as_deref(), desk.username, "{path}: {row:?}");
            assert!(!row.actor.is_empty() && row.now, "{path}: {row:?}");
            assert!(
                row.address == ADDRESS && !row.request_id.is_empty(),
                "{path}: {row:?}"
            );
            let found = match (row.before, row.after) {
                (true, true) => Says::Both,
                (true, false) => Says::Before,
                (false, true) => Says::After,
                (false, false) => Says::That,
            };
            assert_eq!(found, says(&row.action), "{path}: {row:?}");
        }
        let plain = path.split('?').next().unwrap_or_default();
        let route = route_of(&desk.portal.routes, &Method::POST, plain).expect("a mounted route");
        *self.traced.entry(route.path.clone()).or_default() |= !rows.is_empty();
    }

    /// Holds what was performed against what is mounted and what need not leave a trace.
    pub fn compare(&self, routes: &[Mounted]) {
        let writes = routes.iter().filter(|route| route.method == Method::POST);
        let forgotten: Vec<&str> = writes
            .map(|route| route.path.as_str())
            .filter(|path| !self.traced.contains_key(*path))
            .collect();
        assert!(forgotten.is_empty(), "no case writes to {forgotten:#?}");
        let traceless: Vec<&str> = self
            .traced
            .iter()
            .filter(|(_, traced)| !**traced)
            .map(|(path, _)| path.as_str())
            .collect();
        let excused: Vec<&str> = WITHOUT_TRACE.iter().map(|(path, _)| *path).collect();
        assert_eq!(
            traceless, excused,
            "writes that left no trace (left), and those that need not (right)"
        );
    }
}

async fn last(portal: &Portal) -> i64 {
    sqlx::query_scalar("select coalesce(max(id), 0) from audit_log")
        .fetch_one(&portal.db)
        .await
        .expect("the log")
}

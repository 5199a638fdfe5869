//! Hostile requests, in bounded numbers and always the same ones: whatever an address, a query or a form holds, no route
//! answers 5xx. `IZPORTAL_FUZZ_SEED` and `IZPORTAL_FUZZ_ROUNDS` look further by hand.

use super::harvest::{Harvest, Sent};
use super::nasty::{Dice, encoded, multipart, pairs};
use crate::support::{Person, Portal, filled};
use axum::http::{Method, StatusCode};
use izportal::foundation::kernel::Role;
use izportal::platform::web::{Access, Mounted};
use izportal::portal::accounts::roles;
use std::collections::BTreeSet;

/// Nobody, and the account of each role.
fn askers() -> impl Iterator<Item = (&'static str, Option<Role>)> {
    let accounts = Role::ALL.map(|role| (roles::demonstration(role).0, Some(role)));
    std::iter::once(("", None)).chain(accounts)
}

/// The address of a route with one part replaced by what it does not expect; without parts, as it is.
fn with_nasty_part(route: &Mounted, dice: &mut Dice) -> String {
    let count = route.path.matches('{').count();
    if count == 0 {
        return route.path.clone();
    }
    let (chosen, nasty) = (dice.below(count), encoded(&dice.nasty()));
    let (mut path, mut placeholders) = (String::new(), 0);
    for (pattern, part) in route
        .path
        .split('/')
        .zip(filled(&route.path).split('/'))
        .skip(1)
    {
        let is_placeholder = pattern.starts_with('{');
        path.push('/');
        path.push_str(if is_placeholder && placeholders == chosen {
            &nasty
        } else {
            part
        });
        placeholders += usize::from(is_placeholder);
    }
    path
}

/// The address of a route about things that do not exist.
fn of_nothing(route: &Mounted) -> String {
    filled(
        &route
            .path
            .replace("{id}", "999999")
            .replace("{enterprise}", "999999")
            .replace("{reporter}", "999999p1"),
    )
}

/// Everything that is asked and sent, and what came back with 5xx.
struct Fuzz {
    dice: Dice,
    harvest: Harvest,
    asked: usize,
    faults: Vec<String>,
}

impl Fuzz {
    async fn ask(
        &mut self,
        person: &Person<'_>,
        name: &str,
        method: Method,
        uri: &str,
        body: Option<(&str, Vec<u8>)>,
    ) {
        let sent = body.as_ref().map(|(_, body)| {
            String::from_utf8_lossy(body)
                .chars()
                .take(600)
                .collect::<String>()
        });
        let page = person.raw(method.clone(), uri, body).await;
        self.asked += 1;
        if page.status.is_server_error() {
            let uri: String = uri.chars().take(300).collect();
            self.faults.push(format!(
                "{} {name} {method} {uri} {}",
                page.status.as_u16(),
                sent.unwrap_or_default()
            ));
        }
    }

    /// Queries that the pages of a route know, each with what it does not expect.
    fn query(&mut self, route: &Mounted) -> String {
        let known: Vec<String> = self
            .harvest
            .queries
            .get(&route.path)
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        let common = [
            "q", "page", "on", "year", "format", "lang", "zone", "period", "sort", "state", "cell",
            "next",
        ];
        let names = known
            .iter()
            .map(String::as_str)
            .chain(common)
            .filter(|_| self.dice.below(2) == 0);
        let names: Vec<String> = names.map(str::to_owned).collect();
        pairs(
            &names
                .into_iter()
                .map(|name| (name, self.dice.nasty()))
                .collect::<Vec<_>>(),
        )
    }

    async fn get(&mut self, person: &Person<'_>, name: &str, route: &Mounted) {
        let query = self.query(route);
        for uri in [
            format!("{}?{query}", filled(&route.path)),
            with_nasty_part(route, &mut self.dice),
            of_nothing(route),
        ] {
            self.ask(person, name, Method::GET, &uri, None).await;
        }
    }

    /// The form of a route with one field replaced, with all of them replaced, empty, and sent to what does not exist.
    async fn post(&mut self, person: &Person<'_>, name: &str, route: &Mounted, each_field: bool) {
        let mut forms = self
            .harvest
            .forms
            .get(&route.path)
            .cloned()
            .unwrap_or_default();
        forms.push(Sent {
            action: filled(&route.path),
            fields: Vec::new(),
            multipart: false,
        });
        for form in forms {
            let mut bodies = vec![form.fields.clone()];
            let all = form
                .fields
                .iter()
                .map(|(name, _)| (name.clone(), self.dice.nasty()))
                .collect();
            bodies.push(all);
            let count = if each_field {
                form.fields.len().min(40)
            } else {
                form.fields.len().min(1)
            };
            for index in 0..count {
                let index = if each_field {
                    index
                } else {
                    self.dice.below(form.fields.len())
                };
                let mut fields = form.fields.clone();
                fields[index].1 = self.dice.nasty();
                bodies.push(fields);
            }
            for fields in bodies {
                let uri = match self.dice.below(8) {
                    0 => of_nothing(route),
                    1 => with_nasty_part(route, &mut self.dice),
                    _ => form.action.clone(),
                };
                let body = if form.multipart {
                    multipart(&fields, &mut self.dice)
                } else {
                    urlencoded(&fields)
                };
                self.ask(person, name, Method::POST, &uri, Some(body)).await;
            }
        }
    }
}

fn urlencoded(fields: &[(String, Vec<u8>)]) -> (&'static str, Vec<u8>) {
    (
        "application/x-www-form-urlencoded",
        pairs(fields).into_bytes(),
    )
}

/// What is asked last: it may end sessions, change who may sign in, or be slowed down after wrong guesses.
fn ends_sessions(route: &Mounted) -> bool {
    ["/sign-", "/setup/", "/account"]
        .iter()
        .any(|start| route.path.starts_with(start))
}

fn may(route: &Mounted, role: Option<Role>) -> bool {
    match (route.access, role) {
        // One stranger is enough to see that strangers are turned away.
        (_, None) => true,
        (Access::Needs(permission), Some(role)) => role.may(permission),
        (Access::Public | Access::SignedIn, Some(_)) => true,
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(otherwise)
}

#[tokio::test]
async fn whatever_is_asked_or_sent_no_route_answers_5xx() {
    // The causes, beside the list of faults.
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::ERROR)
        .with_test_writer()
        .try_init();
    let portal = Portal::demo().await;
    let routes: Vec<Mounted> = portal.routes.to_vec();
    let mut harvest = Harvest::default();
    for username in ["admin", "staff", "approver"] {
        let person = portal.sign_in(username).await;
        for route in routes.iter().filter(|route| route.method == Method::GET) {
            let page = person.get(&filled(&route.path)).await;
            if page.status == StatusCode::OK
                && page.headers["content-type"]
                    .as_bytes()
                    .starts_with(b"text/html")
            {
                harvest.read(&page, &routes);
            }
        }
    }
    let dice = Dice(number("IZPORTAL_FUZZ_SEED", 15));
    let mut fuzz = Fuzz {
        dice,
        harvest,
        asked: 0,
        faults: Vec::new(),
    };
    for _ in 0..number("IZPORTAL_FUZZ_ROUNDS", 1) {
        let mut thorough: BTreeSet<&str> = BTreeSet::new();
        for last in [false, true] {
            for (username, role) in askers() {
                let mut person = if username.is_empty() {
                    portal.stranger()
                } else {
                    portal.sign_in(username).await
                };
                for route in routes
                    .iter()
                    .filter(|route| ends_sessions(route) == last && may(route, role))
                {
                    if last && role.is_some() {
                        // By then it may be disabled, or have another password.
                        let Some(again) = portal.try_sign_in(username).await else {
                            continue;
                        };
                        person = again;
                    }
                    if route.method == Method::GET {
                        fuzz.get(&person, username, route).await;
                    } else {
                        let each_field = role.is_some() && thorough.insert(&route.path);
                        fuzz.post(&person, username, route, each_field).await;
                    }
                }
            }
        }
    }
    let (asked, faults) = (fuzz.asked, fuzz.faults);
    println!("{asked} requests");
    assert!(
        faults.is_empty(),
        "{} of {asked}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[tokio::test]
async fn a_nul_is_refused_in_words_wherever_it_stands() {
    let portal = Portal::demo().await;
    let (stranger, staff, admin) = (
        portal.stranger(),
        portal.sign_in("staff").await,
        portal.sign_in("admin").await,
    );
    let form = |body: &str| {
        Some((
            "application/x-www-form-urlencoded",
            body.as_bytes().to_vec(),
        ))
    };
    let missing = stranger.raw(Method::GET, "/setup/a%00b", None).await;
    assert_eq!(
        missing.status,
        StatusCode::NOT_FOUND,
        "nothing has such an address"
    );
    let unreadable = "gửi lên không đọc được";
    for (person, method, uri, body) in [
        (&stranger, Method::GET, "/sign-in?next=%00", None),
        (
            &stranger,
            Method::POST,
            "/sign-in",
            form("username=%00&password=x"),
        ),
        (
            &stranger,
            Method::POST,
            "/setup/none",
            form("username=a\0b"),
        ),
        (&stranger, Method::POST, "/zones", form("name=%00")),
        (&staff, Method::GET, "/zones?q=a%00b", None),
        (&staff, Method::POST, "/zones", form("name=a\0b")),
        (
            &staff,
            Method::POST,
            "/zones",
            Some(("text/plain", b"name=\xff\xfe".to_vec())),
        ),
    ] {
        let page = person.raw(method, uri, body).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{uri}");
        assert!(
            page.words("main").contains(unreadable),
            "{uri}: {}",
            page.words("main")
        );
    }
    let english = staff.get_in_english("/zones?q=%00").await;
    english.says("main", "A value that was sent cannot be read");
    // What only looks like one is text.
    staff.get("/zones?q=%2500").await.answers(StatusCode::OK);

    // A zone that does not exist.
    for (uri, fields) in [
        (
            "/accounts",
            "username=moi&display_name=M&role=staff&password=mot-mat-khau-dai-2022&zones=999999",
        ),
        (
            "/accounts/2",
            "display_name=M&role=staff&version=1&zones=999999",
        ),
    ] {
        let page = admin.raw(Method::POST, uri, form(fields)).await;
        assert!(
            matches!(page.status.as_u16(), 404 | 422),
            "{uri}: {}",
            page.status
        );
    }
}

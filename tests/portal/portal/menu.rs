//! The menu of the head: what it offers to whom, under which words, and that no page is without one of its seven words.

use axum::http::{Method, StatusCode};
use izportal::foundation::kernel::Role;
use izportal::platform::web::Access;
use izportal::platform::web::menu::Entry;
use izportal::portal::menu::MENU;

use crate::support::{Page, Person, Portal, filled};

const ACCOUNTS: [(&str, Role); 4] = [
    ("admin", Role::Administrator),
    ("staff", Role::Staff),
    ("approver", Role::Approver),
    ("leader", Role::Leadership),
];

fn entries() -> impl Iterator<Item = &'static Entry> {
    let groups = MENU.iter().flat_map(|section| section.groups);
    groups.flat_map(|group| group.entries)
}

/// Where the panels lead.
fn offered(page: &Page) -> Vec<String> {
    page.links(".menu__panel a")
}

#[tokio::test]
async fn everybody_is_offered_what_they_may_open_and_nothing_else() {
    let portal = Portal::demo().await;
    for (username, role) in ACCOUNTS {
        let person = portal.sign_in(username).await;
        let page = person.get("/account").await;
        let offered = offered(&page);
        for entry in entries() {
            let href = format!("/{}", entry.path);
            let access = portal
                .routes
                .iter()
                .find(|route| route.method == Method::GET && route.path == href)
                .unwrap_or_else(|| panic!("{href} is no page"))
                .access;
            assert_eq!(access, Access::Needs(entry.permission), "{href}");
            assert_eq!(
                offered.contains(&href),
                role.may(entry.permission),
                "{username}: {href}"
            );
        }
        // What can be added is a page too, for those who may.
        for entry in entries() {
            let Some((_, permission)) = entry.creates else {
                continue;
            };
            let path = format!("/{}/new", entry.path);
            let mut routes = portal.routes.iter();
            let route = routes.find(|route| route.method == Method::GET && route.path == path);
            let access = route.unwrap_or_else(|| panic!("{path} is no page")).access;
            assert_eq!(access, Access::Needs(permission), "{path}");
        }
        let words = page.cells(".menu__words", "summary")[0].len();
        assert_eq!(words, MENU.len());
    }
}

/// Sheets are called by the title of each form; the entry leads to the first.
const CALLED_OTHERWISE: [&str; 1] = ["/national"];

async fn read(person: &Person<'_>, path: &str, lang: &str) -> Page {
    match lang {
        "vi" => person.get(path).await,
        _ => person.get_in_english(path).await,
    }
}

#[tokio::test]
async fn a_page_is_headed_by_the_words_of_its_entry() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let approver = portal.sign_in("approver").await;
    for lang in ["vi", "en"] {
        for entry in entries() {
            let href = format!("/{}", entry.path);
            let person = match Role::Administrator.may(entry.permission) {
                true => &admin,
                false => &approver,
            };
            let mut page = read(person, &href, lang).await;
            if page.status == StatusCode::SEE_OTHER {
                page = read(person, &page.location, lang).await;
            }
            let words = match lang {
                "vi" => entry.label.vi,
                _ => entry.label.en,
            };
            let heading = page.words("h1");
            assert!(
                heading.starts_with(words) || CALLED_OTHERWISE.contains(&href.as_str()),
                "{href} is headed “{heading}”, its entry says “{words}”"
            );
            assert_eq!(
                page.cells(".menu__words", "summary[aria-current]")[0].len(),
                1,
                "{href} lies in one section"
            );
        }
    }
}

/// Pages of a person and not of the board's work.
const OUTSIDE: [&str; 5] = ["/account", "/sign-in", "/setup", "/static", "/search"];

#[tokio::test]
async fn every_page_has_its_word_in_the_menu() {
    let portal = Portal::demo().await;
    let mut without = Vec::new();
    for (username, role) in ACCOUNTS {
        let person = portal.sign_in(username).await;
        for route in portal.routes.iter().filter(|route| {
            route.method == Method::GET
                && matches!(route.access, Access::Needs(permission) if role.may(permission))
        }) {
            if OUTSIDE.iter().any(|start| route.path.starts_with(start)) {
                continue;
            }
            let page = person.get(&filled(&route.path)).await;
            let is_page =
                page.status == StatusCode::OK && page.text().starts_with("<!doctype html");
            if is_page && page.links(".menu__panel a").is_empty() {
                without.push(format!("{}: no menu", route.path));
            } else if is_page && page.cells(".menu__words", "summary[aria-current]")[0].len() != 1 {
                without.push(route.path.clone());
            }
        }
    }
    without.sort();
    without.dedup();
    assert!(without.is_empty(), "{without:#?}");
}

#[tokio::test]
async fn a_visitor_is_offered_nothing() {
    let portal = Portal::demo().await;
    let page = portal.send(Method::GET, "/sign-in", "", None).await;
    assert!(!page.text().contains("menu__"), "{}", page.text());
}

//! What the account templates show.

use std::collections::HashMap;

use askama::Template;

use super::db::{Account, OpenSession};
use super::roles;
use crate::foundation::i18n::{self, Lang};
use crate::platform::web::{Page, UnansweredForm};

#[derive(Template)]
#[template(path = "portal/accounts/sign_in.html")]
pub struct SignInPage {
    pub page: Page,
    pub username: String,
    pub next: String,
    /// What was sent when the session had ended.
    pub kept: Option<UnansweredForm>,
    /// Why nobody was let in.
    pub fault: Option<&'static str>,
}

impl SignInPage {
    fn carried(&self) -> Vec<(String, &str)> {
        self.kept
            .as_ref()
            .map(UnansweredForm::carried)
            .unwrap_or_default()
    }
}

/// After signing in: the kept form, one press from being sent.
#[derive(Template)]
#[template(path = "portal/accounts/resume.html")]
pub struct ResumePage {
    pub page: Page,
    pub kept: UnansweredForm,
}

#[derive(Template)]
#[template(path = "portal/accounts/own.html")]
pub struct OwnPage {
    pub page: Page,
    pub username: String,
    pub role: &'static str,
    pub sessions: Vec<SessionLine>,
    pub errors: HashMap<&'static str, String>,
}

/// One open session.
pub struct SessionLine {
    pub id: i64,
    pub current: bool,
    pub since: String,
    pub last_seen: String,
    pub address: String,
    pub user_agent: String,
}

impl SessionLine {
    pub fn new(session: OpenSession, current: i64) -> SessionLine {
        SessionLine {
            id: session.id,
            current: session.id == current,
            since: i18n::format_time(session.created_at),
            last_seen: i18n::format_time(session.last_seen_at),
            address: session.address,
            user_agent: session.user_agent,
        }
    }
}

#[derive(Template)]
#[template(path = "portal/accounts/list.html")]
pub struct ListPage {
    pub page: Page,
    pub accounts: Vec<Line>,
}

/// One account in the list.
pub struct Line {
    pub id: i64,
    pub username: String,
    pub display_name: String,
    pub role: &'static str,
    pub zones: usize,
    pub disabled: bool,
}

impl Line {
    pub fn new(account: Account, lang: Lang) -> Line {
        Line {
            id: account.id,
            role: roles::words_of(&account.role).in_lang(lang),
            zones: account.zones.len(),
            disabled: account.disabled_at.is_some(),
            username: account.username,
            display_name: account.display_name,
        }
    }
}

/// One thing to tick or choose.
pub struct Pick {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

#[derive(Template)]
#[template(path = "portal/accounts/form.html")]
pub struct FormPage {
    pub page: Page,
    pub action: String,
    pub create: bool,
    /// The form of the set-up link: no role, no zones.
    pub set_up: bool,
    /// Whoever fills it in is limited to zones, and so is whom they create.
    pub limited: bool,
    pub version: i32,
    pub username: String,
    pub display_name: String,
    pub roles: Vec<Pick>,
    pub zones: Vec<Pick>,
    pub disabled: bool,
    pub errors: HashMap<&'static str, String>,
}

impl FormPage {
    pub fn error(&self, name: &str) -> Option<&String> {
        self.errors.get(name)
    }

    /// Messages in the order of the form.
    pub fn faults(&self) -> Vec<(&'static str, &String)> {
        ["username", "display_name", "role", "zones", "password"]
            .into_iter()
            .filter_map(|name| Some((name, self.errors.get(name)?)))
            .collect()
    }
}

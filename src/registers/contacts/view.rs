//! What the templates of contacts show.

use askama::Template;

use super::db::Contact;
use super::model;
use crate::foundation::i18n::{self, Lang};
use crate::platform::registry::form::{Control, Shape};
use crate::platform::web::Page;

/// One contact, masked.
pub struct Line {
    pub id: i64,
    pub name: String,
    pub role: String,
    pub purpose: &'static str,
    pub phone: String,
    pub email: String,
    /// When, by whom and why it was erased.
    pub erased: Option<String>,
}

impl Line {
    pub fn new(contact: &Contact, lang: Lang) -> Line {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let erased = contact.erased_at.map(|at| {
            format!(
                "{}, {}: {}",
                text(&contact.erased_by),
                i18n::format_time(at),
                text(&contact.erased_reason)
            )
        });
        Line {
            id: contact.id,
            name: model::masked_name(&text(&contact.name)),
            role: text(&contact.role),
            purpose: model::purpose_words(&contact.purpose).in_lang(lang),
            phone: model::masked_phone(&text(&contact.phone)),
            email: model::masked_email(&text(&contact.email)),
            erased,
        }
    }
}

/// The contacts on the enterprise's page.
#[derive(Template)]
#[template(path = "registers/contacts/panel.html")]
pub struct ContactsPanel {
    pub page: Page,
    pub enterprise_id: i64,
    pub lines: Vec<Line>,
    pub may_look: bool,
    pub may_write: bool,
}

/// The form of a contact: a new one, or one that was looked at.
#[derive(Template)]
#[template(path = "registers/contacts/form.html")]
pub struct ContactPage {
    pub page: Page,
    /// Id and name.
    pub enterprise: (i64, String),
    pub action: String,
    pub version: i32,
    pub controls: Vec<Control>,
    /// What is shown, for a contact that is there: name, role, purpose, telephone with its link, e-mail.
    pub shown: Option<Shown>,
    pub may_write: bool,
    /// Where erasing posts to, for those who may.
    pub erase: Option<String>,
}

/// A contact in the clear.
pub struct Shown {
    pub name: String,
    pub role: String,
    pub purpose: &'static str,
    pub phone: String,
    pub phone_link: String,
    pub email: String,
}

impl Shown {
    pub fn new(contact: &Contact, lang: Lang) -> Shown {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let phone = text(&contact.phone);
        Shown {
            name: text(&contact.name),
            role: text(&contact.role),
            purpose: model::purpose_words(&contact.purpose).in_lang(lang),
            phone_link: phone
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect(),
            phone,
            email: text(&contact.email),
        }
    }
}

impl ContactPage {
    /// Field, label and message of what is wrong.
    pub fn errors(&self) -> Vec<(&str, &str, &str)> {
        self.controls
            .iter()
            .filter_map(|control| Some((control.name, control.label, control.error.as_deref()?)))
            .collect()
    }
}

//! The form of a contact, and what was typed into it.

use std::collections::HashMap;

use super::db::Contact;
use super::model::{Draft, PURPOSES};
use crate::foundation::i18n::{Lang, Text};
use crate::platform::registry::form::{Control, References, control};
use crate::platform::registry::{Field, Kind, value};
use crate::platform::web::FormData;

/// Messages by field.
pub type Faults = HashMap<&'static str, String>;

static FIELDS: [Field; 5] = [
    Field::new(
        "name",
        Text::new("Họ và tên", "Name"),
        Kind::Text { max: 120 },
    )
    .required(),
    Field::new(
        "role",
        Text::new("Chức vụ, bộ phận", "Role"),
        Kind::Text { max: 120 },
    ),
    Field::new(
        "purpose",
        Text::new("Liên hệ về việc gì", "Purpose"),
        Kind::Choice(PURPOSES),
    )
    .required()
    .hint(Text::new(
        "Chỉ giữ người mà Ban cần liên hệ cho đúng việc này.",
        "Keep only people the board needs for this very purpose.",
    )),
    Field::new(
        "phone",
        Text::new("Điện thoại", "Telephone"),
        Kind::Text { max: 40 },
    ),
    Field::new(
        "email",
        Text::new("Thư điện tử", "E-mail"),
        Kind::Text { max: 120 },
    ),
];

/// The form's controls, filled with what was typed.
pub fn controls(data: &FormData, faults: &Faults, lang: Lang) -> Vec<Control> {
    FIELDS
        .iter()
        .map(|field| {
            control(
                field,
                data,
                &References::new(),
                faults.get(field.name).cloned(),
                lang,
            )
        })
        .collect()
}

/// A contact as a browser would have posted it.
pub fn as_typed(contact: &Contact) -> FormData {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    FormData::new(
        [
            ("name", text(&contact.name)),
            ("role", text(&contact.role)),
            ("purpose", contact.purpose.clone()),
            ("phone", text(&contact.phone)),
            ("email", text(&contact.email)),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into(),
    )
}

/// Reads a posted contact.
///
/// # Errors
/// Messages by field; nothing may then be written.
pub fn read(data: &FormData, lang: Lang) -> Result<Draft, Faults> {
    let mut faults = Faults::new();
    let mut values: HashMap<&str, String> = HashMap::new();
    for field in &FIELDS {
        match value::read(field, data.get(field.name), "", lang) {
            Ok(Some(value)) => drop(values.insert(field.name, value)),
            Ok(None) => {}
            Err(message) => drop(faults.insert(field.name, message)),
        }
    }
    if values.get("email").is_some_and(|email| !is_address(email)) {
        let text = Text::new(
            "Xin nhập địa chỉ thư như ten@congty.vn.",
            "Please enter an address such as name@company.vn.",
        );
        faults.insert("email", text.in_lang(lang).to_owned());
    }
    if values.get("phone").is_some_and(|phone| !is_phone(phone)) {
        let text = Text::new(
            "Xin nhập số điện thoại như 0209 387 1234; có thể thêm “máy lẻ 12”.",
            "Please enter a number such as 0209 387 1234; “ext 12” may follow.",
        );
        faults.insert("phone", text.in_lang(lang).to_owned());
    }
    if faults.is_empty() && !values.contains_key("phone") && !values.contains_key("email") {
        let text = Text::new(
            "Xin ghi điện thoại hoặc thư điện tử.",
            "Please give a telephone number or an e-mail address.",
        );
        faults.insert("phone", text.in_lang(lang).to_owned());
    }
    match (values.remove("name"), values.remove("purpose")) {
        (Some(name), Some(purpose)) if faults.is_empty() => Ok(Draft {
            name,
            purpose,
            role: values.remove("role"),
            phone: values.remove("phone"),
            email: values.remove("email"),
        }),
        _ => Err(faults),
    }
}

/// Whether somebody could be called there: three digits (an emergency number) to two numbers of fifteen, and nothing but what stands
/// between digits and the words for an extension.
fn is_phone(text: &str) -> bool {
    let mut rest = crate::foundation::i18n::fold(text);
    for word in ["may le", "noi bo", "hoac", "ext", "or"] {
        rest = rest.replace(word, " ");
    }
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    (3..=30).contains(&digits)
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || " +-.()/,;".contains(c))
}

/// Whether mail could go there; whether somebody reads it only mail can tell.
fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && text.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty()
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
                && !domain.contains('@')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_has_a_name_a_purpose_and_a_way_to_reach_it() {
        let outcome = |typed: &[(&str, &str)]| {
            let data = FormData::new(
                typed
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect(),
            );
            read(&data, Lang::Vi).map(drop).map_err(|faults| {
                let mut names: Vec<_> = faults.into_keys().collect();
                names.sort_unstable();
                names
            })
        };
        for phone in [
            "113",
            "+84 (209) 387-1234",
            "0209.387.1234 máy lẻ 12",
            "0912 345 678 hoặc 0209 387 123",
        ] {
            assert!(is_phone(phone), "{phone}");
        }
        let full = [
            ("name", "Lê Ví Dụ"),
            ("purpose", "reports"),
            ("phone", "0209 000 999"),
            ("email", ""),
        ];
        assert_eq!(outcome(&full), Ok(()));
        for (name, value, wrong) in [
            ("name", " ", "name"),
            ("purpose", "", "purpose"),
            ("purpose", "gossip", "purpose"),
            ("phone", "", "phone"),
            ("phone", "abc", "phone"),
            ("phone", "12", "phone"),
            ("phone", "0209 000 999 gọi tối", "phone"),
            ("email", "khong-phai-thu", "email"),
            ("email", "a@b", "email"),
            ("email", "a b@c.vn", "email"),
        ] {
            let typed: Vec<_> = full
                .iter()
                .map(|(known, old)| (*known, if *known == name { value } else { *old }))
                .collect();
            assert_eq!(outcome(&typed), Err(vec![wrong]), "{name}={value}");
        }
    }
}

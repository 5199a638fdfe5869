//! What an industry of a project is asked before it is written: is there such a code, and does the name fit it.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::db::{self, Entry};
use super::model::{Version, tidy};
use crate::foundation::i18n::{Lang, fold};
use crate::platform::registry::Values;
use crate::platform::registry::actions::{Asked, Asking};

type Messages = HashMap<&'static str, String>;

/// A code that is none of its version is refused with what may be meant; a name typed beside a known code must be its name.
pub fn industry<'a>(tx: &'a mut PgConnection, asked: Asked<'a>) -> Asking<'a> {
    Box::pin(messages(tx, asked.values, asked.lang))
}

async fn messages(tx: &mut PgConnection, values: &Values, lang: Lang) -> sqlx::Result<Messages> {
    let mut messages = Messages::new();
    let version = values.get("vsic_version").and_then(Version::from_code);
    // What is no code at all the shape of the column refuses.
    let (Some(version), Some(code)) = (version, values.get("code").and_then(tidy)) else {
        return Ok(messages);
    };
    match db::entry(tx, version, &code).await? {
        Some(entry)
            if values
                .get("name")
                .is_some_and(|name| fold(name) != fold(&entry.name)) =>
        {
            messages.insert("name", other_name(&entry, version, lang));
        }
        Some(_) => {}
        None => {
            let other = db::entry(tx, version.other(), &code).await?;
            let near = db::near(tx, version, &code).await?;
            messages.insert("code", no_code(&code, version, other.as_ref(), &near, lang));
        }
    }
    Ok(messages)
}

fn other_name(entry: &Entry, version: Version, lang: Lang) -> String {
    let (code, name, version) = (&entry.code, &entry.name, version.words());
    match lang {
        Lang::Vi => format!(
            "Tên của mã {code} trong {version} là “{name}”. Xin để trống (lấy theo danh mục) hoặc xem lại mã."
        ),
        Lang::En => format!(
            "In {version} code {code} is named “{name}”. Please leave this empty or look at the code again."
        ),
    }
}

fn no_code(
    code: &str,
    version: Version,
    other: Option<&Entry>,
    near: &[Entry],
    lang: Lang,
) -> String {
    let (own, theirs) = (version.words(), version.other().words());
    let mut message = match lang {
        Lang::Vi => format!("{own} không có mã {code}."),
        Lang::En => format!("There is no code {code} in {own}."),
    };
    if let Some(entry) = other {
        let name = &entry.name;
        message += &match lang {
            Lang::Vi => format!(" Mã này thuộc {theirs}: {name}."),
            Lang::En => format!(" It is one of {theirs}: {name}."),
        };
    }
    if !near.is_empty() {
        let codes: Vec<String> = near
            .iter()
            .map(|entry| format!("{} ({})", entry.code, entry.name))
            .collect();
        let codes = codes.join("; ");
        message += &match lang {
            Lang::Vi => format!(" Gần nhất: {codes}."),
            Lang::En => format!(" Nearest: {codes}."),
        };
    }
    message
}

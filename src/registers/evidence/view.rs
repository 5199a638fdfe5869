//! What the evidence templates show.

use askama::Template;
use rust_decimal::Decimal;

use super::db::{Attachment, Comment};
use super::kind::Kind;
use crate::foundation::i18n::{self, Lang};
use crate::platform::web::Page;
use crate::standards::indicators::Catalogue;

/// The page of the evidence of a report or a record.
#[derive(Template)]
#[template(path = "registers/evidence/page.html")]
pub struct EvidencePage {
    pub page: Page,
    /// What it is about, in words.
    pub subject: String,
    pub evidence: Evidence,
    /// What was refused, with why, after an attempt to send.
    pub faults: Vec<(String, &'static str)>,
    /// How many files of the same attempt are attached all the same.
    pub kept: usize,
}

/// The section on the page of what the evidence belongs to.
#[derive(Template)]
#[template(path = "registers/evidence/panel.html")]
pub struct EvidencePanel {
    pub page: Page,
    pub evidence: Evidence,
    /// "Toàn báo cáo: 2 tài liệu, 1 ý kiến": one line for each cell that has any.
    pub counts: Vec<String>,
}

/// Everything at one report or record, and the forms that add to it.
pub struct Evidence {
    /// The page of what they belong to: `/filings/1`.
    pub owner: String,
    /// Whether it is a report: it has cells and comments.
    pub is_report: bool,
    pub groups: Vec<Group>,
    /// The cells of a report, or the rows of a record, that may be chosen: id, name, whether it is.
    pub cells: Vec<(i64, String, bool)>,
    /// What the form calls one of them, and none of them.
    pub place: &'static str,
    pub whole: &'static str,
    pub may_attach: bool,
    /// Where taking a file off posts to: `/evidence`, or `/papers` for those who keep the record.
    pub removal: &'static str,
    /// Typed and not stored yet.
    pub note: String,
    pub body: String,
    /// Where the forms lead back to: `owner` for the page of what the files belong to, `row` for the page of the row chosen.
    pub back: &'static str,
    /// For the file chooser: ".pdf,.jpg,…".
    pub endings: String,
}

/// What stands at one cell, or at the report as a whole.
pub struct Group {
    pub title: String,
    pub files: Vec<FileLine>,
    pub comments: Vec<CommentLine>,
}

/// One attachment.
pub struct FileLine {
    pub id: i64,
    pub name: String,
    pub href: String,
    /// Whether a browser can show it.
    pub inline: bool,
    pub ending: String,
    pub size: String,
    pub note: String,
    pub added: String,
    /// Who took it off and when, and why.
    pub removed: Option<(String, String)>,
}

/// One comment.
pub struct CommentLine {
    pub body: String,
    pub said: String,
}

/// Bytes for a person: "850 KB", "1,2 MB" (1 MB is 1024 × 1024 bytes, as file managers count).
pub fn size_words(bytes: i64, lang: Lang) -> String {
    let kilobyte = Decimal::from(1024);
    let kilobytes = Decimal::from(bytes) / kilobyte;
    if kilobytes < kilobyte {
        return format!(
            "{} KB",
            i18n::format_number(kilobytes.max(Decimal::ONE), 0, lang)
        );
    }
    format!("{} MB", i18n::format_number(kilobytes / kilobyte, 1, lang))
}

/// A piece of an address or of a header value: everything but letters, digits and `-._~` as `%XX` (RFC 3986, RFC 5987).
pub fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The address an attachment is read at.
pub fn href(attachment: &Attachment) -> String {
    file_href(attachment.id, &attachment.name)
}

/// The address an attachment of that id and name is read at.
pub fn file_href(id: i64, name: &str) -> String {
    format!("/evidence/{id}/{}", percent_encoded(name))
}

fn file_line(attachment: &Attachment, lang: Lang) -> FileLine {
    let kind = Kind::from_media_type(&attachment.media_type);
    let signed = |who: &str, at| format!("{who}, {}", i18n::format_time(at));
    FileLine {
        id: attachment.id,
        name: attachment.name.clone(),
        href: href(attachment),
        inline: kind.is_some_and(Kind::shows_inline),
        ending: kind
            .and_then(|kind| kind.endings().first().copied())
            .unwrap_or_default()
            .to_uppercase(),
        size: size_words(attachment.size, lang),
        note: attachment.note.clone().unwrap_or_default(),
        added: signed(&attachment.adder, attachment.added_at),
        removed: attachment
            .remover
            .as_deref()
            .zip(attachment.removed_at)
            .map(|(who, at)| {
                (
                    signed(who, at),
                    attachment.removed_reason.clone().unwrap_or_default(),
                )
            }),
    }
}

/// Evidence by place: the whole first, then the form's lines or the course's steps in their order, then what the form no longer
/// asks for.
pub fn groups(
    attachments: &[Attachment],
    comments: &[Comment],
    order: &[i64],
    name: impl Fn(Option<i64>) -> String,
    lang: Lang,
) -> Vec<Group> {
    let mut places: Vec<Option<i64>> = attachments
        .iter()
        .map(Attachment::place)
        .chain(comments.iter().map(|c| c.indicator_id))
        .collect();
    let rank = |place: &Option<i64>| match place {
        None => (0, 0),
        Some(id) => (
            order
                .iter()
                .position(|known| known == id)
                .map_or(usize::MAX, |at| at + 1),
            *id,
        ),
    };
    places.sort_unstable_by_key(rank);
    places.dedup();
    let said = |c: &Comment| CommentLine {
        body: c.body.clone(),
        said: format!("{}, {}", c.by, i18n::format_time(c.at)),
    };
    places
        .into_iter()
        .map(|place| Group {
            title: name(place),
            files: attachments
                .iter()
                .filter(|a| a.place() == place)
                .map(|a| file_line(a, lang))
                .collect(),
            comments: comments
                .iter()
                .filter(|c| c.indicator_id == place)
                .map(said)
                .collect(),
        })
        .collect()
}

/// The report as a whole, or the indicator's name.
pub fn place_name(place: Option<i64>, catalogue: &Catalogue, lang: Lang) -> String {
    let whole = match lang {
        Lang::Vi => "Toàn báo cáo",
        Lang::En => "The whole report",
    };
    place.map_or_else(
        || whole.to_owned(),
        |id| {
            catalogue.by_id(id).map_or_else(
                || id.to_string(),
                |indicator| indicator.name(lang).to_owned(),
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_file_managers_say_them() {
        for (bytes, vi, en) in [
            (1, "1 KB", "1 KB"),
            (1024, "1 KB", "1 KB"),
            (870_400, "850 KB", "850 KB"),
            (1_048_576, "1,0 MB", "1.0 MB"),
            (20_971_520, "20,0 MB", "20.0 MB"),
        ] {
            assert_eq!(
                (
                    size_words(bytes, Lang::Vi).as_str(),
                    size_words(bytes, Lang::En).as_str()
                ),
                (vi, en),
                "{bytes}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn an_encoded_name_is_plain_ascii_and_comes_back(name in ".{0,60}") {
            let encoded = percent_encoded(&name);
            proptest::prop_assert!(encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)));
            let back = form_urlencoded::parse(format!("n={encoded}").as_bytes()).next().map(|(_, value)| value.into_owned());
            proptest::prop_assert_eq!(back, Some(name));
        }
    }
}

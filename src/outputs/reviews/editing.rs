//! The particulars of a review and what staff write into its sections: the form, and how two people at once keep both their work.
//!
//! Each field of the form carries a mark of the text it was opened with. So it is known who changed what: a field only one of two
//! changed has that one's text, one both changed is shown with both, and nothing is written until that is settled.

use super::SECTIONS;
use super::db::{self, Review};
use super::faults::{FaultLine, fault_lines, material, whole_board};
use super::fields::fields;
use super::{blanks, compose, proof};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Year;
use crate::outputs::dashboard::overview::end_of;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Answer, AppError, Ctx, FormData, Page, too_long};
use crate::registers::structure::Frame;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// How often a save is tried again when somebody else saves at the same moment.
const TRIES: usize = 5;

/// The texts of a review by field, as stored.
struct Saved {
    texts: HashMap<&'static str, String>,
    version: i32,
}

impl Saved {
    async fn load(ctx: &Ctx, year: Year) -> Result<Saved, AppError> {
        let review = db::find(&ctx.state.db, year.number()).await?;
        let mut sections = db::sections(&ctx.state.db, year.number()).await?;
        let date = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, i18n::format_date);
        let mut texts = HashMap::from([
            ("number", review.number.unwrap_or_default()),
            ("signed_on", date(review.signed_on)),
            ("cut_off_on", date(review.cut_off_on)),
            ("capacity", review.capacity),
            ("signer", review.signer.unwrap_or_default()),
            ("addressees", review.addressees.unwrap_or_default()),
            ("recipients", review.recipients.unwrap_or_default()),
        ]);
        texts.extend(SECTIONS.map(|(name, _)| (name, sections.remove(name).unwrap_or_default())));
        Ok(Saved {
            texts,
            version: review.version,
        })
    }

    fn get(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }
}

/// What a form has for a field beside what is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Merged {
    /// As stored: this form did not touch it, or says the same.
    Theirs,
    Mine(String),
    /// Both changed it, each in another way.
    Clash(String),
}

/// A short mark by which a text is known again, whatever a browser does to the space around it.
fn mark(text: &str) -> String {
    Sha256::digest(i18n::compose(text.trim()).as_bytes())
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A typed text as it is stored.
fn tidy(name: &str, typed: &str) -> String {
    match (name, i18n::parse_date(typed)) {
        ("signed_on" | "cut_off_on", Some(day)) => i18n::format_date(day),
        ("capacity", _) if typed.is_empty() => "TRƯỞNG BAN".to_owned(),
        _ => i18n::compose(typed),
    }
}

/// The mark a field was opened with. A form without marks was opened with what is stored, if its version says so.
fn opened_with(name: &str, data: &FormData, saved: &Saved) -> String {
    let field = format!("was.{name}");
    match data.has(&field) {
        true => data.get(&field).to_owned(),
        false if data.version() == saved.version => mark(saved.get(name)),
        false => String::new(),
    }
}

fn merge(name: &str, data: &FormData, saved: &Saved) -> Merged {
    let (mine, theirs) = (tidy(name, data.get(name)), saved.get(name));
    let was = opened_with(name, data, saved);
    if !data.has(name) || mine == theirs || mark(&mine) == was {
        Merged::Theirs
    } else if mark(theirs) == was {
        Merged::Mine(mine)
    } else {
        Merged::Clash(mine)
    }
}

#[derive(Template)]
#[template(path = "outputs/reviews/edit.html")]
struct EditPage {
    page: Page,
    year: i32,
    version: i32,
    lines: Vec<Line>,
    /// Labels and names of the fields two people changed.
    clashes: Vec<(&'static str, &'static str)>,
    /// What the proof says of the review as it is saved.
    faults: Vec<FaultLine>,
    refused: bool,
}

/// One field: name, label, text, the mark it was opened with, what is wrong with it, and what is saved where both changed it.
struct Line {
    name: &'static str,
    label: &'static str,
    value: String,
    was: String,
    error: Option<String>,
    theirs: Option<String>,
    rows: u8,
}

pub(super) async fn edit(ctx: Ctx, Path(year): Path<String>) -> Answer {
    whole_board(&ctx)?;
    let year: Year = year.parse().map_err(|()| AppError::NotFound)?;
    let saved = Saved::load(&ctx, year).await?;
    form(&ctx, StatusCode::OK, year, &FormData::default(), &saved).await
}

/// What is wrong with one field.
fn fault(name: &str, value: &str, most: usize, ctx: &Ctx) -> Option<String> {
    let date = matches!(name, "signed_on" | "cut_off_on");
    if date && !value.is_empty() && i18n::parse_date(value).is_none() {
        let words = Text::new(
            "Xin nhập ngày theo dạng 31/12/2022.",
            "Please enter a date such as 31/12/2022.",
        );
        return Some(ctx.say(words).to_owned());
    }
    too_long(value, most, ctx.lang)
}

/// The form with everything typed, and everything others saved meanwhile where nothing was typed.
async fn form(ctx: &Ctx, status: StatusCode, year: Year, data: &FormData, saved: &Saved) -> Answer {
    let lines: Vec<Line> = fields()
        .map(|(name, label, rows, most)| {
            let theirs = saved.get(name);
            let (value, clash) = match merge(name, data, saved) {
                Merged::Theirs => (theirs.to_owned(), None),
                Merged::Mine(mine) => (mine, None),
                Merged::Clash(mine) => (mine, Some(theirs.to_owned())),
            };
            // Whoever saves again has seen what is stored now.
            Line {
                name,
                label: ctx.say(label),
                error: fault(name, &value, most, ctx),
                value,
                was: mark(theirs),
                theirs: clash,
                rows,
            }
        })
        .collect();
    let page = ctx.page(format!(
        "{} {year}",
        ctx.say(Text::new(
            "Soạn báo cáo tổng kết năm",
            "Write the review of"
        ))
    ));
    let frame = Frame::asked(ctx, &FormData::default(), end_of(year)).await?;
    let material = material(ctx, year, &frame).await?;
    let faults = proof::read(&compose::document(&material, ctx.lang), &material, ctx.lang);
    let blanks = blanks::of(&material);
    let template = EditPage {
        year: year.number(),
        version: saved.version,
        clashes: lines
            .iter()
            .filter(|line| line.theirs.is_some())
            .map(|line| (line.name, line.label))
            .collect(),
        lines,
        refused: proof::stops(&faults) || !blanks.is_empty(),
        faults: fault_lines(blanks, faults, year, &page),
        page,
    };
    web::render(status, &template)
}

pub(super) async fn save(ctx: Ctx, Path(year): Path<String>, data: FormData) -> Answer {
    whole_board(&ctx)?;
    let year: Year = year.parse().map_err(|()| AppError::NotFound)?;
    let wrong =
        fields().any(|(name, _, _, most)| fault(name, data.get(name), most, &ctx).is_some());
    for _ in 0..TRIES {
        let saved = Saved::load(&ctx, year).await?;
        if wrong {
            return form(&ctx, StatusCode::UNPROCESSABLE_ENTITY, year, &data, &saved).await;
        }
        let merged: Vec<(&'static str, Merged)> = fields()
            .map(|(name, ..)| (name, merge(name, &data, &saved)))
            .collect();
        if merged
            .iter()
            .any(|(_, merged)| matches!(merged, Merged::Clash(_)))
        {
            return form(&ctx, StatusCode::CONFLICT, year, &data, &saved).await;
        }
        if write(&ctx, year, merged, &saved).await? {
            return Ok(see_other(
                &format!("/reviews/{year}"),
                Tone::Ok,
                ctx.say(Text::new("Đã lưu báo cáo.", "Review saved.")),
            ));
        }
    }
    let text = "Nhiều người đang lưu báo cáo này cùng lúc. Xin lưu lại.";
    Err(AppError::Clash(Text::new(
        text,
        "Several people are saving this review at once. Please save again.",
    )))
}

/// Writes what this form changed, in one transaction; `false` when somebody was faster.
async fn write(
    ctx: &Ctx,
    year: Year,
    merged: Vec<(&'static str, Merged)>,
    saved: &Saved,
) -> Result<bool, AppError> {
    let mine = merged
        .into_iter()
        .filter_map(|(name, merged)| match merged {
            Merged::Mine(text) => Some((name, text)),
            Merged::Theirs | Merged::Clash(_) => None,
        });
    let mine: HashMap<&str, String> = mine.collect();
    let now = |name: &str| {
        mine.get(name)
            .map_or_else(|| saved.get(name), String::as_str)
    };
    let text = |name: &str| Some(now(name).to_owned()).filter(|text| !text.is_empty());
    let review = Review {
        year: year.number(),
        number: text("number"),
        signed_on: i18n::parse_date(now("signed_on")),
        cut_off_on: i18n::parse_date(now("cut_off_on")),
        capacity: now("capacity").to_owned(),
        signer: text("signer"),
        addressees: text("addressees"),
        recipients: text("recipients"),
        version: saved.version,
    };
    let mut tx = ctx.state.db.begin().await?;
    // The row's version holds for its sections too: each save raises it.
    let Some(id) = db::save(&mut tx, &review).await? else {
        return Ok(false);
    };
    for (section, _) in SECTIONS {
        if let Some(body) = mine.get(section) {
            db::save_section(&mut tx, id, section, body).await?;
        }
    }
    let as_json = |text: &dyn Fn(&str) -> String| -> serde_json::Value {
        fields()
            .map(|(name, ..)| (name.to_owned(), serde_json::Value::String(text(name))))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let change = Change {
        action: "updated",
        subject_type: "reviews",
        subject_id: id,
        before: Some(as_json(&|name| saved.get(name).to_owned())),
        after: Some(as_json(&|name| now(name).to_owned())),
        reason: None,
    };
    audit::record(&mut tx, &ctx.origin(), change).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(posted: &[(&str, &str)], stored: &str, version: i32) -> Merged {
        let pairs = posted
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let saved = Saved {
            texts: HashMap::from([("outlook", stored.to_owned())]),
            version,
        };
        merge("outlook", &FormData::new(pairs.collect()), &saved)
    }

    #[test]
    fn a_field_is_whose_who_changed_it_and_clashes_only_where_two_did() {
        let was = mark("cũ");
        let with = |mine: &'static str| vec![("outlook", mine), ("was.outlook", was.as_str())];
        assert_eq!(merged(&with("cũ"), "cũ", 3), Merged::Theirs);
        assert_eq!(
            merged(&with("mới"), "cũ", 3),
            Merged::Mine("mới".to_owned())
        );
        assert_eq!(
            merged(&with("cũ"), "của người khác", 3),
            Merged::Theirs,
            "what I did not touch is fresh"
        );
        assert_eq!(
            merged(&with("mới"), "mới", 3),
            Merged::Theirs,
            "both say the same"
        );
        assert_eq!(
            merged(&with("mới"), "của người khác", 3),
            Merged::Clash("mới".to_owned())
        );
        assert_eq!(
            merged(&[("version", "2")], "của người khác", 3),
            Merged::Theirs,
            "a field that was not sent erases nothing"
        );
        // Without a mark the version tells.
        assert_eq!(
            merged(&[("outlook", "mới"), ("version", "3")], "cũ", 3),
            Merged::Mine("mới".to_owned())
        );
        assert_eq!(
            merged(&[("outlook", "mới"), ("version", "2")], "cũ", 3),
            Merged::Clash("mới".to_owned())
        );
    }
}

//! Issuing a paper, and giving it the number and day of the office's register.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::json;
use sqlx::PgPool;

use super::db::{self, NewEdition};
use super::manifest::{FORM, FileMark, Manifest, sha256};
use super::model::{Cell, File, Paper};
use crate::foundation::audit::{self, Change};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Caller, Permission};
use crate::platform::web::{AppError, fits};

/// Longest reason, in characters.
pub const MAX_REASON: usize = 1000;
/// Longest number of a paper, in characters.
pub const MAX_NUMBER: usize = 100;

/// A paper put together and about to be issued.
pub struct Draft {
    pub paper: Paper,
    /// The board whose paper it is.
    pub board: String,
    /// The moment before it was put together ([`db::now`]): what was recorded later is not on it.
    pub known_at: DateTime<Utc>,
    pub figures_as_of: NaiveDate,
    /// As printed, in Vietnamese.
    pub cells: Vec<Cell>,
    pub notes: Vec<String>,
    pub sources: BTreeMap<String, Vec<String>>,
    pub files: Vec<File>,
}

const NO_REASON: Text = Text::new(
    "Xin ghi lý do phát hành lại, tối đa 1.000 ký tự.",
    "Please give the reason to issue it again, of at most 1,000 characters.",
);
const ANOTHER: Text = Text::new(
    "Người khác vừa phát hành bản này. Xin tải lại trang, xem bản đó rồi quyết định.",
    "Somebody else has issued this paper meanwhile. Please reload the page and look at theirs first.",
);

/// Issues a paper: everything of it is written at once, and stays. `seen` is the number of the last edition on the page on which it was
/// decided, 0 for none. Returns the edition's id.
///
/// # Errors
/// [`AppError::Forbidden`] for who may not, or speaks for some zones only; [`AppError::Clash`] when another edition came meanwhile;
/// [`AppError::Refused`] for a later edition without its reason.
pub async fn issue(
    pool: &PgPool,
    caller: &Caller,
    draft: Draft,
    seen: i32,
    reason: &str,
) -> Result<i64, AppError> {
    if !caller.actor.may(Permission::IssuePapers) || caller.actor.zones.is_some() {
        return Err(AppError::Forbidden);
    }
    fits(reason, MAX_REASON)?;
    // As the canonical form spells them, so that the columns beside the manifest say the same.
    let reason = i18n::compose(reason);
    let by = i18n::compose(&caller.actor.display_name);
    let mut tx = pool.begin().await?;
    let last = db::last_for_update(&mut tx, &draft.paper).await?;
    let (before, supersedes) = last.unwrap_or_default();
    if before != seen {
        return Err(AppError::Clash(ANOTHER));
    }
    if before > 0 && reason.is_empty() {
        return Err(AppError::Refused(NO_REASON));
    }
    let number = before + 1;
    let reason = (before > 0).then_some(reason.as_str());
    let (manifest, files) = frozen(&draft, number, &by, reason, supersedes);
    let canonical = manifest.canonical().map_err(AppError::internal)?;
    let hash = sha256(canonical.as_bytes());
    let edition = NewEdition {
        paper: &draft.paper,
        number,
        figures_as_of: draft.figures_as_of,
        reason,
        issued_by: &by,
        issued_at: draft.known_at,
        manifest: &canonical,
        sha256: &hash,
    };
    let id = db::insert(&mut tx, &edition).await?;
    for (name, file) in &files {
        let content = STANDARD.encode(&file.bytes);
        let mark = sha256(&file.bytes);
        db::insert_file(&mut tx, id, name, file.media_type, &content, &mark).await?;
    }
    let after = json!({
        "paper": draft.paper.code, "period": draft.paper.period.to_string(), "number": number, "sha256": hash,
        "cells": draft.cells.len(), "files": manifest.files.keys().collect::<Vec<_>>(),
    });
    let change = Change {
        action: "issued",
        subject_type: "editions",
        subject_id: id,
        before: None,
        after: Some(after),
        reason,
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(id)
}

/// The manifest, and the files by their names.
fn frozen<'d>(
    draft: &'d Draft,
    number: i32,
    by: &str,
    reason: Option<&str>,
    supersedes: String,
) -> (Manifest, Vec<(String, &'d File)>) {
    let stem = draft.paper.file_stem(number);
    let named = |file: &'d File| (format!("{stem}.{}", file.ending), file);
    let files: Vec<(String, &File)> = draft.files.iter().map(named).collect();
    let mark = |file: &File| FileMark {
        bytes: file.bytes.len(),
        media_type: file.media_type.to_owned(),
        sha256: sha256(&file.bytes),
    };
    let manifest = Manifest {
        form: FORM.to_owned(),
        paper: draft.paper.code.clone(),
        period: draft.paper.period.to_string(),
        number: number.to_string(),
        title: draft.paper.title(Lang::Vi),
        board: draft.board.clone(),
        figures_as_of: draft.figures_as_of.to_string(),
        issued_by: by.to_owned(),
        issued_at: draft.known_at.to_rfc3339_opts(SecondsFormat::Micros, true),
        reason: reason.unwrap_or_default().to_owned(),
        supersedes,
        cells: draft.cells.clone(),
        notes: draft.notes.clone(),
        sources: draft.sources.clone(),
        files: files
            .iter()
            .map(|(name, file)| (name.clone(), mark(file)))
            .collect(),
    };
    (manifest, files)
}

const NO_NUMBER: Text = Text::new(
    "Xin ghi số của văn bản (tối đa 100 ký tự) và ngày theo dạng 31/12/2022.",
    "Please give the number of the paper (100 characters at most) and its day, such as 31/12/2022.",
);
const NO_CORRECTION: Text = Text::new(
    "Số, ngày đã được ghi: sửa thì phải có lý do.",
    "Number and day are on record: a correction needs its reason.",
);
const REGISTERED: Text = Text::new(
    "Người khác vừa ghi số, ngày của bản này. Xin tải lại trang.",
    "Somebody else has just entered number and day of this edition. Please reload the page.",
);

/// What the secretary enters: the number and day of a paper, and why they are others than before.
pub struct Registered<'a> {
    pub document_no: &'a str,
    pub document_on: &'a str,
    pub reason: &'a str,
    /// How many entries there were on the page.
    pub seen: i32,
}

/// Notes number and day of an edition's paper, beside it; an earlier entry stays.
///
/// # Errors
/// [`AppError::Refused`] for what cannot be read, or a correction without reason; [`AppError::Clash`] when somebody else was faster.
pub async fn register(
    pool: &PgPool,
    caller: &Caller,
    edition_id: i64,
    entry: &Registered<'_>,
) -> Result<(), AppError> {
    fits(entry.reason, MAX_REASON)?;
    fits(entry.document_no, MAX_NUMBER)?;
    let day = i18n::parse_date(entry.document_on).ok_or(AppError::Refused(NO_NUMBER))?;
    if entry.document_no.is_empty() {
        return Err(AppError::Refused(NO_NUMBER));
    }
    if entry.seen > 0 && entry.reason.is_empty() {
        return Err(AppError::Refused(NO_CORRECTION));
    }
    let reason = Some(entry.reason).filter(|reason| !reason.is_empty());
    let mut tx = pool.begin().await?;
    let by = &caller.actor.display_name;
    let (number, seen) = (entry.document_no, entry.seen);
    db::register(&mut tx, edition_id, seen, number, day, reason, by)
        .await?
        .ok_or(AppError::Clash(REGISTERED))?;
    let change = Change {
        action: "paper_registered",
        subject_type: "editions",
        subject_id: edition_id,
        before: None,
        after: Some(json!({ "document_no": number, "document_on": day })),
        reason,
    };
    audit::record(&mut tx, &caller.origin, change).await?;
    tx.commit().await?;
    Ok(())
}

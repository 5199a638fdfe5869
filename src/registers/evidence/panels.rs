//! The files on the pages of what they belong to: a section of their own, and names at the rows of a log.

use std::collections::HashMap;

use askama::Template;

use super::db;
use super::load::{Draft, Loaded, load};
use super::owner::Owner;
use super::view::{self, Evidence, EvidencePanel};
use crate::platform::web::{AppError, Ctx, Papers};

/// The section of the page of a report or a record: everything attached and said, and the forms for those who may add.
///
/// # Errors
/// [`AppError::NotFound`] for what is out of the reader's zones.
pub async fn panel(ctx: &Ctx, owner: Owner) -> Result<String, AppError> {
    let loaded = load(ctx, owner).await?;
    let counts = match owner {
        Owner::Filing(id) => loaded.counts(ctx, id).await?,
        _ => Vec::new(),
    };
    let evidence = loaded.evidence(ctx, Draft::default(), "owner").await?;
    Ok(EvidencePanel {
        page: ctx.page(""),
        evidence: standing(evidence),
        counts,
    }
    .render()?)
}

/// The section of the page of a step of a recovery case: the papers of this step.
///
/// # Errors
/// [`AppError::NotFound`] for what is out of the reader's zones.
pub async fn step_panel(ctx: &Ctx, step_id: i64) -> Result<String, AppError> {
    let case = db::case_of(&ctx.state.db, step_id)
        .await?
        .ok_or(AppError::NotFound)?;
    let loaded: Loaded = load(ctx, Owner::Recovery(case)).await?;
    // A step that is out of use takes no more papers; what it has stands on the page of the case.
    if loaded.cell(&step_id.to_string()).is_err() {
        return Ok(String::new());
    }
    let draft = Draft {
        cell: Some(step_id),
        ..Draft::default()
    };
    let mut evidence = standing(loaded.evidence(ctx, draft, "row").await?);
    let title = loaded.place_name(ctx, Some(step_id));
    evidence.groups.retain(|group| group.title == title);
    evidence.cells.retain(|(id, _, _)| *id == step_id);
    Ok(EvidencePanel {
        page: ctx.page(""),
        evidence,
        counts: Vec::new(),
    }
    .render()?)
}

/// Without what was taken off: that is history, and stands on the page of its own.
fn standing(mut evidence: Evidence) -> Evidence {
    for group in &mut evidence.groups {
        group.files.retain(|file| file.removed.is_none());
    }
    evidence
        .groups
        .retain(|group| !group.files.is_empty() || !group.comments.is_empty());
    evidence
}

/// The files of a record by the rows of its log.
///
/// # Errors
/// Whatever the database says.
pub async fn papers(ctx: &Ctx, owner: Owner) -> Result<Papers, AppError> {
    let mut files: HashMap<i64, Vec<(String, String)>> = HashMap::new();
    for file in db::attachments(&ctx.state.db, owner).await? {
        if let Some(row) = file.place().filter(|_| file.removed_at.is_none()) {
            files
                .entry(row)
                .or_default()
                .push((file.name.clone(), view::href(&file)));
        }
    }
    let attach = ctx
        .actor
        .may(owner.attaches())
        .then(|| format!("{}/evidence", owner.href()));
    Ok(Papers { files, attach })
}

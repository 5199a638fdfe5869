//! What leaves the house, and what is said where it may not.

use super::faults::{FaultLine, fault_lines};
use super::gate;
use super::material::Material;
use super::proof::Fault;
#[cfg(feature = "pdf")]
use crate::foundation::documents;
use crate::foundation::i18n::Text;
#[cfg(feature = "pdf")]
use crate::platform::web::AppError;
use crate::platform::web::{self, Answer, Ctx, Page};
use crate::registers::board::Blank;
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "outputs/reviews/refused.html")]
struct RefusedPage {
    page: Page,
    year: i32,
    faults: Vec<FaultLine>,
}

/// The page instead of a paper that is not to leave the house.
pub(super) fn refuse(
    ctx: &Ctx,
    material: &Material,
    blanks: Vec<Blank>,
    faults: Vec<Fault>,
) -> Answer {
    let page = ctx.page(ctx.say(Text::new(
        "Chưa in được báo cáo tổng kết",
        "The review cannot be printed yet",
    )));
    let template = RefusedPage {
        year: material.overview.year.number(),
        faults: found(material, blanks, faults, &page),
        page,
    };
    web::render(StatusCode::CONFLICT, &template)
}

/// All that is to be said before a print: totals that wait for a decision, blanks, faults.
pub(super) fn found(
    material: &Material,
    blanks: Vec<Blank>,
    faults: Vec<Fault>,
    page: &Page,
) -> Vec<FaultLine> {
    let mut lines = gate::lines(material, page);
    lines.extend(fault_lines(blanks, faults, material.overview.year, page));
    lines.sort_by_key(|line| line.tone != "bad");
    lines
}

/// The paper as a PDF; typesetting takes a core for a while.
///
/// # Errors
/// Those of the typesetting, which no review makes.
#[cfg(feature = "pdf")]
pub(super) async fn pdf(
    document: documents::Document,
    day: chrono::NaiveDate,
) -> Result<Vec<u8>, AppError> {
    tokio::task::spawn_blocking(move || documents::to_pdf(&document, day))
        .await
        .map_err(|_| AppError::internal("typesetting panicked"))?
        .map_err(AppError::internal)
}

//! The review of a year: read, printed, downloaded, and its free text.

use super::blanks;
use super::compose;
use super::editing;
use super::faults::{FaultLine, material, whole_board};
use super::frozen;
use super::gate;
#[cfg(feature = "pdf")]
use super::printing::pdf;
use super::printing::{found, refuse};
use super::proof;
use crate::foundation::documents::{self, Document};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Permission, Year};
use crate::outputs::dashboard::overview::end_of;
use crate::outputs::issued::Panel;
use crate::platform::web::flash::redirect;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::registers::structure::{Frame, Switch};
use crate::returns::filings;
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::header;
use axum::response::IntoResponse;
use chrono::Datelike;

pub fn routes() -> Routes {
    let (read, write) = (
        Access::Needs(Permission::ReadReview),
        Access::Needs(Permission::WriteReview),
    );
    Routes::new()
        .get("/reviews", read, newest)
        .get("/reviews/{year}", read, show)
        .get("/reviews/{year}/edit", write, editing::edit)
        .post("/reviews/{year}", write, editing::save)
        .post(
            "/reviews/{year}/issue",
            Access::Needs(Permission::IssuePapers),
            frozen::issue,
        )
}

async fn newest(ctx: Ctx) -> Answer {
    let year = filings::db::current_year(&ctx.state.db)
        .await?
        .unwrap_or_else(|| i18n::today().year());
    Ok(redirect(&format!("/reviews/{year}")))
}

#[derive(Template)]
#[template(path = "outputs/reviews/show.html")]
struct ShowPage {
    page: Page,
    switch: Switch,
    year: i32,
    /// Years and their pages.
    years: Vec<(i32, String)>,
    /// As PDF, as Word.
    files: [String; 2],
    document: String,
    faults: Vec<FaultLine>,
    /// Whether the faults stop the print.
    refused: bool,
    /// Whether this build can make one.
    pdf: bool,
    may_write: bool,
    /// What was issued of it; on the board's own paper only.
    issued: Option<Panel>,
}

/// The same document, its numbers leading to figures read in the same frame.
fn framed(mut document: Document, frame: &Frame) -> Document {
    for span in document.spans_mut() {
        span.href = span.href.take().map(|href| frame.link(&href));
    }
    document
}

async fn show(ctx: Ctx, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let (year, file) = match name.rsplit_once('.') {
        Some((year, kind @ ("pdf" | "docx"))) => (year, Some(kind)),
        _ => (name.as_str(), None),
    };
    let year: Year = year.parse().map_err(|()| AppError::NotFound)?;
    whole_board(&ctx)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let frame = Frame::asked(&ctx, &query, end_of(year)).await?;
    let material = material(&ctx, year, &frame).await?;
    let document = framed(compose::document(&material, ctx.lang), &frame);
    let faults = proof::read(&document, &material, ctx.lang);
    let blanks = blanks::of(&material);
    let refused = proof::stops(&faults) || !blanks.is_empty() || gate::stops(&material);
    if file.is_some() && refused {
        return refuse(&ctx, &material, blanks, faults);
    }
    let day = material.review.signed_on.unwrap_or_else(i18n::today);
    match file {
        Some("pdf") => return pdf_answer(document, day, year).await,
        Some(_) => return word_answer(&document, day, year),
        None => {}
    }
    let page = ctx.page(format!(
        "{} {year}",
        ctx.say(Text::new("Báo cáo tổng kết năm", "Review of"))
    ));
    let years = filings::db::years(&ctx.state.db).await?;
    let template = ShowPage {
        switch: frame.switch(&page),
        year: year.number(),
        years: years
            .into_iter()
            .map(|year| (year, frame.across(&format!("/reviews/{year}"))))
            .collect(),
        files: ["pdf", "docx"].map(|kind| frame.link(&format!("/reviews/{year}.{kind}"))),
        document: documents::to_html(&document)?,
        faults: found(&material, blanks, faults, &page),
        refused,
        pdf: cfg!(feature = "pdf"),
        may_write: frame.own && page.can(Permission::WriteReview),
        issued: Box::pin(frozen::panel(&ctx, year, &frame)).await?,
        page,
    };
    web::ok(&template)
}

fn word_answer(document: &documents::Document, day: chrono::NaiveDate, year: Year) -> Answer {
    let bytes = documents::docx::render(document, day).map_err(AppError::internal)?;
    let disposition = format!("attachment; filename=\"bao-cao-tong-ket-{year}.docx\"");
    let head = [
        (header::CONTENT_TYPE, documents::docx::MEDIA_TYPE.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((head, bytes).into_response())
}

#[cfg(feature = "pdf")]
async fn pdf_answer(document: documents::Document, day: chrono::NaiveDate, year: Year) -> Answer {
    let bytes = pdf(document, day).await?;
    let disposition = format!("inline; filename=\"bao-cao-tong-ket-{year}.pdf\"");
    Ok((
        [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}

#[cfg(not(feature = "pdf"))]
async fn pdf_answer(_: documents::Document, _: chrono::NaiveDate, _: Year) -> Answer {
    Err(AppError::NotFound)
}

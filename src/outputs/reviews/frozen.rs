//! A review as it is issued: its numbers and sentences with their places, its files, and the records behind it.

use std::collections::HashMap;

use axum::extract::Path;
use chrono::NaiveDate;

use super::blanks;
use super::compose;
use super::faults::{material, whole_board};
use super::gate;
use super::material::Material;
use super::printing;
use super::proof;
use crate::foundation::documents::{self, Block, Document, Span, Table};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Year;
use crate::outputs::dashboard::overview::end_of;
use crate::outputs::issued::{self, Cell, Draft, File, Live, Panel, Paper};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{Answer, AppError, Ctx, FormData};
use crate::registers::structure::Frame;

/// What spans are made from, each once.
fn about<'s>(spans: impl Iterator<Item = &'s Span>) -> String {
    let mut all: Vec<String> = spans
        .filter_map(|span| span.href.as_deref())
        .map(issued::about)
        .filter(|about| !about.is_empty())
        .collect();
    all.sort();
    all.dedup();
    all.join(" ")
}

/// The sentences and cells of a document, sentences counted under their heading.
fn cells(document: &Document) -> Vec<Cell> {
    let mut found = Vec::new();
    let (mut part, mut heading, mut number) = (String::new(), String::new(), 0);
    for block in &document.body {
        match block {
            Block::Part { number: of, .. } => {
                (part, heading, number) = (of.clone(), of.clone(), 0);
            }
            Block::Section { text } | Block::Clause { text } => {
                (heading, number) = (format!("{part}, {text}"), 0);
            }
            Block::Paragraph { spans } => {
                number += 1;
                let behind = about(spans.iter());
                found.push(issued::sentence(&heading, number, block.words(), behind));
            }
            Block::Table { table } => found.extend(cells_of_table(table)),
        }
    }
    found
}

/// A row's place is its words; its running number is none, and rows that say the same are counted. All cells of a row are made from
/// what one of them leads to.
fn cells_of_table(table: &Table) -> Vec<Cell> {
    let mut found = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in &table.rows {
        let titled = || table.columns.iter().zip(&row.cells);
        let words: Vec<&str> = titled()
            .filter(|(column, cell)| {
                !column.numeric && column.title != "STT" && !cell.text.is_empty()
            })
            .map(|(_, cell)| cell.text.as_str())
            .collect();
        let mut place = words.join(" · ");
        let same = known.entry(place.clone()).or_default();
        *same += 1;
        if *same > 1 {
            place = format!("{place} ({same})");
        }
        let behind = about(row.cells.iter());
        let cell = |column: &str, shown: &str| Cell {
            table: table.caption.clone(),
            row: place.clone(),
            column: column.to_owned(),
            shown: shown.to_owned(),
            about: behind.clone(),
            ..Cell::default()
        };
        let before = found.len();
        let numbers = titled().filter(|(column, _)| column.numeric);
        found.extend(numbers.map(|(column, span)| cell(&column.title, &span.text)));
        if found.len() == before {
            found.push(cell("Dòng", &place));
        }
    }
    found
}

/// The year, and the year it is held against.
fn periods(year: Year) -> Vec<String> {
    vec![year.before().to_string(), year.to_string()]
}

/// What was issued of the review of a year, on the board's own paper of its time.
pub(super) async fn panel(ctx: &Ctx, year: Year, frame: &Frame) -> Result<Option<Panel>, AppError> {
    if !frame.own {
        return Ok(None);
    }
    let (paper, periods) = (Paper::review(year), periods(year));
    let live = Live {
        paper: &paper,
        zones: frame.zones.as_deref(),
        periods: &periods,
    };
    let now = Box::pin(async {
        let material = material(&ctx.in_lang(Lang::Vi), year, frame).await?;
        Ok(cells(&compose::document(&material, Lang::Vi)))
    });
    Box::pin(issued::panel(ctx, &live, now)).await
}

const NOT_BEGUN: Text = Text::new(
    "Năm này chưa bắt đầu: chưa có gì để phát hành.",
    "The year has not begun: there is nothing to issue.",
);

/// Issues the review as it stands, after the same gate as its print.
pub(super) async fn issue(ctx: Ctx, Path(year): Path<String>, data: FormData) -> Answer {
    whole_board(&ctx)?;
    let year: Year = year.parse().map_err(|()| AppError::NotFound)?;
    let seen: i32 = data.read("seen")?.unwrap_or_default();
    let paper = Paper::review(year);
    if paper.period.first_day() > i18n::today() {
        return Err(AppError::Refused(NOT_BEGUN));
    }
    let vi = ctx.in_lang(Lang::Vi);
    let known_at = issued::db::now(&ctx.state.db).await?;
    let frame = Frame::asked(&vi, &FormData::default(), end_of(year)).await?;
    let material = Box::pin(material(&vi, year, &frame)).await?;
    let document = compose::document(&material, Lang::Vi);
    let faults = proof::read(&document, &material, Lang::Vi);
    let blanks = blanks::of(&material);
    if proof::stops(&faults) || !blanks.is_empty() || gate::stops(&material) {
        let faults = proof::read(&compose::document(&material, ctx.lang), &material, ctx.lang);
        return printing::refuse(&ctx, &material, blanks, faults);
    }
    let today = i18n::vietnam_time(known_at).date_naive();
    let (zones, periods) = (frame.zones.as_deref(), periods(year));
    let sources = issued::db::sources(&ctx.state.db, &periods, end_of(year), None, zones).await?;
    let draft = Draft {
        board: frame.board.name.clone(),
        known_at,
        figures_as_of: as_of(&material, today),
        cells: cells(&document),
        notes: Some(document.as_of.clone())
            .filter(|words| !words.is_empty())
            .into_iter()
            .collect(),
        sources,
        files: files(document, material.review.signed_on.unwrap_or(today)).await?,
        paper,
    };
    let caller = ctx.caller();
    let id = issued::issue(&ctx.state.db, &caller, draft, seen, data.get("reason")).await?;
    let done = Text::new(
        "Đã phát hành. Văn thư ghi số, ngày ở đây khi có.",
        "Issued. Its number and day are entered here once it has them.",
    );
    Ok(see_other(&format!("/issued/{id}"), Tone::Ok, ctx.say(done)))
}

/// The day the paper itself says its figures go to.
fn as_of(material: &Material, today: NaiveDate) -> NaiveDate {
    let stated = material.review.cut_off_on.or(material.accepted_until);
    stated.unwrap_or(today)
}

/// The files of the paper; without the PDF where this build cannot make one.
async fn files(document: Document, day: NaiveDate) -> Result<Vec<File>, AppError> {
    let docx = documents::docx::render(&document, day).map_err(AppError::internal)?;
    let word = File {
        ending: "docx",
        media_type: documents::docx::MEDIA_TYPE,
        bytes: docx,
    };
    #[cfg(feature = "pdf")]
    let files = vec![
        word,
        File {
            ending: "pdf",
            media_type: "application/pdf",
            bytes: printing::pdf(document, day).await?,
        },
    ];
    #[cfg(not(feature = "pdf"))]
    let files = vec![word];
    Ok(files)
}

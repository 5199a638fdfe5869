//! A sheet as it is issued: its cells with their places, its files, and the records behind it.

use std::collections::HashMap;

use axum::extract::Path;

use super::load::{load, period, realised_periods};
use super::model::{Content, RowKind, Sheet, Tab};
use super::sheet_code::SheetCode;
use super::{book, covered, word};
use crate::foundation::documents;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Period;
use crate::outputs::issued::{self, Cell, Draft, File, Paper};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::table::XLSX;
use crate::platform::web::{Answer, AppError, Ctx, FormData};
use crate::registers::board;
use crate::registers::structure::Frame;

/// A running number is no part of a row's place: a row more would move all below it.
fn is_running_number(title: &str) -> bool {
    matches!(title, "STT" | "No.")
}

/// The cells of a sheet in Vietnamese. A row's place is its words under its heading; rows that say the same are counted.
pub(super) fn cells(sheet: &Sheet) -> Vec<Cell> {
    sheet.tabs.iter().flat_map(cells_of_tab).collect()
}

fn cells_of_tab(tab: &Tab) -> Vec<Cell> {
    let mut found = Vec::new();
    let mut heading = String::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for row in &tab.rows {
        let titled = || tab.columns.iter().zip(&row.cells);
        let words: Vec<&str> = titled()
            .filter(|(column, _)| !is_running_number(&column.title))
            .filter_map(|(_, cell)| match &cell.content {
                Content::Words(words) if !words.is_empty() => Some(words.as_str()),
                _ => None,
            })
            .collect();
        let words = words.join(" · ");
        if row.kind == RowKind::Group {
            heading = words;
            continue;
        }
        let mut place = match (heading.is_empty(), row.kind) {
            (true, _) | (_, RowKind::Total) => words,
            _ => format!("{heading} › {words}"),
        };
        let same = known.entry(place.clone()).or_default();
        *same += 1;
        if *same > 1 {
            place = format!("{place} ({same})");
        }
        let before = found.len();
        for (column, cell) in titled().filter(|(_, cell)| cell.is_number()) {
            let (value, unit) = match &cell.content {
                Content::Number(value, unit) => (Some(*value), unit.words().vi),
                _ => (None, ""),
            };
            let cell = Cell {
                table: tab.name.clone(),
                row: place.clone(),
                column: column.title.clone(),
                shown: cell.shown(Lang::Vi),
                about: cell.href.as_deref().map_or_else(String::new, issued::about),
                ..Cell::default()
            };
            found.push(cell.exactly(value, unit));
        }
        if found.len() == before {
            // A row of words alone is there or is not.
            let about = row.cells.iter().find_map(|cell| cell.href.as_deref());
            found.push(Cell {
                table: tab.name.clone(),
                column: "Dòng".to_owned(),
                shown: place.clone(),
                row: place,
                about: about.map_or_else(String::new, issued::about),
                ..Cell::default()
            });
        }
    }
    found
}

/// The periods a sheet is made from: its own, and those whose realised capital it adds up.
pub(super) async fn periods(
    ctx: &Ctx,
    code: SheetCode,
    period: Period,
) -> Result<Vec<String>, AppError> {
    let mut all = vec![period.to_string()];
    if matches!(code, SheetCode::Production | SheetCode::Infrastructure) {
        let (realised, _) = realised_periods(ctx, period).await?;
        all.extend(realised);
    }
    all.sort();
    all.dedup();
    Ok(all)
}

const NOT_BEGUN: Text = Text::new(
    "Kỳ này chưa bắt đầu: chưa có gì để phát hành.",
    "The period has not begun: there is nothing to issue.",
);

/// Issues a sheet as it stands, after the same gate as a download.
pub(super) async fn issue(
    ctx: Ctx,
    Path((named, code)): Path<(String, String)>,
    data: FormData,
) -> Answer {
    let period = period(&named)?;
    let code = SheetCode::from_code(&code).ok_or(AppError::NotFound)?;
    if ctx.actor.zones.is_some() {
        return Err(AppError::Forbidden);
    }
    let seen: i32 = data.read("seen")?.unwrap_or_default();
    if period.first_day() > i18n::today() {
        return Err(AppError::Refused(NOT_BEGUN));
    }
    let frame = Frame::asked(&ctx, &FormData::default(), period.last_day()).await?;
    let paper = Paper::sheet(code.code(), period);
    if let Some(refused) = board::refused(&ctx, &frame.board, &paper.address()) {
        return refused;
    }
    if let Some(refused) = covered::refused(&ctx, &frame, period, code).await? {
        return refused;
    }
    let draft = draft(&ctx.in_lang(Lang::Vi), &frame, paper, code).await?;
    let caller = ctx.caller();
    let id = issued::issue(&ctx.state.db, &caller, draft, seen, data.get("reason")).await?;
    let done = Text::new(
        "Đã phát hành. Văn thư ghi số, ngày ở đây khi có.",
        "Issued. Its number and day are entered here once it has them.",
    );
    Ok(see_other(&format!("/issued/{id}"), Tone::Ok, ctx.say(done)))
}

async fn draft(ctx: &Ctx, frame: &Frame, paper: Paper, code: SheetCode) -> Result<Draft, AppError> {
    let (pool, period) = (&ctx.state.db, paper.period);
    let known_at = issued::db::now(pool).await?;
    let day = i18n::vietnam_time(known_at).date_naive();
    let mut sheet = Box::pin(load(ctx, frame, period, code)).await?;
    let as_of = format!("Số liệu tính đến ngày {}.", i18n::format_date(day));
    sheet.notes.insert(0, as_of);
    let xlsx = book::xlsx(&sheet, &frame.board, period, Lang::Vi).map_err(AppError::internal)?;
    let docx = word::docx(&sheet, &frame.board, period, Lang::Vi).map_err(AppError::internal)?;
    let indicators: Vec<String> = code
        .reported()
        .iter()
        .map(|known| known.code().to_owned())
        .collect();
    let zones = frame.zones.as_deref();
    let periods = periods(ctx, code, period).await?;
    let until = period.last_day();
    Ok(Draft {
        board: frame.board.name.clone(),
        known_at,
        figures_as_of: day,
        cells: cells(&sheet),
        sources: issued::db::sources(pool, &periods, until, Some(&indicators), zones).await?,
        files: vec![
            File {
                ending: "xlsx",
                media_type: XLSX,
                bytes: xlsx,
            },
            File {
                ending: "docx",
                media_type: documents::docx::MEDIA_TYPE,
                bytes: docx,
            },
        ],
        notes: sheet.notes,
        paper,
    })
}

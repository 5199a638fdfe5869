//! Blocks pasted into a report, or into the sheet of one indicator. Nothing is written: the page shows the answer and saves what is accepted.

use super::answer::Telling;
use super::block::Block;
use super::grid::Grid;
use super::read::Reads;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Period, Permission, Reporter};
use crate::foundation::workbooks::{self, Locale};
use crate::platform::web::{Access, Answer, AppError, Ctx, FormData, Routes};
use crate::returns::by_indicator::{self, Sheet};
use crate::returns::filings::load::load;
use crate::returns::filings::many::{Board, load_many};
use crate::returns::imports::{self, Against, Choices};
use crate::returns::reading::{Asked, Owners};
use crate::standards::forms::{Form, Line};
use crate::standards::indicators::Catalogue;
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use std::collections::HashMap;

/// Most cells of a block; larger tables go the way of files.
const MAX_CELLS: usize = 5_000;

const TOO_LARGE: Text = Text::new(
    "Khối quá lớn để dán vào bảng. Xin dùng “Nhập từ Excel”.",
    "The block is too large for the grid. Please use “Import from Excel”.",
);

const NOTHING: Text = Text::new("Khối vừa dán không có gì.", "The pasted block is empty.");

const ANOTHERS: Text = Text::new(
    "của doanh nghiệp khác, không phải của báo cáo này",
    "another enterprise's, not of this report",
);

const CLOSED: Text = Text::new(
    "Báo cáo đã gửi hoặc đã duyệt, không sửa được.",
    "Submitted or accepted: cannot be changed.",
);

pub fn routes() -> Routes {
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .post("/filings/{id}/paste", enter, in_report)
        .post("/sheets/{form}/{period}/paste", enter, in_sheet)
}

/// What a block was pasted into.
struct Subject<'a> {
    form: &'a Form,
    period: Period,
    lines: &'a [Line],
    catalogue: &'a Catalogue,
    grid: Grid,
    /// Whose report it is, where it is one.
    enterprise: Option<Reporter>,
}

/// A block pasted into a report.
async fn in_report(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let report = load(&ctx.state.db, id, &ctx.actor).await?;
    if !report.is_editable() {
        return Err(AppError::Clash(CLOSED));
    }
    let subject = Subject {
        form: &report.form,
        period: report.period,
        lines: &report.lines,
        catalogue: &report.catalogue,
        grid: Grid::of_report(&report, &data, ctx.lang)?,
        enterprise: Some(report.filing.reporter()),
    };
    tell(&ctx, &subject, pasted(&data)?).await
}

/// A block pasted into the sheet of one indicator across enterprises.
async fn in_sheet(ctx: Ctx, path: Path<(i64, String)>, query: RawQuery, data: FormData) -> Answer {
    let (sheet, query) = Sheet::open(&ctx, path, query).await?;
    let lines = by_indicator::lines(&ctx, &sheet, query.read("zone")?).await?;
    let subject = Subject {
        form: &sheet.form,
        period: sheet.period,
        lines: std::slice::from_ref(&sheet.line),
        catalogue: &sheet.catalogue,
        grid: Grid::of_sheet(&sheet, &lines, &data)?,
        enterprise: None,
    };
    tell(&ctx, &subject, pasted(&data)?).await
}

/// Reads a block and says what each figure of it means; the import's own plan decides how it stands to the reports.
async fn tell(ctx: &Ctx, subject: &Subject<'_>, sheet: workbooks::Sheet) -> Answer {
    let (db, lang, period) = (&ctx.state.db, ctx.lang, subject.period);
    let zones = ctx.actor.zones.as_deref();
    let known = imports::known(db, zones, Some((subject.form, period))).await?;
    let asked = Asked::new(subject.lines, subject.catalogue, period, lang);
    let owners = Owners::new(&known);
    let reads = Reads {
        asked: &asked,
        owners: &owners,
        grid: &subject.grid,
        enterprise: subject.enterprise,
    };
    let (book, block) = reads.read(sheet).map_err(|_| AppError::Refused(NOTHING))?;
    let rows = block.reading.rows.iter();
    let matches: Vec<Result<Reporter, Text>> = rows
        .map(|row| match owners.find(&row.who) {
            Ok(other) if subject.enterprise.is_some_and(|own| own != other) => Err(ANOTHERS),
            found => found,
        })
        .collect();
    let ids: Vec<Reporter> = matches
        .iter()
        .filter_map(|found| found.as_ref().ok().copied())
        .collect();
    let board = Board::load(db, period).await?;
    let mut reports = load_many(db, &board, subject.form, period, &ids, &ctx.actor).await?;
    let superseded = imports::superseded(db, &ids, subject.form, period).await?;
    let (english, is_foreign) = way_of_writing(&block, lang);
    let choices = Choices {
        replace: true,
        english,
        ..Choices::default()
    };
    let against = Against {
        reports: &mut reports,
        superseded: &superseded,
        given: &HashMap::new(),
        answers: &[],
        checks: true,
    };
    let plan = imports::plan(&block.reading, &matches, against, &choices, lang);
    let telling = Telling {
        sheet: book.sheet(0).ok_or(AppError::Internal)?,
        grid: &subject.grid,
        block: &block,
        plan: &plan,
        reports: &reports,
        is_foreign,
        lang,
    };
    Ok(axum::Json(telling.answer()).into_response())
}

/// The block that was sent.
fn pasted(data: &FormData) -> Result<workbooks::Sheet, AppError> {
    let sheet = workbooks::pasted(data.exact("text"), data.exact("html"), "")
        .map_err(|_| AppError::Refused(TOO_LARGE))?;
    let cells: usize = sheet.rows.iter().map(|row| row.cells.len()).sum();
    if cells == 0 {
        return Err(AppError::Refused(NOTHING));
    }
    if cells > MAX_CELLS {
        return Err(AppError::Refused(TOO_LARGE));
    }
    Ok(sheet)
}

/// How numbers are read: as the block decides, else as the page is read; `None` where a block contradicts itself. And whether
/// that is the other language's way.
fn way_of_writing(block: &Block, lang: Lang) -> (Option<bool>, bool) {
    let cells = block.reading.rows.iter().flat_map(|row| &row.cells);
    let english = match workbooks::locale_of(cells.map(|cell| &cell.content)) {
        Locale::English => Some(true),
        Locale::Vietnamese => Some(false),
        Locale::Unknown { mixed: false, .. } => Some(lang == Lang::En),
        Locale::Unknown { mixed: true, .. } => None,
    };
    let is_foreign = english.is_some_and(|english| english != (lang == Lang::En));
    (english, is_foreign)
}

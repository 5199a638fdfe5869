//! The list of what was issued, one edition with its files, and the number the secretary gives it.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;

use super::actions::{self, MAX_NUMBER, MAX_REASON, Registered};
use super::db::{self, Registration, Summary, Which};
use super::manifest::Manifest;
use super::model::{Paper, REVIEW, differences};
use super::panel::{Line, issued_on, line};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Period, Permission};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Pager, Routes};

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadReview);
    Routes::new()
        .get("/issued", read, list)
        .get("/issued/{id}", read, show)
        .get("/issued/{id}/{file}", read, file)
        .post(
            "/issued/{id}/registration",
            Access::Needs(Permission::WriteReview),
            register,
        )
}

/// What was sent speaks for the whole board.
fn whole_board(ctx: &Ctx) -> Result<(), AppError> {
    match ctx.actor.zones {
        Some(_) => Err(AppError::Forbidden),
        None => Ok(()),
    }
}

#[derive(Template)]
#[template(path = "outputs/issued/list.html")]
struct ListPage {
    page: Page,
    pager: Pager,
    /// Year, its address.
    years: Vec<(i32, String)>,
    /// The year shown; 0 for all.
    year: i32,
    rows: Vec<Row>,
}

struct Row {
    id: i64,
    title: String,
    /// The paper as it stands now.
    live: String,
    number: i32,
    is_last: bool,
    document: String,
    issued: String,
    files: Vec<String>,
}

/// The paper of an edition.
fn paper(edition: &Summary) -> Result<Paper, AppError> {
    let period: Period = edition
        .period
        .parse()
        .map_err(|()| AppError::internal("the period of an edition"))?;
    Ok(match edition.paper.as_str() {
        REVIEW => Paper::review(period.year()),
        code => Paper::sheet(code, period),
    })
}

/// "12/BC-BQL, 05/01/2023"; empty while nobody entered it.
fn document(edition: &Summary) -> String {
    match (&edition.document_no, edition.document_on) {
        (Some(number), Some(day)) => format!("{number}, {}", i18n::format_date(day)),
        _ => String::new(),
    }
}

async fn list(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    whole_board(&ctx)?;
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let year: Option<i32> = query.read("year")?;
    let years = db::years(&ctx.state.db).await?;
    let which = Which {
        year,
        ..Which::default()
    };
    let found = db::summaries(&ctx.state.db, &which).await?;
    let page = ctx.page(ctx.say(Text::new("Bản đã phát hành", "Issued papers")));
    let (shown, pager) = Pager::of(&page, &query, found.len());
    let rows = found[shown]
        .iter()
        .map(|edition| {
            let paper = paper(edition)?;
            Ok(Row {
                id: edition.id,
                title: paper.title(ctx.lang),
                live: paper.address(),
                number: edition.number,
                is_last: edition.is_last,
                document: document(edition),
                issued: format!("{}, {}", issued_on(edition), edition.issued_by),
                files: edition.files.clone(),
            })
        })
        .collect::<Result<Vec<_>, AppError>>()?;
    let template = ListPage {
        page,
        pager,
        years: years
            .into_iter()
            .map(|year| (year, format!("/issued?year={year}")))
            .collect(),
        year: year.unwrap_or_default(),
        rows,
    };
    web::ok(&template)
}

#[derive(Template)]
#[template(path = "outputs/issued/show.html")]
struct ShowPage {
    page: Page,
    id: i64,
    live: String,
    document: String,
    figures_as_of: String,
    issued: String,
    reason: String,
    /// In groups of four.
    sha256: String,
    /// Whether the hash is still that of the manifest.
    agrees: bool,
    /// "128 ô; 341 số liệu, 25 sự kiện dự án".
    frozen: String,
    files: Vec<FileLine>,
    registrations: Vec<RegistrationLine>,
    may_register: bool,
    max_number: usize,
    max_reason: usize,
    /// The edition that supersedes it: its address and its words.
    next: Option<(String, String)>,
    /// Where that one says something else.
    changes: Vec<Line>,
}

struct FileLine {
    name: String,
    size: String,
    sha256: String,
    agrees: bool,
}

struct RegistrationLine {
    document: String,
    reason: String,
    by: String,
}

fn registration(row: &Registration) -> RegistrationLine {
    RegistrationLine {
        document: format!(
            "{}, {}",
            row.document_no,
            i18n::format_date(row.document_on)
        ),
        reason: row.reason.clone(),
        by: format!(
            "{}, {}",
            row.recorded_by,
            i18n::format_time(row.recorded_at)
        ),
    }
}

/// A hash as people read it out: groups of four.
fn in_groups(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    let groups: Vec<String> = digits
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// What stands behind an edition, counted.
fn frozen(manifest: &Manifest, lang: Lang) -> String {
    let log = |name: &str| {
        let words = match name {
            "figures" => Text::new("số liệu", "figures"),
            "project_events" => Text::new("sự kiện dự án", "events of projects"),
            "parcel_events" => Text::new("sự kiện lô đất", "events of parcels"),
            "phase_areas" => Text::new("lần ghi diện tích", "statements of areas"),
            "exchange_rates" => Text::new("tỷ giá", "exchange rates"),
            "plans" => Text::new("kế hoạch", "plans"),
            _ => return name.to_owned(),
        };
        words.in_lang(lang).to_owned()
    };
    let sentences = manifest.cells.iter().filter(|cell| cell.column.is_empty());
    let sentences = sentences.count();
    let cells = manifest.cells.len() - sentences;
    let mut said = vec![format!("{cells} {}", Text::new("ô", "cells").in_lang(lang))];
    if sentences > 0 {
        let words = Text::new("câu", "sentences").in_lang(lang);
        said.push(format!("{sentences} {words}"));
    }
    let behind = manifest
        .sources
        .iter()
        .map(|(name, records)| format!("{} {}", records.len(), log(name)));
    said.extend(behind);
    said.join(", ")
}

async fn find(ctx: &Ctx, id: i64) -> Result<Summary, AppError> {
    let which = Which {
        id: Some(id),
        ..Which::default()
    };
    let found = db::summaries(&ctx.state.db, &which).await?;
    found.into_iter().next().ok_or(AppError::NotFound)
}

async fn read(ctx: &Ctx, id: i64) -> Result<(Manifest, bool), AppError> {
    let kept = db::manifest(&ctx.state.db, id).await?;
    let (text, agrees) = kept.ok_or(AppError::NotFound)?;
    let manifest = Manifest::read(&text).map_err(AppError::internal)?;
    Ok((manifest, agrees))
}

/// The edition that took the place of one, and what it says otherwise.
async fn superseding(
    ctx: &Ctx,
    edition: &Summary,
    sent: &Manifest,
) -> Result<Option<(Summary, Vec<Line>)>, AppError> {
    let which = Which {
        paper: Some(&edition.paper),
        period: Some(&edition.period),
        ..Which::default()
    };
    let all = db::summaries(&ctx.state.db, &which).await?;
    let next = all
        .into_iter()
        .find(|other| other.number == edition.number + 1);
    let Some(next) = next else {
        return Ok(None);
    };
    let (manifest, _) = read(ctx, next.id).await?;
    let lines = differences(&sent.cells, &manifest.cells)
        .iter()
        .map(|one| line(one, &[], ctx.lang))
        .collect();
    Ok(Some((next, lines)))
}

async fn show(ctx: Ctx, Path(id): Path<i64>) -> Answer {
    whole_board(&ctx)?;
    let edition = find(&ctx, id).await?;
    let paper = paper(&edition)?;
    let (manifest, agrees) = read(&ctx, id).await?;
    let files = db::files(&ctx.state.db, id).await?;
    let registrations = db::registrations(&ctx.state.db, id).await?;
    let (next, changes) = match superseding(&ctx, &edition, &manifest).await? {
        Some((next, lines)) => {
            let words = super::panel::named(&next, ctx.lang);
            (Some((format!("/issued/{}", next.id), words)), lines)
        }
        None => (None, Vec::new()),
    };
    let word = ctx.say(Text::new("Bản phát hành", "Edition"));
    let page = ctx.page(format!(
        "{} – {word} {}",
        paper.title(ctx.lang),
        edition.number
    ));
    let template = ShowPage {
        id,
        live: paper.address(),
        document: document(&edition),
        figures_as_of: i18n::format_date(edition.figures_as_of),
        issued: format!(
            "{}, {}",
            edition.issued_by,
            i18n::format_time(edition.issued_at)
        ),
        reason: edition.reason.clone(),
        sha256: in_groups(&edition.sha256),
        agrees,
        frozen: frozen(&manifest, ctx.lang),
        files: files
            .into_iter()
            .map(|file| FileLine {
                size: format!(
                    "{} kB",
                    i18n::format_plain((file.bytes / 1024).max(1).into(), 0, ctx.lang)
                ),
                agrees: file.agrees
                    && manifest
                        .files
                        .get(&file.name)
                        .is_some_and(|mark| mark.sha256 == file.sha256),
                sha256: in_groups(&file.sha256),
                name: file.name,
            })
            .collect(),
        registrations: registrations.iter().map(registration).collect(),
        may_register: page.can(Permission::WriteReview),
        max_number: MAX_NUMBER,
        max_reason: MAX_REASON,
        next,
        changes,
        page,
    };
    web::ok(&template)
}

/// A file of an edition, or its manifest, as it was issued.
async fn file(ctx: Ctx, Path((id, name)): Path<(i64, String)>) -> Answer {
    whole_board(&ctx)?;
    let (bytes, media_type) = if name == "manifest.json" {
        let kept = db::manifest(&ctx.state.db, id).await?;
        let (text, _) = kept.ok_or(AppError::NotFound)?;
        (text.into_bytes(), "application/json".to_owned())
    } else {
        let kept = db::file(&ctx.state.db, id, &name).await?;
        kept.ok_or(AppError::NotFound)?
    };
    let disposition = format!("attachment; filename=\"{name}\"");
    let head = [media_type, disposition].map(|value| HeaderValue::from_str(&value));
    let [Ok(media_type), Ok(disposition)] = head else {
        return Err(AppError::NotFound);
    };
    let head = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((head, bytes).into_response())
}

async fn register(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    whole_board(&ctx)?;
    find(&ctx, id).await?;
    let entry = Registered {
        document_no: data.get("document_no"),
        document_on: data.get("document_on"),
        reason: data.get("reason"),
        seen: data.read("seen")?.unwrap_or_default(),
    };
    actions::register(&ctx.state.db, &ctx.caller(), id, &entry).await?;
    let done = Text::new(
        "Đã ghi số, ngày của bản phát hành.",
        "Number and day are on record.",
    );
    Ok(see_other(&format!("/issued/{id}"), Tone::Ok, ctx.say(done)))
}

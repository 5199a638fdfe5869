//! The page of one import, put together.

use super::actions::{self, Opened};
use super::columns::columns;
use super::comparisons::{self, Comparison, Outcome};
use super::db;
use super::plan;
use super::preview::preview;
use super::sheet;
use super::source;
use super::taking;
use super::view::{Choice, ComparedLine, ComparedPart, ImportPage, Preview};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Vintage;
use crate::foundation::workbooks::Note;
use crate::platform::web::{AppError, Ctx, FormData, Page};
use crate::returns::figures::vintage_words;
use crate::returns::filings::standards::Standards;
use crate::returns::reading::{Known, Reading, Shape};
use crate::standards::forms::{self, Form};
use sqlx::PgPool;
use std::collections::HashSet;

/// An import's state in words.
pub fn state_words(state: &str) -> (Text, &'static str) {
    match state {
        "taken" => (Text::new("Đã nhập", "Taken"), "ok"),
        "undone" => (Text::new("Đã hoàn tác", "Taken back"), "warn"),
        "dropped" => (Text::new("Đã bỏ", "Dropped"), "info"),
        _ => (Text::new("Đang xem", "Being looked at"), "info"),
    }
}

/// Puts the page together.
///
/// # Errors
/// Whatever the database says.
pub async fn build(ctx: &Ctx, opened: &Opened, query: &FormData) -> Result<ImportPage, AppError> {
    let (db, lang, row) = (&ctx.state.db, ctx.lang, &opened.row);
    let forms = forms::db::forms(db).await?;
    let reading = opened.reading(lang);
    let plan = match &reading {
        Some(reading) => opened.plan(db, &ctx.actor, reading, lang).await?,
        None => None,
    };
    let rate = match opened.period {
        Some(period) => Standards::load(db).await?.usd_rate(period.year().number()),
        None => None,
    };
    let (state, tone) = state_words(&row.state);
    let written: HashSet<i64> = actions::written_into(db, row.id).await?;
    let compared = compared_part(db, opened, reading.as_ref(), lang).await?;
    let reports = plan
        .as_ref()
        .map_or_else(Vec::new, |(plan, _)| reports_in(plan, &written));
    let read = plan.as_ref().zip(reading.as_ref());
    let sheet = read
        .filter(|_| !opened.choices.own)
        .and_then(|((plan, _), reading)| {
            let columns = columns(opened, reading, rate.is_some(), lang);
            sheet::part(opened, reading, plan, columns, lang)
        });
    let preview =
        read.map(|((plan, reports), reading)| preview(ctx, opened, reading, plan, reports, query));
    let chooses_enterprise = opened.board.is_none()
        && reading
            .as_ref()
            .is_some_and(|reading| reading.shape == Shape::Indicators && reading.is_single);
    let chooses = chooses_enterprise || preview.as_ref().is_some_and(Preview::chooses);
    Ok(ImportPage {
        id: row.id,
        state: ctx.say(state),
        tone,
        about: about(row),
        notes: notes(opened, lang),
        twin: twin(ctx, opened).await?,
        moving: moving(opened, lang),
        years: years(ctx, opened).await?,
        of_board: opened.board.is_some(),
        report: subject_words(opened, lang),
        own: opened.choices.own,
        step: match row.state.as_str() {
            "open" => 2,
            "taken" => 3,
            _ => 0,
        },
        open: matches!(row.state.as_str(), "open" | "taken"),
        taken: row.state == "taken",
        under_way: taking::seen_by(db, row.id, ctx.actor.account_id).await?,
        forms: offered(&forms, opened, lang),
        period: row.period.clone().unwrap_or_default(),
        period_fault: opened.form.is_some() && row.period.is_some() && opened.subject().is_none(),
        vintages: vintages(opened, lang),
        sheets: sheets(opened, reading.as_ref()),
        shape: reading.as_ref().map_or("", |reading| reading.shape.code()),
        head: reading.as_ref().map_or(1, |reading| reading.head + 1),
        body: reading.as_ref().map_or(2, |reading| reading.body + 1),
        chooses_enterprise,
        enterprise: chosen_enterprise(opened),
        writing: match opened.choices.english {
            Some(true) => "en",
            Some(false) => "vi",
            None => "",
        },
        replace: opened.choices.replace,
        sheet,
        // The list is long: only where one of it may be chosen.
        enterprises: match chooses {
            true => opened.known.iter().map(Known::label).collect(),
            false => Vec::new(),
        },
        preview,
        compared,
        reports,
        page: ctx.page(row.name.clone()),
    })
}

/// By whom and when it was sent, how large it is, and whose it is.
fn about(row: &db::ImportRow) -> String {
    let kilobytes = (row.size + 1023) / 1024;
    let sender = if row.sender.is_empty() {
        String::new()
    } else {
        format!(" · {}", row.sender)
    };
    format!(
        "{}, {} · {kilobytes} KB{sender}",
        row.creator,
        i18n::format_time(row.created_at)
    )
}

/// The import that took the same file before. Of a file with several years each is an import of its own.
async fn twin(ctx: &Ctx, opened: &Opened) -> Result<Option<(i64, String)>, AppError> {
    if opened.choices.purpose.is_moving() {
        return Ok(None);
    }
    let twin = db::twin(&ctx.state.db, opened.row.id, &opened.row.sha256).await?;
    Ok(twin.map(|(id, by, at)| (id, format!("{by}, {}", i18n::format_time(at)))))
}

/// What an import of earlier years is, in words; nothing of reports.
fn moving(opened: &Opened, lang: Lang) -> &'static str {
    let purpose = opened.choices.purpose;
    if purpose.is_moving() {
        purpose.words().in_lang(lang)
    } else {
        ""
    }
}

/// The years of a file that brings several, each with its import.
async fn years(
    ctx: &Ctx,
    opened: &Opened,
) -> Result<Vec<(i64, String, &'static str, bool)>, AppError> {
    if !opened.choices.purpose.is_moving() {
        return Ok(Vec::new());
    }
    let purpose = opened.choices.purpose.code();
    let rows = db::years(&ctx.state.db, opened.row.id, purpose).await?;
    let line = |(id, year, state): (i64, String, String)| {
        let (words, _) = state_words(&state);
        (id, year, ctx.say(words), id == opened.row.id)
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Comparisons listed.
const MAX_COMPARED: usize = 200;

async fn compared_part(
    db: &PgPool,
    opened: &Opened,
    reading: Option<&Reading>,
    lang: Lang,
) -> sqlx::Result<ComparedPart> {
    // A total of the board is in no ledger.
    let Some(reading) =
        reading.filter(|reading| opened.board.is_none() && !reading.compared.is_empty())
    else {
        return Ok(ComparedPart::default());
    };
    let compared = comparisons::compare(db, opened, reading, lang).await?;
    let count = |wanted: Outcome| compared.iter().filter(|one| one.outcome == wanted).count();
    let line = |one: &Comparison| {
        let (words, tone) = match one.outcome {
            Outcome::Differs => (Text::new("khác sổ", "differs"), "warn"),
            Outcome::Unknown => (Text::new("sổ chưa có", "not in the ledger"), "info"),
            Outcome::Agrees => (Text::new("khớp", "agrees"), "ok"),
        };
        ComparedLine {
            enterprise: one.enterprise.clone(),
            indicator: one.indicator.clone(),
            period: one.period.words(lang),
            at: one.at.clone(),
            in_file: one.in_file.clone(),
            in_ledger: one.in_ledger.clone(),
            href: one.href.clone(),
            unit: one.unit.clone(),
            words: words.in_lang(lang),
            tone,
        }
    };
    Ok(ComparedPart {
        agree: count(Outcome::Agrees),
        differ: count(Outcome::Differs),
        unknown: count(Outcome::Unknown),
        lines: compared.iter().take(MAX_COMPARED).map(line).collect(),
        more: compared.len().saturating_sub(MAX_COMPARED),
    })
}

/// The forms to choose from: the id, the words, whether it is chosen.
fn offered(forms: &[Form], opened: &Opened, lang: Lang) -> Vec<(i64, String, bool)> {
    let offer = |form: &Form| {
        let words = format!("{} – {}", form.code, form.name(lang));
        (form.id, words, Some(form.id) == opened.row.form_id)
    };
    forms.iter().map(offer).collect()
}

/// The reports of a plan that were written into, with whose they are.
fn reports_in(plan: &plan::Plan, written: &HashSet<i64>) -> Vec<(i64, String)> {
    let has = |id: &i64| written.contains(id);
    plan.rows
        .iter()
        .filter_map(|row| Some((row.filing_id.filter(has)?, row.enterprise.clone()?.1)))
        .collect()
}

/// What was noticed while reading. That the key sheet of the portal's own workbook is hidden is as it should be.
fn notes(opened: &Opened, lang: Lang) -> Vec<String> {
    let is_key =
        |note: &&Note| matches!(note, Note::HiddenSheet { sheet } if sheet == source::KEY_SHEET);
    let own = opened.choices.own;
    opened
        .book
        .notes
        .iter()
        .filter(|note| !own || !is_key(note))
        .map(|note| note.message(lang))
        .collect()
}

/// Which report the import is for, once that is chosen.
fn subject_words(opened: &Opened, lang: Lang) -> String {
    let words = opened
        .subject()
        .map(|(form, period)| format!("{}, {}", form.code, period.words(lang)));
    words.unwrap_or_default()
}

/// The enterprise a person chose for the whole sheet, as the list offers it.
fn chosen_enterprise(opened: &Opened) -> String {
    let chosen = opened.choices.enterprise;
    let is_it = |one: &&Known| Some(one.reporter) == chosen;
    let known = opened.known.iter().find(is_it);
    known.map_or_else(String::new, Known::label)
}

fn vintages(opened: &Opened, lang: Lang) -> Vec<Choice> {
    let chosen = opened.form.as_ref().map(|form| form.vintage);
    let words = |vintage| vintage_words(vintage).in_lang(lang).to_owned();
    Vintage::ALL
        .map(|vintage| {
            (
                vintage.code().to_owned(),
                words(vintage),
                Some(vintage) == chosen,
            )
        })
        .into()
}

fn sheets(opened: &Opened, reading: Option<&Reading>) -> Vec<Choice> {
    let shown = reading.map_or(0, |reading| reading.sheet);
    let chosen = |index: usize| index == shown;
    let sheets = opened
        .book
        .sheets
        .iter()
        .enumerate()
        .filter(|(index, sheet)| sheet.height > 0 || chosen(*index));
    sheets
        .map(|(index, sheet)| {
            (
                index.to_string(),
                format!("{} ({})", sheet.name, sheet.height),
                chosen(index),
            )
        })
        .collect()
}

/// An import's line in the list.
pub fn list_line(row: db::ListRow, page: &Page) -> super::view::ImportLine {
    let (state, tone) = state_words(&row.state);
    super::view::ImportLine {
        id: row.id,
        name: row.name,
        sender: row.sender,
        report: [row.form, row.period]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        state: state.in_lang(page.lang),
        tone,
        by: format!("{}, {}", row.creator, i18n::format_time(row.created_at)),
        cells: row.cells,
    }
}

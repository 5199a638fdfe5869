//! The page of one import, put together.

use super::actions::{self, Opened};
use super::choices::{Column, Shape};
use super::db;
use super::guess;
use super::known::Known;
use super::plan;
use super::posted::role_code;
use super::preview::preview;
use super::source;
use super::view::{Choice, ColumnLine, ImportPage};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Measure, Reporter, Vintage};
use crate::foundation::workbooks::{self, Content, MAX_COLUMNS, Note, Position, column_letters};
use crate::platform::web::{AppError, Ctx, FormData, Page};
use crate::returns::figures::vintage_words;
use crate::returns::filings::row_words;
use crate::returns::filings::standards::Standards;
use crate::standards::forms;
use std::collections::HashSet;

/// Columns offered for choosing.
const MAX_SHOWN: u32 = 60;

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
    let mapped = actions::is_mapped(&opened.choices);
    let plan = if mapped {
        opened.plan(db, &ctx.actor, lang).await?
    } else {
        None
    };
    let rate = match opened.period {
        Some(period) => Standards::load(db).await?.usd_rate(period.year().number()),
        None => None,
    };
    let (state, tone) = state_words(&row.state);
    let written: HashSet<i64> = actions::written_into(db, row.id).await?;
    let reports = plan
        .as_ref()
        .map_or_else(Vec::new, |(plan, _)| reports_in(plan, &written));
    let open = matches!(row.state.as_str(), "open" | "taken");
    let kilobytes = (row.size + 1023) / 1024;
    let sender = if row.sender.is_empty() {
        String::new()
    } else {
        format!(" · {}", row.sender)
    };
    Ok(ImportPage {
        id: row.id,
        state: ctx.say(state),
        tone,
        about: format!(
            "{}, {} · {kilobytes} KB{sender}",
            row.creator,
            i18n::format_time(row.created_at)
        ),
        notes: notes(opened, lang),
        twin: db::twin(db, row.id, &row.sha256)
            .await?
            .map(|(id, by, at)| (id, format!("{by}, {}", i18n::format_time(at)))),
        report: subject_words(opened, lang),
        own: opened.choices.shape == Shape::Handout,
        open,
        taken: row.state == "taken",
        forms: forms
            .iter()
            .map(|f| {
                (
                    f.id,
                    format!("{} – {}", f.code, f.name(lang)),
                    Some(f.id) == row.form_id,
                )
            })
            .collect(),
        period: row.period.clone().unwrap_or_default(),
        period_fault: opened.form.is_some() && row.period.is_some() && opened.subject().is_none(),
        vintages: vintages(opened, lang),
        sheets: sheets(opened),
        shape: opened.choices.shape.code(),
        head: opened.choices.head + 1,
        body: opened.choices.body + 1,
        enterprise: opened
            .choices
            .enterprise
            .and_then(|id| label(opened, id))
            .unwrap_or_default(),
        writing: opened
            .choices
            .english
            .map_or("", |english| if english { "en" } else { "vi" }),
        replace: opened.choices.replace,
        columns: if opened.choices.shape == Shape::Handout {
            Vec::new()
        } else {
            columns(opened, rate.is_some(), lang)
        },
        enterprises: opened.known.iter().map(|e| e.label()).collect(),
        preview: plan.map(|(plan, _)| preview(ctx, opened, &plan, query)),
        reports,
        page: ctx.page(row.name.clone()),
    })
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
    let own = opened.choices.shape == Shape::Handout;
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

fn label(opened: &Opened, reporter: Reporter) -> Option<String> {
    opened
        .known
        .iter()
        .find(|e| e.reporter == reporter)
        .map(Known::label)
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

fn sheets(opened: &Opened) -> Vec<Choice> {
    let chosen = |index: usize| index == opened.choices.sheet;
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

/// The columns of the sheet with their titles, some values, and what they may be.
fn columns(opened: &Opened, has_rate: bool, lang: Lang) -> Vec<ColumnLine> {
    let Some(sheet) = opened.book.sheet(opened.choices.sheet) else {
        return Vec::new();
    };
    let heads = workbooks::header(sheet);
    let head = heads.iter().find(|head| head.first == opened.choices.head);
    let text = |content: &Content| match content {
        Content::Bool(_) | Content::Error(_) => String::new(),
        content => plan::shown(content)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    };
    let width = sheet.width().min(MAX_COLUMNS).min(MAX_SHOWN);
    let mut lines = Vec::new();
    for column in 0..width {
        let title = head
            .and_then(|head| head.columns.iter().find(|known| known.column == column))
            .map(|known| known.title.clone());
        let title =
            title.unwrap_or_else(|| text(sheet.seen(Position::new(opened.choices.head, column))));
        let below = sheet
            .rows
            .iter()
            .filter(|row| row.index >= opened.choices.body);
        let samples: Vec<String> = below
            .map(|row| text(sheet.seen(Position::new(row.index, column))))
            .filter(|text| !text.is_empty())
            .map(|text| text.chars().take(28).collect())
            .take(3)
            .collect();
        if title.is_empty() && samples.is_empty() {
            continue;
        }
        let role = opened.choices.columns.get(&column);
        lines.push(ColumnLine {
            column,
            letters: column_letters(column),
            title,
            samples: samples.join(" · "),
            roles: roles(opened, role, lang),
            units: units(opened, role, has_rate, lang),
        });
    }
    lines
}

fn roles(opened: &Opened, role: Option<&Column>, lang: Lang) -> Vec<Choice> {
    let chosen = role.map(role_code).unwrap_or_default();
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut offered = vec![(String::new(), say("– bỏ qua –", "– pass over –"))];
    match opened.choices.shape {
        Shape::Indicators => {
            offered.push((
                "label".to_owned(),
                say("Tên chỉ tiêu", "Name of the indicator"),
            ));
            offered.push((
                "a:period".to_owned(),
                say("Số trong kỳ", "Value in the period"),
            ));
            offered.push((
                "a:to_date".to_owned(),
                say("Lũy kế từ đầu năm", "Year to date"),
            ));
            offered.push((
                "a:total".to_owned(),
                say("Lũy kế từ khi cấp GCN", "Since the certificate"),
            ));
        }
        _ => {
            offered.push((
                "name".to_owned(),
                say("Tên doanh nghiệp", "Name of the enterprise"),
            ));
            offered.push(("tax".to_owned(), say("Mã số thuế", "Tax code")));
            offered.push((
                "code".to_owned(),
                say("Mã doanh nghiệp", "Code of the enterprise"),
            ));
            if opened.known.iter().any(|known| known.project.is_some()) {
                offered.push((
                    "project".to_owned(),
                    say("Dự án (mã hoặc tên)", "Project (code or name)"),
                ));
            }
            for line in &opened.lines {
                let indicator = opened.catalogue.by_id(line.indicator_id);
                let measures =
                    std::iter::once(Measure::Period).chain(line.to_date.then_some(Measure::ToDate));
                for (indicator, measure) in
                    measures.filter_map(|measure| Some((indicator?, measure)))
                {
                    offered.push((
                        format!("v:{}:{}", measure.code(), indicator.code),
                        guess::name(indicator, measure, lang),
                    ));
                }
                if let Some(total) = line.total_id.and_then(|id| opened.catalogue.by_id(id)) {
                    offered.push((
                        format!("v:period:{}", total.code),
                        total.name(lang).to_owned(),
                    ));
                }
            }
        }
    }
    offered.push(("note".to_owned(), say("Giải trình", "Explanation")));
    offered
        .into_iter()
        .map(|(code, words)| (code.clone(), words, code == chosen))
        .collect()
}

fn units(opened: &Opened, role: Option<&Column>, has_rate: bool, lang: Lang) -> Vec<Choice> {
    let Some(Column::Value {
        indicator, unit, ..
    }) = role
    else {
        return Vec::new();
    };
    let Some(indicator) = opened.catalogue.by_code(indicator) else {
        return Vec::new();
    };
    let offered = row_words::units(indicator, has_rate);
    let known = offered.iter().any(|offered| offered.code == unit);
    let is_chosen = |code: &str| {
        if known {
            code == unit
        } else {
            code == indicator.unit.code
        }
    };
    offered
        .into_iter()
        .map(|u| {
            (
                u.code.to_owned(),
                indicator.unit_words(u, lang).to_owned(),
                is_chosen(u.code),
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

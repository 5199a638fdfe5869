//! The page of one import, put together.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::actions::{self, Opened};
use super::answers::PlanAnswer;
use super::choices::{Column, Shape};
use super::db;
use super::guess;
use super::plan::{self, Known, Plan, PlanCell, PlanRow, Standing};
use super::posted::role_code;
use super::source;
use super::view::{
    Choice, ColumnLine, ImportPage, Preview, PreviewAnswer, PreviewCell, PreviewRow,
};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Measure, Reporter, Vintage};
use crate::foundation::workbooks::{self, Content, MAX_COLUMNS, Note, Position, column_letters};
use crate::platform::web::{AppError, Ctx, FormData, Page};
use crate::returns::figures::vintage_words;
use crate::returns::filings::rows;
use crate::returns::filings::standards::Standards;
use crate::standards::forms;

/// Rows of a preview page.
const PAGE_ROWS: usize = 100;
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
    let mut reports: Vec<(i64, String)> = Vec::new();
    if let Some((plan, _)) = &plan {
        let has = |id: &i64| written.contains(id);
        let named = plan
            .rows
            .iter()
            .filter_map(|row| Some((row.filing_id.filter(has)?, row.enterprise.clone()?.1)));
        reports.extend(named);
    }
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
    let offered = rows::units(indicator, has_rate);
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

fn preview(ctx: &Ctx, opened: &Opened, plan: &Plan, query: &FormData) -> Preview {
    let (reports, cells) = plan.size();
    let list = opened.choices.shape != Shape::Enterprises;
    let faulty: Vec<&PlanRow> = plan.rows.iter().filter(|row| row.is_faulty()).collect();
    let is_taken =
        |row: &&PlanRow| !plan.taken(row).is_empty() || !plan.taken_answers(row).is_empty();
    let taken: Vec<&PlanRow> = plan.rows.iter().filter(is_taken).collect();
    let same: Vec<&PlanRow> = plan
        .rows
        .iter()
        .filter(|row| !row.is_faulty() && !is_taken(row))
        .collect();
    let counts = (faulty.len(), taken.len(), same.len());
    let asked = query.get("show");
    let show = match asked {
        "bad" | "new" | "same" if !list => asked,
        _ if list => "all",
        _ if counts.0 > 0 => "bad",
        _ if counts.1 > 0 => "new",
        _ => "same",
    };
    let listed: Vec<&PlanRow> = match show {
        "bad" => faulty,
        "new" => taken,
        "same" => same,
        _ => plan.rows.iter().collect(),
    };
    let last = listed.len().div_ceil(PAGE_ROWS).max(1);
    let number = query
        .get("page")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, last);
    let at = |number: usize| Some(format!("?show={show}&page={number}#preview"));
    let rows = listed.iter().skip((number - 1) * PAGE_ROWS).take(PAGE_ROWS);
    let say = |text: Text| ctx.say(text);
    let standings = |row: &PlanRow| -> Vec<Standing> {
        row.cells
            .iter()
            .map(|cell| cell.standing)
            .chain(row.answers.iter().map(|answer| answer.standing))
            .collect()
    };
    let count = |wanted: Standing| {
        plan.rows
            .iter()
            .flat_map(standings)
            .filter(|standing| *standing == wanted)
            .count()
    };
    let faulty_cells = count(Standing::Fault);
    Preview {
        reports,
        cells,
        faulty: if list {
            faulty_cells + plan.rows.iter().map(|row| row.faults.len()).sum::<usize>()
        } else {
            counts.0
        },
        same: count(Standing::Same),
        fingerprint: opened
            .subject()
            .map(|(form, period)| actions::fingerprint(plan, form, period))
            .unwrap_or_default(),
        unclear: plan.unclear.join("; "),
        list,
        heads: plan
            .rows
            .first()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| head(opened, cell, ctx.lang))
                    .collect()
            })
            .unwrap_or_default(),
        rows: rows.map(|row| preview_row(ctx, opened, row)).collect(),
        filters: vec![
            (
                "bad",
                say(Text::new("Cần xem lại", "To look at")),
                counts.0,
                show == "bad",
            ),
            (
                "new",
                say(Text::new("Sẽ nhập", "Will be taken")),
                counts.1,
                show == "new",
            ),
            (
                "same",
                say(Text::new("Không đổi", "Unchanged")),
                counts.2,
                show == "same",
            ),
        ],
        previous: (number > 1).then(|| at(number - 1)).flatten(),
        next: (number < last).then(|| at(number + 1)).flatten(),
        show: show.to_owned(),
        number,
    }
}

fn head(opened: &Opened, cell: &PlanCell, lang: Lang) -> String {
    let indicator = cell
        .key
        .and_then(|(id, measure)| Some((opened.catalogue.by_id(id)?, measure)));
    indicator.map_or_else(
        || cell.label.clone(),
        |(indicator, measure)| guess::name(indicator, measure, lang),
    )
}

fn preview_row(ctx: &Ctx, opened: &Opened, row: &PlanRow) -> PreviewRow {
    let choose = row.enterprise.is_none();
    let cells: Vec<PreviewCell> = row
        .cells
        .iter()
        .map(|cell| preview_cell(ctx, opened, cell))
        .collect();
    PreviewRow {
        fixable: choose || cells.iter().any(|cell| cell.fix),
        number: row.row + 1,
        index: row.row,
        name: row
            .enterprise
            .as_ref()
            .map_or_else(|| row.named.clone(), |(_, name)| name.clone()),
        filing_id: row.filing_id,
        choose,
        likely: if choose {
            likely(&row.named, &opened.known)
        } else {
            String::new()
        },
        faults: row.faults.clone(),
        answers: row
            .answers
            .iter()
            .map(|answer| preview_answer(ctx, answer))
            .collect(),
        cells,
    }
}

fn preview_answer(ctx: &Ctx, answer: &PlanAnswer) -> PreviewAnswer {
    let (words, tone) = standing_words(answer.standing, answer.notes.is_empty());
    PreviewAnswer {
        at: answer.at.clone(),
        label: answer.label.clone(),
        body: answer.body.clone(),
        known: answer.known.clone(),
        words: ctx.say(words),
        tone,
        notes: answer.notes.clone(),
    }
}

fn standing_words(standing: Standing, plain: bool) -> (Text, &'static str) {
    match standing {
        Standing::New => (
            Text::new("sẽ ghi", "new"),
            if plain { "ok" } else { "warn" },
        ),
        Standing::Replaces => (Text::new("sẽ thay", "replaces"), "warn"),
        Standing::Same => (Text::new("không đổi", "unchanged"), "info"),
        Standing::Blank => (Text::new("trống", "blank"), "info"),
        Standing::Fault => (Text::new("cần sửa", "to correct"), "bad"),
    }
}

/// The three enterprises whose names are likest; those with the same number in the name first.
fn likely(named: &str, known: &[Known]) -> String {
    let names: Vec<String> = known.iter().map(Known::name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let number = |name: &str| -> Option<u64> {
        let digits = name
            .rsplit(|c: char| !c.is_ascii_digit())
            .find(|digits| !digits.is_empty())?;
        digits.parse().ok()
    };
    let mut found = workbooks::similar(named, &names);
    let wanted = number(named);
    found.sort_by_key(|(at, score)| {
        (
            wanted.is_some() && names.get(*at).and_then(|name| number(name)) != wanted,
            Reverse(*score),
        )
    });
    let shown = found.iter().take(3).filter_map(|(at, _)| known.get(*at));
    shown.map(Known::label).collect::<Vec<_>>().join("; ")
}

fn preview_cell(ctx: &Ctx, opened: &Opened, cell: &PlanCell) -> PreviewCell {
    let (words, tone) = standing_words(cell.standing, cell.notes.is_empty());
    PreviewCell {
        at: cell.at.clone(),
        label: head(opened, cell, ctx.lang),
        shown: cell.shown.clone(),
        understood: cell.understood.clone(),
        known: cell.known.clone(),
        tone,
        words: ctx.say(words),
        tag: matches!(cell.standing, Standing::Replaces | Standing::Fault),
        fix: cell.standing == Standing::Fault || cell.fixed,
        notes: cell.notes.clone(),
    }
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

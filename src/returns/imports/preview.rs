//! The preview of an import: each row with its report, its cells and what is asked about them.

use super::account;
use super::actions::{self, Opened, Reports};
use super::answers::PlanAnswer;
use super::beside;
use super::cells;
use super::columns::column_name;
use super::plan::Plan;
use super::planned::{PlanCell, PlanRow};
use super::standing::Standing;
use super::view::{Preview, PreviewAnswer, PreviewCell, PreviewGroup, PreviewRow};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::workbooks;
use crate::platform::web::{Ctx, FormData};
use crate::returns::filings::model::State;
use crate::returns::reading::{Known, Reading, Shape};
use std::cmp::Reverse;

/// Rows of a preview page.
const PAGE_ROWS: usize = 100;

pub(super) fn preview(
    ctx: &Ctx,
    opened: &Opened,
    reading: &Reading,
    plan: &Plan,
    reports: &Reports,
    query: &FormData,
) -> Preview {
    let (written_into, cells) = plan.size();
    let list = reading.shape == Shape::Indicators;
    // While a question about the whole file is open, everything that would be written waits.
    let asked_of_all = !plan.questions.is_empty();
    let waits = |row: &PlanRow| row.is_faulty() || asked_of_all && row.writes().next().is_some();
    let faulty: Vec<&PlanRow> = plan.rows.iter().filter(|row| waits(row)).collect();
    let is_taken =
        |row: &&PlanRow| !plan.taken(row).is_empty() || !plan.taken_answers(row).is_empty();
    let taken: Vec<&PlanRow> = plan.rows.iter().filter(is_taken).collect();
    let same: Vec<&PlanRow> = plan
        .rows
        .iter()
        .filter(|row| !waits(row) && !is_taken(row))
        .collect();
    let (bad, new, unchanged) = (faulty.len(), taken.len(), same.len());
    let asked = query.get("show");
    let show = list_shown(asked, list, bad, new);
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
    let at = |number: usize| Some(format!("?show={show}&page={number}#rows"));
    let rows = listed.iter().skip((number - 1) * PAGE_ROWS).take(PAGE_ROWS);
    let count = |wanted: Standing| count(plan, wanted);
    let faulty_cells = count(Standing::Fault);
    let account = account::of(opened, reading, plan, ctx.lang);
    let (faults, waiting, more_faults) = beside::faults(plan, ctx.lang);
    Preview {
        reports: written_into,
        cells,
        faulty: if list { faulty_cells } else { bad },
        refused: plan
            .rows
            .iter()
            .filter(|row| list && !row.faults.is_empty())
            .count(),
        same: count(Standing::Same),
        fingerprint: opened
            .subject()
            .map(|(form, period)| actions::fingerprint(plan, form, period))
            .unwrap_or_default(),
        unclear: plan.unclear.join("; "),
        list,
        groups: groups(ctx, opened, plan, rows.copied(), reports),
        bar: account::bar(&account),
        account,
        read_by: beside::read_by(opened, reading, plan, ctx.lang),
        faults,
        waiting,
        more_faults,
        questions: asked_of_all_of_it(plan),
        seen_titles: if reading.is_understood {
            Vec::new()
        } else {
            account::titles_seen(&opened.book)
        },
        filters: filters(ctx, bad, new, unchanged, show),
        previous: (number > 1).then(|| at(number - 1)).flatten(),
        next: (number < last).then(|| at(number + 1)).flatten(),
        show: show.to_owned(),
        number,
    }
}

/// The list of rows that was asked for, else the first that has any; of indicators there is one list.
fn list_shown(asked: &str, list: bool, bad: usize, new: usize) -> &str {
    match asked {
        _ if list => "all",
        "bad" | "new" | "same" => asked,
        _ if bad > 0 => "bad",
        _ if new > 0 => "new",
        _ => "same",
    }
}

/// The questions about the file as a whole: the code and the words of each.
fn asked_of_all_of_it(plan: &Plan) -> Vec<(String, String)> {
    let questions = plan.questions.iter();
    questions
        .map(|question| (question.code.clone(), question.words.clone()))
        .collect()
}

/// Rows under the titles of their own table: a second table may have its columns in another order.
fn groups<'a>(
    ctx: &Ctx,
    opened: &Opened,
    plan: &Plan,
    rows: impl Iterator<Item = &'a PlanRow>,
    reports: &Reports,
) -> Vec<PreviewGroup> {
    let asked_of_all = !plan.questions.is_empty();
    let mut groups: Vec<PreviewGroup> = Vec::new();
    for row in rows {
        let heads: Vec<String> = row
            .cells
            .iter()
            .map(|cell| head(opened, cell, ctx.lang))
            .collect();
        let waits = asked_of_all || !row.faults.is_empty();
        let line = preview_row(ctx, opened, row, waits, reports);
        match groups.last_mut() {
            Some(group) if group.heads == heads && group.sheet == row.sheet => {
                group.rows.push(line)
            }
            _ => groups.push(PreviewGroup {
                sheet: row.sheet.clone(),
                heads,
                rows: vec![line],
            }),
        }
    }
    groups
}

/// The lists of rows to look at, each with how many it has.
fn filters(
    ctx: &Ctx,
    bad: usize,
    new: usize,
    same: usize,
    show: &str,
) -> Vec<(&'static str, &'static str, usize, bool)> {
    let filter = |(code, words, count): (&'static str, Text, usize)| {
        (code, ctx.say(words), count, show == code)
    };
    [
        ("bad", Text::new("Cần xem lại", "To look at"), bad),
        ("new", Text::new("Sẽ nhập", "Will be taken"), new),
        ("same", Text::new("Không đổi", "Unchanged"), same),
    ]
    .map(filter)
    .into()
}

/// How many cells and answers of a plan stand so.
fn count(plan: &Plan, wanted: Standing) -> usize {
    let standings = |row: &PlanRow| -> Vec<Standing> {
        row.cells
            .iter()
            .map(|cell| cell.standing)
            .chain(row.answers.iter().map(|answer| answer.standing))
            .collect()
    };
    plan.rows
        .iter()
        .flat_map(standings)
        .filter(|standing| *standing == wanted)
        .count()
}

pub(super) fn head(opened: &Opened, cell: &PlanCell, lang: Lang) -> String {
    let indicator = cell
        .key
        .and_then(|(id, measure)| Some((opened.catalogue.by_id(id)?, measure)));
    indicator.map_or_else(
        || cell.label.clone(),
        |(indicator, measure)| column_name(indicator, measure, lang),
    )
}

/// A row as it is shown; where it waits as a whole, its cells say so and not that they will be written.
fn preview_row(
    ctx: &Ctx,
    opened: &Opened,
    row: &PlanRow,
    waits: bool,
    reports: &Reports,
) -> PreviewRow {
    let choose = row.enterprise.is_none();
    let report = row
        .enterprise
        .as_ref()
        .and_then(|(who, _)| reports.get(who));
    let report = report.filter(|report| report.state != State::Accepted);
    // Only what is listed is asked about: a file may have thousands of rows.
    let mut warnings = report.map_or_else(Vec::new, |report| cells::warnings(report, ctx.lang));
    let with_warnings = |cell: &PlanCell| {
        let about = warnings.extract_if(.., |(key, _)| cell.is_about(*key));
        let notes = cell
            .notes
            .iter()
            .cloned()
            .chain(about.map(|(_, message)| message));
        let notes: Vec<String> = notes.collect();
        preview_cell(ctx, opened, cell, waits, notes)
    };
    let cells: Vec<PreviewCell> = row.cells.iter().map(with_warnings).collect();
    PreviewRow {
        fixable: choose || cells.iter().any(|cell| cell.fix),
        number: row.row + 1,
        index: row.key,
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
            .map(|answer| preview_answer(ctx, answer, waits))
            .collect(),
        cells,
    }
}

fn preview_answer(ctx: &Ctx, answer: &PlanAnswer, waits: bool) -> PreviewAnswer {
    let (words, tone) = standing_words(answer.standing, waits, answer.notes.is_empty());
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

fn standing_words(standing: Standing, waits: bool, plain: bool) -> (Text, &'static str) {
    match standing {
        Standing::New | Standing::Replaces if waits => (Text::new("chờ", "waits"), "warn"),
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

fn preview_cell(
    ctx: &Ctx,
    opened: &Opened,
    cell: &PlanCell,
    waits: bool,
    notes: Vec<String>,
) -> PreviewCell {
    let (words, tone) = standing_words(cell.standing, waits, notes.is_empty());
    PreviewCell {
        at: cell.at.clone(),
        fix_key: cell.fix_key.clone(),
        unit_from: cell.unit_from.clone(),
        label: head(opened, cell, ctx.lang),
        shown: cell.shown.clone(),
        understood: cell.understood.clone(),
        known: cell.known.clone(),
        tone,
        words: ctx.say(words),
        tag: matches!(cell.standing, Standing::Replaces | Standing::Fault),
        fix: cell.standing == Standing::Fault || cell.fixed,
        notes,
    }
}

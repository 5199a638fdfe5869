//! What stands beside the sheet: what it is read by – period, units, owners – and the cells that wait.

use std::collections::BTreeSet;

use super::actions::Opened;
use super::plan::Plan;
use super::plan_words::row_words;
use super::planned::PlanCell;
use super::standing::Standing;
use super::view::{FaultLine, ReadBy};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Reporter;
use crate::foundation::workbooks::column_letters;
use crate::returns::reading::{Column, Reading, Role, Shape};

/// Rows looked at for their units, and units named.
const LOOKED_AT: usize = 50;
const UNITS: usize = 6;
/// Reasons why cells wait, named beside the sheet with some of their places; all of them are in the list below it.
const FAULTS: usize = 8;
const PLACES: usize = 6;

/// Period, units and owners, each with where it is from.
pub(super) fn read_by(opened: &Opened, reading: &Reading, plan: &Plan, lang: Lang) -> Vec<ReadBy> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mut lines = Vec::new();
    if let Some((form, period)) = opened.subject() {
        lines.push(ReadBy {
            label: say("Kỳ", "Period"),
            words: period.words(lang),
            from: format!("{} – {}", form.code, form.name(lang)),
        });
    }
    let units = units(opened, reading, lang).into_iter().enumerate();
    lines.extend(units.map(|(at, (words, from))| ReadBy {
        label: if at == 0 {
            say("Đơn vị", "Unit")
        } else {
            ""
        },
        words,
        from,
    }));
    lines.push(owners(reading, plan, lang));
    lines
}

/// The units figures are taken in, with their columns and where they are stated.
fn units(opened: &Opened, reading: &Reading, lang: Lang) -> Vec<(String, String)> {
    let mut found: Vec<((String, String), BTreeSet<u32>)> = Vec::new();
    let rows = reading.rows.iter().filter(|row| row.sheet == reading.sheet);
    for cell in rows.take(LOOKED_AT).flat_map(|row| &row.cells) {
        if cell.content.is_blank() {
            continue;
        }
        let about = cell.target.and_then(|(id, _)| opened.catalogue.by_id(id));
        let key = match (cell.unit, about) {
            (Some(measured), Some(about)) => {
                let words = about.unit_words(measured.unit, lang).to_owned();
                (words, cell.unit_from.clone())
            }
            (Some(measured), None) => {
                (measured.unit.short(lang).to_owned(), cell.unit_from.clone())
            }
            (None, _) => {
                let words = Text::new("đơn vị của mẫu", "the form's own units");
                let from = Text::new("tệp không ghi", "the file states none");
                (
                    words.in_lang(lang).to_owned(),
                    from.in_lang(lang).to_owned(),
                )
            }
        };
        let at = found.iter().position(|(known, _)| *known == key);
        let at = at.unwrap_or_else(|| {
            found.push((key, BTreeSet::new()));
            found.len() - 1
        });
        if let Some((_, columns)) = found.get_mut(at) {
            columns.insert(cell.at.column);
        }
    }
    let by_columns = reading.shape == Shape::Enterprises;
    if !by_columns {
        return in_list(found, lang);
    }
    let line = |((words, from), columns): ((String, String), BTreeSet<u32>)| {
        let letters: Vec<String> = columns.into_iter().map(column_letters).collect();
        let (letters, column) = (letters.join(", "), Text::new("cột", "column"));
        let from = [format!("{} {letters}", column.in_lang(lang)), from];
        let from: Vec<String> = from.into_iter().filter(|part| !part.is_empty()).collect();
        (words, from.join(" – "))
    };
    found.into_iter().take(UNITS).map(line).collect()
}

/// The units of a list, where each line may state its own: every unit once, with the first place that says so.
fn in_list(found: Vec<((String, String), BTreeSet<u32>)>, lang: Lang) -> Vec<(String, String)> {
    let mut units: Vec<(String, String, usize)> = Vec::new();
    for ((words, from), _) in found {
        match units.iter_mut().find(|(known, ..)| *known == words) {
            Some((_, _, more)) => *more += 1,
            None => units.push((words, from, 0)),
        }
    }
    let line = |(words, from, more): (String, String, usize)| match (more, lang) {
        (0, _) => (words, from),
        (more, Lang::Vi) => (words, format!("{from} và {more} chỗ nữa")),
        (more, Lang::En) => (words, format!("{from} and {more} more")),
    };
    units.into_iter().take(UNITS).map(line).collect()
}

/// Whose the figures are, and by which columns.
fn owners(reading: &Reading, plan: &Plan, lang: Lang) -> ReadBy {
    let found: BTreeSet<Reporter> = plan
        .rows
        .iter()
        .filter_map(|row| row.enterprise.as_ref().map(|(reporter, _)| *reporter))
        .collect();
    let nobodys = plan.rows.iter().filter(|row| row.enterprise.is_none());
    let nobodys = nobodys.count();
    let named = reading.columns.iter().filter_map(|one| {
        let Role::Is(column) = &one.role else {
            return None;
        };
        let words = match column {
            Column::TaxCode => Text::new("mã số thuế, cột", "tax code, column"),
            Column::Code => Text::new("mã, cột", "code, column"),
            Column::Name => Text::new("tên, cột", "name, column"),
            Column::Project => Text::new("dự án, cột", "project, column"),
            Column::Owner => Text::new("tiêu đề cột", "title of column"),
            _ => return None,
        };
        Some(format!(
            "{} {}",
            words.in_lang(lang),
            column_letters(one.column)
        ))
    });
    let mut from: Vec<String> = named.collect();
    if nobodys > 0 {
        from.push(match lang {
            Lang::Vi => format!("{nobodys} dòng chưa rõ của ai"),
            Lang::En => format!("rows nobody was found for: {nobodys}"),
        });
    }
    let one = match (
        found.len(),
        plan.rows.first().and_then(|row| row.enterprise.as_ref()),
    ) {
        (1, Some((_, name))) => Some(name.clone()),
        _ => None,
    };
    ReadBy {
        label: Text::new("Chủ số", "Whose").in_lang(lang),
        words: one.unwrap_or_else(|| {
            let words = ("doanh nghiệp", "enterprise", "enterprises");
            crate::foundation::i18n::wording::counted(found.len(), words, lang)
        }),
        from: from.join("; "),
    }
}

/// What waits, by why it does: the first reasons, how many cells and rows wait in all, and how many reasons more there are.
pub(super) fn faults(plan: &Plan, lang: Lang) -> (Vec<FaultLine>, usize, usize) {
    let mut found: Vec<FaultLine> = Vec::new();
    let mut count = 0;
    let mut add = |at: String, shown: &str, why: &str| {
        count += 1;
        match found.iter_mut().find(|line| line.why == why) {
            Some(line) => {
                if line.count < PLACES {
                    line.at = format!("{}, {at}", line.at);
                }
                line.count += 1;
                line.shown.clear();
            }
            None => found.push(FaultLine {
                at,
                shown: shown.to_owned(),
                why: why.to_owned(),
                count: 1,
            }),
        }
    };
    for row in &plan.rows {
        for why in &row.faults {
            let at = row_words(&row.sheet, row.row, lang);
            add(at, &row.named, why);
        }
        let faulty = |cell: &&PlanCell| cell.standing == Standing::Fault;
        for cell in row.cells.iter().filter(faulty) {
            let why = cell.notes.first().map_or("", String::as_str);
            add(cell.at.clone(), &cell.shown, why);
        }
    }
    let more = found.len().saturating_sub(FAULTS);
    found.truncate(FAULTS);
    (found, count, more)
}

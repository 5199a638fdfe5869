//! The columns of a sheet as the page offers them: what each is taken for, in which unit, and why it is not simply taken.

use super::actions::Opened;
use super::cells;
use super::posted::role_code;
use super::view::{Choice, ColumnLine};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Measure, quantity};
use crate::foundation::workbooks::{Content, MAX_COLUMNS, Position, Row, column_letters};
use crate::returns::filings::row_words;
use crate::returns::reading::{Column, ReadColumn, Reading, Role, Shape};
use crate::standards::indicators::Indicator;

/// Columns offered for choosing.
const MAX_SHOWN: u32 = 60;

/// The columns of the sheet with their titles, some values, and what they may be.
pub fn columns(opened: &Opened, reading: &Reading, has_rate: bool, lang: Lang) -> Vec<ColumnLine> {
    let Some(sheet) = opened.book.sheet(reading.sheet) else {
        return Vec::new();
    };
    let text = |content: &Content| match content {
        Content::Bool(_) | Content::Error(_) => String::new(),
        content => cells::shown(content)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    };
    let width = sheet.width().min(MAX_COLUMNS).min(MAX_SHOWN);
    let mut lines = Vec::new();
    for column in 0..width {
        let read = reading.columns.iter().find(|one| one.column == column);
        let title = read
            .map(|read| read.title.clone())
            .filter(|title| !title.is_empty());
        let title = title.unwrap_or_else(|| text(sheet.seen(Position::new(reading.head, column))));
        let mut below = sheet.rows.iter().filter(|row| row.index >= reading.body);
        let holds = |row: &Row| !text(sheet.seen(Position::new(row.index, column))).is_empty();
        if title.is_empty() && !below.any(holds) {
            continue;
        }
        let role = read.and_then(|read| read.role.taken_for());
        let (icon, tone, state) = state(read);
        lines.push(ColumnLine {
            column,
            icon,
            tone,
            state: state.in_lang(lang),
            letters: column_letters(column),
            roles: roles(opened, reading.shape, role, lang),
            units: units(opened, role, has_rate, lang),
            why: read.map_or_else(String::new, |read| match why_left(read) {
                why if why.is_empty() => unit_stated(opened, reading, read, lang),
                why => why,
            }),
        });
    }
    lines
}

/// How a column stands: an icon, a tone and words.
fn state(read: Option<&ReadColumn>) -> (&'static str, &'static str, Text) {
    match read.map(|read| &read.role) {
        Some(Role::Is(column)) if column.holds_figures() => {
            ("check", "take", Text::new("được lấy", "taken"))
        }
        Some(Role::Is(Column::Unit | Column::Note)) => {
            ("info", "take", Text::new("đọc kèm", "read along"))
        }
        Some(Role::Is(Column::Label)) => ("key", "take", Text::new("số gì", "what it is")),
        Some(Role::Is(_)) => ("key", "take", Text::new("của ai", "whose it is")),
        Some(Role::Claimed(..) | Role::Strange(_)) => {
            ("alert-triangle", "ask", Text::new("chưa rõ", "not clear"))
        }
        Some(Role::Left(..)) => ("x", "other", Text::new("không lấy", "left out")),
        Some(Role::Mere) | None => ("x", "other", Text::new("bỏ qua", "passed over")),
    }
}

/// The unit of a column's first figure, and where it is stated.
fn unit_stated(opened: &Opened, reading: &Reading, read: &ReadColumn, lang: Lang) -> String {
    let is_value =
        matches!(read.role.taken_for(), Some(Column::Value { unit, .. }) if unit.is_empty());
    if !is_value {
        return String::new();
    }
    let rows = reading.rows.iter().filter(|row| row.sheet == reading.sheet);
    let mut cells = rows
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.at.column == read.column);
    let Some(cell) = cells.next() else {
        return String::new();
    };
    let Some(measured) = cell.unit else {
        let default = Text::new("đơn vị mặc định của mẫu", "the form's own unit");
        return default.in_lang(lang).to_owned();
    };
    let indicator = cell.target.and_then(|(id, _)| opened.catalogue.by_id(id));
    let unit = indicator.map_or(measured.unit.short(lang), |indicator| {
        indicator.unit_words(measured.unit, lang)
    });
    format!("{unit}, {}", cell.unit_from)
}

/// Why a column is not simply taken.
fn why_left(read: &ReadColumn) -> String {
    match &read.role {
        Role::Claimed(_, why) | Role::Left(_, why) | Role::Strange(why) => why.clone(),
        Role::Is(_) | Role::Mere => String::new(),
    }
}

fn roles(opened: &Opened, shape: Shape, role: Option<&Column>, lang: Lang) -> Vec<Choice> {
    let chosen = role.map(role_code).unwrap_or_default();
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut offered = vec![(String::new(), say("– bỏ qua –", "– pass over –"))];
    match shape {
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
            offered.push((
                "owner".to_owned(),
                say(
                    "Số của doanh nghiệp ghi ở tiêu đề",
                    "Of the enterprise in the title",
                ),
            ));
            offered.extend(whose(opened, lang));
        }
        Shape::Enterprises => {
            offered.extend(whose(opened, lang));
            for line in &opened.lines {
                let indicator = opened.catalogue.by_id(line.indicator_id);
                let measures =
                    std::iter::once(Measure::Period).chain(line.to_date.then_some(Measure::ToDate));
                for (indicator, measure) in
                    measures.filter_map(|measure| Some((indicator?, measure)))
                {
                    offered.push((
                        format!("v:{}:{}", measure.code(), indicator.code),
                        column_name(indicator, measure, lang),
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
    offered.push((
        "unit".to_owned(),
        say("Đơn vị tính của dòng", "Unit of the row"),
    ));
    offered.push(("note".to_owned(), say("Giải trình", "Explanation")));
    offered
        .into_iter()
        .map(|(code, words)| (code.clone(), words, code == chosen))
        .collect()
}

/// The columns that say whose figures they are.
fn whose(opened: &Opened, lang: Lang) -> Vec<(String, String)> {
    let mut offered = vec![
        (
            "name",
            Text::new("Tên doanh nghiệp", "Name of the enterprise"),
        ),
        ("tax", Text::new("Mã số thuế", "Tax code")),
        (
            "code",
            Text::new("Mã doanh nghiệp", "Code of the enterprise"),
        ),
    ];
    if opened.known.iter().any(|known| known.project.is_some()) {
        offered.push((
            "project",
            Text::new("Dự án (mã hoặc tên)", "Project (code or name)"),
        ));
    }
    let said = offered.into_iter();
    said.map(|(code, words)| (code.to_owned(), words.in_lang(lang).to_owned()))
        .collect()
}

/// A column's indicator in the reader's language.
pub fn column_name(indicator: &Indicator, measure: Measure, lang: Lang) -> String {
    match measure {
        Measure::Period => indicator.name(lang).to_owned(),
        Measure::ToDate => format!(
            "{} – {}",
            indicator.name(lang),
            measure.words().in_lang(lang)
        ),
    }
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
    let as_stated = Text::new("như tệp ghi", "as the file states").in_lang(lang);
    let mut offered = row_words::units(indicator, has_rate, indicator.unit);
    // A unit chosen before stays chosen, with or without a rate: looking again changes nothing.
    let chosen = quantity::unit(unit);
    if let Some(chosen) = chosen.filter(|chosen| !offered.contains(chosen)) {
        offered.push(chosen);
    }
    let of = |u: &'static quantity::Unit| {
        let words = indicator.unit_words(u, lang).to_owned();
        (u.code.to_owned(), words, u.code == unit)
    };
    let first = (String::new(), as_stated.to_owned(), chosen.is_none());
    std::iter::once(first)
        .chain(offered.into_iter().map(of))
        .collect()
}

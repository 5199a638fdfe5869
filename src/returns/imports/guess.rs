//! What a table probably is: proposals for a person to confirm.

use std::collections::BTreeMap;

use super::choices::{Amount, Choices, Column, Shape};
use super::known::Known;
use crate::foundation::i18n::{Lang, fold};
use crate::foundation::kernel::quantity::{self, Unit, both_money};
use crate::foundation::kernel::{Measure, Reporter};
use crate::foundation::workbooks::{
    self, Book, ColumnTitle, Content, HeaderCandidate, Locale, Sheet,
};
use crate::standards::indicators::{Catalogue, Indicator, TimeKind};

/// Below this likeness (of 1000) no indicator is proposed for a column.
const LIKELY: u32 = 550;

/// Sheets searched for a table.
const MAX_LOOKED_AT: usize = 20;

/// The sheets of a book one sees, as far as they are searched: a cover or notes often stand before the table.
pub fn shown(book: &Book) -> impl Iterator<Item = (usize, &Sheet)> {
    let shown = book
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| !sheet.hidden && sheet.height > 0);
    shown
        .map(|(index, _)| index)
        .take(MAX_LOOKED_AT)
        .filter_map(|index| Some((index, book.sheet(index)?)))
}

pub fn first_sheet(book: &Book) -> usize {
    shown(book).next().map_or(0, |(index, _)| index)
}

/// The choices a book suggests: those of the sheet most columns of which are understood.
pub fn book(book: &Book, asked: &[&Indicator]) -> Choices {
    let mut best = Choices {
        sheet: first_sheet(book),
        ..Choices::default()
    };
    for (index, sheet) in shown(book) {
        let found = guess(index, sheet, asked);
        if found.columns.len() > best.columns.len() {
            best = found;
        }
    }
    best
}

/// The choices a sheet suggests: its likeliest header, and what its columns are for the indicators of a form.
fn guess(sheet: usize, content: &Sheet, asked: &[&Indicator]) -> Choices {
    match workbooks::header(content).first() {
        Some(head) => with_header(sheet, head, asked, None),
        None => Choices {
            sheet,
            ..Choices::default()
        },
    }
}

/// The choices a header suggests.
pub fn with_header(
    sheet: usize,
    head: &HeaderCandidate,
    asked: &[&Indicator],
    shape: Option<Shape>,
) -> Choices {
    let known = |words: &[&str], taken: &[Option<u32>]| {
        let free = head
            .columns
            .iter()
            .filter(|column| !taken.contains(&Some(column.column)));
        free.filter(|column| words.iter().any(|word| column.folded.contains(word)))
            .map(|column| column.column)
            .next()
    };
    let tax = known(
        &["ma so thue", "mst", "ma so doanh nghiep", "tax code"],
        &[],
    );
    let code = known(&["ma dn", "ma doanh nghiep", "code"], &[tax]);
    let names = [
        "ten doanh nghiep",
        "ten cong ty",
        "ten don vi",
        "doanh nghiep",
        "cong ty",
        "enterprise",
        "company",
    ];
    let name = known(&names, &[tax, code]);
    let project = known(&["du an", "project"], &[tax, code, name]);
    let label = known(&["chi tieu", "noi dung", "indicator"], &[]);
    let note = known(
        &["giai trinh", "ghi chu", "ly do", "explanation", "note"],
        &[],
    );
    let looks = if label.is_some() && tax.is_none() {
        Shape::Indicators
    } else {
        Shape::Enterprises
    };
    let shape = shape.unwrap_or(looks);
    let mut columns = BTreeMap::new();
    columns.extend(note.map(|column| (column, Column::Note)));
    match shape {
        Shape::Indicators => {
            columns.extend(label.map(|column| (column, Column::Label)));
            columns.extend(amounts(head, label, note));
        }
        _ => {
            columns.extend(name.map(|column| (column, Column::Name)));
            columns.extend(code.map(|column| (column, Column::Code)));
            columns.extend(tax.map(|column| (column, Column::TaxCode)));
            columns.extend(project.map(|column| (column, Column::Project)));
            for title in &head.columns {
                let proposed = value(title, asked)
                    .filter(|value| !columns.values().any(|known| is_same(known, value)));
                if let Some(proposed) = proposed.filter(|_| !columns.contains_key(&title.column)) {
                    columns.insert(title.column, proposed);
                }
            }
        }
    }
    Choices {
        shape,
        sheet,
        head: head.first,
        body: head.body,
        columns,
        ..Choices::default()
    }
}

/// Whether two columns would give the same cell of a report.
fn is_same(one: &Column, other: &Column) -> bool {
    let key = |column: &Column| match column {
        Column::Value {
            indicator, measure, ..
        } => Some((indicator.clone(), *measure)),
        _ => None,
    };
    key(one).is_some() && key(one) == key(other)
}

/// The one enterprise or project a sheet names above its table, in its own name or in that of the file: by tax code, or by name.
pub fn owner(sheet: &Sheet, above: u32, file: &str, known: &[Known]) -> Option<Reporter> {
    let cells = sheet
        .rows
        .iter()
        .filter(|row| row.index < above)
        .flat_map(|row| &row.cells);
    let texts = cells
        .filter_map(|cell| cell.content.text())
        .chain([sheet.name.as_str(), file]);
    let texts: Vec<String> = texts.map(fold).collect();
    let digits: Vec<String> = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_digit() && c != '-'))
        .map(str::to_owned)
        .collect();
    let is_named = |e: &&Known| {
        let name = fold(e.project.as_ref().unwrap_or(&e.enterprise));
        let by_tax = e.project.is_none()
            && e.tax_code
                .as_ref()
                .is_some_and(|tax| digits.iter().any(|word| word == tax));
        by_tax || texts.iter().any(|text| text.contains(&name))
    };
    let mut found = known.iter().filter(is_named);
    found
        .next()
        .filter(|_| found.next().is_none())
        .map(|e| e.reporter)
}

/// The columns of values where the rows are indicators.
fn amounts(head: &HeaderCandidate, label: Option<u32>, note: Option<u32>) -> BTreeMap<u32, Column> {
    let mut found = BTreeMap::new();
    for column in head
        .columns
        .iter()
        .filter(|column| Some(column.column) > label && Some(column.column) != note)
    {
        let title = column.folded.as_str();
        let is = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let amount = if is(&["luy ke tu dau nam", "tu dau nam", "year to date"]) {
            Amount::ToDate
        } else if is(&["luy ke", "tu khi", "since the certificate"]) {
            Amount::Total
        } else if is(&[
            "don vi",
            "dvt",
            "unit",
            "ke hoach",
            "cung ky",
            "nam truoc",
            "ty le",
            "%",
            "so sanh",
        ]) {
            continue;
        } else {
            Amount::Period
        };
        if !found.values().any(|known| *known == Column::Amount(amount)) {
            found.insert(column.column, Column::Amount(amount));
        }
    }
    found
}

/// Titles of columns that hold no figures of the period itself.
const OTHER_FIGURES: [&str; 9] = [
    "ke hoach",
    "cung ky",
    "nam truoc",
    "ky truoc",
    "ty le",
    "so sanh",
    "tang giam",
    "plan",
    "last year",
];

/// The indicator a title is most like, in the unit the title names.
fn value(column: &ColumnTitle, asked: &[&Indicator]) -> Option<Column> {
    if OTHER_FIGURES
        .iter()
        .any(|words| column.folded.contains(words))
    {
        return None;
    }
    let names: Vec<&str> = asked
        .iter()
        .flat_map(|indicator| [indicator.name.as_str(), indicator.name_en.as_str()])
        .collect();
    let title = column.title.as_str();
    let bare = title.split(['(', '[']).next().unwrap_or(title);
    let (at, _) = workbooks::similar(bare, &names)
        .into_iter()
        .find(|(_, score)| *score >= LIKELY)?;
    let indicator = asked.get(at / 2)?;
    let named = column
        .unit
        .as_deref()
        .and_then(unit_of)
        .or_else(|| title.split(['(', '[']).nth(1).and_then(unit_of));
    let unit = named
        .filter(|unit| {
            unit.dimension == indicator.dimension || both_money(unit.dimension, indicator.dimension)
        })
        .unwrap_or(indicator.unit);
    let adds_up = ["luy ke", "tu dau nam", "year to date"]
        .iter()
        .any(|words| column.folded.contains(words));
    let measure = if adds_up && indicator.time_kind == TimeKind::Flow {
        Measure::ToDate
    } else {
        Measure::Period
    };
    Some(Column::Value {
        indicator: indicator.code.clone(),
        measure,
        unit: unit.code.to_owned(),
    })
}

/// The unit words name: "tỷ đồng", "Triệu USD)".
pub fn unit_of(words: &str) -> Option<&'static Unit> {
    let plain = words.trim_matches(|c: char| c.is_whitespace() || "()[].:".contains(c));
    let plain = plain
        .strip_prefix("ĐVT")
        .unwrap_or(plain)
        .trim_matches([':', ' ']);
    let read = workbooks::number(
        &Content::Text(format!("1 {plain}")),
        None,
        &Locale::Vietnamese,
    )
    .ok()?;
    read.unit.and_then(quantity::unit)
}

/// The indicator a row's label is about.
pub fn labelled<'a>(label: &str, asked: &[&'a Indicator]) -> Option<&'a Indicator> {
    let plain = label.trim().trim_end_matches([' ', '*']);
    let names: Vec<&str> = asked
        .iter()
        .flat_map(|indicator| [indicator.name.as_str(), indicator.name_en.as_str()])
        .collect();
    let (at, _) = workbooks::similar(plain, &names)
        .into_iter()
        .find(|(_, score)| *score >= LIKELY)?;
    asked.get(at / 2).copied()
}

/// Every indicator a form's lines ask for, those of the column since the certificate too.
pub fn asked<'a>(
    lines: &[crate::standards::forms::Line],
    catalogue: &'a Catalogue,
) -> Vec<&'a Indicator> {
    let ids = lines
        .iter()
        .flat_map(|line| std::iter::once(line.indicator_id).chain(line.total_id));
    ids.filter_map(|id| catalogue.by_id(id)).collect()
}

/// A name in the reader's language.
pub fn name(indicator: &Indicator, measure: Measure, lang: Lang) -> String {
    match measure {
        Measure::Period => indicator.name(lang).to_owned(),
        Measure::ToDate => format!(
            "{} – {}",
            indicator.name(lang),
            measure.words().in_lang(lang)
        ),
    }
}

//! The list of a registry: its query string, its table on the page, its file.

use super::entity::{Entity, Field, Kind};
use super::store::{Query, Record, Sort};
use super::value;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Actor;
use crate::foundation::kernel::quantity;
use crate::platform::web::FormData;
use crate::platform::web::table::{Cell, Table};

/// Rows on one page of a list.
pub const PAGE_ROWS: i64 = 50;
/// Rows in one download.
pub const FILE_ROWS: i64 = 100_000;

/// Reads a list's query string. What it cannot read it ignores: an old link still opens.
pub fn query(entity: &'static Entity, given: &FormData, actor: &Actor) -> Query {
    let filters = entity
        .fields
        .iter()
        .filter(|field| field.filtered && !given.get(field.name).is_empty())
        .map(|field| (field.name, given.get(field.name).to_owned()))
        .collect();
    let page = given
        .get("page")
        .parse::<i64>()
        .unwrap_or(1)
        .clamp(1, 100_000);
    let sort = given.get("sort");
    let (column, descending) = sort
        .strip_prefix('-')
        .map_or((sort, false), |column| (column, true));
    Query {
        search: given.get("q").to_owned(),
        filters,
        sort: entity.field(column).map(|field| Sort {
            column: field.name,
            descending,
        }),
        retired: given.get("retired") == "1",
        zones: actor.zones.clone(),
        limit: PAGE_ROWS,
        offset: (page - 1) * PAGE_ROWS,
    }
}

/// A cell as the list shows it.
pub struct Shown {
    pub text: String,
    pub numeric: bool,
    /// Colour of the tag, for an enumeration.
    pub tone: Option<&'static str>,
}

/// One field of one record, ready to show. `with_unit` appends the unit to a quantity.
pub fn shown(
    record: &Record,
    index: usize,
    field: &'static Field,
    with_unit: bool,
    lang: Lang,
) -> Shown {
    let value = record.values.at(index);
    let currency = match field.kind {
        Kind::Money { currency } => record.values.get(currency),
        _ => None,
    };
    let unit = value::display_unit(field, currency);
    let mut text = value::show(field, value, record.labels[index].as_deref(), unit, lang);
    // Money has its currency per row, so a column of it always says its unit.
    if let (false, Some(unit)) = (
        text.is_empty() || !(with_unit || matches!(field.kind, Kind::Money { .. })),
        unit,
    ) {
        text = format!("{text} {}", unit.short(lang));
    }
    if let Some(suffix) = field.suffix.filter(|_| !text.is_empty()) {
        text = format!("{text} {}", suffix(&record.values, lang));
    }
    let tone = match field.kind {
        Kind::Choice(choices) => choices
            .iter()
            .find(|choice| Some(choice.code) == value)
            .map(|choice| choice.tone),
        _ => None,
    };
    Shown {
        text,
        numeric: is_numeric(field),
        tone: tone.filter(|tone| *tone != "neutral"),
    }
}

fn is_numeric(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Integer { .. } | Kind::Quantity { .. } | Kind::Money { .. } | Kind::Number
    )
}

/// A column's heading with its unit: "Diện tích (ha)".
pub fn heading(field: &Field, lang: Lang) -> String {
    let label = field.label.in_lang(lang);
    match (&field.kind, value::display_unit(field, None)) {
        (Kind::Quantity { .. }, Some(unit)) => format!("{label} ({})", unit.short(lang)),
        _ => label.to_owned(),
    }
}

/// The records as a file with every field, quantities in canonical units named in the heading.
pub fn table(entity: &'static Entity, records: &[Record], lang: Lang) -> Table {
    let canonical = |field: &Field| match &field.kind {
        Kind::Quantity { dimension, .. } => {
            let unit = quantity::units_of(*dimension).first()?;
            Some(unit.short(lang).to_owned())
        }
        Kind::Money { .. } => Some(Text::new("đồng/USD", "VND/USD").in_lang(lang).to_owned()),
        _ => None,
    };
    let columns = entity
        .fields
        .iter()
        .map(|field| match canonical(field) {
            Some(unit) => format!("{} ({unit})", field.label.in_lang(lang)),
            None => field.label.in_lang(lang).to_owned(),
        })
        .collect();
    let rows = records.iter().map(|record| row(record, lang)).collect();
    Table {
        name: entity.path.replace('/', "-"),
        columns,
        rows,
    }
}

fn row(record: &Record, lang: Lang) -> Vec<Cell> {
    record
        .values
        .iter()
        .zip(&record.labels)
        .map(|((field, value), label)| match value {
            None => Cell::Empty,
            Some(value) if is_numeric(field) => value
                .parse()
                .map_or_else(|_| Cell::Text(value.to_owned()), Cell::Number),
            Some(value) if matches!(field.kind, Kind::Date) => value
                .parse()
                .map_or_else(|_| Cell::Text(value.to_owned()), Cell::Date),
            Some(_) => Cell::Text(value::show(field, value, label.as_deref(), None, lang)),
        })
        .collect()
}

//! The statements of a registry as text: what is selected, under which condition, in which order.

use crate::platform::registry::entity::{Entity, Field, Kind};

/// Which rows of a registry to list.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Words to look for, with or without diacritics.
    pub search: String,
    /// Column and the canonical value it must have.
    pub filters: Vec<(&'static str, String)>,
    pub sort: Option<Sort>,
    pub retired: bool,
    /// Zones the reader is limited to.
    pub zones: Option<Vec<i64>>,
    pub limit: i64,
    pub offset: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub column: &'static str,
    pub descending: bool,
}

/// The select list: id, version, retired, title, then value and label of each field.
pub(super) fn select(entity: &'static Entity) -> String {
    let mut columns = vec![
        "t.id".to_owned(),
        "t.version".to_owned(),
        "t.retired_at is not null as retired".to_owned(),
        format!("{} as title", entity.title_sql("t")),
    ];
    for (index, field) in entity.fields.iter().enumerate() {
        columns.push(format!("t.{}::text as v{index}", field.name));
        columns.push(format!("{} as l{index}", label(field)));
    }
    format!("select {} from {} t", columns.join(", "), entity.table)
}

/// The title of what a field of `t` refers to, or what is shown instead of what was typed.
fn label(field: &Field) -> String {
    match field.kind {
        _ if field.today.is_some() => format!("{}(t.id)", field.today.unwrap_or_default()),
        Kind::Reference(target) => {
            format!(
                "(select {} from {} r where r.id = t.{})",
                target.title_sql("r"),
                target.table,
                field.name
            )
        }
        _ => "null::text".to_owned(),
    }
}

/// `where` for a query. Parameters: $1 search, $2 zones, $3… the filters. What was not asked for is no condition in the
/// statement, so that the partial indexes of the lists answer it.
pub(super) fn condition(entity: &Entity, query: &Query) -> String {
    let mut parts = vec![
        entity.only_sql("t"),
        format!(
            "t.retired_at is {}null",
            if query.retired { "not " } else { "" }
        ),
        "($2::bigint[] is null or true)".to_owned(),
    ];
    parts.push(match query.search.is_empty() {
        true => "$1 = ''".to_owned(),
        false => {
            "t.search like '%' || replace(replace(replace(fold($1), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'".to_owned()
        }
    });
    if let (Some(_), Some(zone)) = (&query.zones, entity.zone.sql("t")) {
        parts.push(format!("{zone} = any($2)"));
    }
    for (index, (column, value)) in query.filters.iter().enumerate() {
        let place = index + 3;
        let reference = entity
            .field(column)
            .is_some_and(|field| matches!(field.kind, Kind::Reference(_)));
        // Compared as a number, so that the index answers; what is no number matches nothing.
        parts.push(match (reference, value.parse::<i64>()) {
            (true, Ok(_)) => format!("t.{column} = ${place}::text::bigint"),
            (true, Err(_)) => format!("${place}::text is null"),
            (false, _)
                if entity
                    .field(column)
                    .is_some_and(|field| matches!(field.kind, Kind::Date)) =>
            {
                format!("extract(year from t.{column})::text = ${place}")
            }
            (false, _) => format!("t.{column}::text = ${place}"),
        });
    }
    parts.join(" and ")
}

pub(super) fn order(entity: &Entity, sort: Option<Sort>) -> String {
    let Some(sort) = sort else {
        return entity.order.to_owned();
    };
    let direction = if sort.descending { "desc" } else { "asc" };
    let expression = match entity.field(sort.column).map(|field| &field.kind) {
        Some(Kind::Reference(target)) => {
            format!(
                "(select fold({}) from {} s where s.id = t.{})",
                target.title_sql("s"),
                target.table,
                sort.column
            )
        }
        Some(Kind::Text { .. } | Kind::LongText { .. }) => format!("fold(t.{})", sort.column),
        _ => format!("t.{}", sort.column),
    };
    format!("{expression} {direction} nulls last, {}", entity.order)
}

/// How many records of a registry that points at a record its page shows.
const POINTING: i64 = 10;

/// The part of [`super::pointing_at`] that asks one registry.
pub(super) fn pointing_sql(place: usize, entity: &'static Entity, query: &Query) -> String {
    let condition = condition(entity, query);
    let (values, labels): (Vec<String>, Vec<String>) = entity
        .fields
        .iter()
        .map(|field| (format!("t.{}::text", field.name), label(field)))
        .unzip();
    format!(
        "(select {place}::int as place, page.rank, page.total, t.id, t.version, {title} as title,
                 array[{values}] as values, array[{labels}] as labels
            from (select t.id, count(*) over () as total, row_number() over (order by {order}) as rank
                    from {table} t where {condition} order by {order} limit {POINTING}) page
            join {table} t on t.id = page.id)",
        order = entity.order,
        title = entity.title_sql("t"),
        table = entity.table,
        values = values.join(", "),
        labels = labels.join(", "),
    )
}

/// The cast that turns bound text into the column's type.
pub fn cast(field: &Field) -> &'static str {
    match field.kind {
        Kind::Text { .. } | Kind::LongText { .. } | Kind::Choice(_) | Kind::TaxCode => "text",
        Kind::Integer { .. } | Kind::Reference(_) => "text::bigint",
        Kind::Quantity { .. } | Kind::Money { .. } | Kind::Number => "text::numeric",
        Kind::Date => "text::date",
        Kind::Moment => "text::timestamptz",
        Kind::Bool => "text::boolean",
    }
}

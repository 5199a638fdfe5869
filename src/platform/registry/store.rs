//! All SQL of the registries, made from their declarations.
//!
//! Identifiers come from statics only; every value is bound. Values travel as text and are cast to the
//! column's own type by PostgreSQL, so a registry needs no Rust struct of its own.

mod statement;

use serde_json::{Map, Value};
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Row};

use self::statement::{condition, order, pointing_sql, select};
use super::entity::{Entity, Field, Kind, Values};
use crate::platform::web::AppState;

pub use statement::{Query, Sort, cast};

/// One row of a registry.
#[derive(Clone)]
pub struct Record {
    pub id: i64,
    pub version: i32,
    pub retired: bool,
    pub title: String,
    pub values: Values,
    /// For each field, the title of what it refers to.
    pub labels: Vec<Option<String>>,
}

impl Record {
    /// The row as the audit log keeps it: canonical text, references by their titles.
    pub fn to_json(&self) -> Value {
        let pairs = self
            .values
            .iter()
            .zip(&self.labels)
            .map(|((field, value), label)| {
                // What is shown today is no part of what somebody wrote.
                let value = label.as_deref().filter(|_| field.today.is_none()).or(value);
                (
                    field.name.to_owned(),
                    value.map_or(Value::Null, |text| Value::String(text.to_owned())),
                )
            });
        Value::Object(Map::from_iter(pairs))
    }
}

fn record(entity: &'static Entity, row: &PgRow) -> sqlx::Result<Record> {
    let mut values = Vec::with_capacity(entity.fields.len());
    let mut labels = Vec::with_capacity(entity.fields.len());
    for index in 0..entity.fields.len() {
        let value: Option<String> = row.try_get(4 + 2 * index)?;
        values.push(value);
        labels.push(row.try_get(5 + 2 * index)?);
    }
    Ok(Record {
        id: row.try_get("id")?,
        version: row.try_get("version")?,
        retired: row.try_get("retired")?,
        title: row.try_get("title")?,
        values: Values::new(entity, values),
        labels,
    })
}

macro_rules! bind_query {
    ($sql:expr, $query:expr) => {{
        let mut bound = sqlx::query(AssertSqlSafe($sql))
            .bind(&$query.search)
            .bind(&$query.zones);
        for (_, value) in &$query.filters {
            bound = bound.bind(value);
        }
        bound
    }};
}

/// The rows a query asks for, and how many there are without its limit.
pub async fn list(
    state: &AppState,
    entity: &'static Entity,
    query: &Query,
) -> sqlx::Result<(Vec<Record>, i64)> {
    let db = &state.db;
    let condition = condition(entity, query);
    // The page is found by its ids first: only its own rows are then read whole, however far back it is.
    let order = order(entity, query.sort);
    let sql = format!(
        "{} where t.id = any(array(select t.id from {} t where {condition} order by {order} limit {} offset {})) order by {order}",
        select(entity),
        entity.table,
        query.limit,
        query.offset
    );
    let rows = bind_query!(sql, query).fetch_all(db).await?;
    let records: Vec<Record> = rows
        .iter()
        .map(|row| record(entity, row))
        .collect::<sqlx::Result<_>>()?;
    let found = i64::try_from(records.len()).unwrap_or(i64::MAX);
    // A page that is not full is the last one: its rows need no counting.
    if (0 < found || query.offset == 0) && found < query.limit {
        return Ok((records, query.offset + found));
    }
    let count = async {
        let sql = format!("select count(*) from {} t where {condition}", entity.table);
        bind_query!(sql, query)
            .fetch_one(db)
            .await?
            .try_get::<i64, _>(0)
    };
    // The whole list is counted once per snapshot; words and filters are too many to keep.
    if query.search.is_empty() && query.filters.is_empty() {
        let name = format!("count/{}/{}/{:?}", entity.path, query.retired, query.zones);
        return Ok((records, *state.memo.get(db, name, count).await?));
    }
    Ok((records, count.await?))
}

/// The records of one registry that point at a record.
pub struct Pointing {
    pub entity: &'static Entity,
    /// The field that points.
    pub by: &'static Field,
    /// The first of them.
    pub records: Vec<Record>,
    /// How many there are.
    pub total: i64,
}

/// Of every registry that points at a record: its first records and their number. One statement for all of them, because
/// the page of a zone would otherwise wait for thirty.
pub async fn pointing_at(
    db: &PgPool,
    all: &[&'static Entity],
    entity: &'static Entity,
    id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Pointing>> {
    let points = |field: &Field| matches!(field.kind, Kind::Reference(target) if std::ptr::eq(target, entity));
    let ways = all.iter().flat_map(|other| {
        other
            .fields
            .iter()
            .filter(|field| points(field))
            .map(|by| (*other, by))
    });
    let mut found: Vec<Pointing> = ways
        .map(|(entity, by)| Pointing {
            entity,
            by,
            records: Vec::new(),
            total: 0,
        })
        .collect();
    if found.is_empty() {
        return Ok(found);
    }
    let query = |by: &Field| Query {
        filters: vec![(by.name, id.to_string())],
        zones: zones.map(<[i64]>::to_vec),
        ..Query::default()
    };
    let parts: Vec<String> = found
        .iter()
        .enumerate()
        .map(|(place, one)| pointing_sql(place, one.entity, &query(one.by)))
        .collect();
    let sql = format!("{} order by place, rank", parts.join(" union all "));
    for row in bind_query!(sql, query(found[0].by)).fetch_all(db).await? {
        let place: i32 = row.try_get("place")?;
        let Some(one) = usize::try_from(place)
            .ok()
            .and_then(|place| found.get_mut(place))
        else {
            continue;
        };
        one.total = row.try_get("total")?;
        one.records.push(Record {
            id: row.try_get("id")?,
            version: row.try_get("version")?,
            retired: false,
            title: row.try_get("title")?,
            values: Values::new(one.entity, row.try_get("values")?),
            labels: row.try_get("labels")?,
        });
    }
    Ok(found)
}

/// One row, if it exists and the reader may see its zone.
pub async fn find(
    db: &mut PgConnection,
    entity: &'static Entity,
    id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<Record>> {
    let zone = entity
        .zone
        .sql("t")
        .map_or("true".to_owned(), |zone| format!("{zone} = any($2)"));
    let sql = format!(
        "{} where t.id = $1 and {} and ($2::bigint[] is null or {zone})",
        select(entity),
        entity.only_sql("t")
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(id)
        .bind(zones)
        .fetch_optional(db)
        .await?;
    row.map(|row| record(entity, &row)).transpose()
}

/// The longest list to choose from.
pub const MOST_OPTIONS: usize = 5_000;

/// Ids and titles of all rows in use, closed ones too, within the reader's zones; at most [`MOST_OPTIONS`].
pub async fn options(
    db: &PgPool,
    entity: &'static Entity,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<(i64, String)>> {
    listed(db, entity, "true", zones).await
}

/// Ids and titles to choose from for something new: [`options`] without what is closed today.
pub async fn choices(
    db: &PgPool,
    entity: &'static Entity,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<(i64, String)>> {
    listed(db, entity, &entity.open_sql("t"), zones).await
}

async fn listed(
    db: &PgPool,
    entity: &'static Entity,
    condition: &str,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<(i64, String)>> {
    let zone = entity
        .zone
        .sql("t")
        .map_or("true".to_owned(), |zone| format!("{zone} = any($1)"));
    let sql = format!(
        "select t.id, {} as title from {} t
          where t.retired_at is null and {condition} and {} and ($1::bigint[] is null or {zone})
          order by {} limit {MOST_OPTIONS}",
        entity.title_sql("t"),
        entity.table,
        entity.only_sql("t"),
        entity.order
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(zones)
        .fetch_all(db)
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("id")?, row.try_get("title")?)))
        .collect()
}

/// The code of the database's refusal to retire a row because other records rest on it; `None` where it may go.
pub async fn refusal_to_retire(
    db: &mut PgConnection,
    entity: &Entity,
    id: i64,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("select refusal_to_retire($1::text::regclass, $2)")
        .bind(entity.table)
        .bind(id)
        .fetch_one(db)
        .await
}

/// Inserts a row and returns its id.
pub async fn insert(
    tx: &mut PgConnection,
    entity: &'static Entity,
    values: &Values,
) -> sqlx::Result<i64> {
    let mut columns: Vec<&str> = entity.stated().map(|field| field.name).collect();
    let mut places: Vec<String> = entity
        .stated()
        .enumerate()
        .map(|(i, field)| format!("${}::{}", i + 1, cast(field)))
        .collect();
    if let Some(only) = &entity.only {
        for (column, value) in std::iter::once(&(only.column, only.value)).chain(only.also) {
            columns.push(column);
            places.push(format!("'{value}'"));
        }
    }
    let sql = format!(
        "insert into {} ({}) values ({}) returning id",
        entity.table,
        columns.join(", "),
        places.join(", ")
    );
    bind_values(sql, values).fetch_one(tx).await?.try_get(0)
}

/// Updates a row if it still has the version it was read with; `false` when somebody was faster.
pub async fn update(
    tx: &mut PgConnection,
    entity: &'static Entity,
    id: i64,
    version: i32,
    values: &Values,
) -> sqlx::Result<bool> {
    let sets: Vec<String> = entity
        .asked()
        .enumerate()
        .map(|(i, field)| format!("{} = ${}::{}", field.name, i + 1, cast(field)))
        .collect();
    let count = entity.asked().count();
    let sql = format!(
        "update {} t set {}, version = version + 1 where id = ${} and version = ${} and {}",
        entity.table,
        sets.join(", "),
        count + 1,
        count + 2,
        entity.only_sql("t")
    );
    let done = bind_asked(sql, values)
        .bind(id)
        .bind(version)
        .execute(tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Retires a row, or brings it back; `false` when somebody was faster.
pub async fn set_retired(
    tx: &mut PgConnection,
    entity: &'static Entity,
    id: i64,
    version: i32,
    retired: bool,
) -> sqlx::Result<bool> {
    let sql = format!(
        "update {} t set retired_at = case when $3 then now() end, version = version + 1
          where id = $1 and version = $2 and {}",
        entity.table,
        entity.only_sql("t")
    );
    let done = sqlx::query(AssertSqlSafe(sql))
        .bind(id)
        .bind(version)
        .bind(retired)
        .execute(tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The values of a form: what the log says of a record is not written by it.
fn bind_asked(
    sql: String,
    values: &Values,
) -> sqlx::query::Query<'_, sqlx::Postgres, sqlx::postgres::PgArguments> {
    values
        .stated()
        .filter(|(field, _)| !field.logged)
        .fold(sqlx::query(AssertSqlSafe(sql)), |query, (_, value)| {
            query.bind(value)
        })
}

fn bind_values(
    sql: String,
    values: &Values,
) -> sqlx::query::Query<'_, sqlx::Postgres, sqlx::postgres::PgArguments> {
    values
        .stated()
        .fold(sqlx::query(AssertSqlSafe(sql)), |query, (_, value)| {
            query.bind(value)
        })
}

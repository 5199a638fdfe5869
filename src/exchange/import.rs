//! Reading a bundle: all or nothing.

use std::collections::HashMap;

use sqlx::{AssertSqlSafe, PgConnection, PgPool, Row};

use super::tables::{self, BundleTable};
use super::{ExchangeError, Fault, Report, Source};
use crate::audit::{self, Change};
use crate::board::BOARD;
use crate::database::with_detail;
use crate::i18n::Lang;
use crate::kernel::Origin;
use crate::registry::{Entity, Field, Kind, Values, store, value};

/// Ids by table and natural key.
type Keys = HashMap<(&'static str, String), i64>;

/// One row of a file, ready to be written.
struct FileRow {
    line: u64,
    values: Values,
    retired: bool,
}

/// Reads a bundle in one transaction. Rows that are there already and the same stay untouched, so a second import
/// changes nothing.
///
/// # Errors
/// [`ExchangeError::Faults`] with file, line and column of everything that is wrong; nothing is then written.
pub async fn import(db: &PgPool, source: &Source<'_>, origin: &Origin) -> Result<Report, ExchangeError> {
    let mut tx = db.begin().await?;
    // Reports that were decided elsewhere may be written in this transaction only; that it happened is never forgotten.
    sqlx::query("insert into bundle_imports (imported_by) values ($1)").bind(&origin.actor).execute(&mut *tx).await?;
    // One board hands over to the next: no order of rows would satisfy the database before the last one.
    sqlx::query("set constraints all deferred").execute(&mut *tx).await?;
    let mut keys = Keys::new();
    let mut faults = Vec::new();
    let mut report = Report::default();
    for table in tables::tables() {
        let file = table.file_name();
        let rows = match source.read(&file)? {
            Some(text) => read_file(&table, &file, &text, &mut keys, &mut faults),
            None => Vec::new(),
        };
        if faults.is_empty() {
            let changed = write(&mut tx, &table, &file, &rows, origin).await?;
            report.add(table.stem(), rows.len(), changed);
            if table.part_of.is_none() {
                load_keys(&mut tx, table.entity, &mut keys).await?;
            }
        }
    }
    if !faults.is_empty() {
        return Err(ExchangeError::Faults(faults));
    }
    if let Err(error) = sqlx::query("set constraints all immediate").execute(&mut *tx).await {
        return Err(late_fault(error));
    }
    tx.commit().await?;
    Ok(report)
}

async fn load_keys(tx: &mut PgConnection, entity: &'static Entity, keys: &mut Keys) -> sqlx::Result<()> {
    let sql = format!("select t.id, {} from {} t where {}", tables::key_sql(entity, "t"), entity.table, entity.only_sql("t"));
    for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(tx).await? {
        keys.insert((entity.table, row.try_get(1)?), row.try_get(0)?);
    }
    Ok(())
}

fn read_file(table: &BundleTable, file: &str, text: &str, keys: &mut Keys, faults: &mut Vec<Fault>) -> Vec<FileRow> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let fault = |line, column: &str, message: String| Fault { file: file.to_owned(), line, column: column.to_owned(), message };
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => {
            faults.push(fault(1, "", error.to_string()));
            return Vec::new();
        }
    };
    let expected = table.header();
    if header != expected {
        faults.push(fault(1, "", format!("the header must be: {}", expected.join(","))));
        return Vec::new();
    }
    let records: Vec<csv::StringRecord> = match reader.records().collect() {
        Ok(records) => records,
        Err(error) => {
            faults.push(fault(error.position().map_or(0, csv::Position::line), "", error.to_string()));
            return Vec::new();
        }
    };
    // A row may refer to another row of the same file (a part to its whole), before or after it.
    for record in &records {
        if let Some(key) = own_key(table, record) {
            keys.entry((table.entity.table, key)).or_insert(0);
        }
    }
    let mut rows = Vec::new();
    for record in &records {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != expected.len() {
            faults.push(fault(line, "", format!("{} values where {} are expected", record.len(), expected.len())));
            continue;
        }
        match read_row(table, record, keys) {
            Ok((values, retired)) => rows.push(FileRow { line, values, retired }),
            Err(found) => faults.extend(found.into_iter().map(|(column, message)| fault(line, column, message))),
        }
    }
    rows
}

/// The natural key as the file itself spells it: references are keys there already.
fn own_key(table: &BundleTable, record: &csv::StringRecord) -> Option<String> {
    let place = |column: &str| table.entity.stated().position(|field| field.name == column);
    let parts: Option<Vec<&str>> = table.entity.key.iter().map(|column| record.get(place(column)?)).collect();
    Some(parts?.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
}

type RowFaults = Vec<(&'static str, String)>;

fn read_row(table: &BundleTable, record: &csv::StringRecord, keys: &Keys) -> Result<(Values, bool), RowFaults> {
    let mut faults = RowFaults::new();
    let mut values = Vec::new();
    let mut cells = record.iter().zip(table.header());
    for field in table.entity.fields {
        if field.derived {
            values.push(None);
            continue;
        }
        let Some((cell, column)) = cells.next() else { break };
        match read_cell(field, cell, keys) {
            Ok(value) => values.push(value),
            Err(message) => {
                faults.push((column, message));
                values.push(None);
            }
        }
    }
    let retired = match (table.retires, record.get(table.entity.stated().count())) {
        (true, Some("true")) => true,
        (true, Some("") | None) | (false, _) => false,
        (true, Some(_)) => {
            faults.push(("retired", "must be true or empty".to_owned()));
            false
        }
    };
    let values = Values::new(table.entity, values);
    if faults.is_empty() {
        faults
            .extend((table.entity.check)(&values).into_iter().map(|(column, text)| (column, text.in_lang(Lang::En).to_owned())));
    }
    if faults.is_empty() { Ok((values, retired)) } else { Err(faults) }
}

/// A cell in canonical form: ISO dates, "." as the decimal mark, codes, keys.
fn read_cell(field: &'static Field, cell: &str, keys: &Keys) -> Result<Option<String>, String> {
    match field.kind {
        Kind::Reference(target) if !cell.is_empty() => match keys.get(&(target.table, cell.to_owned())) {
            // An id of 0 is a row of this bundle that is not written yet: it is found again when it is.
            Some(_) => Ok(Some(cell.to_owned())),
            None => Err(format!("there is no {} {cell}", target.table)),
        },
        Kind::Number | Kind::Quantity { .. } | Kind::Money { .. } if !cell.is_empty() => {
            let exact = cell.parse::<rust_decimal::Decimal>().map_err(|_| format!("{cell} is not a number such as 1054.5"))?;
            Ok(Some(exact.normalize().to_string()))
        }
        Kind::Bool if !matches!(cell, "true" | "false") => Err("must be true or false".to_owned()),
        Kind::Bool => Ok(Some(cell.to_owned())),
        // What was typed is kept as typed, also when it is an empty text.
        _ if cell.is_empty() && field.name == "raw" => Ok(Some(String::new())),
        _ => value::read(field, cell, "", Lang::En),
    }
}

async fn write(
    tx: &mut PgConnection,
    table: &BundleTable,
    file: &str,
    rows: &[FileRow],
    origin: &Origin,
) -> Result<usize, ExchangeError> {
    let sql = upsert(table);
    let mut changed = 0;
    for row in in_writing_order(table, rows) {
        let query = row.values.stated().fold(sqlx::query(AssertSqlSafe(sql.clone())), |query, (_, value)| query.bind(value));
        let query = if table.retires { query.bind(row.retired) } else { query };
        let done = query.fetch_optional(&mut *tx).await.map_err(|error| write_fault(table, file, row.line, error))?;
        let Some(done) = done else { continue };
        changed += 1;
        let named = |field: &Field| !table.private || table.entity.key.contains(&field.name);
        let after = row
            .values
            .stated()
            .filter(|(field, _)| named(field))
            .map(|(field, value)| (field.name.to_owned(), value.map_or(serde_json::Value::Null, Into::into)));
        let change = Change {
            action: "imported",
            subject_type: table.part_of.map_or(table.entity.table, |(_, subject)| subject),
            subject_id: done.try_get(0)?,
            before: None,
            after: Some(serde_json::Value::Object(after.collect())),
            reason: None,
        };
        audit::record(tx, origin, change).await?;
    }
    if table.append_only {
        refuse_changed_history(tx, table, file, rows).await?;
    }
    Ok(changed)
}

/// What rows of the same file refer to is written before them.
fn in_writing_order<'a>(table: &BundleTable, rows: &'a [FileRow]) -> Vec<&'a FileRow> {
    let refers_to_own = |row: &FileRow| {
        row.values.stated().any(|(field, value)| {
            value.is_some() && matches!(field.kind, Kind::Reference(target) if target.table == table.entity.table)
        })
    };
    let (later, first): (Vec<&FileRow>, Vec<&FileRow>) = rows.iter().partition(|row| refers_to_own(row));
    first.into_iter().chain(later).collect()
}

/// `insert … on conflict do update`, which touches only rows that differ.
fn upsert(table: &BundleTable) -> String {
    let entity = table.entity;
    let mut columns: Vec<String> = entity.stated().map(|field| field.name.to_owned()).collect();
    let mut values: Vec<String> = entity.stated().enumerate().map(|(index, field)| parameter(field, index + 1)).collect();
    if table.retires {
        columns.push("retired_at".to_owned());
        values.push(format!("case when ${} then now() end", entity.stated().count() + 1));
    }
    if let Some(only) = &entity.only {
        for (column, value) in std::iter::once(&(only.column, only.value)).chain(only.also) {
            columns.push((*column).to_owned());
            values.push(format!("'{value}'"));
        }
    }
    let changing: Vec<&str> = entity.stated().map(|field| field.name).filter(|name| !entity.key.contains(name)).collect();
    let mut sets: Vec<String> = changing.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let mut differs: Vec<String> = changing.iter().map(|name| format!("t.{name} is distinct from excluded.{name}")).collect();
    if table.retires {
        sets.push(
            "retired_at = case when excluded.retired_at is null then null else coalesce(t.retired_at, now()) end".to_owned(),
        );
        differs.push("(t.retired_at is null) <> (excluded.retired_at is null)".to_owned());
    }
    if table.versioned {
        sets.push("version = t.version + 1".to_owned());
    }
    let id = table.part_of.map_or("id", |(column, _)| column);
    let conflict = if table.append_only {
        "do nothing".to_owned()
    } else {
        format!("do update set {} where {}", sets.join(", "), differs.join(" or "))
    };
    format!(
        "insert into {} as t ({}) values ({}) on conflict ({}) {conflict} returning t.{id}",
        entity.table,
        columns.join(", "),
        values.join(", "),
        entity.key.join(", ")
    )
}

/// A value bound as text: cast to the column's type, a key looked up.
fn parameter(field: &Field, number: usize) -> String {
    match field.kind {
        Kind::Reference(target) => {
            format!("(select k.id from {} k where {} = ${number}::text)", target.table, tables::key_sql(target, "k"))
        }
        _ => format!("${number}::{}", store::cast(field)),
    }
}

/// A figure of the bundle that differs from the one in the ledger would be a rewritten history.
async fn refuse_changed_history(
    tx: &mut PgConnection,
    table: &BundleTable,
    file: &str,
    rows: &[FileRow],
) -> Result<(), ExchangeError> {
    let entity = table.entity;
    let same: Vec<String> = entity
        .stated()
        .enumerate()
        .map(|(index, field)| format!("t.{} is not distinct from {}", field.name, parameter(field, index + 1)))
        .collect();
    let sql = format!("select 1 from {} t where {}", entity.table, same.join(" and "));
    for row in rows {
        let query = row.values.stated().fold(sqlx::query(AssertSqlSafe(sql.clone())), |query, (_, value)| query.bind(value));
        if query.fetch_optional(&mut *tx).await?.is_none() {
            return Err(ExchangeError::Faults(vec![Fault {
                file: file.to_owned(),
                line: row.line,
                column: "value".to_owned(),
                message: "differs from the ledger, which is append-only: add a revision instead".to_owned(),
            }]));
        }
    }
    Ok(())
}

/// What only the whole bundle shows: the boards' times, leases that together let more than a parcel. The database names the table.
fn late_fault(error: sqlx::Error) -> ExchangeError {
    let named = error.as_database_error().and_then(|cause| cause.table()).unwrap_or(BOARD.table).to_owned();
    let tables = tables::tables();
    let of = |name: &str| tables.iter().find(|table| table.entity.table == name);
    match of(&named).or_else(|| of(BOARD.table)) {
        Some(table) => write_fault(table, &table.file_name(), 1, error),
        None => ExchangeError::Database(error),
    }
}

fn write_fault(table: &BundleTable, file: &str, line: u64, error: sqlx::Error) -> ExchangeError {
    let Some(cause) = error.as_database_error() else { return ExchangeError::Database(error) };
    let known = cause.constraint().and_then(|name| table.entity.constraints.iter().find(|(known, _, _)| *known == name));
    let (column, message) = match known {
        Some((_, field, text)) => (*field, with_detail(text.in_lang(Lang::En), &error)),
        None => ("", cause.message().to_owned()),
    };
    ExchangeError::Faults(vec![Fault { file: file.to_owned(), line, column: column.to_owned(), message }])
}

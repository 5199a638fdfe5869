//! Writing a bundle.

use std::fs;
use std::path::Path;

use sqlx::{AssertSqlSafe, PgPool, Row};

use super::tables::{self, BundleTable};
use super::{ExchangeError, Report};
use crate::registry::{Field, Kind};

/// Writes all business data into a directory, one CSV file a table, rows in the order of their keys: the same data
/// always gives the same files.
///
/// # Errors
/// [`ExchangeError::File`] when the directory cannot be written.
pub async fn export(db: &PgPool, dir: &Path) -> Result<Report, ExchangeError> {
    let io = |cause| ExchangeError::File { path: dir.to_owned(), cause };
    fs::create_dir_all(dir).map_err(io)?;
    let mut tx = db.begin().await?;
    // One moment for all files.
    sqlx::query("set transaction isolation level repeatable read, read only").execute(&mut *tx).await?;
    let mut report = Report::default();
    for table in tables::tables() {
        let path = dir.join(table.file_name());
        let rows = sqlx::query(AssertSqlSafe(select(&table))).fetch_all(&mut *tx).await?;
        let mut writer = csv::Writer::from_path(&path).map_err(|cause| ExchangeError::Csv { path: path.clone(), cause })?;
        let columns = table.header().len();
        writer.write_record(table.header()).map_err(|cause| ExchangeError::Csv { path: path.clone(), cause })?;
        for row in &rows {
            let record: Vec<String> = (0..columns)
                .map(|index| row.try_get::<Option<String>, _>(index).map(Option::unwrap_or_default))
                .collect::<sqlx::Result<_>>()?;
            writer.write_record(&record).map_err(|cause| ExchangeError::Csv { path: path.clone(), cause })?;
        }
        writer.flush().map_err(io)?;
        report.add(table.stem(), rows.len(), rows.len());
    }
    Ok(report)
}

fn select(table: &BundleTable) -> String {
    let entity = table.entity;
    let mut columns: Vec<String> = entity.stated().map(column).collect();
    if table.retires {
        columns.push("case when t.retired_at is not null then 'true' end".to_owned());
    }
    format!(
        "select {} from {} t where {} order by {} collate \"C\"",
        columns.join(", "),
        entity.table,
        entity.only_sql("t"),
        tables::order_sql(entity, "t")
    )
}

fn column(field: &Field) -> String {
    let name = format!("t.{}", field.name);
    match field.kind {
        Kind::Reference(target) => tables::reference_sql(target, &name, "t"),
        Kind::Moment => format!("to_char({name} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"),
        // One spelling of each number, however it was computed: 1.50 and 1.5 are the same figure.
        Kind::Number | Kind::Quantity { .. } | Kind::Money { .. } => format!("trim_scale({name})::text"),
        _ => format!("{name}::text"),
    }
}

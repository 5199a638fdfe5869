//! Writing a bundle.

use std::io::{self, BufWriter, Cursor, Write};
use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool, Row};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::error::ExchangeError;
use super::folder::{self, NewFile};
use super::keys::Spelling;
use super::report::{Progress, Report};
use super::tables::{self, BundleTable};
use crate::foundation::database;
use crate::foundation::i18n::Said;
use crate::platform::registry::{Field, Kind};

/// Rows in memory at one time.
const PIECE: usize = 2_000;

/// Writes all business data into a directory, one CSV file a table, rows in the order of their keys: the same data
/// always gives the same files. Folder and files are for their owner only.
///
/// # Errors
/// [`ExchangeError::Folder`] when the folder is open to others, [`ExchangeError::File`] when it cannot be written.
pub async fn export(db: &PgPool, dir: &Path) -> Result<Report, ExchangeError> {
    export_telling(db, dir, &|_| {}).await
}

/// As [`export`], telling what it is at.
///
/// # Errors
/// As [`export`].
pub async fn export_telling(
    db: &PgPool,
    dir: &Path,
    progress: Progress<'_>,
) -> Result<Report, ExchangeError> {
    let files: Vec<String> = tables::tables()
        .iter()
        .map(BundleTable::file_name)
        .collect();
    let mut report = Report::default();
    if folder::private(dir, &files)? {
        let dir = dir.display();
        report.notices.push(Said::new(
            format!("{dir} trước mở cho người khác, nay chỉ anh/chị mở được"),
            format!("{dir} was open to others and is open to you only now"),
        ));
    }
    let mut connection = database::patient(db).await?;
    let mut tx = connection.begin().await?;
    one_moment(&mut tx).await?;
    for table in tables::tables() {
        let path = dir.join(table.file_name());
        let io = |cause| ExchangeError::File {
            path: path.clone(),
            cause,
        };
        let (new, file) = NewFile::create(dir, &table.file_name()).map_err(io)?;
        let mut out = BufWriter::new(file);
        let rows = write(&mut tx, &mut out, &path, &table, progress).await?;
        let file = out.into_inner().map_err(|error| io(error.into_error()))?;
        new.finish(&file).map_err(io)?;
        report.add(table.stem(), rows, rows);
    }
    tx.commit().await?;
    connection.close().await?;
    Ok(report)
}

/// The same as one ZIP archive, in memory: a board's ten years are some 5 MB.
///
/// # Errors
/// [`ExchangeError::Database`].
pub async fn export_archive(db: &PgPool) -> Result<Vec<u8>, ExchangeError> {
    let mut connection = database::patient(db).await?;
    let mut tx = connection.begin().await?;
    one_moment(&mut tx).await?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for table in tables::tables() {
        let path = PathBuf::from(table.file_name());
        let zip = |error: ZipError| ExchangeError::File {
            path: path.clone(),
            cause: io::Error::other(error),
        };
        archive
            .start_file(table.file_name(), SimpleFileOptions::default())
            .map_err(zip)?;
        write(&mut tx, &mut archive, &path, &table, &|_| {}).await?;
    }
    let whole = archive.finish().map_err(|error| ExchangeError::File {
        path: PathBuf::from("bundle.zip"),
        cause: io::Error::other(error),
    })?;
    tx.commit().await?;
    connection.close().await?;
    Ok(whole.into_inner())
}

/// One moment for all files, however long it takes; all rows are wanted, not the first ones soon.
async fn one_moment(tx: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query("set transaction isolation level repeatable read, read only")
        .execute(&mut *tx)
        .await?;
    sqlx::query("set local cursor_tuple_fraction = 1")
        .execute(&mut *tx)
        .await
        .map(drop)
}

/// Writes a table, a piece of it in memory at a time.
async fn write(
    tx: &mut PgConnection,
    out: &mut (impl Write + Send),
    path: &Path,
    table: &BundleTable,
    progress: Progress<'_>,
) -> Result<usize, ExchangeError> {
    let csv = |cause| ExchangeError::Csv {
        path: path.to_owned(),
        cause,
    };
    let mut writer = csv::Writer::from_writer(out);
    let header = table.header();
    writer.write_record(&header).map_err(csv)?;
    let mut written = 0;
    let open = format!("declare bundle no scroll cursor for {}", select(table));
    sqlx::query(AssertSqlSafe(open)).execute(&mut *tx).await?;
    loop {
        // Not kept for the next file: its columns are others.
        let fetch = sqlx::query(AssertSqlSafe(format!("fetch forward {PIECE} from bundle")))
            .persistent(false);
        let rows = fetch.fetch_all(&mut *tx).await?;
        for row in &rows {
            for index in 0..header.len() {
                writer
                    .write_field(row.try_get::<Option<&str>, _>(index)?.unwrap_or_default())
                    .map_err(csv)?;
            }
            writer.write_record(None::<&[u8]>).map_err(csv)?;
        }
        written += rows.len();
        if rows.len() < PIECE {
            break;
        }
        progress(&format!("{}: {written} rows written", table.file_name()));
    }
    sqlx::query("close bundle").execute(&mut *tx).await?;
    writer.flush().map_err(|cause| ExchangeError::File {
        path: path.to_owned(),
        cause,
    })?;
    Ok(written)
}

fn select(table: &BundleTable) -> String {
    let entity = table.entity;
    let mut spelling = Spelling::new();
    let mut columns: Vec<String> = entity
        .stated()
        .map(|field| column(field, &mut spelling))
        .collect();
    if table.retires {
        columns.push("case when t.retired_at is not null then 'true' end".to_owned());
    }
    let order = spelling.order(entity);
    format!(
        "select {} from {} t{} where {} order by {order} collate \"C\"",
        columns.join(", "),
        entity.table,
        spelling.joins(),
        entity.only_sql("t"),
    )
}

fn column(field: &Field, spelling: &mut Spelling) -> String {
    let name = format!("t.{}", field.name);
    match field.kind {
        Kind::Reference(target) => spelling.reference(target, &name),
        Kind::Moment => {
            format!("to_char({name} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        }
        // One spelling of each number, however it was computed: 1.50 and 1.5 are the same figure.
        Kind::Number | Kind::Quantity { .. } | Kind::Money { .. } => {
            format!("trim_scale({name})::text")
        }
        _ => format!("{name}::text"),
    }
}

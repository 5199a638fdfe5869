//! The rows of a bundle in temporary tables, and what is wrong with them only beside each other: all of it a set at a time.
//!
//! `staged_<file>` holds the rows of a file: `line`, whether it is `faulty`, its `key` as other files spell it, `retired`, the
//! `number` it gets as a new record, and its cells as text (`v_…`). `known_<table>` holds the keys that references may name: of
//! the portal's own records and of the bundle's. Nothing here outlives the transaction.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AssertSqlSafe, PgConnection, Row as _};

use super::faults::Faults;
use super::keys;
use super::rows::Row;
use super::tables::BundleTable;
use crate::foundation::i18n::Said;
use crate::platform::registry::{Entity, Field, Kind};

/// How many bytes go to the database at once.
const PIECE: usize = 256 * 1024;

/// A file that is being staged.
pub struct Stage {
    pub table: BundleTable,
    pub file: String,
    /// For each stated field, whether the file has a column for it.
    pub given: Vec<bool>,
    pub says_retired: bool,
    /// Its keys can be read: what is not among them is not there.
    pub keys_known: bool,
    pub rows: usize,
}

impl Stage {
    pub fn name(&self) -> String {
        format!("staged_{}", self.table.stem())
    }

    /// The stated fields with their place, that the file says something of.
    pub fn stated(&self) -> impl Iterator<Item = &'static Field> {
        self.table
            .entity
            .stated()
            .zip(&self.given)
            .filter(|(_, given)| **given)
            .map(|(field, _)| field)
    }

    /// The next id of the table, where its rows have one of their own.
    fn next_number(&self) -> Option<String> {
        let table = self.table.entity.table;
        self.table
            .part_of
            .is_none()
            .then(|| format!("nextval(pg_get_serial_sequence('{table}', 'id'))"))
    }

    /// The fields by which a row points at another of its own table.
    pub fn own_references(&self) -> impl Iterator<Item = &'static Field> {
        self.references()
            .filter(|(_, target)| target.table == self.table.entity.table)
            .map(|(field, _)| field)
    }

    /// The fields that point at other records.
    pub fn references(&self) -> impl Iterator<Item = (&'static Field, &'static Entity)> {
        self.stated().filter_map(|field| match field.kind {
            Kind::Reference(target) => Some((field, target)),
            _ => None,
        })
    }
}

pub fn known(target: &Entity) -> String {
    format!("known_{}", target.table)
}

/// Opens the import: one board may hand over to the next in any order of rows.
pub async fn begin(tx: &mut PgConnection, actor: &str) -> sqlx::Result<()> {
    // Reports that were decided elsewhere may be written in this transaction only; that it happened is never forgotten.
    sqlx::query("insert into bundle_imports (imported_by) values ($1)")
        .bind(actor)
        .execute(&mut *tx)
        .await?;
    sqlx::query("set constraints all deferred")
        .execute(&mut *tx)
        .await
        .map(drop)
}

/// Every indicator with its dimension, and whether some form takes it below zero.
pub async fn measures(tx: &mut PgConnection) -> sqlx::Result<Vec<(String, String, bool)>> {
    sqlx::query_as(
        "select i.code, i.dimension, exists (select 1 from form_lines l where l.indicator_id = i.id and l.may_be_negative)
           from indicators i",
    )
    .fetch_all(tx)
    .await
}

async fn run(tx: &mut PgConnection, sql: String) -> sqlx::Result<u64> {
    Ok(sqlx::query(AssertSqlSafe(sql))
        .execute(tx)
        .await?
        .rows_affected())
}

/// Makes the table of a file. New records take their numbers in the order of the file.
pub async fn create(tx: &mut PgConnection, stage: &Stage) -> sqlx::Result<()> {
    let entity = stage.table.entity;
    let number = match stage
        .next_number()
        .filter(|_| stage.own_references().next().is_none())
    {
        Some(next) => format!(" default {next}"),
        None => String::new(),
    };
    let cells: Vec<String> = entity
        .stated()
        .map(|field| format!("v_{} text", field.name))
        .collect();
    let sql = format!(
        "create temporary table {} (line bigint not null, faulty boolean not null, key text, retired boolean not null,
                                    number bigint{number}, {}) on commit drop",
        stage.name(),
        cells.join(", ")
    );
    run(tx, sql).await.map(drop)
}

/// Copies rows of a file into its table until `next` has no more; faults go where it puts them.
pub async fn copy(
    tx: &mut PgConnection,
    stage: &Stage,
    sound: bool,
    mut next: impl FnMut() -> Option<Row>,
) -> sqlx::Result<()> {
    let cells: Vec<String> = stage
        .table
        .entity
        .stated()
        .map(|field| format!("v_{}", field.name))
        .collect();
    let sql = format!(
        "copy {} (line, faulty, key, retired, {}) from stdin",
        stage.name(),
        cells.join(", ")
    );
    let mut copy = tx.copy_in_raw(&sql).await?;
    let mut piece = Vec::with_capacity(PIECE + 4096);
    while let Some(row) = next() {
        row.copy(!sound || !row.faults.is_empty(), &mut piece);
        if piece.len() > PIECE {
            copy.send(piece.as_slice()).await?;
            piece.clear();
        }
    }
    copy.send(piece.as_slice()).await?;
    copy.finish().await?;
    let name = stage.name();
    // What others of the same file point at comes before them.
    let points: Vec<String> = stage
        .own_references()
        .map(|field| format!("v_{} is not null", field.name))
        .collect();
    if let Some(next) = stage.next_number().filter(|_| !points.is_empty()) {
        let order = format!(
            "select line from {name} order by ({}), line",
            points.join(" or ")
        );
        let numbered = format!("select line, {next} as number from ({order}) o");
        run(
            tx,
            format!(
                "update {name} s set number = n.number from ({numbered}) n where n.line = s.line"
            ),
        )
        .await?;
    }
    run(tx, format!("analyze {name}")).await.map(drop)
}

/// Rows that say again what another row of the file says, or something else of the same.
pub async fn repeated(
    tx: &mut PgConnection,
    stage: &Stage,
    faults: &mut Faults,
    notices: &mut Vec<Said>,
) -> sqlx::Result<()> {
    let entity = stage.table.entity;
    let name = stage.name();
    let key: Vec<String> = entity
        .key
        .iter()
        .map(|column| format!("v_{column}"))
        .collect();
    let key = key.join(", ");
    let any = format!(
        "select exists (select 1 from {name} where key is not null group by {key} having count(*) > 1)"
    );
    if !sqlx::query_scalar::<_, bool>(AssertSqlSafe(any))
        .fetch_one(&mut *tx)
        .await?
    {
        return Ok(());
    }
    let cells: Vec<String> = entity
        .stated()
        .map(|field| format!("v_{}", field.name))
        .collect();
    let whole = format!("row(retired, {})::text", cells.join(", "));
    let sql = format!(
        "select line, first, whole = of_first, key
           from (select line, key, {whole} as whole, min(line) over w as first, first_value({whole}) over (w order by line) as of_first
                   from {name} where key is not null window w as (partition by {key})) q
          where line > first order by line"
    );
    let (mut same, mut other) = (Vec::new(), Vec::new());
    let last = entity
        .key
        .last()
        .and_then(|column| entity.field(column))
        .map_or("", |field| stage.table.column(field));
    for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *tx).await? {
        let (line, first): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        if row.try_get(2)? {
            notices.push(Said::new(
                format!("{}:{line} giống dòng {first}, chỉ đọc một lần", stage.file),
                format!(
                    "{}:{line} says the same as line {first} and was read once",
                    stage.file
                ),
            ));
            same.push(line);
        } else {
            let key: String = row.try_get(3)?;
            faults.at(
                &stage.file,
                line.unsigned_abs(),
                last,
                Said::new(
                    format!("{key} đã có ở dòng {first} với giá trị khác: giữ lại một dòng"),
                    format!("{key} is on line {first} already, with other values: keep one"),
                ),
            );
            other.push(line);
        }
    }
    sqlx::query(AssertSqlSafe(format!(
        "delete from {name} where line = any($1)"
    )))
    .bind(&same)
    .execute(&mut *tx)
    .await?;
    mark(tx, stage, &other).await
}

/// Marks lines as faulty.
pub async fn mark(tx: &mut PgConnection, stage: &Stage, lines: &[i64]) -> sqlx::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "update {} set faulty = true where line = any($1)",
        stage.name()
    );
    sqlx::query(AssertSqlSafe(sql))
        .bind(lines)
        .execute(tx)
        .await
        .map(drop)
}

/// Fills the tables of keys that the references of all files need.
pub async fn know(tx: &mut PgConnection, stages: &[Stage]) -> sqlx::Result<()> {
    let targets: BTreeMap<&str, &Entity> = stages
        .iter()
        .flat_map(Stage::references)
        .map(|(_, target)| (target.table, target))
        .collect();
    for (table, target) in targets {
        let known = known(target);
        let of_portal = format!(
            "create temporary table {known} on commit drop as
             select key, min(id) as id, count(*) > 1 as twice from ({}) k group by key",
            keys::key_query(target)
        );
        run(tx, of_portal).await?;
        // A parent that is not written takes its own with it; see `withdraw`.
        for stage in stages
            .iter()
            .filter(|stage| stage.table.entity.table == table && stage.table.part_of.is_none())
        {
            let of_bundle = format!(
                "insert into {known} (key, id, twice)
                 select s.key, min(s.number) filter (where not s.faulty), false from {} s
                  where s.key is not null and not exists (select 1 from {known} k where k.key = s.key) group by s.key",
                stage.name()
            );
            run(tx, of_bundle).await?;
        }
        run(tx, format!("analyze {known}")).await?;
    }
    Ok(())
}

/// References that name nothing, or more than one. Where the file of what they name cannot be read, that is the one fault.
pub async fn references(
    tx: &mut PgConnection,
    stages: &[Stage],
    unread: &BTreeSet<&str>,
    faults: &mut Faults,
) -> sqlx::Result<()> {
    for stage in stages {
        let mut lines = Vec::new();
        for (field, target) in stage.references() {
            let sql = format!(
                "select s.line, s.v_{column}, k.key is null from {} s left join {} k on k.key = s.v_{column}
                  where s.v_{column} is not null and (k.key is null or k.twice) order by s.line",
                stage.name(),
                known(target),
                column = field.name
            );
            for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *tx).await? {
                let (line, cell, missing): (i64, String, bool) =
                    (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
                lines.push(line);
                let message = match missing {
                    true if unread.contains(target.table) => continue,
                    true => Said::new(
                        format!("không có {cell} trong {}", target.table),
                        format!("there is no {} {cell}", target.table),
                    ),
                    false => Said::new(
                        format!("{cell} chỉ nhiều dòng của {}", target.table),
                        format!("{cell} names more than one of {}", target.table),
                    ),
                };
                faults.at(
                    &stage.file,
                    line.unsigned_abs(),
                    stage.table.column(field),
                    message,
                );
            }
        }
        mark(tx, stage, &lines).await?;
    }
    Ok(())
}

/// What is faulty names nothing that can be referred to: its own rows in other files are not written either, and not spoken of.
pub async fn withdraw(tx: &mut PgConnection, stage: &Stage, stages: &[Stage]) -> sqlx::Result<()> {
    let own = stage.table.entity.table;
    if stages
        .iter()
        .flat_map(Stage::references)
        .any(|(_, target)| target.table == own)
    {
        let sql = format!(
            "update {} k set id = null from {} s where s.key = k.key and s.faulty",
            known(stage.table.entity),
            stage.name()
        );
        run(tx, sql).await?;
    }
    Ok(())
}

/// Marks the rows whose parents are not written, and theirs in the same file.
pub async fn leave_out(tx: &mut PgConnection, stage: &Stage) -> sqlx::Result<()> {
    let name = stage.name();
    loop {
        let mut left_out = 0;
        for (field, target) in stage.references() {
            let known = known(target);
            let sql = format!(
                "update {name} s set faulty = true
                  where not s.faulty and s.v_{0} is not null
                    and not exists (select 1 from {known} k where k.key = s.v_{0} and k.id is not null)",
                field.name
            );
            left_out += run(tx, sql).await?;
            if target.table == stage.table.entity.table {
                run(tx, format!("update {known} k set id = null from {name} s where s.key = k.key and s.faulty")).await?;
            }
        }
        if left_out == 0 {
            return Ok(());
        }
    }
}

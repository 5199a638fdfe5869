//! The rows of a staged file into the portal's tables: a set at a time, and where the database refuses the set, row by row only
//! as far as it takes to say which lines it refuses and why.

mod statement;

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, PgConnection, Row as _};

use self::statement::{audit_sql, course, insert_sql, ready_sql, same_owner, update_sql};
use super::faults::Faults;
use super::refusal::refusal;
use super::staging::{self, Stage};
use super::tables::BundleTable;
use crate::foundation::audit;
use crate::foundation::i18n::{Said, Text};
use crate::foundation::kernel::Origin;
use crate::registers::board::BOARD;

/// From how many rows on the database looks at a table anew, and after how many of them first.
const LARGE: usize = 1_000;
const SAMPLE: usize = 300;

/// What an import may not do to a log.
const REWRITTEN: Text = Text::new(
    "khác với sổ; sổ chỉ ghi thêm: thêm một lần sửa mới",
    "differs from the ledger, which is append-only: add a revision instead",
);

/// Writes a file's sound rows. Returns how many were added or changed.
///
/// # Errors
/// Whatever else the database says than that it refuses a row.
pub async fn write(
    tx: &mut PgConnection,
    stage: &Stage,
    origin: &Origin,
    faults: &mut Faults,
) -> sqlx::Result<u64> {
    // Nothing of a file whose columns cannot be told can be written.
    if stage.stated().next().is_none() {
        return Ok(0);
    }
    if !faults.is_empty() {
        staging::leave_out(tx, stage).await?;
    }
    let ready = format!("ready_{}", stage.table.stem());
    run(tx, ready_sql(stage, &ready, !faults.is_empty())).await?;
    run(tx, format!("analyze {ready}")).await?;
    refuse_other_records(tx, stage, &ready, faults).await?;
    if !faults.is_empty() {
        // What cannot be written because of another row is no more there than that row, and not spoken of.
        let name = stage.name();
        let sql = format!(
            "update {name} s set faulty = true where not exists (select 1 from {ready} r where r.line = s.line)"
        );
        run(tx, sql).await?;
    }
    let statements = Statements::new(stage, &ready);
    let sql = format!("select line from {ready} where state in ('new', 'changed') order by line");
    let lines: Vec<i64> = sqlx::query_scalar(AssertSqlSafe(sql))
        .fetch_all(&mut *tx)
        .await?;
    // Triggers look up the table they are of: they plan by what the first rows look like, not by an empty table.
    let large = lines.len() > LARGE && stage.own_references().next().is_none();
    let (sample, rest) = lines.split_at(if large { SAMPLE } else { 0 });
    let mut changed = 0;
    for part in [sample, rest] {
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            continue;
        };
        match statements.put(tx, *first, *last, &[]).await? {
            Ok(done) => changed += done,
            Err(error) => {
                let refused = statements.search(tx, stage, part, error, faults).await?;
                changed += u64::try_from(part.len() - refused.len()).unwrap_or(u64::MAX);
                staging::mark(tx, stage, &refused).await?;
            }
        }
        if large {
            run(tx, format!("analyze {}", stage.table.entity.table)).await?;
        }
    }
    if faults.is_empty() && changed > 0 {
        let subject = stage
            .table
            .part_of
            .map_or(stage.table.entity.table, |(_, subject)| subject);
        audit::record_all(tx, origin, "imported", subject, &audit_sql(stage, &ready)).await?;
    }
    Ok(changed)
}

async fn run(tx: &mut PgConnection, sql: String) -> sqlx::Result<u64> {
    Ok(sqlx::query(AssertSqlSafe(sql))
        .execute(tx)
        .await?
        .rows_affected())
}

/// A log that would be rewritten, and a code that is another kind of record's.
async fn refuse_other_records(
    tx: &mut PgConnection,
    stage: &Stage,
    ready: &str,
    faults: &mut Faults,
) -> sqlx::Result<()> {
    let append_only = stage.table.append_only;
    let sql = format!(
        "select line, state, differing from {ready} where state = 'other' or $1 and state = 'changed' order by line"
    );
    let mut lines = Vec::new();
    for row in sqlx::query(AssertSqlSafe(sql))
        .bind(append_only)
        .fetch_all(&mut *tx)
        .await?
    {
        let (line, state, differing): (i64, String, Option<String>) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let entity = stage.table.entity;
        let (column, message) = match state.as_str() {
            "other" => (
                entity.key.join(", "),
                Said::new(
                    format!("tên này đã là của một bản ghi khác trong {}", entity.table),
                    format!(
                        "this is the name of another record of {} already",
                        entity.table
                    ),
                ),
            ),
            _ => (differing.unwrap_or_default(), REWRITTEN.into()),
        };
        faults.at(&stage.file, line.unsigned_abs(), &column, message);
        lines.push(line);
    }
    if !lines.is_empty() {
        sqlx::query(AssertSqlSafe(format!(
            "delete from {ready} where line = any($1)"
        )))
        .bind(&lines)
        .execute(&mut *tx)
        .await?;
    }
    staging::mark(tx, stage, &lines).await
}

/// The statements that write a range of lines. What an update sets free an insert may take; what points at a row of its own
/// table is written after that row.
struct Statements(Vec<String>);

impl Statements {
    fn new(stage: &Stage, ready: &str) -> Statements {
        let range = "r.line between $1 and $2 and r.line <> all($3)";
        let points: Vec<String> = stage
            .own_references()
            .map(|field| format!("r.c_{} is not null", field.name))
            .collect();
        let update = update_sql(stage, ready);
        let insert = format!(
            "{} where r.state = 'new' and {range} order by r.line",
            insert_sql(stage, ready)
        );
        let mut all = Vec::new();
        match (update, points.is_empty()) {
            (None, _) => all.push(insert),
            (Some(update), true) => all.extend([format!("{update} and {range}"), insert]),
            (Some(update), false) => {
                let points = points.join(" or ");
                let first = format!("{update} and {range} and not ({points})");
                all.extend([
                    first,
                    insert,
                    format!("{update} and {range} and ({points})"),
                ]);
            }
        }
        Statements(all)
    }

    /// Writes the lines from `first` to `last` but some. The inner error is the database's refusal; nothing is written then.
    async fn put(
        &self,
        tx: &mut PgConnection,
        first: i64,
        last: i64,
        but: &[i64],
    ) -> sqlx::Result<Result<u64, sqlx::Error>> {
        run(tx, "savepoint bundle_rows".to_owned()).await?;
        let mut changed = 0;
        for statement in &self.0 {
            let query = sqlx::query(AssertSqlSafe(statement.clone()))
                .bind(first)
                .bind(last)
                .bind(but);
            match query.execute(&mut *tx).await {
                Ok(done) => changed += done.rows_affected(),
                Err(error @ sqlx::Error::Database(_)) => {
                    run(tx, "rollback to savepoint bundle_rows".to_owned()).await?;
                    run(tx, "release savepoint bundle_rows".to_owned()).await?;
                    return Ok(Err(error));
                }
                Err(error) => return Err(error),
            }
        }
        run(tx, "release savepoint bundle_rows".to_owned()).await?;
        Ok(Ok(changed))
    }

    /// Finds the lines that the database refuses, by halves: what it takes stays for those that follow. A log that is right step by
    /// step is written so, where it is not right all at once.
    async fn search(
        &self,
        tx: &mut PgConnection,
        stage: &Stage,
        lines: &[i64],
        whole: sqlx::Error,
        faults: &mut Faults,
    ) -> sqlx::Result<Vec<i64>> {
        let (mut refused, mut left_out) = (Vec::new(), Vec::new());
        let mut ranges = vec![lines];
        let mut said = false;
        while let Some(range) = ranges.pop() {
            let (Some(first), Some(last)) = (range.first(), range.last()) else {
                continue;
            };
            let Err(error) = self.put(tx, *first, *last, &left_out).await? else {
                continue;
            };
            if let Some((left, right)) = range
                .split_at_checked(range.len() / 2)
                .filter(|(left, _)| !left.is_empty())
            {
                ranges.extend([right, left]);
                continue;
            }
            refused.push(*first);
            left_out.push(*first);
            left_out.extend(self.rest_of_course(tx, stage, *first).await?);
            // A row that is not there because it was refused itself is no fault of those that name it.
            if error
                .as_database_error()
                .is_none_or(|cause| !cause.is_foreign_key_violation())
            {
                faults.add(refusal(tx, &stage.table, first.unsigned_abs(), &error).await?);
                said = true;
            }
        }
        if !refused.is_empty() && !said && faults.is_empty() {
            faults.add(refusal(tx, &stage.table, 0, &whole).await?);
        }
        Ok(refused)
    }

    /// The lines after a refused one of the same log.
    async fn rest_of_course(
        &self,
        tx: &mut PgConnection,
        stage: &Stage,
        line: i64,
    ) -> sqlx::Result<Vec<i64>> {
        let Some(owner) = course(stage) else {
            return Ok(Vec::new());
        };
        let name = stage.name();
        let sql = format!(
            "select s.line from {name} s join {name} f on f.line = $1 and {} where s.line > f.line",
            same_owner(&owner, "f", "s")
        );
        sqlx::query_scalar(AssertSqlSafe(sql))
            .bind(line)
            .fetch_all(tx)
            .await
    }
}

/// What only the whole bundle shows: the boards' times, leases that together let more than a parcel.
///
/// # Errors
/// Whatever else the database says.
pub async fn conclude(
    tx: &mut PgConnection,
    tables: &[BundleTable],
    faults: &mut Faults,
) -> sqlx::Result<()> {
    let sql = "select c.conname from pg_constraint c where c.condeferrable and c.conrelid <> 0 order by c.conname";
    let names: BTreeSet<String> = sqlx::query_scalar::<_, String>(sql)
        .fetch_all(&mut *tx)
        .await?
        .into_iter()
        .collect();
    for name in names {
        run(tx, "savepoint bundle_end".to_owned()).await?;
        match run(tx, format!("set constraints \"{name}\" immediate")).await {
            Ok(_) => {}
            Err(error @ sqlx::Error::Database(_)) => {
                run(tx, "rollback to savepoint bundle_end".to_owned()).await?;
                let table = error
                    .as_database_error()
                    .and_then(|cause| cause.table())
                    .unwrap_or_default()
                    .to_owned();
                let named = tables.iter().find(|known| known.entity.table == table);
                let named = named.or_else(|| {
                    tables
                        .iter()
                        .find(|known| known.entity.table == BOARD.table)
                });
                if let Some(table) = named {
                    faults.add(refusal(tx, table, 0, &error).await?);
                }
            }
            Err(error) => return Err(error),
        }
        run(tx, "release savepoint bundle_end".to_owned()).await?;
    }
    Ok(())
}

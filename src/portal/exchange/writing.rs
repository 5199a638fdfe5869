//! The rows of a staged file into the portal's tables: a set at a time, and where the database refuses the set, row by row only
//! as far as it takes to say which lines it refuses and why.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, PgConnection, Row as _};

use super::faults::Faults;
use super::refusal::refusal;
use super::staging::{self, Stage, known};
use super::tables::BundleTable;
use crate::foundation::audit;
use crate::foundation::kernel::Origin;
use crate::platform::registry::{Field, Kind, store};
use crate::registers::board::BOARD;

/// From how many rows on the database looks at a table anew, and after how many of them first.
const LARGE: usize = 1_000;
const SAMPLE: usize = 300;

/// What an import may not do to a log.
const REWRITTEN: &str = "differs from the ledger, which is append-only: add a revision instead";

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

/// What an empty part of a key is taken as, so that rows with and without it are found by their hashes.
fn stand_in(field: &Field) -> &'static str {
    match field.kind {
        Kind::Reference(_) | Kind::Integer { .. } => "-1",
        Kind::Date => "'-infinity'::date",
        _ => "''",
    }
}

/// The rows that can be written, typed, with the ids of what they refer to; beside each the record that is there already.
fn ready_sql(stage: &Stage, ready: &str, some_faulty: bool) -> String {
    let entity = stage.table.entity;
    let (mut columns, mut joins, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    let mut typed = |field: &Field| match field.kind {
        Kind::Reference(target) => {
            let alias = format!("k_{}", field.name);
            joins.push(format!(
                "left join {} {alias} on {alias}.key = s.v_{}",
                known(target),
                field.name
            ));
            whole.push(format!(
                "(s.v_{} is null or {alias}.id is not null)",
                field.name
            ));
            format!("{alias}.id")
        }
        _ => format!("s.v_{}::{}", field.name, store::cast(field)),
    };
    let mut same_key = Vec::new();
    let mut differing = Vec::new();
    for (field, given) in entity.stated().zip(&stage.given) {
        let name = field.name;
        let value = given.then(|| typed(field));
        if entity.key.contains(&name) {
            same_key.push(match &value {
                Some(value) if field.required => format!("t.{name} = {value}"),
                Some(value) => format!(
                    "coalesce(t.{name}, {empty}) = coalesce({value}, {empty})",
                    empty = stand_in(field)
                ),
                None => format!("t.{name} is null"),
            });
        } else if let Some(value) = &value {
            differing.push(format!(
                "case when t.{name} is distinct from {value} then '{}' end",
                stage.table.column(field)
            ));
        }
        columns.extend(value.map(|value| format!("{value} as c_{name}")));
    }
    if stage.says_retired {
        differing.push(
            "case when (t.retired_at is not null) <> s.retired then 'retired' end".to_owned(),
        );
    }
    let id = match stage.table.part_of {
        Some((owner, _)) => format!("k_{owner}.id"),
        None => "coalesce(t.id, s.number)".to_owned(),
    };
    let other = entity
        .only
        .as_ref()
        .map(|only| format!("when t.{} <> '{}' then 'other'", only.column, only.value));
    if let Some(owner) = course(stage).filter(|_| some_faulty) {
        let name = stage.name();
        whole.push(format!(
            "not exists (select 1 from {name} f where f.faulty and {})",
            same_owner(&owner, "f", "s")
        ));
    }
    whole.push("not s.faulty".to_owned());
    format!(
        "create temporary table {ready} on commit drop as
         select line, id, retired, differing, {names},
                case when not there then 'new' when other then 'other' when differing is null then 'same' else 'changed' end as state
           from (select s.line, {id} as id, s.retired, t.ctid is not null as there,
                        coalesce(case {other} end = 'other', false) as other,
                        coalesce({differing}) as differing, {columns}
                   from {staged} s {joins} left join {table} t on {same_key}
                  where {whole}) q
          order by line",
        names = columns.iter().filter_map(|column| column.rsplit(' ').next()).collect::<Vec<_>>().join(", "),
        other = other.unwrap_or_else(|| "when false then ''".to_owned()),
        differing = if differing.is_empty() { "null::text".to_owned() } else { format!("{}, null", differing.join(", ")) },
        columns = columns.join(", "),
        staged = stage.name(),
        joins = joins.join(" "),
        table = entity.table,
        same_key = same_key.join(" and "),
        whole = whole.join(" and "),
    )
}

/// The columns that name whose log a row is in, where its rows follow each other by number: after a faulty one the rest of the
/// log says nothing certain.
fn course(stage: &Stage) -> Option<Vec<&'static str>> {
    let (last, owner) = stage.table.entity.key.split_last()?;
    (stage.table.append_only && *last == "number").then(|| owner.to_vec())
}

fn same_owner(owner: &[&str], left: &str, right: &str) -> String {
    let same: Vec<String> = owner
        .iter()
        .map(|name| format!("coalesce({left}.v_{name}, '') = coalesce({right}.v_{name}, '')"))
        .collect();
    same.join(" and ")
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
                format!(
                    "this is the name of another record of {} already",
                    entity.table
                ),
            ),
            _ => (differing.unwrap_or_default(), REWRITTEN.to_owned()),
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

/// What the log of changes says of the rows that were written.
fn audit_sql(stage: &Stage, ready: &str) -> String {
    let entity = stage.table.entity;
    let named = stage
        .stated()
        .filter(|field| !stage.table.private || entity.key.contains(&field.name));
    let pairs: Vec<String> = named
        .map(|field| format!("'{0}', s.v_{0}", field.name))
        .collect();
    format!(
        "select r.id, jsonb_build_object({}) from {ready} r join {} s on s.line = r.line
          where r.state in ('new', 'changed') order by r.line",
        pairs.join(", "),
        stage.name()
    )
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

fn insert_sql(stage: &Stage, ready: &str) -> String {
    let entity = stage.table.entity;
    let mut columns: Vec<String> = stage.stated().map(|field| field.name.to_owned()).collect();
    let mut values: Vec<String> = stage
        .stated()
        .map(|field| format!("r.c_{}", field.name))
        .collect();
    if stage.table.part_of.is_none() {
        columns.push("id".to_owned());
        values.push("r.id".to_owned());
    }
    if stage.says_retired {
        columns.push("retired_at".to_owned());
        values.push("case when r.retired then now() end".to_owned());
    }
    if let Some(only) = &entity.only {
        for (column, value) in std::iter::once(&(only.column, only.value)).chain(only.also) {
            columns.push((*column).to_owned());
            values.push(format!("'{value}'"));
        }
    }
    format!(
        "insert into {} ({}) overriding system value select {} from {ready} r",
        entity.table,
        columns.join(", "),
        values.join(", ")
    )
}

/// `update … where`, or `None` where a file only adds.
fn update_sql(stage: &Stage, ready: &str) -> Option<String> {
    let entity = stage.table.entity;
    let changing = stage
        .stated()
        .map(|field| field.name)
        .filter(|name| !entity.key.contains(name));
    let mut sets: Vec<String> = changing
        .map(|name| format!("{name} = r.c_{name}"))
        .collect();
    if stage.says_retired {
        sets.push(
            "retired_at = case when r.retired then coalesce(t.retired_at, now()) end".to_owned(),
        );
    }
    if sets.is_empty() || stage.table.append_only {
        return None;
    }
    if stage.table.versioned {
        sets.push("version = t.version + 1".to_owned());
    }
    let same = match stage.table.part_of {
        Some(_) => entity
            .key
            .iter()
            .map(|name| format!("t.{name} = r.c_{name}"))
            .collect::<Vec<_>>()
            .join(" and "),
        None => "t.id = r.id".to_owned(),
    };
    Some(format!(
        "update {} t set {} from {ready} r where {same} and r.state = 'changed'",
        entity.table,
        sets.join(", ")
    ))
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

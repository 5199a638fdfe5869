//! The statements that bring the rows of a staged file into a table, as text.

use crate::platform::registry::{Field, Kind, store};
use crate::portal::exchange::staging::{Stage, known};

/// What an empty part of a key is taken as, so that rows with and without it are found by their hashes.
fn stand_in(field: &Field) -> &'static str {
    match field.kind {
        Kind::Reference(_) | Kind::Integer { .. } => "-1",
        Kind::Date => "'-infinity'::date",
        _ => "''",
    }
}

/// The rows that can be written, typed, with the ids of what they refer to; beside each the record that is there already.
pub(super) fn ready_sql(stage: &Stage, ready: &str, some_faulty: bool) -> String {
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
        id = id_of(stage),
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

/// The id a row has or gets; a row without one of its own has its owner's.
fn id_of(stage: &Stage) -> String {
    match stage.table.part_of {
        Some((owner, _)) => format!("k_{owner}.id"),
        None => "coalesce(t.id, s.number)".to_owned(),
    }
}

/// The columns that name whose log a row is in, where its rows follow each other by number: after a faulty one the rest of the
/// log says nothing certain.
pub(super) fn course(stage: &Stage) -> Option<Vec<&'static str>> {
    let (last, owner) = stage.table.entity.key.split_last()?;
    (stage.table.append_only && *last == "number").then(|| owner.to_vec())
}

pub(super) fn same_owner(owner: &[&str], left: &str, right: &str) -> String {
    let same: Vec<String> = owner
        .iter()
        .map(|name| format!("coalesce({left}.v_{name}, '') = coalesce({right}.v_{name}, '')"))
        .collect();
    same.join(" and ")
}

/// What the log of changes says of the rows that were written.
pub(super) fn audit_sql(stage: &Stage, ready: &str) -> String {
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

pub(super) fn insert_sql(stage: &Stage, ready: &str) -> String {
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
pub(super) fn update_sql(stage: &Stage, ready: &str) -> Option<String> {
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

//! Every column that a trigger or a function of the database writes is held by a check, or says here why it is not.

use std::collections::{BTreeMap, BTreeSet};

use izportal::outputs::verification::Check;

/// What the database writes and nothing recomputes.
const NOT_DERIVED: &[(&str, &str, &str)] = &[
    ("agenda_steps", "number", "the name of an entry, given once"),
    (
        "edition_registrations",
        "number",
        "the name of an entry, given once",
    ),
    ("filings", "accepted_in", "the transaction that accepted it"),
    (
        "parcel_areas",
        "*",
        "the area before a change, kept by it; nothing else knows it",
    ),
    (
        "parcel_events",
        "*",
        "an entry of the log, caused by a lease or a recovery",
    ),
    ("plans", "board_id", "typed, or proposed once"),
    (
        "project_event_rates",
        "*",
        "copied once, and no later rate changes it",
    ),
    (
        "project_events",
        "former",
        "what stood before, by hand too; nothing else knows it",
    ),
    (
        "project_events",
        "number",
        "the name of an entry, given once",
    ),
    (
        "project_events",
        "origin",
        "stated by the entry, or by the register when it was recorded",
    ),
    ("projects", "aim", "typed; an event changes it once"),
    (
        "projects",
        "enterprise_id",
        "typed; an event changes it once",
    ),
    ("projects", "name", "typed; an event changes it once"),
    (
        "register_declarations",
        "number",
        "the name of an entry, given once",
    ),
    ("standards_stamp", "stamp", "chance"),
    (
        "wastewater_readings",
        "number",
        "the name of an entry, given once",
    ),
    (
        "work_statements",
        "number",
        "the name of an entry, given once",
    ),
];

/// The columns an assignment list names: up to the end of the list, on its own level.
fn assigned(list: &str) -> Vec<String> {
    let mut depth = 0;
    let (mut columns, mut part) = (Vec::new(), String::new());
    for word in list.split_inclusive([' ', '\n', ',', ';', '(', ')']) {
        let bare = word.trim_end_matches([' ', '\n', ',', ';', '(', ')']);
        if depth == 0 && matches!(bare, "from" | "where" | "returning") {
            break;
        }
        part.push_str(bare);
        match word.chars().last() {
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            Some(',') if depth == 0 => columns.push(std::mem::take(&mut part)),
            Some(';') => break,
            _ => part.push(' '),
        }
        if depth < 0 {
            break;
        }
    }
    columns.push(part);
    let name = |part: &String| part.split('=').next().unwrap_or_default().trim().to_owned();
    columns.iter().map(name).collect()
}

/// What follows each occurrence of `start` in a text.
fn after<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(start)
        .map(move |(at, _)| &text[at + start.len()..])
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The tables and columns that functions of the schema write; `*` where they write rows.
fn written(schema: &str) -> BTreeSet<(String, String)> {
    let mut triggers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in schema.lines().filter(|line| line.contains(" TRIGGER ")) {
        let table = line.split(" ON ").nth(1).map(word);
        let function = line.split("EXECUTE FUNCTION ").nth(1).map(word);
        let (Some(table), Some(function)) = (table, function) else {
            continue;
        };
        triggers.entry(function).or_default().insert(table);
    }
    let mut found = BTreeSet::new();
    for function in after(schema, "CREATE FUNCTION ") {
        let name = word(function);
        let Some(body) = function.split("\n    AS $").nth(1) else {
            continue;
        };
        let body = body.split("$;\n").next().unwrap_or_default();
        let mut add = |table: &str, column: &str| {
            if column != "version" {
                found.insert((table.to_owned(), column.to_owned()));
            }
        };
        for rest in after(body, "insert into ") {
            add(word(rest), "*");
        }
        for rest in after(body, "update ") {
            let table = word(rest);
            let Some((_, list)) = rest.split_once(" set ").filter(|(head, _)| head.len() < 60)
            else {
                continue;
            };
            // What an insertion does on a conflict is told by the insertion.
            if table != "set" {
                assigned(list).iter().for_each(|column| add(table, column));
            }
        }
        let own = after(body, "new.").filter(|rest| rest[word(rest).len()..].starts_with(" :="));
        for rest in own.chain(after(body, "into new.")) {
            for table in triggers.get(name).into_iter().flatten() {
                add(table, word(rest));
            }
        }
    }
    found
}

#[test]
fn every_column_the_database_writes_has_its_check_or_says_why_not() {
    let schema = std::fs::read_to_string("docs/schema.sql").expect("the schema");
    let held: Vec<(&str, &str)> = Check::ALL
        .into_iter()
        .flat_map(|check| check.derived().iter().copied())
        .collect();
    let excused: Vec<(&str, &str)> = NOT_DERIVED
        .iter()
        .map(|(table, column, _)| (*table, *column))
        .collect();
    let written = written(&schema);
    let covers = |list: &[(&str, &str)], table: &str, column: &str| {
        list.contains(&(table, column)) || list.contains(&(table, "*"))
    };
    for known in [
        ("zone_totals", "*"),
        ("parcels", "state"),
        ("projects", "registered_capital"),
        ("schemes", "sponsored_vnd"),
    ] {
        let known = (known.0.to_owned(), known.1.to_owned());
        assert!(
            written.contains(&known),
            "{known:?} is not seen: {written:?}"
        );
    }
    let forgotten: Vec<_> = written
        .iter()
        .filter(|(table, column)| !covers(&held, table, column) && !covers(&excused, table, column))
        .collect();
    assert!(
        forgotten.is_empty(),
        "the database writes these, and no check of outputs/verification compares them: give each a check (model.rs, db/), or say in \
         this file why it does not follow from anything: {forgotten:?}"
    );
    let gone: Vec<_> = excused
        .iter()
        .filter(|(table, column)| !written.contains(&((*table).to_owned(), (*column).to_owned())))
        .collect();
    assert!(gone.is_empty(), "nothing writes these any more: {gone:?}");
}

/// What a check holds is there: a column renamed is renamed here too.
#[test]
fn what_the_checks_hold_is_in_the_schema() {
    let schema = std::fs::read_to_string("docs/schema.sql").expect("the schema");
    for (table, column) in Check::ALL.into_iter().flat_map(|check| check.derived()) {
        let made = schema
            .split(&format!("CREATE TABLE {table} (\n"))
            .nth(1)
            .and_then(|rest| rest.split("\n);").next())
            .unwrap_or_else(|| panic!("there is no table {table}"));
        let named = |line: &str| word(line.trim_start().trim_start_matches('"')) == *column;
        assert!(
            *column == "*" || made.lines().any(named),
            "{table} has no column {column}"
        );
    }
}

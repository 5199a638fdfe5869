//! The schema is told once: its files, what they make, the tables they are made from, and databases they did not make.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use izportal::foundation::database::{self, DatabaseError};
use izportal::foundation::kernel::{Frequency, Year};

use crate::support::{empty_database, new_database};

#[tokio::test]
async fn the_page_of_the_schema_is_what_the_migrations_make() {
    let db = empty_database().await;
    let version: String = sqlx::query_scalar("show server_version_num")
        .fetch_one(&db)
        .await
        .expect("a version");
    if !version.starts_with("15") {
        eprintln!("SKIPPED: docs/schema.sql is written by PostgreSQL 15, this is {version}");
        return;
    }
    let options = db.connect_options();
    let address = format!(
        "postgres://{}@{}:{}/{}",
        options.get_username(),
        options.get_host(),
        options.get_port(),
        options.get_database().expect("a name")
    );
    let made = Command::new("tests/tools/schema")
        .arg(address)
        .output()
        .expect("pg_dump runs");
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    assert!(
        fs::read("docs/schema.sql").expect("the page") == made.stdout,
        "docs/schema.sql is not what the migrations make: run `make prepare`"
    );
}

/// A list of VSIC as a statement.
fn codes(sql: &mut String, version: &str) {
    sql.push_str("\ninsert into industry_codes (version, code, parent, name) values\n");
    let mut lines = Vec::new();
    for row in rows(&format!("{version}.csv")) {
        let parent = match &row[1] {
            "" => "null".to_owned(),
            parent => format!("'{parent}'"),
        };
        let name = row[2].replace('\'', "''");
        lines.push(format!(
            "    ('{version}', '{}', {parent}, '{name}')",
            &row[0]
        ));
    }
    sql.push_str(&lines.join(",\n"));
    sql.push_str(";\n");
}

fn rows(file: &str) -> Vec<csv::StringRecord> {
    let path = Path::new("migrations/vsic").join(file);
    csv::Reader::from_path(path)
        .expect("a table")
        .records()
        .map(|row| row.expect("a row"))
        .collect()
}

/// All pairs of a code on lines of their own, four at most on one.
fn pairs(sql: &mut String) {
    sql.push_str(
        "\ninsert into industry_correspondence (from_code, to_code, partial, annex) values\n",
    );
    let mut lines: Vec<String> = Vec::new();
    let (mut from, mut on_line) = (String::new(), 0);
    for row in rows("2018-2025.csv") {
        let partial = &row[2] == "*";
        let pair = format!("('{}', '{}', {partial}, '{}')", &row[0], &row[1], &row[3]);
        match lines.last_mut() {
            Some(line) if from == row[0] && on_line < 4 => {
                write!(line, ", {pair}").expect("written");
                on_line += 1;
            }
            _ => {
                lines.push(format!("    {pair}"));
                on_line = 1;
            }
        }
        from = row[0].to_owned();
    }
    sql.push_str(&lines.join(",\n"));
    sql.push_str(";\n");
}

#[test]
fn the_vsic_lists_are_made_from_their_tables() {
    let mut sql = String::from(
        "-- Made from migrations/vsic/*.csv by the test foundation::schema::the_vsic_lists_are_made_from_their_tables: change those, and\n\
         -- write this file anew with IZPORTAL_WRITE_VSIC=1. Where the tables come from: migrations/vsic/README.md.\n",
    );
    codes(&mut sql, "2018");
    codes(&mut sql, "2025");
    pairs(&mut sql);
    let path = "migrations/0008_vsic.sql";
    if std::env::var_os("IZPORTAL_WRITE_VSIC").is_some() {
        fs::write(path, &sql).expect("the file is written");
    }
    assert!(
        fs::read_to_string(path).expect("the lists") == sql,
        "{path} is not what migrations/vsic/*.csv say: run the test with IZPORTAL_WRITE_VSIC=1"
    );
}

#[tokio::test]
async fn a_database_of_an_earlier_program_is_refused_as_it_stands() {
    let db = new_database().await;
    for sql in [
        "create table _sqlx_migrations (version bigint primary key, description text not null, installed_on timestamptz not null default now(),
         success boolean not null, checksum bytea not null, execution_time bigint not null)",
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (1, 'accounts and audit', true, '\\x01', 1), (42, 'days that count', true, '\\x02', 1)",
        "create table zones (id bigint primary key, code text)",
        "insert into zones values (1, 'TB')",
    ] {
        sqlx::query(sql).execute(&db).await.expect(sql);
    }
    let refused = database::migrate(&db).await;
    assert!(
        matches!(refused, Err(DatabaseError::Earlier)),
        "{refused:?}"
    );
    let left: String = sqlx::query_scalar(
        "select string_agg(tablename, ' ' order by tablename) || ' ' || (select code from zones) || ' ' || (select count(*) from _sqlx_migrations)
           from pg_tables where schemaname = 'public'",
    )
    .fetch_one(&db)
    .await
    .expect("what is there");
    assert_eq!(left, "_sqlx_migrations zones TB 2");
}

#[tokio::test]
async fn what_a_later_program_added_is_not_called_earlier() {
    let db = empty_database().await;
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, '\\x01', 1)",
    )
    .execute(&db)
    .await
    .expect("a row");
    let refused = database::migrate(&db).await;
    assert!(
        matches!(refused, Err(DatabaseError::Migrate(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_period_begins_and_ends_in_the_database_as_in_the_program() {
    let db = empty_database().await;
    // One with and one without the 29th of February.
    for year in [2023, 2024].map(|number| Year::new(number).expect("a year")) {
        for period in Frequency::ALL
            .into_iter()
            .flat_map(|often| often.periods(year))
        {
            let days: (chrono::NaiveDate, chrono::NaiveDate) =
                sqlx::query_as("select period_first_day($1), period_last_day($1)")
                    .bind(period.to_string())
                    .fetch_one(&db)
                    .await
                    .expect("days");
            assert_eq!(days, (period.first_day(), period.last_day()), "{period}");
        }
    }
}

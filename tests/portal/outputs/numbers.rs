//! Random boards against a program in another language, which reads the export and knows nothing of ours (`tests/tools/oracle`).

use std::fs;
use std::path::Path;
use std::process::Command;

use izportal::portal::exchange;
use sqlx::{AssertSqlSafe, PgPool};
use tempfile::TempDir;

use crate::support::Portal;

/// The first year of the boards and the last.
const YEARS: std::ops::RangeInclusive<i32> = 2019..=2023;
const ORACLE: &str = "tests/tools/oracle";

fn python(program: &str, arguments: &[&str]) -> (bool, String) {
    let output = Command::new("python3")
        .arg(format!("{ORACLE}/{program}"))
        .args(arguments)
        .output()
        .expect("python3 is there: tests/tools/install test");
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text)
}

fn path(dir: &TempDir, name: &str) -> String {
    dir.path().join(name).to_string_lossy().into_owned()
}

/// A board of a seed, with what people entered on top of its bundle through the browser.
async fn board(seed: u32) -> (TempDir, Portal) {
    let dir = tempfile::tempdir().expect("a directory");
    let bundle = path(&dir, "bundle");
    let (made, text) = python("board.py", &[&seed.to_string(), &bundle]);
    assert!(made, "{text}");
    let portal = Portal::of_bundle(&bundle).await;
    let text = fs::read_to_string(dir.path().join("actions.json")).expect("what people do");
    let actions: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    let admin = portal.sign_in("admin").await;
    let staff = portal.sign_in("staff").await;
    for action in &actions {
        let address = resolved(&portal.db, action["path"].as_str().expect("a path")).await;
        let form: Vec<(&str, &str)> = action["form"]
            .as_object()
            .expect("a form")
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().expect("a text")))
            .collect();
        let person = match address.starts_with("/projects") {
            true => &staff,
            false => &admin,
        };
        person.post(&address, &form).await.saved();
    }
    (dir, portal)
}

/// An address with the number of the record it names: `/projects/{projects:P1A}/events`.
async fn resolved(db: &PgPool, address: &str) -> String {
    let (before, rest) = address.split_once('{').expect("a record");
    let (named, after) = rest.split_once('}').expect("a record");
    let (table, code) = named.split_once(':').expect("a register and a code");
    let key = match table {
        "projects" => "code",
        "exchange_rates" => "year::text",
        _ => panic!("{table}"),
    };
    let id: i64 = sqlx::query_scalar(AssertSqlSafe(format!(
        "select id from {table} where {key} = $1"
    )))
    .bind(code)
    .fetch_one(db)
    .await
    .expect("the record");
    format!("{before}{id}{after}")
}

/// What the portal says: its export, and the pages of all years.
async fn told(dir: &TempDir, portal: &Portal) {
    let (export, pages) = (dir.path().join("export"), dir.path().join("pages"));
    exchange::export(&portal.db, &export)
        .await
        .expect("an export");
    fs::create_dir_all(&pages).expect("a folder");
    let leader = portal.sign_in("leader").await;
    let keep = async |address: String, file: String| {
        let page = leader.get(&address).await;
        assert!(page.status.is_success(), "{address}: {}", page.status);
        fs::write(pages.join(file), &page.bytes).expect("kept");
    };
    for year in YEARS {
        let file = format!("dashboard-{year}.json");
        keep(format!("/dashboard/{year}.json"), file).await;
        for sheet in [2101, 2104, 2106, 2114] {
            let file = format!("{sheet}-{year}.xlsx");
            keep(format!("/national/{year}/{sheet}.xlsx"), file).await;
        }
        for quarter in 1..=4 {
            let file = format!("2101-{year}-Q{quarter}.xlsx");
            keep(format!("/national/{year}-Q{quarter}/2101.xlsx"), file).await;
        }
    }
}

/// How many values the oracle compared; with what it says where one differs.
fn judged(dir: &Path) -> Result<u32, String> {
    let (right, text) = python("oracle.py", &[&dir.to_string_lossy()]);
    let compared = text
        .lines()
        .last()
        .and_then(|line| line.split(' ').next()?.parse().ok());
    match (right, compared) {
        (true, Some(compared)) => Ok(compared),
        _ => Err(text),
    }
}

async fn compared(seeds: impl Iterator<Item = u32>) -> u32 {
    let mut all = 0;
    for seed in seeds {
        let (dir, portal) = board(seed).await;
        told(&dir, &portal).await;
        match judged(dir.path()) {
            Ok(compared) => all += compared,
            Err(text) => panic!("board {seed}:\n{text}"),
        }
    }
    all
}

#[tokio::test]
async fn a_random_board_is_what_another_program_makes_of_its_export() {
    assert!(compared(1..=1).await > 2_000);
}

/// `make check-numbers`.
#[tokio::test]
#[ignore = "some minutes: make check-numbers"]
async fn many_random_boards_are_what_another_program_makes_of_their_exports() {
    let boards = std::env::var("BOARDS").ok();
    let boards = boards.and_then(|boards| boards.parse().ok()).unwrap_or(8);
    let all = compared(1..=boards).await;
    println!("{boards} boards, {all} values compared, none different");
    assert!(boards < 8 || all > 10_000);
}

/// A fault in a copy of the production's SQL: what it is, the function it is in, and what stands there instead.
type Fault = (&'static str, &'static str, &'static str, &'static str);

const FAULTS: [Fault; 12] = [
    (
        "capital in force by the certificate's currency",
        "valid_projects",
        "coalesce(f.origin, p.origin), p.kind",
        "case p.capital_currency when 'usd' then 'foreign' else 'domestic' end, p.kind",
    ),
    (
        "moved capital by the certificate's currency",
        "capital_movements",
        "p.zone_id, o.origin, p.capital_currency",
        "p.zone_id, case p.capital_currency when 'usd' then 'foreign' else 'domestic' end as origin, p.capital_currency",
    ),
    (
        "today's state of projects for a past day",
        "project_standings",
        "e.happened_on <= day",
        "day is not null",
    ),
    (
        "today's origin of projects for a past day",
        "former_project_origins",
        "l.happened_on > day",
        "l.happened_on is null",
    ),
    (
        "ended projects stay in force",
        "valid_projects",
        "s.status not in ('terminated', 'revoked')",
        "s.status is not null",
    ),
    (
        "less capital counted as more",
        "capital_movements",
        "e.kind = 'capital_changed' and e.capital > 0",
        "e.kind = 'capital_changed'",
    ),
    (
        "who was excused is not missing",
        "owing",
        "and e.retired_at is null",
        "and e.retired_at is null and not exists (select 1 from exemptions x where x.enterprise_id = e.id and x.period = r.period)",
    ),
    (
        "who was closed or suspended owes all the same",
        "owing",
        "(s.status = 'operating' or",
        "(s.status <> 'building' or",
    ),
    (
        "who moved in later owes the years before",
        "owing",
        "s.since <= r.last_day and",
        "s.since is not null and",
    ),
    (
        "an enterprise's origin by its own kind",
        "enterprise_origins",
        "coalesce(p.origin, case",
        "coalesce(null, case",
    ),
    (
        "the softest vintage counts",
        "figures_that_count",
        "order by indicator_id, project_id, vintage_rank(vintage) desc",
        "order by indicator_id, project_id, vintage_rank(vintage)",
    ),
    (
        "the first revision counts",
        "figures_that_count",
        "order by indicator_id, project_id, vintage, revision desc",
        "order by indicator_id, project_id, vintage, revision",
    ),
];

/// The same for views, whose text PostgreSQL writes anew.
const FAULTY_VIEWS: [Fault; 3] = [
    (
        "a later rate",
        "capital_steps",
        "r.rate",
        "(select max(x.rate) from exchange_rates x)",
    ),
    (
        "what the certificate prints is not read",
        "capital_steps",
        "e.equivalent",
        "null::numeric",
    ),
    (
        "cancelled entries count",
        "live_project_events",
        "c.corrects = e.number",
        "c.corrects = -1",
    ),
];

async fn run(db: &PgPool, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(db)
        .await
        .expect("the statement");
}

async fn text_of(db: &PgPool, asked: &'static str, name: &str) -> String {
    sqlx::query_scalar(asked)
        .bind(name)
        .fetch_one(db)
        .await
        .expect("its text")
}

/// What is kept of the ledger, made anew by the function that keeps it.
const ROLLED_UP: &str = "select count(roll_up_projects(enterprise_id, period)) from (select distinct enterprise_id, period from figures) f";

#[tokio::test]
async fn the_other_program_finds_each_fault_planted_in_the_sql() {
    let (dir, portal) = board(1).await;
    let db = &portal.db;
    let function = "select pg_get_functiondef(oid) from pg_proc where proname = $1";
    let view = "select 'create or replace view ' || $1 || ' as ' || pg_get_viewdef($1::regclass)";
    let faults = FAULTS
        .iter()
        .map(|fault| (fault, function))
        .chain(FAULTY_VIEWS.iter().map(|fault| (fault, view)));
    let mut missed = Vec::new();
    for ((what, name, from, to), asked) in faults {
        let right = text_of(db, asked, name).await;
        assert!(right.contains(from), "{name} has no {from}: {right}");
        run(db, right.replacen(from, to, 1)).await;
        let kept = *name == "figures_that_count";
        if kept {
            run(db, ROLLED_UP.to_owned()).await;
        }
        told(&dir, &portal).await;
        if judged(dir.path()).is_ok() {
            missed.push(what);
        }
        run(db, right).await;
        if kept {
            run(db, ROLLED_UP.to_owned()).await;
        }
    }
    assert!(missed.is_empty(), "not found: {missed:?}");
    told(&dir, &portal).await;
    judged(dir.path()).expect("all is right again");
}

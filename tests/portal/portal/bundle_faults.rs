//! What is wrong with a bundle: every real fault once, all at once, with file, line and column; and what is right is taken.

use crate::portal::bundle::{copy_of_the_demo, edit};
use crate::support::{Portal, empty_database};
use izportal::foundation::kernel::Origin;
use izportal::portal::exchange::{self, ExchangeError};
use sqlx::PgPool;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::TempDir;

fn case(name: &str) -> std::path::PathBuf {
    Path::new("tests/fixtures/bundles").join(name)
}

pub(super) async fn import(db: &PgPool, dir: &Path) -> Result<exchange::Report, ExchangeError> {
    exchange::import(db, dir, &Origin::command("test")).await
}

/// The faults of a bundle that is refused, one a line.
pub(super) async fn faults(db: &PgPool, dir: &Path) -> Vec<String> {
    match import(db, dir).await.expect_err("refused") {
        ExchangeError::Faults(faults) => faults.iter().map(ToString::to_string).collect(),
        other => panic!("{other}"),
    }
}

/// A case over the demonstration year, whose board stays the portal's own.
pub async fn import_over(db: &PgPool, name: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    for entry in fs::read_dir(case(name)).expect("a case") {
        let path = entry.expect("a file").path();
        let file = path.file_name().expect("a name").to_owned();
        if file != "boards.csv" {
            fs::copy(&path, dir.path().join(file)).expect("copied");
        }
    }
    import(db, dir.path()).await.expect("valid");
}

pub(super) fn write(dir: &TempDir, file: &str, text: impl AsRef<[u8]>) {
    fs::write(dir.path().join(file), text).expect("written");
}

/// Rewrites a file of a bundle record by record.
pub(super) fn rewrite(dir: &Path, file: &str, change: impl Fn(Vec<String>) -> Vec<String>) {
    let path = dir.join(file);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(&path)
        .expect("a file of the bundle");
    let records: Vec<Vec<String>> = reader
        .records()
        .map(|record| {
            record
                .expect("a record")
                .iter()
                .map(str::to_owned)
                .collect()
        })
        .collect();
    let mut writer = csv::Writer::from_path(&path).expect("written");
    for record in records {
        writer.write_record(change(record)).expect("written");
    }
}

#[tokio::test]
async fn twelve_faults_are_twelve_lines() {
    let db = empty_database().await;
    let wanted: Vec<String> = (2..14)
        .map(|line| format!("zones.csv:{line} [province] Please fill this in."))
        .collect();
    assert_eq!(faults(&db, &case("cascade")).await, wanted);
    assert!(exchange::is_empty(&db).await.expect("a count"));
}

#[tokio::test]
async fn faults_are_said_in_vietnamese_too() {
    let dir = copy_of_the_demo();
    write(&dir, "zone.csv", "code\n");
    edit(dir.path(), "zones.csv", "code,name,", "code,nam,");
    edit(dir.path(), "exchange_rates.csv", "23159", "nhiều");
    edit(dir.path(), "projects.csv", ",DN01,", ",DN99,");
    edit(
        dir.path(),
        "targets.csv",
        ",32000000000,32,bvnd",
        ",32000000000,320,bvnd",
    );
    // What the database refuses is said once the rest is right.
    let of_database = copy_of_the_demo();
    edit(of_database.path(), "figures.csv", ",2021,", ",2021-13,");
    let mut faults = Vec::new();
    for dir in [&dir, &of_database] {
        let refused = import(&empty_database().await, dir.path()).await;
        let Err(ExchangeError::Faults(found)) = refused else {
            panic!("{refused:?}");
        };
        faults.extend(found);
    }
    let said: Vec<String> = faults
        .iter()
        .map(|fault| format!("{}: {}", fault.file, fault.message.vi))
        .collect();
    for wanted in [
        "zone.csv: không phải tệp của gói: có lẽ là zones.csv",
        "zones.csv: zones.csv không có cột tên này (có lẽ là “name”)",
        "exchange_rates.csv: nhiều không phải số viết như 1054.5",
        "projects.csv: không có DN99 trong enterprises",
        "figures.csv: kỳ viết là 2022, 2022-H1",
        "targets.csv: 320 bvnd là 320000000000, không phải 32000000000",
    ] {
        assert!(
            said.iter().any(|said| said.starts_with(wanted)),
            "{wanted}: {said:#?}"
        );
    }
    let english = |fault: &&exchange::Fault| fault.message.vi == fault.message.en;
    assert_eq!(faults.iter().find(english), None);
}

#[tokio::test]
async fn one_wrong_header_is_one_line_and_names_the_likely_column() {
    let dir = copy_of_the_demo();
    edit(dir.path(), "zones.csv", "code,name,", "kode,name,");
    let found = faults(&empty_database().await, dir.path()).await;
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("zones.csv:1 [kode] ") && found[0].contains("perhaps “code” is meant"),
        "{found:#?}"
    );

    let dir = copy_of_the_demo();
    edit(dir.path(), "figures.csv", ",reason,", ",colour,");
    edit(dir.path(), "phases.csv", "code,zone,", "code,code,");
    let found = faults(&empty_database().await, dir.path()).await;
    assert_eq!(found.len(), 3, "{found:#?}");
    assert_eq!(found[0], "phases.csv:1 [code] two columns have this name");
    assert_eq!(found[1], "phases.csv:1 [zone] this column is missing");
    assert!(
        found[2].starts_with("figures.csv:1 [colour] figures.csv has no column")
            && found[2].contains("newer izportal")
    );
}

#[tokio::test]
async fn a_part_of_a_bundle_is_a_bundle() {
    let portal = Portal::demo().await;
    assert_eq!(
        import(&portal.db, &case("partial-indicator"))
            .await
            .expect("valid")
            .changed(),
        1
    );
    let weight: String =
        sqlx::query_scalar("select w.code from indicators i join indicators w on w.id = i.weight_id where i.code = 'per_worker'")
            .fetch_one(&portal.db)
            .await
            .expect("the indicator");
    assert_eq!(weight, "workers");
    assert_eq!(
        import(&portal.db, &case("partial-indicator"))
            .await
            .expect("again")
            .changed(),
        0
    );
}

#[tokio::test]
async fn a_value_is_what_was_typed_in_its_unit() {
    let db = empty_database().await;
    let dir = copy_of_the_demo();
    let line = |file: &str, part: &str| {
        let text = fs::read_to_string(Path::new("demo").join(file)).expect("a file");
        text.lines()
            .position(|line| line.contains(part))
            .expect(part)
            + 1
    };
    let tenfold = line("figures.csv", "277373000000,\"277,373\",bvnd");
    edit(
        dir.path(),
        "figures.csv",
        "277373000000,\"277,373\",bvnd",
        "2773730000000,\"277,373\",bvnd",
    );
    let other = line("figures.csv", "6400000,\"6,4\",mvnd");
    edit(
        dir.path(),
        "figures.csv",
        "6400000,\"6,4\",mvnd",
        "6400000,\"6,4\",ha",
    );
    let typed = line("targets.csv", ",32000000000,32,bvnd");
    edit(
        dir.path(),
        "targets.csv",
        ",32000000000,32,bvnd",
        ",32000000000,320,bvnd",
    );
    let entry = line("filing_entries.csv", ",2.146,mvnd,2146000000,");
    edit(
        dir.path(),
        "filing_entries.csv",
        ",2.146,mvnd,2146000000,",
        ",-2.146,mvnd,-2146000000,",
    );
    let found = faults(&db, dir.path()).await;
    let wanted = [
        format!("targets.csv:{typed} [value] 320 bvnd is 320000000000, not 32000000000"),
        format!(
            "filing_entries.csv:{entry} [value] budget cannot be negative: no form takes it below zero"
        ),
        format!(
            "figures.csv:{} [unit] ha does not measure avg_income: its units are vnd, kvnd, mvnd, bvnd",
            other
        ),
        format!("figures.csv:{tenfold} [value] 277,373 bvnd is 277373000000, not 2773730000000"),
    ];
    assert_eq!(found, wanted);
}

/// The case as its README makes it.
#[tokio::test]
async fn a_value_ten_times_what_was_typed_is_refused_with_its_place() {
    let said = fs::read_to_string(case("value-against-raw").join("README")).expect("the case");
    let (from, to) = said
        .split_once("\"s/")
        .and_then(|(_, rest)| rest.split_once("/\" X/figures.csv"))
        .and_then(|(both, _)| both.split_once('/'))
        .expect("what it changes");
    let plain = |text: &str| text.replace("\\\"", "\"");
    let dir = copy_of_the_demo();
    edit(dir.path(), "figures.csv", &plain(from), &plain(to));
    let text = fs::read_to_string(dir.path().join("figures.csv")).expect("a file");
    let line = text.lines().position(|line| line.contains(&plain(to)));
    let line = line.expect("the row") + 1;
    assert_eq!(
        faults(&empty_database().await, dir.path()).await,
        [format!(
            "figures.csv:{line} [value] 277,373 bvnd is 277373000000, not 2773730000000"
        )]
    );
}

#[tokio::test]
async fn what_the_database_refuses_is_said_in_words_and_all_at_once() {
    let dir = copy_of_the_demo();
    // Two rules of tables, a log out of order, and one of two names for a tax code.
    rewrite(dir.path(), "exchange_rates.csv", |record| {
        record
            .into_iter()
            .map(|cell| {
                if cell == "23159" {
                    "23".to_owned()
                } else {
                    cell
                }
            })
            .collect()
    });
    edit(dir.path(), "figures.csv", ",2021,", ",2021-13,");
    edit(dir.path(), "projects.csv", "retired\n", "retired\n");
    let events = fs::read_to_string(dir.path().join("project_events.csv")).expect("events");
    let granted = events
        .lines()
        .position(|line| line.starts_with("DA01,1,granted"))
        .expect("the first event")
        + 1;
    edit(
        dir.path(),
        "project_events.csv",
        "DA01,1,granted,",
        "DA01,1,resumed,",
    );
    let found = faults(&empty_database().await, dir.path()).await;
    let said = |start: String| found.iter().any(|fault| fault.starts_with(&start));
    assert!(
        found
            .iter()
            .any(|fault| fault.starts_with("exchange_rates.csv:")
                && fault.contains("[rate] A rate lies between")),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .any(|fault| fault.starts_with("figures.csv:") && fault.contains("[period]")),
        "{found:#?}"
    );
    assert!(said(format!("project_events.csv:{granted} ")), "{found:#?}");
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(
        !found
            .iter()
            .any(|fault| fault.contains("constraint") || fault.contains("violates")),
        "{found:#?}"
    );
}

#[tokio::test]
async fn every_rule_of_the_tables_of_a_bundle_has_words() {
    let db = empty_database().await;
    // What follows from logs is in no bundle.
    let derived = [
        "projects_ended_after_granted",
        "obstacles_resolved_after_raised",
        "obstacles_resolved_has_date",
        "key_tasks_ended_has_date",
    ];
    let files: Vec<String> = fs::read_dir("demo")
        .expect("the demonstration bundle")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .replace(".csv", "")
        })
        .collect();
    let registries = izportal::portal::registries::REGISTRIES;
    let rules: Vec<(String, String, String)> = sqlx::query_as(
        "select r.relname::text, c.conname::text, regexp_replace(pg_get_expr(c.conbin, c.conrelid), '\\s+', ' ', 'g')
           from pg_constraint c join pg_class r on r.oid = c.conrelid where c.contype = 'c'",
    )
    .fetch_all(&db)
    .await
    .expect("the rules");
    assert!(rules.len() > 200);
    let silent: Vec<String> = rules
        .iter()
        .filter(|(table, name, rule)| {
            let of_a_bundle =
                files.contains(table) || registries.iter().any(|entity| entity.table == table);
            let in_a_form = registries
                .iter()
                .any(|entity| entity.constraints.iter().any(|(known, _, _)| known == name));
            of_a_bundle
                && !in_a_form
                && !derived.contains(&name.as_str())
                && exchange::in_words(name, rule).is_none()
        })
        .map(|(_, name, rule)| format!("{name}: {rule}"))
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[tokio::test]
async fn foreign_and_domestic_capital_go_by_the_origin_of_the_investor() {
    let portal = Portal::demo().await;
    import_over(&portal.db, "capital-by-origin").await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/dashboard/2023").await;
    let line = |name: &str| {
        let cells = page
            .cells("tr", "th, td")
            .into_iter()
            .find(|cells| cells.iter().any(|cell| cell.contains(name)));
        cells
            .unwrap_or_else(|| panic!("{name} in {}", page.words("main")))
            .join(" | ")
    };
    assert!(
        line("Vốn đăng ký mới trong nước").contains("175"),
        "{}",
        line("Vốn đăng ký mới trong nước")
    );
    assert!(
        line("Vốn đăng ký mới nước ngoài").contains("25"),
        "{}",
        line("Vốn đăng ký mới nước ngoài")
    );
}

#[tokio::test]
async fn bundles_with_odd_means_are_taken() {
    for name in ["capital-by-origin", "small-mean", "mean-overflow"] {
        import(&empty_database().await, &case(name))
            .await
            .expect(name);
    }
}

#[tokio::test]
async fn an_export_is_for_its_owner_only_and_follows_no_link() {
    let portal = Portal::demo().await;
    let parent = tempfile::tempdir().expect("a directory");
    let dir = parent.path().join("new").join("bundle");
    exchange::export(&portal.db, &dir).await.expect("an export");
    let mode = |path: &Path| {
        fs::symlink_metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o7777
    };
    assert_eq!(mode(&dir), 0o700);
    for entry in fs::read_dir(&dir).expect("files") {
        let path = entry.expect("a file").path();
        assert_eq!(mode(&path), 0o600, "{path:?}");
    }

    // A link in the folder is replaced, and what it points at stays.
    let target = parent.path().join("target");
    fs::write(&target, "mine").expect("written");
    fs::remove_file(dir.join("zones.csv")).expect("removed");
    std::os::unix::fs::symlink(&target, dir.join("zones.csv")).expect("a link");
    std::os::unix::fs::symlink(&target, dir.join(".boards.csv.unfinished")).expect("a link");
    exchange::export(&portal.db, &dir).await.expect("again");
    assert_eq!(fs::read_to_string(&target).expect("it is there"), "mine");
    assert_eq!(mode(&dir.join("zones.csv")), 0o600);
    assert!(!dir.join(".boards.csv.unfinished").exists());

    // A folder that others can look into is closed where it is a bundle's, and else refused and left as it was.
    let open = parent.path().join("open");
    fs::create_dir(&open).expect("made");
    let opened = || fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).expect("opened");
    opened();
    let report = exchange::export(&portal.db, &open)
        .await
        .expect("an empty folder");
    assert!(
        report.notices()[0].en.contains("open to others"),
        "{report}"
    );
    opened();
    exchange::export(&portal.db, &open)
        .await
        .expect("a bundle of before");
    assert_eq!(mode(&open), 0o700);
    opened();
    fs::write(open.join("diary"), "mine").expect("written");
    let error = exchange::export(&portal.db, &open)
        .await
        .expect_err("refused")
        .to_string();
    assert!(
        error.contains("open to others and holds other things"),
        "{error}"
    );
    assert_eq!(mode(&open), 0o755);
}

#[tokio::test]
async fn a_firm_suspended_later_changes_nothing_said_of_the_years_before() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let pages = [
        "/dashboard/2021",
        "/dashboard/2022",
        "/reviews/2022",
        "/national/2022/2104",
        "/duties?year=2021",
        "/duties?year=2022&state=all",
    ];
    let mut before = Vec::new();
    for page in pages {
        let shown = staff.get(page).await;
        assert!(shown.status.is_success(), "{page}: {}", shown.status);
        before.push(shown.words("main"));
    }
    assert_eq!(
        import(&portal.db, &case("suspended-later"))
            .await
            .expect("valid")
            .changed(),
        2
    );
    for (page, before) in pages.iter().zip(before) {
        assert_eq!(staff.get(page).await.words("main"), before, "{page}");
    }
}

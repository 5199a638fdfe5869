//! The files of a bundle: which columns they have, which may be missing, what Excel makes of them.

use super::bundle_faults::{faults, import, rewrite, write};
use crate::portal::bundle::{copy_of_the_demo, edit};
use crate::support::empty_database;
use std::fs;
use std::path::Path;

#[tokio::test]
async fn columns_go_by_name_and_those_that_may_be_empty_may_be_missing() {
    let dir = copy_of_the_demo();
    let (first, second) = (empty_database().await, empty_database().await);
    import(&first, Path::new("demo"))
        .await
        .expect("the demonstration year");
    // An older bundle: no projects anywhere, nothing retired; and the columns the other way round.
    let at = |file: &str, column: &str| {
        let header = fs::read_to_string(Path::new("demo").join(file)).expect("a file");
        header
            .lines()
            .next()
            .and_then(|line| line.split(',').position(|name| name == column))
            .expect("a column")
    };
    for (file, column) in [
        ("filings.csv", "project"),
        ("exemptions.csv", "project"),
        ("figures.csv", "project"),
        ("phases.csv", "retired"),
        ("forms.csv", "per_project"),
    ] {
        let place = at(file, column);
        rewrite(dir.path(), file, |mut record| {
            record.remove(place);
            record.reverse();
            record
        });
    }
    import(&second, dir.path()).await.expect("an older bundle");
    assert_eq!(
        import(&second, dir.path()).await.expect("again").changed(),
        0
    );
    // Over a portal that knows those columns it changes nothing: what it does not say stays.
    assert_eq!(
        import(&first, dir.path())
            .await
            .expect("over the new")
            .changed(),
        0
    );
    let count = "select count(*) from figures";
    let figures: (i64, i64) = (
        sqlx::query_scalar(count)
            .fetch_one(&first)
            .await
            .expect("figures"),
        sqlx::query_scalar(count)
            .fetch_one(&second)
            .await
            .expect("figures"),
    );
    assert_eq!(figures.0, figures.1);
}

#[tokio::test]
async fn nothing_in_the_folder_is_ignored_in_silence() {
    let dir = tempfile::tempdir().expect("a directory");
    let found = faults(&empty_database().await, dir.path()).await;
    assert!(
        found.len() == 1 && found[0].contains("no file of a bundle is here"),
        "{found:#?}"
    );

    write(&dir, "figure.csv", "");
    write(&dir, "Zones.CSV", "");
    write(&dir, "plans.xlsx", "");
    write(&dir, "quantum_states.csv", "");
    write(&dir, "README", "what this is");
    let found = faults(&empty_database().await, dir.path()).await.join("\n");
    assert_eq!(found.lines().count(), 4, "{found}");
    assert!(
        found.contains("figure.csv is no file of a bundle: perhaps figures.csv is meant"),
        "{found}"
    );
    assert!(
        found.contains("Zones.CSV is no file of a bundle: perhaps zones.csv is meant"),
        "{found}"
    );
    assert!(found.contains("plans.xlsx is a workbook"), "{found}");
    assert!(
        found.contains("quantum_states.csv is no file of a bundle")
            && found.contains("newer izportal"),
        "{found}"
    );

    let dir = copy_of_the_demo();
    write(&dir, "README", "what this is");
    let report = import(&empty_database().await, dir.path())
        .await
        .expect("an import");
    let [notice] = report.notices() else {
        panic!("{report}");
    };
    assert_eq!(
        notice.en,
        "README is no part of a bundle and was left alone"
    );
    assert_eq!(notice.vi, "README không thuộc gói, được để nguyên");
    assert!(report.to_string().contains("note: README"));
}

#[tokio::test]
async fn the_same_key_twice_is_a_fault_unless_it_says_the_same() {
    let dir = copy_of_the_demo();
    let zones = fs::read_to_string(dir.path().join("zones.csv")).expect("zones");
    let line = zones.lines().nth(1).expect("a zone").to_owned();
    write(&dir, "zones.csv", format!("{zones}{line}\n"));
    let db = empty_database().await;
    let report = import(&db, dir.path()).await.expect("an import");
    let last = zones.lines().count() + 1;
    let [notice] = report.notices() else {
        panic!("{report}");
    };
    assert_eq!(
        notice.en,
        format!("zones.csv:{last} says the same as line 2 and was read once")
    );

    let code = line.split(',').next().expect("a code").to_owned();
    write(
        &dir,
        "zones.csv",
        format!("{zones}{}\n", line.replacen(",KCN", ",KKT", 1)),
    );
    let found = faults(&db, dir.path()).await;
    assert_eq!(
        found,
        [format!(
            "zones.csv:{last} [code] {code} is on line 2 already, with other values: keep one"
        )]
    );
}

#[tokio::test]
async fn what_excel_saves_otherwise_is_refused_once_with_advice() {
    let dir = copy_of_the_demo();
    let zones = fs::read_to_string(dir.path().join("zones.csv")).expect("zones");
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(zones.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    write(&dir, "zones.csv", utf16);
    write(
        &dir,
        "enterprises.csv",
        fs::read_to_string("demo/enterprises.csv")
            .expect("enterprises")
            .replace(',', ";"),
    );
    write(
        &dir,
        "phases.csv",
        b"code,zone,name,note,retired\nI,TB,Giai \x70o\xe1n,,\n",
    );
    let found = faults(&empty_database().await, dir.path()).await;
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(
        found[0].starts_with("zones.csv is UTF-16") && found[0].contains("CSV UTF-8"),
        "{found:#?}"
    );
    assert!(
        found[1].starts_with("phases.csv:2 [name] ") && found[1].contains("CSV UTF-8"),
        "{found:#?}"
    );
    assert!(
        found[2].starts_with("enterprises.csv:1 the columns are separated by “;”"),
        "{found:#?}"
    );

    // A byte-order mark and Windows line ends are what “CSV UTF-8” of Excel has.
    for file in ["zones.csv", "enterprises.csv", "phases.csv", "boards.csv"] {
        let text = fs::read_to_string(Path::new("demo").join(file)).expect("a file");
        write(
            &dir,
            file,
            format!("\u{feff}{}", text.replace('\n', "\r\n")),
        );
    }
    import(&empty_database().await, dir.path())
        .await
        .expect("as Excel saves it");
    edit(dir.path(), "enterprises.csv", "DN03,", "DN03,,");
    let found = faults(&empty_database().await, dir.path()).await;
    assert!(
        found.len() == 1 && found[0].starts_with("enterprises.csv:4 "),
        "{found:#?}"
    );
}

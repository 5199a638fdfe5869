//! The bundle: what goes in comes out, and what is wrong is said by file, line and column.

use std::fs;
use std::path::Path;

use izportal::foundation::i18n::Lang;
use izportal::foundation::kernel::Origin;
use izportal::portal::accounts::actions::{AccountDraft, Giver};
use izportal::portal::exchange;
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

use crate::support::empty_database;

pub fn copy_of_the_demo() -> TempDir {
    let dir = tempfile::tempdir().expect("a directory");
    for entry in fs::read_dir("demo").expect("the demonstration bundle") {
        let path = entry.expect("a file").path();
        fs::copy(&path, dir.path().join(path.file_name().expect("a name"))).expect("copied");
    }
    dir
}

pub fn edit(dir: &Path, file: &str, from: &str, to: &str) {
    let path = dir.join(file);
    let text = fs::read_to_string(&path).expect("a file of the bundle");
    assert!(text.contains(from), "{from} in {file}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

#[tokio::test]
async fn export_gives_the_same_files_and_a_second_import_changes_nothing() {
    let db = empty_database().await;
    let origin = Origin::command("test");
    let first = exchange::import(&db, Path::new("demo"), &origin)
        .await
        .expect("the demonstration year");
    assert!(first.changed() > 500);
    // All figures came in one statement; the totals are those of each by itself.
    let totals = "select zone_id, indicator_id, period, vintage, trim_scale(total)::text, enterprises::bigint from zone_totals";
    let added = "select zone_id, indicator_id, period, vintage, trim_scale(sum(value))::text, count(distinct enterprise_id)
                   from (select distinct on (enterprise_id, indicator_id, period) * from (
                             select distinct on (enterprise_id, indicator_id, period, vintage) * from figures
                              order by enterprise_id, indicator_id, period, vintage, revision desc) newest
                          where value is not null
                          order by enterprise_id, indicator_id, period, vintage_rank(vintage) desc) best
                  group by 1, 2, 3, 4";
    let wrong = format!(
        "select count(*) from (({totals} except {added}) union all ({added} except {totals})) d"
    );
    assert_eq!(
        sqlx::query_scalar::<_, i64>(AssertSqlSafe(wrong))
            .fetch_one(&db)
            .await
            .expect("totals"),
        0
    );
    let second = exchange::import(&db, Path::new("demo"), &origin)
        .await
        .expect("again");
    assert_eq!(second.changed(), 0);
    let out = tempfile::tempdir().expect("a directory");
    exchange::export(&db, out.path()).await.expect("an export");
    let mut names = 0;
    for entry in fs::read_dir(out.path()).expect("files") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name");
        assert_eq!(
            fs::read_to_string(&path).expect("out"),
            fs::read_to_string(Path::new("demo").join(name)).expect("in"),
            "{name:?}"
        );
        names += 1;
    }
    assert_eq!(names, 69);
}

#[tokio::test]
async fn every_fault_is_reported_and_nothing_is_written() {
    let db = empty_database().await;
    let dir = copy_of_the_demo();
    edit(
        dir.path(),
        "enterprises.csv",
        "DN02,",
        "DN02,Tên,,0100047517,",
    );
    edit(dir.path(), "parcels.csv", "CN-01,TB,", "CN-01,KHONG-CO,");
    edit(dir.path(), "figures.csv", ",preliminary,", ",guess,");
    let error = exchange::import(&db, dir.path(), &Origin::command("test"))
        .await
        .expect_err("faults")
        .to_string();
    assert!(error.contains("enterprises.csv:3"), "{error}");
    assert!(
        error.contains("parcels.csv:2 [zone] there is no zones KHONG-CO"),
        "{error}"
    );
    assert!(
        error.contains("figures.csv:") && error.contains("[vintage]"),
        "{error}"
    );
    assert!(exchange::is_empty(&db).await.expect("a count"));
}

#[tokio::test]
async fn an_import_cannot_rewrite_the_ledger() {
    let db = empty_database().await;
    let origin = Origin::command("test");
    exchange::import(&db, Path::new("demo"), &origin)
        .await
        .expect("the demonstration year");
    let dir = copy_of_the_demo();
    edit(
        dir.path(),
        "figures.csv",
        ",preliminary,1,6800000,\"6,8\",",
        ",preliminary,1,7800000,\"7,8\",",
    );
    let error = exchange::import(&db, dir.path(), &origin)
        .await
        .expect_err("refused")
        .to_string();
    assert!(
        error.contains("figures.csv:3 [value] differs from the ledger, which is append-only"),
        "{error}"
    );
}

#[tokio::test]
async fn a_demonstration_never_enters_a_portal_in_use() {
    let db = empty_database().await;
    let draft = AccountDraft {
        username: "hoa.nt".to_owned(),
        display_name: "Nguyễn Thị Hoa".to_owned(),
        role: "administrator".to_owned(),
        password: "một mật khẩu dài".to_owned(),
        ..AccountDraft::default()
    };
    let giver = Giver::of(Origin::command("set-up"), Lang::Vi);
    izportal::portal::accounts::actions::create(&db, &giver, &draft)
        .await
        .ok()
        .expect("an account");
    assert!(
        izportal::portal::demo::load(&db).await.is_err(),
        "its passwords are known to everybody"
    );
    let (accounts, zones): (i64, i64) =
        sqlx::query_as("select (select count(*) from accounts), (select count(*) from zones)")
            .fetch_one(&db)
            .await
            .expect("counts");
    assert_eq!((accounts, zones), (1, 0));
}

//! The bundle through a browser: tried, taken whole into an empty portal, and taken out.

use std::fs;
use std::io::{Cursor, Read, Write};

use axum::http::StatusCode;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{Portal, empty_database, people};

/// A folder as an archive, its files in a folder of the archive.
pub fn archive(dir: &std::path::Path) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        zip.start_file(format!("goi/{name}"), SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(&fs::read(&path).expect("a file"))
            .expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

async fn zones(portal: &Portal) -> i64 {
    sqlx::query_scalar("select count(*) from zones")
        .fetch_one(&portal.db)
        .await
        .expect("zones")
}

#[tokio::test]
async fn an_empty_portal_takes_a_bundle_whole_or_not_at_all() {
    let db = empty_database().await;
    people(&db).await;
    let portal = Portal::over(db, |state| state).await;
    let admin = portal.sign_in("admin").await;
    admin.get("/set-up").await.says("main", "Nhập cả gói");

    // A faulty one: said by file, line and column, and nothing is written.
    let faulty = super::bundle::copy_of_the_demo();
    super::bundle::edit(faulty.path(), "zones.csv", "operating", "gone");
    let bytes = archive(faulty.path());
    let sent = admin.upload("/bundle", &[], &[("goi.zip", &bytes)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = admin.get("/bundle").await;
    page.says("main", "Không nhập được");
    let found = page.cells("tbody tr", "th, td").concat().join("|");
    assert!(
        found.contains("zones.csv dòng 2, cột status|gone không phải một trong ")
            && found.contains("operating"),
        "{found}"
    );
    let english = admin.get_in_english("/bundle").await;
    let found = english.cells("tbody tr", "th, td").concat().join("|");
    assert!(
        found.contains("zones.csv line 2, column status|gone is none of "),
        "{found}"
    );
    assert!(!page.text().contains("/bundle/take"));
    assert_eq!(zones(&portal).await, 0);

    // A good one is tried, and written only when it is taken as it was seen.
    let bytes = archive(std::path::Path::new("demo"));
    admin.upload("/bundle", &[], &[("goi.zip", &bytes)]).await;
    let page = admin.get("/bundle").await;
    page.says("main", "Không có lỗi");
    page.says("main", "enterprises.csv");
    assert_eq!(zones(&portal).await, 0);
    let other = admin.post("/bundle/take", &[("seen", "0")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    let seen = page.attribute("input[name=seen]", "value");
    let taken = admin.post("/bundle/take", &[("seen", &seen)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    assert!(zones(&portal).await > 0);
    admin
        .get("/dashboard/2022")
        .await
        .says("main", "Tổng doanh thu");
    admin
        .get("/set-up")
        .await
        .says(".masthead__name", "Thái Nguyên");
    let kept: i64 = sqlx::query_scalar("select count(*) from sent_bundles")
        .fetch_one(&portal.db)
        .await
        .expect("bundles");
    assert_eq!(kept, 0, "what was taken is not kept twice");

    // In use, it takes no other.
    let refused = admin.upload("/bundle", &[], &[("goi.zip", &bytes)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    admin.get("/bundle").await.says("main", "izportal import");
}

#[tokio::test]
async fn what_is_no_bundle_is_said_and_written_nowhere() {
    let db = empty_database().await;
    people(&db).await;
    let portal = Portal::over(db, |state| state).await;
    let admin = portal.sign_in("admin").await;
    for bytes in [&b"not an archive"[..], b"PK\x03\x04 torn"] {
        admin.upload("/bundle", &[], &[("goi.zip", bytes)]).await;
        let page = admin.get("/bundle").await;
        page.says("main", "không phải tệp ZIP");
        let page = admin.get_in_english("/bundle").await;
        page.says("main", "is no ZIP archive");
    }
    let nothing = admin.upload("/bundle", &[], &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let dropped = admin.post("/bundle/drop", &[]).await;
    assert_eq!(dropped.status, StatusCode::SEE_OTHER);
    assert!(
        !admin
            .get("/bundle")
            .await
            .text()
            .contains("không phải tệp ZIP")
    );
    // Others do not come near it.
    let staff = portal.sign_in("staff").await;
    assert_eq!(staff.get("/bundle").await.status, StatusCode::FORBIDDEN);
    let file = staff.post("/bundle/file", &[]).await;
    assert_eq!(file.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_taken_out_is_the_bundle_and_on_record() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let file = admin.post("/bundle/file", &[]).await;
    assert_eq!(file.status, StatusCode::OK);
    let mut archive = ZipArchive::new(Cursor::new(file.bytes.clone())).expect("an archive");
    for name in ["boards.csv", "enterprises.csv", "figures.csv"] {
        let mut text = String::new();
        archive
            .by_name(name)
            .expect("a file of the bundle")
            .read_to_string(&mut text)
            .expect("text");
        let demo = fs::read_to_string(format!("demo/{name}")).expect("the demonstration's");
        assert_eq!(text, demo, "{name}");
    }
    let kept: i64 = sqlx::query_scalar(
        "select count(*) from audit_log where action = 'exported' and subject_type = 'bundle'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the log");
    assert_eq!(kept, 1);
}

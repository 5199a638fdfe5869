//! What was sent is kept as it went out: cells, records, files, day, person, hash; the paper on screen says what differs by now, and why.

use std::fs;

use axum::http::StatusCode;
use izportal::foundation::kernel::Origin;
use izportal::portal::exchange;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::national_past::record;
use crate::support::{Page, Person, Portal, empty_database};

const SHEET: &str = "/national/2022/2104";

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Issues a paper, and gives the address of its edition.
async fn issue(person: &Person<'_>, paper: &str, seen: &str, reason: &str) -> String {
    let form = [("seen", seen), ("reason", reason)];
    let page = person.post(&format!("{paper}/issue"), &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.words("main"));
    let line = page.location.lines().next().unwrap_or_default();
    line.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// A correction of an enterprise's figure, as its report would bring it.
pub async fn correct(portal: &Portal, indicator: &str) {
    let mut tx = portal.db.begin().await.expect("a transaction");
    sqlx::query("insert into bundle_imports (imported_by) values ('test')")
        .execute(&mut *tx)
        .await
        .expect("an import");
    sqlx::query(
        "insert into figures (enterprise_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit, filing_id,
                              filing_revision, reason, recorded_by)
         select enterprise_id, zone_id, indicator_id, period, vintage, revision + 1, value + 7000000000, raw, unit, filing_id,
                filing_revision + 1, 'gõ nhầm một chữ số', 'Lan'
           from figures where period = '2022' and enterprise_id = 1
            and indicator_id = (select id from indicators where code = $1)
          order by revision desc limit 1",
    )
    .bind(indicator)
    .execute(&mut *tx)
    .await
    .expect("a revision");
    tx.commit().await.expect("committed");
}

fn panel(page: &Page) -> String {
    let there = page.text().contains("id=\"issued\"");
    if there {
        page.words("#issued")
    } else {
        String::new()
    }
}

#[tokio::test]
async fn a_sheet_stays_as_it_was_sent_and_the_live_one_says_what_differs_and_why() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    assert!(panel(&leader.get(SHEET).await).contains("Chưa gửi bản nào"));
    let first = issue(&leader, SHEET, "0", "").await;
    assert!(panel(&leader.get(SHEET).await).contains("Giống bản 1 đã gửi"));
    let file = format!("{first}/2104-2022-ban-1.xlsx");
    let sent = leader.get(&file).await.bytes;
    let manifest = leader.get(&format!("{first}/manifest.json")).await;
    let told: Value = serde_json::from_str(&manifest.text()).expect("JSON");
    assert_eq!(
        told["files"]["2104-2022-ban-1.xlsx"]["sha256"],
        sha256(&sent)
    );
    let page = leader.get(&first).await;
    let grouped = page.words("main").replace(' ', "");
    assert!(grouped.contains(&sha256(&manifest.bytes)), "{grouped}");
    let behind = told["sources"]["figures"].as_array().expect("figures");
    assert!(
        behind
            .iter()
            .any(|one| one == "DN01/revenue/2022/final/1"
                || one == "DN01/revenue/2022/preliminary/1"),
        "{behind:?}"
    );

    correct(&portal, "revenue").await;
    let page = leader.get(SHEET).await;
    let rows = page.cells("#issued tbody tr", "th, td");
    assert!(!rows.is_empty(), "{}", panel(&page));
    assert!(
        panel(&page).contains(&format!("Khác bản 1 đã gửi {}: {} ô.", today(), rows.len())),
        "{}",
        panel(&page)
    );
    for row in &rows {
        assert_ne!(row[1], row[2]);
        assert!(
            row[3]
                .contains("đính chính: Doanh nghiệp minh họa 01 (2022) – gõ nhầm một chữ số (Lan,"),
            "{row:?}"
        );
    }
    let english = leader.get_in_english(SHEET).await;
    assert!(panel(&english).contains("Differs from edition 1"));
    assert_eq!(leader.get(&file).await.bytes, sent, "the very bytes");
}

fn today() -> String {
    izportal::foundation::i18n::format_date(izportal::foundation::i18n::today())
}

#[tokio::test]
async fn a_back_dated_entry_is_named_as_the_cause() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    issue(&approver, "/national/2022/2101", "0", "").await;
    let more = [
        ("kind", "capital_changed"),
        ("happened_on", "20/12/2022"),
        ("document_no", "GCN-2"),
        ("change", "increase"),
        ("amount", "10"),
        ("amount.unit", "bvnd"),
    ];
    record(&staff, 1, &more).await;
    let page = approver.get("/national/2022/2101").await;
    let rows = page.cells("#issued tbody tr", "th, td");
    assert!(
        rows.iter()
            .any(|row| row[3].contains("ghi lùi ngày") && row[3].contains("20/12/2022")),
        "{}",
        panel(&page)
    );
}

#[tokio::test]
async fn a_later_edition_needs_its_reason_and_supersedes_without_replacing() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let first = issue(&leader, SHEET, "0", "").await;
    correct(&portal, "revenue").await;
    let again = format!("{SHEET}/issue");
    let refused = leader.post(&again, &[("seen", "1")]).await;
    assert!(
        refused.words("main").contains("lý do phát hành lại"),
        "{}",
        refused.words("main")
    );
    let stale = [("seen", "0"), ("reason", "Số đính chính")];
    let clash = leader.post(&again, &stale).await;
    clash.answers(StatusCode::CONFLICT);
    let second = issue(&leader, SHEET, "1", "Doanh nghiệp 01 đính chính").await;
    assert_ne!(first, second);
    let old = leader.get(&first).await;
    old.says("main", "Đã có bản thay");
    assert!(!old.cells("main tbody tr", "td").is_empty());
    let told = leader.get(&format!("{second}/manifest.json")).await.text();
    let before = leader.get(&format!("{first}/manifest.json")).await.bytes;
    assert!(told.contains(&format!(r#""supersedes":"{}""#, sha256(&before))));
    let list = leader.get("/issued?year=2022").await;
    assert_eq!(list.cells("main tbody tr", "th").len(), 2);

    // Number and day stand beside it, and are corrected with a reason.
    let number = format!("{first}/registration");
    let entry = [
        ("seen", "0"),
        ("document_no", "12/BC-BQL"),
        ("document_on", "05/01/2023"),
    ];
    staff.post(&number, &entry).await.saved();
    let entry = [
        ("seen", "1"),
        ("document_no", "13/BC-BQL"),
        ("document_on", "05/01/2023"),
    ];
    let refused = staff.post(&number, &entry).await;
    assert!(refused.words("main").contains("phải có lý do"));
    let corrected = [&entry[..], &[("reason", "Ghi nhầm số")]].concat();
    staff.post(&number, &corrected).await.saved();
    staff
        .post(&number, &corrected)
        .await
        .answers(StatusCode::CONFLICT);
    let ahead = [
        ("seen", "2"),
        ("document_no", "14/BC-BQL"),
        ("document_on", "05/01/2090"),
        ("reason", "Thử"),
    ];
    let refused = staff.post(&number, &ahead).await;
    assert!(refused.text().contains("không thể sau hôm nay"));
    let page = leader.get(&first).await;
    page.says("main", "13/BC-BQL, 05/01/2023");
    page.says("main", "12/BC-BQL, 05/01/2023");
    assert_eq!(
        leader.get(&format!("{first}/manifest.json")).await.bytes,
        before,
        "outside the hash"
    );
}

#[tokio::test]
async fn the_review_is_issued_with_its_sentences_and_files() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let edition = issue(&leader, "/reviews/2022", "0", "").await;
    let page = leader.get(&edition).await;
    page.says("main", "31/12/2022");
    let word = format!("{edition}/bao-cao-tong-ket-2022-ban-1.docx");
    leader.get(&word).await.answers(StatusCode::OK);
    let live = leader.get("/reviews/2022").await;
    assert!(panel(&live).contains("Giống bản 1"), "{}", panel(&live));
    let text = [
        ("version", "1"),
        ("capacity", "TRƯỞNG BAN"),
        ("assessment", "Đánh giá khác."),
    ];
    staff.post("/reviews/2022", &text).await.saved();
    correct(&portal, "revenue").await;
    let live = leader.get("/reviews/2022").await;
    let rows = live.cells("#issued tbody tr", "th, td");
    assert!(
        rows.iter()
            .any(|row| row[2] == "Đánh giá khác." && row[3].contains("sửa lời văn")),
        "{rows:?}"
    );
    assert!(
        rows.iter()
            .any(|row| row[0].contains("doanh thu") && row[3].contains("đính chính")),
        "{rows:?}"
    );
}

#[tokio::test]
async fn who_may_not_issue_or_has_not_all_reports_issues_nothing() {
    let portal = Portal::demo().await;
    let form = [("seen", "0")];
    for paper in [SHEET, "/reviews/2022"] {
        let issue = format!("{paper}/issue");
        for username in ["staff", "admin"] {
            let person = portal.sign_in(username).await;
            let answer = person.post(&issue, &form).await;
            answer.answers(StatusCode::FORBIDDEN);
            assert!(!panel(&person.get(paper).await).contains("Phát hành bản"));
        }
    }
    let leader = portal.sign_in("leader").await;
    let early = leader.post("/national/2090/2104/issue", &form).await;
    assert!(early.words("main").contains("chưa bắt đầu"));
    sqlx::query(
        "insert into enterprises (code, name, zone_id, ownership, status, status_since)
         select 'DN99', 'Doanh nghiệp mới', id, 'limited', 'operating', '2022-01-01' from zones where code = 'TB'",
    )
    .execute(&portal.db)
    .await
    .expect("a newcomer");
    for paper in [SHEET, "/reviews/2022"] {
        let refused = leader.post(&format!("{paper}/issue"), &form).await;
        refused.answers(StatusCode::CONFLICT);
    }
    let none: i64 = sqlx::query_scalar("select count(*) from editions")
        .fetch_one(&portal.db)
        .await
        .expect("a count");
    assert_eq!(none, 0);
    // An account of some zones reads no paper of the whole board.
    sqlx::query("insert into account_zones (account_id, zone_id) select id, 1 from accounts where username = 'leader'")
        .execute(&portal.db)
        .await
        .expect("limits");
    for path in ["/issued", "/issued/1", "/issued/1/manifest.json"] {
        leader.get(path).await.answers(StatusCode::FORBIDDEN);
    }
    leader
        .post(&format!("{SHEET}/issue"), &form)
        .await
        .answers(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_database_refuses_to_rewrite_what_was_sent() {
    let portal = Portal::demo().await;
    issue(&portal.sign_in("leader").await, SHEET, "0", "").await;
    for sql in [
        "update editions set issued_by = 'x'",
        "delete from editions",
        "update edition_files set name = 'x.pdf'",
        "delete from edition_files",
        "truncate edition_registrations",
        // A second file, and an edition that is not what its manifest says.
        "insert into edition_files (edition_id, name, media_type, content, sha256)
         select edition_id, 'x.pdf', media_type, content, sha256 from edition_files limit 1",
        "insert into editions (paper, period, number, figures_as_of, reason, issued_by, issued_at, manifest, sha256)
         select paper, period, 2, figures_as_of, 'thử', issued_by, issued_at, manifest, sha256 from editions",
        "insert into edition_files (edition_id, name, media_type, content, sha256)
         select edition_id, 'x.pdf', media_type, content, repeat('0', 64) from edition_files limit 1",
    ] {
        assert!(
            sqlx::query(sql).execute(&portal.db).await.is_err(),
            "{sql}"
        );
    }
}

#[tokio::test]
async fn a_bundle_carries_what_was_sent_and_refuses_one_that_was_tampered_with() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let edition = issue(&leader, SHEET, "0", "").await;
    let name = "2104-2022-ban-1.docx";
    let sent = leader.get(&format!("{edition}/{name}")).await.bytes;
    let dir = tempfile::tempdir().expect("a directory");
    exchange::export(&portal.db, dir.path())
        .await
        .expect("an export");
    let origin = Origin::command("test");
    let whole = empty_database().await;
    exchange::import(&whole, dir.path(), &origin)
        .await
        .expect("the bundle");
    let there: Vec<u8> =
        sqlx::query_scalar("select decode(content, 'base64') from edition_files where name = $1")
            .bind(name)
            .fetch_one(&whole)
            .await
            .expect("the file");
    assert_eq!(there, sent);
    let again = exchange::import(&whole, dir.path(), &origin)
        .await
        .expect("again");
    assert_eq!(again.changed(), 0);

    // Another person in the row, another number in the manifest, a file without its edition's knowledge.
    for (file, from, to, said) in [
        ("editions.csv", ",Lãnh đạo", ",Người khác", "editions.csv"),
        (
            "editions.csv",
            "izportal-edition-1",
            "izportal-edition-2",
            "the SHA-256 is not that of the manifest",
        ),
        (
            "edition_files.csv",
            "2104-2022-ban-1.docx",
            "2104-2022-ban-2.docx",
            "is not what its manifest says",
        ),
    ] {
        let path = dir.path().join(file);
        let text = fs::read_to_string(&path).expect("a file of the bundle");
        assert!(text.contains(from), "{from} in {file}");
        fs::write(&path, text.replacen(from, to, 1)).expect("written");
        let error = exchange::import(&empty_database().await, dir.path(), &origin)
            .await
            .expect_err("refused")
            .to_string();
        assert!(error.contains(said), "{error}");
        fs::write(&path, text).expect("put back");
    }
}

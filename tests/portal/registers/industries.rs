//! The classification of economic activities: the two lists, how they correspond, and projects taken over from one to the other.

use crate::support::Portal;
use axum::http::StatusCode;
use sqlx::PgPool;

pub(super) async fn count(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(db)
        .await
        .expect("a count")
}

#[tokio::test]
async fn a_code_is_found_by_number_or_words_and_its_other_meaning_is_said() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/industries?q=go+dan").await;
    let rows = page.cells("main table.data tbody tr", "th, td");
    assert!(
        rows.iter()
            .any(|cells| cells[0].starts_with("1621") && cells[1] == cells[2]),
        "{rows:?}"
    );
    let rows = leader
        .get("/industries?q=3511")
        .await
        .cells("main table.data tbody tr", "th, td");
    let coal = rows
        .iter()
        .find(|cells| cells[0].starts_with("35111"))
        .expect("35111");
    assert!(
        coal[0].ends_with("khác nghĩa") && coal[1..] == ["Thủy điện", "Nhiệt điện than"],
        "{coal:?}"
    );
    assert!(
        leader
            .get("/industries")
            .await
            .text()
            .contains("CÔNG NGHIỆP CHẾ BIẾN, CHẾ TẠO"),
        "the sections first"
    );
    assert!(
        leader
            .get("/industries?q=%25")
            .await
            .text()
            .contains("Không có mã"),
        "a sign is a sign"
    );
    let page = leader.get("/industries/2018/35111").await;
    page.says(
        "main .notice",
        "Trong VSIC 2025, mã 35111 là: Nhiệt điện than.",
    );
    assert_eq!(
        page.cells("section[aria-labelledby=pairs] tbody tr", "th, td")[0][..2],
        ["35121", "Thủy điện"]
    );
    let page = leader.get("/industries/2025/2520").await;
    let back: Vec<String> = page
        .cells("section[aria-labelledby=pairs] tbody tr", "th")
        .into_iter()
        .map(|mut cells| cells.remove(0))
        .collect();
    assert_eq!(back, ["2520", "3030"], "both ways");
    let page = leader.get("/industries/2018/1621").await;
    assert!(
        page.words("nav.crumbs").contains("C CÔNG NGHIỆP")
            && page
                .words("section[aria-labelledby=children]")
                .contains("16210")
    );
    leader
        .get("/industries/2018/3513")
        .await
        .answers(StatusCode::NOT_FOUND);
    let csv = leader.get("/industries?format=csv").await.text();
    assert!(
        csv.lines().count() == 1834 && csv.contains("6211"),
        "the whole of both lists"
    );
    assert!(
        leader
            .get("/industries/pairs?format=csv")
            .await
            .text()
            .contains("3100,"),
        "the table as a file"
    );
}

#[tokio::test]
async fn accents_typed_put_the_names_that_have_them_first_and_none_are_needed() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let found = async |typed: &str| {
        let mut rows = leader
            .get(&format!("/industries?q={typed}"))
            .await
            .cells("main table.data tbody tr", "th, td");
        rows.truncate(rows.len() - 2); // the two versions stand under the codes
        rows
    };
    let has = |cells: &[String]| cells[1..].join(" ").to_lowercase().contains("gỗ");
    // As one sign, as letters with marks, as a word of several: all the same.
    for typed in ["g%E1%BB%97", "G%E1%BB%97", "go%CC%82%CC%83"] {
        let rows = found(typed).await;
        let wood = rows.iter().take_while(|cells| has(cells)).count();
        assert!(
            wood > 20 && wood < rows.len(),
            "gom and gốm after gỗ: {wood} of {}",
            rows.len()
        );
        assert!(rows.iter().skip(wood).all(|cells| !has(cells)), "{typed}");
    }
    let codes: Vec<String> = found("go")
        .await
        .iter()
        .map(|cells| cells[0].chars().take_while(char::is_ascii_digit).collect())
        .collect();
    assert!(
        codes.len() > 40 && codes.is_sorted(),
        "in the order of the codes: {codes:?}"
    );
    let mixed = found("g%E1%BB%97+dan").await;
    assert!(
        mixed[0][0].starts_with("1621"),
        "an accent in one word asks none of the other: {mixed:?}"
    );
}

#[tokio::test]
async fn a_code_without_a_successor_is_left_to_a_person() {
    let portal = Portal::demo().await;
    // A code recorded when it was still thought to be one of 2018, and one the table were to say nothing of.
    for sql in [
        "alter table project_industries disable trigger project_industries_named",
        "insert into project_industries (project_id, vsic_version, code, name) values (2, '2018', '11040', 'Mạch nha')",
        "alter table project_industries enable trigger project_industries_named",
        "delete from industry_correspondence where from_code = '16210'",
    ] {
        sqlx::query(sql)
            .execute(&portal.db)
            .await
            .expect("prepared");
    }
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/industries/pending").await;
    let rows = page.cells("main table.data tbody tr", "th, td");
    for code in ["11040", "16210"] {
        let row = rows
            .iter()
            .find(|cells| cells[1].starts_with(code))
            .expect("listed");
        assert!(
            row[2].contains("bảng đang có chưa nói") && row[2].contains("Ghi mã 2025"),
            "{row:?}"
        );
    }
    let sent = page.fields("form[action='/industries/take']");
    assert!(
        sent.iter().all(|(name, _)| name != "take"),
        "nothing is ticked: {sent:?}"
    );
    staff
        .get("/industries/2018/16210")
        .await
        .says("section[aria-labelledby=pairs]", "chưa nói về mã này");
    staff
        .get("/industries/2018/11040")
        .await
        .answers(StatusCode::NOT_FOUND);
    let found = staff
        .get("/industries?q=11040")
        .await
        .cells("main table.data tbody tr", "th, td");
    assert_eq!(found[0][1..], ["–", "Sản xuất mạch nha ủ men bia"]);
    let lists = staff.get("/industries").await;
    lists.says("section[aria-labelledby=versions]", "21, 88, 242, 464, 734");
}

#[tokio::test]
async fn projects_without_a_2025_code_are_listed_and_confirmed_together() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/industries/pending").await;
    let rows = page.cells("main table.data tbody tr", "th, td");
    assert_eq!(rows.len(), 15, "the projects in force: {rows:?}");
    assert!(
        rows.iter().any(|cells| cells[1] == "chưa ghi mã nào"),
        "also those without any code"
    );
    let ticked: Vec<(String, String)> = page
        .fields("form[action='/industries/take']")
        .into_iter()
        .filter(|(name, _)| name == "take")
        .collect();
    assert_eq!(ticked.len(), 3, "three of them make plywood");
    let takes: Vec<(&str, &str)> = ticked
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post("/industries/take", &takes).await.saved();
    let after = staff.get("/industries/pending").await;
    assert_eq!(after.cells("main table.data tbody tr", "th").len(), 12);
    staff
        .get("/project-industries")
        .await
        .says("main nav.tabs", "(12)");
    let csv = staff.get("/industries/pending?format=csv").await.text();
    assert_eq!(csv.lines().count(), 13, "{csv}");
    let leader = portal.sign_in("leader").await;
    assert!(
        !leader
            .get("/industries/pending")
            .await
            .text()
            .contains("Ghi các mã đã chọn"),
        "readers confirm nothing"
    );
}

#[tokio::test]
async fn projects_stand_in_the_version_of_the_day_and_conversion_is_said() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let rows = |page: &crate::support::Page| page.cells("main table.data tbody tr", "th, td");
    let then = leader.get("/industries/projects?on=31/12/2022").await;
    assert!(then.words(".page__subtitle").ends_with("VSIC 2018."));
    // DA01, DA02 are domestic, DA09 foreign; the others have no code.
    let line = &rows(&then)[0];
    assert!(
        line[0].starts_with("C · 16 Chế biến gỗ") && line[1..3] == ["1", "2"],
        "{line:?}"
    );
    assert!(!then.text().contains("theo bảng chuyển đổi"));
    let now = leader.get("/industries/projects?on=30/11/2025").await;
    assert!(now.words(".page__subtitle").ends_with("VSIC 2025."));
    assert!(
        rows(&now)[0][0].contains("3 xếp theo bảng chuyển đổi"),
        "{:?}",
        rows(&now)
    );
    let behind = leader
        .get("/industries/projects?on=30/11/2025&division=16")
        .await
        .words("section[aria-labelledby=behind]");
    assert!(
        behind.contains("Nhà máy gỗ ván dán số 1") && behind.contains("16210 theo bảng chuyển đổi"),
        "{behind}"
    );
    let apart = rows(&now);
    assert!(apart[apart.len() - 2][0].starts_with("Chưa xác định được ngành"));
    // A code that became several places nobody.
    sqlx::query("update project_industries set code = '3100' where project_id = 1")
        .execute(&portal.db)
        .await
        .expect("another code");
    assert!(
        rows(&leader.get("/industries/projects?on=30/11/2025").await)[0][0].contains("2 xếp theo")
    );
    assert!(
        leader
            .get("/industries/projects?on=30/11/2025&format=csv")
            .await
            .text()
            .contains("Chế biến gỗ")
    );
    assert!(
        leader
            .get("/industries/projects?on=31/02/2025")
            .await
            .text()
            .contains("không phải là ngày")
    );
}

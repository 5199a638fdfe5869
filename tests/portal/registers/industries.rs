//! The classification of economic activities: the two lists, how they correspond, and projects taken over from one to the other.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::support::{Portal, carried_over, empty_database};

async fn count(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(db)
        .await
        .expect("a count")
}

#[tokio::test]
async fn the_lists_are_as_the_decisions_count_them() {
    let db = empty_database().await;
    let levels: Vec<Vec<i64>> = sqlx::query_scalar(
        "select array_agg(codes order by level) from (
             select version, case when code ~ '[A-V]' then 1 else length(code) end as level, count(*) as codes
               from industry_codes group by 1, 2) counted group by version order by version",
    )
    .fetch_all(&db)
    .await
    .expect("counts");
    assert_eq!(
        levels[0],
        [21, 88, 242, 464, 734],
        "the list of QĐ 27/2018/QĐ-TTg"
    );
    assert_eq!(levels[1], [22, 87, 259, 495, 743], "QĐ 36/2025/QĐ-TTg");
    let pairs: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "select annex, count(*), count(*) filter (where partial), count(*) filter (where length(from_code) = 5)
           from industry_correspondence group by annex order by annex",
    )
    .fetch_all(&db)
    .await
    .expect("pairs");
    let table = [
        ("I".to_owned(), 1, 1, 0),
        ("II".to_owned(), 2204, 1128, 1089),
    ];
    assert_eq!(pairs, table, "as Công văn 3061/CTK-CSCL counts them");
    // Every code but a section stands under another, and only five digits have nothing under them.
    for sql in [
        "select count(*) from industry_codes where (parent is null) <> (code ~ '[A-V]')",
        "select count(*) from industry_codes c where code !~ '[A-V]' and not exists (
            select 1 from industry_codes d where d.version = c.version and d.code = c.parent
               and (d.code = left(c.code, -1) or length(c.code) = 2 and d.code ~ '[A-V]'))",
        "select count(*) from industry_codes c where length(code) between 2 and 4
            and not exists (select 1 from industry_codes d where d.version = c.version and d.parent = c.code)",
        "select count(*) from industry_codes where name <> trim(name) or name ~ '  '",
        "select count(*) from industry_codes c where version = '2018'
            and not exists (select 1 from industry_correspondence p where p.from_code = c.code)",
        "select count(*) from industry_codes c where version = '2025'
            and not exists (select 1 from industry_correspondence p where p.to_code = c.code)",
        "select count(*) from industry_correspondence p
            where not exists (select 1 from industry_codes c where c.version = '2018' and c.code = p.from_code)
               or not exists (select 1 from industry_codes c where c.version = '2025' and c.code = p.to_code)",
        "select count(*) from industry_correspondence where length(from_code) <> length(to_code) or (from_code < 'A') <> (to_code < 'A')",
        // Where a code of five digits goes, the codes it stands under go too.
        "select count(*) from industry_correspondence p where length(from_code) > 2 and not exists (
            select 1 from industry_correspondence q where q.from_code = left(p.from_code, -1) and q.to_code = left(p.to_code, -1))",
        // A code that goes to one other only is whole unless the table marks it; of several at least one is marked.
        "select count(*) from (select from_code from industry_correspondence
            group by from_code having count(*) > 1 and not bool_or(partial)) unmarked",
    ] {
        assert_eq!(count(&db, sql).await, 0, "{sql}");
    }
    for (code, expected) in [
        ("1621", "1621"),
        ("1104", "1105"),
        ("35111", "35121"),
        ("2610", "2611*,2619*"),
        ("3100", "3101*,3102*,3109*"),
        ("303", "252*,303*"),
        ("L", "M"),
        ("4669", "4679"),
        ("4721", "4721*,4790*"),
        ("47734", "47734,47900*"),
        ("J", "J*,K*"),
        ("5210", "5210"),
        ("11030", "11030*,11040*"),
    ] {
        let found: String = sqlx::query_scalar(
            "select string_agg(to_code || case when partial then '*' else '' end, ',' order by to_code) from industry_pairs where from_code = $1",
        )
        .bind(code)
        .fetch_one(&db)
        .await
        .expect("pairs");
        assert_eq!(found, expected, "{code}");
    }
    let versions: (String, String) = sqlx::query_as(
        "select industry_version_on('2025-11-14'), industry_version_on('2025-11-15')",
    )
    .fetch_one(&db)
    .await
    .expect("versions");
    assert_eq!(versions, ("2018".to_owned(), "2025".to_owned()));
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
    assert!(
        page.words("main .notice")
            .contains("Trong VSIC 2025, mã 35111 là: Nhiệt điện than."),
        "{}",
        page.text()
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
    assert_eq!(
        leader.get("/industries/2018/3513").await.status,
        StatusCode::NOT_FOUND
    );
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
    assert!(
        staff
            .get("/industries/2018/16210")
            .await
            .words("section[aria-labelledby=pairs]")
            .contains("chưa nói về mã này")
    );
    assert_eq!(
        staff.get("/industries/2018/11040").await.status,
        StatusCode::NOT_FOUND
    );
    let found = staff
        .get("/industries?q=11040")
        .await
        .cells("main table.data tbody tr", "th, td");
    assert_eq!(found[0][1..], ["–", "Sản xuất mạch nha ủ men bia"]);
    let lists = staff.get("/industries").await;
    assert!(
        lists
            .words("section[aria-labelledby=versions]")
            .contains("21, 88, 242, 464, 734"),
        "{}",
        lists.text()
    );
}

fn form<'a>(code: &'a str, version: &'a str, name: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("code", code),
        ("project_id", "2"),
        ("vsic_version", version),
        ("name", name),
        ("main", ""),
        ("version", "0"),
    ]
}

#[tokio::test]
async fn a_project_gets_codes_of_the_list_with_their_names() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let refused = staff
        .post("/project-industries", &form("3513", "2018", ""))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = refused.words("#e-code");
    assert!(
        said.contains(
            "VSIC 2018 không có mã 3513. Mã này thuộc VSIC 2025: Truyền tải và phân phối điện."
        ),
        "{said}"
    );
    assert!(
        said.contains("3511 (Sản xuất điện)"),
        "what is near: {said}"
    );
    assert_eq!(
        refused.attribute("#f-code", "value"),
        "3513",
        "kept as typed"
    );
    let other = staff
        .post(
            "/project-industries",
            &form("31001", "2018", "Sản xuất giày"),
        )
        .await;
    assert!(
        other
            .words("#e-name")
            .contains("Sản xuất giường, tủ, bàn, ghế bằng gỗ")
    );
    // The name comes from the list, in any spelling of it.
    for (code, typed) in [("31001", ""), ("2011", "san xuat hoa chat co ban")] {
        assert_eq!(
            staff
                .post("/project-industries", &form(code, "2018", typed))
                .await
                .status,
            StatusCode::SEE_OTHER,
            "{code}"
        );
    }
    // So outside of what zones mostly have, and a code in neither list is none.
    assert_eq!(
        staff
            .post("/project-industries", &form("4669", "2018", ""))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    for code in ["11040", "4400"] {
        let refused = staff
            .post("/project-industries", &form(code, "2018", "x"))
            .await;
        assert!(
            refused
                .words("#e-code")
                .contains(&format!("VSIC 2018 không có mã {code}.")),
            "{code}"
        );
    }
    let names: Vec<String> =
        sqlx::query_scalar("select name from project_industries where project_id = 2 and code <> '16210' order by code")
            .fetch_all(&portal.db)
            .await
            .expect("names");
    assert_eq!(
        names,
        [
            "Sản xuất hóa chất cơ bản",
            "Sản xuất giường, tủ, bàn, ghế bằng gỗ",
            "Bán buôn chuyên doanh khác chưa được phân vào đâu"
        ]
    );
    let raw = sqlx::query(
        "insert into project_industries (project_id, vsic_version, code) values (2, '2025', '4669')",
    );
    let error = raw
        .execute(&portal.db)
        .await
        .expect_err("the database refuses too")
        .to_string();
    assert!(error.contains("no code 4669 in VSIC 2025"), "{error}");
}

#[tokio::test]
async fn a_2025_code_is_taken_over_by_a_person_and_leaves_its_trace() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/projects/1").await;
    assert!(
        page.words("#industries .notice")
            .contains("chưa có mã VSIC 2025")
    );
    let offered = page.attribute("#industries button[name=take]", "value");
    let done = staff
        .post("/industries/take", &[("project", "1"), ("take", &offered)])
        .await;
    assert!(
        done.status == StatusCode::SEE_OTHER && done.location.starts_with("/projects/1#industries"),
        "{}",
        done.location
    );
    let given: (String, bool, i64) = sqlx::query_as(
        "select name, main, id from project_industries where project_id = 1 and vsic_version = '2025' and code = '16210'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the code");
    assert!(
        given.0.starts_with("Sản xuất gỗ dán") && given.1,
        "with its name, the main one as before"
    );
    let reason: String = sqlx::query_scalar(
        "select reason from audit_log where action = 'taken_over' and subject_id = $1",
    )
    .bind(given.2)
    .fetch_one(&portal.db)
    .await
    .expect("a trace");
    assert!(
        reason.starts_with("VSIC 2018 16210 → VSIC 2025 16210. Công văn 3061/CTK-CSCL"),
        "{reason}"
    );
    // Twice is once; retired and taken again is there again.
    let takes = "select count(*) from audit_log where action = 'taken_over'";
    staff.post("/industries/take", &[("take", &offered)]).await;
    assert_eq!(count(&portal.db, takes).await, 1);
    sqlx::query("update project_industries set retired_at = now() where id = $1")
        .bind(given.2)
        .execute(&portal.db)
        .await
        .expect("retired");
    staff.post("/industries/take", &[("take", &offered)]).await;
    assert_eq!(count(&portal.db, takes).await, 2);
    // What became several is a choice; a code the table does not have for it is refused, and nothing of the lot is written.
    staff
        .post("/project-industries", &form("3100", "2018", ""))
        .await;
    let several = staff.get("/projects/2").await;
    let choices = several.text().matches("value=\"").count();
    assert!(
        choices > 3
            && several
                .text()
                .contains("Sản xuất giường, tủ, bàn, ghế bằng kim loại")
    );
    let id = count(
        &portal.db,
        "select id from project_industries where code = '3100'",
    )
    .await;
    let (good, bad) = (format!("{id}:3101"), format!("{id}:1621"));
    let clash = staff
        .post("/industries/take", &[("take", &good), ("take", &bad)])
        .await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    assert_eq!(count(&portal.db, takes).await, 2);
    assert_eq!(
        staff
            .post("/industries/take", &[("take", &good)])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        staff
            .post("/industries/take", &[("take", "x:3101")])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        staff
            .post("/industries/take", &[("take", "99999:3101")])
            .await
            .status,
        StatusCode::NOT_FOUND
    );
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
    assert_eq!(
        staff.post("/industries/take", &takes).await.status,
        StatusCode::SEE_OTHER
    );
    let after = staff.get("/industries/pending").await;
    assert_eq!(after.cells("main table.data tbody tr", "th").len(), 12);
    assert!(
        staff
            .get("/project-industries")
            .await
            .words("main nav.tabs")
            .contains("(12)")
    );
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

const TABLE: &str = "Mã 2018,Tên ngành 2018,Mã 2025,Tên ngành 2025\n\
46,\"Bán buôn (trừ ô tô, mô tô, xe máy và xe có động cơ khác)\",46,Bán buôn\n\
466,Bán buôn chuyên doanh khác,467,Bán buôn chuyên doanh khác\n\
4669,Bán buôn chuyên doanh khác chưa được phân vào đâu,4679,Bán buôn chuyên doanh khác chưa được phân vào đâu\n\
4670,Bán buôn của một bảng thử,4679,Bán buôn chuyên doanh khác chưa được phân vào đâu\n\
1621,\"Sản xuất gỗ dán, gỗ lạng, ván ép và ván mỏng khác\",1621,Sản xuất gỗ dán\n\
1104,\"Sản xuất đồ uống không cồn, nước khoáng\",1104*,Sản xuất mạch nha\n\
4511,Bán buôn ô tô,4699,Không có mã này\n";

#[tokio::test]
async fn the_official_table_is_previewed_loaded_and_travels_in_the_bundle() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let file = [("bang.csv", TABLE.as_bytes())];
    let nameless = admin
        .upload("/industries/load", &[("source", "")], &file)
        .await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let source = "Bảng thử, số 0/2025";
    let preview = admin
        .upload("/industries/load", &[("source", source)], &file)
        .await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    let said = preview.words("section[aria-labelledby=preview]");
    for part in [
        "Cặp mã đọc được7",
        "Cặp mã sẽ ghi3",
        "Mã VSIC 2018 mới1",
        "đã đúng như tệp3",
        "46: 46* → 46",
        "1104: 1105 → 1104*",
        "4511 Bán buôn ô tô → 4699",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(
        count(&portal.db, "select count(*) from industry_loads").await,
        0,
        "a look writes nothing"
    );
    let fields = preview.fields("form[action='/industries/load/agreed']");
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        admin.post("/industries/load/agreed", &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        count(&portal.db, "select count(*) from industry_loads").await,
        3
    );
    assert_eq!(
        admin.post("/industries/load/agreed", &fields).await.status,
        StatusCode::CONFLICT,
        "it would do nothing now"
    );
    let page = admin.get("/industries/2018/4670").await;
    assert_eq!(
        page.cells("section[aria-labelledby=pairs] tbody tr", "th")[0],
        ["4679"]
    );
    assert!(
        page.words("section[aria-labelledby=pairs]")
            .contains(source)
    );
    assert_eq!(
        admin
            .get("/industries/2018/1104")
            .await
            .cells("section[aria-labelledby=pairs] tbody tr", "th")[0],
        ["1104"],
        "in place of what shipped"
    );
    // A code the table brought is one from now on; what is in no list still is none.
    let staff = portal.sign_in("staff").await;
    assert_eq!(
        staff
            .post("/project-industries", &form("4679", "2018", "x"))
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        staff
            .post("/project-industries", &form("4670", "2018", ""))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        count(
            &portal.db,
            "select count(*) from audit_log where action = 'industries_loaded'"
        )
        .await,
        1
    );
    assert_eq!(
        staff.get("/industries/load").await.status,
        StatusCode::FORBIDDEN
    );

    let (_, db) = carried_over(&portal.db).await;
    assert_eq!(
        count(
            &db,
            "select count(*) from industry_loads where source = 'Bảng thử, số 0/2025'"
        )
        .await,
        3
    );
    assert_eq!(
        count(
            &db,
            "select count(*) from project_industries where code = '4670' and name like 'Bán buôn%'"
        )
        .await,
        1
    );
}

#[tokio::test]
async fn a_file_that_is_no_table_says_so() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    for (name, bytes) in [
        ("a.csv", &b"a,b\n1,2\n"[..]),
        ("a.pdf", b"%PDF-1.7"),
        ("a.csv", b""),
    ] {
        let page = admin
            .upload("/industries/load", &[("source", "x")], &[(name, bytes)])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(!page.words("#e-file").is_empty(), "{name}");
        assert_eq!(
            page.attribute("#f-source", "value"),
            "x",
            "what was typed is kept"
        );
    }
    let forged = admin
        .post(
            "/industries/load/agreed",
            &[("source", "x"), ("table", "16\tGỗ\t1621"), ("agreed", "")],
        )
        .await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_project_has_classes_one_main_one_and_takes_each_over_once() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for code in ["C", "16", "162"] {
        let refused = staff
            .post("/project-industries", &form(code, "2018", ""))
            .await;
        assert!(
            refused.words("#e-code").contains("mã cấp 4"),
            "{code}: {}",
            refused.words("main")
        );
    }
    let mut second = form("3100", "2018", "");
    second[4].1 = "true";
    let refused = staff.post("/project-industries", &second).await;
    assert!(
        refused.words("#e-main").contains("đã có ngành chính"),
        "{}",
        refused.words("main")
    );
    let raw = sqlx::query(
        "insert into project_industries (project_id, vsic_version, code, main) values (2, '2018', '3100', true)",
    );
    assert!(raw.execute(&portal.db).await.is_err(), "nor past the form");

    let before = staff.get("/projects/1").await;
    assert!(
        before.words("#industries").contains("Lấy mã 16210"),
        "{}",
        before.words("#industries")
    );
    let id = count(
        &portal.db,
        "select id from project_industries where project_id = 1 and vsic_version = '2018'",
    )
    .await;
    staff
        .post("/industries/take", &[("take", &format!("{id}:16210"))])
        .await;
    let after = staff.get("/projects/1").await.words("#industries");
    assert!(
        !after.contains("Lấy mã 16210") && after.contains("đã lấy 16210"),
        "{after}"
    );
    // A main code that became several has one main one among them.
    let sql = "update project_industries set code = '3100', name = null where project_id = 2 and vsic_version = '2018'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("another code");
    let id = count(
        &portal.db,
        "select id from project_industries where project_id = 2 and vsic_version = '2018'",
    )
    .await;
    let targets: Vec<String> = sqlx::query_scalar(
        "select to_code from industry_pairs where from_code = '3100' order by 1",
    )
    .fetch_all(&portal.db)
    .await
    .expect("codes");
    for code in &targets[..2] {
        staff
            .post("/industries/take", &[("take", &format!("{id}:{code}"))])
            .await;
    }
    let mains = "select count(*) from project_industries where project_id = 2 and vsic_version = '2025' and main";
    let all =
        "select count(*) from project_industries where project_id = 2 and vsic_version = '2025'";
    assert_eq!(
        (count(&portal.db, mains).await, count(&portal.db, all).await),
        (1, 2)
    );
}

//! The official tables of industries: as the decisions count them, previewed, loaded, and in the bundle.

use super::industries::count;
use super::project_classes::form;
use crate::support::{Portal, carried_over, empty_database};
use axum::http::StatusCode;

/// What no list may have: every code but a section stands under another, and only five digits have nothing under them.
const NONE_SUCH: [&str; 10] = [
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
];

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
    for sql in NONE_SUCH {
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
    nameless.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let source = "Bảng thử, số 0/2025";
    let preview = admin
        .upload("/industries/load", &[("source", source)], &file)
        .await;
    preview.answers(StatusCode::OK);
    let said = preview.words("section[aria-labelledby=preview]");
    for part in [
        "Cặp mã đọc được 7",
        "Cặp mã sẽ ghi 3",
        "Mã VSIC 2018 mới 1",
        "đã đúng như tệp 3",
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
    admin.post("/industries/load/agreed", &fields).await.saved();
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
    page.says("section[aria-labelledby=pairs]", source);
    assert_eq!(
        admin
            .get("/industries/2018/1104")
            .await
            .cells("section[aria-labelledby=pairs] tbody tr", "th")[0],
        ["1104"],
        "in place of what shipped"
    );
    a_code_the_table_brought_is_one_from_now_on(&portal).await;
}

/// What a project may have after the load, here and where the bundle goes.
async fn a_code_the_table_brought_is_one_from_now_on(portal: &Portal) {
    // A code the table brought is one from now on; what is in no list still is none.
    let staff = portal.sign_in("staff").await;
    staff
        .post("/project-industries", &form("4679", "2018", "x"))
        .await
        .answers(StatusCode::UNPROCESSABLE_ENTITY);
    staff
        .post("/project-industries", &form("4670", "2018", ""))
        .await
        .saved();
    assert_eq!(
        count(
            &portal.db,
            "select count(*) from audit_log where action = 'industries_loaded'"
        )
        .await,
        1
    );
    staff
        .get("/industries/load")
        .await
        .answers(StatusCode::FORBIDDEN);

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
    forged.answers(StatusCode::UNPROCESSABLE_ENTITY);
}

//! The search of the head: what is found how, and what nobody finds.

use axum::http::StatusCode;

use crate::support::{Page, Person, Portal};

/// The answers of the page: group, name, what stands beside.
async fn answers(person: &Person<'_>, asked: &str) -> Vec<(String, String)> {
    let page = person.get(&address("/search", asked)).await;
    assert_eq!(page.status, StatusCode::OK, "{asked}");
    let groups = page.cells("section.answers", "h2");
    let rows = page.cells("section.answers", ".answer");
    groups
        .into_iter()
        .zip(rows)
        .flat_map(|(group, rows)| {
            let group = group[0].trim_end_matches(|c: char| c.is_ascii_digit() || " +".contains(c));
            rows.into_iter()
                .map(|row| (group.to_owned(), row))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn address(path: &str, asked: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", asked);
    format!("{path}?{}", query.finish())
}

/// The first answer, group and name together.
async fn first(person: &Person<'_>, asked: &str) -> String {
    let found = answers(person, asked).await;
    let (group, row) = found
        .first()
        .unwrap_or_else(|| panic!("“{asked}” finds nothing"));
    format!("{group}: {row}")
}

#[tokio::test]
async fn everything_is_found_by_what_people_type() {
    let portal = Portal::demo().await;
    sqlx::query("update enterprises set tax_code = '4600123452' where code = 'DN04'")
        .execute(&portal.db)
        .await
        .expect("a tax code");
    let staff = portal.sign_in("staff").await;
    for (asked, expected) in [
        // Figures, with and without a year, with their value.
        ("xuat khau 2022", "Số liệu: Giá trị xuất khẩu, năm 2022"),
        ("Xuất khẩu 2021", "Số liệu: Giá trị xuất khẩu, năm 2021"),
        ("xuat khua 2022", "Số liệu: Giá trị xuất khẩu, năm 2022"),
        ("lao dong", "Số liệu: Số lao động"),
        // Enterprises: without accents, half words in any order, typing errors, code, tax code.
        (
            "doanh nghiep minh hoa 03",
            "Doanh nghiệp: Doanh nghiệp minh họa 03",
        ),
        ("hoa 03 min", "Doanh nghiệp: Doanh nghiệp minh họa 03"),
        ("mihn hoa 03", "Doanh nghiệp: Doanh nghiệp minh họa 03"),
        ("dn minh hao 03", "Doanh nghiệp: Doanh nghiệp minh họa 03"),
        ("DN04", "Doanh nghiệp: Doanh nghiệp minh họa 04"),
        ("4600123452", "Doanh nghiệp: Doanh nghiệp minh họa 04"),
        // Zones and parcels.
        ("kcn thanh binh", "Khu công nghiệp: KCN Thanh Bình"),
        ("thanh bihn", "Khu công nghiệp: KCN Thanh Bình"),
        ("lô CN-14", "Lô đất: Lô CN-14"),
        ("cn14", "Lô đất: Lô CN-14"),
        // Pages and actions, by the words of either language.
        ("lap day", "Trang: Tỷ lệ lấp đầy"),
        ("tong ket 2022", "Trang: Báo cáo tổng kết năm 2022"),
        ("leases", "Trang: Hợp đồng thuê đất"),
        ("giấy phép xả", "Trang: Giấy phép xả thải"),
        ("them doanh nghiep", "Việc làm: Thêm doanh nghiệp"),
    ] {
        let found = first(&staff, asked).await;
        assert!(found.starts_with(expected), "“{asked}” finds “{found}”");
    }
    assert!(
        first(&staff, "xuất khẩu 2022")
            .await
            .contains("37,80 triệu USD")
    );
    let page = staff.get("/search?q=lo+cn-14").await;
    assert_eq!(page.words(".answer mark"), "CN-14");
}

#[tokio::test]
async fn a_year_alone_is_the_pages_of_that_year() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/search?q=2022").await;
    let links = page.links(".answer");
    for link in ["/dashboard/2022", "/reviews/2022", "/plans/2022"] {
        assert!(links.iter().any(|there| there == link), "{links:?}");
    }
}

#[tokio::test]
async fn every_answer_leads_somewhere() {
    let portal = Portal::demo().await;
    for username in ["admin", "staff", "approver", "leader"] {
        let person = portal.sign_in(username).await;
        for asked in [
            "minh hoa",
            "xuat khau",
            "lap day",
            "von",
            "thanh binh",
            "them",
            "cn",
            "2022",
            "san pham",
        ] {
            for path in ["/search", "/search/list"] {
                let page = person.get(&address(path, asked)).await;
                let links = page.links(".answer");
                assert!(!links.is_empty(), "{username}: {asked}");
                for link in links {
                    let there = person.get(&link).await;
                    let reached = there.status.is_success() || there.status.is_redirection();
                    assert!(
                        reached,
                        "{username}: “{asked}” leads to {link}: {}",
                        there.status
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn what_somebody_may_not_do_is_not_offered() {
    let portal = Portal::demo().await;
    let found = |found: Vec<(String, String)>| {
        found
            .into_iter()
            .map(|(_, row)| row)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let leader = portal.sign_in("leader").await;
    assert!(!found(answers(&leader, "thêm doanh nghiệp").await).contains("Thêm"));
    assert!(!found(answers(&leader, "tài khoản").await).contains("Tài khoản"));
    let admin = portal.sign_in("admin").await;
    assert!(found(answers(&admin, "tài khoản").await).contains("Tài khoản"));
    assert!(!found(answers(&admin, "nhập từ excel").await).contains("Nhập từ Excel"));
}

#[tokio::test]
async fn an_account_limited_to_a_zone_finds_nothing_of_others() {
    let portal = Portal::demo().await;
    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
               insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let staff = portal.sign_in("staff").await;
    for asked in [
        "minh hoa 03",
        "mihn hoa 03",
        "DN04",
        "thanh binh",
        "thanh bihn",
        "cn-14",
        "lô cn14",
        "du an",
    ] {
        let found = answers(&staff, asked).await;
        let foreign = |group: &str| !["Số liệu", "Trang", "Việc làm"].contains(&group);
        assert!(
            !found.iter().any(|(group, _)| foreign(group)),
            "“{asked}” finds {found:?}"
        );
    }
    assert_eq!(
        first(&staff, "kcn khac").await.split(" X").next(),
        Some("Khu công nghiệp: KCN khác")
    );
    // The figures are those of the own zones: there are none.
    let found = answers(&staff, "xuat khau 2022").await;
    assert!(
        !found.iter().any(|(_, row)| row.contains("37,80")),
        "{found:?}"
    );
}

#[tokio::test]
async fn people_are_not_searched() {
    let portal = Portal::demo().await;
    let name: String = sqlx::query_scalar("select name from contacts where name <> '' limit 1")
        .fetch_one(&portal.db)
        .await
        .expect("a contact");
    let staff = portal.sign_in("staff").await;
    assert!(
        answers(&staff, &name)
            .await
            .iter()
            .all(|(_, row)| !row.contains(&name)),
        "{name}"
    );
}

#[tokio::test]
async fn whatever_is_typed_is_a_question() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let long = "ế ".repeat(3_000);
    for asked in [
        "",
        " ",
        "%",
        "_",
        "%%%%",
        "\\",
        "\\%",
        "'",
        "'; drop table zones; --",
        "\"><script>alert(1)</script>",
        "a'b\"c<d>&e",
        "🙂",
        "\u{202e}abc",
        "٣",
        "1e999",
        "....",
        "-",
        "<b>minh</b> hoa",
        &long,
        &"x".repeat(5_000),
        "aaa bbb ccc ddd eee fff ggg hhh iii jjj",
    ] {
        for path in ["/search", "/search/list"] {
            let page = staff.get(&address(path, asked)).await;
            assert_eq!(page.status, StatusCode::OK, "{path} {asked:.40}");
            assert!(
                !page.text().contains("<script>alert") && !page.text().contains("<b>minh"),
                "{asked:.40}"
            );
        }
    }
    // A wildcard is a letter like others: it asks for nothing.
    assert!(answers(&staff, "%").await.is_empty());
    let page: Page = staff.get(&address("/search", &long)).await;
    assert!(page.words("main .notice--warn").contains("Câu dài quá"));
    assert_eq!(
        staff.get("/search?q=a%00b").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(staff.get("/search").await.words("h1"), "Tìm trong cổng");
}

#[tokio::test]
async fn it_works_where_the_server_has_no_trigrams() {
    let portal = Portal::demo().await;
    sqlx::query("drop extension if exists pg_trgm cascade")
        .execute(&portal.db)
        .await
        .expect("no trigrams");
    let staff = portal.sign_in("staff").await;
    for asked in ["minh hoa 03", "mihn hoa 03"] {
        assert!(
            first(&staff, asked)
                .await
                .starts_with("Doanh nghiệp: Doanh nghiệp minh họa 03"),
            "{asked}"
        );
    }
}

#[tokio::test]
async fn answers_that_are_as_good_stay_in_one_order() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let before = answers(&staff, "doanh nghiep minh hoa").await;
    assert!(before.len() > 3, "{before:?}");
    // A row that is written again lies elsewhere in its table.
    sqlx::query("update enterprises set note = coalesce(note, '') || ' ' where code = 'DN01'")
        .execute(&portal.db)
        .await
        .expect("an update");
    assert_eq!(answers(&staff, "doanh nghiep minh hoa").await, before);
}

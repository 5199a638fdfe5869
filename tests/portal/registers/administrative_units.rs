//! Boards and provinces by their time: whose name the papers bear, where a zone lies.

use super::structure::run;
use crate::support::Portal;
use axum::http::StatusCode;

#[tokio::test]
async fn the_portal_is_one_boards_at_a_time_and_its_papers_bear_the_name_of_their_time() {
    let portal = Portal::demo().await;
    let (admin, leader) = (
        portal.sign_in("admin").await,
        portal.sign_in("leader").await,
    );
    assert!(
        leader
            .get("/dashboard/2022")
            .await
            .words(".masthead__name")
            .contains("Thái Nguyên"),
        "today's board"
    );
    let review = leader.get("/reviews/2022").await.words("main article");
    assert!(
        review.contains("UBND TỈNH BẮC KẠN") && !review.contains("THÁI NGUYÊN"),
        "the board that reported"
    );

    let mut fields = admin.get("/boards/2/edit").await.fields("form.form");
    let set = |fields: &mut Vec<(String, String)>, name: &str, value: &str| {
        let field = fields
            .iter_mut()
            .find(|(known, _)| known == name)
            .expect("a field");
        field.1 = value.to_owned();
    };
    set(&mut fields, "short_name", "Ban Quản lý đổi tên");
    let pairs = |fields: &[(String, String)]| -> Vec<(String, String)> { fields.to_vec() };
    let renamed = pairs(&fields);
    let posted: Vec<(&str, &str)> = renamed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        admin.post("/boards/2", &posted).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        leader
            .get("/duties")
            .await
            .words(".masthead__name")
            .contains("Ban Quản lý đổi tên"),
        "at the next request"
    );

    let mut fields = admin.get("/boards/2/edit").await.fields("form.form");
    set(&mut fields, "valid_from", "01/06/2025");
    let posted: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = admin.post("/boards/2", &posted).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("main").contains("một Ban khác"),
        "{}",
        page.words("main")
    );
}

#[tokio::test]
async fn all_63_provinces_of_before_lead_to_the_34_of_today() {
    let portal = Portal::demo().await;
    let count = |sql: &'static str| {
        let db = portal.db.clone();
        async move {
            sqlx::query_scalar::<_, i64>(sql)
                .fetch_one(&db)
                .await
                .expect(sql)
        }
    };
    let on = |day: &str, level: &str| {
        format!(
            "select count(*) from administrative_units where level = '{level}' and '{day}' between valid_from and coalesce(valid_until, 'infinity')"
        )
    };
    for (day, level, units) in [
        ("2024-12-31", "province", 63),
        ("2025-06-30", "province", 63),
        ("2025-07-01", "province", 34),
        ("2025-06-30", "district", 17),
        ("2025-07-01", "district", 0),
        ("2025-07-01", "commune", 92),
    ] {
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(on(day, level)))
            .fetch_one(&portal.db)
            .await
            .expect("a count");
        assert_eq!(found, units, "{level} on {day}");
    }
    let holders =
        "select count(distinct h.holder_id) from administrative_units u join unit_holders('2025-07-01') h on h.unit_id = u.id
                    where u.level = 'province' and u.valid_from = '2008-08-01'";
    assert_eq!(count(holders).await, 34);
    let ended = "select count(*) from administrative_units u join unit_holders('2025-07-01') h on h.unit_id = u.id
                   join administrative_units n on n.id = h.holder_id where u.level = 'province' and n.valid_until < '2025-07-01'";
    assert_eq!(count(ended).await, 0, "each leads to one that is there");
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/structure?on=01/07/2025").await;
    let row = page
        .cells("main tbody tr", "td, th")
        .into_iter()
        .find(|cells| cells.get(1).is_some_and(|name| name == "Tỉnh Thái Nguyên"));
    assert_eq!(row.expect("Thái Nguyên")[2..], ["Tỉnh Bắc Kạn", "", "92"]);
    assert_eq!(
        staff.get("/structure?on=khong").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_zone_lies_in_the_province_it_is_placed_in_today() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for path in ["/zones", "/zones/1", "/zones?format=csv"] {
        assert!(
            staff.get(path).await.text().contains("Tỉnh Thái Nguyên"),
            "{path}"
        );
    }
    // What was typed stays what it was, in the form and in the bundle.
    assert_eq!(
        staff
            .get("/zones/1/edit")
            .await
            .attribute("#f-province", "value"),
        "Bắc Kạn"
    );
    run(&portal, "delete from zone_placements").await;
    assert!(
        staff.get("/zones/1").await.text().contains("Bắc Kạn"),
        "without a placement, as it was entered"
    );
}

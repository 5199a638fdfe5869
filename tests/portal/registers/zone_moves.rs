//! A zone that moves from one board to another by a dated row.

use super::structure::{OTHER_ZONE, figures, json, of, run};
use crate::support::{Person, Portal};
use axum::http::StatusCode;

/// The board of an economic zone, and its id.
async fn new_board(admin: &Person<'_>) -> String {
    let board = [
        ("code", "KKT"),
        ("name", "Ban Quản lý Khu kinh tế"),
        ("short_name", "BQL Khu kinh tế (minh họa)"),
        ("name_en", "Economic Zone Authority"),
        ("superior", "UBND TỈNH BẮC KẠN"),
        ("abbreviation", "BQLKKT"),
        ("province", "Bắc Kạn"),
        ("place", "Bắc Kạn"),
    ];
    let page = admin.post("/boards", &board).await;
    page.saved();
    page.location
        .split_once('\n')
        .map_or(&*page.location, |(path, _)| path)
        .rsplit('/')
        .next()
        .expect("an id")
        .to_owned()
}

#[tokio::test]
async fn a_zone_moves_by_a_dated_row_and_its_enterprises_owe_the_board_it_belongs_to() {
    let portal = Portal::demo().await;
    let (admin, staff) = (portal.sign_in("admin").await, portal.sign_in("staff").await);
    run(&portal, OTHER_ZONE).await;
    figures(&portal, "SC01", "2022", 500_000_000_000, 11).await;
    let both = of(
        &json(&admin, "/dashboard/2022.json").await,
        "revenue",
        "actual",
    );
    let owing = "/duties?year=2023&period=2023&q=minh+hoa+song&state=late";
    assert_eq!(
        staff
            .get(owing)
            .await
            .links("table.duties tbody th a")
            .len(),
        1,
        "a zone without a row is the home board's"
    );

    // It goes to the board of an economic zone on 1 January 2023.
    let id = new_board(&admin).await;
    let unit = |code: &'static str, from: &'static str| {
        let db = portal.db.clone();
        async move {
            let sql = "select id::text from administrative_units where level = 'province' and code = $1 and valid_from = $2::text::date";
            sqlx::query_scalar::<_, String>(sql)
                .bind(code)
                .bind(from)
                .fetch_one(&db)
                .await
                .expect("a province")
        }
    };
    let (old, new) = (
        unit("06", "2008-08-01").await,
        unit("19", "2025-07-01").await,
    );
    let zone: String = sqlx::query_scalar("select id::text from zones where code = 'SC'")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    let place = |from: &'static str, board: &str, province: &str| {
        [
            ("zone_id", zone.clone()),
            ("valid_from", from.to_owned()),
            ("board_id", board.to_owned()),
            ("province_id", province.to_owned()),
            ("location", "Huyện Chợ Mới".to_owned()),
        ]
    };
    let send = |fields: [(&'static str, String); 5]| {
        let admin = &admin;
        async move {
            let pairs: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            admin.post("/zone-placements", &pairs).await
        }
    };
    assert_eq!(
        send(place("", "1", &old)).await.status,
        StatusCode::SEE_OTHER,
        "the home board's from the beginning"
    );
    let wrong = send(place("01/01/2023", &id, &new)).await;
    wrong.answers(StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("main", "Ngày đó không có tỉnh này");
    send(place("01/01/2023", &id, &old)).await.saved();
    let again = send(place("01/01/2023", &id, &old)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "once a day");

    the_year_stays_as_it_was_reported(&staff, &admin, &zone, owing, both).await;
}

/// Figures of before, duties since, and the page of the zone itself.
async fn the_year_stays_as_it_was_reported(
    staff: &Person<'_>,
    admin: &Person<'_>,
    zone: &str,
    owing: &str,
    both: Option<f64>,
) {
    assert_eq!(
        of(
            &json(admin, "/dashboard/2022.json").await,
            "revenue",
            "actual"
        ),
        both,
        "2022 stays as it was reported"
    );
    let today = of(
        &json(admin, "/dashboard/2022.json?structure=today").await,
        "revenue",
        "actual",
    )
    .expect("a figure");
    assert_eq!(Some(today + 500e9), both, "today it is another board's");
    assert_eq!(
        staff
            .get(owing)
            .await
            .links("table.duties tbody th a")
            .len(),
        0,
        "it owes another board"
    );
    // The zone's own page, and what its numbers lead to, are the zone's whoever has it.
    let page = staff.get(&format!("/zones/{zone}")).await;
    let behind = page
        .links(".indicators__actual a")
        .into_iter()
        .find(|href| href.contains("/revenue"))
        .expect("its revenue");
    assert!(
        staff.get(&behind).await.words("tfoot").contains("500"),
        "{behind}"
    );
    let structure = staff.get("/structure?on=31/12/2022").await;
    structure.says("main", "KCN Minh họa");
    assert_eq!(
        structure.words("#provinces").split_whitespace().next(),
        Some("63")
    );
    staff
        .post("/zone-placements", &[("zone_id", "1")])
        .await
        .answers(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn where_a_zone_moves_within_a_year_the_sheets_say_why_quarters_and_year_differ() {
    let portal = Portal::demo().await;
    run(&portal, OTHER_ZONE).await;
    let (admin, leader) = (
        portal.sign_in("admin").await,
        portal.sign_in("leader").await,
    );
    let new = async |sheet: &str| {
        let page = leader.get(&format!("/national/{sheet}/2101")).await;
        let rows = page.cells("section[aria-labelledby='tab-DDI'] tbody tr", "th, td");
        let row = rows.into_iter().find(|row| row[0] == "1.1");
        let named = page.text().contains("KCN Minh họa");
        (row.expect("new projects")[7].clone(), named)
    };
    let (one, two) = ("1".to_owned(), "2".to_owned());
    assert_eq!(new("2022").await, (two, false), "one board all year");
    let id = new_board(&admin).await;
    let sql = "insert into zone_placements (zone_id, board_id, valid_from, province_id, location)
               select z.id, v.board, v.day, u.id, 'Huyện Chợ Mới'
                 from zones z, (values (1::bigint, null::date), ($1::bigint, date '2022-07-01')) v (board, day), administrative_units u
                where z.code = 'SC' and u.level = 'province' and u.code = '06' and u.valid_from = '2008-08-01'";
    sqlx::query(sql)
        .bind(id.parse::<i64>().expect("an id"))
        .execute(&portal.db)
        .await
        .expect("it moves on 1 July");
    // Its project is of the second quarter and not of the year; both say so, and no other period does.
    assert_eq!(new("2022-Q2").await, (one.clone(), true));
    assert_eq!(new("2022").await, (one.clone(), true));
    assert_eq!(new("2022-Q3").await, (one, false));
    assert_eq!(new("2023").await, ("0".to_owned(), false));
    let year = leader.get("/national/2022/2104").await;
    assert!(
        year.text()
            .contains("KCN Minh họa có trong Quý I/2022, Quý II/2022, không có trong số cả năm"),
        "{}",
        year.words("main")
    );
    let english = leader.get_in_english("/national/2022-Q1/2104").await;
    assert!(
        english.text().contains("is in Q1 2022, not in the year"),
        "{}",
        english.words("main")
    );
}

//! Works, wastewater and sponsorship in the frame of a structure: as reported then, another board's, and on today's.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};

use crate::registers::structure::{merge, run};
use crate::support::{Page, Person, Portal};

/// Works, a plant with a flow and a sponsored scheme in the other board's zone.
pub const OTHER_WORKS: &str = "
    insert into works (code, name, zone_id, kind, area_m2) select 'SC-SN', 'San nền minh họa', id, 'levelling', 400000 from zones where code = 'SC';
    insert into works (code, name, zone_id, kind, budget_vnd) select 'SC-HT', 'Hạ tầng minh họa', id, 'road', 150000000000 from zones where code = 'SC';
    insert into work_statements (work_id, as_of, done, disbursed_vnd, source, recorded_by)
    select id, '2022-12-01', case code when 'SC-SN' then 300000 else 40 end, case code when 'SC-HT' then 60000000000 end, 'BC minh họa', 'test'
      from works where code like 'SC-%';
    insert into wastewater_plants (code, name, zone_id, design_m3_day) select 'SC-NT', 'Nhà máy minh họa', id, 1000 from zones where code = 'SC';
    insert into wastewater_readings (plant_id, from_on, to_on, source, actual_m3_day, recorded_by)
    select id, '2022-10-01', '2022-12-31', 'self_report', 700, 'test' from wastewater_plants where code = 'SC-NT';
    insert into schemes (code, name, zone_id, year, cost_vnd, status)
    select 'SC-QH', 'Đồ án minh họa Sông', id, 2022, 1000000000, 'drafting' from zones where code = 'SC';
    insert into sponsors (scheme_id, name, amount_vnd) select id, 'Nhà tài trợ Sông', 800000000 from schemes where code = 'SC-QH';";

/// The rows of the one sheet of a file, without its head, and the number of the column with this name.
async fn column(
    person: &Person<'_>,
    address: &str,
    name: &str,
    only: impl Fn(&[Data]) -> bool,
) -> Vec<f64> {
    let separator = if address.contains('?') { '&' } else { '?' };
    let page = person
        .get(&format!("{address}{separator}format=xlsx"))
        .await;
    assert_eq!(page.status, StatusCode::OK, "{address}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(page.bytes)).expect("calamine opens it");
    let sheet = book
        .worksheet_range_at(0)
        .expect("a sheet")
        .expect("it can be read");
    let mut rows = sheet.rows();
    let head = rows.next().expect("a head");
    let at = head
        .iter()
        .position(|cell| *cell == name)
        .unwrap_or_else(|| panic!("{name} in {head:?}"));
    rows.filter(|row| only(row))
        .filter_map(|row| {
            if let Data::Float(value) = row[at] {
                Some(value)
            } else {
                None
            }
        })
        .collect()
}

/// What the three pages say, and what their Excel files say, through one lens.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    /// "59,61 / 73,5": the last line on levelling, as on the page; done and planned, as in the file (m²).
    levelling: String,
    levelled: (f64, f64),
    /// What plants can treat together; the same in the file, and what they treat.
    capacity: String,
    treated: (f64, f64),
    /// The year's line; sponsored and spared in the file (VND).
    scheme: Vec<String>,
    spared: (f64, f64),
}

async fn said(person: &Person<'_>, query: &str) -> Said {
    let at = |path: &str| format!("{path}{query}");
    let (works, water, schemes) = (at("/infrastructure"), at("/wastewater"), at("/sponsorship"));
    let page = person.get(&works).await;
    let last = |page: &Page, table: &str| {
        page.cells(&format!("{table} table:first-of-type tbody tr"), "th, td")
    };
    let lines = match last(&page, "section[aria-labelledby=all]") {
        lines if lines.is_empty() => last(&page, "main section")
            .into_iter()
            .filter(|cells| cells.len() == 6)
            .collect(),
        lines => lines,
    };
    let levelling = lines
        .last()
        .map(|cells| cells[2].clone())
        .unwrap_or_default();
    let sum = |values: Vec<f64>| values.iter().sum::<f64>();
    let levels = |row: &[Data]| row[4] == "San nền";
    let levelled = (
        sum(column(person, &works, "Đã làm", levels).await),
        sum(column(person, &works, "Khối lượng phải làm", levels).await),
    );
    let page = person.get(&water).await;
    let plants = page.cells("section[aria-labelledby=plants] tbody tr", "th, td");
    let capacity = match plants.len() {
        1 => plants[0][1].clone(),
        _ => page.words("section[aria-labelledby=plants] > p:not(.panel__note)"),
    };
    let treated = (
        sum(column(
            person,
            &water,
            "Công suất đang vận hành (m³/ngày đêm)",
            |_| true,
        )
        .await),
        sum(column(
            person,
            &water,
            "Lưu lượng bình quân (m³/ngày đêm)",
            |_| true,
        )
        .await),
    );
    let page = person.get(&schemes).await;
    Said {
        levelling,
        levelled,
        capacity,
        treated,
        scheme: page
            .cells("section[aria-labelledby=by-year] tbody tr", "th, td")
            .into_iter()
            .next()
            .unwrap_or_default(),
        spared: (
            sum(column(person, &schemes, "Giá trị tài trợ (đồng)", |_| {
                true
            })
            .await),
            sum(column(person, &schemes, "Làm lợi cho ngân sách (đồng)", |_| true).await),
        ),
    }
}

/// The home board's zone alone, the other's alone, and both.
fn assert_ours(said: &Said) {
    assert!(said.levelling.contains("59,61 / 73,5"), "{said:?}");
    assert!(said.capacity.starts_with("2.500"), "{said:?}");
    assert_eq!(
        said.scheme,
        ["2022", "3", "5", "6.200", "6.200", "6.200", "100,0%"]
    );
    assert_eq!(
        (said.levelled, said.treated, said.spared),
        ((596_100.0, 735_000.0), (2500.0, 900.0), (6.2e9, 6.2e9))
    );
}

fn assert_theirs(said: &Said) {
    assert!(said.levelling.contains("30 / 40"), "{said:?}");
    assert!(said.capacity.starts_with("1.000"), "{said:?}");
    assert_eq!(
        said.scheme,
        ["2022", "1", "1", "1.000", "800", "800", "80,0%"]
    );
    assert_eq!(
        (said.levelled, said.treated, said.spared),
        ((300_000.0, 400_000.0), (1000.0, 700.0), (0.8e9, 0.8e9))
    );
}

fn assert_both(said: &Said) {
    assert!(said.levelling.contains("89,61 / 113,5"), "{said:?}");
    assert!(said.capacity.contains("3.500"), "{said:?}");
    assert_eq!(
        said.scheme,
        ["2022", "4", "6", "7.200", "7.000", "7.000", "97,2%"]
    );
    assert_eq!(
        (said.levelled, said.treated, said.spared),
        ((896_100.0, 1_135_000.0), (3500.0, 1600.0), (7e9, 7e9))
    );
}

#[tokio::test]
async fn works_wastewater_and_sponsorship_add_up_through_both_lenses_before_and_after_a_merger() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let files = async || {
        let mut all = Vec::new();
        for path in ["/infrastructure", "/wastewater", "/sponsorship"] {
            for kind in ["csv", "json"] {
                all.push(
                    leader
                        .get(&format!("{path}?on=31/12/2022&format={kind}"))
                        .await
                        .text(),
                );
            }
        }
        all
    };
    let alone = files().await;
    assert_ours(&said(&leader, "?on=31/12/2022").await);
    assert!(
        !leader
            .get("/infrastructure?on=31/12/2022")
            .await
            .text()
            .contains("structure-switch"),
        "nothing to choose"
    );

    merge(&portal).await;
    run(&portal, OTHER_WORKS).await;
    let other: i64 = sqlx::query_scalar("select id from boards where code = 'TNC'")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    assert_eq!(files().await, alone, "as reported then: not a byte differs");
    assert_ours(&said(&leader, "?on=31/12/2022").await);
    assert_theirs(&said(&leader, &format!("?on=31/12/2022&board={other}")).await);
    assert_both(&said(&leader, "?on=31/12/2022&structure=today").await);
    since_the_merger_the_board_has_both(&leader, other).await;
}

/// Both lenses say the same.
async fn since_the_merger_the_board_has_both(leader: &Person<'_>, other: i64) {
    // Since the merger the board has both, and both lenses say the same.
    assert_both(&said(leader, "?on=31/12/2025").await);
    assert_both(&said(leader, "?on=31/12/2025&structure=today").await);
    assert_both(&said(leader, "").await);

    for path in ["/infrastructure", "/wastewater", "/sponsorship"] {
        let page = leader
            .get(&format!("{path}?on=31/12/2022&structure=today"))
            .await;
        let choices = page.links(".structure-switch a");
        assert_eq!(choices[0], format!("{path}?on=31/12/2022"), "{choices:?}");
        assert!(
            choices
                .iter()
                .any(|href| href.ends_with(&format!("board={other}"))),
            "{choices:?}"
        );
        page.says(".structure-switch", "Theo cơ cấu hôm nay");
        assert_eq!(
            page.attribute("form.filters input[name=structure]", "value"),
            "today",
            "another day, the same lens"
        );
        leader
            .get(&format!("{path}?on=31/12/2022&board=999"))
            .await
            .answers(StatusCode::NOT_FOUND);
        let nothing = leader
            .get(&format!("{path}?on=31/12/2022&board=2"))
            .await
            .status;
        assert_eq!(
            nothing,
            StatusCode::NOT_FOUND,
            "the new board had no zones then"
        );
    }
    // A year of sponsorship leads to what that year's review says.
    let years = leader
        .get("/sponsorship")
        .await
        .links("section[aria-labelledby=by-year] tbody th a");
    assert_eq!(years, ["/sponsorship?on=31/12/2022"]);
    let review = leader.get("/reviews/2022").await.text();
    assert!(
        review.contains("05 doanh nghiệp tài trợ cho 03 đồ án"),
        "{review}"
    );
    let page = leader.get("/sponsorship?on=31/12/2021").await;
    assert!(
        page.words("main").contains("Chưa có đồ án nào"),
        "a scheme is there from its year on"
    );
}

#[tokio::test]
async fn a_zone_that_moves_takes_its_works_wastewater_and_schemes_along_from_its_day() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    merge(&portal).await;
    run(&portal, OTHER_WORKS).await;
    // It had been the home board's, and went to another on 1 January 2023.
    run(
        &portal,
        "insert into boards (code, superior, name, name_en, short_name, abbreviation, province, place)
         values ('KKT', 'UBND TỈNH BẮC KẠN', 'Ban Quản lý Khu kinh tế', 'Zone Authority', 'BQL Khu kinh tế (minh họa)', 'BQLKKT', 'Bắc Kạn', 'Bắc Kạn');
         delete from zone_placements where zone_id = (select id from zones where code = 'SC');
         insert into zone_placements (zone_id, board_id, province_id, location, valid_from)
         select z.id, b.id, u.id, 'Huyện Chợ Mới', case b.code when 'KKT' then date '2023-01-01' end from zones z, boards b, administrative_units u
          where z.code = 'SC' and b.code in ('BQL', 'KKT') and u.level = 'province' and u.code = '06' and u.valid_from = '2008-08-01'
          order by b.code;",
    )
    .await;
    let taker: i64 = sqlx::query_scalar("select id from boards where code = 'KKT'")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    assert_both(&said(&leader, "?on=31/12/2022").await);
    assert_ours(&said(&leader, "?on=31/12/2022&structure=today").await);
    assert_ours(&said(&leader, "?on=01/01/2023").await);
    assert_theirs(&said(&leader, &format!("?on=01/01/2023&board={taker}")).await);
    // The zone's own page says it whoever has it, and leads to its board's pages.
    let zone: i64 = sqlx::query_scalar("select id from zones where code = 'SC'")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    let page = leader.get(&format!("/zones/{zone}")).await;
    page.says("section[aria-labelledby=zone-works]", "30 / 40");
    for path in ["infrastructure", "wastewater"] {
        let href = format!("/{path}?board={taker}");
        assert!(page.links("main section a").contains(&href), "{href}");
        leader.get(&href).await.says("main", "KCN Minh họa");
    }
}

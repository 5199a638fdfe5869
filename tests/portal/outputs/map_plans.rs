//! The plan of a zone on screen and to scale on paper.

use crate::support::Portal;

#[tokio::test]
async fn the_plan_adds_up_to_the_stated_areas_and_shapes_are_never_rewritten() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let plan = staff.get("/zones/1/plan").await;
    assert!(
        plan.words("#phase-1 + .plan-table tfoot").contains("73,50"),
        "{}",
        plan.words("#phase-1 + .plan-table tfoot")
    );
    assert!(plan.words("#phase-2 + .plan-table tfoot").contains("80,30"));
    assert!(plan.attribute("svg[role=img]", "aria-labelledby") == "zone-plan");
    // A parcel less is a row of its own, and the sum stays that of the decision.
    let ended = "insert into parcel_events (parcel_id, kind, happened_on, recorded_by)
                 select id, 'retired', vietnam_today(), 'test' from parcels where code = 'CN-15'";
    sqlx::query(ended)
        .execute(&portal.db)
        .await
        .expect("retired");
    let plan = staff
        .get("/zones/1/plan")
        .await
        .words("#phase-1 + .plan-table");
    assert!(
        plan.contains("Chưa thành lô 4,40") && plan.contains("73,50"),
        "{plan}"
    );
    let csv = staff.get("/zones/1/plan?format=csv").await.text();
    assert!(csv.contains("Chưa thành lô") && csv.contains("44000") && !csv.contains("CN-15"));

    for sql in [
        "update parcel_shapes set area_m2 = 1",
        "delete from parcel_shapes",
        "truncate parcel_shapes",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
    let overlaps: Vec<(String, String)> = demo_overlaps(&portal).await;
    assert!(overlaps.is_empty(), "{overlaps:?}");
}

#[tokio::test]
async fn an_overlap_that_came_in_by_another_way_is_shown() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    assert!(
        !leader
            .get("/zones/1/plan")
            .await
            .text()
            .contains("chồng lên nhau")
    );
    let sql = "insert into parcel_shapes (parcel_id, revision, valid_from, source, document, meridian_minutes, zone_width, given,
                                          corners, ring, area_m2, recorded_by)
               select 2, 2, valid_from, source, document, meridian_minutes, zone_width, given, corners, ring, area_m2, 'psql'
                 from parcel_shapes where parcel_id = 1";
    sqlx::query(sql).execute(&portal.db).await.expect("a row");
    let page = leader.get("/zones/1/plan").await;
    assert!(
        page.words("main .notice--bad")
            .contains("CN-01 và CN-02 chồng lên nhau 23.400,0 m²"),
        "{}",
        page.words("main .notice--bad")
    );
    assert!(page.text().contains("fill-opacity=\"0.55\""));
}

/// Pairs of parcels of the demonstration that lie over each other.
async fn demo_overlaps(portal: &Portal) -> Vec<(String, String)> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select p.code, s.corners from parcel_shapes s join parcels p on p.id = s.parcel_id",
    )
    .fetch_all(&portal.db)
    .await
    .expect("shapes");
    let ring = |corners: &str| -> Vec<(f64, f64)> {
        let pair = |line: &str| {
            let mut parts = line
                .split(';')
                .skip(1)
                .map(|part| part.parse::<f64>().expect("metres"));
            let (north, east) = (parts.next().expect("X"), parts.next().expect("Y"));
            (east, north)
        };
        corners.lines().map(pair).collect()
    };
    let shapes: Vec<(String, Vec<(f64, f64)>)> = rows
        .into_iter()
        .map(|(code, corners)| (code, ring(&corners)))
        .collect();
    assert_eq!(shapes.len(), 36);
    let mut found = Vec::new();
    for (at, (one, ring)) in shapes.iter().enumerate() {
        for (other, second) in &shapes[at + 1..] {
            if izportal::foundation::survey::overlap(ring, second)
                .is_some_and(|overlap| overlap.area > 1.0)
            {
                found.push((one.clone(), other.clone()));
            }
        }
    }
    found
}

#[tokio::test]
async fn a_print_has_the_scale_it_says() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let zone = leader.get("/zones/1/plan/print?paper=a3_portrait").await;
    assert!(
        zone.words(".plan-sheet").contains("Tỷ lệ 1:5.000")
            && zone.words(".plan-sheet").contains("không thay trích lục")
    );
    let one = leader
        .get("/zones/1/plan/print?parcel=1&paper=a4_portrait&scale=1000")
        .await;
    assert_eq!(one.attribute("svg[role=img]", "width"), "190.00mm");
    assert!(
        one.attribute("svg[role=img]", "viewBox")
            .starts_with("0 0 190.00 "),
        "a unit is a millimetre"
    );
    assert!(one.words(".plan-sheet__head").contains("Tỷ lệ 1:1.000"));
    // The sides of parcel 1 are 180,00 m: 180 mm apart at 1:1000, whatever their direction.
    let svg = one.text();
    let bold = svg
        .rsplit("<polygon points=\"")
        .find(|part| part.contains("stroke-width=\"0.607\""))
        .expect("the parcel's outline");
    let points: Vec<(f64, f64)> = bold
        .split('"')
        .next()
        .expect("points")
        .split(' ')
        .map(|pair| pair.split_once(',').expect("a pair"))
        .map(|(x, y)| (x.parse().expect("mm"), y.parse().expect("mm")))
        .collect();
    let side = (points[1].0 - points[0].0).hypot(points[1].1 - points[0].1);
    assert!((side - 180.0).abs() < 0.05, "{side}");
    assert!(
        one.words(".plan-corners").contains("2.419.610,511"),
        "{}",
        one.words(".plan-corners")
    );
    assert!(
        leader
            .get("/zones/1/plan/print")
            .await
            .words(".plan-sheet")
            .contains("Tỷ lệ 1:10.000"),
        "A4 holds it whole, upright"
    );
    let small = leader
        .get("/zones/1/plan/print?paper=a4_portrait&scale=500")
        .await;
    assert!(
        small.words("main .notice--warn").contains("không vừa khổ"),
        "said, not cut off silently"
    );
}

#[tokio::test]
async fn no_zone_is_cut_off_by_its_paper() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/zones/1/plan/print?paper=a4_landscape").await;
    assert!(
        !page.text().contains("không đủ chỗ"),
        "{}",
        page.words(".plan-sheet__head")
    );
    assert!(
        page.words(".plan-sheet__head").contains("Tỷ lệ 1:15.000"),
        "{}",
        page.words(".plan-sheet__head")
    );
    // Three kilometres of land more.
    sqlx::query(
        "insert into parcel_shapes (parcel_id, revision, valid_from, source, document, meridian_minutes, zone_width, given, corners, ring,
                                    area_m2, recorded_by)
         select 1, 2, '2023-01-01', source, document, meridian_minutes, zone_width, given,
                concat_ws(chr(10), '1;2422610;435238', '2;2422610;435338', '3;2422510;435338'), ring, 5000, 'psql'
           from parcel_shapes where parcel_id = 1",
    )
    .execute(&portal.db)
    .await
    .expect("a far lot");
    let page = leader.get("/zones/1/plan/print?paper=a4_landscape").await;
    assert!(
        !page.text().contains("không đủ chỗ"),
        "{}",
        page.words(".plan-sheet__head")
    );
}

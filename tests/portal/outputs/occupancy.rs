//! Occupancy: the definitions side by side on any day, the same as on the dashboard, beside what the parcels say.

use crate::support::Portal;

#[tokio::test]
async fn the_definitions_stand_side_by_side_and_agree_with_the_dashboard() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/occupancy?on=2022-12-31").await;
    // 48,2 of 108,6 ha leasable, of 153,8 ha planned, of 73,5 ha cleared; 46,9 ha the year before.
    let zone = &page.cells("section[aria-labelledby=rates] tbody tr", "th, td")[0];
    assert_eq!(zone[4], "48,2");
    for (at, expected) in [
        (1, ["44,38%", "108,6", "+1,20"]),
        (2, ["31,34%", "153,8", "+0,85"]),
        (3, ["65,58%", "73,5", "+1,77"]),
    ] {
        assert!(
            expected.iter().all(|part| zone[at].contains(part)),
            "{at}: {zone:?}"
        );
    }
    assert!(
        leader
            .get("/dashboard/2022")
            .await
            .text()
            .contains("44,38%"),
        "one source"
    );
    assert!(
        !page.text().contains("lệch quá 2%"),
        "statement and parcels agree at the end of 2022"
    );
    let before = leader.get("/occupancy?on=31/12/2021").await;
    assert!(
        before.words("main .notice--warn").contains("lệch quá 2%"),
        "46,9 ha stated, 48,2 ha of parcels"
    );
    assert!(
        before.cells("section[aria-labelledby=rates] tbody tr", "th, td")[0][1].contains("–"),
        "no year before"
    );
}

#[tokio::test]
async fn where_nobody_stated_areas_the_parcels_are_the_base() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    sqlx::query("update phase_areas set retired_at = now()")
        .execute(&portal.db)
        .await
        .expect("retired");
    let page = leader.get("/occupancy?on=2022-12-31").await;
    let zone = &page.cells("section[aria-labelledby=rates] tbody tr", "th, td")[0];
    assert!(
        zone[4] == "48,2" && zone[1].contains("÷") && zone[5].contains("cộng các lô đất"),
        "{zone:?}"
    );
    let csv = leader
        .get("/occupancy?on=2022-12-31&format=csv")
        .await
        .text();
    assert!(
        csv.contains("482000") && csv.contains("KCN Thanh Bình"),
        "{csv}"
    );
    // Before there were parcels in the books nothing is known, and nothing is what is said.
    let page = leader.get("/occupancy?on=2001-01-01").await;
    assert!(page.cells("section[aria-labelledby=rates] tbody tr", "th, td")[0][1].starts_with('–'));
    assert!(
        leader
            .get("/occupancy?on=2022-13-01")
            .await
            .text()
            .contains("không phải là ngày")
    );
}

#[tokio::test]
async fn zones_in_operation_are_those_that_were_so_on_the_day() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let operating = async |day: &str| {
        let page = staff.get(&format!("/occupancy?on={day}")).await;
        page.cells("section[aria-labelledby=rates] tbody tr", "th, td")
            .pop()
            .expect("the last row is the zones in operation")
    };
    assert!(operating("2022-12-31").await[1].contains("44,38%"));
    // A state of the past is a row of the log; the zone's own state is the newest of them.
    let row = [
        ("since", "01/07/2022"),
        ("zone_id", "1"),
        ("status", "converting"),
        ("document_no", ""),
        ("note", ""),
        ("version", "0"),
    ];
    assert_eq!(
        staff.post("/zone-states", &row).await.status,
        axum::http::StatusCode::SEE_OTHER
    );
    assert!(
        operating("2022-12-31").await[1].starts_with('–'),
        "no zone was in operation then"
    );
    assert!(
        operating("2022-06-30").await[1].contains("43,19%"),
        "but before it was: {:?}",
        operating("2022-06-30").await
    );
    let status = |sql: &'static str| sqlx::query_scalar::<_, String>(sql).fetch_one(&portal.db);
    assert_eq!(
        status("select status from zones where id = 1")
            .await
            .expect("a state"),
        "converting"
    );
    let future = [
        ("since", "01/07/2031"),
        ("zone_id", "1"),
        ("status", "operating"),
        ("document_no", ""),
        ("note", ""),
        ("version", "0"),
    ];
    assert!(
        staff
            .post("/zone-states", &future)
            .await
            .words("#e-since")
            .contains("Ngày chưa đến")
    );
    // A state typed in the zone's own form is one since today.
    sqlx::query("update zones set status = 'operating' where id = 1")
        .execute(&portal.db)
        .await
        .expect("a state");
    assert_eq!(
        status("select status from zone_states where since = vietnam_today()")
            .await
            .expect("a row"),
        "operating"
    );
    assert_eq!(
        status("select zone_status_on(1, '2022-12-31')")
            .await
            .expect("a state"),
        "converting"
    );
}

#[tokio::test]
async fn the_zone_s_page_has_the_newest_statement_as_occupancy_has() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    sqlx::query(
        "insert into phase_areas (phase_id, as_of, planned_m2, established_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2)
         select phase_id, '2023-12-31', planned_m2, established_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2 + 40000
           from phase_areas where as_of = '2022-12-31' and phase_id = 1",
    )
    .execute(&portal.db)
    .await
    .expect("a statement");
    let zone = leader.get("/zones/1").await.words("#zone-land");
    let row = leader
        .get("/occupancy")
        .await
        .cells("section[aria-labelledby=rates] tbody tr", "th, td")
        .remove(0);
    assert!(
        row[1].contains("48,07%") && row[5].contains("31/12/2023"),
        "{row:?}"
    );
    assert!(
        zone.contains("48,07%") && zone.contains("ngày 31/12/2023") && !zone.contains("44,38%"),
        "{zone}"
    );
}

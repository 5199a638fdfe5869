//! A wastewater plant: capacity, load and exceedances on any day.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn a_wastewater_plant_has_its_capacity_load_and_exceedances_on_any_day() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let row = |page: &Page| {
        page.cells("section[aria-labelledby=plants] tbody tr", "th, td")
            .remove(0)
    };
    let cells = row(&leader.get("/wastewater?on=2022-12-31").await);
    assert!(
        cells[1].starts_with("2.500")
            && cells[2].starts_with("36,0%")
            && cells[2].contains("900 ÷ 2.500"),
        "{cells:?}"
    );
    assert!(
        cells[3].contains("Đạt") && cells[4].contains("QCVN 40:2011/BTNMT cột A"),
        "{cells:?}"
    );
    // The quarter before COD was over its limit: icon, word and colour.
    let page = leader.get("/wastewater?on=2022-10-15").await;
    assert!(
        row(&page)[3].contains("Vượt giới hạn")
            && row(&page)[3].contains("COD (mg/l): 82 (giới hạn ≤ 75)")
    );
    assert_eq!(
        page.attribute(".tag--bad > svg", "aria-hidden"),
        "true",
        "an icon beside the word"
    );
    // Before its stage was in operation it could treat nothing; after the permit ended nothing is concluded.
    assert!(row(&leader.get("/wastewater?on=2015-01-01").await)[1].starts_with('0'));
    assert!(
        row(&leader.get("/wastewater?on=2026-01-01").await)[4].contains("Hết hạn từ 31/12/2025")
    );
    let log = "/wastewater-plants/1/readings";
    let reading = [
        ("from_on", "05/01/2026"),
        ("to_on", "05/01/2026"),
        ("source", "inspection"),
        ("cod", "500"),
        ("document", "Biên bản minh họa"),
    ];
    let saved = staff.post(log, &reading).await;
    saved.saved();
    let address = saved
        .location
        .lines()
        .next()
        .expect("an address")
        .to_owned();
    let page = leader.get(&address).await;
    assert!(
        page.text().contains("không có giới hạn để so")
            && page
                .words("section[aria-labelledby=results]")
                .contains("Chưa có giới hạn")
    );
    assert!(
        !page.text().contains("Vượt giới hạn"),
        "no limit, no verdict"
    );
    a_reading_says_something_and_its_days_are_in_order(&staff, &leader, log).await;
}

/// What is refused of a reading.
async fn a_reading_says_something_and_its_days_are_in_order(
    staff: &Person<'_>,
    leader: &Person<'_>,
    log: &str,
) {
    let row = |page: &Page| {
        page.cells("section[aria-labelledby=plants] tbody tr", "th, td")
            .remove(0)
    };
    let reading = [
        ("from_on", "05/01/2026"),
        ("to_on", "05/01/2026"),
        ("source", "inspection"),
        ("cod", "500"),
        ("document", "Biên bản minh họa"),
    ];
    let empty = [&reading[..3], &[("document", "x")]].concat();
    staff
        .post(log, &empty)
        .await
        .says("#e-actual_m3_day", "ít nhất một thông số");
    let turned = [
        ("from_on", "05/01/2026"),
        ("to_on", "04/01/2026"),
        ("source", "automatic"),
        ("ph", "7"),
    ];
    staff.post(log, &turned).await.says("#e-to_on", "bắt đầu");
    assert!(
        staff
            .post(log, &[&turned[..3], &[("ph", "15")]].concat())
            .await
            .status
            == StatusCode::UNPROCESSABLE_ENTITY
    );

    // The zone says what its plants can treat: there is one place for it.
    leader
        .get("/zones/1")
        .await
        .says("section[aria-labelledby=zone-water]", "2.500");
    let stage = [
        ("name", "Mô-đun 2"),
        ("plant_id", "1"),
        ("position", "2"),
        ("capacity_m3_day", "1.500"),
        ("operating_on", "01/06/2023"),
    ];
    staff.post("/wastewater-stages", &stage).await.saved();
    assert!(row(&leader.get("/wastewater?on=2023-06-01").await)[1].starts_with("4.000"));
    assert!(row(&leader.get("/wastewater?on=2023-05-31").await)[1].starts_with("2.500"));
    leader
        .get("/zones/1")
        .await
        .says("section[aria-labelledby=zone-water]", "4.000");
    let csv = leader
        .get("/wastewater?on=2022-10-15&format=csv")
        .await
        .text();
    assert!(
        csv.contains("850,34.00") || csv.contains("850,34,"),
        "{csv}"
    );
    assert!(csv.contains("COD"), "{csv}");
}

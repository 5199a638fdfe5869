//! Parcels split and merged: history and area stay.

use super::parcel_life::standing;
use crate::support::{Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn a_split_and_a_merger_keep_history_and_area() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    staff
        .get("/parcels/12/reshape")
        .await
        .answers(StatusCode::OK);
    let form = |areas: [&'static str; 2]| {
        [
            ("happened_on", "01/10/2022"),
            ("document_no", "QĐ-MH-7"),
            ("code_1", "CN-12A"),
            ("area_1", areas[0]),
            ("area_1.unit", "ha"),
            ("code_2", "CN-12B"),
            ("area_2", areas[1]),
            ("area_2.unit", "ha"),
        ]
    };
    let page = staff.post("/parcels/12/reshape", &form(["1", "1"])).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("#e-confirm", "lệch 14,53%");
    assert_eq!(
        page.attribute("#f-code_2", "value"),
        "CN-12B",
        "what was typed stays"
    );
    staff
        .post("/parcels/12/reshape", &form(["1,34", "1"]))
        .await
        .saved();
    let idle = Some(("idle".to_owned(), Some("DN12".to_owned())));
    assert_eq!(standing(&portal.db, "CN-12", "2022-09-30").await, idle);
    assert_eq!(standing(&portal.db, "CN-12A", "2022-09-30").await, None);
    assert_eq!(
        standing(&portal.db, "CN-12", "2022-10-01").await,
        Some(("retired".to_owned(), None))
    );
    assert_eq!(standing(&portal.db, "CN-12B", "2022-10-01").await, idle);
    let areas = async |on: &str| -> (i64, String) {
        sqlx::query_as("select count(*), trim_scale(sum(area_m2))::text from parcels_on($1::text::date) where phase_id = 1 and land_use = 'industrial'")
            .bind(on)
            .fetch_one(&portal.db)
            .await
            .expect("areas")
    };
    assert_eq!(
        (areas("2022-09-30").await, areas("2022-10-01").await),
        ((15, "526000".to_owned()), (16, "526000".to_owned()))
    );
    // Both know each other, and the time without use did not start anew.
    let old = staff.get("/parcels/12").await;
    old.says("#life", "Đã thành lô: CN-12A, CN-12B");
    let watch = staff
        .get("/idle-land?on=2022-12-31")
        .await
        .cells("tbody tr", "th, td");
    let part = watch
        .iter()
        .find(|cells| cells[0].contains("CN-12A"))
        .expect("the part is watched");
    assert!(
        part[4].contains("01/09/2022") && part[6].contains("01/09/2023"),
        "{part:?}"
    );
    what_ended_stays_ended(&portal, &staff).await;
}

/// No button brings it back; another code is asked for a merger.
async fn what_ended_stays_ended(portal: &Portal, staff: &Person<'_>) {
    // What ended neither comes back by a button nor has events; another code is asked for a merger.
    let version: i32 = sqlx::query_scalar("select version from parcels where id = 12")
        .fetch_one(&portal.db)
        .await
        .expect("a version");
    let old = staff.get("/parcels/12").await;
    let notice = old.words("main > .notice--info");
    assert!(
        notice.contains("tách, gộp ngày 01/10/2022 thành CN-12A, CN-12B"),
        "{notice}"
    );
    let actions = old.links(".page__actions a");
    assert!(
        actions.iter().any(|href| href.ends_with("/history")),
        "{actions:?}"
    );
    assert!(
        actions.iter().all(|href| !href.ends_with("/edit")
            && !href.contains("events/new")
            && !href.contains("reshape")),
        "{actions:?}"
    );
    assert!(
        !old.text().contains("/parcels/12/restore"),
        "nothing is brought back by a button"
    );
    let form = staff.get("/parcels/12/events/new").await;
    assert!(
        form.text().contains("Đã tách, gộp") && form.links("nav.tabs a").is_empty(),
        "{}",
        form.words("main")
    );
    let restored = staff
        .post("/parcels/12/restore", &[("version", &version.to_string())])
        .await;
    restored.answers(StatusCode::UNPROCESSABLE_ENTITY);
    staff
        .get("/parcels/12/reshape")
        .await
        .answers(StatusCode::NOT_FOUND);
    the_parts_merge_under_another_code(portal, staff).await;
}

/// Only with a neighbour of the same enterprise, and under a code nobody has had.
async fn the_parts_merge_under_another_code(portal: &Portal, staff: &Person<'_>) {
    let idle = Some(("idle".to_owned(), Some("DN12".to_owned())));
    let areas = async |on: &str| -> (i64, String) {
        sqlx::query_as("select count(*), trim_scale(sum(area_m2))::text from parcels_on($1::text::date) where phase_id = 1 and land_use = 'industrial'")
            .bind(on)
            .fetch_one(&portal.db)
            .await
            .expect("areas")
    };
    let id: i64 = sqlx::query_scalar("select id from parcels where code = 'CN-12A'")
        .fetch_one(&portal.db)
        .await
        .expect("an id");
    let merger = |other: &str, code: &str| {
        let pairs = [
            ("happened_on", "01/12/2022"),
            ("other_1", other),
            ("code_1", code),
            ("area_1", "2,34"),
            ("area_1.unit", "ha"),
        ];
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let send = async |pairs: [(String, String); 5]| {
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post(&format!("/parcels/{id}/reshape"), &pairs).await
    };
    let twin = (id + 1).to_string();
    send(merger("1", "CN-12C"))
        .await
        .says("#e-other_1", "cùng doanh nghiệp");
    send(merger(&twin, "CN-01"))
        .await
        .says("#e-code_1", "mang mã này");
    send(merger(&twin, "CN-12C")).await.saved();
    assert_eq!(standing(&portal.db, "CN-12C", "2022-12-01").await, idle);
    assert_eq!(areas("2022-12-31").await, (15, "526000".to_owned()));
}

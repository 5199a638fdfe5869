//! Recovering a parcel, and the watch over land that is not in use.

use super::parcel_life::{id_of, standing};
use crate::support::{Page, Portal};

#[tokio::test]
async fn a_recovery_case_runs_from_opening_to_a_parcel_that_is_free() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // The article's case is the first: 17,7 ha.
    let page = staff.get("/recoveries/1").await;
    page.says(
        "main .notice--warn",
        "Bước quá hạn (31/12/2022): Thẩm định hồ sơ",
    );
    assert!(
        page.text().contains("Công ty Kim Sơn")
            && page.text().contains("CN-14")
            && page.text().contains("Bàn giao đất")
    );
    let case = [
        ("code", "TH-02"),
        ("zone_id", "1"),
        ("enterprise_id", "12"),
        ("opened_on", "01/03/2023"),
        ("basis", "81.8"),
        ("reason", "Minh họa"),
        ("outcome", "open"),
    ];
    let id = id_of(&staff.post("/recoveries", &case).await);
    let not_theirs = staff
        .post(
            "/recovery-parcels",
            &[("recovery_id", id.as_str()), ("parcel_id", "1")],
        )
        .await;
    not_theirs.says("#e-parcel_id", "không do doanh nghiệp");
    let added = staff
        .post(
            "/recovery-parcels",
            &[("recovery_id", id.as_str()), ("parcel_id", "12")],
        )
        .await;
    added.saved();
    let held = |state: &str| Some((state.to_owned(), Some("DN12".to_owned())));
    assert_eq!(
        standing(&portal.db, "CN-12", "2023-02-28").await,
        held("idle")
    );
    assert_eq!(
        standing(&portal.db, "CN-12", "2023-03-01").await,
        held("recovering")
    );
    let edit = async |changes: &[(&str, &str)]| {
        let mut fields = staff
            .get(&format!("/recoveries/{id}/edit"))
            .await
            .fields("form.form");
        for (name, value) in &mut fields {
            if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
                (*new).clone_into(value);
            }
        }
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post(&format!("/recoveries/{id}"), &pairs).await
    };
    edit(&[("outcome", "recovered")])
        .await
        .says("#e-closed_on", "ngày kết thúc");
    edit(&[("outcome", "recovered"), ("closed_on", "01/06/2023")])
        .await
        .saved();
    assert_eq!(
        standing(&portal.db, "CN-12", "2023-06-01").await,
        Some(("recovered".to_owned(), None))
    );
    edit(&[("outcome", "open"), ("closed_on", "")])
        .await
        .says("#e-outcome", "không mở lại");
    let ready = [("kind", "ready"), ("happened_on", "02/06/2023")];
    staff.post("/parcels/12/events", &ready).await.saved();
}

#[tokio::test]
async fn the_watch_tells_what_is_unused_from_what_nobody_reported() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/idle-land?on=2022-12-31").await;
    let row = |page: &Page, parcel: &str| {
        page.cells("tbody tr", "th, td")
            .into_iter()
            .find(|cells| cells[0].contains(parcel))
            .unwrap_or_default()
    };
    let idle = row(&page, "CN-12");
    assert!(
        idle[3].contains("Không sử dụng")
            && idle[4].contains("3 tháng")
            && idle[6].contains("01/09/2023"),
        "{idle:?}"
    );
    assert!(row(&page, "CN-01").is_empty(), "it works");
    assert!(
        row(&page, "CN-14").is_empty(),
        "it is under recovery already"
    );
    let late = leader.get("/idle-land?on=2023-10-01").await;
    let idle = row(&late, "CN-12");
    assert!(
        idle[4].contains("từ 12 tháng") && idle[6].contains("đã qua"),
        "{idle:?}"
    );
    // Years later nobody has reported anything: that is said, and is not called unused.
    let silent = row(&leader.get("/idle-land?on=2025-12-31").await, "CN-01");
    assert!(
        silent[3].contains("Chưa có báo cáo") && silent[4].contains("từ 24 tháng"),
        "{silent:?}"
    );
    assert!(
        leader
            .get("/idle-land?on=2022-12-31&format=csv")
            .await
            .text()
            .contains("CN-12")
    );
    assert!(
        leader
            .get("/idle-land?on=hôm+qua")
            .await
            .text()
            .contains("không phải là ngày")
    );
    // An extension moves the legal day.
    let staff = portal.sign_in("staff").await;
    let extension = [
        ("kind", "extended"),
        ("happened_on", "01/08/2023"),
        ("until", "31/07/2025"),
    ];
    staff.post("/parcels/12/events", &extension).await.saved();
    let idle = row(&leader.get("/idle-land?on=2023-10-01").await, "CN-12");
    assert!(idle[6].contains("31/07/2025"), "{idle:?}");
    let too_long = [
        ("kind", "extended"),
        ("happened_on", "01/08/2023"),
        ("until", "02/08/2025"),
    ];
    staff
        .post("/parcels/13/events", &too_long)
        .await
        .says("#e-until", "24 tháng");
}

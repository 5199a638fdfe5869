//! A record closed with a date stays in its years and leaves the later ones.

use super::protected_records::{edited, id};
use crate::support::{Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn a_closed_enterprise_stays_in_its_years_and_leaves_the_lists() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let pages = [
        "/dashboard/2022",
        "/national/2022/2103",
        "/reviews/2022",
        "/figures/2022/revenue",
    ];
    let mut before = Vec::new();
    for page in pages {
        before.push(leader.get(page).await.words("main"));
    }
    assert!(before[0].contains("11/11"), "{}", before[0]);
    let offered = staff
        .get("/leases/new")
        .await
        .words("select[name=enterprise_id]");
    assert!(offered.contains("minh họa 01"));
    let closed = edited(
        &staff,
        "/enterprises/1",
        &[("status", "closed"), ("status_since", "01/07/2026")],
    )
    .await;
    closed.saved();
    for (page, said) in pages.iter().zip(before) {
        assert_eq!(
            leader.get(page).await.words("main"),
            said,
            "{page} says what it said"
        );
    }
    assert!(
        !staff
            .get("/leases/new")
            .await
            .words("select[name=enterprise_id]")
            .contains("minh họa 01"),
        "no longer offered"
    );
    a_closed_enterprise_is_chosen_from_its_own_page(&portal, &staff).await;
}

/// From its own page it can be chosen still, and what holds it keeps it.
async fn a_closed_enterprise_is_chosen_from_its_own_page(portal: &Portal, staff: &Person<'_>) {
    // From its own page it can be chosen still, and what holds it keeps it.
    let brought = staff
        .get("/leases/new?enterprise_id=1")
        .await
        .words("select[name=enterprise_id]");
    assert!(brought.contains("minh họa 01"));
    let lease = id(
        &portal.db,
        "select id from leases where enterprise_id = (select enterprise_id from leases order by id limit 1) order by id limit 1",
    )
    .await;
    let holder = id(
        &portal.db,
        "select enterprise_id from leases order by id limit 1",
    )
    .await;
    let closed = edited(
        staff,
        &format!("/enterprises/{holder}"),
        &[("status", "closed")],
    )
    .await;
    closed.saved();
    edited(
        staff,
        &format!("/leases/{lease}"),
        &[("note", "Ghi chú mới")],
    )
    .await
    .saved();
    assert_eq!(
        id(
            &portal.db,
            "select enterprise_id from leases order by id limit 1"
        )
        .await,
        holder,
        "the tenant is still there"
    );
}

#[tokio::test]
async fn a_closed_zone_stays_in_its_years_and_leaves_the_later_ones() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let pages = [
        "/dashboard/2022",
        "/national/2022/2103",
        "/national/2022/2101",
        "/reviews/2022",
        "/occupancy?on=2022-12-31",
        "/works?on=2022-12-31",
    ];
    let mut before = Vec::new();
    for page in pages {
        before.push(leader.get(page).await.words("main"));
    }
    let state = [
        ("since", "01/01/2024"),
        ("zone_id", "1"),
        ("status", "revoked"),
        ("document_no", ""),
        ("note", ""),
        ("version", "0"),
    ];
    staff.post("/zone-states", &state).await.saved();
    for (page, said) in pages.iter().zip(before) {
        assert_eq!(
            leader.get(page).await.words("main"),
            said,
            "{page} says what it said"
        );
    }
    assert!(
        !staff
            .get("/phases/new")
            .await
            .words("select[name=zone_id]")
            .contains("Thanh Bình"),
        "no longer offered"
    );
    assert!(
        staff
            .get("/parcels")
            .await
            .words("select[name=zone_id]")
            .contains("Thanh Bình"),
        "but to look for"
    );
    assert!(
        !leader
            .get("/occupancy?on=2025-12-31")
            .await
            .words("main")
            .contains("108,6"),
        "no land of it is let any more"
    );
    assert!(
        leader
            .get("/dashboard/2023")
            .await
            .words("main")
            .contains("Thanh Bình"),
        "2023 was still its year"
    );
    assert!(
        !leader
            .get("/dashboard/2026")
            .await
            .words("main")
            .contains("KCN Thanh Bình"),
        "2026 is not"
    );
}

#[tokio::test]
async fn an_indicator_given_up_is_asked_for_no_longer_and_stays_in_its_periods() {
    let portal = Portal::demo().await;
    let (admin, staff, leader) = (
        portal.sign_in("admin").await,
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let (product, name): (i64, String) = sqlx::query_as(
        "select i.id, i.name from figures f join indicators i on i.id = f.indicator_id where i.kind = 'product' and f.period = '2022' order by i.id limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a product with figures");
    let path = format!("/products/{product}");
    let before = (
        leader.get("/dashboard/2022").await.words("main"),
        leader.get("/reviews/2022").await.words("main"),
    );
    let early = edited(&admin, &path, &[("valid_until", "30/06/2022")]).await;
    early.says("#e-valid_until", "kết thúc sau ngày này");
    let closed = edited(&admin, &path, &[("valid_until", "31/12/2022")]).await;
    closed.saved();
    assert_eq!(
        (
            leader.get("/dashboard/2022").await.words("main"),
            leader.get("/reviews/2022").await.words("main")
        ),
        before
    );
    let asked = async |period: &str| {
        staff
            .get(&format!("/sheets/1/{period}"))
            .await
            .words("select[name=indicator]")
    };
    assert!(
        asked("2022").await.contains(&name) && !asked("2023").await.contains(&name),
        "{}",
        asked("2023").await
    );
    // A plan of a later year has no target for it.
    let later = id(&portal.db, "insert into plans (year, code, name, assigned_by, tier) values (2024, 'x', 'Kế hoạch 2024', 'UBND', 'assigned') returning id").await;
    assert!(
        !staff
            .get(&format!("/plan/{later}/targets"))
            .await
            .words("main")
            .contains(&name)
    );
    staff.get("/plan/1/targets").await.says("main", &name);
}

#[tokio::test]
async fn an_enterprise_out_of_use_hands_in_nothing() {
    let portal = Portal::demo().await;
    let sql = "insert into enterprises (zone_id, code, name, ownership, status) values (1, 'DN77', 'Ghi nhầm', 'limited', 'operating') returning id";
    let enterprise = id(&portal.db, sql).await;
    let filing: i64 = sqlx::query_scalar(
        "insert into filings (enterprise_id, zone_id, form_id, period, vintage, state) values ($1, 1, 1, '2023', 'estimate', 'draft') returning id",
    )
    .bind(enterprise)
    .fetch_one(&portal.db)
    .await
    .expect("an empty draft");
    let staff = portal.sign_in("staff").await;
    let retire = format!("/enterprises/{enterprise}/retire");
    assert_eq!(
        staff.post(&retire, &[("version", "1")]).await.status,
        StatusCode::SEE_OTHER,
        "nothing rests on an empty draft"
    );
    let error = sqlx::query("update filings set state = 'submitted', submitted_by = (select min(id) from accounts), submitted_at = now() where id = $1")
        .bind(filing)
        .execute(&portal.db)
        .await
        .expect_err("refused");
    assert_eq!(
        error
            .as_database_error()
            .and_then(|error| error.code())
            .as_deref(),
        Some("IZ38B"),
        "{error}"
    );
}

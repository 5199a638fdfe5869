//! Leases in time: a parcel's share ends with what happens to the parcel, the end in force is what is said everywhere, and no
//! day of something that happened is still to come.

use crate::support::{Page, Person, Portal, carried_over, empty_database};
use axum::http::StatusCode;
use izportal::foundation::kernel::Origin;
use izportal::portal::exchange;
use std::fs;

/// The id of what was just created.
fn id_of(page: &Page) -> String {
    page.saved();
    let address = page.location.lines().next().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

pub(super) async fn lease(
    staff: &Person<'_>,
    number: &str,
    enterprise: &str,
    from: &str,
    to: &str,
) -> String {
    let contract = [
        ("contract_no", number),
        ("zone_id", "1"),
        ("enterprise_id", enterprise),
        ("signed_on", from),
        ("valid_from", from),
        ("valid_to", to),
        ("price_currency", "vnd"),
        ("price", "9000"),
        ("price_basis", "m2_year"),
        ("payment", "annual"),
    ];
    id_of(&staff.post("/leases", &contract).await)
}

/// Lets the whole of CN-15, 4,4 ha, by a lease.
async fn share(staff: &Person<'_>, lease: &str) -> Page {
    staff
        .post(
            "/lease-parcels",
            &[
                ("parcel_id", "15"),
                ("lease_id", lease),
                ("area_m2", "4,4"),
                ("area_m2.unit", "ha"),
            ],
        )
        .await
}

async fn event(staff: &Person<'_>, parcel: &str, more: &[(&str, &str)]) -> Page {
    staff.post(&format!("/parcels/{parcel}/events"), more).await
}

/// The lines of the leases on a parcel's page.
async fn shares(staff: &Person<'_>, parcel: &str) -> Vec<Vec<String>> {
    let page = staff.get(&format!("/parcels/{parcel}")).await;
    page.cells("tbody tr", "th, td")
        .into_iter()
        .filter(|cells| cells[0].contains("HĐ-"))
        .collect()
}

/// The form of a record with some fields typed anew, posted.
pub(super) async fn edit(staff: &Person<'_>, path: &str, changes: &[(&str, &str)]) -> Page {
    let mut fields = staff.get(&format!("{path}/edit")).await.fields("form.form");
    for (name, value) in &mut fields {
        if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
            (*new).clone_into(value);
        }
    }
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post(path, &pairs).await
}

#[tokio::test]
async fn a_recovered_parcel_leaves_its_lease_and_is_let_again() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let first = lease(&staff, "HĐ-T3", "3", "01/02/2023", "31/01/2073").await;
    share(&staff, &first).await.saved();
    let case = [
        ("code", "TH-09"),
        ("zone_id", "1"),
        ("enterprise_id", "3"),
        ("opened_on", "01/03/2025"),
        ("basis", "81.8"),
        ("reason", "Minh họa"),
        ("outcome", "open"),
    ];
    let case = id_of(&staff.post("/recoveries", &case).await);
    let added = staff
        .post(
            "/recovery-parcels",
            &[("recovery_id", case.as_str()), ("parcel_id", "15")],
        )
        .await;
    added.saved();
    // While it is being recovered the land is still the tenant's: the refusal names the lease, and its days.
    let second = lease(&staff, "HĐ-T4", "4", "05/01/2026", "04/01/2076").await;
    let refused = share(&staff, &second).await.words("#e-area_m2");
    assert!(
        refused.contains("HĐ-T3 (01/02/2023 – 31/01/2073)") && !refused.contains("HĐ-T4"),
        "{refused}"
    );
    let closed = edit(
        &staff,
        &format!("/recoveries/{case}"),
        &[("outcome", "recovered"), ("closed_on", "01/12/2025")],
    )
    .await;
    closed.saved();
    let ready = event(
        &staff,
        "15",
        &[("kind", "ready"), ("happened_on", "02/12/2025")],
    )
    .await;
    ready.saved();
    assert_eq!(
        share(&staff, &second).await.status,
        StatusCode::SEE_OTHER,
        "the parcel is free"
    );
    old_and_new_share_stand_beside_each_other(&portal, &staff).await;
}

/// The parcel's two shares, that of the old lease and that of the new one.
async fn old_and_new_share_stand_beside_each_other(portal: &Portal, staff: &Person<'_>) {
    let lines = shares(staff, "15").await;
    assert_eq!(lines.len(), 2);
    let line = |number: &str| {
        lines
            .iter()
            .find(|cells| cells[0].contains(number))
            .expect("a line")
            .join(" | ")
    };
    assert!(
        line("HĐ-T3").contains("01/02/2023 | 30/11/2025 | Đã kết thúc: thu hồi đất"),
        "{}",
        line("HĐ-T3")
    );
    assert!(
        line("HĐ-T4").contains("05/01/2026 | 04/01/2076 | Còn hiệu lực"),
        "{}",
        line("HĐ-T4")
    );
    let list = staff.get("/leases").await.cells("tbody tr", "th, td");
    let ended = list
        .iter()
        .find(|cells| cells[0] == "HĐ-T3")
        .expect("the lease")
        .join(" | ");
    assert!(
        ended.contains("30/11/2025 | Đã kết thúc trước hạn"),
        "{ended}"
    );

    // A bundle brings leases before the events that end them.
    let (out, _) = carried_over(&portal.db).await;
    let file = out.path().join("parcel_events.csv");
    let text = fs::read_to_string(&file).expect("the log");
    let without: String = text
        .lines()
        .filter(|line| !line.starts_with("TB/CN-15,") || line.contains("registered"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(&file, without).expect("written");
    let Err(faults) = exchange::import(
        &empty_database().await,
        out.path(),
        &Origin::command("test"),
    )
    .await
    else {
        panic!("two leases of the same land at one time came in")
    };
    assert!(
        format!("{faults:?}").contains("lease_parcels.csv"),
        "{faults:?}"
    );
}

#[tokio::test]
async fn passing_a_parcel_on_ends_the_share_and_a_cancelled_event_gives_it_back() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let first = lease(&staff, "HĐ-A", "3", "01/02/2023", "31/01/2058").await;
    share(&staff, &first).await.saved();
    let form = staff
        .get("/parcels/15/events/new?kind=transferred")
        .await
        .words("main .notice--warn");
    assert!(
        form.contains("hợp đồng riêng") && form.contains("HĐ-A (01/02/2023 – 31/01/2058)"),
        "{form}"
    );
    let passed = [
        ("kind", "transferred"),
        ("happened_on", "01/06/2024"),
        ("enterprise_id", "4"),
    ];
    event(&staff, "15", &passed).await.saved();
    let page = staff.get("/parcels/15").await;
    page.says(
        "#life .notice--warn",
        "chưa có hợp đồng thuê nào còn hiệu lực",
    );
    let line = shares(&staff, "15").await.remove(0).join(" | ");
    assert!(
        line.contains("31/05/2024 | Đã kết thúc: chuyển cho doanh nghiệp khác"),
        "{line}"
    );
    let number: i32 =
        sqlx::query_scalar("select max(number) from parcel_events where parcel_id = 15")
            .fetch_one(&portal.db)
            .await
            .expect("a number");
    let number = number.to_string();
    let cancel = [
        ("kind", "correction"),
        ("corrects", number.as_str()),
        ("happened_on", "02/06/2024"),
        ("note", "Nhầm lô"),
    ];
    let notice = staff
        .get(&format!(
            "/parcels/15/events/new?kind=correction&corrects={number}"
        ))
        .await
        .words("main .notice--warn");
    assert!(notice.contains("HĐ-A"), "{notice}");
    // The new tenant's own lease has the parcel from the same day on; the old one cannot come back under it.
    let second = lease(&staff, "HĐ-B", "4", "01/06/2024", "31/05/2074").await;
    share(&staff, &second).await.saved();
    assert!(
        !staff
            .get("/parcels/15")
            .await
            .words("#life")
            .contains("chưa có hợp đồng thuê nào còn hiệu lực")
    );
    let refused = event(&staff, "15", &cancel).await.words("#e-note");
    assert!(
        refused.contains("HĐ-A (01/02/2023 – 31/01/2058), HĐ-B (01/06/2024 – 31/05/2074)"),
        "{refused}"
    );
    sqlx::query("update lease_parcels set retired_at = now() where lease_id = $1::text::bigint")
        .bind(&second)
        .execute(&portal.db)
        .await
        .expect("retired");
    event(&staff, "15", &cancel).await.saved();
    let line = shares(&staff, "15").await.remove(0).join(" | ");
    assert!(line.contains("31/01/2058 | Còn hiệu lực"), "{line}");
    // Given back.
    let returned = [("kind", "lease_ended"), ("happened_on", "01/09/2024")];
    event(&staff, "15", &returned).await.saved();
    let line = shares(&staff, "15").await.remove(0).join(" | ");
    assert!(
        line.contains("31/08/2024 | Đã kết thúc: hết hạn, trả lại đất"),
        "{line}"
    );
}

#[tokio::test]
async fn one_parcel_of_a_lease_ends_by_hand_within_its_term() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (share,): (i64,) =
        sqlx::query_as("select s.id from lease_parcels s join parcels p on p.id = s.parcel_id where p.code = 'CN-13'")
            .fetch_one(&portal.db)
            .await
            .expect("a share");
    let path = format!("/lease-parcels/{share}");
    let late = edit(&staff, &path, &[("until", "31/12/2095")]).await;
    late.answers(StatusCode::UNPROCESSABLE_ENTITY);
    late.says("#e-until", "trong thời hạn của hợp đồng: ");
    edit(&staff, &path, &[("until", "31/12/2022")])
        .await
        .saved();
    let line = shares(&staff, "13").await.remove(0).join(" | ");
    assert!(
        line.contains("31/12/2022 | Đã kết thúc riêng lô này"),
        "{line}"
    );
    assert!(staff.get(&path).await.text().contains("31/12/2022"));
}

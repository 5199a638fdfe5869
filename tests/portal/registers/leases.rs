//! Leases in time: a parcel's share ends with what happens to the parcel, the end in force is what is said everywhere, and no
//! day of something that happened is still to come.

use std::fs;

use axum::http::StatusCode;
use izportal::foundation::kernel::Origin;
use izportal::portal::exchange;

use crate::support::{Page, Person, Portal, carried_over, empty_database};

/// The id of what was just created.
fn id_of(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let address = page.location.lines().next().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

async fn lease(staff: &Person<'_>, number: &str, enterprise: &str, from: &str, to: &str) -> String {
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
async fn edit(staff: &Person<'_>, path: &str, changes: &[(&str, &str)]) -> Page {
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
    assert_eq!(share(&staff, &first).await.status, StatusCode::SEE_OTHER);
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
    assert_eq!(added.status, StatusCode::SEE_OTHER);
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
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let ready = event(
        &staff,
        "15",
        &[("kind", "ready"), ("happened_on", "02/12/2025")],
    )
    .await;
    assert_eq!(ready.status, StatusCode::SEE_OTHER);
    assert_eq!(
        share(&staff, &second).await.status,
        StatusCode::SEE_OTHER,
        "the parcel is free"
    );
    let lines = shares(&staff, "15").await;
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
    assert_eq!(share(&staff, &first).await.status, StatusCode::SEE_OTHER);
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
    assert_eq!(
        event(&staff, "15", &passed).await.status,
        StatusCode::SEE_OTHER
    );
    let page = staff.get("/parcels/15").await;
    assert!(
        page.words("#life .notice--warn")
            .contains("chưa có hợp đồng thuê nào còn hiệu lực"),
        "{}",
        page.words("#life")
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
    assert_eq!(share(&staff, &second).await.status, StatusCode::SEE_OTHER);
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
    assert_eq!(
        event(&staff, "15", &cancel).await.status,
        StatusCode::SEE_OTHER
    );
    let line = shares(&staff, "15").await.remove(0).join(" | ");
    assert!(line.contains("31/01/2058 | Còn hiệu lực"), "{line}");
    // Given back.
    let returned = [("kind", "lease_ended"), ("happened_on", "01/09/2024")];
    assert_eq!(
        event(&staff, "15", &returned).await.status,
        StatusCode::SEE_OTHER
    );
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
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        late.words("#e-until")
            .contains("trong thời hạn của hợp đồng: "),
        "{}",
        late.words("#e-until")
    );
    assert_eq!(
        edit(&staff, &path, &[("until", "31/12/2022")]).await.status,
        StatusCode::SEE_OTHER
    );
    let line = shares(&staff, "13").await.remove(0).join(" | ");
    assert!(
        line.contains("31/12/2022 | Đã kết thúc riêng lô này"),
        "{line}"
    );
    assert!(staff.get(&path).await.text().contains("31/12/2022"));
}

#[tokio::test]
async fn lists_say_the_end_in_force_and_what_a_price_is_in() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    for path in ["/leases", "/zones/1"] {
        let lines = leader.get(path).await.cells("tbody tr", "th, td");
        let line = |number: &str| {
            lines
                .iter()
                .find(|cells| cells[0] == number)
                .expect("a lease")
                .join(" | ")
        };
        let extended = line("HĐ-MH-10");
        assert!(
            extended.contains("15/01/2038 | Còn hiệu lực, đã gia hạn")
                && !extended.contains("15/01/2023"),
            "{path}: {extended}"
        );
        assert!(
            extended.contains("10.500 đồng/m²/năm"),
            "{path}: {extended}"
        );
        assert!(
            line("HĐ-MH-03").contains("22,5 USD/m² cho cả thời hạn"),
            "{path}: {}",
            line("HĐ-MH-03")
        );
    }
    let (id,): (i64,) = sqlx::query_as("select id from leases where contract_no = 'HĐ-MH-10'")
        .fetch_one(&portal.db)
        .await
        .expect("a lease");
    let head = leader.get(&format!("/leases/{id}")).await.text();
    assert!(
        head.contains("15/01/2038") && head.contains("đã gia hạn") && head.contains("đồng/m²/năm"),
        "{head}"
    );
    assert!(
        leader
            .get("/leases?standing=extended")
            .await
            .cells("tbody tr", "th")
            .len()
            == 1
    );
    assert!(
        leader
            .get_in_english("/leases")
            .await
            .text()
            .contains("USD/m² for the whole term")
    );
}

#[tokio::test]
async fn an_extension_goes_beyond_the_end_in_force_and_is_signed_by_now() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let id = |number: &'static str| {
        sqlx::query_scalar::<_, i64>("select id from leases where contract_no = $1")
            .bind(number)
            .fetch_one(&portal.db)
    };
    // HĐ-MH-10 runs to 15/01/2023, and by its extension to 15/01/2038.
    let lease = id("HĐ-MH-10").await.expect("a lease").to_string();
    let extend = async |signed: &str, to: &str| {
        staff
            .post(
                "/lease-extensions",
                &[
                    ("signed_on", signed),
                    ("lease_id", lease.as_str()),
                    ("valid_to", to),
                ],
            )
            .await
    };
    let short = extend("01/03/2024", "10/05/2037").await;
    assert!(
        short
            .words("#e-valid_to")
            .contains("đang có hiệu lực: 15/01/2038"),
        "{}",
        short.words("#e-valid_to")
    );
    let before = extend("01/12/2022", "15/01/2040").await;
    assert!(
        before.words("#e-valid_to").contains("đang có hiệu lực"),
        "the later one would shorten it: {}",
        before.text()
    );
    assert!(
        extend("01/06/2098", "15/01/2099")
            .await
            .words("#e-signed_on")
            .contains("còn ở phía trước")
    );
    assert_eq!(
        extend("01/03/2024", "15/01/2058").await.status,
        StatusCode::SEE_OTHER
    );
    // A term typed longer than the extension, and an early end before it, are asked about too.
    let longer = edit(
        &staff,
        &format!("/leases/{lease}"),
        &[("valid_to", "15/01/2050")],
    )
    .await;
    assert!(
        longer.words("#e-valid_to").contains("gia hạn"),
        "{}",
        longer.words(".error-summary")
    );
    let ended = edit(
        &staff,
        &format!("/leases/{lease}"),
        &[("ended_on", "31/12/2023")],
    )
    .await;
    assert!(
        ended.words("#e-ended_on").contains("gia hạn sau ngày này"),
        "{}",
        ended.words(".error-summary")
    );
    let over = edit(
        &staff,
        &format!("/leases/{lease}"),
        &[("ended_on", "30/06/2024")],
    )
    .await;
    assert_eq!(
        over.status,
        StatusCode::SEE_OTHER,
        "{}",
        over.words(".error-summary")
    );
    assert!(
        extend("01/03/2025", "15/01/2060")
            .await
            .words("#e-signed_on")
            .contains("đã chấm dứt trước ngày này: 30/06/2024")
    );
}

#[tokio::test]
async fn days_still_to_come_are_refused_where_something_has_happened() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let arrears = [
        ("as_of", "31/12/2099"),
        ("lease_id", "1"),
        ("currency", "vnd"),
        ("amount", "1"),
        ("amount.unit", "bvnd"),
    ];
    assert!(
        staff
            .post("/lease-arrears", &arrears)
            .await
            .words("#e-as_of")
            .contains("còn ở phía trước")
    );
    let done = edit(&staff, "/recovery-steps/3", &[("done_on", "01/01/2099")]).await;
    assert!(
        done.words("#e-done_on").contains("còn ở phía trước"),
        "{}",
        done.text()
    );
    let area = edit(&staff, "/phase-areas/2", &[("as_of", "31/12/2099")]).await;
    assert!(
        area.words("#e-as_of").contains("còn ở phía trước"),
        "{}",
        area.text()
    );
    for sql in [
        "insert into lease_arrears (lease_id, as_of, amount, currency) values (1, '2099-01-01', 1, 'vnd')",
        "update recovery_steps set done_on = '2099-01-01'",
        "update phase_areas set as_of = '2099-01-01' where id = 2",
        "insert into lease_extensions (lease_id, signed_on, valid_to) values (1, '2099-01-01', '2150-01-01')",
    ] {
        let error = sqlx::query(sql).execute(&portal.db).await.expect_err(sql);
        assert_eq!(
            error.as_database_error().and_then(|e| e.code()).as_deref(),
            Some("IZ313"),
            "{sql}: {error}"
        );
    }
}

#[tokio::test]
async fn rent_in_arrears_stands_on_the_enterprise_s_page() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let owed = staff.get("/enterprises/12").await;
    let words = owed.words("#owed");
    assert!(
        words.contains("386.500.000 đồng tính đến ngày 31/12/2022 · hợp đồng HĐ-MH-12"),
        "{words}"
    );
    assert!(!words.contains("120.000.000"), "the newest statement only");
    assert!(
        owed.links("#owed a")
            .iter()
            .any(|href| href.starts_with("/leases/"))
    );
    sqlx::query(
        "insert into lease_arrears (lease_id, as_of, amount, currency) select id, '2023-06-30', 0, 'vnd' from leases where contract_no = 'HĐ-MH-12'",
    )
    .execute(&portal.db)
    .await
    .expect("paid");
    assert!(
        !staff
            .get("/enterprises/12")
            .await
            .words("#owed")
            .contains("HĐ-MH-12"),
        "paid is not owed"
    );
}

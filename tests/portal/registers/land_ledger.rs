//! The ledger of leased land: what counts, what is to be settled, and from when on it is the source of occupancy everywhere.

use crate::support::{Page, Person, Portal, carried_over};
use axum::http::StatusCode;

/// The row of the demonstration's zone.
async fn zone(person: &Person<'_>, query: &str) -> Vec<String> {
    let page = person.get(&format!("/leased-land{query}")).await;
    page.answers(StatusCode::OK);
    page.cells("section[aria-labelledby=by-zone] tbody tr", "th, td")
        .remove(0)
}

async fn run(portal: &Portal, sql: &'static str) {
    sqlx::raw_sql(sql)
        .execute(&portal.db)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// CN-01 is let in part: 1 of its 2,34 ha; the lease of CN-02 is over and nothing was recorded since.
async fn in_part_and_overdue(portal: &Portal) {
    run(
        portal,
        "update lease_parcels set area_m2 = 10000 where label like 'CN-01 %';
         update leases set valid_to = '2022-06-30' where contract_no = 'HĐ-MH-02';",
    )
    .await;
}

async fn declare(person: &Person<'_>, since: &str, complete: &str) -> Page {
    let form = [
        ("since", since),
        ("complete", complete),
        ("document_no", "12/TB-BQL"),
        ("note", "Đã đối chiếu"),
    ];
    person.post("/zones/1/register-declarations", &form).await
}

#[tokio::test]
async fn the_ledger_tells_leases_overdue_ones_and_missing_ones_apart() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // Fourteen parcels are let, 48,2 ha; six have leases, 14,12 ha.
    let before = zone(&staff, "?on=31/12/2022").await;
    assert_eq!(before[2..5], ["14,12", "0", "34,08"], "{before:?}");
    assert!(
        before[5].starts_with("48,2") && before[7] == "0",
        "{before:?}"
    );

    in_part_and_overdue(&portal).await;
    let now = zone(&staff, "?on=31/12/2022").await;
    assert_eq!(now[2..5], ["10,44", "2,34", "34,08"], "{now:?}");
    assert!(
        now[5].starts_with("46,86") && now[7] == "\u{2212}1,34",
        "1,34 ha of CN-01 are not let: {now:?}"
    );
    let on_its_last_day = zone(&staff, "?on=30/06/2022").await;
    assert_eq!(on_its_last_day[3], "0");

    let page = staff.get("/leased-land?on=31/12/2022&basis=overdue").await;
    let rows = page.cells("section[aria-labelledby=records] tbody tr", "th, td");
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0][0].starts_with("CN-02") && rows[0][4].contains("HĐ-MH-02 hết hạn 30/06/2022"),
        "{rows:?}"
    );
    let csv = staff
        .get("/leased-land?on=2022-12-31&basis=no-lease&format=csv")
        .await
        .text();
    assert_eq!(
        csv.lines().count(),
        9,
        "eight parcels without a lease: {csv}"
    );
    staff
        .get("/leased-land?basis=xx")
        .await
        .answers(StatusCode::UNPROCESSABLE_ENTITY);
    staff
        .get("/leased-land?zone=99")
        .await
        .answers(StatusCode::NOT_FOUND);
    for path in ["/tasks", "/duties"] {
        let work = staff.get(path).await.words("[aria-labelledby=land-work]");
        assert!(
            work.contains("Quá hạn chưa thanh lý: 1 lô, 2,34 ha")
                && work.contains("Thiếu hợp đồng: 8 lô"),
            "{path}: {work}"
        );
    }
    // Extended, it is in force again; and V19 counts the part that is let.
    run(
        &portal,
        "insert into lease_extensions (lease_id, signed_on, valid_to)
         select id, '2022-06-15', '2040-06-30' from leases where contract_no = 'HĐ-MH-02'",
    )
    .await;
    assert_eq!(zone(&staff, "?on=31/12/2022").await[3], "0");
}

#[tokio::test]
async fn the_ends_of_shares_are_the_same_in_the_ledger_and_in_the_registry() {
    let portal = Portal::demo().await;
    in_part_and_overdue(&portal).await;
    run(
        &portal,
        "insert into parcel_events (parcel_id, kind, happened_on, recorded_by)
         select id, 'lease_ended', '2015-05-05', 'test' from parcels where code = 'CN-03'",
    )
    .await;
    let staff = portal.sign_in("staff").await;
    for day in [
        "2009-01-01",
        "2012-06-30",
        "2015-05-04",
        "2015-05-05",
        "2022-12-31",
        "2024-01-01",
    ] {
        let in_force: Option<sqlx::types::Decimal> = sqlx::query_scalar(
            "select sum(s.area_m2) / 10000 from lease_shares s where $1::text::date between s.valid_from and s.last_on",
        )
        .bind(day)
        .fetch_one(&portal.db)
        .await
        .expect("a sum");
        let shown = zone(&staff, &format!("?on={day}")).await[2].replace(',', ".");
        assert_eq!(
            shown
                .parse::<sqlx::types::Decimal>()
                .ok()
                .map(|area| area.normalize()),
            in_force.map(|area| area.normalize()),
            "{day}"
        );
    }
}

#[tokio::test]
async fn from_the_declared_day_the_register_is_the_source_everywhere() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    in_part_and_overdue(&portal).await;
    let year = async || leader.get("/dashboard/2022").await.text();
    assert!(year().await.contains("44,38%"), "the statement");
    leader
        .post("/zones/1/register-declarations", &[("since", "01/01/2022")])
        .await
        .answers(StatusCode::FORBIDDEN);
    let wrong = declare(&staff, "01/07/2031", "").await;
    wrong.answers(StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("#e-since", "Ngày chưa đến");
    wrong.says("#e-complete", "Xin chọn một mục");
    assert_eq!(wrong.attribute("#f-document_no", "value"), "12/TB-BQL");
    declare(&staff, "01/07/2022", "yes").await.saved();

    // The register has 46,86 ha leased of all its leasable parcels; the statement stands beside it.
    let kept = zone(&staff, "?on=31/12/2022").await;
    assert!(kept[8].contains("tuyên bố đủ từ 01/07/2022"), "{kept:?}");
    let rate = kept[5]
        .split_whitespace()
        .nth(1)
        .expect("a rate")
        .to_owned();
    assert!(kept[6].contains("44,38%"), "beside it: {kept:?}");
    let occupancy = leader.get("/occupancy?on=2022-12-31").await;
    let row = occupancy.cells("section[aria-labelledby=rates] tbody tr", "th, td")[0].clone();
    assert!(
        row[1].contains(&rate) && row[4] == "46,86" && row[5].contains("sổ đất"),
        "{row:?}"
    );
    assert!(
        leader
            .get("/occupancy?on=2022-06-30")
            .await
            .text()
            .contains("43,19%"),
        "the statement before that day"
    );
    assert!(year().await.contains(&rate), "the dashboard: {rate}");
    let review = leader.get("/reviews/2022").await.text();
    assert!(review.contains("46,86"), "the review");
    let sheet = leader.get("/national/2022/2103").await.text();
    assert!(sheet.contains("46,86"), "sheet 2103");
    let panel = leader.get("/zones/1").await.words("#zone-ledger");
    assert!(panel.contains("48,2") && panel.contains("46,86"), "{panel}");

    // Taken back from a day on; nothing of it can be rewritten, and the bundle has both.
    declare(&staff, "01/10/2022", "no").await.saved();
    assert!(year().await.contains("44,38%"));
    sqlx::query("update register_declarations set since = '2020-01-01'")
        .execute(&portal.db)
        .await
        .expect_err("append-only");
    let (_, copy) = carried_over(&portal.db).await;
    let kept: i64 = sqlx::query_scalar("select count(*) from register_declarations")
        .fetch_one(&copy)
        .await
        .expect("a count");
    assert_eq!(kept, 2);
    let history = portal.sign_in("admin").await.get("/zones/1/history").await;
    assert!(history.text().contains("Tuyên bố về sổ đất của khu"));
}

#[tokio::test]
async fn item_5_of_2101_is_the_ledgers_where_the_register_was_complete_when_the_period_began() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    declare(&staff, "31/12/2021", "yes").await.saved();
    // Of CN-15's 4,4 ha one tenant rents 2 by a lease: not the whole parcel.
    run(
        &portal,
        "insert into leases (contract_no, zone_id, enterprise_id, signed_on, valid_from, valid_to, price_currency, price_basis, payment)
         values ('HĐ-P', 1, 3, '2022-05-01', '2022-05-01', '2062-05-01', 'vnd', 'm2_year', 'annual');
         insert into lease_parcels (lease_id, parcel_id, area_m2)
         select l.id, p.id, 20000 from leases l, parcels p where l.contract_no = 'HĐ-P' and p.code = 'CN-15';",
    )
    .await;
    let page = staff.get("/national/2022-Q2/parcels").await;
    let rows = page.cells("tbody tr", "th, td");
    let own = rows
        .iter()
        .find(|cells| cells[0] == "CN-15")
        .unwrap_or_else(|| panic!("{rows:?}"));
    assert!(
        own.iter().any(|cell| cell == "2,00") && own.iter().any(|cell| cell == "Theo sổ đất"),
        "{own:?}"
    );
}

#[tokio::test]
async fn the_board_is_asked_when_the_parcels_come_near_the_leasable_land() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let asked = async || {
        let page = staff.get("/leased-land?on=31/12/2022").await;
        page.cells(".notice--info", "span").concat().join(" ")
    };
    run(
        &portal,
        "update phase_areas set leasable_m2 = 600000, planned_m2 = 900000 where phase_id = 2",
    )
    .await;
    assert_eq!(asked().await, "", "the parcels are far from it");
    run(
        &portal,
        "update phase_areas a set leasable_m2 = (select sum(area_m2) from parcels p
            where p.land_use in ('industrial', 'service', 'warehouse') and p.phase_id = a.phase_id) where as_of = '2022-12-31'",
    )
    .await;
    let words = asked().await;
    assert!(
        words.contains("100,0%") && words.contains("Tuyên bố sổ đã đủ"),
        "{words}"
    );
    declare(&staff, "31/12/2022", "yes").await.saved();
    assert_eq!(asked().await, "", "asked once");
}

#[tokio::test]
async fn an_area_changed_today_leaves_the_days_before_as_they_were() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let leasable = async |on: &str| zone(&staff, &format!("?on={on}")).await[1].clone();
    let (then, now) = (leasable("31/12/2022").await, leasable("").await);
    assert_eq!(then, now);
    super::leases::edit(&staff, "/parcels/16", &[("area_m2", "4,5")])
        .await
        .saved();
    assert_eq!(leasable("31/12/2022").await, then);
    assert_ne!(leasable("").await, now);
    // It was a mistake put right, and not another survey.
    let kept = staff.get("/parcel-areas").await;
    assert!(kept.text().contains("CN-16"), "{}", kept.text());
    run(
        &portal,
        "update parcel_areas set retired_at = now() where parcel_id = 16",
    )
    .await;
    assert_eq!(leasable("31/12/2022").await, leasable("").await);
}

#[tokio::test]
async fn what_a_tenant_of_two_parcels_reports_proves_the_use_of_neither() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let watched = async || {
        let page = staff.get("/idle-land?on=31/12/2022").await;
        page.cells("section[aria-labelledby=idle] tbody tr", "th, td")
            .into_iter()
            .find(|cells| cells[0].starts_with("CN-01 "))
    };
    assert_eq!(watched().await, None, "its tenant has workers");
    run(
        &portal,
        "insert into parcel_events (parcel_id, kind, happened_on, enterprise_id, recorded_by)
         select p.id, 'leased', '2022-06-01', 1, 'test' from parcels p where code = 'CN-15'",
    )
    .await;
    let row = watched().await.expect("now it is to be looked at");
    assert!(
        row[3].contains("Chưa rõ của lô nào") && row[5].contains("Báo cáo chung cho nhiều lô"),
        "{row:?}"
    );
}

//! A sheet of a past period says what held at its end, whatever happened later.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

pub(super) fn row(page: &Page, table: &str, begins: &str) -> Vec<String> {
    let rows = page.cells(
        &format!("section[aria-labelledby='{table}'] tbody tr"),
        "th, td",
    );
    let found = rows
        .into_iter()
        .find(|cells| cells.first().is_some_and(|first| first == begins));
    found
        .unwrap_or_else(|| panic!("{table} has no row {begins}"))
        .into_iter()
        .skip(1)
        .collect()
}

async fn origins(portal: &Portal, day: &str) -> Vec<(String, String)> {
    sqlx::query_as(
        "select e.code, o.origin from enterprise_origins($1::text::date) o join enterprises e on e.id = o.enterprise_id
          where e.code in ('DN01', 'DN02', 'DN04') order by e.code",
    )
    .bind(day)
    .fetch_all(&portal.db)
    .await
    .expect("origins")
}

fn are(foreign: [bool; 3]) -> Vec<(String, String)> {
    let word = |foreign| if foreign { "foreign" } else { "domestic" };
    ["DN01", "DN02", "DN04"]
        .iter()
        .zip(foreign)
        .map(|(code, own)| ((*code).to_owned(), word(own).to_owned()))
        .collect()
}

pub(super) async fn record(staff: &Person<'_>, project: i64, fields: &[(&str, &str)]) {
    let page = staff
        .post(&format!("/projects/{project}/events"), fields)
        .await;
    assert_eq!(
        page.status,
        StatusCode::SEE_OTHER,
        "{fields:?}: {}",
        page.words("main")
    );
}

#[tokio::test]
async fn an_enterprise_is_foreign_or_domestic_by_its_projects_at_the_periods_end() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let total = async |year: &str| {
        row(
            &leader.get(&format!("/national/{year}/2104")).await,
            "tab-2104",
            "Tổng cộng",
        )
    };
    let behind = async |year: &str| {
        leader
            .get(&format!("/figures/{year}/revenue?origin=foreign"))
            .await
    };
    let (before, figures) = (
        total("2021").await,
        behind("2021").await.cells("main tbody tr", "th, td"),
    );
    let (year, all) = (
        total("2022").await,
        behind("2022").await.cells("main tbody tr", "th").len(),
    );
    let form = [
        ("code", "DA99"),
        ("name", "Dự án mới của doanh nghiệp 01"),
        ("zone_id", "1"),
        ("enterprise_id", "1"),
        ("kind", "secondary"),
        ("origin", "foreign"),
        ("certificate_no", "1234567890"),
        ("currency", "usd"),
        ("capital", "0,1"),
        ("capital.unit", "musd"),
        ("happened_on", "20/12/2022"),
    ];
    staff.post("/projects", &form).await.saved();
    let id: i64 = sqlx::query_scalar("select id from projects where code = 'DA99'")
        .fetch_one(&portal.db)
        .await
        .expect("it");

    // The year before it is as it was, on the sheet and behind it; in the year itself the enterprise is foreign from then on.
    assert_eq!(total("2021").await, before);
    assert_eq!(
        behind("2021").await.cells("main tbody tr", "th, td"),
        figures
    );
    let after = total("2022").await;
    assert_ne!(after[4], year[4], "its revenue of 2022 is FDI");
    assert_eq!(
        behind("2022").await.cells("main tbody tr", "th").len(),
        all + 1
    );
    assert_eq!(
        origins(&portal, "2022-12-19").await,
        are([false, false, true])
    );
    assert_eq!(
        origins(&portal, "2022-12-20").await,
        are([true, false, true])
    );

    projects_that_end_or_pass_on_change_no_day_before(&portal, &staff, &leader, id, &before).await;
}

/// The newest project in force on a day decides.
async fn projects_that_end_or_pass_on_change_no_day_before(
    portal: &Portal,
    staff: &Person<'_>,
    leader: &Person<'_>,
    id: i64,
    before: &[String],
) {
    // It ends: by its older project again. That ends too: by the newest there was.
    record(
        staff,
        id,
        &[("kind", "terminated"), ("happened_on", "01/03/2023")],
    )
    .await;
    assert_eq!(
        origins(portal, "2023-02-28").await,
        are([true, false, true])
    );
    assert_eq!(
        origins(portal, "2023-03-01").await,
        are([false, false, true])
    );
    record(
        staff,
        1,
        &[("kind", "terminated"), ("happened_on", "01/04/2023")],
    )
    .await;
    assert_eq!(
        origins(portal, "2023-04-01").await,
        are([true, false, true])
    );
    assert_eq!(
        origins(portal, "2022-12-20").await,
        are([true, false, true]),
        "what was in force then was in force then"
    );

    a_project_that_passes_on_was_the_first_ones_before(portal, staff, leader, before).await;
}

/// That one is left without: as it is owned.
async fn a_project_that_passes_on_was_the_first_ones_before(
    portal: &Portal,
    staff: &Person<'_>,
    leader: &Person<'_>,
    before: &[String],
) {
    let total = async |year: &str| {
        row(
            &leader.get(&format!("/national/{year}/2104")).await,
            "tab-2104",
            "Tổng cộng",
        )
    };
    // A foreign project passes to another enterprise: before, it was the first one's. That one is left without: as it is owned.
    record(
        staff,
        4,
        &[
            ("kind", "transferred"),
            ("happened_on", "01/06/2023"),
            ("new_enterprise", "2"),
            ("investor_1", "C"),
            ("origin", "foreign"),
        ],
    )
    .await;
    sqlx::query("update enterprises set ownership = 'limited' where code = 'DN04'")
        .execute(&portal.db)
        .await
        .expect("a kind");
    assert_eq!(
        origins(portal, "2023-05-31").await,
        are([true, false, true])
    );
    assert_eq!(
        origins(portal, "2023-06-01").await,
        are([true, true, false])
    );
    assert_eq!(
        origins(portal, "2000-01-01").await,
        are([false; 3]),
        "before any project: as it is owned"
    );
    assert_eq!(total("2021").await, before);
    assert!(
        leader
            .get("/national/2022/2104")
            .await
            .text()
            .contains("còn hiệu lực tại ngày cuối kỳ"),
        "the rule is said"
    );
}

#[tokio::test]
async fn item_5_of_2101_is_land_let_less_land_recovered_and_returned() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    // Let to DN01; returned by DN02; passed from DN04, which is foreign, to DN03; a case that recovers another's.
    sqlx::raw_sql(
        "insert into parcel_events (parcel_id, kind, happened_on, recorded_by)
         select p.id, k, '2021-01-01', 'test' from (values (1, 'cleared'), (2, 'ready')) v (n, k), parcels p
          where p.code in ('CN-17', 'CN-18') order by n;
         insert into parcel_events (parcel_id, kind, happened_on, enterprise_id, document_no, recorded_by)
         select p.id, k, d::date, e.id, 'HĐ-THỬ', 'test'
           from (values ('CN-17', 'leased', '2022-05-01', 'DN01'), ('CN-02', 'lease_ended', '2022-06-01', null),
                        ('CN-04', 'transferred', '2022-08-01', 'DN03'), ('CN-14', 'recovered', '2022-09-30', null),
                        ('CN-18', 'leased', '2023-01-01', 'DN09')) v (c, k, d, t)
           join parcels p on p.code = v.c
           left join enterprises e on e.code = v.t
          order by d;
         insert into zones (code, name, kind, status, province, economic_zone)
         values ('HAI', 'KCN Thứ hai', 'regular', 'operating', 'Bắc Kạn', 'coastal');",
    )
    .execute(&portal.db)
    .await
    .expect("events");
    let page = leader.get("/national/2022/2101").await;
    // 4 − 2,34 + 2,34 − 17,7; a zone without a log of parcels is not known, and a place without a zone has nothing.
    assert_eq!(
        row(&page, "tab-DDI", "5")[2..],
        ["−13,70", "–", "0,00", "0,00", "−13,70"]
    );
    assert_eq!(
        row(&page, "tab-FDI", "5")[2..],
        ["−2,34", "–", "0,00", "0,00", "−2,34"]
    );
    assert!(
        page.text()
            .contains("Không có 1 khu chưa có nhật ký lô đất"),
        "{}",
        page.text()
    );
    assert_eq!(
        row(&leader.get("/national/2022-Q2/2101").await, "tab-DDI", "5")[6],
        "1,66"
    );
    assert_eq!(
        row(&leader.get("/national/2023/2101").await, "tab-FDI", "5")[6],
        "4,00"
    );
    let link = "/national/2022/parcels?origin=domestic";
    assert!(
        page.links("section[aria-labelledby='tab-DDI'] a")
            .contains(&link.to_owned())
    );
    let behind = leader.get(link).await;
    let rows = behind.cells("main tbody tr", "td");
    assert_eq!(rows.len(), 5, "{rows:?}");
    assert_eq!(
        (rows[0][0].as_str(), rows[0][7].as_str()),
        ("CN-17", "4,00")
    );
    assert_eq!(
        (rows[4][0].as_str(), rows[4][7].as_str()),
        ("Tổng cộng", "−13,70")
    );
    assert!(
        behind
            .links("main tbody a")
            .iter()
            .any(|link| link.starts_with("/parcels/"))
    );
    let foreign = leader
        .get("/national/2022/parcels?origin=foreign&place=outside")
        .await;
    assert_eq!(
        foreign
            .cells("main tbody tr", "td")
            .last()
            .map(|cells| cells[7].clone()),
        Some("−2,34".to_owned())
    );
}

#[tokio::test]
async fn every_year_from_the_first_record_to_this_one_can_be_chosen() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/national/2022-Q3/2104").await;
    let years: Vec<String> = page.cells("select[name='year']", "option").concat();
    let today: i32 = sqlx::query_scalar("select extract(year from vietnam_today())::int")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    let all: Vec<String> = (2007..=today).rev().map(|year| year.to_string()).collect();
    assert_eq!(years, all, "the first decision on the zone is of 2007");
    let links = page.links(".year-switch a");
    assert_eq!(
        links,
        ["/national/2021-Q3/2104", "/national/2023-Q3/2104"],
        "the same quarter"
    );
    let fields = page.fields("form.year-switch");
    let query = |year: &str| {
        let pairs = fields
            .iter()
            .filter(|(name, _)| name != "year")
            .map(|(name, value)| format!("{name}={value}"));
        format!(
            "/national?{}&year={year}",
            pairs.collect::<Vec<_>>().join("&")
        )
    };
    assert_eq!(
        leader.get(&query("2013")).await.location,
        "/national/2013-Q3/2104"
    );
    assert_eq!(
        leader
            .get("/national?year=2013&sheet=2107&part=")
            .await
            .location,
        "/national/2013/2107"
    );
    assert_eq!(
        leader
            .get("/national?year=2013&sheet=2107&part=..")
            .await
            .location,
        "/national/2013/2107"
    );
    assert_eq!(
        leader.get("/national").await.location,
        "/national/2022/2101",
        "the newest with anything in it"
    );
    assert_eq!(
        leader
            .get(&format!("/national/{today}/2101"))
            .await
            .links(".year-switch a")
            .len(),
        1,
        "the last one"
    );
    assert_eq!(
        leader
            .get("/national?year=2013&structure=today")
            .await
            .location,
        "/national/2013/2101?structure=today"
    );
}

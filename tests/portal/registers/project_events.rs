//! The log of legal events: its order against raw SQL, capital on any day, and the pages.

use crate::support::{Person, Portal};
use axum::http::StatusCode;
use rust_decimal::Decimal;

async fn record(person: &Person<'_>, id: i64, fields: &[(&str, &str)]) -> crate::support::Page {
    person.post(&format!("/projects/{id}/events"), fields).await
}

#[tokio::test]
async fn an_event_is_recorded_seen_and_corrected_on_the_project_s_page() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/projects/15/events/new").await;
    let offered = page.words("nav.tabs");
    assert!(
        offered.contains("Điều chỉnh vốn") && offered.contains("Khởi công"),
        "{offered}"
    );
    assert!(
        !offered.contains("Hoạt động trở lại") && !offered.contains("Cấp mới"),
        "only what is possible: {offered}"
    );

    // The new total is kept as the difference.
    let total = [
        ("kind", "capital_changed"),
        ("happened_on", "01/11/2022"),
        ("change", "total"),
        ("amount", "80"),
        ("amount.unit", "bvnd"),
    ];
    record(&staff, 15, &total).await.saved();
    let difference: Decimal = sqlx::query_scalar(
        "select capital from project_events where project_id = 15 and kind = 'capital_changed'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the event");
    assert_eq!(difference, Decimal::from(15_000_000_000_i64));
    // One that happened before it is recorded late: its total is compared with what stood then.
    let late = [
        ("kind", "capital_changed"),
        ("happened_on", "01/09/2022"),
        ("change", "total"),
        ("amount", "70"),
        ("amount.unit", "bvnd"),
    ];
    record(&staff, 15, &late).await.saved();
    let log = staff.get("/projects/15").await.words("#events");
    assert!(
        log.contains("+5 tỷ đồng") && log.contains("85 tỷ đồng"),
        "{log}"
    );
    assert!(
        log.contains("+15 tỷ đồng") && log.contains("70 tỷ đồng"),
        "{log}"
    );
    let english = staff.get_in_english("/projects/15").await.words("#events");
    assert!(
        english.contains("Legal events") && english.contains("+15 billion VND"),
        "{english}"
    );

    a_bad_form_is_kept_and_a_mistake_corrected(&portal, &staff).await;
}

/// The rest of the course of project 15.
async fn a_bad_form_is_kept_and_a_mistake_corrected(portal: &Portal, staff: &Person<'_>) {
    // A bad form keeps what was typed; the order of the law is a message beside the day.
    let wrong = [
        ("kind", "resumed"),
        ("happened_on", "02/11/2022"),
        ("document_no", "12/QĐ-BQL"),
    ];
    let page = record(staff, 15, &wrong).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let early = [
        ("kind", "operating"),
        ("happened_on", "01/01/2020"),
        ("document_no", "12/QĐ-BQL"),
    ];
    let page = record(staff, 15, &early).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("#e-happened_on", "chưa được cấp");
    assert_eq!(page.attribute("#f-document_no", "value"), "12/QĐ-BQL");
    let usd = [
        ("kind", "capital_changed"),
        ("happened_on", "03/11/2022"),
        ("change", "increase"),
        ("amount", "1"),
        ("amount.unit", "musd"),
    ];
    record(staff, 15, &usd)
        .await
        .says("#e-amount", "không cùng đồng tiền");

    a_mistake_is_cancelled_and_stays_to_be_seen(portal, staff).await;
}

/// The last change of capital was of another project.
async fn a_mistake_is_cancelled_and_stays_to_be_seen(portal: &Portal, staff: &Person<'_>) {
    // The new total is kept as the difference.
    let total = [
        ("kind", "capital_changed"),
        ("happened_on", "01/11/2022"),
        ("change", "total"),
        ("amount", "80"),
        ("amount.unit", "bvnd"),
    ];
    // A mistake is cancelled and stays to be seen.
    let form = staff
        .get("/projects/15/events/new?kind=correction&corrects=2")
        .await;
    form.says(".page__subtitle", "Điều chỉnh vốn 01/11/2022");
    let correction = [
        ("kind", "correction"),
        ("corrects", "2"),
        ("happened_on", "05/11/2022"),
    ];
    let page = record(staff, 15, &correction).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a reason is needed"
    );
    let correction = [
        ("kind", "correction"),
        ("corrects", "2"),
        ("happened_on", "05/11/2022"),
        ("reason", "Nhầm dự án"),
    ];
    record(staff, 15, &correction).await.saved();
    let page = staff.get("/projects/15").await;
    page.says("#events del", "Điều chỉnh vốn");
    page.says("#events", "Nhầm dự án");
    let history = staff
        .get("/projects/15/history")
        .await
        .words("table.history");
    assert!(
        history.contains("Ghi sự kiện pháp lý") && history.contains("80") && history.contains("70"),
        "{history}"
    );
    let file = staff.get("/projects/15/events?format=csv").await.text();
    assert!(file.contains("15000000000"), "exact: {file}");

    // Who only reads sees the log and records nothing.
    let leader = portal.sign_in("leader").await;
    assert!(
        leader
            .get("/projects/15")
            .await
            .text()
            .contains("Sự kiện pháp lý")
    );
    assert!(
        !leader
            .get("/projects/15")
            .await
            .text()
            .contains("/events/new")
    );
    record(&leader, 15, &total)
        .await
        .answers(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_project_is_created_with_its_first_event_or_not_at_all() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let mut form = vec![
        ("code", "DA99"),
        ("name", "Dự án liên doanh thử"),
        ("zone_id", "1"),
        ("kind", "secondary"),
        ("origin", "foreign"),
        ("certificate_no", "1234567890"),
        ("currency", "usd"),
        ("capital", "2,5"),
        ("capital.unit", "musd"),
        ("investor_1", "Nhà đầu tư A"),
        ("nationality_1", "Nhật Bản"),
        ("share_1", "60"),
        ("investor_2", "Nhà đầu tư B"),
        ("nationality_2", "Việt Nam"),
        ("share_2", "50"),
    ];
    let page = staff.post("/projects", &form).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words(".error-summary").contains("Ngày có hiệu lực")
            && page.words(".error-summary").contains("vượt 100%")
    );
    assert_eq!(page.attribute("#f-investor_2", "value"), "Nhà đầu tư B");
    form.push(("happened_on", "10/10/2022"));
    form.retain(|(name, _)| *name != "share_2");
    form.push(("share_2", "40"));
    let page = staff.post("/projects", &form).await;
    page.saved();
    let id: i64 = sqlx::query_scalar("select id from projects where code = 'DA99'")
        .fetch_one(&portal.db)
        .await
        .expect("a project");
    let shown = staff.get(&format!("/projects/{id}")).await;
    shown.says(
        "main",
        "Nhà đầu tư A (Nhật Bản, 60%); Nhà đầu tư B (Việt Nam, 40%)",
    );
    shown.says("#events", "2,5 triệu USD");

    // Transferred: other investors from then on, and the registry says so.
    let transfer = [
        ("kind", "transferred"),
        ("happened_on", "01/12/2022"),
        ("investor_1", "Nhà đầu tư C"),
        ("origin", "foreign"),
        ("new_enterprise", "3"),
    ];
    record(&staff, id, &transfer).await.saved();
    let now: (String, Option<i64>) =
        sqlx::query_as("select investor, enterprise_id from projects where id = $1")
            .bind(id)
            .fetch_one(&portal.db)
            .await
            .expect("it");
    assert_eq!(now, ("Nhà đầu tư C".to_owned(), Some(3)));
    let years = staff.get("/dashboard/2022.json").await.text();
    assert!(
        years.contains("\"new_capital_foreign\"") && years.contains("2500000"),
        "the year counts it at once"
    );
}

#[tokio::test]
async fn the_same_document_twice_and_what_hardly_a_project_has_is_asked_about_first() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let count = async || -> i64 {
        let sql = "select count(*) from live_project_events where project_id = 15 and kind = 'capital_changed'";
        sqlx::query_scalar(sql)
            .fetch_one(&portal.db)
            .await
            .expect("a count")
    };
    let cut = [
        ("kind", "capital_changed"),
        ("happened_on", "01/11/2022"),
        ("change", "increase"),
        ("amount", "5"),
        ("amount.unit", "bvnd"),
        ("document_no", "12/GCN"),
    ];
    record(&staff, 15, &cut).await.saved();
    let asked = record(&staff, 15, &cut).await;
    asked.answers(StatusCode::UNPROCESSABLE_ENTITY);
    asked.says("#e-confirm", "Đã có sự kiện như vậy");
    assert_eq!(
        (
            asked.attribute("#f-document_no", "value").as_str(),
            count().await
        ),
        ("12/GCN", 1),
        "kept, not counted twice"
    );
    let again: Vec<(&str, &str)> = cut.iter().copied().chain([("confirm", "true")]).collect();
    record(&staff, 15, &again).await.saved();
    assert_eq!(count().await, 2, "two alike, because a person says so");
    // Another number is another document.
    let other: Vec<(&str, &str)> = cut
        .iter()
        .map(|(name, value)| {
            (
                *name,
                if *name == "document_no" {
                    "13/GCN"
                } else {
                    *value
                },
            )
        })
        .collect();
    record(&staff, 15, &other).await.saved();

    what_hardly_a_project_has_is_asked_about_first(&staff).await;
}

/// Money and land beyond what can be, days that have passed.
async fn what_hardly_a_project_has_is_asked_about_first(staff: &Person<'_>) {
    // Money: asked about beyond a million tỷ, refused beyond what can be.
    let amount = |value: &'static str| {
        [
            ("kind", "capital_changed"),
            ("happened_on", "02/11/2022"),
            ("change", "increase"),
            ("amount", value),
            ("amount.unit", "bvnd"),
        ]
    };
    record(staff, 15, &amount("1.000.001"))
        .await
        .says("#e-confirm", "nhầm đơn vị");
    record(staff, 15, &amount("999.999.999.999.999"))
        .await
        .says("#e-amount", "đơn vị tính");
    // Land: asked about beyond what is planned of the zone, refused beyond what can be.
    let area = async |value: &str, confirm: &str| {
        let fields = staff.get("/projects/15/edit").await.fields("form.form");
        let mut typed: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, old)| {
                (
                    name.as_str(),
                    if name == "area_m2" {
                        value
                    } else {
                        old.as_str()
                    },
                )
            })
            .filter(|(name, _)| *name != "area_m2.unit")
            .collect();
        typed.extend([("area_m2.unit", "ha"), ("confirm", confirm)]);
        staff.post("/projects/15", &typed).await
    };
    let asked = area("160", "").await;
    asked.says("#e-confirm", "lớn hơn diện tích quy hoạch");
    area("99.999.999", "true")
        .await
        .says("#e-area_m2", "100.000 ha");
    area("160", "true").await.saved();

    // Put off to a day that has passed before the day it was put off on.
    let put_off = [
        ("kind", "rescheduled"),
        ("happened_on", "03/11/2022"),
        ("until", "01/01/2020"),
    ];
    record(staff, 15, &put_off)
        .await
        .says("#e-until", "sau ngày có hiệu lực");
    // Cancelling has no day of its own to ask for.
    let form = staff
        .get("/projects/15/events/new?kind=correction&corrects=2")
        .await;
    assert!(!form.text().contains("f-happened_on") && form.text().contains("f-reason"));
}

//! The life of parcels: its order against raw SQL, state and tenant on any day, leases, recovery cases, the watch.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;
use sqlx::PgPool;

/// The id of what was just created.
pub(super) fn id_of(page: &Page) -> String {
    page.saved();
    let address = page.location.lines().next().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

/// State and tenant's code on a day.
pub(super) async fn standing(
    db: &PgPool,
    code: &str,
    on: &str,
) -> Option<(String, Option<String>)> {
    sqlx::query_as(
        "select s.state, e.code from parcel_standings($2::text::date) s join parcels p on p.id = s.parcel_id
           left join enterprises e on e.id = s.enterprise_id where p.code = $1",
    )
    .bind(code)
    .bind(on)
    .fetch_optional(db)
    .await
    .expect("a standing")
}

#[tokio::test]
async fn events_are_recorded_on_the_parcel_s_page_and_a_mistake_is_corrected() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    // CN-15 is ready to lease.
    let form = staff.get("/parcels/15/events/new?kind=leased").await;
    assert_eq!(
        form.links("nav.tabs a").len(),
        2,
        "reserved or leased: {:?}",
        form.links("nav.tabs a")
    );
    let page = staff
        .post(
            "/parcels/15/events",
            &[("kind", "leased"), ("happened_on", "01/02/2023")],
        )
        .await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("#e-enterprise_id").contains("Xin chọn một mục"),
        "{}",
        page.words("#e-enterprise_id")
    );
    assert_eq!(
        page.attribute("#f-happened_on", "value"),
        "01/02/2023",
        "what was typed stays"
    );
    let early = [
        ("kind", "leased"),
        ("happened_on", "01/02/2016"),
        ("enterprise_id", "3"),
    ];
    let page = staff.post("/parcels/15/events", &early).await;
    page.says("#e-happened_on", "không thể đi sau tình trạng");
    let lease = [
        ("kind", "leased"),
        ("happened_on", "01/02/2023"),
        ("enterprise_id", "3"),
        ("document_no", "HĐ <9>"),
    ];
    leader
        .post("/parcels/15/events", &lease)
        .await
        .answers(StatusCode::FORBIDDEN);
    let saved = staff.post("/parcels/15/events", &lease).await;
    assert_eq!(id_of(&saved), "15#life");
    let life = leader.get("/parcels/15").await;
    life.says("#life tbody tr:first-child", "Cho thuê");
    life.says("#life", "HĐ <9>");
    assert_eq!(
        standing(&portal.db, "CN-15", "2023-02-01").await,
        Some(("leased".to_owned(), Some("DN03".to_owned())))
    );
    a_mistake_is_corrected(&portal, &staff, &leader).await;
}

/// The parcel was let by mistake.
async fn a_mistake_is_corrected(portal: &Portal, staff: &Person<'_>, leader: &Person<'_>) {
    let lease = [
        ("kind", "leased"),
        ("happened_on", "01/02/2023"),
        ("enterprise_id", "3"),
        ("document_no", "HĐ <9>"),
    ];
    // It was a mistake.
    let wrong = [
        ("kind", "correction"),
        ("corrects", "4"),
        ("happened_on", "05/02/2023"),
        ("note", "Nhầm lô"),
    ];
    staff.post("/parcels/15/events", &wrong).await.saved();
    assert_eq!(
        standing(&portal.db, "CN-15", "2023-12-31").await,
        Some(("ready".to_owned(), None))
    );
    let csv = leader.get("/parcels/15/events?format=csv").await.text();
    assert!(
        csv.contains("Đính chính") && csv.contains("Nhầm lô"),
        "{csv}"
    );
    // More land than there is to let is refused here as on the form of a parcel (V19).
    sqlx::query("update parcels set area_m2 = area_m2 + 200 where code = 'CN-15'")
        .execute(&portal.db)
        .await
        .expect("larger");
    let page = staff.post("/parcels/15/events", &lease).await;
    page.says("#e-happened_on", "V19");
}

const CONTRACT: [(&str, &str); 10] = [
    ("contract_no", "HĐ-99"),
    ("zone_id", "1"),
    ("enterprise_id", "3"),
    ("signed_on", "10/01/2023"),
    ("valid_from", "01/02/2023"),
    ("valid_to", "31/01/2058"),
    ("price_currency", "vnd"),
    ("price", "12.500,5"),
    ("price_basis", "m2_year"),
    ("payment", "annual"),
];

/// Lets so many hectares of a parcel by a lease.
async fn share(staff: &Person<'_>, lease: &str, parcel: &str, hectares: &str) -> Page {
    let form = [
        ("parcel_id", parcel),
        ("lease_id", lease),
        ("area_m2", hectares),
        ("area_m2.unit", "ha"),
    ];
    staff.post("/lease-parcels", &form).await
}

#[tokio::test]
async fn recording_a_lease_lets_its_parcels_and_never_more_than_there_is() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let lease = id_of(&staff.post("/leases", &CONTRACT).await);
    let price: String =
        sqlx::query_scalar("select price::text from leases where contract_no = 'HĐ-99'")
            .fetch_one(&portal.db)
            .await
            .expect("a price");
    assert_eq!(price, "12500.5");
    let let_parcel =
        async |lease: &str, parcel: &str, area: &str| share(&staff, lease, parcel, area).await;
    assert!(
        staff
            .get(&format!("/leases/{lease}"))
            .await
            .text()
            .contains("12.500,5"),
        "a price is shown as it was agreed"
    );
    assert!(
        let_parcel(&lease, "15", "4,5")
            .await
            .words("#e-area_m2")
            .contains("vượt diện tích"),
        "the parcel has 4,4 ha"
    );
    assert!(
        let_parcel(&lease, "16", "1")
            .await
            .words("#e-parcel_id")
            .contains("chưa sẵn sàng"),
        "not cleared"
    );
    let_parcel(&lease, "4", "2,34")
        .await
        .says("#e-parcel_id", "doanh nghiệp khác giữ");
    let resize = async |by: i32| {
        sqlx::query("update parcels set area_m2 = area_m2 + $1 where code = 'CN-15'")
            .bind(by)
            .execute(&portal.db)
            .await
            .expect("resized")
    };
    resize(200).await;
    let page = let_parcel(&lease, "15", "3").await;
    assert!(
        page.words("#e-parcel_id").contains("V19"),
        "no more land is let than there is to let"
    );
    resize(-200).await;
    let_parcel(&lease, "15", "3").await.saved();
    assert_eq!(
        standing(&portal.db, "CN-15", "2023-01-31").await,
        Some(("ready".to_owned(), None))
    );
    assert_eq!(
        standing(&portal.db, "CN-15", "2023-02-01").await,
        Some(("leased".to_owned(), Some("DN03".to_owned())))
    );
    staff.get("/parcels/15").await.says("#life", "HĐ-99");
    another_may_rent_the_rest(&staff).await;
}

/// For the same time, and after an extension too.
async fn another_may_rent_the_rest(staff: &Person<'_>) {
    let let_parcel =
        async |lease: &str, parcel: &str, area: &str| share(staff, lease, parcel, area).await;
    // Another may rent the rest, for the same time; after an extension too.
    let other = [&[("contract_no", "HĐ-100")], &CONTRACT[1..]].concat();
    let other = id_of(&staff.post("/leases", &other).await);
    assert!(
        let_parcel(&other, "15", "1,5")
            .await
            .words("#e-area_m2")
            .contains("vượt diện tích"),
        "3 + 1,5 of 4,4 ha"
    );
    let_parcel(&other, "15", "1,4").await.saved();
    let later = [
        &[
            ("contract_no", "HĐ-101"),
            ("valid_from", "01/02/2058"),
            ("valid_to", "31/01/2080"),
            ("zone_id", "1"),
        ],
        &CONTRACT[2..4],
        &CONTRACT[6..],
    ]
    .concat();
    let later = id_of(&staff.post("/leases", &later).await);
    assert_eq!(
        let_parcel(&later, "15", "4,4").await.status,
        StatusCode::SEE_OTHER,
        "when the others have ended"
    );
    let extension = [
        ("signed_on", "01/01/2024"),
        ("lease_id", other.as_str()),
        ("valid_to", "31/12/2060"),
    ];
    let page = staff.post("/lease-extensions", &extension).await;
    page.says("#e-valid_to", "vượt diện tích");
    a_parcel_stays_as_large_as_what_is_let_of_it(staff).await;
}

/// Less land than is let cannot be typed into the parcel.
async fn a_parcel_stays_as_large_as_what_is_let_of_it(staff: &Person<'_>) {
    // Less land than is let cannot be typed into the parcel.
    let mut fields = staff.get("/parcels/15/edit").await.fields("form.form");
    fields
        .iter_mut()
        .filter(|(name, _)| name == "area_m2")
        .for_each(|(_, value)| "4".clone_into(value));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff
        .post("/parcels/15", &pairs)
        .await
        .says("#e-area_m2", "Nhỏ hơn diện tích đang cho thuê");
}

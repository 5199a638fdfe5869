//! The rules for land, V19–V21: asked when areas and parcels are saved, shown where the zone is.

use axum::http::StatusCode;

use crate::support::{Person, Portal};

/// A statement of the first phase's areas on another day, in ha.
fn statement<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("as_of", "30/06/2023"),
        ("phase_id", "1"),
        ("planned_m2", "73,5"),
        ("established_m2", "73,5"),
        ("leasable_m2", "52,6"),
        ("cleared_m2", "73,5"),
        ("levelled_m2", "60"),
        ("leased_m2", "48,2"),
        ("infrastructure_percent", "80"),
        ("source", "Kiểm kê <2023>"),
    ];
    for (name, value) in changes {
        for field in form.iter_mut().filter(|(known, _)| known == name) {
            field.1 = value;
        }
    }
    form
}

fn parcel<'a>(
    code: &'a str,
    area: &'a str,
    enterprise: Option<&'a str>,
) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("code", code),
        ("zone_id", "1"),
        ("phase_id", "1"),
        ("area_m2", area),
        ("land_use", "industrial"),
    ];
    form.push((
        "state",
        if enterprise.is_some() {
            "leased"
        } else {
            "ready"
        },
    ));
    form.extend(enterprise.map(|id| ("enterprise_id", id)));
    form
}

/// Changes fields of a rule as the administrator does, on its form.
pub async fn edit_rule(admin: &Person<'_>, portal: &Portal, code: &str, changes: &[(&str, &str)]) {
    let id: i64 = sqlx::query_scalar("select id from check_rules where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("a rule");
    let mut fields = admin
        .get(&format!("/check-rules/{id}/edit"))
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
    let saved = admin.post(&format!("/check-rules/{id}"), &pairs).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

#[tokio::test]
async fn areas_out_of_order_are_refused_all_at_once_with_everything_typed_kept() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let wrong = statement(&[("established_m2", "74"), ("leased_m2", "53")]);
    let page = staff.post("/phase-areas", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("#e-leased_m2")
            .contains("Lớn hơn diện tích đất công nghiệp cho thuê (V19)")
    );
    assert!(
        page.words("#e-established_m2")
            .contains("Lớn hơn diện tích quy hoạch (V19)")
    );
    for (name, value) in wrong.iter().filter(|(name, _)| *name != "phase_id") {
        assert_eq!(
            page.attribute(&format!("#f-{name}"), "value"),
            *value,
            "{name} is kept"
        );
    }
    let page = staff
        .post("/phase-areas", &statement(&[("established_m2", "50")]))
        .await;
    assert!(
        page.words("#e-leasable_m2")
            .contains("Lớn hơn diện tích thành lập (V19)")
    );
    let page = staff
        .post(
            "/phase-areas",
            &statement(&[("infrastructure_percent", "101")]),
        )
        .await;
    assert!(
        page.words("#e-infrastructure_percent")
            .contains("Từ 0 đến 100%")
    );
    assert_eq!(
        staff
            .post("/phase-areas", &statement(&[("established_m2", "")]))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    // The database holds the order too, for imports and raw SQL.
    let raw =
        sqlx::query("update phase_areas set established_m2 = leasable_m2 - 1 where phase_id = 1")
            .execute(&portal.db)
            .await;
    let refused = raw.expect_err("refused").to_string();
    assert!(
        refused.contains("phase_areas_leasable_in_established"),
        "{refused}"
    );
}

#[tokio::test]
async fn the_occupancy_allowed_is_the_row_s() {
    let portal = Portal::demo().await;
    let (staff, admin) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    edit_rule(&admin, &portal, "V20", &[("high", "90")]).await;
    let page = staff.post("/phase-areas", &statement(&[])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("#e-leased_m2")
            .contains("91,63%, phải từ 0 đến 90% (V20)"),
        "{}",
        page.words("#e-leased_m2")
    );
    // Said instead of refused once the row is milder.
    edit_rule(&admin, &portal, "V20", &[("severity", "explain")]).await;
    let saved = staff.post("/phase-areas", &statement(&[])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    for path in ["/zones/1", saved.location.lines().next().expect("a page")] {
        let notes = staff.get(path).await.words("[aria-labelledby=land-notes]");
        assert!(
            notes.contains("V20") && notes.contains("tỷ lệ lấp đầy 91,63%, trên mức 90%"),
            "{path}: {notes}"
        );
    }
}

#[tokio::test]
async fn a_zone_that_operates_without_infrastructure_is_pointed_out() {
    let portal = Portal::demo().await;
    let (staff, admin) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    assert!(
        !staff.get("/zones/1").await.text().contains("land-notes"),
        "nothing is wrong with the demonstration"
    );
    let saved = staff
        .post(
            "/phase-areas",
            &statement(&[("infrastructure_percent", "25")]),
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let zone = staff
        .get("/zones/1")
        .await
        .words("[aria-labelledby=land-notes]");
    assert!(
        zone.contains("hạ tầng mới hoàn thiện 25%, dưới 30%"),
        "{zone}"
    );
    let english = staff
        .get_in_english("/zones/1")
        .await
        .words("[aria-labelledby=land-notes]");
    assert!(
        english.contains("operate with 25% of its infrastructure, under 30%"),
        "{english}"
    );
    edit_rule(&admin, &portal, "V20", &[("low", "20")]).await;
    assert!(
        !staff.get("/zones/1").await.text().contains("land-notes"),
        "an edit of the row counts at once"
    );
}

#[tokio::test]
async fn parcels_that_do_not_add_up_are_said_on_the_zone_s_page_by_their_use() {
    let portal = Portal::demo().await;
    let (staff, admin) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    let notes = async || {
        let page = staff.get("/zones/1").await;
        if page.text().contains("land-notes") {
            page.words("[aria-labelledby=land-notes]")
        } else {
            String::new()
        }
    };
    // 1 ha more let than stated: 2,07 % over 48,2 ha; and 74,5 ha of parcels on 73,5 ha.
    let saved = staff
        .post("/parcels", &parcel("CN-98", "1", Some("3")))
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let said = notes().await;
    assert!(
        said.contains("V19")
            && said.contains("cộng lại 49,2 ha, số liệu diện tích ghi đã cho thuê 48,2 ha"),
        "{said}"
    );
    assert!(
        said.contains("V21")
            && said.contains(
                "74,5 ha (công nghiệp 53,6; hạ tầng kỹ thuật 2,54; cây xanh 11,56; giao thông 6,8)"
            ),
        "{said}"
    );
    assert!(said.contains("diện tích thành lập là 73,5 ha"), "{said}");
    edit_rule(&admin, &portal, "V19", &[("high", "3")]).await;
    edit_rule(&admin, &portal, "V21", &[("high", "2")]).await;
    assert_eq!(notes().await, "", "both thresholds are the rows'");

    // A parcel without a phase: held against the whole zone, 73,5 + 80,3 ha.
    edit_rule(&admin, &portal, "V21", &[("high", "1")]).await;
    let form = parcel("CN-97", "1", None);
    let form: Vec<(&str, &str)> = form
        .into_iter()
        .filter(|(name, _)| *name != "phase_id")
        .collect();
    assert_eq!(
        staff.post("/parcels", &form).await.status,
        StatusCode::SEE_OTHER
    );
    let said = notes().await;
    assert!(
        said.contains("KCN Thanh Bình: các lô cộng lại 155,8 ha")
            && said.contains("quy hoạch là 153,8 ha"),
        "{said}"
    );
}

#[tokio::test]
async fn a_parcel_that_lets_more_land_than_there_is_is_refused_beside_its_area() {
    let portal = Portal::demo().await;
    let (staff, admin) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    let page = staff
        .post("/parcels", &parcel("CN-98", "4,5", Some("3")))
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let error = page.words("#e-area_m2");
    assert!(
        error.contains("giai đoạn I thành 52,7 ha, đất công nghiệp cho thuê chỉ có 52,6 ha (V19)"),
        "{error}"
    );
    assert_eq!(page.attribute("#f-area_m2", "value"), "4,5");
    assert_eq!(page.attribute("#f-code", "value"), "CN-98");
    assert_eq!(
        staff
            .post("/parcels", &parcel("CN-98", "4,4", Some("3")))
            .await
            .status,
        StatusCode::SEE_OTHER
    );

    // V21 only warns, until the board wants it to block: then more land than there is, is refused.
    edit_rule(&admin, &portal, "V21", &[("severity", "blocks")]).await;
    let page = staff.post("/parcels", &parcel("CN-99", "1", None)).await;
    assert!(
        page.words("#e-area_m2")
            .contains("cộng lại thành 78,9 ha, diện tích chỉ có 73,5 ha (V21)"),
        "{}",
        page.text()
    );
    // A parcel can be put right while a sum is wrong already.
    let mut fields = staff.get("/parcels/17/edit").await.fields("form.form");
    fields
        .iter_mut()
        .filter(|(name, _)| name == "note")
        .for_each(|(_, note)| "Đo lại.".clone_into(note));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        staff.post("/parcels/17", &pairs).await.status,
        StatusCode::SEE_OTHER
    );

    edit_rule(&admin, &portal, "V19", &[("severity", "explain")]).await;
    edit_rule(&admin, &portal, "V21", &[("severity", "explain")]).await;
    assert_eq!(
        staff
            .post("/parcels", &parcel("CN-99", "1", Some("3")))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let said = staff
        .get("/zones/1")
        .await
        .words("[aria-labelledby=land-notes]");
    assert!(
        said.contains(
            "các lô đang cho thuê cộng lại 53,6 ha, đất công nghiệp cho thuê chỉ có 52,6 ha"
        ),
        "{said}"
    );
}

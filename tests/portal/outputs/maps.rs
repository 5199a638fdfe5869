//! The map of a zone: tables of corners in, questions instead of silent changes, no overlap, plans whose sums hold.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

/// A parcel of 200 m by 117 m north of the zone's others, whose declared area is 2,34 ha like that of parcel 1.
const FREE: &str = "STT\tX (m)\tY (m)\tCạnh\n1\t2421000,000\t435800,000\t117,00\n2\t2421000,000\t435917,000\t200,00\n\
                    3\t2420800,000\t435917,000\t117,00\n4\t2420800,000\t435800,000\t200,00\n1\t2421000,000\t435800,000\t\n";

async fn send(staff: &Person<'_>, parcel: i64, text: &str, more: &[(&str, &str)]) -> Page {
    let mut form = vec![
        ("text", text),
        ("meridian", "6390"),
        ("width", "3"),
        ("source", "extract"),
        ("valid_from", "01/02/2023"),
        ("document", "Trích lục 12/2022"),
    ];
    form.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    form.extend(more);
    staff.post(&format!("/parcels/{parcel}/shape"), &form).await
}

async fn count(portal: &Portal) -> i64 {
    sqlx::query_scalar("select count(*) from parcel_shapes")
        .fetch_one(&portal.db)
        .await
        .expect("a count")
}

#[tokio::test]
async fn a_pasted_table_is_seen_before_it_is_kept_and_kept_as_given() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let blank = staff.get("/parcels/1/shape").await;
    assert_eq!(
        blank.attribute("#f-meridian option[selected]", "value"),
        "6390",
        "the plane of the zone's other shapes"
    );
    let before = count(&portal).await;
    let preview = send(&staff, 1, FREE, &[("action", "preview")]).await;
    preview.answers(StatusCode::OK);
    preview.says("#preview-title", "4 đỉnh, 23.400,00 m², chu vi 634,00 m");
    assert!(
        preview
            .words(".survey__findings")
            .contains("chiều kim đồng hồ"),
        "clockwise is told"
    );
    assert_eq!(count(&portal).await, before, "a preview writes nothing");
    let kept = send(&staff, 1, FREE, &[("action", "keep")]).await;
    kept.saved();
    let (given, corners, area, by): (String, String, String, String) = sqlx::query_as(
        "select given, corners, area_m2::text, recorded_by from parcel_shapes where parcel_id = 1 order by revision desc limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the shape");
    assert_eq!(given, FREE.trim());
    assert!(
        corners.starts_with("1;2421000.000;435800.000\n2;"),
        "{corners}"
    );
    assert_eq!(
        (area.as_str(), by.as_str()),
        ("23400", "Cán bộ nhập liệu (minh họa)")
    );
    let page = staff.get("/parcels/1").await;
    page.says("section.panel .facts", "Trích lục 12/2022");
    assert!(
        page.text().contains("2.421.000,000") || page.text().contains("2421000"),
        "the corners are shown"
    );
    assert!(
        staff
            .get("/parcels/1/history")
            .await
            .text()
            .contains("Ghi ranh giới theo tọa độ")
    );
    // What held before still holds on its days.
    let earlier = staff
        .get("/zones/1/plan.geojson?on=2022-12-31")
        .await
        .text();
    assert!(
        !earlier.contains("2421000")
            && staff
                .get("/zones/1/plan.geojson")
                .await
                .text()
                .contains("2421000")
    );
}

#[tokio::test]
async fn what_is_odd_is_asked_and_repaired_by_a_click() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let open: String = FREE
        .lines()
        .take(5)
        .map(|line| format!("{line}\n"))
        .collect();
    let swapped = open.replace("X (m)\tY (m)", "Y (m)\tX (m)");
    let asked = send(&staff, 1, &swapped, &[("action", "keep")]).await;
    assert_eq!(
        asked.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nothing is kept while something refuses"
    );
    asked.says(".survey__findings", "X và Y bị đổi chỗ");
    assert!(
        asked.attribute("textarea", "name") == "text" && asked.text().contains("2421000,000"),
        "what was pasted stays"
    );
    let seen = asked.attribute("input[name=seen]", "value");
    let repaired = send(
        &staff,
        1,
        &swapped,
        &[
            ("seen", &seen),
            ("all", "1"),
            ("fix", "swap"),
            ("fix", "close"),
        ],
    )
    .await;
    repaired.answers(StatusCode::OK);
    repaired.says("#preview-title", "23.400,00 m²");
    let agreed = [
        ("seen", seen.as_str()),
        ("agreed", "swap"),
        ("agreed", "close"),
    ];
    let kept = send(
        &staff,
        1,
        &swapped,
        &[&agreed[..], &[("action", "keep")]].concat(),
    )
    .await;
    kept.saved();
    let repairs: String = sqlx::query_scalar(
        "select repairs from parcel_shapes where parcel_id = 1 and revision = 2",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the repairs");
    assert_eq!(repairs, "swap close");
    // Agreed for one text is not agreed for another.
    let other = send(
        &staff,
        1,
        &open,
        &[&agreed[..], &[("action", "keep")]].concat(),
    )
    .await;
    other.answers(StatusCode::UNPROCESSABLE_ENTITY);

    a_meridian_of_another_province_is_asked_about(&staff).await;
}

/// A table read in the wrong system.
async fn a_meridian_of_another_province_is_asked_about(staff: &Person<'_>) {
    let wrong = send(
        staff,
        1,
        FREE,
        &[("meridian", "6300"), ("action", "preview")],
    )
    .await;
    let findings = wrong.words(".survey__findings");
    assert!(
        findings.contains("cách các lô khác của khu khoảng 15")
            && findings.contains("Dùng kinh tuyến trục 106°30′"),
        "{findings}"
    );
    let chosen = send(
        staff,
        1,
        FREE,
        &[("meridian", "6300"), ("repair", "use-6390-3")],
    )
    .await;
    assert_eq!(
        chosen.attribute("#f-meridian option[selected]", "value"),
        "6390"
    );
    let crossed = FREE
        .replace("3\t2420800,000\t435917", "3\t2420800,000\t435700")
        .replace("4\t2420800,000\t435800", "4\t2420800,000\t435950");
    send(staff, 1, &crossed, &[("action", "preview")])
        .await
        .says(".survey__findings", "Ranh giới tự cắt");
    let letters = send(
        staff,
        1,
        &FREE.replace("435917,000", "4359I7,000"),
        &[("action", "preview")],
    )
    .await;
    letters.says(".error-summary", "Dòng 3");
    let nothing = send(
        staff,
        1,
        "",
        &[
            ("action", "keep"),
            ("document", ""),
            ("valid_from", "hôm qua"),
        ],
    )
    .await;
    nothing.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        nothing.links(".error-summary a"),
        ["#f-text", "#f-valid_from", "#f-document"]
    );
}

#[tokio::test]
async fn shapes_of_one_zone_never_lie_over_each_other() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    send(&staff, 1, FREE, &[("action", "keep")]).await.saved();
    let before = count(&portal).await;
    let beside = FREE
        .replace("435917,000", "436034,000")
        .replace("435800,000", "435917,000");
    let over = FREE
        .replace("435917,000", "436024,000")
        .replace("435800,000", "435907,000");
    let refused = send(&staff, 2, &over, &[("action", "keep")]).await;
    refused.answers(StatusCode::CONFLICT);
    let summary = refused.words(".error-summary");
    assert!(summary.contains("CN-01: 2.000,0 m²"), "{summary}");
    assert!(
        refused.text().contains("fill-opacity=\"0.55\""),
        "the overlap is drawn"
    );
    assert_eq!(count(&portal).await, before);
    assert_eq!(
        send(&staff, 2, &beside, &[("action", "keep")]).await.status,
        StatusCode::SEE_OTHER,
        "a common side is no overlap"
    );
    // A shape on another meridian is compared on the ground.
    let elsewhere = izportal::foundation::survey::Projection::new(
        izportal::foundation::survey::System::new(6345, 3).expect("a plane"),
    )
    .expect("a projection");
    let here = izportal::foundation::survey::Projection::new(
        izportal::foundation::survey::System::new(6390, 3).expect("a plane"),
    )
    .expect("a projection");
    let moved: String = [
        (2_421_000.0, 435_800.0),
        (2_421_000.0, 435_917.0),
        (2_420_800.0, 435_917.0),
        (2_420_800.0, 435_800.0),
        (2_421_000.0, 435_800.0),
    ]
    .iter()
    .map(|(north, east)| {
        elsewhere
            .plane(here.place(*north, *east).expect("a place"))
            .expect("a corner")
    })
    .map(|(north, east)| format!("{north:.3}\t{east:.3}\n"))
    .collect();
    let refused = send(
        &staff,
        3,
        &moved,
        &[("meridian", "6345"), ("action", "keep")],
    )
    .await;
    refused.answers(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_shape_far_from_its_declared_area_is_marked_until_one_of_them_is_right() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let large = FREE.replace("435917,000", "435920,000");
    assert_eq!(
        send(&staff, 1, &large, &[("action", "keep")]).await.status,
        StatusCode::SEE_OTHER,
        "a warning refuses nothing"
    );
    for path in ["/parcels/1", "/zones/1/plan"] {
        assert!(
            staff
                .get(path)
                .await
                .words("main .notice--warn")
                .contains("lớn hơn diện tích đã ghi 600,00 m² (2,56%)"),
            "{path}"
        );
    }
    sqlx::query("update check_rules set high = 3 where code = 'V19'")
        .execute(&portal.db)
        .await
        .expect("the board's own threshold");
    assert!(
        !staff
            .get("/zones/1/plan")
            .await
            .text()
            .contains("lớn hơn diện tích đã ghi")
    );
}

#[tokio::test]
async fn a_plane_that_does_not_exist_is_refused_with_the_right_one() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let wrong = send(&staff, 1, FREE, &[("width", "6"), ("action", "keep")]).await;
    wrong.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let findings = wrong.words(".survey__findings");
    assert!(
        findings.contains(
            "Múi 6° chỉ có kinh tuyến trục 105°00′ hoặc 111°00′; 106°30′ là kinh tuyến của múi 3°"
        ),
        "{findings}"
    );
    assert!(
        findings.contains("Dùng kinh tuyến trục 106°30′, múi 3°"),
        "{findings}"
    );
    let chosen = send(&staff, 1, FREE, &[("width", "6"), ("repair", "use-6390-3")]).await;
    chosen.answers(StatusCode::OK);
    assert_eq!(chosen.attribute("#f-width option[selected]", "value"), "3");
    assert!(!chosen.words(".survey__findings").contains("Múi 6°"));
}

#[tokio::test]
async fn a_preview_says_and_draws_what_saving_would_refuse() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    send(&staff, 1, FREE, &[("action", "keep")]).await.saved();
    let over = FREE
        .replace("435917,000", "436024,000")
        .replace("435800,000", "435907,000");
    let preview = send(&staff, 2, &over, &[("action", "preview")]).await;
    preview.answers(StatusCode::OK);
    preview.says(".survey__preview .notice--bad", "CN-01 2.000,0 m²");
    assert!(
        preview.text().contains("fill-opacity=\"0.55\""),
        "the overlap is drawn"
    );
    preview.says(".form__actions", "Còn điều cần sửa");
}

#[tokio::test]
async fn a_boundary_is_stored_once_and_holds_neither_before_its_parcel_nor_from_a_day_to_come() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for (day, said) in [
        ("01/01/2099", "còn ở phía trước"),
        ("01/01/2007", "Lô vào sổ ngày"),
    ] {
        let refused = send(&staff, 1, FREE, &[("valid_from", day), ("action", "keep")]).await;
        refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.words(".error-summary").contains(said),
            "{day}: {}",
            refused.words(".error-summary")
        );
    }
    for (day, code) in [("2099-01-01", "IZ313"), ("2007-01-01", "IZ314")] {
        let sql = "insert into parcel_shapes (parcel_id, revision, valid_from, source, document, meridian_minutes, zone_width, given,
                                              corners, ring, area_m2, recorded_by)
                   select 1, 9, $1::text::date, source, document, meridian_minutes, zone_width, given, corners, ring, area_m2, 'psql'
                     from parcel_shapes where parcel_id = 1 limit 1";
        let error = sqlx::query(sql)
            .bind(day)
            .execute(&portal.db)
            .await
            .expect_err(day);
        assert_eq!(
            error.as_database_error().and_then(|e| e.code()).as_deref(),
            Some(code),
            "{error}"
        );
    }
    send(&staff, 1, FREE, &[("action", "keep")]).await.saved();
    let before = count(&portal).await;
    let again = send(
        &staff,
        1,
        FREE,
        &[("action", "keep"), ("valid_from", "05/02/2023")],
    )
    .await;
    again.saved();
    assert_eq!(
        count(&portal).await,
        before,
        "what holds already is not stored again"
    );
    let other = send(
        &staff,
        1,
        FREE,
        &[("action", "keep"), ("document", "Trích lục 13/2023")],
    )
    .await;
    other.saved();
    assert_eq!(count(&portal).await, before + 1, "another paper is");
}

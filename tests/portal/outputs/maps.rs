//! The map of a zone: tables of corners in, questions instead of silent changes, no overlap, plans whose sums hold.

use axum::http::StatusCode;

use crate::support::{Page, Person, Portal};

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
    assert_eq!(preview.status, StatusCode::OK);
    assert!(
        preview
            .words("#preview-title")
            .contains("4 đỉnh, 23.400,00 m², chu vi 634,00 m"),
        "{}",
        preview.words("#preview-title")
    );
    assert!(
        preview
            .words(".survey__findings")
            .contains("chiều kim đồng hồ"),
        "clockwise is told"
    );
    assert_eq!(count(&portal).await, before, "a preview writes nothing");
    let kept = send(&staff, 1, FREE, &[("action", "keep")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
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
    assert!(
        page.words("section.panel .facts")
            .contains("Trích lục 12/2022")
    );
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
    assert!(
        asked
            .words(".survey__findings")
            .contains("X và Y bị đổi chỗ")
    );
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
    assert_eq!(repaired.status, StatusCode::OK);
    assert!(repaired.words("#preview-title").contains("23.400,00 m²"));
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
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
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
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);

    let wrong = send(
        &staff,
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
        &staff,
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
    assert!(
        send(&staff, 1, &crossed, &[("action", "preview")])
            .await
            .words(".survey__findings")
            .contains("Ranh giới tự cắt")
    );
    let letters = send(
        &staff,
        1,
        &FREE.replace("435917,000", "4359I7,000"),
        &[("action", "preview")],
    )
    .await;
    assert!(
        letters.words(".error-summary").contains("Dòng 3"),
        "{}",
        letters.words(".error-summary")
    );
    let nothing = send(
        &staff,
        1,
        "",
        &[
            ("action", "keep"),
            ("document", ""),
            ("valid_from", "hôm qua"),
        ],
    )
    .await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        nothing.links(".error-summary a"),
        ["#f-text", "#f-valid_from", "#f-document"]
    );
}

#[tokio::test]
async fn shapes_of_one_zone_never_lie_over_each_other() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    assert_eq!(
        send(&staff, 1, FREE, &[("action", "keep")]).await.status,
        StatusCode::SEE_OTHER
    );
    let before = count(&portal).await;
    let beside = FREE
        .replace("435917,000", "436034,000")
        .replace("435800,000", "435917,000");
    let over = FREE
        .replace("435917,000", "436024,000")
        .replace("435800,000", "435907,000");
    let refused = send(&staff, 2, &over, &[("action", "keep")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
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
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
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
async fn the_plan_adds_up_to_the_stated_areas_and_shapes_are_never_rewritten() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let plan = staff.get("/zones/1/plan").await;
    assert!(
        plan.words("#phase-1 + .plan-table tfoot").contains("73,50"),
        "{}",
        plan.words("#phase-1 + .plan-table tfoot")
    );
    assert!(plan.words("#phase-2 + .plan-table tfoot").contains("80,30"));
    assert!(plan.attribute("svg[role=img]", "aria-labelledby") == "zone-plan");
    // A parcel less is a row of its own, and the sum stays that of the decision.
    let ended = "insert into parcel_events (parcel_id, kind, happened_on, recorded_by)
                 select id, 'retired', vietnam_today(), 'test' from parcels where code = 'CN-15'";
    sqlx::query(ended)
        .execute(&portal.db)
        .await
        .expect("retired");
    let plan = staff
        .get("/zones/1/plan")
        .await
        .words("#phase-1 + .plan-table");
    assert!(
        plan.contains("Chưa thành lô 4,40") && plan.contains("73,50"),
        "{plan}"
    );
    let csv = staff.get("/zones/1/plan?format=csv").await.text();
    assert!(csv.contains("Chưa thành lô") && csv.contains("44000") && !csv.contains("CN-15"));

    for sql in [
        "update parcel_shapes set area_m2 = 1",
        "delete from parcel_shapes",
        "truncate parcel_shapes",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
    let overlaps: Vec<(String, String)> = demo_overlaps(&portal).await;
    assert!(overlaps.is_empty(), "{overlaps:?}");
}

#[tokio::test]
async fn an_overlap_that_came_in_by_another_way_is_shown() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    assert!(
        !leader
            .get("/zones/1/plan")
            .await
            .text()
            .contains("chồng lên nhau")
    );
    let sql = "insert into parcel_shapes (parcel_id, revision, valid_from, source, document, meridian_minutes, zone_width, given,
                                          corners, ring, area_m2, recorded_by)
               select 2, 2, valid_from, source, document, meridian_minutes, zone_width, given, corners, ring, area_m2, 'psql'
                 from parcel_shapes where parcel_id = 1";
    sqlx::query(sql).execute(&portal.db).await.expect("a row");
    let page = leader.get("/zones/1/plan").await;
    assert!(
        page.words("main .notice--bad")
            .contains("CN-01 và CN-02 chồng lên nhau 23.400,0 m²"),
        "{}",
        page.words("main .notice--bad")
    );
    assert!(page.text().contains("fill-opacity=\"0.55\""));
}

/// Pairs of parcels of the demonstration that lie over each other.
async fn demo_overlaps(portal: &Portal) -> Vec<(String, String)> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select p.code, s.corners from parcel_shapes s join parcels p on p.id = s.parcel_id",
    )
    .fetch_all(&portal.db)
    .await
    .expect("shapes");
    let ring = |corners: &str| -> Vec<(f64, f64)> {
        let pair = |line: &str| {
            let mut parts = line
                .split(';')
                .skip(1)
                .map(|part| part.parse::<f64>().expect("metres"));
            let (north, east) = (parts.next().expect("X"), parts.next().expect("Y"));
            (east, north)
        };
        corners.lines().map(pair).collect()
    };
    let shapes: Vec<(String, Vec<(f64, f64)>)> = rows
        .into_iter()
        .map(|(code, corners)| (code, ring(&corners)))
        .collect();
    assert_eq!(shapes.len(), 36);
    let mut found = Vec::new();
    for (at, (one, ring)) in shapes.iter().enumerate() {
        for (other, second) in &shapes[at + 1..] {
            if izportal::foundation::survey::overlap(ring, second)
                .is_some_and(|overlap| overlap.area > 1.0)
            {
                found.push((one.clone(), other.clone()));
            }
        }
    }
    found
}

#[tokio::test]
async fn a_print_has_the_scale_it_says() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let zone = leader.get("/zones/1/plan/print?paper=a3_portrait").await;
    assert!(
        zone.words(".plan-sheet").contains("Tỷ lệ 1:5.000")
            && zone.words(".plan-sheet").contains("không thay trích lục")
    );
    let one = leader
        .get("/zones/1/plan/print?parcel=1&paper=a4_portrait&scale=1000")
        .await;
    assert_eq!(one.attribute("svg[role=img]", "width"), "190.00mm");
    assert!(
        one.attribute("svg[role=img]", "viewBox")
            .starts_with("0 0 190.00 "),
        "a unit is a millimetre"
    );
    assert!(one.words(".plan-sheet__head").contains("Tỷ lệ 1:1.000"));
    // The sides of parcel 1 are 180,00 m: 180 mm apart at 1:1000, whatever their direction.
    let svg = one.text();
    let bold = svg
        .rsplit("<polygon points=\"")
        .find(|part| part.contains("stroke-width=\"0.607\""))
        .expect("the parcel's outline");
    let points: Vec<(f64, f64)> = bold
        .split('"')
        .next()
        .expect("points")
        .split(' ')
        .map(|pair| pair.split_once(',').expect("a pair"))
        .map(|(x, y)| (x.parse().expect("mm"), y.parse().expect("mm")))
        .collect();
    let side = (points[1].0 - points[0].0).hypot(points[1].1 - points[0].1);
    assert!((side - 180.0).abs() < 0.05, "{side}");
    assert!(
        one.words(".plan-corners").contains("2.419.610,511"),
        "{}",
        one.words(".plan-corners")
    );
    assert!(
        leader
            .get("/zones/1/plan/print")
            .await
            .words(".plan-sheet")
            .contains("Tỷ lệ 1:10.000"),
        "A4 holds it whole, upright"
    );
    let small = leader
        .get("/zones/1/plan/print?paper=a4_portrait&scale=500")
        .await;
    assert!(
        small.words("main .notice--warn").contains("không vừa khổ"),
        "said, not cut off silently"
    );
}

#[tokio::test]
async fn a_table_of_corners_comes_out_of_a_file_as_if_it_were_pasted() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (parcel,): (i64,) = sqlx::query_as("select id from parcels where code = 'HT-02'")
        .fetch_one(&portal.db)
        .await
        .expect("a parcel");
    let path = format!("/parcels/{parcel}/shape/file");
    let corners = [
        ("1", 2_419_610.511, 435_238.047),
        ("2", 2_419_629.326, 435_417.061),
        ("3", 2_419_498.815, 435_419.014),
        ("4", 2_419_480.0, 435_240.0),
    ];
    let mut book = rust_xlsxwriter::Workbook::new();
    let notes = book.add_worksheet();
    notes.write(0, 0, "Ghi chú").expect("a cell");
    let sheet = book.add_worksheet();
    for (column, title) in ["STT", "X (m)", "Y (m)"].into_iter().enumerate() {
        sheet
            .write(1, u16::try_from(column).expect("few"), title)
            .expect("a cell");
    }
    for (row, (name, north, east)) in (2..).zip(corners) {
        sheet
            .write(row, 0, name)
            .and_then(|sheet| sheet.write(row, 1, north))
            .and_then(|sheet| sheet.write(row, 2, east))
            .expect("cells");
    }
    let csv = "STT;X;Y\r\n1;2419610,511;435238,047\r\n2;2419629,326;435417,061\r\n3;2419498,815;435419,014\r\n4;2419480,000;435240,000\r\n";
    let geo = r#"{"type":"Polygon","coordinates":[[[105.87526045,21.87068257],[105.87699181,21.87085905],[105.87696780,21.87203769],[105.87523643,21.87186120],[105.87526045,21.87068257]]]}"#;
    // Eight decimals of a degree are a millimetre: the area differs by a few square decimetres.
    for (name, bytes, said) in [
        (
            "toa do.xlsx",
            book.save_to_buffer().expect("a workbook"),
            "4 đỉnh, 23.400,0",
        ),
        ("toa do.csv", csv.as_bytes().to_vec(), "4 đỉnh, 23.400,0"),
        (
            "toa do.geojson",
            geo.as_bytes().to_vec(),
            "4 đỉnh, 23.399,88",
        ),
    ] {
        let page = staff.upload(&path, &[], &[(name, &bytes)]).await;
        assert_eq!(page.status, StatusCode::OK, "{name}");
        let text = page.words("main");
        assert!(text.contains(said), "{name} is understood at once: {text}");
    }
    for (name, bytes, said) in [
        ("rong.xlsx", &b""[..], "Xin chọn tệp."),
        (
            "anh.png",
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            "Đây là tệp ảnh",
        ),
        (
            "trang.html",
            &b"<html><table><tr><td>1</td></tr></table></html>"[..],
            "trang",
        ),
        (
            "lon.csv",
            &vec![b'1'; 4 * 1024 * 1024 + 1][..],
            "lớn hơn 4 MB",
        ),
    ] {
        let page = staff.upload(&path, &[], &[(name, bytes)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            page.words("main").contains(said),
            "{name}: {}",
            page.words("main")
        );
    }
}

#[tokio::test]
async fn a_plane_that_does_not_exist_is_refused_with_the_right_one() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let wrong = send(&staff, 1, FREE, &[("width", "6"), ("action", "keep")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
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
    assert_eq!(chosen.status, StatusCode::OK);
    assert_eq!(chosen.attribute("#f-width option[selected]", "value"), "3");
    assert!(!chosen.words(".survey__findings").contains("Múi 6°"));
}

#[tokio::test]
async fn a_preview_says_and_draws_what_saving_would_refuse() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    assert_eq!(
        send(&staff, 1, FREE, &[("action", "keep")]).await.status,
        StatusCode::SEE_OTHER
    );
    let over = FREE
        .replace("435917,000", "436024,000")
        .replace("435800,000", "435907,000");
    let preview = send(&staff, 2, &over, &[("action", "preview")]).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(
        preview
            .words(".survey__preview .notice--bad")
            .contains("CN-01 2.000,0 m²"),
        "{}",
        preview.words(".survey__preview")
    );
    assert!(
        preview.text().contains("fill-opacity=\"0.55\""),
        "the overlap is drawn"
    );
    assert!(preview.words(".form__actions").contains("Còn điều cần sửa"));
}

#[tokio::test]
async fn the_portal_s_own_geojson_gives_a_parcel_its_lot_or_says_which_there_are() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let all = staff.get("/zones/1/plan.geojson").await.text();
    let sent = staff
        .upload(
            "/parcels/2/shape/file",
            &[],
            &[("CN.geojson", all.as_bytes())],
        )
        .await;
    assert_eq!(
        sent.status,
        StatusCode::OK,
        "{}",
        sent.words(".error-summary")
    );
    assert!(
        sent.words(".survey__preview")
            .contains("dùng lô mang mã của lô này"),
        "{}",
        sent.words("main")
    );
    let renamed = all.replace("\"CN-02\"", "\"CN-99\"");
    let sent = staff
        .upload(
            "/parcels/2/shape/file",
            &[],
            &[("CN.geojson", renamed.as_bytes())],
        )
        .await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = sent.words(".error-summary");
    assert!(
        said.contains("GeoJSON có 36 lô (CN-01, CN-99, CN-03")
            && said.contains("Xin giữ lại một lô"),
        "{said}"
    );
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
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
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
    assert_eq!(
        send(&staff, 1, FREE, &[("action", "keep")]).await.status,
        StatusCode::SEE_OTHER
    );
    let before = count(&portal).await;
    let again = send(
        &staff,
        1,
        FREE,
        &[("action", "keep"), ("valid_from", "05/02/2023")],
    )
    .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
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
    assert_eq!(other.status, StatusCode::SEE_OTHER);
    assert_eq!(count(&portal).await, before + 1, "another paper is");
}

#[tokio::test]
async fn no_zone_is_cut_off_by_its_paper() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/zones/1/plan/print?paper=a4_landscape").await;
    assert!(
        !page.text().contains("không đủ chỗ"),
        "{}",
        page.words(".plan-sheet__head")
    );
    assert!(
        page.words(".plan-sheet__head").contains("Tỷ lệ 1:15.000"),
        "{}",
        page.words(".plan-sheet__head")
    );
    // Three kilometres of land more.
    sqlx::query(
        "insert into parcel_shapes (parcel_id, revision, valid_from, source, document, meridian_minutes, zone_width, given, corners, ring,
                                    area_m2, recorded_by)
         select 1, 2, '2023-01-01', source, document, meridian_minutes, zone_width, given,
                concat_ws(chr(10), '1;2422610;435238', '2;2422610;435338', '3;2422510;435338'), ring, 5000, 'psql'
           from parcel_shapes where parcel_id = 1",
    )
    .execute(&portal.db)
    .await
    .expect("a far lot");
    let page = leader.get("/zones/1/plan/print?paper=a4_landscape").await;
    assert!(
        !page.text().contains("không đủ chỗ"),
        "{}",
        page.words(".plan-sheet__head")
    );
}

//! Tables of corners out of files.

use crate::support::Portal;
use axum::http::StatusCode;

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

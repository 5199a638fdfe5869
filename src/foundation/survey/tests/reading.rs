//! Tables and GeoJSON as people have them.

use super::*;

#[test]
fn tables_are_read_as_people_have_them() {
    let expected = [
        (dec!(2418700.125), dec!(435800.5)),
        (dec!(2418700.125), dec!(436000.75)),
        (dec!(2418800), dec!(435900)),
    ];
    let tables = [
        "1\t2418700,125\t435800,5\n2\t2418700,125\t436000,75\n3\t2418800\t435900\n",
        "1\t2.418.700,125\t435.800,5\n2\t2.418.700,125\t436.000,75\n3\t2.418.800\t435.900\n",
        "1\t2,418,700.125\t435,800.5\n2\t2,418,700.125\t436,000.75\n3\t2,418,800\t435,900\n",
        "2418700.125 435800.5\n2418700.125 436000.75\n2418800 435900",
        "X;Y\n2418700,125;435800,5\n2418700,125;436000,75\n2418800;435900",
        "Layer,Point,Y (Dong),X (Bac)\n0,1,435800.5,2418700.125\n0,2,436000.75,2418700.125\n0,3,435900,2418800\n",
        "\u{feff}\"Cạnh\"\t\"Y(m)\"\t\"X(m)\"\t\"Số hiệu điểm\"\n1,5\t435800,5\t2418700,125\tM1\n2\t436000,75\t2418700,125\tM2\n\t435900\t2418800\tM3",
        "Số hiệu điểm\tTọa độ VN-2000\t\tKhoảng cách\n\tX (Bắc)\tY (Đông)\t\n1\t2418700,125\t435800,5\t\n\t\t\t200,25\n2\t2418700,125\t436000,75\t\n3\t2418800\t435900\t\nDiện tích: 1 ha\t\t\t",
    ];
    for table in tables {
        let corners: Vec<_> = given(table)
            .vertices
            .iter()
            .map(|vertex| (vertex.corner.x, vertex.corner.y))
            .collect();
        assert_eq!(corners, expected, "{table}");
    }
    let last = given(tables[7]);
    assert_eq!(
        last.vertices[0].side,
        Some(dec!(200.25)),
        "a side in a row of its own"
    );
    assert_eq!(
        last.skipped,
        [(7, "Diện tích: 1 ha".to_owned())],
        "what is left out is said"
    );
    assert_eq!(
        (given(tables[2]).lang, given(tables[1]).lang),
        (Lang::En, Lang::Vi)
    );
    assert_eq!(given(tables[6]).vertices[2].name, "M3");
}

#[test]
fn what_is_no_table_is_refused_with_its_line() {
    assert_eq!(read("Kính gửi Ban", here(), ""), Err(Unread::NoCorners));
    assert_eq!(read("", here(), ""), Err(Unread::NoCorners));
    let slip = "1\t2418700,5\t435800,5\n2\t2418700,5\t43600O,5\n3\t2418800,5\t436000,5\n";
    assert!(
        matches!(read(slip, here(), ""), Err(Unread::Line(2, _))),
        "{:?}",
        read(slip, here(), "")
    );
    let many = "2418700,5\t435800,5\n".repeat(MAX_CORNERS + 1);
    assert_eq!(
        read(&many, here(), ""),
        Err(Unread::TooMany(MAX_CORNERS + 1))
    );
}

#[test]
fn geojson_is_read_and_its_digits_are_places() {
    let polygon = r#"{"type":"Polygon","coordinates":[[[105.88,21.86],[105.882,21.86],[105.882,21.862],[105.88,21.86]]]}"#;
    let feature = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{polygon}}}]}}"#
    );
    for text in [polygon, &feature] {
        let given = given(text);
        assert_eq!(given.places.as_ref().map(Vec::len), Some(4));
        let examined = examine(&given, here(), &[], None, None);
        assert!(examined.findings.is_empty(), "{:?}", examined.findings);
        assert!(
            examined.ring[0].distance(Place {
                lon: 105.88,
                lat: 21.86
            }) < 0.01
        );
    }
    assert_eq!(read("{\"type\":", here(), ""), Err(Unread::Json));
    assert_eq!(
        read(
            r#"{"type":"Point","coordinates":[105.88,21.86]}"#,
            here(),
            ""
        ),
        Err(Unread::Polygons(0, Vec::new()))
    );
    let metres = polygon.replace("105.88", "435800");
    assert_eq!(read(&metres, here(), ""), Err(Unread::NotDegrees));
    let holed = polygon.replace(
        "]]]",
        "]],[[105.881,21.861],[105.8811,21.861],[105.881,21.8611],[105.881,21.861]]]",
    );
    assert_eq!(read(&holed, here(), ""), Err(Unread::Holes));
}

#[test]
fn of_several_lots_the_one_asked_for_is_taken_and_else_they_are_named() {
    let lot = |name: &str, east: f64| {
        format!(
            r#"{{"type":"Feature","properties":{{"parcel":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[[{east},21.86],[{east},21.87],[{},21.87],[{east},21.86]]]}}}}"#,
            east + 0.01
        )
    };
    let all = |lots: &[String]| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            lots.join(",")
        )
    };
    let two = all(&[lot("CN-01", 105.88), lot("CN-02", 105.90)]);
    let found = read(&two, here(), "cn-02").expect("the lot");
    assert_eq!(
        (found.of, found.places.map(|places| places[0].lon)),
        (2, Some(105.90))
    );
    let names = vec!["CN-01".to_owned(), "CN-02".to_owned()];
    assert_eq!(read(&two, here(), "CN-03"), Err(Unread::Polygons(2, names)));
    let twice = all(&[lot("CN-01", 105.88), lot("CN-01", 105.90)]);
    assert!(
        matches!(read(&twice, here(), "CN-01"), Err(Unread::Polygons(2, _))),
        "two of one name"
    );
}

//! Plans as text.

use super::measure::{metres, round_down};
use super::*;

fn drawn(plots: &[Plot], paper: bool) -> String {
    let sheet = Sheet {
        width: 200.0,
        height: 150.0,
        font: 3.0,
        metres: 2.0,
        centre: (435_900.0, 2_418_800.0),
        paper,
    };
    let keys = [(
        Fill {
            colour: "#cfe4f7",
            hatch: Hatch::Slant,
        },
        "Sẵn sàng".to_owned(),
    )];
    plan(&Plan {
        id: "p",
        title: "Hai lô",
        sheet,
        plots,
        marks: &[],
        keys: &keys,
        scale: "Tỷ lệ 1:2.000",
        north: "B",
    })
}

fn square(side: f64) -> Plot {
    let (east, north) = (435_900.0, 2_418_800.0);
    let ring = vec![
        (east, north),
        (east + side, north),
        (east + side, north + side),
        (east, north + side),
    ];
    let label = Some(((east + side / 2.0, north + side / 2.0), (side, side)));
    let fill = Some(Fill {
        colour: "#cfe4f7",
        hatch: Hatch::Slant,
    });
    Plot {
        ring,
        fill,
        title: "<CN-01>".to_owned(),
        lines: vec!["CN-01".to_owned()],
        label,
        ..Plot::default()
    }
}

#[test]
fn north_is_up_and_a_unit_is_as_many_metres_as_it_says() {
    let svg = drawn(&[square(100.0)], true);
    assert!(
        svg.contains("points=\"100.00,75.00 150.00,75.00 150.00,25.00 100.00,25.00\""),
        "{svg}"
    );
    assert!(
        svg.starts_with("<svg ")
            && svg.contains(" width=\"200.00mm\"")
            && svg.contains("role=\"img\"")
    );
    assert!(!drawn(&[square(100.0)], false).contains("mm\""));
}

#[test]
fn a_colour_never_stands_alone_and_words_are_escaped() {
    let svg = drawn(&[square(100.0)], false);
    assert!(
        svg.contains("fill=\"url(#p-1)\"") && svg.contains("<pattern id=\"p-1\""),
        "{svg}"
    );
    assert!(svg.contains("&lt;CN-01&gt;") && !svg.contains("<CN-01>"));
}

#[test]
fn a_label_without_room_is_left_out() {
    assert!(drawn(&[square(100.0)], false).contains(">CN-01</text>"));
    assert!(!drawn(&[square(10.0)], false).contains(">CN-01</text>"));
}

#[test]
fn the_bar_is_a_round_length() {
    for (value, expected) in [
        (99.0, 50.0),
        (100.0, 100.0),
        (449.0, 200.0),
        (1200.0, 1000.0),
    ] {
        assert!((round_down(value) - expected).abs() < 1e-9, "{value}");
    }
    assert_eq!(metres(2_418_600.0), "2418 600");
}

#[test]
fn no_coordinate_makes_a_broken_picture() {
    let mut plot = square(100.0);
    plot.ring[0] = (f64::NAN, f64::INFINITY);
    plot.corners = vec!["1".to_owned(); 4];
    plot.sides = vec!["100,00".to_owned(); 4];
    let svg = drawn(&[plot], false);
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn links_lie_over_the_picture_and_not_in_it() {
    let plot = Plot {
        href: Some("/parcels/1?a=\"b\"".to_owned()),
        ..square(100.0)
    };
    assert!(!drawn(std::slice::from_ref(&plot), false).contains("<a "));
    let sheet = Sheet {
        width: 200.0,
        height: 150.0,
        font: 3.0,
        metres: 2.0,
        centre: (435_900.0, 2_418_800.0),
        paper: false,
    };
    let plots = [plot];
    let over = links(&Plan {
        id: "p",
        title: "",
        sheet,
        plots: &plots,
        marks: &[],
        keys: &[],
        scale: "",
        north: "B",
    });
    assert!(
        over.contains("<a href=\"/parcels/1?a=&quot;b&quot;\" tabindex=\"-1\">")
            && over.contains("aria-hidden=\"true\""),
        "{over}"
    );
    assert!(
        over.contains("points=\"100.00,75.00 150.00,75.00 150.00,25.00 100.00,25.00\""),
        "at the same place: {over}"
    );
}

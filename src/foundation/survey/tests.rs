//! Against numbers computed elsewhere, and against what must hold for every shape.

mod reading;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::testing::dec;

const VECTORS: &str = include_str!("../../../tests/fixtures/survey/vn2000.csv");

fn here() -> System {
    System::new(6390, 3).expect("106°30′")
}

fn given(text: &str) -> Given {
    read(text, here(), "").expect("a table of corners")
}

fn examined(text: &str, agreed: &[Repair]) -> Examined {
    examine(&given(text), here(), agreed, None, None)
}

fn problems(examined: &Examined) -> Vec<&Problem> {
    examined
        .findings
        .iter()
        .map(|finding| &finding.problem)
        .collect()
}

/// Counter-clockwise, closed, 200 m by 100 m.
const SQUARE: &str = "STT\tX (m)\tY (m)\tCạnh\n1\t2418700,000\t435800,000\t200,00\n2\t2418700,000\t436000,000\t100,00\n\
                      3\t2418800,000\t436000,000\t200,00\n4\t2418800,000\t435800,000\t100,00\n1\t2418700,000\t435800,000\t\n";

#[test]
fn corners_lie_where_another_library_puts_them() {
    let mut lines = 0;
    for line in VECTORS.lines().filter(|line| !line.starts_with(['#', 'm'])) {
        let value: Vec<f64> = line
            .split(',')
            .map(|cell| cell.parse().expect("a number"))
            .collect();
        let integer = |at: usize| {
            line.split(',')
                .nth(at)
                .expect("a cell")
                .parse()
                .expect("an integer")
        };
        let projection = Projection::new(System::new(integer(0), integer(1)).expect("a plane"))
            .expect("a projection");
        let place = projection.place(value[2], value[3]).expect("a place");
        let off = place.distance(Place {
            lon: value[4],
            lat: value[5],
        });
        assert!(off < 0.01, "{line}: {off} m");
        let (north, east) = projection
            .plane(Place {
                lon: value[4],
                lat: value[5],
            })
            .expect("a corner");
        assert!(
            (north - value[2]).hypot(east - value[3]) < 0.01,
            "{line}: back at {north} {east}"
        );
        lines += 1;
    }
    assert_eq!(lines, 23);
}

#[test]
fn the_rotations_are_not_taken_with_the_wrong_sign() {
    // Decision 05/2007, of the portal's own reference: E, N, meridian, longitude, latitude.
    let vectors = [
        (590_000.0, 1_190_000.0, 6345, 106.574_701_27, 10.759_702_08),
        (560_000.0, 1_250_000.0, 6330, 106.051_419_06, 11.302_763_17),
        (587_000.0, 2_325_000.0, 6300, 105.838_817_68, 21.016_425_41),
        (545_000.0, 1_780_000.0, 6465, 108.172_485_15, 16.093_763_05),
    ];
    for (east, north, minutes, lon, lat) in vectors {
        let projection =
            Projection::new(System::new(minutes, 3).expect("a plane")).expect("a projection");
        let off = projection
            .place(north, east)
            .expect("a place")
            .distance(Place { lon, lat });
        // With the published signs they would be 0.55 m off, without any shift 225 m.
        assert!(off < 0.01, "{minutes}: {off} m");
    }
}

#[test]
fn official_meridians_are_unique_and_found_by_province() {
    for official in &OFFICIAL {
        let system = official.system();
        assert_eq!(
            System::new(system.meridian.minutes(), system.width.degrees()),
            Some(system)
        );
        assert_eq!(
            OFFICIAL
                .iter()
                .filter(|other| other.system() == system || other.epsg == official.epsg)
                .count(),
            1
        );
    }
    assert_eq!(System::of_province("Tỉnh Bắc Kạn"), Some(here()));
    assert_eq!(here().meridian.label(), "106°30′");
    assert_eq!(System::of_province("Hà Nội"), None, "not guessed");
    assert_eq!(System::new(90 * 60, 3), None);
}

#[test]
fn a_sound_table_raises_no_question() {
    let sound = examined(SQUARE, &[]);
    assert!(
        sound.findings.is_empty() && sound.sound(),
        "{:?}",
        sound.findings
    );
    assert_eq!((sound.vertices.len(), sound.area), (4, dec!(20000)));
    assert_eq!(sound.sides, [dec!(200), dec!(100), dec!(200), dec!(100)]);
    assert_eq!(
        read_ring(&write_ring(&sound.ring)).expect("a ring").len(),
        4
    );
    let kept = write_corners(&sound.vertices);
    assert!(
        kept.starts_with("1;2418700.000;435800.000\n"),
        "digits as given: {kept}"
    );
    assert_eq!(write_corners(&read_corners(&kept).expect("corners")), kept);
}

#[test]
fn swapped_axes_are_offered_and_not_swapped() {
    let swapped = SQUARE
        .replace("X (m)", "?")
        .replace("Y (m)", "X (m)")
        .replace('?', "Y (m)");
    let found = examined(&swapped, &[]);
    assert_eq!(problems(&found), [&Problem::Swapped]);
    assert!(!found.sound());
    let repaired = examined(&swapped, &found.all_repairs());
    assert!(
        repaired.sound() && problems(&repaired).is_empty(),
        "{:?}",
        repaired.findings
    );
    assert_eq!(repaired.area, dec!(20000));
}

#[test]
fn open_doubly_closed_repeated_and_clockwise_rings_are_offered() {
    let lines: Vec<&str> = SQUARE.lines().collect();
    let table = |order: &[usize]| {
        order
            .iter()
            .map(|at| lines[*at].rsplit_once('\t').expect("a side").0.to_owned() + "\n")
            .collect::<String>()
    };
    let cases: [(&[usize], Problem, Repair); 4] = [
        (&[0, 1, 2, 3, 4], Problem::NotClosed, Repair::Close),
        (
            &[0, 1, 2, 3, 4, 1, 1],
            Problem::ClosedAgain(2),
            Repair::DropClosing,
        ),
        (
            &[0, 1, 2, 2, 3, 4, 1],
            Problem::Repeated(vec![3]),
            Repair::DropRepeated,
        ),
        (&[0, 1, 4, 3, 2, 1], Problem::Clockwise, Repair::Reverse),
    ];
    for (order, problem, repair) in cases {
        let found = examined(&table(order), &[]);
        assert_eq!(problems(&found), [&problem]);
        assert_eq!(found.findings[0].repairs, [repair]);
        let repaired = examined(&table(order), &[repair]);
        assert!(
            problems(&repaired).is_empty(),
            "{problem:?}: {:?}",
            repaired.findings
        );
        assert_eq!((repaired.area, repaired.ring.len()), (dec!(20000), 4));
    }
    assert!(
        examined(&table(&[0, 1, 4, 3, 2, 1]), &[]).sound(),
        "clockwise is how papers go: told, not refused"
    );
}

#[test]
fn a_ring_that_crosses_itself_is_refused_with_the_place() {
    let bow =
        "2418700\t435800\n2418800\t436000\n2418700\t436000\n2418800\t435800\n2418700\t435800\n";
    let found = examined(bow, &[]);
    let crossing = Crossing {
        sides: (0, 2),
        at: Corner {
            x: dec!(2418750),
            y: dec!(435900),
        },
    };
    assert_eq!(problems(&found), [&Problem::Crosses(crossing)]);
    assert!(found.findings[0].repairs.is_empty() && !found.sound());
    let spike =
        "2418700\t435800\n2418700\t436000\n2418700\t435900\n2418800\t435900\n2418700\t435800\n";
    assert!(
        matches!(problems(&examined(spike, &[]))[..], [Problem::Crosses(_)]),
        "a side folded back"
    );
    let touch = "2418700\t435800\n2418700\t436000\n2418800\t436000\n2418700\t435900\n2418800\t435800\n2418700\t435800\n";
    assert!(
        matches!(problems(&examined(touch, &[]))[..], [Problem::Crosses(_)]),
        "a corner on another side"
    );
    assert!(matches!(
        problems(&examined(
            "2418700\t435800\n2418700\t435900\n2418700\t435800\n",
            &[]
        ))[..],
        [Problem::TooFew(2)]
    ));
}

#[test]
fn a_wrong_meridian_is_noticed_and_those_that_fit_are_offered() {
    let wrong = System::new(6180, 3).expect("103°");
    let near = Place {
        lon: 105.882,
        lat: 21.864,
    };
    let found = examine(&given(SQUARE), wrong, &[], Some(near), Some(here()));
    let [finding] = found.findings.as_slice() else {
        panic!("{:?}", found.findings)
    };
    assert!(
        matches!(finding.problem, Problem::Far(355..=365)),
        "{finding:?}"
    );
    assert_eq!(
        finding.repairs,
        [Repair::Use(here()), Repair::Here],
        "only one meridian puts it there"
    );
    assert!(examine(&given(SQUARE), wrong, &[Repair::Here], Some(near), None).sound());
    // Outside Vietnam nobody can agree that it lies there.
    let off = System::new(6510, 3).expect("a plane");
    let found = examine(
        &given(
            SQUARE
                .replace("\t435", "\t735")
                .replace("\t436", "\t736")
                .as_str(),
        ),
        off,
        &[Repair::Here],
        None,
        Some(here()),
    );
    assert!(
        matches!(problems(&found)[..], [Problem::OutsideVietnam(_)]),
        "{:?}",
        found.findings
    );
    // Without other parcels the province's plane is named.
    let neighbour = System::new(6375, 3).expect("106°15′");
    let found = examine(&given(SQUARE), neighbour, &[], None, Some(here()));
    assert_eq!(problems(&found), [&Problem::OtherThanOfficial(here())]);
}

#[test]
fn a_slip_in_a_corner_shows_in_its_sides() {
    let slipped = SQUARE.replace("3\t2418800,000\t436000,000", "3\t2418800,000\t436100,000");
    let found = examined(&slipped, &[]);
    assert!(
        problems(&found).contains(&&Problem::Side(3, dec!(200), dec!(300))),
        "{:?}",
        found.findings
    );
}

#[test]
fn shapes_that_share_a_side_do_not_overlap() {
    let square = |east: f64| {
        vec![
            (east, 0.0),
            (east + 100.0, 0.0),
            (east + 100.0, 100.0),
            (east, 100.0),
        ]
    };
    assert_eq!(overlap(&square(0.0), &square(100.0)), None);
    assert_eq!(overlap(&square(0.0), &square(500.0)), None);
    let found = overlap(&square(0.0), &square(90.0)).expect("ten metres");
    assert!(
        (found.area - 1000.0).abs() < 0.001 && found.rings.len() == 1,
        "{found:?}"
    );
    let label = label(&square(0.0)).expect("a label");
    assert!(
        (label.at.0 - 50.0).abs() < 0.01
            && (label.room.0 - 100.0).abs() < 0.01
            && (label.room.1 - 100.0).abs() < 0.01,
        "{label:?}"
    );
}

/// A star around a centre: never crosses itself.
fn star() -> impl Strategy<Value = Vec<Corner>> {
    prop::collection::vec(20_000i64..300_000, 3..12).prop_map(|radii| {
        let count = f64::from(u32::try_from(radii.len()).expect("a dozen"));
        let corner = |(at, radius): (usize, i64)| {
            let angle =
                std::f64::consts::TAU * f64::from(u32::try_from(at).expect("a dozen")) / count;
            let metres = |base: i64, part: f64| {
                #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
                let millimetres = (part * radius as f64).round() as i64;
                Decimal::new(base * 1000 + millimetres, 3)
            };
            Corner {
                x: metres(2_418_700, angle.sin()),
                y: metres(435_800, angle.cos()),
            }
        };
        radii.into_iter().enumerate().map(corner).collect()
    })
}

proptest! {
    #[test]
    fn the_area_is_the_same_from_every_corner_and_in_both_directions(star in star(), turn in 0usize..12) {
        let mut turned = star.clone();
        turned.rotate_left(turn % star.len());
        prop_assert_eq!(area(&turned), area(&star));
        prop_assert_eq!(crossing(&star), None);
        prop_assert!(!clockwise(&star));
        turned.reverse();
        prop_assert_eq!(area(&turned), area(&star));
        prop_assert!(clockwise(&turned));
    }

    #[test]
    fn a_corner_comes_back_from_the_globe(north in 900_000.0..2_600_000.0f64, east in 300_000.0..700_000.0f64, index in 0usize..OFFICIAL.len()) {
        let projection = Projection::new(OFFICIAL[index].system()).expect("a projection");
        let place = projection.place(north, east).expect("a place");
        // The seven parameters are used in their linear form, which is its own inverse to some millimetres.
        let (back_north, back_east) = projection.plane(place).expect("a corner");
        prop_assert!((north - back_north).hypot(east - back_east) < 0.005, "{} {}", back_north, back_east);
    }

    #[test]
    fn the_ring_goes_counter_clockwise_whatever_the_table_does(star in star(), backwards: bool) {
        let mut corners = star;
        if backwards {
            corners.reverse();
        }
        corners.push(corners[0]);
        let text: String = corners.iter().map(|corner| format!("{}\t{}\n", corner.x, corner.y).replace('.', ",")).collect();
        let examined = examined(&text, &[]);
        prop_assert!(examined.sound(), "{:?}", examined.findings);
        let places = &examined.ring;
        let twice: f64 = (0..places.len())
            .map(|at| (places[at], places[(at + 1) % places.len()]))
            .map(|(a, b)| (a.lon - places[0].lon) * (b.lat - places[0].lat) - (b.lon - places[0].lon) * (a.lat - places[0].lat))
            .sum();
        prop_assert!(twice > 0.0);
    }

    #[test]
    fn no_text_is_too_strange(text in "[0-9XY;,. \t\n{}\\[\\]a-z]{0,80}") {
        if let Ok(given) = read(&text, here(), "") {
            let _ = examine(&given, here(), &[Repair::Swap, Repair::Close], None, None);
        }
    }
}

#[test]
fn a_meridian_belongs_to_its_width() {
    let plane = |minutes, degrees| System::new(minutes, degrees).expect("a plane");
    for (minutes, degrees, exists) in [
        (6390, 3, true),
        (6390, 6, false),
        (6300, 6, true),
        (6300, 3, true),
        (6660, 6, true),
        (6660, 3, false),
        (6120, 6, false),
    ] {
        assert_eq!(
            plane(minutes, degrees).is_official(),
            exists,
            "{minutes} {degrees}"
        );
    }
    assert_eq!(
        plane(6390, 6).instead(),
        [plane(6390, 3), plane(6300, 6), plane(6660, 6)]
    );
    assert_eq!(plane(6660, 3).instead(), [plane(6660, 6)]);
}

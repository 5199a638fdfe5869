//! Sentences on works and wastewater.

use super::*;
use crate::foundation::kernel::testing::dec;
use crate::registers::wastewater::model::{Limit, Permit};
use crate::registers::works::model::Standing;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn work(
    kind: &str,
    whole: Option<Decimal>,
    budget: Option<Decimal>,
    done: Option<Decimal>,
) -> Work {
    Work {
        id: 1,
        code: "HM".to_owned(),
        name: "Hạng mục".to_owned(),
        zone_id: 1,
        zone: "KCN".to_owned(),
        phase_id: None,
        phase: None,
        kind: kind.to_owned(),
        unit: None,
        whole,
        budget,
        funding: None,
        carried_out_by: None,
        planned_start: None,
        planned_finish: None,
        standing: done.map(|done| Standing {
            done: Some(done),
            stated_on: day("2022-11-30"),
            begun_on: Some(day("2022-11-30")),
            finished_on: Some(day("2022-11-30"))
                .filter(|_| whole.is_some_and(|whole| done >= whole)),
            ..Standing::default()
        }),
    }
}

/// A reading of a flow and of COD against a limit of 75, where there is one.
fn reading(to_on: &str, actual: Option<Decimal>, cod: Option<Decimal>, limited: bool) -> Reading {
    let mut values = [None; 8];
    values[1] = cod;
    let mut limits = [Limit::default(); 8];
    limits[1].high = Some(dec!(75));
    Reading {
        id: 1,
        number: 1,
        from_on: day(to_on),
        to_on: day(to_on),
        source: "self_report".to_owned(),
        document: None,
        actual,
        capacity: Some(dec!(2500)),
        values,
        permit: limited.then(|| Permit {
            id: 1,
            number: "GP".to_owned(),
            standard: None,
            limits,
        }),
        note: None,
        corrects: None,
        withdrawn: false,
        correction: None,
        replaced: false,
        recorded_by: "test".to_owned(),
        recorded_at: chrono::DateTime::UNIX_EPOCH,
    }
}

fn plant(readings: Vec<Reading>) -> Plant {
    Plant {
        id: 1,
        code: "NT".to_owned(),
        name: "Nhà máy".to_owned(),
        zone_id: 1,
        zone: "KCN".to_owned(),
        phase: None,
        design: dec!(2500),
        capacity: Some(dec!(2500)),
        operator: None,
        automatic_since: None,
        connected_since: None,
        permit_no: None,
        permit_to: None,
        receiving_water: None,
        standard: None,
        permit_ended: None,
        readings,
    }
}

/// The demonstration's works and a plant like its.
pub(in crate::outputs::reviews) fn example() -> Infrastructure {
    Infrastructure {
        on: day("2022-12-31"),
        works: vec![
            work("clearance", Some(dec!(803_000)), None, None),
            work(
                "other",
                Some(dec!(100)),
                Some(dec!(250_000_000_000)),
                Some(dec!(80)),
            ),
            work("levelling", Some(dec!(735_000)), None, Some(dec!(596_100))),
        ],
        plants: vec![plant(vec![
            reading("2022-12-31", Some(dec!(900)), Some(dec!(60)), true),
            reading("2022-09-30", Some(dec!(850)), Some(dec!(82)), true),
        ])],
    }
}

fn said(spans: Vec<Span>) -> String {
    spans.into_iter().map(|span| span.text).collect()
}

fn of(works: Vec<Work>) -> String {
    said(Infrastructure { works, ..example() }.works(Lang::Vi))
}

#[test]
fn works_are_told_with_what_is_left_and_what_is_missing() {
    assert_eq!(
        said(example().works(Lang::Vi)),
        "Đến ngày 31/12/2022 có 03 hạng mục giải phóng mặt bằng, san nền, hạ tầng kỹ thuật: 02 đang thực hiện, 01 chưa bắt đầu. \
         Giải phóng mặt bằng: chưa có số liệu (phải làm 80,3 ha); san nền 59,61 ha trên 73,5 ha (81,1%), còn 13,89 ha phải làm; \
         hạ tầng kỹ thuật hoàn thành 80,0% theo dự toán; giải ngân: chưa có số liệu (dự toán 250 tỷ đồng) \
         (02 hạng mục chưa có dự toán, không tính)."
    );
    let english = said(example().works(Lang::En));
    assert!(
        english.contains(
            "Clearance: no figure yet (to be done 80.3 ha); levelling 59.61 ha of 73.5 ha (81.1%)"
        ),
        "{english}"
    );
    assert!(english.contains("with 13.89 ha left to do"), "{english}");
}

#[test]
fn nothing_is_told_where_nothing_was_stated_and_no_gap_is_a_nought() {
    assert_eq!(
        of(vec![work("levelling", Some(dec!(735_000)), None, None)]),
        ""
    );
    assert_eq!(of(Vec::new()), "");
    // One of two is silent: what is left is not known, and it is said.
    let two = |second: Option<Decimal>| {
        vec![
            work("levelling", Some(dec!(100_000)), None, Some(dec!(40_000))),
            work("levelling", Some(dec!(100_000)), None, second),
        ]
    };
    let text = of(two(None));
    assert!(
        text.contains(
            "San nền 4 ha trên 20 ha (20,0%) (01 hạng mục chưa có số liệu, tính là bằng 0);"
        ),
        "{text}"
    );
    // More than planned in one leaves no less in the other; all done leaves nothing.
    assert!(
        of(two(Some(dec!(110_000))))
            .contains("San nền 15 ha trên 20 ha (75,0%), còn 6 ha phải làm;")
    );
    let done = of(vec![work(
        "levelling",
        Some(dec!(100_000)),
        None,
        Some(dec!(100_000)),
    )]);
    assert!(
        done.contains("01 hoàn thành. San nền 10 ha trên 10 ha (100,0%);"),
        "{done}"
    );
    let unplanned = of(vec![work("levelling", None, None, Some(dec!(40_000)))]);
    assert!(
        unplanned.contains("San nền: 01 hạng mục chưa có diện tích phải làm"),
        "{unplanned}"
    );
}

#[test]
fn wastewater_is_told_by_the_year_s_own_readings() {
    let water = |plants: Vec<Plant>| {
        let all = Infrastructure {
            plants,
            ..example()
        };
        (
            said(all.wastewater(Lang::Vi)),
            said(all.monitoring(Lang::Vi)),
        )
    };
    assert_eq!(water(Vec::new()), (String::new(), String::new()));
    let (flow, measured) = water(example().plants);
    assert_eq!(
        flow,
        "Có 01 nhà máy xử lý nước thải tập trung, công suất đang vận hành 2.500 m³/ngày đêm; \
         lưu lượng bình quân 900 m³/ngày đêm (36,0% công suất)."
    );
    assert_eq!(
        measured,
        "Quan trắc nước thải trong năm: 02 kỳ, 01 kỳ vượt giới hạn của giấy phép (COD)."
    );
    // A reading of another year is no figure of this one.
    let (flow, measured) = water(vec![plant(vec![reading(
        "2021-12-31",
        Some(dec!(900)),
        Some(dec!(90)),
        true,
    )])]);
    assert!(
        flow.ends_with("lưu lượng trong năm: chưa có số liệu."),
        "{flow}"
    );
    assert_eq!(measured, "Trong năm chưa có kết quả quan trắc nước thải.");
    let silent = plant(Vec::new());
    let clean = plant(vec![
        reading("2022-12-31", Some(dec!(500)), Some(dec!(70)), true),
        reading("2022-06-30", None, Some(dec!(500)), false),
    ]);
    let (flow, measured) = water(vec![clean, silent]);
    assert!(
        flow.contains("5.000 m³/ngày đêm") && flow.contains("500 m³/ngày đêm (20,0% công suất)"),
        "{flow}"
    );
    assert!(
        flow.ends_with(" (01 nhà máy chưa có số liệu trong năm, không tính)."),
        "{flow}"
    );
    assert_eq!(
        measured,
        "Quan trắc nước thải trong năm: 02 kỳ, không kỳ nào vượt giới hạn của giấy phép, 01 kỳ chưa có giới hạn để so."
    );
}

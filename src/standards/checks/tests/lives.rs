//! Honest lives that look like slips: beginnings, standstills, a business that moves as a whole.

use super::*;

#[test]
fn a_sum_is_not_asked_about_what_was_asked_about_its_period() {
    // A quarter eleven times last year's: one question, not two.
    let history = &[
        ("revenue", "2022-Q1", "100000000000"),
        ("revenue", "2021-Q2", "100000000000"),
        ("revenue", "2021-H1", "100000000000"),
    ];
    let cells = [("revenue", "1.100", "bvnd"), ("revenue+", "1.200", "bvnd")];
    let report = Typed {
        period: "2022-Q2",
        cells: &cells,
        history,
        ..YEAR
    };
    assert_asked(
        &report,
        Some(("revenue", "V12", Severity::Explain)),
        "a leap",
    );
}

#[test]
fn a_suspended_enterprise_still_has_what_it_made_before() {
    let facts = Facts {
        activity: Activity::Suspended,
        ..YEAR.facts
    };
    let history = &[("revenue", "2022-Q1", "100000000000")];
    for (period, expected) in [
        ("0", None),
        ("5", Some(("revenue", "V26", Severity::Explain))),
    ] {
        let sum = (100 + period.parse::<i32>().expect("a number")).to_string();
        let cells = [
            ("revenue", period, "bvnd"),
            ("revenue+", sum.as_str(), "bvnd"),
        ];
        let report = Typed {
            period: "2022-Q2",
            cells: &cells,
            history,
            facts,
            ..YEAR
        };
        let asked: Vec<_> = report
            .asked()
            .into_iter()
            .filter(|(_, code, _)| *code == "V26")
            .collect();
        assert_eq!(
            asked
                .first()
                .map(|(cell, code, severity)| (cell.as_str(), *code, *severity)),
            expected,
            "{period}"
        );
        assert!(asked.len() <= 1);
    }
}

#[test]
fn a_business_that_moves_as_a_whole_is_asked_once_and_one_figure_that_moves_alone_is_asked() {
    let history = &[
        ("revenue", "2021", "10000000000"),
        ("exports", "2021", "300000"),
        ("budget", "2021", "200000000"),
        ("plywood", "2021", "1000"),
    ];
    let whole = [
        ("revenue", "100", "bvnd"),
        ("exports", "3", "musd"),
        ("budget", "2", "bvnd"),
        ("plywood", "10.000", "own"),
    ];
    let report = Typed {
        cells: &whole,
        history,
        ..YEAR
    };
    assert_asked(
        &report,
        Some(("revenue", "V12", Severity::Explain)),
        "ten times of everything",
    );
    // Five times, below the eight that are always asked about, while nothing else moved.
    let alone = [
        ("revenue", "10", "bvnd"),
        ("exports", "0,3", "musd"),
        ("budget", "1", "bvnd"),
        ("plywood", "1.000", "own"),
    ];
    let report = Typed {
        cells: &alone,
        history,
        ..YEAR
    };
    assert_asked(
        &report,
        Some(("budget", "V12", Severity::Explain)),
        "the budget alone",
    );
}

#[test]
fn a_part_that_leapt_with_its_whole_is_asked_about_there() {
    let history = &[
        ("workers", "2021", "500"),
        ("workers_female", "2021", "300"),
    ];
    let report = Typed {
        cells: &[
            ("workers", "40", "person"),
            ("workers_female", "25", "person"),
        ],
        history,
        ..YEAR
    };
    assert_asked(&report, Some(("workers", "V12", Severity::Explain)), "both");
    let report = Typed {
        cells: &[
            ("workers", "480", "person"),
            ("workers_female", "25", "person"),
        ],
        history,
        ..YEAR
    };
    assert_asked(
        &report,
        Some(("workers_female", "V12", Severity::Explain)),
        "the part",
    );
}

#[test]
fn capital_to_date_is_the_earlier_one_and_the_period_s() {
    let history = &[("capital_to_date", "2021", "10000000000")];
    for (period, sum, expected) in [
        // Much more than last year, and right.
        ("190", "200", None),
        (
            "190",
            "190",
            Some(("capital_to_date", "V14", Severity::Explain)),
        ),
        (
            "190",
            "0,2",
            Some(("capital_to_date", "V14", Severity::Explain)),
        ),
    ] {
        let cells = [
            ("realised_capital", period, "bvnd"),
            ("capital_to_date", sum, "bvnd"),
        ];
        let report = Typed {
            cells: &cells,
            history,
            ..YEAR
        };
        let asked: Vec<_> = report
            .asked()
            .into_iter()
            .filter(|(_, code, _)| *code == "V14")
            .collect();
        assert_eq!(
            asked
                .first()
                .map(|(cell, code, severity)| (cell.as_str(), *code, *severity)),
            expected,
            "{sum}"
        );
        assert!(
            expected.is_some() || report.asked().is_empty(),
            "{:?}",
            report.asked()
        );
    }
}

#[test]
fn a_number_with_two_readings_is_settled_by_what_is_known() {
    for (history, expected) in [
        (&[("revenue", "2021", "1300000000")][..], None),
        (&[("revenue", "2021", "900000000000")][..], Some("V10")),
        (&[][..], Some("V25")),
    ] {
        let report = Typed {
            cells: &[("revenue", "1,054", "bvnd")],
            history,
            ..YEAR
        };
        assert_eq!(
            report.asked().first().map(|(_, code, _)| *code),
            expected,
            "{history:?}"
        );
    }
}

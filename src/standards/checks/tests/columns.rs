//! A figure in the wrong column of its line, beside an empty one.

use super::*;

const QUARTERS: &[(&str, &str, &str)] = &[
    ("revenue", "2021-Q1", "90000000000"),
    ("revenue", "2021-Q2", "99000000000"),
    ("revenue", "2021-H1", "189000000000"),
    ("revenue", "2022-Q1", "100000000000"),
];

#[test]
fn a_figure_that_belongs_into_the_empty_column_is_asked_about() {
    use Severity::{Blocks, Explain};
    for (cell, typed, expected) in [
        ("revenue", "108", None),
        // A good quarter is no sum.
        ("revenue", "140", None),
        ("revenue", "205", Some(("revenue", "V13", Explain))),
        ("revenue+", "205", None),
        ("revenue+", "240", None),
        ("revenue+", "106", Some(("revenue+", "V13", Explain))),
        // Less than the first quarter alone: whatever it is, no sum since January.
        ("revenue+", "92", Some(("revenue+", "V13", Blocks))),
        ("revenue+", "45", Some(("revenue+", "V13", Blocks))),
    ] {
        let report = Typed {
            period: "2022-Q2",
            cells: &[(cell, typed, "bvnd")],
            history: QUARTERS,
            ..YEAR
        };
        assert_asked(&report, expected, &format!("{cell} {typed}"));
    }
}

#[test]
fn the_question_says_what_the_sum_was_held_against_and_one_click_puts_the_quarter_there() {
    let report = Typed {
        period: "2022-Q2",
        cells: &[("revenue", "210.500", "mvnd")],
        history: QUARTERS,
        ..YEAR
    };
    let found = report.findings(&Rules::defaults());
    let [finding] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(
        finding.message,
        "Có vẻ là số lũy kế từ đầu năm: trừ 100.000 triệu đồng đã duyệt của các kỳ trước thì còn 110.500 triệu đồng, gần \
         cùng kỳ năm trước theo nhịp năm nay (110.000 triệu đồng). Nếu đúng là số trong kỳ, xin ghi lý do."
    );
    let repair = finding.repair.as_ref().expect("a repair");
    assert_eq!(
        (repair.raw.as_str(), repair.unit.as_str()),
        ("110.500", "mvnd")
    );
}

#[test]
fn without_the_years_earlier_quarters_last_years_sum_tells_a_sum() {
    let history = &[("revenue", "2021", "400000000000")];
    for (typed, beside, expected) in [
        ("110", None, None),
        ("410", None, Some(("revenue", "V13", Severity::Explain))),
        (
            "410",
            Some("410"),
            Some(("revenue", "V13", Severity::Explain)),
        ),
        ("110", Some("410"), None),
    ] {
        let mut cells = vec![("revenue", typed, "bvnd")];
        cells.extend(beside.map(|sum| ("revenue+", sum, "bvnd")));
        let report = Typed {
            period: "2022-Q4",
            cells: &cells,
            history,
            ..YEAR
        };
        assert_asked(&report, expected, &format!("{typed} {beside:?}"));
    }
}

#[test]
fn an_enterprise_that_grows_into_its_size_is_not_held_against_its_first_quarter() {
    let facts = Facts {
        certificate_year: Some(2022),
        ..YEAR.facts
    };
    let report = Typed {
        period: "2022-Q2",
        cells: &[("revenue", "21", "bvnd")],
        history: &[("revenue", "2022-Q1", "10000000000")],
        facts,
        ..YEAR
    };
    assert_asked(&report, None, "twice its first quarter");
}

mod cases;
mod columns;
mod lives;
mod typed;

use std::collections::HashMap;

use proptest::prelude::*;
use rust_decimal::Decimal;

use self::cases::{CELLS_AND_BUSINESS, SUMS_PEOPLE_AND_TEXTS};
use self::typed::{Typed, YEAR, assert_asked, catalogue, id};
use super::*;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::Measure;
use crate::foundation::kernel::quantity::Dimension;
use crate::foundation::kernel::testing::dec;

#[test]
fn each_rule_asks_about_its_fault_and_is_silent_beside_it() {
    for (what, report, expected) in CELLS_AND_BUSINESS.iter().chain(SUMS_PEOPLE_AND_TEXTS) {
        assert_asked(report, *expected, what);
    }
}

#[test]
fn a_wrong_unit_is_told_from_a_good_year() {
    // Last year 280 tỷ.
    let history = &[("revenue", "2021", "280000000000")];
    for (typed, unit, expected) in [
        ("250", "mvnd", Some("V10")),
        ("250", "kvnd", Some("V10")),
        ("250", "vnd", Some("V10")),
        ("250.000", "bvnd", Some("V10")),
        ("250", "bvnd", None),
        ("36", "bvnd", None),
        ("2.200", "bvnd", None),
        ("25", "bvnd", Some("V12")),
        ("2.800", "bvnd", Some("V12")),
        ("280", "bvnd", None),
        ("10,7", "bvnd", Some("V23")),
    ] {
        let report = Typed {
            cells: &[("revenue", typed, unit)],
            history,
            ..YEAR
        };
        let asked = report.asked();
        assert_eq!(
            asked.first().map(|(_, code, _)| *code),
            expected,
            "{typed} {unit}: {asked:?}"
        );
    }
}

#[test]
fn a_suspected_slip_offers_what_the_cell_should_say() {
    for (code, typed, unit, history, raw, repaired) in [
        (
            "revenue",
            "250.000",
            "bvnd",
            "280000000000",
            "250.000",
            "mvnd",
        ),
        ("revenue", "250", "kvnd", "280000000000", "250", "bvnd"),
        ("land_used", "23.462", "ha", "23462", "23.462", "m2"),
        ("revenue", "1,054", "bvnd", "980000000000", "1.054", "bvnd"),
        ("plywood", "50.413.000", "own", "48000", "50.413", "own"),
    ] {
        let history = [(code, "2021", history)];
        let report = Typed {
            cells: &[(code, typed, unit)],
            history: &history,
            ..YEAR
        };
        let found = report.findings(&Rules::defaults());
        let repair = found
            .iter()
            .find_map(|finding| finding.repair.clone())
            .unwrap_or_else(|| panic!("{typed} {unit}: {found:?}"));
        assert_eq!(
            (repair.raw.as_str(), repair.unit.as_str()),
            (raw, repaired),
            "{typed} {unit}"
        );
    }
}

#[test]
fn what_was_spent_since_the_certificate_is_not_held_against_the_level_of_a_year() {
    for (code, asked) in [("revenue", true), ("spent_so_far", false)] {
        let report = Typed {
            cells: &[(code, "0,001", "bvnd"), ("workers", "200", "person")],
            per_worker: &[(code, "50000000")],
            ..YEAR
        };
        let found = report.asked();
        assert_eq!(
            found.iter().any(|(_, rule, _)| *rule == "V11"),
            asked,
            "{code}: {found:?}"
        );
    }
}

#[test]
fn sums_since_january_fit_the_quarters() {
    use Severity::{Blocks, Explain};
    let history = &[
        ("revenue", "2022-Q1", "100000000000"),
        ("revenue", "2022-Q2", "110000000000"),
        ("revenue", "2022-H1", "210000000000"),
    ];
    for (period, sum, expected) in [
        ("105", "315", None),
        ("105", "190", Some(("revenue+", "V13", Blocks))),
        ("105", "400", Some(("revenue+", "V13", Explain))),
        ("315", "315", Some(("revenue", "V13", Explain))),
    ] {
        let cells = [("revenue", period, "bvnd"), ("revenue+", sum, "bvnd")];
        assert_asked(
            &Typed {
                period: "2022-Q3",
                cells: &cells,
                history,
                ..YEAR
            },
            expected,
            &format!("{period} {sum}"),
        );
    }
}

#[test]
fn a_rule_switched_off_is_silent_except_those_that_guard_arithmetic() {
    let mut rules = Rules::defaults();
    for code in ["V06", "V02", "V25"] {
        let rule = Rule {
            active: false,
            ..rules.get(code).expect("known").clone()
        };
        rules.set(code, rule);
    }
    let cells = [
        ("revenue", "200", "bvnd"),
        ("exports", "10", "musd"),
        ("workers", "mười", "person"),
    ];
    let report = Typed {
        cells: &cells,
        required: &["budget"],
        ..YEAR
    };
    let mut codes: Vec<&str> = report
        .findings(&rules)
        .iter()
        .map(|finding| finding.code)
        .collect();
    codes.sort_unstable();
    assert_eq!(codes, ["V02", "V25"]);
}

#[test]
fn a_threshold_moved_moves_the_rule() {
    let mut rules = Rules::defaults();
    let rule = Rule {
        high: Some(dec!(1.5)),
        ..rules.get("V06").expect("known").clone()
    };
    rules.set("V06", rule);
    let report = Typed {
        cells: &[("revenue", "200", "bvnd"), ("exports", "10", "musd")],
        ..YEAR
    };
    assert!(report.findings(&rules).is_empty());
}

#[test]
fn a_report_in_another_currency_than_the_certificates_is_told_so_once() {
    let cells = [
        ("revenue", "1.000", "bvnd"),
        ("budget", "10", "bvnd"),
        ("realised_capital", "5", "bvnd"),
    ];
    let facts = Facts {
        licence_currency: Some(Dimension::Usd),
        ..YEAR.facts
    };
    let mut report = Typed {
        cells: &cells,
        facts,
        ..YEAR
    };
    let told = |report: &Typed<'_>| {
        report
            .findings(&Rules::defaults())
            .iter()
            .filter(|found| found.code == "V24")
            .count()
    };
    assert_eq!(
        told(&report),
        0,
        "the test's lines ask in VND: nothing is converted"
    );
    report.asks = Some("usd");
    assert_eq!(told(&report), 1);
}

#[test]
fn findings_are_ranked_by_what_they_move_and_the_noise_has_a_line() {
    let cells = [
        ("revenue", "250.000", "bvnd"),
        ("exports", "900", "musd"),
        ("budget", "0,5", "mvnd"),
    ];
    let history = [
        ("revenue", "2021", "280000000000"),
        ("exports", "2021", "1000000"),
        ("budget", "2021", "500000000"),
    ];
    let totals = [
        ("revenue", "1000000000000"),
        ("exports", "40000000"),
        ("budget", "30000000000000"),
    ];
    let mut found = Typed {
        cells: &cells,
        history: &history,
        totals: &totals,
        ..YEAR
    }
    .findings(&Rules::defaults());
    found.retain(|finding| {
        ["V10", "V12"].contains(&finding.code) && finding.severity == Severity::Explain
    });
    rank(&mut found, |found| found.effect);
    let order: Vec<i64> = found.iter().map(|finding| finding.indicator_id).collect();
    assert_eq!(order, [id("revenue"), id("exports"), id("budget")]);
    assert_eq!(
        line(&found, |found| found.effect),
        Some(2),
        "half a billion of thirty thousand moves nothing that is printed"
    );
}

#[test]
fn a_reason_answers_what_must_be_explained_and_nothing_else() {
    let finding = |severity| Finding {
        indicator_id: 1,
        measure: Measure::Period,
        code: "V10",
        severity,
        message: String::new(),
        effect: None,
        repair: None,
    };
    let cell = |reason: Option<&str>| {
        let cell = Cell {
            indicator_id: 1,
            measure: Measure::Period,
            raw: "1".to_owned(),
            unit: "vnd".to_owned(),
            value: Some(Decimal::ONE),
            reason: reason.map(str::to_owned),
        };
        HashMap::from([((1, Measure::Period), cell)])
    };
    assert_eq!(
        obstacles(&[finding(Severity::Explain)], &cell(Some("nhà máy mới"))).len(),
        0
    );
    assert_eq!(
        obstacles(&[finding(Severity::Explain)], &cell(Some(" "))).len(),
        1
    );
    assert_eq!(
        obstacles(&[finding(Severity::Explain)], &cell(None)).len(),
        1
    );
    assert_eq!(
        obstacles(&[finding(Severity::Blocks)], &cell(Some("x"))).len(),
        1
    );
    assert_eq!(
        obstacles(&[finding(Severity::Information)], &cell(None)).len(),
        0
    );
}

#[test]
fn an_amount_in_the_other_currency_is_converted_at_the_stated_rate_and_the_rate_is_kept() {
    let catalogue = catalogue();
    let reader = |code: &str, usd_rate| Reader {
        indicator: catalogue.by_code(code).expect("known"),
        may_be_negative: false,
        usd_rate,
        lang: Lang::Vi,
    };
    let rate = Some(dec!(23400));
    assert_eq!(
        reader("revenue", rate).read("10", "musd"),
        Ok(Some(Reading {
            value: dec!(234000000000),
            rate
        }))
    );
    assert_eq!(
        reader("exports", rate).read("23,4", "bvnd"),
        Ok(Some(Reading {
            value: dec!(1000000),
            rate
        }))
    );
    assert_eq!(
        reader("revenue", rate).read("10", "bvnd"),
        Ok(Some(Reading {
            value: dec!(10000000000),
            rate: None
        }))
    );
    assert!(reader("revenue", None).read("10", "musd").is_err());
    assert!(reader("revenue", rate).read("10", "m2").is_err());
    assert!(reader("revenue", rate).read("-10", "bvnd").is_err());
}

proptest! {
    #[test]
    fn a_slip_has_the_same_size_in_both_directions(a in 1u64..10_000_000_000, b in 1u64..10_000_000_000) {
        let (a, b) = (Decimal::from(a), Decimal::from(b));
        prop_assert_eq!(slip(a, b), slip(b, a).map(|power| -power));
    }

    #[test]
    fn no_text_and_no_history_makes_the_checks_fail(raw in "\\PC{0,20}", prior in any::<i64>()) {
        let history = prior.to_string();
        let history = [("revenue", "2021", history.as_str())];
        let cells = [("revenue", raw.as_str(), "bvnd"), ("exports", raw.as_str(), "musd"), ("workers", raw.as_str(), "person")];
        Typed { cells: &cells, history: &history, ..YEAR }.findings(&Rules::defaults());
    }
}

use proptest::prelude::*;

use super::*;
use crate::foundation::kernel::quantity;
use crate::foundation::kernel::testing::dec;
use crate::standards::indicators::{Source, TimeKind};

mod lives;

/// (code, dimension, usual unit, how it behaves over time, part of)
const INDICATORS: [(&str, Dimension, &str, TimeKind, Option<&str>); 15] = [
    ("revenue", Dimension::Vnd, "bvnd", TimeKind::Flow, None),
    ("exports", Dimension::Usd, "musd", TimeKind::Flow, None),
    ("budget", Dimension::Vnd, "bvnd", TimeKind::Flow, None),
    (
        "workers",
        Dimension::Person,
        "person",
        TimeKind::Stock,
        None,
    ),
    (
        "workers_female",
        Dimension::Person,
        "person",
        TimeKind::Stock,
        Some("workers"),
    ),
    (
        "workers_vietnamese",
        Dimension::Person,
        "person",
        TimeKind::Stock,
        Some("workers"),
    ),
    (
        "workers_foreign",
        Dimension::Person,
        "person",
        TimeKind::Stock,
        Some("workers"),
    ),
    ("avg_income", Dimension::Vnd, "mvnd", TimeKind::Rate, None),
    ("land_used", Dimension::Area, "m2", TimeKind::Stock, None),
    (
        "realised_capital",
        Dimension::Vnd,
        "bvnd",
        TimeKind::Flow,
        None,
    ),
    (
        "capital_equity",
        Dimension::Vnd,
        "bvnd",
        TimeKind::Flow,
        None,
    ),
    (
        "capital_loans",
        Dimension::Vnd,
        "bvnd",
        TimeKind::Flow,
        None,
    ),
    (
        "capital_reinvested",
        Dimension::Vnd,
        "bvnd",
        TimeKind::Flow,
        None,
    ),
    (
        "capital_to_date",
        Dimension::Vnd,
        "bvnd",
        TimeKind::Stock,
        None,
    ),
    ("plywood", Dimension::Own, "own", TimeKind::Flow, None),
];

fn id(code: &str) -> i64 {
    INDICATORS
        .iter()
        .position(|row| row.0 == code)
        .map_or(0, |at| i64::try_from(at + 1).unwrap_or(0))
}

fn catalogue() -> Catalogue {
    let indicator = |row: &(&str, Dimension, &str, TimeKind, Option<&str>)| Indicator {
        id: id(row.0),
        code: row.0.to_owned(),
        is_product: row.0 == "plywood",
        name: row.0.to_owned(),
        name_en: row.0.to_owned(),
        dimension: row.1,
        own_unit: (row.1 == Dimension::Own).then(|| "m³".to_owned()),
        own_unit_en: (row.1 == Dimension::Own).then(|| "m³".to_owned()),
        source: Source::Filing,
        time_kind: row.3,
        unit: quantity::unit(row.2).expect("a unit"),
        scale: 1,
        sentence_step: None,
        part_of: row.4.map(id),
        valid_until: None,
        weight: (row.3 == TimeKind::Rate).then(|| id("workers")),
    };
    Catalogue {
        all: INDICATORS.iter().map(indicator).collect(),
    }
}

/// A report as typed, with what is known beside it.
struct Typed<'a> {
    period: &'a str,
    /// (code, text, unit); a code ending in "+" is the sum since January.
    cells: &'a [(&'a str, &'a str, &'a str)],
    /// (code, period, canonical value)
    history: &'a [(&'a str, &'a str, &'a str)],
    facts: Facts,
    totals: &'a [(&'a str, &'a str)],
    per_worker: &'a [(&'a str, &'a str)],
    required: &'a [&'a str],
    /// The unit the form asks for, where it is not the indicator's own.
    asks: Option<&'a str>,
}

const YEAR: Typed<'static> = Typed {
    period: "2022",
    cells: &[],
    history: &[],
    facts: Facts {
        activity: Activity::Operating,
        export_processing: false,
        licence_currency: Some(Dimension::Vnd),
        registered_capital: None,
        certificate_year: None,
    },
    totals: &[],
    per_worker: &[],
    required: &[],
    asks: None,
};

fn number(text: &str) -> Decimal {
    text.parse().expect("a decimal literal")
}

impl Typed<'_> {
    fn key(code: &str) -> (i64, Measure) {
        match code.strip_suffix('+') {
            Some(code) => (id(code), Measure::ToDate),
            None => (id(code), Measure::Period),
        }
    }

    fn findings(&self, rules: &Rules) -> Vec<Finding> {
        let catalogue = catalogue();
        let (mut lines, mut cells) = (Vec::new(), HashMap::new());
        for (code, raw, unit) in self.cells {
            let (indicator_id, measure) = Typed::key(code);
            let indicator = catalogue.by_id(indicator_id).expect("known");
            let may_be_negative = *code == "capital_loans";
            let reader = Reader {
                indicator,
                may_be_negative: true,
                usd_rate: Some(dec!(23400)),
                lang: Lang::Vi,
            };
            let value = reader
                .read(raw, unit)
                .ok()
                .flatten()
                .map(|reading| reading.value);
            let asked = self.asks.unwrap_or(indicator.unit.code).to_owned();
            lines.push(Line {
                indicator_id,
                measure,
                required: false,
                may_be_negative,
                unit: asked,
                adds_to: None,
            });
            let cell = Cell {
                indicator_id,
                measure,
                raw: (*raw).to_owned(),
                unit: (*unit).to_owned(),
                value,
                reason: None,
            };
            cells.insert((indicator_id, measure), cell);
        }
        for code in self.required {
            let unit = "bvnd".to_owned();
            lines.push(Line {
                indicator_id: id(code),
                measure: Measure::Period,
                required: true,
                may_be_negative: false,
                unit,
                adds_to: None,
            });
        }
        let history = self
            .history
            .iter()
            .map(|(code, p, value)| ((id(code), p.parse().expect("a period")), number(value)))
            .collect();
        let by_id = |rows: &[(&str, &str)]| {
            rows.iter()
                .map(|(code, value)| (id(code), number(value)))
                .collect()
        };
        let background = Background {
            catalogue: &catalogue,
            period: self.period.parse().expect("a period"),
            history: &history,
            usd_rate: Some(dec!(23400)),
            last_usd_rate: Some(dec!(23159)),
            facts: self.facts,
            per_worker: &by_id(self.per_worker),
            totals: &by_id(self.totals),
            lang: Lang::Vi,
        };
        check(&lines, &cells, &background, rules)
    }

    /// What is asked about: cell, rule, severity. Information is left out.
    fn asked(&self) -> Vec<(String, &'static str, Severity)> {
        let name = |finding: &Finding| {
            let code = INDICATORS[usize::try_from(finding.indicator_id - 1).expect("an index")].0;
            if finding.measure == Measure::ToDate {
                format!("{code}+")
            } else {
                code.to_owned()
            }
        };
        let found = self.findings(&Rules::defaults());
        let found = found
            .iter()
            .filter(|finding| finding.severity != Severity::Information);
        found
            .map(|finding| (name(finding), finding.code, finding.severity))
            .collect()
    }
}

/// One case: what is typed, and the cell and rule that ask about it; nothing for `None`.
fn assert_asked(report: &Typed<'_>, expected: Option<(&str, &str, Severity)>, what: &str) {
    let asked = report.asked();
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(cell, code, severity)| (cell.to_owned(), code, severity))
        .collect();
    let found: Vec<_> = asked
        .iter()
        .map(|(cell, code, severity)| (cell.clone(), *code, *severity))
        .collect();
    assert_eq!(found, expected, "{what}");
}

/// What it is about, what is typed, and the cell and rule that ask about it; nothing for `None`.
type Case<'a> = (&'a str, Typed<'a>, Option<(&'a str, &'a str, Severity)>);

fn cases_of_cells_and_of_business() -> Vec<Case<'static>> {
    use Severity::{Blocks, Explain};
    vec![
        (
            "V02",
            Typed {
                required: &["revenue"],
                ..YEAR
            },
            Some(("revenue", "V02", Blocks)),
        ),
        (
            "V03",
            Typed {
                cells: &[("revenue", "-5", "bvnd")],
                ..YEAR
            },
            Some(("revenue", "V03", Blocks)),
        ),
        (
            "V03 loans",
            Typed {
                cells: &[("capital_loans", "-5", "bvnd")],
                ..YEAR
            },
            None,
        ),
        (
            "V04",
            Typed {
                cells: &[("revenue", "5", "bvnd")],
                facts: Facts {
                    certificate_year: Some(2023),
                    ..YEAR.facts
                },
                ..YEAR
            },
            Some(("revenue", "V04", Blocks)),
        ),
        (
            "V06",
            Typed {
                cells: &[("revenue", "200", "bvnd"), ("exports", "10", "musd")],
                ..YEAR
            },
            Some(("exports", "V06", Explain)),
        ),
        (
            "V06 within",
            Typed {
                cells: &[("revenue", "230", "bvnd"), ("exports", "10", "musd")],
                ..YEAR
            },
            None,
        ),
        (
            "V07",
            Typed {
                cells: &[("revenue", "234", "bvnd"), ("exports", "4", "musd")],
                facts: Facts {
                    export_processing: true,
                    ..YEAR.facts
                },
                ..YEAR
            },
            Some(("exports", "V07", Explain)),
        ),
        (
            "V08",
            Typed {
                cells: &[("workers", "0", "person"), ("plywood", "7", "own")],
                ..YEAR
            },
            Some(("workers", "V08", Explain)),
        ),
        (
            "V09",
            Typed {
                cells: &[("revenue", "0", "bvnd"), ("workers", "20", "person")],
                ..YEAR
            },
            Some(("revenue", "V09", Explain)),
        ),
        (
            "V11",
            Typed {
                cells: &[("revenue", "0,5", "bvnd"), ("workers", "200", "person")],
                ..YEAR
            },
            Some(("revenue", "V11", Explain)),
        ),
    ]
}

fn cases_of_sums_people_and_texts() -> Vec<Case<'static>> {
    use Severity::{Blocks, Explain};
    vec![
        (
            "V15",
            Typed {
                cells: &[
                    ("realised_capital", "9", "bvnd"),
                    ("capital_equity", "5", "bvnd"),
                    ("capital_loans", "-1", "bvnd"),
                    ("capital_reinvested", "2", "bvnd"),
                ],
                ..YEAR
            },
            Some(("realised_capital", "V15", Blocks)),
        ),
        (
            "V15 sum",
            Typed {
                cells: &[
                    ("realised_capital", "6", "bvnd"),
                    ("capital_equity", "5", "bvnd"),
                    ("capital_loans", "-1", "bvnd"),
                    ("capital_reinvested", "2", "bvnd"),
                ],
                ..YEAR
            },
            None,
        ),
        (
            "V14",
            Typed {
                cells: &[("capital_to_date", "120", "bvnd")],
                facts: Facts {
                    registered_capital: Some(dec!(100_000_000_000)),
                    ..YEAR.facts
                },
                ..YEAR
            },
            Some(("capital_to_date", "V14", Explain)),
        ),
        (
            "V16 part",
            Typed {
                cells: &[
                    ("workers", "100", "person"),
                    ("workers_female", "101", "person"),
                ],
                ..YEAR
            },
            Some(("workers_female", "V16", Blocks)),
        ),
        (
            "V16 origin",
            Typed {
                cells: &[
                    ("workers", "100", "person"),
                    ("workers_vietnamese", "90", "person"),
                    ("workers_foreign", "9", "person"),
                ],
                ..YEAR
            },
            Some(("workers", "V16", Blocks)),
        ),
        (
            "V17",
            Typed {
                cells: &[("avg_income", "7.500", "mvnd"), ("workers", "10", "person")],
                ..YEAR
            },
            Some(("avg_income", "V17", Explain)),
        ),
        (
            "V18",
            Typed {
                cells: &[("revenue", "50", "bvnd"), ("budget", "0", "bvnd")],
                ..YEAR
            },
            Some(("budget", "V18", Explain)),
        ),
        (
            "V25",
            Typed {
                cells: &[("revenue", "2oo", "bvnd")],
                ..YEAR
            },
            Some(("revenue", "V25", Blocks)),
        ),
        (
            "V25 people",
            Typed {
                cells: &[("workers", "10,5", "person")],
                ..YEAR
            },
            Some(("workers", "V25", Blocks)),
        ),
        (
            "V25 doubt",
            Typed {
                cells: &[("revenue", "1,054", "bvnd")],
                ..YEAR
            },
            Some(("revenue", "V25", Explain)),
        ),
        (
            "V26",
            Typed {
                cells: &[("revenue", "5", "bvnd")],
                facts: Facts {
                    activity: Activity::Suspended,
                    ..YEAR.facts
                },
                ..YEAR
            },
            Some(("revenue", "V26", Explain)),
        ),
    ]
}

#[test]
fn each_rule_asks_about_its_fault_and_is_silent_beside_it() {
    for (what, report, expected) in cases_of_cells_and_of_business()
        .into_iter()
        .chain(cases_of_sums_people_and_texts())
    {
        assert_asked(&report, expected, what);
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

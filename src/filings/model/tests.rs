use super::*;
use crate::indicators::{Source, TimeKind};

fn indicator(id: i64, code: &str, dimension: Dimension, unit: &str) -> Indicator {
    Indicator {
        id,
        code: code.to_owned(),
        is_product: dimension == Dimension::Own,
        name: code.to_owned(),
        name_en: code.to_owned(),
        dimension,
        own_unit: None,
        own_unit_en: None,
        source: Source::Filing,
        time_kind: TimeKind::Flow,
        unit: quantity::unit(unit).expect("a known unit"),
        scale: 0,
        sentence_step: None,
        part_of: None,
        weight: None,
    }
}

fn catalogue() -> Catalogue {
    let mut female = indicator(4, "workers_female", Dimension::Person, "person");
    female.part_of = Some(3);
    Catalogue {
        all: vec![
            indicator(1, "revenue", Dimension::Vnd, "bvnd"),
            indicator(2, "exports", Dimension::Usd, "musd"),
            indicator(3, "workers", Dimension::Person, "person"),
            female,
            indicator(5, "plywood", Dimension::Own, "own"),
        ],
    }
}

fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal literal")
}

fn reader(indicator: &Indicator) -> Reader<'_> {
    Reader { indicator, may_be_negative: false, usd_rate: Some(dec("23400")), lang: Lang::Vi }
}

fn entry(id: i64, raw: &str, unit: &str, value: Option<Decimal>) -> Entry {
    Entry {
        indicator_id: id,
        measure: Measure::Period,
        raw: raw.to_owned(),
        unit: unit.to_owned(),
        value,
        reason: None,
        origin: CellOrigin::Typed,
        rate: None,
    }
}

/// Every indicator, the first one required.
fn asked(catalogue: &Catalogue) -> Vec<Asked> {
    let cell = |indicator: &Indicator| Asked {
        indicator_id: indicator.id,
        measure: Measure::Period,
        unit: indicator.unit,
        required: indicator.id == 1,
        may_be_negative: false,
    };
    catalogue.all.iter().map(cell).collect()
}

/// Codes found in a report typed as (indicator, raw, unit).
fn codes(typed: &[(i64, &str, &str)], prior: &[(i64, &str)]) -> Vec<(i64, &'static str, Severity)> {
    let catalogue = catalogue();
    let entries = typed
        .iter()
        .map(|(id, raw, unit)| {
            let value = reader(catalogue.by_id(*id).expect("known")).read(raw, unit).ok().flatten().map(|reading| reading.value);
            let entry = entry(*id, raw, unit, value);
            (entry.key(), entry)
        })
        .collect();
    let prior = prior.iter().map(|(id, value)| (*id, dec(value))).collect();
    let background = Background { catalogue: &catalogue, prior: &prior, usd_rate: Some(dec("23400")) };
    check(&asked(&catalogue), &entries, &background, Lang::Vi).into_iter().map(|f| (f.indicator_id, f.code, f.severity)).collect()
}

#[test]
fn a_plain_report_has_no_findings() {
    let typed = [(1, "250", "bvnd"), (2, "9,5", "musd"), (3, "412", "person"), (4, "198", "person"), (5, "60.000", "own")];
    assert_eq!(codes(&typed, &[(1, "280000000000"), (3, "430")]), []);
}

#[test]
fn nil_must_be_typed() {
    assert_eq!(codes(&[], &[]), [(1, "V02", Severity::Blocks)]);
    assert_eq!(codes(&[(1, "0", "bvnd")], &[]), []);
}

#[test]
fn what_cannot_be_read_blocks() {
    for raw in ["abc", "1.05", "-1", "1,2,3"] {
        assert_eq!(codes(&[(1, raw, "bvnd")], &[]), [(1, "V25", Severity::Blocks)], "{raw}");
    }
    assert_eq!(codes(&[(1, "1", "m2")], &[]), [(1, "V25", Severity::Blocks)], "a unit of another dimension");
    assert_eq!(codes(&[(1, "1", "bvnd"), (3, "10,5", "person")], &[]), [(3, "V25", Severity::Blocks)]);
}

#[test]
fn a_part_never_exceeds_its_whole() {
    let typed = [(1, "5", "bvnd"), (3, "100", "person"), (4, "101", "person")];
    assert_eq!(codes(&typed, &[]), [(4, "V16", Severity::Blocks)]);
}

#[test]
fn a_value_a_thousand_or_a_million_times_off_asks_for_its_unit() {
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
    ] {
        let found = codes(&[(1, typed, unit)], &[(1, "280000000000")]);
        assert_eq!(found.first().map(|(_, code, _)| *code), expected, "{typed} {unit}");
    }
}

#[test]
fn the_band_of_a_slip_has_two_edges() {
    for (value, prior, expected) in [
        ("1000", "1", Some(3)),
        ("316", "1", Some(3)),
        ("315", "1", None),
        ("3162", "1", Some(3)),
        ("3163", "1", None),
        // 203 tỷ last year, 300 tỷ this year, typed as 300.000 tỷ.
        ("300000", "203.403", Some(3)),
        ("1", "1000000", Some(-6)),
        ("1000000000", "1", Some(9)),
        ("0", "1000", None),
        ("1000", "0", None),
    ] {
        assert_eq!(slip(dec(value), dec(prior)), expected, "{value} / {prior}");
    }
}

#[test]
fn a_digit_too_many_or_too_few_is_asked_about() {
    for (value, expected) in [
        ("799", vec![]),
        ("800", vec![(1, "V12", Severity::Explain)]),
        ("12,5", vec![(1, "V12", Severity::Explain)]),
        ("13", vec![]),
    ] {
        assert_eq!(codes(&[(1, value, "bvnd"), (3, "5", "person")], &[(1, "100000000000")]), expected, "{value}");
    }
}

#[test]
fn figures_that_contradict_each_other_must_be_explained() {
    assert_eq!(codes(&[(1, "5", "bvnd"), (3, "0", "person")], &[]), [(3, "V08", Severity::Explain)]);
    assert_eq!(codes(&[(1, "0", "bvnd"), (3, "0", "person"), (5, "7", "own")], &[]), [(3, "V08", Severity::Explain)]);
    // 10 triệu USD are 234 tỷ đồng.
    assert_eq!(codes(&[(1, "200", "bvnd"), (2, "10", "musd")], &[]), [(2, "V06", Severity::Explain)]);
    assert_eq!(codes(&[(1, "230", "bvnd"), (2, "10", "musd")], &[]), []);
}

#[test]
fn a_reason_answers_what_must_be_explained_and_nothing_else() {
    let with_reason = |reason: Option<&str>| {
        let cell = Entry { reason: reason.map(str::to_owned), ..entry(1, "1", "vnd", Some(Decimal::ONE)) };
        HashMap::from([(cell.key(), cell)])
    };
    let finding = |severity| Finding { indicator_id: 1, measure: Measure::Period, code: "V10", severity, message: String::new() };
    let (with, without) = (with_reason(Some("nhà máy mới chạy hết công suất")), with_reason(None));
    assert_eq!(obstacles(&[finding(Severity::Explain)], &with).len(), 0);
    assert_eq!(obstacles(&[finding(Severity::Explain)], &without).len(), 1);
    assert_eq!(obstacles(&[finding(Severity::Blocks)], &with).len(), 1);
}

#[test]
fn an_amount_in_the_other_currency_is_converted_at_the_stated_rate_and_the_rate_is_kept() {
    let catalogue = catalogue();
    let revenue = reader(&catalogue.all[0]);
    assert_eq!(revenue.read("10", "musd"), Ok(Some(Reading { value: dec("234000000000"), rate: Some(dec("23400")) })));
    let exports = reader(&catalogue.all[1]);
    assert_eq!(exports.read("23,4", "bvnd"), Ok(Some(Reading { value: dec("1000000.000000"), rate: Some(dec("23400")) })));
    // The same currency needs no rate; none known is said and not guessed.
    assert_eq!(revenue.read("10", "bvnd"), Ok(Some(Reading { value: dec("10000000000"), rate: None })));
    assert!(Reader { usd_rate: None, ..reader(&catalogue.all[0]) }.read("10", "musd").is_err());
    assert!(revenue.read("10", "m2").is_err());
}

#[test]
fn only_what_may_be_negative_is() {
    let catalogue = catalogue();
    let revenue = &catalogue.all[0];
    assert!(reader(revenue).read("-5", "bvnd").is_err());
    let loans = Reader { may_be_negative: true, ..reader(revenue) };
    assert_eq!(loans.read("-5", "bvnd").map(|reading| reading.map(|r| r.value)), Ok(Some(dec("-5000000000"))));
}

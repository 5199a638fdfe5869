use chrono::DateTime;

use super::*;
use crate::foundation::kernel::testing::dec;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn work(kind: &str, unit: Option<&str>, whole: Decimal) -> Work {
    Work {
        id: 1,
        code: "HM-1".to_owned(),
        name: "Hạng mục".to_owned(),
        zone_id: 1,
        zone: "KCN".to_owned(),
        phase_id: None,
        phase: None,
        kind: kind.to_owned(),
        unit: unit.map(str::to_owned),
        whole: Some(whole),
        budget: Some(dec!(250_000_000_000)),
        funding: None,
        carried_out_by: None,
        planned_start: None,
        planned_finish: None,
        standing: None,
    }
}

fn said(number: i32, as_of: &str, done: Decimal) -> Statement {
    Statement {
        number,
        as_of: day(as_of),
        done: Some(done),
        disbursed: Some(dec!(100_000_000_000)),
        stopped: false,
        withdrawn: false,
        source: "BC 1".to_owned(),
        over_reason: None,
        correction: None,
        note: None,
        replaced: false,
        recorded_by: "x".to_owned(),
        recorded_at: DateTime::UNIX_EPOCH,
    }
}

fn outcome(
    purpose: Purpose,
    work: &Work,
    typed: &[(&str, &str)],
) -> Result<Draft, Vec<&'static str>> {
    let log = [
        said(1, "2022-06-30", dec!(300_000)),
        said(2, "2022-11-30", dec!(596_100)),
    ];
    let data = FormData::new(
        typed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    );
    read(purpose, work, &log, &data, day("2023-01-10"), Lang::Vi).map_err(|faults| {
        let mut names: Vec<_> = faults.into_keys().collect();
        names.sort_unstable();
        names
    })
}

#[test]
fn a_statement_stands_in_the_order_of_the_others_and_within_what_was_approved() {
    let levelling = work("levelling", None, dec!(735_000));
    let full = [
        ("as_of", "31/12/2022"),
        ("done", "60"),
        ("done.unit", "ha"),
        ("disbursed", "120"),
        ("disbursed.unit", "bvnd"),
        ("source", "BC 12"),
        ("over_reason", ""),
        ("correction", ""),
    ];
    let with = |changes: &[(&'static str, &'static str)]| {
        let changed = |name: &str| {
            changes
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| *value)
        };
        full.iter()
            .map(|(name, value)| (*name, changed(name).unwrap_or(value)))
            .collect::<Vec<_>>()
    };
    let draft = outcome(Purpose::State, &levelling, &full).expect("all is well");
    assert_eq!(
        (draft.done, draft.disbursed),
        (Some(dec!(600_000)), Some(dec!(120_000_000_000))),
        "canonical"
    );
    for (changes, wrong) in [
        (vec![("source", " ")], vec!["source"]),
        (vec![("done", ""), ("disbursed", "")], vec!["done"]),
        (vec![("as_of", "11/01/2023")], vec!["as_of"]),
        (vec![("as_of", "")], vec!["as_of"]),
        (vec![("done", "59")], vec!["done"]),
        (vec![("disbursed", "99")], vec!["disbursed"]),
        (
            vec![("as_of", "31/07/2022"), ("disbursed", "")],
            vec!["done"],
        ),
        (vec![("done", "74")], vec!["over_reason"]),
        (vec![("disbursed", "250,1")], vec!["over_reason"]),
        (
            vec![("as_of", "30/11/2022"), ("disbursed", "100")],
            vec!["correction"],
        ),
    ] {
        assert_eq!(
            outcome(Purpose::State, &levelling, &with(&changes)).err(),
            Some(wrong),
            "{changes:?}"
        );
    }
    for changes in [
        vec![("done", ""), ("disbursed", "100")],
        vec![("done", "74"), ("over_reason", "Bổ sung theo QĐ")],
        vec![
            ("as_of", "31/07/2022"),
            ("done", "45"),
            ("disbursed", "100"),
        ],
        vec![
            ("as_of", "30/11/2022"),
            ("done", "60"),
            ("correction", "Đo lại"),
        ],
    ] {
        assert!(
            outcome(Purpose::State, &levelling, &with(&changes)).is_ok(),
            "{changes:?}"
        );
    }
    // A day without a statement is not corrected, whatever was typed.
    let draft =
        outcome(Purpose::State, &levelling, &with(&[("correction", "x")])).expect("a statement");
    assert_eq!(draft.correction, None);
}

#[test]
fn each_measure_is_typed_in_its_own_way_and_a_correction_keeps_its_day() {
    let statement = [("as_of", "31/12/2022"), ("done", "101"), ("source", "BC")];
    assert_eq!(
        outcome(Purpose::State, &work("road", None, dec!(100)), &statement).err(),
        Some(vec!["done"]),
        "percent"
    );
    let own = work("road", Some("km"), dec!(700_000));
    let draft = outcome(
        Purpose::State,
        &own,
        &[
            ("as_of", "31/12/2022"),
            ("done", "596.100,5"),
            ("source", "BC"),
        ],
    );
    assert_eq!(draft.expect("kilometres").done, Some(dec!(596_100.5)));
    let correct = Purpose::Correct(day("2022-11-30"));
    let levelling = work("levelling", None, dec!(735_000));
    let typed = [
        ("as_of", "01/01/2022"),
        ("done", "59"),
        ("source", "BC"),
        ("correction", "Đo lại"),
    ];
    let draft = outcome(correct, &levelling, &typed).expect("a correction");
    assert_eq!(
        (draft.as_of, draft.done),
        (day("2022-11-30"), Some(dec!(590_000)))
    );
    assert_eq!(
        outcome(correct, &levelling, &typed[..3]).err(),
        Some(vec!["correction"])
    );
    let withdraw = Purpose::Withdraw(day("2022-11-30"));
    let draft = outcome(
        withdraw,
        &levelling,
        &[("source", "CV 5"), ("correction", "Ghi nhầm ngày")],
    )
    .expect("a withdrawal");
    assert!(draft.withdrawn && draft.done.is_none() && draft.disbursed.is_none());
}

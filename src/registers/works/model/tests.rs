use super::*;
use crate::foundation::kernel::percent::Reason;
use crate::foundation::kernel::testing::dec;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn work(kind: &str, whole: Option<Decimal>) -> Work {
    Work {
        id: 1,
        code: "HM-1".to_owned(),
        name: "Hạng mục".to_owned(),
        zone_id: 1,
        zone: "KCN".to_owned(),
        phase_id: Some(1),
        phase: Some("Giai đoạn I".to_owned()),
        kind: kind.to_owned(),
        unit: None,
        whole,
        budget: None,
        funding: None,
        carried_out_by: None,
        planned_start: Some(day("2022-03-01")),
        planned_finish: Some(day("2022-12-31")),
        standing: None,
    }
}

fn said(done: Option<Decimal>, disbursed: Option<Decimal>) -> Standing {
    let begun = done
        .or(disbursed)
        .is_some_and(|value| value > Decimal::ZERO);
    Standing {
        done,
        disbursed,
        stated_on: day("2022-11-30"),
        begun_on: begun.then(|| day("2022-04-01")),
        ..Standing::default()
    }
}

#[test]
fn the_state_of_a_work_follows_from_what_was_stated_by_the_day() {
    let idle = work("road", Some(dec!(100)));
    let begun = Work {
        standing: Some(said(Some(dec!(40)), None)),
        ..idle.clone()
    };
    let nothing = Work {
        standing: Some(said(Some(dec!(0)), None)),
        ..idle.clone()
    };
    let stopped = Work {
        standing: Some(Standing {
            stopped: true,
            ..said(Some(dec!(40)), None)
        }),
        ..idle.clone()
    };
    let finished = |on: &str| Work {
        standing: Some(Standing {
            finished_on: Some(day(on)),
            ..said(Some(dec!(100)), None)
        }),
        ..idle.clone()
    };
    let unplanned = Work {
        planned_start: None,
        planned_finish: None,
        ..begun.clone()
    };
    for (work, on, state, delay) in [
        (&idle, "2022-02-28", State::NotStarted, None),
        (&idle, "2022-03-01", State::NotStarted, None),
        (&idle, "2022-03-11", State::Late, Some(Delay::Start(10))),
        (&nothing, "2022-03-11", State::Late, Some(Delay::Start(10))),
        (&begun, "2022-12-31", State::UnderWay, None),
        (&begun, "2023-01-30", State::Late, Some(Delay::Finish(30))),
        (&stopped, "2022-12-31", State::Stopped, None),
        (
            &stopped,
            "2023-01-30",
            State::Stopped,
            Some(Delay::Finish(30)),
        ),
        (&finished("2022-12-30"), "2023-06-01", State::Done, None),
        (
            &finished("2023-01-10"),
            "2023-06-01",
            State::Done,
            Some(Delay::Finished(10)),
        ),
        (&unplanned, "2030-01-01", State::UnderWay, None),
    ] {
        assert_eq!(
            (work.state(day(on)), work.delay(day(on))),
            (state, delay),
            "{on} {work:?}"
        );
    }
    assert_eq!(State::ALL.map(State::code).len(), 5);
}

#[test]
fn a_percentage_names_why_there_is_none() {
    let silent = work("levelling", Some(dec!(735000)));
    assert_eq!(silent.progress().reason(), Some(Reason::MissingActual));
    let unknown = Work {
        whole: None,
        standing: Some(said(Some(dec!(1)), None)),
        ..silent.clone()
    };
    assert_eq!(unknown.progress().reason(), Some(Reason::MissingBase));
    let levelled = Work {
        standing: Some(said(Some(dec!(596100)), None)),
        ..silent
    };
    assert_eq!(
        levelled.progress().rounded(2),
        Some(dec!(81.10)),
        "13,89 of 73,5 ha are still to be levelled"
    );
    assert_eq!(levelled.spending().reason(), Some(Reason::MissingActual));
}

#[test]
fn totals_are_ratios_of_sums_and_say_what_they_leave_out() {
    let levelling = |whole, done: Option<Decimal>| Work {
        standing: done.map(|done| said(Some(done), None)),
        ..work("levelling", Some(whole))
    };
    let item = |budget: Option<Decimal>, percent: Option<Decimal>, paid: Option<Decimal>| Work {
        budget,
        standing: Some(said(percent, paid)),
        ..work("road", Some(dec!(100)))
    };
    let works = [
        levelling(dec!(300), Some(dec!(150))),
        levelling(dec!(10), Some(dec!(10))),
        levelling(dec!(90), None),
        item(Some(dec!(100)), Some(dec!(50)), Some(dec!(60))),
        item(Some(dec!(300)), Some(dec!(100)), Some(dec!(240))),
        item(Some(dec!(100)), None, None),
        item(None, Some(dec!(100)), Some(dec!(7))),
    ];
    let totals = Totals::of(&works.iter().collect::<Vec<_>>());
    assert_eq!(
        totals.levelling.ratio().value(),
        Some(dec!(40)),
        "160 of 400, not the mean of 50, 100 and 0"
    );
    assert_eq!(
        (totals.levelling.counted, totals.levelling.unstated),
        (3, 1)
    );
    assert_eq!(
        totals.clearance.ratio().reason(),
        Some(Reason::MissingActual),
        "there is none"
    );
    assert_eq!(
        totals.money.ratio().value(),
        Some(dec!(60)),
        "300 of 500; what has no budget is left out"
    );
    // Levelling has no budget here either.
    assert_eq!((totals.money.counted, totals.money.without_base), (3, 4));
    assert_eq!(
        totals.completion.ratio().value(),
        Some(dec!(70)),
        "50 + 300 + 0 of 500"
    );
    assert_eq!(
        (totals.completion.unstated, totals.completion.without_base),
        (1, 1)
    );
    // What is over makes up for nothing.
    let over = [
        Work {
            whole: Some(dec!(10)),
            unit: Some("km".to_owned()),
            ..item(Some(dec!(100)), Some(dec!(20)), None)
        },
        item(Some(dec!(100)), Some(dec!(0)), None),
    ];
    assert_eq!(
        Totals::of(&over.iter().collect::<Vec<_>>())
            .completion
            .ratio()
            .value(),
        Some(dec!(50))
    );
}

#[test]
fn works_and_statements_of_areas_are_held_beside_each_other() {
    let levelled = |done: Option<Decimal>, phase: Option<i64>| Work {
        phase_id: phase,
        standing: Some(said(done, None)),
        ..work("levelling", Some(dec!(1000)))
    };
    let area = |phase_id, levelled| Stated {
        zone_id: 1,
        phase_id,
        phase: format!("Giai đoạn {phase_id}"),
        as_of: day("2022-12-31"),
        planned: dec!(1000),
        cleared: dec!(900),
        levelled,
        infrastructure_percent: Some(dec!(80)),
    };
    let found = |works: &[Work], stated: &[Stated]| -> Vec<(String, bool, Decimal, Decimal)> {
        let works: Vec<&Work> = works.iter().collect();
        let found = differences("KCN", &works, stated).into_iter();
        found
            .map(|found| (found.place, found.levelling, found.works, found.stated))
            .collect()
    };
    let stated = [area(1, dec!(600)), area(2, dec!(0))];
    assert_eq!(
        found(&[levelled(Some(dec!(600)), Some(1))], &stated),
        vec![],
        "they agree"
    );
    assert_eq!(
        found(&[levelled(None, Some(1))], &stated),
        vec![],
        "nothing stated is no evidence"
    );
    assert_eq!(found(&[], &stated), vec![]);
    let two = [
        levelled(Some(dec!(400)), Some(1)),
        levelled(Some(dec!(250)), Some(1)),
    ];
    assert_eq!(
        found(&two, &stated),
        vec![("Giai đoạn 1".to_owned(), true, dec!(650), dec!(600))]
    );
    let whole = [
        levelled(Some(dec!(400)), None),
        levelled(Some(dec!(250)), Some(1)),
    ];
    assert_eq!(
        found(&whole, &stated),
        vec![("KCN".to_owned(), true, dec!(650), dec!(600))],
        "by zone"
    );
    // Weighted by planned area, as on sheet 2103.
    let other = Stated {
        planned: dec!(3000),
        infrastructure_percent: Some(dec!(40)),
        ..area(2, dec!(0))
    };
    assert_eq!(
        stated_completion(&[&area(1, dec!(0)), &other]),
        Some(dec!(50))
    );
    let unstated = Stated {
        infrastructure_percent: None,
        ..other
    };
    assert_eq!(
        stated_completion(&[&area(1, dec!(0)), &unstated]),
        Some(dec!(80))
    );
    assert_eq!(stated_completion(&[]), None);
}

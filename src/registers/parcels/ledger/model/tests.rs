//! The ledger case by case: one parcel of 10 ha, what is recorded of it, and what counts on a day.

use super::*;
use crate::foundation::kernel::testing::dec;

const A: i64 = 1;
const B: i64 = 2;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn event(kind: Kind, on: &str, enterprise_id: Option<i64>) -> Event {
    Event {
        kind,
        happened_on: day(on),
        state: (kind == Kind::Registered).then(|| {
            if enterprise_id.is_some() {
                "leased".to_owned()
            } else {
                "ready".to_owned()
            }
        }),
        enterprise_id,
    }
}

/// A share in hectares.
fn share(tenant: i64, hectares: Decimal, from: &str, to: &str) -> Share {
    Share {
        lease_id: tenant,
        contract_no: format!("HĐ-{tenant}"),
        enterprise_id: tenant,
        area_m2: hectares * dec!(10000),
        valid_from: day(from),
        last_on: day(to),
        ended_early: false,
        until: None,
    }
}

fn parcel(id: i64, events: Vec<Event>, shares: Vec<Share>) -> Parcel {
    Parcel {
        id,
        zone_id: 1,
        phase_id: None,
        code: format!("CN-{id}"),
        leasable: true,
        area_m2: dec!(100000),
        past_areas: Vec::new(),
        events,
        shares,
        origins: Vec::new(),
    }
}

fn books(parcels: Vec<Parcel>) -> Books {
    Books {
        parcels: parcels
            .into_iter()
            .map(|parcel| (parcel.id, parcel))
            .collect(),
    }
}

/// Hectares in force, past their term, and without a lease.
fn hectares(books: &Books, on: &str) -> [Decimal; 3] {
    let sums = books.on(day(on)).zones.get(&1).copied().unwrap_or_default();
    [sums.in_force, sums.overdue, sums.no_lease].map(|area| (area / dec!(10000)).normalize())
}

fn entered() -> Event {
    event(Kind::Registered, "2000-01-01", None)
}

fn leased(on: &str, tenant: i64) -> Event {
    event(Kind::Leased, on, Some(tenant))
}

#[test]
fn a_lease_of_a_part_lets_that_part() {
    let own = share(A, dec!(2), "2010-01-01", "2060-01-01");
    let books = books(vec![parcel(
        1,
        vec![entered(), leased("2010-01-01", A)],
        vec![own],
    )]);
    let sums = books.on(day("2020-06-30")).zones[&1];
    assert_eq!(
        sums.leased() * dec!(100) / sums.leasable,
        dec!(20),
        "2 of 10 ha are 20 % and not 100 %"
    );
    assert_eq!(hectares(&books, "2009-12-31"), [dec!(0); 3], "not yet");
}

/// What is recorded beside the entry into the books, and what counts on the day: hectares by lease, past a term, without a lease.
type Case = (&'static str, Vec<Event>, Vec<Share>, &'static str, [i64; 3]);

fn lease() -> Share {
    share(A, dec!(10), "2005-01-01", "2015-01-01")
}

/// A parcel let to A from 2005, and what happened then.
fn let_to_a(more: Vec<Event>) -> Vec<Event> {
    [vec![entered(), leased("2005-01-01", A)], more].concat()
}

fn returned_or_overdue() -> Vec<Case> {
    vec![
        (
            "in force on its last day",
            let_to_a(vec![]),
            vec![lease()],
            "2015-01-01",
            [10, 0, 0],
        ),
        (
            "past its term",
            let_to_a(vec![]),
            vec![lease()],
            "2015-01-02",
            [0, 10, 0],
        ),
        (
            "returned at its end",
            let_to_a(vec![event(Kind::LeaseEnded, "2015-01-02", None)]),
            vec![lease()],
            "2016-01-01",
            [0, 0, 0],
        ),
        (
            "returned a year late: overdue until then",
            let_to_a(vec![event(Kind::LeaseEnded, "2016-01-02", None)]),
            vec![lease()],
            "2015-06-30",
            [0, 10, 0],
        ),
        (
            "and gone from then",
            let_to_a(vec![event(Kind::LeaseEnded, "2016-01-02", None)]),
            vec![lease()],
            "2016-01-02",
            [0, 0, 0],
        ),
        (
            "being recovered still counts",
            let_to_a(vec![event(Kind::Recovering, "2014-01-01", None)]),
            vec![lease()],
            "2014-06-30",
            [10, 0, 0],
        ),
    ]
}

fn renewed_or_ended() -> Vec<Case> {
    vec![
        (
            "renewed by another lease",
            let_to_a(vec![]),
            vec![lease(), share(A, dec!(8), "2016-01-01", "2036-01-01")],
            "2016-06-30",
            [8, 0, 0],
        ),
        (
            "overdue between the two",
            let_to_a(vec![]),
            vec![lease(), share(A, dec!(8), "2016-01-01", "2036-01-01")],
            "2015-06-30",
            [0, 10, 0],
        ),
        (
            "ended early by somebody's word: no longer let",
            let_to_a(vec![]),
            vec![Share {
                last_on: day("2012-12-31"),
                ended_early: true,
                ..lease()
            }],
            "2013-01-01",
            [0, 0, 0],
        ),
        (
            "this parcel alone ended by hand",
            let_to_a(vec![]),
            vec![Share {
                until: Some(day("2012-12-31")),
                ..lease()
            }],
            "2013-01-01",
            [0, 0, 0],
        ),
        (
            "no lease at all: the whole parcel",
            let_to_a(vec![]),
            vec![],
            "2010-01-01",
            [0, 0, 10],
        ),
        (
            "entered the books let, and no lease",
            vec![event(Kind::Registered, "2000-01-01", Some(A))],
            vec![],
            "2010-01-01",
            [0, 0, 10],
        ),
    ]
}

fn let_without_or_beside_a_lease() -> Vec<Case> {
    vec![
        (
            "a lease recorded for another letting is none for this",
            [
                let_to_a(vec![]),
                vec![
                    event(Kind::LeaseEnded, "2016-01-01", None),
                    leased("2018-01-01", A),
                ],
            ]
            .concat(),
            vec![lease()],
            "2019-01-01",
            [0, 0, 10],
        ),
        (
            "a lease of a later letting is none for this",
            [
                let_to_a(vec![]),
                vec![
                    event(Kind::LeaseEnded, "2016-01-01", None),
                    leased("2018-01-01", A),
                ],
            ]
            .concat(),
            vec![share(A, dec!(10), "2018-01-01", "2068-01-01")],
            "2010-01-01",
            [0, 0, 10],
        ),
        (
            "entered after its term, when the log has the parcel free: by its days",
            vec![entered()],
            vec![lease()],
            "2010-01-01",
            [10, 0, 0],
        ),
        (
            "and not after them",
            vec![entered()],
            vec![lease()],
            "2015-06-30",
            [0, 0, 0],
        ),
        (
            "let again after its term to the same tenant without a lease: not overdue",
            vec![entered(), leased("2018-01-01", A)],
            vec![lease()],
            "2019-01-01",
            [0, 0, 10],
        ),
        (
            "signed, and beginning later: recorded, not yet in force",
            vec![entered(), leased("2004-06-01", A)],
            vec![lease()],
            "2004-12-31",
            [0, 0, 0],
        ),
    ]
}

fn of_two_tenants() -> Vec<Case> {
    let rest = || share(B, dec!(3), "2010-01-01", "2030-01-01");
    let first = || share(A, dec!(7), "2005-01-01", "2055-01-01");
    vec![
        (
            "two parts",
            let_to_a(vec![]),
            vec![first(), rest()],
            "2020-01-01",
            [10, 0, 0],
        ),
        (
            "the second is overdue",
            let_to_a(vec![]),
            vec![first(), rest()],
            "2031-01-01",
            [7, 3, 0],
        ),
        (
            "the holder without a lease has what the other leaves",
            let_to_a(vec![]),
            vec![rest()],
            "2020-01-01",
            [3, 0, 7],
        ),
        (
            "one gives back, the other stays",
            let_to_a(vec![event(Kind::LeaseEnded, "2015-01-01", None)]),
            vec![first(), rest()],
            "2020-01-01",
            [3, 0, 0],
        ),
        (
            "handed on: the old lease ends, the new tenant has none",
            let_to_a(vec![event(Kind::Transferred, "2015-01-01", Some(B))]),
            vec![first()],
            "2020-01-01",
            [0, 0, 10],
        ),
        (
            "never more than the parcel: who came after an overdue lease has what is his",
            let_to_a(vec![]),
            vec![
                share(A, dec!(10), "2005-01-01", "2012-01-01"),
                share(B, dec!(8), "2013-01-01", "2030-01-01"),
            ],
            "2020-01-01",
            [8, 2, 0],
        ),
    ]
}

#[test]
fn every_letting_counts_by_its_days_and_its_paper() {
    let cases = [
        returned_or_overdue(),
        renewed_or_ended(),
        let_without_or_beside_a_lease(),
        of_two_tenants(),
    ];
    for (words, events, shares, on, expected) in cases.concat() {
        let books = books(vec![parcel(1, events, shares)]);
        assert_eq!(
            hectares(&books, on),
            expected.map(Decimal::from),
            "{words}, {on}"
        );
    }
}

#[test]
fn green_land_is_not_let_and_an_area_has_dates() {
    let own = || vec![share(A, dec!(10), "2005-01-01", "2055-01-01")];
    let life = || vec![entered(), leased("2005-01-01", A)];
    let green = Parcel {
        leasable: false,
        ..parcel(1, life(), own())
    };
    let sums = books(vec![green]).on(day("2020-01-01")).zones[&1];
    assert_eq!(
        (sums.all, sums.leasable, sums.leased()),
        (dec!(100000), dec!(0), dec!(0))
    );
    // Measured anew in 2015: 9 ha before, 10 ha since.
    let measured = Parcel {
        past_areas: vec![(day("2015-03-31"), dec!(90000))],
        ..parcel(1, life(), Vec::new())
    };
    let books = books(vec![measured]);
    for (on, expected) in [("2015-03-31", 9), ("2015-04-01", 10)] {
        let sums = books.on(day(on)).zones[&1];
        assert_eq!(
            (sums.leasable / dec!(10000), hectares(&books, on)[2]),
            (Decimal::from(expected), Decimal::from(expected)),
            "{on}"
        );
    }
}

#[test]
fn a_letting_goes_on_through_a_split() {
    let split = |part: Decimal, own: Vec<Share>| {
        let old = parcel(
            1,
            vec![
                entered(),
                leased("2005-01-01", A),
                event(Kind::Retired, "2018-01-01", None),
            ],
            vec![share(A, part, "2005-01-01", "2025-01-01")],
        );
        let new = |id, area: Decimal, shares| Parcel {
            area_m2: area,
            origins: vec![1],
            ..parcel(
                id,
                vec![event(Kind::Registered, "2018-01-01", Some(A))],
                shares,
            )
        };
        books(vec![
            old,
            new(2, dec!(40000), own),
            new(3, dec!(60000), Vec::new()),
        ])
    };
    for (words, books, on, expected) in [
        (
            "before",
            split(dec!(10), Vec::new()),
            "2017-12-31",
            [10, 0, 0],
        ),
        (
            "after",
            split(dec!(10), Vec::new()),
            "2018-01-01",
            [10, 0, 0],
        ),
        (
            "a part stays a part",
            split(dec!(5), Vec::new()),
            "2018-01-01",
            [5, 0, 0],
        ),
        (
            "past the term",
            split(dec!(10), Vec::new()),
            "2025-01-02",
            [0, 10, 0],
        ),
        (
            "recorded anew for one of them",
            split(
                dec!(10),
                vec![share(A, dec!(4), "2018-01-01", "2045-01-01")],
            ),
            "2030-01-01",
            [4, 6, 0],
        ),
    ] {
        assert_eq!(hectares(&books, on), expected.map(Decimal::from), "{words}");
    }
}

#[test]
fn each_line_names_its_paper_and_its_day() {
    let lease = share(A, dec!(4), "2005-01-01", "2015-01-01");
    let books = books(vec![parcel(
        1,
        vec![entered(), leased("2005-01-01", A)],
        vec![lease],
    )]);
    let lines = books.on(day("2016-01-01")).lines;
    assert_eq!(
        (
            lines.len(),
            lines[0].basis,
            lines[0].lease.clone(),
            lines[0].day
        ),
        (
            1,
            Basis::Overdue,
            Some((A, "HĐ-1".to_owned())),
            Some(day("2015-01-01"))
        )
    );
}

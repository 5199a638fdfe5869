//! Each rule with what it asks about, and what looks like it and is right.

use rust_decimal::Decimal;

use super::typed::{Typed, YEAR};
use crate::standards::checks::Severity::{self, Blocks, Explain};
use crate::standards::checks::{Activity, Facts};

const HUNDRED_BILLION: Decimal = Decimal::from_parts(1_215_752_192, 23, 0, false, 0);

/// What it is about, what is typed, and the cell and rule that ask about it; nothing for `None`.
pub(super) type Case<'a> = (&'a str, Typed<'a>, Option<(&'a str, &'a str, Severity)>);

pub(super) const CELLS_AND_BUSINESS: &[Case<'static>] = &[
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
];

pub(super) const SUMS_PEOPLE_AND_TEXTS: &[Case<'static>] = &[
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
                registered_capital: Some(HUNDRED_BILLION),
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
];

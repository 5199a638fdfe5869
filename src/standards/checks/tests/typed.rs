//! A report as typed against a small catalogue of its own.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::foundation::i18n::Lang;
use crate::foundation::kernel::Measure;
use crate::foundation::kernel::quantity::{self, Dimension};
use crate::foundation::kernel::testing::dec;
use crate::standards::checks::{
    Activity, Background, Cell, Facts, Finding, Line, Reader, Rules, Severity, check,
};
use crate::standards::indicators::{Catalogue, Indicator, Source, TimeKind};

/// (code, dimension, usual unit, how it behaves over time, part of)
const INDICATORS: [(&str, Dimension, &str, TimeKind, Option<&str>); 16] = [
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
    (
        "spent_so_far",
        Dimension::Vnd,
        "bvnd",
        TimeKind::Stock,
        None,
    ),
];

pub(super) fn id(code: &str) -> i64 {
    INDICATORS
        .iter()
        .position(|row| row.0 == code)
        .map_or(0, |at| i64::try_from(at + 1).unwrap_or(0))
}

pub(super) fn catalogue() -> Catalogue {
    let indicator = |row: &(&str, Dimension, &str, TimeKind, Option<&str>)| Indicator {
        id: id(row.0),
        code: row.0.to_owned(),
        is_product: row.0 == "plywood",
        name: row.0.to_owned(),
        name_en: row.0.to_owned(),
        aliases: String::new(),
        dimension: row.1,
        own_unit: (row.1 == Dimension::Own).then(|| "m³".to_owned()),
        own_unit_en: (row.1 == Dimension::Own).then(|| "m³".to_owned()),
        source: Source::Filing,
        time_kind: row.3,
        unit: quantity::unit(row.2).expect("a unit"),
        scale: 1,
        sentence_step: None,
        part_of: row.4.map(id),
        folded: false,
        valid_until: None,
        weight: (row.3 == TimeKind::Rate).then(|| id("workers")),
    };
    Catalogue {
        all: INDICATORS.iter().map(indicator).collect(),
    }
}

/// A report as typed, with what is known beside it.
pub(super) struct Typed<'a> {
    pub(super) period: &'a str,
    /// (code, text, unit); a code ending in "+" is the sum since January.
    pub(super) cells: &'a [(&'a str, &'a str, &'a str)],
    /// (code, period, canonical value)
    pub(super) history: &'a [(&'a str, &'a str, &'a str)],
    pub(super) facts: Facts,
    pub(super) totals: &'a [(&'a str, &'a str)],
    pub(super) per_worker: &'a [(&'a str, &'a str)],
    pub(super) required: &'a [&'a str],
    /// The unit the form asks for, where it is not the indicator's own.
    pub(super) asks: Option<&'a str>,
}

pub(super) const YEAR: Typed<'static> = Typed {
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

    pub(super) fn findings(&self, rules: &Rules) -> Vec<Finding> {
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
    pub(super) fn asked(&self) -> Vec<(String, &'static str, Severity)> {
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
pub(super) fn assert_asked(
    report: &Typed<'_>,
    expected: Option<(&str, &str, Severity)>,
    what: &str,
) {
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

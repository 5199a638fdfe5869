//! 2106: workers of the zones' enterprises, by zone.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::db::{Reported, Zone};
use super::super::model::{Cell, Origin, RowKind, Tab, Unit};
use super::super::sheet_code::SheetCode;
use super::columns::{Chosen, Made, Offered, table};
use super::db::Income;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Period;
use crate::platform::registry::Choice;
use crate::standards::indicators::Known;

/// What the table is made from.
pub struct Labour {
    pub period: Period,
    pub zones: Vec<Zone>,
    /// The indicators of [`SheetCode::reported`], summed by zone and origin.
    pub reported: Vec<Reported>,
    pub incomes: Vec<Income>,
}

/// What a row is made of: the workers of a zone, or of all.
pub(super) struct Workers {
    period: Period,
    zone: Option<i64>,
    /// By indicator and origin.
    sums: BTreeMap<(String, String), Decimal>,
    /// Σ income·workers and Σ workers of those that state both; `None` where one is beyond all numbers, or nobody states it.
    income: Option<(Decimal, Decimal)>,
}

impl Workers {
    fn sum(&self, known: Known, origin: Option<Origin>) -> Option<Decimal> {
        let values = self.sums.iter().filter(|((indicator, own), _)| {
            indicator == known.code() && origin.is_none_or(|origin| own == origin.code())
        });
        values
            .map(|(_, value)| *value)
            .reduce(|sum, value| sum + value)
    }

    /// A cell with the figures behind it.
    fn people(&self, known: Known, origin: Option<Origin>) -> Cell {
        let narrowed = [
            self.zone.map(|zone| format!("zone={zone}")),
            origin.map(|origin| format!("origin={}", origin.code())),
        ];
        let narrowed = narrowed.into_iter().flatten().collect::<Vec<_>>().join("&");
        let query = if narrowed.is_empty() { "" } else { "?" };
        Cell::number(self.sum(known, origin), Unit::People).linked(format!(
            "/figures/{}/{}{query}{narrowed}",
            self.period,
            known.code()
        ))
    }

    /// All workers less the foreign ones, as on 2104.
    fn vietnamese(&self) -> Cell {
        let both = self
            .sum(Known::Workers, None)
            .zip(self.sum(Known::WorkersForeign, None));
        let zone = self
            .zone
            .map_or_else(String::new, |zone| format!("?zone={zone}"));
        Cell::number(both.map(|(all, foreign)| all - foreign), Unit::People)
            .linked(format!("/national/{}/workers{zone}", self.period))
    }

    /// Weighted by workers; of several zones the ratio of their sums. In million VND a month.
    fn income(&self) -> Cell {
        let mean = self
            .income
            .and_then(|(weighted, weight)| weighted.checked_div(weight));
        let zone = self
            .zone
            .map_or_else(String::new, |zone| format!("?zone={zone}"));
        Cell::number(
            mean.map(|mean| mean / Decimal::from(1_000_000)),
            Unit::MillionVnd,
        )
        .linked(format!(
            "/figures/{}/{}{zone}",
            self.period,
            Known::AvgIncome.code()
        ))
    }
}

/// A column of numbers.
const fn number(choice: Choice, cell: fn(&Workers, Lang) -> Cell) -> Offered<Workers> {
    Offered {
        choice,
        numeric: true,
        cell,
    }
}

/// What the table can show of a zone's workers.
pub(super) const LABOUR: &[Offered<Workers>] = &[
    number(
        Choice::new("employed", "Tổng số lao động", "Workers"),
        |workers, _| workers.people(Known::Workers, None),
    ),
    number(
        Choice::new("female", "Lao động nữ", "Female workers"),
        |workers, _| workers.people(Known::WorkersFemale, None),
    ),
    number(
        Choice::new("local", "Lao động địa phương", "Workers of the province"),
        |workers, _| workers.people(Known::WorkersLocal, None),
    ),
    number(
        Choice::new("vietnamese", "Lao động Việt Nam", "Vietnamese workers"),
        |workers, _| workers.vietnamese(),
    ),
    number(
        Choice::new("foreign", "Lao động nước ngoài", "Foreign workers"),
        |workers, _| workers.people(Known::WorkersForeign, None),
    ),
    number(
        Choice::new(
            "workers_fdi",
            "Lao động tại doanh nghiệp FDI",
            "Workers at FDI enterprises",
        ),
        |workers, _| workers.people(Known::Workers, Some(Origin::Foreign)),
    ),
    number(
        Choice::new(
            "workers_ddi",
            "Lao động tại doanh nghiệp DDI",
            "Workers at domestic enterprises",
        ),
        |workers, _| workers.people(Known::Workers, Some(Origin::Domestic)),
    ),
    number(
        Choice::new(
            "income",
            "Thu nhập bình quân tháng",
            "Average monthly income",
        ),
        |workers, _| workers.income(),
    ),
];

/// The table: a row for each zone, and their total.
pub fn labour(source: &Labour, chosen: &[Chosen], lang: Lang) -> Tab {
    let of = |zone: Option<i64>| {
        let own = |id: i64| zone.is_none_or(|zone| zone == id);
        let mut sums: BTreeMap<(String, String), Decimal> = BTreeMap::new();
        for row in source.reported.iter().filter(|row| own(row.zone_id)) {
            let key = (row.indicator.clone(), row.origin.clone());
            *sums.entry(key).or_default() += row.value;
        }
        let parts = source.incomes.iter().filter(|row| own(row.zone_id));
        let parts: Option<Vec<(Decimal, Decimal)>> =
            parts.map(|row| row.weighted.zip(row.weight)).collect();
        let income = parts.and_then(|parts| {
            parts
                .into_iter()
                .reduce(|one, other| (one.0 + other.0, one.1 + other.1))
        });
        Workers {
            period: source.period,
            zone,
            sums,
            income,
        }
    };
    let mut rows: Vec<Made<Workers>> = source
        .zones
        .iter()
        .map(|zone| Made {
            kind: RowKind::Body,
            heading: Cell::words(&zone.name).to(format!("/zones/{}", zone.id)),
            of: of(Some(zone.id)),
        })
        .collect();
    rows.push(Made {
        kind: RowKind::Total,
        heading: Cell::words(Text::new("Tổng cộng", "Total").in_lang(lang)),
        of: of(None),
    });
    let heading = Text::new("Khu công nghiệp", "Zone").in_lang(lang);
    table(SheetCode::Labour, heading, LABOUR, chosen, rows, lang)
}

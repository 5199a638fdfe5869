//! 2106: workers of the zones' enterprises, by zone.

use rust_decimal::Decimal;

use super::super::model::{Cell, Origin, RowKind, Tab, Unit};
use super::super::sheet_code::SheetCode;
use super::columns::{Chosen, Made, Offered, table};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Period;
use crate::platform::registry::Choice;
use crate::standards::indicators::Known;

use super::super::db::{Reported, Zone};
use super::db::Income;

/// What the table is made from.
pub struct Labour {
    pub period: Period,
    pub zones: Vec<Zone>,
    /// The indicators of [`SheetCode::reported`], summed by zone and origin.
    pub reported: Vec<Reported>,
    pub incomes: Vec<Income>,
}

/// What a row is made of: the workers of a zone, or of all.
pub(super) struct Workers<'a> {
    period: Period,
    zone: Option<i64>,
    reported: Vec<&'a Reported>,
    incomes: Vec<&'a Income>,
}

impl Workers<'_> {
    fn sum(&self, known: Known, origin: Option<Origin>) -> Option<Decimal> {
        let own = |row: &&&Reported| {
            row.indicator == known.code() && origin.is_none_or(|origin| row.origin == origin.code())
        };
        let values: Vec<Decimal> = self.reported.iter().filter(own).map(|row| row.value).collect();
        (!values.is_empty()).then(|| values.into_iter().sum())
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
        let zone = self.zone.map_or_else(String::new, |zone| format!("?zone={zone}"));
        Cell::number(both.map(|(all, foreign)| all - foreign), Unit::People)
            .linked(format!("/national/{}/workers{zone}", self.period))
    }

    /// Weighted by workers; of several zones the ratio of their sums. In million VND a month.
    fn income(&self) -> Cell {
        let known: Option<Vec<(Decimal, Decimal)>> = self
            .incomes
            .iter()
            .map(|income| income.weighted.zip(income.weight))
            .collect();
        let mean = known.filter(|known| !known.is_empty()).and_then(|known| {
            let weighted: Decimal = known.iter().map(|(weighted, _)| *weighted).sum();
            let weight: Decimal = known.iter().map(|(_, weight)| *weight).sum();
            weighted.checked_div(weight)
        });
        let zone = self.zone.map_or_else(String::new, |zone| format!("?zone={zone}"));
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
const fn number<'a>(
    choice: Choice,
    cell: fn(&Workers<'a>, Lang) -> Cell,
) -> Offered<Workers<'a>> {
    Offered {
        choice,
        numeric: true,
        cell,
    }
}

/// What the table can show of a zone's workers.
pub(super) const LABOUR: &[Offered<Workers<'_>>] = &[
    number(
        Choice::new("workers", "Tổng số lao động", "Workers"),
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
        Choice::new("workers_fdi", "Lao động tại doanh nghiệp FDI", "Workers at FDI enterprises"),
        |workers, _| workers.people(Known::Workers, Some(Origin::Foreign)),
    ),
    number(
        Choice::new("workers_ddi", "Lao động tại doanh nghiệp DDI", "Workers at domestic enterprises"),
        |workers, _| workers.people(Known::Workers, Some(Origin::Domestic)),
    ),
    number(
        Choice::new("income", "Thu nhập bình quân tháng", "Average monthly income"),
        |workers, _| workers.income(),
    ),
];

/// The table: a row for each zone, and their total.
pub fn labour(source: &Labour, chosen: &[Chosen], lang: Lang) -> Tab {
    let of = |zone: Option<i64>| {
        let own = |id: i64| zone.is_none_or(|zone| zone == id);
        Workers {
            period: source.period,
            zone,
            reported: source.reported.iter().filter(|row| own(row.zone_id)).collect(),
            incomes: source.incomes.iter().filter(|row| own(row.zone_id)).collect(),
        }
    };
    let mut rows: Vec<Made<Workers<'_>>> = source
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

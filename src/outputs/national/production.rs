//! Sheet 2104: production and business in each zone. Projects, capital and realised capital are cumulative stocks; revenue,
//! trade and budget are of the period. Budget is in tỷ đồng for both origins and trade in triệu USD for both, unlike 2101.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::db::{Reported, Stock, Zone};
use super::model::{Cell, Column, Origin, Row, RowKind, Tab, Unit, converted};
use super::reported::in_unit;
use super::sheet_code::SheetCode;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Period;
use crate::standards::indicators::Known;

/// What the sheet is made from.
pub struct Source {
    pub period: Period,
    pub zones: Vec<Zone>,
    pub stock: Vec<Stock>,
    /// Figures of the period.
    pub reported: Vec<Reported>,
    /// Realised capital of all known years before and of this one up to the period's end.
    pub realised: Vec<Reported>,
    /// The first of those years.
    pub since: i32,
}

/// One column: its words, its unit for an origin, and how its cell is found.
struct Measure {
    words: Text,
    unit: Unit,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Valid,
    Capital,
    Operating,
    Realised,
    Reported(Known),
}

fn measures(origin: Origin) -> Vec<Measure> {
    let money = if origin == Origin::Foreign {
        Unit::MillionUsd
    } else {
        Unit::BillionVnd
    };
    let of = |words, unit, what| Measure { words, unit, what };
    vec![
        of(
            Text::new("Dự án còn hiệu lực", "Projects in force"),
            Unit::Projects,
            What::Valid,
        ),
        of(
            Text::new("Vốn đăng ký", "Registered capital"),
            money,
            What::Capital,
        ),
        of(
            Text::new("Dự án đang SXKD", "Projects in operation"),
            Unit::Projects,
            What::Operating,
        ),
        of(
            Text::new("Vốn thực hiện", "Realised capital"),
            money,
            What::Realised,
        ),
        of(
            Text::new("Doanh thu*", "Revenue*"),
            money,
            What::Reported(Known::Revenue),
        ),
        of(
            Text::new("Xuất khẩu*", "Exports*"),
            Unit::MillionUsd,
            What::Reported(Known::Exports),
        ),
        of(
            Text::new("Nhập khẩu*", "Imports*"),
            Unit::MillionUsd,
            What::Reported(Known::Imports),
        ),
        of(
            Text::new("Nộp ngân sách*", "Paid to the budget*"),
            Unit::BillionVnd,
            What::Reported(Known::Budget),
        ),
    ]
}

/// A sum over what is known of both origins; `None` when nothing is.
fn reported(rows: &[&Reported], indicator: Known) -> Option<Decimal> {
    let own: Vec<Decimal> = rows
        .iter()
        .filter(|row| row.indicator == indicator.code())
        .map(|row| row.value)
        .collect();
    (!own.is_empty()).then(|| own.into_iter().sum())
}

/// What one row of the sheet is made of: a zone's records, or all. Sorted out once, not looked for in each cell.
#[derive(Default)]
struct Records<'a> {
    zone: Option<i64>,
    stock: Vec<&'a Stock>,
    reported: Vec<&'a Reported>,
    realised: Vec<&'a Reported>,
}

impl Source {
    fn by_zone(&self) -> HashMap<i64, Records<'_>> {
        let mut zones: HashMap<i64, Records<'_>> = self
            .zones
            .iter()
            .map(|zone| {
                (
                    zone.id,
                    Records {
                        zone: Some(zone.id),
                        ..Records::default()
                    },
                )
            })
            .collect();
        for row in &self.stock {
            zones.entry(row.zone_id).or_default().stock.push(row);
        }
        for row in &self.reported {
            zones.entry(row.zone_id).or_default().reported.push(row);
        }
        for row in &self.realised {
            zones.entry(row.zone_id).or_default().realised.push(row);
        }
        zones
    }

    fn all(&self) -> Records<'_> {
        Records {
            zone: None,
            stock: self.stock.iter().collect(),
            reported: self.reported.iter().collect(),
            realised: self.realised.iter().collect(),
        }
    }

    fn cell(&self, measure: &Measure, origin: Origin, of: &Records<'_>) -> Cell {
        let stock: Vec<&Stock> = of
            .stock
            .iter()
            .copied()
            .filter(|row| row.origin == origin.code())
            .collect();
        // Every cell leads to the records it is made of, and to no other.
        let narrowed = of
            .zone
            .map_or_else(String::new, |zone| format!("&zone={zone}"));
        let narrowed = format!("origin={}{narrowed}", origin.code());
        let behind =
            |what: &str| format!("/national/{}/behind?what={what}&{narrowed}", self.period);
        let known = |rows: &[&Reported], indicator: Known| {
            let of =
                |row: &&Reported| row.indicator == indicator.code() && row.origin == origin.code();
            let own: Vec<&Reported> = rows.iter().copied().filter(of).collect();
            in_unit(&own, indicator, measure.unit)
        };
        let (value, href) = match measure.what {
            What::Valid => (
                Some(stock.iter().map(|row| row.projects).sum::<i64>().into()),
                behind("valid"),
            ),
            What::Operating => (
                Some(stock.iter().map(|row| row.operating).sum::<i64>().into()),
                behind("operating"),
            ),
            What::Capital => {
                let known = stock.iter().all(|row| row.unconverted == 0);
                let capital = stock.iter().map(|row| row.capital).sum();
                let money = known.then(|| origin.money(capital));
                (
                    money.and_then(|money| money.in_unit(measure.unit, None)),
                    behind("valid"),
                )
            }
            What::Realised => {
                let shown = converted(measure.unit, "vnd");
                (
                    known(&of.realised, Known::RealisedCapital),
                    format!(
                        "/figures/{}/{}?since={}&{narrowed}{shown}",
                        self.period,
                        Known::RealisedCapital.code(),
                        self.since
                    ),
                )
            }
            What::Reported(indicator) => {
                let currency = indicator.dimension().code();
                let shown = converted(measure.unit, currency);
                (
                    known(&of.reported, indicator),
                    format!(
                        "/figures/{}/{}?{narrowed}{shown}",
                        self.period,
                        indicator.code()
                    ),
                )
            }
        };
        Cell::number(value, measure.unit).linked(href)
    }

    fn workers(&self, foreign: bool, of: &Records<'_>) -> Cell {
        let all = reported(&of.reported, Known::Workers);
        let own = reported(&of.reported, Known::WorkersForeign);
        let zone = of
            .zone
            .map_or_else(String::new, |zone| format!("?zone={zone}"));
        let (value, href) = match foreign {
            true => (
                own,
                format!(
                    "/figures/{}/{}{zone}",
                    self.period,
                    Known::WorkersForeign.code()
                ),
            ),
            // A difference of two figures: the page behind has both.
            false => (
                all.zip(own).map(|(all, own)| all - own),
                format!("/national/{}/workers{zone}", self.period),
            ),
        };
        Cell::number(value, Unit::People).linked(href)
    }

    fn row(&self, name: Cell, kind: RowKind, of: &Records<'_>) -> Row {
        let mut cells = vec![name];
        for origin in Origin::ALL {
            cells.extend(
                measures(origin)
                    .iter()
                    .map(|measure| self.cell(measure, origin, of)),
            );
        }
        cells.extend([false, true].map(|foreign| self.workers(foreign, of)));
        Row { kind, cells }
    }

    /// Projects in force whose registered capital nobody knows: the stock leaves them out.
    pub fn unknown(&self) -> i64 {
        self.stock.iter().map(|row| row.unknown).sum()
    }
}

/// The sheet: one row for each zone, and their sums.
pub fn tab(source: &Source, lang: Lang) -> Tab {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mut columns = vec![Column {
        title: say("Khu công nghiệp", "Zone").to_owned(),
        numeric: false,
    }];
    for origin in Origin::ALL {
        let name = if origin == Origin::Foreign {
            "FDI"
        } else {
            "DDI"
        };
        columns.extend(measures(origin).iter().map(|measure| Column {
            title: format!(
                "{name}: {} ({})",
                measure.words.in_lang(lang),
                measure.unit.words().in_lang(lang)
            ),
            numeric: true,
        }));
    }
    for words in [
        say("Lao động trong nước (người)", "Vietnamese workers"),
        say("Lao động nước ngoài (người)", "Foreign workers"),
    ] {
        columns.push(Column {
            title: words.to_owned(),
            numeric: true,
        });
    }
    let by_zone = source.by_zone();
    let name = |zone: &Zone| Cell::words(&zone.name).to(format!("/zones/{}", zone.id));
    let row = |zone: &Zone| {
        by_zone
            .get(&zone.id)
            .map(|records| source.row(name(zone), RowKind::Body, records))
    };
    let mut rows: Vec<Row> = source.zones.iter().filter_map(row).collect();
    rows.push(source.row(
        Cell::words(say("Tổng cộng", "Total")),
        RowKind::Total,
        &source.all(),
    ));
    Tab {
        name: SheetCode::Production.code().to_owned(),
        title: String::new(),
        columns,
        rows,
    }
}
